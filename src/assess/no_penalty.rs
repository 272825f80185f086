//! Rule 4: no penalty for trifles (行政处罚法 33(1)); items of lists are shown beside it.

use crate::assess::capacity::{excused, is_capacity};
use crate::assess::case::Case;
use crate::assess::circumstances::found;
use crate::assess::outcome::{Rule, Step};
use crate::assess::words;
use crate::law::circumstance::Circumstance;
use crate::law::{Effect, Library};

/// The step of the trace.
pub fn step(library: &Library, case: &Case) -> Step {
    let telling: Vec<&Circumstance> = found(library, case)
        .filter(|c| matches!(c.effect, Effect::MustNotPenalise | Effect::MayNotPenalise))
        .filter(|c| !is_capacity(c))
        .collect();
    excused(library, Rule::NoPenalty, &telling, words::NO_NO_PENALTY)
}
