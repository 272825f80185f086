//! Marking rows, and copying them.

use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::decisions::DecisionsState;
use crate::tui::model::export::Rows;
use crate::tui::strings;
use crate::tui::update::{Move, decisions};

/// Marks the row, or no longer, and goes on to the next.
pub(super) fn toggle(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.decisions;
    let row = state.selected().map(|row| (row.key, row.fen));
    let Some((key, fen)) = row else {
        return Vec::new();
    };
    state.marks.toggle(key, fen);
    decisions::step(model, Move::By(1))
}

/// Marks all that the filter lets through, or none when they are.
pub(super) fn all(state: &mut DecisionsState) -> Vec<Effect> {
    let filter = state.filter.text().to_owned();
    if state.marks.are_all(&filter) {
        state.marks.clear();
        return Vec::new();
    }
    state.marks.mark_all(&filter);
    vec![Effect::SumMarks(state.listing(0))]
}

/// Copies the marked rows, or else the decision shown.
pub(super) fn copy(state: &DecisionsState) -> Vec<Effect> {
    if !state.marks.is_empty() {
        return vec![Effect::CopyRows(Box::new(Rows::meant(state)))];
    }
    let copied = state.detail.as_ref().map(|detail| {
        let line = |(label, value): &(String, String)| format!("{label}\t{value}\n");
        Effect::Copy {
            text: detail.lines.iter().map(line).collect(),
            what: strings::decision_named(&detail.case_no),
        }
    });
    copied.into_iter().collect()
}
