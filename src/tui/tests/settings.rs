use std::fs;

use ratatui::layout::Position;
use ratatui::style::Color;

use super::sample::{Office, office};
use crate::settings::{Chosen, Key, Layers};
use crate::tui::model::Screen;
use crate::tui::model::overlay::Overlay;
use crate::tui::settings::Settings;
use crate::tui::tester::Tester;

/// A program with a settings file of its own.
struct Desk {
    folder: tempfile::TempDir,
    t: Tester,
}

impl Desk {
    fn new(width: u16, height: u16, file: Option<&str>) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let layers = Layers {
            file: folder.path().join("settings.toml"),
            keymap: folder.path().join("keymap.toml"),
            theme: folder.path().join("theme.toml"),
            ..Layers::default()
        };
        if let Some(source) = file {
            fs::write(&layers.file, source).unwrap();
        }
        let settings = Settings {
            layers: Some(layers),
            ..Settings::default()
        };
        let sample = office(Office {
            decisions: 30,
            ..Office::default()
        });
        let t = Tester::with_settings(width, height, settings, sample);
        Desk { folder, t }
    }

    fn file(&self) -> String {
        fs::read_to_string(self.folder.path().join("settings.toml")).unwrap_or_default()
    }

    fn write(&self, name: &str, source: &str) {
        fs::write(self.folder.path().join(name), source).unwrap();
    }

    /// The screen without the path of the file, which differs from run to run.
    fn screen(&self) -> String {
        let mut is_path = false;
        let mut lines = Vec::new();
        for line in self.t.screen().lines() {
            is_path = (is_path || line.contains("文件 /")) && !line.contains("名称 ");
            if !is_path {
                lines.push(line.to_owned());
            }
        }
        lines.join("\n")
    }
}

#[test]
fn every_setting_is_listed_with_its_value_and_where_that_comes_from() {
    for (name, width, height) in [("narrow", 80, 24), ("wide", 160, 45), ("least", 60, 16)] {
        let source = "jurisdiction = \"141121\"\ntheme = \"default\"\n";
        let mut desk = Desk::new(width, height, Some(source));
        desk.t.keys("<alt-s>");
        insta::assert_snapshot!(format!("list_{name}"), desk.screen());
        desk.t.keys("<down><down><down><down>");
        insta::assert_snapshot!(format!("choice_{name}"), desk.screen());
        desk.t.keys("<home><enter>");
        insta::assert_snapshot!(format!("typing_{name}"), desk.screen());
        desk.t.keys("<ctrl-u>文水<enter>");
        insta::assert_snapshot!(format!("refused_{name}"), desk.screen());
    }
}

#[test]
fn a_choice_is_kept_and_seen_at_once_and_can_be_undone() {
    let mut desk = Desk::new(80, 24, None);
    desk.t.keys("<alt-s><down><down><down><down><right>");
    assert!(
        desk.file().contains("\ntheme = \"dark\"\n"),
        "{}",
        desk.file()
    );
    assert!(desk.file().contains("# jurisdiction ="), "as a new file");
    assert_eq!(desk.t.buffer()[(0, 5)].bg, Color::Indexed(234));
    desk.t.keys("<right><space>");
    assert!(desk.file().contains("\ntheme = \"high-contrast\"\n"));
    assert_eq!(desk.t.buffer()[(0, 5)].bg, Color::Indexed(16));
    desk.t.keys("<left>");
    assert_eq!(desk.t.buffer()[(0, 5)].bg, Color::Indexed(231));
    desk.t.keys("<ctrl-z><ctrl-z><ctrl-z>");
    assert!(
        desk.file().contains("\ntheme = \"dark\"\n"),
        "{}",
        desk.file()
    );
    desk.t.keys("<ctrl-z><ctrl-z>");
    assert!(desk.file().contains("\n# theme = "), "{}", desk.file());
    assert_eq!(desk.t.buffer()[(0, 5)].bg, Color::Reset);
    assert!(matches!(
        desk.t.app.model.overlay,
        Some(Overlay::Settings(_))
    ));
    desk.t.keys("<esc>");
    assert_eq!(desk.t.app.model.overlay, None);
}

#[test]
fn a_text_is_typed_in_the_upper_half_checked_and_kept_with_the_comments() {
    let mut desk = Desk::new(80, 24, Some("# 我们局\nuser = \"张三\" # 组长\n"));
    desk.t.keys("<alt-s><enter>14112");
    let cursor = desk.t.cursor().unwrap();
    assert!(cursor.y < 12, "{cursor}");
    desk.t.keys("<enter>");
    assert_eq!(desk.t.app.model.settings.jurisdiction(), None);
    desk.t.keys("1<enter>");
    assert_eq!(desk.t.app.model.settings.jurisdiction(), Some("141121"));
    assert_eq!(
        desk.file(),
        "# 我们局\nuser = \"张三\" # 组长\njurisdiction = \"141121\"\n"
    );
    assert_eq!(desk.t.cursor(), None);
    desk.t.keys("<down><down><enter><ctrl-u>李四<enter>");
    assert!(
        desk.file()
            .starts_with("# 我们局\nuser = \"李四\" # 组长\n")
    );
    desk.t.keys("<delete>");
    assert!(
        desk.file().contains("# user = \"李四\" # 组长\n"),
        "{}",
        desk.file()
    );
    assert_eq!(desk.t.app.model.settings.user(), None);
}

#[test]
fn leaving_the_field_keeps_nothing() {
    let mut desk = Desk::new(80, 24, None);
    desk.t.keys("<alt-s><enter>141121<esc>");
    assert!(matches!(
        desk.t.app.model.overlay,
        Some(Overlay::Settings(_))
    ));
    assert_eq!(desk.file(), "");
    desk.t.keys("<esc>");
    assert_eq!(desk.t.cursor(), Some(Position::new(5, 1)));
}

#[test]
fn a_file_that_cannot_be_changed_is_told_and_left_alone() {
    let broken = "user = \"张三\"\ntheme =\n";
    let mut desk = Desk::new(80, 24, Some(broken));
    desk.t.keys("<alt-s><down><down><down><down><right>");
    assert_eq!(desk.file(), broken);
    let notice = desk.t.app.model.notice.clone().unwrap();
    assert!(notice.text.contains("第 2 行"), "{}", notice.text);
    assert_eq!(
        desk.t.app.model.settings.theme(),
        Chosen::BuiltIn("default")
    );
}

#[test]
fn the_program_starts_on_the_screen_that_is_set_and_esc_leads_to_the_first() {
    let mut desk = Desk::new(80, 24, Some("start = \"decisions\"\nborders = \"box\"\n"));
    assert_eq!(desk.t.app.model.screen, Screen::Decisions);
    assert!(desk.t.screen().contains("30"), "the decisions are listed");
    desk.t.keys("<alt-s>");
    assert!(desk.t.screen().contains('┌'));
    desk.t.keys(&"<esc>".repeat(4));
    assert_eq!(desk.t.app.model.screen, Screen::Lookup);
}

#[test]
fn reloading_takes_settings_keymap_and_theme_over_and_tells_what_is_wrong() {
    let mut desk = Desk::new(80, 24, None);
    desk.write(
        "keymap.toml",
        "[bind.global]\n\"F9\" = \"help.open\"\n\"@\" = \"hlep\"\n",
    );
    desk.write("theme.toml", "inherits = \"dark\"\nhnit = {}\n");
    desk.write("settings.toml", "mouse = 1\nuser = \"张三\"\n");
    desk.t.keys("<ctrl-r>");
    let model = &desk.t.app.model;
    assert_eq!(model.problems.len(), 3, "{:?}", model.problems);
    assert_eq!(model.settings.user(), Some("张三"));
    assert_eq!(desk.t.buffer()[(0, 5)].bg, Color::Indexed(234));
    desk.t.keys("<F9>");
    assert!(matches!(desk.t.app.model.overlay, Some(Overlay::Help(_))));
    desk.t.keys("<esc>");
    for name in ["keymap.toml", "theme.toml", "settings.toml"] {
        desk.write(name, "");
    }
    desk.t.keys("<ctrl-r>");
    assert_eq!(desk.t.app.model.problems, vec![]);
    assert_eq!(desk.t.app.model.settings.filed(Key::User), None);
}
