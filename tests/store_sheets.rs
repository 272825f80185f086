//! Registers as workbooks: the same rows as text would give, numbers in full, merged cells, far more rows than a
//! screen, and what is too large or broken.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::LazyLock;

use cailiang::law::Library;
use cailiang::packs::load_shipped;
use cailiang::store::{
    Cancel, Filter, Glimpse, ImportError, ImportReport, Input, Profile, Progress, Request, Store,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| load_shipped().library);

fn import_with(
    store: &mut Store,
    input: Input<'_>,
    profile: &Profile,
    progress: &mut dyn FnMut(Progress),
) -> Result<ImportReport, ImportError> {
    let request = Request {
        file: "台账.xlsx",
        at: "2025-01-01T08:00:00".parse().unwrap(),
        library: "test",
        profile,
        teaching: false,
        preview: false,
    };
    let never = Cancel::new(false);
    store.import(input, &LIBRARY, &request, progress, &never)
}

fn import(store: &mut Store, input: Input<'_>) -> Result<ImportReport, ImportError> {
    import_with(store, input, &Profile::default(), &mut |_| {})
}

const HEADINGS: [&str; 8] = [
    "决定书文号",
    "处罚决定日期",
    "处罚机关",
    "处罚依据",
    "当事人类别",
    "处罚类别",
    "罚款金额（万元）",
    "备注",
];

/// A workbook with one sheet of cells written as they are; blank ones are left out.
fn workbook(rows: impl Iterator<Item = Vec<String>>, after: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part(
        "xl/workbook.xml",
        "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='i1'/></sheets></workbook>",
    );
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id='i1' Type='x/worksheet' Target='worksheets/s.xml'/></Relationships>",
    );
    let mut text = "<worksheet><sheetData>".to_owned();
    for (row, number) in rows.zip(1..) {
        write!(text, "<row r=\"{number}\">").unwrap();
        for (cell, column) in row.iter().zip('A'..) {
            if !cell.is_empty() {
                write!(
                    text,
                    "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"
                )
                .unwrap();
            }
        }
        text.push_str("</row>");
    }
    text.push_str("</sheetData>");
    text.push_str(after);
    text.push_str("</worksheet>");
    part("xl/worksheets/s.xml", &text);
    zip.finish().unwrap().into_inner()
}

fn record(number: usize, wan: &str) -> Vec<String> {
    [
        &format!("某应急罚〔2024〕{number}号"),
        "2024-05-06",
        "某县应急管理局",
        "安全生产法第九十九条第三项",
        "单位",
        "罚款",
        wan,
    ]
    .map(str::to_owned)
    .into()
}

fn headings() -> Vec<String> {
    HEADINGS.map(str::to_owned).into()
}

/// Number, day and fine of a decision.
type Kept = (String, String, String);

/// What was taken in, and why the others were not.
fn outcome(file: &str) -> (Vec<Kept>, Vec<(u64, &'static str)>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/registers");
    let mut store = Store::open_in_memory().unwrap();
    let report = import(&mut store, Input::File(&path.join(file))).unwrap();
    let kept = store.all(&Filter::default()).unwrap().into_iter();
    let codes: Vec<&str> = report.notes.iter().map(|n| n.code).collect();
    assert!(codes.contains(&"other_sheets"), "{codes:?}");
    assert!(codes.contains(&"lines_above_header"), "{codes:?}");
    let kept = kept
        .map(|(_, d)| {
            (
                d.case_no,
                d.decided_on.to_string(),
                d.fine.unwrap().to_string(),
            )
        })
        .collect();
    let rejected = report.rejected.iter().map(|r| (r.line, r.reason)).collect();
    assert_eq!(
        report.read,
        report.accepted + report.duplicates + report.skipped + report.rejected.len() as u64
    );
    (kept, rejected)
}

#[test]
fn workbooks_old_and_new_give_the_days_and_amounts_their_cells_hold() {
    let expected = [
        (1, "2024-03-05", "6万元"),
        (2, "2024-03-06", "6.25万元"),
        (3, "2024-03-07", "6.5万元"),
        (4, "2024-03-08", "6.5万元"),
        (5, "2024-03-09", "5万元"),
        (7, "2024-03-11", "7万元"),
        (8, "2024-03-12", "7.5万元"),
        (9, "2024-03-13", "8万元"),
    ]
    .map(|(n, day, fine)| {
        (
            format!("某应急罚〔2024〕{n}号"),
            day.to_owned(),
            fine.to_owned(),
        )
    });
    for file in ["ledger.xlsx", "ledger.xls"] {
        let (kept, rejected) = outcome(file);
        assert_eq!(kept, expected, "{file}");
        // A point moved by the format alone, and one amount over two rows, are not guessed at.
        assert_eq!(
            rejected.first().copied(),
            Some((9, "ambiguous_amount")),
            "{file}"
        );
        let reasons: Vec<&str> = rejected.iter().map(|r| r.1).collect();
        assert_eq!(reasons.last(), Some(&"summary_row"), "{file}");
        assert!(
            rejected.contains(&(14, "ambiguous_amount")),
            "{file} {rejected:?}"
        );
    }
}

#[test]
fn a_workbook_and_the_same_table_as_text_are_one_register() {
    let rows: Vec<Vec<String>> = (1..40).map(|n| record(n, "6.5")).collect();
    let mut text = HEADINGS.join(",");
    for row in &rows {
        write!(text, "\n{},", row.join(",")).unwrap();
    }
    let bytes = workbook(std::iter::once(headings()).chain(rows), "");
    let mut store = Store::open_in_memory().unwrap();
    let first = import(&mut store, Input::Bytes(text.as_bytes())).unwrap();
    let second = import(&mut store, Input::Bytes(&bytes)).unwrap();
    assert_eq!(
        (first.accepted, second.accepted, second.duplicates),
        (39, 0, 39)
    );
}

#[test]
fn a_row_with_a_cell_too_many_is_refused_and_one_without_its_last_is_not() {
    let mut long = record(2, "6");
    long.extend([String::new(), "多".to_owned()]);
    let rows = [headings(), record(1, "6"), long];
    let mut store = Store::open_in_memory().unwrap();
    let bytes = workbook(rows.into_iter(), "");
    let report = import(&mut store, Input::Bytes(&bytes)).unwrap();
    let rejected: Vec<_> = report.rejected.iter().map(|r| (r.line, r.reason)).collect();
    assert_eq!((report.accepted, rejected), (1, vec![(3, "malformed_row")]));
}

#[test]
fn merged_cells_speak_for_all_their_rows_except_in_amounts() {
    let blank = |mut row: Vec<String>, at: usize| {
        row[at].clear();
        row
    };
    let rows = [
        headings(),
        record(1, "6"),
        blank(record(2, "7"), 2),
        record(3, "8"),
        blank(record(4, "8"), 6),
    ];
    let after =
        "<mergeCells count=\"2\"><mergeCell ref=\"C2:C3\"/><mergeCell ref=\"G4:G5\"/></mergeCells>";
    let bytes = workbook(rows.into_iter(), after);
    let mut store = Store::open_in_memory().unwrap();
    let report = import(&mut store, Input::Bytes(&bytes)).unwrap();
    let rejected: Vec<_> = report.rejected.iter().map(|r| (r.line, r.reason)).collect();
    assert_eq!(
        (report.accepted, rejected),
        (2, vec![(4, "ambiguous_amount"), (5, "ambiguous_amount")])
    );
}

#[test]
fn a_large_workbook_comes_in_and_its_progress_ends_at_the_end() {
    let rows = std::iter::once(headings()).chain((1..=5_000).map(|n| record(n, "6.5")));
    let bytes = workbook(rows, "");
    let mut store = Store::open_in_memory().unwrap();
    let mut last = None;
    let report = import_with(
        &mut store,
        Input::Bytes(&bytes),
        &Profile::default(),
        &mut |p| last = Some(p),
    )
    .unwrap();
    assert_eq!((report.accepted, report.rejected.len()), (5_000, 0));
    assert!(last.is_some_and(|p| p.rows == 5_000 && p.bytes <= p.of_bytes));
}

#[test]
fn headings_of_an_unknown_table_are_shown_with_values_and_told_by_a_profile() {
    let mut rows = vec![vec!["某县台账".to_owned()]];
    rows.push(["编号", "时间", "依据", "罚多少"].map(str::to_owned).into());
    for n in 1..4 {
        rows.push(
            [
                &format!("罚{n}号"),
                "2024-05-06",
                "安全生产法第九十九条第三项",
                "60000",
            ]
            .map(str::to_owned)
            .into(),
        );
    }
    let bytes = workbook(rows.into_iter(), "");
    let glimpse = Glimpse::read("f.xlsx", Input::Bytes(&bytes))
        .unwrap()
        .unwrap();
    let columns = glimpse.columns(&Profile::default());
    let seen: Vec<(&str, Option<&str>)> = columns
        .columns
        .iter()
        .map(|c| (c.heading.as_str(), c.samples.first().map(String::as_str)))
        .collect();
    assert_eq!(columns.line, 2);
    assert_eq!(seen[0], ("编号", Some("罚1号")));
    assert_eq!(columns.lacking.len(), 5);
    let profile = Profile::from_toml(
        "name = \"某县\"\n[columns]\n\"编号\" = \"case_no\"\n\"时间\" = \"decided_on\"\n\"依据\" = \"basis\"\n\
         \"罚多少\" = \"fine_yuan\"\n[fixed]\nauthority = \"某县应急管理局\"\nsubject = \"矿方\"\n[values.subject]\n\"矿方\" = \"unit\"\n",
    )
    .unwrap();
    assert_eq!(glimpse.columns(&profile).lacking, []);
    let tried = glimpse.try_out(&LIBRARY, &profile);
    assert!(tried.iter().all(|t| t.what.is_ok()), "{tried:?}");
    let mut store = Store::open_in_memory().unwrap();
    let report = import_with(&mut store, Input::Bytes(&bytes), &profile, &mut |_| {}).unwrap();
    assert_eq!((report.accepted, report.rejected.len()), (3, 0));
    let fine = store.all(&Filter::default()).unwrap()[0].1.fine.unwrap();
    assert_eq!(fine.to_string(), "6万元");
}

#[test]
fn what_is_no_workbook_is_refused_with_a_way_round() {
    let mut store = Store::open_in_memory().unwrap();
    let whole = workbook(std::iter::once(headings()), "");
    for bytes in [b"PK\x03\x04".as_slice(), &whole[..whole.len() / 2]] {
        let error = import(&mut store, Input::Bytes(bytes))
            .unwrap_err()
            .to_string();
        assert!(error.contains("另存为 CSV"), "{error}");
    }
    let error = import(
        &mut store,
        Input::Bytes(&workbook(std::iter::once(record(1, "6")), "")),
    );
    assert!(matches!(error, Err(ImportError::MissingColumns { .. })));
    let large = vec![b'P'; (64 << 20) + 1];
    let large = [b"PK\x03\x04", large.as_slice()].concat();
    let error = import(&mut store, Input::Bytes(&large))
        .unwrap_err()
        .to_string();
    assert!(error.contains("64 MiB") && error.contains("CSV"), "{error}");
    assert_eq!(store.imports().unwrap(), []);
}

/// 行政处罚信用信息公示: the columns published everywhere, most of which this program has no use for.
#[test]
fn tables_of_the_public_register_come_in_as_they_are() {
    const PUBLIC: [(&str, &str); 24] = [
        ("行政相对人名称", "某煤矿有限公司"),
        ("行政相对人类别", "法人及非法人组织"),
        ("行政相对人代码_1(统一社会信用代码)", "911400000000000000"),
        ("法定代表人", "张某"),
        ("证件号码", ""),
        ("行政处罚决定书文号", "某应急罚〔2024〕1号"),
        ("违法行为类型", "未对安全设备进行经常性维护"),
        ("违法事实", "两台设备逾期未检测"),
        ("处罚依据", "《中华人民共和国安全生产法》第九十九条第三项"),
        ("处罚类别", "警告;罚款;没收违法所得、没收非法财物"),
        ("处罚内容", "罚款人民币伍万元整"),
        ("罚款金额（万元）", "5.000000"),
        ("没收违法所得、没收非法财物的金额（万元）", "3.2"),
        ("暂扣或吊销证照名称及编号", ""),
        ("处罚决定日期", "2024/05/06"),
        ("处罚有效期", "2099/12/31"),
        ("公示截止期", "2025/05/06"),
        ("处罚机关", "某县应急管理局"),
        ("处罚机关统一社会信用代码", "11140000000000000X"),
        ("当前状态", "1"),
        ("地方编码", "141121"),
        ("数据来源单位", "某县应急管理局"),
        ("数据来源单位统一社会信用代码", "11140000000000000X"),
        ("备注", ""),
    ];
    let row = |of: fn(&(&str, &str)) -> String| PUBLIC.iter().map(of).collect::<Vec<_>>();
    let rows = [row(|p| p.0.to_owned()), row(|p| p.1.to_owned())];
    let mut store = Store::open_in_memory().unwrap();
    let bytes = workbook(rows.into_iter(), "");
    let report = import(&mut store, Input::Bytes(&bytes)).unwrap();
    assert_eq!((report.accepted, report.rejected), (1, vec![]));
    let kept = store.decisions_numbered("某应急罚〔2024〕1号").unwrap();
    let decision = kept[0].decision.clone();
    assert_eq!(
        (
            decision.case_no.as_str(),
            decision.decided_on.to_string().as_str(),
            decision.subject.id(),
            decision.fine.unwrap().to_string().as_str(),
            decision.offence.unwrap().as_str(),
            decision.narrative.as_deref(),
        ),
        (
            "某应急罚〔2024〕1号",
            "2024-05-06",
            "unit",
            "5万元",
            "aqscf-99-1-3",
            Some("两台设备逾期未检测"),
        )
    );
    // What has no field of its own is kept as text.
    let extra = format!("{:?}", kept[0]);
    assert!(
        extra.contains("伍万元整") && extra.contains("公示截止期"),
        "{extra}"
    );
}
