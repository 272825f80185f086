//! The table as a file or a text.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use crate::packs::Loaded;
use crate::report::table::{Form, MARK, Writer};
use crate::store::filter::Asked;
use crate::store::{Filter, Page, Store, StoreError, Stored};
use crate::tui::message::Msg;
use crate::tui::model::decisions::Listing;
use crate::tui::model::decisions::export::{Export, ExportProgress, Rows};
use crate::tui::model::decisions::marks::{Chosen, Sum};
use crate::tui::office::decisions::{number, order, told};
use crate::tui::office::import::{complete, expand};
use crate::tui::office::reader::Reader;
use crate::tui::office::{Office, words, worker};

/// Rows that are copied at most; more belong into a file.
const COPIED: u64 = 5_000;
/// After how many rows the worker says how far it is.
const STRIDE: usize = 2_000;

/// The export going on, if any.
#[derive(Default)]
pub(in crate::tui::office) struct Exports {
    stop: Arc<AtomicBool>,
}

impl Reader {
    pub(in crate::tui::office) fn sum_marks(&mut self, listing: &Listing) -> Vec<Msg> {
        let filter = self.asked(&listing.filter).filter();
        let summed = self
            .archive
            .store()
            .and_then(|store| store.sum(&filter).map_err(told));
        let sum = |(count, fine, unknown): (u64, crate::law::Fen, u64)| Sum {
            count: number(count),
            fen: fine.0,
            unknown: number(unknown),
        };
        vec![summed.map_or_else(Msg::Failed, |found| {
            Msg::MarksSummed(listing.filter.clone(), sum(found))
        })]
    }

    pub(in crate::tui::office) fn copy_rows(&mut self, rows: &Rows) -> Vec<Msg> {
        vec![
            self.rows_as_text(rows)
                .map_or_else(Msg::Failed, |(text, count)| {
                    Msg::RowsCopied(text, words::rows(count))
                }),
        ]
    }

    fn rows_as_text(&mut self, rows: &Rows) -> Result<(String, u64), String> {
        let filter = chosen(rows, &self.asked(&rows.listing.filter));
        let loaded = Arc::clone(&self.loaded);
        let store = self.archive.store()?;
        let count = store.count(&filter).map_err(told)?;
        if count > COPIED {
            return Err(words::too_many_to_copy(count, COPIED));
        }
        let line = |cells: Vec<String>| cells.join("\t") + "\n";
        let columns = rows.columns.iter();
        let mut text = line(columns.map(|c| c.label().to_owned()).collect());
        let give = |stored: Stored| {
            let cells = rows.columns.iter();
            let cells = cells.map(|c| c.cell(&loaded.library, &stored));
            text.push_str(&line(cells.collect()));
            ControlFlow::Continue(())
        };
        let page = whole(&rows.listing);
        store.each_on(&filter, page, give).map_err(told)?;
        Ok((text, count))
    }
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
        let written = &export.rows.listing.filter;
        let asked = Asked::read(&self.loaded.library, (self.now)().date(), written);
        let stop = Arc::new(AtomicBool::new(false));
        self.exports.stop = Arc::clone(&stop);
        let work = Work {
            database: self.database.clone(),
            loaded: Arc::clone(&self.loaded),
            filter: chosen(&export.rows, &asked),
            page: whole(&export.rows.listing),
            export: export.clone(),
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

    pub(in crate::tui::office) fn cancel_export(&self) -> Vec<Msg> {
        self.exports.stop.store(true, Ordering::Relaxed);
        Vec::new()
    }
}

/// The filter of the rows that are meant, of those that were asked for.
fn chosen(rows: &Rows, asked: &Asked) -> Filter {
    match &rows.chosen {
        Chosen::AllBut(keys) => Filter {
            except: keys.clone(),
            ..asked.filter()
        },
        Chosen::Only(keys) => Filter {
            only: Some(keys.clone()),
            ..Filter::default()
        },
    }
}

/// All of a listing, in its order.
fn whole(listing: &Listing) -> Page {
    Page {
        limit: u32::MAX,
        offset: 0,
        ..order(listing)
    }
}

fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// An export as the worker does it.
struct Work {
    database: PathBuf,
    loaded: Arc<Loaded>,
    filter: Filter,
    page: Page,
    export: Export,
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
            Ok(count) => Msg::ExportEnded(words::exported(count, &self.export.path)),
            Err(trouble) => {
                // What was begun is of no use; that it cannot be removed changes nothing of what is said.
                let _ = fs::remove_file(&beside);
                Msg::ExportFailed(match trouble {
                    Trouble::Store(error) => told(error),
                    Trouble::File(error) => words::not_exported(&self.export.path, &error),
                    Trouble::Stopped => words::EXPORT_STOPPED.to_owned(),
                })
            }
        }
    }

    /// Writes a file beside the one that is meant, so that a full disk or a stop leaves that one whole.
    fn write(&self, beside: &Path, outbox: &Sender<Msg>) -> Result<usize, Trouble> {
        let store = Store::open(&self.database)?;
        let of = number(store.count(&self.filter)?);
        let mut file = BufWriter::new(File::create(beside)?);
        if self.export.form == Form::Csv {
            write!(file, "{MARK}")?;
        }
        let mut table = Writer::new(file, self.export.form, &self.export.rows.columns)?;
        let (mut count, mut done) = (0, Ok(()));
        store.each_on(&self.filter, self.page, |stored| {
            if self.stop.load(Ordering::Relaxed) {
                done = Err(Trouble::Stopped);
            } else if let Err(error) = table.row(&self.loaded.library, &stored) {
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
            file: self.export.path.clone(),
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
