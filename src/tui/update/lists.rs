//! 清单: typing searches, moving shows, Enter opens the offence.

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::lists::{Grant, ListItemView, ListRow, ListsFound, ListsPane, ListsState};
use crate::tui::model::target::Target;
use crate::tui::update::{Move, moved, open_target, scroll_detail};

/// Lists what the search box and the choice ask for.
pub(super) fn list(state: &ListsState) -> Vec<Effect> {
    vec![Effect::ListLists(state.asked())]
}

/// Lists when nobody looked yet.
pub(super) fn entered(model: &Model) -> Vec<Effect> {
    if model.lists.rows.is_some() {
        return Vec::new();
    }
    list(&model.lists)
}

/// Shows the screen as it was left, or with one item selected.
pub(super) fn show_again(
    model: &mut Model,
    query: &str,
    item: Option<(String, usize)>,
) -> Vec<Effect> {
    let state = &mut model.lists;
    state.query.set(query);
    if query.is_empty() {
        state.grant = None;
    }
    state.pane = ListsPane::Rows;
    state.wanted = item;
    list(state)
}

pub(super) fn listed(model: &mut Model, found: ListsFound) -> Vec<Effect> {
    let state = &mut model.lists;
    if found.query != state.asked() {
        return Vec::new();
    }
    state.selection.resize(found.rows.len());
    let wanted = state.wanted.take();
    let at = found
        .rows
        .iter()
        .position(|row| Some(row.key()) == wanted)
        .unwrap_or(0);
    state.selection.select(at);
    state.rows = Some(found.rows.into());
    state.documents = found.documents;
    show(state)
}

/// Asks for the selected item.
fn show(state: &mut ListsState) -> Vec<Effect> {
    let Some((list, at)) = state.selected().map(ListRow::key) else {
        state.detail = None;
        return Vec::new();
    };
    state.scroll = 0;
    vec![Effect::ShowListItem { list, at }]
}

pub(super) fn shown(model: &mut Model, detail: ListItemView) -> Vec<Effect> {
    model.lists.detail = Some(detail);
    Vec::new()
}

/// Says whether Enter leads somewhere: to the offence, if one is linked.
pub(super) fn accepts(state: &ListsState) -> bool {
    state.detail.as_ref().is_some_and(|d| d.offence.is_some())
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::PaneNext => pane(&mut model.lists, true),
        Action::PanePrev => pane(&mut model.lists, false),
        Action::ListsGrant => {
            model.lists.grant = Grant::next(model.lists.grant);
            list(&model.lists)
        }
        Action::Accept => {
            let offence = model.lists.detail.as_ref().and_then(|d| d.offence.clone());
            match offence {
                Some(id) => open_target(model, &Target::Offence(id)),
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

fn pane(state: &mut ListsState, forward: bool) -> Vec<Effect> {
    use ListsPane::{Detail, Rows, Search};
    state.pane = match (state.pane, forward) {
        (Search, true) | (Detail, false) => Rows,
        (Rows, true) | (Search, false) => Detail,
        (Detail, true) | (Rows, false) => Search,
    };
    Vec::new()
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    if model.lists.pane == ListsPane::Detail {
        return scroll_detail(model, amount);
    }
    let areas = layout::list_and_detail(layout::body(model.size), model.stage.split);
    let page = usize::from(areas.list.height.saturating_sub(1));
    let state = &mut model.lists;
    let before = state.selection.at();
    state.selection.select(moved(before, amount, page));
    if state.selection.at() == before {
        return Vec::new();
    }
    show(state)
}

pub(super) fn can_leave_pane(state: &ListsState) -> bool {
    state.pane != ListsPane::Search || !state.query.is_empty() || state.grant.is_some()
}

/// Leaves the pane for the search box, then empties that, then drops the choice.
pub(super) fn leave_pane(model: &mut Model) -> Option<Vec<Effect>> {
    let state = &mut model.lists;
    if state.pane != ListsPane::Search {
        state.pane = ListsPane::Search;
        return Some(Vec::new());
    }
    if !state.query.is_empty() {
        state.query.clear();
    } else if state.grant.is_some() {
        state.grant = None;
    } else {
        return None;
    }
    Some(list(state))
}
