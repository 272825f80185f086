//! What keeps a verdict back: over every offence, nothing is certified or condemned on what was not established.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use cailiang::assess::{Assessment, Case, Doubt, Proposed, Rule, Verdict, assess};
use cailiang::law::{Fen, Inputs, Instrument, Offence, PartialDate, Subject};

fn propose(offence: &Offence, fine: Fen, change: impl FnOnce(&mut Case)) -> Assessment {
    let subject = offence.rows.first().map_or(Subject::Unit, |r| r.subject);
    let mut case = Case {
        offence: Some(offence.id.clone()),
        subjects: vec![subject],
        proposed: vec![Proposed {
            subject,
            fine,
            before_defence: None,
        }],
        ..Case::default()
    };
    change(&mut case);
    assess(common::library(), &case).unwrap()
}

fn instrument(offence: &Offence) -> &'static Instrument {
    common::library()
        .instrument(offence.instrument.as_str())
        .unwrap()
}

fn day(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[test]
fn law_repealed_before_the_act_certifies_nothing_even_without_a_day_of_decision() {
    let mut seen = 0;
    for offence in common::library().offences() {
        let Some(repealed) = instrument(offence).repealed else {
            continue;
        };
        let after = Some(day(&repealed.latest().to_string()));
        let answer = propose(offence, Fen::yuan(10_000), |case| case.act_on = after);
        assert_eq!(answer.verdict, Verdict::CannotCheck, "{}", offence.id);
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_year_within_which_the_law_came_into_force_is_no_day_of_the_act() {
    let mut seen = 0;
    for offence in common::library().offences() {
        let from = instrument(offence).in_force;
        let (first, last) = (from.earliest(), from.latest());
        let year = first.format("%Y").to_string();
        if first != last || first.format("%m-%d").to_string() == "01-01" {
            continue;
        }
        let decided = last + chrono::Days::new(500);
        let answer = propose(offence, Fen::yuan(10_000), |case| {
            case.act_on = Some(day(&year));
            case.decided_on = Some(day(&decided.to_string()));
        });
        assert_ne!(answer.verdict, Verdict::Within, "{}", offence.id);
        seen += 1;
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn an_amount_of_one_stage_is_no_amount_of_an_unknown_stage() {
    let mut seen = 0;
    for offence in common::library().offences() {
        let Some(subject) = offence.rows.first().map(|r| r.subject) else {
            continue;
        };
        let of_subject = offence.all_rows().filter(|r| r.subject == subject);
        let ranges: Vec<_> = of_subject
            .filter_map(|r| r.fine.as_ref()?.range(&Inputs::default()).ok())
            .collect();
        let least = ranges.iter().map(|r| r.max()).min();
        let most = ranges.iter().map(|r| r.max()).max();
        let (Some(least), Some(most)) = (least, most) else {
            continue;
        };
        if least == most {
            continue;
        }
        let answer = propose(offence, most, |_| {});
        // Where it gives way, the figures are those of another provision.
        if !answer.passed_over.is_empty() {
            continue;
        }
        assert_ne!(answer.verdict, Verdict::Within, "{}", offence.id);
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_was_not_checked_stands_beside_the_verdict() {
    for offence in common::library().offences() {
        let answer = propose(offence, Fen::yuan(10_000), |_| {});
        assert!(
            answer.verdict != Verdict::Within
                || [Rule::InTime, Rule::Limitation, Rule::Tier]
                    .iter()
                    .all(|rule| answer.unchecked.contains(rule)),
            "{}",
            offence.id
        );
    }
}

#[test]
fn contradictory_facts_neither_clear_nor_condemn() {
    let mut seen = 0;
    for offence in common::library().offences() {
        if !offence.rows.iter().any(|r| r.stage.as_str() == "overdue") {
            continue;
        }
        for fine in [1_000, 100_000, 10_000_000].map(Fen::yuan) {
            let answer = propose(offence, fine, |case| {
                case.stage = Some("overdue".into());
                case.circumstances
                    .insert("art33_first_minor_corrected".into());
            });
            assert!(answer.doubts.contains(&Doubt::Contradiction));
            assert_eq!(answer.verdict, Verdict::CannotCheck, "{}", offence.id);
        }
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn without_a_domain_no_tier_condemns() {
    let case = |domain: Option<&str>| {
        let offence = common::library().offence("aqscf-99-1-3").unwrap();
        propose(offence, Fen::yuan(120_000), |case| {
            case.domain = domain.map(Into::into);
            case.stage = Some("overdue".into());
            case.facts = [
                ("days_overdue".into(), 7.into()),
                ("behaviour".into(), "逾期仍未经常性维护保养".into()),
            ]
            .into();
        })
    };
    assert_eq!(case(Some("coal")).verdict, Verdict::Outside);
    let open = case(None);
    assert_eq!(open.verdict, Verdict::CannotCheck);
    assert!(open.doubts.contains(&Doubt::DomainOpen));
}
