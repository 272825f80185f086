//! Past fines by what they are measured by: illegal gain, goods, income, the grade of an accident; and slips of unit.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::compare::{
    Amounts, Apart, Decision, Finding, Findings, Flags, Options, Outcome, SlipFactor, Standing,
    Verdict, compare,
};
use cailiang::law::fine::{Quantity, QuantityTest};
use cailiang::law::offence::PenaltyRow;
use cailiang::law::{Fen, FineBasis, Offence, OffenceId, Subject};
use common::library;

fn decision(case_no: &str, offence: &str, stage: &str, yuan: i64) -> Decision {
    Decision {
        case_no: case_no.to_owned(),
        decided_on: "2025-03-01".parse().unwrap(),
        act_on: None,
        authority: "甲县应急管理局".to_owned(),
        region: None,
        domain: None,
        basis: None,
        offence: Some(OffenceId::from(offence)),
        subject: Subject::Unit,
        stage: Some(stage.into()),
        party_name: None,
        facts: [].into(),
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

fn compared(decisions: &[Decision]) -> Findings {
    compare(library(), decisions.iter().collect(), &Options::default())
}

fn last(found: &Findings) -> Finding {
    found.explain(library(), found.cases().len() - 1).unwrap()
}

fn about(offence: &Offence, row: &PenaltyRow, yuan: i64) -> Decision {
    Decision {
        subject: row.subject,
        ..decision("x", offence.id.as_str(), row.stage.as_str(), yuan)
    }
}

/// Rows whose fine looks at the gain, the goods or the income, of offences that give way to no other
/// that governs the fine.
fn measured() -> Vec<(&'static Offence, &'static PenaltyRow)> {
    let gives_way = |offence: &Offence| {
        let mut precedences = library().parts().relations.precedences.iter();
        precedences.any(|p| p.lower == offence.id)
    };
    let each = library().offences().iter().filter(|o| !gives_way(o));
    let rows = each.flat_map(|o| o.rows.iter().map(move |row| (o, row)));
    let looks = |(_, row): &(&Offence, &PenaltyRow)| {
        row.fine.as_ref().is_some_and(|fine| {
            fine.when.is_some()
                || matches!(
                    fine.basis,
                    FineBasis::PercentOfAnnualIncome { .. }
                        | FineBasis::MultipleOfIllegalGain { .. }
                        | FineBasis::MultipleOfGoodsValue { .. }
                )
        })
    };
    rows.filter(looks).collect()
}

#[test]
fn nothing_is_unlawful_while_what_it_is_measured_by_is_not_known() {
    let all = measured();
    assert!(all.len() > 50, "{}", all.len());
    for (offence, row) in all {
        // A round sum of no power of ten, so that no slip of unit explains it.
        let found = compared(&[about(offence, row, 77_777_777)]);
        let finding = last(&found);
        assert_eq!(finding.mark.verdict, Verdict::TooFewPeers, "{finding:?}");
        assert_eq!(finding.mark.expected, None, "{finding:?}");
    }
}

#[test]
fn what_a_fine_is_measured_by_gives_its_range_where_it_is_known() {
    for (offence, row) in measured() {
        let fine = row.fine.as_ref().unwrap();
        let gain = match fine.when {
            None => Fen::yuan(200_000),
            Some(when) => match when.test {
                QuantityTest::None => Fen::ZERO,
                QuantityTest::Some => Fen::yuan(9_000),
                QuantityTest::Below(limit) => Fen(limit.0 - 1),
                QuantityTest::AtLeast(limit) => limit,
            },
        };
        let goods = fine
            .when
            .is_some_and(|w| w.quantity == Quantity::GoodsValue);
        let amounts = Amounts {
            illegal_gain: Some(if goods { Fen::ZERO } else { gain }),
            goods_value: Some(gain),
            annual_income: Some(Fen::yuan(123_456)),
        };
        let range = fine.range(&amounts.inputs()).unwrap();
        let of = |yuan| Decision {
            amounts,
            ..about(offence, row, yuan)
        };
        let standing = Standing::of(library(), &of(1), &offence.id);
        let hull = standing.lawful.statutory.unwrap();
        assert!(
            hull.min() <= range.min() && range.max() <= hull.max(),
            "{}: {range:?} {hull:?}",
            offence.id
        );
        assert!(!standing.lawful.open, "{}", offence.id);
        let above = last(&compared(&[of(hull.max().0 / 100 + 1_001)]));
        if standing.superseded_by.is_none() {
            assert_eq!(above.mark.verdict, Verdict::BeyondStatute, "{above:?}");
        }
        assert_eq!(above.mark.lawful, Some(hull));
    }
}

/// 《安全生产法》第九十六条：上一年年收入百分之二十至百分之五十。
fn manager(n: i64, income: Option<i64>, yuan: i64) -> Decision {
    Decision {
        subject: Subject::ResponsiblePerson,
        amounts: Amounts {
            annual_income: income.map(Fen::yuan),
            ..Amounts::default()
        },
        ..decision(&n.to_string(), "aqscf-96-1-0", "caused_accident", yuan)
    }
}

#[test]
fn shares_of_income_are_compared_as_shares_and_never_in_yuan() {
    let mut all: Vec<Decision> = (0..60)
        .map(|n| {
            let income = 60_000 + n * 2_000;
            manager(n, Some(income), income * (28 + n % 5) / 100)
        })
        .collect();
    // Ten times as rich, the same share.
    all.push(manager(60, Some(1_500_000), 450_000));
    let rich = last(&compared(&all));
    assert_eq!(
        (rich.mark.verdict, rich.mark.peers),
        (Verdict::Consistent, 60)
    );
    // The amount of many others, at the upper end of the share.
    all.push(manager(61, Some(60_000), 30_000));
    let steep = last(&compared(&all));
    assert_eq!(steep.mark.verdict, Verdict::UnlikePeers, "{steep:?}");
    all.push(manager(62, None, 450_000));
    let found = compared(&all);
    let unknown = last(&found);
    assert_eq!(
        (
            unknown.mark.verdict,
            unknown.mark.peers,
            unknown.mark.p_value
        ),
        (Verdict::TooFewPeers, 0, None)
    );
    assert!(unknown.reasons[0].contains("年收入未记载"), "{unknown:?}");
    assert!(found.peers(62, 10).is_empty());
    assert!(found.peers(3, 100).iter().all(|peer| peer.index != 62));
}

#[test]
fn an_amount_beyond_the_known_alternative_is_a_question() {
    // 《安全生产法》第一百零三条第一款：违法所得十万元以上的，二倍至五倍。
    let mut all: Vec<Decision> = (0..40)
        .map(|n| {
            decision(
                &n.to_string(),
                "aqscf-103-1-0",
                "first",
                120_000 + n % 7 * 5_000,
            )
        })
        .collect();
    all.push(decision("x", "aqscf-103-1-0", "first", 1_300_000));
    let open = last(&compared(&all));
    assert_eq!(open.mark.verdict, Verdict::TooFewPeers, "{open:?}");
    assert!(open.reasons[0].contains("违法所得"), "{open:?}");
    let gain = |yuan| Amounts {
        illegal_gain: Some(Fen::yuan(yuan)),
        ..Amounts::default()
    };
    let with = |amounts| {
        let mut all = all.clone();
        all.last_mut().unwrap().amounts = amounts;
        last(&compared(&all)).mark.verdict
    };
    assert_eq!(with(gain(0)), Verdict::SuspectedEntryError);
    assert_ne!(with(gain(300_000)), Verdict::BeyondStatute);
    assert_eq!(with(gain(200_000)), Verdict::BeyondStatute);
    // No measure explains ten thousand times too much.
    all.last_mut().unwrap().fine = Some(Fen::yuan(1_300_000_000));
    let slip = last(&compared(&all)).slip.unwrap();
    assert_eq!(
        (slip.corrected, slip.by),
        (Fen::yuan(130_000), SlipFactor::TimesTenThousand)
    );
}

#[test]
fn accidents_of_different_grades_are_not_mixed() {
    let accident = |n: i64, offence: &str, deaths: Option<i64>, yuan| Decision {
        facts: deaths
            .map(|d| ("deaths".into(), d.into()))
            .into_iter()
            .collect(),
        ..decision(&n.to_string(), offence, "caused_accident", yuan)
    };
    let mut all: Vec<Decision> = (0..30)
        .map(|n| accident(n, "aqscf-114-1-0", Some(1), 520_000 + n % 5 * 20_000))
        .collect();
    all.extend((30..40).map(|n| accident(n, "aqscf-114-1-1", None, 540_000 + n % 5 * 20_000)));
    all.extend((40..52).map(|n| accident(n, "aqscf-114-1-0", Some(4), 1_100_000 + n * 1_000)));
    all.push(accident(52, "aqscf-114-1-0", None, 1_300_000));
    let found = compared(&all);
    for (index, peers) in [(0, 29), (35, 9), (45, 11), (52, 0)] {
        let finding = found.explain(library(), index).unwrap();
        assert_eq!(finding.mark.peers, peers, "{finding:?}");
        assert!(!finding.mark.verdict.is_finding(), "{finding:?}");
    }
    let unknown = last(&found);
    assert_eq!(unknown.mark.verdict, Verdict::TooFewPeers);
    assert!(unknown.reasons[0].contains("事故等级"), "{unknown:?}");
    // Injuries and loss are not recorded: the grade may be a graver one.
    all[0].fine = Some(Fen::yuan(1_500_001));
    let graver = compared(&all).explain(library(), 0).unwrap();
    assert_eq!(graver.mark.verdict, Verdict::TooFewPeers, "{graver:?}");
    let none = |id: &str| (id.into(), 0.into());
    all[0]
        .facts
        .extend([none("serious_injuries"), none("loss_wan")]);
    let certain = compared(&all).explain(library(), 0).unwrap();
    assert_eq!(certain.mark.verdict, Verdict::BeyondStatute, "{certain:?}");
}

#[test]
fn every_clause_that_goes_by_grades_leaves_out_what_has_none() {
    for clause in [
        "aqscf-95-1-0",
        "aqscf-114-1-0",
        "mkaqsctl-68-2-0",
        "sgbgtl-37-1-0",
        "sgbgtl-38-1-0",
    ] {
        let named = library().named(clause);
        let graded = named
            .iter()
            .any(|o| o.rows.iter().any(|r| r.accident_grade.is_some()));
        assert!(graded, "{clause}");
        let own = Decision {
            subject: named[0].rows[0].subject,
            ..decision("x", clause, "caused_accident", 1_000_000)
        };
        let standing = Standing::of(library(), &own, &clause.into());
        assert_eq!(standing.apart, Some(Apart::Grade), "{clause}");
        for (deaths, item) in [(1, 1), (3, 2), (10, 3), (30, 4)] {
            let own = Decision {
                facts: [("deaths".into(), deaths.into())].into(),
                ..own.clone()
            };
            let of_grade = Standing::of(library(), &own, &clause.into());
            let id = OffenceId::from(format!("{}{item}", clause.trim_end_matches('0')).as_str());
            let of_item = Standing::of(library(), &own, &id);
            assert_eq!(of_grade.lawful, of_item.lawful, "{clause} {deaths}");
            assert_eq!(of_grade.graver_possible, item < 4);
        }
    }
}

/// 《安全生产法》第九十七条第三项：十万元以下，没有下限。
const BELOW: &str = "aqscf-97-1-3";

#[test]
fn yuan_for_ten_thousand_yuan_is_found_below_an_upper_bound() {
    for size in [6, 30] {
        let mut all: Vec<Decision> = (0..size)
            .map(|n| decision(&n.to_string(), BELOW, "first", 20_000 + n % 4 * 10_000))
            .collect();
        all.push(decision("x", BELOW, "first", 5));
        let finding = last(&compared(&all));
        assert_eq!(
            finding.mark.verdict,
            Verdict::SuspectedEntryError,
            "{finding:?}"
        );
        let slip = finding.slip.unwrap();
        assert_eq!(
            (slip.corrected, slip.by, slip.lawful),
            (Fen::yuan(50_000), SlipFactor::TenThousandth, true)
        );
        // 500 元 could be no more than 5,000,000 元.
        all.last_mut().unwrap().fine = Some(Fen::yuan(500));
        let small = last(&compared(&all));
        assert_ne!(small.slip.map(|s| s.by), Some(SlipFactor::TenThousandth));
    }
    // Outside the law, but a correction that is like nobody's fine explains nothing.
    let mut all: Vec<Decision> = (0..8)
        .map(|n| decision(&n.to_string(), BELOW, "first", 20_000))
        .collect();
    all.push(decision("x", BELOW, "first", 900_000));
    assert_eq!(last(&compared(&all)).mark.verdict, Verdict::BeyondStatute);
    let alone = last(&compared(&[decision("x", BELOW, "first", 600_000_000)]));
    assert_eq!(alone.slip.map(|s| s.corrected), Some(Fen::yuan(60_000)));
    // Nobody to tell what was meant.
    let alone = last(&compared(&[decision("x", BELOW, "first", 5)]));
    assert_eq!(alone.mark.verdict, Verdict::TooFewPeers);
}

#[test]
fn a_sum_over_several_provisions_is_no_slip() {
    let mut all: Vec<Decision> = (0..40)
        .map(|n| decision(&n.to_string(), BELOW, "first", 20_000 + n % 4 * 10_000))
        .collect();
    let merged = Flags {
        merged: true,
        ..Flags::default()
    };
    all.push(Decision {
        flags: merged,
        ..decision("x", BELOW, "first", 200_000)
    });
    let left_out = last(&compared(&all));
    assert_eq!(left_out.mark.verdict, Verdict::TooFewPeers);
    assert!(left_out.reasons[0].contains("疑为合并"), "{left_out:?}");
    let options = Options {
        include_merged: true,
        ..Options::default()
    };
    let taken_in = last(&compare(library(), all.iter().collect(), &options));
    assert_eq!(taken_in.slip, None);
    assert!(taken_in.reasons.iter().any(|r| r.contains("疑为合并")));
}

#[test]
fn old_numbers_are_a_fault_only_where_they_had_been_replaced() {
    let cited = |decided: &str, act: Option<&str>| {
        let own = Decision {
            decided_on: decided.parse().unwrap(),
            act_on: act.map(|day| day.parse().unwrap()),
            flags: Flags {
                earlier_numbering: true,
                ..Flags::default()
            },
            ..decision("x", BELOW, "first", 10_000)
        };
        last(&compared(&[own])).reasons.concat()
    };
    let says = |text: &str, word| text.contains(word);
    assert!(!says(&cited("2020-05-01", None), "适用依据"));
    assert!(!says(&cited("2022-05-01", Some("2021-03-01")), "适用依据"));
    assert!(says(
        &cited("2022-05-01", Some("2022-03-01")),
        "适用依据错误"
    ));
    assert!(says(&cited("2022-05-01", None), "适用依据待查"));
}
