//! Official documents as files: Word, Excel, PDF, web page, table or text, read into paragraphs and tables.
//!
//! Nothing here knows what the text means. Every paragraph and cell keeps its place, so that whatever is
//! read from it can be found again, and nothing is left out on the way. Untrusted: size and expansion are
//! bounded ([`limit`]) and a document that goes beyond is refused with a message.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use kind::{Kind, Unread};
use package::Package;

mod builder;
mod docx;
mod encoding;
mod html;
pub(crate) mod kind;
pub mod limit;
mod package;
mod pdf;
mod plain;
pub mod rows;
mod separated;
mod text;
mod words;
mod xls;
mod xlsx;
mod xml;

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

/// Reads a document from a file.
///
/// # Errors
///
/// If it cannot be opened, is beyond a limit, of a kind that is not read, damaged, or empty. A file that is too
/// large is refused before it is read.
pub fn read(path: &Path) -> Result<Document, DocumentError> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    );
    let unreadable = |source| DocumentError::Unreadable {
        file: name.clone(),
        source,
    };
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    check_size(&name, size)?;
    let mut bytes = Vec::new();
    // What is not a plain file does not know its size.
    file.take(limit::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    read_bytes(&name, &bytes)
}

/// Reads a document at hand; `name` is the name of its file.
///
/// # Errors
///
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    check_size(name, bytes.len() as u64)?;
    let blocks = match kind::of(name, bytes) {
        Kind::Zip => read_package(name, bytes)?,
        Kind::Ole => xls::read(name, bytes)?,
        Kind::Pdf => pdf::read(name, bytes)?,
        Kind::Html => html::read(name, bytes)?,
        Kind::Separated => separated::read(name, bytes)?,
        Kind::Plain => plain::read(name, bytes, false)?,
        Kind::Markdown => plain::read(name, bytes, true)?,
        Kind::Unread(kind) => return Err(unsupported(name, kind)),
    };
    if blocks.is_empty() {
        return Err(DocumentError::Empty {
            file: name.to_owned(),
        });
    }
    Ok(Document {
        name: name.to_owned(),
        sha256: hex(&Sha256::digest(bytes)),
        blocks,
    })
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|n| char::from_digit(u32::from(n), 16))
        .collect()
}

fn read_package(name: &str, bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    let mut package = Package::open(name, bytes)?;
    // Some services number the main part: document2.xml.
    if let Some(path) = package.find(|path| is_main(path, "word/", "document")) {
        return docx::read(name, &mut package, &path);
    }
    match find_workbook(&package) {
        (Some(path), _) => xlsx::read(name, &mut package, &path),
        (None, kind) => Err(unsupported(name, kind)),
    }
}

fn is_main(path: &str, folder: &str, stem: &str) -> bool {
    let file = path
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix(stem));
    let number = file.and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|number| !number.contains('/'))
}

/// The main part of a workbook, or what else the archive seems to be.
fn find_workbook(package: &Package<'_>) -> (Option<String>, Unread) {
    let has = |start: &str| package.find(|path| path.starts_with(start)).is_some();
    let kind = if has("ppt/") {
        Unread::Slides
    } else if has("xl/workbook.bin") {
        Unread::BinaryWorkbook
    } else if has("mimetype") && has("content.xml") {
        Unread::OpenDocument
    } else {
        Unread::Archive
    };
    (package.find(|path| is_main(path, "xl/", "workbook")), kind)
}

fn check_size(name: &str, size: u64) -> Result<(), DocumentError> {
    if size > limit::FILE_BYTES {
        return Err(DocumentError::TooLarge {
            file: name.to_owned(),
            limit: limit::FILE_BYTES,
        });
    }
    Ok(())
}

fn unsupported(name: &str, kind: Unread) -> DocumentError {
    let (file, kind_words) = (name.to_owned(), words::kind(kind).to_owned());
    match kind {
        // No format at all: a broken download rather than a file of another program.
        Unread::Binary => DocumentError::Damaged {
            file,
            why: kind_words,
        },
        Unread::Word97
        | Unread::Locked
        | Unread::Ole
        | Unread::Slides
        | Unread::OpenDocument
        | Unread::BinaryWorkbook
        | Unread::Archive
        | Unread::Image
        | Unread::Rtf
        | Unread::Mht
        | Unread::Xml => DocumentError::Unsupported {
            file,
            kind: kind_words,
        },
    }
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

/// What is counted while a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Characters of text ([`limit::TEXT_CHARS`]).
    Characters,
    /// Cells of tables ([`limit::CELLS`]).
    Cells,
    /// Elements within one another ([`limit::DEPTH`]).
    Depth,
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
    /// More in it than the limit, although the file is small enough.
    #[error("{file}: too many {of:?}")]
    TooMuch {
        /// The file.
        file: String,
        /// What there is too much of.
        of: Measure,
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
