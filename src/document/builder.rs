//! Puts together what the readers of the formats find: paragraphs, and tables whose cells span others.

use crate::document::text::clean;
use crate::document::{Block, Cell, DocumentError, Measure, Paragraph, Place, Row, Table, limit};

/// Collects the blocks of a document and watches over the limits.
pub(super) struct Builder<'a> {
    name: &'a str,
    blocks: Vec<Block>,
    /// Tables that have begun, the innermost last.
    open: Vec<Open>,
    chars: usize,
    cells: usize,
    tables: u32,
    paragraphs: u32,
}

/// How a cell goes on downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Down {
    /// Covers this many rows, itself included; 0 means all that follow.
    Rows(u32),
    /// Covered by the cell above it.
    Continued,
}

/// The cell that is being read.
struct OpenCell {
    pieces: Vec<Piece>,
    columns: u32,
    down: Down,
}

/// What stands in a cell.
enum Piece {
    Line(String),
    Table(Vec<GridRow>),
}

/// A row with the columns its cells cover.
struct GridRow {
    cells: Vec<GridCell>,
    place: Place,
}

enum GridCell {
    Own(Vec<Piece>),
    Above,
    Left,
}

#[derive(Default)]
struct Open {
    rows: Vec<GridRow>,
    row: Option<Vec<GridCell>>,
    cell: Option<OpenCell>,
    /// For each column, how many more rows the cell above covers.
    covered: Vec<u32>,
    number: u32,
}

impl<'a> Builder<'a> {
    pub fn new(name: &'a str) -> Builder<'a> {
        Builder {
            name,
            blocks: Vec::new(),
            open: Vec::new(),
            chars: 0,
            cells: 0,
            tables: 0,
            paragraphs: 0,
        }
    }

    /// Whether a paragraph would go into a cell.
    pub fn is_in_cell(&self) -> bool {
        self.open.iter().any(|table| table.cell.is_some())
    }

    /// Counts characters before they are kept.
    pub fn take(&mut self, text: &str) -> Result<(), DocumentError> {
        self.chars = self.chars.saturating_add(text.chars().count());
        if self.chars > limit::TEXT_CHARS {
            return Err(self.too_much(Measure::Characters));
        }
        Ok(())
    }

    /// Counts cells before they are kept.
    pub fn take_cells(&mut self, count: usize) -> Result<(), DocumentError> {
        self.cells = self.cells.saturating_add(count);
        if self.cells > limit::CELLS {
            return Err(self.too_much(Measure::Cells));
        }
        Ok(())
    }

    pub fn too_much(&self, of: Measure) -> DocumentError {
        DocumentError::TooMuch {
            file: self.name.to_owned(),
            of,
        }
    }

    pub fn damaged(&self, why: impl std::fmt::Display) -> DocumentError {
        DocumentError::Damaged {
            file: self.name.to_owned(),
            why: why.to_string(),
        }
    }

    /// A paragraph whose characters were counted; its lines become paragraphs of their own.
    pub fn paragraph(&mut self, text: &str) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let lines = text.split('\n').map(|line| Piece::Line(line.to_owned()));
        if let Some(cell) = self.open_cell() {
            cell.pieces.extend(lines);
            return;
        }
        self.paragraphs += 1;
        let place = Place {
            paragraph: Some(self.paragraphs),
            ..Place::default()
        };
        self.push_lines(&text, &place);
    }

    /// A paragraph at a place of its own.
    pub fn paragraph_at(&mut self, text: &str, place: &Place) {
        self.push_lines(&clean(text), place);
    }

    /// A table that is already whole.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// The number of the next table, from 1.
    pub fn next_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    pub fn open_table(&mut self) -> Result<(), DocumentError> {
        if self.open.len() >= limit::DEPTH {
            return Err(self.too_much(Measure::Depth));
        }
        let number = if self.open.is_empty() {
            self.next_table()
        } else {
            self.tables
        };
        self.open.push(Open {
            number,
            ..Open::default()
        });
        Ok(())
    }

    pub fn open_row(&mut self) -> Result<(), DocumentError> {
        self.close_row()?;
        if let Some(table) = self.open.last_mut() {
            table.row = Some(Vec::new());
        }
        Ok(())
    }

    pub fn open_cell_with(&mut self, columns: u32, down: Down) -> Result<(), DocumentError> {
        self.close_cell()?;
        if let Some(table) = self.open.last_mut() {
            table.row.get_or_insert_with(Vec::new);
            table.cell = Some(OpenCell {
                pieces: Vec::new(),
                columns,
                down,
            });
        }
        Ok(())
    }

    /// What is known of the open cell only after it began.
    pub fn change_cell(&mut self, columns: Option<u32>, down: Option<Down>) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.columns = columns.unwrap_or(cell.columns);
            cell.down = down.unwrap_or(cell.down);
        }
    }

    /// Columns without a cell at the beginning or end of a row.
    pub fn skip_columns(&mut self, count: u32) -> Result<(), DocumentError> {
        self.take_cells(count as usize)?;
        if let Some(row) = self.open.last_mut().and_then(|table| table.row.as_mut()) {
            row.extend((0..count).map(|_| GridCell::Own(Vec::new())));
        }
        Ok(())
    }

    pub fn close_cell(&mut self) -> Result<(), DocumentError> {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.take()) else {
            return Ok(());
        };
        let columns = cell.columns.max(1);
        self.take_cells(columns as usize)?;
        let Some(table) = self.open.last_mut() else {
            return Ok(());
        };
        let covered_before = table.fill_covered(false);
        table.place(cell, columns);
        self.take_cells(covered_before)
    }

    /// Throws the open row away.
    pub fn drop_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.cell = None;
            table.row = None;
        }
    }

    pub fn close_row(&mut self) -> Result<(), DocumentError> {
        self.close_cell()?;
        let Some(table) = self.open.last_mut() else {
            return Ok(());
        };
        if table.row.is_none() {
            return Ok(());
        }
        let covered = table.fill_covered(true);
        let place = Place {
            table: Some(table.number),
            row: u32::try_from(table.rows.len() + 1).ok(),
            ..Place::default()
        };
        if let Some(cells) = table.row.take() {
            table.rows.push(GridRow { cells, place });
        }
        self.take_cells(covered)
    }

    /// Ends the innermost table: a table of its own, or text of the cell it stands in.
    pub fn close_table(&mut self) -> Result<(), DocumentError> {
        self.close_row()?;
        let Some(table) = self.open.pop() else {
            return Ok(());
        };
        let width = table.rows.iter().map(|row| row.cells.len()).max();
        let used: usize = table.rows.iter().map(|row| row.cells.len()).sum();
        let padded = width.unwrap_or(0).saturating_mul(table.rows.len()) - used;
        self.take_cells(padded)?;
        if let Some(cell) = self.open_cell() {
            cell.pieces.push(Piece::Table(table.rows));
        } else {
            self.emit(table.rows);
        }
        Ok(())
    }

    /// The blocks; tables still open are closed.
    pub fn finish(mut self) -> Result<Vec<Block>, DocumentError> {
        while !self.open.is_empty() {
            self.close_table()?;
        }
        Ok(self.blocks)
    }

    fn open_cell(&mut self) -> Option<&mut OpenCell> {
        let mut open = self.open.iter_mut().rev();
        open.find_map(|table| table.cell.as_mut())
    }

    fn push_lines(&mut self, text: &str, place: &Place) {
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            self.blocks.push(Block::Paragraph(Paragraph {
                text: line.to_owned(),
                place: place.clone(),
            }));
        }
    }

    /// A table into the blocks. One that only arranges a larger table on the page gives its contents instead.
    fn emit(&mut self, rows: Vec<GridRow>) {
        if !is_frame(&rows) {
            let table = resolve(rows);
            self.table(table);
            return;
        }
        for row in rows {
            for cell in row.cells {
                let GridCell::Own(pieces) = cell else {
                    continue;
                };
                for piece in pieces {
                    match piece {
                        Piece::Line(line) => self.push_lines(&line, &row.place),
                        Piece::Table(inner) => self.emit(inner),
                    }
                }
            }
        }
    }
}

impl Open {
    /// Fills the columns that cells above cover, from the end of the row on; says how many.
    fn fill_covered(&mut self, all: bool) -> usize {
        let Some(row) = self.row.as_mut() else {
            return 0;
        };
        let before = row.len();
        let end = if all {
            let last = self.covered.iter().rposition(|more| *more > 0);
            last.map_or(0, |last| last + 1)
        } else {
            0
        };
        while let Some(more) = self.covered.get_mut(row.len()) {
            if *more > 0 {
                // "All that follow" never runs out.
                if *more != u32::MAX {
                    *more -= 1;
                }
                row.push(GridCell::Above);
            } else if row.len() < end {
                row.push(GridCell::Own(Vec::new()));
            } else {
                break;
            }
        }
        row.len() - before
    }

    fn place(&mut self, cell: OpenCell, columns: u32) {
        let Some(row) = self.row.as_mut() else {
            return;
        };
        let start = row.len();
        let has_above = self
            .rows
            .last()
            .is_some_and(|above| above.cells.len() > start);
        let more = match cell.down {
            Down::Rows(0) => u32::MAX,
            Down::Rows(rows) => rows - 1,
            Down::Continued => 0,
        };
        if cell.down == Down::Continued && has_above {
            let wide = self.rows.last().map_or(0, |above| above.cells.len());
            row.extend((0..columns as usize).map(|n| {
                if start + n < wide {
                    GridCell::Above
                } else {
                    GridCell::Left
                }
            }));
        } else {
            row.push(GridCell::Own(cell.pieces));
            row.extend((1..columns).map(|_| GridCell::Left));
        }
        let end = row.len();
        if self.covered.len() < end && more > 0 {
            self.covered.resize(end, 0);
        }
        for column in self.covered.iter_mut().take(end).skip(start) {
            *column = more;
        }
    }
}

/// Holds a table that says more than the rest of it.
fn is_frame(rows: &[GridRow]) -> bool {
    let own = |row: &GridRow| -> usize {
        let filled = |cell: &&GridCell| match cell {
            GridCell::Own(pieces) => pieces.iter().any(|p| matches!(p, Piece::Line(_))),
            GridCell::Above | GridCell::Left => false,
        };
        row.cells.iter().filter(filled).count()
    };
    let lines: usize = rows.iter().map(own).sum();
    largest_inner(rows) > lines.max(3)
}

/// Cells of the largest table within this one.
fn largest_inner(rows: &[GridRow]) -> usize {
    let pieces = rows
        .iter()
        .flat_map(|row| &row.cells)
        .flat_map(|cell| match cell {
            GridCell::Own(pieces) => pieces.as_slice(),
            GridCell::Above | GridCell::Left => &[],
        });
    let size = |inner: &Vec<GridRow>| {
        let cells: usize = inner.iter().map(|row| row.cells.len()).sum();
        let data = inner.len() > 1 && inner.iter().any(|row| row.cells.len() > 1);
        if data { cells } else { 0 }.max(largest_inner(inner))
    };
    pieces
        .map(|piece| match piece {
            Piece::Table(inner) => size(inner),
            Piece::Line(_) => 0,
        })
        .max()
        .unwrap_or(0)
}

/// The full grid, every row as wide as the widest; rows and columns empty at the end are gone.
fn resolve(rows: Vec<GridRow>) -> Table {
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(|cell| match cell {
            GridCell::Own(pieces) => Cell::Text(lines(pieces)),
            GridCell::Above => Cell::Above,
            GridCell::Left => Cell::Left,
        });
        Row {
            cells: cells.collect(),
            place: row.place,
        }
    });
    let mut table = Table {
        rows: rows.collect(),
    };
    tidy(&mut table);
    table
}

fn lines(pieces: Vec<Piece>) -> String {
    let mut out: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Line(line) => out.push(line),
            Piece::Table(rows) => out.extend(resolve(rows).rows.iter().map(|row| {
                let texts = row.cells.iter().map(|cell| cell.text().replace('\n', " "));
                texts
                    .filter(|t| !t.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ")
            })),
        }
    }
    out.join("\n")
}

/// Makes every row equally wide and takes off columns and rows that are empty to the end.
pub(super) fn tidy(table: &mut Table) {
    let is_filled = |cell: &Cell| !cell.text().is_empty();
    let rows = table.rows.iter();
    let width = rows
        .filter_map(|row| row.cells.iter().rposition(is_filled))
        .map(|last| last + 1)
        .max()
        .unwrap_or(0);
    let height = table
        .rows
        .iter()
        .rposition(|row| row.cells.iter().any(is_filled));
    table.rows.truncate(height.map_or(0, |last| last + 1));
    for row in &mut table.rows {
        row.cells.resize(width, Cell::Text(String::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(builder: &mut Builder, text: &str, columns: u32, down: Down) {
        builder.open_cell_with(columns, down).unwrap();
        builder.paragraph(text);
        builder.close_cell().unwrap();
    }

    fn grid(blocks: &[Block]) -> Vec<Vec<Cell>> {
        let Some(Block::Table(table)) = blocks.first() else {
            return Vec::new();
        };
        table.rows.iter().map(|row| row.cells.clone()).collect()
    }

    fn own(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn spans_cover_the_cells_below_and_beside() {
        let mut builder = Builder::new("f");
        builder.open_table().unwrap();
        builder.open_row().unwrap();
        cell(&mut builder, "a", 2, Down::Rows(2));
        cell(&mut builder, "b", 1, Down::Rows(1));
        builder.open_row().unwrap();
        cell(&mut builder, "c", 1, Down::Rows(1));
        builder.open_row().unwrap();
        cell(&mut builder, "d", 1, Down::Rows(1));
        builder.close_table().unwrap();
        assert_eq!(
            grid(&builder.finish().unwrap()),
            [
                [own("a"), Cell::Left, own("b")],
                [Cell::Above, Cell::Above, own("c")],
                [own("d"), own(""), own("")],
            ]
        );
    }

    #[test]
    fn a_continued_cell_with_nothing_above_is_a_cell() {
        let mut builder = Builder::new("f");
        builder.open_table().unwrap();
        builder.open_row().unwrap();
        cell(&mut builder, "a", 1, Down::Continued);
        assert_eq!(grid(&builder.finish().unwrap()), [[own("a")]]);
    }

    #[test]
    fn a_table_in_a_cell_is_text_unless_the_outer_one_only_frames_it() {
        let nested = |outside: usize| {
            let mut builder = Builder::new("f");
            builder.open_table().unwrap();
            builder.open_row().unwrap();
            for _ in 0..outside {
                cell(&mut builder, "x", 1, Down::Rows(1));
            }
            builder.open_cell_with(1, Down::Rows(1)).unwrap();
            builder.open_table().unwrap();
            for _ in 0..2 {
                builder.open_row().unwrap();
                cell(&mut builder, "p", 1, Down::Rows(1));
                cell(&mut builder, "q", 1, Down::Rows(1));
            }
            builder.close_table().unwrap();
            builder.close_table().unwrap();
            grid(&builder.finish().unwrap())
        };
        assert_eq!(nested(0), [[own("p"), own("q")], [own("p"), own("q")]]);
        assert_eq!(
            nested(5).first().and_then(|r| r.last()),
            Some(&own("p q\np q"))
        );
    }
}
