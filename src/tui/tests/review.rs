//! The real office: an invented document imported, reviewed, and used.

use std::path::Path;

use chrono::NaiveDateTime;

use crate::packs::load_with;
use crate::tui::message::Msg;
use crate::tui::model::assess::{Draft, FieldId};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{Level, Look, RowPlace};
use crate::tui::model::{Screen, Selection};
use crate::tui::office::{Office, Surroundings};
use crate::tui::tester::Tester;

/// Three items: one linked to nothing, one with a doubt, one without.
const PACK: &str = r#"# 由 教学示例.docx 导入

[pack]
id = "teach-2025"
title = "教学县应急管理局行政处罚裁量权基准（教学示例）"
short = "教学县基准"
from = "2025-01-01"
layer = "county"
region = "141121"
domains = ["coal"]
source = "教学示例"
verification = "由本机导入，尚待逐项核对"
teaching = true
document = { file = "教学示例.docx", sha256 = "00aa11bb22cc33dd" }

[[item]]
no = "1"
title = "未对安全设备进行定期检测"
offence = "aqscf-99-1-3"
cites = ["《安全生产法》第九十九条第三项"]
place = "第1页"

[[item.tier]]
ordinal = 1
label = "A"
text = "超过期限10日以下的"
standard = "责令限期改正，处二万元以下的罚款"
any_of = [[{ fact = "days_overdue", at_most = 10 }]]
fines = [{ stage = "first", subject = "unit", min_yuan = 0, max_yuan = 20000 }]
source = "教学示例"

[[item.tier]]
ordinal = 2
label = "B"
text = "超过期限10日以上的"
standard = "责令限期改正，处二万元以上五万元以下的罚款"
any_of = [[{ fact = "days_overdue", more_than = 10 }]]
fines = [{ stage = "first", subject = "unit", min_yuan = 20000, max_yuan = 50000 }]
source = "教学示例"

[[item]]
no = "2"
title = "未记录隐患排查治理情况"
cites = ["《教学办法》第五条"]
doubts = ["依据没有对应到已载入的违法行为"]

[[item.tier]]
ordinal = 1
label = "A"
text = "涉及3人以下的"
standard = "责令限期改正，处二万元以下的罚款"
any_of = [[{ fact = "days_overdue", at_most = 10 }]]
fines = [{ stage = "first", subject = "unit", min_yuan = 0, max_yuan = 20000 }]
source = "教学示例"

[[item]]
no = "3"
title = "未按照规定进行安全生产教育和培训"
offence = "aqscf-97-1-3"
cites = ["《安全生产法》第九十七条第三项"]

[[item.tier]]
ordinal = 1
label = "A"
text = "涉及若干人的"
standard = "责令限期改正，处二万元以下的罚款"
any_of = [[{ fact = "person_times", at_most = 3 }]]
fines = [{ stage = "first", subject = "unit", min_yuan = 0, max_yuan = 20000 }]
source = "教学示例"
doubts = ["“若干人”不是确定的数"]
"#;

fn noon() -> NaiveDateTime {
    "2025-06-01T12:00:00".parse().unwrap()
}

fn pack_file(home: &Path) -> std::path::PathBuf {
    home.join("law/imported/teach-2025.toml")
}

fn open(home: &Path) -> Tester {
    let around = Surroundings {
        database: home.join("store.db"),
        library: home.join("law"),
        profiles: home.join("profiles"),
        views: home.join("views.toml"),
        home: Some(home.to_path_buf()),
        now: noon,
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
    };
    let loaded = load_with(&home.join("law"));
    assert_eq!(loaded.diagnostics, []);
    Tester::new(120, 40, Office::open(loaded, around).perform())
}

/// The items of the imported document on the screen.
fn stocked(home: &Path) -> Tester {
    let file = pack_file(home);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, PACK).unwrap();
    let mut t = open(home);
    t.keys("<F12>");
    open_pack(&mut t, "teach-2025");
    t
}

fn open_pack(t: &mut Tester, id: &str) {
    let rows = t.app.model.packs.rows.as_ref().unwrap();
    let at = rows.iter().position(|row| row.id == id).unwrap();
    let mut selection = Selection::default();
    selection.resize(rows.len());
    selection.select(at);
    t.app.model.packs.selection = selection;
    t.keys("<enter>");
}

fn shown(t: &Tester) -> (&str, Look) {
    let item = t.app.model.packs.item.as_ref().unwrap();
    (item.title.as_str(), item.look)
}

#[test]
fn the_list_says_where_documents_come_from_and_what_is_to_be_checked() {
    let home = tempfile::tempdir().unwrap();
    let t = stocked(home.path());
    let rows = t.app.model.packs.rows.as_ref().unwrap();
    let own = rows.iter().find(|row| row.id == "teach-2025").unwrap();
    assert_eq!((own.items, own.with_tiers, own.tiers), (3, 3, 4));
    assert_eq!((own.open, own.source.as_str()), (Some((2, 1)), "本机导入"));
    let shipped = rows.iter().find(|row| row.id == "coal-2024").unwrap();
    assert_eq!((shipped.open, shipped.source.as_str()), (None, "随程序"));
    let looks: Vec<Look> = t
        .app
        .model
        .packs
        .items
        .rows
        .iter()
        .map(|r| r.look)
        .collect();
    assert_eq!(looks, [Look::Broken, Look::Doubtful, Look::Fresh]);
}

#[test]
fn an_accepted_item_is_in_the_file_at_once_and_undone_again() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>");
    assert_eq!(shown(&t).1, Look::Broken);
    t.keys("<F6>");
    assert_eq!(
        shown(&t),
        ("第3项 未按照规定进行安全生产教育和培训", Look::Doubtful)
    );
    let file = || std::fs::read_to_string(pack_file(home.path())).unwrap();
    assert!(file().contains(r#"review = "accepted""#));
    assert!(file().starts_with("# 由 教学示例.docx 导入"));
    t.keys("<ctrl-z>");
    assert_eq!(shown(&t), ("第2项 未记录隐患排查治理情况", Look::Broken));
    assert!(!file().contains("review"));
    t.keys("<ctrl-z>");
    assert!(t.screen().contains("没有可以撤销的改动"), "{}", t.screen());
}

#[test]
fn a_mark_is_kept_with_its_remark() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F7>");
    t.paste("原文缺页");
    t.keys("<enter>");
    let file = std::fs::read_to_string(pack_file(home.path())).unwrap();
    assert!(file.contains(r#"review = "marked""#) && file.contains(r#"note = "原文缺页""#));
    t.keys("<esc>");
    assert_eq!(
        t.app.model.packs.items.count(|look| look == Look::Marked),
        1
    );
    assert!(t.screen().contains("搁置 1 项"), "{}", t.screen());
}

#[test]
fn a_citation_links_an_item_and_search_and_assessment_use_it_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><ctrl-l><ctrl-u>");
    t.paste("安全生产法第九十七条第五项");
    assert!(t.screen().contains("aqscf-97-1-5"), "{}", t.screen());
    t.keys("<enter>");
    assert_eq!(shown(&t).1, Look::Corrected, "{}", t.screen());
    t.keys("<F2>");
    t.paste("97(5)");
    let detail = t.app.model.lookup.detail.as_ref().unwrap();
    assert_eq!(detail.id, "aqscf-97-1-5");
    let has = detail
        .benchmarks
        .iter()
        .any(|b| b.title.contains("教学县基准"));
    assert!(has, "{detail:?}");
    assert_eq!(t.app.model.screen, Screen::Lookup);
}

#[test]
fn what_is_no_citation_is_refused_and_offences_are_offered() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><ctrl-l><ctrl-u>");
    t.paste("定期检测");
    assert!(t.screen().contains("aqscf-99-1-3"), "{}", t.screen());
    t.keys("<enter>");
    assert!(t.app.model.overlay.is_some());
    assert_eq!(
        std::fs::read_to_string(pack_file(home.path())).unwrap(),
        PACK
    );
}

#[test]
fn a_file_that_cannot_be_saved_keeps_the_item_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter>");
    // A directory stands where the new file is written first.
    std::fs::create_dir(pack_file(home.path()).with_extension("toml.new")).unwrap();
    t.keys("<F6>");
    assert!(t.screen().contains("没有存上"), "{}", t.screen());
    assert_eq!(shown(&t).1, Look::Broken);
    assert_eq!(
        std::fs::read_to_string(pack_file(home.path())).unwrap(),
        PACK
    );
}

#[test]
fn shipped_documents_can_only_be_read() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<esc>");
    open_pack(&mut t, "coal-2024");
    assert!(t.app.model.packs.items.read_only.is_some());
    t.keys("<enter><F6>");
    assert_eq!(t.app.model.packs.level, Level::Review);
    assert_eq!(shown(&t).1, Look::Given);
    assert!(t.screen().contains("只能查看"), "{}", t.screen());
}

#[test]
fn a_missing_document_gives_the_prompt_back() {
    let home = tempfile::tempdir().unwrap();
    let mut t = open(home.path());
    t.keys("<F12><F8>");
    t.paste("~/没有.docx");
    t.keys("<enter>");
    assert_eq!(t.app.model.work, 0);
    assert!(t.screen().contains("没有.docx"), "{}", t.screen());
    assert!(t.app.model.overlay.is_some());
}

/// A document in words, as offices print them; all of it is invented.
const DOCUMENT: &str = "\
教学县应急管理局行政处罚裁量权基准（教学示例）

1. 违法行为：未对安全设备进行经常性维护、保养和定期检测
【法律规定】《安全生产法》第三十六条第二款
【处罚依据】《安全生产法》第九十九条第三项
【裁量基准】
1.超过期限10日以下的，责令限期改正，处二万元以下的罚款；
2.超过期限10日以上的，责令限期改正，处二万元以上五万元以下的罚款。
2. 违法行为：未按要求摆放绿植
【法律规定】《教学办法》第四条
【处罚依据】《教学办法》第五条
【裁量基准】
1.涉及3人次以下的，处一万元以下的罚款；
2.情节若干的，从重处罚。
";

#[test]
fn a_document_is_imported_reviewed_and_assessed_with() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("教学示例.txt"), DOCUMENT).unwrap();
    let mut t = open(home.path());
    t.keys("<F12><F8>");
    t.paste("~/教学示例.txt");
    t.keys("<tab>");
    t.paste("jiaoxue-2025");
    t.keys("<tab>2025-01-01<tab>141121<enter>");
    let Some(Overlay::DocumentRead(read, _)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert_eq!((read.items, read.replaces), (2, false));
    let file = home.path().join("law/imported/jiaoxue-2025.toml");
    assert!(!file.exists());
    t.keys("<enter>");
    assert!(file.exists());
    assert_eq!(t.app.model.packs.items.rows[0].look, Look::Broken);

    // The unlinked item: linked by hand, its first row is placed by the statute, its second is typed.
    t.keys("<enter><ctrl-l><ctrl-u>");
    t.paste("aqscf-97-1-5");
    t.keys("<enter>");
    let rows = &t.app.model.packs.item.as_ref().unwrap().rows;
    assert!(matches!(rows[0].place, RowPlace::Tier(0)), "{rows:?}");
    assert!(matches!(rows[1].place, RowPlace::Missing(0)), "{rows:?}");
    t.keys("<down><F8><ctrl-u>");
    t.paste("涉及3人次以上的");
    t.keys("<enter><ctrl-f><ctrl-u>");
    t.paste("处一万元以上五万元以下的罚款");
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None, "{}", t.screen());
    assert_eq!(shown(&t).1, Look::Corrected, "{}", t.screen());

    let draft = |value: &str| Draft {
        offence: "aqscf-97-1-5".into(),
        values: vec![
            (FieldId::Jurisdiction, "141121".into()),
            (FieldId::Stage, "first".into()),
            (FieldId::ActOn, "2025-03-01".into()),
            (FieldId::DecidedOn, "2025-05-01".into()),
            (FieldId::Subject("unit".into()), String::new()),
            (FieldId::Fact("person_times".into()), value.into()),
        ],
    };
    t.keys("<F2>");
    t.app.receive(Msg::Drafted(Box::new(draft("2"))));
    let range = &t.app.model.assess.result.ranges[0];
    let wording = range.wording.as_deref().unwrap_or_default();
    assert_eq!(
        wording, "原文：涉及3人次以下的，处一万元以下的罚款〔教学示例.txt，第9行〕",
        "{range:?}"
    );
}

#[test]
fn a_reading_that_is_given_up_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("教学示例.txt"), DOCUMENT).unwrap();
    let mut t = open(home.path());
    t.keys("<F12><F8>");
    t.paste("~/教学示例.txt");
    t.keys("<enter><esc>");
    assert!(!home.path().join("law").exists());
    assert_eq!(t.app.model.packs.rows.as_deref().map(<[_]>::len), Some(5));
}

#[test]
fn a_correction_leaves_the_rest_of_the_item_to_be_checked() {
    let home = tempfile::tempdir().unwrap();
    let two = PACK.replacen("[[item.tier]]\nordinal = 1\nlabel = \"A\"\ntext = \"涉及若干人的\"", "missing = [{ label = \"B\", why = \"没有读出罚款数额\", text = \"情节严重的\", standard = \"从重处罚\" }]\n\n[[item.tier]]\nordinal = 1\nlabel = \"A\"\ntext = \"涉及若干人的\"", 1);
    let file = pack_file(home.path());
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, two).unwrap();
    let mut t = open(home.path());
    t.keys("<F12>");
    open_pack(&mut t, "teach-2025");
    t.keys("<down><enter><F8><ctrl-u>");
    t.paste("涉及3人次以下的");
    t.keys("<enter>");
    assert_eq!(shown(&t).1, Look::Broken, "{}", t.screen());
    // A penalty without a condition would apply to every case beside the other tier.
    t.keys("<down><ctrl-f><ctrl-u>");
    t.paste("处二万元以上五万元以下的罚款");
    t.keys("<enter>");
    assert!(
        t.screen().contains("请先改正这一档的适用条件"),
        "{}",
        t.screen()
    );
}

#[test]
fn a_list_is_imported_and_the_documents_stay_in_view() {
    let sample = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/import-samples/no-penalty-list-table.docx"
    ));
    if !sample.exists() {
        eprintln!("skipped: no {}", sample.display());
        return;
    }
    let home = tempfile::tempdir().unwrap();
    std::fs::copy(sample, home.path().join("清单.docx")).unwrap();
    let mut t = open(home.path());
    t.keys("<F12><F8>");
    t.paste("~/清单.docx");
    t.keys("<enter>");
    assert!(t.screen().contains("enter 写入并启用"), "{}", t.screen());
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.packs.level, Level::Packs);
    assert!(t.screen().contains("清单已导入并启用"), "{}", t.screen());
}
