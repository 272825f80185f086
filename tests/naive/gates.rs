//! Rule 9: the gates of the day of the decision.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::case::Case;
use crate::checks::{Party, is_mitigated};
use crate::data::{Gate, Law, Row, days};
use crate::rows::{Situation, Span, alternatives, span};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    NotRequired,
    Depends,
    Required,
}
use State::{Depends, NotRequired, Required};

fn in_force<'a>(law: &'a Law, case: &Case) -> Vec<&'a Gate> {
    let day = case.decided_on.unwrap_or(NaiveDate::MAX);
    let open =
        |g: &&Gate| days(&g.from).0 <= day && g.until.as_ref().is_none_or(|u| day < days(u).0);
    law.gates.iter().filter(open).collect()
}

/// 140000 province, 141100 city, 141121 county.
fn level(case: &Case) -> Option<&'static str> {
    let code = case.jurisdiction.as_ref()?;
    Some(if code.ends_with("0000") {
        "province"
    } else if code.ends_with("00") {
        "city"
    } else {
        "county"
    })
}

/// Every gate with its state.
pub fn gates(s: &Situation, parties: &[Party], disposition: &str) -> BTreeSet<String> {
    let (law, case) = (s.law, s.case);
    let imposed = disposition == "fine" || disposition == "may_not_penalise";
    let mut states: BTreeMap<&str, State> = BTreeMap::new();
    let gates = in_force(law, case);
    for gate in &gates {
        if gate.level.is_some() && gate.level.as_deref() != level(case) {
            continue;
        }
        let mut state = if gate.always { Required } else { NotRequired };
        if gate.about_fine && !imposed {
            continue;
        }
        if gate.individual_max_yuan.is_some() {
            state = summary(s, parties, gate, imposed);
        }
        for party in parties.iter().filter(|_| imposed) {
            state = state.max(of_party(s, party, gate));
        }
        if gate.central_enterprise {
            state = match case.central_enterprise {
                Some(true) => Required,
                Some(false) => NotRequired,
                None => Depends,
            };
        } else if !gate.when_any.is_empty() && (imposed || gate.id == "criminal_referral") {
            state = state.max(Depends); // A person judges.
        }
        if gate.id == "emergency_heavier" && case.circumstances.contains("agg_emergency_period") {
            state = Required;
        }
        states.insert(&gate.id, state);
    }
    for gate in &gates {
        if let Some(followed) = gate
            .follows
            .as_ref()
            .and_then(|f| states.get(f.as_str()).copied())
        {
            let own = states[gate.id.as_str()];
            states.insert(&gate.id, own.max(followed));
        }
    }
    states
        .iter()
        .map(|(id, state)| format!("{id} {state:?}"))
        .collect()
}

/// By amount, kind and what is confiscated: required where every alternative requires it.
fn of_party(s: &Situation, party: &Party, gate: &Gate) -> State {
    let most = match party.disposition {
        "fine" => Required,
        "may_not_penalise" if proposed(s, party).is_some_and(|fine| fine > 0) => Required,
        "may_not_penalise" => Depends,
        _ => return NotRequired,
    };
    let own = if party.subject == "unit" {
        gate.unit_min_yuan
    } else {
        gate.individual_min_yuan
    };
    let threshold = own.or(gate.fine_min_yuan).map(|y| y * 100);
    let mut states = Vec::new();
    for rows in alternatives(&party.lines) {
        let mut state = kinds(s.law, &rows, &gate.classes);
        if let Some(threshold) = threshold {
            state = state.max(fine_reaches(s, party, &rows, threshold));
        }
        if let Some(threshold) = threshold.filter(|_| gate.confiscation) {
            for (class, amount) in [
                ("confiscation_gain", s.case.illegal_gain),
                ("confiscation_goods", s.case.goods_value),
            ] {
                let confiscated = kinds(s.law, &rows, &[class.to_owned()]);
                state = state.max(confiscated.min(match amount {
                    Some(amount) if amount >= threshold => Required,
                    Some(_) => NotRequired,
                    None => Depends,
                }));
            }
        }
        states.push(state);
    }
    // A fine that is proposed has been chosen.
    let fined = party.lines.iter().any(|f| f.line.row.fine.is_some());
    if threshold.is_some_and(|t| fined && proposed(s, party).is_some_and(|fine| fine >= t)) {
        return most;
    }
    let state = match (states.iter().min(), states.iter().max()) {
        (Some(Required), _) => Required,
        (_, Some(Required | Depends)) => Depends,
        _ => NotRequired,
    };
    state.min(most)
}

fn proposed(s: &Situation, party: &Party) -> Option<i64> {
    let proposed = s.case.proposed.iter().find(|p| p.subject == party.subject);
    proposed.map(|p| p.fine)
}

/// The proposed amount, or the range while nothing is proposed; 减轻 goes below any minimum.
fn fine_reaches(s: &Situation, party: &Party, rows: &[&Row], threshold: i64) -> State {
    let fines = || {
        rows.iter()
            .filter_map(|row| Some((span(s.case, row)?, row.is_optional())))
    };
    if fines().next().is_none() {
        return NotRequired;
    }
    if let Some(fine) = proposed(s, party) {
        return if fine >= threshold {
            Required
        } else {
            NotRequired
        };
    }
    let mitigated = is_mitigated(s, &party.subject);
    let certain = |((min, ..), optional): (Span, bool)| min >= threshold && !optional && !mitigated;
    if fines().all(certain) {
        Required
    } else if fines().any(|((_, max, _), _)| max.is_none_or(|m| m >= threshold)) {
        Depends
    } else {
        NotRequired
    }
}

/// A kind of the classes: that has to be imposed, each of several alternatives, or that may be.
fn kinds(law: &Law, rows: &[&Row], classes: &[String]) -> State {
    let hits = |kind: &str| classes.iter().any(|c| c == law.class(kind));
    let mut state = NotRequired;
    for row in rows {
        for kind in row.penalties.iter().filter(|k| hits(k)) {
            let groups = row
                .alternatives
                .iter()
                .filter(|g| g.iter().any(|a| bare(a) == kind));
            let chosen_anyway = groups.into_iter().all(|g| g.iter().all(|a| hits(bare(a))));
            let certain = row.must(kind) && chosen_anyway;
            state = state.max(if certain { Required } else { Depends });
        }
    }
    state
}

/// A kind without the mark of 直至.
fn bare(kind: &str) -> &str {
    kind.trim_end_matches("(直至)").trim_end_matches("直至")
}

/// 行政处罚法 51: small fines and warnings, and nothing else that has to be imposed.
fn summary(s: &Situation, parties: &[Party], gate: &Gate, imposed: bool) -> State {
    let parties = || {
        parties
            .iter()
            .filter(|p| imposed && p.disposition != "must_not_penalise")
    };
    let warns = |row: &Row| row.penalties.iter().any(|k| s.law.class(k) == "warning");
    let open = parties().all(|party| {
        let unit = party.subject == "unit";
        let most = if unit {
            gate.unit_max_yuan
        } else {
            gate.individual_max_yuan
        }
        .unwrap()
            * 100;
        let mitigated = is_mitigated(s, &party.subject);
        let alternatives = alternatives(&party.lines);
        alternatives.is_empty()
            || alternatives.iter().any(|rows| {
                let warned = rows.iter().any(|row| warns(row));
                // A fine that may be left out leaves the warning; 减轻 goes below any minimum.
                let small = |row: &Row| match (span(s.case, row), proposed(s, party)) {
                    (Some(_), Some(fine)) => fine <= most,
                    (Some((min, ..)), None) => {
                        min <= most || mitigated || (warned && !row.must("罚款"))
                    }
                    (None, _) => true,
                };
                rows.iter()
                    .all(|row| small(row) && !row.penalties.iter().any(|k| weighs(s, row, k)))
            })
    });
    let mut rows = parties().flat_map(|p| &p.lines).map(|f| &f.line.row);
    let something = rows.any(|row| row.fine.is_some() || warns(row));
    if open && something {
        Depends
    } else {
        NotRequired
    }
}

/// A kind that has to be imposed and is more than a small fine, a warning or an order.
fn weighs(s: &Situation, row: &Row, kind: &str) -> bool {
    let small = |k: &str| ["fine", "warning", "order"].contains(&s.law.class(k));
    let nothing_gained = s.law.class(kind) == "confiscation_gain" && s.case.illegal_gain == Some(0);
    let avoidable = row
        .alternatives
        .iter()
        .any(|g| g.iter().any(|a| bare(a) == kind) && g.iter().any(|a| small(bare(a))));
    !small(kind) && !nothing_gained && row.must(kind) && !avoidable
}

/// 令18 7, 53: central enterprises, time to decide.
pub fn findings(law: &Law, case: &Case) -> Vec<&'static str> {
    let mut out = Vec::new();
    for gate in in_force(law, case) {
        if gate.central_enterprise
            && case.central_enterprise == Some(true)
            && level(case) == Some("county")
        {
            out.push("not_competent");
        }
        if gate.counted_from_filing
            && let (Some(filed), Some(decided)) = (case.filed_on, case.decided_on)
        {
            let taken = (decided - filed).num_days();
            if taken > *gate.days.iter().max().unwrap() {
                out.push("too_late_to_decide");
            } else if taken > *gate.days.iter().min().unwrap() {
                out.push("extension_needed");
            }
        }
    }
    out
}
