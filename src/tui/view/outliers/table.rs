//! The decision beside its nearest peers; what differs carries a mark.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::model::outliers::detail::{Cell, Differs, PeerTable};
use crate::tui::theme::Role;
use crate::tui::widget::flow::Flow;
use crate::tui::widget::list::selected_role;
use crate::tui::{strings, text};

/// The least width of a column in which amounts and labels can be read.
const LEAST: usize = 16;
/// The widest label; longer ones are wrapped.
const WIDEST_LABEL: usize = 12;
/// Columns of the mark before a cell.
const MARK: usize = 2;

/// One cell as drawn.
struct Drawn<'a> {
    mark: &'static str,
    text: &'a str,
    style: Style,
}

/// Draws as many peers as the width allows, the selected one among them.
pub(super) fn lines(table: &PeerTable, selected: Option<usize>, width: u16, flow: &mut Flow<'_>) {
    let count = table.peers.len();
    let label_width = table.labels.iter().map(|l| text::width(l)).max();
    let label_width = label_width.unwrap_or(0).clamp(4, WIDEST_LABEL) + 1;
    let room = usize::from(width).saturating_sub(label_width);
    let columns = (room / LEAST).clamp(2, count + 1);
    let column = (room / columns).max(MARK + 2);
    let shown = columns - 1;
    let first = selected
        .map_or(0, |at| (at + 1).saturating_sub(shown))
        .min(count.saturating_sub(shown));
    let peers = table.peers.iter().enumerate().skip(first).take(shown);
    flow.paragraph(
        Role::Heading,
        &strings::beside(first + 1, (first + shown).min(count), count),
    );
    flow.paragraph(Role::Hint, strings::BESIDE_HINT);
    let (plain, label_style) = (flow.style(Role::Text), flow.style(Role::Label));
    let (value, other) = (flow.style(Role::Value), flow.style(Role::Outlier));
    let head_of = |at: usize| {
        if Some(at) == selected {
            flow.style(selected_role(true))
        } else {
            plain
        }
    };
    let cursor = |at: usize| {
        if Some(at) == selected {
            strings::CURSOR
        } else {
            ""
        }
    };
    let names: Vec<(&'static str, String, Style)> = peers
        .clone()
        .map(|(at, peer)| {
            let name = if peer.is_demo {
                strings::demo(&peer.case_no)
            } else {
                peer.case_no.clone()
            };
            (cursor(at), name, head_of(at))
        })
        .collect();
    let mut head = vec![drawn("", strings::THIS_CASE, value)];
    head.extend(
        names
            .iter()
            .map(|(mark, name, style)| drawn(mark, name, *style)),
    );
    let widths = (label_width, column);
    let mut out = row(strings::CASE_NO, &head, widths, label_style);
    if table.peers.iter().any(|p| !p.weight.is_empty()) {
        let mut weights = vec![drawn("", "", plain)];
        weights.extend(peers.clone().map(|(_, p)| drawn("", &p.weight, plain)));
        out.extend(row(strings::WEIGHT, &weights, widths, label_style));
    }
    for (n, label) in table.labels.iter().enumerate() {
        let this = table.this.get(n).map_or("", String::as_str);
        // What neither this case nor any peer shown has says nothing.
        let absent = table.absent.get(n).copied().unwrap_or_default();
        let lacks = |text: &str| !absent.is_empty() && text == absent;
        let mut shown = peers.clone().filter_map(|(_, peer)| peer.cells.get(n));
        if lacks(this) && shown.all(|cell| lacks(&cell.text)) {
            continue;
        }
        let mut cells = vec![drawn("", this, value)];
        cells.extend(peers.clone().map(|(_, peer)| {
            let cell = peer.cells.get(n);
            cell.map_or(drawn("", "", plain), |c| marked(c, plain, other))
        }));
        out.extend(row(label, &cells, widths, label_style));
    }
    for line in out {
        flow.line(line);
    }
}

fn drawn<'a>(mark: &'static str, text: &'a str, style: Style) -> Drawn<'a> {
    Drawn { mark, text, style }
}

fn marked(cell: &Cell, plain: Style, other: Style) -> Drawn<'_> {
    let style = match cell.differs {
        Differs::Not => plain,
        Differs::Other | Differs::More | Differs::Less => other,
    };
    drawn(strings::differs_mark(cell.differs), &cell.text, style)
}

/// One row of the table, as many lines as its longest cell needs.
fn row(
    label: &str,
    cells: &[Drawn<'_>],
    (label_width, column): (usize, usize),
    label_style: Style,
) -> Vec<Line<'static>> {
    let label = text::wrap(label, label_width.saturating_sub(1));
    let inner = column.saturating_sub(MARK + 1).max(2);
    let wrapped: Vec<Vec<&str>> = cells.iter().map(|c| text::wrap(c.text, inner)).collect();
    let height = wrapped.iter().map(Vec::len).chain([label.len()]).max();
    let line = |n: usize| {
        let part = |lines: &[&str]| text::single_line(lines.get(n).copied().unwrap_or_default());
        let mut spans = vec![Span::styled(
            text::pad(&part(&label), label_width),
            label_style,
        )];
        for (cell, lines) in cells.iter().zip(&wrapped) {
            let mark = if n == 0 && !cell.mark.is_empty() {
                cell.mark
            } else {
                "  "
            };
            let words = text::pad(&part(lines), inner);
            spans.push(Span::styled(format!("{mark}{words}"), cell.style));
            spans.push(Span::raw(" "));
        }
        Line::from(spans)
    };
    (0..height.unwrap_or(1)).map(line).collect()
}
