//! 离群: compares when the store changed, then pages through the ranking.

mod panel;
mod review;

pub(super) use panel::{listed as facet_listed, narrowed, open_panel, panel_act, panel_offers};
pub(super) use review::{keep, kept};

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::outliers::detail::OutlierView;
use crate::tui::model::outliers::query::Facet;
use crate::tui::model::outliers::{Listed, OutliersPane, OutliersState};
use crate::tui::model::{Model, Window};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::{Move, bureaus, decisions, moved, scroll_detail};

/// Compares unless the last comparison still holds.
pub(super) fn entered(model: &mut Model) -> Vec<Effect> {
    decisions::offer_demo(model);
    compare_if_needed(model)
}

/// Compares unless that was done, is being done, or there is nothing to compare.
pub(super) fn compare_quietly(model: &mut Model) -> Vec<Effect> {
    if model.decisions.stored.is_none_or(|n| n == 0) || model.outliers.trouble.is_some() {
        return Vec::new();
    }
    compare_if_needed(model)
}

fn compare_if_needed(model: &mut Model) -> Vec<Effect> {
    if model.outliers.compared.is_some() || model.outliers.is_running {
        return Vec::new();
    }
    compare(model)
}

/// Compares, or does so again as soon as the comparison that is running ends.
fn compare(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.outliers;
    if state.is_running {
        state.is_stale = true;
        return Vec::new();
    }
    state.is_running = true;
    state.trouble = None;
    model.work += 1;
    vec![Effect::Compare(model.outliers.scope)]
}

pub(super) fn compared(model: &mut Model, compared: usize) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.outliers.is_running = false;
    if std::mem::take(&mut model.outliers.is_stale) {
        return compare(model);
    }
    model.outliers.compared = Some(compared);
    model.outliers.compared_scope = model.outliers.scope;
    model.outliers.is_reading_names = false;
    let mut effects = list(&mut model.outliers);
    effects.extend(panel::refresh(model));
    effects.extend(bureaus::outdated(model));
    // 正在裁量的案件，类案随之可比。
    if !model.assess.offence.is_empty() {
        effects.push(Effect::Assess(model.assess.draft()));
    }
    effects
}

/// The comparison was told to stop: what was compared before stays.
pub(super) fn stopped(model: &mut Model) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    let state = &mut model.outliers;
    state.is_running = false;
    state.is_stale = false;
    state.scope = state.compared_scope;
    if state.compared.is_none() {
        state.trouble = Some(strings::COMPARISON_STOPPED.to_owned());
    }
    model.say(Severity::Note, strings::COMPARISON_STOPPED);
    Vec::new()
}

pub(super) fn failed(model: &mut Model, text: String) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.outliers.is_running = false;
    model.outliers.is_stale = false;
    model.outliers.trouble = Some(text.clone());
    model.say(Severity::Error, text);
    Vec::new()
}

/// Lists from the top.
pub(super) fn list(state: &mut OutliersState) -> Vec<Effect> {
    state.selection.select(0);
    vec![listing(state, 0)]
}

/// Lists again where the selection is.
fn list_here(state: &OutliersState) -> Vec<Effect> {
    let at = state.selection.at();
    vec![listing(state, at.saturating_sub(Window::<()>::LEN / 2))]
}

fn listing(state: &OutliersState, offset: usize) -> Effect {
    Effect::ListOutliers {
        query: state.asked(),
        offset,
    }
}

pub(super) fn loaded(model: &mut Model, listed: Listed) -> Vec<Effect> {
    let state = &mut model.outliers;
    if listed.is_waiting {
        if !std::mem::replace(&mut state.is_reading_names, true) {
            model.work += 1;
        }
        return Vec::new();
    }
    // An answer to an earlier question: the later one is on its way.
    if listed.query != state.asked() {
        return Vec::new();
    }
    state.selection.resize(listed.rows.total);
    state.rows = listed.rows;
    state.counts = listed.counts;
    state.chips = listed.chips;
    show(state)
}

/// The names to search in cannot be read: nothing is searched for.
pub(super) fn names_failed(model: &mut Model, text: String) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.outliers.is_reading_names = false;
    model.outliers.find.clear();
    model.say(Severity::Error, text);
    list(&mut model.outliers)
}

/// The names to search in are there.
pub(super) fn names_read(model: &mut Model) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.outliers.is_reading_names = false;
    list(&mut model.outliers)
}

fn show(state: &mut OutliersState) -> Vec<Effect> {
    if let Some(row) = state.selected() {
        return vec![Effect::ShowOutlier(row.key)];
    }
    let loaded = state.rows.offset..state.rows.offset + Window::<()>::LEN;
    if state.rows.total > 0 && !loaded.contains(&state.selection.at()) {
        return list_here(state);
    }
    state.detail = None;
    if state.pane != OutliersPane::Find {
        state.pane = OutliersPane::List;
    }
    Vec::new()
}

pub(super) fn shown(model: &mut Model, detail: OutlierView) -> Vec<Effect> {
    let state = &mut model.outliers;
    // Another row is selected by now, and its detail on the way.
    if state.selected().is_some_and(|row| row.key != detail.key) {
        return Vec::new();
    }
    state.peer.resize(detail.table.peers.len());
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

pub(super) fn field_mut(state: &mut OutliersState) -> Option<&mut LineEdit> {
    let finds = state.pane == OutliersPane::Find && !state.bureaus.is_shown;
    finds.then_some(&mut state.find)
}

pub(super) fn offers(model: &Model, action: Action) -> bool {
    let state = &model.outliers;
    if state.bureaus.is_shown {
        return bureaus::offers(model, action);
    }
    let has_list = state.compared.is_some();
    match action {
        Action::OutliersRefresh => !state.is_running,
        Action::OutliersBureaus => true,
        Action::OutliersVerdict => !state.verdicts.is_empty(),
        Action::OutliersFilter | Action::OutliersFind | Action::OutliersSort => has_list,
        Action::OutliersShowDismissed => {
            has_list && (state.query.shows_dismissed || state.counts.dismissed > 0)
        }
        _ => review::offers(state, action),
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if model.outliers.bureaus.is_shown && action != Action::OutliersRefresh {
        return bureaus::act(model, action);
    }
    let state = &mut model.outliers;
    match action {
        Action::PaneNext => pane(state, true),
        Action::PanePrev => pane(state, false),
        Action::Accept => accept(model),
        Action::OutliersVerdict => {
            let verdict = state.query.get(Facet::Verdict);
            let at = state
                .verdicts
                .iter()
                .position(|v| Some(v.id.as_str()) == verdict);
            let next = state.verdicts.get(at.map_or(0, |at| at + 1));
            let next = next.map(|v| v.id.clone());
            state.query.set(Facet::Verdict, next);
            list(state)
        }
        Action::OutliersFilter => open_panel(model),
        Action::OutliersFind => {
            state.pane = OutliersPane::Find;
            Vec::new()
        }
        Action::OutliersSort => {
            state.query.sort = state.query.sort.next();
            list(state)
        }
        Action::OutliersShowDismissed => {
            state.query.shows_dismissed = !state.query.shows_dismissed;
            list(state)
        }
        Action::OutliersRefresh => compare(model),
        Action::OutliersBureaus => bureaus::toggle(model),
        Action::DecisionsAssess => state
            .selected()
            .map(|row| Effect::DraftFrom(row.key))
            .into_iter()
            .collect(),
        _ => review::act(model, action),
    }
}

/// From the list to the peers, from a peer to its decision.
fn accept(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.outliers;
    let key = match state.pane {
        OutliersPane::Find => {
            state.pane = OutliersPane::List;
            return Vec::new();
        }
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
    use OutliersPane::{Detail, Find, List, Peers};
    let has_peers = state.selected_peer().is_some();
    state.pane = match (state.pane, forward) {
        (Detail, true) | (List, false) if has_peers => Peers,
        (Find | Peers, true) | (Detail, _) => List,
        (Find | Peers, false) | (List, _) => Detail,
    };
    Vec::new()
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    if model.outliers.bureaus.is_shown {
        return bureaus::step(model, amount);
    }
    let page = usize::from(
        layout::outliers(layout::body(model.size))
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
        OutliersPane::List | OutliersPane::Find => {
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
    state.bureaus.is_shown
        || state.pane != OutliersPane::List
        || !state.find.is_empty()
        || !state.query.chosen.is_empty()
}

/// Leaves the pane for the list, then drops the words, then one choice after the other.
pub(super) fn leave_pane(state: &mut OutliersState) -> Option<Vec<Effect>> {
    if state.pane != OutliersPane::List {
        state.pane = OutliersPane::List;
        return Some(Vec::new());
    }
    if !state.find.is_empty() {
        state.find.clear();
        return Some(list(state));
    }
    state.query.chosen.pop()?;
    Some(list(state))
}
