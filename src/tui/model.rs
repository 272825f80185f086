//! All that the interface knows, as plain data. Only `update` changes it; views read it.

pub mod assess;
pub mod bureaus;
pub mod decisions;
pub mod export;
pub mod finder;
pub mod lists;
pub mod lookup;
pub mod mapping;
pub mod names;
pub mod outliers;
pub mod overlay;
pub mod packs;
pub mod place;
pub mod settings;
pub mod stage;
pub mod target;
pub mod veil;
pub mod work;

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use crate::settings::Settings;
use crate::tui::action::{Action, Context};
use crate::tui::key::Key;
use crate::tui::line_edit::LineEdit;
use crate::tui::model::assess::AssessState;
use crate::tui::model::decisions::{DecisionsPane, DecisionsState};
use crate::tui::model::lists::{ListsPane, ListsState};
use crate::tui::model::lookup::{LookupPane, LookupState};
use crate::tui::model::outliers::{OutliersPane, OutliersState};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{Level, PacksState};
use crate::tui::model::place::Trail;
use crate::tui::model::stage::Stage;
use crate::tui::model::work::Background;
use crate::tui::problem::{Problem, Severity};

/// How long the loop waits for a key when nothing is going on: nothing but the terminal can wake it.
const IDLE: Duration = Duration::from_secs(60);
/// How long it waits while a worker may report.
const BUSY: Duration = Duration::from_millis(25);
/// How long it waits while an answer is awaited that changes what is on the screen.
const AWAITING: Duration = Duration::from_millis(4);

/// The screens, each one key away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Find an offence.
    Lookup,
    /// Assess one case.
    Assess,
    /// What was decided.
    Decisions,
    /// What stands out.
    Outliers,
    /// What is not penalised, or penalised less.
    Lists,
    /// Which benchmarks are loaded.
    Packs,
}

impl Screen {
    /// All screens, in the order of their keys.
    pub const ALL: &[Self] = &[
        Self::Lookup,
        Self::Assess,
        Self::Decisions,
        Self::Outliers,
        Self::Lists,
        Self::Packs,
    ];

    /// Returns the context whose bindings hold on this screen.
    pub fn context(self) -> Context {
        match self {
            Self::Lookup => Context::Lookup,
            Self::Assess => Context::Assess,
            Self::Decisions => Context::Decisions,
            Self::Outliers => Context::Outliers,
            Self::Lists => Context::Lists,
            Self::Packs => Context::Packs,
        }
    }
}

/// One line about what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub severity: Severity,
    /// What to say.
    pub text: String,
}

/// The state of the whole interface.
#[derive(Clone, Debug)]
pub struct Model {
    /// The screen shown.
    pub screen: Screen,
    /// The places to go back and forward to.
    pub trail: Trail,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// The keys of an unfinished sequence.
    pub pending: Vec<Key>,
    /// 查询.
    pub lookup: LookupState,
    /// 裁量.
    pub assess: AssessState,
    /// 决定库.
    pub decisions: DecisionsState,
    /// 离群.
    pub outliers: OutliersState,
    /// 清单.
    pub lists: ListsState,
    /// 基准库.
    pub packs: PacksState,
    /// Actions run from the palette, the latest first.
    pub recent_actions: Vec<Action>,
    /// What is set; shows and marks read it, the office is told of what concerns it.
    pub settings: Settings,
    /// How the screens are presented.
    pub stage: Stage,
    /// What is wrong with packs, settings, keymap and theme.
    pub problems: Vec<Problem>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// The size of the window.
    pub size: Size,
    /// How many pieces of work a worker is doing.
    pub work: usize,
    /// What goes on in the background, to be shown and stopped.
    pub background: Background,
    /// Set when the program should end.
    pub quit: bool,
}

impl Model {
    /// Returns the state at the start.
    pub fn new(size: Size) -> Self {
        Self {
            screen: Screen::Lookup,
            trail: Trail::default(),
            overlay: None,
            pending: Vec::new(),
            lookup: LookupState::default(),
            assess: AssessState::default(),
            decisions: DecisionsState::default(),
            outliers: OutliersState::default(),
            lists: ListsState::default(),
            packs: PacksState::default(),
            recent_actions: Vec::new(),
            settings: Settings::default(),
            stage: Stage::default(),
            problems: Vec::new(),
            notice: None,
            size,
            work: 0,
            background: Background::default(),
            quit: false,
        }
    }

    /// Returns how long the loop may sleep.
    pub fn wait(&self) -> Duration {
        let wait = if self.background.awaited > 0 {
            AWAITING
        } else if self.work > 0 {
            BUSY
        } else {
            IDLE
        };
        match self.stage.timer.next_tick(self.stage.now) {
            Some(tick) if !self.is_typing() => wait.min(tick),
            Some(_) | None => wait,
        }
    }

    /// Says whether a text field has the focus: nothing may then be redrawn by itself, because
    /// the window of an input method would flicker.
    pub fn is_typing(&self) -> bool {
        self.field().is_some()
    }

    /// Returns the contexts whose bindings hold now, nearest first; global comes by itself.
    pub fn contexts(&self) -> &'static [Context] {
        match &self.overlay {
            Some(Overlay::Mapping(_)) => return &[Context::Mapping],
            Some(Overlay::Columns(_)) => return &[Context::Columns],
            Some(Overlay::Views(_)) => return &[Context::Views],
            Some(Overlay::Settings(_)) => return &[Context::Settings],
            Some(_) => return &[Context::Popup],
            None => {}
        }
        match self.screen {
            Screen::Lookup => &[Context::Lookup],
            Screen::Assess => &[Context::Assess],
            Screen::Decisions => &[Context::Decisions],
            Screen::Outliers => &[Context::Outliers],
            Screen::Lists => &[Context::Lists],
            Screen::Packs if self.packs.level == Level::Review => &[Context::Review],
            Screen::Packs => &[Context::Packs],
        }
    }

    /// Returns the text field that has the focus.
    pub fn field(&self) -> Option<&LineEdit> {
        if let Some(overlay) = &self.overlay {
            return overlay.field();
        }
        match self.screen {
            Screen::Lookup => {
                (self.lookup.pane == LookupPane::Search).then_some(&self.lookup.query)
            }
            Screen::Assess => self.assess.field_text(),
            Screen::Decisions => {
                (self.decisions.pane == DecisionsPane::Filter).then_some(&self.decisions.filter)
            }
            Screen::Outliers => {
                let finds =
                    self.outliers.pane == OutliersPane::Find && !self.outliers.bureaus.is_shown;
                finds.then_some(&self.outliers.find)
            }
            Screen::Lists => (self.lists.pane == ListsPane::Search).then_some(&self.lists.query),
            Screen::Packs => None,
        }
    }

    /// Says something in the notice line.
    pub fn say(&mut self, severity: Severity, text: impl Into<String>) {
        self.notice = Some(Notice {
            severity,
            text: text.into(),
        });
    }
}

/// A position in a list of known length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    at: usize,
    total: usize,
}

impl Selection {
    /// Returns the selected position.
    pub fn at(self) -> usize {
        self.at
    }

    /// Returns how many there are.
    pub fn total(self) -> usize {
        self.total
    }

    /// Takes over a new length, keeping the position if it still exists.
    pub fn resize(&mut self, total: usize) {
        self.total = total;
        self.select(self.at);
    }

    /// Selects a position, or the last one.
    pub fn select(&mut self, at: usize) {
        self.at = at.min(self.total.saturating_sub(1));
    }

    /// Moves by a signed number of rows.
    pub fn step(&mut self, by: isize) {
        self.select(self.at.saturating_add_signed(by));
    }

    /// Returns the first row to show so that the selected one lies in the middle.
    ///
    /// Computed from nothing else, so a resize needs no bookkeeping.
    pub fn first_visible(self, height: usize) -> usize {
        first_visible(self.at, self.total, height)
    }
}

/// Returns the first of `total` rows to show so that row `at` lies in the middle of `height`.
pub fn first_visible(at: usize, total: usize, height: usize) -> usize {
    at.saturating_sub(height / 2)
        .min(total.saturating_sub(height))
}

/// The loaded part of a list that may be long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window<T> {
    /// Where the loaded rows start.
    pub offset: usize,
    /// The loaded rows.
    pub rows: Arc<[T]>,
    /// How many rows there are in all.
    pub total: usize,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self {
            offset: 0,
            rows: Arc::default(),
            total: 0,
        }
    }
}

impl<T> Window<T> {
    /// How many rows to load at a time; more than any terminal shows.
    pub const LEN: usize = 400;

    /// Returns a row if it is loaded.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.rows.get(at.checked_sub(self.offset)?)
    }

    /// Returns what of it can be in sight in up to `height` rows when row `at` is selected, as changed by `edit`.
    #[must_use]
    pub fn seen(&self, at: usize, height: usize, edit: impl Fn(&mut T)) -> Self
    where
        T: Clone,
    {
        let first = first_visible(at, self.total, height);
        let skipped = first.saturating_sub(self.offset);
        let rows = self.rows.iter().skip(skipped).take(height);
        let rows = rows.cloned().map(|mut row| {
            edit(&mut row);
            row
        });
        Self {
            offset: self.offset + skipped,
            rows: rows.collect(),
            total: self.total,
        }
    }

    /// Returns where to load from when a row near `at` is missing.
    pub fn missing_near(&self, at: usize, height: usize) -> Option<usize> {
        let first = at.saturating_sub(height);
        let last = (at + height).min(self.total.saturating_sub(1));
        let is_loaded = self.total == 0 || (self.get(first).is_some() && self.get(last).is_some());
        (!is_loaded).then(|| at.saturating_sub(Self::LEN / 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selection_stays_in_range() {
        let mut selection = Selection::default();
        selection.step(-1);
        assert_eq!(selection.at(), 0);
        selection.resize(3);
        selection.step(9);
        assert_eq!(selection.at(), 2);
        selection.resize(1);
        assert_eq!(selection.at(), 0);
    }

    #[test]
    fn the_selected_row_is_always_shown() {
        for total in 0..30 {
            for at in 0..total {
                for height in 1..12 {
                    let first = first_visible(at, total, height);
                    assert!((first..first + height).contains(&at));
                }
            }
        }
    }

    #[test]
    fn what_is_seen_holds_every_row_of_a_list_of_that_height_or_less() {
        for (offset, total) in [(0, 7), (0, 40), (12, 60)] {
            let rows: Vec<usize> = (offset..total.min(offset + 40)).collect();
            let window = Window {
                offset,
                rows: rows.into(),
                total,
            };
            for (at, height) in (0..total).flat_map(|at| (1..15).map(move |height| (at, height))) {
                let seen = window.seen(at, 14, |row| *row += 100);
                let first = first_visible(at, total, height);
                for row in first..first + height {
                    let changed = window.get(row).map(|kept| kept + 100);
                    assert_eq!(seen.get(row).copied(), changed, "{row} of {total} at {at}");
                }
                assert!(seen.rows.len() <= 14);
            }
        }
    }

    #[test]
    fn a_window_asks_for_more_near_its_edges() {
        let window = Window {
            offset: 100,
            rows: vec![(); 400].into(),
            total: 1000,
        };
        assert_eq!(window.missing_near(300, 20), None);
        assert_eq!(window.missing_near(105, 20), Some(0));
        assert_eq!(window.missing_near(490, 20), Some(290));
        assert_eq!(Window::<()>::default().missing_near(0, 20), None);
    }
}
