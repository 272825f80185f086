//! What the comparison says of past decisions: for a table, for a page, for programs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::compare::{Decision, Difference, Exclusions, Finding, Findings, Mark, Peer, Verdict};
use crate::law::{Fen, FenRange, Library};
use crate::report::assessment_json::yuan;
use crate::report::selection::Selection;
use crate::report::{decision, words};
use crate::store::{Review, ReviewState};

/// The verdict, with the direction in which the amount lies off.
pub fn verdict(mark: &Mark, fine: Option<Fen>) -> String {
    let label = mark.verdict.label();
    let range = match mark.verdict {
        Verdict::BeyondStatute | Verdict::BeyondBenchmark => mark.lawful,
        Verdict::UnlikePeers => mark.expected,
        Verdict::SuspectedEntryError
        | Verdict::Inverted
        | Verdict::TooFewPeers
        | Verdict::Consistent => None,
    };
    match (range, fine) {
        (Some(range), Some(fine)) if fine > range.max() => words::leaning(label, words::TOO_HEAVY),
        (Some(range), Some(fine)) if fine < range.min() => words::leaning(label, words::TOO_LIGHT),
        _ => label.to_owned(),
    }
}

/// What somebody made of a finding, and how that stands today.
pub type Standing<'a> = (ReviewState, &'a Review);

/// What was made of the findings, by their place among the cases.
pub type Opinions<'a> = BTreeMap<usize, Standing<'a>>;

/// Indices of the decisions, the most suspicious first; those alike stay in the order of the input.
pub fn ranking(marks: &[Mark]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    let score = |i: usize| marks.get(i).map_or(0.0, |f| f.score);
    order.sort_by(|a, b| score(*b).total_cmp(&score(*a)));
    order
}

/// In what a peer is alike, and what differs.
pub fn likeness(library: &Library, peer: &Peer) -> String {
    let mut parts = vec![words::alike(peer.level).to_owned()];
    parts.extend(peer.differs.iter().map(|d| difference(library, d)));
    parts.join(words::CLAUSE_COMMA)
}

fn difference(library: &Library, difference: &Difference) -> String {
    let value = |v: Option<String>| v.unwrap_or_else(|| words::NOT_RECORDED.to_owned());
    match difference {
        Difference::OnlyCase(id) => words::only_case(decision::circumstance(library, id)),
        Difference::OnlyPeer(id) => words::only_peer(decision::circumstance(library, id)),
        Difference::Fact(id, case, peer) => words::differs(
            decision::fact_label(library, id),
            &value(case.as_ref().map(ToString::to_string)),
            &value(peer.as_ref().map(ToString::to_string)),
        ),
        Difference::Tier(case, peer) => {
            words::differs(words::TIER, &value(case.clone()), &value(peer.clone()))
        }
        Difference::Authority => words::OTHER_AUTHORITY.to_owned(),
    }
}

/// Which decisions were left out, by reason.
pub fn exclusions(exclusions: Exclusions) -> Vec<String> {
    [
        (exclusions.merged, words::EXCLUDED_MERGED),
        (exclusions.earlier_numbering, words::EXCLUDED_EARLIER),
        (exclusions.outside_library, words::EXCLUDED_OUTSIDE),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| words::excluded(count, why))
    .collect()
}

/// How many decisions got which verdict, in order of precedence, those that occur.
pub fn tally(marks: &[Mark]) -> Vec<(Verdict, usize)> {
    Verdict::ALL
        .into_iter()
        .map(|v| (v, marks.iter().filter(|m| m.verdict == v).count()))
        .filter(|(_, count)| *count > 0)
        .collect()
}

/// One decision for programs (`formats.md`, `outliers`).
pub fn to_json(decision: &Decision, finding: &Finding, opinion: Option<Standing<'_>>) -> Value {
    json!({
        "case_no": decision.case_no,
        "verdict": finding.mark.verdict.id(),
        "score": score(finding),
        "p_value": finding.mark.p_value,
        "peers": finding.mark.peers,
        "expected": finding.mark.expected.map(|r| json!({"low_yuan": yuan(r.min()), "high_yuan": yuan(r.max())})),
        "reasons": finding.reasons,
        "offence": decision.offence,
        "subject": decision.subject,
        "party_name": decision.party_name,
        "authority": decision.authority,
        "decided_on": decision.decided_on,
        "fine_yuan": decision.fine.map(yuan),
        "not_fined_peers": finding.not_fined,
        "teaching": decision.flags.teaching,
        "review": opinion.map(|(state, review)| json!({
            "state": state.id(),
            "reason": review.reason,
            "at": review.at,
            "by": review.by,
        })),
    })
}

/// The headings of the table for programs.
pub const COLUMNS: [&str; 15] = [
    "case_no",
    "verdict",
    "score",
    "p_value",
    "peers",
    "expected_low_yuan",
    "expected_high_yuan",
    "reasons",
    "offence",
    "subject",
    "authority",
    "decided_on",
    "fine_yuan",
    "teaching",
    "review",
];

/// One decision as a row below [`COLUMNS`]. Texts of records cannot act as formulas of a spreadsheet.
pub fn to_row(
    decision: &Decision,
    finding: &Finding,
    opinion: Option<Standing<'_>>,
) -> [String; COLUMNS.len()] {
    let amount = |fen: Option<Fen>| fen.map(|f| f.to_yuan().to_string()).unwrap_or_default();
    let id = decision.offence.as_ref().map(ToString::to_string);
    [
        harmless(&decision.case_no),
        finding.mark.verdict.id().to_owned(),
        score(finding).to_string(),
        finding
            .mark
            .p_value
            .map(|p| p.to_string())
            .unwrap_or_default(),
        finding.mark.peers.to_string(),
        amount(finding.mark.expected.map(FenRange::min)),
        amount(finding.mark.expected.map(FenRange::max)),
        harmless(&finding.reasons.join(words::CLAUSE_COMMA)),
        harmless(&id.unwrap_or_default()),
        decision.subject.id().to_owned(),
        harmless(&decision.authority),
        decision.decided_on.to_string(),
        amount(decision.fine),
        decision.flags.teaching.to_string(),
        opinion.map_or("", |(state, _)| state.id()).to_owned(),
    ]
}

/// A text that a spreadsheet would run as a formula gets an apostrophe in front, as the hand would type it.
pub fn harmless(text: &str) -> String {
    const STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.trim_start_matches([' ', '\n']).starts_with(STARTS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The score to three decimals; more would pretend. Adding zero turns minus zero into zero.
fn score(finding: &Finding) -> f64 {
    (finding.mark.score * 1_000.0).round() / 1_000.0 + 0.0
}

/// The findings as text: what was compared and how, then the decisions asked for, the most
/// suspicious first, at most so many. The others are only counted.
pub fn to_text(
    library: &Library,
    findings: &Findings,
    selection: &Selection,
    opinions: &Opinions<'_>,
    limit: Option<usize>,
) -> Vec<String> {
    let mut lines = vec![words::compared(findings.cases().len())];
    let counts = tally(&findings.marks);
    lines.extend(
        counts
            .iter()
            .map(|(verdict, n)| words::counted(verdict.label(), *n)),
    );
    lines.extend(exclusions(findings.exclusions));
    lines.push(findings.method.statement());
    let chosen = chosen(findings, selection, opinions);
    let dismissed = dismissed(findings, selection, opinions).len();
    if dismissed > 0 && !selection.everything {
        lines.push(words::dismissed(dismissed));
    }
    let asked = selection.description();
    lines.extend(asked.map(|what| words::only_asked(&what, chosen.len())));
    let listed = limit.unwrap_or(usize::MAX).min(chosen.len());
    if listed < chosen.len() {
        lines.push(words::only_first(listed, chosen.len()));
    }
    for index in chosen.into_iter().take(listed) {
        let decision = findings.cases().decision(index);
        let pair = decision.zip(findings.explain(library, index));
        lines.push(String::new());
        let opinion = opinions.get(&index).copied();
        lines.extend(
            pair.into_iter()
                .flat_map(|(d, f)| entry(library, &d, &f, opinion)),
        );
    }
    lines
}

/// The places of the decisions asked for, the most suspicious first; without those somebody
/// dismissed, unless everything is asked for.
pub fn chosen(findings: &Findings, selection: &Selection, opinions: &Opinions<'_>) -> Vec<usize> {
    let mut order = ranking(&findings.marks);
    order.retain(|index| {
        (selection.everything || !is_dismissed(opinions, *index))
            && is_asked(findings, selection, *index)
    });
    order
}

/// The places of the decisions asked for that somebody dismissed, the most suspicious first.
pub fn dismissed(
    findings: &Findings,
    selection: &Selection,
    opinions: &Opinions<'_>,
) -> Vec<usize> {
    if opinions.is_empty() {
        return Vec::new();
    }
    let mut order = ranking(&findings.marks);
    order.retain(|index| is_dismissed(opinions, *index) && is_asked(findings, selection, *index));
    order
}

fn is_dismissed(opinions: &Opinions<'_>, index: usize) -> bool {
    let state = opinions.get(&index).map(|(state, _)| *state);
    state == Some(ReviewState::Dismissed)
}

fn is_asked(findings: &Findings, selection: &Selection, index: usize) -> bool {
    let mark = findings.marks.get(index);
    let mark = mark.filter(|m| selection.admits_verdict(m.verdict));
    let decision = mark.and_then(|_| findings.cases().decision(index));
    mark.zip(decision)
        .is_some_and(|(mark, decision)| selection.admits(&decision, mark))
}

fn entry(
    library: &Library,
    decision: &Decision,
    finding: &Finding,
    opinion: Option<Standing<'_>>,
) -> Vec<String> {
    let teaching = if decision.flags.teaching {
        words::TEACHING
    } else {
        ""
    };
    let mut lines = vec![format!(
        "[{}] {teaching}{}  {}  {}",
        verdict(&finding.mark, decision.fine),
        decision.case_no,
        decision::about(library, decision),
        decision::outcome(library, decision)
    )];
    lines.extend(finding.reasons.iter().map(|reason| format!("  - {reason}")));
    lines.extend(opinion.map(|(state, review)| format!("  * {}", words::opinion(state, review))));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_records_cannot_act_as_formulas() {
        for text in [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "－1",
        ] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["某应急罚〔2024〕1号", "aqscf-97-1-3", "", "1-2"] {
            assert_eq!(harmless(text), text);
        }
    }
}
