//! 基准库: the documents, the items of one, one item as printed beside what was read.

mod item;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::keymap::Keymap;
use crate::tui::layout::{ReviewAreas, Split};
use crate::tui::model::Model;
use crate::tui::model::packs::{ItemRow, Level, Look, PackRow, PacksPane, PacksState};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::decisions::labelled_lines;
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::paint;
use crate::tui::widget::panel;
use crate::tui::widget::table::{self, Column};
use crate::tui::{layout, strings, text};

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.packs;
    if state.level == Level::Review {
        return review(model, keymap, theme, body, frame);
    }
    let areas = layout::list_and_detail(body, model.stage.split);
    let (role, words) = bar(state);
    let words = text::truncate(&words, usize::from(areas.top.width));
    paint::line(&Line::styled(words, theme.style(role)), areas.top, frame);
    match (state.level, state.rows.as_deref()) {
        (Level::Packs, None) => hint(strings::LOADING, theme, areas.list, frame),
        (Level::Packs, Some([])) => {
            let words = keys::spelled(strings::PACKS_EMPTY, model, keymap);
            hint(&words, theme, areas.list, frame);
        }
        (Level::Packs, Some(rows)) => packs(state, rows, theme, areas.list, frame),
        (Level::Items | Level::Review, _) if state.items.rows.is_empty() => {
            let words = if state.items.pack.is_empty() {
                strings::LOADING
            } else {
                strings::ITEMS_EMPTY
            };
            let words = keys::spelled(words, model, keymap);
            hint(&words, theme, areas.list, frame);
        }
        (Level::Items | Level::Review, _) => items(state, theme, areas.list, frame),
    }
    let title = match state.level {
        Level::Packs => state.selected().map_or("", |row| row.short.as_str()),
        Level::Items | Level::Review => state.item.as_ref().map_or("", |i| i.title.as_str()),
    };
    let has_focus = state.pane == PacksPane::Detail;
    panel::rule(title, has_focus, theme, areas.rule, frame);
    let lines = scrolled(state, theme, areas.detail.width);
    flow::render(lines, state.scroll, theme, areas.detail, frame);
}

fn hint(words: &str, theme: &Theme, area: Rect, frame: &mut Frame) {
    let mut flow = Flow::new(theme, area.width);
    flow.paragraph(Role::Hint, words);
    flow::render(flow.finish(), 0, theme, area, frame);
}

/// Returns the line on top: how much there is, and how much to check.
fn bar(state: &PacksState) -> (Role, String) {
    match state.level {
        Level::Packs => {
            let rows = state.rows.as_deref().unwrap_or_default();
            let open = rows.iter().filter_map(|row| row.open).map(|(o, _)| o).sum();
            (Role::Hint, strings::packs_bar(rows.len(), open))
        }
        Level::Items | Level::Review => {
            let items = &state.items;
            if items.pack.is_empty() {
                return (Role::Hint, String::new());
            }
            if let Some(why) = &items.read_only {
                return (Role::Note, strings::read_only(&items.name, why));
            }
            let open = items.count(Look::is_open);
            let fresh = items.count(|look| look == Look::Fresh);
            let marked = items.count(|look| look == Look::Marked);
            let words = strings::review_bar(&items.name, items.rows.len(), open, fresh, marked);
            (if open > 0 { Role::Warning } else { Role::Good }, words)
        }
    }
}

fn column(title: &str, is_figure: bool, least: usize, is_flexible: bool, goes: u8) -> Column {
    Column {
        title: title.to_owned(),
        is_figure,
        least,
        is_flexible,
        goes,
    }
}

fn packs(state: &PacksState, rows: &[PackRow], theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = columns();
    let cells = |at: usize| rows.get(at).map(cells);
    let has_focus = state.pane == PacksPane::List;
    table::render(
        &columns,
        state.selection,
        has_focus,
        cells,
        theme,
        area,
        frame,
    );
}

/// Returns the columns of the table.
pub(super) fn columns() -> [Column; 10] {
    let [
        short,
        id,
        scope,
        dates,
        items,
        with,
        tiers,
        open,
        found,
        source,
    ] = strings::PACK_COLUMNS;
    [
        column(short, false, 12, true, 0),
        column(id, false, 8, false, 4),
        column(scope, false, 4, false, 3),
        column(dates, false, 10, false, 5),
        column(items, true, 4, false, 1),
        column(with, true, 4, false, 6),
        column(tiers, true, 4, false, 2),
        column(open, true, 6, false, 0),
        column(found, true, 4, false, 0),
        column(source, false, 6, false, 1),
    ]
}

/// Returns the cells of a document.
pub(super) fn cells(row: &PackRow) -> Vec<String> {
    let short = if row.is_demo {
        strings::demo(&row.short)
    } else {
        row.short.clone()
    };
    vec![
        short,
        row.id.clone(),
        row.scope.clone(),
        row.dates.clone(),
        row.items.to_string(),
        row.with_tiers.to_string(),
        row.tiers.to_string(),
        strings::open(row.open),
        strings::some(row.findings.len()),
        row.source.clone(),
    ]
}

fn items(state: &PacksState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = item_columns();
    let cells = |at: usize| Some(item_cells(state.items.rows.get(at)?));
    let has_focus = state.pane == PacksPane::List;
    table::render(
        &columns,
        state.item_selection,
        has_focus,
        cells,
        theme,
        area,
        frame,
    );
}

/// Returns the columns of the table.
pub(super) fn item_columns() -> [Column; 5] {
    let [no, look, title, offence, tiers] = strings::ITEM_COLUMNS;
    [
        column(no, true, 4, false, 0),
        column(look, false, 8, false, 0),
        column(title, false, 16, true, 0),
        column(offence, false, 12, false, 2),
        column(tiers, true, 4, false, 1),
    ]
}

/// Returns the cells of an item.
pub(super) fn item_cells(row: &ItemRow) -> Vec<String> {
    let offence = if row.offence.is_empty() {
        strings::NOT_LINKED.to_owned()
    } else {
        row.offence.clone()
    };
    vec![
        row.no.clone(),
        strings::look(row.look).to_owned(),
        row.title.clone(),
        offence,
        strings::tiers(row.tiers.0, row.tiers.1),
    ]
}

fn review(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.packs;
    let areas = layout::review(body, state.pane);
    let (role, words) = bar(state);
    let words = text::truncate(&words, usize::from(areas.head.width));
    paint::line(&Line::styled(words, theme.style(role)), areas.head, frame);
    let is_narrow = areas.source.width == 0 || areas.read.width == 0;
    let title = match (is_narrow, state.pane) {
        (false, _) => "",
        (true, PacksPane::List) => strings::READ_SHOWN,
        (true, PacksPane::Detail) => strings::SOURCE_SHOWN,
    };
    let has_focus = state.pane == PacksPane::Detail;
    let title = keys::spelled(title, model, keymap);
    panel::rule(&title, has_focus && !is_narrow, theme, areas.rule, frame);
    let Some(item) = &state.item else {
        let words = keys::spelled(strings::ITEMS_EMPTY, model, keymap);
        return hint(&words, theme, areas.read, frame);
    };
    let row = state.row_selection.at();
    if areas.source.width > 0 {
        let (lines, _) = item::source(item, row, theme, areas.source.width);
        flow::render(lines, state.source_scroll, theme, areas.source, frame);
    }
    if areas.read.width > 0 {
        let (lines, _) = item::read(item, Some(row), theme, areas.read.width);
        flow::render(lines, state.scroll, theme, areas.read, frame);
    }
}

/// Says whether the scroll keys move the source.
pub(super) fn scrolls_source(state: &PacksState) -> bool {
    state.level == Level::Review && state.pane == PacksPane::Detail
}

/// Returns the text that the scroll keys move.
pub(super) fn scrolled(state: &PacksState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let item = state.item.as_ref();
    let row = state.row_selection.at();
    match state.level {
        Level::Packs => state.selected().map(|row| pack(row, theme, width)),
        Level::Items => item.map(|item| item::read(item, None, theme, width).0),
        Level::Review if scrolls_source(state) => {
            item.map(|item| item::source(item, row, theme, width).0)
        }
        Level::Review => item.map(|item| item::read(item, Some(row), theme, width).0),
    }
    .unwrap_or_default()
}

/// Returns where that text stands.
pub(super) fn scrolled_area(state: &PacksState, body: Rect, split: Split) -> Rect {
    if state.level != Level::Review {
        return layout::list_and_detail(body, split).detail;
    }
    let areas = layout::review(body, state.pane);
    if scrolls_source(state) {
        areas.source
    } else {
        areas.read
    }
}

/// Returns how far to scroll both sides so that a row of the item shows.
pub(super) fn rows_in_view(state: &PacksState, body: Rect, row: usize) -> (usize, usize) {
    let Some(item) = &state.item else {
        return (0, 0);
    };
    let theme = Theme::plain();
    let ReviewAreas { source, read, .. } = layout::review(body, state.pane);
    let (_, read_rows) = item::read(item, Some(row), &theme, read.width);
    let (_, source_rows) = item::source(item, row, &theme, source.width);
    (
        in_view(state.scroll, read_rows.get(row), read.height),
        in_view(state.source_scroll, source_rows.get(row), source.height),
    )
}

/// Returns the scroll nearest to `scroll` that shows the lines of a row, its first line at all events.
fn in_view(scroll: usize, row: Option<&(usize, usize)>, height: u16) -> usize {
    let Some((start, end)) = row else {
        return scroll;
    };
    // The last line says how much is left.
    let room = usize::from(height).saturating_sub(1).max(1);
    scroll.max(end.saturating_sub(room)).min(*start)
}

/// Returns what is known of a document.
fn pack(row: &PackRow, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    if row.is_demo {
        flow.paragraph(Role::Demo, strings::DEMO_WARNING);
    }
    labelled_lines(&row.lines, &mut flow);
    if !row.findings.is_empty() {
        flow.gap();
        flow.item("! ", Role::Warning, &strings::findings(row.findings.len()));
    }
    flow.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_into_view_with_as_little_scrolling_as_possible() {
        for (scroll, row, wanted) in [
            (0, (3, 6), 0),
            (0, (8, 12), 3),
            (9, (3, 6), 3),
            (0, (5, 40), 5),
            (5, (6, 9), 5),
        ] {
            assert_eq!(in_view(scroll, Some(&row), 10), wanted, "{scroll} {row:?}");
        }
    }
}
