//! What is said about single records: reasons for refusing one, notes on one that was accepted.

use serde::Serialize;

use crate::store::messages as say;

/// Why a record is refused. Codes are part of the output format: append, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Not a JSON object.
    UnreadableRow,
    /// More or fewer cells than headings.
    MalformedRow,
    /// The headings again.
    RepeatedHeader,
    /// A total.
    SummaryRow,
    /// No number.
    MissingCaseNo,
    /// No day.
    MissingDecidedOn,
    /// No authority.
    MissingAuthority,
    /// Neither citation nor offence.
    MissingBasis,
    /// No subject.
    MissingSubject,
    /// A subject that is none of the known words.
    UnknownSubject,
    /// A day that does not exist or cannot be read.
    InvalidDate,
    /// A citation that leads nowhere.
    UnknownCitation,
    /// A fine without an amount.
    MissingAmount,
    /// An amount that can be read in several ways.
    AmbiguousAmount,
    /// Not an amount.
    UnreadableAmount,
    /// Less than nothing.
    NegativeAmount,
    /// The same penalty was recorded otherwise before.
    ConflictingDuplicate,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 17] = [
        Reason::UnreadableRow,
        Reason::MalformedRow,
        Reason::RepeatedHeader,
        Reason::SummaryRow,
        Reason::MissingCaseNo,
        Reason::MissingDecidedOn,
        Reason::MissingAuthority,
        Reason::MissingBasis,
        Reason::MissingSubject,
        Reason::UnknownSubject,
        Reason::InvalidDate,
        Reason::UnknownCitation,
        Reason::MissingAmount,
        Reason::AmbiguousAmount,
        Reason::UnreadableAmount,
        Reason::NegativeAmount,
        Reason::ConflictingDuplicate,
    ];

    /// The code in files and output.
    pub fn code(self) -> &'static str {
        self.entry().0
    }

    /// What it means and what to do.
    pub fn text(self) -> &'static str {
        self.entry().1
    }

    fn entry(self) -> (&'static str, &'static str) {
        match self {
            Reason::UnreadableRow => ("unreadable_row", say::UNREADABLE_ROW),
            Reason::MalformedRow => ("malformed_row", say::MALFORMED_ROW),
            Reason::RepeatedHeader => ("repeated_header", say::REPEATED_HEADER),
            Reason::SummaryRow => ("summary_row", say::SUMMARY_ROW),
            Reason::MissingCaseNo => ("missing_case_no", say::MISSING_CASE_NO),
            Reason::MissingDecidedOn => ("missing_decided_on", say::MISSING_DECIDED_ON),
            Reason::MissingAuthority => ("missing_authority", say::MISSING_AUTHORITY),
            Reason::MissingBasis => ("missing_basis", say::MISSING_BASIS),
            Reason::MissingSubject => ("missing_subject", say::MISSING_SUBJECT),
            Reason::UnknownSubject => ("unknown_subject", say::UNKNOWN_SUBJECT),
            Reason::InvalidDate => ("invalid_date", say::INVALID_DATE),
            Reason::UnknownCitation => ("unknown_citation", say::UNKNOWN_CITATION),
            Reason::MissingAmount => ("missing_amount", say::MISSING_AMOUNT),
            Reason::AmbiguousAmount => ("ambiguous_amount", say::AMBIGUOUS_AMOUNT),
            Reason::UnreadableAmount => ("unreadable_amount", say::UNREADABLE_AMOUNT),
            Reason::NegativeAmount => ("negative_amount", say::NEGATIVE_AMOUNT),
            Reason::ConflictingDuplicate => ("conflicting_duplicate", say::CONFLICTING_DUPLICATE),
        }
    }
}

/// How much a note asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Something may be wrong with the record.
    Warning,
    /// How the record was understood.
    Note,
}

/// What is noted about a record that was accepted. Codes are stored: append, never rename.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteCode {
    /// No day of the act.
    MissingActOn,
    /// No region.
    MissingRegion,
    /// The act lies after the decision.
    ActAfterDecision,
    /// More than ten times what the statute allows.
    ImplausibleAmount,
    /// A day of the act that cannot be read.
    InvalidActOn,
    /// A region that is no six-digit code.
    InvalidRegion,
    /// A fact whose value cannot be read.
    UnreadableFact,
    /// Characters that could not be decoded.
    UndecodableText,
    /// Citation and offence do not agree; the offence counts.
    BasisDiffers,
    /// An amount although no fine is among the kinds of penalty.
    AmountWithoutFine,
    /// Fined, amount not known.
    UnknownAmount,
    /// Known to the month or year only.
    ReducedDate,
    /// A document outside the library.
    OutsideLibrary,
    /// An earlier text's numbers, converted.
    EarlierNumbering,
    /// An earlier text's numbers, not convertible.
    NotRenumbered,
    /// No article in the citation.
    NoArticle,
    /// Several offences cited; the first counts.
    SeveralOffences,
    /// The offence was found by its name.
    OffenceFromTitle,
    /// A fact that is not registered.
    UnknownFact,
    /// A circumstance that is not registered.
    UnknownCircumstance,
    /// A stage that is not registered.
    UnknownStage,
    /// A domain that is not registered.
    UnknownDomain,
    /// An outcome that is not registered.
    UnknownOutcome,
    /// A repeated record whose text differs.
    TextDiffers,
    /// Lines above the headings.
    LinesAboveHeader,
    /// More notes of one kind than are listed.
    MoreNotes,
    /// Further sheets of the workbook, not read.
    OtherSheets,
    /// Illegal gain, goods value or income that cannot be read.
    UnreadableMeasure,
    /// A benchmark is cited beside the law.
    BenchmarkReference,
    /// An earlier text's numbers after they were replaced.
    LapsedNumbering,
}

impl NoteCode {
    /// All notes.
    pub const ALL: [NoteCode; 30] = [
        NoteCode::MissingActOn,
        NoteCode::MissingRegion,
        NoteCode::ActAfterDecision,
        NoteCode::ImplausibleAmount,
        NoteCode::InvalidActOn,
        NoteCode::InvalidRegion,
        NoteCode::UnreadableFact,
        NoteCode::UndecodableText,
        NoteCode::BasisDiffers,
        NoteCode::AmountWithoutFine,
        NoteCode::UnknownAmount,
        NoteCode::ReducedDate,
        NoteCode::OutsideLibrary,
        NoteCode::EarlierNumbering,
        NoteCode::NotRenumbered,
        NoteCode::NoArticle,
        NoteCode::SeveralOffences,
        NoteCode::OffenceFromTitle,
        NoteCode::UnknownFact,
        NoteCode::UnknownCircumstance,
        NoteCode::UnknownStage,
        NoteCode::UnknownDomain,
        NoteCode::UnknownOutcome,
        NoteCode::TextDiffers,
        NoteCode::LinesAboveHeader,
        NoteCode::MoreNotes,
        NoteCode::OtherSheets,
        NoteCode::UnreadableMeasure,
        NoteCode::BenchmarkReference,
        NoteCode::LapsedNumbering,
    ];

    /// The code in files and output.
    pub fn code(self) -> &'static str {
        self.entry().1
    }

    /// What a stored code means; `None` for codes of a later version.
    pub fn meaning(code: &str) -> Option<&'static str> {
        NoteCode::ALL
            .into_iter()
            .find(|note| note.code() == code)
            .map(NoteCode::text)
    }

    /// What it means.
    pub fn text(self) -> &'static str {
        self.entry().2
    }

    /// How much attention it asks for.
    pub fn level(self) -> Level {
        self.entry().0
    }

    fn entry(self) -> (Level, &'static str, &'static str) {
        match self {
            NoteCode::MissingActOn => (Level::Warning, "missing_act_on", say::MISSING_ACT_ON),
            NoteCode::MissingRegion => (Level::Warning, "missing_region", say::MISSING_REGION),
            NoteCode::ActAfterDecision => (
                Level::Warning,
                "act_after_decision",
                say::ACT_AFTER_DECISION,
            ),
            NoteCode::ImplausibleAmount => (
                Level::Warning,
                "implausible_amount",
                say::IMPLAUSIBLE_AMOUNT,
            ),
            NoteCode::InvalidActOn => (Level::Warning, "invalid_act_on", say::INVALID_ACT_ON),
            NoteCode::InvalidRegion => (Level::Warning, "invalid_region", say::INVALID_REGION),
            NoteCode::UnreadableFact => (Level::Warning, "unreadable_fact", say::UNREADABLE_FACT),
            NoteCode::UndecodableText => {
                (Level::Warning, "undecodable_text", say::UNDECODABLE_TEXT)
            }
            NoteCode::BasisDiffers => (Level::Warning, "basis_differs", say::BASIS_DIFFERS),
            NoteCode::AmountWithoutFine => (
                Level::Warning,
                "amount_without_fine",
                say::AMOUNT_WITHOUT_FINE,
            ),
            NoteCode::UnknownAmount => (Level::Note, "unknown_amount", say::UNKNOWN_AMOUNT),
            NoteCode::ReducedDate => (Level::Note, "reduced_date", say::REDUCED_DATE),
            NoteCode::OutsideLibrary => (Level::Note, "outside_library", say::OUTSIDE_LIBRARY),
            NoteCode::EarlierNumbering => {
                (Level::Note, "earlier_numbering", say::EARLIER_NUMBERING)
            }
            NoteCode::NotRenumbered => (Level::Note, "not_renumbered", say::NOT_RENUMBERED),
            NoteCode::NoArticle => (Level::Note, "no_article", say::NO_ARTICLE),
            NoteCode::SeveralOffences => (Level::Note, "several_offences", say::SEVERAL_OFFENCES),
            NoteCode::OffenceFromTitle => {
                (Level::Note, "offence_from_title", say::OFFENCE_FROM_TITLE)
            }
            NoteCode::UnknownFact => (Level::Note, "unknown_fact", say::UNKNOWN_FACT),
            NoteCode::UnknownCircumstance => (
                Level::Note,
                "unknown_circumstance",
                say::UNKNOWN_CIRCUMSTANCE,
            ),
            NoteCode::UnknownStage => (Level::Note, "unknown_stage", say::UNKNOWN_STAGE),
            NoteCode::UnknownDomain => (Level::Note, "unknown_domain", say::UNKNOWN_DOMAIN),
            NoteCode::UnknownOutcome => (Level::Note, "unknown_outcome", say::UNKNOWN_OUTCOME),
            NoteCode::TextDiffers => (Level::Note, "text_differs", say::TEXT_DIFFERS),
            NoteCode::LinesAboveHeader => {
                (Level::Note, "lines_above_header", say::LINES_ABOVE_HEADER)
            }
            NoteCode::MoreNotes => (Level::Note, "more_notes", say::MORE_NOTES),
            NoteCode::OtherSheets => (Level::Warning, "other_sheets", say::OTHER_SHEETS),
            NoteCode::BenchmarkReference => {
                (Level::Note, "benchmark_reference", say::BENCHMARK_REFERENCE)
            }
            NoteCode::LapsedNumbering => {
                (Level::Warning, "lapsed_numbering", say::LAPSED_NUMBERING)
            }
            NoteCode::UnreadableMeasure => (
                Level::Warning,
                "unreadable_measure",
                say::UNREADABLE_MEASURE,
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_reason_has_its_own_code_and_says_what_to_do() {
        let codes: HashSet<&str> = Reason::ALL.iter().map(|r| r.code()).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        assert!(Reason::ALL.iter().all(|r| r.text().chars().count() >= 8));
    }

    #[test]
    fn what_may_be_wrong_is_a_warning_and_how_it_was_read_a_note() {
        assert_eq!(NoteCode::ImplausibleAmount.level(), Level::Warning);
        assert_eq!(NoteCode::ReducedDate.level(), Level::Note);
    }
}
