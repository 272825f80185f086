//! The office behind the interface: performs effects with the engine and answers with plain view data.
//!
//! The interface knows none of `law`, `assess`, `search`, `store`, `compare`; this folder is the seam.
//! Quick questions are answered at once; imports and comparisons run on worker threads that open
//! the store for themselves and send their answers.

mod assess;
mod decisions;
mod form;
mod import;
mod lookup;
mod outliers;
mod practice;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use chrono::NaiveDateTime;

use crate::packs::Loaded;
use crate::search::{self, Index};
use crate::store::{Store, StoreError};
use crate::tui::app::Perform;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::lookup::Choice;
use crate::tui::problem::{Problem, Severity};

/// What the office works with.
pub struct Office {
    loaded: Arc<Loaded>,
    index: Index,
    /// The store, or why there is none; everything that needs no decisions works without it.
    store: Result<Store, StoreError>,
    /// Where the store is, for workers that open it themselves.
    path: PathBuf,
    /// The clock, injected: when an import happens.
    now: fn() -> NaiveDateTime,
    imports: import::Imports,
    comparison: outliers::Comparison,
}

impl Office {
    /// Opens the office.
    pub fn open(loaded: Loaded, path: PathBuf, now: fn() -> NaiveDateTime) -> Office {
        let index = search::index(&loaded.library, &loaded.synonyms);
        Office {
            index,
            store: Store::open(&path),
            loaded: Arc::new(loaded),
            path,
            now,
            imports: import::Imports::default(),
            comparison: outliers::Comparison::default(),
        }
    }

    /// The office as the interface wants it.
    pub fn perform(mut self) -> Perform {
        Box::new(move |effect, outbox| self.answer(effect, outbox))
    }

    fn answer(&mut self, effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
        match effect {
            Effect::Start => self.start(),
            Effect::Search { query, domain } => vec![self.search(&query, domain.as_deref())],
            Effect::ShowOffence { offence, domain } => {
                self.show_offence(&offence, domain.as_deref())
            }
            Effect::Assess(draft) => vec![self.assess(&draft)],
            Effect::ListDecisions(listing) => self.list_decisions(&listing),
            Effect::LocateDecision(listing, key) => self.locate_decision(&listing, key),
            Effect::ShowDecision(key) => self.show_decision(key),
            Effect::DraftFrom(key) => self.draft_from(key),
            Effect::CompletePath(path) => vec![Msg::PathsFound(import::complete(&path))],
            Effect::Import(file) => self.import(file, outbox),
            Effect::CancelImport => self.cancel_import(),
            Effect::UndoImport => self.undo_import(),
            Effect::LoadDemo => self.load_demo(),
            Effect::Compare => self.compare(outbox),
            Effect::ListOutliers { verdict, offset } => {
                self.list_outliers(verdict.as_deref(), offset)
            }
            Effect::ShowOutlier(key) => self.show_outlier(key),
            // The interface reads keymap and theme itself.
            Effect::Reload => Vec::new(),
        }
    }

    fn start(&self) -> Vec<Msg> {
        let library = &self.loaded.library;
        let domains = library.parts().domains.iter().map(|d| Choice {
            id: d.id.to_string(),
            label: d.label.clone(),
        });
        let mut problems: Vec<Problem> = self.loaded.diagnostics.iter().map(problem).collect();
        if let Err(error) = &self.store {
            problems.push(Problem {
                severity: Severity::Error,
                place: self.path.display().to_string(),
                message: error.to_string(),
                advice: None,
            });
        }
        vec![Msg::Started {
            domains: domains.collect(),
            verdicts: outliers::verdicts(),
            problems,
        }]
    }
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
