//! Official documents from file to assessed case, through the program itself.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking and says what it skips"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn cailiang(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cailiang"))
        .arg("--home")
        .arg(home)
        .args(args)
        .output()
        .unwrap()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn import(home: &Path, file: &Path, id: &str, more: &[&str]) -> (Option<i32>, Value) {
    let mut args = vec![
        "import",
        "benchmark",
        file.to_str().unwrap(),
        "--as",
        id,
        "--format",
        "json",
    ];
    args.extend(more);
    let output = cailiang(home, &args);
    (output.status.code(), json_of(&output))
}

fn show(home: &Path, id: &str) -> Value {
    json_of(&cailiang(home, &["packs", "show", id, "--format", "json"]))
}

fn assess(home: &Path, case: &Value) -> Value {
    let file = home.join("case.json");
    std::fs::write(&file, case.to_string()).unwrap();
    json_of(&cailiang(
        home,
        &[
            "assess",
            "--case",
            file.to_str().unwrap(),
            "--format",
            "json",
        ],
    ))
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/documents")
        .join(name)
}

fn case(offence: &str, facts: &Value, fine: i64) -> Value {
    json!({
        "domain": "metallurgy_trade", "offence": offence, "stage": "first",
        "act_on": "2026-03-02", "discovered_on": "2026-03-03", "decided_on": "2026-05-20",
        "subjects": ["unit"], "facts": facts, "proposed": [{"subject": "unit", "fine_yuan": fine}],
        "jurisdiction": "141121",
    })
}

#[test]
fn a_notice_in_word_is_assessed_with_at_once_and_shows_its_wording() {
    let home = tempfile::tempdir().unwrap();
    let (_, report) = import(
        home.path(),
        &fixture("county-notice.docx"),
        "shili-2026",
        &["--region", "141121"],
    );
    assert_eq!(
        json!([
            report["layout"],
            report["items"],
            report["tiers"],
            report["items_linked"],
            report["tiers_not_read"]
        ]),
        json!(["table", 6, 18, 6, 0])
    );
    assert_eq!(report["doc_no"], "示应急发〔2026〕3号");
    assert_eq!(report["effective"], "2026-02-01");
    let answer = assess(
        home.path(),
        &case("aqscf-97-1-7", &json!({"person_times": 3}), 80_000),
    );
    let tier = &answer["fines"][0]["tiers"][0];
    assert_eq!(answer["benchmark"]["status"], "tier_matched");
    assert_eq!(
        json!([tier["label"], tier["min_yuan"], tier["max_yuan"]]),
        json!(["B", 20_000, 50_000])
    );
    assert_eq!(tier["text"], "涉及2人以上4人以下的");
    assert!(
        tier["standard"]
            .as_str()
            .unwrap()
            .contains("对单位处2万元以上5万元以下的罚款")
    );
    assert_eq!(answer["findings"][0]["code"], "above_tier");
    // 别处的案件不适用这份县的文件。
    let mut elsewhere = case("aqscf-97-1-7", &json!({"person_times": 3}), 80_000);
    elsewhere["jurisdiction"] = json!("370000");
    assert_eq!(
        assess(home.path(), &elsewhere)["benchmark"]["status"],
        "no_tier_loaded"
    );
}

#[test]
fn the_same_file_again_changes_nothing_and_another_one_asks_before_it_replaces() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let one = dir.path().join("one.txt");
    let text = "示例县裁量标准（教学示例）\n自2026年2月1日起施行。\n（一）违法行为：未如实记录安全生产教育和培训情况。\n【处罚依据】《安全生产法》第九十七条第四项。\n【裁量基准】\n1.有1条错漏的，处2万元以下的罚款。\n2.有2条以上错漏的，处2万元以上10万元以下的罚款。\n";
    std::fs::write(&one, text).unwrap();
    let flags = ["--region", "141121"];
    import(home.path(), &one, "shili", &flags);
    let file = home.path().join("library/imported/shili.toml");
    let before = std::fs::read_to_string(&file).unwrap();
    let (_, again) = import(home.path(), &one, "shili", &flags);
    assert_eq!(again["replaces"], false);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
    // 有人核对过的事项：同一份文件再导入，核对还在。
    std::fs::write(
        &file,
        before.replace("no = \"1\"\n", "no = \"1\"\nreview = \"accepted\"\n"),
    )
    .unwrap();
    let (_, kept) = import(home.path(), &one, "shili", &flags);
    assert_eq!(kept["kept_reviews"], json!(["1"]));
    let changed = dir.path().join("two.txt");
    std::fs::write(&changed, text.replace("处2万元以下", "处3万元以下")).unwrap();
    let (status, report) = import(home.path(), &changed, "shili", &flags);
    assert_eq!(status, Some(1));
    assert_eq!(report["written"], Value::Null);
    assert_eq!(report["outdated_reviews"], json!(["1"]));
    assert!(
        report["changes"].to_string().contains("3万元以下"),
        "{}",
        report["changes"]
    );
    assert!(!std::fs::read_to_string(&file).unwrap().contains("30000"));
    let (_, report) = import(
        home.path(),
        &changed,
        "shili",
        &["--region", "141121", "--replace"],
    );
    assert_ne!(report["written"], Value::Null);
    assert!(std::fs::read_to_string(&file).unwrap().contains("30000"));
    assert!(file.with_extension("toml.old").exists());
}

#[test]
fn what_cannot_be_read_is_kept_and_named_never_guessed() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("odd.csv");
    let rows = "序号,违法行为,处罚依据,裁量阶次,适用条件,具体标准\n1,没有这种行为,《某某管理办法》第三条,A,涉及1人次的,对单位处1万元以下的罚款\n2,未如实记录安全生产教育和培训情况,《安全生产法》第九十七条第四项,A,有1条错漏的,对单位处适当的罚款\n,,,B,屡教不改或者拒不配合的,对单位处2万元以上10万元以下的罚款\n";
    std::fs::write(&file, rows).unwrap();
    let (status, report) = import(home.path(), &file, "odd", &["--effective", "2026"]);
    assert_eq!(status, Some(1));
    assert_eq!(
        json!([report["items"], report["items_linked"]]),
        json!([2, 1])
    );
    let codes: BTreeSet<&str> = report["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["code"].as_str().unwrap())
        .collect();
    assert!(
        codes.contains("not_linked") && codes.contains("amount_not_read"),
        "{codes:?}"
    );
    let items = show(home.path(), "odd")["items"].clone();
    assert_eq!(items[0]["offence"], Value::Null);
    assert_eq!(items[1]["missing"][0]["standard"], "对单位处适当的罚款");
    assert_eq!(
        items[1]["tiers"][0]["any_of"][0][0]["is"],
        "屡教不改或者拒不配合"
    );
}

#[test]
fn a_list_is_matched_against_the_next_case() {
    let home = tempfile::tempdir().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("list.csv");
    let text = "示例县不予行政处罚事项清单（教学示例）,,,\n序号,违法行为,适用条件,法定依据\n1,培训记录个别漏签（3人次以下）,初次违法；及时改正,《安全生产法》第九十七条第四项\n";
    std::fs::write(&file, text).unwrap();
    let (_, report) = import(
        home.path(),
        &file,
        "shili-buyu",
        &["--region", "141121", "--effective", "2026-01-01"],
    );
    assert_eq!(
        json!([report["layout"], report["items"], report["items_linked"]]),
        json!(["list", 1, 1])
    );
    let facts = json!({"person_times": 2, "first_violation": true, "timely_corrected": true});
    let answer = assess(home.path(), &case("aqscf-97-1-4", &facts, 1000));
    assert_eq!(answer["lists"][0]["status"], "met");
    let facts = json!({"person_times": 9, "first_violation": true});
    let answer = assess(home.path(), &case("aqscf-97-1-4", &facts, 1000));
    assert_eq!(answer["lists"][0]["status"], "not_met");
}

/// An atom of a condition: fact, low, its inclusion, high, its inclusion, behaviour.
type Atom = (String, String, String, String, String, String);

fn atom(of: &Value, is: &str) -> Atom {
    let text = |key: &str| of[key].to_string();
    let number = |key: &str| of[key].as_f64().map_or_else(String::new, |n| n.to_string());
    (
        text("fact"),
        number("low"),
        text("low_inclusive"),
        number("high"),
        text("high_inclusive"),
        text(is),
    )
}

/// Amount bounds by stage and subject.
type Fines = BTreeMap<(String, String), (i64, bool, i64, bool)>;

fn fines(of: &Value, low: &str, high: &str) -> Fines {
    let rows = of["fines"].as_array().unwrap().iter();
    rows.map(|f| {
        let text = |key: &str| f[key].as_str().unwrap().to_owned();
        let inclusive = |key: &str| f[key].as_bool().unwrap_or(true);
        (
            (text("stage"), text("subject")),
            (
                f[low].as_i64().unwrap(),
                inclusive("min_inclusive"),
                f[high].as_i64().unwrap(),
                inclusive("max_inclusive"),
            ),
        )
    })
    .collect()
}

#[test]
fn synthetic_benchmarks_in_five_formats_are_read_exactly() {
    let Some(samples) = common::shared("casegen/samples/A_seed1_600/benchmark") else {
        return;
    };
    let truth = std::fs::read_to_string(samples.join("benchmark_truth.jsonl")).unwrap();
    let truth: Vec<Value> = truth
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    for name in [
        "coal.txt",
        "general.csv",
        "general.xlsx",
        "general.docx",
        "general.html",
    ] {
        let home = tempfile::tempdir().unwrap();
        import(
            home.path(),
            &samples.join(name),
            "try",
            &["--effective", "2026-06-01"],
        );
        let pack = show(home.path(), "try");
        let benchmark = name.split('.').next().unwrap();
        let mut wanted = 0;
        for row in truth.iter().filter(|r| r["benchmark"] == benchmark) {
            wanted += 1;
            let no = row["number"].to_string();
            let items = pack["items"].as_array().unwrap();
            let item = items
                .iter()
                .find(|i| i["no"] == no.as_str())
                .unwrap_or_else(|| panic!("{name} {no}"));
            let offence = item["offence"].as_str();
            assert_eq!(
                offence.and_then(|o| o.split('/').next()),
                row["offence"].as_str(),
                "{name} {no}"
            );
            let tiers = item["tiers"].as_array().unwrap();
            let tier = tiers
                .iter()
                .find(|t| t["ordinal"] == row["rank"])
                .unwrap_or_else(|| panic!("{name} {no}"));
            assert_eq!(tier["label"], row["tier"], "{name} {no}");
            let read: BTreeSet<Atom> = tier["any_of"]
                .as_array()
                .unwrap()
                .iter()
                .map(|all| atom(&all[0], "is"))
                .collect();
            let said: BTreeSet<Atom> = row["when_any"]
                .as_array()
                .unwrap()
                .iter()
                .map(|a| atom(a, "value"))
                .collect();
            assert_eq!(read, said, "{name} {no}: {}", row["condition_text"]);
            assert_eq!(
                fines(tier, "min_yuan", "max_yuan"),
                fines(row, "min", "max"),
                "{name} {no}"
            );
        }
        let tiers: usize = pack["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| i["tiers"].as_array().unwrap().len())
            .sum();
        assert_eq!(tiers, wanted, "{name}");
        assert!(wanted > 100, "{name}: the truth is there");
    }
}
