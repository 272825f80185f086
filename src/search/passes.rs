//! The ways a query can find an entry, the surest first.

use super::Match;
use super::board::Board;
use super::citation::{self, Numbers};
use super::fold;
use super::index::Index;
use super::instruments::Fit;
use super::phonetic::{self, Heard, Spelling};
use super::query::{Query, is_chinese};
use super::rank::TITLE;
use super::synonym::{self, SAID, place};
use super::text;
use super::words;

/// With so many sure results, the unsure passes are not run.
const ENOUGH: usize = 3;
/// Share of a query, of 1,000, that a title must have to be shown for it alone.
const SHARED: u32 = 450;
/// Likeness of a title that has an everyday instrument name only in its instrument.
const IN_INSTRUMENT: i64 = 500_000;

impl Index {
    pub(super) fn run_passes(&self, query: &Query, board: &mut Board) {
        self.cite(query, board);
        self.name_instrument(query, board);
        self.contain(query, board);
        self.sound(query, board);
        self.combine(query, board);
        self.say(query, board);
        if board.count() < ENOUGH && query.is_chinese() {
            self.guess(query, board);
        }
    }

    /// Identifiers, citations and numbers of benchmark items.
    fn cite(&self, query: &Query, board: &mut Board) {
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
        for split in 0..typed.len() {
            let (name, rest) = typed.split_at(split);
            let name: Vec<char> = name.iter().copied().filter(|c| !fold::is_mark(*c)).collect();
            if name.is_empty() && split > 0 {
                continue;
            }
            let cited = citation::numbers(rest).is_some_and(|n| self.cite_in(&name, n, board));
            let listed = self.cite_item(&name, rest, board);
            if cited || listed {
                return;
            }
        }
    }

    fn cite_in(&self, name: &[char], numbers: Numbers, board: &mut Board) -> bool {
        let mut any = false;
        for instrument in &self.instruments {
            let fit = if name.is_empty() { Some(Fit::Part) } else { instrument.fit(name, &self.lexicon) };
            let Some(fit) = fit else {
                continue;
            };
            for at in instrument.entries.iter() {
                let Some(degree) = self.degree(numbers, at) else {
                    continue;
                };
                any = true;
                let detail = degree + fit as i64 * 10_000;
                if name.is_empty() {
                    board.offer(at, Match::Citation, detail);
                } else {
                    board.insist(at, Match::Citation, detail);
                }
            }
        }
        any
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
            return Some(200_000);
        }
        Some(match numbers.either {
            None => 900_000,
            Some(n) if n == entry.item => 900_000,
            Some(n) if n == entry.paragraph => 800_000,
            Some(n) if n == key.clause => 700_000,
            Some(_) => 200_000,
        })
    }

    fn cite_item(&self, name: &[char], number: &[char], board: &mut Board) -> bool {
        let number = number.strip_prefix(&[words::ORDINAL]).unwrap_or(number);
        let number = number.strip_suffix(&[words::ITEM]).unwrap_or(number);
        let name = without_benchmark(name);
        let mut any = false;
        for (at, key) in self.keys.iter().enumerate() {
            let listed = key.items.iter().any(|(pack, n)| n == number && self.is_pack(name, pack));
            if listed {
                any = true;
                board.insist(at, Match::Benchmark, if name.is_empty() { 0 } else { TITLE });
            }
        }
        any
    }

    /// Says whether `name` means the benchmark: nothing said, its names, its id or the beginning.
    fn is_pack(&self, name: &[char], pack: &str) -> bool {
        if name.is_empty() || fold::bare(pack).starts_with(name) {
            return true;
        }
        let named = self.benchmarks.iter().filter(|known| known.id == pack);
        named.flat_map(|known| &known.names).any(|known| known == name)
    }

    /// The name of an instrument and nothing else.
    fn name_instrument(&self, query: &Query, board: &mut Board) {
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

    /// Titles and other names that have the query.
    fn contain(&self, query: &Query, board: &mut Board) {
        for (at, key) in self.keys.iter().enumerate() {
            if let Some((why, _)) = text::contained(&query.whole, &key.title.chars) {
                board.offer(at, why, TITLE);
            }
            for (other, worth) in &key.others {
                if let Some((why, _)) = text::contained(&query.whole, &other.chars) {
                    board.offer(at, why, *worth);
                }
            }
        }
    }

    /// Titles and phrases that sound like the query.
    fn sound(&self, query: &Query, board: &mut Board) {
        if !query.is_spelt() {
            return;
        }
        for (at, key) in self.keys.iter().enumerate() {
            let title = std::iter::once((&key.title, TITLE));
            for (name, worth) in title.chain(key.others.iter().map(|(name, worth)| (name, *worth))) {
                if let Some(heard) = phonetic::find(&query.whole, name, &self.lexicon) {
                    let whole = heard.start == 0 && heard.len == name.chars.len();
                    board.offer(at, reason(heard.spelling), worth - distance(heard, whole));
                }
            }
        }
        for say in &self.thesaurus.says {
            let Some(heard) = phonetic::find(&query.whole, &say.key, &self.lexicon) else {
                continue;
            };
            let whole = heard.len == say.key.chars.len();
            if heard.start > 0 || heard.unusual > 0 {
                continue;
            }
            // Three letters inside a title may be an accident, a whole phrase of three is none.
            let worth = if whole && heard.len == 3 { TITLE - 150_000 } else { 300_000 };
            self.offer_meanings(say.group, reason(heard.spelling), worth, &[], board);
        }
    }

    /// Entries that have all of several words, each in its own way.
    fn combine(&self, query: &Query, board: &mut Board) {
        if query.terms.len() > 1 {
            self.have_all(&query.terms, Match::Terms, board);
        }
        if !query.is_chinese() {
            return;
        }
        for instrument in &self.instruments {
            if let Some(len) = instrument.begins(&query.whole) {
                let (name, rest) = query.whole.split_at(len);
                if rest.len() > 1 {
                    self.have_all(&[name.to_vec(), rest.to_vec()], Match::Instrument, board);
                }
            }
        }
    }

    fn have_all(&self, terms: &[Vec<char>], best: Match, board: &mut Board) {
        for at in 0..self.entries.len() {
            if !board.allows(at) || board.has(at, Match::Substring) {
                continue;
            }
            let weakest = terms.iter().try_fold((best, TITLE), |weakest, term| {
                self.term(term, at).map(|found| weakest.min(found))
            });
            if let Some((why, detail)) = weakest {
                board.offer(at, why, detail);
            }
        }
    }

    /// Says how an entry has one word of several; its instrument and article count too.
    fn term(&self, term: &[char], at: usize) -> Option<(Match, i64)> {
        let key = &self.keys[at];
        if place(&key.title.chars, term).is_some() {
            return Some((Match::Terms, TITLE));
        }
        if let Some((_, worth)) = key.others.iter().find(|(o, _)| place(&o.chars, term).is_some()) {
            return Some((Match::Terms, *worth));
        }
        let instrument = &self.instruments[key.instrument];
        let fit = instrument.fit(term, &self.lexicon).filter(|fit| *fit > Fit::Part);
        if fit.is_some() || (is_chinese(term) && instrument.mentions(term)) {
            return Some((Match::Terms, IN_INSTRUMENT));
        }
        if let Some(numbers) = citation::numbers(term) {
            return self.degree(numbers, at).map(|degree| (Match::Terms, degree));
        }
        if phonetic::is_spelt(term) {
            let heard = phonetic::find(term, &key.title, &self.lexicon)?;
            return Some((reason(heard.spelling), TITLE - distance(heard, false)));
        }
        let sounds: Vec<_> = term.iter().map(|c| self.lexicon.hear(*c)).collect();
        text::homophone(term, &sounds, &key.title, &self.lexicon)
            .map(|_| (Match::Homophone, TITLE))
    }

    /// What the query says in everyday words.
    fn say(&self, query: &Query, board: &mut Board) {
        if !query.is_chinese() {
            return;
        }
        for called in self.thesaurus.called(&query.whole, |c| self.weight(c)) {
            let why = if called.likeness >= SAID { Match::Synonym } else { Match::Similar };
            let worth = i64::from(called.likeness) * 400;
            self.offer_meanings(called.group, why, worth, &called.rest, board);
        }
    }

    /// Offers what a synonym means, the likeliest alternative first; an entry that also has the
    /// rest of the query goes before those that do not.
    fn offer_meanings(&self, group: usize, why: Match, worth: i64, rest: &[char], board: &mut Board) {
        for (alternative, means) in self.thesaurus.groups[group].iter().enumerate() {
            let later = i64::try_from(alternative).unwrap_or(i64::MAX).min(99);
            for at in means.entries.iter() {
                let detail = worth + self.share_of(rest, at) - later * 1_000;
                board.offer_via(at, why, detail, (group, alternative));
            }
        }
    }

    /// Returns how much of `rest` the title or the instrument has, up to 200,000.
    fn share_of(&self, rest: &[char], at: usize) -> i64 {
        let key = &self.keys[at];
        let instrument = &self.instruments[key.instrument];
        let told: Vec<char> = rest.iter().copied().filter(|c| *c != words::NEGATION).collect();
        let has = |c: &&char| key.title.chars.contains(c) || instrument.mentions(&[**c]);
        let share = told.iter().filter(has).count() * 200_000 / told.len().max(1);
        if told.is_empty() { 200_000 } else { i64::try_from(share).unwrap_or(0) }
    }

    /// What the query may have been meant to be.
    fn guess(&self, query: &Query, board: &mut Board) {
        let word = &query.whole;
        let sounds: Vec<_> = word.iter().map(|c| self.lexicon.hear(*c)).collect();
        for (at, key) in self.keys.iter().enumerate() {
            if text::homophone(word, &sounds, &key.title, &self.lexicon).is_some() {
                board.offer(at, Match::Homophone, TITLE);
            } else if text::typo(word, &key.title.chars).is_some() {
                board.offer(at, Match::Typo, TITLE);
            }
        }
        let core = synonym::core(word);
        let told: Vec<char> = core.into_iter().filter(|c| *c != words::NEGATION).collect();
        if told.len() < 2 {
            return;
        }
        for (at, key) in self.keys.iter().enumerate() {
            let share = self.overlap(&told, at);
            if share == 1000 && let Some((score, _)) = self.fuzzy.find(&told, &key.title.chars) {
                board.offer(at, Match::Fuzzy, score * 100);
            } else if share >= SHARED {
                board.offer(at, Match::Overlap, i64::from(share) * 100);
            }
        }
    }

    /// Returns how much of the query a title has, of 1,000; rare characters and pairs weigh more.
    fn overlap(&self, told: &[char], at: usize) -> u32 {
        let title = &self.keys[at].title.chars;
        let (mut all, mut has) = (0, 0);
        for c in told {
            let weight = self.weight(*c);
            all += weight;
            has += if title.contains(c) { weight } else { 0 };
        }
        if has == all {
            return 1000;
        }
        for pair in told.windows(2) {
            let weight = self.weight(pair[0]).min(self.weight(pair[1]));
            all += weight;
            has += if place(title, pair).is_some() { weight } else { 0 };
        }
        has * 1000 / all.max(1)
    }

    /// Weighs a character by its rarity in the titles.
    fn weight(&self, c: char) -> u32 {
        if c == words::NEGATION {
            return 2;
        }
        let holders = self.lexicon.glyph(c).and_then(|glyph| self.holders.get(usize::from(glyph)));
        let share = self.entries.len() / (holders.map_or(0, |h| h.count() as usize) + 1);
        share.max(1).ilog2() + 1
    }
}

fn reason(spelling: Spelling) -> Match {
    match spelling {
        Spelling::Initials => Match::Initials,
        Spelling::Syllables => Match::Pinyin,
        Spelling::Mixed => Match::Mixed,
    }
}

/// What a stretch by sound loses against the whole name in its usual reading.
fn distance(heard: Heard, whole: bool) -> i64 {
    let unusual = i64::try_from(heard.unusual).unwrap_or(0).min(50) * 1_000;
    match (heard.start, whole) {
        (_, true) => unusual,
        (0, false) => 100_000 + unusual,
        _ => 200_000 + unusual,
    }
}

/// Drops 基准 and the like from the end of a benchmark's name.
fn without_benchmark(name: &[char]) -> &[char] {
    let mut shortest = name;
    for word in words::BENCHMARK {
        let word: Vec<char> = word.chars().collect();
        if let Some(rest) = name.strip_suffix(word.as_slice()) {
            shortest = if rest.len() < shortest.len() { rest } else { shortest };
        }
    }
    shortest
}
