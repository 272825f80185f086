use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::settings::Settings;

fn read(source: &str) -> Settings {
    let (settings, problems) = Settings::from_toml("settings.toml", source);
    assert_eq!(problems, [], "{source}");
    settings
}

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

#[test]
fn a_new_file_sets_nothing_and_every_line_of_it_can_be_uncommented() {
    assert_eq!(read(&template()), Settings::default());
    let template = template();
    let uncommented: Vec<&str> = template
        .lines()
        .map(|line| {
            let is_setting = Key::ALL.iter().any(|key| is_place_of(line, *key));
            if is_setting {
                line.trim_start_matches("# ")
            } else {
                line
            }
        })
        .collect();
    let settings = read(&uncommented.join("\n"));
    for key in Key::ALL {
        assert!(settings.filed(*key).is_some(), "{}", key.id());
    }
}

#[test]
fn a_setting_is_written_into_the_place_left_for_it_and_taken_back_without_a_trace() {
    for key in Key::ALL {
        let typed = || {
            let ids = Value::Ids(vec!["fu".into()]);
            key.check(ids).unwrap_or_else(|_| text("141121"))
        };
        let value = key.choices().pop().unwrap_or_else(typed);
        let set = with(&template(), *key, &value).unwrap();
        assert_eq!(read(&set).filed(*key), Some(&value), "{set}");
        assert_eq!(set.lines().count(), template().lines().count());
        let back = without(&set, *key).unwrap();
        assert_eq!(read(&back), Settings::default(), "{back}");
        let again = with(&back, *key, &value).unwrap();
        assert_eq!(again, set);
    }
}

#[test]
fn changing_keeps_what_people_wrote() {
    let source =
        "# 我的\r\ntheme = \"dark\"  # 晚上用\r\nbands = [\r\n  \"fu\", # 甲\r\n]\r\nown = 1\r\n";
    let set = with(source, Key::Theme, &text("light")).unwrap();
    assert_eq!(set, source.replace("\"dark\"", "\"light\""));
    let without = without(source, Key::Bands).unwrap();
    assert_eq!(
        without,
        "# 我的\r\ntheme = \"dark\"  # 晚上用\r\n# bands = [\r\n#   \"fu\", # 甲\r\n# ]\r\nown = 1\r\n"
    );
}

#[test]
fn a_setting_that_has_no_place_is_added_before_any_table() {
    let source = "user = \"甲\"\n[own]\n# theme = \"x\"\n";
    let set = with(source, Key::Theme, &text("dark")).unwrap();
    let (settings, _) = Settings::from_toml("s", &set);
    assert_eq!(settings.filed(Key::Theme), Some(&text("dark")), "{set}");
    assert!(set.contains("# theme = \"x\""), "{set}");
}

#[test]
fn a_broken_file_is_left_alone_and_the_line_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    fs::write(&path, "user = \"甲\"\ntheme =\n").unwrap();
    let refused = keep(&path, Key::Theme, Some(&text("dark"))).unwrap_err();
    assert!(refused.to_string().contains("第 2 行"), "{refused}");
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "user = \"甲\"\ntheme =\n"
    );
}

#[test]
fn a_file_is_made_once_and_only_replaced_when_asked_with_a_copy_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/settings.toml");
    assert_eq!(make(&path, false).unwrap(), None);
    fs::write(&path, "user = \"甲\"\n").unwrap();
    assert!(matches!(make(&path, false), Err(FileError::Exists(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "user = \"甲\"\n");
    let copy = make(&path, true).unwrap().unwrap();
    assert_eq!(fs::read_to_string(&copy).unwrap(), "user = \"甲\"\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), template());
    let second = make(&path, true).unwrap().unwrap();
    assert_ne!(second, copy);
    assert_eq!(fs::read_to_string(&copy).unwrap(), "user = \"甲\"\n");
}

#[test]
fn keeping_without_a_file_makes_it_with_everything_explained() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    keep(&path, Key::Theme, Some(&text("dark"))).unwrap();
    let source = fs::read_to_string(&path).unwrap();
    assert_eq!(read(&source).filed(Key::Theme), Some(&text("dark")));
    assert!(source.contains("# jurisdiction ="));
    let inside: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(inside.len(), 1, "nothing is left beside it");
}

proptest! {
    /// Whatever a name contains, it reads back, and the other settings with it.
    #[test]
    fn what_is_kept_reads_back(name in "[^\\p{C}]{1,20}", on in any::<bool>()) {
        let Ok(name) = Key::User.parse(&name) else { return Ok(()); };
        let first = with(&template(), Key::Mouse, &Value::Switch(on)).unwrap();
        let both = with(&first, Key::User, &name).unwrap();
        let settings = read(&both);
        prop_assert_eq!(settings.filed(Key::User), Some(&name));
        prop_assert_eq!(settings.mouse(), on);
        let (back, _) = Settings::from_toml("s", &without(&both, Key::User).unwrap());
        prop_assert!(back.filed(Key::User).is_none());
    }
}
