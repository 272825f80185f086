//! Keys are named as they are bound: no text says one literally.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::inventory::{Shot, drawn, shots};
use crate::tui::action::Context;
use crate::tui::key::print_sequence;
use crate::tui::keymap::Keymap;
use crate::tui::view;

/// A keymap in which every action of the default one has another key, and what those keys were called.
fn rebound() -> (Keymap, BTreeSet<String>) {
    let default = Keymap::built_in("default").unwrap();
    let mut source = "inherits = \"none\"\n".to_owned();
    let mut names = BTreeSet::new();
    // No two keys alike, none that a field takes, none that the default keymap has.
    let mut others = ('一'..).map(|c| format!("alt-{c}"));
    for context in Context::ALL {
        writeln!(source, "[bind.{}]", context.id()).unwrap();
        let mut seen = BTreeSet::new();
        for (keys, binding) in default.bindings(*context) {
            names.insert(print_sequence(keys));
            if seen.insert(binding.action) {
                let key = others.next().unwrap();
                writeln!(source, "\"{key}\" = \"{}\"", binding.action.id()).unwrap();
            }
        }
    }
    let (keymap, problems) = Keymap::from_toml("other.toml", &source);
    assert_eq!(problems, vec![]);
    // Single characters stand in texts for themselves.
    names.retain(|name| name.chars().count() > 1);
    (keymap, names)
}

/// Keys as Chinese texts call them.
const CALLED: &[&str] = &["回车", "空格键", "上下键", "左右键", "方向键", "上下选"];

/// Returns the names of keys in a text.
fn named_in<'t>(text: &'t str, names: &BTreeSet<String>) -> Vec<&'t str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let words = words.filter(|word| names.contains(*word));
    let called = CALLED.iter().copied();
    words
        .chain(called.filter(|name| text.contains(name)))
        .collect()
}

#[test]
fn no_shot_names_a_key_that_was_bound_otherwise() {
    let (keymap, names) = rebound();
    assert!(names.contains("esc") && names.contains("ctrl-p") && names.contains("space"));
    let mut found = Vec::new();
    // How keys are written at all is said by what is wrong with a keymap.
    let is_about_keys = |shot: &Shot| shot.name == "inventory__problems_of_keymap";
    for shot in shots().into_iter().filter(|shot| !is_about_keys(shot)) {
        let mut app = shot.taken();
        assert!(!drawn(&app).is_empty());
        app.keymap = keymap.clone();
        app.settle();
        let said = view::plain::lines(&app.model, &app.keymap).join("\n");
        for text in [drawn(&app), said] {
            let old = named_in(&text, &names);
            if !old.is_empty() || text.contains("{go.") {
                found.push(format!("{}: {old:?}\n{text}", shot.name));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

/// Returns the string literals of a source; what is put into them is left out between its braces.
pub fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next().is_some_and(|c| c != '\n') {},
            '"' => {
                let mut literal = String::new();
                while let Some(c) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => literal.extend(chars.next()),
                        '{' => {
                            while chars.next().is_some_and(|c| c != '}') {}
                            literal.push_str("{}");
                        }
                        c => literal.push(c),
                    }
                }
                found.push(literal);
            }
            _ => {}
        }
    }
    found
}

/// The files of the words of the interface.
pub(super) fn strings() -> Vec<String> {
    let tui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui");
    let mut files = vec![tui.join("strings.rs")];
    let listed = fs::read_dir(tui.join("strings")).unwrap();
    files.extend(listed.map(|file| file.unwrap().path()));
    files.sort();
    let read = |file: &PathBuf| fs::read_to_string(file).unwrap();
    files.iter().map(read).collect()
}

#[test]
fn no_string_of_the_interface_names_a_key_of_the_keymap() {
    let (_, names) = rebound();
    let strings = strings();
    let others = [
        include_str!("../action.rs"),
        include_str!("../office/words.rs"),
        include_str!("../office/packs/words.rs"),
        include_str!("../../settings/words.rs"),
        include_str!("../../store/messages.rs"),
    ];
    let sources = strings.iter().map(String::as_str).chain(others);
    let literals: Vec<String> = sources.flat_map(literals).collect();
    assert!(literals.len() > 800, "{}", literals.len());
    for literal in &literals {
        // Names in files, and how keys are written at all.
        if literal.is_ascii()
            || literal.starts_with("写法如 ctrl-x")
            || literal.contains("# 按键\n")
        {
            continue;
        }
        assert_eq!(named_in(literal, &names), [""; 0], "{literal}");
    }
}
