//! Copying, mouse, projector, timer, tour.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ratatui::layout::Position;

use super::sample::{self, Office, PARTY};
use crate::tui::action::Action;
use crate::tui::app::Perform;
use crate::tui::message::{Effect, Msg};
use crate::tui::model::Screen;
use crate::tui::model::assess::AssessPane;
use crate::tui::model::decisions::{DecisionsPane, SortBy};
use crate::tui::model::lookup::LookupPane;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::stage::{Step, Tour};
use crate::tui::settings::Settings;
use crate::tui::tester::Tester;
use crate::tui::update::stage::Hit;
use crate::tui::view;

/// What goes to the terminal, to be looked at.
#[derive(Clone, Default)]
pub struct Line(Rc<RefCell<Vec<u8>>>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Line {
    /// Returns the text the terminal was last asked to copy.
    pub fn copied(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.borrow_mut());
        let asked = String::from_utf8(bytes).unwrap();
        let (_, request) = asked.rsplit_once("\x1b]52;c;").unwrap_or_default();
        let text = STANDARD.decode(request.trim_end_matches('\x07')).unwrap();
        String::from_utf8(text).unwrap()
    }
}

fn with(settings: Settings, width: u16, height: u16, decisions: usize) -> Tester {
    let office = Office {
        decisions,
        ..Office::default()
    };
    Tester::with_settings(width, height, settings, telling(office))
}

/// What the decisions say of the party is said in the narrative, the reasons and the peers too.
pub fn telling(office: Office) -> Perform {
    let mut answer = sample::office(office);
    Box::new(move |effect, outbox| {
        let mut answers = answer(effect, outbox);
        for answer in &mut answers {
            tell(answer);
        }
        answers
    })
}

fn tell(answer: &mut Msg) {
    if let Msg::DecisionShown(view) = answer {
        let words = format!("{PARTY}的副井提升绞车逾期未检测，{PARTY}陈述申辩。");
        view.lines.push(("经过".into(), words));
    } else if let Msg::OutlierShown(view) = answer {
        view.reasons.push(format!("{PARTY}曾两次被罚"));
        view.history.push(format!("排除：{PARTY}已停产"));
        view.table.labels.push("当事人".into());
        view.table.absent.push("");
        view.table.this.push(PARTY.into());
        for (at, peer) in view.table.peers.iter_mut().enumerate() {
            let mut cell = peer.cells[0].clone();
            cell.text = format!("邻县第{at}煤矿");
            peer.cells.push(cell);
        }
    } else if let Msg::StoreChanged(words) = answer {
        words.push_str(PARTY);
    }
}

fn stocked(width: u16, height: u16) -> Tester {
    with(Settings::default(), width, height, 30)
}

pub fn with_line(mut t: Tester) -> (Tester, Line) {
    let line = Line::default();
    t.app.terminal = Box::new(line.clone());
    (t, line)
}

fn with_mouse(width: u16, height: u16) -> Tester {
    let settings = Settings {
        mouse: true,
        ..Settings::default()
    };
    with(settings, width, height, 30)
}

fn notice(t: &Tester) -> &str {
    t.app.model.notice.as_ref().map_or("", |n| n.text.as_str())
}

/// Returns where a text stands on screen.
fn find(t: &Tester, words: &str) -> (u16, u16) {
    let screen = t.screen();
    for (y, line) in screen.lines().enumerate() {
        if let Some((before, _)) = line.split_once(words) {
            let x = crate::tui::text::width(before);
            return (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        }
    }
    panic!("{words} is not on screen:\n{screen}");
}

// Copying.

#[test]
fn every_screen_copies_what_it_says_and_tells_how_much() {
    let (mut t, line) = with_line(stocked(80, 24));
    for (keys, wanted) in [
        ("维护", ["一、法定幅度", "二、裁量阶次", "三、同类已决"]),
        ("<F4>", ["案由", "当事人", "案情"]),
        ("<F5>", ["偏离同类：偏重", "14 件类案的罚款", "当事人"]),
        ("<F1>", ["显示此处可用的全部按键。", "复制", "退出程序。"]),
    ] {
        t.keys(keys);
        t.keys("<ctrl-y>");
        let copied = line.copied();
        for words in wanted {
            assert!(copied.contains(words), "{keys}: {copied}");
        }
        let count = copied.chars().count();
        assert!(
            notice(&t).contains(&format!("{count} 字")),
            "{}",
            notice(&t)
        );
        assert!(
            !copied.contains('\x1b') && !copied.ends_with('\n'),
            "{keys}"
        );
    }
    t.keys("<esc><F12><down><enter><ctrl-y>");
    assert!(!line.copied().is_empty());
}

#[test]
fn where_there_is_nothing_to_copy_it_says_so() {
    let (mut t, line) = with_line(with(Settings::default(), 80, 24, 0));
    t.keys("<F3><ctrl-y>");
    assert_eq!(notice(&t), "这里没有可复制的内容");
    assert_eq!(line.0.borrow().len(), 0);
}

#[test]
fn an_effect_of_a_screen_is_copied_word_for_word() {
    let (mut t, line) = with_line(stocked(80, 24));
    let effect = Effect::Copy {
        text: "甲\n乙".into(),
        what: "所选两行".into(),
    };
    t.app.run(vec![effect]);
    assert_eq!(line.copied(), "甲\n乙");
    assert!(notice(&t).contains("所选两行"), "{}", notice(&t));
}

// Projector.

/// Ways to everything that may name a party.
const NAMING: &[&str] = &[
    "",
    "维护",
    "<tab><tab>",
    "<enter>",
    "<enter><tab>",
    "<F4>",
    "<F4>",
    "<F4><tab>",
    "<F4>某煤业有限公司",
    "<F4><ctrl-z>",
    "<F4><ctrl-z><enter>",
    "<F4><F8>",
    "<F4><F8>/台账.csv<enter>",
    "<F4><F8>/怪表.csv<enter>",
    "<F4><F8>/怪表.csv<enter><enter>",
    "<F5>",
    "<F5><tab>",
    "<F5><tab><tab>",
    "<F5><F6>",
    "<F5>-",
    "<F5>/某煤业有限公司",
    "<F5><ctrl-g>",
    "<F12>",
    "<F12><enter>",
    "<F1>",
    "<ctrl-n>",
];

#[test]
fn no_party_is_named_before_a_room_on_any_screen_overlay_notice_or_in_what_is_copied() {
    for place in NAMING {
        for (width, height) in [(80, 24), (140, 50)] {
            let (mut t, line) = with_line(stocked(width, height));
            // The names become known as they are seen.
            t.keys("<F4><F5><F2>");
            t.keys(place);
            t.keys("<F9>");
            for _ in 0..3 {
                let shown = t.screen().replace(['\n', ' ', '|'], "");
                for name in [PARTY, "邻县第"] {
                    assert!(!shown.contains(name), "{place} {width}: {}", t.screen());
                }
                t.keys("<ctrl-down><ctrl-down><ctrl-down><ctrl-down>");
            }
            t.keys("<ctrl-y>");
            assert!(!line.copied().contains(PARTY), "{place}");
        }
    }
}

#[test]
fn names_are_there_before_and_after_the_projector_and_hidden_between() {
    let mut t = stocked(120, 40);
    t.keys("<F4>");
    assert!(t.screen().contains(PARTY));
    t.keys("<F9>");
    assert!(!t.screen().contains(PARTY));
    assert!(t.screen().contains("当事人（已隐去）"), "{}", t.screen());
    t.keys("<F9>");
    assert!(t.screen().contains(PARTY));
}

#[test]
fn every_screen_before_a_room() {
    for (name, keys) in [
        ("lookup", "维护"),
        ("assess", "维护<enter>"),
        ("assess_reasons", "维护<enter><tab>"),
        ("decisions", "<F4>"),
        ("outliers", "<F5>"),
        ("bureaus", "<F5><ctrl-g>"),
        ("packs", "<F12>"),
    ] {
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            let mut t = stocked(width, height);
            t.keys(keys);
            t.keys("<F9><ctrl-up>");
            insta::assert_snapshot!(format!("projected_{name}_{width}"), t.screen());
        }
    }
}

#[test]
fn a_case_is_edited_before_a_room_and_the_range_follows_in_large_figures() {
    let mut t = stocked(120, 40);
    t.keys("维护<enter><F9><F7>");
    let large = |words: &str| crate::tui::widget::digits::rows(words).unwrap();
    let shows = |t: &Tester, words: &str| {
        let screen = t.screen();
        large(words)
            .iter()
            .all(|row| screen.contains(row.trim_end()))
    };
    assert!(shows(&t, "5万元至20万元"), "{}", t.screen());
    t.keys("7");
    assert!(shows(&t, "5万元至10万元"), "{}", t.screen());
    let cursor = t.cursor().unwrap();
    let screen = t.screen();
    let typed = screen.lines().nth(usize::from(cursor.y)).unwrap();
    assert!(
        cursor.y < 20 && typed.contains("超过期限(日)") && typed.ends_with('7'),
        "{typed}"
    );
    insta::assert_snapshot!(t.screen());
}

#[test]
fn no_colour_is_no_colour_before_a_room_too() {
    let settings = Settings {
        no_color: true,
        ..Settings::default()
    };
    let mut t = with(settings, 80, 24, 30);
    t.keys("<F9>");
    let plain = |cell: &ratatui::buffer::Cell| {
        cell.fg == ratatui::style::Color::Reset && cell.bg == ratatui::style::Color::Reset
    };
    assert!(t.buffer().content.iter().all(plain));
    let mut coloured = stocked(80, 24);
    coloured.keys("<F9>");
    assert!(!coloured.buffer().content.iter().all(plain));
}

#[test]
fn a_page_before_a_room_skips_no_row() {
    let mut t = stocked(120, 40);
    t.keys("<F4><F9>");
    let before = t.app.model.decisions.selection.at();
    let rows = t
        .screen()
        .lines()
        .filter(|l| l.contains("万元 教学示例"))
        .count();
    t.keys("<pagedown>");
    let moved = t.app.model.decisions.selection.at() - before;
    assert!(
        moved < rows && moved > 1,
        "{moved} of {rows}: {}",
        t.screen()
    );
}

// Timer.

#[test]
fn the_timer_ticks_once_a_second_and_not_while_something_is_typed() {
    let mut t = stocked(80, 24);
    t.keys("<tab><alt-t>");
    assert!(t.screen().contains("00:00"), "{}", t.screen());
    assert_eq!(t.pass(400), 0);
    assert_eq!(t.pass(700), 1);
    assert!(t.screen().contains("00:01"));
    assert_eq!(t.pass(64_000), 1);
    assert!(t.screen().contains("01:05"));
    t.keys("<shift-tab>");
    assert_eq!(t.pass(5_000), 0);
    assert!(t.screen().contains("01:05+"), "{}", t.screen());
    t.keys("<tab><alt-t>");
    assert!(t.screen().contains("01:10 ="), "{}", t.screen());
    assert_eq!(t.pass(50_000), 0);
    assert_eq!(t.app.model.wait(), Duration::from_secs(60));
    t.keys("<alt-r>");
    assert!(!t.screen().contains("00:00"));
}

#[test]
fn the_loop_sleeps_until_the_next_second_only_while_it_has_to() {
    let mut t = stocked(80, 24);
    assert_eq!(t.app.model.wait(), Duration::from_secs(60));
    t.keys("<tab><alt-t>");
    t.pass(700);
    assert_eq!(t.app.model.wait(), Duration::from_millis(300));
    t.keys("<shift-tab>");
    assert_eq!(t.app.model.wait(), Duration::from_secs(60));
}

#[test]
fn the_timer_is_large_before_a_room() {
    let mut t = stocked(120, 40);
    t.keys("<F5><alt-t><F9>");
    t.pass(83_000);
    insta::assert_snapshot!(t.screen());
}

// Mouse.

#[test]
fn without_the_mouse_switched_on_nothing_listens() {
    let mut t = stocked(80, 24);
    let before = t.screen();
    t.click(20, 0);
    t.wheel(true, 5, 5);
    assert_eq!(t.screen(), before);
    t.keys("<alt-m>");
    assert!(t.app.model.stage.has_mouse && notice(&t).contains("shift"));
    t.keys("<alt-m>");
    assert!(!t.app.model.stage.has_mouse);
}

#[test]
fn a_click_selects_a_row_and_another_opens_it() {
    for is_projected in [false, true] {
        let mut t = with_mouse(120, 40);
        t.keys("<F4>");
        if is_projected {
            t.keys("<F9>");
        }
        let date = &t
            .app
            .model
            .decisions
            .rows
            .get(3)
            .unwrap()
            .decided_on
            .clone();
        let (x, y) = find(&t, date);
        t.click(x, y);
        assert_eq!(t.app.model.decisions.selection.at(), 3);
        assert_eq!(t.app.model.decisions.pane, DecisionsPane::Table);
        t.click(x, y);
        assert_eq!(t.app.model.decisions.pane, DecisionsPane::Detail);
    }
}

#[test]
fn titles_hints_boxes_and_fields_are_clicked() {
    let mut t = with_mouse(80, 24);
    let (x, y) = find(&t, "决定库");
    t.click(x, y);
    assert_eq!(t.app.model.screen, Screen::Decisions);
    t.keys("<esc>");
    let (x, _) = find(&t, "F2");
    t.click(x, 0);
    assert_eq!(t.app.model.screen, Screen::Lookup);
    t.keys("<tab>");
    t.click(10, 1);
    assert_eq!(t.app.model.lookup.pane, LookupPane::Search);
    let (x, y) = find(&t, "F1 帮助");
    t.click(x, y);
    assert!(matches!(t.app.model.overlay, Some(Overlay::Help(0))));
    t.wheel(true, 40, 10);
    assert!(matches!(t.app.model.overlay, Some(Overlay::Help(3))));
    t.keys("<esc>维护<enter>");
    let (x, y) = find(&t, "超过期限");
    t.click(x, y);
    let field = t.app.model.assess.focused().unwrap();
    assert_eq!(field.spec.label, "超过期限(日)");
    let (x, y) = find(&t, "应当处罚");
    t.click(x, y);
    assert_eq!(t.app.model.assess.pane, AssessPane::Result);
}

#[test]
fn the_wheel_scrolls_what_lies_under_it() {
    let mut t = with_mouse(80, 24);
    t.keys("<F4>");
    t.wheel(true, 5, 5);
    assert_eq!(t.app.model.decisions.selection.at(), 3);
    t.wheel(false, 5, 5);
    assert_eq!(t.app.model.decisions.selection.at(), 0);
    t.keys("<F5>");
    t.wheel(true, 5, 18);
    assert_eq!(t.app.model.outliers.scroll, 3);
    assert_eq!(t.app.model.outliers.selection.at(), 0);
}

#[test]
fn the_line_between_list_and_detail_is_dragged() {
    let mut t = with_mouse(80, 24);
    t.keys("<F4>");
    let rule = view::list_areas(&t.app.model).rule;
    t.drag((3, rule.y), (3, rule.y + 4));
    let moved = view::list_areas(&t.app.model).rule;
    assert!(moved.y.abs_diff(rule.y + 4) <= 1, "{rule} {moved}");
    t.drag((3, moved.y), (3, 0));
    assert!(view::list_areas(&t.app.model).list.height >= 2);
    // A drag that began elsewhere moves nothing.
    let before = view::list_areas(&t.app.model);
    t.drag((3, 4), (3, 20));
    assert_eq!(view::list_areas(&t.app.model), before);
    t.resize(120, 40);
    let rule = view::list_areas(&t.app.model).rule;
    t.drag((rule.x, 10), (70, 10));
    assert!(view::list_areas(&t.app.model).rule.x.abs_diff(70) <= 1);
}

#[test]
fn a_heading_is_clicked_to_sort_by_it_and_again_to_turn_the_order_round() {
    let mut t = with_mouse(100, 30);
    t.keys("<F4>");
    let (x, y) = find(&t, "案由");
    for is_reversed in [false, true, false] {
        t.click(x + 1, y);
        let state = &t.app.model.decisions;
        assert_eq!(
            (state.sort, state.is_reversed),
            (SortBy::Offence, is_reversed)
        );
        let mark = if is_reversed { "案由v" } else { "案由^" };
        assert!(t.screen().contains(mark), "{}", t.screen());
    }
    let (x, _) = find(&t, "罚款");
    t.click(x, y);
    let state = &t.app.model.decisions;
    assert_eq!((state.sort, state.is_reversed), (SortBy::Fine, false));
    assert_eq!(state.pane, DecisionsPane::Table);
    // A column without an order says so and changes nothing.
    let (x, _) = find(&t, "对象");
    t.click(x, y);
    assert_eq!(
        notice(&t),
        "不能按“对象”排序；可按日期、罚款、案由、机关、文号排序"
    );
    assert_eq!(t.app.model.decisions.sort, SortBy::Fine);
}

#[test]
fn the_edge_of_a_column_is_dragged_and_follows_the_mouse() {
    for is_projected in [false, true] {
        let mut t = with_mouse(100, 30);
        t.keys("<F4>");
        if is_projected {
            t.keys("<F9>");
        }
        let (date, y) = find(&t, "日期");
        let (offence, _) = find(&t, "案由");
        // 日期 is ten wide; the gap behind it is its edge.
        assert_eq!(offence, date + 11);
        t.drag((date + 10, y), (date + 16, y));
        let widths = |t: &Tester| {
            let shown = &t.app.model.decisions.columns.shown;
            shown.iter().map(|s| s.width).collect::<Vec<_>>()
        };
        assert_eq!(widths(&t)[..2], [Some(16), None]);
        assert_eq!(find(&t, "案由").0, date + 17);
        // What gave way to others stays as it is while a column behind it is dragged.
        let (subject, _) = find(&t, "对象");
        let edge = find(&t, "罚款").0;
        let was = subject - (date + 17) - 1;
        let before = find_right(&t, y, subject);
        t.drag((before, y), (before + 3, y));
        assert_eq!(find(&t, "对象").0, subject, "{}", t.screen());
        assert_eq!(widths(&t)[1], Some(usize::from(was)));
        assert_eq!(widths(&t)[2], Some(usize::from(before + 3 - subject)));
        assert!(find(&t, "罚款").0 > edge);
        // It never gets too narrow to be found again, and a drag that began on a heading moves nothing.
        t.drag((date + 16, y), (0, y));
        assert_eq!(widths(&t)[0], Some(4));
        let all = widths(&t);
        t.drag((date + 1, y), (date + 9, y));
        assert_eq!(widths(&t), all);
        assert_eq!(t.app.model.stage.dragged, None);
    }
}

/// Returns where the column that begins at `left` ends, by what the mouse finds there.
fn find_right(t: &Tester, y: u16, left: u16) -> u16 {
    let at = |x| view::hit::at(&t.app.model, &t.app.keymap, Position::new(x, y));
    let is_edge = |x: &u16| matches!(at(*x), Hit::Edge(_, begins) if begins == left);
    (left..100).find(is_edge).unwrap()
}

#[test]
fn rows_below_what_was_not_understood_are_clicked_where_they_stand() {
    let mut t = with_mouse(80, 24);
    t.keys("<F4>/");
    t.paste("金鹅>5万");
    let (x, y) = find(&t, "日期v");
    t.click(x, y + 3);
    assert_eq!(t.app.model.decisions.selection.at(), 2);
    t.click(x, y);
    assert!(t.app.model.decisions.is_reversed);
    t.click(x, y - 1);
    assert_eq!(t.app.model.decisions.pane, DecisionsPane::Table);
    assert_eq!(t.app.model.decisions.selection.at(), 0);
}

// Tour.

fn first_start(width: u16, height: u16) -> Tester {
    let settings = Settings {
        offers_tour: true,
        ..Settings::default()
    };
    with(settings, width, height, 0)
}

fn at(t: &Tester) -> Option<Step> {
    match &t.app.model.stage.tour {
        Tour::At(step, _) => Some(*step),
        Tour::Off | Tour::Offered => None,
    }
}

#[test]
fn the_tour_goes_on_as_things_are_done() {
    let (mut t, _) = with_line(first_start(80, 24));
    assert_eq!(t.app.model.stage.tour, Tour::Offered);
    insta::assert_snapshot!("tour_offered", t.screen());
    t.keys("<alt-h>");
    assert_eq!(at(&t), Some(Step::Find));
    t.keys("维护");
    insta::assert_snapshot!("tour_find", t.screen());
    t.keys("<enter>");
    assert_eq!(at(&t), Some(Step::Fill));
    insta::assert_snapshot!("tour_fill", t.screen());
    t.keys("<F7>7");
    assert_eq!(at(&t), Some(Step::Read));
    insta::assert_snapshot!("tour_read", t.screen());
    t.keys("<tab><ctrl-y>");
    assert_eq!(at(&t), Some(Step::Decisions));
    t.keys("<F4>");
    assert_eq!(at(&t), Some(Step::Decisions));
    insta::assert_snapshot!("tour_decisions", t.screen());
    t.keys("<enter>");
    assert_eq!(at(&t), Some(Step::Outliers));
    t.keys("<F5>");
    insta::assert_snapshot!("tour_outliers", t.screen());
    t.keys("<F1>");
    assert_eq!(t.app.model.stage.tour, Tour::Off);
    assert!(notice(&t).contains("走完了"), "{}", notice(&t));
    t.keys("<esc>");
    assert_eq!(t.app.model.overlay, None);
}

#[test]
fn the_tour_is_left_at_every_step_and_says_how_to_come_back() {
    for steps in 0..6 {
        let mut t = first_start(80, 24);
        t.keys(&"<alt-h>".repeat(steps));
        t.keys("<esc>");
        assert_eq!(t.app.model.stage.tour, Tour::Off);
        assert!(
            t.screen().contains("alt-h 随时再走"),
            "{steps}: {}",
            t.screen()
        );
        t.keys("<alt-h>");
        assert_eq!(at(&t), Some(Step::Find), "{steps}");
    }
}

#[test]
fn the_tour_names_keys_as_they_are_bound_and_takes_none_away() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys.toml");
    let keys = "[bind.global]\n\"alt-h\" = \"none\"\n\"alt-g\" = \"tour.start\"\n";
    std::fs::write(&file, keys).unwrap();
    let settings = Settings {
        offers_tour: true,
        keymap: Some(file.display().to_string()),
        ..Settings::default()
    };
    let mut t = with(settings, 80, 24, 30);
    assert!(t.screen().contains("alt-g 开始"), "{}", t.screen());
    t.keys("<alt-g>维护<down><up><enter><tab>");
    assert_eq!(t.app.model.screen, Screen::Assess);
    assert_eq!(t.app.model.assess.pane, AssessPane::Result);
    for action in [Action::Quit, Action::ScreenOutliers, Action::HelpOpen] {
        assert!(crate::tui::update::offers(&t.app.model, action));
    }
}

#[test]
fn the_box_of_the_tour_leaves_what_it_speaks_of_in_view() {
    for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut t = first_start(width, height);
        t.keys("<alt-h>维护");
        let (x, y) = find(&t, "入门 1/5");
        let list = view::list_areas(&t.app.model).list;
        assert!(y > list.y + 2, "{width}: {}", t.screen());
        t.keys("<enter><alt-h>");
        let (left, _) = find(&t, "入门 3/5");
        assert!(left <= x, "{width}: {}", t.screen());
    }
}

// Empty states.

#[test]
fn empty_screens_name_the_key_as_it_is_bound_now() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys.toml");
    let keys = "[bind.global]\n\"F2\" = \"none\"\n\"alt-1\" = \"none\"\n\"alt-q\" = \"screen.lookup\"\n\
         \"F4\" = \"none\"\n\"alt-3\" = \"none\"\n\"alt-d\" = \"screen.decisions\"\n\
         [bind.lookup]\n\"F6\" = \"none\"\n\"alt-l\" = \"lookup.domain\"\n";
    std::fs::write(&file, keys).unwrap();
    let settings = Settings {
        keymap: Some(file.display().to_string()),
        ..Settings::default()
    };
    for (keys, wanted) in [
        ("没有", "alt-l 换领域"),
        ("<F3>", "alt-q 到查询"),
        ("<F5>", "alt-d"),
        ("<alt-d><esc>", "F8 导入"),
        ("<F5><ctrl-g>", "alt-d"),
    ] {
        let mut t = with(settings.clone(), 80, 24, 0);
        t.keys(keys);
        assert!(t.screen().contains(wanted), "{keys}: {}", t.screen());
        assert!(!t.screen().contains('{'), "{keys}: {}", t.screen());
    }
}

#[test]
fn a_click_selects_a_row_of_the_palette_and_another_runs_it() {
    let mut t = with_mouse(100, 30);
    t.keys("<ctrl-p>");
    let rows = t.screen();
    let line = rows.lines().position(|l| l.contains("到离群："));
    let y = u16::try_from(line.unwrap()).unwrap();
    t.click(20, y);
    let Some(Overlay::Palette(palette)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    let chosen = palette.rows[palette.selection.at()].0;
    assert_eq!(chosen, Action::ScreenOutliers);
    // Beside the rows nothing is meant.
    t.click(20, 3);
    assert!(t.app.model.overlay.is_some());
    t.click(20, y);
    assert_eq!(
        (t.app.model.overlay.is_none(), t.app.model.screen),
        (true, Screen::Outliers)
    );
    t.keys("<ctrl-s>");
    t.paste("维护");
    let rows = t.screen();
    let line = rows.lines().position(|l| l.contains("示例市清单"));
    let y = u16::try_from(line.unwrap()).unwrap();
    t.click(20, y);
    t.click(20, y);
    assert_eq!(t.app.model.screen, Screen::Lists, "{}", t.screen());
}
