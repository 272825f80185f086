//! Layouts in small, and the synthetic benchmarks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use crate::law::numeral;
use crate::reader::layout::{outline, passages, words};
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

/// Ideographs and digits only, so that punctuation and line ends do not matter.
fn plain(text: &str) -> String {
    words::fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The pieces of a document that the outline does not hold and that are no heading or number.
fn lost(document: &Document, outline: &Outline) -> Vec<String> {
    let mut fields = Vec::new();
    for passage in outline.remarks.iter().chain(&outline.leftover) {
        fields.push(plain(&passage.text));
    }
    for entry in &outline.entries {
        for text in [&entry.no, &entry.title, &entry.duty, &entry.basis] {
            fields.push(plain(text));
        }
        fields.extend(entry.notes.iter().map(|note| plain(&note.text)));
        for tier in &entry.tiers {
            fields.push(plain(&tier.label));
            fields.push(plain(tier.condition.as_deref().unwrap_or_default()));
            fields.push(plain(&tier.standard));
        }
    }
    let all = format!(" {} ", fields.join(" "));
    let fields: BTreeSet<String> = fields.into_iter().collect();
    passages(document)
        .into_iter()
        .map(|passage| passage.text)
        .filter(|text| {
            let text = plain(text);
            !fields.contains(&text) && !all.contains(&text) && !is_covered(&text, &all, &fields)
        })
        .collect()
}

/// Whether a text falls into headings, numbers, whole fields and long pieces of fields.
fn is_covered(text: &str, all: &str, fields: &BTreeSet<String>) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut from = vec![false; chars.len() + 1];
    from[chars.len()] = true;
    for start in (0..chars.len()).rev() {
        let mut piece = String::new();
        for end in start + 1..=chars.len() {
            piece.push(chars[end - 1]);
            let number = piece.trim_start_matches('第').trim_end_matches('条');
            let known = KNOWN.contains(&piece.as_str())
                || numeral::parse(number).is_some()
                || fields.contains(&piece)
                || end - start >= 4 && all.contains(&piece);
            if from[end] && known {
                from[start] = true;
                break;
            }
        }
    }
    from[0]
}

/// What an outline may leave out: headings.
const KNOWN: &[&str] = &[
    "认定违法行为的依据",
    "违法行为认定依据",
    "作出处罚决定的依据",
    "处罚决定的依据",
    "裁量阶次适用条件和具体标准",
    "裁量阶次及适用条件具体标准",
    "适用条件和具体标准",
    "违法行为情形和处罚基准",
    "违法行为的表现情形",
    "的违法行为",
    "违法行为的行政处罚裁量权基准",
    "处罚基准",
    "号",
    "序号",
    "编号",
    "违法行为",
    "违法事项",
    "行政处罚事项",
    "法律规定",
    "违法依据",
    "设定法律依据",
    "不予处罚法律依据",
    "处罚依据",
    "法定依据",
    "裁量阶次",
    "裁量档次",
    "裁量标准",
    "裁量情节",
    "裁量基准",
    "处罚标准",
    "免罚情形",
    "适用情形具有下列情形之一",
    "适用情形",
    "适用条件",
    "具体标准",
    "备注",
    "单位",
    "个人",
];
