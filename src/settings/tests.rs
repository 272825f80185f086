use std::fs;

use super::*;
use crate::packs::load::load_text;

fn read(source: &str) -> (Settings, Vec<String>) {
    let (settings, problems) = Settings::from_toml("settings.toml", source);
    (settings, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn a_file_sets_what_it_says_and_remembers_the_lines() {
    let (settings, problems) = read(
        "jurisdiction = \"141121\"\nbands = [\"fu\", \"jian\"]\n\nuser = \" 张三 \"\nbureau = \"某县应急管理局\"\ntheme = \"dark\"\nkeymap = \"vim\"\nborders = \"box\"\nmouse = true\nstart = \"decisions\"\n",
    );
    assert_eq!(problems, [""; 0]);
    assert_eq!(settings.jurisdiction(), Some("141121"));
    assert_eq!(settings.bands(), ["fu", "jian"]);
    assert_eq!(settings.user(), Some("张三"));
    assert_eq!(settings.bureau(), Some("某县应急管理局"));
    assert_eq!(settings.theme(), Chosen::BuiltIn("dark"));
    assert_eq!(settings.keymap(), Chosen::BuiltIn("vim"));
    assert_eq!(settings.borders(), Some("box"));
    assert!(settings.mouse());
    assert_eq!(settings.start(), "decisions");
    assert_eq!(settings.source(Key::User), Source::File(4));
}

#[test]
fn nothing_written_is_all_built_in() {
    let (settings, problems) = read("");
    assert_eq!(problems, [""; 0]);
    assert_eq!(settings, Settings::default());
    assert_eq!(settings.theme(), Chosen::BuiltIn("default"));
    assert_eq!(settings.start(), "lookup");
    for key in Key::ALL {
        assert_eq!(settings.source(*key), Source::BuiltIn);
    }
}

#[test]
fn everything_wrong_is_told_at_once_with_its_line_and_the_rest_holds() {
    let source = "jurisdiction = 141121\nbands = \"fu\"\nuser = \"\"\ntheme = \"drak\"\nfont = 1\nbordres = \"box\"\nmouse = \"yes\"\nstart = \"lokup\"\nkeymap = \"vim\"\nbureau = \"某局\"\nbureau = \"某局\"\nuser2\n";
    let (settings, problems) = read(source);
    insta::assert_snapshot!(problems.join("\n"));
    assert_eq!(settings.keymap(), Chosen::BuiltIn("vim"));
    assert_eq!(settings.bureau(), Some("某局"));
    assert_eq!(settings.jurisdiction(), None);
}

#[test]
fn a_mark_of_the_encoding_is_no_part_of_the_first_key() {
    let (settings, problems) = read("\u{feff}user = \"张三\"\r\nmouse = true\r\n");
    assert_eq!(problems, [""; 0]);
    assert_eq!(settings.user(), Some("张三"));
    assert!(settings.mouse());
}

#[test]
fn a_flag_goes_before_the_file_and_the_file_before_what_lies_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let layers = Layers {
        file: folder.path().join("settings.toml"),
        keymap: folder.path().join("keymap.toml"),
        theme: folder.path().join("theme.toml"),
        home: Some("/home/someone".into()),
        ..Layers::default()
    };
    assert_eq!(layers.read().0.theme(), Chosen::BuiltIn("default"));
    fs::write(&layers.theme, "inherits = \"mono\"\n").unwrap();
    let (settings, problems) = layers.read();
    assert_eq!(problems, []);
    assert_eq!(settings.theme(), Chosen::File(layers.theme.clone()));
    assert_eq!(settings.source(Key::Theme), Source::Beside);
    fs::write(
        &layers.file,
        "jurisdiction = \"140000\"\ntheme = \"own/dim.toml\"\nkeymap = \"~/keys.toml\"\n",
    )
    .unwrap();
    let (settings, _) = layers.read();
    let own = folder.path().join("own/dim.toml");
    assert_eq!(settings.theme(), Chosen::File(own));
    assert_eq!(
        settings.keymap(),
        Chosen::File("/home/someone/keys.toml".into())
    );
    let over = Layers {
        jurisdiction: Some("141121".into()),
        no_color: true,
        ..layers
    };
    let (settings, _) = over.read();
    assert_eq!(settings.jurisdiction(), Some("141121"));
    assert_eq!(
        settings.source(Key::Jurisdiction),
        Source::Flag("--jurisdiction")
    );
    assert_eq!(
        settings.filed(Key::Jurisdiction),
        Some(&Value::Text("140000".into()))
    );
    assert_eq!(settings.theme(), Chosen::BuiltIn("mono"));
}

#[test]
fn what_a_case_says_is_never_replaced() {
    let (settings, _) = read("jurisdiction = \"141121\"\nbands = [\"fu\"]\n");
    let mut open = Case::default();
    settings.fill(&mut open);
    assert_eq!(open.jurisdiction.as_deref(), Some("141121"));
    assert_eq!(open.bands, ["fu"]);
    let mut said = Case {
        jurisdiction: Some("140000".into()),
        bands: vec!["own".into()],
        ..Case::default()
    };
    settings.fill(&mut said);
    assert_eq!(said.jurisdiction.as_deref(), Some("140000"));
    assert_eq!(said.bands, ["own"]);
}

#[test]
fn what_is_typed_is_read_as_the_file_would_write_it() {
    for (key, typed, expected) in [
        (Key::Jurisdiction, " 141121 ", Ok("141121")),
        (Key::Jurisdiction, "文水", Err("六位")),
        (Key::Jurisdiction, "1411211", Err("六位")),
        (Key::Bands, "fu，jian、third", Ok("fu、jian、third")),
        (Key::Bands, "", Ok("")),
        (Key::User, "  ", Err("不能为空")),
        (Key::Theme, "dark", Ok("dark")),
        (Key::Theme, "own.toml", Ok("own.toml")),
        (Key::Theme, "drak", Err("是否指 dark")),
        (Key::Mouse, "开", Ok("true")),
        (Key::Mouse, "也许", Err("true")),
    ] {
        let found = key.parse(typed).map(|value| value.typed());
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{typed}"),
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{typed}: {found}"),
            (found, expected) => panic!("{typed}: {found:?}, not {expected:?}"),
        }
    }
}

#[test]
fn names_of_settings_are_unique_and_resolve() {
    for key in Key::ALL {
        assert_eq!(Key::from_id(key.id()), Ok(*key));
    }
    assert_eq!(Key::from_id("them"), Err(Some("theme")));
    assert_eq!(Key::from_id("完全不同"), Err(None));
}

/// A band rule of a local document; the figures are invented.
const BAND: &str = "[[band]]\nid = \"shilixian\"\nlabel = \"从轻\"\ncite = \"某办法第一条\"\nregion = \"149999\"\nlayer = \"county\"\nfrom = \"2024\"\nlean = \"low\"\nlow_percent = 0\nhigh_percent = 30\nof = \"tier\"\n";

#[test]
fn a_band_rule_that_no_loaded_pack_has_is_told_with_its_line() {
    let library = |source: &str| load_text("mine.toml", source).library;
    for (source, written, told) in [
        ("", "bands = []", vec![]),
        (BAND, "bands = [\"shilixian\"]", vec![]),
        (
            "",
            "user = \"甲\"\nbands = [\"fu\"]",
            vec![
                "设置 bands（幅度规则）: 已载入的基准包里没有幅度规则“fu”，不起作用（载入写有它的本地基准包，或者从 bands 中去掉）",
            ],
        ),
        (
            BAND,
            "bands = [\"shilixian\", \"shilixain\", \"fu\"]",
            vec![
                "设置 bands（幅度规则）: 已载入的基准包里没有幅度规则“shilixain”，不起作用（是否指 shilixian）",
                "设置 bands（幅度规则）: 已载入的基准包里没有幅度规则“fu”，不起作用（已载入的有：shilixian）",
            ],
        ),
    ] {
        let (settings, problems) = read(written);
        assert_eq!(problems, [""; 0]);
        let found = bands::check(&settings, &library(source));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, told, "{written}");
    }
    // A file that was read is named with the line.
    let folder = tempfile::tempdir().unwrap();
    let layers = Layers {
        file: folder.path().join("settings.toml"),
        ..Layers::default()
    };
    fs::write(&layers.file, "user = \"甲\"\nbands = [\"fu\"]\n").unwrap();
    let found = bands::check(&layers.read().0, &library(BAND));
    let place = (found[0].file.as_str(), found[0].line);
    assert_eq!(place, (layers.file.to_str().unwrap(), Some(2)));
}
