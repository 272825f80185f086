//! 离群: the ranked list, and why the selected decision stands where it does.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::Model;
use crate::tui::model::outliers::{OutlierView, OutliersPane, OutliersState, PeerRow};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::decisions::labelled_lines;
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::list::selected_role;
use crate::tui::widget::table::{self, Column};
use crate::tui::widget::{panel, strip};
use crate::tui::{layout, strings, text};

pub(super) fn draw(model: &Model, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.outliers;
    let areas = layout::list_and_detail(body);
    bar(state, theme, areas.top, frame);
    if state.rows.total == 0 {
        let (role, words) = match (&state.trouble, state.compared) {
            (Some(trouble), _) => (Role::Error, trouble.as_str()),
            (None, None) => (Role::Hint, strings::COMPARING),
            (None, Some(0)) => (Role::Hint, strings::OUTLIERS_EMPTY),
            (None, Some(_)) => (Role::Hint, strings::VERDICT_NOTHING),
        };
        let mut flow = Flow::new(theme, areas.list.width);
        flow.paragraph(role, words);
        flow::render(flow.finish(), 0, theme, areas.list, frame);
    } else {
        rows(state, theme, areas.list, frame);
    }
    let title = match state.pane {
        OutliersPane::Peers => strings::PEERS,
        OutliersPane::List | OutliersPane::Detail => strings::REASONS,
    };
    panel::rule(
        title,
        state.pane != OutliersPane::List,
        theme,
        areas.rule,
        frame,
    );
    let (lines, focus) = detail(state, theme, areas.detail.width);
    let scroll = match focus {
        Some(line) => {
            crate::tui::model::first_visible(line, lines.len(), usize::from(areas.detail.height))
        }
        None => state.scroll,
    };
    flow::render(lines, scroll, theme, areas.detail, frame);
}

fn bar(state: &OutliersState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let verdict = state
        .verdict
        .and_then(|at| state.verdicts.get(at))
        .map_or(strings::ALL_VERDICTS, |verdict| verdict.label.as_str());
    let words = strings::outliers_bar(verdict, state.rows.total, state.compared, state.is_running);
    let words = text::truncate(&words, usize::from(area.width));
    frame.render_widget(Line::styled(words, theme.style(Role::Hint)), area);
}

fn rows(state: &OutliersState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let [verdict, offence, fine, expected, remark, case_no] = strings::OUTLIER_COLUMNS;
    let column = |title: &str, is_figure, least, is_flexible, goes| Column {
        title: title.to_owned(),
        is_figure,
        least,
        is_flexible,
        goes,
    };
    let columns = [
        column(verdict, false, 12, false, 0),
        column(offence, false, 16, true, 0),
        column(fine, true, 10, false, 0),
        column(expected, true, 12, true, 2),
        column(remark, false, 4, false, 0),
        column(case_no, false, 12, true, 3),
    ];
    let cells = |at: usize| {
        let row = state.rows.get(at)?;
        let verdict = strings::verdict(&row.verdict, row.is_suspicious);
        Some(vec![
            verdict,
            row.offence.clone(),
            row.fine.clone(),
            row.expected.clone(),
            strings::remark(row.is_demo).to_owned(),
            row.case_no.clone(),
        ])
    };
    let has_focus = state.pane == OutliersPane::List;
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

/// Returns the text of the detail and the line of the selected peer when the peers have focus.
pub(super) fn detail(
    state: &OutliersState,
    theme: &Theme,
    width: u16,
) -> (Vec<Line<'static>>, Option<usize>) {
    let mut flow = Flow::new(theme, width);
    let mut focus = None;
    if let Some(view) = &state.detail {
        verdict(view, &mut flow);
        if let Some(data) = &view.strip {
            flow.heading(strings::STRIP);
            for line in strip::lines(data, theme, width) {
                flow.line(line);
            }
        }
        if !view.peers.is_empty() {
            flow.heading(&strings::peers(view.peers.len()));
            flow.paragraph(Role::Hint, strings::ONLY_INFORMS);
        }
        for (at, row) in view.peers.iter().enumerate() {
            let words = text::truncate(&peer(row), usize::from(width));
            if state.pane == OutliersPane::Peers && at == state.peer.at() {
                focus = Some(flow.len());
                flow.selected(&words, selected_role(true));
            } else {
                flow.selected(&words, Role::Text);
            }
        }
        if !view.excluded.is_empty() {
            flow.heading(strings::EXCLUDED);
        }
        for reason in &view.excluded {
            flow.item("- ", Role::Hint, reason);
        }
        flow.heading(strings::THIS_DECISION);
        labelled_lines(&view.lines, &mut flow);
        if !view.method.is_empty() {
            flow.heading(strings::METHOD);
            flow.paragraph(Role::Hint, &view.method);
        }
    }
    (flow.finish(), focus)
}

fn verdict(view: &OutlierView, flow: &mut Flow<'_>) {
    let role = if view.is_suspicious {
        Role::Outlier
    } else {
        Role::Good
    };
    flow.paragraph(role, &strings::verdict(&view.verdict, view.is_suspicious));
    for reason in &view.reasons {
        flow.item("- ", Role::Text, reason);
    }
}

fn peer(row: &PeerRow) -> String {
    let case_no = if row.is_demo {
        strings::demo(&row.case_no)
    } else {
        row.case_no.clone()
    };
    let parts = [&row.decided_on, &row.outcome, &case_no, &row.likeness];
    let shown: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    shown.join("  ")
}
