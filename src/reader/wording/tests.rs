use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::{
    Amount, Factor, Measures, ReadCondition, read_condition, read_standard, split_sentence,
};
use crate::law::Atom;
use crate::law::condition::Test;
use crate::law::vocabulary::Vocabulary;
use crate::packs::{Loaded, load_shipped};

fn loaded() -> &'static Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED.get_or_init(load_shipped)
}

fn measures() -> &'static Measures {
    &loaded().measures
}

fn vocabulary() -> &'static Vocabulary {
    &loaded().library.parts().vocabulary
}

fn show_atom(atom: &Atom) -> String {
    let end = |b: Option<crate::law::condition::Bound>, open: &str, closed: &str| match b {
        None => String::new(),
        Some(b) => format!(
            "{}{}",
            if b.inclusive { closed } else { open },
            b.value.normalize()
        ),
    };
    match &atom.test {
        Test::Is(text) => format!("“{text}”"),
        Test::Holds(yes) => format!("{}={yes}", atom.fact),
        Test::Within { low, high } => {
            format!(
                "{}{}{}",
                atom.fact,
                end(*low, ">", "≥"),
                end(*high, "<", "≤")
            )
        }
    }
}

/// `person_times≥3≤5 & “…” | …`.
fn show(read: &ReadCondition) -> String {
    let all = |all: &Vec<Atom>| all.iter().map(show_atom).collect::<Vec<_>>().join(" & ");
    read.any_of.iter().map(all).collect::<Vec<_>>().join(" | ")
}

#[test]
fn conditions_as_tables_write_them() {
    let measures = measures();
    let cases = include_str!("tests/conditions.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in cases
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let (text, wanted) = line.split_once(" => ").expect("text => reading");
        count += 1;
        let read = read_condition(text, measures);
        let shown = show(&read);
        if shown != wanted {
            wrong.push(format!("{text}\n  wanted {wanted}\n  read   {shown}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 60, "{count}");
}

/// `stage/who/min-max?may`.
fn show_standard(text: &str) -> String {
    let read = read_standard(text, vocabulary());
    let mut parts: Vec<String> = read
        .fines
        .iter()
        .map(|f| {
            let amount = match &f.amount {
                Amount::Fixed { range, min_stated } => {
                    format!(
                        "{}-{}{}",
                        range.min().to_yuan(),
                        range.max().to_yuan(),
                        if *min_stated { "" } else { "*" }
                    )
                }
                Amount::Factors { basis, min, max } => {
                    let of = match basis {
                        Factor::IllegalGain => "gain",
                        Factor::GoodsValue => "goods",
                        Factor::AnnualIncome => "income",
                    };
                    format!("{of} {min}-{max}")
                }
                Amount::Unread => "?".to_owned(),
            };
            let stage = f.stage.as_ref().map_or("-", |s| s.as_str());
            let who = f.who.as_deref().unwrap_or("-");
            let when = f
                .when
                .map_or(String::new(), |w| format!(" when {:?}", w.test));
            format!(
                "{stage}/{who}/{amount}{}{when}",
                if f.may { " may" } else { "" }
            )
        })
        .collect();
    for order in &read.orders {
        let stage = order.stage.as_ref().map_or("-", |s| s.as_str());
        parts.push(format!("[{stage}: {}]", order.kinds.join(" ")));
    }
    parts.extend(read.doubts.iter().map(|d| format!("!{}", d.code)));
    parts.join(" ; ")
}

#[test]
fn standards_as_tables_write_them() {
    let mut wrong = Vec::new();
    let cases = include_str!("tests/standards.txt");
    for line in cases
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let (text, wanted) = line.split_once(" => ").expect("text => reading");
        let shown = show_standard(text);
        if shown != wanted {
            wrong.push(format!("{text}\n  wanted {wanted}\n  read   {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_sentence_is_cut_where_the_penalty_begins() {
    let cases = [
        (
            "少配1人的，责令限期改正，处3万元以下的罚款；逾期未改正的，处5万元罚款。",
            "少配1人的",
            "责令限期改正，处3万元以下的罚款；逾期未改正的，处5万元罚款。",
        ),
        ("1处的，责令限期改正", "1处的", "责令限期改正"),
        (
            "未对3处以下一般事故隐患采取措施消除的，对单位处1万元罚款",
            "未对3处以下一般事故隐患采取措施消除的",
            "对单位处1万元罚款",
        ),
        (
            "逾期10日以下的，处1万元罚款",
            "逾期10日以下的",
            "处1万元罚款",
        ),
        (
            "少配1人的处3万元以下的罚款",
            "少配1人的",
            "处3万元以下的罚款",
        ),
        ("责令改正，处1万元罚款", "", "责令改正，处1万元罚款"),
        ("个别记录有错漏的", "个别记录有错漏的", ""),
        (
            "涉及人员占从业人员总数10%以下的，给予警告，可以并处1万元罚款",
            "涉及人员占从业人员总数10%以下的",
            "给予警告，可以并处1万元罚款",
        ),
    ];
    for (text, condition, standard) in cases {
        assert_eq!(
            split_sentence(text),
            (condition.to_owned(), standard.to_owned())
        );
    }
}

mod corpus;
mod properties;

fn decimal(value: &serde_json::Value) -> Option<Decimal> {
    value.as_f64().and_then(|x| x.to_string().parse().ok())
}
