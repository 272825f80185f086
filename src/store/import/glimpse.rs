//! The first rows of a table: what its columns are taken for, and what would become of its rows.

use crate::compare::Decision;
use crate::document::rows::{Next, Stop, each_row};
use crate::law::Library;
use crate::store::error::ImportError;
use crate::store::import::lines::Lines;
use crate::store::import::notice::{NoteCode, Reason};
use crate::store::import::profile::{Field, Profile};
use crate::store::import::source::{Format, Input, Passed, Source};
use crate::store::import::table::{Cells, Found, HEADER_WITHIN, Header};
use crate::store::import::understand::Reader;
use crate::store::messages as say;

/// So many rows below the headings are looked at.
const ROWS: usize = 40;
/// A row with so many cells can be the headings of a table nobody knows.
const FEWEST: usize = 3;
/// So many values of a column are shown.
const SAMPLES: usize = 3;

/// The first rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// Line and cells; of a workbook, the rows of its first sheets.
    rows: Vec<(usize, u64, Vec<String>)>,
    /// In a workbook blank cells at the end of a row are not there.
    is_sheet: bool,
}

/// What the columns of a table are taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The line of the headings.
    pub line: u64,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Required fields that no column and no fixed value gives; where one of several will do, the first.
    pub lacking: Vec<Field>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What it is taken for; none when it is not known.
    pub field: Option<Field>,
    /// Its first values.
    pub samples: Vec<String>,
}

/// What would become of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The line it begins on.
    pub line: u64,
    /// The decision with what is noted about it, or why it is refused.
    pub what: Result<(Box<Decision>, Vec<NoteCode>), Reason>,
}

impl Glimpse {
    /// Looks at the first rows; none when the file is no table.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn read(name: &str, input: Input<'_>) -> Result<Option<Glimpse>, ImportError> {
        let source = Source::examine(name, input)?;
        let passed = Passed::default();
        let unreadable = |e: std::io::Error| ImportError::Unreadable {
            file: name.to_owned(),
            why: say::io_reason(&e),
        };
        let mut rows = Vec::new();
        match source.format {
            Format::Jsonl => return Ok(None),
            Format::Table { delimiter } => {
                let text = source.text(&passed).map_err(unreadable)?;
                let mut lines = Lines::new(text, source.line_end);
                let mut cells = Cells::new(delimiter);
                while rows.len() < HEADER_WITHIN + ROWS {
                    let Some(row) = lines.next_row(delimiter).map_err(unreadable)? else {
                        break;
                    };
                    let number = row.number();
                    cells.split(&row.into_text());
                    rows.push((0, number, cells.iter().map(str::to_owned).collect()));
                }
            }
            Format::Sheet => {
                let bytes = source.whole(&passed).map_err(unreadable)?;
                each_row(name, &bytes, &mut |row| {
                    rows.push((row.sheet, u64::from(row.number), row.cells.to_vec()));
                    let here = rows.iter().filter(|(sheet, _, _)| *sheet == row.sheet);
                    if rows.len() >= 4 * (HEADER_WITHIN + ROWS) {
                        Next::Break(Stop::All)
                    } else if here.count() >= HEADER_WITHIN + ROWS {
                        Next::Break(Stop::Sheet)
                    } else {
                        Next::Continue(())
                    }
                })
                .map_err(|error| ImportError::Workbook {
                    file: name.to_owned(),
                    error: Box::new(error),
                })?;
            }
        }
        Ok(Some(Glimpse {
            rows,
            is_sheet: source.format == Format::Sheet,
        }))
    }

    /// Where the headings are: the first row most of whose headings are known, else the first that could be one.
    fn header(&self, profile: &Profile) -> Option<(usize, Header)> {
        let mut cells = Cells::new(b',');
        let mut known = None;
        let mut seen = (0, 0);
        for (at, (sheet, line, row)) in self.rows.iter().enumerate() {
            seen = if seen.0 == *sheet {
                (*sheet, seen.1 + 1)
            } else {
                (*sheet, 1)
            };
            if seen.1 > HEADER_WITHIN {
                continue;
            }
            cells.fill(row, 0);
            if let Some(header) = Header::of(&cells, *line, profile) {
                known = Some((at, header));
                break;
            }
        }
        known.or_else(|| {
            let filled = |row: &[String]| row.iter().filter(|c| !c.is_empty()).count();
            let sheet = self.rows.first()?.0;
            let here = || self.rows.iter().take_while(|(s, _, _)| *s == sheet);
            let widest = here().map(|(_, _, row)| filled(row)).max()?;
            let at = here()
                .take(HEADER_WITHIN)
                .position(|(_, _, row)| filled(row) >= FEWEST && filled(row) * 5 >= widest * 4)?;
            let (_, line, row) = self.rows.get(at)?;
            cells.fill(row, 0);
            Some((at, Header::taken_for(&cells, *line, profile)))
        })
    }

    fn below(&self, at: usize) -> impl Iterator<Item = (u64, &[String])> {
        let sheet = self.rows.get(at).map(|(sheet, _, _)| *sheet);
        let rows = self.rows.iter().skip(at + 1);
        rows.filter(move |(s, _, _)| Some(*s) == sheet)
            .take(ROWS)
            .map(|(_, line, row)| (*line, row.as_slice()))
    }

    /// The first rows, among which the headings are.
    pub fn rows(&self) -> impl Iterator<Item = &[String]> {
        self.rows.iter().map(|(_, _, row)| row.as_slice())
    }

    /// What the columns are taken for.
    pub fn columns(&self, profile: &Profile) -> Columns {
        let Some((at, header)) = self.header(profile) else {
            return Columns::default();
        };
        let samples = |column: usize| {
            let mut found: Vec<String> = Vec::new();
            for (_, row) in self.below(at) {
                let cell = row.get(column).map(|cell| cell.trim());
                let cell = cell.filter(|c| !c.is_empty() && !found.iter().any(|f| f == c));
                found.extend(cell.map(str::to_owned));
                if found.len() == SAMPLES {
                    break;
                }
            }
            found
        };
        let columns = header.columns().enumerate();
        Columns {
            line: header.line,
            columns: columns
                .map(|(at, (heading, field))| Column {
                    heading: heading.to_owned(),
                    field,
                    samples: samples(at),
                })
                .collect(),
            lacking: header.lacking(),
        }
    }

    /// What would become of the first rows.
    pub fn try_out(&self, library: &Library, profile: &Profile) -> Vec<Tried> {
        let Some((at, header)) = self.header(profile) else {
            return Vec::new();
        };
        let mut reader = Reader::new(library, false);
        let mut cells = Cells::new(b',');
        let mut tried = Vec::new();
        for (line, row) in self.below(at) {
            cells.fill(row, if self.is_sheet { header.width() } else { 0 });
            let what = match header.read(&cells) {
                Found::Blank => continue,
                Found::Refused(reason, _) => Err(reason),
                Found::Record(record) => reader
                    .read(*record)
                    .map(|u| (Box::new(u.decision), u.notes)),
            };
            tried.push(Tried { line, what });
        }
        tried
    }
}
