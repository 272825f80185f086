//! Rule 2: limitation (行政处罚法 36): two years, five where life or health is concerned and harm resulted.

use chrono::Months;

use crate::assess::case::Case;
use crate::assess::outcome::{Finding, Question, Rule, Severity, Step};
use crate::assess::words;
use crate::law::general::Limitation;
use crate::law::{FactValue, Library, PartialDate};

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
    let harm = case.serious_harm.or(harm_of(rule, case));
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
fn harm_of(rule: &Limitation, case: &Case) -> Option<bool> {
    let some =
        |fact: &str| matches!(case.facts.get(fact), Some(FactValue::Number(n)) if !n.is_zero());
    let harmed = some("deaths")
        || some("serious_injuries")
        || case.circumstances.contains("agg_caused_harm");
    let accident = case
        .stage
        .as_ref()
        .is_some_and(|s| rule.harm_stages.contains(s));
    let harmless = case.circumstances.contains("art33_minor_corrected_no_harm");
    if harmed || accident {
        Some(true)
    } else {
        harmless.then_some(false)
    }
}

/// The last days in time by the short and by the long limit, counted from the end of the act.
fn last_days(rule: &Limitation, act: PartialDate) -> [String; 2] {
    [rule.years, rule.harm_years].map(|years| {
        let last = act.latest().checked_add_months(Months::new(years * 12));
        last.map(|d| d.to_string()).unwrap_or_default()
    })
}

/// The dates the limit was counted by: from … to ….
fn counted(library: &Library, case: &Case) -> String {
    let rule = &library.parts().general.limitation;
    let (Some(act), Some(discovered)) = (case.act_end(), case.discovered_on) else {
        return String::new();
    };
    let [short, long] = last_days(rule, act);
    words::limitation_dates(
        act,
        discovered,
        (rule.years, &short),
        (rule.harm_years, &long),
    )
}

/// The step of the trace.
pub fn step(library: &Library, case: &Case, limited: Limited) -> Step {
    let rule = &library.parts().general.limitation;
    let dates = counted(library, case);
    let (text, effect) = match limited {
        Limited::InTime { years } => (words::limitation_in_time(years, &dates), words::GO_ON),
        Limited::Expired { years } => (
            words::limitation_expired(years, &dates),
            words::NO_MORE_PENALTY,
        ),
        Limited::DependsOnHarm => (
            words::limitation_depends(rule.years, rule.harm_years, &dates),
            words::LIMITATION_FIRST,
        ),
        Limited::Unknown => (words::LIMITATION_UNKNOWN.to_owned(), words::GO_ON),
    };
    Step::new(Rule::Limitation, text, rule.cite.clone(), effect)
}

/// A limit that is open comes before any figure.
pub fn finding(library: &Library, case: &Case, limited: Limited) -> Option<Finding> {
    let rule = &library.parts().general.limitation;
    let cite = Some(rule.cite.as_str());
    let dates = counted(library, case);
    match limited {
        Limited::DependsOnHarm => Some(Finding::new(
            "limitation_open",
            Severity::Warning,
            None,
            words::limitation_open(rule.years, rule.harm_years, &dates),
            cite,
        )),
        Limited::InTime { .. } | Limited::Expired { .. } | Limited::Unknown => None,
    }
}

/// What has to be answered for the limit.
pub fn question(limited: Limited) -> Option<Question> {
    (limited == Limited::DependsOnHarm).then(|| Question {
        fact: "serious_harm".into(),
        label: words::SERIOUS_HARM.into(),
        narrows: words::SERIOUS_HARM_ANSWERS.map(str::to_owned).to_vec(),
    })
}
