//! 甲 beside 乙, or below it where there is no room; then what differs and by which article.

use ratatui::text::{Line, Span};

use crate::tui::model::assess::Part;
use crate::tui::model::assess::whatif::{ContrastRow, ContrastView, differing};
use crate::tui::theme::Role;
use crate::tui::view::assess::result::Told;
use crate::tui::widget::flow::Flow;
use crate::tui::{strings, text};

/// From this width on, the cases stand side by side.
const WIDE: u16 = 60;

/// Writes the comparison at the head of the result.
pub(super) fn write(view: &ContrastView, told: &mut Told<'_>) {
    let (state, width) = (told.state, told.width);
    told.flow.heading(strings::CONTRAST);
    if let Some(pinned) = &state.pinned {
        let specs = state.fields.iter().map(|field| &field.spec);
        let facts = differing(specs, &pinned.draft, &state.trail.shown);
        if facts.is_empty() {
            told.flow.paragraph(Role::Hint, strings::CONTRAST_SAME);
        }
        for row in &facts {
            let words = strings::turned(&row.label, &row.first, &row.second);
            told.flow.item("* ", Role::Note, &words);
        }
    }
    if width >= WIDE {
        side_by_side(&view.rows, usize::from(width), &mut told.flow);
    } else {
        stacked(&view.rows, &mut told.flow);
    }
    told.flow.heading(strings::CONTRAST_CHANGES);
    if view.changes.is_empty() {
        told.flow.paragraph(Role::Hint, strings::CONTRAST_NOTHING);
    }
    for (at, change) in view.changes.iter().enumerate() {
        let from = told.flow.len();
        told.flow.item("* ", Role::Note, &change.row.label);
        both(&change.row, &mut told.flow);
        told.cite(Part::Change, at, from, "  ", &change.cite);
    }
    told.flow.heading(strings::CONTRAST_OWN);
}

fn or_none(words: &str) -> &str {
    if words.is_empty() {
        strings::NONE
    } else {
        words
    }
}

/// Returns the mark before a row: a difference shows without colour too.
fn mark(row: &ContrastRow) -> (&'static str, Role) {
    if row.differs() {
        ("* ", Role::Note)
    } else {
        ("  ", Role::Label)
    }
}

fn stacked(rows: &[ContrastRow], flow: &mut Flow<'_>) {
    for row in rows {
        let (mark, role) = mark(row);
        if !row.differs() {
            let head = vec![(format!("{mark}{} ", row.label), role)];
            flow.hanging(head, Role::Text, or_none(&row.first));
            continue;
        }
        flow.item(mark, role, &row.label);
        both(row, flow);
    }
}

/// Writes what a thing is in 甲, and under it what it is in 乙.
fn both(row: &ContrastRow, flow: &mut Flow<'_>) {
    for (who, words) in [(strings::FIRST, &row.first), (strings::SECOND, &row.second)] {
        let head = vec![(format!("  {who} "), Role::Label)];
        flow.hanging(head, Role::Value, or_none(words));
    }
}

fn side_by_side(rows: &[ContrastRow], width: usize, flow: &mut Flow<'_>) {
    let label = rows.iter().map(|row| text::width(&row.label)).max();
    let label = label.unwrap_or(0).min(width / 3) + 3;
    let column = (width - label) / 2;
    let styles = [Role::Label, Role::Value].map(|role| flow.style(role));
    let line = |cells: [&str; 3], styles: [ratatui::style::Style; 2]| {
        Line::from(vec![
            Span::styled(text::pad(cells[0], label), styles[0]),
            Span::styled(text::pad(cells[1], column), styles[1]),
            Span::styled(text::pad(cells[2], column), styles[1]),
        ])
    };
    flow.line(line(["", strings::FIRST, strings::SECOND], [styles[0]; 2]));
    for row in rows {
        let (mark, role) = mark(row);
        let value = if row.differs() {
            Role::Value
        } else {
            Role::Text
        };
        let styles = [role, value].map(|role| flow.style(role));
        let name = format!("{mark}{}", row.label);
        let room = column.saturating_sub(1).max(2);
        let first = text::wrap(or_none(&row.first), room);
        let second = text::wrap(or_none(&row.second), room);
        for at in 0..first.len().max(second.len()) {
            let name = if at == 0 { name.as_str() } else { "" };
            let cell = |lines: &[&str]| text::single_line(lines.get(at).copied().unwrap_or(""));
            flow.line(line([name, &cell(&first), &cell(&second)], styles));
        }
    }
}
