//! 离群: the ranked list, and why the selected decision stands where it does.

mod panel;
mod table;

pub(super) use panel::{panel, reason};

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::model::assess::NearestReason;
use crate::tui::model::outliers::detail::{OutlierView, Reviewed};
use crate::tui::model::outliers::{OutlierRow, OutliersPane, OutliersState};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::decisions::labelled_lines;
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::table::{self as listing, Column};
use crate::tui::widget::{paint, panel as pane, strip};
use crate::tui::{layout, strings, text};

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let state = &model.outliers;
    let areas = layout::outliers(body, model.stage.split);
    bar(state, theme, areas.top, frame);
    if state.rows.total == 0 {
        let (role, words) = match (&state.trouble, state.compared) {
            (Some(trouble), _) => (Role::Error, trouble.as_str()),
            (None, None) => (Role::Hint, strings::COMPARING),
            (None, Some(0)) => (Role::Hint, strings::OUTLIERS_EMPTY),
            (None, Some(_)) => (Role::Hint, strings::VERDICT_NOTHING),
        };
        let mut flow = Flow::new(theme, areas.list.width);
        flow.paragraph(role, &keys::spelled(words, model, keymap));
        if state.trouble.is_some() {
            let words = keys::spelled(strings::COMPARE_AGAIN, model, keymap);
            flow.paragraph(Role::Hint, &words);
        }
        flow::render(flow.finish(), 0, theme, areas.list, frame);
    } else {
        rows(state, theme, areas.list, frame);
    }
    let title = match state.pane {
        OutliersPane::Peers => strings::PEERS,
        OutliersPane::List | OutliersPane::Find | OutliersPane::Detail => strings::REASONS,
    };
    let has_focus = matches!(state.pane, OutliersPane::Detail | OutliersPane::Peers);
    pane::rule(title, has_focus, theme, areas.rule, frame);
    let (lines, focus) = detail(state, theme, areas.detail.width);
    let scroll = focus.unwrap_or(state.scroll);
    flow::render(lines, scroll, theme, areas.detail, frame);
}

/// The box for words while it is used, else what the list is narrowed to; below, what is counted.
fn bar(state: &OutliersState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let first = row_of(area, 0);
    if state.pane == OutliersPane::Find || !state.find.is_empty() {
        let has_focus = state.pane == OutliersPane::Find;
        let role = if has_focus { Role::Focus } else { Role::Label };
        let label = format!("{} ", strings::FIND);
        let columns = u16::try_from(text::width(&label))
            .unwrap_or(0)
            .min(first.width);
        paint::line(&Line::styled(label, theme.style(role)), first, frame);
        let field = Rect {
            x: first.x + columns,
            width: first.width - columns,
            ..first
        };
        let placeholder = strings::FIND_PLACEHOLDER;
        pane::field(&state.find, has_focus, placeholder, theme, field, frame);
    } else {
        let words = strings::outliers_chips(&state.chips, state.is_running, state.is_reading_names);
        let words = text::truncate(&words, usize::from(area.width));
        let role = if state.chips.is_empty() {
            Role::Hint
        } else {
            Role::Label
        };
        paint::line(&Line::styled(words, theme.style(role)), first, frame);
    }
    let mut words = strings::outliers_count(state);
    if !state.find.is_empty() && !state.chips.is_empty() {
        let chips = strings::outliers_chips(&state.chips, false, false);
        words = [chips, words].join(strings::CLAUSE_COMMA);
    }
    let words = text::truncate(&words, usize::from(area.width));
    paint::line(
        &Line::styled(words, theme.style(Role::Hint)),
        row_of(area, 1),
        frame,
    );
}

fn rows(state: &OutliersState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = columns();
    let cells = |at: usize| state.rows.get(at).map(cells);
    let has_focus = matches!(state.pane, OutliersPane::List | OutliersPane::Find);
    listing::render(
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
pub(super) fn columns() -> [Column; 8] {
    let [
        reviewed,
        verdict,
        offence,
        fine,
        expected,
        remark,
        date,
        case_no,
    ] = strings::OUTLIER_COLUMNS;
    let column = |title: &str, is_figure, least, is_flexible, goes| Column {
        title: title.to_owned(),
        is_figure,
        least,
        is_flexible,
        goes,
    };
    [
        column(reviewed, false, 0, false, 0),
        column(verdict, false, 12, false, 0),
        column(offence, false, 16, true, 0),
        column(fine, true, 10, false, 0),
        // An amount cut short would be another amount.
        column(expected, true, 12, false, 2),
        column(remark, false, 4, false, 0),
        column(date, false, 10, false, 4),
        column(case_no, false, 12, true, 3),
    ]
}

/// Returns the cells of a row.
pub(super) fn cells(row: &OutlierRow) -> Vec<String> {
    vec![
        strings::review_mark(row.review).to_owned(),
        strings::verdict(&row.verdict, row.is_suspicious),
        row.offence.clone(),
        row.fine.clone(),
        row.expected.clone(),
        strings::remark(row.is_demo).to_owned(),
        row.decided_on.clone(),
        row.case_no.clone(),
    ]
}

/// Returns the text of the detail and, when the peers have focus, the line where they begin.
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
        for (label, words) in &view.figures {
            flow.labelled(label, Role::Practice, words);
        }
        let has_focus = state.pane == OutliersPane::Peers;
        if !view.table.peers.is_empty() {
            flow.gap();
            focus = has_focus.then(|| flow.len());
            let at = has_focus.then(|| state.peer.at());
            table::lines(&view.table, at, width, &mut flow);
        }
        if !view.history.is_empty() {
            flow.heading(strings::HISTORY);
        }
        for entry in &view.history {
            flow.item("- ", Role::Text, entry);
        }
        flow.heading(strings::THIS_DECISION);
        labelled_lines(&view.lines, &mut flow);
        if !view.excluded.is_empty() {
            flow.heading(strings::EXCLUDED);
        }
        for reason in &view.excluded {
            flow.item("- ", Role::Hint, reason);
        }
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
    if let Some((state, words)) = &view.review {
        let role = match state {
            Reviewed::Dismissed => Role::Good,
            Reviewed::Confirmed => Role::Note,
            Reviewed::Changed => Role::Warning,
        };
        let words = strings::reasoned(strings::review_state(*state), words);
        flow.labelled(strings::REVIEW, role, &words);
    }
    for reason in &view.reasons {
        flow.item("- ", Role::Text, reason);
    }
    match &view.nearest {
        NearestReason::NotNeeded => {}
        NearestReason::None => {
            flow.labelled(strings::NEAREST, Role::Warning, strings::NO_LAWFUL_REASON);
        }
        NearestReason::CannotTell(doubts) => {
            let doubts = doubts.join(strings::CLAUSE_COMMA);
            flow.labelled(strings::CANNOT_CHECK, Role::Warning, &doubts);
        }
        NearestReason::Changes(changes) => {
            let changes = changes.join(strings::CLAUSE_COMMA);
            flow.labelled(strings::NEAREST, Role::Note, &changes);
        }
    }
}
