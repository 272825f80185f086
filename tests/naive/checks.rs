//! Rules 3, 4, 7 and 10: capacity, no penalty, and the checks of the case and of the proposed amounts.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{Answer, Case, Proposed};
use crate::data::{Circumstance, Law, Referral, Row, Target};
use crate::gates;
use crate::rows::{Situation, Span, Speaks, grade, in_force, span, speaking, subjects};
use crate::time::{Limit, applicable, limit, years_after};

/// The whole answer.
pub fn assess(law: &Law, case: &Case) -> Answer {
    let mut case = case.clone();
    let mut findings = BTreeSet::new();
    let limit = limit(law, &case);
    // 行政处罚法 30: the birth date gives the circumstance of age, and contradicts another one.
    if let Some(by_age) = age_circumstance(&case) {
        let ages = ["art30_under_14", "art30_minor_14_18"];
        if ages
            .iter()
            .any(|c| *c != by_age && case.circumstances.contains(*c))
        {
            findings.insert("age_conflict".to_owned());
        }
        case.circumstances
            .extend(Some(by_age).filter(|c| !c.is_empty()).map(str::to_owned));
    }
    let case = &case;
    let applies = applicable(law, case);
    let s = &applies.under;
    findings.extend(applies.code.map(str::to_owned));
    findings.extend(contradictions(s).into_iter().map(str::to_owned));
    if limit == Limit::Open {
        findings.insert("limitation_open".to_owned());
    }
    let instead = |subject: &str| found(s, subject).iter().any(|c| c.instead.is_some());
    if case.subjects.is_empty() && instead("individual") || case.subjects.iter().any(|s| instead(s))
    {
        findings.insert("due_instead".to_owned());
    }
    let mut ranges = BTreeSet::new();
    let mut parties = Vec::new();
    for subject in subjects(s) {
        let (lines, passed) = speaking(s, &subject);
        findings.extend(passed.into_iter().map(|why| match why {
            "higher" => format!("higher_law {subject}"),
            "later" => format!("later_law {subject}"),
            "special" => format!("special_law {subject}"),
            "partly" => format!("higher_law_in_part {subject}"),
            _ => "see_also".to_owned(),
        }));
        for row in lines.iter().map(|f| &f.line.row) {
            if let Some((min, max, needs)) = span(case, row) {
                let range = needs.map_or_else(|| format!("{min}..{}", max.unwrap()), str::to_owned);
                ranges.insert(format!("{subject} {} {range}", row.stage));
            }
        }
        let disposition = disposition(s, &subject);
        parties.push(Party {
            subject,
            lines,
            disposition,
        });
    }
    findings.extend(organs(law, &parties).into_iter().map(str::to_owned));
    for p in &case.proposed {
        let found = proposal(s, applies.uncertain, limit, p);
        findings.extend(
            found
                .into_iter()
                .map(|code| format!("{code} {}", p.subject)),
        );
    }
    findings.extend(gates::findings(law, case).into_iter().map(str::to_owned));
    let every =
        |d: &[&str]| !parties.is_empty() && parties.iter().all(|p| d.contains(&p.disposition));
    let disposition = if limit == Limit::Expired {
        "time_barred"
    } else if every(&["must_not_penalise"]) {
        "must_not_penalise"
    } else if every(&["must_not_penalise", "may_not_penalise"]) {
        "may_not_penalise"
    } else {
        "fine"
    };
    Answer {
        instrument: law.instrument(s.offences[0]).slug.clone(),
        disposition,
        ranges,
        gates: gates::gates(s, &parties, disposition),
        findings,
    }
}

/// What is in question for one party.
pub struct Party<'a> {
    pub subject: String,
    pub lines: Vec<Speaks<'a>>,
    pub disposition: &'static str,
}

/// The circumstances found that apply to a subject.
fn found<'a>(s: &Situation<'a>, subject: &str) -> Vec<&'a Circumstance> {
    let applies = |c: &&Circumstance| {
        let concerns = c.subjects.is_empty() || c.subjects.iter().any(|s| s == subject);
        concerns && s.case.circumstances.contains(&c.id)
    };
    s.law.circumstances.iter().filter(applies).collect()
}

/// 行政处罚法 30, 31, 33.
fn disposition(s: &Situation, subject: &str) -> &'static str {
    let effects: Vec<&str> = found(s, subject)
        .iter()
        .map(|c| c.effect.as_str())
        .collect();
    if effects.contains(&"must_not_penalise") {
        "must_not_penalise"
    } else if effects.contains(&"may_not_penalise") {
        "may_not_penalise"
    } else {
        "fine"
    }
}

/// 减轻 may go below the minimum (行政处罚法 30, 31, 32).
pub fn is_mitigated(s: &Situation, subject: &str) -> bool {
    found(s, subject)
        .iter()
        .any(|c| c.effect == "must_lighten" || c.effect == "may_lighten")
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
fn contradictions(s: &Situation) -> Vec<&'static str> {
    let (law, case, stage) = (s.law, s.case, s.stage.as_ref());
    let mut out = Vec::new();
    for c in law
        .circumstances
        .iter()
        .filter(|c| case.circumstances.contains(&c.id))
    {
        if stage.is_some_and(|s| c.not_at_stages.contains(s)) {
            out.push("conflict_with_stage");
        }
        if c.not_with_facts.iter().any(|f| case.fact(f) > 0) {
            out.push("circumstances_conflict");
        }
    }
    if law
        .conflicts
        .iter()
        .any(|c| c.pair.iter().all(|id| case.circumstances.contains(id)))
    {
        out.push("circumstances_conflict");
    }
    let domains = &law.instrument(s.offences[0]).domains;
    if case.domain.as_ref().is_some_and(|d| !domains.contains(d)) {
        out.push("domain_mismatch");
    }
    if case
        .jurisdiction
        .as_ref()
        .is_some_and(|j| !law.regions.contains(j))
    {
        out.push("unknown_region");
    }
    // 条例 3: an item cited that goes by another grade than the facts reach.
    let at_stage = |r: &&Row| stage.is_none_or(|s| r.stage == *s);
    let rows = s
        .offences
        .iter()
        .flat_map(|o| &law.named(o)[0].rows)
        .filter(at_stage);
    let grades: Vec<&str> = rows.filter_map(|r| r.accident_grade.as_deref()).collect();
    if !grades.is_empty() && grade(law, case).is_some_and(|reached| !grades.contains(&reached)) {
        out.push("accident_grade_mismatch");
    }
    out
}

/// Whether an article refers to a text that is not loaded, or to none in force on the day.
pub fn not_loaded(s: &Situation) -> bool {
    let slug = |id: &str| id.split('-').next().unwrap().to_owned();
    s.offences.iter().any(|offence| {
        let stands = |t: &Target| {
            slug(&t.offence) == slug(offence) || in_force(s.law, &slug(&t.offence), s.day)
        };
        let open = |r: &Referral| r.not_loaded.is_some() || !r.targets.iter().any(stands);
        s.law.refers[*offence]
            .iter()
            .map(|place| &s.law.referrals[*place])
            .any(open)
    })
}

/// 行政处罚法 17, 38: who decides. What another organ decides together with the fine is told with it.
fn organs(law: &Law, parties: &[Party]) -> Vec<&'static str> {
    let mut out = Vec::new();
    for party in parties {
        let mut by_organ: BTreeMap<(bool, &str), BTreeSet<&str>> = BTreeMap::new();
        for speaks in &party.lines {
            let row = &speaks.line.row;
            let home = law.named(&speaks.line.home)[0];
            for kind in &row.penalties {
                if let Some(organ) = row
                    .organs
                    .get(kind)
                    .or(row.authority.as_ref())
                    .or(home.authority.as_ref())
                {
                    let class = law.class(kind);
                    by_organ
                        .entry((class == "discipline", organ))
                        .or_default()
                        .insert(class);
                }
            }
        }
        let fines =
            |classes: &BTreeSet<&str>| classes.contains("fine") || classes.contains("warning");
        // Where another provision that may apply gives the fine to the bureau, who decides is to be checked.
        let own_fine = by_organ
            .iter()
            .any(|((_, o), c)| law.standings[*o].as_deref() == Some("own") && fines(c));
        for ((discipline, organ), classes) in &by_organ {
            let (discipline, organ) = (*discipline, *organ);
            let code = match law.standings[organ].as_deref() {
                Some("own") => continue,
                _ if discipline => "discipline_apart",
                Some("other") if fines(classes) && own_fine => "authority_to_check",
                Some("other") if fines(classes) => "other_authority",
                Some("other") => "other_authority_for_kind",
                _ => "authority_to_check",
            };
            out.push(code);
        }
    }
    out
}

/// The checks of one proposed amount.
fn proposal(s: &Situation, uncertain: bool, limit: Limit, p: &Proposed) -> Vec<&'static str> {
    let mut out = Vec::new();
    // 行政处罚法 45: not heavier after the defence.
    if p.before_defence.is_some_and(|before| p.fine > before) {
        out.push("heavier_after_defence");
    }
    if limit == Limit::Open && p.fine > 0 {
        out.push("time_barred");
    }
    if uncertain {
        return out; // No figure of another law condemns or clears.
    }
    if limit == Limit::Expired {
        out.extend((p.fine > 0).then_some("time_barred"));
        return out;
    }
    let lines = speaking(s, &p.subject).0;
    let fines: Vec<_> = lines
        .iter()
        .filter_map(|f| span(s.case, &f.line.row))
        .collect();
    let missing = not_loaded(s);
    if p.fine > 0 && missing {
        out.push("referred_not_loaded");
    }
    match disposition(s, &p.subject) {
        _ if fines.is_empty() => {
            out.extend((p.fine > 0 && !missing).then_some("no_fine_for_subject"));
            return out;
        }
        "must_not_penalise" | "may_not_penalise" if p.fine == 0 => return out,
        "must_not_penalise" => {
            out.push("must_not_penalise");
            return out;
        }
        "may_not_penalise" => out.push("may_not_penalise"),
        _ => {}
    }
    if p.fine == 0 {
        let optional = |f: &Speaks| f.line.row.fine.is_some() && f.line.row.is_optional();
        out.extend((!lines.iter().any(optional) && !missing).then_some("fine_required"));
    } else if !missing {
        out.extend(outside(&fines, p.fine, is_mitigated(s, &p.subject)));
    }
    out
}

/// Unknown is not zero: only what no alternative allows is outside.
fn outside(fines: &[Span], fine: i64, mitigated: bool) -> Option<&'static str> {
    let allows = |(min, max, _): &Span| *min <= fine && max.is_none_or(|m| fine <= m);
    if fines.iter().any(allows) {
        return fines
            .iter()
            .any(|f| f.2.is_some())
            .then_some("range_unknown");
    }
    let above = fines
        .iter()
        .any(|(_, max, _)| max.is_some_and(|m| fine > m));
    let below = fines.iter().any(|(min, ..)| fine < *min);
    Some(match (above, below) {
        (_, true) if mitigated => "mitigated_below_statute",
        (true, _) => "above_statute",
        _ => "below_statute",
    })
}
