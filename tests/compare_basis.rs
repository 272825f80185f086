//! What a finding rests on: what changes its fingerprint and what does not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::compare::{Amounts, Cases, Decision, Flags, Options, Outcome, Verdict, compare};
use cailiang::law::{Fen, Subject};
use common::library;

/// One decision on 《安全生产法》第九十九条第三项, a fine of 5 万元 to 20 万元 when overdue.
fn decision(n: usize, yuan: i64) -> Decision {
    Decision {
        case_no: format!("第{n}号"),
        decided_on: "2025-03-01".parse().unwrap(),
        act_on: None,
        authority: "甲局".to_owned(),
        region: None,
        domain: Some("hazchem".into()),
        basis: None,
        offence: Some("aqscf-99-1-3".into()),
        subject: Subject::Unit,
        stage: Some("overdue".into()),
        party_name: None,
        facts: [("days_overdue".into(), 5.into())].into(),
        circumstances: Vec::new(),
        tier: None,
        outcome: Some(Outcome::Fined),
        fine: Some(Fen::yuan(yuan)),
        amounts: Amounts::default(),
        other_penalties: Vec::new(),
        narrative: None,
        flags: Flags::default(),
    }
}

/// Two hundred ordinary fines and, first, one that is far from them.
fn register() -> Vec<Decision> {
    let usual = |n: usize| decision(n, 70_000 + i64::try_from(n % 9).unwrap() * 2_500);
    std::iter::once(decision(0, 195_000))
        .chain((1..200).map(usual))
        .collect()
}

fn basis_with(decisions: &[Decision], options: &Options) -> (Verdict, String) {
    let findings = compare(library(), decisions.iter().collect::<Cases>(), options);
    let first = decisions.iter().position(|d| d.case_no == "第0号").unwrap();
    (
        findings.marks[first].verdict,
        findings.basis(first).unwrap(),
    )
}

fn basis(decisions: &[Decision]) -> (Verdict, String) {
    basis_with(decisions, &Options::default())
}

#[test]
fn a_finding_by_comparison_rests_on_its_record_and_its_group_and_on_nothing_else() {
    let usual = basis(&register());
    assert_eq!(usual.0, Verdict::UnlikePeers);
    let change = |change: fn(&mut Vec<Decision>)| {
        let mut decisions = register();
        change(&mut decisions);
        basis(&decisions)
    };
    let same: [fn(&mut Vec<Decision>); 4] = [
        |all| all.reverse(),
        |all| {
            all.push(Decision {
                offence: Some("aqscf-97-1-7".into()),
                stage: Some("first".into()),
                ..decision(900, 30_000)
            });
        },
        |all| all[0].party_name = Some("甲公司".to_owned()),
        |all| all[7].narrative = Some("另一种说法".to_owned()),
    ];
    for (n, each) in same.into_iter().enumerate() {
        assert_eq!(change(each), usual, "same {n}");
    }
    let other: [fn(&mut Vec<Decision>); 6] = [
        |all| all[0].fine = Some(Fen::yuan(196_000)),
        |all| all[0].circumstances = vec!["agg_emergency_period".into()],
        |all| all.push(decision(900, 75_000)),
        |all| {
            all.pop();
        },
        |all| all[9].fine = Some(Fen::yuan(71_000)),
        |all| all[9].facts = [("days_overdue".into(), 6.into())].into(),
    ];
    for (n, each) in other.into_iter().enumerate() {
        assert_ne!(change(each).1, usual.1, "other {n}");
    }
}

#[test]
fn a_finding_by_law_rests_on_its_record_and_its_range_alone() {
    let mut decisions = register();
    decisions[0].fine = Some(Fen::yuan(350_000));
    let before = basis(&decisions);
    assert_eq!(before.0, Verdict::BeyondStatute);
    decisions.push(decision(900, 75_000));
    assert_eq!(basis(&decisions), before);
    decisions[0].fine = Some(Fen::yuan(360_000));
    assert_ne!(basis(&decisions).1, before.1);
}

#[test]
fn what_is_looked_at_does_not_change_what_a_finding_rests_on() {
    let mut decisions = register();
    decisions[20].flags.merged = true;
    let all = Options {
        include_merged: true,
        include_earlier_numbering: true,
        allow_for_habit: false,
        ..Options::default()
    };
    assert_eq!(basis_with(&decisions, &all), basis(&decisions));
}

#[test]
fn bases_of_many_are_those_of_each() {
    let decisions = register();
    let cases = decisions.iter().collect::<Cases>();
    let findings = compare(library(), cases, &Options::default());
    let many = findings.bases(0..=decisions.len());
    let each: Vec<_> = (0..=decisions.len()).map(|i| findings.basis(i)).collect();
    assert_eq!(many, each);
    assert_eq!(many.last(), Some(&None));
}
