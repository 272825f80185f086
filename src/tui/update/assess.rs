//! 裁量: every change of the form asks for a new assessment.

use rust_decimal::Decimal;

use crate::tui::action::Action;
use crate::tui::line_edit::{Accepts, LineEdit};
use crate::tui::message::Effect;
use crate::tui::model::assess::{
    AssessPane, AssessState, AssessmentView, Draft, Field, FieldId, FieldKind, FieldSpec,
    FieldValue, Sheet,
};
use crate::tui::model::lookup::PracticeView;
use crate::tui::model::{Model, Screen};
use crate::tui::update::lookup::until_answered;
use crate::tui::update::{Move, moved, scroll_detail};
use crate::tui::{layout, strings};

/// Starts a new form with what the draft says.
pub(super) fn open(model: &mut Model, draft: Draft) -> Vec<Effect> {
    model.assess = AssessState {
        shows_all: model.assess.shows_all,
        ..AssessState::default()
    };
    let mut effects = super::go(model, Screen::Assess);
    effects.push(Effect::Assess(draft));
    effects
}

/// Takes over the form the engine wants, keeping what is filled in, and the result.
pub(super) fn assessed(state: &mut AssessState, sheet: Sheet, result: AssessmentView) {
    let focused = state.focused().map(|field| field.spec.id.clone());
    let mut old = std::mem::take(&mut state.fields);
    let is_same = state.offence == sheet.offence;
    if !is_same {
        old.clear();
    }
    let defaults = Draft {
        offence: String::new(),
        values: sheet.defaults,
    };
    state.fields = sheet
        .fields
        .into_iter()
        .map(|spec| {
            let kept = old.iter().position(|field| field.spec.id == spec.id);
            if let Some(at) = kept {
                return adopt(old.swap_remove(at), spec);
            }
            let default = defaults.get(&spec.id).map(str::to_owned);
            Field::new(spec, default.as_deref())
        })
        .collect();
    state.offence = sheet.offence;
    state.title = sheet.title;
    state.cite = sheet.cite;
    let before = std::mem::replace(&mut state.result, result).practice;
    if is_same {
        let awaited = std::mem::take(&mut state.result.practice);
        state.result.practice = until_answered(awaited, before);
    }
    let again = state
        .fields
        .iter()
        .position(|field| Some(&field.spec.id) == focused.as_ref());
    state.at = again.or(state.visible().first().copied()).unwrap_or(0);
}

pub(super) fn practice_found(state: &mut AssessState, question: u64, practice: PracticeView) {
    if state.result.practice.awaited == Some(question) {
        state.result.practice = practice;
    }
}

/// Keeps a value under a new description of its field.
fn adopt(field: Field, spec: FieldSpec) -> Field {
    // 同样的写法：光标也留在原处。
    if field.spec.kind == spec.kind {
        return Field {
            spec,
            value: field.value,
        };
    }
    let text = field.text().map(str::to_owned);
    Field::new(spec, text.as_deref())
}

pub(super) fn changed(model: &mut Model) -> Vec<Effect> {
    vec![Effect::Assess(model.assess.draft())]
}

pub(super) fn field_mut(state: &mut AssessState) -> Option<&mut LineEdit> {
    if state.pane != AssessPane::Form {
        return None;
    }
    match &mut state.fields.get_mut(state.at)?.value {
        FieldValue::Text(edit) => Some(edit),
        FieldValue::Choice(_) | FieldValue::Check(_) => None,
    }
}

pub(super) fn accepts(state: &AssessState) -> bool {
    state.pane == AssessPane::Form && state.focused().is_some()
}

pub(super) fn offers(state: &AssessState, action: Action) -> bool {
    let has_form = !state.fields.is_empty();
    match action {
        Action::FormReset => has_form,
        Action::FormMore => has_form && (state.shows_all || state.hidden() > 0),
        Action::FormQuestion => !state.result.questions.is_empty(),
        _ => {
            let Some(field) = state.focused().filter(|_| state.pane == AssessPane::Form) else {
                return false;
            };
            match (&field.spec.kind, action) {
                (FieldKind::Choice(_), Action::FormToggle) => {
                    matches!(field.spec.id, FieldId::Flag(_))
                }
                (FieldKind::Check, Action::FormToggle)
                | (FieldKind::Choice(_), Action::FormPrevChoice | Action::FormNextChoice) => true,
                (FieldKind::Text { step, .. }, Action::FormIncrease | Action::FormDecrease) => {
                    *step != 0
                }
                (_, Action::FormClear) => field.text().is_some(),
                _ => false,
            }
        }
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let state = &mut model.assess;
    match action {
        Action::PaneNext | Action::PanePrev => {
            state.pane = match state.pane {
                AssessPane::Form => AssessPane::Result,
                AssessPane::Result => AssessPane::Form,
            };
            return Vec::new();
        }
        Action::FormMore => {
            state.shows_all = !state.shows_all;
            keep_focus_visible(state);
            return Vec::new();
        }
        Action::FormQuestion => {
            let wanted = state.result.questions.first().map(|q| &q.field);
            let found = state.fields.iter().position(|f| Some(&f.spec.id) == wanted);
            if let Some(at) = found {
                state.at = at;
                state.pane = AssessPane::Form;
            }
            return Vec::new();
        }
        Action::FormReset => {
            let offence = state.offence.clone();
            let draft = Draft {
                offence,
                values: Vec::new(),
            };
            return open(model, draft);
        }
        Action::Accept => return accept(model),
        _ => {}
    }
    let Some(field) = state.fields.get_mut(state.at) else {
        return Vec::new();
    };
    change(field, action);
    keep_focus_visible(state);
    changed(model)
}

/// Applies an action to the focused field.
fn change(field: &mut Field, action: Action) {
    match (&mut field.value, &field.spec.kind) {
        (FieldValue::Check(is_ticked), _) => {
            *is_ticked = action == Action::FormToggle && !*is_ticked;
        }
        (FieldValue::Choice(at), FieldKind::Choice(choices)) => {
            *at = match action {
                Action::FormPrevChoice => turn(*at, choices.len(), false),
                Action::FormNextChoice | Action::FormToggle => turn(*at, choices.len(), true),
                _ => None,
            };
        }
        (FieldValue::Text(edit), FieldKind::Text { accepts, step }) => match action {
            Action::FormIncrease => edit.set(&stepped(edit.text(), *accepts, *step)),
            Action::FormDecrease => edit.set(&stepped(edit.text(), *accepts, -*step)),
            _ => edit.clear(),
        },
        (FieldValue::Choice(_) | FieldValue::Text(_), _) => {}
    }
}

/// Returns the next choice in a ring in which "not known" is one of the places.
fn turn(at: Option<usize>, len: usize, forward: bool) -> Option<usize> {
    let places = len + 1;
    let place = at.map_or(0, |at| at + 1);
    let next = if forward { place + 1 } else { place + len } % places;
    next.checked_sub(1)
}

/// Returns the number written, changed by `step` and never below zero; unreadable text stays.
fn stepped(text: &str, accepts: Accepts, step: i64) -> String {
    let is_wan = text.ends_with(strings::TEN_THOUSAND);
    let figures = text
        .trim_end_matches(strings::TEN_THOUSAND)
        .replace(',', "");
    let number = if figures.is_empty() {
        Decimal::ZERO
    } else {
        match figures.parse::<Decimal>() {
            Ok(number) => number,
            Err(_) => return text.to_owned(),
        }
    };
    // 以万元书写的金额按一万元加减。
    let step = if is_wan { step.signum() } else { step };
    let sum = (number + Decimal::from(step))
        .max(Decimal::ZERO)
        .normalize();
    if is_wan && accepts == Accepts::Amount {
        format!("{sum}{}", strings::TEN_THOUSAND)
    } else {
        sum.to_string()
    }
}

/// Enter ticks a box, and otherwise goes on to the next field.
fn accept(model: &mut Model) -> Vec<Effect> {
    let is_check = matches!(
        model.assess.focused().map(|field| &field.spec.kind),
        Some(FieldKind::Check)
    );
    if is_check {
        return act(model, Action::FormToggle);
    }
    step(model, Move::By(1))
}

pub(super) fn step(model: &mut Model, amount: Move) -> Vec<Effect> {
    if model.assess.pane == AssessPane::Result {
        return scroll_detail(model, amount);
    }
    let state = &mut model.assess;
    let areas = layout::assess(layout::body(model.size), state.pane);
    let visible = state.visible();
    let place = visible.iter().position(|at| *at == state.at).unwrap_or(0);
    let wanted = moved(place, amount, usize::from(areas.form.height));
    if let Some(at) = visible.get(wanted).or(visible.last()) {
        state.at = *at;
    }
    Vec::new()
}

fn keep_focus_visible(state: &mut AssessState) {
    let visible = state.visible();
    if !visible.contains(&state.at) {
        let before = visible.iter().rev().find(|at| **at < state.at);
        state.at = before.or(visible.first()).copied().unwrap_or(0);
    }
}

pub(super) fn can_leave_pane(state: &AssessState) -> bool {
    state.pane == AssessPane::Result
}

pub(super) fn leave_pane(state: &mut AssessState) -> bool {
    let leaves = can_leave_pane(state);
    state.pane = AssessPane::Form;
    leaves
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_turn_through_not_known() {
        assert_eq!(turn(None, 2, true), Some(0));
        assert_eq!(turn(Some(1), 2, true), None);
        assert_eq!(turn(None, 2, false), Some(1));
        assert_eq!(turn(Some(0), 2, false), None);
        assert_eq!(turn(None, 0, true), None);
    }

    #[test]
    fn numbers_step_exactly_and_never_below_zero() {
        assert_eq!(stepped("", Accepts::Number, 1), "1");
        assert_eq!(stepped("0.3", Accepts::Number, 1), "1.3");
        assert_eq!(stepped("1", Accepts::Number, -5), "0");
        assert_eq!(stepped("8万", Accepts::Amount, 1000), "9万");
        assert_eq!(stepped("80,000", Accepts::Amount, -1000), "79000");
        assert_eq!(stepped("8万元", Accepts::Amount, 1000), "8万元");
    }
}
