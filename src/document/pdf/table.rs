//! The parts of a table on several pages as one table.

use std::collections::HashSet;

use crate::document::pdf::columns;
use crate::document::pdf::join;
use crate::document::pdf::lines::Line;
use crate::document::pdf::words;
use crate::document::{self, Cell, Place, Table};

/// Most rows of a header.
const HEADER: usize = 4;

/// As much of a table as is on one page.
#[derive(Clone, Debug)]
pub struct Part {
    /// Edges of its columns.
    pub xs: Vec<f32>,
    /// Its upper edge.
    pub top: f32,
    /// Its lower edge.
    pub bottom: f32,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row as printed.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its page.
    pub page: u32,
    /// Its cells, one per column.
    pub cells: Vec<Printing>,
}

/// A cell as printed.
#[derive(Clone, Debug)]
pub enum Printing {
    /// The first cell of a region.
    Text(CellText),
    /// Covered by the cell above.
    Above,
    /// Covered by the cell to the left.
    Left,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct CellText {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// How many columns it covers.
    pub columns: usize,
}

impl Printing {
    /// What stands in it, unless another cell covers it.
    pub fn text(&self) -> Option<&CellText> {
        match self {
            Printing::Text(text) => Some(text),
            Printing::Above | Printing::Left => None,
        }
    }

    fn is_filled(&self) -> bool {
        self.text().is_some_and(|text| !text.lines.is_empty())
    }

    /// Its characters without spaces.
    fn plain(&self) -> String {
        let lines = self.text().map(|text| text.lines.as_slice());
        lines
            .unwrap_or_default()
            .iter()
            .flat_map(|line| line.text.chars())
            .filter(|c| !c.is_whitespace())
            .collect()
    }
}

impl Row {
    /// Whether one cell takes all of it.
    fn is_band(&self) -> bool {
        self.cells
            .iter()
            .skip(1)
            .all(|cell| matches!(cell, Printing::Left))
    }
}

/// All parts as one table.
pub fn table(parts: Vec<(f32, Part)>, place: &Place) -> Table {
    let mut parts: Vec<Part> = parts.into_iter().map(|(_, part)| part).collect();
    columns::align(&mut parts);
    if let Some((first, later)) = parts.split_first_mut() {
        for part in later {
            let header = repeated(&first.rows, &part.rows);
            part.rows.drain(..header);
        }
    }
    let shape = Shape::of(&parts);
    let mut rows: Vec<Row> = Vec::new();
    let mut bottom = f32::MAX;
    for part in parts {
        for (n, row) in part.rows.into_iter().enumerate() {
            if n == 0 && !rows.is_empty() {
                shape.resume(&mut rows, row, bottom);
            } else {
                rows.push(row);
            }
        }
        bottom = part.bottom;
    }
    let limits = columns::limits(&rows, shape.columns);
    let rows = (1..).zip(rows).map(|(number, row)| document::Row {
        place: Place {
            page: Some(row.page),
            row: Some(number),
            ..place.clone()
        },
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(column, cell)| match cell {
                Printing::Text(text) => {
                    let (inner, pad) = limits.get(column).copied().unwrap_or_default();
                    let limit = if text.columns == 1 {
                        text.left + inner
                    } else {
                        text.right - pad
                    };
                    Cell::Text(join::cell(&text.lines, limit))
                }
                Printing::Above => Cell::Above,
                Printing::Left => Cell::Left,
            })
            .collect(),
    });
    Table {
        rows: rows.collect(),
    }
}

/// How many rows of a new page are the header once more.
fn repeated(before: &[Row], page: &[Row]) -> usize {
    let same = |a: &Row, b: &Row| {
        a.cells.len() == b.cells.len()
            && a.cells.iter().any(Printing::is_filled)
            && a.cells
                .iter()
                .zip(&b.cells)
                .all(|(a, b)| a.plain() == b.plain())
    };
    (0..HEADER)
        .map(|start| {
            before
                .iter()
                .take(HEADER)
                .skip(start)
                .zip(page)
                .take_while(|(a, b)| same(a, b))
                .count()
        })
        .max()
        .unwrap_or(0)
}

/// What the rows of a table have in common, as far as no break of a page disturbs it.
#[derive(Debug)]
struct Shape {
    columns: usize,
    /// Columns whose cells are merged downwards, over the rows of an item.
    shared: Vec<bool>,
    /// Other columns whose cells are never empty.
    filled: Vec<bool>,
    /// Texts of the first of the other columns, in the first row of items.
    first: HashSet<String>,
    /// And in later rows.
    later: HashSet<String>,
}

impl Shape {
    fn of(parts: &[Part]) -> Shape {
        let columns = parts
            .iter()
            .find_map(|part| part.rows.first())
            .map_or(0, |row| row.cells.len());
        let rows = || {
            parts
                .iter()
                .flat_map(|part| part.rows.iter().skip(1))
                .filter(|row| !row.is_band())
        };
        let count = |column: usize, is: fn(&Printing) -> bool| {
            rows()
                .filter(|row| row.cells.get(column).is_some_and(is))
                .count()
        };
        let covered: Vec<usize> = (0..columns)
            .map(|column| count(column, |cell| matches!(cell, Printing::Above)))
            .collect();
        let most = covered.iter().copied().max().unwrap_or(0);
        let shared: Vec<bool> = covered
            .iter()
            .map(|count| *count > 0 && count * 3 >= most)
            .collect();
        let filled = (0..columns)
            .zip(&shared)
            .map(|(column, shared)| {
                let cells = count(column, |cell| cell.text().is_some());
                !shared && count(column, Printing::is_filled) * 20 >= cells * 19 && cells > 0
            })
            .collect();
        let mut shape = Shape {
            columns,
            shared,
            filled,
            first: HashSet::new(),
            later: HashSet::new(),
        };
        if let (Some(item), Some(label)) = (shape.item(), shape.label()) {
            for row in rows() {
                if let (Some(cell), Some(text)) = (row.cells.get(item), row.cells.get(label)) {
                    let (first, later) = (&mut shape.first, &mut shape.later);
                    let set = match cell {
                        Printing::Text(_) => first,
                        Printing::Above | Printing::Left => later,
                    };
                    set.insert(text.plain());
                }
            }
        }
        shape
    }

    /// The first column that is merged downwards.
    fn item(&self) -> Option<usize> {
        self.shared.iter().position(|shared| *shared)
    }

    /// The first column that is not.
    fn label(&self) -> Option<usize> {
        self.shared.iter().position(|shared| !*shared)
    }

    /// Adds the first row of a new page, which may go on with the last row or with its merged cells.
    fn resume(&self, rows: &mut Vec<Row>, mut row: Row, bottom: f32) {
        let fits = rows
            .last()
            .is_some_and(|last| !last.is_band() && last.cells.len() == row.cells.len());
        if !fits || row.is_band() {
            rows.push(row);
            return;
        }
        if self.is_cut(&row) {
            let columns = row.cells.len();
            for (column, cell) in row.cells.into_iter().enumerate().take(columns) {
                if let Printing::Text(text) = cell {
                    append(rows, column, text);
                }
            }
            return;
        }
        if self.goes_on(&row) {
            for (column, cell) in row.cells.iter_mut().enumerate() {
                if !self.shared.get(column).copied().unwrap_or(false) {
                    continue;
                }
                let Some(root) = root(rows, column) else {
                    continue;
                };
                if let Printing::Text(text) = cell
                    && (text.lines.is_empty() || is_open(root, bottom))
                {
                    let text = std::mem::take(text);
                    append(rows, column, text);
                    *cell = Printing::Above;
                }
            }
        }
        rows.push(row);
    }

    /// Whether a row is the rest of the row before: a cell that always has text has none.
    fn is_cut(&self, row: &Row) -> bool {
        let rest = row
            .cells
            .iter()
            .zip(&self.filled)
            .any(|(cell, filled)| *filled && cell.text().is_some() && !cell.is_filled());
        // A table whose columns are all merged now and then has no better mark than its first column.
        let first = self.filled.iter().all(|filled| !filled)
            && row.cells.first().is_some_and(|cell| !cell.is_filled());
        rest || first
    }

    /// Whether a row belongs to the item of the row before.
    fn goes_on(&self, row: &Row) -> bool {
        let (Some(item), Some(label)) = (self.item(), self.label()) else {
            return false;
        };
        if !row.cells.get(item).is_some_and(Printing::is_filled) {
            return true;
        }
        let label = row
            .cells
            .get(label)
            .map(Printing::plain)
            .unwrap_or_default();
        self.later.contains(&label) && !self.first.contains(&label)
    }
}

/// Whether the text of a cell reaches the end of the page or stops within a sentence.
fn is_open(text: &CellText, bottom: f32) -> bool {
    text.lines
        .last()
        .is_none_or(|line| !words::ends_sentence(&line.text) || bottom - line.y < 1.9 * line.size)
}

/// The cell with the text that covers the last row in a column.
fn root_index(rows: &[Row], column: usize) -> Option<usize> {
    rows.iter()
        .rposition(|row| !matches!(row.cells.get(column), Some(Printing::Above)))
}

fn root(rows: &[Row], column: usize) -> Option<&CellText> {
    let row = root_index(rows, column)?;
    rows.get(row)?.cells.get(column)?.text()
}

/// Adds text to the cell that covers the last row in a column.
fn append(rows: &mut [Row], column: usize, text: CellText) {
    if let Some(row) = root_index(rows, column)
        && let Some(Printing::Text(root)) =
            rows.get_mut(row).and_then(|row| row.cells.get_mut(column))
    {
        let by = root.left - text.left;
        root.lines.extend(text.lines.into_iter().map(|line| Line {
            x0: line.x0 + by,
            x1: line.x1 + by,
            inner: line.inner + by,
            ..line
        }));
    }
}
