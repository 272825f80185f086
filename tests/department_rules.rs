//! Department rules read from copies: every row of the shared data stands in the shipped files with the
//! same figures; every quote stands in its clause file; a second reading of the quotes finds the same
//! figures; deliberate corruptions are found. Nothing of the program's own code is used here.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use toml::{Table, Value};

/// Rows whose kind the text names by another word than the shared data: row, shared, shipped.
const WORDED: [(i64, &str, &str); 2] = [
    (1348, "停产停业整顿", "停产整顿"),
    (1372, "吊销资质资格", "撤销资质"),
];

/// How the texts word a kind: any one of the alternatives, each of them a set of words.
const WORDS: [(&str, &[&[&str]]); 18] = [
    ("罚款", &[&["罚款"]]),
    ("警告", &[&["警告"]]),
    ("责令改正", &[&["责令改正"]]),
    ("责令限期改正", &[&["限期改正"], &["限期整改"]]),
    ("责令限期补办", &[&["限期补办"]]),
    ("责令停止违法活动", &[&["停止非法"], &["停止违法"]]),
    ("责令停止建设", &[&["停止建设"]]),
    ("责令停止生产", &[&["停止生产"]]),
    ("停产停业整顿", &[&["停产停业整顿"]]),
    ("停产整顿", &[&["停产整顿"]]),
    ("撤销资质", &[&["撤销", "资质"]]),
    ("停业整顿", &[&["停业整顿"]]),
    ("没收违法所得", &[&["没收", "违法所得"]]),
    ("没收非法财物", &[&["没收"]]),
    ("暂扣许可证", &[&["暂扣"]]),
    ("吊销许可证", &[&["吊销"]]),
    ("撤销许可", &[&["撤销许可"]]),
    ("列入严重失信主体名单", &[&["应当列入严重失信主体名单"]]),
];

/// A row as shipped, with what its offence says.
#[derive(Clone)]
struct Row {
    offence: String,
    verified: String,
    inferred: bool,
    table: Table,
}

impl Row {
    fn text(&self, key: &str) -> &str {
        self.table.get(key).and_then(Value::as_str).unwrap_or("")
    }

    fn fine(&self) -> Option<&Table> {
        self.table.get("fine").and_then(Value::as_table)
    }

    fn words(&self, key: &str) -> Vec<String> {
        let list = self.table.get(key).and_then(Value::as_array);
        list.into_iter().flatten().map(spelt).collect()
    }
}

fn spelt(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benchmarks-data")
}

fn shared() -> Option<PathBuf> {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    while folder.pop() {
        let found = folder.join("shared/law");
        if found.join("department_rules.jsonl").exists() {
            return Some(found);
        }
    }
    eprintln!("skipped: shared/law/department_rules.jsonl is not here");
    None
}

fn table(path: &Path) -> Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

/// The tables of a list.
fn list<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let list = table.get(key).and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_table)
        .collect()
}

/// All rows of all statutes, by number.
fn shipped() -> BTreeMap<i64, Row> {
    let mut rows = BTreeMap::new();
    for file in fs::read_dir(data().join("statutes")).unwrap() {
        let document = table(&file.unwrap().path());
        for offence in list(&document, "offence") {
            for row in list(offence, "rows") {
                let n = row["n"].as_integer().unwrap();
                let text = |key: &str| offence.get(key).and_then(Value::as_str).unwrap_or("");
                let row = Row {
                    offence: text("id").to_owned(),
                    verified: text("verified").to_owned(),
                    inferred: offence.get("article_inferred").and_then(Value::as_bool)
                        == Some(true),
                    table: row.clone(),
                };
                assert!(rows.insert(n, row).is_none(), "row {n} twice");
            }
        }
    }
    rows
}

/// The shared rows with their clause files.
fn given(shared: &Path) -> Vec<(i64, Json, String)> {
    let lines = fs::read_to_string(shared.join("department_rules.jsonl")).unwrap();
    let one = |line: &str| {
        let row: Json = serde_json::from_str(line).unwrap();
        let n = row["id"].as_str().unwrap().rsplit('-').next().unwrap();
        let file = row["clause_file"].as_str().unwrap();
        let clause = fs::read_to_string(shared.join("statutes_extra").join(file)).unwrap();
        (n.parse().unwrap(), row.clone(), clause)
    };
    lines.lines().map(one).collect()
}

fn strings(value: &Json) -> Vec<String> {
    let text = |v: &Json| v.as_str().map(str::to_owned);
    match value.as_array() {
        Some(list) => list.iter().filter_map(text).collect(),
        None => text(value).into_iter().collect(),
    }
}

/// A number in digits or in Chinese numerals, up to 万.
fn number(text: &str) -> Option<i64> {
    let (head, wan) = match text.strip_suffix('万') {
        Some(head) => (head, 10_000),
        None => (text, 1),
    };
    if let Ok(n) = head.parse::<i64>() {
        return Some(n * wan);
    }
    let (mut total, mut digit) = (0, 0);
    for c in head.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                digit = "零一二三四五六七八九".chars().position(|d| d == c)?;
                continue;
            }
        };
        total += digit.max(1) * unit;
        digit = 0;
    }
    let n = i64::try_from(total + digit).ok()?;
    (n > 0).then_some(n * wan)
}

/// The figures a quote ends with: unit, the figures, and whether the last is an upper bound.
fn figures(quote: &str) -> Option<(char, Vec<i64>, bool)> {
    let tail = quote.rsplit('处').next()?;
    let counts = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百千万".contains(c);
    let (mut run, mut found, mut unit, mut bounded) = (String::new(), Vec::new(), ' ', false);
    let mut chars = tail.chars().peekable();
    while let Some(c) = chars.next() {
        if counts(c) {
            run.push(c);
            continue;
        }
        if let Some(n) = number(&run).filter(|_| c == '元' || c == '倍') {
            unit = c;
            found.push(n);
            let next: String = chars.clone().take(2).collect();
            bounded = next == "以下";
        }
        run.clear();
    }
    (!found.is_empty()).then_some((unit, found, bounded))
}

/// What is wrong with a fine when the quote is read.
fn misread(fine: &Table, quote: &str) -> Option<String> {
    let int = |key: &str| fine.get(key).and_then(Value::as_integer);
    let stated = fine.get("min_stated").and_then(Value::as_bool) != Some(false);
    let basis = fine.get("basis").and_then(Value::as_str).unwrap_or("");
    let read = figures(quote);
    let agrees = match &read {
        Some(('元', all, bounded)) => {
            let wanted = match all.as_slice() {
                [max] if *bounded => (0, *max, false),
                [only] => (*only, *only, true),
                [min, max] => (*min, *max, true),
                _ => return Some(format!("{quote}: {all:?}")),
            };
            basis == "fixed_range"
                && (int("min_yuan"), int("max_yuan"), stated)
                    == (Some(wanted.0), Some(wanted.1), wanted.2)
        }
        Some(('倍', all, _)) => {
            basis == "multiple_of_illegal_gain"
                && [int("min"), int("max")] == [all.first().copied(), all.last().copied()]
        }
        Some(_) | None => false,
    };
    (!agrees).then(|| format!("{fine} is not in {quote}: {read:?}"))
}

/// Everything in which a shipped row differs from the shared one or from the text.
fn faults(n: i64, given: &Json, row: &Row, clause: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut differ = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push(format!("{n} {what}: {ours}, shared {theirs}"));
        }
    };
    let text = |key: &str| given[key].as_str().unwrap_or("").to_owned();
    differ("offence", row.offence.clone(), text("offence_id"));
    differ("stage", row.text("stage").to_owned(), text("stage"));
    differ("subject", row.text("subject").to_owned(), text("subject"));
    differ(
        "verified",
        row.verified.clone(),
        text("verified").replace(' ', "_"),
    );
    differ(
        "refers_to",
        row.text("refers_to").to_owned(),
        text("refers_to"),
    );
    differ(
        "article_inferred",
        row.inferred.to_string(),
        given["article_inferred"]
            .as_bool()
            .unwrap_or(false)
            .to_string(),
    );
    let worded = |kind: String| {
        let other = WORDED
            .iter()
            .find(|(row, from, _)| *row == n && *from == kind);
        other.map_or(kind, |(_, _, to)| (*to).to_owned())
    };
    let kinds: Vec<String> = strings(&given["penalties"])
        .into_iter()
        .map(worded)
        .collect();
    differ(
        "penalties",
        row.words("penalties").join("、"),
        kinds.join("、"),
    );
    let groups = given["alternatives"].as_array().unwrap();
    let groups: Vec<String> = groups.iter().map(|g| strings(g).join("或者")).collect();
    let ours = row.table.get("alternatives").and_then(Value::as_array);
    let ours: Vec<String> = ours
        .into_iter()
        .flatten()
        .map(|g| {
            g.as_array()
                .unwrap()
                .iter()
                .map(spelt)
                .collect::<Vec<_>>()
                .join("或者")
        })
        .collect();
    differ("alternatives", ours.join("；"), groups.join("；"));
    let fine = &given["fine"];
    let mode = match row.text("mode") {
        "" if row.fine().is_some() => "must",
        mode => mode,
    };
    differ("mode", mode.to_owned(), text("fine_mode"));
    differ(
        "fine",
        row.fine().is_some().to_string(),
        fine.is_object().to_string(),
    );
    let grade = text("accident_grade");
    let noted = row.text("note").contains(&grade) && row.text("accident_grade").is_empty();
    if !noted || grade.is_empty() {
        differ(
            "accident_grade",
            row.text("accident_grade").to_owned(),
            grade,
        );
    }
    found.extend(refined(n, fine, row));
    found.extend(unquoted(n, given, row, clause));
    found
}

/// In which figures a shipped fine differs from the shared one.
fn refined(n: i64, given: &Json, row: &Row) -> Vec<String> {
    let Some(ours) = row.fine() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut differ = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push(format!("{n} {what}: {ours}, shared {theirs}"));
        }
    };
    let value = |key: &str| ours.get(key).map(spelt).unwrap_or_default();
    let same = |key: &str| {
        let number = given[key].as_i64().map(|n| n.to_string());
        let word = given[key].as_str().map(str::to_owned);
        number.or(word).unwrap_or_default()
    };
    for key in ["basis", "min_yuan", "max_yuan", "min", "max"] {
        differ(key, value(key), same(key));
    }
    let stated = given["min_in_text"].as_bool() != Some(false);
    let ours_stated = value("min_stated") != "false";
    differ("min_stated", ours_stated.to_string(), stated.to_string());
    let when = ours.get("when").and_then(Value::as_table);
    let when = when.map(|w| (w["illegal_gain"].as_str(), w["yuan"].as_integer()));
    let limit = |key: &str, word| given[key].as_i64().map(|y| (Some(word), Some(y)));
    let theirs = limit("threshold_yuan", "at_least").or(limit("condition_threshold_yuan", "below"));
    differ("when", format!("{when:?}"), format!("{theirs:?}"));
    found
}

/// What the quotes of a row do not bear out.
fn unquoted(n: i64, given: &Json, row: &Row, clause: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut quotes = strings(&given["quote"]);
    quotes.extend(strings(&given["figures_quote"]));
    let literal = quotes.iter().cloned().chain(strings(&given["item_text"]));
    for quote in literal.filter(|q| !clause.contains(q)) {
        found.push(format!("{n}: not in the clause file: {quote}"));
    }
    let all = quotes.concat();
    let is_worded = |set: &&[&str]| set.iter().all(|w| all.contains(w));
    for kind in row.words("penalties") {
        match WORDS.iter().find(|(k, _)| *k == kind) {
            Some((_, sets)) if sets.iter().any(is_worded) => {}
            _ => found.push(format!("{n}: {kind} is not in {all}")),
        }
    }
    let fined = quotes.iter().rev().find(|q| q.contains("罚款"));
    match (row.fine(), fined) {
        (Some(fine), Some(quote)) => found.extend(misread(fine, quote)),
        (Some(_), None) => found.push(format!("{n}: a fine without a quote")),
        (None, _) => {}
    }
    found
}

#[test]
fn every_shared_row_is_shipped_as_it_is() {
    let Some(shared) = shared() else { return };
    let shipped = shipped();
    let given = given(&shared);
    assert_eq!(given.len(), 124);
    let mut found = Vec::new();
    for (n, row, clause) in &given {
        match shipped.get(n) {
            Some(ours) => found.extend(faults(*n, row, ours, clause)),
            None => found.push(format!("{n} is missing")),
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let numbers: BTreeSet<i64> = given.iter().map(|(n, ..)| *n).collect();
    let head = |id: &str| id.split('-').next().unwrap_or("").to_owned();
    let rules: BTreeSet<String> = given
        .iter()
        .map(|(_, row, _)| head(row["offence_id"].as_str().unwrap()))
        .collect();
    assert_eq!(rules.len(), 14);
    for (n, row) in &shipped {
        assert!(
            numbers.contains(n) || !rules.contains(&head(&row.offence)),
            "row {n} of {} is not in the shared data",
            row.offence
        );
    }
}

/// A way to spoil a row; false where it does not apply.
type Corruption = fn(&mut Row) -> bool;

fn spoil(row: &mut Row, key: &str, change: impl Fn(i64) -> i64) -> bool {
    let fine = row.table.get_mut("fine").and_then(Value::as_table_mut);
    match fine.and_then(|f| f.get_mut(key)) {
        Some(Value::Integer(n)) => {
            *n = change(*n);
            true
        }
        Some(_) | None => false,
    }
}

fn respell(row: &mut Row, key: &str, other: &str) -> bool {
    let differs = row.text(key) != other;
    row.table
        .insert(key.to_owned(), Value::String(other.to_owned()));
    differs
}

const CORRUPTIONS: [Corruption; 18] = [
    |r| spoil(r, "max_yuan", |n| n * 10),
    |r| spoil(r, "max_yuan", |n| n + 10_000),
    |r| spoil(r, "min_yuan", |n| n + 1000),
    |r| spoil(r, "min", |n| n + 1),
    |r| spoil(r, "max", |n| n + 1),
    |r| respell(r, "stage", "refused"),
    |r| respell(r, "subject", "individual"),
    |r| r.fine().is_some() && respell(r, "mode", "select_by_gravity"),
    |r| r.fine().is_some() && r.text("mode") == "may" && r.table.remove("mode").is_some(),
    |r| r.table.remove("fine").is_some(),
    |r| {
        let fine = r.table.get_mut("fine").and_then(Value::as_table_mut);
        fine.is_some_and(|f| {
            let stated = f.get("min_stated").and_then(Value::as_bool) == Some(false);
            f.insert("min_stated".to_owned(), Value::Boolean(stated));
            true
        })
    },
    |r| {
        let fine = r.table.get_mut("fine").and_then(Value::as_table_mut);
        fine.is_some_and(|f| f.remove("when").is_some())
    },
    |r| {
        let kinds = r.table.get_mut("penalties").and_then(Value::as_array_mut);
        kinds.is_some_and(|k| k.pop().is_some())
    },
    |r| {
        let kinds = r.table.get_mut("penalties").and_then(Value::as_array_mut);
        kinds.is_some_and(|k| {
            k.push(Value::String("关闭".to_owned()));
            true
        })
    },
    |r| r.table.remove("alternatives").is_some(),
    |r| {
        r.offence.push('1');
        true
    },
    |r| {
        r.inferred = !r.inferred;
        true
    },
    |r| {
        "certified".clone_into(&mut r.verified);
        true
    },
];

#[test]
fn corruptions_are_found() {
    let Some(shared) = shared() else { return };
    let shipped = shipped();
    let mut tried = 0;
    for (n, given, clause) in &given(&shared) {
        for (which, corrupt) in CORRUPTIONS.iter().enumerate() {
            let mut row = shipped[n].clone();
            if corrupt(&mut row) {
                tried += 1;
                assert!(
                    !faults(*n, given, &row, clause).is_empty(),
                    "corruption {which} of row {n} was not found"
                );
            }
        }
        // A clause file that reads otherwise.
        let mut other = clause.clone();
        for quote in strings(&given["quote"]) {
            other = other.replace(&quote, &quote.replace('以', "已").replace('的', "地"));
        }
        if other != *clause {
            tried += 1;
            assert!(!faults(*n, given, &shipped[n], &other).is_empty(), "{n}");
        }
        // The quote and the shared row changed alike: the second reading still finds it.
        let mut both = given.clone();
        let mut row = shipped[n].clone();
        if spoil(&mut row, "max_yuan", |n| n * 10) {
            let max = both["fine"]["max_yuan"].as_i64().unwrap() * 10;
            both["fine"]["max_yuan"] = max.into();
            tried += 1;
            assert!(!faults(*n, &both, &row, clause).is_empty(), "{n}");
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// The fines of the 2015 penalty rules and the words they stand in: offence, stage, subject, text.
const OLD_RULES: [(&str, &str, &str, &str); 17] = [
    (
        "43-1-1",
        "first",
        "unit",
        "可以对生产经营单位处1万元以上3万元以下罚款",
    ),
    (
        "43-1-1",
        "first",
        "responsible_person",
        "个人经营的投资人处5000元以上1万元以下罚款",
    ),
    (
        "43-1-2",
        "first",
        "unit",
        "可以对生产经营单位处1万元以上3万元以下罚款",
    ),
    (
        "43-1-2",
        "first",
        "responsible_person",
        "个人经营的投资人处5000元以上1万元以下罚款",
    ),
    (
        "43-1-3",
        "first",
        "unit",
        "可以对生产经营单位处1万元以上3万元以下罚款",
    ),
    (
        "43-1-3",
        "first",
        "responsible_person",
        "个人经营的投资人处5000元以上1万元以下罚款",
    ),
    (
        "43-1-4",
        "first",
        "unit",
        "可以对生产经营单位处1万元以上3万元以下罚款",
    ),
    (
        "43-1-4",
        "first",
        "responsible_person",
        "个人经营的投资人处5000元以上1万元以下罚款",
    ),
    (
        "45-1-0",
        "first",
        "unit",
        "并可以对生产经营单位处1万元以上3万元以下罚款",
    ),
    (
        "45-1-0",
        "first",
        "responsible_person",
        "其他有关人员处1000元以上1万元以下的罚款",
    ),
    (
        "51-1-1",
        "first",
        "unit",
        "并处违法所得1倍以上3倍以下的罚款",
    ),
    (
        "51-1-2",
        "first",
        "responsible_person",
        "对有关人员处1000元以上1万元以下的罚款",
    ),
    (
        "51-3-0",
        "first",
        "unit",
        "并对生产经营单位处1万元以上3万元以下的罚款",
    ),
    (
        "51-3-0",
        "first",
        "responsible_person",
        "对有关人员处1000元以上5000元以下的罚款",
    ),
    (
        "52-1-1",
        "first",
        "unit",
        "并处违法所得1倍以上3倍以下的罚款",
    ),
    (
        "52-1-1",
        "first",
        "unit",
        "没有违法所得的，并处5000元以上1万元以下的罚款",
    ),
    (
        "52-1-2",
        "first",
        "responsible_person",
        "有关人员处5000元以上1万元以下的罚款",
    ),
];

#[test]
fn the_old_penalty_rules_say_what_was_seen() {
    let Some(shared) = shared() else { return };
    let excerpt = "statutes_extra/安全生产违法行为行政处罚办法(2015-04-02)_节录.md";
    let clause = fs::read_to_string(shared.join(excerpt)).unwrap();
    let shipped = shipped();
    let old: Vec<&Row> = shipped
        .values()
        .filter(|r| r.offence.starts_with("cfbf2015-"))
        .collect();
    assert_eq!(old.len(), 25);
    assert!(old.iter().all(|r| r.verified == "part"));
    for (place, stage, subject, text) in OLD_RULES {
        assert!(clause.contains(text), "{text}");
        let id = format!("cfbf2015-{place}");
        let at =
            |r: &&&Row| r.offence == id && r.text("stage") == stage && r.text("subject") == subject;
        let fines: Vec<&Table> = old.iter().filter(at).filter_map(|r| r.fine()).collect();
        assert!(
            fines.iter().any(|fine| misread(fine, text).is_none()),
            "{id} {stage} {subject}: {text} is not among {fines:?}"
        );
    }
    // Every fine is one of those read, and the cap of the multiples is the text's.
    let places: BTreeMap<&str, Vec<&str>> = OLD_RULES.iter().fold(
        BTreeMap::new(),
        |mut all: BTreeMap<&str, Vec<&str>>, (place, _, _, text)| {
            all.entry(place).or_default().push(text);
            all
        },
    );
    let none = "没有违法所得的，并处5000元以上1万元以下的罚款";
    for row in &old {
        let Some(fine) = row.fine() else { continue };
        let place = row.offence.strip_prefix("cfbf2015-").unwrap();
        let texts = &places[place];
        let read = texts
            .iter()
            .chain([&none])
            .any(|t| misread(fine, t).is_none());
        assert!(read, "{} {fine}", row.offence);
        if fine["basis"].as_str() == Some("multiple_of_illegal_gain") {
            assert!(clause.contains("最高不得超过3万元"));
            assert_eq!(fine["cap_yuan"].as_integer(), Some(30_000));
        }
    }
}

#[test]
fn relations_name_offences_that_are_shipped() {
    let ids: BTreeSet<String> = shipped().into_values().map(|r| r.offence).collect();
    let clause = |id: &str| id.split('/').next().unwrap_or("").to_owned();
    let clauses: BTreeSet<String> = ids.iter().map(|id| clause(id)).collect();
    let known = |id: &str| ids.contains(id) || clauses.contains(id);
    let mut seen = 0;
    let mut check = |table: &Table| {
        for key in ["offence", "with", "old", "new", "lower", "higher"] {
            if let Some(id) = table.get(key).and_then(Value::as_str) {
                seen += 1;
                assert!(known(id), "{id}");
            }
        }
    };
    for (file, name) in [
        ("referrals-rules.toml", "referral"),
        ("precedence-rules.toml", "precedence"),
        ("successors-rules.toml", "successor"),
        ("linked-rules.toml", "linked"),
    ] {
        let document = table(&data().join("rules").join(file));
        let rows = list(&document, name);
        assert!(!rows.is_empty(), "{file}");
        for row in rows {
            check(row);
            list(row, "targets").into_iter().for_each(&mut check);
        }
    }
    assert!(seen > 90, "{seen}");
}
