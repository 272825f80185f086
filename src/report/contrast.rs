//! Two assessments side by side: what comes out of each, what differs, and by which article.

pub mod words;

use crate::assess::words as say;
use crate::assess::{Assessment, Finding, GateOutcome, GateState, Rule, Step, SubjectFine};
use crate::law::{Library, Subject};
use crate::report::assessment_text::other;
use crate::report::words as told;

/// One thing of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// What it is in the first; empty when it is not there.
    pub first: String,
    /// What it is in the second; empty when it is not there.
    pub second: String,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is, and what it is in both.
    pub row: Row,
    /// The ground; empty when none is cited.
    pub cite: String,
}

/// Two assessments side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contrast {
    /// The outcome: disposition, fines, tiers, other penalties, procedures.
    pub rows: Vec<Row>,
    /// What differs in the reasoning, the procedures, the findings.
    pub differences: Vec<Difference>,
}

/// Sets two assessments side by side.
pub fn contrast(library: &Library, first: &Assessment, second: &Assessment) -> Contrast {
    let both = [first, second];
    let mut rows = vec![row(
        words::OUTCOME,
        both.map(|a| say::disposition(a.disposition).to_owned()),
    )];
    let has = |subject: &Subject| {
        let mut fines = both.iter().flat_map(|a| &a.fines);
        fines.any(|fine| fine.subject == *subject)
    };
    for subject in Subject::ALL.into_iter().filter(has) {
        let who = say::subject(subject);
        let each = |tell: fn(&Assessment, &SubjectFine) -> String| {
            both.map(|a| {
                let fines = a.fines.iter().filter(|fine| fine.subject == subject);
                joined(fines.map(|fine| tell(a, fine)))
            })
        };
        rows.push(row(&words::fine_of(who), each(|_, fine| amount(fine))));
        rows.push(row(&words::tier_of(who), each(tier)));
    }
    let others = both.map(|a| joined(a.other_penalties.iter().map(|o| other(library, o))));
    if others.iter().any(|text| !text.is_empty()) {
        rows.push(row(words::OTHERS, others));
    }
    for state in [GateState::Required, GateState::Depends] {
        let labels = |a: &Assessment| {
            let gates = a.gates.iter().filter(|gate| gate.state == state);
            let labels: Vec<&str> = gates.map(|gate| gate.label.as_str()).collect();
            labels.join("、")
        };
        rows.push(row(words::gates(state), both.map(labels)));
    }
    let mut differences = steps(&first.trace, &second.trace);
    differences.extend(gates(&first.gates, &second.gates));
    differences.extend(findings(&first.findings, &second.findings));
    Contrast { rows, differences }
}

fn row(label: &str, [first, second]: [String; 2]) -> Row {
    Row {
        label: label.to_owned(),
        first,
        second,
    }
}

/// Joins what is said, each thing once.
fn joined(all: impl Iterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for text in all {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    once.join("；")
}

fn amount(fine: &SubjectFine) -> String {
    match (fine.suggested, fine.statutory) {
        (Some(s), _) => {
            let layers = if s.min_layer == s.max_layer {
                told::layer(s.max_layer).to_owned()
            } else {
                told::two_layers(s.min_layer, s.max_layer)
            };
            format!("{}（{layers}；{}）", s.range, say::lean(s.lean))
        }
        (None, Ok(range)) => range.to_string(),
        (None, Err(needs)) => say::needs_input(say::needs(needs)),
    }
}

fn tier(assessment: &Assessment, fine: &SubjectFine) -> String {
    let possible: Vec<&str> = fine.tiers.iter().map(|tier| tier.label.as_str()).collect();
    let benchmark = &assessment.benchmark;
    let open = fine.tiers.iter().any(|tier| !tier.met);
    match fine.governing() {
        _ if possible.is_empty() => {
            told::tier_status(crate::assess::TierStatus::NoTierLoaded, benchmark.has_tiers)
                .to_owned()
        }
        Some(tier) if !open => match tier.range {
            Some(range) => format!("{} {range}", tier.label),
            None => tier.label.clone(),
        },
        Some(_) | None => words::undecided(&possible),
    }
}

/// The steps of each rule that are not in the other trace, paired by what they are about.
fn steps(first: &[Step], second: &[Step]) -> Vec<Difference> {
    let only = |these: &[Step], those: &[Step]| -> Vec<Step> {
        // The procedures have a ground each, and the result has none: both are compared apart.
        let tells = |step: &&Step| !matches!(step.rule, Rule::Gates | Rule::Result);
        let new = these.iter().filter(|step| !those.contains(step));
        new.filter(tells).cloned().collect()
    };
    let mut gone = only(first, second);
    let come = only(second, first);
    let mut found: Vec<(Option<Step>, Option<Step>)> = Vec::new();
    for step in come {
        let same_rule = |s: &Step| s.rule == step.rule;
        let at = gone
            .iter()
            .position(|s| same_rule(s) && about(s) == about(&step));
        let at = at.or_else(|| gone.iter().position(same_rule));
        found.push((at.map(|at| gone.remove(at)), Some(step)));
    }
    found.extend(gone.into_iter().map(|step| (Some(step), None)));
    found.sort_by_key(|(first, second)| second.as_ref().or(first.as_ref()).map(|s| s.rule));
    let difference = |(first, second): (Option<Step>, Option<Step>)| {
        let rule = second.as_ref().or(first.as_ref())?.rule;
        let cites = [&first, &second].map(|s| s.as_ref().map_or("", |s| s.cite.as_str()));
        let texts = [&first, &second].map(|s| s.as_ref().map(said).unwrap_or_default());
        Some(Difference {
            cite: grounds(cites),
            row: row(told::rule(rule), texts),
        })
    };
    found.into_iter().filter_map(difference).collect()
}

/// What a step is about: the subject before the first colon.
fn about(step: &Step) -> &str {
    step.text.split('：').next().unwrap_or_default()
}

fn said(step: &Step) -> String {
    joined(
        [&step.text, &step.effect]
            .into_iter()
            .filter(|t| !t.is_empty())
            .cloned(),
    )
}

/// The grounds of both, each once.
fn grounds([first, second]: [&str; 2]) -> String {
    match (first, second) {
        ("", cite) | (cite, "") => cite.to_owned(),
        (first, second) if first == second => first.to_owned(),
        (first, second) => [first, second].join("、"),
    }
}

fn gates(first: &[GateOutcome], second: &[GateOutcome]) -> Vec<Difference> {
    let known = |gates: &[GateOutcome], id: &str| gates.iter().find(|g| g.id == id).cloned();
    let mut ids: Vec<&GateOutcome> = first.iter().collect();
    ids.extend(second.iter().filter(|g| known(first, &g.id).is_none()));
    let difference = |gate: &GateOutcome| {
        let both = [first, second].map(|gates| known(gates, &gate.id));
        let said = both.clone().map(|gate| {
            gate.map(|g| match g.why.as_str() {
                "" => told::gate_state(g.state).to_owned(),
                why => format!("{}：{why}", told::gate_state(g.state)),
            })
        });
        let said = said.map(Option::unwrap_or_default);
        let cites = both.map(|gate| gate.map(|g| g.cite).unwrap_or_default());
        let [a, b] = &cites;
        let row = row(&words::gate(&gate.label), said);
        (row.first != row.second).then(|| Difference {
            cite: grounds([a, b]),
            row,
        })
    };
    ids.into_iter().filter_map(difference).collect()
}

fn findings(first: &[Finding], second: &[Finding]) -> Vec<Difference> {
    let difference = |finding: &Finding, is_first: bool| {
        let who = finding.subject.map(|s| format!("{}：", say::subject(s)));
        let text = format!("{}{}", who.unwrap_or_default(), finding.message);
        let texts = if is_first {
            [text, String::new()]
        } else {
            [String::new(), text]
        };
        Difference {
            row: row(words::FINDING, texts),
            cite: finding.cite.clone().unwrap_or_default(),
        }
    };
    let gone = first.iter().filter(|f| !second.contains(f));
    let come = second.iter().filter(|f| !first.contains(f));
    let gone = gone.map(|f| difference(f, true));
    gone.chain(come.map(|f| difference(f, false))).collect()
}

#[cfg(test)]
mod tests;
