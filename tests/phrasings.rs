//! Real phrasings of reviewers: the right offence is among the first three for 95 % of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test fails by panicking"
)]

#[path = "phrasings/library.rs"]
mod library;

use std::collections::HashMap;

use cailiang::search::{Hit, Index};
use pinyin::ToPinyin;

use crate::library::{library, read, synonyms, tables, text, texts};

/// Share of phrasings, in percent, that must find their offence.
const REQUIRED: usize = 95;
/// Syllables of a title that are typed in full.
const SYLLABLES: usize = 8;
/// Results looked at.
const FIRST: usize = 3;

#[test]
fn the_right_offence_is_among_the_first_three_for_95_percent_of_real_phrasings() {
    let (all, misses) = misses(&library(&synonyms()));
    let right = all - misses.len();
    println!("{right} of {all} phrasings; without synonyms {}", {
        let (all, misses) = self::misses(&library(&[]));
        all - misses.len()
    });
    for miss in &misses {
        println!("{miss}");
    }
    assert!(right * 100 >= all * REQUIRED, "{misses:#?}");
}

/// Searches for every phrasing; returns how many there are and those that did not find theirs.
fn misses(index: &Index) -> (usize, Vec<String>) {
    let phrasings = read("tests/fixtures/phrasings.toml");
    let phrasings = tables(&phrasings, "phrase");
    let mut misses = Vec::new();
    for phrase in &phrasings {
        let (typed, expected) = (text(phrase, "typed"), texts(phrase, "expect"));
        let hits = index.search(&typed, None, FIRST);
        let found: Vec<String> = hits
            .iter()
            .filter_map(|hit| Some((index.entry(hit.entry)?, hit.why)))
            .map(|(entry, why)| format!("{} ({why:?})", entry.id))
            .collect();
        let right = |id: &String| found.iter().any(|f| f.split(' ').next() == Some(id));
        if !expected.iter().any(right) {
            misses.push(format!("{typed}: {found:?} instead of {expected:?}"));
        }
    }
    (phrasings.len(), misses)
}

#[test]
fn every_alternative_of_every_synonym_matches_a_title() {
    let synonyms = synonyms();
    let idle: Vec<(&[String], &str)> = library(&synonyms)
        .idle_alternatives()
        .into_iter()
        .map(|(group, at)| {
            (
                synonyms[group].say.as_slice(),
                synonyms[group].means[at].as_str(),
            )
        })
        .collect();
    assert!(idle.is_empty(), "{idle:#?}");
}

#[test]
fn no_phrase_belongs_to_two_synonyms() {
    let mut known = HashMap::new();
    for (group, synonym) in synonyms().iter().enumerate() {
        for say in &synonym.say {
            let before = known.insert(say.clone(), group);
            assert_eq!(before, None, "{say}");
        }
    }
}

#[test]
fn every_phrase_of_every_synonym_finds_what_it_means() {
    let synonyms = synonyms();
    let index = library(&synonyms);
    let mut lost = Vec::new();
    for synonym in &synonyms {
        let words: Vec<String> = synonym.means[0].split_whitespace().map(bare).collect();
        for say in &synonym.say {
            let hits = index.search(say, None, FIRST);
            let found: Vec<String> = hits
                .iter()
                .filter_map(|hit| index.entry(hit.entry))
                .map(|entry| bare(&entry.title))
                .collect();
            let right = |title: &String| {
                title.contains(&bare(say)) || words.iter().all(|word| title.contains(word))
            };
            if !found.iter().any(right) {
                lost.push(format!("{say} → {found:?}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

fn bare(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[test]
fn every_title_is_found_first_or_among_equals_by_itself_its_pinyin_and_its_initials() {
    let index = library(&synonyms());
    let mut lost = Vec::new();
    for (at, entry) in index.entries().iter().enumerate() {
        let syllables: Vec<String> = bare(&entry.title).chars().map(usual_reading).collect();
        let pinyin: String = syllables
            .iter()
            .take(SYLLABLES)
            .map(String::as_str)
            .collect();
        let initials: String = syllables.iter().filter_map(|s| s.chars().next()).collect();
        for query in [entry.title.clone(), pinyin, initials] {
            let hits = index.search(&query, None, 60);
            let own = hits.iter().find(|hit| hit.entry == at).map(|hit| hit.score);
            // Law no longer in force goes behind law in force of the same words.
            let beside = |hit: &&Hit| {
                index
                    .entry(hit.entry)
                    .is_some_and(|e| entry.in_force || !e.in_force)
            };
            // A title that is the eight syllables and no more may go before a longer one.
            let longer = |hit: &&Hit| {
                index
                    .entry(hit.entry)
                    .is_some_and(|e| bare(&e.title).chars().count() > SYLLABLES)
            };
            let best = hits.iter().filter(beside).find(longer).map(|hit| hit.score);
            if own.is_none() || own < best {
                lost.push(format!("{} by {query}", entry.id));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

fn usual_reading(c: char) -> String {
    c.to_pinyin().map_or_else(
        || c.to_string(),
        |reading| reading.plain().replace('ü', "v"),
    )
}
