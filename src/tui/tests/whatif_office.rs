//! 裁量 over the real office: 甲 and 乙 by the tiers of the real benchmark, articles, the past.

use std::fmt::Write;
use std::path::Path;

use crate::tui::model::assess::{FieldId, Part, Spot};
use crate::tui::model::overlay::Overlay;
use crate::tui::tester::Tester;

use super::office::{HEADINGS, office, row};
use super::stage::with_line;

/// The form for 99(3) in coal, overdue, with few days and no behaviour named: tier one.
fn tester(directory: &Path) -> Tester {
    let mut t = Tester::new(120, 50, office(&directory.join("store.db")));
    t.keys("<esc>99(3)<enter>");
    choose(&mut t, &FieldId::Domain, "coal");
    choose(&mut t, &FieldId::Stage, "overdue");
    focus(&mut t, &FieldId::Fact("behaviour".into()));
    t.keys("<left>");
    focus(&mut t, &days());
    t.keys("3");
    t
}

fn days() -> FieldId {
    FieldId::Fact("days_overdue".into())
}

fn focus(t: &mut Tester, id: &FieldId) {
    let fields = &t.app.model.assess.fields;
    let at = fields.iter().position(|f| f.spec.id == *id);
    t.app.model.assess.at = at.unwrap();
}

/// Turns a choice by digits until it is what is wanted.
fn choose(t: &mut Tester, id: &FieldId, wanted: &str) {
    focus(t, id);
    for digit in 1..9 {
        t.keys(&digit.to_string());
        let draft = t.app.model.assess.draft();
        if draft.get(id) == Some(wanted) {
            return;
        }
    }
    panic!("{id:?} is never {wanted}");
}

#[test]
fn more_days_make_another_tier_and_the_item_of_the_benchmark_is_cited() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    t.keys("<ctrl-t>");
    let same = t.app.model.assess.contrast.clone().unwrap();
    assert_eq!(same.changes, []);
    t.keys("<backspace>15");
    let found = t.app.model.assess.contrast.clone().unwrap();
    let tier = found.rows.iter().find(|r| r.label == "单位 阶次").unwrap();
    assert_eq!(
        (tier.first.as_str(), tier.second.as_str()),
        ("第一阶次 5万元至10万元", "第二阶次 10万元至15万元")
    );
    let change = found.changes.iter().find(|c| c.row.label == "裁量阶次");
    assert_eq!(change.unwrap().cite, "《煤矿基准2024》第191项");
    let shown = t.screen();
    assert!(shown.contains("超过期限(日)：3 变为 15"), "{shown}");
    // Back to 甲: the same two cases, the other way round.
    t.keys("<ctrl-x>");
    let back = t.app.model.assess.contrast.clone().unwrap();
    let tier = back.rows.iter().find(|r| r.label == "单位 阶次").unwrap();
    assert!(tier.first.starts_with("第二") && tier.second.starts_with("第一"));
}

#[test]
fn the_drawing_has_the_statute_the_tier_the_proposed_fine_and_the_past() {
    let home = tempfile::tempdir().unwrap();
    let mut text = format!("{HEADINGS}\n");
    for number in 0..12 {
        writeln!(text, "{}", row(number, ["6", "7"][number % 2])).unwrap();
    }
    writeln!(text, "{}", row(40, "70")).unwrap();
    std::fs::write(home.path().join("台账.csv"), text).unwrap();
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/台账.csv");
    t.keys("<enter>");
    t.keys("<enter>");
    t.keys("<enter><F3>");
    focus(&mut t, &FieldId::Proposed("unit".into()));
    t.keys("8w");
    let bar = t.app.model.assess.result.ranges[0].bar.clone().unwrap();
    let ends = |stretch: &Option<crate::tui::model::outliers::detail::Stretch>| {
        let stretch = stretch.clone().unwrap();
        (stretch.low, stretch.high, stretch.words)
    };
    assert_eq!(
        ends(&bar.strip.statutory),
        (5_000_000, 20_000_000, "5万元至20万元".to_owned())
    );
    assert_eq!(
        ends(&bar.strip.tier),
        (5_000_000, 10_000_000, "第一阶次 5万元至10万元".to_owned())
    );
    assert_eq!((bar.suggested, bar.no_tier), (None, None));
    assert_eq!(bar.strip.this, Some((8_000_000, "8万元".to_owned())));
    assert_eq!(bar.strip.peers.len(), 12, "the slip would hide the rest");
    assert_eq!(
        bar.practice.as_deref(),
        Some("仅供参考：13件 6万元至70万元，图外1件")
    );
    t.resize(80, 24);
    insta::assert_snapshot!(t.screen());
}

#[test]
fn an_item_that_is_not_loaded_is_said_so_and_no_tier_is_drawn() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    t.keys("<F2><ctrl-u>97(3)<enter>");
    let bar = t.app.model.assess.result.ranges[0].bar.clone().unwrap();
    assert_eq!(bar.strip.tier, None);
    assert_eq!(bar.no_tier.as_deref(), Some("本事项未载入基准阶次"));
    assert!(
        t.screen().contains("阶次 本事项未载入基准阶次"),
        "{}",
        t.screen()
    );
}

#[test]
fn articles_open_with_their_text_once_imported_and_items_with_their_tiers() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    let open = |t: &mut Tester, cite: &str| {
        if t.app.model.overlay.is_some() {
            t.keys("<esc>");
        }
        let trace = &t.app.model.assess.result.trace;
        let at = trace
            .iter()
            .position(|step| step.cite.contains(cite))
            .unwrap();
        t.app.model.assess.pane = crate::tui::model::assess::AssessPane::Result;
        t.app.model.assess.spot = Some(Spot {
            part: Part::Step,
            at,
        });
        t.keys("<enter>");
        let Some(Overlay::Article(view)) = &t.app.model.overlay else {
            panic!("{}", t.screen());
        };
        (**view).clone()
    };
    let law = open(&mut t, "安全生产法》第九十九条");
    assert_eq!(law.parts[0].head, "《中华人民共和国安全生产法》第九十九条");
    assert!(
        law.parts[0]
            .advice
            .as_ref()
            .unwrap()
            .contains("cailiang import statute")
    );
    let ids: Vec<&str> = law.parts[0]
        .offences
        .iter()
        .map(|o| o.id.as_str())
        .collect();
    assert!(ids.contains(&"aqscf-99-1-3") && ids.len() > 5, "{ids:?}");
    let item = open(&mut t, "煤矿基准2024");
    assert_eq!(item.parts[0].head, "《煤矿基准2024》第191项");
    assert!(item.parts[0].text[0].contains("5万元至10万元"), "{item:?}");
    assert_eq!(item.parts[0].offences[0].id, "aqscf-99-1-3");
    // Several articles in one citation, each once.
    let several = open(&mut t, "行政处罚法》第三十三条第一款前段");
    assert_eq!(several.parts.len(), 1, "{several:?}");
    assert_eq!(
        several.parts[0].head,
        "《中华人民共和国行政处罚法》第三十三条"
    );
    let capacity = open(&mut t, "行政处罚法》第三十条前段");
    assert_eq!(capacity.parts.len(), 3, "{capacity:?}");

    let law = "# 安全生产法\n第一章 总则\n第九十九条　教学示例：\n（三）第三项。\n";
    let document = crate::document::read_bytes("法.md", law.as_bytes()).unwrap();
    let text = crate::reader::statute::split(&document);
    let provenance = crate::store::statutes::Provenance {
        file: "法.md".to_owned(),
        sha256: String::new(),
    };
    let library = home.path().join("law");
    crate::store::statutes::save(&library, &"aqscf".into(), &text, &provenance).unwrap();
    let law = open(&mut t, "安全生产法》第九十九条");
    assert_eq!(law.parts[0].text, ["教学示例：", "（三）第三项。"]);
    assert_eq!(law.parts[0].advice, None);
}

#[test]
fn the_reasons_copied_cite_their_articles_and_tell_both_cases_apart() {
    let home = tempfile::tempdir().unwrap();
    let (mut t, line) = with_line(tester(home.path()));
    t.keys("<ctrl-y>");
    let one = line.copied();
    t.keys("<ctrl-t><backspace>15<ctrl-y>");
    let both = line.copied();
    for words in [
        "未对安全设备进行经常性维护、保养和定期检测（《安全生产法》第九十九条第三项）",
        "超过期限(日) 3",
        "（一）从旧兼从轻：",
        "（《煤矿基准2024》第191项），单位：5万元至10万元",
        "《安全生产违法行为行政处罚办法》第五十五条",
    ] {
        assert!(one.contains(words), "{words}\n{one}");
    }
    assert!(!one.contains("【"), "{one}");
    for words in [
        "【甲】\n",
        "【乙】\n",
        "【甲乙之不同】\n超过期限(日)：甲为3；乙为15。\n",
        "单位 阶次：甲为第一阶次 5万元至10万元；乙为第二阶次 10万元至15万元。",
    ] {
        assert!(both.contains(words), "{words}\n{both}");
    }
}

#[test]
fn a_change_taken_back_is_assessed_anew() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    let range = |t: &Tester| t.app.model.assess.result.ranges[0].range.clone();
    assert_eq!(range(&t), "5万元至10万元");
    t.keys("<down><up><backspace>15");
    assert_eq!(range(&t), "10万元至15万元");
    t.keys("<ctrl-z>");
    assert_eq!(range(&t), "5万元至10万元");
    assert_eq!(t.app.model.assess.draft().get(&days()), Some("3"));
}
