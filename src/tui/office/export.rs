//! A table as a file, whatever it is a table of.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::packs::Loaded;
use crate::report::table::{Column, Form, Heading, MARK, Writer, cells, headings};
use crate::store::filter::Asked;
use crate::store::{Filter, Page, Store, StoreError};
use crate::tui::message::Msg;
use crate::tui::model::export::{Export, ExportProgress, Source, Table, finding_cells};
use crate::tui::model::outliers::query::Query;
use crate::tui::office::decisions::marks::{chosen, whole};
use crate::tui::office::decisions::{number, told};
use crate::tui::office::import::{complete, expand};
use crate::tui::office::outliers::Compared;
use crate::tui::office::{Office, words, worker};
use crate::tui::strings;

/// After how many rows the worker says how far it is.
const STRIDE: usize = 2_000;

/// The export going on, if any.
#[derive(Default)]
pub(in crate::tui::office) struct Exports {
    stop: Arc<AtomicBool>,
}

impl Office {
    pub(in crate::tui::office) fn complete_export(&self, written: &str) -> Vec<Msg> {
        let found = complete(written, self.home.as_deref(), &["csv", "md"]);
        vec![Msg::PathsFound(found)]
    }

    pub(in crate::tui::office) fn export(
        &mut self,
        export: &Export,
        outbox: &Sender<Msg>,
    ) -> Vec<Msg> {
        let path = expand(&export.path, self.home.as_deref());
        if is_same(&path, &self.database) {
            return vec![Msg::ExportFailed(words::IS_STORE.to_owned())];
        }
        if path.is_dir() {
            return vec![Msg::ExportFailed(words::is_folder(&export.path))];
        }
        if path.exists() && !export.replaces {
            return vec![Msg::ExportExists];
        }
        let feed = match self.feed(&export.source) {
            Ok(feed) => feed,
            Err(text) => return vec![Msg::ExportFailed(text)],
        };
        let stop = Arc::new(AtomicBool::new(false));
        self.exports.stop = Arc::clone(&stop);
        let work = Work {
            loaded: Arc::clone(&self.loaded),
            feed,
            form: export.form,
            named: export.path.clone(),
            unit: strings::export_unit(export.source.contents()),
            path,
            stop,
        };
        let started = Msg::ExportProgressed(work.progress(0, None));
        let mut answers = vec![started];
        answers.extend(worker::start(outbox, Msg::ExportFailed, move |outbox| {
            work.run(outbox)
        }));
        answers
    }

    /// Where the rows of a table come from, or why there are none.
    fn feed(&self, source: &Source) -> Result<Feed, String> {
        Ok(match source {
            Source::Decisions(rows) => {
                let (library, today) = (&self.loaded.library, (self.now)().date());
                let asked = Asked::read(library, today, &rows.listing.filter);
                Feed::Decisions(
                    self.database.clone(),
                    Box::new(chosen(rows, &asked)),
                    whole(&rows.listing),
                    rows.columns.clone(),
                )
            }
            Source::Findings(query, headings) => {
                let compared = self.comparison.latest();
                let compared = compared.filter(|c| c.can_search(query));
                let compared = compared.ok_or(words::STILL_COMPARING)?;
                Feed::Findings(compared, query.clone(), headings.clone())
            }
            Source::Table(table) => Feed::Table(table.clone()),
        })
    }

    pub(in crate::tui::office) fn cancel_export(&self) -> Vec<Msg> {
        self.exports.stop.store(true, Ordering::Relaxed);
        Vec::new()
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// Where rows come from.
enum Feed {
    Decisions(PathBuf, Box<Filter>, Page, Vec<Column>),
    Findings(Arc<Compared>, Query, Vec<Heading>),
    Table(Table),
}

impl Feed {
    /// What stands over the columns.
    fn headings(&self, form: Form) -> Vec<Heading> {
        match self {
            Self::Decisions(.., columns) => headings(columns, form),
            Self::Findings(_, _, headings) => headings.clone(),
            Self::Table(table) => table.headings.clone(),
        }
    }

    /// Gives rows in their order, each with the number of all, until one is refused.
    fn each(
        &self,
        loaded: &Loaded,
        form: Form,
        mut give: impl FnMut(&[String], usize) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let library = &loaded.library;
        match self {
            Self::Decisions(database, filter, page, columns) => {
                let store = Store::open(database)?;
                let of = number(store.count(filter)?);
                store.each_on(filter, *page, |stored| {
                    give(&cells(columns, form, library, &stored), of)
                })?;
            }
            Self::Findings(compared, query, _) => {
                let listed = compared.listed(library, query);
                for at in listed.iter() {
                    let row = compared.row(library, *at);
                    if give(&finding_cells(row), listed.len()).is_break() {
                        break;
                    }
                }
            }
            Self::Table(table) => {
                for row in &table.rows {
                    if give(row, table.rows.len()).is_break() {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// An export as the worker does it.
struct Work {
    loaded: Arc<Loaded>,
    feed: Feed,
    form: Form,
    /// The path as it was written.
    named: String,
    /// What rows are counted in.
    unit: &'static str,
    path: PathBuf,
    stop: Arc<AtomicBool>,
}

/// Why nothing was written.
enum Trouble {
    Store(StoreError),
    File(io::Error),
    Stopped,
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::File(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        Trouble::Store(error)
    }
}

impl Work {
    fn run(self, outbox: &Sender<Msg>) -> Msg {
        let beside = beside(&self.path);
        let written = self
            .write(&beside, outbox)
            .and_then(|count| Ok(fs::rename(&beside, &self.path).map(|()| count)?));
        match written {
            Ok(count) => Msg::ExportEnded(words::exported(count, self.unit, &self.named)),
            Err(trouble) => {
                // What was begun is of no use; that it cannot be removed changes nothing of what is said.
                let _ = fs::remove_file(&beside);
                match trouble {
                    Trouble::Store(error) => Msg::ExportFailed(told(error)),
                    Trouble::File(error) => {
                        Msg::ExportFailed(words::not_exported(&self.named, &error))
                    }
                    Trouble::Stopped => Msg::ExportEnded(words::EXPORT_STOPPED.to_owned()),
                }
            }
        }
    }

    /// Writes a file beside the one that is meant, so that a full disk or a stop leaves that one whole.
    fn write(&self, beside: &Path, outbox: &Sender<Msg>) -> Result<usize, Trouble> {
        let mut file = BufWriter::new(File::create(beside)?);
        if self.form == Form::Csv {
            write!(file, "{MARK}")?;
        }
        let mut table = Writer::new(file, self.form, self.feed.headings(self.form))?;
        let (mut count, mut done) = (0, Ok(()));
        self.feed.each(&self.loaded, self.form, |row, of| {
            if self.stop.load(Ordering::Relaxed) {
                done = Err(Trouble::Stopped);
            } else if let Err(error) = table.row(row) {
                done = Err(Trouble::File(error));
            } else {
                count += 1;
            }
            if count % STRIDE == 0 {
                // Without a listener the program is ending, and the export with it.
                let _ = outbox.send(Msg::ExportProgressed(self.progress(count, Some(of))));
            }
            if done.is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        done?;
        let file = table.into_inner().into_inner();
        file.map_err(|e| Trouble::File(e.into_error()))?
            .sync_all()?;
        Ok(count)
    }

    fn progress(&self, written: usize, of: Option<usize>) -> ExportProgress {
        ExportProgress {
            file: self.named.clone(),
            unit: self.unit,
            written,
            of,
            is_cancelled: false,
        }
    }
}

/// A hidden name in the same folder.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.part"))
}
