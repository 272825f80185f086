//! The panel in which the list is narrowed and the comparison chosen.

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::outliers::query::{Facet, FacetValue, FilterPanel, Switch, Tab};
use crate::tui::model::overlay::Overlay;
use crate::tui::update::outliers::{compare, list};
use crate::tui::update::{Move, moved};

pub(in crate::tui::update) fn open_panel(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Filter(Box::default()));
    refresh(model)
}

/// Asks for the values of the tab shown.
pub(super) fn refresh(model: &mut Model) -> Vec<Effect> {
    let query = model.outliers.asked();
    let Some(Overlay::Filter(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    match panel.tab {
        Tab::Of(facet) => vec![Effect::ListFacet(facet, query)],
        Tab::Switches => {
            panel.selection.resize(Switch::ALL.len());
            Vec::new()
        }
    }
}

/// Takes the values of a facet over and selects the one chosen.
pub(in crate::tui::update) fn listed(
    model: &mut Model,
    facet: Facet,
    values: Vec<FacetValue>,
) -> Vec<Effect> {
    let chosen = model.outliers.query.get(facet).map(str::to_owned);
    let Some(Overlay::Filter(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    if panel.tab == Tab::Of(facet) {
        let at = values.iter().position(|v| Some(&v.id) == chosen.as_ref());
        panel.values = values;
        resize(panel);
        panel.selection.select(at.map_or(0, |at| at + 1));
    }
    Vec::new()
}

/// The words that narrow the values changed.
pub(in crate::tui::update) fn narrowed(panel: &mut FilterPanel) {
    resize(panel);
    // The first that fits, not the row for all of them.
    let first = usize::from(!panel.narrow.is_empty());
    panel.selection.select(first);
}

fn resize(panel: &mut FilterPanel) {
    let rows = panel.shown().len() + 1;
    panel.selection.resize(rows);
}

pub(in crate::tui::update) fn panel_offers(action: Action) -> bool {
    matches!(action, Action::Accept | Action::PaneNext | Action::PanePrev)
}

pub(in crate::tui::update) fn panel_act(
    model: &mut Model,
    action: Action,
    amount: Option<Move>,
    page: usize,
) -> Vec<Effect> {
    let Some(Overlay::Filter(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    if let Some(amount) = amount {
        let at = moved(panel.selection.at(), amount, page);
        panel.selection.select(at);
        return Vec::new();
    }
    match action {
        Action::PaneNext | Action::PanePrev => {
            panel.tab = panel.tab.beside(action == Action::PaneNext);
            panel.narrow = LineEdit::default();
            panel.values = Vec::new();
            panel.selection.resize(1);
            panel.selection.select(0);
            refresh(model)
        }
        Action::Accept => accept(model),
        Action::Back => {
            model.overlay = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Filter(panel)) = &model.overlay else {
        return Vec::new();
    };
    let at = panel.selection.at();
    match panel.tab {
        Tab::Of(facet) => {
            let value = at
                .checked_sub(1)
                .and_then(|at| panel.shown().get(at).copied());
            let id = value.map(|v| v.id.clone());
            model.overlay = None;
            model.outliers.query.set(facet, id);
            list(&mut model.outliers)
        }
        Tab::Switches => match Switch::ALL.get(at) {
            Some(switch) => turn(model, *switch),
            None => Vec::new(),
        },
    }
}

fn turn(model: &mut Model, switch: Switch) -> Vec<Effect> {
    let state = &mut model.outliers;
    match switch {
        Switch::Merged => state.scope.merged = !state.scope.merged,
        Switch::EarlierNumbering => state.scope.earlier_numbering = !state.scope.earlier_numbering,
        Switch::Habit => state.scope.habit = !state.scope.habit,
        Switch::Dismissed => {
            state.query.shows_dismissed = !state.query.shows_dismissed;
            return list(state);
        }
    }
    compare(model)
}
