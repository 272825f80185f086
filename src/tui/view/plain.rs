//! What the screen shows as lines of text, one thing a line, for screen readers and pipes.
//!
//! No columns, no drawings: a row names its cells, a detail is not wrapped. Windows that lie over the screen are
//! read from what is drawn of them, so that none can be forgotten.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::keymap::Keymap;
use crate::tui::model::assess::{Field, FieldKind, FieldValue};
use crate::tui::model::packs::Level;
use crate::tui::model::{Model, Screen, Selection};
use crate::tui::theme::Theme;
use crate::tui::view::keys::spelled;
use crate::tui::view::{
    assess, bureaus, decisions, hints, lists, lookup, outliers, overlay, packs,
};
use crate::tui::{layout, strings, text};

/// Rows read at a time.
const ROWS: usize = 20;
/// Columns no line of a detail reaches.
const ENDLESS: u16 = 4_000;

/// Returns what there is to read: where one is, what lies over it or else the rows and the detail, what can be done.
pub(crate) fn lines(model: &Model, keymap: &Keymap) -> Vec<String> {
    let mut out = vec![strings::plain_screen(model.screen)];
    if model.overlay.is_some() {
        out.extend(over(model, keymap));
    } else {
        out.extend(rows(model));
        let detail = detail(model);
        if !detail.is_empty() {
            out.push(strings::PLAIN_DETAIL.to_owned());
        }
        out.extend(detail);
    }
    if let Some(notice) = &model.notice {
        let mark = strings::severity_mark(notice.severity);
        out.push(format!("{mark} {}", notice.text));
    }
    let keys = hints(model, keymap);
    let keys: Vec<String> = keys
        .iter()
        .map(|h| format!("{} {}", h.key, h.label))
        .collect();
    out.push(strings::plain_keys(&keys));
    out.iter()
        .map(|line| text::single_line(&spelled(line, model, keymap)))
        .collect()
}

/// Returns how the dialogue works.
pub(crate) fn help(model: &Model, keymap: &Keymap) -> Vec<String> {
    let lines = strings::PLAIN_HELP.iter();
    lines.map(|line| spelled(line, model, keymap)).collect()
}

/// The window that lies over the screen, line by line, without its border.
fn over(model: &Model, keymap: &Keymap) -> Vec<String> {
    let size = model.size;
    let theme = Theme::linear();
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.width, size.height));
    let Ok(_) = terminal.draw(|frame| overlay::draw(model, keymap, &theme, frame));
    let Some(over) = &model.overlay else {
        return Vec::new();
    };
    let area = overlay::area(over, model, keymap, Rect::from(size));
    let inside = layout::inside(area);
    let mut part = ratatui::buffer::Buffer::empty(Rect::new(0, 0, inside.width, inside.height));
    for y in 0..inside.height {
        for x in 0..inside.width {
            let from = (inside.x + x, inside.y + y);
            part[(x, y)] = terminal.backend().buffer()[from].clone();
        }
    }
    let drawn = text::of_buffer(&part);
    let lines = drawn.lines().filter(|line| !line.trim().is_empty());
    std::iter::once(overlay::title(over).to_owned())
        .chain(lines.map(str::to_owned))
        .collect()
}

/// Some rows around the selected one, numbered from 1, each cell with its name.
fn numbered(
    selection: Selection,
    names: &[&str],
    cells: impl Fn(usize) -> Option<Vec<String>>,
) -> Vec<String> {
    let first = selection.first_visible(ROWS);
    let end = selection.total().min(first + ROWS);
    let mut out = vec![strings::plain_rows(first, end, selection.total())];
    out.extend((first..end).filter_map(|at| {
        let cells = cells(at)?;
        let filled = names
            .iter()
            .zip(&cells)
            .filter(|(_, cell)| !cell.is_empty());
        let filled: Vec<String> = filled
            .map(|(name, cell)| format!("{name} {cell}"))
            .collect();
        let mark = if at == selection.at() { ">" } else { " " };
        Some(format!(
            "{mark}#{} {}",
            at + 1,
            filled.join(strings::CLAUSE_COMMA)
        ))
    }));
    out
}

fn rows(model: &Model) -> Vec<String> {
    match model.screen {
        Screen::Lookup => {
            let state = &model.lookup;
            if state.rows.is_empty() {
                return vec![strings::LOOKUP_NOTHING.to_owned()];
            }
            let cells = |at: usize| state.rows.get(at).map(|row| lookup::cells(row));
            numbered(state.selection, &strings::LOOKUP_COLUMNS, cells)
        }
        Screen::Assess if model.assess.offence.is_empty() => vec![strings::ASSESS_EMPTY.to_owned()],
        Screen::Assess => form(model),
        Screen::Decisions => {
            let state = &model.decisions;
            let doubts = state.doubts.iter();
            let mut out: Vec<String> = doubts
                .map(|doubt| format!("{}{doubt}", strings::DOUBT))
                .collect();
            if !state.completions().is_empty() {
                let words = state.completions().iter();
                let words: Vec<&str> = words.map(|c| c.word.as_str()).collect();
                out.push(strings::completions(&words));
            }
            if state.rows.total == 0 {
                out.push(decisions::why_empty(state).1.to_owned());
                out.extend(state.trouble.iter().map(|_| strings::READ_AGAIN.to_owned()));
                return out;
            }
            let names: Vec<&str> = state.columns.list().iter().map(|c| c.label()).collect();
            let cells = |at: usize| Some(decisions::cells(state, state.rows.get(at)?));
            out.extend(numbered(state.selection, &names, cells));
            out
        }
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            let state = &model.outliers.bureaus;
            let view = state.view.as_ref();
            let cells = |at: usize| {
                view?
                    .rows
                    .get(at)
                    .map(|row| bureaus::cells(row, String::new()))
            };
            numbered(state.selection, &strings::BUREAU_COLUMNS, cells)
        }
        Screen::Outliers => {
            let state = &model.outliers;
            if let Some(trouble) = &state.trouble {
                return vec![trouble.clone(), strings::COMPARE_AGAIN.to_owned()];
            }
            let cells = |at: usize| state.rows.get(at).map(outliers::cells);
            numbered(state.selection, &strings::OUTLIER_COLUMNS, cells)
        }
        Screen::Lists => {
            let state = &model.lists;
            let rows = state.rows.as_deref().unwrap_or_default();
            if rows.is_empty() {
                return vec![lists::why_empty(state).to_owned()];
            }
            let cells = |at: usize| rows.get(at).map(lists::cells);
            numbered(state.selection, &strings::LISTS_COLUMNS, cells)
        }
        Screen::Packs => {
            let state = &model.packs;
            match state.level {
                Level::Packs => {
                    let rows = state.rows.as_deref().unwrap_or_default();
                    let cells = |at: usize| rows.get(at).map(packs::cells);
                    numbered(state.selection, &strings::PACK_COLUMNS, cells)
                }
                Level::Items | Level::Review => {
                    let cells = |at: usize| state.items.rows.get(at).map(packs::item_cells);
                    numbered(state.item_selection, &strings::ITEM_COLUMNS, cells)
                }
            }
        }
    }
}

/// The fields shown, numbered, each with its value and what can be chosen.
fn form(model: &Model) -> Vec<String> {
    let state = &model.assess;
    let mut out = vec![format!("{} {}", state.title, state.cite)];
    let mut group = None;
    for (number, at) in (1..).zip(state.visible()) {
        let Some(field) = state.fields.get(at) else {
            continue;
        };
        let next = field.spec.id.group();
        if group.replace(next) != Some(next) {
            out.push(strings::group(next).to_owned());
        }
        let mark = if at == state.at { ">" } else { " " };
        let asked = match state.question_rank(&field.spec.id) {
            Some(0) => strings::PLAIN_ASK_FIRST,
            Some(_) => strings::PLAIN_ASK,
            None => "",
        };
        let value = value(field);
        out.push(format!(
            "{mark}#{number} {}：{value}{asked}",
            field.spec.label
        ));
    }
    out
}

fn value(field: &Field) -> String {
    match (&field.value, &field.spec.kind) {
        (FieldValue::Check(true), _) => strings::PLAIN_TICKED.to_owned(),
        (FieldValue::Check(false), _) => strings::PLAIN_NOT_TICKED.to_owned(),
        (FieldValue::Text(edit), _) if edit.is_empty() => strings::NOT_FILLED.to_owned(),
        (FieldValue::Text(edit), _) => edit.text().to_owned(),
        (FieldValue::Choice(at), FieldKind::Choice(choices)) => {
            let labels: Vec<&str> = choices.iter().map(|c| c.label.as_str()).collect();
            let chosen = at.and_then(|at| labels.get(at)).copied();
            strings::plain_choice(chosen.unwrap_or(strings::NOT_CHOSEN), &labels)
        }
        (FieldValue::Choice(_), FieldKind::Check | FieldKind::Text { .. }) => String::new(),
    }
}

/// Closes the gaps between what stands side by side on the screen.
fn closed_up(line: &str) -> String {
    let indent: String = line.chars().take_while(|c| *c == ' ').take(4).collect();
    let pieces = line.split("   ").map(str::trim).filter(|p| !p.is_empty());
    let pieces: Vec<&str> = pieces.collect();
    if pieces.is_empty() {
        return String::new();
    }
    format!("{indent}{}", pieces.join("  "))
}

fn detail(model: &Model) -> Vec<String> {
    let theme = Theme::linear();
    let lines: Vec<Line<'static>> = match model.screen {
        Screen::Lookup => lookup::detail(&model.lookup, &theme, ENDLESS),
        Screen::Assess => assess::told(&model.assess, &theme, ENDLESS).0,
        Screen::Decisions => decisions::detail(&model.decisions, &theme, ENDLESS),
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            bureaus::detail(&model.outliers.bureaus, &theme, ENDLESS)
        }
        Screen::Outliers => outliers::detail(&model.outliers, &theme, ENDLESS).0,
        Screen::Lists => lists::detail(&model.lists, &theme, ENDLESS),
        Screen::Packs => packs::scrolled(&model.packs, &theme, ENDLESS),
    };
    let lines = lines.iter().map(|line| closed_up(&line.to_string()));
    lines.filter(|line| !line.is_empty()).collect()
}
