//! Which characters of a title to highlight.

use std::ops::Range;

use super::Match;
use super::board::Found;
use super::index::Index;
use super::lexicon::Key;
use super::phonetic;
use super::query::Query;
use super::synonym::place;
use super::text::{self, Stretch};

impl Index {
    /// Returns the ranges of the title that made the match, ascending, not overlapping.
    pub(super) fn highlight(&self, query: &Query, entry: usize, found: Found) -> Vec<Range<usize>> {
        let key = &self.keys[entry].title;
        let stretches = match found.via {
            Some((group, alternative)) => {
                let words = &self.thesaurus.groups[group][alternative].words;
                words.iter().filter_map(|word| stretch(word, key)).collect()
            }
            None => self.stretches(query, key, found.why),
        };
        to_ranges(key, stretches)
    }

    fn stretches(&self, query: &Query, key: &Key, why: Match) -> Vec<Stretch> {
        let word = &query.whole;
        match why {
            Match::Listed | Match::Benchmark | Match::Citation | Match::Id => Vec::new(),
            Match::Instrument => self.beside_instrument(query, key),
            Match::Exact | Match::Prefix | Match::Substring => {
                stretch(word, key).into_iter().collect()
            }
            Match::Terms
            | Match::Synonym
            | Match::Similar
            | Match::Initials
            | Match::Pinyin
            | Match::Mixed
            | Match::Homophone => match self.sounding(word, key) {
                Some(found) => vec![found],
                None => query
                    .terms
                    .iter()
                    .filter_map(|term| self.sounding(term, key))
                    .collect(),
            },
            Match::Typo => text::typo(word, &key.chars).into_iter().collect(),
            Match::Fuzzy | Match::Overlap => {
                let shared = key
                    .chars
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| word.contains(c));
                shared.map(|(at, _)| (at, 1)).collect()
            }
        }
    }

    /// Finds what was typed beside the name of an instrument, separated or not.
    fn beside_instrument(&self, query: &Query, key: &Key) -> Vec<Stretch> {
        if query.terms.len() > 1 {
            return query
                .terms
                .iter()
                .filter_map(|term| self.sounding(term, key))
                .collect();
        }
        let ends = (1..query.whole.len().saturating_sub(1)).map(|from| &query.whole[from..]);
        ends.filter_map(|end| stretch(end, key)).take(1).collect()
    }

    /// Finds a word by its characters or by its sound.
    fn sounding(&self, word: &[char], key: &Key) -> Option<Stretch> {
        if let Some(found) = stretch(word, key) {
            return Some(found);
        }
        if phonetic::is_spelt(word) {
            let heard = phonetic::find(word, key, &self.lexicon)?;
            return Some((heard.start, heard.len));
        }
        let sounds: Vec<_> = word.iter().map(|c| self.lexicon.hear(*c)).collect();
        text::homophone(word, &sounds, key, &self.lexicon)
    }
}

fn stretch(word: &[char], key: &Key) -> Option<Stretch> {
    place(&key.chars, word).map(|start| (start, word.len()))
}

/// Turns stretches of the key into ranges of the title, joining those that touch.
fn to_ranges(key: &Key, stretches: Vec<Stretch>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = stretches
        .into_iter()
        .filter_map(|(start, len)| {
            let first = key.at.get(start)?;
            let last = key.at.get(start + len.checked_sub(1)?)?;
            Some(*first..last + 1)
        })
        .collect();
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
