//! Layouts in small, and the synthetic benchmarks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use crate::reader::layout::outline;
use crate::reader::{Layout, Outline};

mod samples;
mod shapes;

/// One paragraph a line.
fn text(lines: &str) -> Document {
    let blocks = lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            Block::Paragraph(Paragraph {
                text: line.trim().to_owned(),
                place: Place {
                    paragraph: u32::try_from(n + 1).ok(),
                    ..Place::default()
                },
            })
        })
        .collect();
    document(blocks)
}

/// A table: one row a line, cells apart by `|`; `^` is merged with the cell above, `<` with the one to its left,
/// `/` a line end inside a cell.
fn table(rows: &str) -> Block {
    let rows = rows
        .lines()
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .enumerate()
        .map(|(n, row)| Row {
            cells: row
                .split('|')
                .map(|cell| match cell.trim() {
                    "^" => Cell::Above,
                    "<" => Cell::Left,
                    text => Cell::Text(text.replace('/', "\n")),
                })
                .collect(),
            place: place(n),
        })
        .collect();
    Block::Table(Table { rows })
}

fn place(row: usize) -> Place {
    Place {
        table: Some(1),
        row: u32::try_from(row + 1).ok(),
        ..Place::default()
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        name: "sample".to_owned(),
        sha256: String::new(),
        blocks,
    }
}

/// Number, title and labels of the items, one a line.
fn shape(outline: &Outline) -> Vec<String> {
    outline
        .entries
        .iter()
        .map(|entry| {
            let labels: Vec<&str> = entry.tiers.iter().map(|tier| tier.label.as_str()).collect();
            format!("{} {} {}", entry.no, entry.title, labels.join(","))
        })
        .collect()
}
