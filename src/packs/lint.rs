//! Lint: tables that load but cannot be right. Reported, never repaired: an official table may itself be wrong.
//!
//! One function a topic, called from one list. A new kind of table adds its topic to `TOPICS` and its
//! codes to [`codes::LINT`], to `docs/PACKS.md` and to the fixtures under `tests/packs`.

mod amounts;
mod citations;
pub mod codes;
mod coverage;
mod dates;
mod documents;
mod facts;
pub mod grid;
pub mod line;
mod messages;
mod report;
mod rules;
mod stages;
mod statute;

use crate::packs::diagnostic::Diagnostic;
use crate::packs::lint::report::Report;
use crate::packs::load::Loaded;

/// The topics, in the order of their findings.
const TOPICS: [fn(&mut Report); 10] = [
    statute::check,
    stages::check,
    coverage::check,
    amounts::check,
    citations::check,
    dates::check,
    documents::check,
    facts::check,
    rules::check_references,
    rules::check_rows,
];

/// Checks every benchmark against the statutes and against itself, and the rules against each other.
pub fn lint(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut report = Report::new(loaded);
    for topic in TOPICS {
        topic(&mut report);
    }
    report.finish()
}
