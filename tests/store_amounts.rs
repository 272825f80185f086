//! Amounts a fine is measured by, and citations as decisions write them: from the file into the store and out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::compare::{Amounts, Decision};
use cailiang::law::{FactValue, Fen};
use cailiang::report::table::{Column, Form, cells, headings, to_json};
use cailiang::store::{Cancel, Filter, ImportReport, Input, Page, Profile, Request, Store, Stored};
use common::library;

fn import(store: &mut Store, text: &str, profile: &Profile) -> ImportReport {
    let request = Request {
        file: "f",
        at: "2025-01-01T08:00:00".parse().unwrap(),
        library: "test",
        profile,
        teaching: false,
        preview: false,
    };
    let never = Cancel::new(false);
    let input = Input::Bytes(text.as_bytes());
    store
        .import(input, library(), &request, &mut |_| {}, &never)
        .unwrap()
}

fn read_with(text: &str, profile: &Profile) -> (Vec<Stored>, Vec<&'static str>) {
    let mut store = Store::open_in_memory().unwrap();
    let report = import(&mut store, text, profile);
    assert_eq!(report.rejected, [], "{text}");
    let notes = report.notes.iter().map(|n| n.code).collect();
    let all = store
        .decisions(&Filter::default(), Page::default())
        .unwrap();
    (all, notes)
}

fn one(text: &str) -> (Decision, Vec<&'static str>, Option<String>) {
    let (mut all, notes) = read_with(text, &Profile::default());
    assert_eq!(all.len(), 1, "{text}");
    let stored = all.remove(0);
    (stored.decision, notes, stored.extra)
}

fn json(more: &str) -> String {
    format!(
        r#"{{"case_no":"1","decided_on":"2024-11-20","act_on":"2024-08-02","authority":"甲局","region":"141121","subject":"unit","disposition":"fined","fine_yuan":150000{more}}}"#
    )
}

fn csv(heads: &str, values: &str) -> String {
    format!(
        "决定书文号,处罚决定日期,违法行为发生日期,处罚机关,行政区划代码,处罚依据,当事人类别,处罚类别,罚款金额（万元）,{heads}\n1,2024-11-20,2024-08-02,甲局,141121,《安全生产法》第一百零三条第一款,单位,罚款,15,{values}\n"
    )
}

fn yuan(gain: i64, goods: i64, income: i64) -> Amounts {
    Amounts {
        illegal_gain: Some(Fen::yuan(gain)),
        goods_value: Some(Fen::yuan(goods)),
        annual_income: Some(Fen::yuan(income)),
    }
}

#[test]
fn the_three_spellings_of_the_amounts_say_the_same() {
    let texts = [
        json(
            r#","offence":"aqscf-103-1-0","illegal_gain_yuan":120000,"goods_value_yuan":0,"annual_income_yuan":85000"#,
        ),
        csv(
            "违法所得（万元）,货值金额（万元）,上一年年收入（万元）",
            "12,0,8.5",
        ),
        csv(
            "违法所得（元）,货值金额(元),上一年年收入（元）",
            "\"120,000\",0,85000",
        ),
        csv("违法所得,货值,上一年度年收入", "12万元,0元,八万五千元"),
    ];
    for text in texts {
        let (decision, notes, _) = one(&text);
        assert_eq!(decision.amounts, yuan(120_000, 0, 85_000), "{text}");
        assert_eq!(notes, Vec::<&str>::new(), "{text}");
        // Tiers may ask for the illegal gain as a fact.
        let fact = decision.facts.get("illegal_gain_yuan");
        assert_eq!(fact, Some(&FactValue::from(120_000)), "{text}");
    }
    let profile = Profile::from_toml(
        "name = \"某县\"\n[columns]\n\"赚了\" = \"illegal_gain_wan\"\n\"货\" = \"goods_value_yuan\"\n\"工资\" = \"annual_income\"\n",
    );
    let text = csv("赚了,货,工资", "12,0,8.5万");
    let (all, _) = read_with(&text, &profile.unwrap());
    assert_eq!(all[0].decision.amounts, yuan(120_000, 0, 85_000));
}

#[test]
fn absent_is_not_known_and_nothing_unreadable_is_lost() {
    for text in [
        json(r#","offence":"aqscf-103-1-0""#),
        json(r#","offence":"aqscf-103-1-0","illegal_gain_yuan":null"#),
        csv("违法所得（万元）,货值金额（万元）", ",-"),
    ] {
        let (decision, notes, _) = one(&text);
        assert_eq!(
            (decision.amounts, notes),
            (Amounts::default(), vec![]),
            "{text}"
        );
    }
    for (heads, cell) in [
        ("违法所得（万元）", "约12万"),
        ("违法所得（万元）", "-3"),
        ("违法所得（万元）", "无"),
        ("违法所得", "12"),
        ("违法所得（元）", "见附件"),
    ] {
        let (decision, notes, extra) = one(&csv(heads, cell));
        assert_eq!(decision.amounts, Amounts::default(), "{cell}");
        assert_eq!(notes, ["unreadable_measure"], "{cell}");
        assert!(extra.unwrap().contains(cell), "{cell}");
    }
    // Given as a fact alone it is the amount of the case; two different ones are not settled by guessing.
    let fact = r#","offence":"aqscf-103-1-0","facts":{"illegal_gain_yuan":90000}"#;
    assert_eq!(
        one(&json(fact)).0.amounts.illegal_gain,
        Some(Fen::yuan(90_000))
    );
    let both = format!(r#"{fact},"illegal_gain_yuan":80000"#);
    let (decision, notes, extra) = one(&json(&both));
    assert_eq!(decision.amounts.illegal_gain, Some(Fen::yuan(80_000)));
    assert_eq!(notes, ["unreadable_fact"]);
    assert!(extra.unwrap().contains("90000"));
}

#[test]
fn other_amounts_about_the_same_penalty_conflict_and_the_same_again_is_a_repeat() {
    let mut store = Store::open_in_memory().unwrap();
    let line = |gain: &str| {
        json(&format!(
            r#","offence":"aqscf-103-1-0","illegal_gain_yuan":{gain}"#
        ))
    };
    let text = [line("120000"), line("120000"), line("120001")].join("\n");
    let report = import(&mut store, &text, &Profile::default());
    let reasons: Vec<&str> = report.rejected.iter().map(|r| r.reason).collect();
    assert_eq!(
        (report.accepted, report.duplicates, reasons),
        (1, 1, vec!["conflicting_duplicate"])
    );
}

#[test]
fn what_is_written_out_reads_back() {
    let text = csv("违法所得（万元）,上一年年收入（万元）", "12.00005,0");
    let (all, _) = read_with(&text, &Profile::default());
    let row = to_json(&Column::ALL, library(), &all[0]);
    assert_eq!(row["illegal_gain_yuan"], serde_json::json!(120_000.5));
    assert_eq!(row["goods_value_yuan"], serde_json::Value::Null);
    let titles: Vec<String> = headings(&Column::ALL, Form::Csv)
        .into_iter()
        .map(|h| h.title)
        .collect();
    let cells = cells(&Column::ALL, Form::Csv, library(), &all[0]);
    let again = format!("{}\n{}\n", titles.join(","), cells.join(","));
    let (back, _) = read_with(&again, &Profile::default());
    assert_eq!(back[0].decision.amounts, all[0].decision.amounts);
}

#[test]
fn a_benchmark_cited_beside_the_law_is_kept_and_names_the_tier() {
    let basis = |text: &str| json(&format!(r#","basis":"{text}""#));
    let text =
        "依据《安全生产法》第一百零三条第一款，参照《某省应急管理行政处罚裁量基准》第19项（A档）";
    let (decision, notes, extra) = one(&basis(text));
    assert_eq!(
        (
            decision.offence.unwrap().as_str(),
            decision.tier.as_deref(),
            notes,
            decision.basis.as_deref()
        ),
        (
            "aqscf-103-1-0",
            Some("A"),
            vec!["benchmark_reference"],
            Some(text)
        )
    );
    assert!(extra.unwrap().contains("第19项"));
    let (decision, notes, _) = one(&basis("《海洋石油安全管理细则》第三十八条"));
    assert_eq!((decision.offence, notes), (None, vec!["outside_library"]));
}

#[test]
fn old_numbers_used_too_late_are_taken_in_with_a_warning() {
    let line = |basis: &str, decided: &str, act: &str, more: &str| {
        json(&format!(r#","basis":"{basis}"{more}"#))
            .replace("2024-11-20", decided)
            .replace("2024-08-02", act)
    };
    let title = r#","offence_text":"未如实记录安全生产教育和培训情况""#;
    let cases = [
        (
            "《安全生产法》第九十六条第三项",
            "2021-11-20",
            "2021-08-02",
            "",
            "aqscf-99-1-3",
            false,
        ),
        (
            "《安全生产法》第九十六条第三项",
            "2024-11-20",
            "2024-08-02",
            "",
            "aqscf-99-1-3",
            true,
        ),
        (
            "《安全生产法》第九十四条第四项",
            "2024-11-20",
            "2024-08-02",
            title,
            "aqscf-97-1-4",
            true,
        ),
    ];
    // Before they were replaced the numbers are simply those of the text of the day.
    let text = "《安全生产法》第九十六条第三项";
    let (decision, notes, _) = one(&line(text, "2020-11-20", "2020-08-02", ""));
    assert_eq!(
        (decision.offence.unwrap().as_str(), notes.len()),
        ("aqscf2014-96-1-3", 0)
    );
    assert!(!decision.flags.earlier_numbering);
    for (basis, decided, act, more, offence, late) in cases {
        let (decision, notes, _) = one(&line(basis, decided, act, more));
        let expected: Vec<&str> = if late {
            vec!["earlier_numbering", "lapsed_numbering"]
        } else {
            vec!["earlier_numbering"]
        };
        assert_eq!(
            (
                decision.offence.unwrap().as_str(),
                notes,
                decision.flags.earlier_numbering
            ),
            (offence, expected, true),
            "{basis} {decided}"
        );
    }
}
