//! Word documents: the text as it prints, with the numbers Word puts before it.

mod numbering;
mod numerals;
mod words;

use std::io::BufRead;

use crate::document::builder::{Builder, Down};
use crate::document::package::Package;
use crate::document::xml::{Node, Start, Xml};
use crate::document::{Block, DocumentError};
use numbering::Numbering;

/// An element that matters on the way to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row {
        deleted: bool,
    },
    RowProperties,
    Cell,
    /// Whether one of the ways to show it was taken.
    Alternatives {
        taken: bool,
    },
    Other,
}

/// A paragraph that is being read.
#[derive(Default)]
struct Open {
    text: String,
    style: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    /// The text of the run does not print.
    hidden: bool,
}

struct Reader<'a> {
    builder: Builder<'a>,
    numbering: Numbering,
    tags: Vec<Tag>,
    /// Paragraphs within paragraphs: a text box stands in the one it is anchored to.
    open: Vec<Open>,
}

/// Reads the main part of a document.
pub(super) fn read(
    name: &str,
    package: &mut Package<'_>,
    path: &str,
) -> Result<Vec<Block>, DocumentError> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut numbering = Numbering::default();
    if let Some(mut part) = package.part(&format!("{folder}/styles.xml"))? {
        numbering.read_styles(&mut part)?;
    }
    if let Some(mut part) = package.part(&format!("{folder}/numbering.xml"))? {
        numbering.read_lists(&mut part)?;
    }
    let mut reader = Reader {
        builder: Builder::new(name),
        numbering,
        tags: Vec::new(),
        open: Vec::new(),
    };
    let Some(mut part) = package.part(path)? else {
        return Ok(Vec::new());
    };
    reader.body(&mut part)?;
    reader.builder.finish()
}

impl Reader<'_> {
    fn body<R: BufRead>(&mut self, xml: &mut Xml<'_, R>) -> Result<(), DocumentError> {
        loop {
            match xml.next()? {
                Node::Start(start) => match self.start(&start)? {
                    Some(tag) => self.tags.push(tag),
                    None => xml.skip()?,
                },
                Node::End => {
                    if let Some(tag) = self.tags.pop() {
                        self.end(tag)?;
                    }
                }
                Node::Text(text) => {
                    if self.tags.last() == Some(&Tag::Text) {
                        self.text(&text)?;
                    }
                }
                Node::Eof => return Ok(()),
            }
        }
    }

    /// What to remember of an element until its end; nothing if all of it is passed over.
    fn start(&mut self, start: &Start<'_>) -> Result<Option<Tag>, DocumentError> {
        let parent = self.tags.last().copied();
        let tag = match start.name() {
            "p" => {
                self.open.push(Open::default());
                Tag::Paragraph
            }
            "pPr" if parent == Some(Tag::Paragraph) => Tag::ParagraphProperties,
            "pStyle" | "numId" | "ilvl" => {
                self.list_property(start);
                Tag::Other
            }
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    open.hidden = false;
                }
                Tag::Run
            }
            "rPr" if parent == Some(Tag::Run) => Tag::RunProperties,
            "vanish" if parent == Some(Tag::RunProperties) => {
                if let Some(open) = self.open.last_mut() {
                    open.hidden = start.is_on();
                }
                Tag::Other
            }
            "t" => Tag::Text,
            "tab" | "ptab" if parent == Some(Tag::Run) => self.sign("\t")?,
            "br" | "cr" if parent == Some(Tag::Run) => self.sign("\n")?,
            "noBreakHyphen" if parent == Some(Tag::Run) => self.sign("-")?,
            "tbl" => {
                self.builder.open_table()?;
                Tag::Table
            }
            "tr" => {
                self.builder.open_row()?;
                Tag::Row { deleted: false }
            }
            "trPr" => Tag::RowProperties,
            "tc" => {
                self.builder.open_cell_with(1, Down::Rows(1))?;
                Tag::Cell
            }
            "gridBefore" => {
                self.builder
                    .skip_columns(start.number("val").unwrap_or(0))?;
                Tag::Other
            }
            "gridSpan" => {
                self.builder.change_cell(start.number("val"), None);
                Tag::Other
            }
            "vMerge" => {
                if start.attribute("val").as_deref() != Some("restart") {
                    self.builder.change_cell(None, Some(Down::Continued));
                }
                Tag::Other
            }
            "AlternateContent" => Tag::Alternatives { taken: false },
            "Choice" | "Fallback" => match self.tags.last_mut() {
                Some(Tag::Alternatives { taken: true }) => return Ok(None),
                Some(Tag::Alternatives { taken }) => {
                    *taken = true;
                    Tag::Other
                }
                Some(_) | None => Tag::Other,
            },
            "del" => {
                if parent == Some(Tag::RowProperties) {
                    self.delete_row();
                }
                return Ok(None);
            }
            // Not printed, or as it was before a tracked change.
            "moveFrom" | "instrText" | "delText" | "delInstrText" | "rt" | "pPrChange"
            | "rPrChange" | "tcPrChange" | "trPrChange" | "tblPrChange" | "tblPrExChange"
            | "tblGridChange" | "sectPrChange" | "numberingChange" | "sdtPr" | "sectPr"
            | "tblPr" | "tblGrid" => return Ok(None),
            _ => Tag::Other,
        };
        Ok(Some(tag))
    }

    fn end(&mut self, tag: Tag) -> Result<(), DocumentError> {
        match tag {
            Tag::Paragraph => self.end_paragraph(),
            Tag::Table => self.builder.close_table(),
            Tag::Row { deleted: true } => {
                self.builder.drop_row();
                Ok(())
            }
            Tag::Row { deleted: false } => self.builder.close_row(),
            Tag::Cell => self.builder.close_cell(),
            Tag::ParagraphProperties
            | Tag::Run
            | Tag::RunProperties
            | Tag::Text
            | Tag::RowProperties
            | Tag::Alternatives { .. }
            | Tag::Other => Ok(()),
        }
    }

    fn list_property(&mut self, start: &Start<'_>) {
        if !self.tags.contains(&Tag::ParagraphProperties) {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match start.name() {
            "pStyle" => open.style = start.attribute("val"),
            "numId" => open.list = start.number("val"),
            _ => open.level = start.number("val"),
        }
    }

    fn sign(&mut self, sign: &str) -> Result<Tag, DocumentError> {
        self.text(sign)?;
        Ok(Tag::Other)
    }

    fn text(&mut self, text: &str) -> Result<(), DocumentError> {
        self.builder.take(text)?;
        match self.open.last_mut() {
            Some(open) if !open.hidden => open.text.push_str(text),
            Some(_) | None => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), DocumentError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let number = self
            .numbering
            .next(open.style.as_deref(), open.list, open.level);
        let is_blank = open.text.trim().is_empty();
        match number {
            // An empty cell with a number shows it: the usual column of serial numbers.
            Some(number) if !is_blank || self.builder.is_in_cell() => {
                self.builder.take(&number)?;
                self.builder.paragraph(&(number + &open.text));
            }
            Some(_) | None => self.builder.paragraph(&open.text),
        }
        Ok(())
    }

    fn delete_row(&mut self) {
        let row = self.tags.iter_mut().rev().find_map(|tag| match tag {
            Tag::Row { deleted } => Some(deleted),
            Tag::Paragraph
            | Tag::ParagraphProperties
            | Tag::Run
            | Tag::RunProperties
            | Tag::Text
            | Tag::Table
            | Tag::RowProperties
            | Tag::Cell
            | Tag::Alternatives { .. }
            | Tag::Other => None,
        });
        if let Some(deleted) = row {
            *deleted = true;
        }
    }
}
