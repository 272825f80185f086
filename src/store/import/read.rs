//! The reading half of an import: from the text of the file to batches of decisions, on a thread of its own.

use std::io::{self, BufRead};
use std::ops::Range;

use crate::document::DocumentError;
use crate::document::rows::{Next, SheetRow, Stop, each_row};
use crate::store::error::ImportError;
use crate::store::import::jsonl;
use crate::store::import::lines::Lines;
use crate::store::import::notice::Reason;
use crate::store::import::profile::Profile;
use crate::store::import::source::{Format, Passed, Source};
use crate::store::import::table::{Cells, Found, HEADER_WITHIN, Header};
use crate::store::import::understand::{Reader, Understood};
use crate::store::messages as say;

/// Records handed over at once.
const BATCH: usize = 1_000;

/// Some records and their text.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub records: Vec<Outcome>,
    /// The text of the records, one after the other.
    text: String,
}

/// What became of a record.
#[derive(Debug)]
pub(super) struct Outcome {
    pub line: u64,
    pub what: What,
    raw: Range<usize>,
}

/// What became of a record, before it is compared with those already kept.
#[derive(Debug)]
pub(super) enum What {
    Decision(Box<Understood>),
    Refused(Reason, Option<String>),
    Blank,
    /// Lines above the headings.
    Above,
    /// A sheet that is not read.
    OtherSheet,
}

impl Batch {
    /// The text a record came in.
    pub fn raw(&self, outcome: &Outcome) -> &str {
        self.text.get(outcome.raw.clone()).unwrap_or_default()
    }

    fn push(&mut self, line: u64, what: What, raw: &str) {
        let start = self.text.len();
        self.text.push_str(raw);
        self.records.push(Outcome {
            line,
            what,
            raw: start..self.text.len(),
        });
    }
}

/// Why reading stopped early.
pub(super) enum Stopped {
    Failed(io::Error),
    /// A workbook that cannot be read.
    Document(DocumentError),
    /// The headings of a decision table are missing.
    MissingColumns(Vec<String>),
    /// The other half no longer listens.
    Unheard,
}

impl Stopped {
    /// What the user is told; nothing when the other half gave up and knows why.
    pub fn explain(self, file: &str) -> Option<ImportError> {
        match self {
            Stopped::Failed(e) => Some(ImportError::Unreadable {
                file: file.to_owned(),
                why: say::io_reason(&e),
            }),
            Stopped::Document(error) => Some(ImportError::Workbook {
                file: file.to_owned(),
                error: Box::new(error),
            }),
            Stopped::MissingColumns(columns) => Some(ImportError::MissingColumns {
                file: file.to_owned(),
                columns,
            }),
            Stopped::Unheard => None,
        }
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Failed(error)
    }
}

/// Reads everything; `give` takes the batches and answers false to stop.
pub(super) fn read_all(
    source: &Source<'_>,
    passed: &Passed,
    name: &str,
    profile: &Profile,
    reader: &mut Reader<'_>,
    give: impl FnMut(Batch) -> bool,
) -> Result<(), Stopped> {
    let out = Out {
        batch: Batch::default(),
        give,
    };
    let lines = || Ok::<_, io::Error>(Lines::new(source.text(passed)?, source.line_end));
    match source.format {
        Format::Jsonl => read_jsonl(lines()?, reader, out),
        Format::Table { delimiter } => read_table(lines()?, delimiter, profile, reader, out),
        Format::Sheet => read_sheet(&source.whole(passed)?, passed, name, profile, reader, out),
    }
}

/// Collects records into batches.
struct Out<G> {
    batch: Batch,
    give: G,
}

impl<G: FnMut(Batch) -> bool> Out<G> {
    fn put(&mut self, line: u64, what: What, raw: &str) -> Result<(), Stopped> {
        self.batch.push(line, what, raw);
        if self.batch.records.len() >= BATCH {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), Stopped> {
        let next = Batch {
            records: Vec::with_capacity(BATCH),
            text: String::with_capacity(self.batch.text.len()),
        };
        if (self.give)(std::mem::replace(&mut self.batch, next)) {
            Ok(())
        } else {
            Err(Stopped::Unheard)
        }
    }
}

fn read_jsonl<R: BufRead, G: FnMut(Batch) -> bool>(
    mut lines: Lines<R>,
    reader: &mut Reader<'_>,
    mut out: Out<G>,
) -> Result<(), Stopped> {
    while let Some(line) = lines.next_line()? {
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        let what = match jsonl::read(text) {
            None => What::Refused(Reason::UnreadableRow, None),
            Some(record) => {
                let case_no = record.case_no.clone();
                understood(reader.read(record), || {
                    case_no.map(std::borrow::Cow::into_owned)
                })
            }
        };
        out.put(line.number, what, text)?;
    }
    out.flush()
}

fn read_table<R: BufRead, G: FnMut(Batch) -> bool>(
    mut lines: Lines<R>,
    delimiter: u8,
    profile: &Profile,
    reader: &mut Reader<'_>,
    mut out: Out<G>,
) -> Result<(), Stopped> {
    let mut cells = Cells::new(delimiter);
    let header = Header::find(&mut lines, &mut cells, profile)?
        .ok_or_else(|| Stopped::MissingColumns(Header::required()))?;
    let missing = header.missing();
    if !missing.is_empty() {
        return Err(Stopped::MissingColumns(missing));
    }
    if header.line > 1 {
        out.put(1, What::Above, "")?;
    }
    while let Some(row) = lines.next_row(delimiter)? {
        let number = row.number();
        let several = row.lines.len() > 1;
        let kept = if several {
            row.lines.clone()
        } else {
            Vec::new()
        };
        let mut text = row.into_text();
        if !several && text.trim().is_empty() {
            continue;
        }
        cells.split(&text);
        if several && !header.fits(&cells) {
            // Rather a stray quotation mark: the first line is a row, the others are read again.
            lines.put_back(kept.get(1..).unwrap_or_default().to_vec());
            text = kept
                .into_iter()
                .next()
                .map(|l| l.text.trim_end_matches(['\r', '\n']).to_owned())
                .unwrap_or_default();
            cells.split(&text);
        }
        out.put(number, what(&header, &cells, reader), &text)?;
    }
    out.flush()
}

/// Reads the first sheet that has the headings.
fn read_sheet<G: FnMut(Batch) -> bool>(
    bytes: &[u8],
    passed: &Passed,
    name: &str,
    profile: &Profile,
    reader: &mut Reader<'_>,
    mut out: Out<G>,
) -> Result<(), Stopped> {
    let mut cells = Cells::new(b'\t');
    let mut found: Option<(usize, Header)> = None;
    // The sheet looked at, and how many of its rows were passed over.
    let mut above = (0, 0);
    let mut ended: Result<(), Stopped> = Ok(());
    let mut see = |row: &SheetRow<'_>| -> Result<Next, Stopped> {
        let number = u64::from(row.number);
        let Some((sheet, header)) = &found else {
            above = if above.0 == row.sheet {
                (row.sheet, above.1 + 1)
            } else {
                (row.sheet, 1)
            };
            cells.fill(row.cells, 0);
            found = Header::of(&cells, number, profile).map(|header| (row.sheet, header));
            let missing = found.as_ref().map(|(_, header)| header.missing());
            if let Some(missing) = missing.filter(|m| !m.is_empty()) {
                return Err(Stopped::MissingColumns(missing));
            }
            if found.is_some() && above.1 > 1 {
                out.put(1, What::Above, "")?;
            }
            let is_far = found.is_none() && above.1 >= HEADER_WITHIN;
            return Ok(if is_far {
                Next::Break(Stop::Sheet)
            } else {
                Next::Continue(())
            });
        };
        if *sheet != row.sheet {
            out.put(1, What::OtherSheet, "")?;
            return Ok(Next::Break(Stop::All));
        }
        cells.fill(row.cells, header.width());
        let is_shared = row.shared.iter().any(|column| header.is_amount(*column));
        let what = what(header, &cells, reader);
        let what = match what {
            // One amount over several rows is the amount of none of them.
            What::Decision(decision) if is_shared => {
                let case_no = Some(decision.decision.case_no);
                What::Refused(Reason::AmbiguousAmount, case_no)
            }
            What::Decision(_)
            | What::Refused(..)
            | What::Blank
            | What::Above
            | What::OtherSheet => what,
        };
        out.put(number, what, &row.cells.join("\t"))?;
        if row.last > 0 {
            let share = number.min(u64::from(row.last)) * bytes.len() as u64;
            passed.set(share / u64::from(row.last));
        }
        Ok(Next::Continue(()))
    };
    let read = each_row(name, bytes, &mut |row| {
        see(row).unwrap_or_else(|stopped| {
            ended = Err(stopped);
            Next::Break(Stop::All)
        })
    });
    ended?;
    read.map_err(Stopped::Document)?;
    passed.set(bytes.len() as u64);
    if found.is_none() {
        return Err(Stopped::MissingColumns(Header::required()));
    }
    out.flush()
}

/// What a row of a table is.
fn what(header: &Header, cells: &Cells, reader: &mut Reader<'_>) -> What {
    match header.read(cells) {
        Found::Blank => What::Blank,
        Found::Refused(reason, case_no) => What::Refused(reason, case_no),
        Found::Record(record) => {
            let case_no = record.case_no.clone();
            understood(reader.read(*record), || {
                case_no.map(std::borrow::Cow::into_owned)
            })
        }
    }
}

fn understood(read: Result<Understood, Reason>, case_no: impl FnOnce() -> Option<String>) -> What {
    match read {
        Ok(understood) => What::Decision(Box::new(understood)),
        Err(reason) => What::Refused(reason, case_no()),
    }
}
