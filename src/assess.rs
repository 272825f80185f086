//! One case assessed: applicable law, range, tier, circumstances, gates, checks — with a trace. Pure.
//!
//! [`assess`] applies the ten rules of the field in order; every rule leaves its step in the trace,
//! so that the answer can be read aloud and checked article by article. Nothing here reads a clock:
//! a date that is missing is said to be missing.
//!
//! To be read from the ground up: the types of the answer (`outcome`, `list_match`, `case`) know nobody, the
//! words stand on them, `consequence` says which rows speak, then one file for each rule. Only this
//! file knows them all.

mod authority;
mod bands;
mod capacity;
mod case;
pub(crate) mod cells;
mod check_words;
mod checks;
mod circumstances;
mod concurrence;
pub mod consequence;
mod contradictions;
pub mod gates;
pub mod grade;
mod in_time;
pub mod input;
mod input_words;
pub mod lawful;
mod layers;
mod limitation;
mod list_match;
pub(crate) mod list_words;
pub mod lists;
mod matter;
mod nearest;
mod no_penalty;
mod outcome;
mod penalties;
mod precedence;
mod proposal;
mod ranges;
pub mod stack;
pub mod tiering;
mod trace;
pub mod versions;
pub(crate) mod words;

pub use case::{Case, Elsewhere, Proposed};
pub use circumstances::Weighed;
pub use gates::authority_level;
pub use list_match::{Ground, ListMatch, ListStatus, Unanswered};
pub use nearest::fits;
pub use outcome::{
    Applicable, Assessment, Authority, BandUse, BenchmarkOutcome, Binding, Change, ChosenBy, Cited,
    Comparison, Disposition, DocumentChoice, DocumentSide, Doubt, Fate, Finding, GateOutcome,
    GateState, Lean, LinkedConsequence, Nearest, OtherPenalty, PassedOver, Question, RangeLayer,
    Referral, ReferredTo, Rule, Severity, StackEntry, Step, SubjectFine, Suggested, TierOption,
    TierStatus, Verdict,
};

use crate::assess::gates::Consequences;
use crate::assess::in_time::Standing;
use crate::assess::limitation::Limited;
use crate::assess::matter::Matter;
use crate::assess::ranges::Ranges;
use crate::law::{Library, OffenceId, Subject};

/// Assesses a case. `None` when the case names no offence of the library.
pub fn assess(library: &Library, case: &Case) -> Option<Assessment> {
    let asked = case.offence.as_ref()?;
    let named = library.named(asked.as_str());
    let first_asked = *named.first()?;
    let mut in_time = in_time::choose(library, case, &named);
    let limited = limitation::limited(library, case);
    let undecided = concurrence::choose(library, case, &mut in_time);
    let lists = lists::matches(library, case, &in_time.offences);
    // What the answers behind a list and the birth date amount to under the statute counts like a
    // circumstance found; the stage has the name it has in the law that applies.
    let mut completed = case.clone();
    let grounds = lists::established(&lists).cloned();
    completed.circumstances.extend(grounds);
    completed
        .circumstances
        .extend(capacity::age_circumstance(library, case));
    completed.stage.clone_from(&in_time.stage);
    let (asked_for, case) = (case, &completed);
    let facts = &case.all_facts();
    let ids: Vec<OffenceId> = in_time.offences.iter().map(|o| o.id.clone()).collect();
    let (scope, versions) = matter::scope(library, case, &in_time, &ids, facts);
    let law_day = matter::law_day(case, &in_time);
    let matter = Matter {
        library,
        case,
        in_time,
        ids: &ids,
        limited,
        scope,
        law_day,
        versions,
        undecided,
        lists,
        facts,
    };
    let first = matter
        .in_time
        .offences
        .first()
        .copied()
        .unwrap_or(first_asked);

    let mut ranges = Ranges::of(&matter);
    lists::lean(library, case, &matter.lists, &mut ranges.fines);
    let passed = precedence::passed_over(&matter);
    let linked = precedence::linked(&matter);
    let authorities = authority::authorities(&matter);
    let outcomes: Vec<(Subject, Disposition)> = matter
        .subjects()
        .into_iter()
        .map(|s| (s, Weighed::of(library, case, s).disposition()))
        .collect();
    let disposition = overall(limited, &outcomes);
    let alternatives = penalties::alternatives(&matter, &ranges.fines);
    let gates = gates::gates(
        library,
        &Consequences {
            case,
            alternatives: &alternatives,
            outcomes: &outcomes,
            disposition,
        },
    );
    let checked = checks::check(&matter, &ranges, &passed, &authorities, disposition);
    let offences = &matter.in_time.offences;
    let days = (&matter.scope, matter.law_day);
    let nearest = nearest::nearest(library, case, offences, days, &checked.doubts);
    let nearest = beside(nearest, checked.verdict);

    let trace = trace_of(&matter, asked_for, &ranges, &passed, &gates, disposition);

    let several = offences.len() > 1 && offences.iter().any(|o| named.iter().any(|n| n.id == o.id));
    Some(Assessment {
        asked: asked.clone(),
        offence: if several {
            asked.clone()
        } else {
            first.id.clone()
        },
        title: title(&matter, first_asked, several),
        cite: cite(&matter, asked, several),
        disposition,
        applicable: applicable(&matter, first),
        benchmark: ranges.benchmark,
        stack: ranges.stack,
        fines: ranges.fines,
        other_penalties: ranges.others,
        referrals: ranges.referrals,
        linked,
        passed_over: passed,
        authorities,
        doubts: checked.doubts,
        verdict: checked.verdict,
        unchecked: checked.unchecked,
        gates,
        questions: ranges.questions,
        lists: matter.lists,
        findings: checked.findings,
        nearest,
        thresholds: ranges.thresholds,
        trace,
        warnings: ranges.warnings,
    })
}

/// The nearest reason beside the verdict: where the amount fits and the verdict says otherwise, it is not the
/// amount that is wrong, and no reason for it helps.
fn beside(nearest: Nearest, verdict: Verdict) -> Nearest {
    if nearest != Nearest::Fits || verdict == Verdict::Within {
        nearest
    } else if verdict == Verdict::Outside {
        Nearest::None
    } else {
        Nearest::CannotTell
    }
}

/// The steps of all rules, in their order.
fn trace_of(
    matter: &Matter,
    asked: &Case,
    ranges: &Ranges,
    passed: &[PassedOver],
    gates: &[GateOutcome],
    disposition: Disposition,
) -> Vec<Step> {
    let (library, case) = (matter.library, matter.case);
    let mut trace = vec![
        in_time::step(library, asked, &matter.in_time),
        limitation::step(library, case, matter.limited),
        capacity::step(library, case),
        no_penalty::step(library, case),
    ];
    trace.extend(lists::steps(&matter.lists, Rule::NoPenalty));
    trace.extend(precedence::steps(library, passed));
    trace.extend(trace::statute(matter, ranges));
    trace.extend(trace::documents(matter, ranges));
    trace.extend(trace::tier(matter, ranges));
    let min_stated = |subject| {
        let mut own = ranges.fines.iter().filter(|f| f.subject == subject);
        own.any(|f| f.min_stated)
    };
    let subjects = matter.subjects();
    trace.extend(circumstances::steps(library, case, &subjects, min_stated));
    trace.extend(lists::steps(&matter.lists, Rule::Circumstances));
    trace.extend(trace::bands(ranges));
    trace.push(concurrence::step(library, case, &matter.in_time));
    trace.push(gates::step(gates));
    trace.extend(trace::result(matter, ranges, disposition));
    trace
}

/// The offence in words: of a whole clause that was cited, the act common to its items or all of them.
fn title(matter: &Matter, asked: &crate::law::Offence, several: bool) -> String {
    let titles: Vec<&str> = matter
        .in_time
        .offences
        .iter()
        .map(|o| o.title.as_str())
        .collect();
    match titles.as_slice() {
        [] => asked.title.clone(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] if several || rest.iter().any(|t| t != first) => {
            words::several_titles(first, titles.len())
        }
        [first, ..] => (*first).to_owned(),
    }
}

/// The citation: of the clause where a clause was cited, of every counterpart where several apply, with
/// the article referred to.
fn cite(matter: &Matter, asked: &OffenceId, several: bool) -> String {
    let library = matter.library;
    let own = if several {
        library.citation_of_id(asked).unwrap_or_default()
    } else {
        in_time::cites(library, &matter.in_time.offences)
    };
    let mut targets: Vec<String> = Vec::new();
    for offence in &matter.in_time.offences {
        for referral in library.referrals_of(offence) {
            for target in &referral.targets {
                let cite = library.citation_of_id(&target.offence).unwrap_or_default();
                if !targets.contains(&cite) {
                    targets.push(cite);
                }
            }
        }
    }
    let reading = offences_refer_by_reading(matter);
    words::cited(&Cited {
        own,
        targets,
        reading,
    })
}

fn offences_refer_by_reading(matter: &Matter) -> bool {
    let mut offences = matter.in_time.offences.iter();
    offences.any(|o| matter.library.referrals_of(o).iter().any(|r| r.reading))
}

fn applicable(matter: &Matter, first: &crate::law::Offence) -> Applicable {
    let instrument = matter.library.instrument(first.instrument.as_str());
    let compared_with = if let Standing::Compared { older, newer, .. } = &matter.in_time.standing {
        let is_older = older.iter().any(|o| o.id == first.id);
        let other = if is_older { newer } else { older };
        other.first().map(|o| o.id.clone())
    } else {
        None
    };
    Applicable {
        instrument: first.instrument.to_string(),
        version: instrument.map(|i| i.version.clone()).unwrap_or_default(),
        chosen_by: matter.in_time.chosen_by,
        compared_with,
    }
}

/// The outcome of the case: barred by time, or the least lenient outcome among the subjects.
fn overall(limited: Limited, outcomes: &[(Subject, Disposition)]) -> Disposition {
    if matches!(limited, Limited::Expired { .. }) {
        return Disposition::TimeBarred;
    }
    let of = |wanted: Disposition| outcomes.iter().any(|(_, o)| *o == wanted);
    if outcomes.is_empty() || of(Disposition::Fine) {
        Disposition::Fine
    } else if of(Disposition::MayNotPenalise) {
        Disposition::MayNotPenalise
    } else {
        Disposition::MustNotPenalise
    }
}
