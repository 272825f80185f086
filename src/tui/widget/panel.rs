//! Popups with a border, rules between panes, text fields.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::symbols::border;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders};

use crate::tui::line_edit::LineEdit;
use crate::tui::theme::{Lines, Role, Theme};
use crate::tui::widget::flow::row_of;
use crate::tui::widget::paint;
use crate::tui::{layout, popup, text};

/// A border of which no glyph is ambiguous in width.
const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Empties `area`, draws a border with a title, and returns what lies within.
pub fn popup(title: &str, theme: &Theme, area: Rect, frame: &mut Frame) -> Rect {
    popup::clear(frame, area);
    paint::style(theme.style(Role::Text), area, frame);
    let room = usize::from(area.width.saturating_sub(4));
    let title = text::truncate(title, room);
    let title = if title.is_empty() {
        title
    } else {
        format!(" {title} ")
    };
    let block = Block::new()
        .borders(Borders::ALL)
        .border_set(match theme.lines {
            Lines::Ascii | Lines::Linear => ASCII,
            Lines::Box => border::PLAIN,
        })
        .border_style(theme.style(Role::Focus))
        .title(Line::styled(title, theme.style(Role::Title)));
    frame.render_widget(block, area);
    layout::inside(area)
}

/// Draws the line between two panes, along the longer side of `area`, with a title if lying.
pub fn rule(title: &str, has_focus: bool, theme: &Theme, area: Rect, frame: &mut Frame) {
    let role = if has_focus { Role::Focus } else { Role::Border };
    if area.height > 1 {
        for row in 0..usize::from(area.height) {
            let line = match (row, has_focus) {
                (0, true) => Line::styled(">", theme.style(role)),
                _ => Line::styled("|", theme.style(role)),
            };
            paint::line(&line, row_of(area, row), frame);
        }
        return;
    }
    let mark = if has_focus { "> " } else { "- " };
    let words = if title.is_empty() {
        String::new()
    } else {
        format!("{mark}{title} ")
    };
    let words = text::truncate(&words, usize::from(area.width));
    let rest = usize::from(area.width).saturating_sub(text::width(&words));
    let line = Line::from(vec![
        Span::styled(words, theme.style(role)),
        Span::styled("-".repeat(rest), theme.style(Role::Border)),
    ]);
    paint::line(&line, area, frame);
}

/// Draws a row of a label, a text field, and words on the right such as how many were found.
pub fn search_row(
    (label, right): (&str, Line<'_>),
    edit: &LineEdit,
    has_focus: bool,
    placeholder: &str,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let columns = |words: usize| u16::try_from(words).unwrap_or(0);
    let [left, middle, _, end] = Layout::horizontal([
        Constraint::Length(columns(text::width(label)) + 1),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(columns(right.width())),
    ])
    .areas(area);
    paint::line(&Line::styled(label, theme.style(Role::Label)), left, frame);
    field(edit, has_focus, placeholder, theme, middle, frame);
    paint::line(&right, end, frame);
}

/// Draws a text field and, when focused, puts the real cursor into it.
///
/// Input methods open their window at the real cursor, so it is set on every draw.
pub fn field(
    edit: &LineEdit,
    has_focus: bool,
    placeholder: &str,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    if area.is_empty() {
        return;
    }
    let (shown, column) = edit.window(area.width);
    let columns = usize::from(area.width);
    let (words, role) = match (shown.is_empty(), has_focus) {
        (true, _) => (placeholder, Role::Hint),
        (false, true) => (shown, Role::FieldFocus),
        (false, false) => (shown, Role::Field),
    };
    let words = text::pad(words, columns);
    paint::line(&Line::styled(words, theme.style(role)), area, frame);
    if has_focus {
        frame.set_cursor_position(Position::new(area.x + column, area.y));
    }
}
