//! Lists (清单): offences that are not penalised, or penalised less, where their conditions hold.
//!
//! A list is guidance on discretion, issued by an authority for its own region. It never widens or leaves
//! the statute: what follows from it is decided in `assess`, by the article behind it.

use serde::{Deserialize, Serialize};

use crate::law::benchmark::{self, Layer, Missing, Provenance, Review};
use crate::law::condition::Condition;
use crate::law::fact::{FactKind, FactSpec};
use crate::law::{CircumstanceId, DomainId, FactId, ListId, OffenceId, PartialDate, StageId};

/// A list, as far as it is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LenientList {
    /// Identifier, e.g. `weihai-2025`.
    pub id: ListId,
    /// Full title.
    pub title: String,
    /// Short name for tables.
    pub short: String,
    /// Who issued it.
    pub issuer: String,
    /// Document number.
    pub doc_no: Option<String>,
    /// Whose document it is.
    pub layer: Layer,
    /// Six-digit region code for lists below the national layer.
    pub region: Option<String>,
    /// In force from (inclusive; may be known to the month only).
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Domains it covers; every domain when the document names none.
    pub domains: Vec<DomainId>,
    /// What it grants.
    pub effect: ListEffect,
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
    /// Conditions of the whole list: all of them hold, or no item applies.
    pub gates: Vec<ListCondition>,
    /// Items.
    pub items: Vec<ListItem>,
    /// Rows known to exist but not complete: never guessed, never applied.
    pub missing: Vec<Missing>,
}

/// What a list grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListEffect {
    /// 不予处罚.
    NotPenalised,
    /// 从轻: towards the lower end, within the range.
    Lighter,
    /// 减轻: below the minimum, where the statute knows a ground for it.
    Mitigated,
}

/// One item of a list: an offence and what must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Number in the document.
    pub no: String,
    /// Title in the document.
    pub title: String,
    /// The offence, or a clause when the item covers every offence in it; `None` when the document names
    /// none that is loaded: such an item is kept and shown, and applies to nothing.
    pub offence: Option<OffenceId>,
    /// Citations as printed.
    pub cites: Vec<String>,
    /// The stage, when the item is about one stage only.
    pub stage: Option<StageId>,
    /// 应当, or 不予 without 可以; otherwise 可以.
    pub must: bool,
    /// Conditions besides those of the list: all of them hold.
    pub conditions: Vec<ListCondition>,
    /// The original wording of the conditions.
    pub text: Option<String>,
    /// Where in the document it stands.
    pub place: Option<String>,
    /// What the import could not read with certainty.
    pub doubts: Vec<String>,
    /// What a person said of it, when it was imported.
    pub review: Option<Review>,
    /// In force from, where it differs from the list.
    pub from: Option<PartialDate>,
    /// No longer in force from this day on, where it differs from the list.
    pub until: Option<PartialDate>,
    /// Where this row comes from.
    pub source: String,
    /// Remark.
    pub note: Option<String>,
}

/// A condition in the words of the list, with what it asks of the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCondition {
    /// Original wording.
    pub text: String,
    /// The same as structure. What could not be structured is a yes/no of its own that a person answers.
    pub condition: Condition,
}

/// A yes/no fact that lists ask for, and what else says yes or no to it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Identifier, e.g. `first_violation`.
    pub id: FactId,
    /// The words forms use.
    pub label: String,
    /// The words by which a list says it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Circumstances that say the same: where one is found, the answer is yes. Never the other way round.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said_by: Vec<CircumstanceId>,
    /// Circumstances that say the opposite: where one is found, the answer is no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<CircumstanceId>,
    /// Domains in which the answer is no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains_excluded: Vec<DomainId>,
    /// Stages at which the answer is no.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages_excluded: Vec<StageId>,
}

impl Flag {
    /// The flag as a fact.
    pub fn spec(&self) -> FactSpec {
        FactSpec {
            id: self.id.clone(),
            label: self.label.clone(),
            unit: String::new(),
            kind: FactKind::Flag,
            step: rust_decimal::Decimal::ONE,
            max: None,
        }
    }
}

impl LenientList {
    /// Tells whether the list and the item are in force on the day: `None` when a date is too vague to say.
    pub fn in_force_on(&self, item: &ListItem, day: chrono::NaiveDate) -> Option<bool> {
        let from = item.from.unwrap_or(self.from);
        benchmark::in_force(from, item.until.or(self.until), day)
    }

    /// Tells whether the list covers the region: national everywhere, others by the prefix of the code.
    pub fn covers(&self, region: Option<&str>) -> bool {
        benchmark::covers(self.region.as_deref(), region)
    }

    /// Tells whether the list covers the domain; an unknown domain is not excluded.
    pub fn covers_domain(&self, domain: Option<&DomainId>) -> bool {
        self.domains.is_empty() || domain.is_none_or(|d| self.domains.contains(d))
    }

    /// The conditions of an item: those of the list first, then its own.
    pub fn conditions<'a>(&'a self, item: &'a ListItem) -> impl Iterator<Item = &'a ListCondition> {
        self.gates.iter().chain(&item.conditions)
    }

    /// Items that name an offence of the library.
    pub fn items_linked(&self) -> usize {
        self.items.iter().filter(|i| i.offence.is_some()).count()
    }

    /// The list with the number of an item, e.g. `《威海不予清单》第1项`.
    pub fn cite(&self, item: &ListItem) -> String {
        format!("《{}》{}", self.short, crate::law::words::item_no(&item.no))
    }
}
