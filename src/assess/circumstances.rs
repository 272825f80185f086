//! Rules 3, 4 and 7: what the circumstances found mean for one subject.

use crate::assess::case::Case;
use crate::assess::outcome::{Disposition, Lean};
use crate::law::circumstance::Circumstance;
use crate::law::{Effect, Library, Subject};

/// The circumstances found, sorted by what they do to one subject.
#[derive(Clone, Debug, Default)]
pub struct Weighed<'a> {
    /// Forbid a penalty.
    pub must_not: Vec<&'a Circumstance>,
    /// Allow doing without.
    pub may_not: Vec<&'a Circumstance>,
    /// Lighten or mitigate.
    pub lighten: Vec<&'a Circumstance>,
    /// Aggravate, with a ground.
    pub aggravate: Vec<&'a Circumstance>,
    /// Aggravating by name, but no loaded rule gives them effect.
    pub groundless: Vec<&'a Circumstance>,
    /// Cannot apply to this subject.
    pub not_for_subject: Vec<&'a Circumstance>,
}

impl<'a> Weighed<'a> {
    /// Sorts the circumstances of a case for a subject.
    pub fn of(library: &'a Library, case: &Case, subject: Subject) -> Weighed<'a> {
        let mut weighed = Weighed::default();
        for circumstance in case
            .circumstances
            .iter()
            .filter_map(|id| library.circumstance(id))
        {
            let list = if circumstance.applies_to(subject) {
                match circumstance.effect {
                    Effect::MustNotPenalise => &mut weighed.must_not,
                    Effect::MayNotPenalise => &mut weighed.may_not,
                    Effect::MustLighten | Effect::MayLighten => &mut weighed.lighten,
                    Effect::Aggravate if circumstance.has_ground() => &mut weighed.aggravate,
                    Effect::Aggravate => &mut weighed.groundless,
                }
            } else {
                &mut weighed.not_for_subject
            };
            list.push(circumstance);
        }
        weighed
    }

    /// The outcome they lead to.
    pub fn disposition(&self) -> Disposition {
        if !self.must_not.is_empty() {
            Disposition::MustNotPenalise
        } else if !self.may_not.is_empty() {
            Disposition::MayNotPenalise
        } else {
            Disposition::Fine
        }
    }

    /// Towards which end they point; neither when they contradict each other.
    pub fn lean(&self) -> Lean {
        match (self.lighten.is_empty(), self.aggravate.is_empty()) {
            (false, true) => Lean::Low,
            (true, false) => Lean::High,
            (true, true) | (false, false) => Lean::Neutral,
        }
    }

    /// Whether they point both ways.
    pub fn contradicts(&self) -> bool {
        !self.lighten.is_empty() && !self.aggravate.is_empty()
    }

    /// Whether they allow an amount below the minimum.
    pub fn below_minimum_allowed(&self) -> bool {
        self.lighten.iter().any(|c| c.effect.allows_below_minimum())
    }
}
