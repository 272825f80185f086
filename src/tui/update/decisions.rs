//! 决定库: a window over the store, filtered and sorted by it.

pub(super) mod columns;
pub(super) mod marks;
pub(super) mod views;

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::decisions::{
    Completion, DecisionRow, DecisionView, DecisionsPane, DecisionsState, Listing,
};
use crate::tui::model::overlay::{Confirm, ImportPrompt, Overlay};
use crate::tui::model::{Model, Screen, Window};
use crate::tui::problem::Severity;
use crate::tui::update::{Move, moved, scroll_detail};
use crate::tui::{layout, strings, view};

/// Lists again from the top.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    model.decisions.selection.select(0);
    filter_changed(model);
    vec![ask(&mut model.decisions, 0)]
}

/// Lists again as the filter box says now, and asks what it may go on with.
pub(super) fn edited(model: &mut Model) -> Vec<Effect> {
    let mut effects = refresh(model);
    let before = model.decisions.filter.until_cursor().to_owned();
    effects.push(Effect::CompleteFilter(before));
    effects
}

/// Drops marks that mean all that another filter let through, and says so.
fn filter_changed(model: &mut Model) {
    let state = &mut model.decisions;
    if state.marks.filter_changed(state.filter.text()) {
        model.say(Severity::Note, strings::MARKS_DROPPED);
    }
}

/// Asks for the rows from `offset` on.
pub(super) fn ask(state: &mut DecisionsState, offset: usize) -> Effect {
    let listing = state.listing(offset);
    state.asked = Some(listing.clone());
    Effect::ListDecisions(listing)
}

/// Asks for the rows around the selected one.
fn ask_here(state: &mut DecisionsState) -> Effect {
    let at = state.selection.at();
    ask(state, at.saturating_sub(Window::<()>::LEN / 2))
}

/// Takes rows over, unless the question has changed since they were asked for.
pub(super) fn loaded(
    model: &mut Model,
    listing: &Listing,
    rows: Window<DecisionRow>,
    stored: usize,
    undo: Option<String>,
    doubts: Vec<String>,
) -> Vec<Effect> {
    let is_first_look = model.decisions.stored.is_none();
    let state = &mut model.decisions;
    if *listing != state.listing(listing.offset) {
        return Vec::new();
    }
    state.doubts = doubts;
    if state.asked.as_ref() == Some(listing) {
        state.asked = None;
    }
    state.selection.resize(rows.total);
    state.rows = rows;
    state.stored = Some(stored);
    state.trouble = None;
    state.undo = undo;
    if is_first_look && stored == 0 {
        model.say(Severity::Note, strings::STORE_EMPTY);
    }
    show(&mut model.decisions)
}

/// Says why there is nothing to see, here and where it is used.
pub(super) fn failed(model: &mut Model, text: String) -> Vec<Effect> {
    let state = &mut model.decisions;
    state.asked = None;
    state.rows = Window::default();
    state.selection.resize(0);
    state.detail = None;
    state.stored = None;
    state.undo = None;
    state.trouble = Some(text.clone());
    model.say(Severity::Error, text);
    Vec::new()
}

fn show(state: &mut DecisionsState) -> Vec<Effect> {
    match state.selected().map(|row| row.key) {
        Some(key) => {
            if state.detail.as_ref().is_none_or(|detail| detail.key != key) {
                state.scroll = 0;
            }
            vec![Effect::ShowDecision(key)]
        }
        None if state.rows.total == 0 => {
            state.detail = None;
            Vec::new()
        }
        // 所选的行尚未载入。
        None if state.asked.is_none() => vec![ask_here(state)],
        // 已经问过，答复在路上。
        None => Vec::new(),
    }
}

/// Shows a decision, unless another one is selected by now.
pub(super) fn shown(state: &mut DecisionsState, detail: DecisionView) -> Vec<Effect> {
    if state.selected().is_none_or(|row| row.key == detail.key) {
        state.detail = Some(detail);
    }
    Vec::new()
}

/// Goes to a decision that was looked for, unless the list was narrowed meanwhile: its place is another then.
pub(super) fn located(model: &mut Model, listing: &Listing, at: usize) -> Vec<Effect> {
    if *listing != model.decisions.listing(0) {
        return Vec::new();
    }
    let mut effects = super::go(model, Screen::Decisions);
    let state = &mut model.decisions;
    state.pane = DecisionsPane::Table;
    state.selection.resize(state.rows.total.max(at + 1));
    state.selection.select(at);
    effects.push(ask_here(state));
    effects
}

/// Shows the screen as it was left: the filter, and the decision selected under it.
pub(super) fn show_again(model: &mut Model, filter: &str, key: Option<i64>) -> Vec<Effect> {
    model.decisions.filter.set(filter);
    filter_changed(model);
    match key {
        Some(key) => vec![Effect::LocateDecision(model.decisions.listing(0), key)],
        None => refresh(model),
    }
}

/// Opens one decision, wherever it stands.
pub(super) fn open(model: &mut Model, key: i64) -> Vec<Effect> {
    model.decisions.filter.clear();
    filter_changed(model);
    vec![Effect::LocateDecision(model.decisions.listing(0), key)]
}

pub(super) fn store_changed(model: &mut Model) -> Vec<Effect> {
    model.decisions.marks.clear();
    model.outliers.compared = None;
    model.outliers.is_stale = model.outliers.is_running;
    let mut effects = refresh(model);
    // 查询页的“同类已决”随之改变。
    if let Some(row) = model.lookup.selected() {
        effects.push(Effect::ShowOffence {
            offence: row.id.clone(),
            domain: model.lookup.domain_id().map(str::to_owned),
        });
    }
    if !model.assess.offence.is_empty() {
        effects.push(Effect::Assess(model.assess.draft()));
    }
    if model.screen == Screen::Outliers {
        effects.extend(super::outliers::entered(model));
    }
    effects
}

/// Offers the teaching examples once when the store is empty.
pub(super) fn entered(model: &mut Model) -> Vec<Effect> {
    offer_demo(model);
    Vec::new()
}

pub(super) fn offer_demo(model: &mut Model) {
    let is_empty = model.decisions.stored == Some(0);
    if is_empty && !model.decisions.was_offered_demo && model.overlay.is_none() {
        model.decisions.was_offered_demo = true;
        model.overlay = Some(Overlay::Confirm(Confirm {
            question: strings::OFFER_DEMO.to_owned(),
            yes: strings::LOAD_DEMO,
            effect: Effect::LoadDemo,
        }));
    }
}

pub(super) fn field_mut(state: &mut DecisionsState) -> Option<&mut LineEdit> {
    (state.pane == DecisionsPane::Filter).then_some(&mut state.filter)
}

pub(super) fn offers(state: &DecisionsState, action: Action) -> bool {
    match action {
        Action::DecisionsAssess => state.selected().is_some(),
        Action::DecisionsUndo => state.undo.is_some(),
        Action::DecisionsDemo => state.stored == Some(0),
        Action::DecisionsSort | Action::DecisionsReverse => state.rows.total > 0,
        _ => true,
    }
}

/// The same for what the table itself can do.
pub(super) fn table_offers(model: &Model, action: Action) -> bool {
    let state = &model.decisions;
    let has_rows = state.rows.total > 0;
    match action {
        Action::CopyText => !state.marks.is_empty() || state.detail.is_some(),
        Action::TableMark => state.pane == DecisionsPane::Table && state.selected().is_some(),
        Action::TableLeft => state.pane == DecisionsPane::Table && state.moved > 0,
        Action::TableRight => {
            state.pane == DecisionsPane::Table && has_rows && view::columns_to_the_right(model) > 0
        }
        Action::TableColumns | Action::TableViews => state.trouble.is_none(),
        _ => has_rows,
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let state = &mut model.decisions;
    match action {
        Action::TableMark => marks::toggle(model),
        Action::TableMarkAll => marks::all(state),
        Action::TableLeft => {
            state.moved = state.moved.saturating_sub(1);
            Vec::new()
        }
        Action::TableRight => {
            state.moved += 1;
            Vec::new()
        }
        Action::TableColumns => columns::open(model),
        Action::TableViews => views::open(model),
        Action::CopyText => marks::copy(state),
        Action::PaneNext => match state.completions().first().cloned() {
            Some(Completion { typed, word }) => {
                state.filter.complete(typed, &word);
                edited(model)
            }
            None => pane(state, true),
        },
        Action::PanePrev => pane(state, false),
        Action::Accept => {
            state.pane = match state.pane {
                DecisionsPane::Filter => DecisionsPane::Table,
                DecisionsPane::Table | DecisionsPane::Detail => DecisionsPane::Detail,
            };
            Vec::new()
        }
        Action::DecisionsFilter => {
            state.pane = DecisionsPane::Filter;
            Vec::new()
        }
        Action::DecisionsSort => {
            state.sort = state.sort.next();
            refresh(model)
        }
        Action::DecisionsReverse => {
            state.is_reversed = !state.is_reversed;
            refresh(model)
        }
        Action::DecisionsImport => {
            model.overlay = Some(Overlay::ImportPrompt(ImportPrompt::default()));
            vec![Effect::CompletePath(String::new())]
        }
        Action::DecisionsUndo => {
            if let Some(undo) = &state.undo {
                model.overlay = Some(Overlay::Confirm(Confirm {
                    question: strings::ask_undo(undo),
                    yes: strings::UNDO,
                    effect: Effect::UndoImport,
                }));
            }
            Vec::new()
        }
        Action::DecisionsDemo => vec![Effect::LoadDemo],
        Action::DecisionsAssess => state
            .selected()
            .map(|row| Effect::DraftFrom(row.key))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// Acts on what lies over the table: a choice moves in its list, everything else is its own.
pub(super) fn act_over(
    model: &mut Model,
    action: Action,
    amount: Option<Move>,
    page: usize,
) -> Vec<Effect> {
    let selection = match &mut model.overlay {
        Some(Overlay::Columns(panel)) => &mut panel.selection,
        Some(Overlay::Views(panel)) => &mut panel.selection,
        Some(Overlay::ExportPrompt(prompt)) => &mut prompt.selection,
        _ => return Vec::new(),
    };
    if let Some(amount) = amount {
        selection.select(moved(selection.at(), amount, page));
        return Vec::new();
    }
    match &model.overlay {
        Some(Overlay::Columns(_)) => columns::act(model, action),
        Some(Overlay::Views(_)) => views::act(model, action),
        _ => super::export::act(model, action),
    }
}

fn pane(state: &mut DecisionsState, forward: bool) -> Vec<Effect> {
    use DecisionsPane::{Detail, Filter, Table};
    state.pane = match (state.pane, forward) {
        (Filter, true) | (Detail, false) => Table,
        (Table, true) | (Filter, false) => Detail,
        (Detail, true) | (Table, false) => Filter,
    };
    Vec::new()
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    if model.decisions.pane == DecisionsPane::Detail {
        return scroll_detail(model, amount);
    }
    let height = usize::from(
        layout::list_and_detail(layout::body(model.size), model.stage.split)
            .list
            .height
            .saturating_sub(1),
    );
    let state = &mut model.decisions;
    let before = state.selection.at();
    state.selection.select(moved(before, amount, height));
    if state.selection.at() == before {
        return Vec::new();
    }
    match state.rows.missing_near(state.selection.at(), height) {
        Some(offset) => vec![ask(state, offset)],
        None => show(state),
    }
}

pub(super) fn can_leave_pane(state: &DecisionsState) -> bool {
    state.pane != DecisionsPane::Table || !state.marks.is_empty() || !state.filter.is_empty()
}

/// Leaves the pane for the table, then drops the marks, then the filter.
pub(super) fn leave_pane(model: &mut Model) -> Option<Vec<Effect>> {
    if model.decisions.pane != DecisionsPane::Table {
        model.decisions.pane = DecisionsPane::Table;
        return Some(Vec::new());
    }
    if !model.decisions.marks.is_empty() {
        model.decisions.marks.clear();
        return Some(Vec::new());
    }
    if model.decisions.filter.is_empty() {
        return None;
    }
    model.decisions.filter.clear();
    Some(refresh(model))
}
