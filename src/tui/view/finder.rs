//! The command palette and the search over everything.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use crate::tui::action::{Action, Context};
use crate::tui::key::print_sequence;
use crate::tui::line_edit::LineEdit;
use crate::tui::model::finder::{Finder, FoundRow, Palette};
use crate::tui::model::overlay::Overlay;
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys::Keys;
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::{list, paint, panel};
use crate::tui::{strings, text};

/// Returns the size these windows want.
pub(super) fn wanted(size: Size) -> Size {
    Size::new(
        size.width.saturating_sub(4).min(100),
        size.height.saturating_sub(4).min(24),
    )
}

/// Draws the field on top and returns what is left for the rows.
fn field(edit: &LineEdit, placeholder: &str, theme: &Theme, area: Rect, frame: &mut Frame) -> Rect {
    panel::field(edit, true, placeholder, theme, row_of(area, 0), frame);
    Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(1),
        ..area
    }
}

fn hint(words: &str, role: Role, theme: &Theme, area: Rect, frame: &mut Frame) {
    let mut flow = Flow::new(theme, area.width);
    flow.paragraph(role, words);
    flow::render(flow.finish(), 0, theme, area, frame);
}

/// Returns the row of a list of these windows at a line of their inside.
pub(super) fn row_at(over: &Overlay, inside: Rect, line: u16) -> Option<usize> {
    let (selection, notes) = if let Overlay::Palette(palette) = over {
        (palette.selection, 0)
    } else if let Overlay::Finder(found) = over {
        (found.selection, u16::from(note(found).is_some()))
    } else {
        return None;
    };
    let height = inside.height.saturating_sub(1 + notes);
    let place = line.checked_sub(1).filter(|place| *place < height)?;
    let at = selection.first_visible(usize::from(height)) + usize::from(place);
    (at < selection.total()).then_some(at)
}

/// Returns what stands below the rows found.
fn note(found: &Finder) -> Option<(&str, Role)> {
    if found.query.text().trim().is_empty() {
        return None;
    }
    match (&found.trouble, &found.searching) {
        (Some(trouble), _) => Some((trouble.as_str(), Role::Error)),
        (None, Some(_)) => Some((strings::FINDER_SEARCHING, Role::Hint)),
        (None, None) => None,
    }
}

pub(super) fn palette(palette: &Palette, keys: Keys, theme: &Theme, area: Rect, frame: &mut Frame) {
    let placeholder = strings::PALETTE_PLACEHOLDER;
    let rest = field(&palette.query, placeholder, theme, area, frame);
    if palette.rows.is_empty() {
        let words = keys.spell(strings::PALETTE_NOTHING);
        return hint(&words, Role::Hint, theme, rest, frame);
    }
    let labels = palette.rows.iter().map(|(a, _)| text::width(a.label()));
    let label_width = labels.max().unwrap_or(0);
    let row = |at: usize| {
        let Some((action, is_offered)) = palette.rows.get(at).copied() else {
            return Line::default();
        };
        let key = key_of(keys, action);
        let columns = usize::from(rest.width);
        let key_width = text::width(&key);
        let room = columns.saturating_sub(label_width + key_width + 5);
        let (mark, role) = if is_offered {
            ("  ", Role::Value)
        } else {
            ("- ", Role::Hint)
        };
        Line::from(vec![
            Span::styled(mark, theme.style(role)),
            Span::styled(text::pad(action.label(), label_width), theme.style(role)),
            Span::styled(
                format!(" {} ", text::pad(action.help(), room)),
                theme.style(Role::Hint),
            ),
            Span::styled(key, theme.style(Role::Key)),
        ])
    };
    list::render(palette.selection, true, row, theme, rest, frame);
}

/// Returns the shortest key of an action where it works.
fn key_of(keys: Keys, action: Action) -> String {
    let here = keys.model.screen.context();
    let context = if action.belongs_to(here) {
        here
    } else {
        action
            .contexts()
            .first()
            .copied()
            .unwrap_or(Context::Global)
    };
    let sequences = keys.keymap.sequences(&[context], action);
    sequences
        .first()
        .map_or_else(String::new, |keys| print_sequence(keys))
}

pub(super) fn finder(found: &Finder, keys: Keys, theme: &Theme, area: Rect, frame: &mut Frame) {
    let placeholder = strings::FINDER_PLACEHOLDER;
    let mut rest = field(&found.query, placeholder, theme, area, frame);
    if found.query.text().trim().is_empty() {
        let words = keys.spell(strings::FINDER_EMPTY);
        return hint(&words, Role::Hint, theme, rest, frame);
    }
    let last = row_of(rest, usize::from(rest.height.saturating_sub(1)));
    let note = note(found);
    if let Some((words, role)) = note {
        let words = text::truncate(&text::single_line(words), usize::from(last.width));
        paint::line(&Line::styled(words, theme.style(role)), last, frame);
        rest.height = rest.height.saturating_sub(1);
    }
    if found.selection.total() == 0 {
        if note.is_none() {
            hint(strings::FINDER_NOTHING, Role::Hint, theme, rest, frame);
        }
        return;
    }
    let row = |at: usize| {
        let row = found.row(at);
        row.map_or_else(Line::default, |row| line(row, theme, rest.width))
    };
    list::render(found.selection, true, row, theme, rest, frame);
}

fn line(row: &FoundRow, theme: &Theme, width: u16) -> Line<'static> {
    let kind = strings::kind(row.kind);
    let room = usize::from(width).saturating_sub(text::width(kind) + 2);
    let title = format!("{} {}", row.title, row.party);
    let place_width = text::width(&row.place).min(room * 2 / 5);
    let title_width = room.saturating_sub(place_width + 1);
    Line::from(vec![
        Span::styled(format!("{kind}  "), theme.style(Role::Label)),
        Span::styled(
            text::pad(&text::single_line(&title), title_width),
            theme.style(Role::Text),
        ),
        Span::raw(" "),
        Span::styled(
            text::truncate(&text::single_line(&row.place), place_width),
            theme.style(Role::Hint),
        ),
    ])
}
