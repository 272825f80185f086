//! Real rows and generated benchmarks, where the shared folder is at hand.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::{Amount, read_condition, read_standard};
use super::{decimal, measures, show, vocabulary};
use crate::law::condition::Test;
use crate::law::vocabulary::identify;

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")).join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).expect("readable rows");
    let lines = text.lines().filter(|l| !l.trim().is_empty());
    lines
        .map(|l| serde_json::from_str(l).expect("a row"))
        .collect()
}

/// Generated benchmark folders: the two samples, and others named in `CASEGEN_BENCHMARKS`.
fn benchmarks() -> Vec<PathBuf> {
    let samples = ["A_seed1_600", "C_seed1_600"].map(|s| format!("casegen/samples/{s}/benchmark"));
    let mut found: Vec<PathBuf> = samples.iter().filter_map(|s| shared(s)).collect();
    if let Some(more) = option_env!("CASEGEN_BENCHMARKS") {
        found.extend(more.split(':').map(PathBuf::from));
    }
    found
}

#[test]
fn generated_conditions_are_read_as_meant() {
    let measures = measures();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for folder in benchmarks() {
        for row in rows(&folder.join("benchmark_truth.jsonl")) {
            let text = row["condition_text"].as_str().unwrap_or_default();
            let read = read_condition(text, measures);
            let wanted = row["when_any"].as_array().cloned().unwrap_or_default();
            count += wanted.len();
            let same = read.any_of.len() == wanted.len()
                && read
                    .any_of
                    .iter()
                    .zip(&wanted)
                    .all(|(all, w)| agrees(all, w));
            if !same || read.doubts.iter().any(|d| d.code != "words_beside") {
                wrong.push(format!("{text}: {} {:?}", show(&read), read.doubts));
            }
        }
    }
    eprintln!("{count} atoms");
    assert!(
        wrong.is_empty(),
        "{} of {count}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn agrees(all: &[crate::law::Atom], wanted: &Value) -> bool {
    let [atom] = all else { return false };
    if atom.fact.as_str() != wanted["fact"] {
        return false;
    }
    match &atom.test {
        Test::Is(text) => wanted["value"] == text.as_str(),
        Test::Holds(_) => false,
        Test::Within { low, high } => {
            let end = |b: &Option<crate::law::condition::Bound>, key: &str| {
                b.map(|b| b.value) == decimal(&wanted[key])
                    && b.is_none_or(|b| wanted[format!("{key}_inclusive").as_str()] != !b.inclusive)
            };
            end(low, "low") && end(high, "high")
        }
    }
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one walk over text and truth side by side"
)]
fn generated_standards_are_read_as_meant() {
    let vocabulary = vocabulary();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for folder in benchmarks() {
        let truth = rows(&folder.join("benchmark_truth.jsonl"));
        let coal = fs::read_to_string(folder.join("coal.txt")).expect("coal.txt");
        let mut texts: Vec<String> = coal
            .lines()
            .filter_map(|l| {
                l.split_once("具体标准:")
                    .or_else(|| l.split_once("具体标准："))
                    .map(|(_, t)| t.trim().to_owned())
            })
            .filter(|t| !t.is_empty())
            .collect();
        let mut table = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_path(folder.join("general.csv"))
            .expect("general.csv");
        for record in table.records() {
            let record = record.expect("a record");
            if let Some(text) = record.get(6).filter(|t| !t.is_empty() && *t != "具体标准") {
                texts.push(text.to_owned());
            }
        }
        assert_eq!(texts.len(), truth.len());
        for (text, row) in texts.iter().zip(&truth) {
            let read = read_standard(text, vocabulary);
            let coal = row["benchmark"] == "coal";
            let mut got: Vec<String> = read
                .fines
                .iter()
                .map(|f| {
                    let stage = f.stage.as_ref().map_or("first", |s| s.as_str());
                    // Without a lead the stage is the item's own.
                    let stages = row["stages"].as_array().map_or(&[][..], Vec::as_slice);
                    let own = stages.first().and_then(Value::as_str);
                    let stage = own.filter(|_| f.stage_words.is_none()).unwrap_or(stage);
                    let who = f.who.as_deref().unwrap_or_default();
                    let subject =
                        if who.contains("负责") || who.contains("人员") || who.contains("投资人")
                        {
                            "person"
                        } else {
                            identify(&vocabulary.subjects, who).unwrap_or("unit")
                        };
                    let stage = if coal { "-" } else { stage };
                    format!("{stage} {subject} {:?}", f.amount)
                })
                .collect();
            let mut wanted: Vec<String> = row["fines"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|f| {
                    let yuan =
                        |k: &str| f[k].as_i64().map(crate::law::Fen::yuan).unwrap_or_default();
                    let range = crate::law::FenRange::written(
                        yuan("min"),
                        f["min_inclusive"] != false,
                        yuan("max"),
                        f["max_inclusive"] != false,
                    )
                    .expect("a range");
                    let subject = match f["subject"].as_str() {
                        Some("responsible_person") => "person",
                        Some(s) => s,
                        None => "",
                    };
                    let stage = if coal {
                        "-"
                    } else {
                        f["stage"].as_str().unwrap_or_default()
                    };
                    let min_stated = yuan("min") > crate::law::Fen::ZERO;
                    format!(
                        "{stage} {subject} {:?}",
                        Amount::Fixed { range, min_stated }
                    )
                })
                .collect();
            let fix = |s: &mut Vec<String>| {
                for t in s.iter_mut() {
                    *t = t
                        .replace(" individual ", " person ")
                        .replace("min_stated: true", "_")
                        .replace("min_stated: false", "_");
                }
                s.sort();
            };
            fix(&mut got);
            fix(&mut wanted);
            count += wanted.len();
            if got != wanted || !read.doubts.is_empty() {
                wrong.push(format!(
                    "{text}\n  {got:?}\n  {wanted:?}\n  {:?}",
                    read.doubts
                ));
            }
        }
    }
    eprintln!("{count} fines");
    let shown: Vec<&String> = wrong.iter().take(12).collect();
    assert!(wrong.is_empty(), "{} of {count}\n{shown:#?}", wrong.len());
}

/// Rows a person read: printed with what is different, and few must be.
#[test]
fn real_rows_are_read_as_a_person_did() {
    let Some(path) = shared("benchmarks/tiers.jsonl") else {
        return;
    };
    let measures = measures();
    let (mut count, mut same) = (0, 0);
    for row in rows(&path) {
        let Some(text) = row["condition_text"].as_str() else {
            continue;
        };
        let read = read_condition(text, measures);
        let single = &row["condition_read"];
        let atoms: Vec<Value> = match row["condition"]["any_of"].as_array() {
            Some(all) => all.clone(),
            None if single.is_object() => vec![single.clone()],
            None => continue,
        };
        count += 1;
        let numeric = |a: &Value, read: &crate::law::Atom| match &read.test {
            Test::Is(_) => a["is"].is_string() || a["op"] == "enum",
            Test::Holds(_) => false,
            Test::Within { low, high } => {
                let wan = if read.fact.as_str().ends_with("_wan") && a["unit"] == "元" {
                    10_000
                } else {
                    1
                };
                let end = |b: &Option<crate::law::condition::Bound>, key: &str| {
                    let given = decimal(&a[key]).map(|d| d / rust_decimal::Decimal::from(wan));
                    b.map(|b| b.value) == given
                        && b.is_none_or(|b| a[format!("{key}_inclusive").as_str()] != !b.inclusive)
                };
                end(low, "low") && end(high, "high")
            }
        };
        let read_atoms: Vec<_> = read.any_of.iter().collect();
        let agrees = read_atoms.len() == atoms.len()
            && read_atoms
                .iter()
                .zip(&atoms)
                .all(|(all, a)| matches!(all.as_slice(), [one] if numeric(a, one)));
        if agrees {
            same += 1;
        } else {
            eprintln!(
                "{text}\n   {}\n   {}",
                show(&read),
                serde_json::to_string(&atoms).unwrap_or_default()
            );
        }
    }
    eprintln!("{same} of {count} as a person read them");
    assert!(same * 10 >= count * 6, "{same} of {count}");
}
