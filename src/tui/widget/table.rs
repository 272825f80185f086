//! A table: a heading that stays, columns measured by display width, only visible rows built.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::Selection;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow::row_of;
use crate::tui::widget::{list, paint};
use crate::tui::{layout, text};

/// Columns that go before this are not for a room.
const MINOR: u8 = 3;
/// The space between columns.
const GAP: usize = 1;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, sort mark included.
    pub title: String,
    /// Whether its cells stand to the right, as figures do.
    pub is_figure: bool,
    /// The least width in which it is of use.
    pub least: usize,
    /// Whether it gives way when room is short, and takes it when there is some left.
    pub is_flexible: bool,
    /// Columns with the greatest number go first when even the least widths do not fit.
    pub goes: u8,
}

/// Returns the width of every column in `room`; nothing for one that had to go.
pub fn widths(columns: &[Column], natural: &[usize], room: usize) -> Vec<Option<usize>> {
    let least_of = |at: usize| {
        let column = &columns[at];
        if column.is_flexible {
            return column.least;
        }
        column.least.max(natural.get(at).copied().unwrap_or(0))
    };
    let mut kept: Vec<bool> = vec![true; columns.len()];
    while least(&kept, least_of) > room && kept.iter().filter(|k| **k).count() > 1 {
        let weakest = (0..columns.len())
            .filter(|at| kept[*at])
            .max_by_key(|at| (columns[*at].goes, *at));
        if let Some(at) = weakest {
            kept[at] = false;
        }
    }
    let mut widths: Vec<Option<usize>> = columns
        .iter()
        .zip(natural)
        .zip(&kept)
        .map(|((column, natural), kept)| kept.then_some((*natural).max(column.least)))
        .collect();
    let gaps = GAP * kept.iter().filter(|k| **k).count().saturating_sub(1);
    let used = |widths: &[Option<usize>]| widths.iter().flatten().sum::<usize>() + gaps;
    // 先从可伸缩的栏里一列一列地让，宽者先让。
    while used(&widths) > room {
        let widest = (0..columns.len())
            .filter(|at| columns[*at].is_flexible)
            .filter(|at| widths[*at].is_some_and(|w| w > columns[*at].least))
            .max_by_key(|at| widths[*at]);
        match widest {
            Some(at) => widths[at] = widths[at].map(|w| w - 1),
            None => break,
        }
    }
    let spare = room.saturating_sub(used(&widths));
    let first_flexible = (0..columns.len()).find(|at| columns[*at].is_flexible && kept[*at]);
    if let Some(at) = first_flexible {
        widths[at] = widths[at].map(|w| w + spare);
    }
    widths
}

/// Returns the widths when the columns that go first are left out at once.
fn fewer(columns: &[Column], natural: &[usize], room: usize) -> Vec<Option<usize>> {
    let stays = |column: &&Column| column.goes < MINOR;
    let kept: Vec<Column> = columns.iter().filter(stays).cloned().collect();
    let of = columns.iter().zip(natural);
    let natural: Vec<usize> = of.filter(|(c, _)| stays(c)).map(|(_, n)| *n).collect();
    let mut widths = widths(&kept, &natural, room).into_iter();
    let place = |column: &Column| stays(&column).then(|| widths.next().flatten()).flatten();
    columns.iter().map(place).collect()
}

/// Returns the widths of a table that is moved sideways: the first `frozen` columns stay, `moved` behind them are
/// passed over, and of the others as many are shown as have their least width.
pub fn widths_moved(
    columns: &[Column],
    natural: &[usize],
    room: usize,
    frozen: usize,
    moved: usize,
) -> Vec<Option<usize>> {
    let need = |at: usize| {
        let natural = natural.get(at).copied().unwrap_or(0);
        let least = columns.get(at).map_or(0, |c| c.least);
        let gives = columns.get(at).is_some_and(|c| c.is_flexible);
        if gives { least } else { least.max(natural) }
    };
    let (mut kept, mut used): (Vec<usize>, usize) = (Vec::new(), 0);
    for at in (0..columns.len()).filter(|at| *at < frozen || *at >= frozen + moved) {
        let more = need(at) + if kept.is_empty() { 0 } else { GAP };
        if used + more > room && !kept.is_empty() {
            break;
        }
        used += more;
        kept.push(at);
    }
    let some: Vec<Column> = kept
        .iter()
        .filter_map(|at| columns.get(*at).cloned())
        .collect();
    let natural: Vec<usize> = kept
        .iter()
        .map(|at| natural.get(*at).copied().unwrap_or(0))
        .collect();
    let mut all = vec![None; columns.len()];
    for (at, width) in kept.into_iter().zip(widths(&some, &natural, room)) {
        if let Some(slot) = all.get_mut(at) {
            *slot = width;
        }
    }
    all
}

/// Returns the room that the kept columns need at the least.
fn least(kept: &[bool], least_of: impl Fn(usize) -> usize) -> usize {
    let count = kept.iter().filter(|kept| **kept).count();
    let sizes = (0..kept.len()).filter(|at| kept[*at]).map(least_of);
    sizes.sum::<usize>() + GAP * count.saturating_sub(1)
}

/// Draws the heading and the rows around the selected one; `cells` builds one of them.
pub fn render(
    columns: &[Column],
    selection: Selection,
    has_focus: bool,
    cells: impl Fn(usize) -> Option<Vec<String>>,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    if area.is_empty() {
        return;
    }
    let height = layout::table_rows(area.height, theme.is_airy);
    let first = selection.first_visible(height);
    let rows: Vec<Vec<String>> = (first..selection.total().min(first + height))
        .map(|at| cells(at).unwrap_or_default())
        .collect();
    let natural = natural(columns, &rows);
    let room = usize::from(area.width);
    let widths = if theme.is_airy {
        fewer(columns, &natural, room)
    } else {
        widths(columns, &natural, room)
    };
    paint(
        columns,
        &widths,
        &rows,
        (first, selection),
        has_focus,
        theme,
        area,
        frame,
    );
}

/// Returns how wide the columns would like to be.
pub fn natural(columns: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |(at, column): (usize, &Column)| {
        let in_rows = rows.iter().filter_map(|row| row.get(at));
        let widest = in_rows.map(|cell| text::width(cell)).max().unwrap_or(0);
        widest.max(text::width(&column.title))
    };
    columns.iter().enumerate().map(widest).collect()
}

/// Draws heading and rows, of which the first is at the position given with the selection.
#[expect(clippy::too_many_arguments, reason = "a table is drawn in one go")]
pub fn paint(
    columns: &[Column],
    widths: &[Option<usize>],
    rows: &[Vec<String>],
    (first, selection): (usize, Selection),
    has_focus: bool,
    theme: &Theme,
    area: Rect,
    frame: &mut Frame,
) {
    let step = layout::row_step(area.height, theme.is_airy);
    let titles = columns.iter().map(|column| column.title.as_str());
    let heading = Line::styled(line(columns, widths, titles), theme.style(Role::Heading));
    paint::line(&heading, row_of(area, 0), frame);
    for (at, row) in rows.iter().enumerate() {
        let place = row_of(area, at * step + 1);
        let style = if first + at == selection.at() {
            theme.style(list::selected_role(has_focus))
        } else {
            theme.style(Role::Text)
        };
        let row = line(columns, widths, row.iter().map(String::as_str));
        paint::line(&Line::raw(row), place, frame);
        paint::style(style, place, frame);
    }
}

fn line<'c>(
    columns: &[Column],
    widths: &[Option<usize>],
    cells: impl Iterator<Item = &'c str>,
) -> String {
    let mut line = String::new();
    let all = columns.iter().zip(widths).zip(cells);
    let shown = all.filter_map(|((column, width), cell)| Some((column, (*width)?, cell)));
    for (at, (column, width, cell)) in shown.enumerate() {
        line.extend(std::iter::repeat_n(' ', if at > 0 { GAP } else { 0 }));
        if column.is_figure {
            text::push_padded_left(&mut line, cell, width);
        } else {
            text::push_padded(&mut line, cell, width);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, proptest};

    fn column(least: usize, is_flexible: bool, goes: u8) -> Column {
        Column {
            title: String::new(),
            is_figure: false,
            least,
            is_flexible,
            goes,
        }
    }

    #[test]
    fn flexible_columns_give_way_then_the_weakest_goes() {
        let columns = [column(4, false, 0), column(6, true, 0), column(8, false, 1)];
        assert_eq!(
            widths(&columns, &[4, 20, 8], 40),
            [Some(4), Some(26), Some(8)]
        );
        assert_eq!(
            widths(&columns, &[4, 20, 8], 22),
            [Some(4), Some(8), Some(8)]
        );
        assert_eq!(widths(&columns, &[4, 20, 8], 15), [Some(4), Some(10), None]);
    }

    #[test]
    fn a_table_moved_sideways_keeps_its_first_columns() {
        let columns = [
            column(4, false, 0),
            column(6, true, 0),
            column(8, false, 0),
            column(8, false, 0),
        ];
        let natural = [4, 20, 8, 8];
        assert_eq!(
            widths_moved(&columns, &natural, 20, 1, 0),
            [Some(4), Some(6), Some(8), None]
        );
        assert_eq!(
            widths_moved(&columns, &natural, 20, 1, 1),
            [Some(4), None, Some(8), None]
        );
        assert_eq!(
            widths_moved(&columns, &natural, 22, 1, 1),
            [Some(4), None, Some(8), Some(8)]
        );
        assert_eq!(
            widths_moved(&columns, &natural, 20, 1, 9),
            [Some(4), None, None, None]
        );
        assert_eq!(
            widths_moved(&columns, &natural, 60, 2, 0),
            [Some(4), Some(37), Some(8), Some(8)]
        );
        assert_eq!(
            widths_moved(&columns, &natural, 2, 1, 0),
            [Some(4), None, None, None]
        );
    }

    proptest! {
        #[test]
        fn a_table_never_overflows_when_its_least_fits(
            specs in proptest::collection::vec((1_usize..9, proptest::bool::ANY, 0_u8..4, 0_usize..60), 1..7),
            room in 9_usize..200,
        ) {
            let columns: Vec<Column> = specs.iter().map(|(l, f, g, _)| column(*l, *f, *g)).collect();
            let natural: Vec<usize> = specs.iter().map(|(_, _, _, natural)| *natural).collect();
            let widths = widths(&columns, &natural, room);
            let shown: Vec<usize> = widths.into_iter().flatten().collect();
            // 最后一栏总要留着，宽过了由画的时候截。
            prop_assert!(shown.len() == 1 || shown.iter().sum::<usize>() + shown.len() - 1 <= room);
        }
    }
}
