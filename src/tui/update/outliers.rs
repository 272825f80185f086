//! 离群: compares when the store changed, then pages through the ranking.

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::outliers::{OutlierRow, OutlierView, OutliersPane, OutliersState};
use crate::tui::model::{Model, Window};
use crate::tui::update::{Move, decisions, moved, scroll_detail};

/// Compares unless the last comparison still holds.
pub(super) fn entered(model: &mut Model) -> Vec<Effect> {
    decisions::offer_demo(model);
    if model.outliers.compared.is_some() || model.outliers.is_running {
        return Vec::new();
    }
    compare(model)
}

fn compare(model: &mut Model) -> Vec<Effect> {
    model.outliers.is_running = true;
    model.work += 1;
    vec![Effect::Compare]
}

pub(super) fn compared(model: &mut Model, compared: usize) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.outliers.is_running = false;
    model.outliers.compared = Some(compared);
    list(&mut model.outliers)
}

fn list(state: &mut OutliersState) -> Vec<Effect> {
    state.selection.select(0);
    vec![listing(state, 0)]
}

fn listing(state: &OutliersState, offset: usize) -> Effect {
    Effect::ListOutliers {
        verdict: state.verdict_id().map(str::to_owned),
        offset,
    }
}

pub(super) fn loaded(model: &mut Model, rows: Window<OutlierRow>) -> Vec<Effect> {
    let state = &mut model.outliers;
    state.selection.resize(rows.total);
    state.rows = rows;
    show(state)
}

fn show(state: &mut OutliersState) -> Vec<Effect> {
    if let Some(row) = state.selected() {
        return vec![Effect::ShowOutlier(row.key)];
    }
    state.detail = None;
    state.pane = OutliersPane::List;
    Vec::new()
}

pub(super) fn shown(model: &mut Model, detail: OutlierView) -> Vec<Effect> {
    let state = &mut model.outliers;
    state.peer.resize(detail.peers.len());
    if state
        .detail
        .as_ref()
        .is_none_or(|old| old.key != detail.key)
    {
        state.scroll = 0;
        state.peer.select(0);
    }
    state.detail = Some(detail);
    Vec::new()
}

pub(super) fn offers(state: &OutliersState, action: Action) -> bool {
    match action {
        Action::OutliersRefresh => !state.is_running,
        _ => !state.verdicts.is_empty(),
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let state = &mut model.outliers;
    match action {
        Action::PaneNext => pane(state, true),
        Action::PanePrev => pane(state, false),
        Action::Accept => accept(model),
        Action::OutliersVerdict => {
            let next = state.verdict.map_or(0, |at| at + 1);
            state.verdict = (next < state.verdicts.len()).then_some(next);
            list(state)
        }
        Action::OutliersRefresh => compare(model),
        Action::DecisionsAssess => state
            .selected()
            .map(|row| Effect::DraftFrom(row.key))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// From the list to the peers, from a peer to its decision.
fn accept(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.outliers;
    let key = match state.pane {
        OutliersPane::Peers => state.selected_peer().map(|peer| peer.key),
        OutliersPane::List if state.selected_peer().is_some() => {
            state.pane = OutliersPane::Peers;
            return Vec::new();
        }
        OutliersPane::List | OutliersPane::Detail => state.selected().map(|row| row.key),
    };
    key.map(|key| decisions::open(model, key))
        .unwrap_or_default()
}

fn pane(state: &mut OutliersState, forward: bool) -> Vec<Effect> {
    use OutliersPane::{Detail, List, Peers};
    let has_peers = state.selected_peer().is_some();
    state.pane = match (state.pane, forward) {
        (Detail, true) | (List, false) if has_peers => Peers,
        (Peers, true) | (Detail, _) => List,
        (Peers, false) | (List, _) => Detail,
    };
    Vec::new()
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    let page = usize::from(
        layout::list_and_detail(layout::body(model.size))
            .list
            .height
            .saturating_sub(1),
    );
    let state = &mut model.outliers;
    match state.pane {
        OutliersPane::Detail => scroll_detail(model, amount),
        OutliersPane::Peers => {
            let at = moved(state.peer.at(), amount, page);
            state.peer.select(at);
            Vec::new()
        }
        OutliersPane::List => {
            let before = state.selection.at();
            state.selection.select(moved(before, amount, page));
            if state.selection.at() == before {
                return Vec::new();
            }
            match state.rows.missing_near(state.selection.at(), page) {
                Some(offset) => vec![listing(state, offset)],
                None => show(state),
            }
        }
    }
}

pub(super) fn can_leave_pane(state: &OutliersState) -> bool {
    state.pane != OutliersPane::List
}

pub(super) fn leave_pane(state: &mut OutliersState) -> bool {
    let leaves = can_leave_pane(state);
    state.pane = OutliersPane::List;
    leaves
}
