//! What holds for every register of decisions.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeMap;

use cailiang::compare::{Amounts, Decision, Finding, Flags, Options, Outcome, Verdict, compare};
use cailiang::law::{CircumstanceId, Fen, Subject};
use common::library;
use proptest::prelude::*;

/// Offences at a stage with their statutory range for units, in yuan.
const KINDS: [(&str, &str, i64, i64); 3] = [
    ("aqscf-99-1-3", "overdue", 50_000, 200_000),
    ("aqscf-97-1-7", "first", 0, 100_000),
    ("aqscf-102-1-0", "first", 0, 50_000),
];
const CIRCUMSTANCES: [&str; 4] = [
    "art32_voluntary_remedy",
    "agg_emergency_period",
    "agg_caused_harm",
    "art33_first_minor_corrected",
];

/// What varies: kind, authority, circumstances, days, place in the range in twentieths.
type Sketch = (usize, usize, Vec<&'static str>, i64, i64);

fn sketches(many: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Sketch>> {
    let circumstances = prop::sample::subsequence(CIRCUMSTANCES.to_vec(), 0..=2);
    let one = (
        0..KINDS.len(),
        0..3usize,
        circumstances,
        0..30i64,
        -2..23i64,
    );
    prop::collection::vec(one, many)
}

fn decision(number: usize, (kind, authority, circumstances, days, place): &Sketch) -> Decision {
    let (offence, stage, low, high) = KINDS[*kind];
    let yuan = (low + (high - low) * place / 20).max(1);
    Decision {
        case_no: format!("第{number}号"),
        decided_on: "2025-03".parse().expect("a date"),
        act_on: None,
        authority: ["甲局", "乙局", "丙局"][*authority].to_owned(),
        region: None,
        domain: Some("hazchem".into()),
        basis: None,
        offence: Some(offence.into()),
        subject: Subject::Unit,
        stage: Some(stage.into()),
        party_name: None,
        facts: [("days_overdue".into(), (*days).into())].into(),
        circumstances: circumstances
            .iter()
            .map(|c| CircumstanceId::from(*c))
            .collect(),
        tier: None,
        outcome: Some(Outcome::Fined),
        fine: Some(Fen::yuan(yuan)),
        amounts: Amounts::default(),
        other_penalties: Vec::new(),
        narrative: None,
        flags: Flags::default(),
    }
}

fn register(sketches: &[Sketch]) -> Vec<Decision> {
    sketches
        .iter()
        .enumerate()
        .map(|(i, s)| decision(i, s))
        .collect()
}

fn found(decisions: &[Decision]) -> Vec<Finding> {
    {
        let found = compare(library(), decisions.iter().collect(), &Options::default());
        let each = (0..decisions.len()).filter_map(|i| found.explain(library(), i));
        each.collect()
    }
}

/// Findings by case number, peers named by their case numbers.
fn by_case(decisions: &[Decision]) -> BTreeMap<String, (Finding, Vec<String>)> {
    let one = |(d, f): (&Decision, Finding)| {
        let named = f
            .named
            .iter()
            .map(|i| decisions[*i].case_no.clone())
            .collect();
        let finding = Finding {
            named: Vec::new(),
            ..f
        };
        (d.case_no.clone(), (finding, named))
    };
    decisions.iter().zip(found(decisions)).map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_the_rows_does_not_matter(sketches in sketches(0..90), seed in any::<u64>()) {
        let rows = register(&sketches);
        let mut mixed = rows.clone();
        mixed.sort_by_key(|d| d.case_no.bytes().fold(seed, |h, b| h.rotate_left(9) ^ u64::from(b).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        prop_assert_eq!(by_case(&rows), by_case(&mixed));
    }

    #[test]
    fn a_group_in_which_all_are_alike_is_never_flagged(sketches in sketches(0..80), many in 2..30usize, place in 0..=20i64) {
        let others = sketches.into_iter().filter(|s| s.0 != 0);
        let alike = (0..many).map(|i| (0, i % 3, CIRCUMSTANCES[..i % 2].to_vec(), i64::try_from(i).unwrap_or(0), place));
        let rows = register(&others.chain(alike).collect::<Vec<_>>());
        for (decision, finding) in rows.iter().zip(found(&rows)) {
            if decision.offence == Some(KINDS[0].0.into()) {
                prop_assert!(!finding.mark.verdict.is_finding(), "{:?}", finding);
            }
        }
    }

    #[test]
    fn another_case_changes_nothing_of_other_clauses_but_what_is_pooled(sketches in sketches(1..80), more in sketches(1..2)) {
        let rows = register(&sketches);
        let mut larger = rows.clone();
        larger.push(decision(9_999, &more[0]));
        let kind = more[0].0;
        for ((before, after), sketch) in found(&rows).iter().zip(found(&larger)).zip(&sketches) {
            if sketch.0 != kind {
                prop_assert_eq!(before.mark.peers, after.mark.peers);
                prop_assert_eq!(before.not_fined, after.not_fined);
                prop_assert_eq!(before.mark.lawful, after.mark.lawful);
                let broken = |v: Verdict| v == Verdict::BeyondStatute || v == Verdict::SuspectedEntryError;
                if before.slip.is_none() && after.slip.is_none() {
                    prop_assert_eq!(broken(before.mark.verdict), broken(after.mark.verdict));
                }
            }
        }
    }

    #[test]
    fn every_finding_can_be_checked(sketches in sketches(0..90)) {
        let rows = register(&sketches);
        for (i, finding) in found(&rows).iter().enumerate() {
            prop_assert!(!finding.reasons.is_empty());
            prop_assert!(finding.mark.score.is_finite() && finding.mark.score >= 0.0);
            prop_assert!(finding.mark.p_value.is_none_or(|p| 0.0 < p && p <= 1.0));
            for j in &finding.named {
                prop_assert!(*j != i);
                prop_assert!(finding.reasons.iter().any(|r| r.contains(&rows[*j].case_no)));
            }
            // 没有载入阶次，就没有超基准。
            prop_assert!(finding.mark.verdict != Verdict::BeyondBenchmark);
            let allowed = finding.mark.lawful.is_none_or(|r| rows[i].fine.is_some_and(|f| r.contains(f)));
            if finding.mark.verdict == Verdict::BeyondStatute {
                prop_assert!(!allowed);
            }
        }
    }
}

#[test]
fn a_consistent_case_leaves_verdicts_of_other_clauses_as_they_are() {
    let sketch = |i: i64| {
        let circumstance = usize::try_from(i % 3 % 2).unwrap_or(0);
        let kind = usize::try_from(i % 3).unwrap_or(0);
        (
            kind,
            usize::try_from(i / 3 % 3).unwrap_or(0),
            CIRCUMSTANCES[1..=circumstance].to_vec(),
            i * 31 % 30,
            6 + i * 7919 % 7,
        )
    };
    let mut sketches: Vec<Sketch> = (0..900).map(sketch).collect();
    for (i, sketch) in sketches
        .iter_mut()
        .enumerate()
        .filter(|(i, _)| i % 150 == 7)
    {
        sketch.4 = if i % 300 == 7 { 20 } else { 1 };
    }
    let rows = register(&sketches);
    let before = found(&rows);
    assert!(before.iter().any(|f| f.mark.verdict.is_finding()));
    let mut larger = rows.clone();
    larger.push(decision(9_999, &(0, 1, Vec::new(), 12, 9)));
    let after = found(&larger);
    let others = sketches
        .iter()
        .zip(before.iter().zip(&after))
        .filter(|(s, _)| s.0 != 0);
    for (_, (before, after)) in others {
        assert_eq!(
            before.mark.verdict, after.mark.verdict,
            "{before:?} {after:?}"
        );
        let moved = before.mark.p_value.unwrap_or(1.0) - after.mark.p_value.unwrap_or(1.0);
        assert!(moved.abs() < 0.02, "{before:?} {after:?}");
    }
}
