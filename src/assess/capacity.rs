//! Rule 3: capacity and fault (行政处罚法 30, 31, 33(2)), with what is due instead of a penalty.

use chrono::Months;

use crate::assess::case::Case;
use crate::assess::circumstances::{cites, found};
use crate::assess::outcome::{Disposition, Finding, Rule, Severity, Step};
use crate::assess::words;
use crate::law::circumstance::Circumstance;
use crate::law::{CircumstanceId, Effect, Library, PartialDate};

/// Tells a circumstance of capacity or fault from one about trifles.
pub fn is_capacity(circumstance: &Circumstance) -> bool {
    let id = circumstance.id.as_str();
    id.starts_with("art30") || id.starts_with("art31") || id == "art33_no_fault"
}

/// The step of the trace.
pub fn step(library: &Library, case: &Case) -> Step {
    let telling: Vec<&Circumstance> = found(library, case)
        .filter(|c| matches!(c.effect, Effect::MustNotPenalise | Effect::MayNotPenalise))
        .filter(|c| is_capacity(c))
        .collect();
    excused(library, Rule::Capacity, &telling, words::NO_CAPACITY_ISSUE)
}

/// A step about circumstances that excuse, or that none was found.
pub fn excused(library: &Library, rule: Rule, found: &[&Circumstance], none: &str) -> Step {
    if found.is_empty() {
        return Step::new(rule, none, cites_of_rule(library, rule), words::GO_ON);
    }
    let labels: Vec<&str> = found.iter().map(|c| c.label.as_str()).collect();
    let must = found.iter().any(|c| c.effect == Effect::MustNotPenalise);
    let outcome = if must {
        Disposition::MustNotPenalise
    } else {
        Disposition::MayNotPenalise
    };
    let instead = found.iter().filter_map(|c| c.instead.as_deref());
    let mut effect = format!("{}；{}", words::disposition(outcome), words::EDUCATE);
    for text in instead {
        effect.push_str(&words::also(text));
    }
    Step::new(rule, words::found(&labels), cites(found), effect)
}

/// The citations of every circumstance a rule could have found.
fn cites_of_rule(library: &Library, rule: Rule) -> String {
    let all = library.parts().circumstances.iter();
    let own: Vec<&Circumstance> = all
        .filter(|c| matches!(c.effect, Effect::MustNotPenalise | Effect::MayNotPenalise))
        .filter(|c| is_capacity(c) == (rule == Rule::Capacity))
        .collect();
    cites(&own)
}

/// The circumstance of age that the birth date gives, by the day of the act: a year of age is full from the
/// day after the birthday.
pub fn age_circumstance(library: &Library, case: &Case) -> Option<CircumstanceId> {
    let (born, act) = (case.birth_date?, case.act_end()?);
    let age = &library.parts().general.age;
    let reached = |years: u32| {
        let birthday = born.latest().checked_add_months(Months::new(years * 12));
        birthday.is_some_and(|day| act.earliest() > day)
    };
    let known = born.exact().is_some() && act.exact().is_some();
    match (known, reached(age.none_below), reached(age.full_from)) {
        (true, false, _) => Some(CircumstanceId::from(age.none.as_str())),
        (true, true, false) => Some(CircumstanceId::from(age.lighter.as_str())),
        (_, _, _) => None,
    }
}

/// What is due besides, for those who are not penalised, and contradictions with the birth date.
pub fn findings(library: &Library, case: &Case) -> Vec<Finding> {
    let mut out = Vec::new();
    for circumstance in found(library, case) {
        let applies =
            case.subjects.is_empty() || case.subjects.iter().any(|s| circumstance.applies_to(*s));
        if let Some(text) = circumstance.instead.as_deref().filter(|_| applies) {
            out.push(Finding::new(
                "due_instead",
                Severity::Note,
                None,
                words::due_instead(&circumstance.label, text),
                circumstance.cite.as_deref(),
            ));
        }
    }
    out.extend(age_conflict(library, case));
    out
}

fn age_conflict(library: &Library, case: &Case) -> Option<Finding> {
    let born = case
        .birth_date
        .filter(|b: &PartialDate| b.exact().is_some())?;
    case.act_end().filter(|a| a.exact().is_some())?;
    let age = &library.parts().general.age;
    let by_date = age_circumstance(library, case);
    let wrong = [&age.none, &age.lighter].into_iter().find(|id| {
        let given = case.circumstances.iter().any(|c| c.as_str() == id.as_str());
        given && by_date.as_ref().map(CircumstanceId::as_str) != Some(id.as_str())
    })?;
    let label = library.circumstance(&CircumstanceId::from(wrong.as_str()))?;
    Some(Finding::new(
        "age_conflict",
        Severity::Error,
        None,
        words::age_conflict(&label.label, born),
        label.cite.as_deref(),
    ))
}
