use super::*;
use crate::assess::{Case, assess};
use crate::law::{DomainId, FactId, FactValue, OffenceId, StageId};
use crate::packs::load_shipped;

const BEHAVIOUR: &str = "behaviour";

fn judged(library: &Library, days: Option<i64>, stage: &str) -> Assessment {
    let mut case = Case {
        domain: Some(DomainId::from("coal")),
        offence: Some(OffenceId::from("aqscf-99-1-3")),
        stage: Some(StageId::from(stage)),
        subjects: vec![Subject::Unit],
        ..Case::default()
    };
    if let Some(days) = days {
        let fact = FactId::from("days_overdue");
        case.facts.insert(fact, FactValue::Number(days.into()));
        let fact = FactId::from(BEHAVIOUR);
        case.facts.insert(fact, FactValue::Text(String::new()));
    }
    assess(library, &case).unwrap()
}

fn find<'c>(contrast: &'c Contrast, label: &str) -> &'c Row {
    let rows = contrast.rows.iter();
    rows.chain(contrast.differences.iter().map(|d| &d.row))
        .find(|row| row.label == label)
        .unwrap_or_else(|| panic!("{label}: {contrast:#?}"))
}

#[test]
fn a_case_beside_itself_differs_in_nothing() {
    let library = load_shipped().library;
    let one = judged(&library, Some(3), "overdue");
    let same = contrast(&library, &one, &one);
    assert_eq!(same.differences, []);
    assert!(same.rows.iter().all(|row| row.first == row.second));
    assert!(same.rows.len() >= 4);
}

#[test]
fn more_days_are_another_tier_by_the_item_of_the_benchmark() {
    let library = load_shipped().library;
    let [few, many] = [3, 15].map(|days| judged(&library, Some(days), "overdue"));
    let found = contrast(&library, &few, &many);
    let tier = find(&found, "单位 阶次");
    assert!(tier.first.starts_with("第一阶次"), "{tier:?}");
    assert!(tier.second.starts_with("第二阶次"), "{tier:?}");
    let step = found.differences.iter().find(|d| d.row.label == "裁量阶次");
    let step = step.unwrap();
    assert_eq!(step.cite, "《煤矿基准2024》第191项");
    assert!(step.row.first.contains("第一阶次") && step.row.second.contains("第二阶次"));
    // The hearing depends on the amount of the tier, and has its own ground.
    let hearing = found
        .differences
        .iter()
        .find(|d| d.row.label == "程序·听证");
    assert_eq!(
        hearing.unwrap().cite,
        "《安全生产违法行为行政处罚办法》第五十五条"
    );
    // The statute is the same for both.
    assert!(found.differences.iter().all(|d| d.row.label != "法定幅度"));
}

#[test]
fn another_stage_pairs_the_steps_of_the_same_rule_by_their_article() {
    let library = load_shipped().library;
    let late = judged(&library, Some(3), "overdue");
    let early = judged(&library, Some(3), "first");
    let found = contrast(&library, &early, &late);
    let statute: Vec<&Difference> = found
        .differences
        .iter()
        .filter(|d| d.row.label == "法定幅度")
        .collect();
    let [statute] = statute.as_slice() else {
        panic!("{statute:#?}");
    };
    assert_eq!(statute.cite, "《安全生产法》第九十九条第三项");
    assert!(!statute.row.first.is_empty() && statute.row.second.contains("逾期未改正"));
}

#[test]
fn what_only_one_has_leaves_the_other_empty() {
    let library = load_shipped().library;
    let plain = judged(&library, Some(3), "overdue");
    let mut proposed = plain.clone();
    proposed.findings.push(Finding {
        code: "above_tier",
        severity: crate::assess::Severity::Error,
        subject: Some(Subject::Unit),
        message: "高于阶次".to_owned(),
        cite: Some("某条".to_owned()),
    });
    let found = contrast(&library, &plain, &proposed);
    let expected = Difference {
        row: row(
            "对拟处罚的核对",
            [String::new(), "单位：高于阶次".to_owned()],
        ),
        cite: "某条".to_owned(),
    };
    assert_eq!(found.differences, [expected]);
}
