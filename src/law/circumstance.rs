//! Circumstances (情节): what lightens, mitigates, excuses or aggravates, each with its ground.

use serde::{Deserialize, Serialize};

use crate::law::{CircumstanceId, FactId, StageId, Subject};

/// A circumstance the reviewer may find.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circumstance {
    /// Identifier.
    pub id: CircumstanceId,
    /// The words of the field.
    pub label: String,
    /// What follows from it.
    pub effect: Effect,
    /// The ground. An aggravating circumstance without one has no effect until a rule pack cites it.
    #[serde(default)]
    pub cite: Option<String>,
    /// Whom it can apply to; everybody when empty.
    #[serde(default)]
    pub subjects: Vec<Subject>,
    /// What is due in place of a penalty.
    #[serde(default)]
    pub instead: Option<String>,
    /// Contradicts these stages: what it says cannot be so at them.
    #[serde(default)]
    pub not_at_stages: Vec<StageId>,
    /// Contradicts these facts where they are more than zero.
    #[serde(default)]
    pub not_with_facts: Vec<FactId>,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// What follows from a circumstance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// 不予处罚.
    MustNotPenalise,
    /// 可以不予处罚.
    MayNotPenalise,
    /// 应当从轻或者减轻: also below the statutory minimum.
    MustLighten,
    /// 可以从轻或者减轻.
    MayLighten,
    /// 从重, within the range.
    Aggravate,
}

impl Effect {
    /// Tells whether the effect favours the party.
    pub fn is_mitigating(self) -> bool {
        match self {
            Effect::MustNotPenalise
            | Effect::MayNotPenalise
            | Effect::MustLighten
            | Effect::MayLighten => true,
            Effect::Aggravate => false,
        }
    }

    /// Tells whether the effect allows an amount below the minimum (减轻).
    pub fn allows_below_minimum(self) -> bool {
        match self {
            Effect::MustLighten | Effect::MayLighten => true,
            Effect::MustNotPenalise | Effect::MayNotPenalise | Effect::Aggravate => false,
        }
    }
}

/// A circumstance that says the same as a stage or a fact: counting both is counting twice.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SameFact {
    /// The circumstance.
    pub circumstance: CircumstanceId,
    /// Stages that rest on the same fact.
    pub stages: Vec<StageId>,
    /// Facts that tiers measure it by.
    pub facts: Vec<FactId>,
}

/// Two circumstances that cannot both be found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The two.
    pub pair: [CircumstanceId; 2],
    /// Why.
    pub cite: String,
}

impl Circumstance {
    /// Tells whether it can apply to the subject.
    pub fn applies_to(&self, subject: Subject) -> bool {
        self.subjects.is_empty() || self.subjects.contains(&subject)
    }

    /// Tells whether it has a ground to act on.
    pub fn has_ground(&self) -> bool {
        self.cite.is_some()
    }
}
