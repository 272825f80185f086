//! The benchmark screen over canned answers; every document here is a teaching example.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the office of the sample answers the rest"
)]

use std::sync::mpsc::Sender;

use super::sample::{MAINTAIN, Office, office};
use crate::tui::message::{Effect, Msg};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{
    Change, DocumentForm, ItemRow, ItemView, ItemsView, Level, Look, PackRow, Preview, ReadingView,
    Reviewed, RowPlace, RowView, Step,
};
use crate::tui::problem::{Problem, Severity};
use crate::tui::tester::Tester;

const OWN: &str = "teach-2025";
const SHIPPED: &str = "coal-2024";

pub fn answer(effect: Effect, outbox: &Sender<Msg>) -> Vec<Msg> {
    match effect {
        Effect::ListPacks => vec![Msg::PacksListed(packs())],
        Effect::ListItems(pack) => vec![Msg::ItemsListed(Box::new(items(&pack, None)))],
        Effect::ShowItem { pack, at } => vec![Msg::ItemShown(Box::new(item(&pack, at)))],
        Effect::Review(step) => vec![review(&step)],
        Effect::Preview(step) => vec![preview(&step)],
        Effect::SuggestId(path) => vec![Msg::IdSuggested(if path.is_empty() {
            String::new()
        } else {
            OWN.into()
        })],
        Effect::ReadDocument(ticket, form) => {
            outbox.send(read(ticket, &form)).unwrap();
            Vec::new()
        }
        Effect::CompleteDocumentPath(path) => {
            let known = ["/文件/教学示例.docx", "/文件/教学示例.doc"].map(str::to_owned);
            let found = known.into_iter().filter(|known| known.starts_with(&path));
            vec![Msg::PathsFound(found.collect())]
        }
        Effect::WriteDocument(_) => vec![
            Msg::LibraryChanged(Vec::new(), Vec::new()),
            Msg::PacksListed(packs()),
            Msg::DocumentWritten(OWN.into()),
        ],
        _ => Vec::new(),
    }
}

fn packs() -> Vec<PackRow> {
    let line = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    let finding = Problem {
        severity: Severity::Warning,
        place: "imported/teach-2025.toml:31".into(),
        message: "教学示例·2：B 的上限比 A 的下限还低".into(),
        advice: Some("请核对原文；原文确实如此的，保留".into()),
    };
    vec![
        PackRow {
            id: SHIPPED.into(),
            short: "煤矿基准2024".into(),
            scope: "国家".into(),
            dates: "2024-06 起".into(),
            items: 391,
            with_tiers: 40,
            tiers: 118,
            open: None,
            source: "随程序".into(),
            lines: vec![
                line("标题", "煤矿安全监管监察行政处罚裁量权基准"),
                line("核实", "已与原文核对"),
            ],
            findings: Vec::new(),
            is_demo: false,
        },
        PackRow {
            id: OWN.into(),
            short: "教学县基准".into(),
            scope: "县141121".into(),
            dates: "2025-01-01 起".into(),
            items: 3,
            with_tiers: 2,
            tiers: 3,
            open: Some((2, 1)),
            source: "本机导入".into(),
            lines: vec![
                line("标题", "教学县应急管理局行政处罚裁量权基准（教学示例）"),
                line("核对", "2 项须核对，1 项还没有看过"),
                line("原文件", "教学示例.docx（SHA-256 00aa11bb22cc…）"),
            ],
            findings: vec![finding],
            is_demo: true,
        },
    ]
}

/// Items, with what became of one of them.
fn items(pack: &str, changed: Option<(usize, Look)>) -> ItemsView {
    let is_own = pack == OWN;
    let row = |at: usize, title: &str, offence: &str, tiers, look| ItemRow {
        at,
        no: (at + 1).to_string(),
        title: title.into(),
        offence: offence.into(),
        tiers,
        look: match changed {
            _ if !is_own => Look::Given,
            Some((of, look)) if of == at => look,
            _ => look,
        },
    };
    let mut rows = vec![
        row(1, "未记录隐患排查治理情况", "", (1, 1), Look::Broken),
        row(
            2,
            "未如实告知有关的安全生产事项",
            "aqscf-97-1-3",
            (2, 0),
            Look::Doubtful,
        ),
        row(0, "未对安全设备进行定期检测", MAINTAIN, (2, 0), Look::Fresh),
    ];
    if !is_own {
        rows.sort_by_key(|row| row.at);
    }
    ItemsView {
        pack: pack.into(),
        name: if is_own {
            "教学县基准"
        } else {
            "煤矿基准2024"
        }
        .into(),
        read_only: (!is_own).then(|| "只能查看：不是从文件导入的".into()),
        rows,
    }
}

fn item(pack: &str, at: usize) -> ItemView {
    let list = items(pack, None);
    let row = list.rows.iter().find(|row| row.at == at).unwrap();
    let is_own = pack == OWN;
    let tier = |n: usize, label: &str, printed: &str, condition: &str, amount: &str| RowView {
        place: RowPlace::Tier(n),
        label: label.into(),
        printed_condition: is_own.then(|| printed.into()),
        printed_standard: is_own.then(|| format!("责令限期改正，处{amount}的罚款。")),
        source: "第3页第1个表格第5行".into(),
        condition: condition.into(),
        amounts: vec![("单位·首次查处".into(), amount.into())],
        penalties: vec!["首次查处：责令限期改正".into()],
        doubts: Vec::new(),
        note: None,
    };
    let mut rows = vec![tier(
        0,
        "A",
        "涉及3人次以下的",
        "涉及人数(人次) 3以下",
        "2万元以下",
    )];
    match row.look {
        Look::Broken => rows.push(RowView {
            place: RowPlace::Missing(0),
            printed_standard: Some("情节严重的，从重处罚。".into()),
            amounts: Vec::new(),
            penalties: Vec::new(),
            doubts: vec!["不能据以裁量：没有读出罚款数额".into()],
            ..tier(0, "B", "情节严重的", "（没有条件）", "")
        }),
        _ => rows.push(RowView {
            doubts: match row.look {
                Look::Doubtful => vec!["存疑：“若干人”不是确定的数".into()],
                _ => Vec::new(),
            },
            ..tier(
                1,
                "B",
                "涉及若干人的",
                "涉及人数(人次) 超过3",
                "2万元以上5万元以下",
            )
        }),
    }
    let linked = match row.offence.as_str() {
        "" => "没有对应到已载入的违法行为，裁量时用不上",
        _ => "未对安全设备进行经常性维护、保养和定期检测 [aqscf-99-1-3]",
    };
    ItemView {
        pack: pack.into(),
        at,
        title: format!("第{}项 {}", row.no, row.title),
        place: is_own.then(|| "第3页第1个表格".into()),
        text: is_own
            .then(|| "生产经营单位未将事故隐患排查治理情况如实记录或者未向从业人员通报的。".into()),
        cites: vec!["《安全生产法》第九十七条第五项".into()],
        lines: vec![("违法行为".into(), linked.into())],
        link: "《安全生产法》第九十七条第五项".into(),
        look: row.look,
        doubts: match row.look {
            Look::Broken => vec!["存疑：依据没有对应到已载入的违法行为".into()],
            _ => Vec::new(),
        },
        note: None,
        rows,
    }
}

fn review(step: &Step) -> Msg {
    let look = match &step.change {
        Change::Accept => Look::Accepted,
        Change::Mark(_) => Look::Marked,
        Change::Reopen => Look::Fresh,
        Change::Undo => Look::Doubtful,
        Change::Condition(_, text) | Change::Standard(_, text) | Change::Offence(text) => {
            if text.contains("若干") {
                return Msg::ReviewRefused(vec!["“若干”不是确定的数".into()]);
            }
            Look::Corrected
        }
    };
    let mut item = item(&step.pack, step.at);
    item.look = look;
    Msg::Reviewed(Box::new(Reviewed {
        items: items(&step.pack, Some((step.at, look))),
        item,
        said: "已存上".into(),
        is_done: matches!(step.change, Change::Accept | Change::Mark(_)),
    }))
}

fn preview(step: &Step) -> Msg {
    let (Change::Condition(_, text) | Change::Standard(_, text) | Change::Offence(text)) =
        &step.change
    else {
        return Msg::Failed(String::new());
    };
    let is_link = matches!(step.change, Change::Offence(_));
    let mut preview = Preview {
        text: text.clone(),
        ..Preview::default()
    };
    if text.contains("若干") {
        preview.doubts = vec!["“若干”不是确定的数".into()];
    } else if is_link && !text.starts_with("aqscf") {
        preview.doubts = vec!["没有对应的违法行为".into()];
        preview.candidates = vec![
            (
                "aqscf-97-1-5".into(),
                "未将事故隐患排查治理情况如实记录".into(),
            ),
            (
                MAINTAIN.into(),
                "未对安全设备进行经常性维护、保养和定期检测".into(),
            ),
        ];
    } else {
        preview.read = vec![text.replace("涉及", "涉及人数(人次) ")];
    }
    Msg::Previewed(Box::new(preview))
}

fn read(ticket: u64, form: &DocumentForm) -> Msg {
    if std::path::Path::new(&form.path)
        .extension()
        .is_some_and(|ending| ending == "doc")
    {
        let why = "这是旧的 Word 97 格式，读不了：请用 Word 或者 WPS 打开，另存为 docx 再导入";
        return Msg::DocumentFailed(ticket, why.into());
    }
    let text = "\
《教学县应急管理局行政处罚裁量权基准（教学示例）》 2025-01-01 起施行，县；表格
3 项，3 个阶次，2 项对应到违法行为

须核对（2）
  第2项 没有对应到已载入的违法行为
  第3项 B“若干人”不是确定的数
没有归到事项里的文字（1）
  第9页 附则：本基准由县应急管理局解释";
    Msg::DocumentRead(
        ticket,
        Box::new(ReadingView {
            file: form.path.clone(),
            lines: text.lines().map(str::to_owned).collect(),
            items: 3,
            replaces: false,
        }),
    )
}

fn tester(width: u16, height: u16) -> Tester {
    Tester::new(width, height, office(Office::default()))
}

/// The review of the first problem of the imported document.
const REVIEW: &str = "<F12><down><enter><enter>";

#[test]
fn documents_are_listed_with_what_is_to_be_checked() {
    let mut t = tester(80, 24);
    t.keys("<F12><down>");
    insta::assert_snapshot!("list", t.screen());
    let mut t = tester(140, 30);
    t.keys("<F12><down>");
    insta::assert_snapshot!("list_wide", t.screen());
}

#[test]
fn the_items_of_an_imported_document_have_problems_first() {
    let mut t = tester(80, 24);
    t.keys("<F12><down><enter>");
    insta::assert_snapshot!("items", t.screen());
}

#[test]
fn a_review_shows_the_source_beside_what_was_read() {
    let mut t = tester(120, 30);
    t.keys(REVIEW);
    insta::assert_snapshot!("review_wide", t.screen());
}

#[test]
fn a_narrow_review_shows_one_side_at_a_time() {
    let mut t = tester(80, 24);
    t.keys(REVIEW);
    insta::assert_snapshot!("review_read", t.screen());
    t.keys("<tab>");
    insta::assert_snapshot!("review_source", t.screen());
    t.keys("<esc><esc><esc><esc>");
    assert_eq!(t.app.model.screen, crate::tui::model::Screen::Lookup);
}

#[test]
fn a_document_that_was_not_imported_can_only_be_read() {
    let mut t = tester(120, 24);
    t.keys("<F12><enter><enter>");
    insta::assert_snapshot!("read_only", t.screen());
    t.keys("<F6><F7><F8><ctrl-f><ctrl-l><ctrl-z><delete>");
    assert_eq!(t.app.model.overlay, None);
    assert!(!t.app.model.packs.is_changed);
    t.keys("<right>");
    assert_eq!(t.app.model.packs.item.as_ref().unwrap().at, 1);
}

#[test]
fn accepting_goes_on_to_the_next_problem() {
    let mut t = tester(80, 24);
    t.keys(REVIEW);
    assert_eq!(t.app.model.packs.item.as_ref().unwrap().at, 1);
    t.keys("<F6>");
    assert_eq!(t.app.model.packs.item.as_ref().unwrap().at, 2);
    let said = &t.app.model.notice.as_ref().unwrap().text;
    assert!(said.contains("还有 1 项须核对"), "{said}");
    assert!(t.app.model.packs.is_changed);
    t.keys("<esc><esc>");
    assert!(!t.app.model.packs.is_changed);
}

#[test]
fn a_mark_takes_a_remark() {
    let mut t = tester(80, 24);
    t.keys(REVIEW);
    t.keys("<F7>原文缺页");
    insta::assert_snapshot!("mark", t.screen());
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.packs.item.as_ref().unwrap().at, 2);
}

#[test]
fn a_correction_starts_from_the_printed_words_and_says_what_it_is_read_as() {
    let mut t = tester(100, 24);
    t.keys("<F12><down><enter><down><enter><down><F8>");
    insta::assert_snapshot!("correct_refused", t.screen());
    t.keys("<enter>");
    assert!(matches!(t.app.model.overlay, Some(Overlay::Correct(_))));
    t.keys("<ctrl-u>涉及3人以上的");
    insta::assert_snapshot!("correct_read", t.screen());
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(
        t.app.model.packs.item.as_ref().unwrap().look,
        Look::Corrected
    );
    t.keys("<ctrl-z>");
    assert_eq!(
        t.app.model.packs.item.as_ref().unwrap().look,
        Look::Doubtful
    );
}

#[test]
fn an_offence_is_chosen_from_what_may_be_meant() {
    let mut t = tester(100, 24);
    t.keys(REVIEW);
    t.keys("<ctrl-l>");
    insta::assert_snapshot!("relink", t.screen());
    t.keys("<down><tab><enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(
        t.app.model.packs.item.as_ref().unwrap().look,
        Look::Corrected
    );
}

#[test]
fn a_document_is_read_looked_at_and_written() {
    let mut t = tester(80, 24);
    t.keys("<F12><F8>");
    insta::assert_snapshot!("import", t.screen());
    t.paste("/文件/教学示例.docx");
    t.keys("<tab>");
    assert_eq!(t.cursor().unwrap().y, 5, "{}", t.screen());
    t.keys("<down>2025-01-01<enter>");
    insta::assert_snapshot!("report", t.screen());
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.packs.level, Level::Items);
    assert_eq!(t.app.model.packs.items.pack, OWN);
    assert_eq!(t.app.model.packs.item.as_ref().unwrap().look, Look::Broken);
}

#[test]
fn a_document_that_cannot_be_read_gives_the_prompt_back_and_says_why() {
    let mut t = tester(80, 24);
    t.keys("<F12><F8>");
    t.paste("/文件/教学示例.doc");
    t.keys("<enter>");
    insta::assert_snapshot!("import_failed", t.screen());
    assert_eq!(t.app.model.work, 0);
}

#[test]
fn a_report_left_with_esc_writes_nothing() {
    let mut t = tester(80, 24);
    t.keys("<F12><F8>");
    t.paste("/文件/教学示例.docx");
    t.keys("<enter><esc>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.packs.level, Level::Packs);
    assert!(t.screen().contains("什么也没有写入"));
}

#[test]
fn a_reading_that_was_given_up_is_ignored_when_it_ends() {
    let mut t = tester(80, 24);
    t.keys("<F12>");
    t.app.model.work = 1;
    t.app.receive(read(7, &DocumentForm::default()));
    assert_eq!((t.app.model.work, &t.app.model.overlay), (0, &None));
}

#[test]
fn findings_are_listed_with_their_place() {
    let mut t = tester(80, 24);
    t.keys("<F12><down><F7>");
    insta::assert_snapshot!("findings", t.screen());
}
