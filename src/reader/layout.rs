//! Finding the items of a benchmark: which of the four layouts a document has, and its text by item.
//!
//! Nothing is lost: what is neither part of an item nor a heading of one stands in `remarks`, in order, and
//! what looks like part of an item but has none stands in `leftover`.

use crate::document::{Block, Document};
use crate::law::PartialDate;
use crate::reader::{Layout, Outline, Passage};

mod cell;
mod columns;
mod flow;
mod grid;
pub mod heading;
mod label;
mod lines;
pub mod mark;
#[cfg(test)]
mod tests;
mod words;

/// Takes a document apart. The layout is found by its headings unless it is given.
///
/// Never fails: a document without any item gives an outline without entries and its whole text as remarks.
pub fn outline(document: &Document, forced: Option<Layout>) -> Outline {
    let layout = forced.unwrap_or_else(|| choose(document));
    let mut outline = Outline {
        layout,
        title: None,
        doc_no: None,
        effective: None,
        remarks: Vec::new(),
        entries: Vec::new(),
        leftover: Vec::new(),
    };
    match layout {
        Layout::Table | Layout::List => grid::read(document, &mut outline),
        Layout::Articles | Layout::Prose => flow::read(document, &mut outline),
    }
    outline.title = title(&outline.remarks);
    outline.doc_no = outline
        .remarks
        .iter()
        .find_map(|passage| heading::doc_no(&passage.text));
    outline.effective = outline
        .remarks
        .iter()
        .chain(&outline.leftover)
        .find_map(|passage| heading::in_force(&passage.text))
        .and_then(date);
    outline
}

fn date((year, month, day): (i32, u32, Option<u32>)) -> Option<PartialDate> {
    match day {
        Some(day) => chrono::NaiveDate::from_ymd_opt(year, month, day).map(PartialDate::day),
        None => PartialDate::month(year, month),
    }
}

/// The layout whose headings the document has; a table is preferred to text that merely has articles.
fn choose(document: &Document) -> Layout {
    let found = columns::headers(document);
    if found.tables > 0 {
        return Layout::Table;
    }
    if found.lists > 0 {
        return Layout::List;
    }
    let (articles, prose) = lines::evidence(document);
    if articles > prose {
        Layout::Articles
    } else {
        Layout::Prose
    }
}

/// The first line that names a document, with the next one where it is broken in two.
fn title(remarks: &[Passage]) -> Option<String> {
    let mut lines = remarks.iter().take(12);
    let first = lines
        .by_ref()
        .find(|passage| words::is_document_title(&passage.text))?;
    let mut title = first.text.trim().replace('\n', "");
    let short = |next: &&Passage| words::is_title_end(&next.text) && next.text.chars().count() < 40;
    if let Some(next) = lines
        .next()
        .filter(short)
        .filter(|_| !words::is_title_end(&title))
    {
        title.push_str(next.text.trim());
    }
    Some(title)
}

/// All paragraphs of a document and the lines of its cells, as passages.
pub fn passages(document: &Document) -> Vec<Passage> {
    let mut all = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => all.push(Passage {
                text: paragraph.text.clone(),
                place: paragraph.place.clone(),
            }),
            Block::Table(table) => {
                for row in &table.rows {
                    for line in row.cells.iter().flat_map(|cell| cell.text().lines()) {
                        all.push(Passage {
                            text: line.to_owned(),
                            place: row.place.clone(),
                        });
                    }
                }
            }
        }
    }
    all.retain(|passage| !passage.text.trim().is_empty());
    all
}

/// Puts two pieces of a text together: a line that does not end a sentence goes on in the next.
fn join(text: &mut String, more: &str) {
    let more = more.trim();
    if more.is_empty() {
        return;
    }
    if text.ends_with(['。', '；', '：', ':', ';', '.']) {
        text.push('\n');
    } else if text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && more.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(more);
}
