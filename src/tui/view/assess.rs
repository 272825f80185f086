//! 裁量: the form, and what follows from it.

pub(super) mod article;
mod contrast;
mod result;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keymap::Keymap;
use crate::tui::model::assess::{
    AssessPane, AssessState, Field, FieldId, FieldKind, FieldValue, Group,
};
use crate::tui::model::{Model, first_visible};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys::{self, Keys};
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::paint;
use crate::tui::widget::panel;
use crate::tui::{layout, strings, text};

pub(super) use result::told;

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.assess;
    let areas = layout::assess(body, state.pane);
    if state.offence.is_empty() {
        let mut flow = Flow::new(theme, body.width);
        let words = keys::spelled(strings::ASSESS_EMPTY, model, keymap);
        flow.paragraph(Role::Hint, &words);
        return flow::render(flow.finish(), 0, theme, body, frame);
    }
    head(state, theme, areas.head, frame);
    form(Keys { model, keymap }, theme, areas.form, frame);
    let has_focus = state.pane == AssessPane::Result;
    panel::rule("", has_focus, theme, areas.rule, frame);
    let (lines, _) = told(state, theme, areas.result.width);
    flow::render(lines, state.scroll, theme, areas.result, frame);
}

fn head(state: &AssessState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let mark = if state.pinned.is_some() {
        strings::PINNED_MARK
    } else {
        ""
    };
    let columns = usize::from(area.width).saturating_sub(text::width(mark) + 2);
    // The citation whole: it is short, and half of it says nothing.
    let room = columns.saturating_sub(text::width(&state.cite));
    let (title, cite) = if room >= columns / 2 {
        (text::truncate(&state.title, room), state.cite.as_str())
    } else {
        (text::truncate(&state.title, columns), "")
    };
    let line = Line::from(vec![
        Span::styled(title, theme.style(Role::Title)),
        Span::styled(format!(" {mark} "), theme.style(Role::Note)),
        Span::styled(cite, theme.style(Role::Hint)),
    ]);
    paint::line(&line, area, frame);
}

/// Returns what stands over a part of the form.
fn heading(state: &AssessState, group: Group) -> String {
    let words = strings::group(group);
    let asked = state.result.questions.first();
    match asked.filter(|question| question.field.group() == group) {
        Some(_) => strings::asked_first(words),
        None => words.to_owned(),
    }
}

/// A row of the form.
#[derive(Clone, Copy)]
enum Row {
    Heading(Group),
    Field(usize),
    Hidden(usize),
}

fn rows(state: &AssessState) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut group = None;
    for at in state.visible() {
        let next = state.fields[at].spec.id.group();
        if group != Some(next) {
            rows.push(Row::Heading(next));
            group = Some(next);
        }
        rows.push(Row::Field(at));
    }
    if state.hidden() > 0 {
        rows.push(Row::Hidden(state.hidden()));
    }
    rows
}

/// Returns the position of the field in a row of the form as drawn.
pub(super) fn field_at(state: &AssessState, area: Rect, row: usize) -> Option<usize> {
    let rows = rows(state);
    let first = first_row(state, &rows, usize::from(area.height));
    match rows.get(first + row)? {
        Row::Field(at) => Some(*at),
        Row::Heading(_) | Row::Hidden(_) => None,
    }
}

fn first_row(state: &AssessState, rows: &[Row], height: usize) -> usize {
    let focus = rows
        .iter()
        .position(|row| matches!(row, Row::Field(at) if *at == state.at))
        .unwrap_or(0);
    first_visible(focus, rows.len(), height)
}

fn form(keys: Keys, theme: &Theme, area: Rect, frame: &mut Frame) {
    if area.is_empty() {
        return;
    }
    let model = keys.model;
    let state = &model.assess;
    let rows = rows(state);
    let height = usize::from(area.height);
    let first = first_row(state, &rows, height);
    let widest = state
        .fields
        .iter()
        .filter(|field| field.spec.kind != FieldKind::Check && !is_flag(field))
        .map(|field| text::width(&field.spec.label))
        .max()
        .unwrap_or(0);
    let label_width = widest.min(usize::from(area.width) / 2);
    for (place, row) in rows.iter().skip(first).take(height).enumerate() {
        let area = row_of(area, place);
        match row {
            Row::Heading(group) => {
                let words = text::truncate(&heading(state, *group), usize::from(area.width));
                paint::line(
                    &Line::styled(words, theme.style(Role::Heading)),
                    area,
                    frame,
                );
            }
            Row::Field(at) => field(model, *at, label_width, theme, area, frame),
            Row::Hidden(count) => {
                let words = keys.spell(&strings::hidden_facts(*count));
                let words = text::truncate(&words, usize::from(area.width));
                paint::line(&Line::styled(words, theme.style(Role::Hint)), area, frame);
            }
        }
    }
}

pub(super) fn field(
    model: &Model,
    at: usize,
    label_width: usize,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let state = &model.assess;
    let field = &state.fields[at];
    let has_focus = at == state.at && state.pane == AssessPane::Form;
    let (mark, mark_role) = mark(state, field, has_focus);
    let label_role = if has_focus { Role::Focus } else { Role::Label };
    let columns = usize::from(area.width);
    let mark = Span::styled(mark, theme.style(mark_role));
    if let FieldValue::Check(is_ticked) = field.value {
        let label = text::truncate(&field.spec.label, columns.saturating_sub(6));
        let tick = if is_ticked { "[x] " } else { "[ ] " };
        let role = if is_ticked { Role::Value } else { label_role };
        let line = Line::from(vec![
            mark,
            Span::styled(tick, theme.style(label_role)),
            Span::styled(label, theme.style(role)),
        ]);
        paint::line(&line, area, frame);
        if has_focus {
            paint::style(theme.style(Role::Focus), area, frame);
        }
        return;
    }
    if is_flag(field) {
        let label = text::truncate(&field.spec.label, columns.saturating_sub(7));
        let answer = field.text().map(|id| id == strings::YES);
        let role = if answer.is_some() {
            Role::Value
        } else {
            label_role
        };
        let line = Line::from(vec![
            mark,
            Span::styled(strings::answer_mark(answer), theme.style(label_role)),
            Span::styled(label, theme.style(role)),
        ]);
        paint::line(&line, area, frame);
        if has_focus {
            paint::style(theme.style(Role::Focus), area, frame);
        }
        return;
    }
    let label = text::pad(&field.spec.label, label_width);
    let used = u16::try_from(2 + label_width + 1)
        .unwrap_or(u16::MAX)
        .min(area.width);
    let value_area = Rect {
        x: area.x + used,
        width: area.width - used,
        ..area
    };
    let line = Line::from(vec![mark, Span::styled(label, theme.style(label_role))]);
    paint::line(&line, area, frame);
    match &field.value {
        FieldValue::Text(edit) => {
            let is_focused = has_focus && model.overlay.is_none();
            panel::field(
                edit,
                is_focused,
                strings::NOT_FILLED,
                theme,
                value_area,
                frame,
            );
        }
        FieldValue::Choice(_) => {
            let (words, role) = choice(field, has_focus, value_area.width);
            paint::line(&Line::styled(words, theme.style(role)), value_area, frame);
        }
        FieldValue::Check(_) => {}
    }
}

/// A yes/no stands before its label, which may be a whole sentence.
fn is_flag(field: &Field) -> bool {
    matches!(field.spec.id, FieldId::Flag(_))
}

/// Returns the mark before a field: what cannot be read, what is best asked, where we are.
fn mark(state: &AssessState, field: &Field, has_focus: bool) -> (&'static str, Role) {
    let id = &field.spec.id;
    if state.result.unreadable.iter().any(|(bad, _)| bad == id) {
        return ("x ", Role::Error);
    }
    match state.question_rank(id) {
        Some(0) => ("! ", Role::Warning),
        Some(_) => ("? ", Role::Note),
        None if has_focus => ("> ", Role::Focus),
        None => ("  ", Role::Text),
    }
}

fn choice(field: &Field, has_focus: bool, width: u16) -> (String, Role) {
    let FieldKind::Choice(choices) = &field.spec.kind else {
        return (String::new(), Role::Text);
    };
    let chosen = field
        .text()
        .and_then(|id| choices.iter().find(|c| c.id == id));
    let (words, role) = match chosen {
        Some(choice) => (choice.label.as_str(), Role::Value),
        None => (strings::NOT_CHOSEN, Role::Hint),
    };
    let room = usize::from(width).saturating_sub(4);
    let words = text::truncate(words, room);
    if has_focus {
        (format!("< {words} >"), Role::Focus)
    } else {
        (format!("  {words}"), role)
    }
}

/// Returns what to say about the focused field.
pub(super) fn hint(state: &AssessState) -> (String, Role) {
    let Some(field) = state.focused().filter(|_| state.pane == AssessPane::Form) else {
        return (String::new(), Role::Hint);
    };
    let id = &field.spec.id;
    if let Some((_, why)) = state.result.unreadable.iter().find(|(bad, _)| bad == id) {
        return (strings::unreadable_field(why), Role::Error);
    }
    let digits = digits(field);
    match state
        .result
        .questions
        .iter()
        .find(|question| question.field == *id)
    {
        Some(question) => {
            let words = strings::question_hint(&question.narrows);
            (strings::hints(&words, &digits), Role::Note)
        }
        None => (strings::hints(&field.spec.hint, &digits), Role::Hint),
    }
}

/// Returns which digit stands for which choice.
fn digits(field: &Field) -> String {
    match &field.spec.kind {
        FieldKind::Choice(choices) => {
            let labels: Vec<&str> = choices.iter().map(|c| c.label.as_str()).collect();
            strings::digits(&labels)
        }
        FieldKind::Check | FieldKind::Text { .. } => String::new(),
    }
}
