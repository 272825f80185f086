//! Rule 9: which procedure gates this case has to pass, each by its own dated data row.

use chrono::{Days, NaiveDate};

use crate::assess::case::Case;
use crate::assess::outcome::{
    Binding, Disposition, Finding, GateOutcome, GateState, OtherPenalty, Rule, Severity, Step,
    SubjectFine,
};
use crate::assess::penalties::Alternative;
use crate::assess::words;
use crate::law::gate::Gate;
use crate::law::{Fen, FenRange, KindClass, Library, Subject};

/// What the gates look at.
#[derive(Clone, Copy)]
pub struct Consequences<'a> {
    /// The case.
    pub case: &'a Case,
    /// What may come of the case, subject by subject.
    pub alternatives: &'a [Alternative<'a>],
    /// What the circumstances come to, by subject.
    pub outcomes: &'a [(Subject, Disposition)],
    /// What the case comes to.
    pub disposition: Disposition,
}

impl<'a> Consequences<'a> {
    fn outcome(&self, subject: Subject) -> Option<Disposition> {
        let mut own = self.outcomes.iter().filter(|(s, _)| *s == subject);
        own.next().map(|(_, outcome)| *outcome)
    }

    /// Tells whether anything is imposed on a subject.
    fn penalises(&self, subject: Subject) -> bool {
        self.outcome(subject) != Some(Disposition::MustNotPenalise) && self.imposes()
    }

    /// Tells whether the subject may go without a penalty. Who proposes a fine has decided to penalise.
    fn may_be_excused(&self, subject: Subject) -> bool {
        self.outcome(subject) == Some(Disposition::MayNotPenalise)
            && proposed(self.case, subject).is_none_or(|p| p <= Fen::ZERO)
    }

    fn imposes(&self) -> bool {
        !matches!(
            self.disposition,
            Disposition::MustNotPenalise | Disposition::TimeBarred | Disposition::NotAnOffence
        )
    }

    fn alternatives(&self) -> impl Iterator<Item = &'a Alternative<'a>> {
        let all = self.alternatives.iter();
        all.filter(|a| self.penalises(a.subject))
    }

    /// Evaluates each alternative of each subject: the gate has to be passed where each of those that may be
    /// imposed on a subject requires it; it depends where some do.
    fn by_alternative(
        &self,
        mut state: impl FnMut(&'a Alternative<'a>) -> Option<(GateState, String)>,
    ) -> Option<(GateState, String)> {
        let mut strongest: Option<(GateState, String)> = None;
        for subject in Subject::ALL {
            let own = self.alternatives().filter(|a| a.subject == subject);
            let states: Vec<Option<(GateState, String)>> = own.map(&mut state).collect();
            let required = |s: &Option<(GateState, String)>| {
                s.as_ref().is_some_and(|(s, _)| *s == GateState::Required)
            };
            let certain = states.iter().all(required) && !self.may_be_excused(subject);
            let Some((state, why)) = states.into_iter().flatten().min_by_key(|(s, _)| *s) else {
                continue;
            };
            let state = if state == GateState::Required && !certain {
                GateState::Depends
            } else {
                state
            };
            if strongest.as_ref().is_none_or(|(s, _)| state < *s) {
                strongest = Some((state, why));
            }
        }
        strongest
    }
}

/// Evaluates every gate in force on the day of the decision (the latest ones when it is unknown).
pub fn gates(library: &Library, all: &Consequences) -> Vec<GateOutcome> {
    let case = all.case;
    let day = case
        .decided_on
        .map_or(NaiveDate::MAX, crate::law::PartialDate::latest);
    let rows = library.gates_on(day, case.jurisdiction.as_deref());
    let mut outcomes: Vec<GateOutcome> = Vec::new();
    for gate in &rows {
        let other_level = gate
            .level
            .as_deref()
            .is_some_and(|level| authority_level(case.jurisdiction.as_deref()) != Some(level));
        if other_level || gate.about_fine && !all.imposes() {
            continue;
        }
        let (state, why) = evaluate(gate, all);
        outcomes.push(GateOutcome {
            id: gate.id.clone(),
            label: gate.label.clone(),
            state,
            cite: gate.cite.clone(),
            effect: gate.effect.clone(),
            why,
        });
    }
    // A gate that follows another is required whenever that one is.
    for gate in rows.iter().filter(|g| g.follows.is_some()) {
        let leader = outcomes
            .iter()
            .find(|o| Some(&o.id) == gate.follows.as_ref())
            .map(|o| (o.state, o.label.clone()));
        if let (Some((state, label)), Some(own)) =
            (leader, outcomes.iter_mut().find(|o| o.id == gate.id))
            && state < own.state
        {
            own.state = state;
            own.why = words::follows(&label);
        }
    }
    outcomes
}

/// What the reader must know about the gates: dates or places for which thresholds are not loaded or not known.
pub fn warnings(library: &Library, case: &Case) -> Vec<String> {
    let gates = &library.parts().gates;
    let mut out = Vec::new();
    let thresholds = gates
        .iter()
        .filter(|g| g.unit_min_yuan.is_some() || g.fine_min_yuan.is_some());
    match (case.decided_on, thresholds.map(|g| g.from).min()) {
        (Some(day), Some(first)) if day.latest() < first.earliest() => {
            out.push(words::gates_not_loaded(first));
        }
        (None, _) => out.push(words::NO_DECISION_DATE.to_owned()),
        (Some(_), _) => {}
    }
    if case.jurisdiction.is_none() && gates.iter().any(|g| g.level.is_some()) {
        out.push(words::NO_JURISDICTION.to_owned());
    }
    out
}

/// Findings: competence over enterprises of the central government, time to decide.
pub fn findings(library: &Library, case: &Case) -> Vec<Finding> {
    let day = case
        .decided_on
        .map_or(NaiveDate::MAX, crate::law::PartialDate::latest);
    let rows = library.gates_on(day, case.jurisdiction.as_deref());
    let level = authority_level(case.jurisdiction.as_deref());
    let mut out = Vec::new();
    for gate in &rows {
        let cite = Some(gate.cite.as_str());
        if gate.central_enterprise
            && case.central_enterprise == Some(true)
            && level == Some("county")
        {
            let message = words::not_competent(&gate.effect);
            out.push(Finding::new(
                "not_competent",
                Severity::Error,
                None,
                message,
                cite,
            ));
        }
        if gate.counted_from_filing
            && let (Some(filed), Some(decided)) = (case.filed_on, case.decided_on)
        {
            let taken = (decided.earliest() - filed.latest()).num_days();
            let longest = gate.days.iter().max().copied().unwrap_or(0);
            let shortest = gate.days.iter().min().copied().unwrap_or(0);
            let message = words::days_taken(taken, &gate.days);
            if taken > i64::from(longest) {
                out.push(Finding::new(
                    "too_late_to_decide",
                    Severity::Error,
                    None,
                    message,
                    cite,
                ));
            } else if taken > i64::from(shortest) {
                let code = "extension_needed";
                out.push(Finding::new(code, Severity::Warning, None, message, cite));
            }
        }
    }
    out
}

/// The step of the trace.
pub fn step(gates: &[GateOutcome]) -> Step {
    let with = |state: GateState| {
        let all = gates.iter().filter(|g| g.state == state);
        all.map(|g| g.label.as_str()).collect::<Vec<_>>()
    };
    Step::new(
        Rule::Gates,
        words::gates_required(&with(GateState::Required)),
        words::GATES_CITE,
        words::gates_depend(&with(GateState::Depends)),
    )
}

fn evaluate(gate: &Gate, all: &Consequences) -> (GateState, String) {
    let case = all.case;
    if gate.counted_from_filing
        && let Some(filed) = case.filed_on
    {
        return (GateState::Required, deadlines(gate, filed.latest()));
    }
    if gate.always {
        return (GateState::Required, words::ALWAYS.to_owned());
    }
    if gate.id == "emergency_heavier" {
        let found = case.circumstances.contains("agg_emergency_period");
        return if found {
            (GateState::Required, words::EMERGENCY.to_owned())
        } else {
            (GateState::NotRequired, String::new())
        };
    }
    if gate.central_enterprise
        && let Some(central) = case.central_enterprise
    {
        return if central {
            (GateState::Required, words::CENTRAL_ENTERPRISE.to_owned())
        } else {
            (GateState::NotRequired, String::new())
        };
    }
    if gate.unit_max_yuan.is_some() {
        return summary(gate, all);
    }
    // Kinds, amounts and confiscations of one alternative are judged together.
    let strongest = all.by_alternative(|alternative| {
        let others = || alternative.others.iter();
        let by_kind = others()
            .filter(|o| gate.opens_for(o.class, &o.kind))
            .map(|o| {
                (
                    kind_state(gate, o, alternative),
                    words::because_of_kind(&o.name),
                )
            });
        let by_amount = alternative.fines.iter().filter_map(|fine| {
            let threshold = Fen::yuan(threshold(gate, fine.subject)?);
            let state = amount_state(case, fine, threshold);
            Some((
                state,
                words::because_of_amount(fine.subject, threshold, state),
            ))
        });
        let by_confiscation = others()
            .filter(|_| gate.confiscation)
            .filter_map(|o| confiscated(gate, case, o));
        let found = by_kind.chain(by_amount).chain(by_confiscation);
        found.min_by_key(|(state, _)| *state)
    });
    // A fine that is proposed has been chosen, whatever else there was to choose from.
    let chosen = Subject::ALL.into_iter().find_map(|subject| {
        let threshold = Fen::yuan(threshold(gate, subject)?);
        let mut own = all.alternatives().filter(|a| a.subject == subject);
        let reached = proposed(case, subject)? + case.elsewhere(subject).0 >= threshold;
        let (fined, state) = (own.any(|a| !a.fines.is_empty()), GateState::Required);
        let why = words::because_of_amount(subject, threshold, state);
        (reached && fined).then_some((state, why))
    });
    match chosen.or(strongest) {
        Some((state, why)) if state != GateState::NotRequired => (state, why),
        _ if !gate.when_any.is_empty() && (all.imposes() || gate.whatever_comes) => {
            (GateState::Depends, words::a_person_judges(&gate.when_any))
        }
        Some((state, why)) => (state, why),
        None => (GateState::NotRequired, String::new()),
    }
}

/// The last days by each of the limits, counted from the day after the opening of the case.
fn deadlines(gate: &Gate, filed: NaiveDate) -> String {
    let last = |days: &u32| filed.checked_add_days(Days::new(u64::from(*days)));
    let days: Vec<String> = gate
        .days
        .iter()
        .filter_map(|d| Some((d, last(d)?)))
        .map(|(d, last)| words::deadline(*d, last))
        .collect();
    words::counted_from(filed, &days)
}

/// A kind that has to be imposed opens the gate; so does one of several that the text joins by 或者, 直至 where
/// each of them does.
fn kind_state(gate: &Gate, other: &OtherPenalty, of: &Alternative) -> GateState {
    let opens = |kind: &String| {
        let mut same = of.others.iter().filter(|o| o.kind == *kind);
        same.any(|o| gate.opens_for(o.class, &o.kind))
    };
    let each = !other.instead_of.is_empty() && other.instead_of.iter().all(opens);
    match other.binding {
        Binding::Must => GateState::Required,
        Binding::Choice | Binding::May if each => GateState::Required,
        Binding::Choice | Binding::May => GateState::Depends,
    }
}

/// Confiscated gains and goods count like a fine of their value.
fn confiscated(gate: &Gate, case: &Case, other: &OtherPenalty) -> Option<(GateState, String)> {
    let threshold = Fen::yuan(threshold(gate, other.subject)?);
    let (value, elsewhere) = match other.class {
        KindClass::ConfiscationGain => (case.inputs.illegal_gain, case.elsewhere(other.subject).1),
        KindClass::ConfiscationGoods => (case.inputs.goods_value, case.elsewhere(other.subject).2),
        KindClass::Fine
        | KindClass::Warning
        | KindClass::Order
        | KindClass::Stop
        | KindClass::Suspension
        | KindClass::Restriction
        | KindClass::Closure
        | KindClass::LicenceSuspension
        | KindClass::LicenceRevocation
        | KindClass::LicenceWithdrawal
        | KindClass::Demotion
        | KindClass::Bar
        | KindClass::Detention
        | KindClass::Discipline
        | KindClass::Other => return None,
    };
    let state = match value.map(|v| v + elsewhere) {
        Some(value) if value >= threshold && other.binding == Binding::Must => GateState::Required,
        Some(value) if value >= threshold => GateState::Depends,
        Some(_) => GateState::NotRequired,
        None => GateState::Depends,
    };
    let why = words::because_of_confiscation(&other.name, threshold, state);
    Some((state, why))
}

/// The amount from which on a gate opens for a subject, in whole yuan, included.
pub fn threshold(gate: &Gate, subject: Subject) -> Option<i64> {
    gate.fine_min_yuan.or(if subject.is_person() {
        gate.individual_min_yuan
    } else {
        gate.unit_min_yuan
    })
}

/// Compares the proposed amount, or the range when nothing is proposed, with a threshold. The fines for the
/// other violations of the case are added (令18 72). An amount that depends on something not known may
/// reach any threshold; 可以处 may be left out.
fn amount_state(case: &Case, fine: &SubjectFine, threshold: Fen) -> GateState {
    let elsewhere = case.elsewhere(fine.subject).0;
    let (min, max) = proposed(case, fine.subject).map_or_else(
        || {
            let (min, max) = bounds(case, fine);
            let min = if fine.mode.is_optional() {
                Fen::ZERO
            } else {
                min
            };
            (min, max)
        },
        |amount| (amount, Some(amount)),
    );
    if min + elsewhere >= threshold {
        GateState::Required
    } else if max.is_none_or(|max| max + elsewhere >= threshold) {
        GateState::Depends
    } else {
        GateState::NotRequired
    }
}

fn proposed(case: &Case, subject: Subject) -> Option<Fen> {
    let mut own = case.proposed.iter().filter(|p| p.subject == subject);
    own.next().map(|p| p.fine)
}

/// The least and the most a fine may be once it is imposed. 减轻 may go below any minimum.
fn bounds(case: &Case, fine: &SubjectFine) -> (Fen, Option<Fen>) {
    let span = fine.span(&case.inputs);
    let suggested = fine.suggested.map(|s| s.range);
    let min = if fine.below_minimum_allowed {
        Fen::ZERO
    } else {
        suggested.map_or(span.min, FenRange::min)
    };
    (min, suggested.map(FenRange::max).or(span.max))
}

/// The summary procedure is open to warnings and small fines on everybody, beside which nothing but an
/// order to correct may be imposed (行政处罚法 51); to a bare warning always.
fn summary(gate: &Gate, all: &Consequences) -> (GateState, String) {
    let limits = words::summary_limits(
        gate.individual_max_yuan.unwrap_or(0),
        gate.unit_max_yuan.unwrap_or(0),
    );
    let case = all.case;
    let gone = |o: &OtherPenalty| {
        o.class == KindClass::ConfiscationGain && case.inputs.illegal_gain == Some(Fen::ZERO)
    };
    // What has to be imposed beside the fine, and is more than a warning or an order.
    let weighty = |of: &Alternative, o: &OtherPenalty| {
        let open = |kind: &String| {
            let mut same = of.others.iter().filter(|x| x.kind == *kind);
            same.any(|x| x.class.is_summary())
        };
        let avoidable = o.binding == Binding::May
            || o.binding == Binding::Choice && o.instead_of.iter().any(open);
        !o.class.is_summary() && !avoidable && !gone(o)
    };
    let small = |of: &Alternative, fine: &SubjectFine| {
        let limit = if fine.subject.is_person() {
            gate.individual_max_yuan
        } else {
            gate.unit_max_yuan
        };
        let Some(limit) = limit.map(Fen::yuan) else {
            return false;
        };
        let elsewhere = case.elsewhere(fine.subject).0;
        if let Some(amount) = proposed(case, fine.subject) {
            return amount + elsewhere <= limit;
        }
        // A fine that may be left out leaves a bare warning.
        let warned = of.others.iter().any(|o| o.class == KindClass::Warning);
        fine.mode.is_optional() && warned || bounds(case, fine).0 + elsewhere <= limit
    };
    let open = |of: &&Alternative| {
        !of.others.iter().any(|o| weighty(of, o)) && of.fines.iter().all(|f| small(of, f))
    };
    for subject in Subject::ALL {
        let own = || all.alternatives().filter(|a| a.subject == subject);
        if own().next().is_none() {
            continue;
        }
        if own().all(|a| a.others.iter().any(|o| weighty(a, o))) {
            return (GateState::NotRequired, words::summary_closed(&limits));
        }
        if !own().any(|a| open(&a)) {
            return (GateState::NotRequired, limits);
        }
    }
    let warns = |a: &Alternative| a.others.iter().any(|o| o.class == KindClass::Warning);
    if all.alternatives().any(|a| !a.fines.is_empty() || warns(a)) {
        (GateState::Depends, words::summary_open(&limits))
    } else {
        (GateState::NotRequired, limits)
    }
}

/// The level of an authority by its region code: 140000 province, 141100 city, 141121 county.
pub fn authority_level(region: Option<&str>) -> Option<&'static str> {
    let region = region.filter(|r| r.len() == 6)?;
    Some(if region.ends_with("0000") {
        "province"
    } else if region.ends_with("00") {
        "city"
    } else {
        "county"
    })
}
