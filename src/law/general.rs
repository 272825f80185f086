//! General rules of 行政处罚法 that every assessment rests on: citations and figures, as data.

use serde::Deserialize;

use crate::law::{PartialDate, StageId};

/// The general rules. Each has the citation that the trace prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct General {
    /// 从旧兼从轻.
    pub in_time: Rule,
    /// Limitation.
    pub limitation: Limitation,
    /// Order to correct.
    pub correction: Rule,
    /// Education when no penalty is imposed.
    pub education: Rule,
    /// Confiscation of illegal gain.
    pub confiscation: Rule,
    /// One act, one fine.
    pub single_fine: Rule,
    /// Several acts: each apart, then added.
    pub several_acts: Rule,
    /// Benchmarks.
    pub benchmark: Rule,
    /// 从轻或者减轻.
    pub lighter_or_mitigated: Rule,
    /// No heavier penalty after defence.
    pub defence: Rule,
    /// 以上, 以下 include the number.
    pub bounds: Rule,
    /// Grades of accidents.
    pub accident_grades: AccidentGrades,
    /// Ages.
    pub age: Age,
    /// Who may penalise.
    pub organ: Rule,
    /// No amount above the maximum of the statute.
    pub within_statute: Rule,
    /// Which provision goes before another.
    pub precedence: Rule,
}

/// Ages (周岁) below which nobody is penalised, and from which on everybody is in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Age {
    /// Years of age below which there is no penalty.
    pub none_below: u32,
    /// Years of age from which on there is no reduction for age.
    pub full_from: u32,
    /// The circumstance of those below.
    pub none: String,
    /// The circumstance of those in between.
    pub lighter: String,
    /// Citation.
    pub cite: String,
}

/// A rule with its citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Citation.
    pub cite: String,
    /// In force from, where that matters.
    #[serde(default)]
    pub from: Option<PartialDate>,
}

/// Limitation (追责时效).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limitation {
    /// Years from the act or its end.
    pub years: u32,
    /// Years where life, health or financial safety is concerned and harm resulted.
    pub harm_years: u32,
    /// Stages at which harm resulted.
    #[serde(default)]
    pub harm_stages: Vec<StageId>,
    /// Citation.
    pub cite: String,
}

/// Grades of accidents, gravest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccidentGrades {
    /// Citation.
    pub cite: String,
    /// Grades.
    pub grades: Vec<AccidentGrade>,
}

/// A grade: reached by any one of its figures (each included).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccidentGrade {
    /// Name, e.g. 较大事故.
    pub label: String,
    /// Deaths.
    pub deaths: u32,
    /// Serious injuries.
    pub serious_injuries: u32,
    /// Direct economic loss in 万元.
    pub loss_wan: u32,
}
