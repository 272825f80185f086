//! One item: what the document prints, and what was read of it. Both tell where each row stands.

use ratatui::text::Line;

use crate::tui::model::packs::{ItemView, Look, RowPlace, RowView};
use crate::tui::strings;
use crate::tui::theme::{Role, Theme};
use crate::tui::view::decisions::labelled_lines;
use crate::tui::widget::flow::Flow;

/// Lines, and from which line to before which line each row stands.
pub(super) type Rows = (Vec<Line<'static>>, Vec<(usize, usize)>);

/// Returns what the document prints.
pub(super) fn source(item: &ItemView, selected: usize, theme: &Theme, width: u16) -> Rows {
    let mut flow = Flow::new(theme, width);
    flow.paragraph(Role::Heading, &strings::printed(item.place.as_deref()));
    flow.paragraph(Role::Text, &item.title);
    if let Some(text) = &item.text {
        flow.gap();
        paragraphs(text, &mut flow);
    }
    for cite in &item.cites {
        flow.labelled(strings::PRINTED_BASIS, Role::Statute, cite);
    }
    let has_wording =
        |row: &RowView| row.printed_condition.is_some() || row.printed_standard.is_some();
    if item.text.is_none() && !item.rows.iter().any(has_wording) {
        flow.gap();
        flow.paragraph(Role::Hint, strings::NO_WORDING);
    }
    let mut rows = Vec::new();
    for (at, row) in item.rows.iter().enumerate() {
        flow.gap();
        let start = flow.len();
        head(row, at == selected, &mut flow);
        if let Some(condition) = &row.printed_condition {
            flow.labelled(&format!("  {}", strings::CONDITION), Role::Text, condition);
        }
        if let Some(standard) = &row.printed_standard {
            flow.labelled(&format!("  {}", strings::STANDARD), Role::Text, standard);
        }
        if !row.source.is_empty() {
            flow.item("  ", Role::Hint, &row.source);
        }
        rows.push((start, flow.len()));
    }
    (flow.finish(), rows)
}

/// Returns what was read.
pub(super) fn read(item: &ItemView, selected: Option<usize>, theme: &Theme, width: u16) -> Rows {
    let mut flow = Flow::new(theme, width);
    let role = match item.look {
        Look::Broken | Look::Doubtful => Role::Warning,
        Look::Marked | Look::Fresh => Role::Note,
        Look::Accepted | Look::Corrected => Role::Good,
        Look::Given => Role::Hint,
    };
    if item.look != Look::Given {
        let mark = format!("[{}] ", strings::look(item.look));
        flow.item(&mark, role, strings::look_meaning(item.look));
    }
    for doubt in &item.doubts {
        flow.item("! ", Role::Warning, doubt);
    }
    if let Some(note) = &item.note {
        flow.labelled(strings::REMARK, Role::Note, note);
    }
    labelled_lines(&item.lines, &mut flow);
    if item.rows.is_empty() {
        flow.gap();
        flow.paragraph(Role::Hint, strings::NO_ROWS);
    }
    let mut rows = Vec::new();
    for (at, row) in item.rows.iter().enumerate() {
        flow.gap();
        let start = flow.len();
        head(row, selected == Some(at), &mut flow);
        flow.labelled(
            &format!("  {}", strings::CONDITION),
            Role::Benchmark,
            &row.condition,
        );
        for (who, amount) in &row.amounts {
            flow.labelled(&format!("  {who}"), Role::Value, amount);
        }
        for penalty in &row.penalties {
            flow.item("  ", Role::Text, penalty);
        }
        for doubt in &row.doubts {
            flow.item("  ! ", Role::Warning, doubt);
        }
        if let Some(note) = &row.note {
            flow.item("  ", Role::Hint, note);
        }
        rows.push((start, flow.len()));
    }
    (flow.finish(), rows)
}

fn head(row: &RowView, is_selected: bool, flow: &mut Flow<'_>) {
    let (mark, role) = if is_selected {
        ("> ", Role::Focus)
    } else {
        ("  ", Role::Heading)
    };
    let words = match row.place {
        RowPlace::Tier(_) => row.label.clone(),
        RowPlace::Missing(_) => strings::not_read(&row.label),
    };
    flow.item(mark, role, &words);
}

fn paragraphs(text: &str, flow: &mut Flow<'_>) {
    for line in text.lines() {
        flow.paragraph(Role::Text, line);
    }
}
