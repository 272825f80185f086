//! The cells of a sheet, kept only where there is text, as a table.

use std::collections::BTreeMap;

use crate::document::builder::{Builder, tidy};
use crate::document::text::clean;
use crate::document::{Cell, DocumentError, Measure, Place, Row, Table, limit};

/// A sheet that is being read. Rows and columns count from 1.
pub(in crate::document) struct Sheet {
    name: String,
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    pub merged: Vec<Merged>,
}

/// A merged region, corners included, as (row, column).
#[derive(Clone, Copy)]
pub(in crate::document) struct Merged {
    pub first: (u32, u32),
    pub last: (u32, u32),
}

/// Takes the cells of a sheet as they are read.
pub(in crate::document) trait Take {
    /// A cell with its text, as (row, column) from 1; false when no more are wanted.
    fn cell(&mut self, place: (u32, u32), text: &str) -> Result<bool, DocumentError>;
    /// A merged region.
    fn merged(&mut self, merged: Merged) -> Result<(), DocumentError>;
    /// The last row the sheet says it has; 0 when it does not say.
    fn last_row(&mut self, _row: u32) {}
}

/// Keeps all of a sheet.
pub(in crate::document) struct Kept<'k, 'a> {
    pub sheet: &'k mut Sheet,
    pub builder: &'k mut Builder<'a>,
}

impl Take for Kept<'_, '_> {
    fn cell(&mut self, place: (u32, u32), text: &str) -> Result<bool, DocumentError> {
        self.sheet.put(place, text, self.builder)?;
        Ok(true)
    }

    fn merged(&mut self, merged: Merged) -> Result<(), DocumentError> {
        self.sheet.merged.push(merged);
        if self.sheet.merged.len() > limit::CELLS {
            return Err(self.builder.too_much(Measure::Cells));
        }
        Ok(())
    }
}

impl Sheet {
    pub fn new(name: &str) -> Sheet {
        Sheet {
            name: clean(name),
            rows: BTreeMap::new(),
            merged: Vec::new(),
        }
    }

    /// Keeps the text of a cell, if there is any.
    pub fn put(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        builder: &mut Builder<'_>,
    ) -> Result<(), DocumentError> {
        builder.take(text)?;
        let text = clean(text);
        if text.is_empty() {
            return Ok(());
        }
        let cells = self.rows.entry(row).or_default();
        if cells.insert(column, text).is_none() {
            builder.take_cells(1)?;
        }
        Ok(())
    }

    /// The rows that have text, from the first column that has any to the last.
    pub fn into_table(self, builder: &mut Builder<'_>) -> Result<Table, DocumentError> {
        let first = self.rows.values().filter_map(|row| row.keys().next()).min();
        let last = self
            .rows
            .values()
            .filter_map(|row| row.keys().next_back())
            .max();
        let (Some(&first), Some(&last)) = (first, last) else {
            return Ok(Table::default());
        };
        let width = (last - first + 1) as usize;
        let filled: usize = self.rows.values().map(BTreeMap::len).sum();
        builder.take_cells(width.saturating_mul(self.rows.len()) - filled)?;
        let number = builder.next_table();
        let mut table = Table::default();
        for (row, texts) in self.rows {
            let mut cells = vec![Cell::Text(String::new()); width];
            for (column, text) in texts {
                if let Some(cell) = cells.get_mut((column - first) as usize) {
                    *cell = Cell::Text(text);
                }
            }
            let place = Place {
                sheet: Some(self.name.clone()),
                table: Some(number),
                row: Some(row),
                ..Place::default()
            };
            table.rows.push(Row { cells, place });
        }
        let mut painted = 0usize;
        for merged in &self.merged {
            let columns = merged.first.1.max(first)..=merged.last.1.min(last);
            painted = painted.saturating_add(merge(&mut table, *merged, first, columns));
            if painted > limit::CELLS {
                return Err(builder.too_much(Measure::Cells));
            }
        }
        tidy(&mut table);
        Ok(table)
    }
}

/// Marks what a region covers and says how many cells that was.
fn merge(
    table: &mut Table,
    merged: Merged,
    first: u32,
    columns: std::ops::RangeInclusive<u32>,
) -> usize {
    let row_of = |row: &Row| row.place.row.unwrap_or(0);
    let begin = table
        .rows
        .partition_point(|row| row_of(row) < merged.first.0);
    let end = table
        .rows
        .partition_point(|row| row_of(row) <= merged.last.0);
    let has_corner = merged.first.1 >= first
        && table
            .rows
            .get(begin)
            .is_some_and(|row| row_of(row) == merged.first.0);
    if !has_corner || begin >= end || columns.is_empty() {
        return 1;
    }
    for (n, row) in table.rows.iter_mut().take(end).skip(begin).enumerate() {
        for column in columns.clone() {
            let Some(cell) = row.cells.get_mut((column - first) as usize) else {
                continue;
            };
            match (n, column == merged.first.1) {
                (0, true) => {}
                (0, false) => *cell = Cell::Left,
                (_, _) => *cell = Cell::Above,
            }
        }
    }
    (end - begin).saturating_mul(columns.count())
}
