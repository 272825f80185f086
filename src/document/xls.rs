//! Excel workbooks before 2007: records in a stream of a compound file.

mod compound;
mod records;

use crate::document::builder::Builder;
use crate::document::kind::Unread;
use crate::document::rows::RowMaker;
use crate::document::xlsx::format::{self, Format};
use crate::document::xlsx::sheet::{Kept, Merged, Sheet, Take};
use crate::document::xlsx::strings::Strings as Shown;
use crate::document::{Block, DocumentError, unsupported};
use compound::Compound;
use records::{Record, Records, Strings, u16_at, u32_at};

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    start: usize,
    is_hidden: bool,
}

/// What the cells refer to.
#[derive(Default)]
struct Shared {
    strings: Shown,
    formats: Vec<Format>,
    is_1904: bool,
    /// Numbers in full, however few of their digits the cell shows.
    is_exact: bool,
}

/// Reads a compound file, if it is a workbook.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    let mut builder = Builder::new(name);
    let (stream, sheets, shared) = open(name, bytes)?;
    for listed in sheets {
        let mut sheet = Sheet::new(&listed.name);
        let mut kept = Kept {
            sheet: &mut sheet,
            builder: &mut builder,
        };
        read_sheet(&stream, listed.start, &shared, &mut kept)?;
        let table = sheet.into_table(&mut builder)?;
        builder.table(table);
    }
    builder.finish()
}

/// Gives the rows of the sheets one after the other, visible sheets first.
pub(super) fn each_row(
    name: &str,
    bytes: &[u8],
    maker: &mut RowMaker<'_>,
) -> Result<(), DocumentError> {
    let (stream, sheets, mut shared) = open(name, bytes)?;
    shared.is_exact = true;
    for listed in sheets {
        maker.begin(&listed.name, find_merged(&stream, listed.start));
        read_sheet(&stream, listed.start, &shared, maker)?;
        if !maker.end() {
            break;
        }
    }
    Ok(())
}

/// The merged regions of a sheet, which come after its cells.
fn find_merged(stream: &[u8], start: usize) -> Vec<Merged> {
    let mut depth = 0usize;
    let mut merged = Vec::new();
    for Record { kind, data } in Records::new(stream, start) {
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            0x00E5 if depth <= 1 => {
                let regions = data.get(2..).unwrap_or_default().chunks_exact(8);
                merged.extend(regions.filter_map(region));
            }
            _ => {}
        }
    }
    merged
}

/// The stream of a workbook, its sheets, visible ones first, and what their cells refer to.
fn open(name: &str, bytes: &[u8]) -> Result<(Vec<u8>, Vec<Listed>, Shared), DocumentError> {
    let Some(file) = Compound::open(bytes) else {
        return Err(Builder::new(name).damaged("compound file"));
    };
    if file.has("EncryptedPackage") {
        return Err(unsupported(name, Unread::Locked));
    }
    let Some(stream) = file.stream("Workbook").or_else(|| file.stream("Book")) else {
        let is_word = file.has("WordDocument");
        let kind = if is_word { Unread::Word97 } else { Unread::Ole };
        return Err(unsupported(name, kind));
    };
    let mut shared = Shared::default();
    let mut sheets = Vec::new();
    if let Some(kind) = read_workbook(&stream, &mut shared, &mut sheets) {
        return Err(unsupported(name, kind));
    }
    sheets.sort_by_key(|sheet| sheet.is_hidden);
    Ok((stream, sheets, shared))
}

/// The part all sheets share; the kind of file if it cannot be read.
fn read_workbook(stream: &[u8], shared: &mut Shared, sheets: &mut Vec<Listed>) -> Option<Unread> {
    let mut codes = std::collections::HashMap::new();
    let mut used = Vec::new();
    let mut records = Records::new(stream, 0).peekable();
    while let Some(Record { kind, data }) = records.next() {
        match kind {
            // Text before Excel 97 is in code pages.
            0x0809 if u16_at(data, 0) != Some(0x0600) => return Some(Unread::Ole),
            0x002F => return Some(Unread::Locked),
            0x0022 => shared.is_1904 = u16_at(data, 0) == Some(1),
            0x0085 => {
                if data.get(5) == Some(&0)
                    && let Some(start) = u32_at(data, 0)
                {
                    sheets.push(Listed {
                        name: records::short_string(data.get(6..).unwrap_or_default()),
                        start: start as usize,
                        is_hidden: data.get(4).is_some_and(|state| state & 3 != 0),
                    });
                }
            }
            0x041E => {
                if let Some(id) = u16_at(data, 0) {
                    codes.insert(id, records::string(data.get(2..).unwrap_or_default()));
                }
            }
            0x00E0 => used.push(u16_at(data, 2).unwrap_or(0)),
            0x00FC => {
                let mut pieces = vec![data];
                while let Some(next) = records.next_if(|next| next.kind == 0x003C) {
                    pieces.push(next.data);
                }
                shared.strings = Strings::new(pieces).collect();
            }
            0x000A => break,
            _ => {}
        }
    }
    let format = |id: &u16| match codes.get(id) {
        Some(code) => Format::parse(code),
        None => Format::built_in(u32::from(*id)),
    };
    shared.formats = used.iter().map(format).collect();
    None
}

fn read_sheet(
    stream: &[u8],
    start: usize,
    shared: &Shared,
    take: &mut impl Take,
) -> Result<(), DocumentError> {
    // Charts within a sheet have beginnings and ends of their own.
    let mut depth = 0usize;
    // Where the text that a formula gave belongs; it comes in the next record.
    let mut formula = None;
    for Record { kind, data } in Records::new(stream, start) {
        match kind {
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            _ if depth > 1 => {}
            0x0200 => take.last_row(u32_at(data, 4).unwrap_or(0)),
            0x00E5 => {
                let regions = data.get(2..).unwrap_or_default().chunks_exact(8);
                for merged in regions.filter_map(region) {
                    take.merged(merged)?;
                }
            }
            0x0207 => {
                if let Some(place) = formula.take()
                    && !take.cell(place, &records::string(data))?
                {
                    break;
                }
            }
            0x00BD => {
                let Some((row, column)) = place(data) else {
                    continue;
                };
                let cells = data.get(4..).unwrap_or_default().chunks_exact(6);
                for (pair, column) in cells.zip(column..) {
                    let number = u32_at(pair, 2).map(records::packed);
                    let text = shared.show(number, u16_at(pair, 0));
                    if !take.cell((row, column), &text)? {
                        return Ok(());
                    }
                }
            }
            0x00FD | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x0006 => {
                let Some(place) = place(data) else {
                    continue;
                };
                let value = data.get(6..).unwrap_or_default();
                let style = u16_at(data, 4);
                if kind == 0x0006 && u16_at(value, 6) == Some(0xFFFF) && value.first() == Some(&0) {
                    formula = Some(place);
                    continue;
                }
                if !take.cell(place, &shared.cell(kind, value, style))? {
                    break;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

impl Shared {
    /// What a cell shows that holds one value.
    fn cell(&self, kind: u16, value: &[u8], style: Option<u16>) -> String {
        let truth = |at: usize| {
            if value.get(at) == Some(&1) {
                "TRUE"
            } else {
                "FALSE"
            }
        };
        match kind {
            0x00FD => {
                let text = u32_at(value, 0).and_then(|n| self.strings.get(n as usize));
                text.unwrap_or_default().to_owned()
            }
            0x0204 | 0x00D6 => records::string(value),
            0x0205 if value.get(1) == Some(&0) => truth(0).to_owned(),
            0x0205 => String::new(),
            0x027E => self.show(u32_at(value, 0).map(records::packed), style),
            0x0006 if u16_at(value, 6) == Some(0xFFFF) => match value.first() {
                Some(1) => truth(2).to_owned(),
                Some(_) | None => String::new(),
            },
            _ => self.show(records::number(value), style),
        }
    }

    fn show(&self, number: Option<f64>, style: Option<u16>) -> String {
        let Some(number) = number else {
            return String::new();
        };
        match style.and_then(|style| self.formats.get(usize::from(style))) {
            Some(format) if self.is_exact => format.exact(number, self.is_1904),
            Some(format) => format.print(number, self.is_1904),
            None => format::general(number),
        }
    }
}

/// Row and column, from 1.
fn place(data: &[u8]) -> Option<(u32, u32)> {
    let (row, column) = (u16_at(data, 0)?, u16_at(data, 2)?);
    Some((u32::from(row) + 1, u32::from(column) + 1))
}

fn region(data: &[u8]) -> Option<Merged> {
    let at = |n| u16_at(data, n).map(|n| u32::from(n) + 1);
    Some(Merged {
        first: (at(0)?, at(4)?),
        last: (at(2)?, at(6)?),
    })
}
