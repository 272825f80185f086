//! The rules of absence: what must not be in which file (`ARCHITECTURE.md`, Invariants).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Floors, lowest first. A file may use its own floor and those before it.
const FLOORS: [&[&str]; 6] = [
    &["law"],
    &["assess"],
    &["compare"],
    &["document", "reader", "search", "packs", "settings", "store"],
    &["report"],
    &["cli", "tui"],
];
/// The pure floors know none of these.
const IMPURE: [&str; 7] = [
    "ratatui",
    "crossterm",
    "rusqlite",
    "std::fs",
    "std::env",
    "std::time::SystemTime",
    "std::io",
];
/// Readers whose grammar is Chinese characters: 第…条, 一二三.
const GRAMMARS: [&str; 5] = [
    "law/citation.rs",
    "law/numeral.rs",
    "reader/layout/heading.rs",
    "reader/layout/label.rs",
    "reader/layout/mark.rs",
];
/// Where Chinese words belong: files of words, and the action table. Punctuation may stand anywhere.
const WORDS: [&str; 4] = ["words.rs", "messages.rs", "strings.rs", "action.rs"];
/// The words of the interface, by screen.
const STRINGS: &str = "tui/strings/";

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(&path)
                    .expect("readable source")
                    .map(|e| e.expect("readable source").path()),
            );
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path
                .strip_prefix(&root)
                .map(PathBuf::from)
                .expect("readable source")
                .to_string_lossy()
                .replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("readable source")));
        }
    }
    found.sort();
    found
}

fn floor_of(file: &str) -> Option<usize> {
    let head = file
        .split('/')
        .next()
        .expect("a name")
        .trim_end_matches(".rs");
    FLOORS.iter().position(|floor| floor.contains(&head))
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn no_import_climbs_a_floor() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(floor) = floor_of(&file) else {
            continue;
        };
        let code = code(&text);
        for (above, names) in FLOORS.iter().enumerate().skip(floor + 1) {
            for name in *names {
                if code.contains(&format!("crate::{name}::"))
                    || code.contains(&format!("crate::{name};"))
                {
                    wrong.push(format!(
                        "{file} (floor {floor}) uses {name} (floor {above})"
                    ));
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn the_pure_floors_touch_no_file_terminal_database_or_clock() {
    let mut wrong = Vec::new();
    for (file, text) in sources()
        .iter()
        .filter(|(f, _)| floor_of(f).is_some_and(|floor| floor <= 2))
    {
        wrong.extend(
            IMPURE
                .iter()
                .filter(|word| code(text).contains(*word))
                .map(|word| format!("{file}: {word}")),
        );
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn chinese_stands_only_in_files_of_words() {
    let is_chinese = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let is_test = |file: &str| file.ends_with("/tests.rs") || file.contains("/tests/");
    let is_exempt = |file: &str| {
        let is_of_words = file.starts_with(STRINGS) || WORDS.iter().any(|w| file.ends_with(w));
        is_test(file) || is_of_words || GRAMMARS.contains(&file)
    };
    let mut wrong = Vec::new();
    for (file, text) in sources().iter().filter(|(f, _)| !is_exempt(f)) {
        for (n, line) in code(text).lines().enumerate() {
            // Attributes of arguments (help texts) and characters that are data of a reader are written as such.
            let allowed = line.trim_start().starts_with("///") || line.contains("value_name");
            if !allowed && line.chars().any(is_chinese) {
                wrong.push(format!("{file}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn documents_name_no_machine() {
    for file in [
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/CONSISTENCY.md",
        "docs/IMPORT.md",
        "docs/READING.md",
        "docs/GLOSSARY.md",
        "docs/KEYMAP.md",
        "docs/PACKS.md",
        "docs/PERFORMANCE.md",
    ] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file))
            .unwrap_or_else(|e| panic!("{file}: {e}"));
        for word in ["/work/", "/root/", "/tmp/"] {
            assert!(!text.contains(word), "{file} names {word}");
        }
    }
}

#[test]
fn no_source_or_test_names_a_place_of_one_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting: Vec<PathBuf> = [
        "src",
        "tests",
        "benches",
        "benchmarks-data",
        "keymaps",
        "themes",
    ]
    .iter()
    .map(|folder| root.join(folder))
    .collect();
    let mut wrong = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let inner = fs::read_dir(&path).expect("readable source");
            waiting.extend(inner.map(|e| e.expect("readable source").path()));
        } else if !path.ends_with("tests/architecture.rs")
            && let Ok(text) = fs::read_to_string(&path)
        {
            let named = ["/work/", "/root/"].iter().any(|w| text.contains(w));
            wrong.extend(named.then(|| path.display().to_string()));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// What a file of a room uses of the same room: its `use crate::room::…` lines and paths.
fn uses(code: &str, room: &str, names: &[String]) -> Vec<usize> {
    let head = format!("crate::{room}::");
    let mut used = Vec::new();
    for at in code.match_indices(&head).map(|(at, _)| at + head.len()) {
        let rest = code.get(at..).unwrap_or_default();
        let group: Vec<&str> = match rest.strip_prefix('{') {
            // `use crate::assess::{bands, layers as l, words};`
            Some(inner) => inner
                .split('}')
                .next()
                .unwrap_or_default()
                .split(',')
                .collect(),
            None => vec![rest],
        };
        for name in group {
            let name: String = name
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.extend(names.iter().position(|n| *n == name));
        }
    }
    used
}

#[test]
fn no_files_of_the_room_that_assesses_import_each_other_in_a_circle() {
    let room = "assess";
    let files: Vec<(String, String)> = sources()
        .into_iter()
        .filter_map(|(file, text)| {
            let inner = file.strip_prefix("assess/")?.to_owned();
            Some((
                inner.trim_end_matches(".rs").replace('/', "::"),
                code(&text),
            ))
        })
        .collect();
    // A file in a folder of the room belongs to the file it stands beside.
    let names: Vec<String> = files
        .iter()
        .map(|(name, _)| name.split("::").next().unwrap_or_default().to_owned())
        .collect();
    let mut waiting: Vec<Vec<usize>> = files
        .iter()
        .enumerate()
        .map(|(at, (_, text))| {
            let own = &names[at];
            let mut used = uses(text, room, &names);
            used.retain(|u| names[*u] != *own);
            used
        })
        .collect();
    let mut left: Vec<usize> = (0..files.len()).collect();
    // Take away, again and again, the files that use none that is left.
    loop {
        let free: Vec<usize> = left
            .iter()
            .copied()
            .filter(|f| !waiting[*f].iter().any(|u| left.contains(u)))
            .collect();
        if free.is_empty() {
            break;
        }
        left.retain(|f| !free.contains(f));
    }
    waiting.clear();
    let circle: Vec<&str> = left.iter().map(|f| files[*f].0.as_str()).collect();
    assert_eq!(circle, [""; 0], "files that import each other");
}
