//! Items in tables: with tiers, or lists without.

use crate::document::{Block, Cell, Document, Row, Table};
use crate::reader::layout::columns::{Header, header};
use crate::reader::layout::mark::mark;
use crate::reader::layout::words::{self, Part};
use crate::reader::layout::{cell, join};
use crate::reader::{Entry, Outline, Passage, TierText};

/// Reads the items of all tables of a document.
pub fn read(document: &Document, outline: &mut Outline) {
    let mut reader = Reader {
        outline,
        header: None,
        entry: None,
        section: String::new(),
        above: Vec::new(),
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = paragraph.text.trim();
                if text.is_empty() {
                    continue;
                }
                // A page number or a caption between two halves of a table does not end the item.
                if words::is_section(text) && !words::is_page_number(text) {
                    text.clone_into(&mut reader.section);
                }
                reader.outline.remarks.push(Passage {
                    text: text.to_owned(),
                    place: paragraph.place.clone(),
                });
            }
            Block::Table(table) => reader.table(table),
        }
    }
    reader.close();
}

struct Reader<'a> {
    outline: &'a mut Outline,
    header: Option<Header>,
    entry: Option<Entry>,
    section: String,
    /// The last text of each column, for cells merged downwards.
    above: Vec<String>,
}

/// One row by what its columns hold.
#[derive(Default)]
struct Parts {
    no: String,
    title: String,
    duty: String,
    basis: String,
    label: String,
    condition: String,
    standard: String,
    both: String,
    others: Vec<String>,
}

impl Reader<'_> {
    fn table(&mut self, table: &Table) {
        let width = table.rows.first().map_or(0, |row| row.cells.len());
        if self
            .header
            .as_ref()
            .is_some_and(|header| header.parts.len() != width)
        {
            self.close();
            self.header = None;
        }
        self.above = vec![String::new(); width];
        let mut skip = 0;
        for (at, row) in table.rows.iter().enumerate() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            if row.cells.iter().all(|cell| cell.text().trim().is_empty()) {
                continue;
            }
            if let Some(found) = header(table, at) {
                skip = found.rows - 1;
                if self.header.as_ref() != Some(&found) {
                    self.close();
                    self.header = Some(found);
                }
                continue;
            }
            let Some(header) = self.header.clone() else {
                self.beside(row);
                continue;
            };
            if let Some(text) = across(row, &header) {
                self.across(text, row);
            } else {
                self.row(row, &header);
            }
        }
    }

    /// A row that belongs to no header: text over or beside the table.
    fn beside(&mut self, row: &Row) {
        for cell in &row.cells {
            let text = cell.text().trim();
            if !text.is_empty() {
                self.outline.remarks.push(Passage {
                    text: text.to_owned(),
                    place: row.place.clone(),
                });
            }
        }
    }

    /// A row across the table: the heading of a section, or a note.
    fn across(&mut self, text: &str, row: &Row) {
        self.close();
        if words::is_section(text) && !words::is_note(text) {
            text.trim().clone_into(&mut self.section);
        }
        self.beside(row);
    }

    fn row(&mut self, row: &Row, header: &Header) {
        let mut parts = Reader::parts(row, header);
        let fresh = self.is_fresh(&parts, row, header);
        if fresh {
            self.close();
            self.inherit(&mut parts, row, header, false);
            self.entry = Some(Entry {
                no: number(&parts.no),
                title: words::title(&parts.title.replace('\n', "")),
                section: self.section.clone(),
                place: row.place.clone(),
                ..Entry::default()
            });
        }
        if !parts.label.is_empty() || !header.has(Part::Tier) {
            self.inherit(&mut parts, row, header, true);
        }
        self.remember(row);
        let Some(entry) = &mut self.entry else {
            return self.stray(row);
        };
        if !fresh && parts.title != entry.title && words::title(&parts.title) != entry.title {
            join(&mut entry.title, &words::title(&parts.title));
        }
        cell::add(&mut entry.duty, &parts.duty);
        cell::add(&mut entry.basis, &parts.basis);
        for note in &parts.others {
            entry.notes.push(Passage {
                text: note.clone(),
                place: row.place.clone(),
            });
        }
        let tiers = cell::tiers(&parts.label, &parts.condition, &parts.standard, &parts.both);
        let labelled = header.has(Part::Tier);
        for (n, mut tier) in tiers.into_iter().enumerate() {
            tier.place = row.place.clone();
            let goes_on =
                n == 0 && !fresh && tier.label.is_empty() && goes_on(&tier, entry, labelled);
            match entry.tiers.last_mut().filter(|_| goes_on) {
                Some(last) => append(last, &tier),
                None => entry.tiers.push(tier),
            }
        }
    }

    fn parts(row: &Row, header: &Header) -> Parts {
        let mut parts = Parts::default();
        for ((cell, part), name) in row.cells.iter().zip(&header.parts).zip(&header.names) {
            let text = cell.text().trim();
            if text.is_empty() {
                continue;
            }
            let field = match part {
                Some(Part::No) => &mut parts.no,
                Some(Part::Title) => &mut parts.title,
                Some(Part::Duty) => &mut parts.duty,
                Some(Part::Basis) => &mut parts.basis,
                Some(Part::Tier) => &mut parts.label,
                Some(Part::Condition) => &mut parts.condition,
                Some(Part::Standard) => &mut parts.standard,
                Some(Part::Both) => &mut parts.both,
                Some(Part::Other) | None => {
                    parts.others.push(if name.is_empty() {
                        text.to_owned()
                    } else {
                        format!("{name}：{text}")
                    });
                    continue;
                }
            };
            // Two columns of one kind: each under its own heading.
            let repeated = header.parts.iter().filter(|other| *other == part).count() > 1;
            if repeated {
                if !field.is_empty() {
                    field.push('\n');
                }
                field.push_str(name.rsplit('·').next().unwrap_or(name));
                field.push('：');
                field.push_str(text);
            } else {
                field.push_str(text);
            }
        }
        parts
    }

    /// Whether a row opens an item.
    fn is_fresh(&self, parts: &Parts, row: &Row, header: &Header) -> bool {
        let Some(entry) = &self.entry else {
            return !(parts.no.is_empty() && parts.title.is_empty());
        };
        let title = words::title(&parts.title.replace('\n', ""));
        let same_no = parts.no.is_empty() || number(&parts.no) == entry.no;
        let same_title = title.is_empty() || title == entry.title;
        let tiered = header.has_tiers();
        if !same_no {
            return true;
        }
        if same_title {
            // The same words again: another tier of the item, unless this is a list with its own numbers.
            return !tiered
                && !parts.title.is_empty()
                && header.has(Part::No)
                && parts.no.is_empty();
        }
        if !parts.no.is_empty() {
            return true;
        }
        if matches!(column(row, header, Part::No), Some(Cell::Above)) {
            return false;
        }
        // Without a number: an item if it has what an item begins with, the rest of a cell otherwise.
        if header.has(Part::Tier) {
            !parts.label.is_empty()
        } else if header.has(Part::No) {
            !(parts.basis.is_empty() || parts.condition.is_empty() && parts.both.is_empty())
                || !(parts.duty.is_empty() || parts.basis.is_empty())
        } else {
            true
        }
    }

    /// Gives an item the texts of cells that are merged over it and the item before; or a tier those of its halves.
    fn inherit(&self, parts: &mut Parts, row: &Row, header: &Header, tier: bool) {
        for ((cell, part), above) in row.cells.iter().zip(&header.parts).zip(&self.above) {
            if *cell != Cell::Above {
                continue;
            }
            match part {
                Some(Part::Title) if !tier => parts.title.clone_from(above),
                Some(Part::Duty) if !tier => parts.duty.clone_from(above),
                Some(Part::Basis) if !tier => parts.basis.clone_from(above),
                Some(Part::Condition) if tier => parts.condition.clone_from(above),
                Some(Part::Standard) if tier => parts.standard.clone_from(above),
                Some(Part::Both) if tier => parts.both.clone_from(above),
                Some(_) | None => {}
            }
        }
    }

    fn remember(&mut self, row: &Row) {
        for (cell, above) in row.cells.iter().zip(&mut self.above) {
            if let Cell::Text(text) = cell {
                text.trim().clone_into(above);
            }
        }
    }

    /// A row under a header that belongs to no item.
    fn stray(&mut self, row: &Row) {
        for cell in &row.cells {
            let text = cell.text().trim();
            if !text.is_empty() {
                self.outline.leftover.push(Passage {
                    text: text.to_owned(),
                    place: row.place.clone(),
                });
            }
        }
    }

    fn close(&mut self) {
        if let Some(entry) = self.entry.take() {
            self.outline.entries.push(entry);
        }
    }
}

/// The text of a row that has only one, across the table or in its first column.
fn across<'a>(row: &'a Row, header: &Header) -> Option<&'a str> {
    let mut texts = row.cells.iter().enumerate().filter_map(|(at, cell)| {
        let text = cell.text().trim();
        (!text.is_empty()).then_some((at, text))
    });
    let (at, text) = texts.next()?;
    if texts.next().is_some() {
        return None;
    }
    let merged =
        row.cells.iter().filter(|cell| **cell == Cell::Left).count() + 1 == row.cells.len();
    let part = header.parts.get(at).copied().flatten();
    let stands_out = match part {
        Some(Part::No) => number(text).parse::<u32>().is_err(),
        Some(Part::Title) => {
            mark(text).is_some() || words::is_note(text) || words::names_group(text)
        }
        _ => at == 0,
    };
    (merged && row.cells.len() > 1 || stands_out || at == 0 && words::is_note(text)).then_some(text)
}

fn column<'a>(row: &'a Row, header: &Header, part: Part) -> Option<&'a Cell> {
    let at = header.parts.iter().position(|p| *p == Some(part))?;
    row.cells.get(at)
}

/// Whether a tier without a label is the rest of the one before.
fn goes_on(tier: &TierText, entry: &Entry, labelled: bool) -> bool {
    let Some(last) = entry.tiers.last() else {
        return false;
    };
    if labelled {
        return !last.label.is_empty();
    }
    let condition = tier.condition.as_deref().unwrap_or_default();
    // Half a tier, where the one before has both halves, is the rest of it.
    (condition.is_empty() || tier.standard.is_empty())
        && last.condition.is_some()
        && !last.standard.is_empty()
}

fn append(last: &mut TierText, more: &TierText) {
    if let Some(condition) = &more.condition {
        join(last.condition.get_or_insert_default(), condition);
    }
    join(&mut last.standard, &more.standard);
}

/// A number as Arabic digits, as printed where it is none.
fn number(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', '．', '、', '。']);
    let text = text.trim_matches(['(', ')', '（', '）']);
    match crate::law::numeral::parse(text) {
        Some(number) => number.to_string(),
        None => text.to_owned(),
    }
}
