//! Official documents as files: Word, Excel, PDF, web page, table or text, read into paragraphs and tables.
//!
//! Nothing here knows what the text means. Every paragraph and cell keeps its place, so that whatever is
//! read from it can be found again, and nothing is left out on the way. Untrusted: size and expansion are
//! bounded ([`limit`]) and a document that goes beyond is refused with a message.

use std::fmt;

pub mod limit;
pub mod pdf;
mod words;

/// A document as it was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Name of the file, without its directory.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Paragraphs and tables in reading order.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, heading or line.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, never empty, without line ends; control characters removed, other characters as printed.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// A table: every row has the same number of cells, merged cells included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its cells from left to right.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub place: Place,
}

/// A cell of the full grid of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The text of the cell (its upper left corner, when it is merged); paragraphs within it joined by `\n`.
    Text(String),
    /// Covered by the cell above it (merged downwards).
    Above,
    /// Covered by the cell to its left (merged to the right).
    Left,
}

/// Where something stands, as far as the format knows. Numbers count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Page.
    pub page: Option<u32>,
    /// Table within the document.
    pub table: Option<u32>,
    /// Row within the table or sheet; line of a text file.
    pub row: Option<u32>,
    /// Paragraph within the document.
    pub paragraph: Option<u32>,
}

impl Cell {
    /// The text of the cell; empty where another cell covers it.
    pub fn text(&self) -> &str {
        match self {
            Cell::Text(text) => text,
            Cell::Above | Cell::Left => "",
        }
    }
}

/// Prints `第3页第2个表格第5行`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&words::place(self))
    }
}

/// Why a document could not be read. `Display` is for logs; [`DocumentError::say`] is for people.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The file could not be opened or read.
    #[error("{file}: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// Larger than the limit, as it stands or once unpacked.
    #[error("{file}: larger than {limit} bytes")]
    TooLarge {
        /// The file.
        file: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// A PDF without a text layer.
    #[error("{file}: no text layer")]
    NoText {
        /// The file.
        file: String,
    },
    /// Nothing in it.
    #[error("{file}: empty")]
    Empty {
        /// The file.
        file: String,
    },
    /// A kind of file this program does not read (`.doc`, an image, a locked document).
    #[error("{file}: not a readable kind of file ({kind})")]
    Unsupported {
        /// The file.
        file: String,
        /// What it seems to be.
        kind: String,
    },
    /// Claims to be of a kind but is not well formed.
    #[error("{file}: damaged ({why})")]
    Damaged {
        /// The file.
        file: String,
        /// What the reader of the format said.
        why: String,
    },
}

impl DocumentError {
    /// The message for people: what is wrong with which file, and what to do.
    pub fn say(&self) -> String {
        words::error(self)
    }
}
