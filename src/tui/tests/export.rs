//! The table of every screen as a file: the prompt over canned tables, the files of the real office.

use std::path::Path;

use super::office::{HEADINGS, row, stocked, tester};
use super::sample::{Office, office};
use crate::tui::model::overlay::Overlay;
use crate::tui::tester::Tester;

/// Writes the table shown and returns the file, without its mark.
fn written(t: &mut Tester, home: &Path, name: &str) -> String {
    t.keys("<alt-e><enter>");
    let text =
        std::fs::read_to_string(home.join(name)).unwrap_or_else(|_| panic!("{}", t.screen()));
    let (text, said) = (text.trim_start_matches('\u{feff}'), t.screen());
    assert!(said.contains(&format!("到 ~/{name}")), "{said}");
    text.to_owned()
}

#[test]
fn every_screen_with_a_table_offers_it_and_says_how_much_it_is() {
    for (keys, path, what) in [
        ("", "~/案由.csv", "列出的 3 项，5 列"),
        ("维护", "~/案由.csv", "列出的 1 项，5 列"),
        ("<F4>", "~/决定.csv", "列出的 30 件，7 列"),
        ("<F5>", "~/离群.csv", "列出的 30 件，8 列"),
        ("<F5><ctrl-g>", "~/机关.csv", "列出的 6 个机关，8 列"),
        ("<F11>", "~/清单.csv", "列出的 3 项，5 列"),
        ("<F12>", "~/基准.csv", "列出的 2 份，10 列"),
        ("<F12><down><enter>", "~/基准事项.csv", "列出的 3 项，5 列"),
    ] {
        let mut t = Tester::new(
            80,
            24,
            office(Office {
                decisions: 30,
                broken_pack: false,
            }),
        );
        t.keys(keys);
        t.keys("<alt-e>");
        let screen = t.screen();
        assert!(
            screen.contains(path) && screen.contains(what),
            "{keys}:\n{screen}"
        );
        t.keys("<F7><enter>");
        let screen = t.screen();
        let path = path.replace(".csv", ".md");
        assert!(
            screen.contains("已导出") && screen.contains(&path),
            "{screen}"
        );
        assert_eq!((&t.app.model.overlay, t.app.model.work), (&None, 0));
    }
}

#[test]
fn the_ending_of_the_name_says_what_is_written() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F12><alt-e>");
    let bar = t.screen().lines().last().unwrap().to_owned();
    assert!(
        bar.contains("enter 写入") && bar.contains("tab 补全"),
        "{bar}"
    );
    t.keys("<ctrl-u>");
    t.paste("~/表.MD");
    assert!(t.screen().contains("格式 Markdown"), "{}", t.screen());
    t.keys("<enter>");
    let text = std::fs::read_to_string(home.path().join("表.MD")).unwrap();
    assert!(text.starts_with("| 名称 |"), "{text}");
    // A name without an ending leaves it as chosen.
    t.keys("<alt-e><F7><ctrl-u>");
    t.paste("~/表");
    assert!(t.screen().contains("格式 Markdown"), "{}", t.screen());
    t.paste(".csv");
    assert!(t.screen().contains("格式 CSV"), "{}", t.screen());
}

#[test]
fn a_screen_without_rows_or_without_a_table_offers_none() {
    for keys in [
        "没有",
        "<enter>",
        "<F4><esc>",
        "<F5><esc>",
        "<F12><down><enter><enter>",
    ] {
        let mut t = Tester::new(80, 24, office(Office::default()));
        t.keys(keys);
        t.keys("<alt-e>");
        assert_eq!(t.app.model.overlay, None, "{keys}:\n{}", t.screen());
    }
}

#[test]
fn the_table_of_authorities_says_what_it_draws() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5><ctrl-g>");
    let text = written(&mut t, home.path(), "机关.csv");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "提示,机关,件数,指数,区间,顶格,同比,槛下");
    let cells: Vec<&str> = lines[1].split(',').collect();
    assert_eq!((cells[1], lines.len()), ("某县应急管理局", 2), "{text}");
    let band = t.app.model.outliers.bureaus.view.as_ref().unwrap().rows[0].band;
    assert_eq!(cells[4], format!("{:.0}至{:.0}", band.low, band.high));
}

#[test]
fn all_that_is_listed_is_written_not_only_what_is_loaded() {
    let home = tempfile::tempdir().unwrap();
    let mut text = format!("{HEADINGS}\n");
    for number in 0..450 {
        let wan = ["6", "6.5", "7", "7.5", "8"][number % 5];
        text.push_str(&row(number, wan));
        text.push('\n');
    }
    std::fs::write(home.path().join("大.csv"), text).unwrap();
    let mut t = tester(home.path());
    t.keys("<F4><esc><F8>");
    t.paste("~/大.csv");
    t.keys("<enter>");
    t.keys("<enter>");
    t.keys("<enter><F5>");
    let state = &t.app.model.outliers;
    assert_eq!((state.rows.total, state.rows.rows.len()), (450, 400));
    let text = written(&mut t, home.path(), "离群.csv");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "核查,结论,案由,罚款,预期,备注,日期,文号");
    assert_eq!(lines.len(), 451);
    // In the order of the screen, to the last row.
    t.keys("<end>");
    let state = &t.app.model.outliers;
    let last = state.selected().unwrap();
    assert!(
        lines[450].ends_with(&format!(",{}", last.case_no)),
        "{}",
        lines[450]
    );
    assert!(
        lines[450].starts_with(&format!(",{},", last.verdict)),
        "{}",
        lines[450]
    );
}

#[test]
fn findings_are_written_as_they_are_narrowed_and_with_what_was_made_of_them() {
    let home = tempfile::tempdir().unwrap();
    let mut t = stocked(home.path());
    t.keys("<enter><F5>");
    t.keys("-金额已更正<enter>");
    let text = written(&mut t, home.path(), "离群.csv");
    assert_eq!(text.lines().count(), 41, "one is dismissed and left out");
    t.keys("<ctrl-t><alt-e><enter><enter>");
    let text = std::fs::read_to_string(home.path().join("离群.csv")).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 42);
    assert!(rows[1].starts_with("已排除,疑似录入错误"), "{}", rows[1]);
    t.keys("/");
    t.paste("定期检测 3号");
    t.keys("<enter><alt-e><F7><enter>");
    let text = std::fs::read_to_string(home.path().join("离群.md")).unwrap();
    assert_eq!(text.lines().count(), 6, "{text}");
    assert_eq!(
        text.lines().nth(1),
        Some("| --- | --- | --- | ---: | ---: | --- | --- | --- |")
    );
}

#[test]
fn what_the_screens_hold_is_written_with_their_headings_and_cannot_act_as_a_formula() {
    let home = tempfile::tempdir().unwrap();
    let mut t = tester(home.path());
    t.keys("安法99(3)");
    let rows = t.app.model.lookup.rows.clone();
    let text = written(&mut t, home.path(), "案由.csv");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "案由,依据,领域,阶次,状态");
    assert_eq!(lines.len(), 1 + rows.len());
    assert!(lines[1].starts_with(&format!("{},{},", rows[0].title, rows[0].cite)));
    t.keys("<F12>");
    let packs = t.app.model.packs.rows.as_ref().unwrap().len();
    let text = written(&mut t, home.path(), "基准.csv");
    assert_eq!(text.lines().count(), 1 + packs);
    assert!(
        text.starts_with("名称,代号,层级,施行,事项,有阶次,阶次,须核对,"),
        "{text}"
    );
    t.keys("<enter>");
    let items = t.app.model.packs.items.rows.len();
    let text = written(&mut t, home.path(), "基准事项.csv");
    assert_eq!(text.lines().next(), Some("序号,核对,名称,违法行为,阶次"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.records().filter_map(Result::ok).count(), items);
    t.keys("<F11>");
    // A room sees no less of a table that names no party.
    t.keys("<F9><alt-e>");
    let Some(Overlay::ExportPrompt(prompt)) = &t.app.model.overlay else {
        panic!("{}", t.screen());
    };
    assert_eq!(
        prompt.count,
        t.app.model.lists.rows.as_deref().map(<[_]>::len)
    );
}

#[test]
fn the_prompt_says_what_kind_of_table_it_writes() {
    let mut t = Tester::new(
        80,
        24,
        office(Office {
            decisions: 30,
            broken_pack: false,
        }),
    );
    t.keys("<F5><ctrl-g><alt-e><F7>");
    insta::assert_snapshot!("of_authorities", t.screen());
}
