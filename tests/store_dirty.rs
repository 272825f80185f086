//! Dirty exports: every record ends up exactly as the truth beside the file says. The files are made by a
//! generator outside the repository; where it is absent these tests say so and pass.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use cailiang::compare::{Decision, Outcome};
use cailiang::law::{Fen, Library};
use cailiang::packs::load_shipped;
use cailiang::store::{Cancel, Filter, ImportReport, Input, Page, Profile, Request, Store};
use serde_json::{Value, json};

fn import(store: &mut Store, library: &Library, path: &Path) -> ImportReport {
    let profile = Profile::default();
    let request = Request {
        file: "f",
        at: "2025-01-01T00:00:00".parse().unwrap(),
        library: "test",
        profile: &profile,
        teaching: false,
        preview: false,
    };
    store
        .import(
            Input::File(path),
            library,
            &request,
            &mut |_| {},
            &Cancel::new(false),
        )
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn lines(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path)
        .unwrap()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// A decision in the words of the truth.
fn values(decision: &Decision) -> BTreeMap<&'static str, Value> {
    let number = |fen: Fen| json!(fen.to_yuan().to_string().parse::<f64>().unwrap());
    BTreeMap::from([
        ("case_no", json!(decision.case_no)),
        ("decided_on", json!(decision.decided_on)),
        ("act_on", json!(decision.act_on)),
        ("authority", json!(decision.authority)),
        ("region", json!(decision.region)),
        ("domain", json!(decision.domain)),
        ("offence", json!(decision.offence)),
        ("subject", json!(decision.subject)),
        ("stage", json!(decision.stage)),
        ("party_name", json!(decision.party_name)),
        ("facts", json!(decision.facts)),
        ("circumstances", json!(decision.circumstances)),
        ("tier", json!(decision.tier)),
        ("disposition", json!(decision.outcome.map(Outcome::id))),
        ("fine_yuan", decision.fine.map_or(Value::Null, number)),
    ])
}

/// Numbers as floats, so that 5 and 5.0 are one.
fn plain(value: &Value) -> Value {
    match value {
        Value::Number(n) => json!(n.as_f64()),
        Value::Object(map) => map.iter().map(|(k, v)| (k.clone(), plain(v))).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) => value.clone(),
    }
}

fn check(folder: &Path, library: &Library) {
    let mut store = Store::open_in_memory().unwrap();
    let report = import(&mut store, library, &folder.join("decisions_dirty.csv"));
    let truth = lines(&folder.join("dirt_truth.jsonl"));
    let everything = Page {
        limit: u32::MAX,
        ..Page::default()
    };
    let kept: HashMap<u64, Decision> = store
        .decisions(&Filter::default(), everything)
        .unwrap()
        .into_iter()
        .map(|s| (s.line, s.decision))
        .collect();
    let rejected: HashMap<u64, &str> = report.rejected.iter().map(|r| (r.line, r.reason)).collect();
    // A planted slip of the point looks, in the file, exactly like 元 typed under 万元: there a warning is right.
    let slips: BTreeSet<String> = lines(&folder.join("truth.jsonl"))
        .iter()
        .filter(|t| t["planted"] == "suspected_entry_error")
        .map(|t| t["case_no"].to_string())
        .collect();
    let (mut duplicates, mut skipped) = (0, 0);
    for row in &truth {
        let line = row["line"].as_u64().unwrap();
        let about = format!("{} line {line}: {}", folder.display(), row["dirt"]);
        match (row["expect"].as_str().unwrap(), row["reason"].as_str()) {
            ("accept", _) => {
                let decision = kept
                    .get(&line)
                    .unwrap_or_else(|| panic!("{about}: {:?}", rejected.get(&line)));
                let expected: BTreeMap<&str, Value> = row["values"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(k, v)| (k.as_str(), plain(v)))
                    .collect();
                let found: BTreeMap<&str, Value> = values(decision)
                    .into_iter()
                    .map(|(k, v)| (k, plain(&v)))
                    .collect();
                assert_eq!(found, expected, "{about}");
                let warned: BTreeSet<&str> = report
                    .notes
                    .iter()
                    .filter(|n| n.line == line)
                    .map(|n| n.code)
                    .collect();
                let mut expected: BTreeSet<&str> = row["warn"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(Value::as_str)
                    .collect();
                if slips.contains(&row["case_no"].to_string())
                    && warned.contains("implausible_amount")
                {
                    expected.insert("implausible_amount");
                }
                assert_eq!(warned, expected, "{about}");
            }
            ("reject", Some("duplicate")) => {
                duplicates += 1;
                assert!(
                    !kept.contains_key(&line) && !rejected.contains_key(&line),
                    "{about}"
                );
            }
            ("reject", reason) => assert_eq!(rejected.get(&line).copied(), reason, "{about}"),
            (_, _) => {
                skipped += 1;
                assert!(
                    !kept.contains_key(&line) && !rejected.contains_key(&line),
                    "{about}"
                );
            }
        }
    }
    assert_eq!(
        (report.read, report.duplicates, report.skipped),
        (truth.len() as u64, duplicates, skipped)
    );
    let refused = store.refused(report.import.unwrap()).unwrap();
    assert!(refused.iter().all(|r| !r.raw.is_empty()));
    let again = import(&mut store, library, &folder.join("decisions_dirty.csv"));
    assert_eq!(
        (
            again.import,
            again.accepted,
            again.rejected,
            store.imports().unwrap().len()
        ),
        (None, 0, report.rejected, 1)
    );
}

/// Folders of generated registers: the samples, and more when a directory of them is named.
fn folders(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root)
        .map(|d| d.flatten().map(|e| e.path()).collect::<Vec<_>>())
        .unwrap_or_default();
    entries
        .into_iter()
        .filter(|p| p.join("dirt_truth.jsonl").exists())
        .collect()
}

/// The samples, and the folders in `DIRTY_SETS` when it is set where the test is built (`benches/consistency/dirt.py`).
fn all_folders(samples: &Path) -> Vec<PathBuf> {
    let mut all = folders(samples);
    if let Some(more) = option_env!("DIRTY_SETS") {
        all.extend(folders(Path::new(more)));
    }
    all
}

#[test]
fn dirty_exports_come_in_exactly_as_their_truth_says() {
    let Some(samples) = common::shared("casegen/samples") else {
        return;
    };
    let library = load_shipped().library;
    let all = all_folders(&samples);
    assert!(all.len() >= 2);
    for folder in &all {
        check(folder, &library);
    }
    println!("{} dirty files", all.len());
}

#[test]
fn the_same_register_as_json_table_and_gb18030_is_one_register() {
    let Some(samples) = common::shared("casegen/samples") else {
        return;
    };
    let library = load_shipped().library;
    for folder in all_folders(&samples) {
        let mut store = Store::open_in_memory().unwrap();
        let count = lines(&folder.join("decisions.jsonl")).len() as u64;
        let first = import(&mut store, &library, &folder.join("decisions.jsonl"));
        assert_eq!(
            (first.read, first.accepted, first.rejected.len()),
            (count, count, 0)
        );
        let before: Vec<Decision> = store
            .all(&Filter::default())
            .unwrap()
            .into_iter()
            .map(|(_, d)| d)
            .collect();
        for (file, encoding) in [
            ("decisions.csv", "UTF-8"),
            ("decisions_gb18030.csv", "gb18030"),
        ] {
            let again = import(&mut store, &library, &folder.join(file));
            assert_eq!(
                (
                    again.encoding.as_str(),
                    again.accepted,
                    again.duplicates,
                    again.rejected.as_slice()
                ),
                (encoding, 0, count, [].as_slice()),
                "{file}"
            );
            let mut alone = Store::open_in_memory().unwrap();
            import(&mut alone, &library, &folder.join(file));
            let after: Vec<Decision> = alone
                .all(&Filter::default())
                .unwrap()
                .into_iter()
                .map(|(_, d)| d)
                .collect();
            for (a, b) in before.iter().zip(&after) {
                let (mut a, mut b) = (a.clone(), b.clone());
                a.circumstances.sort();
                b.circumstances.sort();
                assert_eq!(a, b);
            }
        }
    }
}

#[test]
fn every_real_decision_is_accounted_for() {
    let Some(path) = common::shared("cases/real_decisions.jsonl") else {
        return;
    };
    let library = load_shipped().library;
    let mut store = Store::open_in_memory().unwrap();
    let report = import(&mut store, &library, &path);
    println!(
        "read {} accepted {} duplicates {} rejected {}",
        report.read,
        report.accepted,
        report.duplicates,
        report.rejected.len()
    );
    let rows = lines(&path);
    for r in &report.rejected {
        let row = &rows[usize::try_from(r.line).unwrap() - 1];
        println!(
            "  {} {} {} basis {} day {}",
            r.case_no.as_deref().unwrap_or("-"),
            r.reason,
            r.text,
            row["basis"],
            row["decided_on"]
        );
    }
    println!("{:?}", report.note_counts);
    for stored in store
        .decisions(
            &Filter::default(),
            Page {
                limit: 1000,
                ..Page::default()
            },
        )
        .unwrap()
        .iter()
        .filter(|s| s.decision.offence.is_none() || s.notes.len() > 3)
    {
        println!(
            "  {} {:?} {:?} {:?}",
            stored.decision.case_no, stored.decision.basis, stored.decision.offence, stored.notes
        );
    }
    assert_eq!(report.read, rows.len() as u64);
    assert_eq!(
        report.read,
        report.accepted + report.duplicates + report.rejected.len() as u64
    );
    let several: Vec<&str> = report
        .notes
        .iter()
        .filter(|n| n.code == "several_offences")
        .filter_map(|n| n.case_no.as_deref())
        .collect();
    for row in &rows {
        let case = row["case_no"].as_str().unwrap();
        let rejected: Vec<_> = report
            .rejected
            .iter()
            .filter(|r| r.case_no.as_deref() == Some(case))
            .collect();
        let kept = store.decisions_numbered(case).unwrap();
        assert_eq!(rejected.len() + kept.len(), 1, "{case}");
        if let [stored] = kept.as_slice() {
            assert_eq!(
                stored.decision.fine.map(|f| f.0),
                row["fine_yuan"].as_i64().map(|y| y * 100),
                "{case}"
            );
            assert_eq!(
                stored.decision.outcome.map(Outcome::id),
                row["disposition"].as_str(),
                "{case}"
            );
            assert_eq!(
                (
                    stored.decision.flags.merged,
                    stored.decision.flags.article_inferred
                ),
                (
                    row["several_offences_merged"] == true || several.contains(&case),
                    row["article_inferred"] == true
                ),
                "{case}"
            );
        }
    }
}
