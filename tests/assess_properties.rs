//! What must hold for every case, whatever it is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::BTreeSet;

use cailiang::assess::{Assessment, Case, Disposition, Proposed, assess};
use cailiang::law::{CircumstanceId, Effect, Facts, Fen, Inputs, Subject};
use proptest::prelude::*;

/// A case about any row of the library, with any circumstances and a few facts.
fn cases() -> impl Strategy<Value = Case> {
    let library = common::library();
    let offences = library.offences().len();
    let circumstances: Vec<CircumstanceId> = library
        .parts()
        .circumstances
        .iter()
        .map(|c| c.id.clone())
        .collect();
    let many = circumstances.len();
    (
        0..offences,
        any::<prop::sample::Index>(),
        proptest::sample::subsequence(circumstances, 0..=many),
        proptest::option::of(0..40i64),
        proptest::option::of(0..400_000i64),
        0..300_000i64,
    )
        .prop_map(move |(offence, row, circumstances, days, gain, fine)| {
            let offence = &library.offences()[offence];
            let row = &offence.rows[row.index(offence.rows.len())];
            let mut facts = Facts::new();
            if let Some(days) = days {
                for fact in ["days_overdue", "person_times", "hazard_count", "site_count"] {
                    facts.insert(fact.into(), days.into());
                }
            }
            Case {
                offence: Some(offence.id.clone()),
                stage: Some(row.stage.clone()),
                subjects: vec![row.subject],
                circumstances: circumstances.into_iter().collect(),
                facts,
                inputs: Inputs {
                    illegal_gain: gain.map(Fen::yuan),
                    annual_income: Some(Fen::yuan(100_000)),
                    ..Inputs::default()
                },
                proposed: vec![Proposed {
                    subject: row.subject,
                    fine: Fen::yuan(fine),
                    before_defence: None,
                }],
                jurisdiction: Some("141121".into()),
                ..Case::default()
            }
        })
}

fn answer(case: &Case) -> Assessment {
    assess(common::library(), case).expect("the offence is in the library")
}

/// Lowest and highest amount suggested for every fine.
fn suggested(answer: &Assessment) -> Vec<(Fen, Fen)> {
    let of = |s: cailiang::assess::Suggested| {
        (
            if s.below_minimum_allowed {
                Fen::ZERO
            } else {
                s.range.min()
            },
            s.range.max(),
        )
    };
    answer
        .fines
        .iter()
        .filter_map(|f| f.suggested)
        .map(of)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_suggestion_stays_within_the_statute(case in cases()) {
        for fine in answer(&case).fines {
            if let (Some(s), Ok(statute)) = (fine.suggested, fine.statutory) {
                prop_assert_eq!(statute.intersect(s.range), Some(s.range));
            }
        }
    }

    #[test]
    fn a_mitigating_circumstance_never_raises_and_an_aggravating_one_never_lowers(case in cases(), extra in any::<prop::sample::Index>()) {
        let all = &common::library().parts().circumstances;
        let added = &all[extra.index(all.len())];
        let mut more = case.clone();
        more.circumstances.insert(added.id.clone());
        let (before, after) = (answer(&case), answer(&more));
        for (old, new) in suggested(&before).into_iter().zip(suggested(&after)) {
            if added.effect == Effect::Aggravate {
                prop_assert!(new.0 >= old.0 && new.1 >= old.1, "{}: {:?} → {:?}", added.id, old, new);
            } else {
                prop_assert!(new.0 <= old.0 && new.1 <= old.1, "{}: {:?} → {:?}", added.id, old, new);
            }
        }
    }

    #[test]
    fn the_trace_has_every_rule_in_order_and_every_number_a_citation(case in cases()) {
        let trace = answer(&case).trace;
        prop_assert!(trace.is_sorted_by_key(|s| s.rule));
        let rules: BTreeSet<_> = trace.iter().map(|s| s.rule).collect();
        prop_assert_eq!(rules.len(), 10);
        for step in trace.iter().filter(|s| s.rule != cailiang::assess::Rule::Result) {
            prop_assert!(!step.cite.is_empty(), "{:?}", step);
        }
    }

    #[test]
    fn an_amount_that_the_checks_refuse_never_counts_as_fitting(case in cases()) {
        use cailiang::assess::{Nearest, Severity, Verdict};
        let answer = answer(&case);
        let about_amount = |code: &str| ["above_statute", "below_statute", "must_not_penalise", "fine_required", "above_tier", "below_tier"].contains(&code);
        let refused = answer.findings.iter().any(|f| f.severity == Severity::Error && about_amount(f.code));
        if answer.disposition != Disposition::TimeBarred && !answer.fines.is_empty() && answer.fines.iter().all(|f| f.statutory.is_ok()) {
            if answer.doubts.is_empty() {
                prop_assert!(!refused || answer.verdict == Verdict::Outside, "{:?}", answer.findings);
                prop_assert_eq!(answer.verdict == Verdict::Within, answer.nearest == Nearest::Fits, "{:?} {:?}", answer.findings, answer.nearest);
            } else {
                prop_assert_ne!(answer.nearest, Nearest::Fits);
            }
        }
    }

    #[test]
    fn the_order_of_subjects_does_not_matter(case in cases()) {
        let both = |subjects: Vec<Subject>| answer(&Case { subjects, stage: None, ..case.clone() });
        let (a, b) = (both(vec![Subject::Unit, Subject::ResponsiblePerson]), both(vec![Subject::ResponsiblePerson, Subject::Unit]));
        prop_assert_eq!(a.disposition, b.disposition);
        for fine in &a.fines {
            prop_assert!(b.fines.contains(fine));
        }
    }
}
