//! 离群 › 机关: a table of authorities, the quarters of the selected one, the funnel of all.

mod plot;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::model::bureaus::{BureauRow, BureausPane, BureausState, BureausView};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::keys;
use crate::tui::widget::flow::{self, Flow, row_of};
use crate::tui::widget::paint;
use crate::tui::widget::panel as pane;
use crate::tui::widget::table::{self as listing, Column};
use crate::tui::{layout, strings, text};

/// Columns of the strip in the table.
const STRIP: usize = 17;
/// Widest strip of a quarter.
const QUARTER_STRIP: usize = 41;

pub(super) fn draw(model: &Model, keymap: &Keymap, theme: &Theme, body: Rect, frame: &mut Frame) {
    let outliers = &model.outliers;
    let state = &outliers.bureaus;
    let areas = layout::outliers(body, model.stage.split);
    let rows = state.view.as_ref().map_or(0, |view| view.rows.len());
    let first = text::truncate(strings::BUREAUS_WHAT, usize::from(body.width));
    paint::line(
        &Line::styled(first, theme.style(Role::Label)),
        row_of(areas.top, 0),
        frame,
    );
    let flagged = state.view.as_ref().map_or(0, |view| view.flagged);
    let second = strings::bureaus_count(rows, flagged, state.is_running || outliers.is_running);
    let second = keys::spelled(&second, model, keymap);
    let second = text::truncate(&second, usize::from(body.width));
    paint::line(
        &Line::styled(second, theme.style(Role::Hint)),
        row_of(areas.top, 1),
        frame,
    );
    match &state.view {
        Some(view) if rows > 0 => table(view, state, theme, areas.list, frame),
        _ => {
            let words = match (&state.view, outliers.compared) {
                (Some(_), _) | (None, Some(0)) => strings::BUREAUS_EMPTY,
                (None, _) => strings::COMPARING,
            };
            let words = keys::spelled(words, model, keymap);
            let mut flow = Flow::new(theme, areas.list.width);
            flow.paragraph(Role::Hint, &words);
            flow::render(flow.finish(), 0, theme, areas.list, frame);
        }
    }
    let has_focus = state.pane == BureausPane::Detail;
    pane::rule(strings::BUREAU_DETAIL, has_focus, theme, areas.rule, frame);
    let lines = detail(state, theme, areas.detail.width);
    flow::render(lines, state.scroll, theme, areas.detail, frame);
}

fn table(view: &BureausView, state: &BureausState, theme: &Theme, area: Rect, frame: &mut Frame) {
    let columns = columns();
    let cells = |at: usize| {
        let row = view.rows.get(at)?;
        Some(cells(row, plot::strip(row.band, view.axis, STRIP)))
    };
    let has_focus = state.pane == BureausPane::List;
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
    let [flag, authority, n, index, strip, top, change, under] = strings::BUREAU_COLUMNS;
    let column = |title: &str, is_figure, least, is_flexible, goes| Column {
        title: title.to_owned(),
        is_figure,
        least,
        is_flexible,
        goes,
    };
    [
        column(flag, false, 4, false, 0),
        column(authority, false, 12, true, 0),
        column(n, true, 5, false, 3),
        column(index, true, 4, false, 0),
        column(strip, false, STRIP, false, 1),
        column(top, true, 4, false, 4),
        column(change, true, 4, false, 5),
        column(under, true, 4, false, 6),
    ]
}

/// Returns the cells of a row, its drawing among them.
pub(super) fn cells(row: &BureauRow, strip: String) -> Vec<String> {
    vec![
        row.flags.clone(),
        row.authority.clone(),
        row.n.clone(),
        row.index.clone(),
        strip,
        row.top.clone(),
        row.change.clone(),
        row.under.clone(),
    ]
}

/// The text of the detail.
pub(super) fn detail(state: &BureausState, theme: &Theme, width: u16) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    if let (Some(view), Some(row)) = (&state.view, state.selected()) {
        flow.paragraph(Role::Title, &row.authority);
        for (is_flagged, words) in &row.sentences {
            let role = if *is_flagged {
                Role::Outlier
            } else {
                Role::Text
            };
            flow.item(strings::bureau_mark(*is_flagged), role, words);
        }
        quarters(view, row, theme, width, &mut flow);
        funnel(view, state.selection.at(), theme, width, &mut flow);
        flow.heading(strings::METHOD);
        for words in &view.method {
            flow.paragraph(Role::Hint, words);
        }
    }
    flow.finish()
}

fn quarters(view: &BureausView, row: &BureauRow, theme: &Theme, width: u16, flow: &mut Flow<'_>) {
    if row.quarters.is_empty() {
        return;
    }
    flow.heading(strings::BUREAU_QUARTERS);
    let count = row
        .quarters
        .iter()
        .map(|q| text::width(&q.n))
        .max()
        .unwrap_or(0);
    let words = row
        .quarters
        .iter()
        .map(|q| text::width(&q.words))
        .max()
        .unwrap_or(0);
    let used = 2 + 6 + 1 + count + 1 + words + 1;
    let columns = usize::from(width).saturating_sub(used).min(QUARTER_STRIP);
    for quarter in &row.quarters {
        let (mark, role) = if quarter.is_flagged {
            ("! ", Role::Outlier)
        } else {
            ("  ", Role::Text)
        };
        let head = format!(
            "{mark}{} {} {} ",
            text::pad(&quarter.label, 6),
            text::pad_left(&quarter.n, count),
            text::pad(&quarter.words, words),
        );
        let strip = if theme.is_linear() {
            String::new()
        } else {
            plot::strip(quarter.band, view.axis, columns)
        };
        flow.line(Line::from(vec![
            Span::styled(head, theme.style(role)),
            Span::styled(strip, theme.style(Role::Practice)),
        ]));
    }
    if columns > 0 && !theme.is_linear() {
        let ends = plot::axis(view.axis, columns);
        let line = format!("{}{ends}", text::pad("", used));
        flow.line(Line::styled(line, theme.style(Role::Hint)));
    }
}

fn funnel(view: &BureausView, at: usize, theme: &Theme, width: u16, flow: &mut Flow<'_>) {
    let lines = plot::funnel(view, at, usize::from(width));
    if lines.is_empty() || theme.is_linear() {
        return;
    }
    flow.heading(strings::BUREAU_FUNNEL);
    for line in lines {
        flow.line(Line::styled(line, theme.style(Role::Practice)));
    }
    flow.paragraph(Role::Hint, strings::BUREAU_FUNNEL_KEY);
}
