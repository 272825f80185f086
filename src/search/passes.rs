//! The ways a query can find an entry, the surest first.

use super::Match;
use super::bits::Bits;
use super::board::Board;
use super::index::Index;
use super::phonetic::{self, Heard, Spelling};
use super::query::Query;
use super::rank::TITLE;
use super::synonym::{self, ALIKE, SAID, place};
use super::text;
use super::words;

/// With so many sure results, the unsure passes are not run.
const ENOUGH: usize = 3;
/// Share of a query, of 1,000, that a title must have to be shown for it alone.
const SHARED: u32 = 450;
/// How much lower it is set when nothing was found.
const LOWERED: u32 = 150;
/// Detail of an entry that has all that a phrase leaves of the query.
const NOTHING_LEFT: i64 = 200_000;
/// Detail of a colloquial phrase that sounds like the query.
const PHRASE: i64 = 300_000;
/// Detail of a whole phrase of three syllables: less than the beginning of a title, more than the
/// inside of one, where three letters may be an accident.
const SHORT_PHRASE: i64 = 550_000;
/// Most that a stretch by sound inside a title no longer in force is worth: less than a phrase.
const REPEALED_INSIDE: i64 = 250_000;

impl Index {
    pub(super) fn run_passes(&self, query: &Query, board: &mut Board) {
        let cited = self.cite(query, board);
        self.name_instrument(query, board);
        let exact = self.contain(query, board);
        if cited || exact {
            return;
        }
        self.sound(query, board);
        self.combine(query, board);
        if query.is_chinese() {
            let said = self.say(query, board);
            if !said && board.count() < ENOUGH {
                self.resemble(query, board);
                self.guess(query, SHARED, board);
            }
            if board.count() == 0 {
                // Better a title that shares something than nothing.
                self.guess(query, SHARED - LOWERED, board);
            }
        }
    }

    /// Titles and other names that have the query; says whether one is the query.
    fn contain(&self, query: &Query, board: &mut Board) -> bool {
        let mut exact = false;
        for (at, key) in self.keys.iter().enumerate() {
            for (name, worth) in key.names() {
                if let Some((why, _)) = text::contained(&query.whole, &name.chars) {
                    exact |= why == Match::Exact;
                    board.offer(at, why, worth);
                }
            }
        }
        exact
    }

    /// Titles and phrases that sound like the query.
    fn sound(&self, query: &Query, board: &mut Board) {
        if !query.is_spelt() {
            return;
        }
        for (at, key) in self.keys.iter().enumerate() {
            for (name, worth) in key.names() {
                if let Some(heard) = phonetic::find(&query.whole, name, &self.lexicon) {
                    let whole = heard.start == 0 && heard.len == name.chars.len();
                    let mut detail = worth - distance(heard, whole);
                    if heard.start > 0 && !self.entries[at].in_force {
                        detail = detail.min(REPEALED_INSIDE);
                    }
                    board.offer(at, reason(heard.spelling), detail);
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
            let short = whole && heard.len == 3;
            let worth = if short { SHORT_PHRASE } else { PHRASE };
            self.offer_meanings(say.group, reason(heard.spelling), worth, &[], board);
        }
    }

    /// What the query says in everyday words.
    fn say(&self, query: &Query, board: &mut Board) -> bool {
        let mut said = false;
        for called in self
            .thesaurus
            .called(&query.whole, SAID, |c| self.weight(c))
        {
            said = true;
            let worth = i64::from(called.likeness) * 400;
            self.offer_meanings(called.group, Match::Synonym, worth, &called.rest, board);
        }
        said
    }

    /// What the query is like in everyday words.
    fn resemble(&self, query: &Query, board: &mut Board) {
        for called in self
            .thesaurus
            .called(&query.whole, ALIKE, |c| self.weight(c))
        {
            let worth = i64::from(called.likeness) * 400;
            self.offer_meanings(called.group, Match::Similar, worth, &[], board);
        }
    }

    /// Offers what a synonym means, the likeliest alternative first; an entry that also has the
    /// rest of the query goes before those that do not.
    fn offer_meanings(
        &self,
        group: usize,
        why: Match,
        worth: i64,
        rest: &[char],
        board: &mut Board,
    ) {
        for (alternative, means) in self.thesaurus.groups[group].iter().enumerate() {
            let later = i64::try_from(alternative).unwrap_or(i64::MAX).min(99);
            for at in means.entries.iter() {
                let detail = worth + self.share_of(rest, at) - later * 1_000;
                board.offer_via(at, why, detail, (group, alternative));
            }
        }
    }

    /// Says whether the title or the instrument has most of `rest`; less would be chance.
    fn share_of(&self, rest: &[char], at: usize) -> i64 {
        let key = &self.keys[at];
        let instrument = &self.instruments[key.instrument];
        let (mut all, mut has) = (0, 0);
        for c in rest.iter().filter(|c| **c != words::NEGATION) {
            let weight = self.weight(*c);
            all += weight;
            if key.title.chars.contains(c) || instrument.mentions(&[*c]) {
                has += weight;
            }
        }
        if has * 2 >= all {
            NOTHING_LEFT * i64::from(has.max(1)) / i64::from(all.max(1))
        } else {
            0
        }
    }

    /// What the query may have been meant to be.
    fn guess(&self, query: &Query, least: u32, board: &mut Board) {
        let word = &query.whole;
        let sounds: Vec<_> = word.iter().map(|c| self.lexicon.hear(*c)).collect();
        for (at, key) in self.keys.iter().enumerate() {
            if text::homophone(word, &sounds, &key.title, &self.lexicon).is_some() {
                board.offer(at, Match::Homophone, TITLE);
            } else if text::typo(word, &key.title.chars).is_some() {
                board.offer(at, Match::Typo, TITLE);
            }
        }
        let mut told = synonym::core(word);
        told.retain(|c| *c != words::NEGATION);
        if told.len() < 2 || board.count() >= ENOUGH {
            return;
        }
        let (weight, holders) = (|c| self.weight(c), |c| self.holders(c));
        let weighed = told.iter().map(|c| Told {
            c: *c,
            weight: weight(*c),
            holders: holders(*c),
        });
        let weighed: Vec<Told> = weighed.collect();
        for (at, key) in self.keys.iter().enumerate() {
            let share = self.overlap(&weighed, at);
            if share == 1000
                && let Some((score, _)) = self.fuzzy.find(&told, &key.title.chars)
            {
                board.offer(at, Match::Fuzzy, score * 100);
            } else if share >= least {
                board.offer(at, Match::Overlap, i64::from(share) * 100);
            }
        }
    }

    /// Returns how much of the query a title has, of 1,000; rare characters and pairs weigh more.
    fn overlap(&self, told: &[Told], at: usize) -> u32 {
        let has = |told: &Told| told.holders.is_some_and(|holders| holders.has(at));
        let (mut all, mut shared) = (0, 0);
        for told in told {
            all += told.weight;
            shared += if has(told) { told.weight } else { 0 };
        }
        if shared == all {
            return 1000;
        }
        let title = &self.keys[at].title.chars;
        for pair in told.windows(2) {
            let weight = pair[0].weight.min(pair[1].weight);
            all += weight;
            let both = has(&pair[0]) && has(&pair[1]);
            if both && place(title, &[pair[0].c, pair[1].c]).is_some() {
                shared += weight;
            }
        }
        shared * 1000 / all.max(1)
    }
}

/// A meaningful character of the query.
struct Told<'a> {
    c: char,
    weight: u32,
    /// The entries whose title has it.
    holders: Option<&'a Bits>,
}

/// Returns the reason for a manner of spelling.
pub(super) fn reason(spelling: Spelling) -> Match {
    match spelling {
        Spelling::Initials => Match::Initials,
        Spelling::Syllables => Match::Pinyin,
        Spelling::Mixed => Match::Mixed,
    }
}

/// What a stretch by sound loses against the whole name in its usual reading.
pub(super) fn distance(heard: Heard, whole: bool) -> i64 {
    let unusual = i64::try_from(heard.unusual).unwrap_or(0).min(50) * 1_000;
    match (heard.start, whole) {
        (_, true) => unusual,
        (0, false) => 100_000 + unusual,
        _ => 200_000 + unusual,
    }
}
