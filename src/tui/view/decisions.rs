//! 决定库: filter box, table, detail.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::model::decisions::{DecisionRow, DecisionsPane, DecisionsState, SortBy};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::panel;
use crate::tui::widget::table::{self, Column};
use crate::tui::{layout, strings, text};

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.decisions;
    let areas = layout::list_and_detail(body, model.stage.split);
    filter_box(model, theme, areas.top, frame);
    if state.rows.total == 0 {
        let (role, words) = why_empty(state);
        let mut flow = Flow::new(theme, areas.list.width);
        flow.paragraph(role, &keys::spelled(words, model, keymap));
        flow::render(flow.finish(), 0, theme, areas.list, frame);
    } else {
        rows(state, theme, areas.list, frame);
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
    let right = strings::decisions_count(state.rows.total, state.stored.unwrap_or(0));
    let right_width = u16::try_from(text::width(&right)).unwrap_or(0);
    let left_width = u16::try_from(text::width(strings::FILTER)).unwrap_or(0) + 1;
    let [left, field, _, count] = Layout::horizontal([
        Constraint::Length(left_width),
        Constraint::Fill(1),
        Constraint::Length(1),
        Constraint::Length(right_width),
    ])
    .areas(area);
    frame.render_widget(
        Line::styled(strings::FILTER, theme.style(Role::Label)),
        left,
    );
    let has_focus = state.pane == DecisionsPane::Filter && model.overlay.is_none();
    panel::field(
        &state.filter,
        has_focus,
        strings::FILTER_PLACEHOLDER,
        theme,
        field,
        frame,
    );
    frame.render_widget(Line::styled(right, theme.style(Role::Hint)), count);
}

fn rows(state: &DecisionsState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let [date, offence, subject, fine, remark, authority, case_no] = strings::DECISION_COLUMNS;
    let column = |title: &str, sort: Option<SortBy>, least, is_flexible, goes| Column {
        title: heading(state, title, sort),
        is_figure: sort == Some(SortBy::Fine),
        least,
        is_flexible,
        goes,
    };
    let columns = [
        column(date, Some(SortBy::Date), 10, false, 0),
        column(offence, Some(SortBy::Offence), 16, true, 0),
        column(subject, None, 8, false, 2),
        column(fine, Some(SortBy::Fine), 10, false, 0),
        column(remark, None, 4, false, 0),
        column(authority, Some(SortBy::Authority), 12, true, 4),
        column(case_no, Some(SortBy::CaseNo), 12, true, 3),
    ];
    let cells = |at: usize| Some(cells(state.rows.get(at)?));
    let has_focus = state.pane != DecisionsPane::Detail;
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

/// Returns the cells of a row.
pub(super) fn cells(row: &DecisionRow) -> Vec<String> {
    vec![
        row.decided_on.clone(),
        row.offence.clone(),
        row.subject.clone(),
        row.fine.clone(),
        strings::remark(row.is_demo).to_owned(),
        row.authority.clone(),
        row.case_no.clone(),
    ]
}

/// Returns a heading with the mark of the column sorted by.
fn heading(state: &DecisionsState, title: &str, sort: Option<SortBy>) -> String {
    if sort != Some(state.sort) {
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
