use super::*;
use crate::tui::key::parse_sequence;

const NOWHERE: &[Context] = &[];

fn keys(source: &str) -> Vec<Key> {
    parse_sequence(source).unwrap()
}

fn find(keymap: &Keymap, contexts: &[Context], source: &str) -> Found {
    let keys = keys(source);
    let (last, pending) = keys.split_last().unwrap();
    keymap.find(contexts, pending, *last)
}

fn messages(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

#[test]
fn the_built_in_keymaps_have_no_problems() {
    for (name, source) in BUILT_IN {
        let (_, problems) = Keymap::from_toml(name, source);
        assert_eq!(messages(&problems), Vec::<String>::new());
    }
}

#[test]
fn every_action_has_a_default_key_that_is_not_a_letter() {
    let keymap = Keymap::built_in("default").unwrap();
    for action in Action::ALL {
        for context in action.contexts() {
            let sequences = keymap.sequences(&[*context], *action);
            assert!(
                sequences
                    .iter()
                    .any(|keys| !keys.iter().any(|k| k.is_letter())),
                "{} has only {sequences:?} in {}",
                action.id(),
                context.id()
            );
        }
    }
}

#[test]
fn the_context_comes_before_global() {
    let (keymap, _) = Keymap::from_toml("u", "[bind.lookup]\n\"F4\" = \"lookup.domain\"\n");
    assert_eq!(
        find(&keymap, &[Context::Lookup], "F4"),
        Found::Run(Action::LookupDomain)
    );
    assert_eq!(
        find(&keymap, NOWHERE, "F4"),
        Found::Run(Action::ScreenDecisions)
    );
}

#[test]
fn a_sequence_is_pending_until_it_is_whole() {
    let vim = Keymap::built_in("vim").unwrap();
    assert_eq!(find(&vim, NOWHERE, "g"), Found::Pending(keys("g")));
    assert_eq!(find(&vim, NOWHERE, "g g"), Found::Run(Action::ListTop));
    assert_eq!(find(&vim, NOWHERE, "g x"), Found::Nothing);
    let rest: Vec<String> = vim
        .continuations(NOWHERE, &keys("g"))
        .iter()
        .map(|(keys, binding)| {
            format!(
                "{} {}",
                crate::tui::key::print_sequence(keys),
                binding.label()
            )
        })
        .collect();
    assert_eq!(
        rest,
        [
            "a 裁量",
            "b 基准库",
            "d 决定库",
            "g 首行",
            "l 查询",
            "o 离群",
            "p 问题",
            "q 清单",
            "s 全局查找"
        ]
    );
}

#[test]
fn none_unbinds_and_hides_the_global_key() {
    let source = "[bind.global]\n\"F1\" = \"none\"\n[bind.lookup]\n\"tab\" = \"none\"\n";
    let (keymap, problems) = Keymap::from_toml("u", source);
    assert_eq!(messages(&problems), Vec::<String>::new());
    assert_eq!(find(&keymap, NOWHERE, "F1"), Found::Nothing);
    assert_eq!(find(&keymap, &[Context::Lookup], "tab"), Found::Nothing);
    assert_eq!(
        find(&keymap, &[Context::Assess], "tab"),
        Found::Run(Action::PaneNext)
    );
    assert_eq!(
        keymap.sequences(&[Context::Lookup], Action::PaneNext),
        Vec::<Vec<Key>>::new()
    );
}

#[test]
fn full_width_keys_fold_unless_bound_themselves() {
    let (keymap, _) = Keymap::from_toml(
        "u",
        "[bind.global]\n\"！\" = \"problems.open\"\n\"!\" = \"help.open\"\n",
    );
    assert_eq!(find(&keymap, NOWHERE, "？"), Found::Run(Action::HelpOpen));
    assert_eq!(
        find(&keymap, NOWHERE, "！"),
        Found::Run(Action::ProblemsOpen)
    );
    assert_eq!(find(&keymap, NOWHERE, "!"), Found::Run(Action::HelpOpen));
}

#[test]
fn a_user_label_replaces_the_table_label() {
    let (keymap, _) = Keymap::from_toml(
        "u",
        "[bind.global]\n\"g g\" = { run = \"list.top\", desc = \"回到首条\" }\n",
    );
    let rows = keymap.continuations(NOWHERE, &keys("g"));
    assert_eq!(rows[0].1.label(), "回到首条");
}

#[test]
fn a_key_over_an_inherited_sequence_takes_its_place() {
    let (keymap, problems) = Keymap::from_toml(
        "u",
        "inherits = \"vim\"\n[bind.global]\n\"g\" = \"list.top\"\n",
    );
    assert_eq!(messages(&problems), Vec::<String>::new());
    assert_eq!(find(&keymap, NOWHERE, "g"), Found::Run(Action::ListTop));
}

#[test]
fn all_problems_are_collected_and_the_rest_holds() {
    let source = r#"colour = "red"
[bind.globl]
[bind.global]
"list" = "list.top"
"F1" = "list.tpo"
"F7" = "lookup.domain"
"x" = "list.top"
"x y" = "list.bottom"
"F8" = 3
"F11" = { rnu = "list.top" }
[bind.outliers]
"F7" = "form.more"
"F8" = "list.top"
"#;
    let (keymap, problems) = Keymap::from_toml("keys.toml", source);
    insta::assert_snapshot!(messages(&problems).join("\n"));
    assert_eq!(
        find(&keymap, &[Context::Outliers], "F8"),
        Found::Run(Action::ListTop)
    );
    assert_eq!(find(&keymap, NOWHERE, "F1"), Found::Run(Action::HelpOpen));
}

#[test]
fn broken_toml_is_reported_with_its_line() {
    let (keymap, problems) = Keymap::from_toml(
        "keys.toml",
        "[bind.global]\n\"F1\" = \n\"F6\" = \"app.quit\"\n",
    );
    assert!(problems[0].place.ends_with("第 2 行"), "{problems:?}");
    assert_eq!(find(&keymap, NOWHERE, "F1"), Found::Run(Action::HelpOpen));
}

#[test]
fn a_key_under_two_spellings_is_told_and_the_later_holds() {
    let source = "[bind.global]\n\"Z\" = \"list.top\"\n\"shift-z\" = \"list.bottom\"\n\"Ctrl-K\" = \"help.open\"\n\"ctrl-k\" = \"none\"\n[bind.lookup]\n\"Z\" = \"lookup.domain\"\n";
    let (keymap, problems) = Keymap::from_toml("u", source);
    assert_eq!(
        messages(&problems),
        [
            "u 第 3 行: “Z”和“shift-z”是同一个键 (留一个；现在以后一个为准)",
            "u 第 5 行: “Ctrl-K”和“ctrl-k”是同一个键 (留一个；现在以后一个为准)",
        ]
    );
    assert_eq!(find(&keymap, NOWHERE, "Z"), Found::Run(Action::ListBottom));
    assert_eq!(find(&keymap, NOWHERE, "ctrl-k"), Found::Nothing);
}

#[test]
fn a_key_written_twice_in_one_table_is_told_in_chinese_and_the_rest_holds() {
    let source = "[bind.global]\n\"F9\" = \"list.top\"\n\"F9\" = \"list.bottom\"\n\"F6\" = \"app.quit\"\n[bind.lookup]\n\"F6\" = \"list.top\"\n";
    let (keymap, problems) = Keymap::from_toml("u", source);
    assert_eq!(
        messages(&problems),
        ["u 第 3 行: 不是合格的 TOML：同一处已经写过这个键，留一个"]
    );
    assert_eq!(find(&keymap, NOWHERE, "F6"), Found::Run(Action::Quit));
    assert_eq!(
        find(&keymap, &[Context::Lookup], "F6"),
        Found::Run(Action::ListTop)
    );
}

#[test]
fn keys_that_terminals_send_as_others_are_told() {
    let source = "[bind.global]\n\"ctrl-i\" = \"help.open\"\n\"g ctrl-m\" = \"list.top\"\n\"ｃｔｒｌ－ｘ\" = \"help.open\"\n";
    let (_, problems) = Keymap::from_toml("u", source);
    let told = messages(&problems);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told[0].contains("tab") && told[1].contains("enter"),
        "{told:?}"
    );
    assert!(told[2].contains("不认识的按键"), "{told:?}");
}

#[test]
fn leaving_is_always_possible() {
    let (keymap, problems) = Keymap::from_toml("u", "inherits = \"none\"\n");
    assert_eq!(problems.len(), 2);
    assert_eq!(find(&keymap, NOWHERE, "ctrl-c"), Found::Run(Action::Quit));
    assert_eq!(find(&keymap, NOWHERE, "esc"), Found::Run(Action::Back));
}

#[test]
fn the_keymap_reference_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/KEYMAP.md");
    let wanted = document::markdown();
    #[expect(
        clippy::disallowed_methods,
        reason = "UPDATE_DOCS=1 cargo test writes the file anew"
    )]
    if std::env::var("UPDATE_DOCS").is_ok() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/KEYMAP.md is stale: run UPDATE_DOCS=1 cargo test the_keymap_reference_is_fresh"
    );
}
