//! Rules 3, 4, 7 and 10: capacity, no penalty, and the checks of the case and of the proposed amounts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::case::{Answer, Case, Proposed};
use crate::data::{Circumstance, Law};
use crate::gates;
use crate::rows::{At, Speaks, Whole, grade, speaking, span, subjects};
use crate::time::{Limit, applicable, limit, years_after};

/// The whole answer.
pub fn assess(law: &Law, whole: &Whole, case: &Case) -> Answer {
    let applies = applicable(law, whole, case);
    let limit = limit(law, case);
    let mut case = case.clone();
    let mut findings: BTreeSet<String> = applies.code.iter().map(|c| (*c).to_owned()).collect();
    if let Some(by_age) = age_circumstance(&case) {
        let others = ["art30_under_14", "art30_minor_14_18"].into_iter().filter(|c| *c != by_age);
        if others.into_iter().any(|o| case.circumstances.contains(o)) {
            findings.insert("age_conflict".to_owned());
        }
        if !by_age.is_empty() {
            case.circumstances.insert(by_age.to_owned());
        }
    }
    contradictions(law, &case, &applies.offences, applies.at.stage.as_deref(), &mut findings);
    if grade_mismatch(law, &case, &applies.offences, &applies.at) {
        findings.insert("accident_grade_mismatch".to_owned());
    }
    if limit == Limit::Open {
        findings.insert("limitation_open".to_owned());
    }
    let subjects = subjects(law, whole, &case, &applies.offences, &applies.at);
    let instead = |subject: &str| found(law, &case, subject).iter().any(|c| c.instead.is_some());
    if case.subjects.is_empty() && instead("individual") || case.subjects.iter().any(|s| instead(s)) {
        findings.insert("due_instead".to_owned());
    }
    let mut ranges = BTreeSet::new();
    let mut parties = Vec::new();
    for subject in &subjects {
        let (lines, passed) = speaking(law, whole, &case, &applies.offences, subject, &applies.at);
        for why in passed {
            let code = match why {
                "higher" => "higher_law",
                "later" => "later_law",
                "special" => "special_law",
                "partly" => "higher_law_in_part",
                _ => "see_also",
            };
            findings.insert(if code == "see_also" { code.to_owned() } else { format!("{code} {subject}") });
        }
        for speaks in &lines {
            if let Some((min, max, needs)) = span(&case, &speaks.line.row) {
                let row = &speaks.line.row;
                let range = needs.map_or_else(|| format!("{min}..{}", max.unwrap()), str::to_owned);
                ranges.insert(format!("{subject} {} {range}", row.stage));
            }
        }
        let disposition = if limit == Limit::Expired { "time_barred" } else { disposition(law, &case, subject) };
        parties.push(Party { subject: subject.clone(), lines, disposition });
    }
    organs(law, &parties, &mut findings);
    for proposed in &case.proposed {
        let (lines, _) = speaking(law, whole, &case, &applies.offences, &proposed.subject, &applies.at);
        let missing = applies.offences.iter().any(|o| not_loaded(law, o, applies.at.day));
        proposal(law, &case, &lines, missing, applies.uncertain, limit, proposed, &mut findings);
    }
    findings.extend(gates::findings(law, &case));
    let every = |d: &str| parties.iter().all(|p| p.disposition == d);
    let disposition = match limit {
        Limit::Expired => "time_barred",
        _ if parties.is_empty() => "fine",
        _ if every("must_not_penalise") => "must_not_penalise",
        _ if parties.iter().all(|p| p.disposition != "fine") => "may_not_penalise",
        _ => "fine",
    };
    Answer {
        instrument: law.instrument(&applies.offences[0]).slug.clone(),
        disposition,
        ranges,
        gates: gates::gates(law, &case, &parties, disposition),
        findings,
    }
}

/// What is in question for one party.
pub struct Party<'a> {
    pub subject: String,
    pub lines: Vec<Speaks<'a>>,
    pub disposition: &'static str,
}

fn found<'a>(law: &'a Law, case: &Case, subject: &str) -> Vec<&'a Circumstance> {
    let applies = |c: &&Circumstance| {
        case.circumstances.contains(&c.id) && c.subjects.as_ref().is_none_or(|s| s.iter().any(|s| s == subject))
    };
    law.circumstances.iter().filter(applies).collect()
}

/// 行政处罚法 30, 31, 33.
fn disposition(law: &Law, case: &Case, subject: &str) -> &'static str {
    let effects: Vec<&str> = found(law, case, subject).iter().map(|c| c.effect.as_str()).collect();
    if effects.contains(&"must_not_penalise") {
        "must_not_penalise"
    } else if effects.contains(&"may_not_penalise") {
        "may_not_penalise"
    } else {
        "fine"
    }
}

/// 减轻 may go below the minimum (行政处罚法 30, 31, 32).
pub fn is_mitigated(law: &Law, case: &Case, subject: &str) -> bool {
    found(law, case, subject).iter().any(|c| c.effect == "must_lighten" || c.effect == "may_lighten")
}

/// 行政处罚法 30: a year of age is full from the day after the birthday. Nothing for those of full age.
fn age_circumstance(case: &Case) -> Option<&'static str> {
    let (born, day) = (case.birth_date?, case.act_end()?);
    let is_full = |years: i32| day > years_after(born, years);
    Some(if !is_full(14) {
        "art30_under_14"
    } else if !is_full(18) {
        "art30_minor_14_18"
    } else {
        ""
    })
}

/// What cannot be so together, and fields that cannot be right.
fn contradictions(law: &Law, case: &Case, offences: &[String], stage: Option<&str>, findings: &mut BTreeSet<String>) {
    for c in law.circumstances.iter().filter(|c| case.circumstances.contains(&c.id)) {
        if stage.is_some_and(|s| c.not_at_stages.iter().any(|n| n == s)) {
            findings.insert("conflict_with_stage".to_owned());
        }
        if c.not_with_facts.iter().any(|f| case.fact(f) > 0) {
            findings.insert("circumstances_conflict".to_owned());
        }
    }
    if law.conflicts.iter().any(|c| c.pair.iter().all(|id| case.circumstances.contains(id))) {
        findings.insert("circumstances_conflict".to_owned());
    }
    let domains = |o: &String| &law.instrument(o).domains;
    if let Some(domain) = &case.domain
        && !offences.iter().any(|o| domains(o).contains(domain))
    {
        findings.insert("domain_mismatch".to_owned());
    }
    if case.jurisdiction.as_ref().is_some_and(|j| !law.regions.contains(j)) {
        findings.insert("unknown_region".to_owned());
    }
}

/// 条例 3: an item cited that goes by another grade than the facts reach.
fn grade_mismatch(law: &Law, case: &Case, offences: &[String], at: &At) -> bool {
    let Some(reached) = grade(law, case) else { return false };
    let at_stage = |r: &&crate::data::Row| at.stage.as_ref().is_none_or(|s| r.stage == *s);
    let rows = || offences.iter().flat_map(|o| &law.named(o)[0].rows).filter(at_stage).filter_map(|r| r.accident_grade.as_ref());
    rows().count() > 0 && !rows().any(|g| g == reached)
}

/// Whether an article refers to a text that is not loaded, or to none in force at the act.
pub fn not_loaded(law: &Law, offence: &str, day: Option<NaiveDate>) -> bool {
    law.refers.get(offence).into_iter().flatten().map(|place| &law.referrals[*place]).any(|r| {
        let stands = |slug: &str| crate::rows::in_force(law, slug, day);
        let none = !r.targets.iter().any(|t| stands(t.offence.split('-').next().unwrap()));
        r.not_loaded.is_some() || none
    })
}

/// 行政处罚法 17, 38: who decides. What another organ decides together with the fine is told with it.
fn organs(law: &Law, parties: &[Party], findings: &mut BTreeSet<String>) {
    for party in parties {
        let mut by_organ: BTreeMap<(bool, &str), BTreeSet<&str>> = BTreeMap::new();
        for speaks in &party.lines {
            let row = &speaks.line.row;
            let home = law.named(&speaks.line.home)[0];
            for kind in &row.penalties {
                if let Some(organ) = row.organs.get(kind).or(row.authority.as_ref()).or(home.authority.as_ref()) {
                    let class = law.class(kind);
                    by_organ.entry((class == "discipline", organ)).or_default().insert(class);
                }
            }
        }
        for ((discipline, organ), classes) in by_organ {
            let code = match law.standings[organ].as_deref() {
                Some("own") => continue,
                _ if discipline => "discipline_apart",
                Some("other") if classes.contains("fine") || classes.contains("warning") => "other_authority",
                Some("other") => "other_authority_for_kind",
                _ => "authority_to_check",
            };
            findings.insert(code.to_owned());
        }
    }
}

/// The checks of one proposed amount.
#[expect(clippy::too_many_arguments, reason = "plain")]
fn proposal(
    law: &Law, case: &Case, lines: &[Speaks], missing: bool, uncertain: bool, limit: Limit, p: &Proposed,
    findings: &mut BTreeSet<String>,
) {
    let mut say = |code: &str| {
        findings.insert(format!("{code} {}", p.subject));
    };
    // 行政处罚法 45: not heavier after the defence.
    if p.before_defence.is_some_and(|before| p.fine > before) {
        say("heavier_after_defence");
    }
    if limit == Limit::Open && p.fine > 0 {
        say("time_barred");
    }
    if uncertain {
        return;
    }
    if limit == Limit::Expired {
        if p.fine > 0 {
            say("time_barred");
        }
        return;
    }
    let fines: Vec<(i64, Option<i64>, Option<&str>)> = lines.iter().filter_map(|s| span(case, &s.line.row)).collect();
    if fines.is_empty() {
        return match (p.fine, missing) {
            (0, _) => {}
            (_, true) => say("referred_not_loaded"),
            (_, false) => say("no_fine_for_subject"),
        };
    }
    if missing && p.fine > 0 {
        say("referred_not_loaded");
    }
    match (disposition(law, case, &p.subject), p.fine) {
        ("fine", _) => {}
        (_, 0) => return,
        ("must_not_penalise", _) => return say("must_not_penalise"),
        _ => say("may_not_penalise"),
    }
    let mitigated = is_mitigated(law, case, &p.subject);
    if p.fine == 0 {
        let must = |s: &Speaks| s.line.row.fine.is_none() || !["may", "select_by_gravity"].contains(&s.line.row.mode.as_str());
        if lines.iter().all(must) {
            say("fine_required");
        }
        return;
    }
    if missing {
        return;
    }
    // Unknown is not zero: only what no alternative allows is outside.
    let open = fines.iter().any(|f| f.2.is_some());
    if fines.iter().any(|(min, max, needs)| needs.is_none() && (*min..=max.unwrap()).contains(&p.fine)) {
        if open {
            say("range_unknown");
        }
        return;
    }
    if fines.iter().any(|(min, max, needs)| needs.is_some() && *min <= p.fine && max.is_none_or(|m| p.fine <= m)) {
        return say("range_unknown");
    }
    let above = fines.iter().any(|(_, max, _)| max.is_some_and(|m| p.fine > m));
    let below = fines.iter().any(|(min, ..)| p.fine < *min);
    match (above, below) {
        (_, true) if mitigated => say("mitigated_below_statute"),
        (true, _) => say("above_statute"),
        _ => say("below_statute"),
    }
}
