//! 基准库: the documents that are loaded, their items, one item as printed and as read.

pub(super) mod documents;
pub(super) mod item;
pub(super) mod linted;
pub(super) mod review;
mod words;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::law::benchmark::Review;
use crate::law::{Benchmark, Item, Library};
use crate::packs::{Diagnostic, Loaded, load_with};
use crate::reader::import::target;
use crate::reader::review::{Session, Standing, standing_of};
use crate::report::words::document_layer;
use crate::search::{self, Index};
use crate::tui::message::Msg;
use crate::tui::model::packs::{ItemRow, ItemsView, Look, PackRow};
use crate::tui::office::packs::linted::Linted;
use crate::tui::office::{Office, outliers, problem, worker};
use crate::tui::problem::Problem;

/// A library being read again on a thread of its own.
pub(super) type Anew = JoinHandle<(Loaded, Index)>;

fn read(library: &Path) -> (Loaded, Index) {
    let loaded = load_with(library);
    let index = search::index(&loaded.library, &loaded.synonyms);
    (loaded, index)
}

/// Waits for a library that is being read; nearly always it is there long since.
pub(super) fn awaited(anew: Anew) -> (Loaded, Index) {
    match anew.join() {
        Ok(read) => read,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Where a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Shipped,
    Imported,
    Own,
}

impl Office {
    pub(super) fn list_packs(&mut self) -> Vec<Msg> {
        let loaded = Arc::clone(&self.loaded);
        let findings = self.linted.get(&loaded);
        let mut rows = Vec::new();
        for benchmark in loaded.library.benchmarks() {
            let files: HashSet<&str> = loaded
                .origins
                .iter()
                .filter(|((id, _, _), _)| *id == benchmark.id)
                .map(|(_, origin)| origin.file.as_str())
                .collect();
            let found: Vec<Problem> = loaded
                .diagnostics
                .iter()
                .chain(findings.iter())
                .filter(|d| files.contains(d.file.as_str()) || d.file == benchmark.id.as_str())
                .map(|d| problem(&shortened(d, &self.library)))
                .collect();
            let source = source(benchmark, &files, &self.library);
            rows.push(row(&loaded.library, benchmark, source, found));
        }
        vec![Msg::PacksListed(rows)]
    }

    /// The items of a document; an imported one is opened for review.
    pub(super) fn list_items(&mut self, pack: &str) -> Vec<Msg> {
        let loaded = Arc::clone(&self.loaded);
        let Some(benchmark) = loaded.library.benchmark(pack) else {
            return vec![Msg::Failed(words::PACK_GONE.to_owned())];
        };
        self.review = None;
        let path = target(&self.library, &benchmark.id);
        let why = if benchmark.document.is_none() {
            Some(words::NOT_IMPORTED.to_owned())
        } else {
            match Session::open(&path) {
                Ok(session) => {
                    self.review = Some((pack.to_owned(), session));
                    None
                }
                Err(error) => Some(words::cannot_open(&path, &error)),
            }
        };
        let view = match &self.review {
            Some((_, session)) => session_items(pack, &benchmark.short, session, &loaded.library),
            None => ItemsView {
                pack: pack.to_owned(),
                name: benchmark.short.clone(),
                read_only: why,
                rows: given_rows(benchmark),
            },
        };
        vec![Msg::ItemsListed(Box::new(view))]
    }

    pub(super) fn show_item(&self, pack: &str, at: usize) -> Vec<Msg> {
        let library = &self.loaded.library;
        let session = self.review.as_ref().filter(|(of, _)| of == pack);
        let view = match session {
            Some((_, session)) => item::of_session(pack, at, session, library),
            None => library
                .benchmark(pack)
                .and_then(|b| b.items.get(at))
                .map(|item| item::given(pack, at, item, library)),
        };
        view.map(|view| Msg::ItemShown(Box::new(view)))
            .into_iter()
            .collect()
    }

    /// Begins to read the library again. What was begun before saw an older state and counts no more.
    fn read_anew(&mut self) {
        let library = self.library.clone();
        self.anew = Some(thread::spawn(move || {
            worker::step_back();
            read(&library)
        }));
    }

    /// Reads the library again and takes it over.
    pub(super) fn reload_library(&mut self) -> Vec<Msg> {
        self.anew = None;
        self.take_library(read(&self.library))
    }

    /// Takes over a library that was read again; everything made from the old one goes.
    pub(super) fn take_library(&mut self, (loaded, index): (Loaded, Index)) -> Vec<Msg> {
        let gone = self.problems();
        self.index = index;
        self.rows.clear();
        self.loaded = Arc::new(loaded);
        self.catalogue = None;
        self.linted = Linted::begin(&self.loaded);
        self.comparison = outliers::Comparison::default();
        vec![Msg::LibraryChanged(gone, self.problems())]
    }
}

/// The file relative to the user's library, so that the place fits on a line.
fn shortened(diagnostic: &Diagnostic, library: &Path) -> Diagnostic {
    let file = Path::new(&diagnostic.file).strip_prefix(library);
    Diagnostic {
        file: file.map_or_else(|_| diagnostic.file.clone(), |f| f.display().to_string()),
        ..diagnostic.clone()
    }
}

fn source(benchmark: &Benchmark, files: &HashSet<&str>, library: &Path) -> Source {
    if benchmark.document.is_some() && target(library, &benchmark.id).is_file() {
        return Source::Imported;
    }
    if files
        .iter()
        .any(|file| Path::new(file).starts_with(library))
    {
        return Source::Own;
    }
    Source::Shipped
}

fn row(
    library: &Library,
    benchmark: &Benchmark,
    source: Source,
    findings: Vec<Problem>,
) -> PackRow {
    let layer = document_layer(benchmark.layer);
    let region = benchmark.region.as_deref().unwrap_or_default();
    let count = |wanted: &[Standing]| {
        let items = benchmark.items.iter();
        items.filter(|i| wanted.contains(&standing_of(i))).count()
    };
    let open = (source == Source::Imported).then(|| {
        (
            count(&[Standing::Broken, Standing::Doubtful]),
            count(&[Standing::Fresh]),
        )
    });
    let tiers = benchmark.items.iter().map(|i| i.tiers.len()).sum();
    let missing: usize = benchmark.items.iter().map(|i| i.missing.len()).sum();
    let domains: Vec<&str> = benchmark
        .domains
        .iter()
        .map(|id| {
            library
                .domain(id.as_str())
                .map_or(id.as_str(), |d| d.label.as_str())
        })
        .collect();
    let from_where = words::source(source);
    let dates = words::dates(benchmark.from, benchmark.until);
    let scope = format!("{layer}{region}");
    let named = |(label, value): (&str, String)| (label.to_owned(), value);
    let lines = [
        (words::TITLE, benchmark.title.clone()),
        (words::DOC_NO, benchmark.doc_no.clone().unwrap_or_default()),
        (words::ISSUER, benchmark.issuer.clone()),
        (words::SCOPE, scope.clone()),
        (words::DATES, dates.clone()),
        (words::DOMAINS, domains.join("、")),
        (
            words::ITEMS,
            words::items(
                benchmark.items.len(),
                benchmark.items_with_tiers(),
                tiers,
                missing,
                &benchmark.items_in_document,
            ),
        ),
        (
            words::TO_CHECK,
            open.map_or_else(String::new, |(o, f)| words::open(o, f)),
        ),
        (words::SOURCE, format!("{from_where}；{}", benchmark.source)),
        (words::VERIFICATION, benchmark.verification.clone()),
        (
            words::FILE,
            benchmark
                .document
                .as_ref()
                .map_or_else(String::new, |d| words::file(&d.file, &d.sha256)),
        ),
    ];
    PackRow {
        id: benchmark.id.to_string(),
        short: benchmark.short.clone(),
        scope,
        dates,
        items: benchmark.items.len(),
        with_tiers: benchmark.items_with_tiers(),
        tiers,
        open,
        source: from_where.to_owned(),
        lines: lines
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(named)
            .collect(),
        findings,
        is_demo: benchmark.teaching,
    }
}

fn given_rows(benchmark: &Benchmark) -> Vec<ItemRow> {
    benchmark
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| item_row(at, item, Look::Given))
        .collect()
}

/// The items under review, those with problems first.
fn session_items(pack: &str, name: &str, session: &Session, library: &Library) -> ItemsView {
    let order = session.order();
    let rows = order.into_iter().filter_map(|at| {
        let item = session.item(at, library)?;
        let look = look(session.standing(at), item.review);
        Some(item_row(at, &item, look))
    });
    ItemsView {
        pack: pack.to_owned(),
        name: name.to_owned(),
        read_only: None,
        rows: rows.collect(),
    }
}

fn item_row(at: usize, item: &Item, look: Look) -> ItemRow {
    ItemRow {
        at,
        no: item.no.clone(),
        title: item.title.clone(),
        offence: item
            .offence
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        tiers: (item.tiers.len(), item.missing.len()),
        look,
    }
}

fn look(standing: Standing, review: Option<Review>) -> Look {
    match standing {
        Standing::Broken => Look::Broken,
        Standing::Doubtful => Look::Doubtful,
        Standing::Marked => Look::Marked,
        Standing::Fresh => Look::Fresh,
        Standing::Settled if review == Some(Review::Corrected) => Look::Corrected,
        Standing::Settled => Look::Accepted,
    }
}
