//! Which nouns and units mean which fact.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::number::Group;
use super::words;
use crate::law::condition::Bound;
use crate::law::vocabulary::Vocabulary;
use crate::law::{FactId, FactSpec, StageId};

/// One row of data: a quantity with one of these nouns, in one of these units, is this fact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The fact.
    pub fact: FactId,
    /// Nouns, one of which stands beside the number; none: the unit is enough.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// Units as the reader folds them (人 for 名, 台(套) for 台).
    pub units: Vec<String>,
    /// Only where nothing else is said: the noun before the number, and words without weight.
    #[serde(default)]
    pub alone: bool,
}

/// The rows, with what they need of the facts.
#[derive(Clone, Debug, Default)]
pub struct Measures {
    rows: Vec<(Measure, FactSpec)>,
    stages: Vec<(String, StageId)>,
}

/// A quantity recognised.
pub(super) struct Measured<'m> {
    pub(super) spec: &'m FactSpec,
    /// Words beside the number that say something else.
    pub(super) rest: String,
    pub(super) low: Option<Bound>,
    pub(super) high: Option<Bound>,
}

impl Measures {
    /// Keeps the rows whose fact is known.
    pub fn new(rows: &[Measure], facts: &[FactSpec], vocabulary: &Vocabulary) -> Measures {
        let with_spec = |row: &Measure| {
            let spec = facts.iter().find(|f| f.id == row.fact)?;
            Some((row.clone(), spec.clone()))
        };
        let stages = vocabulary
            .stages
            .iter()
            .flat_map(|t| t.words.iter().map(|w| (w.clone(), StageId::new(&t.id))));
        Measures {
            rows: rows.iter().filter_map(with_spec).collect(),
            stages: stages.collect(),
        }
    }

    /// The stage that these words name, whole.
    pub(super) fn stage(&self, text: &str) -> Option<StageId> {
        let text = text.trim_end_matches(words::OF);
        let found = self.stages.iter().find(|(w, _)| w == text);
        found.map(|(_, id)| id.clone())
    }

    /// Finds the fact for a number between two texts (folded, without blanks).
    pub(super) fn find(&self, before: &str, group: &Group, after: &str) -> Option<Measured<'_>> {
        let mut best: Option<(usize, &FactSpec, String)> = None;
        for (row, spec) in &self.rows {
            let money_noun = group.unit.is_empty() && row.units.iter().any(|u| u == words::YUAN);
            if !(row.units.contains(&group.unit) || money_noun && !row.nouns.is_empty()) {
                continue;
            }
            let hit = if row.nouns.is_empty() {
                Some((0, rest(before, after)))
            } else {
                noun(row, before, after)
            };
            let Some((length, rest)) = hit else {
                continue;
            };
            if row.alone && !rest.is_empty() {
                continue;
            }
            if best.as_ref().is_none_or(|(n, ..)| length >= *n) {
                best = Some((length, spec, rest));
            }
        }
        let (_, spec, rest) = best?;
        let unit = if group.unit.is_empty() {
            words::YUAN
        } else {
            &group.unit
        };
        let factor = if unit == words::YUAN && spec.unit == words::WAN_YUAN {
            Decimal::new(1, 4)
        } else {
            Decimal::ONE
        };
        let convert = |b: Bound| {
            let value = b.value.checked_mul(factor)?.normalize();
            Some(Bound { value, ..b })
        };
        Some(Measured {
            spec,
            rest,
            low: group.low.map_or(Some(None), |b| convert(b).map(Some))?,
            high: group.high.map_or(Some(None), |b| convert(b).map(Some))?,
        })
    }
}

/// The longest noun of the row, and what remains without it.
fn noun(row: &Measure, before: &str, after: &str) -> Option<(usize, String)> {
    let mut nouns: Vec<&String> = row.nouns.iter().collect();
    nouns.sort_by_key(|n| std::cmp::Reverse(n.chars().count()));
    for noun in nouns {
        let length = noun.chars().count();
        if before.contains(noun.as_str()) {
            return Some((length, rest(&before.replacen(noun.as_str(), "", 1), after)));
        }
        if !row.alone && after.contains(noun.as_str()) {
            return Some((length, rest(before, &after.replacen(noun.as_str(), "", 1))));
        }
    }
    None
}

/// What is left of the words beside a number once those without weight are gone.
fn rest(before: &str, after: &str) -> String {
    let parts = [before, after].map(without_fillers);
    let [a, b] = &parts;
    if a.is_empty() && b.is_empty() {
        return String::new();
    }
    format!("{before}{after}")
}

fn without_fillers(text: &str) -> &str {
    let mut left = text;
    loop {
        let longest = words::FILLERS
            .iter()
            .filter_map(|f| left.strip_prefix(f))
            .min_by_key(|rest| rest.len());
        match longest {
            Some(shorter) => left = shorter,
            None => return left,
        }
    }
}
