//! The index: built once, asked at every keystroke.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::bits::Bits;
use super::board::{Board, Found};
use super::fold;
use super::instruments::Instrument;
use super::lexicon::{Key, Lexicon};
use super::query::Query;
use super::rank::{self, ALIAS, BENCHMARK_TITLE, Fuzzy, Standing, TITLE};
use super::synonym::{self, Thesaurus};
use super::words;
use super::{BenchmarkNames, Entry, Hit, Match, Synonym};

/// Everything offences can be found by.
#[derive(Debug)]
pub struct Index {
    pub(super) entries: Vec<Entry>,
    pub(super) keys: Vec<EntryKeys>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) benchmarks: Vec<Pack>,
    pub(super) lexicon: Lexicon,
    pub(super) thesaurus: Thesaurus,
    pub(super) fuzzy: Fuzzy,
    /// For every character the entries whose title has it.
    holders: Vec<Bits>,
    /// How rare every character is among the titles.
    weights: Vec<u32>,
    in_force: Bits,
    standing: Vec<Standing>,
    /// All entries in the order of statutes.
    listed: Vec<usize>,
}

/// What one entry is matched against.
#[derive(Debug)]
pub(super) struct EntryKeys {
    pub(super) id: Vec<char>,
    /// The number after `/` in the identifier.
    pub(super) clause: u16,
    pub(super) title: Key,
    /// Aliases and titles of benchmark items, with what a match in them is worth.
    pub(super) others: Vec<(Key, i64)>,
    /// Benchmark items: pack and number.
    pub(super) items: Vec<(String, Vec<char>)>,
    /// Place of the instrument in the index.
    pub(super) instrument: usize,
}

/// The names of a benchmark, each alone and with the word for a benchmark behind it.
#[derive(Debug)]
pub(super) struct Pack {
    pub(super) id: String,
    pub(super) names: Vec<Key>,
}

impl Index {
    /// Builds the index. Pinyin keys and synonyms are worked out here, not while searching.
    pub fn new(entries: Vec<Entry>, synonyms: &[Synonym]) -> Index {
        let mut lexicon = Lexicon::default();
        let mut instruments: Vec<Instrument> = Vec::new();
        let mut slugs: HashMap<&str, usize> = HashMap::new();
        let mut keys: Vec<EntryKeys> = Vec::with_capacity(entries.len());
        let mut in_force = Bits::default();
        for (at, entry) in entries.iter().enumerate() {
            let instrument = *slugs.entry(&entry.instrument.slug).or_insert_with(|| {
                instruments.push(Instrument::new(&entry.instrument, &mut lexicon));
                instruments.len() - 1
            });
            instruments[instrument].entries.insert(at);
            if entry.in_force {
                in_force.insert(at);
            }
            keys.push(EntryKeys::new(entry, instrument, &mut lexicon));
        }
        let mut holders = vec![Bits::default(); lexicon.len()];
        for (at, key) in keys.iter().enumerate() {
            for glyph in &key.title.glyphs {
                holders[usize::from(*glyph)].insert(at);
            }
        }
        let thesaurus = Thesaurus::new(synonyms, &mut lexicon, |lexicon, words| {
            having_all(words, &keys, &holders, lexicon)
        });
        let weights = holders
            .iter()
            .map(|holders| rarity(holders.count(), keys.len()))
            .collect();
        let listed = statute_order(&entries, &keys);
        let mut standing = vec![Standing::default(); entries.len()];
        for (place, at) in listed.iter().enumerate() {
            standing[*at] = Standing {
                in_force: entries[*at].in_force,
                weight: entries[*at].weight,
                breadth: entries[*at].domains.len(),
                length: keys[*at].title.chars.len(),
                place,
            };
        }
        let mut index = Index {
            entries,
            keys,
            instruments,
            benchmarks: Vec::new(),
            lexicon,
            thesaurus,
            fuzzy: Fuzzy::default(),
            holders,
            weights,
            in_force,
            standing,
            listed,
        };
        let mut thesaurus = std::mem::take(&mut index.thesaurus);
        thesaurus.weigh(|c| index.weight(c));
        index.thesaurus = thesaurus;
        index
    }

    /// Tells the index what people call the benchmarks.
    #[must_use]
    pub fn with_benchmarks(mut self, benchmarks: &[BenchmarkNames]) -> Index {
        let lexicon = &mut self.lexicon;
        let pack = |names: &BenchmarkNames| {
            let [benchmark, ..] = words::BENCHMARK;
            let names_of = |name: &String| [name.clone(), format!("{name}{benchmark}")];
            let called = names.names.iter().flat_map(names_of);
            Pack {
                id: names.pack.clone(),
                names: called.map(|name| lexicon.key(&name)).collect(),
            }
        };
        self.benchmarks = benchmarks.iter().map(pack).collect();
        self
    }

    /// Finds entries, best first. A domain leaves out what does not occur in it, except an offence
    /// that is cited together with its instrument. An empty query lists everything in the order of
    /// the statutes.
    pub fn search(&self, query: &str, domain: Option<&str>, limit: usize) -> Vec<Hit> {
        let query = Query::new(query);
        let mut board = Board::new(self.entries.len(), self.in_domain(domain), &self.in_force);
        if query.is_empty() {
            for at in &self.listed {
                board.offer(*at, Match::Listed, 0);
            }
        } else {
            self.run_passes(&query, &mut board);
        }
        let mut found: Vec<(usize, Found)> = board.found().collect();
        found.sort_by(|(a, x), (b, y)| {
            let (mine, other) = (&self.standing[*a], &self.standing[*b]);
            y.score.cmp(&x.score).then_with(|| {
                if rank::in_statute_order(x.why) {
                    mine.place.cmp(&other.place)
                } else {
                    mine.order(other, domain.is_some())
                }
            })
        });
        found.truncate(limit);
        found
            .into_iter()
            .map(|(entry, found)| Hit {
                entry,
                score: found.score,
                why: found.why,
                ranges: self.highlight(&query, entry, found),
            })
            .collect()
    }

    /// Returns the entry at a place that a hit names.
    pub fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }

    /// Returns all entries in the order they were given.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns, for every synonym, the alternatives that no title matches.
    pub fn idle_alternatives(&self) -> Vec<(usize, usize)> {
        let mut idle = Vec::new();
        for (group, alternatives) in self.thesaurus.groups.iter().enumerate() {
            for (at, means) in alternatives.iter().enumerate() {
                if means.entries.count() == 0 {
                    idle.push((group, at));
                }
            }
        }
        idle
    }

    /// Returns the entries whose title has the character.
    pub(super) fn holders(&self, c: char) -> Option<&Bits> {
        let glyph = self.lexicon.glyph(c).map(usize::from);
        glyph.and_then(|glyph| self.holders.get(glyph))
    }

    /// Weighs a character by its rarity in the titles.
    pub(super) fn weight(&self, c: char) -> u32 {
        if c == words::NEGATION {
            return 2;
        }
        let glyph = self.lexicon.glyph(c).map(usize::from);
        match glyph.and_then(|glyph| self.weights.get(glyph)) {
            Some(weight) => *weight,
            None => rarity(0, self.entries.len()),
        }
    }

    fn in_domain(&self, domain: Option<&str>) -> Bits {
        let Some(domain) = domain else {
            return Bits::all(self.entries.len());
        };
        let mut allowed = Bits::default();
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.domains.iter().any(|d| d == domain) {
                allowed.insert(at);
            }
        }
        allowed
    }
}

impl EntryKeys {
    /// Returns the title and the other names, with what a match in each is worth.
    pub(super) fn names(&self) -> impl Iterator<Item = (&Key, i64)> {
        let others = self.others.iter().map(|(name, worth)| (name, *worth));
        std::iter::once((&self.title, TITLE)).chain(others)
    }

    fn new(entry: &Entry, instrument: usize, lexicon: &mut Lexicon) -> EntryKeys {
        let mut others: Vec<(Key, i64)> = entry
            .aliases
            .iter()
            .map(|alias| (lexicon.key(alias), ALIAS))
            .collect();
        let mut items = Vec::new();
        for item in &entry.benchmark_items {
            let (number, title) = item.split_once(' ').unwrap_or((item, ""));
            let (pack, number) = number.split_once(':').unwrap_or(("", number));
            items.push((pack.to_owned(), fold::fold(number).chars().collect()));
            if !title.is_empty() {
                others.push((lexicon.key(title), BENCHMARK_TITLE));
            }
        }
        let clause = entry
            .id
            .split_once('/')
            .and_then(|(_, n)| n.parse().ok())
            .unwrap_or(0);
        EntryKeys {
            id: fold::fold(&entry.id).chars().collect(),
            clause,
            title: lexicon.key(&entry.title),
            others,
            items,
            instrument,
        }
    }
}

/// Returns the entries whose title has all the words.
fn having_all(
    words: &[Vec<char>],
    keys: &[EntryKeys],
    holders: &[Bits],
    lexicon: &Lexicon,
) -> Bits {
    let mut candidates = Bits::all(keys.len());
    for c in words.iter().flatten() {
        match lexicon
            .glyph(*c)
            .and_then(|glyph| holders.get(usize::from(glyph)))
        {
            Some(holders) => candidates.intersect(holders),
            None => return Bits::default(),
        }
    }
    let mut all = Bits::default();
    for at in candidates.iter() {
        let title = &keys[at].title.chars;
        if words
            .iter()
            .all(|word| synonym::place(title, word).is_some())
        {
            all.insert(at);
        }
    }
    all
}

/// Weighs a character that `holders` of `all` titles have.
fn rarity(holders: u32, all: usize) -> u32 {
    let all = u32::try_from(all).unwrap_or(u32::MAX);
    (all / (holders + 1)).max(1).ilog2() + 1
}

/// Orders entries by force, rank and generality of the instrument, then by place in it.
fn statute_order(entries: &[Entry], keys: &[EntryKeys]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|at| {
        let (entry, key) = (&entries[*at], &keys[*at]);
        let instrument = (
            Reverse((entry.in_force, entry.weight, entry.domains.len())),
            key.instrument,
        );
        let place = (
            entry.article,
            entry.inserted,
            entry.paragraph,
            entry.item,
            key.clause,
        );
        (instrument, place)
    });
    order
}
