//! The real office behind the interface: a store in a temporary directory, invented decisions.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::packs::load_shipped;
use crate::store::Store;
use crate::tui::app::Perform;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::Screen;
use crate::tui::model::assess::FieldId;
use crate::tui::model::outliers::detail::{Differs, Reviewed};
use crate::tui::model::overlay::Overlay;
use crate::tui::office::{Office, Surroundings};
use crate::tui::tester::Tester;

pub const HEADINGS: &str = "决定书文号,处罚决定日期,违法行为发生日期,处罚机关,行政区划代码,领域,违法行为,处罚依据,当事人类别,行政相对人名称,违法阶段,违法事实,裁量因素,情节,裁量阶次,处罚类别,罚款金额（万元）,备注";

fn noon() -> NaiveDateTime {
    "2025-06-01T12:00:00".parse().unwrap()
}

pub fn row(number: usize, wan: &str) -> String {
    format!(
        "某应急罚〔2024〕{number}号,2024-{:02}-11,2024-01-09,某县应急管理局,141121,煤矿,,安全生产法第九十九条第三项,单位,某矿{number},逾期未改正,未定期检测,超过期限(日)={},,,罚款,{wan},",
        number % 9 + 3,
        number % 9 + 1
    )
}

/// Forty fines alike, one ten times too high; one row twice, one row without authority.
fn ledger(directory: &Path) -> PathBuf {
    let mut text = format!("{HEADINGS}\n");
    for number in 0..40 {
        let wan = ["6", "6.5", "7", "7.5", "8"][number % 5];
        writeln!(text, "{}", row(number, wan)).unwrap();
    }
    writeln!(text, "{}", row(40, "70")).unwrap();
    writeln!(text, "{}", row(0, "6")).unwrap();
    writeln!(text, "{}", row(41, "6").replace("某县应急管理局", "")).unwrap();
    let path = directory.join("台账.csv");
    std::fs::write(&path, text).unwrap();
    path
}

pub fn office(database: &Path) -> Perform {
    Office::open(load_shipped(), around(database)).perform()
}

fn around(database: &Path) -> Surroundings {
    Surroundings {
        database: database.to_path_buf(),
        library: database.with_file_name("law"),
        profiles: database.with_file_name("profiles"),
        views: database.with_file_name("views.toml"),
        home: database.parent().map(Path::to_path_buf),
        now: noon,
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
    }
}

pub fn tester(directory: &Path) -> Tester {
    Tester::new(100, 40, office(&directory.join("store.db")))
}

/// A program with the ledger imported through its own prompt.
pub fn stocked(directory: &Path) -> Tester {
    ledger(directory);
    let mut t = tester(directory);
    t.keys("<F4><esc><F8>");
    t.paste("~/台账.csv");
    // The preview is read by a worker, which the script waits for.
    t.keys("<enter>");
    t.keys("<enter>");
    t
}

#[test]
fn an_import_says_what_it_did_with_every_row() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    let Some(Overlay::ImportDone(summary, _)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert_eq!(
        (summary.read, summary.accepted, summary.duplicates),
        (43, 41, 1)
    );
    assert_eq!(summary.rejected.len(), 1);
    assert_eq!(summary.rejected[0].0, 44);
    t.keys("<enter>");
    let state = &t.app.model.decisions;
    assert_eq!((state.rows.total, state.stored), (41, Some(41)));
    assert_eq!(
        state.undo.as_deref(),
        Some("~/台账.csv，2025-06-01 12:00:00 导入，41 件")
    );
    let detail = &state.detail.as_ref().unwrap().lines;
    let line = |label: &str| {
        detail
            .iter()
            .find(|(l, _)| l == label)
            .map(|(_, t)| t.as_str())
    };
    assert_eq!(line("裁量因素"), Some("超过期限(日) 9"));
    assert_eq!(
        line("归类"),
        Some("《安全生产法》第九十九条第三项 aqscf-99-1-3")
    );
    assert!(line("来源").is_some_and(|t| t.contains("台账.csv")));
}

#[test]
fn the_same_file_again_changes_nothing_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    let Some(Overlay::ImportPreview(summary, _)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert_eq!((summary.accepted, summary.duplicates), (0, 42));
    assert!(summary.notes[0].contains("没有变化"));
    assert!(t.screen().contains("没有新的决定可以写入"));
    // There is nothing to say yes to.
    t.keys("<enter>");
    assert!(matches!(
        t.app.model.overlay,
        Some(Overlay::ImportPreview(..))
    ));
}

#[test]
fn a_preview_writes_nothing_until_it_is_accepted_and_all_of_it_can_be_undone() {
    let home = tempfile::tempdir().unwrap();
    ledger(home.path());
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    let shown = t.screen();
    for words in [
        "可导入 41",
        "重复 1",
        "不能导入 1",
        "没有处罚机关",
        "第 44 行",
    ] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
    t.keys("<esc>");
    assert_eq!(t.app.model.decisions.stored, Some(0));
    assert!(t.app.model.decisions.undo.is_none());
    t.keys("<F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    t.keys("<enter>");
    assert!(
        t.screen().contains("关闭本窗口后按 ctrl-z"),
        "{}",
        t.screen()
    );
    t.keys("<enter><ctrl-z><enter>");
    assert_eq!(t.app.model.decisions.stored, Some(0));
}

/// A ledger in the office's own words, and without a column for what is the same in every row.
fn strange_ledger(directory: &Path) {
    let mut text =
        "某县某某年处罚情况表,,,,,\n编号,何时罚的,用的哪条,罚了谁,罚多少(元),备注\n".to_owned();
    for number in 1..=9 {
        writeln!(
            text,
            "县应急罚〔2024〕{number}号,2024年3月{number}日,安全生产法第九十九条第三项,某矿{number},\"6{number},000\","
        )
        .unwrap();
    }
    text.push_str("县应急罚〔2024〕10号,2024年2月30日,安全生产法第九十九条第三项,某矿10,60000,\n");
    text.push_str("合计,,,,600000,\n");
    std::fs::write(directory.join("怪表.csv"), text).unwrap();
}

#[test]
fn a_strange_ledger_is_mapped_kept_under_a_name_and_known_the_next_time() {
    let home = tempfile::tempdir().unwrap();
    strange_ledger(home.path());
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/怪表.csv");
    t.keys("<enter>");
    let Some(Overlay::Mapping(mapping)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let headings: Vec<&str> = mapping.columns.iter().map(|c| c.heading.as_str()).collect();
    assert_eq!(headings[..2], ["编号", "何时罚的"]);
    assert_eq!(
        mapping.trial.lacking,
        [
            "决定书文号",
            "处罚决定日期",
            "处罚机关",
            "处罚依据",
            "当事人类别"
        ]
    );
    // By initials, by pinyin, by the word itself.
    t.keys(
        "<enter>jdswh<enter><enter>chufajuedingriqi<enter><enter>处罚依据<enter><enter>xdr<enter>",
    );
    t.keys("<enter>fkjey<enter>");
    // Not all is known yet: there is nothing to preview.
    t.keys("<F6>");
    assert!(
        t.screen().contains("还缺：处罚机关、当事人类别"),
        "{}",
        t.screen()
    );
    t.keys("<down><enter>");
    t.paste("某县应急管理局");
    t.keys("<enter><down><enter>");
    t.paste("单位");
    t.keys("<enter>");
    let Some(Overlay::Mapping(mapping)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let taken = mapping.trial.rows.iter().filter(|r| r.1).count();
    assert_eq!((mapping.trial.rows.len(), taken), (11, 9), "{}", t.screen());
    assert!(
        mapping.trial.rows[0].2.contains("6.1万元"),
        "{}",
        t.screen()
    );
    t.keys("<F7>");
    t.paste("某县台账");
    t.keys("<enter>");
    assert!(t.screen().contains("已存为方案"), "{}", t.screen());
    assert!(home.path().join("profiles/某县台账.toml").is_file());
    t.keys("<F6>");
    assert!(t.screen().contains("可导入 9"), "{}", t.screen());
    assert!(
        t.screen().contains("按已存的方案“某县台账”读"),
        "{}",
        t.screen()
    );
    // Back to the columns and forth again.
    t.keys("<F6>");
    assert!(matches!(t.app.model.overlay, Some(Overlay::Mapping(_))));
    t.keys("<esc>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.decisions.stored, Some(0));
    // Another day: the table is known by its headings.
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/怪表.csv");
    t.keys("<enter>");
    assert!(
        t.screen().contains("按已存的方案“某县台账”读"),
        "{}",
        t.screen()
    );
    t.keys("<enter>");
    t.keys("<enter>");
    assert_eq!(t.app.model.decisions.stored, Some(9));
    let detail = &t.app.model.decisions.detail.as_ref().unwrap().lines;
    assert!(
        detail.iter().any(|(_, v)| v.contains("某县应急管理局")),
        "{detail:?}"
    );
}

#[test]
fn a_name_that_no_file_can_have_is_refused_in_words() {
    let home = tempfile::tempdir().unwrap();
    strange_ledger(home.path());
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/怪表.csv");
    t.keys("<enter>");
    t.keys("<F7>../x<enter>");
    assert!(t.screen().contains("请另起一个"), "{}", t.screen());
    // Step by step out of it.
    t.keys("<esc>");
    assert!(matches!(t.app.model.overlay, Some(Overlay::Mapping(_))));
    t.keys("<esc>");
    assert_eq!(t.app.model.overlay, None);
}

#[test]
fn the_filter_finds_words_of_the_offences_name_and_of_the_record() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>/");
    for (typed, found) in [("定期检测", 41), ("定期检测 某矿40", 1), ("教育和培训", 0)]
    {
        t.keys("<ctrl-u>");
        t.paste(typed);
        assert_eq!(t.app.model.decisions.rows.total, found, "{typed}");
    }
}

#[test]
fn a_slip_is_found_ranked_first_and_its_peers_can_be_opened() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5>");
    let state = &t.app.model.outliers;
    assert_eq!((state.compared, state.rows.total), (Some(41), 41));
    let detail = state.detail.as_ref().unwrap();
    assert_eq!(detail.verdict, "疑似录入错误");
    let strip = detail.strip.as_ref().unwrap();
    // Those decided under the same benchmark, in the same tier.
    assert_eq!(strip.peers.len(), 25);
    assert_eq!(strip.this.as_ref().unwrap().1, "70万元");
    let table = &detail.table;
    assert_eq!(table.labels[0], "处理结果");
    assert_eq!(table.this[0], "70万元");
    assert_eq!(table.peers[0].cells[0].differs, Differs::Less);
    let party = ("当事人".to_owned(), "某矿40".to_owned());
    assert!(detail.lines.contains(&party), "{:?}", detail.lines);
    assert!(detail.method.contains("误报"));
    let peer = table.peers[0].key;
    t.keys("<enter><enter>");
    assert_eq!(t.app.model.screen, Screen::Decisions);
    assert_eq!(t.app.model.decisions.selected().unwrap().key, peer);
}

#[test]
fn a_decision_opens_as_a_case_with_its_facts() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>");
    let key = t.app.model.decisions.selected().unwrap().key;
    t.keys("<ctrl-o>");
    let draft = t.app.model.assess.draft();
    assert_eq!(t.app.model.screen, Screen::Assess, "{}", t.screen());
    assert_eq!(draft.offence, "aqscf-99-1-3");
    assert_eq!(draft.get(&FieldId::Fact("days_overdue".into())), Some("9"));
    assert_eq!(draft.get(&FieldId::Stage), Some("overdue"));
    assert!(
        draft.get(&FieldId::Proposed("unit".into())).is_some(),
        "{key}"
    );
}

#[test]
fn the_case_at_hand_is_compared_without_being_asked_and_counted_anew_after_an_undo() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><ctrl-o>");
    assert_eq!(t.app.model.outliers.compared, Some(41));
    let compared = t.app.model.assess.result.practice.clone();
    assert!(compared.scope.contains("同阶次"), "{compared:?}");
    assert!(compared.scope.contains("类案中相差"), "{compared:?}");
    assert_eq!(compared.peers.len(), 3);
    t.keys("<F4><ctrl-z><enter><F3>");
    assert_eq!(t.app.model.assess.result.practice.count, 0);
}

#[test]
fn an_import_during_a_comparison_makes_it_run_again() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5>");
    t.app.model.outliers.is_running = true;
    t.app.receive(Msg::StoreChanged(String::new()));
    t.app.receive(Msg::CompareEnded(7));
    assert!(t.app.model.outliers.is_running);
    t.keys("<F5>");
    assert_eq!(t.app.model.outliers.compared, Some(41));
}

#[test]
fn a_store_that_cannot_be_opened_says_what_to_do_and_the_rest_works() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("store.db");
    drop(Store::open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let mut t = tester(home.path());
    assert!(
        t.app
            .model
            .problems
            .iter()
            .any(|p| p.message.contains("升级"))
    );
    t.keys("<F4>");
    assert!(t.screen().contains("请升级本程序"), "{}", t.screen());
    t.keys("<F5>");
    assert!(!t.app.model.outliers.is_running);
    assert!(t.screen().contains("请升级本程序"), "{}", t.screen());
    ledger(home.path());
    t.keys("<F4><F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    t.keys("<F2>97(3)");
    assert_eq!(t.app.model.lookup.rows[0].id, "aqscf-97-1-3");
}

#[test]
fn a_file_that_is_not_there_is_named_and_nothing_changes() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/没有.csv");
    t.keys("<enter>");
    assert_eq!((t.app.model.work, &t.app.model.overlay), (0, &None));
    let notice = t.app.model.notice.as_ref().unwrap();
    assert!(notice.text.contains("没有这个文件"), "{}", notice.text);
}

#[test]
fn paths_are_completed_folders_and_ledgers_first_hidden_names_last() {
    let home = tempfile::tempdir().unwrap();
    for name in ["b.csv", "a.pdf", ".hidden.csv", "c.JSONL"] {
        std::fs::write(home.path().join(name), "").unwrap();
    }
    std::fs::create_dir(home.path().join("旧台账")).unwrap();
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/");
    let Some(Overlay::ImportPrompt(prompt)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let names: Vec<&str> = prompt
        .candidates
        .iter()
        .map(String::as_str)
        .filter(|name| !name.contains("store.db"))
        .collect();
    assert_eq!(
        names,
        [
            "~/旧台账/",
            "~/b.csv",
            "~/c.JSONL",
            "~/a.pdf",
            "~/.hidden.csv"
        ]
    );
}

#[test]
fn what_a_list_asks_is_answered_with_the_space_bar_and_decides_whether_it_is_met() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    t.keys("<esc>97(5)<enter>");
    let at = |t: &Tester, id: &FieldId| {
        let fields = &t.app.model.assess.fields;
        fields.iter().position(|f| f.spec.id == *id)
    };
    let flag = |name: &str| FieldId::Flag(name.to_owned());
    assert_eq!(
        at(&t, &flag("first_violation")),
        None,
        "no list of no region"
    );
    t.app.model.assess.at = at(&t, &FieldId::Jurisdiction).unwrap();
    t.keys("371002");
    for name in [
        "no_casualties_three_years",
        "not_seriously_dishonest",
        "x_weihai_hangye",
        "x_weihai_tongbao",
        "first_violation",
        "slight_harm",
        "timely_corrected",
    ] {
        assert_eq!(t.app.model.assess.result.lists[0].is_met, None, "{name}");
        t.app.model.assess.at = at(&t, &flag(name)).unwrap();
        t.keys("<space>");
    }
    let result = &t.app.model.assess.result;
    assert_eq!(result.lists[0].is_met, Some(true));
    assert_eq!(result.disposition, "可以不予处罚");
    assert!(t.screen().contains("[是] 及时改正"), "{}", t.screen());
    t.keys("<space>");
    let result = &t.app.model.assess.result;
    assert_eq!(result.lists[0].is_met, Some(false));
    assert_eq!(result.disposition, "依法处罚");
    t.keys("<space>");
    assert_eq!(t.app.model.assess.result.lists[0].is_met, None);
    // 地区写错再改，已经回答的还在。
    t.app.model.assess.at = at(&t, &FieldId::Jurisdiction).unwrap();
    t.keys("<backspace><backspace>");
    assert!(t.app.model.assess.result.lists.is_empty());
    assert!(at(&t, &flag("first_violation")).is_some());
}

#[test]
fn the_inspection_caps_open_over_the_lookup_and_follow_its_domain() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    t.keys("<F8>");
    let Some(Overlay::Caps(plans, 0)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    // The province, every mine in the country, the county: a line for each kind of enterprise and each remark.
    let lines: Vec<usize> = plans.iter().map(|p| p.lines.len()).collect();
    assert_eq!(lines, [8, 3, 7]);
    for shown in [
        "文应急发〔2025〕46号",
        "A 2 次，B 4 次，C 6 次，D 4 次",
        "每周至多一次",
    ] {
        assert!(t.screen().contains(shown), "{shown}\n{}", t.screen());
    }
    t.keys("<esc>");
    assert!(t.app.model.overlay.is_none());
    // The first domain is coal.
    t.keys("<F6><F8>");
    assert!(t.screen().contains("A 2 次"), "{}", t.screen());
    assert!(!t.screen().contains("标准化一级"), "{}", t.screen());
    t.keys("<enter>");
    assert!(t.app.model.overlay.is_none());
}

#[test]
fn the_detail_shows_the_article_once_its_law_is_imported() {
    let home = tempfile::tempdir().unwrap();
    let law = "# 安全生产法\n第一条　教学示例。\n第九十七条　有下列行为之一的，处十万元以下的罚款（教学示例）：\n（三）未按照规定进行教育和培训的。\n";
    let document = crate::document::read_bytes("法.md", law.as_bytes()).unwrap();
    let text = crate::reader::statute::split(&document);
    let provenance = crate::store::statutes::Provenance {
        file: "法.md".to_owned(),
        sha256: String::new(),
    };
    let library = home.path().join("law");
    crate::store::statutes::save(&library, &"aqscf".into(), &text, &provenance).unwrap();
    let mut t = tester(home.path());
    t.keys("<esc>97(3)");
    let detail = t.app.model.lookup.detail.clone().unwrap();
    assert_eq!(detail.article.len(), 2, "{detail:?}");
    assert!(detail.article[1].starts_with("（三）"));
    let mut tall = Tester::new(100, 80, office(&home.path().join("store.db")));
    tall.keys("<esc>97(3)");
    assert!(
        tall.screen().contains("有下列行为之一的"),
        "{}",
        tall.screen()
    );
}

#[test]
fn a_finding_is_dismissed_with_a_reason_and_stays_so_when_its_file_is_imported_again() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5>");
    let listed = |t: &Tester| {
        let state = &t.app.model.outliers;
        (state.rows.total, state.counts.dismissed)
    };
    assert_eq!(listed(&t), (41, 0));
    t.keys("-金额已更正为 7 万元<enter>");
    assert_eq!(listed(&t), (40, 1));
    assert!(t.screen().contains("已排除 1"), "{}", t.screen());
    // The comparison still holds: opinions are no new data.
    t.keys("<F3><F5>");
    assert_eq!(t.app.model.outliers.compared, Some(41));

    t.keys("<F4><ctrl-z><enter>");
    t.keys("<F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    t.keys("<enter>");
    t.keys("<enter><F5>");
    assert_eq!(listed(&t), (40, 1));
    t.keys("<ctrl-t>");
    assert_eq!(listed(&t), (41, 1));
    let detail = t.app.model.outliers.detail.as_ref().unwrap();
    let (state, words) = detail.review.as_ref().unwrap();
    assert_eq!(*state, Reviewed::Dismissed);
    assert!(
        words.contains("金额已更正为 7 万元（2025-06-01 12:00:00）"),
        "{words}"
    );
    t.keys("<delete>");
    assert_eq!(listed(&t), (41, 0));
    assert_eq!(
        t.app.model.outliers.detail.as_ref().unwrap().history.len(),
        2
    );
    t.keys("<ctrl-z>");
    assert_eq!(listed(&t), (41, 1));
}

#[test]
fn another_decision_of_the_group_brings_a_dismissed_finding_back() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5>");
    t.keys("-理由一<enter>");
    assert_eq!(t.app.model.outliers.rows.total, 40);
    // One of another tier, then one of its own.
    for (number, listed) in [(90, (41, 1)), (94, (43, 0))] {
        let more = format!("{HEADINGS}\n{}\n", row(number, "7"));
        std::fs::write(home.path().join("补.csv"), more).unwrap();
        t.keys("<F4><F8>");
        t.paste("~/补.csv");
        t.keys("<enter>");
        t.keys("<enter>");
        t.keys("<enter><F5>");
        let state = &t.app.model.outliers;
        assert_eq!((state.rows.total, state.counts.dismissed), listed);
    }
    let state = &t.app.model.outliers;
    let (review, words) = state.detail.as_ref().unwrap().review.clone().unwrap();
    assert_eq!(review, Reviewed::Changed);
    assert!(words.contains("理由一"), "{words}");
    assert!(t.screen().contains("数据已变"), "{}", t.screen());
}

#[test]
fn the_list_is_narrowed_by_every_facet_and_by_words() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5>");
    let total = |t: &Tester| t.app.model.outliers.rows.total;
    t.keys("/某矿7");
    assert_eq!(total(&t), 1);
    t.keys("<ctrl-u>");
    t.paste("定期检测 3号");
    // 3、13、23、33。
    assert_eq!(total(&t), 4);
    t.keys("<esc><esc>");
    assert_eq!(total(&t), 41);
    t.keys("<F6>");
    let Some(Overlay::Filter(panel)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let counts: usize = panel.values.iter().map(|v| v.count).sum();
    assert_eq!(
        (counts, panel.values[0].id.as_str()),
        (41, "suspected_entry_error")
    );
    t.keys("<down><enter>");
    assert_eq!(total(&t), 1);
    t.keys("<esc><F6><tab><tab><tab>");
    let Some(Overlay::Filter(panel)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let ids: Vec<&str> = panel.values.iter().map(|v| v.id.as_str()).collect();
    assert_eq!(ids, ["2024", "2024-Q4", "2024-Q3", "2024-Q2", "2024-Q1"]);
    let last = panel.values.last().unwrap().count;
    t.keys("<pagedown><enter>");
    assert_eq!(total(&t), last);
    let chips = &t.app.model.outliers.chips;
    assert_eq!(chips[0].1, "2024 年第 1 季度");
}

#[test]
fn what_is_left_out_can_be_compared_too() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    let merged = row(50, "9").replace(
        "安全生产法第九十九条第三项",
        "安全生产法第九十九条第三项、第九十七条第三项",
    );
    let text = format!("{HEADINGS}\n{}\n{merged}\n", row(1, "6"));
    std::fs::write(home.path().join("台账.csv"), text).unwrap();
    t.keys("<F4><esc><F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    t.keys("<enter>");
    t.keys("<enter><F5>");
    let merged = |t: &Tester| t.app.model.outliers.counts.merged;
    let before = merged(&t);
    t.keys("<F6><shift-tab><enter>");
    assert!(t.app.model.outliers.scope.merged);
    assert_eq!((before, merged(&t)), (1, 0), "{}", t.screen());
    t.keys("<enter>");
    assert_eq!(merged(&t), 1);
    t.keys("<down><down><enter><esc>");
    assert!(!t.app.model.outliers.scope.habit);
    assert!(t.screen().contains("不扣机关惯例"), "{}", t.screen());
}

#[test]
fn the_filter_box_reads_the_filter_language() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>/");
    for (typed, found, doubts) in [
        ("金额>=70万", 1, 0),
        ("金额6万..7万 领域：煤矿", 24, 0),
        ("依据:99(3) 2024-03", 5, 0),
        ("-金额>=70万 机关:某县", 40, 0),
        ("结果:不予", 0, 0),
        ("案由:定期检测 当事人:某矿40", 1, 0),
        ("金鹅>5万 金额>=70万", 1, 1),
        ("2025..", 0, 0),
        ("去年 \"某矿4\"", 2, 0),
        ("某矿4 金额>=70万", 1, 0),
        // Not looked for among what had the amount as well.
        ("某矿4", 2, 0),
    ] {
        t.keys("<ctrl-u>");
        t.paste(typed);
        let state = &t.app.model.decisions;
        assert_eq!(
            (state.rows.total, state.doubts.len()),
            (found, doubts),
            "{typed}"
        );
    }
    t.keys("<ctrl-u>");
    t.paste("金鹅>5万");
    assert!(t.screen().contains("是否指“金额”"), "{}", t.screen());
}

#[test]
fn the_way_back_leads_to_the_row_under_the_filter_that_was_left() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>/");
    t.paste("金额>=7.5万");
    t.keys("<esc><down><down>");
    let left = t.app.model.decisions.selected().cloned().unwrap();
    t.keys("<ctrl-s>");
    t.paste("某矿12");
    // Decisions stand behind what the library has.
    let Some(Overlay::Finder(finder)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let before = finder.rows.len();
    t.keys(&"<down>".repeat(before));
    t.keys("<enter>");
    let state = &t.app.model.decisions;
    assert_eq!((state.filter.text(), state.rows.total), ("", 41));
    assert_eq!(state.selected().unwrap().party, "某矿12");
    t.keys("<alt-left>");
    let state = &t.app.model.decisions;
    assert_eq!((state.filter.text(), state.rows.total), ("金额>=7.5万", 17));
    assert_eq!(state.selected(), Some(&left));
}

#[test]
fn all_but_one_are_marked_summed_and_copied() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>/");
    t.paste("金额>=7.5万");
    t.keys("<esc><F6><ctrl-a><space>");
    // 16 of 7.5 and 8, the one of 70 is the first and left out.
    let sum = t.app.model.decisions.marks.sum().unwrap();
    assert_eq!((sum.count, sum.fen, sum.unknown), (16, 124_000_000, 0));
    assert!(t.screen().contains("标记 16 件 124万元"), "{}", t.screen());
}

#[test]
fn a_view_is_kept_over_a_restart_and_a_broken_file_is_never_written_over() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>/");
    t.paste("金额>=70万");
    t.keys("<esc><F6><F7><ctrl-l><end><space><esc><ctrl-g><F6>");
    t.paste("很大");
    t.keys("<enter>");
    assert!(t.screen().contains("很大"), "{}", t.screen());
    let columns = t.app.model.decisions.columns.clone();
    assert_eq!(columns.shown.len(), 8);

    let mut t = tester(home.path());
    t.keys("<F4><ctrl-g><enter>");
    let state = &t.app.model.decisions;
    assert_eq!((state.rows.total, state.filter.text()), (1, "金额>=70万"));
    assert_eq!((&state.columns, state.is_reversed), (&columns, true));
    t.keys("<ctrl-g><F7><ctrl-u>");
    t.paste("更大");
    t.keys("<enter><delete><enter>");
    assert!(!t.screen().contains("更大"), "{}", t.screen());

    std::fs::write(home.path().join("views.toml"), "[[view").unwrap();
    t.keys("<F6>");
    t.paste("又一个");
    t.keys("<enter>");
    assert!(t.screen().contains("没有改动"), "{}", t.screen());
    assert_eq!(
        std::fs::read_to_string(home.path().join("views.toml")).unwrap(),
        "[[view"
    );
}

#[test]
fn what_was_exported_can_be_imported_again() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>/");
    t.paste("金额>=7.5万");
    t.keys("<esc><ctrl-l>");
    for _ in 0..12 {
        t.keys("<end><space>");
        t.keys(&"<left>".repeat(12));
    }
    t.keys("<esc><F6><alt-e><enter>");
    assert!(
        t.screen().contains("已导出 17 件到 ~/决定.csv"),
        "{}",
        t.screen()
    );
    let file = home.path().join("决定.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with('\u{feff}'), "{text}");
    assert_eq!(text.lines().count(), 18);
    assert!(text.contains("罚款,700000"), "{text}");
    // There is one now: it is not replaced unasked.
    t.keys("<alt-e><enter>");
    assert!(t.screen().contains("已有这个文件"), "{}", t.screen());
    t.keys("<enter>");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    let files = std::fs::read_dir(home.path()).unwrap();
    assert!(
        files
            .flatten()
            .all(|f| !f.file_name().to_string_lossy().ends_with(".part"))
    );

    let other = tempfile::tempdir().unwrap();
    std::fs::copy(&file, other.path().join("台账.csv")).unwrap();
    let mut t = tester(other.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    t.keys("<enter>");
    t.keys("<enter>");
    assert_eq!(t.app.model.decisions.stored, Some(17), "{}", t.screen());
    t.keys("/");
    t.paste("金额:70万 领域:煤矿 阶段:逾期 地区:141121 依据:99(3) 当事人:某矿40");
    assert_eq!(t.app.model.decisions.rows.total, 1, "{}", t.screen());
}

#[test]
fn an_export_that_cannot_be_written_says_why_and_keeps_the_prompt_or_the_table() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    for (path, said) in [
        ("~/没有这个夹/x.csv", "没有导出"),
        ("~/store.db", "这是决定库本身"),
        ("~", "是文件夹"),
    ] {
        t.keys("<esc><esc><F4><alt-e><ctrl-u>");
        t.paste(path);
        t.keys("<enter>");
        assert!(t.screen().contains(said), "{path}\n{}", t.screen());
        assert_eq!(t.app.model.work, 0);
    }
}

#[test]
fn a_region_that_is_set_holds_at_once_for_the_case_on_the_screen() {
    let home = tempfile::tempdir().unwrap();
    let settings = crate::tui::settings::Settings {
        layers: Some(crate::settings::Layers {
            file: home.path().join("settings.toml"),
            ..crate::settings::Layers::default()
        }),
        ..crate::tui::settings::Settings::default()
    };
    let perform = office(&home.path().join("store.db"));
    let mut t = Tester::with_settings(100, 40, settings, perform);
    t.keys("安法97(3)<enter>");
    let before = t.app.model.assess.result.clone();
    assert_ne!(before, crate::tui::model::assess::AssessmentView::default());
    t.keys("<alt-s><enter>141121<enter><esc>");
    let after = t.app.model.assess.result.clone();
    assert_ne!(before, after, "documents of the province act now");
    t.keys("<alt-s><delete><esc>");
    assert_eq!(t.app.model.assess.result, before);
}

#[test]
fn a_band_rule_nobody_has_is_a_problem_until_the_settings_name_it_no_more() {
    let home = tempfile::tempdir().unwrap();
    let around = Surroundings {
        bands: vec!["fu".into()],
        ..around(&home.path().join("store.db"))
    };
    let mut t = Tester::new(100, 40, Office::open(load_shipped(), around).perform());
    let told = |t: &Tester| {
        let problems = t.app.model.problems.iter();
        problems
            .filter(|p| p.message.contains("幅度规则“fu”"))
            .count()
    };
    assert_eq!(told(&t), 1);
    t.keys("<ctrl-n>");
    assert!(
        t.screen().contains("设置 bands（幅度规则）"),
        "{}",
        t.screen()
    );
    let none = Box::default();
    t.app.perform(vec![Effect::AdoptSettings(none)]);
    t.keys("<esc>");
    assert_eq!(told(&t), 0);
}
