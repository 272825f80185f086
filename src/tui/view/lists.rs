//! 清单: search box, items, and one item with its conditions.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::model::lists::{ListRow, ListsPane, ListsState};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::decisions::labelled_lines;
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::panel;
use crate::tui::widget::table::{self, Column};
use crate::tui::{layout, strings};

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.lists;
    let areas = layout::list_and_detail(body, model.stage.split);
    search_box(model, theme, areas.top, frame);
    match state.rows.as_deref() {
        Some(rows) if !rows.is_empty() => items(state, rows, theme, areas.list, frame),
        _ => {
            let words = keys::spelled(why_empty(state), model, keymap);
            let mut flow = Flow::new(theme, areas.list.width);
            flow.paragraph(Role::Hint, &words);
            flow::render(flow.finish(), 0, theme, areas.list, frame);
        }
    }
    let title = state.detail.as_ref().map_or("", |d| d.title.as_str());
    let has_focus = state.pane == ListsPane::Detail;
    panel::rule(title, has_focus, theme, areas.rule, frame);
    let lines = detail(state, theme, areas.detail.width);
    flow::render(lines, state.scroll, theme, areas.detail, frame);
}

/// Says why there is no row to show, and what to do.
pub(super) fn why_empty(state: &ListsState) -> &'static str {
    match (&state.rows, state.documents) {
        (None, _) => strings::LOADING,
        (Some(_), 0) => strings::LISTS_EMPTY,
        (Some(_), _) => strings::LISTS_NOTHING,
    }
}

fn search_box(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame) {
    let state = &model.lists;
    let count = state.rows.as_deref().map_or(0, <[_]>::len);
    let right = strings::lists_count(state.grant, count, state.documents);
    let has_focus = state.pane == ListsPane::Search && model.overlay.is_none();
    panel::search_row(
        (
            strings::LISTS_SEARCH,
            Line::styled(right, theme.style(Role::Hint)),
        ),
        &state.query,
        has_focus,
        strings::LISTS_PLACEHOLDER,
        theme,
        area,
        frame,
    );
}

fn items(state: &ListsState, rows: &[ListRow], theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = columns();
    let cells = |at: usize| rows.get(at).map(cells);
    let has_focus = state.pane != ListsPane::Detail;
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
pub(super) fn columns() -> [Column; 5] {
    let column = |title: &str, least, is_flexible, goes| Column {
        title: title.to_owned(),
        is_figure: false,
        least,
        is_flexible,
        goes,
    };
    let [title, grants, cite, list, no] = strings::LISTS_COLUMNS;
    [
        column(title, 20, true, 0),
        column(grants, 8, false, 0),
        column(cite, 12, true, 1),
        column(list, 12, true, 2),
        column(no, 4, false, 3),
    ]
}

/// Returns the cells of a row.
pub(super) fn cells(row: &ListRow) -> Vec<String> {
    let title = if row.is_demo {
        strings::demo(&row.title)
    } else {
        row.title.clone()
    };
    let grants = if row.is_missing {
        strings::NOT_LOADED
    } else {
        row.grants.as_str()
    };
    vec![
        title,
        grants.to_owned(),
        row.cite.clone(),
        row.list_name.clone(),
        row.no.clone(),
    ]
}

/// Returns the text of the detail.
pub(super) fn detail(state: &ListsState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    let Some(detail) = &state.detail else {
        return flow.finish();
    };
    if detail.is_demo {
        flow.paragraph(Role::Demo, strings::DEMO_WARNING);
    }
    flow.paragraph(Role::Title, &detail.title);
    labelled_lines(&detail.lines, &mut flow);
    if !detail.notes.is_empty() {
        flow.heading(strings::LIST_NOTES);
    }
    for note in &detail.notes {
        flow.item("! ", Role::Warning, note);
    }
    if !detail.is_missing {
        flow.heading(strings::LIST_CONDITIONS);
    }
    if detail.conditions.is_empty() && !detail.is_missing {
        flow.paragraph(Role::Hint, strings::LIST_NO_CONDITIONS);
    }
    for condition in &detail.conditions {
        flow.item("- ", Role::Text, condition);
    }
    if !detail.gates.is_empty() {
        flow.heading(strings::LIST_GATES);
    }
    for gate in &detail.gates {
        flow.item("- ", Role::Text, gate);
    }
    flow.gap();
    labelled_lines(&detail.document, &mut flow);
    flow.finish()
}
