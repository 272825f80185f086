//! Past decisions: into the store and out of it. Figures in `docs/PERFORMANCE.md`.
//!
//! `cargo bench --bench import`

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "the bench wants one kind of fine"
)]

use std::fmt::Write;
use std::path::Path;

use cailiang::law::{FineBasis, Library};
use cailiang::packs::load_shipped;
use cailiang::store::{Cancel, Filter, Input, Page, Profile, Request, Sort, Store};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// Rows of a generated register.
const ROWS: usize = 100_000;

fn main() {
    divan::main();
}

/// One way to write a register down.
#[derive(Clone, Copy, Debug)]
enum Form {
    Jsonl,
    Csv,
}

/// Decisions over all offences with a fixed range, spread over days, bureaus and parties.
fn register(library: &Library, form: Form) -> Vec<u8> {
    let mut out = String::new();
    if matches!(form, Form::Csv) {
        out.push_str("决定书文号,处罚决定日期,违法行为发生日期,处罚机关,行政区划代码,领域,违法行为,处罚依据,当事人类别,行政相对人名称,违法阶段,违法事实,裁量因素,情节,裁量阶次,处罚类别,罚款金额（万元）,备注\r\n");
    }
    let stages = &library.parts().vocabulary.stages;
    let subjects = &library.parts().vocabulary.subjects;
    let word = |terms: &'static str, id: &str| {
        let list = if terms == "stage" { stages } else { subjects };
        list.iter()
            .find(|t| t.id == id)
            .and_then(|t| t.words.first())
            .cloned()
            .unwrap_or_default()
    };
    let usable: Vec<_> = library
        .offences()
        .iter()
        .flat_map(|o| o.rows.iter().map(move |r| (o, r)))
        .filter_map(|(o, r)| {
            let FineBasis::Fixed { range, .. } = &r.fine.as_ref()?.basis else {
                return None;
            };
            Some((
                o,
                r,
                *range,
                library.citation_of(o),
                word("stage", r.stage.as_str()),
                word("subject", r.subject.id()),
            ))
        })
        .collect();
    for n in 0..ROWS {
        let Some((offence, row, range, basis, stage, subject)) =
            usable.get(n * 7919 % usable.len())
        else {
            continue;
        };
        let yuan = (range.max().0 - range.min().0) / 1000 * i64::try_from(n % 9).unwrap_or(0) / 8
            * 10
            + range.min().0 / 100;
        let (month, day, bureau, party) = (n / 31 % 12 + 1, n % 28 + 1, n % 40, n * 7919 % 30_017);
        let title = &offence.title;
        let narrative = format!(
            "经立案调查，示例企业{party:05}存在{title}的情形，涉及{}人次，责令改正期满仍未改正。另查明：一年内重复违法。",
            n % 9 + 1
        );
        let _ = match form {
            Form::Jsonl => writeln!(
                out,
                "{{\"case_no\": \"示例应急罚〔2024〕{n:06}号\", \"decided_on\": \"2024-{month:02}-{day:02}\", \"act_on\": \"2024-{month:02}-01\", \"authority\": \"示例{bureau}县应急管理局\", \"region\": \"1411{bureau:02}\", \"domain\": \"metallurgy_trade\", \"basis\": \"{basis}\", \"offence\": \"{}\", \"subject\": \"{}\", \"stage\": \"{}\", \"party_name\": \"示例企业{party:05}\", \"facts\": {{\"person_times\": {}, \"staff_total\": {}}}, \"circumstances\": [\"agg_repeat_within_year\"], \"tier\": \"A\", \"disposition\": \"fined\", \"fine_yuan\": {yuan}, \"other_penalties\": [\"责令限期改正\"], \"narrative\": \"{narrative}\"}}",
                offence.id,
                row.subject.id(),
                row.stage,
                n % 9 + 1,
                n % 500
            ),
            Form::Csv => write!(
                out,
                "示例应急罚〔2024〕{n:06}号,2024-{month:02}-{day:02},2024-{month:02}-01,示例{bureau}县应急管理局,1411{bureau:02},冶金工贸,{title},{basis},{subject},示例企业{party:05},{stage},{narrative},涉及人次={};从业人员总数(人)={},一年内重复违法,A,罚款；责令限期改正,{}.{:04},\r\n",
                n % 9 + 1,
                n % 500,
                yuan / 10_000,
                yuan % 10_000
            ),
        };
    }
    out.into_bytes()
}

fn import(store: &mut Store, library: &Library, bytes: &[u8]) -> u64 {
    let profile = Profile::default();
    let request = Request {
        file: "bench",
        at: chrono::NaiveDateTime::default(),
        library: "bench",
        profile: &profile,
        teaching: false,
        preview: false,
    };
    store
        .import(
            Input::Bytes(bytes),
            library,
            &request,
            &mut |_| {},
            &Cancel::new(false),
        )
        .map_or(0, |r| r.accepted)
}

fn open(path: &Path) -> Store {
    Store::open(path).expect("a store in a new directory opens")
}

#[divan::bench(args = [Form::Jsonl, Form::Csv], sample_count = 5, sample_size = 1)]
fn clean_rows_into_a_file(bencher: Bencher, form: Form) {
    let library = load_shipped().library;
    let bytes = register(&library, form);
    bencher
        .counter(ItemsCount::new(ROWS))
        .counter(BytesCount::new(bytes.len()))
        .with_inputs(|| tempfile::tempdir().expect("a temporary directory"))
        .bench_local_values(|home| {
            let mut store = open(&home.path().join("store.db"));
            assert_eq!(import(&mut store, &library, &bytes), ROWS as u64);
            (home, store)
        });
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn the_same_file_again(bencher: Bencher) {
    let library = load_shipped().library;
    let bytes = register(&library, Form::Jsonl);
    let home = tempfile::tempdir().expect("a temporary directory");
    let mut store = open(&home.path().join("store.db"));
    import(&mut store, &library, &bytes);
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench_local(|| assert_eq!(import(&mut store, &library, &bytes), 0));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn all_out_for_comparison(bencher: Bencher) {
    let (_home, store) = filled();
    bencher
        .counter(ItemsCount::new(ROWS))
        .bench_local(|| store.all(&Filter::default()).map(|all| all.len()));
}

#[divan::bench(args = [Sort::Decided, Sort::Fine], sample_count = 20)]
fn a_page_of_the_list(bencher: Bencher, sort: Sort) {
    let (_home, store) = filled();
    bencher.bench_local(|| {
        store
            .decisions(
                &Filter::default(),
                Page {
                    sort,
                    ..Page::default()
                },
            )
            .map(|rows| rows.len())
    });
}

#[divan::bench(sample_count = 20)]
fn decisions_on_one_offence(bencher: Bencher) {
    let (_home, store) = filled();
    let filter = Filter {
        offences: vec!["aqscf-97-1-3".into()],
        ..Filter::default()
    };
    bencher.bench_local(|| store.all(&filter).map(|all| all.len()));
}

fn filled() -> (tempfile::TempDir, Store) {
    let library = load_shipped().library;
    let home = tempfile::tempdir().expect("a temporary directory");
    let mut store = open(&home.path().join("store.db"));
    import(&mut store, &library, &register(&library, Form::Jsonl));
    (home, store)
}

/// An official document of so many items in the national table layout, invented.
fn official_document(items: usize) -> String {
    let mut out = String::from("序号,违法行为,法律规定,处罚依据,裁量阶次,适用条件,具体标准\r\n");
    for n in 1..=items {
        for (label, condition, amount) in [
            ("A", "涉及人员占比不满10%，或者涉及1人次的。", "不满3万元"),
            (
                "B",
                "涉及人员占比10%以上不满30%，或者涉及2人次以上4人次以下的。",
                "3万元以上7万元以下",
            ),
            (
                "C",
                "涉及人员占比30%以上，或者涉及5人次以上的。",
                "7万元以上10万元以下",
            ),
        ] {
            let head = if label == "A" {
                format!(
                    "{n},未如实记录安全生产教育和培训情况,《安全生产法》第二十八条第四款,《安全生产法》第九十七条第四项"
                )
            } else {
                ",,,".to_owned()
            };
            let _ = write!(
                out,
                "{head},{label},{condition},责令限期改正，对单位处{amount}的罚款；逾期未改正的，责令停产停业整顿，对单位处10万元以上20万元以下的罚款，对直接负责的主管人员和其他直接责任人员处2万元以上5万元以下的罚款。\r\n"
            );
        }
    }
    out
}

/// `cailiang import benchmark` of 300 items: reading, linking, structure, what lint says; nothing written.
#[divan::bench]
fn official_document_of_300_items(bencher: Bencher) {
    let loaded = load_shipped();
    let home = std::env::temp_dir().join("cailiang-bench-import");
    std::fs::create_dir_all(&home).expect("a directory");
    let file = home.join("official.csv");
    std::fs::write(&file, official_document(300)).expect("a file");
    let today = cailiang::law::PartialDate::year(2026).expect("a year");
    bencher.counter(ItemsCount::new(300_usize)).bench_local(|| {
        let request = cailiang::reader::import::Request {
            file: &file,
            id: "bench".into(),
            given: cailiang::reader::heading::Given::default(),
            layout: None,
            today,
            library: &home,
        };
        cailiang::reader::import::prepare(&request, &loaded).expect("reads")
    });
}
