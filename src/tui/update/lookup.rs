//! 查询: typing searches, moving shows, Enter assesses.

use std::sync::Arc;

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::assess::{Draft, FieldId};
use crate::tui::model::lookup::{DetailView, LookupPane, LookupRow, LookupState, PracticeView};
use crate::tui::model::{Model, Screen};
use crate::tui::update::{Move, assess, moved, scroll_detail};

pub(super) fn search(model: &mut Model) -> Effect {
    Effect::Search {
        query: model.lookup.query.text().to_owned(),
        domain: model.lookup.domain_id().map(str::to_owned),
    }
}

pub(super) fn found(model: &mut Model, rows: Vec<Arc<LookupRow>>) -> Vec<Effect> {
    let state = &mut model.lookup;
    state.selection.resize(rows.len());
    let wanted = state.wanted.take();
    let at = rows.iter().position(|row| Some(&row.id) == wanted.as_ref());
    state.selection.select(at.unwrap_or(0));
    state.rows = rows.into();
    show(state)
}

/// Shows the screen as it was left.
pub(super) fn show_again(
    model: &mut Model,
    query: &str,
    domain: Option<usize>,
    offence: Option<String>,
) -> Vec<Effect> {
    let state = &mut model.lookup;
    state.query.set(query);
    state.domain = domain;
    state.wanted = offence;
    vec![search(model)]
}

/// Shows an offence; what was decided on it stays in sight until it is counted again.
pub(super) fn shown(state: &mut LookupState, mut detail: DetailView) -> Vec<Effect> {
    let before = state.detail.take().filter(|old| old.id == detail.id);
    if let Some(old) = before {
        detail.practice = until_answered(detail.practice, old.practice);
    }
    state.detail = Some(detail);
    Vec::new()
}

/// What is shown while the question is not answered: what was known before.
pub(super) fn until_answered(awaited: PracticeView, before: PracticeView) -> PracticeView {
    match awaited.awaited {
        None => awaited,
        Some(_) => PracticeView {
            awaited: awaited.awaited,
            ..before
        },
    }
}

pub(super) fn practice_found(state: &mut LookupState, question: u64, practice: &PracticeView) {
    let detail = state.detail.as_mut();
    if let Some(detail) = detail.filter(|d| d.practice.awaited == Some(question)) {
        detail.practice = practice.clone();
    }
}

/// Looks an offence up by its id, in all domains.
pub(super) fn ask_for(model: &mut Model, id: &str) -> Vec<Effect> {
    model.lookup.domain = None;
    model.lookup.query.set(id);
    model.lookup.pane = LookupPane::Results;
    vec![search(model)]
}

/// Asks for the detail of the selected offence.
fn show(state: &mut LookupState) -> Vec<Effect> {
    let Some(id) = state.selected().map(|row| row.id.clone()) else {
        state.detail = None;
        return Vec::new();
    };
    state.scroll = 0;
    vec![Effect::ShowOffence {
        offence: id,
        domain: state.domain_id().map(str::to_owned),
    }]
}

pub(super) fn offers(state: &LookupState, action: Action) -> bool {
    match action {
        Action::LookupDomain => !state.domains.is_empty(),
        Action::LookupCaps => true,
        _ => state.selected().is_some(),
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Accept => open_assess(model),
        Action::PaneNext => pane(model, true),
        Action::PanePrev => pane(model, false),
        Action::LookupDomain => {
            let state = &mut model.lookup;
            let next = state.domain.map_or(0, |at| at + 1);
            state.domain = (next < state.domains.len()).then_some(next);
            vec![search(model)]
        }
        Action::LookupCaps => {
            let domain = model.lookup.domain_id().map(str::to_owned);
            vec![Effect::ShowCaps(domain)]
        }
        Action::LookupDecisions => {
            let Some(row) = model.lookup.selected() else {
                return Vec::new();
            };
            let title = row.title.clone();
            model.decisions.filter.set(&title);
            let mut effects = super::decisions::refresh(model);
            effects.extend(super::go(model, Screen::Decisions));
            effects
        }
        _ => Vec::new(),
    }
}

fn pane(model: &mut Model, forward: bool) -> Vec<Effect> {
    use LookupPane::{Detail, Results, Search};
    model.lookup.pane = match (model.lookup.pane, forward) {
        (Search, true) | (Detail, false) => Results,
        (Results, true) | (Search, false) => Detail,
        (Detail, true) | (Results, false) => Search,
    };
    Vec::new()
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    if model.lookup.pane == LookupPane::Detail {
        return scroll_detail(model, amount);
    }
    let page = layout::list_and_detail(layout::body(model.size), model.stage.split)
        .list
        .height;
    let state = &mut model.lookup;
    let before = state.selection.at();
    state
        .selection
        .select(moved(before, amount, usize::from(page)));
    if state.selection.at() == before {
        return Vec::new();
    }
    show(state)
}

/// Leaves the pane for the search box, then empties that.
pub(super) fn leave_pane(model: &mut Model) -> Option<Vec<Effect>> {
    if model.lookup.pane != LookupPane::Search {
        model.lookup.pane = LookupPane::Search;
        return Some(Vec::new());
    }
    if model.lookup.query.is_empty() {
        return None;
    }
    model.lookup.query.clear();
    Some(vec![search(model)])
}

fn open_assess(model: &mut Model) -> Vec<Effect> {
    let Some(row) = model.lookup.selected() else {
        return Vec::new();
    };
    let offence = row.id.clone();
    if offence == model.assess.offence {
        return super::go(model, Screen::Assess);
    }
    let domain = model.lookup.domain_id();
    let values = domain.map(|id| (FieldId::Domain, id.to_owned()));
    let draft = Draft {
        offence,
        values: values.into_iter().collect(),
    };
    assess::open(model, draft)
}
