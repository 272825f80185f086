//! The offence index: Chinese, pinyin, initials, citations, colloquial phrases, typing errors.
//!
//! Pure: the index is built from plain values and reads nothing. It never matches pinyin letters
//! as a subsequence, and what it returns depends only on entries, synonyms and query.

mod bits;
mod board;
mod catalogue;
mod citation;
mod cite;
mod combine;
mod fold;
mod highlight;
mod index;
mod instruments;
mod lexicon;
mod passes;
mod phonetic;
mod query;
mod rank;
mod synonym;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::ops::Range;

pub use self::catalogue::{entries, index};
pub use self::index::Index;
pub use self::synonym::Synonym;

/// The names of an instrument of law.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InstrumentNames {
    /// Identifier, e.g. `aqscf`.
    pub slug: String,
    /// Full title.
    pub title: String,
    /// Short names people use.
    pub short: Vec<String>,
}

/// One offence, with everything it can be found by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Identifier, e.g. `aqscf-97-1-3` or `mkaqsctl-64-1-0/2`.
    pub id: String,
    /// Name of the offence.
    pub title: String,
    /// The instrument that penalises it.
    pub instrument: InstrumentNames,
    /// Article.
    pub article: u16,
    /// Whether the article is an inserted one (第X条之一).
    pub inserted: bool,
    /// Paragraph, 0 where there is none.
    pub paragraph: u16,
    /// Item, 0 where there is none.
    pub item: u16,
    /// Whether the instrument is in force.
    pub in_force: bool,
    /// Rank of the instrument; the higher one is listed first (law, regulation, rule).
    pub weight: u8,
    /// Domains in which the offence occurs.
    pub domains: Vec<String>,
    /// Benchmark items on it: `pack:number`, and after a space the title of the item.
    pub benchmark_items: Vec<String>,
    /// Other names it is found by.
    pub aliases: Vec<String>,
}

/// The names of a benchmark, for queries such as 煤矿191.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BenchmarkNames {
    /// Identifier of the pack, e.g. `coal-2024`.
    pub pack: String,
    /// Short names, and the words of the domain it is for.
    pub names: Vec<String>,
}

/// Says whether a name begins as typed: in characters, in pinyin, by its initials.
pub fn begins_like(typed: &str, name: &str) -> bool {
    let typed = fold::bare(typed);
    let mut lexicon = lexicon::Lexicon::default();
    let key = lexicon.key(name);
    let is_heard = || {
        let heard = phonetic::find(&typed, &key, &lexicon);
        phonetic::is_spelt(&typed) && heard.is_some_and(|h| h.start == 0)
    };
    !typed.is_empty() && (key.chars.starts_with(&typed) || is_heard())
}

/// Why an entry was found, the weakest reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// Nothing was asked; the entry is merely listed.
    Listed,
    /// The title shares characters with the query.
    Overlap,
    /// The title has the characters of the query in their order, with gaps.
    Fuzzy,
    /// The query resembles a colloquial phrase for it.
    Similar,
    /// The title has the query but for one character.
    Typo,
    /// The title has characters that sound like the query.
    Homophone,
    /// Initials, syllables and characters mixed.
    Mixed,
    /// Full pinyin, the last syllable perhaps unfinished.
    Pinyin,
    /// Initials of the pinyin.
    Initials,
    /// The query names its instrument with an everyday word (煤矿).
    Instrument,
    /// The query is a colloquial phrase for it.
    Synonym,
    /// The title has all words of the query.
    Terms,
    /// The title has the query.
    Substring,
    /// The title begins with the query.
    Prefix,
    /// The title is the query.
    Exact,
    /// The query is the number of a benchmark item on it.
    Benchmark,
    /// The query cites its article.
    Citation,
    /// The query is its identifier.
    Id,
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Place of the entry in the index.
    pub entry: usize,
    /// Higher is better; equal scores are ordered by force, rank, domain, length and place in law.
    pub score: i64,
    /// Why it was found.
    pub why: Match,
    /// Character ranges of the title to highlight, ascending, not overlapping.
    pub ranges: Vec<Range<usize>>,
}
