//! Scores. The only file that knows the fuzzy matcher.

use std::cmp::{Ordering, Reverse};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Match;

/// Distance between two reasons; the details of a match stay below it.
const STEP: i64 = 1_000_000;

/// Detail of a match in the title itself; other names are worth a little less.
pub(super) const TITLE: i64 = 900_000;
/// Detail of a match in an alias.
pub(super) const ALIAS: i64 = 800_000;
/// Detail of a match in the title of a benchmark item.
pub(super) const BENCHMARK_TITLE: i64 = 700_000;

/// Combines the reason and its details; the reason decides. Only law no longer in force goes behind
/// law in force that the query names in everyday words: 无证上岗 stands in a repealed title.
pub(super) fn score(why: Match, detail: i64, in_force: bool) -> i64 {
    let by_text = matches!(why, Match::Prefix | Match::Substring | Match::Terms);
    if by_text && !in_force {
        return Match::Synonym as i64 * STEP + (why as i64 - Match::Synonym as i64);
    }
    // Of what matches for the same reason, law in force comes first.
    let half = STEP / 2;
    let first = if in_force { half } else { 0 };
    why as i64 * STEP + first + detail.clamp(0, STEP - 1) / 2
}

/// What orders entries that match equally well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Standing {
    pub(super) in_force: bool,
    pub(super) weight: u8,
    /// Number of domains; fewer fit a chosen domain better, more make a more general law.
    pub(super) breadth: usize,
    pub(super) length: usize,
    /// Place in the order of statutes.
    pub(super) place: usize,
}

impl Standing {
    /// Orders two equal matches: in force, rank, fit to the chosen domain, shorter title, place.
    pub(super) fn order(&self, other: &Standing, in_domain: bool) -> Ordering {
        let key = |s: &Standing| {
            let fit = if in_domain { s.breadth } else { 0 };
            (
                Reverse(s.in_force),
                Reverse(s.weight),
                fit,
                s.length,
                s.place,
            )
        };
        key(self).cmp(&key(other))
    }
}

/// Says whether matches of this kind are listed in the order of the statute.
pub(super) fn in_statute_order(why: Match) -> bool {
    match why {
        Match::Listed | Match::Instrument | Match::Benchmark | Match::Citation | Match::Id => true,
        Match::Overlap
        | Match::Fuzzy
        | Match::Similar
        | Match::Typo
        | Match::Homophone
        | Match::Mixed
        | Match::Pinyin
        | Match::Initials
        | Match::Synonym
        | Match::Terms
        | Match::Substring
        | Match::Prefix
        | Match::Exact => false,
    }
}

/// Finds characters in their order, with gaps.
#[derive(Default)]
pub(super) struct Fuzzy(SkimMatcherV2);

impl std::fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fuzzy")
    }
}

impl Fuzzy {
    /// Returns how well and where `name` has the characters of `word`, both folded.
    pub(super) fn find(&self, word: &[char], name: &[char]) -> Option<(i64, Vec<usize>)> {
        let text = |chars: &[char]| chars.iter().collect::<String>();
        self.0.fuzzy_indices(&text(name), &text(word))
    }
}
