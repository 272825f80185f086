//! The table of 决定库: filter, columns, marks, views, export.

use super::sample::{Office, office};
use super::stage::with_line;
use crate::tui::model::decisions::DecisionsPane;
use crate::tui::model::decisions::columns::Columns;
use crate::tui::model::overlay::Overlay;
use crate::tui::tester::Tester;

fn office_of(decisions: usize, broken_pack: bool) -> crate::tui::app::Perform {
    office(Office {
        decisions,
        broken_pack,
    })
}

fn table(width: u16, height: u16) -> Tester {
    let mut t = Tester::new(width, height, office_of(30, false));
    t.keys("<F4>");
    t
}

fn titles(t: &Tester) -> String {
    t.screen().lines().nth(2).unwrap_or_default().to_owned()
}

#[test]
fn what_the_filter_does_not_know_is_said_below_it() {
    let mut t = table(80, 24);
    t.keys("/");
    t.paste("金鹅>5万 培训");
    insta::assert_snapshot!(t.screen());
    t.keys("<ctrl-u>");
    assert!(!t.screen().contains("不认识"));
}

#[test]
fn columns_are_chosen_over_the_table_they_change() {
    let mut t = table(80, 24);
    t.keys("<ctrl-l>");
    insta::assert_snapshot!("columns", t.screen());
    t.keys("<space><down><right><enter><down><F6><end><space>");
    insta::assert_snapshot!("columns_changed", t.screen());
    t.keys("<F8><esc>");
    assert_eq!(t.app.model.decisions.columns, Columns::default());
}

#[test]
fn a_column_keeps_the_width_it_was_given() {
    let mut t = table(80, 24);
    let before = titles(&t);
    assert!(!before.contains("文号"), "{before}");
    t.keys("<ctrl-l><down>-----------<esc>");
    assert_eq!(t.app.model.decisions.columns.shown[1].width, Some(4));
    assert!(titles(&t).contains("文号"), "{}", t.screen());
    t.keys("<ctrl-l><down><delete><esc>");
    assert_eq!(t.app.model.decisions.columns.shown[1].width, None);
}

#[test]
fn the_table_moves_sideways_and_its_first_column_stays() {
    let mut t = table(80, 24);
    assert!(titles(&t).starts_with("日期v"), "{}", t.screen());
    assert!(!titles(&t).contains("文号"));
    t.keys("<right><right>");
    insta::assert_snapshot!(t.screen());
    for _ in 0..20 {
        t.keys("<right>");
    }
    assert!(titles(&t).starts_with("日期v") && titles(&t).contains("文号"));
    for _ in 0..20 {
        t.keys("<left>");
    }
    assert!(titles(&t).contains("案由"));
}

#[test]
fn marks_survive_scrolling_and_sorting_and_esc_drops_them_first() {
    let mut t = table(80, 24);
    t.keys("<space><space><down><space>");
    insta::assert_snapshot!("marks", t.screen());
    t.keys("<end><F6>");
    let marks = &t.app.model.decisions.marks;
    assert_eq!(marks.sum().map(|s| (s.count, s.fen)), Some((3, 7_000_000)));
    assert!(marks.has(0) && marks.has(1) && marks.has(3) && !marks.has(2));
    t.keys("/");
    t.paste("x");
    t.keys("<esc>");
    assert_eq!(t.app.model.decisions.marks.sum().map(|s| s.count), Some(3));
    t.keys("<esc>");
    assert!(t.app.model.decisions.marks.is_empty());
    assert_eq!(t.app.model.decisions.filter.text(), "x");
    t.keys("<esc>");
    assert_eq!(t.app.model.decisions.filter.text(), "");
}

#[test]
fn all_are_marked_without_being_loaded_and_another_filter_drops_that() {
    let mut t = table(80, 24);
    t.keys("<ctrl-a><space>");
    insta::assert_snapshot!("all_but_one", t.screen());
    t.keys("<ctrl-a><ctrl-a>");
    assert!(t.app.model.decisions.marks.is_empty());
    t.keys("<ctrl-a>/x");
    assert!(t.app.model.decisions.marks.is_empty());
    assert!(t.screen().contains("“全部标记”已取消"), "{}", t.screen());
}

#[test]
fn views_are_listed_opened_kept_renamed_and_dropped() {
    let mut t = table(80, 24);
    t.keys("<ctrl-g>");
    insta::assert_snapshot!("views", t.screen());
    t.keys("<F6>");
    t.paste("某县大额");
    insta::assert_snapshot!("view_naming", t.screen());
    t.keys("<enter>");
    insta::assert_snapshot!("view_replacing", t.screen());
    t.keys("<enter><F7><esc><delete>");
    insta::assert_snapshot!("view_dropping", t.screen());
    t.keys("<esc><ctrl-g><enter>");
    let state = &t.app.model.decisions;
    assert_eq!(state.filter.text(), "机关:某县 金额>=10万");
    assert_eq!(state.columns.shown.len(), 3);
    insta::assert_snapshot!("view_opened", t.screen());
    // A view that came with the program is not changed.
    t.keys("<ctrl-g><down><delete>");
    assert!(matches!(t.app.model.overlay, Some(Overlay::Views(_))));
    t.keys("<F6><enter>");
    assert!(t.screen().contains("请写出视图的名称"), "{}", t.screen());
}

#[test]
fn a_broken_file_of_views_is_said_above_the_others() {
    let mut t = Tester::new(80, 24, office_of(30, true));
    t.keys("<F4><ctrl-g>");
    insta::assert_snapshot!(t.screen());
}

#[test]
fn the_table_is_written_where_it_is_told_and_a_file_is_replaced_only_when_asked() {
    let mut t = table(80, 24);
    t.keys("<alt-e>");
    insta::assert_snapshot!("export", t.screen());
    t.keys("<F7><ctrl-u>~/<tab>");
    let Some(Overlay::ExportPrompt(prompt)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert_eq!(prompt.path.text(), "~/夹/");
    t.keys("<ctrl-u>");
    t.paste("~/已有.md");
    t.keys("<enter>");
    insta::assert_snapshot!("export_exists", t.screen());
    t.keys("2");
    assert!(!t.screen().contains("再按 enter 覆盖"));
    t.keys("<enter><enter>");
    assert_eq!((&t.app.model.overlay, t.app.model.work), (&None, 0));
    assert!(
        t.screen().contains("已导出 30 件到 ~/已有.md2"),
        "{}",
        t.screen()
    );
}

#[test]
fn a_large_export_says_how_far_it_is_and_can_be_stopped() {
    let mut t = table(80, 24);
    t.keys("<space><alt-e><ctrl-u>");
    t.paste("~/很大.csv");
    assert!(t.screen().contains("标记的 1 件，7 列"), "{}", t.screen());
    t.app.model.work = 0;
    t.keys("<enter><F3>");
    insta::assert_snapshot!(t.screen());
    t.keys("<esc>");
    assert_eq!((&t.app.model.overlay, t.app.model.work), (&None, 0));
    assert!(t.screen().contains("i 已停止导出"), "{}", t.screen());
}

#[test]
fn marked_rows_are_copied_or_else_the_decision_shown() {
    let (mut t, line) = with_line(Tester::new(80, 24, office_of(30, false)));
    t.keys("<F4><ctrl-y>");
    let detail = line.copied();
    assert!(detail.contains("当事人\t某煤业有限公司\n"), "{detail}");
    assert!(
        t.screen().contains("决定 （文）应急罚〔2024〕0号"),
        "{}",
        t.screen()
    );
    t.keys("<space><ctrl-y>");
    assert_eq!(line.copied(), "Only([0])");
    assert!(t.screen().contains("几件"), "{}", t.screen());
    // Before a room only what is seen is copied: the marked rows may name parties.
    t.keys("<F9><ctrl-y>");
    let seen = line.copied();
    assert!(
        !seen.contains("某煤业有限公司") && seen.contains("案由"),
        "{seen}"
    );
}

#[test]
fn the_filter_box_says_what_may_be_meant_and_tab_takes_the_first() {
    let mut t = table(80, 24);
    t.keys("/j");
    insta::assert_snapshot!("completions", t.screen());
    t.keys("<tab>");
    assert_eq!(t.app.model.decisions.filter.text(), "金额>");
    assert_eq!(t.app.model.decisions.pane, DecisionsPane::Filter);
    t.keys("<ctrl-u>");
    t.paste("培训 领域:");
    insta::assert_snapshot!("completions_many", t.screen());
    t.keys("<tab>");
    assert_eq!(t.app.model.decisions.filter.text(), "培训 领域:煤矿");
    // With nothing to complete the key does what it always did.
    t.keys("<tab>");
    assert_eq!(t.app.model.decisions.pane, DecisionsPane::Table);
}

#[test]
fn a_word_is_completed_where_the_cursor_stands_and_only_there() {
    let mut t = table(80, 24);
    t.keys("/");
    t.paste("x 培训");
    t.keys("<left><left><left><backspace>j");
    assert!(t.screen().contains("补全：金额>"), "{}", t.screen());
    t.keys("<right>");
    assert!(!t.screen().contains("补全"), "{}", t.screen());
    t.keys("<left><tab>");
    assert_eq!(t.app.model.decisions.filter.text(), "金额> 培训");
    assert_eq!(t.app.model.decisions.filter.until_cursor(), "金额>");
    t.keys("<esc>");
    assert!(!t.screen().contains("补全"), "{}", t.screen());
    assert_eq!(t.app.model.decisions.filter.text(), "金额> 培训");
}
