//! Every screen, overlay, empty state and error: a way there, and what it looks like.
//!
//! The tables below are matched by the compiler: a new screen, overlay or step does not build until
//! its row names a shot, and a shot is a snapshot.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the office of the sample answers the rest, and other overlays have no parts"
)]

mod shots;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;

use super::named_keys::literals;
use super::sample::{Office, office};
use super::stage::telling;
use crate::tui::app::{App, Perform};
use crate::tui::message::{Effect, Msg};
use crate::tui::model::decisions::views::Naming;
use crate::tui::model::mapping::Doing;
use crate::tui::model::outliers::query::Tab;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{Correcting, Level};
use crate::tui::model::stage::{Step, Tour};
use crate::tui::model::work::Job;
use crate::tui::model::{Model, Screen};
use crate::tui::settings::Settings;
use crate::tui::tester::events;
use crate::tui::{text, view};
pub use shots::shots;

/// What stands behind the interface.
#[derive(Clone, Copy, Debug)]
enum Holds {
    /// Nothing is stored.
    Nothing,
    /// Thirty decisions.
    Decisions,
    /// Thirty decisions; a pack and the file of views are broken.
    Faults,
    /// Thirty decisions; long work is begun and never ends.
    Delay,
    /// The library is still being read: nothing is answered.
    Silence,
    /// Nothing is stored, and this is the first start.
    FirstStart,
}

/// A place, and what it looks like.
pub struct Shot {
    /// The module and the name of the snapshot.
    pub name: &'static str,
    size: (u16, u16),
    holds: Holds,
    /// The keys that lead there.
    way: &'static str,
    /// What happens then.
    then: fn(&mut App),
}

impl Shot {
    fn of(name: &'static str, holds: Holds, way: &'static str) -> Shot {
        Shot {
            name,
            size: (80, 24),
            holds,
            way,
            then: |_| {},
        }
    }

    fn sized(self, width: u16, height: u16) -> Shot {
        let size = (width, height);
        Shot { size, ..self }
    }

    fn then(self, then: fn(&mut App)) -> Shot {
        Shot { then, ..self }
    }

    /// Goes there.
    pub fn taken(&self) -> App {
        let settings = Settings {
            keymap: self.way.contains("g ").then(|| "vim".to_owned()),
            offers_tour: matches!(self.holds, Holds::FirstStart),
            ..Settings::default()
        };
        let mut app = App::new(settings, self.holds.perform());
        app.resize(Size::new(self.size.0, self.size.1));
        self.settle(&mut app);
        for event in events(self.way.trim_end()) {
            app.dispatch(event);
            self.settle(&mut app);
        }
        (self.then)(&mut app);
        self.settle(&mut app);
        app
    }

    fn settle(&self, app: &mut App) {
        match self.holds {
            Holds::Delay | Holds::Silence => app.collect_worker_messages(),
            Holds::Nothing | Holds::Decisions | Holds::Faults | Holds::FirstStart => {
                app.finish_work();
            }
        }
        app.settle();
    }
}

impl Holds {
    fn perform(self) -> Perform {
        let stocked = |broken_pack| Office {
            decisions: 30,
            broken_pack,
        };
        match self {
            Self::Nothing => office(Office::default()),
            Self::FirstStart => telling(Office::default()),
            Self::Decisions => office(stocked(false)),
            Self::Faults => office(stocked(true)),
            Self::Delay => {
                let mut within = office(stocked(false));
                Box::new(move |effect, outbox| match effect {
                    Effect::PreviewImport(file, None) if file.contains("很大") => Vec::new(),
                    Effect::Import(_)
                    | Effect::ListItems(_)
                    | Effect::ReadDocument(..)
                    | Effect::CancelImport
                    | Effect::CancelExport
                    | Effect::CancelWork(_)
                    | Effect::FindDecisions(_) => Vec::new(),
                    effect => within(effect, outbox),
                })
            }
            Self::Silence => Box::new(|effect, _| match effect {
                Effect::Start => vec![Msg::Opening],
                _ => Vec::new(),
            }),
        }
    }
}

/// Returns what a window shows.
pub fn drawn(app: &App) -> String {
    let Size { width, height } = app.model.size;
    let mut window = Terminal::new(TestBackend::new(width, height)).unwrap();
    window
        .draw(|frame| view::draw(&app.model, &app.keymap, app.look(), frame))
        .unwrap();
    text::of_buffer(window.backend().buffer())
}

/// One row for each variant: its name, and the shots that show it.
type Rows = &'static [(&'static str, &'static [&'static str])];

macro_rules! inventory {
    ($name:ident, $list:ident of $kind:ident; $( $variant:ident: $( $shot:literal )+; )*) => {
        fn $name(value: &$kind) -> &'static str {
            match value { $( $kind::$variant { .. } => stringify!($variant), )* }
        }

        const $list: Rows = &[ $( (stringify!($variant), &[ $( $shot ),+ ]), )* ];
    };
}

inventory! { screen, SCREENS of Screen;
    Lookup: "screens__the_first_screen_lists_offences" "screens__nothing_found_says_what_to_do" "inventory__opening_lookup";
    Assess: "screens__enter_assesses_the_selected_offence" "screens__assessing_without_an_offence_says_how_to_choose_one" "screens__an_unreadable_field_says_why";
    Decisions: "screens__declined" "screens__a_filter_that_lets_nothing_through_says_so" "inventory__opening_decisions" "inventory__store_locked";
    Outliers: "outliers__list_narrow" "outliers__empty_narrow" "outliers__nothing_narrow" "inventory__opening_outliers" "inventory__compare_failed";
    Lists: "lists__narrow" "lists__nothing_found_in_lists_says_what_to_do" "inventory__lists_none" "inventory__opening_lists";
    Packs: "packs__list" "inventory__packs_none" "inventory__opening_packs";
}

inventory! { projected, PROJECTED of Screen;
    Lookup: "stage__projected_lookup_80";
    Assess: "stage__projected_assess_80";
    Decisions: "inventory__projected_decisions";
    Outliers: "inventory__projected_outliers" "stage__projected_bureaus_80";
    Lists: "inventory__projected_lists";
    Packs: "stage__projected_packs_80";
}

inventory! { level, LEVELS of Level;
    Packs: "packs__list" "inventory__packs_none";
    Items: "packs__items" "inventory__items_none" "inventory__opening_items";
    Review: "packs__review_read" "packs__review_source" "packs__read_only";
}

inventory! { overlay, OVERLAYS of Overlay;
    Help: "screens__assess" "screens__end" "inventory__help_least";
    Confirm: "screens__offer" "screens__undoing_an_import_asks_first" "tables__view_replacing" "tables__view_dropping";
    Problems: "screens__list" "inventory__problems_of_settings" "inventory__problems_of_keymap" "inventory__problems_of_theme" "inventory__problems_gone";
    Caps: "inventory__caps" "inventory__caps_none";
    Article: "whatif__article";
    ImportPrompt: "screens__prompt" "screens__completed" "inventory__import_needs_path";
    Mapping: "screens__mapping" "screens__mapping_whole";
    ImportPreview: "screens__preview" "inventory__preview_nothing_new";
    ImportRunning: "inventory__import_previewing" "inventory__import_running" "inventory__import_stopping";
    ImportDone: "screens__done" "inventory__import_stopped";
    DocumentPrompt: "packs__import" "packs__import_failed";
    DocumentReading: "inventory__document_reading";
    DocumentRead: "packs__report" "inventory__document_nothing_read" "inventory__document_replaces";
    Findings: "packs__findings";
    Correct: "packs__mark" "packs__correct_read" "packs__correct_refused" "packs__relink" "inventory__correct_not_saved";
    Filter: "outliers__panel_verdict_narrow" "outliers__panel_switches_narrow" "inventory__panel_nothing";
    Settings: "inventory__settings" "inventory__settings_typing" "inventory__settings_refused";
    Reason: "outliers__reason_narrow" "outliers__reason_missing_narrow";
    Columns: "tables__columns";
    Views: "tables__views" "tables__view_naming" "inventory__views_none" "tables__a_broken_file_of_views_is_said_above_the_others";
    ExportPrompt: "tables__export" "tables__export_exists" "inventory__export_needs_path";
    Exporting: "inventory__exporting" "inventory__export_stopping";
    Palette: "finder__the_palette_lists_what_works_here_first" "inventory__palette_nothing";
    Finder: "finder__empty" "finder__found" "finder__nothing" "inventory__finder_searching" "inventory__finder_store_locked";
}

inventory! { doing, DOINGS of Doing;
    Columns: "screens__mapping" "screens__mapping_whole";
    Choosing: "screens__mapping_choosing" "inventory__mapping_no_such_field";
    Fixing: "screens__mapping_fixing";
    Naming: "screens__mapping_naming" "inventory__mapping_needs_name";
}

inventory! { correcting, CORRECTIONS of Correcting;
    Remark: "packs__mark";
    Condition: "packs__correct_refused" "packs__correct_read";
    Standard: "inventory__correct_standard";
    Offence: "packs__relink";
}

inventory! { tab, TABS of Tab;
    Of: "outliers__panel_verdict_narrow" "outliers__panel_period_narrow" "inventory__panel_nothing";
    Switches: "outliers__panel_switches_narrow";
}

inventory! { naming, NAMINGS of Naming;
    Save: "tables__view_naming" "inventory__view_needs_name";
    Rename: "inventory__view_renaming";
}

inventory! { tour, TOURS of Tour;
    Off: "screens__the_first_screen_lists_offences";
    Offered: "stage__tour_offered";
    At: "stage__tour_find";
}

inventory! { step, STEPS of Step;
    Find: "stage__tour_find";
    Fill: "stage__tour_fill";
    Read: "stage__tour_read";
    Decisions: "stage__tour_decisions";
    Outliers: "stage__tour_outliers";
}

inventory! { job, JOBS of Job;
    Comparison: "inventory__work_comparison" "inventory__work_stopping";
    Bureaus: "inventory__work_bureaus";
    Names: "inventory__work_names";
    Undo: "inventory__work_undo";
    Demo: "inventory__work_demo";
    // These two have windows of their own.
    Import: "inventory__import_running";
    Document: "inventory__document_reading";
}

/// The states that are no variant of anything: where nothing is shown, something failed, or a room looks on.
const STATES: &[&str] = &[
    "bureaus__table_narrow",
    "bureaus__empty",
    "inventory__opening_bureaus",
    "inventory__bureaus_failed",
    "inventory__names_failed",
    "inventory__import_failed",
    "inventory__export_failed",
    "inventory__copy_failed",
    "inventory__store_foreign",
    "inventory__store_damaged",
    "inventory__store_slow",
    "inventory__review_refused",
    "inventory__work_stopped",
    "inventory__started_sequence",
    "inventory__too_small",
    "inventory__timer",
    "inventory__pinned",
    "inventory__lookup_bare",
    "inventory__no_lawful_reason",
    "inventory__no_more_problems",
    "inventory__first_item",
    "inventory__nothing_written",
    "inventory__item_without_rows",
    "inventory__reading_stopped",
    "inventory__undo_stopped",
    "inventory__settings_nowhere",
    "inventory__lookup_least",
    "screens__banner",
    "screens__loaded",
    "tables__what_the_filter_does_not_know_is_said_below_it",
    "tables__marks",
    "inventory__projected_help",
    "inventory__assess_least",
    "inventory__decisions_least",
    "inventory__outliers_least",
    "inventory__packs_least",
    "inventory__lookup_wide",
    "inventory__assess_wide",
    "inventory__decisions_wide",
    "inventory__outliers_wide",
    "inventory__bureaus_wide",
    "inventory__lists_wide",
    "inventory__review_wide",
];

/// Returns the names of all that a model shows, as the rows name it.
fn shown(model: &Model) -> Vec<(&'static str, &'static str)> {
    let mut shown = vec![
        ("screen", screen(&model.screen)),
        ("tour", tour(&model.stage.tour)),
    ];
    if model.stage.is_projected {
        shown.push(("projected", projected(&model.screen)));
    }
    if model.screen == Screen::Packs {
        shown.push(("level", level(&model.packs.level)));
    }
    if let Tour::At(at, _) = &model.stage.tour {
        shown.push(("step", step(at)));
    }
    let works = model.background.works.iter();
    shown.extend(works.map(|work| ("job", job(&work.job))));
    let Some(over) = &model.overlay else {
        return shown;
    };
    shown.push(("overlay", overlay(over)));
    match over {
        Overlay::Mapping(view) => shown.push(("doing", doing(&view.doing))),
        Overlay::Correct(prompt) => shown.push(("correcting", correcting(&prompt.what))),
        Overlay::Filter(panel) => shown.push(("tab", tab(&panel.tab))),
        Overlay::Views(panel) => {
            let how = panel.naming.iter().map(|(how, _)| ("naming", naming(how)));
            shown.extend(how);
        }
        Overlay::ImportRunning(_) => shown.push(("job", job(&Job::Import))),
        Overlay::DocumentReading(_) => shown.push(("job", job(&Job::Document))),
        _ => {}
    }
    shown
}

const ROWS: &[(&str, Rows)] = &[
    ("screen", SCREENS),
    ("projected", PROJECTED),
    ("level", LEVELS),
    ("overlay", OVERLAYS),
    ("doing", DOINGS),
    ("correcting", CORRECTIONS),
    ("tab", TABS),
    ("naming", NAMINGS),
    ("tour", TOURS),
    ("step", STEPS),
    ("job", JOBS),
];

#[test]
fn every_variant_is_shown_by_the_shots_its_row_names() {
    let taken: BTreeMap<&str, App> = shots().iter().map(|s| (s.name, s.taken())).collect();
    assert_eq!(taken.len(), shots().len(), "a name stands for one shot");
    let mut named: BTreeSet<&str> = STATES.iter().copied().collect();
    for (what, rows) in ROWS {
        for (variant, names) in *rows {
            for name in *names {
                let app = taken.get(name);
                let app = app.unwrap_or_else(|| panic!("{what} {variant}: no shot {name}"));
                let shown = shown(&app.model);
                assert!(
                    shown.contains(&(what, variant)),
                    "{name} shows no {what} {variant}, but {shown:?}\n{}",
                    drawn(app)
                );
                named.insert(name);
            }
        }
    }
    let all: BTreeSet<&str> = taken.keys().copied().collect();
    assert_eq!(
        named, all,
        "what is named on the left, the shots on the right"
    );
}

#[test]
fn every_shot_looks_as_it_did() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/tests/snapshots");
    for shot in shots() {
        let name = format!("cailiang__tui__tests__{}", shot.name);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, drawn(&shot.taken())));
    }
    // None is left of a shot that is no more.
    for file in std::fs::read_dir(&folder).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let name = file.strip_prefix("cailiang__tui__tests__").unwrap_or(&file);
        let name = name.strip_suffix(".snap").unwrap_or(name);
        let is_known = shots().iter().any(|shot| shot.name == name);
        assert!(is_known || !name.starts_with("inventory__"), "{file}");
    }
}

/// Names of texts that say that there is nothing, that something is on its way or came to nothing.
fn is_of_a_state(name: &str) -> bool {
    let ends = [
        "_EMPTY",
        "NOTHING",
        "_NONE",
        "_AGAIN",
        "_NEEDED",
        "_NEEDS_PATH",
        "_NEEDS_NAME",
        "_STOPPED",
        "_STOPPING",
        "_READING",
        "_SEARCHING",
        "NOTHING_WRITTEN",
        "LOADING",
        "OPENING",
        "SEARCHING",
        "COMPARING",
        "PREVIEWING",
        "_RUNNING",
        "_EXISTS",
        "NOT_SAVED",
    ];
    // Labels of the form, not states.
    let is_label = ["NO_BEHAVIOUR", "NO_GROUND"].contains(&name);
    !is_label && (name.starts_with("NO_") || ends.iter().any(|end| name.ends_with(end)))
}

/// A text shows when all that stands between its keys does.
#[test]
fn every_text_of_an_empty_or_failed_state_is_shown_by_a_shot() {
    let close = |text: &str| text.split_whitespace().collect::<String>();
    let told = shots().into_iter().map(|shot| {
        let app = shot.taken();
        let lines = view::plain::lines(&app.model, &app.keymap).concat();
        close(&(drawn(&app) + &lines))
    });
    let told: Vec<String> = told.collect();
    let source = include_str!("../strings.rs");
    let mut missing = Vec::new();
    let mut count = 0;
    for item in source.split("\npub const ").skip(1) {
        let (name, rest) = item.split_once(": ").unwrap();
        let is_text = rest.starts_with("&str =");
        if !is_text || name.starts_with("PLAIN_") || !is_of_a_state(name) {
            continue;
        }
        count += 1;
        let literal = literals(rest).remove(0);
        let parts: Vec<String> = literal.split("{}").map(close).collect();
        if !told
            .iter()
            .any(|told| parts.iter().all(|part| told.contains(part)))
        {
            missing.push((name, literal));
        }
    }
    assert!(count > 40, "{count}");
    assert!(missing.is_empty(), "{missing:#?}");
}
