//! Every statutory row: what `assess` reports is what the row says.
//!
//! An offence that gives way to another provision reports what that one threatens. So the rows are read twice:
//! in a library without precedences, where each offence speaks for itself, and in the one that is shipped, where
//! a row that is not reported has been passed over by name.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::assess::{Case, assess};
use cailiang::law::{FineBasis, Library, OffenceId, Subject};
use cailiang::report::assessment_json::to_json;
use serde_json::{Value, json};

/// The shipped library, in which no offence gives way to another.
fn each_for_itself() -> Library {
    let mut parts = common::library().parts().clone();
    parts.relations.precedences.clear();
    Library::new(parts)
}

#[test]
fn assess_answers_every_row_of_every_offence() {
    let library = &each_for_itself();
    let mut rows = 0;
    for offence in library.offences() {
        for row in &offence.rows {
            rows += 1;
            let case = Case {
                offence: Some(offence.id.clone()),
                stage: Some(row.stage.clone()),
                subjects: vec![row.subject],
                ..Case::default()
            };
            let answer = assess(library, &case).expect("the offence is in the library");
            assert_eq!(answer.offence, offence.id);
            let fine = answer.fines.iter().find(|f| f.row == row.number);
            match (&row.fine, fine) {
                (None, None) => assert!(
                    answer.other_penalties.iter().any(|o| row
                        .penalties
                        .iter()
                        .any(|p| library.usual_kind(p) == o.kind))
                        || row.penalties.is_empty()
                        || row.penalties == ["罚款"],
                    "{}",
                    offence.id
                ),
                (Some(wanted), Some(found)) => {
                    assert_eq!(
                        found.basis, wanted.basis,
                        "{} row {}",
                        offence.id, row.number
                    );
                    if let FineBasis::Fixed { range, .. } = wanted.basis {
                        assert_eq!(
                            found.statutory,
                            Ok(range),
                            "{} row {}",
                            offence.id,
                            row.number
                        );
                    }
                }
                (wanted, found) => panic!(
                    "{} row {}: {wanted:?} but {found:?}",
                    offence.id, row.number
                ),
            }
        }
    }
    assert_eq!((library.offences().len(), rows), (719, 1469));
}

#[test]
fn a_row_that_is_not_reported_was_passed_over_by_name() {
    let library = common::library();
    let mut passed = 0;
    for offence in library.offences() {
        for row in offence.rows.iter().filter(|r| r.fine.is_some()) {
            let case = Case {
                offence: Some(offence.id.clone()),
                stage: Some(row.stage.clone()),
                subjects: vec![row.subject],
                ..Case::default()
            };
            let answer = assess(library, &case).expect("the offence is in the library");
            let own = |f: &cailiang::assess::SubjectFine| f.offence == offence.id;
            if answer.fines.iter().any(|f| own(f) && f.row == row.number) {
                continue;
            }
            passed += 1;
            let place = format!("{} row {}", offence.id, row.number);
            assert!(!answer.fines.iter().any(own), "{place}");
            assert!(!answer.fines.is_empty(), "{place}");
            assert!(!answer.passed_over.is_empty(), "{place}");
        }
    }
    println!("{passed} rows passed over");
    assert!(passed > 0);
}

/// Kinds that the shared data names otherwise than the text: row, its word, the words of the text.
const CORRECTED: [(&str, &str, &[&str]); 8] = [
    // 暂停从业活动直至吊销从业资格 (corrections.md)
    (
        "危险化学品安全法-109-2-0-741",
        "暂停或者吊销资格",
        &["暂停从业活动", "吊销从业资格"],
    ),
    // 暂停或者撤销执业资格、岗位证书 (corrections.md)
    (
        "生产安全事故报告和调查处理条例-40-1-0-872",
        "暂停或者吊销资格",
        &["暂停资格", "撤销资格"],
    ),
    // 吊销执业资格 is for the persons, who have a row of their own
    (
        "生产安全事故报告和调查处理条例-40-2-0-874",
        "吊销资质资格",
        &["暂扣许可证", "吊销许可证"],
    ),
    // No ban from the trade: applications are not taken for three years, one year, three years
    (
        "易制毒化学品管理条例-38-2-0-955",
        "行业禁入",
        &["停止受理许可申请"],
    ),
    (
        "安全生产违法行为行政处罚办法-75-2-0-1020",
        "行业禁入",
        &["不得再次申请许可"],
    ),
    (
        "安全评价检测检验机构管理办法-27-1-0-1087",
        "行业禁入",
        &["不得再次申请"],
    ),
    (
        "安全评价检测检验机构管理办法-28-1-0-1089",
        "行业禁入",
        &["不得再次申请"],
    ),
    // 停止考试业务3至6个月
    (
        "特种作业人员安全技术培训考核管理规定-43-2-0-1176",
        "暂停业务活动",
        &["停止考试业务"],
    ),
];

#[test]
fn the_json_bounds_equal_the_law_data_row_by_row() {
    let Some(path) = common::shared("law/statutory_penalties.jsonl") else {
        return;
    };
    let library = &each_for_itself();
    let mut compared = 0;
    let mut corrected = 0;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap();
        let case = Case {
            offence: Some(OffenceId::from(text("offence_id"))),
            stage: Some(text("stage").into()),
            subjects: vec![Subject::from_id(text("subject")).unwrap()],
            ..Case::default()
        };
        let answer = to_json(library, &assess(library, &case).unwrap());
        let fines = answer["fines"].as_array().unwrap();
        let fine = &row["fine"];
        if fine.is_null() {
            let kinds = answer["other_penalties"].as_array().unwrap().iter();
            let named: Vec<&str> = kinds
                .map(|o| library.usual_kind(o["kind"].as_str().unwrap()))
                .collect();
            let kinds = row["penalties"].as_array().unwrap().iter();
            for kind in kinds.map(|k| k.as_str().unwrap()).filter(|k| *k != "罚款") {
                let id = text("id");
                let exception = CORRECTED.iter().find(|(r, k, _)| *r == id && *k == kind);
                let wanted = exception.map_or_else(|| vec![kind], |(_, _, of)| of.to_vec());
                corrected += usize::from(exception.is_some());
                for kind in wanted {
                    assert!(
                        named.contains(&library.usual_kind(kind)),
                        "{id}: {kind} not in {named:?}"
                    );
                }
            }
            continue;
        }
        let matching = fines.iter().any(|found| {
            let statutory = &found["statutory"];
            let same = |ours: &str, theirs: &str| {
                fine.get(theirs)
                    .is_none_or(|v| v.is_null() || statutory[ours] == *v)
            };
            found["basis"] == fine["basis"]
                && same("min_yuan", "min_yuan")
                && same("max_yuan", "max_yuan")
                && same("min_stated", "min_in_text")
                && same("min", "min")
                && same("max", "max")
                && same("cap_yuan", "cap_yuan")
                && same("floor_yuan", "floor_yuan")
                && same("permille", "permille")
                && same("threshold_yuan", "threshold_yuan")
                && same("threshold_yuan", "condition_threshold_yuan")
        });
        assert!(
            matching,
            "{}: {} not among {}",
            row["id"],
            fine,
            json!(fines)
        );
        let mode = &row["fine_mode"];
        assert!(
            mode.is_null() || fines.iter().any(|f| f["fine_mode"] == *mode),
            "{}: {mode}",
            row["id"]
        );
        compared += 1;
    }
    assert_eq!((compared, corrected), (812, CORRECTED.len()));
}
