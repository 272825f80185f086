//! 离群 › 机关: the second view of the findings.

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::bureaus::{BureausPane, BureausView};
use crate::tui::model::outliers::query::Facet;
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::{Move, moved, outliers, scroll_detail};

/// Changes between decisions and authorities.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.outliers.bureaus;
    state.is_shown = !state.is_shown;
    state.pane = BureausPane::List;
    ask(model)
}

/// Asks for the view if it is shown and not there.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let is_compared = model.outliers.compared.is_some_and(|n| n > 0);
    let state = &mut model.outliers.bureaus;
    if !state.is_shown || state.is_running || state.view.is_some() || !is_compared {
        return Vec::new();
    }
    state.is_running = true;
    model.work += 1;
    vec![Effect::CompareBureaus]
}

/// There is a new comparison: what was shown no longer holds.
pub(super) fn outdated(model: &mut Model) -> Vec<Effect> {
    model.outliers.bureaus.view = None;
    ask(model)
}

pub(super) fn shown(model: &mut Model, view: BureausView) -> Vec<Effect> {
    ended(model);
    let state = &mut model.outliers.bureaus;
    state.selection.resize(view.rows.len());
    state.view = Some(view.into());
    Vec::new()
}

pub(super) fn failed(model: &mut Model, text: String) -> Vec<Effect> {
    ended(model);
    model.outliers.bureaus.is_shown = false;
    model.say(Severity::Error, text);
    Vec::new()
}

/// The comparison was told to stop: the decisions are shown again.
pub(super) fn stopped(model: &mut Model) {
    ended(model);
    model.outliers.bureaus.is_shown = false;
    model.say(Severity::Note, strings::COMPARISON_STOPPED);
}

fn ended(model: &mut Model) {
    model.work = model.work.saturating_sub(1);
    model.outliers.bureaus.is_running = false;
}

pub(super) fn offers(model: &Model, action: Action) -> bool {
    match action {
        Action::OutliersBureaus => true,
        Action::OutliersRefresh => !model.outliers.is_running,
        Action::Accept => model.outliers.bureaus.selected().is_some(),
        _ => false,
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let state = &mut model.outliers.bureaus;
    match action {
        Action::OutliersBureaus => toggle(model),
        Action::PaneNext | Action::PanePrev => {
            state.pane = match state.pane {
                BureausPane::List => BureausPane::Detail,
                BureausPane::Detail => BureausPane::List,
            };
            Vec::new()
        }
        Action::Accept => {
            let Some(row) = state.selected() else {
                return Vec::new();
            };
            let authority = row.authority.clone();
            state.is_shown = false;
            model.outliers.query.set(Facet::Authority, Some(authority));
            outliers::list(&mut model.outliers)
        }
        _ => Vec::new(),
    }
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    let page = usize::from(
        layout::outliers(layout::body(model.size), model.stage.split)
            .list
            .height,
    );
    let state = &mut model.outliers.bureaus;
    match state.pane {
        BureausPane::Detail => scroll_detail(model, amount),
        BureausPane::List => {
            let before = state.selection.at();
            state.selection.select(moved(before, amount, page));
            if state.selection.at() != before {
                state.scroll = 0;
            }
            Vec::new()
        }
    }
}

/// Leaves the detail for the table, then the view for the decisions.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.outliers.bureaus;
    match state.pane {
        BureausPane::Detail => state.pane = BureausPane::List,
        BureausPane::List => state.is_shown = false,
    }
    Vec::new()
}
