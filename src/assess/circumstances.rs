//! Rules 3, 4 and 7: what the circumstances found mean for one subject.

use crate::assess::case::Case;
use crate::assess::outcome::{Disposition, Finding, Lean, Rule, Severity, Step};
use crate::assess::words;
use crate::law::circumstance::Circumstance;
use crate::law::{Effect, Library, Subject};

/// The circumstances of a case.
pub fn found<'a>(library: &'a Library, case: &'a Case) -> impl Iterator<Item = &'a Circumstance> {
    case.circumstances
        .iter()
        .filter_map(|id| library.circumstance(id))
}

/// Their citations, each once.
pub fn cites(found: &[&Circumstance]) -> String {
    let mut cites: Vec<&str> = found.iter().filter_map(|c| c.cite.as_deref()).collect();
    cites.dedup();
    cites.join("、")
}

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

/// The steps of the trace: what points up or down for each subject. `min_stated` tells for whom the
/// text names a minimum that mitigation can go below.
pub fn steps(
    library: &Library,
    case: &Case,
    subjects: &[Subject],
    min_stated: impl Fn(Subject) -> bool,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for subject in subjects {
        let weighed = Weighed::of(library, case, *subject);
        let telling: Vec<&Circumstance> = weighed
            .lighten
            .iter()
            .chain(&weighed.aggravate)
            .copied()
            .collect();
        if telling.is_empty() {
            continue;
        }
        let labels: Vec<&str> = telling.iter().map(|c| c.label.as_str()).collect();
        let must = weighed
            .lighten
            .iter()
            .any(|c| c.effect == Effect::MustLighten);
        let effect = if weighed.contradicts() {
            words::BOTH_DIRECTIONS.to_owned()
        } else {
            words::lean_effect(
                weighed.lean(),
                must,
                weighed.below_minimum_allowed() && min_stated(*subject),
            )
        };
        steps.push(Step::new(
            Rule::Circumstances,
            words::for_subject(*subject, &words::found(&labels)),
            cites(&telling),
            effect,
        ));
    }
    if steps.is_empty() {
        let cite = library.parts().general.lighter_or_mitigated.cite.clone();
        let effect = words::lean_effect(Lean::Neutral, false, false);
        steps.push(Step::new(
            Rule::Circumstances,
            words::NO_CIRCUMSTANCES,
            cite,
            effect,
        ));
    }
    steps
}

/// Findings about the circumstances as put.
pub fn findings(library: &Library, case: &Case) -> Vec<Finding> {
    let mut out = Vec::new();
    for subject in &case.subjects {
        let weighed = Weighed::of(library, case, *subject);
        if weighed.contradicts() {
            out.push(Finding::new(
                "both_directions",
                Severity::Warning,
                Some(*subject),
                words::BOTH_DIRECTIONS,
                None,
            ));
        }
        for circumstance in &weighed.not_for_subject {
            out.push(Finding::new(
                "circumstance_not_for_subject",
                Severity::Note,
                Some(*subject),
                words::not_for(&circumstance.label, *subject),
                circumstance.cite.as_deref(),
            ));
        }
    }
    for circumstance in found(library, case).filter(|c| !c.has_ground()) {
        out.push(Finding::new(
            "no_ground_loaded",
            Severity::Warning,
            None,
            words::no_ground(&circumstance.label),
            None,
        ));
    }
    out
}
