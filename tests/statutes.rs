//! Every statutory row: what `assess` reports is what the row says.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::assess::{Case, assess};
use cailiang::law::{FineBasis, OffenceId, Subject};
use cailiang::report::assessment_json::to_json;
use serde_json::{Value, json};

#[test]
fn assess_answers_every_row_of_every_offence() {
    let library = common::library();
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
                    answer
                        .other_penalties
                        .iter()
                        .any(|o| row.penalties.contains(&o.kind))
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
    assert_eq!((library.offences().len(), rows), (568, 1181));
}

#[test]
fn the_json_bounds_equal_the_law_data_row_by_row() {
    let Some(path) = common::shared("law/statutory_penalties.jsonl") else {
        return;
    };
    let library = common::library();
    let mut compared = 0;
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
            let named = answer["other_penalties"]
                .as_array()
                .unwrap()
                .iter()
                .map(|o| o["kind"].clone())
                .collect::<Vec<_>>();
            for kind in row["penalties"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|k| *k != "罚款")
            {
                assert!(
                    named.contains(kind),
                    "{}: {kind} not in {named:?}",
                    row["id"]
                );
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
    assert_eq!(compared, 812);
}
