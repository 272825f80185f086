//! The columns of a table: its edges from page to page, the margins of its cells.

use crate::document::pdf::table::{Part, Printing, Row};

/// How far the edges of a table may move from page to page, in points.
const SAME: f32 = 4.0;
fn ends(part: &Part) -> (f32, f32) {
    (
        part.xs.first().copied().unwrap_or_default(),
        part.xs.last().copied().unwrap_or_default(),
    )
}

/// Whether two parts have the same edges left and right.
pub fn same_edges(a: &Part, b: &Part) -> bool {
    let ((a0, a1), (b0, b1)) = (ends(a), ends(b));
    // Left and right pages may have different margins.
    ((a1 - a0) - (b1 - b0)).abs() <= SAME && (a0 - b0).abs() <= 60.0
}

/// For every column, from the left edge of its cells: the right margin; and the space left at its side.
pub fn limits(rows: &[Row], columns: usize) -> Vec<(f32, f32)> {
    (0..columns)
        .map(|column| {
            let cells = rows
                .iter()
                .filter_map(|row| row.cells.get(column)?.text())
                .filter(|text| text.columns == 1 && !text.lines.is_empty());
            let (mut pad, mut inner, mut width) = (f32::MAX, 0.0_f32, 0.0_f32);
            for text in cells {
                width = width.max(text.right - text.left);
                for line in &text.lines {
                    pad = pad.min((line.x0 - text.left).max(0.0));
                    inner = inner.max(line.inner - text.left);
                }
            }
            let pad = if pad > width { 0.0 } else { pad };
            (inner.max(width - pad), pad)
        })
        .collect()
}

/// Gives all parts the columns of all.
pub fn align(parts: &mut [Part]) {
    let mut all: Vec<f32> = Vec::new();
    for part in parts.iter() {
        let left = ends(part).0;
        for x in &part.xs {
            if !all.iter().any(|known| (known - (x - left)).abs() <= SAME) {
                all.push(x - left);
            }
        }
    }
    all.sort_by(f32::total_cmp);
    for part in parts {
        if part.xs.len() == all.len() {
            continue;
        }
        let left = ends(part).0;
        // For every column of all, the one of this part that it lies in.
        let own: Vec<usize> = all
            .windows(2)
            .map(|pair| {
                let middle = f32::midpoint(pair[0], pair[1]) + left;
                part.xs.partition_point(|x| *x <= middle).saturating_sub(1)
            })
            .collect();
        for row in &mut part.rows {
            let cells = std::mem::take(&mut row.cells);
            row.cells = own
                .iter()
                .enumerate()
                .map(|(n, column)| {
                    let again = n > 0 && own.get(n - 1) == Some(column);
                    let cell = cells.get(*column).cloned().unwrap_or(Printing::Left);
                    match cell {
                        Printing::Text(_) | Printing::Left if again => Printing::Left,
                        Printing::Text(mut text) => {
                            let last = column + text.columns;
                            text.columns =
                                own.iter().filter(|c| (*column..last).contains(*c)).count();
                            Printing::Text(text)
                        }
                        Printing::Above | Printing::Left => cell,
                    }
                })
                .collect();
        }
    }
}
