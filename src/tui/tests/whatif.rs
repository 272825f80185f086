//! 裁量 with all it offers: the drawing, the order of questions, 甲 and 乙, citations, taking back.

use std::sync::{Arc, Mutex};

use super::sample::{MAINTAIN, Office, office};
use super::stage::with_line;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::Screen;
use crate::tui::model::assess::article::{ArticlePart, ArticleView};
use crate::tui::model::assess::whatif::{ContrastChange, ContrastRow, ContrastView};
use crate::tui::model::assess::{
    AssessPane, Draft, FieldId, FieldKind, Part, QuestionView, RangeBar, Spot,
};
use crate::tui::model::lookup::Choice;
use crate::tui::model::outliers::detail::{Stretch, Strip};
use crate::tui::model::overlay::{Confirm, Overlay};
use crate::tui::tester::Tester;

const DAYS: &str = "days_overdue";

pub fn bar(days: Option<&str>, lenient: Option<&str>, proposed: Option<&str>) -> RangeBar {
    let stretch = |low: i64, high: i64, words: &str| Stretch {
        low: low * 1_000_000,
        high: high * 1_000_000,
        words: words.to_owned(),
    };
    let tier = days.map(|_| stretch(5, 10, "第一阶次 5万元至10万元"));
    RangeBar {
        no_tier: tier
            .is_none()
            .then(|| "未定：第一阶次、第二阶次".to_owned()),
        suggested: lenient.map(|_| stretch(5, 10, "5万元至10万元，从轻")),
        practice: Some("仅供参考：14件 5万元至70万元，图外1件，含教学示例".to_owned()),
        strip: Strip {
            peers: [5, 5, 6, 6, 6, 7, 7, 8, 9, 9, 12, 12, 15]
                .map(|n| n * 1_000_000)
                .into(),
            statutory: Some(stretch(5, 20, "5万元至20万元")),
            tier,
            this: proposed.map(|_| (15_000_000, "15万元".to_owned())),
            ..Strip::default()
        },
    }
}

fn days(draft: &Draft) -> String {
    let text = draft.get(&FieldId::Fact(DAYS.into()));
    text.unwrap_or_default().to_owned()
}

pub fn contrast(first: &Draft, second: &Draft) -> ContrastView {
    let tier = |draft: &Draft| match days(draft).as_str() {
        "" => "未定：第一阶次、第二阶次".to_owned(),
        _ => "第一阶次 5万元至10万元".to_owned(),
    };
    let row = |label: &str, first: String, second: String| ContrastRow {
        label: label.to_owned(),
        first,
        second,
    };
    let tiers = row("单位 阶次", tier(first), tier(second));
    let change = ContrastChange {
        row: row("裁量阶次", tier(first), tier(second)),
        cite: "煤矿基准第191项".to_owned(),
    };
    ContrastView {
        changes: if tiers.differs() {
            vec![change]
        } else {
            Vec::new()
        },
        rows: vec![row("处理", "应当处罚".into(), "应当处罚".into()), tiers],
    }
}

pub fn reasons(draft: &Draft, pinned: Option<&Draft>) -> String {
    format!(
        "乙 {}，甲 {}",
        days(draft),
        pinned.map(days).unwrap_or_default()
    )
}

pub fn article(cite: &str) -> ArticleView {
    let offence = |id: &str, label: &str| Choice {
        id: id.to_owned(),
        label: label.to_owned(),
    };
    let is_kept = cite.contains("安全生产法");
    ArticleView {
        parts: vec![ArticlePart {
            head: cite.to_owned(),
            text: if is_kept {
                (1..=9)
                    .map(|n| format!("（{n}）教学示例的一项，不是原文。"))
                    .collect()
            } else {
                Vec::new()
            },
            advice: (!is_kept).then(|| "未导入条文。用 cailiang import statute 导入".to_owned()),
            offences: vec![
                offence("aqscf-97-1-3", "安全生产法97(3) 未按照规定进行教育和培训"),
                offence(MAINTAIN, "安全生产法99(3) 未进行经常性维护、保养和定期检测"),
            ],
        }],
        ..ArticleView::default()
    }
}

fn tester(width: u16, height: u16) -> Tester {
    let mut t = Tester::new(
        width,
        height,
        office(Office {
            decisions: 30,
            ..Office::default()
        }),
    );
    t.keys("维护<enter>");
    t
}

fn value(t: &Tester, id: &FieldId) -> Option<String> {
    let fields = &t.app.model.assess.fields;
    let field = fields.iter().find(|f| f.spec.id == *id).unwrap();
    field.text().map(str::to_owned)
}

fn notice(t: &Tester) -> &str {
    t.app.model.notice.as_ref().map_or("", |n| n.text.as_str())
}

#[test]
fn a_pinned_case_stands_beside_the_changed_one() {
    let mut t = tester(80, 24);
    t.keys("<ctrl-t>");
    assert!(notice(&t).contains("已钉为甲"), "{}", notice(&t));
    t.keys("<F7>7");
    insta::assert_snapshot!("stacked", t.screen());
    t.resize(160, 45);
    insta::assert_snapshot!("wide", t.screen());
    t.resize(60, 16);
    t.keys("<tab>");
    insta::assert_snapshot!("least", t.screen());
}

#[test]
fn exchanging_brings_the_pinned_facts_back_and_again_the_changed_ones() {
    let mut t = tester(80, 24);
    let id = FieldId::Fact(DAYS.into());
    t.keys("<F7>7<ctrl-t><backspace>9");
    assert_eq!(value(&t, &id).as_deref(), Some("9"));
    t.keys("<ctrl-x>");
    assert_eq!(value(&t, &id).as_deref(), Some("7"));
    let pinned = t.app.model.assess.pinned.clone().unwrap();
    assert_eq!(pinned.draft.get(&id), Some("9"));
    t.keys("<ctrl-x>");
    assert_eq!(value(&t, &id).as_deref(), Some("9"));
    t.keys("<ctrl-t>");
    assert!(t.app.model.assess.pinned.is_none() && t.app.model.assess.contrast.is_none());
    t.keys("<ctrl-x>");
    assert_eq!(value(&t, &id).as_deref(), Some("9"), "nothing to exchange");
}

#[test]
fn another_form_lets_the_pinned_case_go_and_says_so() {
    for keys in ["<F8>", "<F4><ctrl-o>"] {
        let mut t = tester(80, 24);
        t.keys("<ctrl-t>");
        t.keys(keys);
        assert!(t.app.model.assess.pinned.is_none(), "{keys}");
        assert_eq!(notice(&t), "换了一张表，钉住的甲已取消", "{keys}");
    }
}

#[test]
fn changes_are_taken_back_one_by_one_even_a_new_start() {
    let mut t = tester(80, 24);
    let id = FieldId::Fact(DAYS.into());
    t.keys("<F7>15<down>3");
    t.keys("<F8>");
    assert_eq!(value(&t, &id), None);
    t.keys("<ctrl-z>");
    assert_eq!(value(&t, &id).as_deref(), Some("15"));
    assert_eq!(
        value(&t, &FieldId::Fact("device_count".into())).as_deref(),
        Some("3")
    );
    t.keys("<ctrl-z>");
    assert_eq!(value(&t, &FieldId::Fact("device_count".into())), None);
    assert_eq!(notice(&t), "已撤销：涉及设备(台套)：3 变为 未填");
    // The figures of one number are one change, and the focus goes where it was made.
    t.keys("<ctrl-z>");
    assert_eq!(value(&t, &id), None);
    assert_eq!(t.app.model.assess.focused().unwrap().spec.id, id);
    assert!(t.app.model.assess.trail.past.is_empty());
}

#[test]
fn digits_pick_choices_and_tick_boxes() {
    let mut t = tester(80, 24);
    t.keys("2");
    assert_eq!(value(&t, &FieldId::Domain).as_deref(), Some("hazchem"));
    t.keys("0");
    assert_eq!(value(&t, &FieldId::Domain), None);
    t.keys("9");
    assert_eq!(value(&t, &FieldId::Domain), None);
    assert!(notice(&t).contains("只有 2 项"), "{}", notice(&t));
    t.keys("1<down><down>0");
    let unit = FieldId::Subject("unit".into());
    assert_eq!(
        (value(&t, &FieldId::Domain).as_deref(), value(&t, &unit)),
        (Some("coal"), None)
    );
    t.keys("１");
    assert_eq!(value(&t, &unit).as_deref(), Some(""), "full width too");
    t.keys("<up>");
    assert!(
        t.screen().contains("1 首次查处　2 逾期未改正　0 不知道"),
        "{}",
        t.screen()
    );
}

/// The form asks for both facts; which of them first is told by `ask`.
fn asking(ask: [&str; 2]) -> (Tester, Arc<Mutex<[String; 2]>>) {
    let wanted = Arc::new(Mutex::new(ask.map(str::to_owned)));
    let mut inner = office(Office::default());
    let told = Arc::clone(&wanted);
    let perform = move |effect: Effect, outbox: &std::sync::mpsc::Sender<Msg>| {
        let mut answers = inner(effect, outbox);
        for answer in &mut answers {
            if let Msg::Assessed(_, view) = answer {
                let names = told.lock().unwrap().clone();
                let question = |name: String| QuestionView {
                    field: FieldId::Fact(name.clone()),
                    label: name,
                    narrows: String::new(),
                };
                view.questions = names.map(question).into();
            }
        }
        answers
    };
    let mut t = Tester::new(80, 24, Box::new(perform));
    t.keys("维护<enter>");
    (t, wanted)
}

fn facts(t: &Tester) -> Vec<&str> {
    let mut facts = Vec::new();
    for field in &t.app.model.assess.fields {
        if let (FieldId::Fact(name), true) = (&field.spec.id, field.spec.is_used) {
            facts.push(name.as_str());
        }
    }
    facts
}

#[test]
fn what_narrows_most_comes_first_and_nothing_moves_under_the_cursor() {
    let (mut t, wanted) = asking(["device_count", DAYS]);
    assert_eq!(facts(&t), ["device_count", DAYS]);
    insta::assert_snapshot!("asked_first", t.screen());
    t.keys("<F7>");
    assert_eq!(
        t.app.model.assess.focused().unwrap().spec.id,
        FieldId::Fact("device_count".into())
    );
    *wanted.lock().unwrap() = [DAYS, "device_count"].map(str::to_owned);
    t.keys("12");
    assert_eq!(facts(&t), ["device_count", DAYS], "typing moves nothing");
    assert_eq!(
        t.app.model.assess.focused().unwrap().spec.id,
        FieldId::Fact("device_count".into())
    );
    t.keys("<F7>");
    assert_eq!(facts(&t), [DAYS, "device_count"]);
    assert_eq!(
        t.app.model.assess.focused().unwrap().spec.id,
        FieldId::Fact(DAYS.into())
    );
    // Another order is no change that could be taken back.
    assert_eq!(t.app.model.assess.trail.past.len(), 1);
}

#[test]
fn the_steps_that_a_change_brought_are_marked() {
    let mut t = tester(160, 45);
    assert!(!t.screen().contains("*3. 裁量阶次"), "{}", t.screen());
    t.keys("<F7>7");
    let shown = t.screen();
    assert!(
        shown.contains("*3. 裁量阶次") && shown.contains(" 2. 法定幅度"),
        "{shown}"
    );
    // A second figure of the same number leaves the mark, another field that changes nothing takes it.
    t.keys("1");
    assert!(t.screen().contains("*3. 裁量阶次"), "{}", t.screen());
    t.keys("<down>3");
    assert!(!t.screen().contains("*3. 裁量阶次"), "{}", t.screen());
}

#[test]
fn a_citation_is_gone_to_opened_and_its_offence_looked_up() {
    let mut t = tester(80, 24);
    t.keys("<tab>");
    let first = t.app.model.assess.spot;
    t.keys("<end><up><up>");
    let spot = t.app.model.assess.spot.unwrap();
    assert_eq!((spot.part, spot.at), (Part::Step, 0));
    assert_ne!(Some(spot), first);
    insta::assert_snapshot!("selected", t.screen());
    t.keys("<down><enter>");
    insta::assert_snapshot!("article", t.screen());
    t.keys("<tab><tab><enter>");
    assert_eq!(t.app.model.screen, Screen::Lookup);
    assert_eq!(t.app.model.lookup.query.text(), MAINTAIN);
    t.keys("<esc><esc><esc>");
    assert_eq!(t.app.model.screen, Screen::Assess);
}

#[test]
fn a_law_that_was_not_imported_says_how_to_import_it() {
    let mut t = tester(80, 24);
    t.keys("<tab><end><enter>");
    assert!(
        t.screen().contains("cailiang import statute"),
        "{}",
        t.screen()
    );
    let Some(Overlay::Article(view)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert_eq!(view.selected(), None);
    t.keys("<down>");
    t.keys("<esc>");
    assert_eq!(t.app.model.overlay, None);
    assert_eq!(t.app.model.assess.pane, AssessPane::Result);
}

#[test]
fn what_is_read_stays_on_its_row_when_the_result_grows() {
    let mut t = tester(80, 24);
    t.keys("<F7><ctrl-down><ctrl-down><ctrl-down><ctrl-down>");
    let row = |t: &Tester| {
        let shown = t.screen();
        shown
            .lines()
            .position(|line| line.contains("令18第五十五条"))
    };
    let before = row(&t);
    assert!(before.is_some(), "{}", t.screen());
    t.keys("7");
    assert_eq!(row(&t), before, "{}", t.screen());
    t.keys("<ctrl-t>");
    assert_eq!(row(&t), before, "{}", t.screen());
    t.keys("<backspace>");
    assert_eq!(row(&t), before, "{}", t.screen());
}

#[test]
fn pages_and_ends_of_the_result_keep_a_citation_in_sight_selected() {
    let mut t = tester(80, 24);
    t.keys("<tab>");
    for keys in ["<pagedown>", "<pagedown>", "<pageup>", "<end>", "<home>"] {
        t.keys(keys);
        let state = &t.app.model.assess;
        let Some(spot) = state.spot else { continue };
        let places = crate::tui::view::cited(&t.app.model);
        let (height, _) = crate::tui::view::result_window(&t.app.model);
        let (_, place) = places.iter().find(|(s, _)| *s == spot).unwrap();
        assert!(
            (state.scroll..state.scroll + height).contains(&place.start),
            "{keys} {place:?}"
        );
    }
    assert_eq!(t.app.model.assess.scroll, 0);
}

#[test]
fn the_reasons_are_copied_with_those_of_the_pinned_case() {
    let (mut t, line) = with_line(tester(80, 24));
    t.keys("<F7>7<ctrl-y>");
    assert_eq!(line.copied(), "乙 7，甲");
    t.keys("<ctrl-t>1<ctrl-y>");
    assert_eq!(line.copied(), "乙 71，甲 7");
    let said = t.app.model.notice.as_ref().unwrap();
    assert!(said.text.contains("裁量理由"), "{}", said.text);
}

#[test]
fn the_drawing_shows_leniency_and_the_proposed_fine() {
    let mut t = tester(80, 24);
    t.keys("<F7>7<down><down>15w<down><down>1");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn selected_entries_without_a_citation_open_nothing() {
    let mut t = tester(80, 24);
    t.keys("<tab>");
    t.app.model.assess.spot = Some(Spot {
        part: Part::Step,
        at: 99,
    });
    t.keys("<enter>");
    assert_eq!(t.app.model.overlay, None);
    let kinds = &t.app.model.assess.fields[0].spec.kind;
    assert!(matches!(kinds, FieldKind::Choice(_)));
}

#[test]
fn a_long_title_gives_way_to_the_citation() {
    let mut t = tester(60, 16);
    t.app.model.assess.title = "违法行为的名称很长".repeat(8);
    t.app.dirty = true;
    t.keys("<down>");
    let head = t.screen().lines().nth(1).unwrap().trim_end().to_owned();
    assert!(
        head.contains("..") && head.ends_with("安全生产法99(3)"),
        "{head}"
    );
    t.keys("<ctrl-t>");
    let head = t.screen().lines().nth(1).unwrap().trim_end().to_owned();
    assert!(head.ends_with("[已钉甲] 安全生产法99(3)"), "{head}");
}

#[test]
fn a_citation_without_offences_offers_no_choice_of_them() {
    let mut t = tester(80, 24);
    let mut view = article("《行政处罚法》第三十三条");
    t.app.receive(Msg::ArticleShown(Box::new(view.clone())));
    t.keys("<down>");
    assert!(t.screen().contains("tab 选案由"), "{}", t.screen());
    view.parts[0].offences.clear();
    t.app.receive(Msg::ArticleShown(Box::new(view)));
    t.keys("<down>");
    assert!(!t.screen().contains("tab 选案由"), "{}", t.screen());
}

#[test]
fn a_key_that_does_nothing_now_says_so_and_keys_that_move_are_silent() {
    let mut t = tester(80, 24);
    t.app.model.assess.result.questions.clear();
    t.keys("<F7>");
    let screen = t.screen();
    assert!(
        screen.contains("“最该问的”此刻不起作用；? 看此处能用的按键"),
        "{screen}"
    );
    // Where the help cannot be opened the message does not send anybody there.
    t.app.model.overlay = Some(Overlay::Confirm(Confirm {
        question: "重填？".to_owned(),
        yes: "重填",
        effect: Effect::LoadDemo,
    }));
    t.keys("<F1>");
    let screen = t.screen();
    assert!(
        screen.contains("“帮助”此刻不起作用；能用的按键在最下一行"),
        "{screen}"
    );
    t.keys("<esc>");
    t.keys("<home><up>");
    assert_eq!(t.app.model.notice, None);
}

#[test]
fn an_empty_form_names_no_key_that_moves_within_it() {
    let mut t = Tester::new(80, 24, office(Office::default()));
    t.keys("<F3>");
    let bar = t.screen().lines().last().unwrap().trim_end().to_owned();
    assert_eq!(bar, "esc 返回  F10 退出  ? 帮助");
}
