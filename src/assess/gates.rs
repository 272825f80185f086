//! Rule 9: which procedure gates this case has to pass, each by its own dated data row.

use chrono::NaiveDate;

use crate::assess::case::Case;
use crate::assess::outcome::{Binding, GateOutcome, GateState, OtherPenalty, SubjectFine};
use crate::assess::words;
use crate::law::gate::Gate;
use crate::law::{Fen, Library, Subject};

/// Evaluates every gate in force on the day of the decision (the latest ones when it is unknown).
pub fn gates(
    library: &Library,
    case: &Case,
    fines: &[SubjectFine],
    others: &[OtherPenalty],
) -> Vec<GateOutcome> {
    let day = case
        .decided_on
        .map_or(NaiveDate::MAX, crate::law::PartialDate::latest);
    let rows = library.gates_on(day, case.jurisdiction.as_deref());
    let mut outcomes: Vec<GateOutcome> = Vec::new();
    for gate in &rows {
        if gate
            .level
            .as_deref()
            .is_some_and(|level| authority_level(case.jurisdiction.as_deref()) != Some(level))
        {
            continue;
        }
        let (state, why) = evaluate(gate, case, fines, others);
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

fn evaluate(
    gate: &Gate,
    case: &Case,
    fines: &[SubjectFine],
    others: &[OtherPenalty],
) -> (GateState, String) {
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
    if gate.unit_max_yuan.is_some() {
        return summary(gate, case, fines);
    }
    let by_kind = others
        .iter()
        .filter(|o| gate.kinds.contains(&o.kind))
        .map(|o| {
            let state = if o.binding == Binding::Must {
                GateState::Required
            } else {
                GateState::Depends
            };
            (state, words::because_of_kind(&o.kind))
        });
    let by_amount = fines.iter().filter_map(|fine| {
        let threshold = Fen::yuan(threshold(gate, fine.subject)?);
        amount_state(case, fine, threshold).map(|state| {
            (
                state,
                words::because_of_amount(fine.subject, threshold, state),
            )
        })
    });
    let strongest = by_kind.chain(by_amount).min_by_key(|(state, _)| *state);
    match strongest {
        Some((state, why)) if state != GateState::NotRequired => (state, why),
        _ if !gate.when_any.is_empty() => {
            (GateState::Depends, words::a_person_judges(&gate.when_any))
        }
        Some((state, why)) => (state, why),
        None => (GateState::NotRequired, String::new()),
    }
}

/// The amount from which on a gate opens for a subject, in whole yuan, included.
pub fn threshold(gate: &Gate, subject: Subject) -> Option<i64> {
    gate.fine_min_yuan.or(if subject.is_person() {
        gate.individual_min_yuan
    } else {
        gate.unit_min_yuan
    })
}

/// Compares the proposed amount, or the range when nothing is proposed, with a threshold.
fn amount_state(case: &Case, fine: &SubjectFine, threshold: Fen) -> Option<GateState> {
    let proposed = case
        .proposed
        .iter()
        .find(|p| p.subject == fine.subject)
        .map(|p| (p.fine, p.fine));
    let (min, max) = proposed.or_else(|| {
        let range = fine.range()?;
        // 减轻 may go below any minimum.
        let low = if fine.suggested.is_some_and(|s| s.below_minimum_allowed) {
            Fen::ZERO
        } else {
            range.min()
        };
        Some((low, range.max()))
    })?;
    Some(if min >= threshold {
        GateState::Required
    } else if max >= threshold {
        GateState::Depends
    } else {
        GateState::NotRequired
    })
}

/// The summary procedure is open only to small amounts on everybody.
fn summary(gate: &Gate, case: &Case, fines: &[SubjectFine]) -> (GateState, String) {
    let fits = |fine: &SubjectFine| {
        let limit = if fine.subject.is_person() {
            gate.individual_max_yuan
        } else {
            gate.unit_max_yuan
        };
        let limit = Fen::yuan(limit?);
        let above = Fen(limit.0 + 1);
        amount_state(case, fine, above).map(|state| state == GateState::NotRequired)
    };
    let open = !fines.is_empty() && fines.iter().all(|f| fits(f) == Some(true));
    let limits = words::summary_limits(
        gate.individual_max_yuan.unwrap_or(0),
        gate.unit_max_yuan.unwrap_or(0),
    );
    if open {
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
