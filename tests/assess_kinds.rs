//! Each kind of fault at the edges of the law, over all rows of its kind.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::assess::{
    Assessment, Case, Doubt, GateState, Nearest, Proposed, Severity, Verdict, assess,
};
use cailiang::law::organ::Standing;
use cailiang::law::{Fen, FineBasis, Inputs, KindClass, Offence, PenaltyRow, StageId, Subject};

fn case(offence: &Offence, stage: &StageId, subject: Subject) -> Case {
    Case {
        offence: Some(offence.id.clone()),
        stage: Some(stage.clone()),
        subjects: vec![subject],
        ..Case::default()
    }
}

fn propose(mut case: Case, fine: Fen) -> Assessment {
    let subject = case.subjects[0];
    case.proposed = vec![Proposed {
        subject,
        fine,
        before_defence: None,
    }];
    assess(common::library(), &case).expect("the offence is in the library")
}

fn has(answer: &Assessment, code: &str) -> bool {
    answer.findings.iter().any(|f| f.code == code)
}

/// Offences whose text refers to another for its consequence.
fn referring() -> Vec<(&'static Offence, &'static PenaltyRow)> {
    let all = common::library().offences().iter();
    let rows = all.flat_map(|o| o.rows.iter().map(move |r| (o, r)));
    rows.filter(|(_, r)| r.refers_to.is_some() && r.fine.is_none())
        .collect()
}

#[test]
fn a_referring_article_has_the_consequence_of_its_target_or_nothing_is_certified() {
    let library = common::library();
    let (mut taken, mut unloaded) = (0, 0);
    for (offence, row) in referring() {
        let referrals = library.referrals_of(offence);
        let targets: Vec<_> = referrals.iter().flat_map(|r| &r.targets).collect();
        let loaded = !offence.taken.is_empty();
        assert!(
            targets.is_empty() || loaded,
            "{}: targets without rows",
            offence.id
        );
        for fine in [1, 1_000_000, 10_000_000, 10_000_000_000].map(Fen) {
            let answer = propose(case(offence, &row.stage, row.subject), fine);
            let id = &offence.id;
            if loaded {
                assert!(
                    !answer.referrals.is_empty(),
                    "{id}: the reference is not shown"
                );
            } else if row.penalties.is_empty() {
                // Not loaded: neither unlawful nor in range.
                assert!(!has(&answer, "no_fine_for_subject"), "{id}");
                assert!(!has(&answer, "above_statute"), "{id}");
                assert_eq!(answer.verdict, Verdict::CannotCheck, "{id}");
                assert_ne!(answer.nearest, Nearest::Fits, "{id}");
                let told = |d: &Doubt| d.id() == "referred_not_loaded" || d.is_about_law();
                assert!(answer.doubts.iter().any(told), "{id}");
            }
        }
        if loaded {
            taken += 1;
        } else {
            unloaded += 1;
        }
    }
    println!("{taken} rows with the consequence of their target, {unloaded} not loaded");
    assert!(taken > 25 && unloaded > 20, "{taken} {unloaded}");
}

#[test]
fn a_fine_taken_from_a_target_is_the_target_s_own() {
    let library = common::library();
    let mut compared = 0;
    for offence in library.offences() {
        for row in offence.taken.iter().filter(|r| r.fine.is_some()) {
            let origin = row
                .origin
                .as_ref()
                .expect("taken rows say where they stand");
            let there = library
                .offence(origin.offence.as_str())
                .expect("the target is loaded");
            let same = there.all_rows().any(|own| {
                own.number == row.number && own.fine == row.fine && own.subject == row.subject
            });
            assert!(
                same,
                "{}: row {} of {}",
                offence.id, row.number, origin.offence
            );
            compared += 1;
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn an_amount_that_depends_on_something_unknown_is_neither_in_range_nor_above_it() {
    let mut walked = 0;
    for offence in common::library().offences() {
        for row in &offence.rows {
            let Some(fine) = &row.fine else { continue };
            let needs = fine.range(&Inputs::default()).is_err();
            if !needs && fine.when.is_none() {
                continue;
            }
            walked += 1;
            let span = fine.span(&Inputs::default());
            for amount in [100, 1_000_000, 50_000_000, 1_000_000_000_000].map(Fen) {
                let answer = propose(case(offence, &row.stage, row.subject), amount);
                let id = format!("{} {} {amount}", offence.id, row.stage);
                // What one alternative may come to is not above the statute.
                if !span.is_exceeded_by(amount) && needs {
                    assert!(!has(&answer, "above_statute"), "{id}");
                    assert!(!has(&answer, "no_fine_for_subject"), "{id}");
                }
                let open = answer.fines.iter().any(|f| f.statutory.is_err());
                if open {
                    assert_ne!(answer.verdict, Verdict::Within, "{id}");
                    assert_ne!(answer.nearest, Nearest::Fits, "{id}");
                }
            }
        }
    }
    assert!(walked >= 88, "{walked}");
}

#[test]
fn what_a_span_leaves_out_no_value_of_the_unknown_reaches() {
    // Every row with gain, goods or income, against amounts for many values of the unknown.
    let values: Vec<i64> = (0..60)
        .map(|n| 3_i64.pow(n % 20) * (i64::from(n) + 1))
        .collect();
    for offence in common::library().offences() {
        for row in &offence.rows {
            let Some(fine) = &row.fine else { continue };
            let span = fine.span(&Inputs::default());
            for value in &values {
                let inputs = Inputs {
                    illegal_gain: Some(Fen(*value)),
                    goods_value: Some(Fen(*value)),
                    annual_income: Some(Fen(*value)),
                    base_fine: Some(Fen(*value)),
                    days: Some(3),
                };
                if fine.when.is_some_and(|w| w.holds(&inputs) == Some(false)) {
                    continue;
                }
                let range = fine.range(&inputs).expect("everything is known");
                let id = format!("{} {:?} {value}", offence.id, fine);
                assert!(range.min() >= span.min, "{id}: below {span:?}");
                assert!(!span.is_exceeded_by(range.max()), "{id}: above {span:?}");
            }
        }
    }
}

#[test]
fn a_graver_stage_keeps_the_fine_on_top_of_which_it_comes() {
    let mut stages = 0;
    for offence in common::library().offences() {
        let graver: Vec<&PenaltyRow> = offence
            .rows
            .iter()
            .filter(|r| r.stage.as_str().ends_with("serious"))
            .collect();
        let Some(first) = graver.first() else {
            continue;
        };
        stages += 1;
        let stage = &first.stage;
        let bases: Vec<&StageId> = graver.iter().flat_map(|r| &r.adds_to).collect();
        for base in bases {
            for row in offence
                .rows
                .iter()
                .filter(|r| r.stage == *base && r.fine.is_some())
            {
                let answer = assess(common::library(), &case(offence, stage, row.subject)).unwrap();
                assert!(
                    !answer.fines.is_empty(),
                    "{} {stage}: {:?}",
                    offence.id,
                    row.subject
                );
            }
            // 并处 keeps what stands before it.
            for row in offence.rows.iter().filter(|r| r.stage == *base) {
                let answer = assess(common::library(), &case(offence, stage, row.subject)).unwrap();
                for kind in &row.penalties {
                    let class = common::library().kind_class(kind);
                    if matches!(class, KindClass::Fine | KindClass::Order | KindClass::Bar) {
                        continue;
                    }
                    let kept = answer.other_penalties.iter().any(|o| o.name == *kind);
                    assert!(kept, "{} {stage}: {kind} lost", offence.id);
                }
            }
        }
    }
    println!("{stages} offences with a graver stage");
    assert!(stages >= 78, "{stages}");
}

#[test]
fn every_gate_opens_at_its_threshold_to_the_fen() {
    let library = common::library();
    let gates = &library.parts().gates;
    let region = |level: Option<&str>| match level {
        Some("province") => "140000",
        Some("city") => "141100",
        _ => "141121",
    };
    let mut checked = 0;
    for gate in gates.iter().filter(|g| g.until.is_none()) {
        for subject in [Subject::Unit, Subject::Individual] {
            let Some(yuan) = cailiang::assess::gates::threshold(gate, subject) else {
                continue;
            };
            let threshold = Fen::yuan(yuan);
            for (fine, gain, opens) in [
                (Fen(threshold.0 - 1), Fen::ZERO, false),
                (threshold, Fen::ZERO, true),
                (Fen(threshold.0 + 1), Fen::ZERO, true),
                (Fen(100), Fen(threshold.0 - 1), false),
                (Fen(100), threshold, gate.confiscation),
                (Fen(100), Fen(threshold.0 + 1), gate.confiscation),
            ] {
                // An offence with nothing but a fine, and one with confiscation beside it.
                let offence = match (subject, gain > Fen::ZERO) {
                    (Subject::Unit, false) => "aqscf-109-1-0",
                    (Subject::Unit, true) => "aqscxkztl-19-1-0",
                    (_, false) => "aqscf-94-1-0",
                    (_, true) => continue,
                };
                let who = if subject == Subject::Unit {
                    subject
                } else {
                    Subject::ResponsiblePerson
                };
                let asked = Case {
                    offence: Some(offence.into()),
                    stage: Some("first".into()),
                    subjects: vec![who],
                    decided_on: Some("2026-08-20".parse().unwrap()),
                    jurisdiction: Some(region(gate.level.as_deref()).into()),
                    inputs: Inputs {
                        illegal_gain: Some(gain),
                        ..Inputs::default()
                    },
                    proposed: vec![Proposed {
                        subject: who,
                        fine,
                        before_defence: None,
                    }],
                    ..Case::default()
                };
                let answer = assess(library, &asked).unwrap();
                let found = answer.gates.iter().find(|g| g.id == gate.id);
                let required = found.is_some_and(|g| g.state == GateState::Required);
                assert_eq!(required, opens, "{} {fine} {gain}: {found:?}", gate.id);
                checked += 1;
            }
        }
    }
    assert!(checked >= 24, "{checked}");
}

#[test]
fn goods_and_the_other_violations_of_the_case_open_gates_too() {
    let library = common::library();
    let limit = Fen::yuan(100_000);
    for (value, elsewhere, opens) in [
        (Fen(limit.0 - 1), Fen::ZERO, false),
        (limit, Fen::ZERO, true),
        (Fen(limit.0 - 1), Fen(1), true),
    ] {
        let asked = Case {
            offence: Some("wxhxpaqf-98-1-0".into()),
            stage: Some("first".into()),
            subjects: vec![Subject::Unit],
            decided_on: Some("2026-08-20".parse().unwrap()),
            jurisdiction: Some("141121".into()),
            circumstances: [("art32_voluntary_remedy").into()].into(),
            inputs: Inputs {
                goods_value: Some(value),
                illegal_gain: Some(Fen::ZERO),
                ..Inputs::default()
            },
            proposed: vec![Proposed {
                subject: Subject::Unit,
                fine: Fen::yuan(100),
                before_defence: None,
            }],
            other_violations: vec![cailiang::assess::Elsewhere {
                subject: Subject::Unit,
                fine: Fen::ZERO,
                illegal_gain: Fen::ZERO,
                goods_value: elsewhere,
            }],
            ..Case::default()
        };
        let answer = assess(library, &asked).unwrap();
        let filing = answer
            .gates
            .iter()
            .find(|g| g.id == "filing_county")
            .unwrap();
        // Suspension in the same row opens it in any case where the text has it.
        let by_amount = filing.why.contains("没收");
        assert_eq!(
            by_amount || filing.state == GateState::Required && opens,
            opens,
            "{filing:?}"
        );
    }
}

#[test]
fn a_fine_that_another_organ_imposes_is_never_certified() {
    let library = common::library();
    let (mut other, mut own) = (0, 0);
    for offence in library.offences() {
        for row in offence.rows.iter().filter(|r| r.fine.is_some()) {
            let Some(FineBasis::Fixed { range, .. }) = row.fine.as_ref().map(|f| &f.basis) else {
                continue;
            };
            let authority = library.authority_of(offence, row, "罚款");
            let standing = authority.and_then(|a| library.standing_of(a));
            let answer = propose(case(offence, &row.stage, row.subject), range.max());
            let id = format!("{} {}", offence.id, row.stage);
            if !answer.passed_over.is_empty() {
                continue;
            }
            if standing == Some(Standing::Other) {
                other += 1;
                assert!(has(&answer, "other_authority"), "{id} {authority:?}");
                assert_ne!(answer.verdict, Verdict::Within, "{id}");
            } else if standing == Some(Standing::Own) {
                own += 1;
                assert!(!has(&answer, "other_authority"), "{id} {authority:?}");
            }
        }
    }
    println!("{other} rows of other organs, {own} of the bureau");
    assert!(other > 80 && own > 400);
}

#[test]
fn every_kind_and_every_authority_of_the_data_is_known() {
    let library = common::library();
    let known = |kind: &str| library.parts().kinds.iter().any(|k| k.name == kind);
    for offence in library.offences() {
        for row in &offence.rows {
            for kind in &row.penalties {
                assert!(known(kind), "{}: kind {kind}", offence.id);
                let authority = library.authority_of(offence, row, kind);
                if let Some(authority) = authority {
                    let standing = library.standing_of(authority);
                    assert!(standing.is_some(), "{}: authority {authority}", offence.id);
                }
            }
            for kind in row.alternatives.iter().flatten() {
                let bare = kind.trim_end_matches("(直至)").trim_end_matches("直至");
                assert!(known(bare), "{}: alternative {kind}", offence.id);
                assert!(
                    row.penalties.iter().any(|k| k == bare),
                    "{}: {kind}",
                    offence.id
                );
            }
        }
    }
}

#[test]
fn a_citation_names_a_paragraph_only_where_the_article_has_several() {
    let library = common::library();
    let mut counted = 0;
    for offence in library.offences() {
        let paragraphs = library
            .parts()
            .paragraphs
            .iter()
            .filter(|p| p.instrument == offence.instrument)
            .find_map(|p| p.of(offence.place.article));
        let cite = library.citation_of(offence);
        assert!(cite.starts_with('《'), "{cite}");
        match paragraphs {
            Some(1) => assert!(!cite.contains('款'), "{cite}"),
            Some(_) => assert_eq!(cite.contains('款'), offence.place.paragraph > 0, "{cite}"),
            None => continue,
        }
        counted += 1;
    }
    println!(
        "{counted} of {} citations counted",
        library.offences().len()
    );
    assert!(counted > 550);
}

#[test]
fn where_the_law_of_the_act_is_not_loaded_nothing_is_certified() {
    let library = common::library();
    let mut walked = 0;
    for offence in library.offences() {
        let Some(instrument) = library.instrument(offence.instrument.as_str()) else {
            continue;
        };
        let Some(before) = instrument.in_force.earliest().pred_opt() else {
            continue;
        };
        for row in &offence.rows {
            let asked = Case {
                act_on: Some(cailiang::law::PartialDate::day(before)),
                discovered_on: Some(cailiang::law::PartialDate::day(before)),
                decided_on: Some(instrument.in_force),
                ..case(offence, &row.stage, row.subject)
            };
            for fine in [100, 3_000_000, 30_000_000].map(Fen) {
                let answer = propose(asked.clone(), fine);
                let about_law = answer.doubts.iter().any(Doubt::is_about_law);
                if about_law {
                    walked += 1;
                    assert_eq!(answer.verdict, Verdict::CannotCheck, "{}", offence.id);
                    assert_eq!(answer.nearest, Nearest::CannotTell, "{}", offence.id);
                    assert!(
                        answer.fines.iter().all(|f| f.suggested.is_none()),
                        "{}",
                        offence.id
                    );
                    assert!(!has(&answer, "above_statute"), "{}", offence.id);
                    let text = cailiang::report::assessment_text::to_text(library, &answer);
                    assert!(!text.contains("在幅度内，"), "{text}");
                    assert!(!text.contains("未发现"), "{text}");
                } else {
                    // Another text governs, and it is loaded.
                    assert_ne!(
                        answer.applicable.chosen_by,
                        cailiang::assess::ChosenBy::Only
                    );
                }
            }
        }
    }
    assert!(walked > 1_000, "{walked}");
}

#[test]
fn deaths_injuries_and_loss_choose_the_item_of_every_article_that_goes_by_grade() {
    let library = common::library();
    let cases = [
        ("deaths", 1, "一般事故"),
        ("deaths", 2, "一般事故"),
        ("deaths", 3, "较大事故"),
        ("deaths", 9, "较大事故"),
        ("deaths", 10, "重大事故"),
        ("deaths", 30, "特别重大事故"),
        ("serious_injuries", 9, "一般事故"),
        ("serious_injuries", 10, "较大事故"),
        ("serious_injuries", 50, "重大事故"),
        ("serious_injuries", 100, "特别重大事故"),
        ("loss_wan", 999, "一般事故"),
        ("loss_wan", 1_000, "较大事故"),
        ("loss_wan", 5_000, "重大事故"),
        ("loss_wan", 10_000, "特别重大事故"),
    ];
    let mut walked = 0;
    for offence in library.offences() {
        for row in offence.rows.iter().filter(|r| r.accident_grade.is_some()) {
            for (fact, value, grade) in cases {
                let mut asked = case(offence, &row.stage, row.subject);
                asked.facts.insert(fact.into(), i64::from(value).into());
                let answer = assess(library, &asked).unwrap();
                let fits = row.accident_grade.as_deref() == Some(grade);
                let told = has(&answer, "accident_grade_mismatch");
                // An offence may have rows of several grades of its own.
                let own: Vec<_> = offence
                    .all_rows()
                    .filter_map(|r| r.accident_grade.as_deref())
                    .collect();
                if own.iter().all(|g| *g == own[0]) && answer.passed_over.is_empty() {
                    assert_eq!(told, !fits, "{} {fact} {value}", offence.id);
                }
                walked += 1;
            }
        }
    }
    assert!(walked > 300, "{walked}");
    let worst = Severity::Error;
    let mut whole = Case {
        offence: Some("aqscf-114-1-0".into()),
        stage: Some("caused_accident".into()),
        subjects: vec![Subject::Unit],
        ..Case::default()
    };
    whole.facts.insert("deaths".into(), 3.into());
    let answer = assess(library, &whole).unwrap();
    let ranges: Vec<_> = answer
        .fines
        .iter()
        .filter_map(|f| f.statutory.ok())
        .collect();
    assert_eq!(ranges.len(), 1, "{ranges:?}");
    assert_eq!(ranges[0].max(), Fen::yuan(2_000_000));
    assert!(answer.worst() < Some(worst));
}
