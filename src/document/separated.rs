//! Tables of text: commas, tabs or semicolons between the cells.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::document::builder::{Builder, tidy};
use crate::document::text::clean;
use crate::document::{Block, Cell, DocumentError, Place, Row, Table, encoding};

/// Reads a table; rows without any text are left out.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    let mut builder = Builder::new(name);
    let text = encoding::text(bytes).map_err(|e| builder.damaged(e))?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let number = builder.next_table();
    let mut table = Table::default();
    let mut record = StringRecord::new();
    let (mut width, mut used) = (0, 0);
    while reader
        .read_record(&mut record)
        .map_err(|e| builder.damaged(e))?
    {
        builder.take_cells(record.len())?;
        let mut cells = Vec::with_capacity(record.len());
        for text in &record {
            builder.take(text)?;
            cells.push(Cell::Text(clean(text)));
        }
        if cells.iter().all(|cell| cell.text().is_empty()) {
            continue;
        }
        width = width.max(cells.len());
        used += cells.len();
        let line = record.position().map(csv::Position::line);
        let place = Place {
            table: Some(number),
            row: line.and_then(|line| u32::try_from(line).ok()),
            ..Place::default()
        };
        table.rows.push(Row { cells, place });
    }
    builder.take_cells(width.saturating_mul(table.rows.len()) - used)?;
    tidy(&mut table);
    builder.table(table);
    builder.finish()
}

/// The sign that stands most often in the first lines, commas if none does.
fn delimiter(text: &str) -> u8 {
    let count = |sign: u8| {
        let lines = text.lines().take(20);
        lines
            .map(|line| line.matches(char::from(sign)).count())
            .sum::<usize>()
    };
    let signs = [b';', b'\t', b','].into_iter();
    signs.max_by_key(|sign| count(*sign)).unwrap_or(b',')
}
