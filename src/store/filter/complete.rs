//! What can be written where the cursor stands: names, and the words of vocabularies that are closed.

use crate::law::Library;
use crate::law::vocabulary::Term;
use crate::search::begins_like;
use crate::store::filter::token::{Cell, sign, text, tokens};
use crate::store::filter::{Name, print, words};

/// A word that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// How many characters before the cursor it takes the place of.
    pub typed: usize,
    /// The word, a name with its sign.
    pub word: String,
}

/// Returns what the text before the cursor may be the beginning of, in characters or in pinyin.
pub fn complete(library: &Library, before: &str) -> Vec<Completion> {
    let tokens = tokens(before);
    let Some(token) = tokens.last() else {
        return Vec::new();
    };
    let is_done = before.ends_with(char::is_whitespace);
    if is_done || token.cells.iter().any(|(_, quoted)| *quoted) {
        return Vec::new();
    }
    let cells = match token.cells.split_first() {
        Some(((c, _), rest)) if words::NOT.contains(c) => rest,
        _ => token.cells.as_slice(),
    };
    match cells.iter().position(|cell| sign(*cell).is_some()) {
        None => names(&text(cells)),
        Some(at) => {
            let (head, value) = cells.split_at(at);
            let name = Name::from_word(&text(head));
            name.map_or_else(Vec::new, |name| values(library, name, value))
        }
    }
}

fn names(typed: &str) -> Vec<Completion> {
    let fits = |name: &Name| {
        words::names(*name)
            .iter()
            .any(|word| begins_like(typed, word))
    };
    let completion = |name: Name| Completion {
        typed: typed.chars().count(),
        word: format!("{}{}", name.label(), words::usual_sign(name)),
    };
    let mut found: Vec<Name> = Name::ALL.into_iter().filter(fits).collect();
    // Those whose other names fit come after those whose own name does.
    found.sort_by_key(|name| !begins_like(typed, name.label()));
    found.into_iter().map(completion).collect()
}

/// The values that fit what stands behind the sign, or behind the last of several.
fn values(library: &Library, name: Name, value: &[Cell]) -> Vec<Completion> {
    let begins = value
        .iter()
        .rposition(|cell| sign(*cell).is_some() || words::OR.contains(&cell.0));
    let typed = text(
        value
            .get(begins.map_or(0, |at| at + 1)..)
            .unwrap_or_default(),
    );
    let known = closed(library, name);
    if known.iter().flatten().any(|word| *word == typed) {
        return Vec::new();
    }
    let sounds = |word: &&str| word.contains(&typed) || begins_like(&typed, word);
    let fits = |words: &Vec<&str>| typed.is_empty() || words.iter().any(sounds);
    let completion = |word: &str| Completion {
        typed: typed.chars().count(),
        word: print::quoted(word),
    };
    let fitting = known.into_iter().filter(fits);
    let shown = fitting.filter_map(|words| words.first().copied());
    shown.map(completion).collect()
}

/// What can stand behind a name, if there is only so much: for each its words, the one that is shown first.
fn closed(library: &Library, name: Name) -> Vec<Vec<&str>> {
    let parts = library.parts();
    match name {
        Name::Domain => {
            let domains = parts.domains.iter();
            domains
                .map(|d| std::iter::once(&d.label).chain(&d.words))
                .map(|words| words.map(String::as_str).collect())
                .collect()
        }
        Name::Subject => words_of(&parts.vocabulary.subjects),
        Name::Stage => words_of(&parts.vocabulary.stages),
        Name::Outcome => words_of(&parts.vocabulary.dispositions),
        Name::Circumstance => {
            let known = parts.circumstances.iter();
            known.map(|c| vec![c.label.as_str()]).collect()
        }
        Name::Teaching => vec![words::YES.to_vec(), words::NO.to_vec()],
        Name::Decided => words::MOVING.iter().map(|word| vec![*word]).collect(),
        Name::Fine
        | Name::Authority
        | Name::Offence
        | Name::Basis
        | Name::CaseNo
        | Name::Party
        | Name::Region
        | Name::Tier
        | Name::Narrative => Vec::new(),
    }
}

fn words_of(terms: &[Term]) -> Vec<Vec<&str>> {
    let terms = terms.iter();
    terms
        .map(|term| term.words.iter().map(String::as_str).collect())
        .collect()
}
