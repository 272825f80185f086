//! How many keys an answer costs, from the start of the program: forty questions as they are asked in the room.
//!
//! `tests/fixtures/questions.toml` has for each the keys pressed and what then has to stand on a screen of 80×24.
//! Keys are plain ASCII, so that every one of them counts as one, whatever input method is used.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use cailiang::packs::load_shipped;
use cailiang::tui::office::{Office, Surroundings};
use cailiang::tui::tester::Tester;
use chrono::NaiveDateTime;
use serde::Deserialize;

/// Most keys for half of the questions, and for every one.
const MEDIAN: usize = 12;
const MOST: usize = 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    question: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    ask: String,
    keys: String,
    /// All of these are on the screen.
    shows: Vec<String>,
}

fn questions() -> Vec<Question> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/questions.toml");
    let read: Questions = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    read.question
}

/// The keys of a script, each as it is written: `<enter>` is one.
fn keys(script: &str) -> Vec<&str> {
    let mut rest = script;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let named = rest.starts_with('<').then(|| rest.find('>')).flatten();
        let (key, tail) = rest.split_at(named.unwrap_or(0) + 1);
        found.push(key);
        rest = tail;
    }
    found
}

fn noon() -> NaiveDateTime {
    "2026-06-01T12:00:00".parse().unwrap()
}

/// The program as it starts for an office that has loaded the teaching examples.
fn started(home: &std::path::Path) -> Tester {
    let around = Surroundings {
        database: home.join("cailiang.db"),
        library: home.join("library"),
        profiles: home.join("profiles"),
        views: home.join("views.toml"),
        home: None,
        now: noon,
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
    };
    Tester::new(80, 24, Office::open(load_shipped(), around).perform())
}

#[test]
fn forty_questions_are_answered_in_few_keys() {
    let home = tempfile::tempdir().unwrap();
    started(home.path()).keys("<F4><enter>");
    let questions = questions();
    let (mut counts, mut wrong) = (Vec::new(), Vec::new());
    for question in &questions {
        assert!(question.keys.is_ascii(), "{}", question.keys);
        let mut program = started(home.path());
        // One by one: a person looks at the answer to a key before pressing the next.
        for key in keys(&question.keys) {
            program.keys(key);
        }
        let screen = program.screen();
        for words in &question.shows {
            if !screen.contains(words) {
                wrong.push(format!(
                    "{} {}: no {words}\n{screen}",
                    question.ask, question.keys
                ));
            }
        }
        let keys = keys(&question.keys).len();
        if keys > MOST {
            wrong.push(format!("{}: {keys} keys", question.ask));
        }
        counts.push(keys);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(questions.len(), 40);
    counts.sort_unstable();
    let median = counts[counts.len() / 2];
    println!("keys: median {median}, most {}", counts[counts.len() - 1]);
    assert!(median <= MEDIAN, "{counts:?}");
}

#[test]
fn a_named_key_counts_as_one() {
    assert_eq!(
        keys("97(3)<enter><F7>7"),
        ["9", "7", "(", "3", ")", "<enter>", "<F7>", "7"]
    );
    assert_eq!(keys("<"), ["<"]);
}
