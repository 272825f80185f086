//! The rows of a workbook one by one, so that a register of many decisions need not fit into memory.
//!
//! Bounded like everything here: the file and what it unpacks to ([`limit`]), and the width of a row.

use std::ops::ControlFlow;

use crate::document::kind::{self, Kind};
use crate::document::package::Package;
use crate::document::text::clean;
use crate::document::xlsx::sheet::{Merged, Take};
use crate::document::{Block, DocumentError, find_workbook, html, limit, unsupported, xls, xlsx};

/// A row that has text.
#[derive(Debug)]
pub struct SheetRow<'a> {
    /// Which sheet, from 0; visible sheets come first.
    pub sheet: usize,
    /// Name of the sheet.
    pub name: &'a str,
    /// Row within the sheet, from 1.
    pub number: u32,
    /// Texts from the first column to the last that has any; numbers in full, days as 2024-03-05.
    pub cells: &'a [String],
    /// Columns, from 0, whose text stands in a cell merged with others above or below.
    pub shared: &'a [usize],
    /// The last row of the sheet, as far as it says; else 0.
    pub last: u32,
}

/// What to do after a row.
pub type Next = ControlFlow<Stop>;

/// Where to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Go on with the next sheet.
    Sheet,
    /// Read no further.
    All,
}

/// Gives the rows of a workbook (or of the tables of a web page, which some systems call a workbook) in order.
///
/// # Errors
///
/// If the file is beyond a limit, of a kind that is not read, or damaged; rows given before that were sound.
pub fn each_row(
    name: &str,
    bytes: &[u8],
    see: &mut dyn FnMut(&SheetRow<'_>) -> Next,
) -> Result<(), DocumentError> {
    if bytes.len() as u64 > limit::REGISTER_BYTES {
        return Err(DocumentError::TooLarge {
            file: name.to_owned(),
            limit: limit::REGISTER_BYTES,
        });
    }
    match kind::of(name, bytes) {
        Kind::Zip => {
            let most = limit::REGISTER_UNPACKED_BYTES;
            let mut package = Package::open_within(name, bytes, most)?;
            let (path, kind) = find_workbook(&package);
            let path = path.ok_or_else(|| unsupported(name, kind))?;
            xlsx::each_row(&mut package, &path, &mut RowMaker::new(see))
        }
        Kind::Ole => xls::each_row(name, bytes, &mut RowMaker::new(see)),
        Kind::Html => {
            let blocks = html::read(name, bytes)?;
            of_tables(&blocks, &mut RowMaker::new(see))
        }
        Kind::Unread(kind) => Err(unsupported(name, kind)),
        Kind::Pdf | Kind::Separated | Kind::Plain | Kind::Markdown => Err(DocumentError::Empty {
            file: name.to_owned(),
        }),
    }
}

fn of_tables(blocks: &[Block], maker: &mut RowMaker<'_>) -> Result<(), DocumentError> {
    for block in blocks {
        let Block::Table(table) = block else {
            continue;
        };
        maker.begin("", Vec::new());
        for (row, number) in table.rows.iter().zip(1..) {
            for (cell, column) in row.cells.iter().zip(1..) {
                maker.cell((number, column), cell.text())?;
            }
        }
        if !maker.end() {
            break;
        }
    }
    Ok(())
}

/// Puts cells together into rows.
pub(super) struct RowMaker<'s> {
    see: &'s mut dyn FnMut(&SheetRow<'_>) -> Next,
    sheets: usize,
    name: String,
    number: u32,
    last: u32,
    cells: Vec<String>,
    stop: Option<Stop>,
    /// Regions of several rows that are still to begin, the last first.
    ahead: Vec<Merged>,
    /// Those that have begun, with the text of their first cell.
    open: Vec<(Merged, String)>,
}

impl<'s> RowMaker<'s> {
    fn new(see: &'s mut dyn FnMut(&SheetRow<'_>) -> Next) -> RowMaker<'s> {
        RowMaker {
            see,
            sheets: 0,
            name: String::new(),
            number: 0,
            last: 0,
            cells: Vec::new(),
            stop: None,
            ahead: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Begins a sheet, of which these regions are merged.
    pub fn begin(&mut self, name: &str, mut merged: Vec<Merged>) {
        merged.retain(|m| m.last.0 > m.first.0 && (m.first.1 as usize) <= limit::REGISTER_COLUMNS);
        merged.sort_by_key(|m| std::cmp::Reverse(m.first));
        self.ahead = merged;
        self.open.clear();
        self.name = clean(name);
        self.stop = None;
        (self.number, self.last) = (0, 0);
        self.cells.clear();
    }

    /// Ends a sheet; false when no other is wanted.
    pub fn end(&mut self) -> bool {
        self.give();
        self.sheets += 1;
        self.stop != Some(Stop::All)
    }

    /// Hands the row out, if there is any text in it.
    fn give(&mut self) {
        if self.stop.is_some() || self.cells.is_empty() {
            return;
        }
        let shared = self.carry();
        let row = SheetRow {
            sheet: self.sheets,
            name: &self.name,
            number: self.number,
            cells: &self.cells,
            shared: &shared,
            last: self.last,
        };
        if let ControlFlow::Break(stop) = (self.see)(&row) {
            self.stop = Some(stop);
        }
        self.cells.clear();
    }

    /// Writes the text of merged cells into the rows they reach down to.
    fn carry(&mut self) -> Vec<usize> {
        let number = self.number;
        self.open.retain(|(m, _)| m.last.0 >= number);
        let mut shared = Vec::new();
        for (merged, text) in &self.open {
            let column = merged.first.1 as usize - 1;
            if self.cells.get(column).is_none_or(String::is_empty) {
                if self.cells.len() <= column {
                    self.cells.resize(column + 1, String::new());
                }
                if let Some(cell) = self.cells.get_mut(column) {
                    cell.clone_from(text);
                    shared.push(column);
                }
            }
        }
        while let Some(merged) = self.ahead.pop_if(|m| m.first.0 <= number) {
            if merged.first.0 == number {
                let column = merged.first.1 as usize - 1;
                let text = self.cells.get(column).cloned().unwrap_or_default();
                if !text.is_empty() {
                    shared.push(column);
                    self.open.push((merged, text));
                }
            }
        }
        shared
    }
}

impl Take for RowMaker<'_> {
    fn cell(&mut self, (row, column): (u32, u32), text: &str) -> Result<bool, DocumentError> {
        if row != self.number {
            self.give();
            self.number = row;
        }
        if self.stop.is_some() {
            return Ok(false);
        }
        let text = clean(text);
        if !text.is_empty() {
            let at = (column.saturating_sub(1) as usize).min(limit::REGISTER_COLUMNS);
            if self.cells.len() <= at {
                self.cells.resize(at + 1, String::new());
            }
            if let Some(cell) = self.cells.get_mut(at) {
                *cell = text;
            }
        }
        Ok(true)
    }

    fn merged(&mut self, _: Merged) -> Result<(), DocumentError> {
        Ok(())
    }

    fn last_row(&mut self, row: u32) {
        self.last = row;
    }
}
