//! Verdicts on past decisions: one sentence each.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::compare::{
    Amounts, Cases, Decision, Difference, Finding, Findings, Flags, Level, Options, Outcome, STEPS,
    SlipFactor, Verdict, compare, compare_watched,
};
use cailiang::law::{CircumstanceId, Fen, OffenceId, PartialDate, Subject};
use common::library;

/// 《安全生产法》第九十九条第三项，逾期未改正：单位 5 万元至 20 万元。
const OFFENCE: &str = "aqscf-99-1-3";

fn decision(case_no: &str, yuan: i64) -> Decision {
    Decision {
        case_no: case_no.to_owned(),
        decided_on: date("2025-03-01"),
        act_on: None,
        authority: "甲县应急管理局".to_owned(),
        region: Some("140101".to_owned()),
        domain: Some("hazchem".into()),
        basis: None,
        offence: Some(OffenceId::from(OFFENCE)),
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

fn date(text: &str) -> PartialDate {
    text.parse().expect("a date")
}

fn with(decision: Decision, circumstances: &[&str]) -> Decision {
    let circumstances = circumstances.iter().map(|c| CircumstanceId::from(*c));
    Decision {
        circumstances: circumstances.collect(),
        ..decision
    }
}

/// Two hundred ordinary decisions, 7 万元 to 9 万元.
fn ordinary() -> Vec<Decision> {
    let one = |i: i64| decision(&format!("常{i}"), 70_000 + i * 7919 % 41 * 500);
    (0..200).map(one).collect()
}

/// What is said of the last decision.
fn last(found: &Findings) -> Finding {
    let index = found.marks.len() - 1;
    found.explain(library(), index).expect("a finding")
}

/// The ordinary decisions and these after them; findings on these alone.
fn among_ordinary(more: Vec<Decision>) -> (Vec<Decision>, Findings) {
    let mut all = ordinary();
    all.extend(more);
    let found = compare(library(), all.iter().collect(), &Options::default());
    (all, found)
}

fn verdict_of(decision: Decision) -> (Verdict, String) {
    let (_, found) = among_ordinary(vec![decision]);
    let last = last(&found);
    (last.mark.verdict, last.reasons.join("；"))
}

#[test]
fn a_fine_outside_the_statute_is_named_with_range_and_article() {
    let below_with_ground = with(decision("x", 40_000), &["art32_voluntary_remedy"]);
    let cases = [
        (
            decision("x", 230_000),
            Verdict::BeyondStatute,
            "高于法定幅度上限20万元",
        ),
        (
            decision("x", 30_000),
            Verdict::BeyondStatute,
            "低于法定幅度下限5万元",
        ),
        (decision("x", 200_000), Verdict::UnlikePeers, "高于"),
        (decision("x", 80_000), Verdict::Consistent, "法定幅度之内"),
        (below_with_ground, Verdict::TooFewPeers, "先例太少"),
    ];
    for (decision, verdict, words) in cases {
        let fine = decision.fine;
        let (found, reasons) = verdict_of(decision);
        assert_eq!(found, verdict, "{fine:?}: {reasons}");
        assert!(reasons.contains(words), "{reasons}");
        if found == Verdict::BeyondStatute {
            assert!(reasons.contains(OFFENCE), "{reasons}");
        }
    }
}

#[test]
fn only_a_loaded_tier_makes_a_fine_beyond_the_benchmark() {
    let coal = |yuan| Decision {
        domain: Some("coal".into()),
        ..decision("x", yuan)
    };
    // 煤矿基准第191项第一阶次：10日以下，5万元至10万元。
    let (verdict, reasons) = verdict_of(coal(120_000));
    assert_eq!(verdict, Verdict::BeyondBenchmark, "{reasons}");
    for word in ["12万元", "5万元至10万元", "coal-2024", "191", "第一阶次"] {
        assert!(reasons.contains(word), "{reasons}");
    }
    assert_ne!(verdict_of(coal(90_000)).0, Verdict::BeyondBenchmark);
    assert_ne!(
        verdict_of(decision("x", 120_000)).0,
        Verdict::BeyondBenchmark
    );
    let vague = Decision {
        decided_on: date("2024"),
        ..coal(120_000)
    };
    assert_ne!(
        verdict_of(vague).0,
        Verdict::BeyondBenchmark,
        "not certain that it applied"
    );
}

#[test]
fn the_tier_a_decision_names_itself_counts_while_the_facts_leave_it_open() {
    let coal = |facts, yuan| Decision {
        domain: Some("coal".into()),
        tier: Some("第一阶次".to_owned()),
        facts,
        ..decision("x", yuan)
    };
    let (verdict, reasons) = verdict_of(coal([].into(), 120_000));
    assert_eq!(verdict, Verdict::BeyondBenchmark, "{reasons}");
    assert!(reasons.contains("决定自己记载的阶次"), "{reasons}");
    let heavier = [("days_overdue".into(), 15.into())].into();
    let (verdict, reasons) = verdict_of(coal(heavier, 120_000));
    assert_ne!(
        verdict,
        Verdict::BeyondBenchmark,
        "the facts select the second tier: {reasons}"
    );
}

#[test]
fn a_slip_goes_before_the_rule_it_seems_to_break() {
    let cases = [
        (800_000, SlipFactor::TimesTen, 80_000),
        (8_000, SlipFactor::Tenth, 80_000),
        (800_000_000, SlipFactor::TimesTenThousand, 80_000),
        (8, SlipFactor::TenThousandth, 80_000),
    ];
    for (yuan, by, corrected) in cases {
        let (_, found) = among_ordinary(vec![decision("x", yuan)]);
        let last = last(&found);
        assert_eq!(last.mark.verdict, Verdict::SuspectedEntryError, "{last:?}");
        let slip = last.slip.expect("a slip");
        assert_eq!((slip.by, slip.corrected), (by, Fen::yuan(corrected)));
        assert!(last.reasons[0].contains(&Fen::yuan(corrected).to_string()));
    }
    // 25 万元除以十是 2.5 万元，低于法定下限：不是笔误。
    assert_eq!(verdict_of(decision("x", 250_000)).0, Verdict::BeyondStatute);
}

#[test]
fn above_a_rule_that_gives_way_to_a_later_statute_nothing_is_certain() {
    // 《生产安全事故报告和调查处理条例》第三十七条：安全生产法第一百一十四条优先适用，幅度更高。
    let accident = |yuan| Decision {
        offence: Some("sgbgtl-37-1-1".into()),
        stage: Some("caused_accident".into()),
        facts: [].into(),
        ..decision("x", yuan)
    };
    let (verdict, reasons) = verdict_of(accident(300_000));
    assert_eq!(verdict, Verdict::TooFewPeers, "{reasons}");
    assert!(reasons.contains("第一百一十四条"), "{reasons}");
    assert_eq!(verdict_of(accident(90_000)).0, Verdict::BeyondStatute);
}

#[test]
fn a_register_too_small_to_calibrate_says_so() {
    let rows: Vec<Decision> = ordinary().into_iter().take(12).collect();
    let found = compare(library(), rows.iter().collect(), &Options::default());
    for finding in (0..rows.len()).filter_map(|i| found.explain(library(), i)) {
        assert_eq!(finding.mark.verdict, Verdict::TooFewPeers);
        assert!(
            finding.reasons[0].contains("只有12件，少于20件"),
            "{finding:?}"
        );
    }
}

#[test]
fn not_fining_is_judged_by_what_is_recorded() {
    let not_fined = |outcome| Decision {
        outcome: Some(outcome),
        fine: None,
        ..decision("x", 0)
    };
    let not_penalised = || not_fined(Outcome::NotPenalised);
    let cases = [
        (
            with(not_penalised(), &["art33_minor_corrected_no_harm"]),
            Verdict::Consistent,
        ),
        (not_penalised(), Verdict::Consistent),
        (
            with(not_penalised(), &["agg_emergency_period"]),
            Verdict::BeyondStatute,
        ),
        (
            with(decision("x", 80_000), &["art33_minor_corrected_no_harm"]),
            Verdict::BeyondStatute,
        ),
        (
            Decision {
                fine: None,
                ..decision("x", 0)
            },
            Verdict::TooFewPeers,
        ),
    ];
    for (decision, verdict) in cases {
        let (found, reasons) = verdict_of(decision);
        assert_eq!(found, verdict, "{reasons}");
    }
}

#[test]
fn those_not_fined_stay_in_the_count() {
    let spared = |i: usize| Decision {
        outcome: Some(Outcome::NotPenalised),
        fine: None,
        ..with(decision(&format!("免{i}"), 0), &["art33_no_fault"])
    };
    let mut more: Vec<Decision> = (0..4).map(spared).collect();
    more.push(decision("x", 200_000));
    let (_, found) = among_ordinary(more);
    let last = last(&found);
    assert_eq!((last.mark.peers, last.not_fined), (200, 4));
}

#[test]
fn merged_and_earlier_numbered_decisions_are_left_out_visibly_and_can_be_taken_in() {
    let marked = |merged, earlier_numbering| Decision {
        flags: Flags {
            merged,
            earlier_numbering,
            ..Flags::default()
        },
        ..decision("x", 900_001)
    };
    let outside = Decision {
        offence: None,
        ..decision("x", 1)
    };
    let (all, found) = among_ordinary(vec![marked(true, false), marked(false, true), outside]);
    let counts = found.exclusions;
    assert_eq!(
        (
            counts.merged,
            counts.earlier_numbering,
            counts.outside_library
        ),
        (1, 1, 1)
    );
    for finding in (200..all.len()).filter_map(|i| found.explain(library(), i)) {
        assert_eq!(finding.mark.verdict, Verdict::TooFewPeers);
        assert_eq!((finding.mark.p_value, finding.mark.peers), (None, 0));
    }
    let options = Options {
        include_merged: true,
        include_earlier_numbering: true,
        ..Options::default()
    };
    let found = compare(library(), all.iter().collect(), &options);
    assert_eq!(found.marks[200].verdict, Verdict::BeyondStatute);
    assert_eq!(found.exclusions.merged, 0);
}

#[test]
fn with_fewer_than_five_others_there_is_no_verdict_by_comparison() {
    let rare = |i: i64| Decision {
        offence: Some("aqscf-97-1-3".into()),
        stage: Some("first".into()),
        ..decision(&format!("少{i}"), 10_000 * (i + 1))
    };
    for (others, verdict) in [(4, Verdict::TooFewPeers), (5, Verdict::Consistent)] {
        let (_, found) = among_ordinary((0..=others).map(rare).collect());
        let first = found.explain(library(), 200).expect("a finding");
        assert_eq!(first.mark.verdict, verdict, "{first:?}");
        assert_eq!(first.mark.p_value.is_some(), others == 5);
    }
}

#[test]
fn a_finding_by_comparison_names_peers_that_exist_with_their_amounts() {
    let (all, found) = among_ordinary(vec![decision("x", 190_000)]);
    let last = last(&found);
    assert_eq!(last.mark.verdict, Verdict::UnlikePeers);
    assert_eq!(last.named.len(), 3);
    let text = last.reasons.join("；");
    for peer in last.named.iter().map(|i| &all[*i]) {
        let fine = peer.fine.expect("an amount").to_string();
        assert!(
            text.contains(&format!("{}（{fine}）", peer.case_no)),
            "{text}"
        );
    }
    let range = last.mark.expected.expect("an interval");
    assert!(Fen::yuan(65_000) < range.min() && range.max() < Fen::yuan(95_000));
}

#[test]
fn heavier_in_every_recorded_respect_and_fined_less_is_inverted() {
    let heavy = |yuan| with(decision("x", yuan), &["agg_emergency_period"]);
    let usual: Vec<Decision> = (0..20)
        .map(|i| Decision {
            case_no: format!("重{i}"),
            ..heavy(100_000 + i * 500)
        })
        .collect();
    let last = |yuan| {
        let mut more = usual.clone();
        more.push(heavy(yuan));
        let (all, found) = among_ordinary(more);
        (all, last(&found))
    };
    let (all, finding) = last(55_000);
    assert_eq!(finding.mark.verdict, Verdict::Inverted, "{finding:?}");
    assert!(
        finding.named.iter().all(|i| {
            all[*i].circumstances.is_empty() && all[*i].fine > Some(Fen::yuan(55_000))
        })
    );
    assert_ne!(last(104_000).1.mark.verdict, Verdict::Inverted);
}

#[test]
fn the_nearest_peers_come_first_and_say_what_differs() {
    let other_bureau = Decision {
        authority: "乙县应急管理局".to_owned(),
        ..decision("邻", 80_000)
    };
    let graver = Decision {
        facts: [("days_overdue".into(), 20.into())].into(),
        ..with(decision("重", 80_000), &["agg_emergency_period"])
    };
    let (_, found) = among_ordinary(vec![graver, other_bureau, decision("x", 80_000)]);
    let peers = found.peers(202, 202);
    assert_eq!(peers.len(), 202);
    assert!(peers[..200].iter().all(|p| p.differs.is_empty()));
    assert_eq!(peers[200].differs, [Difference::Authority]);
    assert_eq!(
        peers[201].differs,
        [
            Difference::OnlyPeer("agg_emergency_period".into()),
            Difference::Fact("days_overdue".into(), Some(5.into()), Some(20.into())),
        ]
    );
    assert!(peers[0].weight > peers[201].weight);
}

#[test]
fn the_case_at_hand_is_held_against_past_decisions() {
    let all = ordinary();
    let found = compare(library(), all.iter().collect(), &Options::default());
    let at_hand = |yuan| {
        let case = decision("", yuan);
        let likes = found.likes(library(), &case, 5);
        likes.expect("a comparable case")
    };
    let usual = at_hand(80_000);
    assert_eq!((usual.peers, usual.level), (200, Level::Tier));
    assert_eq!(usual.nearest.len(), 5);
    assert!(usual.p_value > Some(0.5));
    assert!(at_hand(200_000).p_value < Some(0.001));
    assert_eq!(at_hand(0).p_value, None);
    let range = usual.expected.expect("an interval");
    assert!(range.contains(Fen::yuan(80_000)) && !range.contains(Fen::yuan(120_000)));
    let unheard = Decision {
        offence: Some("aqscf-100-1-0".into()),
        ..decision("", 1)
    };
    let likes = found.likes(library(), &unheard, 5);
    assert_eq!(likes.map(|l| (l.peers, l.expected)), Some((0, None)));
}

#[test]
fn an_empty_register_has_no_findings() {
    let found = compare(library(), Cases::new(), &Options::default());
    assert!(found.marks.is_empty());
    let likes = found.likes(library(), &decision("", 80_000), 3);
    assert_eq!(likes.map(|l| (l.peers, l.nearest.len())), Some((0, 0)));
}

#[test]
fn a_comparison_that_is_watched_finds_the_same_and_is_given_up_at_any_step() {
    let (_, unwatched) = among_ordinary(vec![decision("x", 900_000)]);
    let all: Vec<Decision> = ordinary()
        .into_iter()
        .chain([decision("x", 900_000)])
        .collect();
    let watched = |until: u32| {
        let mut told = Vec::new();
        let found = compare_watched(
            library(),
            all.iter().collect(),
            &Options::default(),
            &mut |n| {
                told.push(n);
                n < until
            },
        );
        (found, told)
    };
    let (found, told) = watched(STEPS);
    let found = found.expect("nobody gave up");
    assert_eq!(found.marks, unwatched.marks);
    // The last step is not told: then it is done.
    assert_eq!(told, (1..STEPS).collect::<Vec<_>>());
    for until in 1..STEPS {
        let (found, told) = watched(until);
        assert!(found.is_none());
        assert_eq!(told, (1..=until).collect::<Vec<_>>());
    }
}
