//! What an assessment says of an item of a list.

use crate::law::benchmark::Layer;
use crate::law::list::ListEffect;
use crate::law::{CircumstanceId, FactId, Library, ListId, PartialDate};

/// An item of a list that is about the offence of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListMatch {
    /// The list.
    pub list: ListId,
    /// Its short name, marked when its rows are invented for teaching.
    pub name: String,
    /// Number of the item.
    pub item: String,
    /// Title of the item.
    pub title: String,
    /// What the list grants.
    pub effect: ListEffect,
    /// 应当 or 不予, not 可以.
    pub must: bool,
    /// Whether its conditions hold.
    pub status: ListStatus,
    /// What 行政处罚法 33(1) makes of an item that is met.
    pub ground: Ground,
    /// Layer of the list.
    pub layer: Layer,
    /// In force from.
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// List and item, with the citations printed there.
    pub cite: String,
    /// What to know about this match, in words.
    pub notes: Vec<String>,
}

/// Whether the conditions of an item hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListStatus {
    /// All of them.
    Met,
    /// It depends on these.
    Open(Vec<Unanswered>),
    /// These do not, in the words of the list.
    NotMet(Vec<String>),
}

/// A fact nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unanswered {
    /// The fact; `stage` for the stage, `offence` for which offence of the clause.
    pub fact: String,
    /// Its label.
    pub label: String,
}

/// What the statute makes of a 不予 item that is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The answers are the conditions of this circumstance of the statute.
    Established(CircumstanceId),
    /// They would be those of this circumstance, if these were answered with yes.
    Open(CircumstanceId, Vec<Unanswered>),
    /// They are not, or the item is not met, or grants something else.
    None,
}

impl Unanswered {
    /// A fact nobody has answered, with its label.
    pub fn fact(library: &Library, fact: &FactId) -> Unanswered {
        let spec = library.fact(fact);
        Unanswered {
            fact: fact.to_string(),
            label: spec.map_or_else(|| fact.to_string(), |f| f.label.clone()),
        }
    }
}
