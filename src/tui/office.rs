//! The office behind the interface: performs effects with the engine and answers with plain view data.
//!
//! The interface knows none of `law`, `assess`, `search`, `store`, `compare`; this folder is the seam.
//! Quick questions are answered at once; imports and comparisons run on worker threads that open
//! the store for themselves and send their answers.

mod archive;
mod assess;
mod bureaus;
mod decisions;
mod form;
mod import;
mod lookup;
mod mapping;
mod outliers;
mod packs;
mod practice;
mod words;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use chrono::NaiveDateTime;

use crate::packs::{Diagnostic, Loaded};
use crate::reader::review::Session;
use crate::search::{self, Index};
use crate::tui::app::Perform;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::lookup::Choice;
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
    /// The store, or why there is none; everything that needs no decisions works without it.
    archive: archive::Archive,
    home: Option<PathBuf>,
    now: fn() -> NaiveDateTime,
    jurisdiction: Option<String>,
    bands: Vec<String>,
    reviewer: Option<String>,
    imports: import::Imports,
    comparison: outliers::Comparison,
    practice: practice::Known,
    /// Column profiles, kept by name.
    profiles: PathBuf,
    /// The file in which views are kept.
    views: PathBuf,
    exports: decisions::export::Exports,
    /// The user's own library of law.
    library: PathBuf,
    /// What lint says of the library as loaded, once asked.
    findings: Option<Vec<Diagnostic>>,
    /// The imported pack under review.
    review: Option<(String, Session)>,
    /// Set when a review changed a file: what is loaded is out of date.
    is_stale: bool,
    readings: packs::documents::Readings,
}

impl Office {
    /// Opens the office.
    pub fn open(loaded: Loaded, around: Surroundings) -> Office {
        // The index takes as long as opening the store; the first frame waits for both.
        let (index, archive) = std::thread::scope(|scope| {
            let index = scope.spawn(|| search::index(&loaded.library, &loaded.synonyms));
            let archive = archive::Archive::open(around.database);
            match index.join() {
                Ok(index) => (index, archive),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        Office {
            index,
            archive,
            loaded: Arc::new(loaded),
            home: around.home,
            now: around.now,
            jurisdiction: around.jurisdiction,
            bands: around.bands,
            reviewer: around.reviewer,
            imports: import::Imports::default(),
            comparison: outliers::Comparison::default(),
            practice: practice::Known::default(),
            library: around.library,
            profiles: around.profiles,
            views: around.views,
            exports: decisions::export::Exports::default(),
            findings: None,
            review: None,
            is_stale: false,
            readings: packs::documents::Readings::default(),
        }
    }

    /// The office as the interface wants it.
    pub fn perform(mut self) -> Perform {
        Box::new(move |effect, outbox| self.answer(effect, outbox))
    }

    fn answer(&mut self, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
        // A review changes one file at a time; all of it is loaded once something else is asked.
        let mut answers = if self.is_stale && !is_of_review(&effect) {
            self.reload_library()
        } else {
            Vec::new()
        };
        answers.extend(self.perform_one(effect, outbox));
        answers
    }

    fn perform_one(&mut self, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
        match effect {
            Effect::Start => self.start(),
            Effect::Search { query, domain } => vec![self.search(&query, domain.as_deref())],
            Effect::ShowCaps(domain) => vec![self.caps(domain.as_deref())],
            Effect::ShowOffence { offence, domain } => {
                self.show_offence(&offence, domain.as_deref())
            }
            Effect::Assess(draft) => vec![self.assess(&draft)],
            Effect::ListDecisions(listing) => self.list_decisions(&listing),
            Effect::LocateDecision(listing, key) => self.locate_decision(&listing, key),
            Effect::ShowDecision(key) => self.show_decision(key),
            Effect::SumMarks(listing) => self.sum_marks(&listing),
            Effect::ListViews => self.list_views(),
            Effect::KeepView(view) => self.keep_view(&view),
            Effect::DropView(name) => self.drop_view(&name),
            Effect::RenameView(old, new) => self.rename_view(&old, &new),
            Effect::CopyRows(rows) => self.copy_rows(&rows),
            Effect::CompleteExportPath(path) => self.complete_export(&path),
            Effect::Export(export) => self.export(&export, outbox),
            Effect::CancelExport => self.cancel_export(),
            Effect::DraftFrom(key) => self.draft_from(key),
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
            Effect::UndoImport => self.undo_import(),
            Effect::LoadDemo => self.load_demo(),
            Effect::Compare(scope) => self.compare(scope, outbox),
            Effect::CompareBureaus => self.compare_bureaus(outbox),
            Effect::ListOutliers { query, offset } => self.list_outliers(query, offset, outbox),
            Effect::ListFacet(facet, query) => self.list_facet(facet, &query),
            Effect::ReviewFinding(step) => self.review_finding(step),
            Effect::ShowOutlier(key) => self.show_outlier(key),
            Effect::ListPacks => self.list_packs(),
            Effect::ListItems(pack) => self.list_items(&pack),
            Effect::ShowItem { pack, at } => self.show_item(&pack, at),
            Effect::Review(step) => self.review(&step),
            Effect::Preview(step) => self.preview(&step),
            Effect::SuggestId(path) => self.suggest_id(&path),
            Effect::ReadDocument(ticket, form) => self.read_document(ticket, &form, outbox),
            Effect::ForgetDocument => self.forget_document(),
            Effect::WriteDocument(ticket) => self.write_document(ticket),
            // The interface reads keymap and theme and reaches the clipboard itself.
            Effect::Reload | Effect::Copy { .. } => Vec::new(),
        }
    }

    fn start(&self) -> Vec<Msg> {
        let library = &self.loaded.library;
        let domains = library.parts().domains.iter().map(|d| Choice {
            id: d.id.to_string(),
            label: d.label.clone(),
        });
        let mut problems: Vec<Problem> = self.loaded.diagnostics.iter().map(problem).collect();
        problems.extend(self.archive.problems());
        vec![Msg::Started {
            domains: domains.collect(),
            verdicts: outliers::verdicts(),
            problems,
        }]
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
