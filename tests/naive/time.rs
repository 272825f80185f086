//! Rules 1 and 2: the law that applies (行政处罚法 37), and the limit (36).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::case::Case;
use crate::checks::not_loaded;
use crate::data::{Instrument, Law};
use crate::rows::{Situation, in_force, of_offence, span};

/// The law that applies, the finding about it, and whether nothing can be certified.
pub struct Applies<'a> {
    pub under: Situation<'a>,
    pub code: Option<&'static str>,
    pub uncertain: bool,
}

/// Of a text that was seen in part nothing can be certified.
pub fn applicable<'a>(law: &'a Law, case: &'a Case) -> Applies<'a> {
    let mut applies = text(law, case);
    let in_part = |o: &&str| law.named(o)[0].verified.as_deref() == Some("part");
    if !applies.uncertain && applies.under.offences.iter().any(in_part) {
        (applies.code, applies.uncertain) = (Some("earlier_text_missing"), true);
    }
    applies
}

fn text<'a>(law: &'a Law, case: &'a Case) -> Applies<'a> {
    let asked: Vec<&str> = law
        .named(&case.offence)
        .iter()
        .map(|o| o.id.as_str())
        .collect();
    let as_cited = |code: Option<&'static str>, uncertain: bool| {
        let (stage, day) = (case.stage.clone(), case.act_end().or(case.decided_on));
        let offences = asked.clone();
        Applies {
            under: Situation {
                law,
                case,
                offences,
                stage,
                day,
            },
            code,
            uncertain,
        }
    };
    let instrument = law.instrument(asked[0]);
    let outdated = || {
        let replaced = instrument.replaced_by.as_ref();
        let express = instrument.repealed.is_some() || replaced.is_some_and(|r| r.express);
        as_cited(
            Some(if express {
                "basis_repealed"
            } else {
                "basis_superseded"
            }),
            true,
        )
    };
    let (Some(act), Some(decided)) = (case.act_end(), case.decided_on) else {
        let (act, end) = (case.act_end(), instrument.end());
        // Repealed before the act, whenever it is decided.
        let late = act.zip(end).is_some_and(|(act, end)| act >= end);
        return if late {
            outdated()
        } else {
            as_cited(None, false)
        };
    };
    let (earliest, start) = instrument.start();
    if act < start && act >= earliest {
        // The day from which it is in force is not known.
        return as_cited(Some("earlier_text_missing"), true);
    }
    if act < start {
        // The text of the act's day is another one: its counterparts, if it is loaded.
        let stood = |slug: &str| in_force(law, slug, Some(act));
        let mut older = counterparts(law, &asked, false);
        older.retain(|o| stood(&law.instrument(o).slug));
        let replaced = |i: &&Instrument| {
            i.replaced_by
                .as_ref()
                .is_some_and(|r| r.slug == instrument.slug)
                && stood(&i.slug)
        };
        let in_part = |i: &Instrument| {
            law.offences
                .iter()
                .any(|o| o.verified.is_some() && law.instrument(&o.id).slug == i.slug)
        };
        let whole_text = law
            .instruments
            .values()
            .filter(replaced)
            .any(|i| !in_part(i));
        return match (older.is_empty(), decided < earliest) {
            (false, false) => choose(law, case, older, asked),
            // What was not in force when it was decided is no lighter law: that of the act, alone.
            (false, true) => Applies {
                under: under(law, case, older, Some(act)),
                code: Some("basis_not_in_force"),
                uncertain: false,
            },
            (true, true) => as_cited(Some("basis_not_in_force"), true),
            (true, false) if whole_text => as_cited(Some("basis_not_in_force"), true),
            (true, false) => as_cited(Some("earlier_text_missing"), true),
        };
    }
    let Some(end) = instrument.end() else {
        return as_cited(None, false);
    };
    let newer = counterparts(law, &asked, true);
    if act >= end {
        outdated()
    } else if decided < end {
        as_cited(None, false)
    } else if newer.is_empty() {
        as_cited(Some("no_counterpart"), true)
    } else {
        choose(law, case, asked, newer)
    }
}

/// The same act under the other instrument.
fn counterparts<'a>(law: &'a Law, ids: &[&str], newer: bool) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    for id in ids {
        for pair in &law.successors {
            let (here, there) = if newer {
                (&pair.old, &pair.new)
            } else {
                (&pair.new, &pair.old)
            };
            if here == id {
                out.extend(law.named(there).iter().map(|o| o.id.as_str()));
            }
        }
    }
    let mut seen = BTreeSet::new();
    out.retain(|o| seen.insert(*o));
    out
}

/// The case under the law of some offences on a day, the stage by the name it has there (拒不改正, 逾期未改正).
fn under<'a>(
    law: &'a Law,
    case: &'a Case,
    offences: Vec<&'a str>,
    day: Option<NaiveDate>,
) -> Situation<'a> {
    let lines = || offences.iter().flat_map(|o| &law.whole[*o]);
    let known = || lines().map(|l| l.row.stage.as_str());
    let stage = case.stage.as_ref().map(|asked| {
        let own = known().find(|s| s == asked);
        own.or_else(|| known().find(|s| law.are_like(s, asked)))
            .unwrap_or(asked)
            .to_owned()
    });
    Situation {
        law,
        case,
        offences,
        stage,
        day,
    }
}

/// The newer law only where it is lighter; equal, mixed or unknown: the law of the act.
fn choose<'a>(
    law: &'a Law,
    case: &'a Case,
    older: Vec<&'a str>,
    newer: Vec<&'a str>,
) -> Applies<'a> {
    let mut subjects = case.subjects.clone();
    if subjects.is_empty() {
        let all = older.iter().chain(&newer).flat_map(|o| &law.whole[*o]);
        subjects = all
            .map(|l| l.row.subject.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
    }
    // It has to be lighter whichever of several counterparts is meant.
    let pairs = older
        .iter()
        .flat_map(|old| newer.iter().map(move |new| (old, new)));
    let verdicts: BTreeSet<Option<Ordering>> = pairs
        .map(|(old, new)| {
            let old = under(law, case, vec![old], case.act_end());
            let new = under(law, case, vec![new], case.decided_on);
            let each: Option<Vec<_>> = subjects.iter().map(|s| weigh(&old, &new, s)).collect();
            together(&each?)
        })
        .collect();
    let verdict = verdicts
        .first()
        .copied()
        .flatten()
        .filter(|_| verdicts.len() == 1);
    let code = if verdict.is_none() {
        "compare_by_hand"
    } else {
        "counterpart_by_meaning"
    };
    let (offences, day) = match verdict {
        Some(Ordering::Less) => (newer, case.decided_on),
        _ => (older, case.act_end()),
    };
    Applies {
        under: under(law, case, offences, day),
        code: Some(code),
        uncertain: false,
    }
}

/// Less where something is lighter and nothing heavier; `None` where both.
fn together(all: &[Ordering]) -> Option<Ordering> {
    match (
        all.contains(&Ordering::Less),
        all.contains(&Ordering::Greater),
    ) {
        (true, true) => None,
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => Some(Ordering::Equal),
    }
}

/// Whether the newer is lighter (less) or heavier for a subject; `None` where mixed or not known.
fn weigh(old: &Situation, new: &Situation, subject: &str) -> Option<Ordering> {
    let (old, new) = (threat(old, subject)?, threat(new, subject)?);
    let kinds = match (
        new.kinds.is_subset(&old.kinds),
        old.kinds.is_subset(&new.kinds),
    ) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => return None,
    };
    let optional = old.optional.cmp(&new.optional);
    together(&[
        new.min.cmp(&old.min),
        new.max.cmp(&old.max),
        kinds,
        optional,
    ])
}

/// The hull of the fines, the kinds that weigh, whether the fine may be left out.
struct Threat {
    min: i64,
    max: i64,
    kinds: BTreeSet<String>,
    optional: bool,
}

fn threat(s: &Situation, subject: &str) -> Option<Threat> {
    let id = s.offences[0];
    // A stage that one of them does not know cannot be compared.
    let knows = |stage: &String| s.law.whole[id].iter().any(|l| l.row.stage == *stage);
    if !s.stage.as_ref().is_none_or(knows) || not_loaded(s) {
        return None;
    }
    let mut out = Threat {
        min: i64::MAX,
        max: 0,
        kinds: BTreeSet::new(),
        optional: true,
    };
    for row in of_offence(s, id, subject).into_iter().map(|l| &l.row) {
        // Orders to correct, warnings and the return of what was gained make no law heavier.
        let light = ["fine", "warning", "order", "confiscation_gain"];
        let weighs = row
            .penalties
            .iter()
            .filter(|k| !light.contains(&s.law.class(k)));
        out.kinds.extend(weighs.map(|k| s.law.usual(k).to_owned()));
        if let Some((min, max, needs)) = span(s.case, row) {
            if needs.is_some() {
                return None;
            }
            out.min = out.min.min(min);
            out.max = out.max.max(max?);
            out.optional &= row.is_optional();
        }
    }
    out.min = out.min.min(out.max);
    Some(out)
}

/// What the dates say about the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    InTime,
    Expired,
    /// Past the short limit, within the long one: whether harm resulted decides.
    Open,
}

/// 行政处罚法 36: not discovered within two years from the end of the act; five with harm to life or health.
pub fn limit(law: &Law, case: &Case) -> Limit {
    let (Some(end), Some(discovered)) = (case.act_end(), case.discovered_on) else {
        return Limit::InTime;
    };
    // Safety at work is about life and health; what remains is whether harm resulted.
    let stage = case
        .stage
        .as_ref()
        .is_some_and(|s| law.are_like(s, "caused_accident"));
    let found = |c: &str| case.circumstances.contains(c);
    let harmed = stage
        || case.fact("deaths") > 0
        || case.fact("serious_injuries") > 0
        || found("agg_caused_harm");
    let harm = case
        .serious_harm
        .or(match (harmed, found("art33_minor_corrected_no_harm")) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        });
    let within = |years: i32| discovered <= years_after(end, years);
    if within(law.years) || (harm == Some(true) && within(law.harm_years)) {
        Limit::InTime
    } else if harm.is_none() && within(law.harm_years) {
        Limit::Open
    } else {
        Limit::Expired
    }
}

/// The same date so many years later; 29 February has none in a common year: the last day of the month.
pub fn years_after(day: NaiveDate, years: i32) -> NaiveDate {
    day.with_year(day.year() + years)
        .unwrap_or_else(|| NaiveDate::from_ymd_opt(day.year() + years, 2, 28).unwrap())
}
