//! Rule 8: one act under several norms: the one with the higher fine, one fine only (行政处罚法 29).

use crate::assess::case::Case;
use crate::assess::in_time::{InTime, has_higher_fine};
use crate::assess::outcome::{Rule, Step};
use crate::assess::words;
use crate::law::{Library, OffenceId};

/// Puts the norm with the higher fine in the place of the one cited. Returns the norms whose fines cannot
/// be compared.
pub fn choose<'a>(library: &'a Library, case: &Case, chosen: &mut InTime<'a>) -> Vec<OffenceId> {
    let mut undecided = Vec::new();
    for id in &case.concurrent {
        let other = library.named(id.as_str());
        let (Some(mine), Some(theirs)) = (chosen.offences.first(), other.first()) else {
            continue;
        };
        let stage = case.stage.as_ref();
        match has_higher_fine(library, mine, theirs, &case.subjects, stage, &case.inputs) {
            Some(true) => chosen.offences = other,
            Some(false) => {}
            None => undecided.push(id.clone()),
        }
    }
    undecided
}

/// The step of the trace.
pub fn step(library: &Library, case: &Case, in_time: &InTime) -> Step {
    let general = &library.parts().general;
    let cite = general.single_fine.cite.clone();
    if case.concurrent.is_empty() {
        return Step::new(
            Rule::Concurrence,
            words::SINGLE_ACT,
            cite,
            words::ALL_SUBJECTS_SEPARATE,
        );
    }
    let first = in_time.offences.first();
    let chosen = first.map(|o| library.citation_of(o)).unwrap_or_default();
    Step::new(
        Rule::Concurrence,
        words::concurrent_choice(&chosen),
        cite,
        words::ONE_FINE,
    )
}
