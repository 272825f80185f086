//! Finding by identifier, citation and number of a benchmark item.

use super::Match;
use super::board::Board;
use super::citation::{self, Numbers};
use super::fold;
use super::index::Index;
use super::instruments::{Fit, Instrument};
use super::lexicon::Key;
use super::phonetic;
use super::query::Query;
use super::rank::TITLE;
use super::words;

/// Detail of an entry that all numbers of a citation fit.
const WHOLLY_CITED: i64 = 900_000;
/// Detail of an entry of the cited article that the other numbers do not fit.
const ARTICLE_ONLY: i64 = 200_000;

/// An entry that a citation means.
pub(super) struct Cited {
    pub(super) at: usize,
    why: Match,
    pub(super) detail: i64,
    /// Whether the instrument or the benchmark was named.
    named: bool,
}

impl Index {
    /// Identifiers, citations and numbers of benchmark items.
    pub(super) fn cite(&self, query: &Query, board: &mut Board) -> bool {
        let typed = &query.citation;
        for (at, key) in self.keys.iter().enumerate() {
            if let Some(rest) = key.id.strip_prefix(typed.as_slice()) {
                match rest.first() {
                    None => board.insist(at, Match::Id, TITLE),
                    Some('/') => board.insist(at, Match::Id, TITLE - 1),
                    Some(_) if typed.contains(&'-') => board.insist(at, Match::Id, 0),
                    Some(_) => {}
                }
            }
        }
        let cited = self.cited(typed);
        for cited in &cited {
            if cited.named {
                board.insist(cited.at, cited.why, cited.detail);
            } else {
                board.offer(cited.at, cited.why, cited.detail);
            }
        }
        !cited.is_empty()
    }

    /// Reads a citation: the name of an instrument or benchmark, or none, and numbers to the end.
    pub(super) fn cited(&self, typed: &[char]) -> Vec<Cited> {
        let splits = if citation::may_end(typed) {
            typed.len()
        } else {
            0
        };
        for split in 0..splits {
            let (name, rest) = typed.split_at(split);
            let name: Vec<char> = name
                .iter()
                .copied()
                .filter(|c| !fold::is_mark(*c))
                .collect();
            if name.is_empty() && split > 0 {
                continue;
            }
            let mut cited = self.cited_items(&name, rest);
            if let Some(numbers) = citation::numbers(rest) {
                for instrument in &self.instruments {
                    cited.extend(self.cited_in(instrument, &name, numbers));
                }
            }
            if !cited.is_empty() {
                return cited;
            }
        }
        Vec::new()
    }

    fn cited_in(&self, instrument: &Instrument, name: &[char], numbers: Numbers) -> Vec<Cited> {
        let named = !name.is_empty();
        let fit = if named {
            instrument.fit(name, &self.lexicon)
        } else {
            Some(Fit::Part)
        };
        let Some(fit) = fit else {
            return Vec::new();
        };
        let degrees = instrument
            .entries
            .iter()
            .map(|at| (at, self.degree(numbers, at)));
        let degrees: Vec<(usize, i64)> = degrees
            .filter_map(|(at, degree)| Some((at, degree?)))
            .collect();
        // 103(2) is the second item where there are items, and as surely the second paragraph
        // where there are none.
        let best = degrees.iter().map(|(_, degree)| *degree).max().unwrap_or(0);
        let lift = if best > ARTICLE_ONLY {
            WHOLLY_CITED - best
        } else {
            0
        };
        let detail = |degree: i64| {
            let lifted = if degree > ARTICLE_ONLY {
                degree + lift
            } else {
                degree
            };
            lifted + fit as i64 * 10_000
        };
        degrees
            .into_iter()
            .map(|(at, degree)| Cited {
                at,
                why: Match::Citation,
                detail: detail(degree),
                named,
            })
            .collect()
    }

    /// Says how far the numbers fit an entry: all of them, one of two readings, the article only.
    fn degree(&self, numbers: Numbers, at: usize) -> Option<i64> {
        let (entry, key) = (&self.entries[at], &self.keys[at]);
        if entry.article != numbers.article || (numbers.inserted && !entry.inserted) {
            return None;
        }
        let agrees = |asked: Option<u16>, has: u16| asked.is_none_or(|asked| asked == has);
        let paragraph = agrees(numbers.paragraph, entry.paragraph.max(1));
        let exact = paragraph
            && entry.inserted == numbers.inserted
            && agrees(numbers.item, entry.item)
            && agrees(numbers.clause, key.clause);
        if !exact {
            return Some(ARTICLE_ONLY);
        }
        Some(match numbers.either {
            None => WHOLLY_CITED,
            Some(n) if n == entry.item => WHOLLY_CITED,
            Some(n) if n == entry.paragraph => WHOLLY_CITED - 100_000,
            Some(n) if n == key.clause => WHOLLY_CITED - 200_000,
            Some(_) => ARTICLE_ONLY,
        })
    }

    fn cited_items(&self, name: &[char], number: &[char]) -> Vec<Cited> {
        let number = number.strip_prefix(&[words::ORDINAL]).unwrap_or(number);
        let number = number.strip_suffix(&[words::ITEM]).unwrap_or(number);
        let bare_name = without_benchmark(name);
        let lists = |at: &usize| {
            let mut items = self.keys[*at].items.iter();
            items.any(|(pack, n)| n == number && self.is_pack(bare_name, pack))
        };
        let (why, named) = (Match::Benchmark, !name.is_empty());
        let cite = |at| Cited {
            at,
            why,
            detail: TITLE,
            named,
        };
        (0..self.keys.len()).filter(lists).map(cite).collect()
    }

    /// Says whether `name` means the benchmark: nothing said, its names as written or as spelt, its
    /// id or the beginning.
    fn is_pack(&self, name: &[char], pack: &str) -> bool {
        if name.is_empty() || fold::bare(pack).starts_with(name) {
            return true;
        }
        let named = self.benchmarks.iter().filter(|known| known.id == pack);
        named
            .flat_map(|known| &known.names)
            .any(|known| known.chars == name || self.spells(name, known))
    }

    /// Says whether `name` is the whole of a name in pinyin or in initials: mk, meikuang.
    fn spells(&self, name: &[char], known: &Key) -> bool {
        phonetic::is_spelt(name)
            && phonetic::find(name, known, &self.lexicon)
                .is_some_and(|heard| heard.start == 0 && heard.len == known.chars.len())
    }

    /// The name of an instrument and nothing else.
    pub(super) fn name_instrument(&self, query: &Query, board: &mut Board) {
        for instrument in &self.instruments {
            let why = match instrument.fit(&query.whole, &self.lexicon) {
                Some(Fit::Name) => Match::Citation,
                Some(Fit::Word) => Match::Instrument,
                Some(Fit::Part) | None => continue,
            };
            for at in instrument.entries.iter() {
                board.offer(at, why, 0);
            }
        }
    }
}

/// Drops 基准 and the like from the end of a benchmark's name.
fn without_benchmark(name: &[char]) -> &[char] {
    let mut shortest = name;
    for word in words::BENCHMARK {
        let word: Vec<char> = word.chars().collect();
        if let Some(rest) = name.strip_suffix(word.as_slice()) {
            shortest = if rest.len() < shortest.len() {
                rest
            } else {
                shortest
            };
        }
    }
    shortest
}
