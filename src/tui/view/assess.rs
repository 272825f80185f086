//! 裁量: the form, and what follows from it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keymap::Keymap;
use crate::tui::model::assess::{
    AssessPane, AssessState, AssessmentView, Field, FieldId, FieldKind, FieldValue, GateView,
    Group, NearestReason, RangeView,
};
use crate::tui::model::{Model, first_visible};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::{keys, lookup, severity};
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::panel;
use crate::tui::{layout, strings, text};

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
    form(model, theme, areas.form, frame);
    let has_focus = state.pane == AssessPane::Result;
    panel::rule("", has_focus, theme, areas.rule, frame);
    let lines = result(state, theme, areas.result.width);
    flow::render(lines, state.scroll, theme, areas.result, frame);
}

fn head(state: &AssessState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = usize::from(area.width);
    let title = text::truncate(&state.title, columns);
    let room = columns.saturating_sub(text::width(&title) + 2);
    let cite = if room >= 8 {
        text::truncate(&state.cite, room)
    } else {
        String::new()
    };
    let line = Line::from(vec![
        Span::styled(title, theme.style(Role::Title)),
        Span::raw("  "),
        Span::styled(cite, theme.style(Role::Hint)),
    ]);
    frame.render_widget(line, area);
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

fn form(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame) {
    if area.is_empty() {
        return;
    }
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
                let words = strings::group(*group);
                frame.render_widget(Line::styled(words, theme.style(Role::Heading)), area);
            }
            Row::Field(at) => field(model, *at, label_width, theme, area, frame),
            Row::Hidden(count) => {
                let words = text::truncate(&strings::hidden_facts(*count), usize::from(area.width));
                frame.render_widget(Line::styled(words, theme.style(Role::Hint)), area);
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
        frame.render_widget(line, area);
        if has_focus {
            frame.buffer_mut().set_style(area, theme.style(Role::Focus));
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
        frame.render_widget(line, area);
        if has_focus {
            frame.buffer_mut().set_style(area, theme.style(Role::Focus));
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
    frame.render_widget(line, area);
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
            frame.render_widget(Line::styled(words, theme.style(role)), value_area);
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
    match state
        .result
        .questions
        .iter()
        .find(|question| question.field == *id)
    {
        Some(question) => (strings::question_hint(&question.narrows), Role::Note),
        None => (field.spec.hint.clone(), Role::Hint),
    }
}

/// Returns the text of the result.
pub(super) fn result(state: &AssessState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    if state.offence.is_empty() {
        return flow.finish();
    }
    let view = &state.result;
    flow.paragraph(Role::Value, &view.disposition);
    if !view.applicable.is_empty() {
        flow.paragraph(Role::Hint, &view.applicable);
    }
    for range in &view.ranges {
        self::range(range, &mut flow);
    }
    findings(view, &mut flow);
    questions(view, &mut flow);
    lists(view, &mut flow);
    if !view.others.is_empty() {
        flow.heading(strings::OTHER_PENALTIES);
    }
    for other in &view.others {
        flow.item("- ", Role::Text, other);
    }
    if !view.gates.is_empty() {
        flow.heading(strings::GATES);
    }
    let (needless, telling): (Vec<&GateView>, Vec<&GateView>) =
        view.gates.iter().partition(|g| g.required == Some(false));
    for gate in telling {
        self::gate(gate, &mut flow);
    }
    if !needless.is_empty() {
        let labels: Vec<&str> = needless.iter().map(|g| g.label.as_str()).collect();
        flow.item("- ", Role::Hint, &strings::needless_gates(&labels));
    }
    flow.heading(strings::LAYER_PRACTICE);
    lookup::practice(&view.practice, &mut flow);
    flow.heading(strings::TRACE);
    for (number, step) in (1..).zip(&view.trace) {
        flow.item(&format!("{number}. "), Role::Text, &step.step);
        if !step.effect.is_empty() {
            flow.item("   ", Role::Value, &step.effect);
        }
        flow.item("   ", Role::Hint, &step.cite);
    }
    if !view.warnings.is_empty() {
        flow.heading(strings::WARNINGS);
    }
    for warning in &view.warnings {
        flow.item("! ", Role::Warning, warning);
    }
    flow.finish()
}

fn range(range: &RangeView, flow: &mut Flow<'_>) {
    flow.hanging(
        vec![(format!("{} ", range.subject), Role::Label)],
        Role::Value,
        &range.range,
    );
    flow.item("  ", Role::Benchmark, &range.layer);
    for tier in &range.tiers {
        flow.item("  - ", Role::Benchmark, tier);
    }
    if let Some(wording) = &range.wording {
        flow.item("    ", Role::Hint, wording);
    }
    flow.item("  ", Role::Statute, &strings::statutory(&range.statutory));
    if let Some(basis) = &range.basis {
        flow.item("  ", Role::Hint, basis);
    }
    if let Some(lean) = &range.lean {
        flow.item("  ", Role::Note, lean);
    }
}

fn findings(view: &AssessmentView, flow: &mut Flow<'_>) {
    if !view.findings.is_empty() {
        flow.heading(strings::FINDINGS);
    }
    for finding in &view.findings {
        let mark = format!("{} ", strings::severity_mark(finding.severity));
        flow.item(&mark, severity(finding.severity), &finding.message);
        if let Some(cite) = &finding.cite {
            flow.item("  ", Role::Hint, cite);
        }
    }
    match &view.nearest {
        NearestReason::NotNeeded => {}
        NearestReason::None => {
            flow.heading(strings::NEAREST);
            flow.paragraph(Role::Error, strings::NO_LAWFUL_REASON);
        }
        NearestReason::Changes(changes) => {
            flow.heading(strings::NEAREST);
            for change in changes {
                flow.item("- ", Role::Note, change);
            }
        }
    }
}

fn questions(view: &AssessmentView, flow: &mut Flow<'_>) {
    if !view.questions.is_empty() {
        flow.heading(strings::QUESTIONS);
    }
    for (rank, question) in view.questions.iter().enumerate() {
        let (mark, role) = if rank == 0 {
            ("! ", Role::Warning)
        } else {
            ("? ", Role::Note)
        };
        let words = strings::question(&question.label, &question.narrows);
        flow.item(mark, role, &words);
    }
}

fn lists(view: &AssessmentView, flow: &mut Flow<'_>) {
    if !view.lists.is_empty() {
        flow.heading(strings::LISTS);
    }
    for list in &view.lists {
        let (mark, role) = match list.is_met {
            Some(true) => ("! ", Role::Warning),
            Some(false) => ("- ", Role::Hint),
            None => ("? ", Role::Note),
        };
        flow.item(mark, role, &list.line);
        for note in &list.notes {
            flow.item("  ", Role::Text, note);
        }
        flow.item("  ", Role::Hint, &list.source);
    }
}

fn gate(gate: &GateView, flow: &mut Flow<'_>) {
    let (word, role) = match gate.required {
        Some(true) => (strings::REQUIRED, Role::Warning),
        Some(false) => (strings::NOT_REQUIRED, Role::Hint),
        None => (strings::DEPENDS, Role::Note),
    };
    flow.hanging(
        vec![(format!("{word} "), role)],
        Role::Text,
        &strings::reasoned(&gate.label, &gate.reason),
    );
    flow.item("  ", Role::Hint, &gate.cite);
}
