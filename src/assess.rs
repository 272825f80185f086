//! One case assessed: applicable law, range, tier, circumstances, gates, checks — with a trace. Pure.
//!
//! [`assess`] applies the ten rules of the field in order; every rule leaves one step in the trace,
//! so that the answer can be read aloud and checked article by article. Nothing here reads a clock:
//! a date that is missing is said to be missing.

mod bands;
mod case;
mod check_words;
mod checks;
mod circumstances;
pub mod gates;
mod in_time;
pub mod input;
mod input_words;
pub mod lawful;
mod layers;
mod limitation;
pub(crate) mod list_words;
pub mod lists;
mod nearest;
mod outcome;
mod proposal;
mod ranges;
pub mod stack;
pub mod tiering;
mod trace;
pub mod versions;
pub(crate) mod words;

pub use case::{Case, Proposed};
pub use circumstances::Weighed;
pub use gates::authority_level;
pub use in_time::Comparison;
pub use lists::{ListMatch, ListStatus};
pub use nearest::fits;
pub use outcome::{
    Applicable, Assessment, BandUse, BenchmarkOutcome, Binding, Change, ChosenBy, Disposition,
    DocumentChoice, DocumentSide, Finding, GateOutcome, GateState, Lean, Nearest, OtherPenalty,
    Question, RangeLayer, Referral, Rule, Severity, StackEntry, Step, SubjectFine, Suggested,
    TierOption, TierStatus,
};
pub use stack::Fate;

use crate::assess::in_time::InTime;
use crate::assess::lawful::Situation;
use crate::assess::limitation::Limited;
use crate::assess::ranges::Ranges;
use crate::assess::tiering::Scope;
use crate::assess::versions::{Versions, settle};
use crate::law::{Facts, Library, Offence, OffenceId, Subject};

/// Everything the rules work with, once the applicable law is chosen.
struct Matter<'a> {
    library: &'a Library,
    case: &'a Case,
    in_time: InTime<'a>,
    limited: Limited,
    scope: Scope<'a>,
    /// How the benchmark documents of that scope were chosen.
    versions: Versions,
    /// Concurrent offences whose fines could not be compared.
    undecided: Vec<OffenceId>,
    /// Items of lists about the offence.
    lists: Vec<ListMatch>,
}

/// Assesses a case. `None` when the case names no offence of the library.
pub fn assess(library: &Library, case: &Case) -> Option<Assessment> {
    let asked = case.offence.as_ref()?;
    let named = library.named(asked.as_str());
    let first_asked = *named.first()?;
    let mut in_time = in_time::choose(library, case, &named);
    let limited = limitation::limited(library, case);
    let undecided = concurrence_choice(library, case, &mut in_time);
    let lists = lists::matches(library, case, &in_time.offences);
    // What the answers behind a list amount to under the statute counts like a circumstance found.
    let mut with_lists = case.clone();
    let grounds = lists::established(&lists).cloned();
    with_lists.circumstances.extend(grounds);
    let case = &with_lists;
    let (scope, versions) = scope(library, case, &in_time);
    let matter = Matter {
        library,
        case,
        in_time,
        limited,
        scope,
        versions,
        undecided,
        lists,
    };
    let first: &Offence = matter
        .in_time
        .offences
        .first()
        .copied()
        .unwrap_or(first_asked);

    let mut ranges = Ranges::of(&matter);
    lists::lean(library, case, &matter.lists, &mut ranges.fines);
    let disposition = overall(limited, &ranges.fines);
    let gates = gates::gates(library, case, &ranges.fines, &ranges.others);
    let mut findings = checks::check(library, case, &matter.in_time, &ranges.fines, disposition);
    findings.extend(layers::findings(&matter, &ranges.fines));
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let nearest = nearest::nearest(library, case, &matter.in_time.offences, &matter.scope);
    let instrument = library.instrument(first.instrument.as_str());
    let applicable = Applicable {
        instrument: first.instrument.to_string(),
        version: instrument.map(|i| i.version.clone()).unwrap_or_default(),
        chosen_by: matter.in_time.chosen_by,
        compared_with: match &matter.in_time.standing {
            in_time::Standing::Compared { older, newer, .. } => Some(if older.id == first.id {
                newer.id.clone()
            } else {
                older.id.clone()
            }),
            in_time::Standing::InForce
            | in_time::Standing::DateMissing
            | in_time::Standing::Outdated { .. }
            | in_time::Standing::NoCounterpart
            | in_time::Standing::EarlierTextMissing
            | in_time::Standing::NotYetInForce => None,
        },
    };
    let trace = trace::trace(&matter, &ranges, disposition, &gates);
    Some(Assessment {
        asked: asked.clone(),
        offence: if matter.in_time.offences.len() > 1 {
            asked.clone()
        } else {
            first.id.clone()
        },
        title: first.title.clone(),
        cite: library.citation_of(first),
        disposition,
        applicable,
        benchmark: ranges.benchmark,
        stack: ranges.stack,
        fines: ranges.fines,
        other_penalties: ranges.others,
        referrals: ranges.referrals,
        gates,
        questions: ranges.questions,
        lists: matter.lists,
        findings,
        nearest,
        thresholds: ranges.thresholds,
        trace,
        warnings: ranges.warnings,
    })
}

/// The benchmarks of the day that governs: that of the act, or that of the decision where its
/// documents are lighter or there were none before.
fn scope<'a>(library: &Library, case: &'a Case, in_time: &InTime) -> (Scope<'a>, Versions) {
    let at = |day| Scope {
        domain: case.domain.as_ref().map(crate::law::Id::as_str),
        region: case.jurisdiction.as_deref(),
        day,
    };
    let (act, decided) = (case.act_end(), case.decided_on);
    let [act, decided] = [act, decided].map(|d| d.map(crate::law::PartialDate::latest));
    let facts = case.all_facts();
    let situation = situation(case, in_time, &at(decided), &facts);
    let versions = situation.map_or_else(
        || Versions::only(act.or(decided), DocumentChoice::Only),
        |s| settle(library, &s, &ranges::subjects(case, in_time), act, decided),
    );
    (at(versions.day), versions)
}

/// The case as a situation, circumstances left aside; the subject is the first there may be.
fn situation<'a>(
    case: &'a Case,
    in_time: &InTime<'a>,
    scope: &Scope<'a>,
    facts: &'a Facts,
) -> Option<Situation<'a>> {
    let first = *in_time.offences.first()?;
    let several = case.offence.as_ref().filter(|_| in_time.offences.len() > 1);
    Some(Situation {
        offence: several.unwrap_or(&first.id),
        subject: Subject::Unit,
        stage: case.stage.as_ref(),
        domain: scope.domain,
        region: scope.region,
        day: scope.day,
        facts,
        circumstances: &[],
        inputs: case.inputs,
    })
}

/// The outcome of the case: barred by time, or the least lenient outcome among the subjects.
fn overall(limited: Limited, fines: &[SubjectFine]) -> Disposition {
    if matches!(limited, Limited::Expired { .. }) {
        return Disposition::TimeBarred;
    }
    let of = |wanted: Disposition| fines.iter().any(|f| f.disposition == wanted);
    if fines.is_empty() || of(Disposition::Fine) {
        Disposition::Fine
    } else if of(Disposition::MayNotPenalise) {
        Disposition::MayNotPenalise
    } else {
        Disposition::MustNotPenalise
    }
}

/// Rule 8: where one act falls under several norms, the one with the higher fine takes the place of
/// the one cited. Returns the norms whose fines cannot be compared.
fn concurrence_choice<'a>(
    library: &'a Library,
    case: &Case,
    chosen: &mut InTime<'a>,
) -> Vec<OffenceId> {
    let mut undecided = Vec::new();
    for id in &case.concurrent {
        let other = library.named(id.as_str());
        let (Some(mine), Some(theirs)) = (chosen.offences.first(), other.first()) else {
            continue;
        };
        let stage = case.stage.as_ref();
        match in_time::has_higher_fine(mine, theirs, &case.subjects, stage, &case.inputs) {
            Some(true) => chosen.offences = other,
            Some(false) => {}
            None => undecided.push(id.clone()),
        }
    }
    undecided
}
