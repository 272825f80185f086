//! Discretion benchmarks (裁量权基准): documents, items, tiers. A tier is data from a document or it does not exist.

use crate::law::condition::Condition;
use crate::law::fine::FineBasis;
use crate::law::{BenchmarkId, DomainId, OffenceId, PartialDate, StageId, Subject};

/// A benchmark document, as far as it is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benchmark {
    /// Identifier, e.g. `coal-2024`.
    pub id: BenchmarkId,
    /// Full title.
    pub title: String,
    /// Short name for tables.
    pub short: String,
    /// Who issued it.
    pub issuer: String,
    /// Document number.
    pub doc_no: Option<String>,
    /// In force from (inclusive; may be known to the month only).
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Whose document it is; a lower layer may add, never leave the statutory range.
    pub layer: Layer,
    /// Six-digit region code for documents below the national layer.
    pub region: Option<String>,
    /// Domains it covers.
    pub domains: Vec<DomainId>,
    /// How many items the document itself has, in words, as far as known.
    pub items_in_document: String,
    /// Where the rows come from.
    pub source: String,
    /// How they were verified.
    pub verification: String,
    /// Synthetic rows for teaching; shown as such wherever they appear.
    pub teaching: bool,
    /// The file it was imported from, for documents read by this program.
    pub document: Option<Provenance>,
    /// Items.
    pub items: Vec<Item>,
}

/// The file a document was imported from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What a person said of an imported item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Compared with the document and found right.
    Accepted,
    /// Corrected by hand.
    Corrected,
    /// Put aside with a remark: not used until it is settled.
    Marked,
}

/// Layer of a document.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// 国家.
    National,
    /// 省.
    Province,
    /// 市.
    City,
    /// 县.
    County,
}

/// One item (事项) of a benchmark: an offence and its tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Number in the document.
    pub no: String,
    /// Title in the document.
    pub title: String,
    /// The offence, or the clause when the item covers every offence in it; `None` when the document
    /// names none that is loaded: such an item is kept and shown, and applies to nothing.
    pub offence: Option<OffenceId>,
    /// Citations as printed.
    pub cites: Vec<String>,
    /// The stage, when the item is about one stage only (逾期未改正 as an item of its own).
    pub stage: Option<StageId>,
    /// Rows of the document known to exist but not loaded: never guessed.
    pub missing: Vec<Missing>,
    /// Tiers, lightest first.
    pub tiers: Vec<Tier>,
    /// In force from, where it differs from the document.
    pub from: Option<PartialDate>,
    /// No longer in force from this day on, where it differs from the document.
    pub until: Option<PartialDate>,
    /// Where in the document it stands: page, row, paragraph.
    pub place: Option<String>,
    /// The original wording of what precedes the tiers.
    pub text: Option<String>,
    /// What the import could not read with certainty.
    pub doubts: Vec<String>,
    /// What a person said of it, when it was imported.
    pub review: Option<Review>,
    /// Remark of that person.
    pub note: Option<String>,
}

/// A row known to be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which tier.
    pub label: String,
    /// Why it is not loaded.
    pub why: String,
    /// The condition as printed, where it was seen.
    pub text: Option<String>,
    /// The penalty as printed, where it was seen.
    pub standard: Option<String>,
    /// As much of its condition as was seen: where it holds, no other tier may be chosen.
    pub when: Option<Condition>,
}

/// One tier (阶次).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Rank from 1, lightest first.
    pub ordinal: u32,
    /// Label in the document, e.g. 第一阶次, A.
    pub label: String,
    /// Original wording of the condition, when the office imported its own document.
    pub text: Option<String>,
    /// Original wording of the penalty, likewise.
    pub standard: Option<String>,
    /// The condition as structure.
    pub condition: Condition,
    /// Amounts by stage and subject.
    pub fines: Vec<TierFine>,
    /// Other penalties the tier names, by stage.
    pub penalties: Vec<(StageId, Vec<String>)>,
    /// Where this row comes from.
    pub source: String,
    /// How far the source can be trusted, in words.
    pub confidence: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// What the import could not read with certainty.
    pub doubts: Vec<String>,
}

/// The amount of a tier for a stage and subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierFine {
    /// Stage.
    pub stage: StageId,
    /// Subject.
    pub subject: Subject,
    /// Measure: a fixed range or a multiple.
    pub basis: FineBasis,
}

/// Tells whether something in force from a date (inclusive) until another (exclusive) is in force on the
/// day: `None` when a date is too vague to say.
pub(crate) fn in_force(
    from: PartialDate,
    until: Option<PartialDate>,
    day: chrono::NaiveDate,
) -> Option<bool> {
    if day < from.earliest() || until.is_some_and(|u| day >= u.latest()) {
        return Some(false);
    }
    if day < from.latest() || until.is_some_and(|u| day >= u.earliest()) {
        return None;
    }
    Some(true)
}

/// Tells whether a document of a region (`None` for a national one) covers another: by the prefix of the code.
pub(crate) fn covers(own: Option<&str>, region: Option<&str>) -> bool {
    own.is_none_or(|own| region_covers(own, region))
}

impl Benchmark {
    /// Tells whether the document is in force on the day: `None` when its date is too vague to say.
    pub fn in_force_on(&self, day: chrono::NaiveDate) -> Option<bool> {
        in_force(self.from, self.until, day)
    }

    /// The dates that hold for an item: its own where it has them, otherwise those of the document.
    /// In force from the first (included) until the second (left out).
    pub fn dates_of(&self, item: &Item) -> (PartialDate, Option<PartialDate>) {
        (item.from.unwrap_or(self.from), item.until.or(self.until))
    }

    /// Tells whether an item is in force on the day: `None` when a date is too vague to say.
    pub fn item_in_force_on(&self, item: &Item, day: chrono::NaiveDate) -> Option<bool> {
        let (from, until) = self.dates_of(item);
        in_force(from, until, day)
    }

    /// Tells whether the document covers the region: national everywhere, others by the prefix of the code.
    pub fn covers(&self, region: Option<&str>) -> bool {
        covers(self.region.as_deref(), region)
    }

    /// Items with at least one tier loaded.
    pub fn items_with_tiers(&self) -> usize {
        self.items.iter().filter(|i| !i.tiers.is_empty()).count()
    }
}

/// Tells whether the region of a document (`141100`: the whole city) takes in that of an authority;
/// not when the latter is unknown.
pub fn region_covers(own: &str, region: Option<&str>) -> bool {
    region.is_some_and(|r| r.starts_with(own.trim_end_matches("00")))
}

impl Item {
    /// Tells whether the item is about the offence: the same, or the whole clause it stands in.
    pub fn is_about(&self, offence: &OffenceId) -> bool {
        self.offence.as_ref().is_some_and(|own| {
            own == offence || offence.as_str().split('/').next() == Some(own.as_str())
        })
    }
}

impl Tier {
    /// The amounts for a subject at a stage.
    pub fn fine_for(&self, subject: Subject, stage: &StageId) -> Option<&TierFine> {
        self.fines
            .iter()
            .find(|f| f.subject == subject && f.stage == *stage)
    }
}
