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

/// By amount, kind and what is confiscated.
fn of_party(s: &Situation, party: &Party, gate: &Gate) -> State {
    let most = match party.disposition {
        "fine" => Required,
        "may_not_penalise" => Depends,
        _ => return NotRequired,
    };
    let mut state = NotRequired;
    let own = if party.subject == "unit" {
        gate.unit_min_yuan
    } else {
        gate.individual_min_yuan
    };
    if let Some(threshold) = own.or(gate.fine_min_yuan).map(|y| y * 100) {
        state = state.max(fine_reaches(s, party, threshold));
        if gate.confiscation {
            for (class, amount) in [
                ("confiscation_gain", s.case.illegal_gain),
                ("confiscation_goods", s.case.goods_value),
            ] {
                let how = kinds(s.law, party, &[class.to_owned()]);
                state = state.max(how.min(match amount {
                    Some(amount) if amount >= threshold => Required,
                    Some(_) => NotRequired,
                    None => Depends,
                }));
            }
        }
    }
    state = state.max(kinds(s.law, party, &gate.classes));
    state.min(most)
}

/// The proposed amount, or the range while nothing is proposed.
fn fine_reaches(s: &Situation, party: &Party, threshold: i64) -> State {
    if !party.lines.iter().any(|f| f.line.row.fine.is_some()) {
        return NotRequired;
    }
    if let Some(proposed) = s.case.proposed.iter().find(|p| p.subject == party.subject) {
        return if proposed.fine >= threshold {
            Required
        } else {
            NotRequired
        };
    }
    let mitigated = is_mitigated(s, &party.subject);
    in_any_case(party, |rows| {
        let fines = || {
            rows.iter()
                .filter_map(|row| Some((span(s.case, row)?, row.is_optional())))
        };
        let certain =
            |((min, ..), optional): (Span, bool)| min >= threshold && !optional && !mitigated;
        if fines().next().is_some() && fines().all(certain) {
            Required
        } else if fines().any(|((_, max, _), _)| max.is_none_or(|m| m >= threshold)) {
            Depends
        } else {
            NotRequired
        }
    })
}

/// Required where every alternative requires it; depends where one of them may.
fn in_any_case(party: &Party, state: impl Fn(&[&Row]) -> State) -> State {
    let states: Vec<State> = alternatives(&party.lines)
        .iter()
        .map(|rows| state(rows))
        .collect();
    match (states.iter().min(), states.iter().max()) {
        (Some(Required), _) => Required,
        (_, Some(Required | Depends)) => Depends,
        _ => NotRequired,
    }
}

/// A kind of the classes: that has to be imposed, each of several alternatives, or that may be.
fn kinds(law: &Law, party: &Party, classes: &[String]) -> State {
    let hits = |kind: &str| classes.iter().any(|c| c == law.class(kind));
    in_any_case(party, |rows| {
        let mut state = NotRequired;
        for row in rows {
            for kind in row.penalties.iter().filter(|k| hits(k)) {
                let must = row.must(kind);
                let groups = row
                    .alternatives
                    .iter()
                    .filter(|g| g.iter().any(|a| bare(a) == kind));
                let chosen_anyway = groups.into_iter().all(|g| g.iter().all(|a| hits(bare(a))));
                state = state.max(if must && chosen_anyway {
                    Required
                } else {
                    Depends
                });
            }
        }
        state
    })
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
        let proposed = s.case.proposed.iter().find(|p| p.subject == party.subject);
        let rows = || party.lines.iter().map(|f| &f.line.row);
        let warned = rows().any(warns);
        // A fine that may be left out leaves the warning.
        let small = |row: &Row| match (span(s.case, row), proposed) {
            (Some(_), Some(p)) => p.fine <= most,
            (Some((min, ..)), None) => min <= most || (warned && !row.must("罚款")),
            (None, _) => true,
        };
        rows().all(|row| small(row) && !row.penalties.iter().any(|k| weighs(s, row, k)))
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
