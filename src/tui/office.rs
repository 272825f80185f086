//! The office behind the interface: performs effects with the engine and answers with plain view data.
//!
//! The interface knows none of `law`, `assess`, `search`, `store`, `compare`; this folder is the seam.
//! What the law says is answered at once. What the store says is asked of a `reader` on a thread of
//! its own through a `mailbox`; imports and comparisons run on worker threads that open the store for
//! themselves. Both send their answers.

mod archive;
mod assess;
mod bureaus;
mod catalogue;
mod decisions;
mod export;
mod form;
mod import;
mod lists;
mod lookup;
mod mailbox;
mod mapping;
mod opening;
mod outliers;
mod packs;
mod practice;
mod reader;
mod words;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use chrono::NaiveDateTime;
use rustc_hash::FxHashMap;

use crate::packs::Loaded;
use crate::reader::review::Session;
use crate::search::{self, Index};
use crate::settings::{Settings, bands};
use crate::tui::app::Perform;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::lookup::{Choice, LookupRow};
use crate::tui::office::mailbox::Question;
use crate::tui::office::packs::linted::Linted;
use crate::tui::office::reader::{Around, Desk, Own};
use crate::tui::office::worker::Stops;
use crate::tui::problem::{Problem, Severity};

/// What the office finds around it.
pub struct Surroundings {
    /// The file of the store.
    pub database: PathBuf,
    /// The user's own library of law, where imported documents go.
    pub library: PathBuf,
    /// Column profiles, kept by name.
    pub profiles: PathBuf,
    /// The file in which views of 决定库 are kept.
    pub views: PathBuf,
    /// The user's home directory, for `~` in paths.
    pub home: Option<PathBuf>,
    /// The clock: when an import happens.
    pub now: fn() -> NaiveDateTime,
    /// Six-digit region code of the office, for cases and decisions that name none.
    pub jurisdiction: Option<String>,
    /// Band rules that act in every case.
    pub bands: Vec<String>,
    /// Who uses the program, for what is written down.
    pub reviewer: Option<String>,
}

/// What the office works with.
pub struct Office {
    loaded: Arc<Loaded>,
    index: Index,
    /// What 查询 lists of an offence, by its place in the index, once it was listed.
    rows: FxHashMap<usize, Arc<LookupRow>>,
    /// Items of lists and benchmarks, indexed when first searched.
    catalogue: Option<catalogue::Catalogue>,
    /// Actions, indexed when first searched.
    actions: Option<Index>,
    /// Who reads the store; everything that needs no decisions works without it.
    desk: Desk,
    /// The file of the store, for workers that open it themselves.
    database: PathBuf,
    /// What stops long work.
    stops: Stops,
    /// Questions whose answers take the place of something are numbered.
    number: u64,
    home: Option<PathBuf>,
    now: fn() -> NaiveDateTime,
    jurisdiction: Option<String>,
    bands: Vec<String>,
    imports: import::Imports,
    comparison: outliers::Comparison,
    /// Column profiles, kept by name.
    profiles: PathBuf,
    /// The file in which views are kept.
    views: PathBuf,
    exports: export::Exports,
    /// The user's own library of law.
    library: PathBuf,
    /// What lint says of the library as loaded.
    linted: Linted,
    /// The imported pack under review.
    review: Option<(String, Session)>,
    /// Set when a review changed a file: what is loaded is out of date, and is being read again.
    anew: Option<packs::Anew>,
    readings: packs::documents::Readings,
}

impl Office {
    /// Opens the office.
    pub fn open(loaded: Loaded, around: Surroundings) -> Office {
        let loaded = Arc::new(loaded);
        let stops = Stops::default();
        let reader = Around {
            database: around.database.clone(),
            now: around.now,
            own: Own {
                jurisdiction: around.jurisdiction.clone(),
                bands: around.bands.clone(),
                reviewer: around.reviewer,
            },
            stops: stops.clone(),
        };
        // The store is opened while the index is built.
        let desk = Desk::open(reader, Arc::clone(&loaded));
        Office {
            index: search::index(&loaded.library, &loaded.synonyms),
            rows: FxHashMap::default(),
            catalogue: None,
            actions: None,
            desk,
            database: around.database,
            stops,
            number: 0,
            loaded,
            home: around.home,
            now: around.now,
            jurisdiction: around.jurisdiction,
            bands: around.bands,
            imports: import::Imports::default(),
            comparison: outliers::Comparison::default(),
            library: around.library,
            profiles: around.profiles,
            views: around.views,
            exports: export::Exports::default(),
            linted: Linted::default(),
            review: None,
            anew: None,
            readings: packs::documents::Readings::default(),
        }
    }

    /// The same while the first frame is on the screen already: `load` runs on a thread of its own.
    pub fn perform_once_open(
        load: impl FnOnce() -> Loaded + Send + 'static,
        around: Surroundings,
    ) -> Perform {
        worker::let_helpers_step_back();
        opening::perform(move || Office::open(load(), around))
    }

    /// The office as the interface wants it.
    pub fn perform(mut self) -> Perform {
        Box::new(move |effect, outbox| self.answer(effect, outbox))
    }

    fn answer(&mut self, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
        // A review changes one file at a time; all of it is loaded once something else is asked.
        let mut answers = match self.anew.take_if(|_| !is_of_review(&effect)) {
            Some(anew) => self.take_library(packs::awaited(anew)),
            None => Vec::new(),
        };
        answers.extend(self.perform_one(effect, outbox));
        answers
    }

    fn perform_one(&mut self, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
        match effect {
            Effect::Start => self.start(outbox),
            Effect::Search { query, domain } => vec![self.search(&query, domain.as_deref())],
            Effect::ShowCaps(domain) => vec![self.caps(domain.as_deref())],
            Effect::ShowOffence { offence, domain } => {
                self.show_offence(&offence, domain.as_deref(), outbox)
            }
            Effect::Assess(draft) => self.assess(&draft, outbox),
            Effect::Contrast(first, second) => vec![self.contrast(&first, &second)],
            Effect::WriteReasons { draft, pinned } => {
                vec![self.write_reasons(&draft, pinned.as_ref())]
            }
            Effect::ShowArticle(cite) => vec![self.show_article(&cite)],
            Effect::ListDecisions(listing) => self.ask(Question::Decisions(listing), outbox),
            Effect::CompleteFilter(before) => vec![self.complete_filter(before)],
            Effect::LocateDecision(listing, key) => {
                self.ask(Question::Locate(listing, key), outbox)
            }
            Effect::ShowDecision(key) => self.ask(Question::Decision(key), outbox),
            Effect::DraftFrom(key) => self.ask(Question::Draft(key), outbox),
            Effect::SumMarks(listing) => self.ask(Question::Sum(listing), outbox),
            Effect::ListViews => self.list_views(),
            Effect::KeepView(view) => self.keep_view(&view),
            Effect::DropView(name) => self.drop_view(&name),
            Effect::RenameView(old, new) => self.rename_view(&old, &new),
            Effect::CopyRows(rows) => self.ask(Question::Copy(rows), outbox),
            Effect::CompleteExportPath(path) => self.complete_export(&path),
            Effect::Export(export) => self.export(&export, outbox),
            Effect::CancelExport => self.cancel_export(),
            Effect::CompletePath(path) => {
                let found = import::complete(&path, self.home.as_deref(), &import::LEDGERS);
                vec![Msg::PathsFound(found)]
            }
            Effect::CompleteDocumentPath(path) => {
                let found = import::complete(&path, self.home.as_deref(), &import::DOCUMENTS);
                vec![Msg::PathsFound(found)]
            }
            Effect::PreviewImport(file, form) => self.preview_import(file, form, outbox),
            Effect::ShowMapping => self.show_mapping(),
            Effect::TryMapping(form) => self.try_mapping(&form),
            Effect::KeepProfile(form, name) => self.keep_profile(&form, &name),
            Effect::Import(file) => self.import(file, outbox),
            Effect::CancelImport => self.cancel_import(),
            Effect::CancelWork(job) => {
                self.stops.stop(job);
                Vec::new()
            }
            Effect::UndoImport => self.undo_import(outbox),
            Effect::LoadDemo => self.load_demo(outbox),
            Effect::Compare(scope) => self.ask(Question::Compare(scope), outbox),
            Effect::CompareBureaus => self.compare_bureaus(outbox),
            Effect::ListOutliers { query, offset } => {
                self.ask(Question::Outliers(query, offset), outbox)
            }
            Effect::ListFacet(facet, query) => self.ask(Question::Facet(facet, query), outbox),
            Effect::ReviewFinding(step) => self.ask(Question::Review(step), outbox),
            Effect::ShowOutlier(key) => self.ask(Question::Outlier(key), outbox),
            Effect::ListLists(query) => self.list_lists(query),
            Effect::ShowListItem { list, at } => self.show_list_item(&list, at),
            Effect::FindActions(query) => self.find_actions(query),
            Effect::FindEverywhere(query) => self.find_everywhere(query),
            Effect::FindDecisions(query) => self.ask(Question::Find(query), outbox),
            Effect::ListPacks => self.list_packs(),
            Effect::ListItems(pack) => self.list_items(&pack),
            Effect::ShowItem { pack, at } => self.show_item(&pack, at),
            Effect::Review(step) => self.review(&step),
            Effect::Preview(step) => self.preview(&step),
            Effect::SuggestId(path) => self.suggest_id(&path),
            Effect::ReadDocument(ticket, form) => self.read_document(ticket, &form, outbox),
            Effect::ForgetDocument => self.forget_document(),
            Effect::WriteDocument(ticket) => self.write_document(ticket),
            // The interface reads and writes its settings and reaches the clipboard itself.
            Effect::Reload | Effect::KeepSetting(..) | Effect::CopyShown | Effect::Copy { .. } => {
                Vec::new()
            }
            Effect::AdoptSettings(settings) => self.adopt(&settings, outbox),
        }
    }

    /// Works by other settings; what was found by the old ones is found again.
    fn adopt(&mut self, settings: &Settings, outbox: &Sender<Msg>) -> Vec<Msg> {
        let own = Own {
            jurisdiction: settings.jurisdiction().map(str::to_owned),
            bands: settings.bands().to_vec(),
            reviewer: settings.user().map(str::to_owned),
        };
        let is_same = self.jurisdiction == own.jurisdiction && self.bands == own.bands;
        let gone = self.band_problems();
        self.jurisdiction.clone_from(&own.jurisdiction);
        self.bands.clone_from(&own.bands);
        let mut answers = self.ask(Question::Adopt(own), outbox);
        if !is_same {
            self.comparison = outliers::Comparison::default();
            answers.push(Msg::LibraryChanged(gone, self.band_problems()));
        }
        answers
    }

    /// What is wrong with the library, and with what the settings want of it.
    fn problems(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.loaded.diagnostics.iter().map(problem).collect();
        problems.extend(self.band_problems());
        problems
    }

    fn band_problems(&self) -> Vec<Problem> {
        let found = bands::unknown(&self.bands, &self.loaded.library);
        found.iter().map(problem).collect()
    }

    /// Asks the reader; the answer comes later.
    fn ask(&self, question: Question, outbox: &Sender<Msg>) -> Vec<Msg> {
        let (loaded, comparison) = (&self.loaded, &self.comparison);
        self.desk.ask(question, loaded, comparison, outbox)
    }

    /// A number for a question.
    fn next_number(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    fn start(&mut self, outbox: &Sender<Msg>) -> Vec<Msg> {
        // Wanted at the documents; by then it is there.
        self.linted = Linted::begin(&self.loaded);
        let library = &self.loaded.library;
        let domains = library.parts().domains.iter().map(|d| Choice {
            id: d.id.to_string(),
            label: d.label.clone(),
        });
        let mut answers = vec![Msg::Started {
            domains: domains.collect(),
            verdicts: outliers::verdicts(),
            problems: self.problems(),
        }];
        answers.extend(self.ask(Question::Problems, outbox));
        answers
    }
}

/// Whether an effect looks at the pack under review alone.
fn is_of_review(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Review(_) | Effect::Preview(_) | Effect::ShowItem { .. }
    )
}

fn problem(diagnostic: &crate::packs::Diagnostic) -> Problem {
    let line = diagnostic.line.map(|n| format!(":{n}")).unwrap_or_default();
    Problem {
        severity: match diagnostic.severity {
            crate::packs::Severity::Error => Severity::Error,
            crate::packs::Severity::Warning => Severity::Warning,
            crate::packs::Severity::Note => Severity::Note,
        },
        place: format!("{}{line}", diagnostic.file),
        message: diagnostic.message.clone(),
        advice: (!diagnostic.remedy.is_empty()).then(|| diagnostic.remedy.clone()),
    }
}
