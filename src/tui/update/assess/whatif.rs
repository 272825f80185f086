//! Taking changes back, and 甲 beside 乙.

use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::assess::whatif::{ContrastView, Pinned, differing, first_differing};
use crate::tui::model::assess::{AssessPane, AssessState, Draft, Field};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::assess::result;

/// Asks for the assessment of a case, and for the comparison where one is pinned.
pub(super) fn ask(state: &AssessState, draft: Draft) -> Vec<Effect> {
    let contrast = state
        .pinned
        .as_ref()
        .map(|pinned| Effect::Contrast(pinned.draft.clone(), draft.clone()));
    let mut effects = vec![Effect::Assess(draft)];
    effects.extend(contrast);
    effects
}

/// Takes over 甲 beside 乙, unless it was unpinned meanwhile.
pub(in crate::tui::update) fn contrasted(model: &mut Model, view: ContrastView) -> Vec<Effect> {
    let anchor = result::anchor(model);
    let state = &mut model.assess;
    state.contrast = state.pinned.is_some().then_some(view);
    result::keep_in_place(model, anchor.as_ref());
    Vec::new()
}

/// Pins the case as 甲, or lets it go.
pub(super) fn pin(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.assess;
    if state.pinned.take().is_some() {
        let anchor = result::anchor(model);
        model.assess.contrast = None;
        result::keep_in_place(model, anchor.as_ref());
        model.say(Severity::Note, strings::UNPINNED);
        return Vec::new();
    }
    let draft = state.draft();
    state.pinned = Some(Pinned {
        draft: draft.clone(),
        past: state.trail.past.clone(),
    });
    state.trail.moved();
    model.say(Severity::Note, strings::PINNED);
    vec![Effect::Contrast(draft.clone(), draft)]
}

/// Exchanges 甲 and 乙, each with what can be taken back of it.
pub(super) fn swap(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.assess;
    let Some(pinned) = state.pinned.take() else {
        return Vec::new();
    };
    state.pinned = Some(Pinned {
        draft: state.draft(),
        past: std::mem::replace(&mut state.trail.past, pinned.past),
    });
    model.say(Severity::Note, strings::SWAPPED);
    restore(model, pinned.draft)
}

/// Takes the last change back and goes to the field it was made in.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.assess;
    let Some(draft) = state.trail.past.pop() else {
        return Vec::new();
    };
    let now = state.draft();
    let specs = || state.fields.iter().map(|field| &field.spec);
    let back: Vec<String> = differing(specs(), &now, &draft)
        .iter()
        .map(|row| strings::turned(&row.label, &row.first, &row.second))
        .collect();
    let first = first_differing(specs().map(|spec| spec.id.clone()), &now, &draft);
    let at = first.and_then(|id| state.fields.iter().position(|f| f.spec.id == id));
    if let Some(at) = at {
        state.at = at;
        state.pane = AssessPane::Form;
    }
    model.say(Severity::Note, strings::undone(&back));
    restore(model, draft)
}

/// Fills the form with a case; fields that the form lacks come with the next sheet.
fn restore(model: &mut Model, draft: Draft) -> Vec<Effect> {
    let state = &mut model.assess;
    for field in &mut state.fields {
        let text = draft.get(&field.spec.id);
        if field.text() != text {
            *field = Field::new(field.spec.clone(), text);
        }
    }
    state.trail.replaced(&state.result.trace);
    ask(state, draft)
}
