//! The dialogue of lines over the canned office.

use ratatui::layout::Size;

use super::sample::{Office, office};
use crate::tui::app::App;
use crate::tui::plain;
use crate::tui::settings::Settings;

fn said(input: &str) -> String {
    let holds = Office {
        decisions: 30,
        ..Office::default()
    };
    let mut app = App::new(Settings::default(), office(holds));
    app.resize(Size::new(120, 60));
    let mut out = Vec::new();
    plain::run(&mut app, &mut input.as_bytes(), &mut out, "> ").unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_search_a_row_and_a_form_are_read_line_by_line() {
    insta::assert_snapshot!(said("维护\n:确定\n#7 7\n#2 逾期\n:退出\n"));
}

#[test]
fn every_screen_and_window_can_be_read() {
    for (lines, wanted) in [
        (":决定库\n", "案由"),
        (":决定库\n:导入\n", "二〇二四年处罚决定.csv"),
        (":离群\n", "结论"),
        (":清单\n#2\n", "应当从轻处罚"),
        (":基准库\n", "名称"),
        (":帮助\n", "通用"),
        (":命令\n", "换领域"),
        (":全局查找\n维护\n", "示例市清单"),
        (":离群\n:筛选\n", "结论"),
    ] {
        let said = said(lines);
        assert!(said.contains(wanted), "{lines}{said}");
        let drawn = |line: &&str| line.contains("+--") || line.contains("[==");
        assert_eq!(said.lines().find(drawn), None, "{lines}");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    for (lines, words) in [
        ("#99\n", "没有这一行"),
        (":没有的动作名\n", "没有动作"),
        ("维护\n:确定\n就这样\n", "没有可以输入的框"),
        ("维护\n:确定\n#2 从来没有\n", "没有这个选项"),
    ] {
        let said = said(lines);
        assert!(said.contains(words), "{lines}{said}");
    }
}

#[test]
fn an_answer_that_comes_later_is_waited_for_before_anything_is_read_out() {
    let home = tempfile::tempdir().unwrap();
    let mut t = super::office::stocked(home.path());
    t.keys("<enter><F2>");
    t.app.resize(Size::new(120, 60));
    let mut out = Vec::new();
    plain::run(&mut t.app, &mut "定期检测\n".as_bytes(), &mut out, "").unwrap();
    let said = String::from_utf8(out).unwrap();
    assert!(
        said.contains("三、同类已决") && !said.contains("正在统计"),
        "{said}"
    );
}
