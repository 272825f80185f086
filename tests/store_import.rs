//! The store from outside: what goes in, what comes out, what is refused, what can be taken back.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cailiang::compare::{Decision, Outcome};
use cailiang::law::{Fen, FineBasis, Id, Library, Subject};
use cailiang::packs::load_shipped;
use cailiang::store::{
    Cancel, Filter, ImportError, ImportReport, Input, Page, Profile, Progress, Request, Sort,
    Store, StoreError, Stored, Tally,
};
use proptest::prelude::*;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load_shipped().library);
static PROFILE: LazyLock<Profile> = LazyLock::new(Profile::default);

fn request(file: &str) -> Request<'_> {
    Request {
        file,
        at: "2025-01-01T08:00:00".parse().unwrap(),
        library: "test",
        profile: &PROFILE,
        teaching: false,
        preview: false,
    }
}

fn try_import(
    store: &mut Store,
    bytes: &[u8],
    request: &Request<'_>,
) -> Result<ImportReport, ImportError> {
    store.import(
        Input::Bytes(bytes),
        &LIBRARY,
        request,
        &mut |_| {},
        &Cancel::new(false),
    )
}

fn import(store: &mut Store, text: &str) -> ImportReport {
    try_import(store, text.as_bytes(), &request("f")).unwrap()
}

fn memory() -> Store {
    Store::open_in_memory().unwrap()
}

fn everything(store: &Store) -> Vec<Stored> {
    store
        .decisions(
            &Filter::default(),
            Page {
                sort: Sort::Arrival,
                descending: false,
                limit: u32::MAX,
                offset: 0,
            },
        )
        .unwrap()
}

/// A complete record with some fields set otherwise.
fn record(changes: &str) -> String {
    let base = r#"{"case_no":"甲罚〔2024〕1号","decided_on":"2024-11-20","act_on":"2024-08-02","authority":"甲县应急管理局","region":"141121","domain":"coal","basis":"《安全生产法》第九十九条第一款第三项","offence":"aqscf-99-1-3","subject":"unit","stage":"overdue","party_name":"某矿","facts":{"days_overdue":7,"staff_pct":12.5,"behaviour":"逾期仍未经常性维护保养"},"circumstances":["art32_voluntary_remedy","agg_repeat_within_year"],"tier":"第一阶次","disposition":"fined","fine_yuan":80000.05,"other_penalties":["责令停产停业整顿"],"narrative":"查明“事实”。"}"#;
    let mut value: serde_json::Map<String, serde_json::Value> = serde_json::from_str(base).unwrap();
    let changes: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(changes).unwrap();
    value.extend(changes);
    serde_json::Value::Object(value).to_string() + "\n"
}

fn codes(report: &ImportReport) -> Vec<&str> {
    report.rejected.iter().map(|r| r.reason).collect()
}

fn notes(report: &ImportReport) -> Vec<&str> {
    report.notes.iter().map(|n| n.code).collect()
}

#[test]
fn a_complete_record_comes_back_as_it_went_in() {
    let mut store = memory();
    let report = import(&mut store, &record(r#"{"region_name":"甲","x":{"y":[1]}}"#));
    assert_eq!(
        (report.read, report.accepted, notes(&report)),
        (1, 1, vec![])
    );
    let [stored] = everything(&store).try_into().unwrap();
    let d = &stored.decision;
    assert_eq!(
        (
            d.case_no.as_str(),
            d.decided_on.to_string().as_str(),
            d.act_on.map(|a| a.to_string()).as_deref()
        ),
        ("甲罚〔2024〕1号", "2024-11-20", Some("2024-08-02"))
    );
    assert_eq!(
        (
            d.authority.as_str(),
            d.region.as_deref(),
            d.subject,
            d.outcome
        ),
        (
            "甲县应急管理局",
            Some("141121"),
            Subject::Unit,
            Some(Outcome::Fined)
        )
    );
    assert_eq!(
        (d.fine, d.tier.as_deref(), d.narrative.as_deref()),
        (Some(Fen(8_000_005)), Some("第一阶次"), Some("查明“事实”。"))
    );
    assert_eq!(
        serde_json::to_string(&d.facts).unwrap(),
        r#"{"behaviour":"逾期仍未经常性维护保养","days_overdue":7.0,"staff_pct":12.5}"#
    );
    assert_eq!(
        d.circumstances.iter().map(Id::as_str).collect::<Vec<_>>(),
        ["art32_voluntary_remedy", "agg_repeat_within_year"]
    );
    assert_eq!(
        (
            d.other_penalties.as_slice(),
            stored.line,
            stored.extra.as_deref()
        ),
        (
            ["责令停产停业整顿".to_owned()].as_slice(),
            1,
            Some(r#"{"region_name":"甲","x":{"y":[1]}}"#)
        )
    );
    assert_eq!(store.decision(stored.id).unwrap(), Some(stored.clone()));
    let bare = Decision {
        narrative: None,
        ..stored.decision
    };
    assert_eq!(store.all(&Filter::default()).unwrap(), [(stored.id, bare)]);
}

#[test]
fn what_is_not_known_stays_unknown() {
    let mut store = memory();
    let report = import(
        &mut store,
        &record(
            r#"{"act_on":null,"region":null,"domain":null,"stage":null,"party_name":null,"facts":{},"circumstances":[],"tier":null,"disposition":null,"fine_yuan":null,"other_penalties":[],"narrative":null,"decided_on":"2022-H1"}"#,
        ),
    );
    assert_eq!(
        notes(&report),
        ["missing_act_on", "missing_region", "reduced_date"]
    );
    let d = everything(&store).remove(0).decision;
    assert_eq!(
        (
            d.act_on,
            d.region,
            d.domain,
            d.stage,
            d.party_name,
            d.tier,
            d.outcome,
            d.fine,
            d.narrative
        ),
        (None, None, None, None, None, None, None, None, None)
    );
    assert_eq!(d.decided_on.to_string(), "2022-01-01/2022-06-30");
}

#[test]
fn each_fault_has_its_reason_and_the_rest_goes_in() {
    let faults = [
        ("{\"case_no\":", "unreadable_row"),
        ("[1,2]", "unreadable_row"),
        (&record(r#"{"case_no":" "}"#), "missing_case_no"),
        (&record(r#"{"decided_on":null}"#), "missing_decided_on"),
        (&record(r#"{"decided_on":"2024-02-30"}"#), "invalid_date"),
        (&record(r#"{"authority":null}"#), "missing_authority"),
        (&record(r#"{"basis":null,"offence":null}"#), "missing_basis"),
        (
            &record(r#"{"basis":null,"offence":"aqscf-990-1-1"}"#),
            "unknown_citation",
        ),
        (
            &record(r#"{"basis":"有关规定","offence":null}"#),
            "unknown_citation",
        ),
        (&record(r#"{"subject":null}"#), "missing_subject"),
        (&record(r#"{"subject":"飞船"}"#), "unknown_subject"),
        (&record(r#"{"fine_yuan":-1}"#), "negative_amount"),
        (&record(r#"{"fine_yuan":"2-3万元"}"#), "ambiguous_amount"),
        (&record(r#"{"fine_yuan":"见附件"}"#), "unreadable_amount"),
        (&record(r#"{"fine_yuan":0.001}"#), "unreadable_amount"),
    ];
    let mut text = String::new();
    for (line, _) in &faults {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&record("{}"));
    let mut store = memory();
    let report = import(&mut store, &text);
    assert_eq!(codes(&report), faults.map(|(_, code)| code));
    assert_eq!(
        (
            report.read,
            report.accepted,
            report.rejected.iter().map(|r| r.line).collect::<Vec<_>>()
        ),
        (16, 1, (1..=15).collect())
    );
    let refused = store.refused(report.import.unwrap()).unwrap();
    assert_eq!(
        refused.iter().map(|r| r.raw.as_str()).collect::<Vec<_>>(),
        faults.map(|(line, _)| line.trim())
    );
}

#[test]
fn citations_that_lead_out_of_the_library_are_kept_with_a_note() {
    let cases = [
        (
            r#"{"basis":"《浙江省安全生产条例》42"}"#,
            "outside_library",
            None,
            false,
        ),
        (
            // The text of 2014 is loaded: nothing is converted, but it had been replaced.
            r#"{"basis":"《安全生产法(2014旧)》96(3)(旧条号)"}"#,
            "lapsed_numbering",
            Some("aqscf2014-96-1-3"),
            false,
        ),
        (
            r#"{"basis":"《煤矿安全生产条例》页面未写条号"}"#,
            "no_article",
            None,
            false,
        ),
        (
            r#"{"basis":"《安全生产法》99(2); 102"}"#,
            "several_offences",
            Some("aqscf-99-1-2"),
            false,
        ),
        (
            r#"{"basis":"《安全生产法》第九十七条第一款第三项","offence":"aqscf-99-1-3"}"#,
            "basis_differs",
            Some("aqscf-99-1-3"),
            false,
        ),
        (
            r#"{"basis":null,"offence_text":"未如实记录安全生产教育和培训情况"}"#,
            "offence_from_title",
            Some("aqscf-97-1-4"),
            false,
        ),
    ];
    for (changes, note, offence, earlier) in cases {
        let mut store = memory();
        let with_offence = changes.contains("\"offence\":");
        let line = if with_offence {
            record(changes)
        } else {
            record(&changes.replacen('{', r#"{"offence":null,"#, 1))
        };
        let report = import(&mut store, &line);
        assert_eq!(
            (notes(&report).concat(), codes(&report)),
            (note.to_owned(), vec![]),
            "{changes}"
        );
        let d = everything(&store).remove(0).decision;
        assert_eq!(
            (
                d.offence.as_ref().map(Id::as_str),
                d.flags.earlier_numbering
            ),
            (offence, earlier),
            "{changes}"
        );
    }
    let mut store = memory();
    let report = import(
        &mut store,
        &record(
            r#"{"offence":null,"basis":"《安全生产法》99(2); 102","several_offences_merged":true,"article_inferred":true,"teaching":true}"#,
        ),
    );
    let flags = everything(&store).remove(0).decision.flags;
    assert_eq!(
        (
            notes(&report),
            flags.merged,
            flags.article_inferred,
            flags.teaching
        ),
        (vec![], true, true, true)
    );
}

/// Two texts of one title: the day of the decision tells which is meant, whatever rows stand before.
#[test]
fn the_day_of_the_decision_tells_which_text_is_meant() {
    const SHARED: &str = "未将事故隐患排查治理情况如实记录或者未向从业人员通报";
    const AND_A_RULE: &str = "未如实记录安全生产教育和培训情况";
    let titled = |day: &str, title: &str| {
        format!(
            r#"{{"case_no":"题{day}","offence":null,"basis":null,"offence_text":"{title}","decided_on":"{day}"}}"#
        )
    };
    let cited = |day: &str| {
        format!(
            r#"{{"case_no":"条{day}","offence":null,"basis":"《安全生产法》第九十四条第四项","decided_on":"{day}"}}"#
        )
    };
    let rows = [
        // Before the text of 2014, whose numbers are the oldest that are known.
        (cited("2013-03-01"), "aqscf-97-1-4"),
        (cited("2019-03-01"), "aqscf2014-94-1-4"),
        (titled("2019-03-01", SHARED), "aqscf2014-94-1-5"),
        (titled("2022-03-01", SHARED), "aqscf-97-1-5"),
        // A rule with this name as well gives way to the law as amended.
        (titled("2022-03-02", AND_A_RULE), "aqscf-97-1-4"),
    ];
    // Before the law was amended two texts with this name stand side by side: it is not guessed.
    let report = import(&mut memory(), &record(&titled("2019-03-02", AND_A_RULE)));
    assert_eq!(codes(&report), ["missing_basis"]);
    for backwards in [false, true] {
        let mut rows = rows.clone();
        if backwards {
            rows.reverse();
        }
        let mut store = memory();
        let lines: Vec<String> = rows.iter().map(|(changes, _)| record(changes)).collect();
        let report = import(&mut store, &lines.concat());
        assert_eq!(codes(&report), [] as [&str; 0]);
        let mut found: Vec<(String, String)> = everything(&store)
            .into_iter()
            .map(|s| (s.decision.case_no, s.decision.offence.unwrap().to_string()))
            .collect();
        found.sort();
        let mut expected: Vec<(String, String)> = rows
            .iter()
            .map(|(changes, id)| {
                let case_no = changes.split('"').nth(3).unwrap();
                (case_no.to_owned(), (*id).to_owned())
            })
            .collect();
        expected.sort();
        assert_eq!(found, expected, "backwards {backwards}");
    }
}

#[test]
fn words_the_library_does_not_know_are_kept_beside_the_decision() {
    let mut store = memory();
    let report = import(
        &mut store,
        &record(
            r#"{"stage":"某阶段","domain":"航天","region":"甲县","act_on":"某日","facts":{"未登记":3,"days_overdue":"很久","涉及人次":"２人次"},"circumstances":["态度好","一年内重复违法"],"disposition":"其他"}"#,
        ),
    );
    assert_eq!(
        notes(&report),
        [
            "invalid_act_on",
            "invalid_region",
            "unreadable_fact",
            "unknown_fact",
            "unknown_circumstance",
            "unknown_stage",
            "unknown_domain",
            "unknown_outcome"
        ]
    );
    let stored = everything(&store).remove(0);
    let extra: serde_json::Value = serde_json::from_str(stored.extra.as_deref().unwrap()).unwrap();
    assert_eq!(
        extra,
        serde_json::json!({"stage":"某阶段","domain":"航天","region":"甲县","act_on":"某日","facts":"days_overdue=很久;未登记=3","circumstances":"态度好","disposition":"其他"})
    );
    assert_eq!(
        serde_json::to_string(&stored.decision.facts).unwrap(),
        r#"{"person_times":2.0}"#
    );
}

#[test]
fn outcome_and_amount_explain_each_other_and_nothing_is_made_up() {
    let head = "决定书文号,处罚决定日期,处罚机关,处罚依据,当事人类别,行政相对人名称,处罚类别,罚款金额（万元）\n";
    let cases = [
        (
            "罚款；责令限期改正,2",
            "fined",
            Some(2_000_000),
            "责令限期改正",
        ),
        ("警告；罚款,2", "fined", Some(2_000_000), "警告"),
        ("警告,", "warned", Some(0), "警告"),
        ("不予处罚,", "not_penalised", Some(0), ""),
        (
            "不予行政处罚、责令改正,-",
            "not_penalised",
            Some(0),
            "责令改正",
        ),
        ("没收违法所得,", "", None, "没收违法所得"),
        (",", "", None, ""),
        (",3", "fined", Some(3_000_000), ""),
        ("警告,1", "fined", Some(1_000_000), "警告"),
    ];
    for (cells, outcome, fine, others) in cases {
        let mut store = memory();
        import(
            &mut store,
            &format!("{head}甲1,2024,甲局,安法97(3),单位,某厂,{cells}\n"),
        );
        let d = everything(&store).remove(0).decision;
        assert_eq!(
            (
                d.outcome.map_or("", Outcome::id),
                d.fine.map(|f| f.0),
                d.other_penalties.join(";").as_str()
            ),
            (outcome, fine, others),
            "{cells}"
        );
    }
}

#[test]
fn the_same_penalty_is_recognised_however_it_is_written() {
    let mut store = memory();
    import(&mut store, &record("{}"));
    let again = import(
        &mut store,
        &record(
            r#"{"case_no":"甲罚[2024] 1号","basis":"安法99(3)","offence":null,"subject":"单位","party_name":"某 矿","circumstances":["一年内重复违法","art32_voluntary_remedy"]}"#,
        ),
    );
    assert_eq!(
        (again.accepted, again.duplicates, again.import),
        (0, 1, Some(2))
    );
    let other_party = import(
        &mut store,
        &record(r#"{"party_name":"王某","subject":"responsible_person"}"#),
    );
    let other_offence = import(
        &mut store,
        &record(r#"{"basis":null,"offence":"aqscf-99-1-2"}"#),
    );
    assert_eq!((other_party.accepted, other_offence.accepted), (1, 1));
}

#[test]
fn a_record_that_contradicts_a_kept_one_is_refused_and_one_that_tells_it_otherwise_is_a_duplicate()
{
    let mut store = memory();
    import(&mut store, &record("{}"));
    let report = import(
        &mut store,
        &(record(r#"{"fine_yuan":90000}"#) + &record(r#"{"narrative":"另一种说法"}"#)),
    );
    assert_eq!(
        (
            report.accepted,
            report.duplicates,
            codes(&report),
            notes(&report)
        ),
        (0, 1, vec!["conflicting_duplicate"], vec!["text_differs"])
    );
    let refused = store.refused(report.import.unwrap()).unwrap();
    assert_eq!(
        refused
            .iter()
            .map(|r| (r.line, r.reason.as_str()))
            .collect::<Vec<_>>(),
        [(1, "conflicting_duplicate"), (2, "duplicate")]
    );
    assert!(refused[1].raw.contains("另一种说法"));
    assert_eq!(everything(&store)[0].decision.fine, Some(Fen(8_000_005)));
}

#[test]
fn an_import_can_be_taken_back_whole_and_come_again() {
    let mut store = memory();
    let first = import(&mut store, &record("{}"));
    let text = record(r#"{"case_no":"乙1"}"#) + &record("{}") + "{}\n";
    let second = import(&mut store, &text);
    assert_eq!(
        (second.accepted, second.duplicates, second.rejected.len()),
        (1, 1, 1)
    );
    assert_eq!(store.undo_import(second.import.unwrap()).unwrap(), 1);
    assert_eq!(
        (
            everything(&store).len(),
            store.imports().unwrap().len(),
            store.refused(second.import.unwrap()).unwrap().len()
        ),
        (1, 1, 0)
    );
    assert!(matches!(
        store.undo_import(second.import.unwrap()),
        Err(StoreError::NoSuchImport(2))
    ));
    let third = import(&mut store, &text);
    assert_eq!((third.accepted, third.import), (1, Some(3)));
    assert_eq!(store.undo_import(first.import.unwrap()).unwrap(), 1);
    assert_eq!(
        everything(&store)
            .into_iter()
            .map(|s| s.decision.case_no)
            .collect::<Vec<_>>(),
        ["乙1"]
    );
}

#[test]
fn an_import_is_recorded_with_its_file_its_hash_and_its_counts() {
    let mut store = memory();
    import(&mut store, "{}\n\n{\"case_no\":\"x\"}\n");
    let [entry] = store.imports().unwrap().try_into().unwrap();
    assert_eq!(
        (
            entry.file.as_str(),
            entry.at.as_str(),
            entry.library.as_str(),
            entry.profile,
            entry.teaching
        ),
        ("f", "2025-01-01 08:00:00", "test", None, false)
    );
    assert_eq!(
        (
            entry.read,
            entry.accepted,
            entry.duplicates,
            entry.rejected,
            entry.skipped
        ),
        (2, 0, 0, 2, 0)
    );
    assert_eq!(
        entry.sha256,
        "43b864c590a0969e86277c2106a80c9594d78d49511dc41a8c0e6b66650e9a4e"
    );
    assert_eq!(store.import_of(&entry.sha256).unwrap(), Some(entry.id));
}

#[test]
fn a_preview_says_what_would_happen_and_a_stopped_import_leaves_nothing() {
    let mut store = memory();
    let text = record("{}") + "{}\n";
    let preview = try_import(
        &mut store,
        text.as_bytes(),
        &Request {
            preview: true,
            ..request("f")
        },
    )
    .unwrap();
    assert_eq!(
        (preview.import, preview.accepted, preview.rejected.len()),
        (None, 1, 1)
    );
    let stopped = store.import(
        Input::Bytes(text.as_bytes()),
        &LIBRARY,
        &request("f"),
        &mut |_| {},
        &Cancel::new(true),
    );
    assert!(matches!(stopped, Err(ImportError::Cancelled)));
    assert_eq!(
        (everything(&store).len(), store.imports().unwrap().len()),
        (0, 0)
    );
    assert_eq!(import(&mut store, &text).accepted, 1);
}

#[test]
fn progress_runs_to_the_end_of_the_file() {
    let mut store = memory();
    let text: String = (0..2_500)
        .map(|n| record(&format!("{{\"case_no\":\"{n}\"}}")))
        .collect();
    let mut seen: Vec<Progress> = Vec::new();
    store
        .import(
            Input::Bytes(text.as_bytes()),
            &LIBRARY,
            &request("f"),
            &mut |p| seen.push(p),
            &Cancel::new(false),
        )
        .unwrap();
    assert!(seen.is_sorted_by_key(|p| (p.rows, p.bytes)));
    assert_eq!(
        seen.last(),
        Some(&Progress {
            rows: 2_500,
            bytes: text.len() as u64,
            of_bytes: text.len() as u64
        })
    );
}

#[test]
fn many_records_at_once_and_few_at_a_time_leave_the_same_store() {
    let home = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (0..6_000)
        .map(|n| {
            record(&format!(
                "{{\"case_no\":\"{n}\",\"fine_yuan\":{}}}",
                50_000 + n
            ))
        })
        .collect();
    let mut at_once = Store::open(&home.path().join("a.db")).unwrap();
    import(&mut at_once, &lines.concat());
    // With a second window open the write-ahead log stays on.
    let mut in_parts = Store::open(&home.path().join("b.db")).unwrap();
    let window = Store::open(&home.path().join("b.db")).unwrap();
    for part in lines.chunks(1_500) {
        import(&mut in_parts, &part.concat());
    }
    let figures = |store: &Store| {
        everything(store)
            .into_iter()
            .map(|s| s.decision)
            .collect::<Vec<_>>()
    };
    assert_eq!(figures(&at_once), figures(&in_parts));
    assert_eq!(figures(&window), figures(&in_parts));
    let by_fine = Page {
        sort: Sort::Fine,
        limit: 2,
        ..Page::default()
    };
    let dearest = |store: &Store| {
        store
            .decisions(&Filter::default(), by_fine)
            .unwrap()
            .iter()
            .map(|s| s.decision.case_no.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (dearest(&at_once), dearest(&in_parts)),
        (
            vec!["5999".to_owned(), "5998".to_owned()],
            vec!["5999".to_owned(), "5998".to_owned()]
        )
    );
    assert!(import(&mut at_once, &lines.concat()).import.is_none());
    drop(at_once);
    assert_eq!(
        Store::open(&home.path().join("a.db"))
            .unwrap()
            .count(&Filter::default())
            .unwrap(),
        6_000
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one register, asked many ways")]
fn filters_narrow_sorts_order_and_tallies_count() {
    let mut store = memory();
    let rows = [
        r#"{"case_no":"1","authority":"甲局","fine_yuan":1000,"decided_on":"2023-01-05"}"#,
        r#"{"case_no":"2","authority":"乙局","fine_yuan":3000,"decided_on":"2024-06","domain":"hazchem"}"#,
        r#"{"case_no":"3","authority":"甲局","fine_yuan":null,"decided_on":"2025-02-01","basis":null,"offence":"mkaqsctl-64-1-0/2","act_on":null}"#,
        r#"{"case_no":"4","authority":"甲局","fine_yuan":0,"disposition":"not_penalised","decided_on":"2024-07-01","party_name":"李某","subject":"individual","basis":"《煤矿安全生产条例》第64条","offence":null,"teaching":true}"#,
    ];
    import(&mut store, &rows.map(record).concat());
    let day = |text: &str| text.parse().ok();
    let found = |filter: Filter| {
        store
            .decisions(
                &filter,
                Page {
                    sort: Sort::CaseNo,
                    descending: false,
                    ..Page::default()
                },
            )
            .unwrap()
            .into_iter()
            .map(|s| s.decision.case_no)
            .collect::<String>()
    };
    let any = Filter::default;
    assert_eq!(found(any()), "1234");
    assert_eq!(
        found(Filter::about(&LIBRARY, &"mkaqsctl-64-1-0".into())),
        "34"
    );
    assert_eq!(
        found(Filter::about(&LIBRARY, &"mkaqsctl-64-1-0/2".into())),
        "3"
    );
    assert_eq!(
        found(Filter {
            authority: Some("甲局".into()),
            ..any()
        }),
        "134"
    );
    assert_eq!(
        found(Filter {
            domain: Some("hazchem".into()),
            ..any()
        }),
        "2"
    );
    assert_eq!(
        found(Filter {
            subject: Some(Subject::Individual),
            ..any()
        }),
        "4"
    );
    assert_eq!(
        found(Filter {
            outcome: Some(Outcome::Fined),
            ..any()
        }),
        "123"
    );
    assert_eq!(
        found(Filter {
            from: day("2024-06-15"),
            until: day("2024-12-31"),
            ..any()
        }),
        "24"
    );
    assert_eq!(
        found(Filter {
            text: "甲局 李某".into(),
            ..any()
        }),
        "4"
    );
    assert_eq!(
        found(Filter {
            text: "100%_'".into(),
            ..any()
        }),
        ""
    );
    assert_eq!(
        found(Filter {
            noted: Some("missing_act_on".into()),
            ..any()
        }),
        "3"
    );
    assert_eq!(
        found(Filter {
            teaching: Some(false),
            import: Some(1),
            ..any()
        }),
        "123"
    );
    let sorted = |sort, descending| {
        store
            .decisions(
                &any(),
                Page {
                    sort,
                    descending,
                    ..Page::default()
                },
            )
            .unwrap()
            .into_iter()
            .map(|s| s.decision.case_no)
            .collect::<String>()
    };
    assert_eq!(
        (
            sorted(Sort::Fine, true),
            sorted(Sort::Fine, false),
            sorted(Sort::Decided, true),
            sorted(Sort::Arrival, true)
        ),
        ("2143".into(), "4123".into(), "3421".into(), "4321".into())
    );
    let page = store
        .decisions(
            &any(),
            Page {
                sort: Sort::Arrival,
                descending: false,
                limit: 2,
                offset: 1,
            },
        )
        .unwrap();
    assert_eq!(
        page.iter()
            .map(|s| s.decision.case_no.as_str())
            .collect::<Vec<_>>(),
        ["2", "3"]
    );
    assert_eq!(
        store
            .count(&Filter {
                authority: Some("甲局".into()),
                ..any()
            })
            .unwrap(),
        3
    );
    assert_eq!(
        store.tally(Tally::Authority, &any()).unwrap(),
        [(Some("甲局".into()), 3), (Some("乙局".into()), 1)]
    );
    assert_eq!(
        store.tally(Tally::Year, &any()).unwrap(),
        [
            (Some("2024".into()), 2),
            (Some("2023".into()), 1),
            (Some("2025".into()), 1)
        ]
    );
    assert_eq!(store.decisions_numbered("2").unwrap().len(), 1);
}

#[test]
fn a_stray_quotation_mark_costs_its_own_row_only() {
    let text = "决定书文号,处罚决定日期,处罚机关,处罚依据,当事人类别,备注\n1,2024,甲局,安法97(3),单位,\n2,2024,\"甲局,安法97(3),单位,\n3,2024,甲局,安法97(3),单位,\n4,2024,甲局,安法97(3),单位,\"甲,\n乙\"\n5,2024,甲局,安法97(3),单位,x\n";
    let mut store = memory();
    let report = import(&mut store, text);
    let kept: Vec<(u64, String)> = everything(&store)
        .into_iter()
        .map(|s| (s.line, s.decision.case_no))
        .collect();
    assert_eq!(
        kept,
        [
            (2, "1".into()),
            (4, "3".into()),
            (5, "4".into()),
            (7, "5".into())
        ]
    );
    assert_eq!(
        report
            .rejected
            .iter()
            .map(|r| (r.line, r.reason))
            .collect::<Vec<_>>(),
        [(3, "malformed_row")]
    );
}

#[test]
fn a_file_that_is_no_register_is_refused_as_a_whole() {
    let mut store = memory();
    let mut refused = |bytes: &[u8]| {
        try_import(&mut store, bytes, &request("台账.csv"))
            .unwrap_err()
            .to_string()
    };
    assert!(refused("a,b,c,d,e\n1,2,3,4,5\n".as_bytes()).contains("决定书文号"));
    assert!(
        refused("决定书文号,处罚机关,处罚依据,备注\n".as_bytes())
            .contains("处罚决定日期、当事人类别")
    );
    assert!(refused(b"PK\x03\x04").contains("CSV"));
    assert!(refused(b"\n \n").contains("台账.csv"));
    let missing = store.import(
        Input::File("/no/such/file.csv".as_ref()),
        &LIBRARY,
        &request("x"),
        &mut |_| {},
        &Cancel::new(false),
    );
    assert!(matches!(missing, Err(ImportError::Unreadable { .. })));
    assert_eq!(store.imports().unwrap(), []);
}

#[test]
fn headings_of_its_own_are_read_through_a_profile() {
    let profile = Profile::from_toml("name = \"某市\"\n[columns]\n\"文号\" = \"case_no\"\n\"日期\" = \"decided_on\"\n\"单位名称\" = \"authority\"\n\"条款\" = \"basis\"\n\"对象\" = \"subject\"\n\"金额\" = \"fine_yuan\"\n").unwrap();
    let mut store = memory();
    let text = "文号,日期,单位名称,条款,对象,金额\n1,2024/3/5,甲局,安法97(3),企业,30000\n";
    let report = try_import(
        &mut store,
        text.as_bytes(),
        &Request {
            profile: &profile,
            ..request("f")
        },
    )
    .unwrap();
    assert_eq!(
        (report.accepted, everything(&store)[0].decision.fine),
        (1, Some(Fen::yuan(30_000)))
    );
    assert_eq!(store.imports().unwrap()[0].profile.as_deref(), Some("某市"));
}

#[test]
fn the_report_has_the_fields_other_programs_rely_on() {
    let mut store = memory();
    let report = import(&mut store, &(record(r#"{"region":null}"#) + "{}\n"));
    let json: serde_json::Value = serde_json::to_value(&report).unwrap();
    assert_eq!(
        (
            &json["read"],
            &json["accepted"],
            &json["duplicates"],
            &json["skipped"]
        ),
        (&2.into(), &1.into(), &0.into(), &0.into())
    );
    assert_eq!(
        (&json["rejected"][0]["line"], &json["rejected"][0]["reason"]),
        (&2.into(), &"missing_case_no".into())
    );
    assert_eq!(
        (
            &json["notes"][0]["line"],
            &json["notes"][0]["code"],
            &json["notes"][0]["level"]
        ),
        (&1.into(), &"missing_region".into(), &"warning".into())
    );
}

#[test]
fn the_demo_comes_and_goes_and_is_lawful_but_for_what_was_planted() {
    let mut store = memory();
    let at = "2025-01-01T08:00:00".parse().unwrap();
    let report = store.load_demo(&LIBRARY, "test", at).unwrap();
    assert_eq!(
        (
            report.accepted,
            report.duplicates,
            codes(&report),
            notes(&report)
        ),
        (171, 0, vec![], vec![])
    );
    assert!(
        store.has_demo().unwrap()
            && store
                .load_demo(&LIBRARY, "test", at)
                .unwrap()
                .import
                .is_none()
    );
    let mut unlawful = BTreeSet::new();
    let mut offences = BTreeSet::new();
    for stored in everything(&store) {
        let d = stored.decision;
        assert!(
            d.flags.teaching
                && d.narrative
                    .as_deref()
                    .is_some_and(|n| n.contains("教学示例")),
            "{}",
            d.case_no
        );
        let offence = LIBRARY
            .offence(d.offence.as_ref().unwrap().as_str())
            .unwrap();
        offences.insert(offence.id.clone());
        let ranges: Vec<_> = offence
            .rows_for(d.subject, d.stage.as_ref())
            .filter_map(|r| {
                if let FineBasis::Fixed { range, .. } = &r.fine.as_ref()?.basis {
                    Some(*range)
                } else {
                    None
                }
            })
            .collect();
        assert!(!ranges.is_empty(), "{}", d.case_no);
        if d.outcome == Some(Outcome::Fined) && !ranges.iter().any(|r| r.contains(d.fine.unwrap()))
        {
            unlawful.insert(d.case_no);
        }
    }
    assert_eq!(
        (offences.len(), unlawful.into_iter().collect::<Vec<_>>()),
        (
            12,
            vec![
                "示例罚〔2024〕020号".to_owned(),
                "示例罚〔2025〕054号".to_owned()
            ]
        )
    );
    import(&mut store, &record("{}"));
    store.remove_demo().unwrap();
    assert_eq!(
        (everything(&store).len(), store.has_demo().unwrap()),
        (1, false)
    );
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..6u8, 0..3i64).prop_map(|(case, fine)| record(&format!(
            "{{\"case_no\":\"{case}\",\"fine_yuan\":{}}}",
            50_000 + fine
        ))),
        Just("{}\n".to_owned()),
        Just("not json\n".to_owned()),
        Just("\n".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn importing_twice_changes_nothing(lines in proptest::collection::vec(any_line(), 1..20)) {
        let text = lines.concat();
        prop_assume!(!text.trim().is_empty() && text.trim_start().starts_with('{'));
        let mut store = memory();
        let first = import(&mut store, &text);
        let before = everything(&store);
        let second = import(&mut store, &text);
        prop_assert_eq!(first.read, first.accepted + first.duplicates + first.rejected.len() as u64 + first.skipped);
        prop_assert_eq!((second.import, second.accepted, second.read), (None, 0, first.read));
        prop_assert_eq!(everything(&store), before);
        prop_assert_eq!(store.imports().unwrap().len(), 1);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), table in any::<bool>(), cells in "[\"，,；;\n\r=万元〇0-9a-z年-]{0,200}") {
        let head = if table { "决定书文号,处罚决定日期,处罚机关,处罚依据,当事人类别,罚款金额（万元）,裁量因素,处罚类别\n" } else { "{" };
        let text = [head.as_bytes(), cells.as_bytes(), &bytes].concat();
        let mut store = memory();
        if let Ok(report) = try_import(&mut store, &text, &request("f")) {
            prop_assert_eq!(report.read, report.accepted + report.duplicates + report.rejected.len() as u64 + report.skipped);
        }
        let _ = try_import(&mut store, &bytes, &request("g"));
    }
}
