//! 基准库: documents, their items, the review of one item.

use std::sync::Arc;

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::Selection;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{
    Change, CorrectPrompt, Correcting, DocumentPrompt, ItemView, ItemsView, Level, Look, PackRow,
    PacksPane, PacksState, Preview, Reviewed, Step,
};
use crate::tui::problem::{Problem, Severity};
use crate::tui::update::{Move, assess, moved, scroll_detail};
use crate::tui::{layout, strings, view};

pub(super) fn entered(model: &Model) -> Vec<Effect> {
    if model.packs.rows.is_some() && !model.packs.is_changed {
        return Vec::new();
    }
    vec![Effect::ListPacks]
}

/// What has to be asked when the screen is left: the other screens show what a review changed.
pub(super) fn left(model: &mut Model) -> Vec<Effect> {
    if std::mem::take(&mut model.packs.is_changed) {
        return vec![Effect::ListPacks];
    }
    Vec::new()
}

pub(super) fn listed(model: &mut Model, rows: Vec<PackRow>) -> Vec<Effect> {
    let state = &mut model.packs;
    let selected = state.selected().map(|row| row.id.clone());
    let at = rows
        .iter()
        .position(|row| Some(&row.id) == selected.as_ref());
    state.selection.resize(rows.len());
    state.selection.select(at.unwrap_or(state.selection.at()));
    state.rows = Some(rows.into());
    state.is_changed = false;
    Vec::new()
}

pub(super) fn items_listed(model: &mut Model, items: ItemsView) -> Vec<Effect> {
    let state = &mut model.packs;
    let is_other = state.items.pack != items.pack;
    state.item_selection.resize(items.rows.len());
    if is_other {
        state.item_selection.select(0);
    }
    let wanted = state.wanted.take();
    if let Some(at) = items.rows.iter().position(|row| Some(row.at) == wanted) {
        state.item_selection.select(at);
    }
    state.items = items.into();
    state.item = None;
    show(state)
}

/// Opens one item of a document.
pub(super) fn open_item(model: &mut Model, pack: &str, at: usize) -> Vec<Effect> {
    let state = &mut model.packs;
    state.level = Level::Items;
    state.pane = PacksPane::List;
    state.items = Arc::default();
    state.item = None;
    state.wanted = Some(at);
    let rows = state.rows.as_deref().unwrap_or_default();
    if let Some(row) = rows.iter().position(|row| row.id == pack) {
        state.selection.select(row);
    }
    vec![Effect::ListItems(pack.to_owned())]
}

/// Asks for the selected item.
fn show(state: &mut PacksState) -> Vec<Effect> {
    let Some(at) = state.selected_item().map(|row| row.at) else {
        state.item = None;
        return Vec::new();
    };
    vec![Effect::ShowItem {
        pack: state.items.pack.clone(),
        at,
    }]
}

pub(super) fn shown(model: &mut Model, item: ItemView) -> Vec<Effect> {
    let state = &mut model.packs;
    let is_other = state
        .item
        .as_ref()
        .is_none_or(|old| (&old.pack, old.at) != (&item.pack, item.at));
    state.row_selection.resize(item.rows.len());
    if is_other {
        state.row_selection.select(0);
        state.scroll = 0;
        state.source_scroll = 0;
    }
    state.item = Some(item);
    Vec::new()
}

/// Takes a change over; when the item is done with, the next problem is shown.
pub(super) fn reviewed(model: &mut Model, reviewed: Reviewed) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Correct(_))) {
        model.overlay = None;
    }
    let state = &mut model.packs;
    state.is_changed = true;
    let at = reviewed.item.at;
    let next = next_problem(state, at, &reviewed.items);
    state.items = reviewed.items.into();
    state.item_selection.resize(state.items.rows.len());
    let goes_on = reviewed.is_done && next.is_some();
    let wanted = if goes_on { next } else { Some(at) };
    let place = state
        .items
        .rows
        .iter()
        .position(|row| Some(row.at) == wanted);
    state.item_selection.select(place.unwrap_or_default());
    let open = state.items.count(Look::is_open);
    let fresh = state.items.count(|look| look == Look::Fresh);
    let said = strings::reviewed(&reviewed.said, open, fresh);
    let effects = if goes_on {
        show(&mut model.packs)
    } else {
        shown(model, reviewed.item)
    };
    model.say(Severity::Note, said);
    effects
}

/// The item that needs a look next, in the order listed until now, by what it needs now.
fn next_problem(state: &PacksState, at: usize, after: &ItemsView) -> Option<usize> {
    let mut old = PacksState {
        items: state.items.clone(),
        ..PacksState::default()
    };
    for row in &mut Arc::make_mut(&mut old.items).rows {
        if let Some(now) = after.rows.iter().find(|now| now.at == row.at) {
            row.look = now.look;
        }
    }
    let next = old.next_open(at, true)?;
    old.items.rows.get(next).map(|row| row.at)
}

pub(super) fn refused(model: &mut Model, doubts: Vec<String>) -> Vec<Effect> {
    if let Some(Overlay::Correct(prompt)) = &mut model.overlay {
        prompt.preview = Preview {
            text: prompt.text.text().to_owned(),
            doubts,
            candidates: std::mem::take(&mut prompt.preview.candidates),
            ..Preview::default()
        };
        model.say(Severity::Warning, strings::NOT_SAVED);
    } else {
        model.say(Severity::Warning, doubts.join(strings::CLAUSE_COMMA));
    }
    Vec::new()
}

/// Everything made from the library is asked for again.
pub(super) fn library_changed(
    model: &mut Model,
    gone: &[Problem],
    found: Vec<Problem>,
) -> Vec<Effect> {
    model.problems.retain(|problem| !gone.contains(problem));
    model.problems.extend(found);
    model.outliers.compared = None;
    model.outliers.is_stale = model.outliers.is_running;
    let mut effects = vec![super::lookup::search(model)];
    if model.lists.rows.is_some() {
        effects.extend(super::lists::list(&model.lists));
    }
    if !model.assess.offence.is_empty() {
        effects.extend(assess::again(&model.assess));
    }
    effects
}

/// Shows the items of a document that was just imported.
pub(super) fn written(model: &mut Model, pack: String) -> Vec<Effect> {
    model.overlay = None;
    let state = &mut model.packs;
    let rows = state.rows.as_deref().unwrap_or_default();
    if let Some(at) = rows.iter().position(|row| row.id == pack) {
        state.selection.select(at);
    }
    // What was seen of an earlier import does not count.
    state.items = Arc::default();
    state.level = Level::Items;
    state.pane = PacksPane::List;
    model.say(Severity::Note, strings::DOCUMENT_WRITTEN);
    vec![Effect::ListItems(pack)]
}

/// Says that a list was imported; it has no items to review here.
pub(super) fn list_written(model: &mut Model, text: String) -> Vec<Effect> {
    model.overlay = None;
    model.packs.level = Level::Packs;
    model.say(Severity::Note, text);
    Vec::new()
}

pub(super) fn accepts(state: &PacksState) -> bool {
    match state.level {
        Level::Packs => state.selected().is_some(),
        Level::Items => state.item.is_some(),
        Level::Review => false,
    }
}

pub(super) fn offers(state: &PacksState, action: Action) -> bool {
    let can_review =
        state.level == Level::Review && state.items.read_only.is_none() && state.item.is_some();
    match action {
        Action::PacksImport => state.level != Level::Review,
        Action::PacksFindings => {
            state.level != Level::Review && state.selected().is_some_and(|r| !r.findings.is_empty())
        }
        Action::ReviewNext | Action::ReviewPrev => {
            state.level == Level::Review && state.items.rows.len() > 1
        }
        Action::ReviewCondition | Action::ReviewStandard => {
            can_review && state.selected_row().is_some()
        }
        Action::ReviewReopen => {
            can_review
                && state.item.as_ref().is_some_and(|item| {
                    matches!(item.look, Look::Accepted | Look::Corrected | Look::Marked)
                })
        }
        _ => can_review,
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let state = &mut model.packs;
    match action {
        Action::PaneNext | Action::PanePrev => {
            state.pane = match state.pane {
                PacksPane::List => PacksPane::Detail,
                PacksPane::Detail => PacksPane::List,
            };
            Vec::new()
        }
        Action::Accept => open(state),
        Action::PacksFindings => {
            model.overlay = Some(Overlay::Findings(0));
            Vec::new()
        }
        Action::PacksImport => {
            model.overlay = Some(Overlay::DocumentPrompt(Box::new(DocumentPrompt::new())));
            vec![Effect::CompleteDocumentPath(String::new())]
        }
        Action::ReviewAccept => step_of(state, Change::Accept),
        Action::ReviewReopen => step_of(state, Change::Reopen),
        Action::ReviewUndo => step_of(state, Change::Undo),
        Action::ReviewMark => correct(model, Correcting::Remark),
        Action::ReviewOffence => correct(model, Correcting::Offence),
        Action::ReviewCondition => match state.selected_row().map(|row| row.place) {
            Some(place) => correct(model, Correcting::Condition(place)),
            None => Vec::new(),
        },
        Action::ReviewStandard => match state.selected_row().map(|row| row.place) {
            Some(place) => correct(model, Correcting::Standard(place)),
            None => Vec::new(),
        },
        Action::ReviewNext => turn(model, true),
        Action::ReviewPrev => turn(model, false),
        _ => Vec::new(),
    }
}

fn open(state: &mut PacksState) -> Vec<Effect> {
    state.pane = PacksPane::List;
    match state.level {
        Level::Packs => {
            let Some(id) = state.selected().map(|row| row.id.clone()) else {
                return Vec::new();
            };
            state.level = Level::Items;
            state.items = Arc::default();
            state.item = None;
            state.scroll = 0;
            vec![Effect::ListItems(id)]
        }
        Level::Items => {
            state.level = Level::Review;
            state.scroll = 0;
            Vec::new()
        }
        Level::Review => Vec::new(),
    }
}

fn step_of(state: &PacksState, change: Change) -> Vec<Effect> {
    let step = state.item.as_ref().map(|item| Step {
        pack: item.pack.clone(),
        at: item.at,
        change,
    });
    step.map(Effect::Review).into_iter().collect()
}

/// Opens the line in which a correction is typed, filled with what the document prints.
fn correct(model: &mut Model, what: Correcting) -> Vec<Effect> {
    let state = &model.packs;
    let Some(item) = &state.item else {
        return Vec::new();
    };
    let row = state.selected_row();
    let label = row.map_or("", |row| row.label.as_str());
    let (about, printed) = match what {
        Correcting::Remark => (strings::about_item(&item.title), None),
        Correcting::Offence => {
            let cites = (!item.cites.is_empty()).then(|| item.cites.join(strings::CLAUSE_COMMA));
            (strings::about_item(&item.title), cites)
        }
        Correcting::Condition(_) => (
            strings::about_row(&item.title, label),
            row.and_then(|row| row.printed_condition.clone()),
        ),
        Correcting::Standard(_) => (
            strings::about_row(&item.title, label),
            row.and_then(|row| row.printed_standard.clone()),
        ),
    };
    let mut text = LineEdit::default();
    match what {
        Correcting::Remark => text.set(item.note.as_deref().unwrap_or_default()),
        Correcting::Offence => text.set(&item.link),
        Correcting::Condition(_) | Correcting::Standard(_) => {
            text.set(printed.as_deref().unwrap_or_default());
        }
    }
    let prompt = CorrectPrompt {
        pack: item.pack.clone(),
        at: item.at,
        what,
        about,
        printed,
        text,
        preview: Preview::default(),
        selection: Selection::default(),
    };
    let effects = preview(&prompt);
    model.overlay = Some(Overlay::Correct(Box::new(prompt)));
    effects
}

/// Asks what a correction would be read as.
pub(super) fn preview(prompt: &CorrectPrompt) -> Vec<Effect> {
    if prompt.what == Correcting::Remark {
        return Vec::new();
    }
    vec![Effect::Preview(prompt.step())]
}

pub(super) fn previewed(model: &mut Model, preview: Preview) -> Vec<Effect> {
    if let Some(Overlay::Correct(prompt)) = &mut model.overlay {
        prompt.selection.resize(preview.candidates.len());
        prompt.selection.select(0);
        prompt.preview = preview;
    }
    Vec::new()
}

/// Goes to the next or previous problem; in a document that can only be read, to the next item.
fn turn(model: &mut Model, forward: bool) -> Vec<Effect> {
    let state = &mut model.packs;
    let Some(at) = state.item.as_ref().map(|item| item.at) else {
        return Vec::new();
    };
    let next = if state.items.read_only.is_some() {
        let here = state.item_selection.at();
        let last = state.items.rows.len().saturating_sub(1);
        let next = if forward {
            (here + 1).min(last)
        } else {
            here.saturating_sub(1)
        };
        (next != here).then_some(next)
    } else {
        state.next_open(at, forward)
    };
    let Some(next) = next else {
        let words = match (state.items.read_only.is_some(), forward) {
            (false, _) => strings::NO_MORE_PROBLEMS,
            (true, true) => strings::LAST_ITEM,
            (true, false) => strings::FIRST_ITEM,
        };
        model.say(Severity::Note, words);
        return Vec::new();
    };
    state.item_selection.select(next);
    show(state)
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    let height = layout::list_and_detail(layout::body(model.size), model.stage.split)
        .list
        .height;
    let page = usize::from(height.saturating_sub(1));
    if model.packs.pane == PacksPane::Detail {
        return scroll_detail(model, amount);
    }
    let state = &mut model.packs;
    match state.level {
        Level::Packs => {
            let before = state.selection.at();
            state.selection.select(moved(before, amount, page));
            if state.selection.at() != before {
                state.scroll = 0;
            }
            Vec::new()
        }
        Level::Items => {
            let before = state.item_selection.at();
            state.item_selection.select(moved(before, amount, page));
            if state.item_selection.at() == before {
                return Vec::new();
            }
            show(state)
        }
        Level::Review => {
            let (before, rows) = (state.row_selection.at(), state.row_selection.total());
            let at = match amount {
                Move::By(_) | Move::Top | Move::Bottom => moved(before, amount, rows),
                Move::Page(_) => return scroll_detail(model, amount),
            };
            state.row_selection.select(at);
            let at = state.row_selection.at();
            let (scroll, source) = view::rows_in_view(model, at);
            model.packs.scroll = scroll;
            model.packs.source_scroll = source;
            Vec::new()
        }
    }
}

pub(super) fn can_leave_pane(state: &PacksState) -> bool {
    state.pane != PacksPane::List || state.level != Level::Packs
}

/// Leaves the pane, then the item, then the document.
pub(super) fn leave_pane(model: &mut Model) -> Option<Vec<Effect>> {
    let state = &mut model.packs;
    if state.pane != PacksPane::List {
        state.pane = PacksPane::List;
        return Some(Vec::new());
    }
    state.scroll = 0;
    match state.level {
        Level::Review => {
            state.level = Level::Items;
            Some(Vec::new())
        }
        Level::Items => {
            state.level = Level::Packs;
            state.item = None;
            let is_changed = std::mem::take(&mut state.is_changed);
            Some(if is_changed {
                vec![Effect::ListPacks]
            } else {
                Vec::new()
            })
        }
        Level::Packs => None,
    }
}

/// Says whether the reading with this ticket is the one waited for, and counts its end.
pub(super) fn is_awaited(model: &mut Model, ticket: u64) -> Option<Box<DocumentPrompt>> {
    model.work = model.work.saturating_sub(1);
    if model.packs.ticket != ticket {
        return None;
    }
    match model.overlay.take() {
        Some(Overlay::DocumentReading(prompt)) => Some(prompt),
        other => {
            model.overlay = other;
            None
        }
    }
}
