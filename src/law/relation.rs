//! Relations between provisions: referring articles, higher and special law, linked consequences,
//! successors. Each is a row of data with its reading.

use serde::Deserialize;

use crate::law::{DomainId, FactId, OffenceId, PartialDate, StageId, Subject};

/// A provision that takes its consequence from others: 依照《…》第N条处罚.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// The referring offence or clause.
    pub offence: OffenceId,
    /// Only its rows of this stage.
    #[serde(default)]
    pub stage: Option<StageId>,
    /// Where the consequence is taken from; all are shown.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// The text names no article: the target is a reading, to be confirmed by a person.
    #[serde(default)]
    pub reading: bool,
    /// The document referred to whose penalties are not loaded.
    #[serde(default)]
    pub not_loaded: Option<String>,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// A provision whose consequence is taken over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The offence or clause.
    pub offence: OffenceId,
    /// For whom, which act or which grade, in words.
    #[serde(default, rename = "for")]
    pub given_for: Option<String>,
    /// Only this subject's rows.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// Only part of the consequence.
    #[serde(default)]
    pub only: Option<Part>,
}

/// Part of a consequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The figures of the fine alone.
    Fine,
}

/// Of two provisions on the same act, the one that governs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedence {
    /// The offence or clause that gives way.
    pub lower: OffenceId,
    /// The one that governs.
    pub higher: OffenceId,
    /// Why.
    pub why: Why,
    /// Only for this subject.
    #[serde(default)]
    pub subject: Option<Subject>,
    /// Only in this domain.
    #[serde(default)]
    pub domain: Option<DomainId>,
    /// Only where this fact is more than zero.
    #[serde(default)]
    pub fact: Option<FactId>,
    /// For acts from this day on.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// Why one provision goes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// 上位法.
    Higher,
    /// Of the same rank and later.
    Later,
    /// 特别法.
    Special,
    /// The governing one covers part of what the other names: the rows of both stay open.
    Partly,
    /// Named beside it and not applied: whether it is the same act, a person decides.
    Beside,
}

/// A neighbouring provision that attaches a further consequence to the same conviction.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    /// The offence or clause.
    pub offence: OffenceId,
    /// The offence or clause with the further consequence.
    pub with: OffenceId,
    /// On what it depends.
    #[serde(default)]
    pub when: Option<String>,
}

/// The same act under an older and a newer instrument, by their wording.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Successor {
    /// The older one.
    pub old: OffenceId,
    /// The newer one.
    pub new: OffenceId,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// An act that the newer instrument does not threaten, as far as its wording shows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoSuccessor {
    /// The older one.
    pub old: OffenceId,
    /// What was found.
    pub note: String,
}

/// All relations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// Referring articles.
    pub referrals: Vec<Referral>,
    /// Which of two goes first.
    pub precedences: Vec<Precedence>,
    /// Further consequences.
    pub linked: Vec<Linked>,
    /// Older and newer.
    pub successors: Vec<Successor>,
    /// Older without newer.
    pub no_successors: Vec<NoSuccessor>,
}
