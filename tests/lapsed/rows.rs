//! The rows, from the fixture and as shipped.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::text::LAWS;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fine {
    pub basis: String,
    pub min: Option<u64>,
    pub max: u64,
    /// Illegal gain: reached (true) or not reached, and the amount.
    pub when: Option<(bool, u64)>,
    pub mode: String,
}

/// What both forms of a row say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub n: u64,
    pub offence: String,
    pub title: String,
    pub subject: String,
    pub who: String,
    pub stage: String,
    pub penalties: Vec<String>,
    pub fine: Option<Fine>,
    pub ban: Option<String>,
    pub days: Option<u64>,
    /// The further keys, as they are written.
    pub rest: BTreeMap<&'static str, Value>,
}

/// What only the fixture says: the words of the law.
#[derive(Clone, Debug)]
pub struct Words {
    pub quotes: Vec<String>,
    pub item: Option<String>,
    pub place: (u32, u32, u32),
}

#[derive(Clone)]
pub struct Rows {
    pub quoted: Vec<(Row, Words)>,
    pub shipped: Vec<Row>,
}

pub fn strings(value: &Value) -> Vec<String> {
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

pub fn read_fine(fine: &Value, mode: &Value) -> Option<Fine> {
    let basis = fine["basis"].as_str()?;
    let fixed = basis == "fixed_range";
    let (min, max) = if fixed {
        ("min_yuan", "max_yuan")
    } else {
        ("min", "max")
    };
    let stated = fine.get("min_in_text").or(fine.get("min_stated"));
    let when = if let Some(when) = fine.get("when") {
        Some((when["illegal_gain"] == "at_least", when["yuan"].as_u64()?))
    } else if let Some(amount) = fine.get("threshold_yuan") {
        Some((true, amount.as_u64()?))
    } else {
        fine.get("condition_threshold_yuan")
            .map(|amount| (false, amount.as_u64().unwrap()))
    };
    Some(Fine {
        basis: basis.to_owned(),
        min: fine[min]
            .as_u64()
            .filter(|_| stated.is_none_or(|s| s == true)),
        max: fine[max].as_u64()?,
        when,
        mode: mode.as_str().unwrap_or("must").to_owned(),
    })
}

pub fn read_row(row: &Value, n: u64, offence: [&Value; 2], names: [&str; 3]) -> Row {
    const REST: [&str; 9] = [
        "alternatives",
        "adds_to",
        "organs",
        "objects",
        "mode_of",
        "refers_to",
        "accident_grade",
        "note",
        "authority",
    ];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let ban = row.get("ban").or(row.get("ban_years"));
    let given = |key: &&str| {
        let value = row.get(*key)?;
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        (!empty).then(|| value.clone())
    };
    Row {
        n,
        offence: text(offence[0]),
        title: text(offence[1]),
        subject: text(&row["subject"]),
        who: text(&row[names[0]]),
        stage: text(&row["stage"]),
        penalties: strings(&row["penalties"]),
        fine: read_fine(&row["fine"], &row[names[1]]),
        ban: ban.map(|b| b.as_str().map_or_else(|| b.to_string(), str::to_owned)),
        days: row[names[2]].as_u64(),
        rest: REST
            .iter()
            .filter_map(|key| Some((*key, given(key)?)))
            .collect(),
    }
}

pub fn read_rows() -> Rows {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rows = Rows {
        quoted: Vec::new(),
        shipped: Vec::new(),
    };
    let fixture = fs::read_to_string(root.join("tests/fixtures/law/lapsed.jsonl")).unwrap();
    for line in fixture.lines() {
        let json: Value = serde_json::from_str(line).unwrap();
        let (_, n) = json["id"].as_str().unwrap().rsplit_once('-').unwrap();
        let number = |key: &str| u32::try_from(json[key].as_u64().unwrap_or(0)).unwrap();
        let names = ["subject_detail", "fine_mode", "detention_days_max"];
        let offence = [&json["offence_id"], &json["offence"]];
        let mut row = read_row(&json, n.parse().unwrap(), offence, names);
        if let Some(concurrence) = json.get("concurrence") {
            row.rest.insert("concurrence", concurrence.clone());
        }
        let words = Words {
            quotes: strings(&json["quote"]),
            item: json["item_text"].as_str().map(str::to_owned),
            place: (number("article"), number("paragraph"), number("item")),
        };
        rows.quoted.push((row, words));
    }
    for law in &LAWS {
        let file = root.join(format!("benchmarks-data/statutes/{}.toml", law.slug));
        let document: Value = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        for offence in document["offence"].as_array().unwrap() {
            for raw in offence["rows"].as_array().unwrap() {
                let names = ["who", "mode", "detention_days_max"];
                let n = raw["n"].as_u64().unwrap();
                let mut row = read_row(raw, n, [&offence["id"], &offence["title"]], names);
                for key in ["authority", "concurrence"] {
                    if let Some(value) = offence.get(key) {
                        row.rest.entry(key).or_insert_with(|| value.clone());
                    }
                }
                rows.shipped.push(row);
            }
        }
    }
    rows
}
