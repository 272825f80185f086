//! The ten rules on real offences, one sentence a test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::assess::{
    Assessment, Change, Disposition, GateState, Lean, Nearest, RangeLayer, Severity, TierStatus,
};
use cailiang::law::{Fen, Subject};
use serde_json::{Value, json};

fn example() -> Value {
    json!({"domain":"coal","offence":"aqscf-99-1-3","stage":"overdue","act_on":"2024-08-02","discovered_on":"2024-09-01","decided_on":"2024-11-20",
        "subjects":["unit","responsible_person"],"facts":{"days_overdue":7,"behaviour":"逾期仍未经常性维护保养"},
        "circumstances":["art32_voluntary_remedy"],"proposed":[{"subject":"unit","fine_yuan":80000}],"jurisdiction":"140000"})
}

fn with(change: impl FnOnce(&mut Value)) -> Assessment {
    let mut case = example();
    change(&mut case);
    common::assess_json(common::library(), &case)
}

fn codes(answer: &Assessment) -> Vec<&str> {
    answer.findings.iter().map(|f| f.code).collect()
}

fn yuan(answer: &Assessment, subject: Subject) -> (i64, i64) {
    let range = answer
        .fine_for(subject)
        .and_then(|f| f.suggested)
        .expect("a suggestion")
        .range;
    (range.min().0 / 100, range.max().0 / 100)
}

fn governing(answer: &Assessment) -> Option<&str> {
    answer
        .fines
        .first()
        .and_then(|f| f.governing())
        .map(|t| t.label.as_str())
}

#[test]
fn the_example_selects_the_first_tier_for_unit_and_person() {
    let answer = with(|_| {});
    assert_eq!(answer.benchmark.status, TierStatus::TierMatched);
    assert_eq!(
        (
            answer.benchmark.id.as_ref().map(cailiang::law::Id::as_str),
            answer.benchmark.item.as_deref()
        ),
        (Some("coal-2024"), Some("191"))
    );
    assert_eq!(governing(&answer), Some("第一阶次"));
    assert_eq!(yuan(&answer, Subject::Unit), (50_000, 100_000));
    assert_eq!(yuan(&answer, Subject::ResponsiblePerson), (10_000, 20_000));
    let suggested = answer.fines[0].suggested.unwrap();
    assert_eq!(
        (
            suggested.lean,
            suggested.below_minimum_allowed,
            suggested.min_layer
        ),
        (Lean::Low, true, RangeLayer::Benchmark)
    );
    assert_eq!(answer.nearest, Nearest::Fits);
}

#[test]
fn the_example_says_what_ten_days_would_do() {
    let answer = with(|_| {});
    let at_ten = answer
        .thresholds
        .iter()
        .find(|t| t.test().to_string() == "= 10")
        .expect("a threshold at ten");
    assert_eq!(at_ten.met, ["第一阶次", "第二阶次"]);
    assert_eq!(at_ten.governing.as_deref(), Some("第一阶次"));
    let stretches: Vec<String> = answer
        .thresholds
        .iter()
        .map(|t| t.test().to_string())
        .collect();
    assert_eq!(
        stretches,
        ["不满10", "= 10", "超过10且20以下", "超过20"],
        "the ends say whether they are included"
    );
}

#[test]
fn a_fact_on_a_shared_bound_meets_both_tiers_and_the_lighter_is_suggested() {
    let answer = with(|c| c["facts"]["days_overdue"] = json!(10));
    assert_eq!(answer.benchmark.status, TierStatus::TierAmbiguous);
    assert_eq!(governing(&answer), Some("第一阶次"));
    assert_eq!(answer.fines[0].tiers.iter().filter(|t| t.met).count(), 2);
    assert_eq!(yuan(&answer, Subject::Unit), (50_000, 100_000));
}

#[test]
fn an_alternative_of_the_heavier_tier_that_is_met_governs() {
    for facts in [
        json!({"days_overdue": 11, "behaviour": "逾期仍未经常性维护保养"}),
        json!({"days_overdue": 3, "behaviour": "逾期仍未定期检测"}),
        json!({"days_overdue": 10, "behaviour": "逾期仍未定期检测"}),
    ] {
        let answer = with(|c| c["facts"] = facts.clone());
        assert_eq!(governing(&answer), Some("第二阶次"), "{facts}");
        assert_eq!(
            answer.fines[0].tiers.iter().filter(|t| t.met).count(),
            2,
            "{facts}"
        );
    }
}

#[test]
fn facts_that_may_belong_to_a_row_that_is_not_loaded_select_nothing() {
    let answer = with(|c| c["facts"]["days_overdue"] = json!(25));
    assert_eq!(answer.benchmark.status, TierStatus::NoTierLoaded);
    assert_eq!(governing(&answer), None);
    assert_eq!(yuan(&answer, Subject::Unit), (50_000, 200_000));
}

#[test]
fn unknown_facts_leave_tiers_open_and_ask_the_question_that_narrows_most() {
    let answer = with(|c| c["facts"] = json!({}));
    assert_eq!(answer.benchmark.status, TierStatus::TierAmbiguous);
    assert_eq!(yuan(&answer, Subject::Unit), (50_000, 200_000));
    let asked: Vec<&str> = answer.questions.iter().map(|q| q.fact.as_str()).collect();
    assert_eq!(asked.len(), 2);
    assert!(asked.contains(&"days_overdue") && asked.contains(&"behaviour"));
    let answer = with(|c| c["facts"] = json!({"days_overdue": 7}));
    assert_eq!(
        answer
            .questions
            .iter()
            .map(|q| q.fact.as_str())
            .collect::<Vec<_>>(),
        ["behaviour"]
    );
}

#[test]
fn where_no_tier_is_loaded_the_statute_stands_and_that_is_said() {
    let answer = common::assess_json(
        common::library(),
        &json!({"domain":"hazchem","offence":"aqscf-97-1-3","stage":"first","subjects":["unit"]}),
    );
    assert_eq!(answer.benchmark.status, TierStatus::NoTierLoaded);
    let fine = &answer.fines[0];
    assert_eq!(
        (fine.min_stated, fine.suggested.unwrap().max_layer),
        (false, RangeLayer::Statute)
    );
    assert_eq!(fine.suggested.unwrap().range.max(), Fen::yuan(100_000));
}

#[test]
fn repealed_and_new_law_are_compared_and_the_older_stays_unless_the_newer_is_lighter() {
    let library = common::library();
    let case = |act: &str, decided: &str, offence: &str| json!({"domain":"coal","offence":offence,"stage":"first","act_on":act,"decided_on":decided,"subjects":["unit"]});
    let both = common::assess_json(library, &case("2024-03-01", "2024-08-01", "tbgd-10-1-0/2"));
    assert_eq!(
        both.applicable
            .compared_with
            .as_ref()
            .map(cailiang::law::Id::as_str),
        Some("mkaqsctl-64-1-0/2")
    );
    assert!(both.trace[0].text.contains("轻") || both.trace[0].text.contains("重"));
    let by_new = common::assess_json(
        library,
        &case("2024-03-01", "2024-08-01", "mkaqsctl-64-1-0/2"),
    );
    assert_eq!(
        by_new.offence, both.offence,
        "the same act gets the same law whichever was cited"
    );
    let after = common::assess_json(library, &case("2024-06-01", "2024-08-01", "tbgd-10-1-0/2"));
    assert_eq!(codes(&after)[0], "basis_repealed");
    assert_eq!(after.findings[0].severity, Severity::Error);
    let before = common::assess_json(library, &case("2023-06-01", "2023-08-01", "tbgd-10-1-0/2"));
    assert_eq!(codes(&before), ["both_penalised"]);
}

#[test]
fn a_law_replaced_without_saying_so_leaves_the_choice_to_a_person() {
    let answer = common::assess_json(
        common::library(),
        &json!({"domain":"hazchem","offence":"wxhxpaqgltl-80-1-4","stage":"first","act_on":"2026-06-01","decided_on":"2026-08-01","subjects":["unit"]}),
    );
    let finding = answer
        .findings
        .iter()
        .find(|f| f.code == "basis_superseded")
        .expect("the finding");
    assert_eq!(finding.severity, Severity::Warning);
    assert!(
        finding.message.contains("危险化学品安全法"),
        "{}",
        finding.message
    );
}

#[test]
fn an_earlier_text_that_is_cited_is_the_right_one_in_its_day_and_repealed_afterwards() {
    let cited = |c: &mut Value| {
        c["offence"] = Value::Null;
        c["basis"] = json!("《安全生产法(2014)》第九十六条第（三）项");
    };
    let late = with(|c| cited(c));
    assert_eq!(late.offence.as_str(), "aqscf2014-96-1-3");
    assert!(codes(&late).contains(&"basis_repealed"));
    assert!(
        late.findings
            .iter()
            .any(|f| f.message.contains("《安全生产法》第九十九条第三项"))
    );
    assert_eq!(late.verdict, cailiang::assess::Verdict::CannotCheck);
    // The numbers of the day need no mark.
    for basis in [
        "《安全生产法(2014)》第九十六条第（三）项",
        "《安全生产法》第九十六条第三项",
    ] {
        let then = with(|c| {
            cited(c);
            c["basis"] = json!(basis);
            c["act_on"] = json!("2020-03-02");
            c["discovered_on"] = json!("2020-03-05");
            c["decided_on"] = json!("2020-06-01");
        });
        assert_eq!(then.offence.as_str(), "aqscf2014-96-1-3", "{basis}");
        assert!(
            !codes(&then).iter().any(|c| c.starts_with("basis_")),
            "{:?}",
            codes(&then)
        );
    }
}

#[test]
fn limitation_runs_two_years_or_five_with_harm() {
    let cases = [
        (json!({"discovered_on": "2026-08-02"}), Disposition::Fine),
        (
            json!({"discovered_on": "2026-08-03", "serious_harm": false}),
            Disposition::TimeBarred,
        ),
        (
            json!({"discovered_on": "2026-08-03", "serious_harm": true}),
            Disposition::Fine,
        ),
        (json!({"discovered_on": "2026-08-03"}), Disposition::Fine),
        (
            json!({"discovered_on": "2029-08-03"}),
            Disposition::TimeBarred,
        ),
        (
            json!({"discovered_on": "2026-08-03", "act_ended_on": "2025-01-01", "serious_harm": false}),
            Disposition::Fine,
        ),
    ];
    for (fields, disposition) in cases {
        let answer = with(|c| {
            c["decided_on"] = json!("2029-09-01");
            for (k, v) in fields.as_object().unwrap() {
                c[k] = v.clone();
            }
        });
        assert_eq!(answer.disposition, disposition, "{fields}");
    }
    let open = with(|c| {
        c["discovered_on"] = json!("2026-08-03");
        c["decided_on"] = json!("2026-09-01");
    });
    assert!(open.questions.iter().any(|q| q.fact == "serious_harm"));
}

#[test]
fn circumstances_lead_to_their_outcome_for_the_subjects_they_apply_to() {
    let cases = [
        (
            vec!["art33_minor_corrected_no_harm"],
            Disposition::MustNotPenalise,
        ),
        (
            vec!["art33_first_minor_corrected"],
            Disposition::MayNotPenalise,
        ),
        (vec!["art33_no_fault"], Disposition::MustNotPenalise),
        // 不满十四周岁 cannot excuse the unit.
        (vec!["art30_under_14"], Disposition::Fine),
        (vec!["agg_emergency_period"], Disposition::Fine),
    ];
    for (circumstances, disposition) in cases {
        let answer = with(|c| c["circumstances"] = json!(circumstances));
        assert_eq!(answer.disposition, disposition, "{circumstances:?}");
    }
    let person = with(|c| c["circumstances"] = json!(["art30_under_14"]));
    let of = |s| person.fine_for(s).map(|f| f.disposition);
    assert_eq!(
        (of(Subject::Unit), of(Subject::ResponsiblePerson)),
        (Some(Disposition::Fine), Some(Disposition::MustNotPenalise))
    );
}

#[test]
fn circumstances_that_point_both_ways_are_shown_and_not_netted() {
    let answer = with(|c| c["circumstances"] = json!(["art32_coerced", "agg_emergency_period"]));
    assert_eq!(answer.fines[0].suggested.unwrap().lean, Lean::Neutral);
    assert!(codes(&answer).contains(&"both_directions"));
}

#[test]
fn an_aggravating_ground_without_citation_has_no_effect() {
    let answer = with(|c| c["circumstances"] = json!(["agg_retaliation"]));
    assert_eq!(answer.fines[0].suggested.unwrap().lean, Lean::Neutral);
    assert!(codes(&answer).contains(&"no_ground_loaded"));
}

#[test]
fn the_proposal_is_checked_against_every_layer() {
    let cases = [
        (json!([]), 80_000, None),
        (json!([]), 250_000, Some("above_statute")),
        (json!([]), 30_000, Some("below_statute")),
        (
            json!(["art32_coerced"]),
            30_000,
            Some("mitigated_below_statute"),
        ),
        (json!([]), 120_000, Some("above_tier")),
        (json!(["art33_no_fault"]), 80_000, Some("must_not_penalise")),
        (
            json!(["art33_first_minor_corrected"]),
            80_000,
            Some("may_not_penalise"),
        ),
        (json!([]), 0, Some("fine_required")),
        (json!([]), 800_000, Some("unit_slip")),
        (json!([]), 8, Some("unit_slip")),
    ];
    for (circumstances, amount, code) in cases {
        let answer = with(|c| {
            c["circumstances"] = circumstances.clone();
            c["proposed"] = json!([{"subject": "unit", "fine_yuan": amount}]);
        });
        match code {
            Some(code) => assert!(
                codes(&answer).contains(&code),
                "{amount} {circumstances}: {:?}",
                codes(&answer)
            ),
            None => assert_eq!(codes(&answer), [""; 0], "{amount} {circumstances}"),
        }
    }
}

#[test]
fn a_heavier_amount_after_the_defence_is_refused() {
    let answer = with(|c| {
        c["proposed"] =
            json!([{"subject": "unit", "fine_yuan": 80000, "before_defence_yuan": 60000}]);
    });
    assert_eq!(codes(&answer), ["heavier_after_defence"]);
}

#[test]
fn the_maximum_without_aggravation_is_questioned() {
    let first = |circumstances: Value| {
        common::assess_json(
            common::library(),
            &json!({"domain":"hazchem","offence":"aqscf-97-1-3","stage":"first","subjects":["unit"],"circumstances":circumstances,"proposed":[{"subject":"unit","fine_yuan":100_000}]}),
        )
    };
    assert_eq!(codes(&first(json!([]))), ["maximum_without_aggravation"]);
    assert_eq!(
        first(json!(["art32_coerced"])).findings[0].severity,
        Severity::Error
    );
    assert_eq!(codes(&first(json!(["agg_emergency_period"]))), [""; 0]);
}

#[test]
fn the_same_fact_must_not_count_twice() {
    let answer = with(|c| {
        c["stage"] = json!("overdue");
        c["facts"]["loss_wan"] = json!(10);
        c["circumstances"] = json!(["agg_caused_harm"]);
    });
    assert!(codes(&answer).contains(&"counted_twice"));
}

#[test]
fn procedure_gates_follow_amount_kind_level_and_date() {
    let state =
        |answer: &Assessment, id: &str| answer.gates.iter().find(|g| g.id == id).map(|g| g.state);
    let late = |amount: i64, region: &str| {
        with(|c| {
            c["act_on"] = json!("2026-02-02");
            c["discovered_on"] = json!("2026-02-03");
            c["decided_on"] = json!("2026-03-01");
            c["jurisdiction"] = json!(region);
            c["subjects"] = json!(["unit"]);
            c["proposed"] = json!([{"subject": "unit", "fine_yuan": amount}]);
        })
    };
    assert_eq!(
        state(&late(100_000, "141121"), "hearing"),
        Some(GateState::Required)
    );
    assert_eq!(
        state(&late(99_999, "141121"), "hearing"),
        Some(GateState::NotRequired)
    );
    assert_eq!(
        state(&late(100_000, "141121"), "collective_deliberation"),
        Some(GateState::Required)
    );
    assert_eq!(
        state(&late(100_000, "141121"), "filing_county"),
        Some(GateState::Required)
    );
    assert_eq!(state(&late(100_000, "141100"), "filing_county"), None);
    assert_eq!(
        state(&late(100_000, "141100"), "filing_city"),
        Some(GateState::NotRequired)
    );
    let early = with(|_| {});
    assert_eq!(state(&early, "filing_province"), None);
    let by_kind = common::assess_json(
        common::library(),
        &json!({"domain":"hazchem","offence":"aqscf-97-1-3","stage":"overdue","subjects":["unit"],"decided_on":"2026-03-01","act_on":"2026-02-05"}),
    );
    assert_eq!(state(&by_kind, "hearing"), Some(GateState::Required));
}

#[test]
fn measures_other_than_a_fixed_range_are_worked_out_or_asked_for() {
    let library = common::library();
    let income = |given: Value| {
        common::assess_json(
            library,
            &json!({"offence":"aqscf-95-1-1","subjects":["responsible_person"],"annual_income_yuan":given}),
        )
    };
    assert_eq!(
        income(Value::Null)
            .questions
            .iter()
            .map(|q| q.fact.as_str())
            .collect::<Vec<_>>(),
        ["annual_income_yuan"]
    );
    assert_eq!(
        yuan(&income(json!(82_000)), Subject::ResponsiblePerson),
        (32_800, 32_800)
    );
    let gain = |given: Value| {
        common::assess_json(
            library,
            &json!({"offence":"aqscf-103-1-0","stage":"first","subjects":["unit"],"illegal_gain_yuan":given}),
        )
    };
    assert_eq!(gain(Value::Null).fines.len(), 2);
    assert_eq!(
        yuan(&gain(json!(150_000)), Subject::Unit),
        (300_000, 750_000)
    );
    assert_eq!(yuan(&gain(json!(0)), Subject::Unit), (100_000, 200_000));
}

#[test]
fn one_act_under_several_norms_is_fined_once_by_the_higher() {
    let answer = common::assess_json(
        common::library(),
        &json!({"domain":"coal","offence":"sgyjyaglbf-44-1-1","stage":"first","subjects":["unit"],"concurrent":["安全生产法第97条第6项"]}),
    );
    assert_eq!(answer.offence.as_str(), "aqscf-97-1-6");
    assert!(answer.trace.iter().any(|s| s.text.contains("数额高")));
}

#[test]
fn a_referring_article_takes_over_the_consequence_and_cites_both() {
    let answer = common::assess_json(
        common::library(),
        &json!({"domain":"coal","offence":"mkaqsctl-62-1-4","stage":"first","subjects":["unit"]}),
    );
    let [referral] = answer.referrals.as_slice() else {
        panic!("{:?}", answer.referrals)
    };
    let targets: Vec<&str> = referral
        .targets
        .iter()
        .map(|t| t.offence.as_str())
        .collect();
    assert_eq!(targets, ["aqscf-97-1-7"]);
    assert!(referral.reading);
    assert_eq!(yuan(&answer, Subject::Unit), (0, 100_000));
    assert_eq!(
        answer.cite,
        "《煤矿安全生产条例》第六十二条第四项，依照《安全生产法》第九十七条第七项（按文义推断，须核对）"
    );
}

#[test]
fn the_nearest_lawful_reason_names_what_the_file_must_prove() {
    let none = with(|c| c["proposed"] = json!([{"subject": "unit", "fine_yuan": 300_000}]));
    assert_eq!(none.nearest, Nearest::None);
    let low = with(|c| {
        c["circumstances"] = json!([]);
        c["proposed"] = json!([{"subject": "unit", "fine_yuan": 30_000}]);
    });
    assert!(
        matches!(&low.nearest, Nearest::Changes(c) if matches!(c.as_slice(), [Change::Find(_)])),
        "{:?}",
        low.nearest
    );
    let heavier = with(|c| {
        c["circumstances"] = json!([]);
        c["proposed"] = json!([{"subject": "unit", "fine_yuan": 140_000}]);
    });
    assert!(
        matches!(&heavier.nearest, Nearest::Changes(c) if matches!(c.as_slice(), [Change::Fact(..)])),
        "{:?}",
        heavier.nearest
    );
}

#[test]
fn a_broken_case_names_every_field() {
    use cailiang::assess::input::read_case;
    let library = common::library();
    let text = json!({"offence":"aqscf-99-1-3","act_on":"2024-02-30","decided_on":"x","facts":{"nosuch":1,"days_overdue":-1},"circumstances":["nosuch"],
        "subjects":["nobody"],"stage":"nosuch","illegal_gain_yuan":-5,"proposed":[{"subject":"unit","fine_yuan":-80000}],"domain":"nosuch","jurisdiction":"14"});
    let fields: Vec<String> = read_case(&text.to_string(), library)
        .unwrap_err()
        .into_iter()
        .map(|p| p.field)
        .collect();
    for field in [
        "act_on",
        "decided_on",
        "facts.nosuch",
        "facts.days_overdue",
        "circumstances[0]",
        "subjects[0]",
        "stage",
        "illegal_gain_yuan",
        "proposed[0].fine_yuan",
        "domain",
        "jurisdiction",
    ] {
        assert!(
            fields.iter().any(|f| f == field),
            "{field} not in {fields:?}"
        );
    }
    assert!(read_case("{", library).is_err());
    assert!(read_case("[]", library).is_err());
    assert!(read_case("{}", library).is_err());
}
