//! The header of a table: what each column holds.

use crate::document::{Block, Cell, Document, Row, Table};
use crate::reader::layout::words::{self, Part};

/// A header: what each column holds, and the words over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// One entry a column.
    pub parts: Vec<Option<Part>>,
    /// The words of each column, for those kept under their heading.
    pub names: Vec<String>,
    /// How many rows it takes.
    pub rows: usize,
}

/// Tables of either kind in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// With tiers.
    pub tables: usize,
    /// Without.
    pub lists: usize,
}

/// Counts the tables of a document by their headers.
pub fn headers(document: &Document) -> Found {
    let mut found = Found::default();
    for block in &document.blocks {
        let Block::Table(table) = block else {
            continue;
        };
        for at in 0..table.rows.len() {
            if let Some(header) = header(table, at) {
                if header.has_tiers() {
                    found.tables += 1;
                } else {
                    found.lists += 1;
                }
            }
        }
    }
    found
}

impl Header {
    /// Whether its rows are tiers; a list otherwise.
    pub fn has_tiers(&self) -> bool {
        [Part::Tier, Part::Standard, Part::Both]
            .iter()
            .any(|part| self.has(*part))
    }

    /// Whether a column holds this.
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&Some(part))
    }
}

/// The header that begins in a row of a table.
pub fn header(table: &Table, at: usize) -> Option<Header> {
    let upper = table.rows.get(at)?;
    let mut names = spread(upper);
    let known = upper
        .cells
        .iter()
        .filter(|cell| words::column(cell.text()).is_some());
    if known.count() < 2 {
        return None;
    }
    let mut rows = 1;
    if let Some(lower) = table
        .rows
        .get(at + 1)
        .filter(|lower| is_second(upper, lower))
    {
        rows = 2;
        for (name, cell) in names.iter_mut().zip(&lower.cells) {
            let text = cell.text().trim();
            if !text.is_empty() {
                *name = match words::column(text) {
                    Some(_) => text.to_owned(),
                    None => format!("{name}·{text}"),
                };
            }
        }
    }
    let parts = parts(&names, upper)?;
    Some(Header { parts, names, rows })
}

/// The words over each column, those of a merged cell repeated.
fn spread(row: &Row) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for cell in &row.cells {
        let name = match cell {
            Cell::Left => names.last().cloned().unwrap_or_default(),
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Above => String::new(),
        };
        names.push(name);
    }
    names
}

/// Whether the second row belongs to the header: nothing but column words, or words under a merged cell only.
fn is_second(upper: &Row, lower: &Row) -> bool {
    let merged: Vec<bool> = (0..upper.cells.len())
        .map(|at| {
            let own = matches!(upper.cells.get(at), Some(Cell::Left));
            own || matches!(upper.cells.get(at + 1), Some(Cell::Left))
        })
        .collect();
    let mut words_below = 0;
    for ((above, below), merged) in upper.cells.iter().zip(&lower.cells).zip(merged) {
        let text = below.text().trim();
        if text.is_empty() {
            continue;
        }
        let known = words::column(text).is_some();
        // The same words again are a header repeated.
        if !(known || merged) || text.chars().count() > 24 || above.text().trim() == text {
            return false;
        }
        words_below += 1;
    }
    words_below > 0
}

fn parts(names: &[String], upper: &Row) -> Option<Vec<Option<Part>>> {
    let mut parts: Vec<Option<Part>> = Vec::with_capacity(names.len());
    for name in names {
        let part = words::column(name);
        parts.push(match part {
            None if name.chars().count() > 24 => return None,
            None if !name.is_empty() => Some(Part::Other),
            part => part,
        });
    }
    let across = upper
        .cells
        .iter()
        .filter(|cell| **cell == Cell::Left)
        .count();
    let has = |parts: &[Option<Part>], part| parts.contains(&Some(part));
    // Words that mean the tier where something else already says what it means.
    for at in 0..parts.len() {
        let Some(name) = names.get(at).filter(|name| words::may_be_tier(name)) else {
            continue;
        };
        let own = words::column(name);
        let another = parts
            .iter()
            .enumerate()
            .any(|(other, part)| other != at && (*part == own || *part == Some(Part::Both)));
        let free = another && !has(&parts, Part::Tier);
        if let Some(part) = parts.get_mut(at).filter(|_| free) {
            *part = Some(Part::Tier);
        }
    }
    // A list of acts may call its offence a condition column, but never lacks the offence.
    let known = parts
        .iter()
        .filter(|part| !matches!(part, None | Some(Part::Other)))
        .count();
    let distinct = names
        .iter()
        .filter(|name| !name.is_empty())
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let whole = has(&parts, Part::Title) && known >= 2 && distinct >= 2;
    (whole && across < parts.len().max(1)).then_some(parts)
}
