//! 决定库: filter box, table, detail.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::report::table::{self as table_of, money};
use crate::tui::keymap::Keymap;
use crate::tui::model::decisions::{DecisionRow, DecisionsPane, DecisionsState};
use crate::tui::model::{Model, veil};
use crate::tui::theme::{Role, Theme};
use crate::tui::update::stage::Hit;
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::paint;
use crate::tui::widget::panel;
use crate::tui::widget::table::{self, Column};
use crate::tui::{layout, strings, text};

pub(super) mod overlays;

/// Lines that say what of the filter was not understood, at most.
const DOUBTS: usize = 3;
/// The width from which a column is widened that is not on screen.
const UNSEEN: usize = 12;

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.decisions;
    let areas = layout::list_and_detail(body, model.stage.split);
    filter_box(model, theme, areas.top, frame);
    let list = above(model, keymap, theme, areas.list, frame);
    if state.rows.total == 0 {
        let (role, words) = why_empty(state);
        let mut flow = Flow::new(theme, list.width);
        flow.paragraph(role, &keys::spelled(words, model, keymap));
        if state.trouble.is_some() {
            let words = keys::spelled(strings::READ_AGAIN, model, keymap);
            flow.paragraph(Role::Hint, &words);
        }
        flow::render(flow.finish(), 0, theme, list, frame);
    } else {
        rows(state, theme, list, frame);
    }
    let title = state
        .detail
        .as_ref()
        .map_or("", |detail| detail.case_no.as_str());
    panel::rule(
        title,
        state.pane == DecisionsPane::Detail,
        theme,
        areas.rule,
        frame,
    );
    let lines = detail(state, theme, areas.detail.width);
    flow::render(lines, state.scroll, theme, areas.detail, frame);
}

/// Says why there is no row to show, and what to do.
pub(super) fn why_empty(state: &DecisionsState) -> (Role, &str) {
    match (&state.trouble, state.stored) {
        (Some(trouble), _) => (Role::Error, trouble.as_str()),
        (None, None) => (Role::Hint, strings::LOADING),
        (None, Some(0)) => (Role::Hint, strings::DECISIONS_EMPTY),
        (None, Some(_)) => (Role::Hint, strings::FILTER_NOTHING),
    }
}

fn filter_box(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame) {
    let state = &model.decisions;
    let count = strings::decisions_count(state.rows.total, state.stored.unwrap_or(0));
    let right = match (state.marks.is_empty(), state.marks.sum()) {
        (true, _) => count,
        (false, Some(sum)) => strings::marked(sum.count, &money(sum.fen), sum.unknown),
        (false, None) => strings::MARKED_ALL.to_owned(),
    };
    let role = if state.marks.is_empty() {
        Role::Hint
    } else {
        Role::Value
    };
    let has_focus = state.pane == DecisionsPane::Filter && model.overlay.is_none();
    panel::search_row(
        (strings::FILTER, Line::styled(right, theme.style(role))),
        &state.filter,
        has_focus,
        strings::FILTER_PLACEHOLDER,
        theme,
        area,
        frame,
    );
}

/// Draws what the filter may go on with and what of it was not understood, and returns what is left of the area.
fn above(model: &Model, keymap: &Keymap, theme: &Theme, area: Rect, frame: &mut Frame) -> Rect {
    let state = &model.decisions;
    let (line, rest) = divided(area, completion_lines(state));
    let words: Vec<&str> = state
        .completions()
        .iter()
        .map(|c| c.word.as_str())
        .collect();
    let words = keys::spelled(&strings::completions(&words), model, keymap);
    let words = text::truncate(&words, usize::from(line.width));
    paint::line(&Line::styled(words, theme.style(Role::Hint)), line, frame);
    let (lines, height) = doubt_lines(state, theme, area.width);
    let (above, rest) = divided(rest, height);
    flow::render(lines, 0, theme, above, frame);
    rest
}

/// How many lines say what the filter may go on with.
fn completion_lines(state: &DecisionsState) -> u16 {
    u16::from(!state.completions().is_empty())
}

/// The lines that say so, and how many of them are shown.
fn doubt_lines(state: &DecisionsState, theme: &Theme, width: u16) -> (Vec<Line<'static>>, u16) {
    let mut flow = Flow::new(theme, width);
    if !state.filter.is_empty() {
        for doubt in &state.doubts {
            flow.item(strings::DOUBT, Role::Warning, doubt);
        }
    }
    let lines = flow.finish();
    let height = u16::try_from(lines.len().min(DOUBTS)).unwrap_or(0);
    (lines, height)
}

fn divided(area: Rect, above: u16) -> (Rect, Rect) {
    let [above, rest] =
        Layout::vertical([Constraint::Length(above), Constraint::Fill(1)]).areas(area);
    (above, rest)
}

/// The table as it fits: its columns, their widths, the rows on screen and the first of them.
struct Fitted {
    columns: Vec<Column>,
    widths: Vec<Option<usize>>,
    rows: Vec<Vec<String>>,
    first: usize,
}

fn fitted(state: &DecisionsState, is_airy: bool, area: Rect) -> Fitted {
    let columns: Vec<Column> = state
        .columns
        .shown
        .iter()
        .map(|shown| {
            let (least, is_flexible) = match shown.width {
                Some(width) => (width, false),
                None => least(shown.column),
            };
            Column {
                title: heading(state, shown.column),
                is_figure: shown.column.is_figure(),
                least,
                is_flexible,
                goes: 0,
            }
        })
        .collect();
    let height = layout::table_rows(area.height, is_airy);
    let first = state.selection.first_visible(height);
    let last = state.selection.total().min(first + height);
    let row = |at: usize| state.rows.get(at).map(|row| cells(state, row));
    let rows: Vec<Vec<String>> = (first..last)
        .map(|at| row(at).unwrap_or_default())
        .collect();
    let mut natural = table::natural(&columns, &rows);
    for (natural, shown) in natural.iter_mut().zip(&state.columns.shown) {
        *natural = shown.width.unwrap_or(*natural);
    }
    let widths = table::widths_moved(
        &columns,
        &natural,
        usize::from(area.width),
        state.columns.frozen,
        state.moved,
    );
    Fitted {
        columns,
        widths,
        rows,
        first,
    }
}

fn rows(state: &DecisionsState, theme: &Theme, area: Rect, frame: &mut Frame) {
    if area.is_empty() {
        return;
    }
    let fitted = fitted(state, theme.is_airy, area);
    table::paint(
        &fitted.columns,
        &fitted.widths,
        &fitted.rows,
        (fitted.first, state.selection),
        state.pane != DecisionsPane::Detail,
        theme,
        area,
        frame,
    );
    let (left, right) = hidden(state, &fitted);
    let words = strings::out_of_sight(left, right);
    let width = u16::try_from(text::width(&words))
        .unwrap_or(0)
        .min(area.width);
    let place = Rect {
        x: area.right() - width,
        width,
        height: 1,
        ..area
    };
    paint::line(&Line::styled(words, theme.style(Role::Key)), place, frame);
}

/// How many columns lie out of sight on the left and on the right.
fn hidden(state: &DecisionsState, fitted: &Fitted) -> (usize, usize) {
    let left = state
        .moved
        .min(fitted.widths.len().saturating_sub(state.columns.frozen));
    let unseen = fitted.widths.iter().filter(|width| width.is_none()).count();
    (left, unseen.saturating_sub(left))
}

/// Returns where the table stands: below what was not understood of the filter.
pub(super) fn table_area(model: &Model) -> Rect {
    let list = super::list_areas(model).list;
    let doubts = doubt_lines(&model.decisions, &Theme::plain(), list.width).1;
    divided(list, completion_lines(&model.decisions) + doubts).1
}

fn on_screen(model: &Model) -> Fitted {
    let area = table_area(model);
    fitted(&model.decisions, model.stage.is_projected, area)
}

/// Returns how many columns lie out of sight on the right.
pub(super) fn to_the_right(model: &Model) -> usize {
    hidden(&model.decisions, &on_screen(model)).1
}

/// The model as it is drawn: before a room without names, which are not as wide.
fn seen(model: &Model) -> Cow<'_, Model> {
    if model.stage.is_projected {
        Cow::Owned(veil::veiled(model))
    } else {
        Cow::Borrowed(model)
    }
}

/// Returns the column whose heading or right edge stands at a place of the heading.
pub(super) fn heading_at(model: &Model, x: u16) -> Option<Hit> {
    let model = &*seen(model);
    let state = &model.decisions;
    if state.rows.total == 0 {
        return None;
    }
    let mut left = table_area(model).x;
    for (shown, width) in state.columns.shown.iter().zip(on_screen(model).widths) {
        let Some(width) = width else {
            continue;
        };
        let end = left.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
        if x < end {
            return Some(Hit::Heading(shown.column));
        }
        if x == end {
            return Some(Hit::Edge(shown.column, left));
        }
        left = end + 1;
    }
    None
}

/// Returns the columns on screen before this one that give way to others, with their widths.
pub(super) fn yielding_before(
    model: &Model,
    column: table_of::Column,
) -> Vec<(table_of::Column, usize)> {
    let model = &*seen(model);
    let fitted = on_screen(model);
    let shown = model.decisions.columns.shown.iter().zip(&fitted.columns);
    shown
        .zip(&fitted.widths)
        .take_while(|((shown, _), _)| shown.column != column)
        .filter(|((_, drawn), _)| drawn.is_flexible)
        .filter_map(|((shown, _), width)| Some((shown.column, (*width)?)))
        .collect()
}

/// Returns how wide a column is on screen; a usual width for one that is not seen.
pub(super) fn column_width(model: &Model, column: table_of::Column) -> usize {
    let fitted = on_screen(model);
    let at = model
        .decisions
        .columns
        .shown
        .iter()
        .position(|s| s.column == column);
    let width = at.and_then(|at| fitted.widths.get(at).copied().flatten());
    width.unwrap_or(UNSEEN)
}

/// The least width in which a column is of use, and whether it takes more when there is room.
fn least(column: table_of::Column) -> (usize, bool) {
    use table_of::Column;
    match column {
        Column::Decided
        | Column::Acted
        | Column::Fine
        | Column::Gain
        | Column::Goods
        | Column::Income => (10, false),
        Column::Subject | Column::Domain | Column::Region | Column::Tier => (8, false),
        Column::Remark => (4, false),
        Column::Offence | Column::Authority | Column::CaseNo | Column::Party => (16, true),
        Column::Stage => (12, true),
        Column::Circumstances | Column::Basis | Column::Others => (20, true),
    }
}

/// Returns the cells of a row, in the columns shown; the first says whether the row is marked.
pub(super) fn cells(state: &DecisionsState, row: &DecisionRow) -> Vec<String> {
    let mut cells: Vec<String> = state
        .columns
        .shown
        .iter()
        .map(|shown| cell(row, shown.column).to_owned())
        .collect();
    if let (false, Some(cell)) = (state.marks.is_empty(), cells.first_mut()) {
        let mark = if state.marks.has(row.key) {
            strings::MARKED
        } else {
            strings::NOT_MARKED
        };
        cell.insert_str(0, mark);
    }
    cells
}

/// Returns what stands in a column.
fn cell(row: &DecisionRow, column: table_of::Column) -> &str {
    use table_of::Column;
    match column {
        Column::Decided => &row.decided_on,
        Column::Offence => &row.offence,
        Column::Subject => &row.subject,
        Column::Fine => &row.fine,
        Column::Remark => strings::remark(row.is_demo),
        Column::Authority => &row.authority,
        Column::CaseNo => &row.case_no,
        Column::Party => &row.party,
        Column::Domain => &row.domain,
        Column::Stage => &row.stage,
        Column::Circumstances => &row.circumstances,
        Column::Basis => &row.basis,
        Column::Tier => &row.tier,
        Column::Region => &row.region,
        Column::Acted => &row.acted_on,
        Column::Others => &row.others,
        Column::Gain => &row.gain,
        Column::Goods => &row.goods,
        Column::Income => &row.income,
    }
}

/// Returns a heading with the mark of the column sorted by.
fn heading(state: &DecisionsState, column: table_of::Column) -> String {
    let title = column.label();
    if column != state.sort.column() {
        return title.to_owned();
    }
    let mark = if state.listing(0).is_descending {
        'v'
    } else {
        '^'
    };
    format!("{title}{mark}")
}

/// Returns the text of the detail.
pub(super) fn detail(state: &DecisionsState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    if let Some(detail) = &state.detail {
        if detail.is_demo {
            flow.paragraph(Role::Demo, strings::DEMO_WARNING);
        }
        labelled_lines(&detail.lines, &mut flow);
    }
    flow.finish()
}

/// Adds lines of label and value, the values aligned.
pub(super) fn labelled_lines(lines: &[(String, String)], flow: &mut Flow<'_>) {
    let widest = lines.iter().map(|(label, _)| text::width(label)).max();
    for (label, value) in lines {
        let label = text::pad(label, widest.unwrap_or(0));
        flow.labelled(&label, Role::Text, value);
    }
}
