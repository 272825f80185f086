//! Presentation: projector, timer, mouse, tour, copying.

use crate::report::table::Column;
use crate::tui::action::Action;
use crate::tui::message::Effect;
use crate::tui::model::assess::AssessPane;
use crate::tui::model::bureaus::BureausPane;
use crate::tui::model::decisions::DecisionsPane;
use crate::tui::model::lists::ListsPane;
use crate::tui::model::lookup::LookupPane;
use crate::tui::model::outliers::OutliersPane;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{Level, PacksPane};
use crate::tui::model::stage::{Before, Dragged, Step, Tour};
use crate::tui::model::{Model, Screen, Selection};
use crate::tui::problem::Severity;
use crate::tui::update::decisions::columns;
use crate::tui::update::{Move, act, go, scroll_detail, step};
use crate::tui::{layout, strings, view};

/// Acts on an action that works on every screen and over every overlay; none if it is no such action.
pub(super) fn present(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let stage = &mut model.stage;
    match action {
        Action::ProjectorToggle => {
            stage.is_projected = !stage.is_projected;
            let words = strings::projecting(stage.is_projected);
            model.say(Severity::Note, words);
        }
        Action::TimerToggle => stage.timer.toggle(stage.now),
        Action::TimerReset => stage.timer.reset(stage.now),
        Action::MouseToggle => {
            stage.has_mouse = !stage.has_mouse;
            stage.dragged = None;
            let words = strings::mouse(stage.has_mouse);
            model.say(Severity::Note, words);
        }
        // The case is copied as reasons, not as it stands on the screen.
        Action::CopyText
            if model.overlay.is_none()
                && model.screen == Screen::Assess
                && !model.assess.offence.is_empty() =>
        {
            return None;
        }
        // Rows that are marked may name parties nobody has seen yet: before a room only what is seen is copied.
        Action::CopyText
            if model.overlay.is_none()
                && model.screen == Screen::Decisions
                && !model.stage.is_projected =>
        {
            return None;
        }
        Action::CopyText => return Some(vec![Effect::CopyShown]),
        Action::TourStart => return Some(tour_on(model)),
        Action::Back if model.overlay.is_none() && model.stage.tour != Tour::Off => {
            leave_tour(model, false);
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Says whether an action works over every overlay too.
pub(super) fn is_for_all(action: Action) -> bool {
    matches!(
        action,
        Action::ProjectorToggle
            | Action::TimerToggle
            | Action::TimerReset
            | Action::MouseToggle
            | Action::CopyText
    )
}

/// Starts the tour, or goes to its next step.
fn tour_on(model: &mut Model) -> Vec<Effect> {
    match &model.stage.tour {
        Tour::Off | Tour::Offered => {
            begin(model, Step::Find);
            model.lookup.pane = LookupPane::Search;
            go(model, Screen::Lookup)
        }
        Tour::At(at, _) => {
            next(model, *at);
            Vec::new()
        }
    }
}

fn begin(model: &mut Model, step: Step) {
    let before = Before {
        draft: None,
        copies: model.stage.copies,
    };
    model.stage.tour = Tour::At(step, before);
}

fn next(model: &mut Model, at: Step) {
    match at.next() {
        Some(step) => begin(model, step),
        None => leave_tour(model, true),
    }
}

fn leave_tour(model: &mut Model, is_finished: bool) {
    model.stage.tour = Tour::Off;
    model.say(Severity::Note, strings::tour_over(is_finished));
}

/// Goes on in the tour when its step was done.
pub(super) fn watch_tour(model: &mut Model) {
    let draft = model.assess.draft();
    let has_help = matches!(model.overlay, Some(Overlay::Help(_)));
    let has_form = model.screen == Screen::Assess && !model.assess.fields.is_empty();
    let Tour::At(at, before) = &mut model.stage.tour else {
        return;
    };
    let at = *at;
    let is_done = match at {
        Step::Find => has_form,
        Step::Fill => {
            let first = before.draft.get_or_insert_with(|| draft.clone());
            if first.offence == draft.offence {
                *first != draft
            } else {
                *first = draft;
                false
            }
        }
        Step::Read => model.stage.copies > before.copies,
        Step::Decisions => {
            model.screen == Screen::Decisions
                && model.overlay.is_none()
                && model.decisions.rows.total > 0
        }
        Step::Outliers => model.screen == Screen::Outliers && has_help,
    };
    if is_done {
        next(model, at);
    }
}

/// What the mouse was pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A title or a key hint: what it does.
    Action(Action),
    /// The box on top.
    Box,
    /// A row of the list.
    Row(usize),
    /// The list, beside its rows.
    List,
    /// A field of the form, by its position among all fields.
    Field(usize),
    /// The heading of a column of 决定库.
    Heading(Column),
    /// The gap behind a column of 决定库, which begins at this column of the window.
    Edge(Column, u16),
    /// The line between list and detail.
    Rule,
    /// The detail.
    Detail,
    /// What lies over the screen.
    Overlay,
    /// A row of the list in it.
    OverlayRow(usize),
    /// Nothing of ours.
    Nothing,
}

/// Presses what the mouse points at.
pub fn press(model: &mut Model, hit: Hit) -> Vec<Effect> {
    match hit {
        Hit::Action(action) => return act(model, action),
        Hit::Rule => model.stage.dragged = Some(Dragged::Rule),
        Hit::Edge(column, left) => model.stage.dragged = Some(Dragged::Edge(column, left)),
        Hit::Heading(column) => {
            focus(model, Pane::List);
            return columns::press(model, column);
        }
        Hit::Box => focus(model, Pane::Box),
        Hit::Detail => focus(model, Pane::Detail),
        Hit::List => focus(model, Pane::List),
        Hit::Field(at) if at == model.assess.at && model.assess.pane == AssessPane::Form => {
            return press_field(model);
        }
        Hit::Field(at) => {
            model.assess.pane = AssessPane::Form;
            model.assess.at = at;
        }
        Hit::Row(at) => {
            let is_selected = selected(model) == Some(at);
            focus(model, Pane::List);
            if is_selected {
                return act(model, Action::Accept);
            }
            return move_to(model, at);
        }
        Hit::OverlayRow(at) => match &mut model.overlay {
            Some(Overlay::Palette(palette)) if palette.selection.at() != at => {
                palette.selection.select(at);
            }
            Some(Overlay::Finder(found)) if found.selection.at() != at => {
                found.selection.select(at);
            }
            _ => return act(model, Action::Accept),
        },
        Hit::Overlay | Hit::Nothing => {}
    }
    Vec::new()
}

/// A click on the focused field ticks or turns it; text is only given the cursor.
fn press_field(model: &mut Model) -> Vec<Effect> {
    for action in [Action::FormToggle, Action::FormNextChoice] {
        if super::offers(model, action) {
            return act(model, action);
        }
    }
    Vec::new()
}

/// Turns the wheel over what the mouse points at.
pub fn wheel(model: &mut Model, hit: Hit, rows: isize) -> Vec<Effect> {
    match hit {
        Hit::Overlay | Hit::OverlayRow(_) => {
            let action = if rows < 0 {
                Action::ListPrev
            } else {
                Action::ListNext
            };
            let mut effects = Vec::new();
            for _ in 0..rows.unsigned_abs() {
                effects.extend(act(model, action));
            }
            effects
        }
        Hit::Detail if model.overlay.is_none() => scroll_detail(model, Move::By(rows)),
        Hit::Row(_) | Hit::List | Hit::Heading(_) | Hit::Edge(..) | Hit::Field(_)
            if model.overlay.is_none() =>
        {
            focus_list(model);
            step(model, Move::By(rows))
        }
        Hit::Action(_)
        | Hit::Box
        | Hit::Row(_)
        | Hit::List
        | Hit::Field(_)
        | Hit::Heading(_)
        | Hit::Edge(..)
        | Hit::Rule
        | Hit::Detail
        | Hit::Nothing => Vec::new(),
    }
}

/// Drags the line between list and detail, or the edge of a column.
pub fn drag(model: &mut Model, to: ratatui::layout::Position) {
    match model.stage.dragged {
        Some(Dragged::Rule) => {
            let areas = view::list_areas(model);
            model.stage.split.drag(areas, to);
        }
        Some(Dragged::Edge(column, left)) => {
            columns::drag(model, column, usize::from(to.x.saturating_sub(left)));
        }
        None => {}
    }
}

/// Lets go of what was dragged.
pub fn release(model: &mut Model) {
    model.stage.dragged = None;
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pane {
    Box,
    List,
    Detail,
}

/// Gives a pane the focus; a screen without it keeps its own.
fn focus(model: &mut Model, pane: Pane) {
    match model.screen {
        Screen::Lookup => {
            model.lookup.pane = match pane {
                Pane::Box => LookupPane::Search,
                Pane::List => LookupPane::Results,
                Pane::Detail => LookupPane::Detail,
            }
        }
        Screen::Assess => {
            model.assess.pane = match pane {
                Pane::Box | Pane::List => AssessPane::Form,
                Pane::Detail => AssessPane::Result,
            }
        }
        Screen::Decisions => {
            model.decisions.pane = match pane {
                Pane::Box => DecisionsPane::Filter,
                Pane::List => DecisionsPane::Table,
                Pane::Detail => DecisionsPane::Detail,
            }
        }
        Screen::Lists => {
            model.lists.pane = match pane {
                Pane::Box => ListsPane::Search,
                Pane::List => ListsPane::Rows,
                Pane::Detail => ListsPane::Detail,
            }
        }
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            model.outliers.bureaus.pane = match pane {
                Pane::Box | Pane::List => BureausPane::List,
                Pane::Detail => BureausPane::Detail,
            }
        }
        Screen::Outliers => {
            model.outliers.pane = match pane {
                Pane::Box => OutliersPane::Find,
                Pane::List => OutliersPane::List,
                Pane::Detail => OutliersPane::Detail,
            }
        }
        Screen::Packs => {
            model.packs.pane = match pane {
                Pane::Box | Pane::List => PacksPane::List,
                Pane::Detail => PacksPane::Detail,
            }
        }
    }
}

/// Leaves the detail for the list, but a text field keeps the focus.
fn focus_list(model: &mut Model) {
    if model.field().is_none() {
        focus(model, Pane::List);
    }
}

/// Returns the selected row of the list shown.
pub(super) fn selected(model: &Model) -> Option<usize> {
    view::list_selection(model).map(Selection::at)
}

fn move_to(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some(from) = selected(model) else {
        return Vec::new();
    };
    let by = isize::try_from(at).unwrap_or(isize::MAX) - isize::try_from(from).unwrap_or(0);
    step(model, Move::By(by))
}

/// Returns a movement as it is before a room, where fewer rows make a page.
pub(super) fn paged(model: &Model, amount: Move) -> Move {
    let is_list = view::list_selection(model).is_some() && model.packs.level != Level::Review;
    match amount {
        Move::Page(pages) if model.stage.is_projected && is_list => {
            let rows = layout::table_rows(view::list_areas(model).list.height, true);
            let rows = isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1);
            if on_detail(model) {
                amount
            } else {
                Move::By(pages * rows)
            }
        }
        Move::By(_) | Move::Page(_) | Move::Top | Move::Bottom => amount,
    }
}

fn on_detail(model: &Model) -> bool {
    match model.screen {
        Screen::Lookup => model.lookup.pane == LookupPane::Detail,
        Screen::Assess => model.assess.pane == AssessPane::Result,
        Screen::Decisions => model.decisions.pane == DecisionsPane::Detail,
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            model.outliers.bureaus.pane == BureausPane::Detail
        }
        Screen::Outliers => matches!(
            model.outliers.pane,
            OutliersPane::Detail | OutliersPane::Peers
        ),
        Screen::Lists => model.lists.pane == ListsPane::Detail,
        Screen::Packs => model.packs.pane == PacksPane::Detail,
    }
}
