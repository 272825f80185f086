//! Indices drawn with ASCII: a band on a line, a funnel of points.

use crate::tui::model::bureaus::{BandView, BureausView, FunnelView};

/// Rows of the funnel.
const ROWS: usize = 13;
/// Columns of its axis.
const AXIS: usize = 5;

/// A band on a line of so many columns: `-` the band, `o` the value, `|` 100.
pub(super) fn strip(band: BandView, axis: (f64, f64), columns: usize) -> String {
    let mut cells = vec![' '; columns];
    let mut put = |value: f64, mark: char| {
        if let Some(cell) = cells.get_mut(place(value, axis, columns)) {
            *cell = mark;
        }
    };
    put(100.0, '|');
    for step in 0..=columns * 2 {
        put(
            band.low + (band.high - band.low) * share(step, columns * 2),
            '-',
        );
    }
    put(band.value, 'o');
    if band.low > axis.1 {
        put(axis.1, '>');
    }
    if band.high < axis.0 {
        put(axis.0, '<');
    }
    cells.into_iter().collect()
}

/// The ends of the axis and 100, under a strip.
pub(super) fn axis(axis: (f64, f64), columns: usize) -> String {
    let mut cells = vec![' '; columns];
    let mut write = |from: usize, words: &str| {
        for (at, mark) in words.chars().enumerate() {
            if let Some(cell) = cells.get_mut(from + at) {
                *cell = mark;
            }
        }
    };
    let end = format!("{:.0}", axis.1);
    write(0, &format!("{:.0}", axis.0));
    write(columns.saturating_sub(end.chars().count()), &end);
    let middle = place(100.0, axis, columns);
    if middle > 4 && middle + 6 < columns {
        write(middle.saturating_sub(1), "100");
    }
    cells.into_iter().collect()
}

/// The funnel: precision to the right, index upwards; `@` is the authority selected.
pub(super) fn funnel(view: &BureausView, selected: usize, width: usize) -> Vec<String> {
    let columns = width.saturating_sub(AXIS + 1).min(72);
    let (Some(first), Some(last)) = (view.funnel.first(), view.funnel.last()) else {
        return Vec::new();
    };
    if columns < 20 {
        return Vec::new();
    }
    let across = (first.effective.sqrt(), last.effective.sqrt());
    let column = |effective: f64| place(effective.sqrt(), across, columns);
    let row = |index: f64| ROWS - 1 - place(index, view.axis, ROWS);
    let mut cells = vec![vec![' '; columns]; ROWS];
    cells[row(100.0)].fill('-');
    #[expect(clippy::needless_range_loop, reason = "a column of several rows")]
    for at in 0..columns {
        let effective = (across.0 + (across.1 - across.0) * share(at, columns - 1)).powi(2);
        let limits = limits(&view.funnel, effective);
        for (index, mark) in [
            (limits.near.0, '.'),
            (limits.near.1, '.'),
            (limits.far.0, ':'),
            (limits.far.1, ':'),
        ] {
            if (view.axis.0..=view.axis.1).contains(&index) {
                cells[row(index)][at] = mark;
            }
        }
    }
    let others = view
        .rows
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != selected);
    let own = view.rows.get(selected).map(|bureau| (bureau, '@'));
    for (bureau, mark) in others.map(|(_, bureau)| (bureau, 'o')).chain(own) {
        cells[row(bureau.band.value)][column(bureau.effective)] = mark;
    }
    let label = |at: usize| {
        let index = view.axis.0 + (view.axis.1 - view.axis.0) * share(ROWS - 1 - at, ROWS - 1);
        if at == row(100.0) {
            format!("{:>AXIS$} ", 100)
        } else if at == 0 || at == ROWS - 1 {
            format!("{index:>AXIS$.0} ")
        } else {
            " ".repeat(AXIS + 1)
        }
    };
    let line = |(at, cells): (usize, Vec<char>)| label(at) + &cells.into_iter().collect::<String>();
    cells.into_iter().enumerate().map(line).collect()
}

/// The limits at a precision, from the nearest below.
fn limits(funnel: &[FunnelView], effective: f64) -> FunnelView {
    let at = funnel.partition_point(|limit| limit.effective <= effective);
    funnel
        .get(at.saturating_sub(1))
        .copied()
        .unwrap_or_default()
}

/// The column of a value, within the axis.
fn place(value: f64, axis: (f64, f64), columns: usize) -> usize {
    let along = ((value - axis.0) / (axis.1 - axis.0).max(1e-9)).clamp(0.0, 1.0);
    (0..columns)
        .rev()
        .find(|at| {
            share(*at, columns.saturating_sub(1))
                <= along + 0.5 / real(columns.saturating_sub(1).max(1))
        })
        .unwrap_or(0)
}

fn share(at: usize, of: usize) -> f64 {
    real(at) / real(of.max(1))
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_drawn_around_its_value_beside_a_hundred() {
        let band = |low, value, high| BandView { low, value, high };
        let drawn = |band| strip(band, (80.0, 120.0), 21);
        assert_eq!(drawn(band(106.0, 110.0, 114.0)), "          |  --o--   ");
        assert_eq!(drawn(band(90.0, 96.0, 104.0)), "     ---o----        ");
        assert_eq!(drawn(band(130.0, 140.0, 150.0)), "          |         >");
    }
}
