//! 裁量: every change of the form asks for a new assessment.

pub(super) mod article;
mod result;
mod whatif;

use rust_decimal::Decimal;

use crate::tui::action::Action;
use crate::tui::input::command_char;
use crate::tui::key::Key;
use crate::tui::line_edit::{Accepts, LineEdit};
use crate::tui::message::Effect;
use crate::tui::model::assess::{
    AssessPane, AssessState, AssessmentView, Draft, Field, FieldId, FieldKind, FieldSpec,
    FieldValue, Sheet,
};
use crate::tui::model::lookup::PracticeView;
use crate::tui::model::{Model, Screen};
use crate::tui::problem::Severity;
use crate::tui::update::lookup::until_answered;
use crate::tui::update::{Move, moved};
use crate::tui::{layout, strings};

pub(super) use whatif::contrasted;

/// Starts a new form with what the draft says.
pub(super) fn open(model: &mut Model, draft: Draft) -> Vec<Effect> {
    // The case filled in until now can be come back to.
    if model.screen == Screen::Assess && !model.assess.offence.is_empty() {
        super::trail::leave(model);
    }
    let was_pinned = model.assess.pinned.is_some();
    let mut effects = super::go(model, Screen::Assess);
    effects.extend(take_up(model, draft));
    if was_pinned {
        model.say(Severity::Note, strings::UNPINNED_BY_NEW_FORM);
    }
    effects
}

/// Fills the form anew with what the draft says.
pub(super) fn take_up(model: &mut Model, draft: Draft) -> Vec<Effect> {
    model.assess = AssessState {
        shows_all: model.assess.shows_all,
        ..AssessState::default()
    };
    vec![Effect::Assess(draft)]
}

/// Takes over the form and the result; what is read in the result stays where it is.
pub(super) fn shown(model: &mut Model, sheet: Sheet, view: AssessmentView) -> Vec<Effect> {
    let anchor = result::anchor(model);
    assessed(&mut model.assess, sheet, view);
    result::keep_in_place(model, anchor.as_ref());
    Vec::new()
}

/// Takes over the form the engine wants, keeping what is filled in, and the result.
fn assessed(state: &mut AssessState, sheet: Sheet, result: AssessmentView) {
    let is_same = state.offence == sheet.offence;
    let is_new_form = state.fields.is_empty() || !is_same;
    let focused = state.focused().map(|field| field.spec.id.clone());
    let mut old = std::mem::take(&mut state.fields);
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
    let before = std::mem::replace(&mut state.result, result);
    if is_same {
        keep_past(state, before);
    }
    // 只在打开时、按下“最该问的”时排序；答题之间不动。
    if is_new_form {
        state.first = asked(state);
    }
    state.order_facts();
    state.trail.shown = state.draft();
    let again = state
        .fields
        .iter()
        .position(|field| Some(&field.spec.id) == focused.as_ref());
    state.at = again.or(state.visible().first().copied()).unwrap_or(0);
}

/// What was decided in like cases stays in sight until it is found anew.
fn keep_past(state: &mut AssessState, before: AssessmentView) {
    let awaited = std::mem::take(&mut state.result.practice);
    state.result.practice = until_answered(awaited, before.practice);
    for (range, old) in state.result.ranges.iter_mut().zip(before.ranges) {
        if range.subject != old.subject {
            continue;
        }
        if let (Some(bar), Some(old)) = (&mut range.bar, old.bar) {
            bar.strip.peers = old.strip.peers;
            bar.practice = old.practice;
        }
    }
}

/// Takes over what was decided in like cases, if it answers the latest question.
pub(super) fn practice_found(state: &mut AssessState, question: u64, mut practice: PracticeView) {
    if state.result.practice.awaited != Some(question) {
        return;
    }
    let bars = std::mem::take(&mut practice.bars);
    for (range, bar) in state.result.ranges.iter_mut().zip(bars) {
        range.bar = bar;
    }
    state.result.practice = practice;
}

/// The fields that the open questions ask for, the most narrowing first.
fn asked(state: &AssessState) -> Vec<FieldId> {
    let questions = state.result.questions.iter();
    questions.map(|question| question.field.clone()).collect()
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
    let state = &mut model.assess;
    let draft = state.draft();
    if let Some(field) = state.fields.get(state.at) {
        let is_text = matches!(field.value, FieldValue::Text(_));
        let id = field.spec.id.clone();
        state
            .trail
            .note(draft.clone(), &id, is_text, &state.result.trace);
    }
    whatif::ask(state, draft)
}

/// Asks again for what the form says: something behind it changed.
pub(super) fn again(state: &AssessState) -> Vec<Effect> {
    whatif::ask(state, state.draft())
}

/// Copies the reasons once they are written.
pub(super) fn copy(text: String) -> Vec<Effect> {
    vec![Effect::Copy {
        text,
        what: strings::COPIED_REASONS.to_owned(),
    }]
}

/// Answers a choice or a box by a digit: the first, the second …; 0 for not known.
pub(super) fn pick(model: &mut Model, key: Key) -> Option<Vec<Effect>> {
    if model.overlay.is_some() || model.screen != Screen::Assess {
        return None;
    }
    let state = &mut model.assess;
    if state.pane != AssessPane::Form {
        return None;
    }
    let digit = command_char(key.typed()?).to_digit(10)?;
    let digit = usize::try_from(digit).ok()?;
    let field = state.fields.get_mut(state.at)?;
    match (&mut field.value, &field.spec.kind) {
        (FieldValue::Check(is_ticked), _) if digit < 2 => *is_ticked = digit == 1,
        (FieldValue::Check(_), _) => {
            model.say(Severity::Note, strings::DIGITS_OF_CHECK);
            return Some(Vec::new());
        }
        (FieldValue::Choice(_), FieldKind::Choice(choices)) if digit > choices.len() => {
            let text = strings::digits_of_choice(choices.len());
            model.say(Severity::Note, text);
            return Some(Vec::new());
        }
        (FieldValue::Choice(at), FieldKind::Choice(_)) => *at = digit.checked_sub(1),
        (FieldValue::Choice(_) | FieldValue::Text(_), _) => return None,
    }
    keep_focus_visible(state);
    Some(changed(model))
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
    match state.pane {
        AssessPane::Form => state.focused().is_some(),
        AssessPane::Result => state.spot.is_some_and(|spot| state.cite(spot).is_some()),
    }
}

pub(super) fn offers(state: &AssessState, action: Action) -> bool {
    let has_form = !state.fields.is_empty();
    match action {
        Action::FormReset | Action::FormPin | Action::CopyText => has_form,
        Action::FormUndo => !state.trail.past.is_empty(),
        Action::FormSwap => state.pinned.is_some(),
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
            result::entered(model);
            return Vec::new();
        }
        Action::FormMore => {
            state.shows_all = !state.shows_all;
            keep_focus_visible(state);
            return Vec::new();
        }
        Action::FormQuestion => {
            question(state);
            return Vec::new();
        }
        Action::FormReset => return reset(model),
        Action::FormUndo => return whatif::undo(model),
        Action::FormPin => return whatif::pin(model),
        Action::FormSwap => return whatif::swap(model),
        Action::CopyText => {
            return vec![Effect::WriteReasons {
                draft: state.draft(),
                pinned: state.pinned.as_ref().map(|pinned| pinned.draft.clone()),
            }];
        }
        Action::Accept if state.pane == AssessPane::Result => return result::accept(state),
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

/// Puts what is asked now at the head of the facts, and goes to the first of it.
fn question(state: &mut AssessState) {
    state.first = asked(state);
    let Some(wanted) = state.first.first().cloned() else {
        return;
    };
    state.order_facts();
    state.trail.shown = state.draft();
    state.trail.moved();
    let found = state.fields.iter().position(|f| f.spec.id == wanted);
    if let Some(at) = found {
        state.at = at;
        state.pane = AssessPane::Form;
    }
}

/// Starts the form anew; what was filled in can be taken back.
fn reset(model: &mut Model) -> Vec<Effect> {
    let state = &mut model.assess;
    state.trail.keep();
    let past = std::mem::take(&mut state.trail.past);
    let draft = Draft {
        offence: state.offence.clone(),
        values: Vec::new(),
    };
    let effects = open(model, draft);
    model.assess.trail.past = past;
    effects
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
        return result::step(model, amount);
    }
    let state = &mut model.assess;
    state.trail.moved();
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
