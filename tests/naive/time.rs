//! Rules 1 and 2: the law that applies (行政处罚法 37), and the limit (36).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::case::Case;
use crate::data::{Instrument, Law};
use crate::rows::{At, Line, Whole, in_force, of_offence, span};

/// The offences that apply, the stage by the name it has there, the finding, and whether nothing is certified.
#[derive(Debug)]
pub struct Applies {
    pub offences: Vec<String>,
    pub at: At,
    pub code: Option<&'static str>,
    pub uncertain: bool,
}

/// Of a text that was seen in part nothing can be certified.
pub fn applicable(law: &Law, whole: &Whole, case: &Case) -> Applies {
    let mut applies = text(law, whole, case);
    let in_part = |o: &String| law.named(o)[0].verified.as_deref() == Some("part");
    if !applies.uncertain && applies.offences.iter().any(in_part) {
        (applies.code, applies.uncertain) = (Some("earlier_text_missing"), true);
    }
    applies
}

fn text(law: &Law, whole: &Whole, case: &Case) -> Applies {
    let asked: Vec<String> = law.named(&case.offence).iter().map(|o| o.id.clone()).collect();
    let cited = asked.clone();
    let found = |offences: Vec<String>, code: Option<&'static str>, uncertain: bool| Applies {
        // The stage has another name only where another law than the one cited applies.
        at: At {
            stage: if offences == cited { case.stage.clone() } else { stage_there(law, whole, case, &offences) },
            day: case.act_end().or(case.decided_on),
        },
        offences,
        code,
        uncertain,
    };
    let (Some(act), Some(decided)) = (case.act_end(), case.decided_on) else {
        return found(asked, None, false);
    };
    let instrument = law.instrument(&asked[0]);
    let start = instrument.start().1;
    let replaced = instrument.replaced_by.as_ref();
    if act < start && act >= instrument.start().0 {
        // The day from which it is in force is not known.
        return found(asked, Some("earlier_text_missing"), true);
    }
    if act < start {
        // The text of the act's day is another one: its counterparts, if it is loaded.
        let stood = |slug: &str| in_force(law, slug, Some(act));
        let mut older = counterparts(law, &asked, false);
        older.retain(|o| stood(&law.instrument(o).slug));
        let replaced = |i: &&Instrument| i.replaced_by.as_ref().is_some_and(|r| r.slug == instrument.slug);
        let mut texts = law.instruments.values().filter(replaced).filter(|i| stood(&i.slug));
        let whole_text = texts.any(|i| !law.offences.iter().any(|o| o.verified.is_some() && law.instrument(&o.id).slug == i.slug));
        return match (older.is_empty(), decided < instrument.start().0) {
            (false, false) => choose(law, whole, case, older, asked),
            // What was not in force when it was decided is no lighter law: that of the act, alone.
            (false, true) => found(older, Some("basis_not_in_force"), false),
            (true, true) => found(asked, Some("basis_not_in_force"), true),
            (true, false) if whole_text => found(asked, Some("basis_not_in_force"), true),
            (true, false) => found(asked, Some("earlier_text_missing"), true),
        };
    }
    let Some(end) = instrument.end() else { return found(asked, None, false) };
    let newer = counterparts(law, &asked, true);
    if act >= end {
        let express = instrument.repealed.is_some() || replaced.is_some_and(|r| r.express);
        found(asked, Some(if express { "basis_repealed" } else { "basis_superseded" }), true)
    } else if decided < end {
        found(asked, None, false)
    } else if newer.is_empty() {
        found(asked, Some("no_counterpart"), true)
    } else {
        choose(law, whole, case, asked, newer)
    }
}

/// The same act under the other instrument; `None` as new stands for no successor and is no counterpart.
fn counterparts(law: &Law, ids: &[String], newer: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for id in ids {
        for pair in &law.successors {
            let new = pair.new.as_ref().unwrap();
            let (here, there) = if newer { (&pair.old, new) } else { (new, &pair.old) };
            if here == id {
                out.extend(law.named(there).iter().map(|o| o.id.clone()));
            }
        }
    }
    let mut seen = BTreeSet::new();
    out.retain(|o| seen.insert(o.clone()));
    out
}

/// The stage of the case by the name it has in the law that applies (拒不改正, 逾期未改正).
fn stage_there(law: &Law, whole: &Whole, case: &Case, offences: &[String]) -> Option<String> {
    let asked = case.stage.as_ref()?;
    let known: Vec<&str> = offences.iter().flat_map(|o| &whole[o]).map(|l| l.row.stage.as_str()).collect();
    if known.contains(&asked.as_str()) {
        return Some(asked.clone());
    }
    let like = known.iter().find(|s| law.are_like(s, asked));
    Some(like.map_or(asked.clone(), |s| (*s).to_owned()))
}

/// The newer law only where it is lighter; equal, mixed or unknown: the law of the act.
fn choose(law: &Law, whole: &Whole, case: &Case, older: Vec<String>, newer: Vec<String>) -> Applies {
    let mut subjects = case.subjects.clone();
    if subjects.is_empty() {
        let all = older.iter().chain(&newer).flat_map(|o| &whole[o]).map(|l| l.row.subject.clone());
        subjects = all.collect::<BTreeSet<_>>().into_iter().collect();
    }
    // It has to be lighter whichever of several counterparts is meant.
    let pairs = older.iter().flat_map(|old| newer.iter().map(move |new| (old, new)));
    let verdicts: BTreeSet<Option<Ordering>> = pairs
        .map(|(old, new)| {
            let each: Option<Vec<Ordering>> = subjects.iter().map(|s| weigh(law, whole, case, old, new, s)).collect();
            together(&each?)
        })
        .collect();
    let verdict = if verdicts.len() == 1 { verdicts.first().copied().flatten() } else { None };
    let code = if verdict.is_none() { "compare_by_hand" } else { "counterpart_by_meaning" };
    let (offences, day) = match verdict {
        Some(Ordering::Less) => (newer, case.decided_on),
        _ => (older, case.act_end()),
    };
    Applies { at: At { stage: stage_there(law, whole, case, &offences), day }, offences, code: Some(code), uncertain: false }
}

/// Less where something is lighter and nothing heavier; `None` where both.
fn together(all: &[Ordering]) -> Option<Ordering> {
    match (all.contains(&Ordering::Less), all.contains(&Ordering::Greater)) {
        (true, true) => None,
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        (false, false) => Some(Ordering::Equal),
    }
}

/// Whether the newer is lighter (less) or heavier for a subject; `None` where mixed or not known.
fn weigh(law: &Law, whole: &Whole, case: &Case, old: &str, new: &str, subject: &str) -> Option<Ordering> {
    let threat = |id: &str, day| {
        let at = At { stage: stage_there(law, whole, case, &[id.to_owned()]), day };
        // A stage that one of them does not know cannot be compared.
        if at.stage.as_ref().is_some_and(|s| !whole[id].iter().any(|l| l.row.stage == *s)) {
            return None;
        }
        threat(law, case, id, &of_offence(law, whole, case, id, subject, &at), day)
    };
    let (old, new) = (threat(old, case.act_end())?, threat(new, case.decided_on)?);
    let kinds = match (new.kinds.is_subset(&old.kinds), old.kinds.is_subset(&new.kinds)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => return None,
    };
    let optional = old.optional.cmp(&new.optional);
    together(&[new.min.cmp(&old.min), new.max.cmp(&old.max), kinds, optional])
}

/// The hull of the fines, the kinds that weigh, whether the fine may be left out.
struct Threat {
    min: i64,
    max: i64,
    kinds: BTreeSet<String>,
    optional: bool,
}

fn threat(law: &Law, case: &Case, id: &str, lines: &[&Line], day: Option<NaiveDate>) -> Option<Threat> {
    if crate::checks::not_loaded(law, id, day) {
        return None;
    }
    let mut out = Threat { min: 0, max: 0, kinds: BTreeSet::new(), optional: true };
    let mut first = true;
    for line in lines {
        for kind in &line.row.penalties {
            // Orders to correct, warnings and the return of what was gained make no law heavier.
            if !["fine", "warning", "order", "confiscation_gain"].contains(&law.class(kind)) {
                out.kinds.insert(law.usual(kind).to_owned());
            }
        }
        if let Some((min, max, needs)) = span(case, &line.row) {
            if needs.is_some() {
                return None;
            }
            out.min = if first { min } else { out.min.min(min) };
            out.max = out.max.max(max?);
            out.optional &= line.row.mode == "may" || line.row.mode == "select_by_gravity";
            first = false;
        }
    }
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
    let stage = case.stage.as_ref().is_some_and(|s| law.are_like(s, "caused_accident"));
    let found = |c: &str| case.circumstances.contains(c);
    let harmed = stage || case.fact("deaths") > 0 || case.fact("serious_injuries") > 0 || found("agg_caused_harm");
    let harm = case.serious_harm.or(match (harmed, found("art33_minor_corrected_no_harm")) {
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
    day.with_year(day.year() + years).unwrap_or_else(|| NaiveDate::from_ymd_opt(day.year() + years, 2, 28).unwrap())
}
