//! Finding by several words, each matched in its own way.

use super::Match;
use super::board::Board;
use super::cite::Cited;
use super::index::Index;
use super::instruments::{Fit, Instrument};
use super::lexicon::Syllable;
use super::passes::{distance, reason};
use super::phonetic;
use super::query::{self, Query, is_chinese};
use super::rank::TITLE;
use super::synonym::place;
use super::text;

/// Detail of a word that only the instrument has.
const IN_INSTRUMENT: i64 = 500_000;

/// One word of several, with all it can mean.
struct Term {
    word: Vec<char>,
    /// For every instrument whether the word names it.
    instruments: Vec<bool>,
    cited: Vec<Cited>,
    sounds: Vec<Vec<Syllable>>,
}

impl Index {
    /// Entries that have all of several words, each in its own way.
    pub(super) fn combine(&self, query: &Query, board: &mut Board) {
        let mut terms: Vec<Term> = query.terms.iter().map(|term| self.read(term)).collect();
        if terms.len() == 1 && query.is_chinese() {
            // 煤矿警示标志: the name of an instrument and a word, not separated.
            let begins = |i: &Instrument| i.begins(&query.whole);
            if let Some(len) = self.instruments.iter().filter_map(begins).max() {
                let (name, rest) = query.whole.split_at(len);
                terms = vec![self.read(name), self.read(rest)];
                self.have_all(&terms, Match::Instrument, board);
            }
        } else if terms.len() > 1 {
            self.have_all(&terms, Match::Terms, board);
        }
        let cited = terms.iter().any(|term| !term.cited.is_empty());
        if board.count() == 0 && terms.len() > 1 && !cited {
            // The instrument that was named has no such offence; others may.
            terms.retain(|term| !term.instruments.contains(&true));
            self.have_all(&terms, Match::Instrument, board);
        }
    }

    fn have_all(&self, terms: &[Term], best: Match, board: &mut Board) {
        if terms.is_empty() {
            return;
        }
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

    /// Works out what one word of several can mean, once for all entries.
    fn read(&self, word: &[char]) -> Term {
        let instruments = self.instruments.iter().map(|instrument| {
            instrument
                .fit(word, &self.lexicon)
                .is_some_and(|fit| fit > Fit::Part)
                || (is_chinese(word) && instrument.mentions(word))
        });
        Term {
            word: word.to_vec(),
            instruments: instruments.collect(),
            cited: if query::has_number(word) {
                self.cited(word)
            } else {
                Vec::new()
            },
            sounds: word.iter().map(|c| self.lexicon.hear(*c)).collect(),
        }
    }

    /// Says how an entry has one word of several; its instrument and article count too.
    fn term(&self, term: &Term, at: usize) -> Option<(Match, i64)> {
        let (key, word) = (&self.keys[at], term.word.as_slice());
        if place(&key.title.chars, word).is_some() {
            return Some((Match::Terms, TITLE));
        }
        if let Some((_, worth)) = key
            .others
            .iter()
            .find(|(o, _)| place(&o.chars, word).is_some())
        {
            return Some((Match::Terms, *worth));
        }
        if term.instruments[key.instrument] {
            return Some((Match::Terms, IN_INSTRUMENT));
        }
        if !term.cited.is_empty() {
            let cited = term.cited.iter().find(|cited| cited.at == at)?;
            return Some((Match::Terms, cited.detail));
        }
        if phonetic::is_spelt(word) {
            let heard = phonetic::find(word, &key.title, &self.lexicon)?;
            // A little less than a stretch that has all words together.
            return Some((
                reason(heard.spelling),
                TITLE - distance(heard, false) - 50_000,
            ));
        }
        text::homophone(word, &term.sounds, &key.title, &self.lexicon)
            .map(|_| (Match::Homophone, TITLE))
    }
}
