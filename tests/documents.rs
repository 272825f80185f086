//! Documents as they are found: the same content in every format reads the same.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

use cailiang::document::{self, Block, Cell, Document, Table};

/// Trial documents beside the repository, if there are any.
fn shared(path: &str) -> Option<PathBuf> {
    let found = ["../shared", "../../shared"].iter().find_map(|up| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(up).join(path);
        path.exists().then_some(path)
    });
    if found.is_none() {
        eprintln!("skipped: no {path} beside the repository");
    }
    found
}

/// The largest table with covered cells empty.
fn grid(document: &Document) -> Vec<Vec<String>> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let largest = tables.max_by_key(|table| table.rows.len()).unwrap();
    let texts = |cells: &[Cell]| cells.iter().map(|cell| cell.text().to_owned()).collect();
    largest.rows.iter().map(|row| texts(&row.cells)).collect()
}

/// Every covered cell with the text that covers it.
fn covered(table: &Table) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &table.rows {
        let mut texts: Vec<String> = Vec::new();
        for (n, cell) in row.cells.iter().enumerate() {
            texts.push(match cell {
                Cell::Text(text) => text.clone(),
                Cell::Above => rows.last().unwrap()[n].clone(),
                Cell::Left => texts.last().unwrap().clone(),
            });
        }
        rows.push(texts);
    }
    rows
}

#[test]
fn every_format_of_a_document_gives_the_same_grid() {
    let Some(folder) = shared("casegen/samples") else {
        return;
    };
    for sample in ["A_seed1_600", "C_seed1_600"] {
        let read =
            |file: &str| document::read(&folder.join(sample).join("benchmark").join(file)).unwrap();
        let csv = grid(&read("general.csv"));
        let headed = |grid: Vec<Vec<String>>| {
            let start = grid.iter().position(|row| row[0] == "序号").unwrap();
            grid[start..].to_vec()
        };
        let expected = headed(csv);
        assert!(expected.len() > 300, "{}", expected.len());
        for file in ["general.docx", "general.html", "general.xlsx"] {
            assert_eq!(headed(grid(&read(file))), expected, "{sample} {file}");
        }
        let merged = |file: &str| {
            let document = read(file);
            let tables = document.blocks.into_iter().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                Block::Paragraph(_) => None,
            });
            headed(covered(
                &tables.max_by_key(|table| table.rows.len()).unwrap(),
            ))
        };
        let docx = merged("general.docx");
        assert!(
            docx.iter()
                .all(|row| row.iter().all(|text| !text.is_empty()))
        );
        assert_eq!(merged("general.html"), docx, "{sample}");
        assert_eq!(merged("general.xlsx"), docx, "{sample}");
    }
}
