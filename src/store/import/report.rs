//! What an import did, as printed and as JSON (`formats.md`, Decisions).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::store::import::notice::{Level, NoteCode, Reason};

/// So many notes of one kind are listed; the others are counted, and stand with their decisions.
const LISTED: usize = 1_000;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Number of the import; `None` when nothing was written.
    pub import: Option<i64>,
    /// Records read: the sum of the next four.
    pub read: u64,
    /// Records now kept.
    pub accepted: u64,
    /// Records that were kept already, or stood twice in the file.
    pub duplicates: u64,
    /// Rows whose cells are all blank.
    pub skipped: u64,
    /// Records refused.
    pub rejected: Vec<Rejected>,
    /// Notes on accepted records.
    pub notes: Vec<Noted>,
    /// All notes by code, also those not listed.
    pub note_counts: BTreeMap<&'static str, u64>,
    /// Encoding of the file.
    pub encoding: String,
}

/// A record refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Line it begins on, from 1.
    pub line: u64,
    /// Code of the reason.
    pub reason: &'static str,
    /// The reason in Chinese.
    pub text: String,
    /// Its number, if it has one.
    pub case_no: Option<String>,
}

/// A note on an accepted record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Noted {
    /// Line it begins on, from 1.
    pub line: u64,
    /// Code of the note.
    pub code: &'static str,
    /// How much attention it asks for.
    pub level: Level,
    /// The note in Chinese.
    pub text: String,
    /// Number of the decision.
    pub case_no: Option<String>,
}

impl ImportReport {
    /// Tells whether something in the file needs attention.
    pub fn needs_attention(&self) -> bool {
        !self.rejected.is_empty()
    }

    pub(super) fn note(&mut self, line: u64, code: NoteCode, case_no: Option<&str>) {
        let count = self.note_counts.entry(code.code()).or_default();
        *count += 1;
        if *count <= LISTED as u64 {
            self.notes.push(Noted {
                line,
                code: code.code(),
                level: code.level(),
                text: code.text().to_owned(),
                case_no: case_no.map(str::to_owned),
            });
        }
    }

    pub(super) fn reject(&mut self, line: u64, reason: Reason, case_no: Option<String>) {
        self.rejected.push(Rejected {
            line,
            reason: reason.code(),
            text: reason.text().to_owned(),
            case_no,
        });
    }

    /// Says how many notes were not listed.
    pub(super) fn close(&mut self) {
        let unlisted: u64 = self
            .note_counts
            .values()
            .map(|n| n.saturating_sub(LISTED as u64))
            .sum();
        if unlisted > 0 {
            let text = format!("{} {unlisted}", NoteCode::MoreNotes.text());
            self.notes.push(Noted {
                line: 0,
                code: NoteCode::MoreNotes.code(),
                level: Level::Note,
                text,
                case_no: None,
            });
        }
    }
}
