//! What the form went through: to take changes back, and to mark what the last one did.

use crate::tui::model::assess::{Draft, FieldId, TraceView};

/// How many changes can be taken back.
const KEPT: usize = 100;

/// The way to the case as it is on the form now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// The case of which the result tells.
    pub shown: Draft,
    /// What it was before each change, the latest last.
    pub past: Vec<Draft>,
    /// The text field being written in, so that its figures count as one change.
    writing: Option<FieldId>,
    /// The reasoning before the last change.
    before: Vec<TraceView>,
}

impl Trail {
    /// Notes that a field was changed, and by what reasoning the case had been judged.
    pub fn note(&mut self, draft: Draft, field: &FieldId, is_text: bool, trace: &[TraceView]) {
        if draft == self.shown {
            return;
        }
        if !is_text || self.writing.as_ref() != Some(field) {
            self.keep();
            self.before = trace.to_vec();
        }
        self.writing = is_text.then(|| field.clone());
        self.shown = draft;
    }

    /// Remembers the case as it is.
    pub fn keep(&mut self) {
        self.past.push(self.shown.clone());
        if self.past.len() > KEPT {
            self.past.remove(0);
        }
    }

    /// Notes that the case is another as a whole: taken back, or exchanged.
    pub fn replaced(&mut self, trace: &[TraceView]) {
        self.before = trace.to_vec();
        self.writing = None;
    }

    /// Notes that the focus moved: what is written next is a change of its own.
    pub fn moved(&mut self) {
        self.writing = None;
    }

    /// Says whether a step came with the last change.
    pub fn is_new(&self, step: &TraceView) -> bool {
        !self.before.is_empty() && !self.before.contains(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(days: &str) -> Draft {
        Draft {
            offence: "a".into(),
            values: vec![(FieldId::Days, days.into())],
        }
    }

    fn step(effect: &str) -> TraceView {
        TraceView {
            effect: effect.into(),
            ..TraceView::default()
        }
    }

    #[test]
    fn the_figures_of_one_number_are_one_change() {
        let mut trail = Trail::default();
        for days in ["1", "15"] {
            trail.note(draft(days), &FieldId::Days, true, &[step("甲")]);
        }
        assert_eq!(trail.past, [Draft::default()]);
        trail.moved();
        trail.note(draft("150"), &FieldId::Days, true, &[step("乙")]);
        assert_eq!(trail.past, [Draft::default(), draft("15")]);
    }

    #[test]
    fn every_turn_of_a_choice_is_a_change_and_none_is_no_change() {
        let mut trail = Trail::default();
        for days in ["1", "2", "2"] {
            trail.note(draft(days), &FieldId::Stage, false, &[]);
        }
        assert_eq!(trail.past, [Draft::default(), draft("1")]);
    }

    #[test]
    fn steps_are_new_against_the_reasoning_before_the_change() {
        let mut trail = Trail::default();
        assert!(!trail.is_new(&step("甲")), "nothing was changed yet");
        for days in ["1", "15"] {
            trail.note(draft(days), &FieldId::Days, true, &[step("甲")]);
        }
        assert!(!trail.is_new(&step("甲")));
        assert!(trail.is_new(&step("乙")));
    }
}
