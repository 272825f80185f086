//! Rule 2: limitation (行政处罚法 36): two years, five where life or health is concerned and harm resulted.

use chrono::Months;

use crate::assess::case::Case;
use crate::law::general::Limitation;
use crate::law::{FactValue, Library};

/// What the dates say about limitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limited {
    /// Discovered in time.
    InTime {
        /// Years that were available.
        years: u32,
    },
    /// Discovered too late.
    Expired {
        /// Years that were available.
        years: u32,
    },
    /// Too late by the short limit, in time by the long one: whether harm resulted decides.
    DependsOnHarm,
    /// A date is missing or too vague.
    Unknown,
}

/// Applies the limits.
pub fn limited(library: &Library, case: &Case) -> Limited {
    let (Some(act), Some(discovered)) = (case.act_end(), case.discovered_on) else {
        return Limited::Unknown;
    };
    let rule: &Limitation = &library.parts().general.limitation;
    // Not discovered within N years: the day of the same date is still in time.
    let late = |years: u32| {
        let surely = act
            .latest()
            .checked_add_months(Months::new(years * 12))
            .is_some_and(|end| discovered.earliest() > end);
        let perhaps = act
            .earliest()
            .checked_add_months(Months::new(years * 12))
            .is_some_and(|end| discovered.latest() > end);
        (surely, perhaps)
    };
    let harm = case.serious_harm.or(harm_of(case));
    let years = if harm == Some(true) {
        rule.harm_years
    } else {
        rule.years
    };
    match (late(years), harm) {
        ((false, false), _) => Limited::InTime { years },
        ((true, _), Some(_)) => Limited::Expired { years },
        ((true, _), None) if late(rule.harm_years).0 => Limited::Expired {
            years: rule.harm_years,
        },
        ((true, _), None) => Limited::DependsOnHarm,
        ((false, true), _) => Limited::Unknown,
    }
}

/// Harm as the facts show it; `None` when they are silent.
fn harm_of(case: &Case) -> Option<bool> {
    let some =
        |fact: &str| matches!(case.facts.get(fact), Some(FactValue::Number(n)) if !n.is_zero());
    let harmed = some("deaths")
        || some("serious_injuries")
        || case.circumstances.contains("agg_caused_harm");
    let accident = case
        .stage
        .as_ref()
        .is_some_and(|s| s.as_str() == "caused_accident");
    let harmless = case.circumstances.contains("art33_minor_corrected_no_harm");
    if harmed || accident {
        Some(true)
    } else {
        harmless.then_some(false)
    }
}
