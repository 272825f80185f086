//! A query, read once.

use super::citation;
use super::fold;
use super::phonetic;
use super::words;

/// Longest query that is looked at, in characters.
const LONGEST: usize = 200;

/// What the user typed, in the forms the passes need.
#[derive(Debug)]
pub(super) struct Query {
    /// The words, when there are several.
    pub(super) terms: Vec<Vec<char>>,
    /// The whole query without spaces and punctuation.
    pub(super) whole: Vec<char>,
    /// The query as a possible citation.
    pub(super) citation: Vec<char>,
}

impl Query {
    /// Folds and splits what was typed.
    pub(super) fn new(typed: &str) -> Query {
        let short: String = typed.chars().take(LONGEST).collect();
        let folded = fold::fold(short.trim());
        let terms: Vec<Vec<char>> = folded
            .split(' ')
            .map(fold::bare)
            .filter(|term| !term.is_empty())
            .collect();
        Query {
            whole: terms.concat(),
            terms,
            citation: citation::compact(&folded),
        }
    }

    /// Says whether nothing was asked.
    pub(super) fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// Says whether the query is Chinese, at least in part.
    pub(super) fn is_chinese(&self) -> bool {
        is_chinese(&self.whole)
    }

    /// Says whether the whole query can be matched by sound.
    pub(super) fn is_spelt(&self) -> bool {
        phonetic::is_spelt(&self.whole)
    }
}

/// Says whether a word has any character that is not of the keyboard.
pub(super) fn is_chinese(word: &[char]) -> bool {
    word.iter().any(|c| !c.is_ascii())
}

/// Says whether a word has a digit or a Chinese numeral.
pub(super) fn has_number(word: &[char]) -> bool {
    word.iter()
        .any(|c| c.is_ascii_digit() || words::NUMERALS.contains(*c))
}
