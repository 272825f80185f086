//! Findings dismissed, confirmed, opened again.

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::outliers::{OutliersState, ReasonPrompt, ReviewAct, ReviewStep};
use crate::tui::model::overlay::Overlay;
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::outliers::list_here;

pub(in crate::tui::update) fn offers(state: &OutliersState, action: Action) -> bool {
    let selected = state.selected();
    match action {
        Action::OutliersDismiss | Action::OutliersConfirm => {
            selected.is_some_and(|row| row.is_suspicious)
        }
        Action::OutliersReopen => selected.is_some_and(|row| row.review.is_some()),
        Action::OutliersUndo => state.reviewed.is_some(),
        _ => false,
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let state = &mut model.outliers;
    let step = |key, act| {
        let reason = String::new();
        vec![Effect::ReviewFinding(ReviewStep { key, act, reason })]
    };
    let act = match action {
        Action::OutliersDismiss => ReviewAct::Dismiss,
        Action::OutliersConfirm => ReviewAct::Confirm,
        Action::OutliersReopen => {
            let row = state.selected();
            return row.map_or_else(Vec::new, |row| step(row.key, ReviewAct::Reopen));
        }
        Action::OutliersUndo => {
            let key = state.reviewed.take();
            return key.map_or_else(Vec::new, |key| step(key, ReviewAct::TakeBack));
        }
        _ => return Vec::new(),
    };
    if let Some(row) = state.selected() {
        model.overlay = Some(Overlay::Reason(Box::new(ReasonPrompt {
            key: row.key,
            about: strings::finding(&row.verdict, &row.case_no, &row.fine),
            act,
            reason: LineEdit::default(),
        })));
    }
    Vec::new()
}

/// Writes the opinion down, unless it has no reason yet.
pub(in crate::tui::update) fn keep(model: &mut Model, prompt: Box<ReasonPrompt>) -> Vec<Effect> {
    let reason = prompt.reason.text().trim().to_owned();
    if reason.is_empty() {
        model.overlay = Some(Overlay::Reason(prompt));
        model.say(Severity::Warning, strings::REASON_NEEDED);
        return Vec::new();
    }
    let (key, act) = (prompt.key, prompt.act);
    // The prompt stays until the opinion is written: what was typed is not lost on a locked store.
    model.overlay = Some(Overlay::Reason(prompt));
    vec![Effect::ReviewFinding(ReviewStep { key, act, reason })]
}

/// It is written: the list shows it, or no longer shows the finding.
pub(in crate::tui::update) fn kept(model: &mut Model, step: &ReviewStep) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Reason(_))) {
        model.overlay = None;
    }
    let state = &mut model.outliers;
    state.reviewed = match step.act {
        ReviewAct::Dismiss | ReviewAct::Confirm | ReviewAct::Reopen => Some(step.key),
        ReviewAct::TakeBack => None,
    };
    let effects = list_here(state);
    model.say(Severity::Note, strings::review_kept(step.act));
    effects
}
