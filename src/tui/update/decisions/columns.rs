//! Choosing columns; every change shows at once behind the choice.

use crate::report::table::Column;
use crate::tui::action::Action;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::decisions::SortBy;
use crate::tui::model::decisions::columns::{ColumnPanel, Columns};
use crate::tui::model::overlay::Overlay;
use crate::tui::problem::Severity;
use crate::tui::update::decisions;
use crate::tui::{strings, view};

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let panel = ColumnPanel::new(&model.decisions.columns);
    model.overlay = Some(Overlay::Columns(Box::new(panel)));
    Vec::new()
}

pub(in crate::tui::update) fn offers(panel: &ColumnPanel, action: Action) -> bool {
    let row = panel.rows.get(panel.selection.at());
    let is_shown = row.is_some_and(|row| row.1);
    match action {
        Action::ColumnShow
        | Action::ColumnEarlier
        | Action::ColumnLater
        | Action::ColumnReset
        | Action::DecisionsReverse => true,
        Action::ColumnWider | Action::ColumnNarrower | Action::ColumnFreeze => is_shown,
        Action::ColumnAuto => row.is_some_and(|row| row.0.width.is_some()),
        Action::ColumnSort => panel.column().and_then(SortBy::of).is_some(),
        _ => false,
    }
}

pub(in crate::tui::update) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let column = match &model.overlay {
        Some(Overlay::Columns(panel)) => panel.column(),
        _ => None,
    };
    let now = column.map_or(0, |column| view::column_width(model, column));
    let frozen = model.decisions.columns.frozen;
    let Some(Overlay::Columns(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    let mut still = frozen;
    match action {
        Action::Back => {
            model.overlay = None;
            return Vec::new();
        }
        Action::ColumnSort => return sort(model, column.and_then(SortBy::of)),
        Action::DecisionsReverse => {
            model.decisions.is_reversed = !model.decisions.is_reversed;
            return decisions::refresh(model);
        }
        Action::ColumnShow => panel.toggle(),
        Action::ColumnEarlier => panel.move_by(-1),
        Action::ColumnLater => panel.move_by(1),
        Action::ColumnWider => panel.widen(true, now),
        Action::ColumnNarrower => panel.widen(false, now),
        Action::ColumnAuto => panel.auto(),
        Action::ColumnFreeze => {
            let here = panel.frozen_here();
            still = if frozen == here { 1 } else { here };
        }
        Action::ColumnReset => {
            **panel = ColumnPanel::new(&Columns::default());
            still = Columns::default().frozen;
        }
        _ => return Vec::new(),
    }
    model.decisions.columns = panel.columns(still);
    model.decisions.moved = 0;
    Vec::new()
}

/// Sorts by the column whose heading is pressed, the greatest or latest first; pressed again, the other way round.
pub(in crate::tui::update) fn press(model: &mut Model, column: Column) -> Vec<Effect> {
    let Some(sort) = SortBy::of(column) else {
        model.say(Severity::Note, strings::not_sortable(column.label()));
        return Vec::new();
    };
    let state = &mut model.decisions;
    state.is_reversed = state.sort == sort && !state.is_reversed;
    state.sort = sort;
    decisions::refresh(model)
}

/// Makes a column as wide as its edge was dragged. Those before it stay as they are: the edge would run away else.
pub(in crate::tui::update) fn drag(model: &mut Model, column: Column, width: usize) {
    for (before, now) in view::yielding_before(model, column) {
        model.decisions.columns.give(before, now);
    }
    model.decisions.columns.give(column, width);
}

fn sort(model: &mut Model, sort: Option<SortBy>) -> Vec<Effect> {
    let Some(sort) = sort else {
        return Vec::new();
    };
    model.decisions.sort = sort;
    decisions::refresh(model)
}
