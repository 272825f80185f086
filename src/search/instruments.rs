//! Which instrument a name means.

use super::InstrumentNames;
use super::bits::Bits;
use super::fold;
use super::lexicon::{Key, Lexicon};
use super::phonetic::{self, Spelling};
use super::words;

/// How surely a name means an instrument, the vaguest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The title has the characters in this order, 危化 in 危险化学品安全法, or the initials.
    Part,
    /// A short name in everyday use that is also a word: 煤矿.
    Word,
    /// Identifier, title or a short name that can mean nothing else.
    Name,
}

/// One instrument.
#[derive(Debug)]
pub(super) struct Instrument {
    slug: Vec<char>,
    names: Vec<Key>,
    title: Vec<char>,
    /// The offences it penalises.
    pub(super) entries: Bits,
}

impl Instrument {
    /// Prepares the names.
    pub(super) fn new(names: &InstrumentNames, lexicon: &mut Lexicon) -> Instrument {
        let title = fold::bare(&names.title);
        let country: Vec<char> = words::COUNTRY.chars().collect();
        let plain: String = match title.strip_prefix(country.as_slice()) {
            Some(rest) => rest.iter().collect(),
            None => title.iter().collect(),
        };
        let mut keys = vec![lexicon.key(&names.title), lexicon.key(&plain)];
        keys.extend(names.short.iter().map(|short| lexicon.key(short)));
        Instrument {
            slug: fold::bare(&names.slug),
            names: keys,
            title,
            entries: Bits::default(),
        }
    }

    /// Says whether and how `name`, folded and bare, means this instrument.
    pub(super) fn fit(&self, name: &[char], lexicon: &Lexicon) -> Option<Fit> {
        if name == self.slug {
            return Some(Fit::Name);
        }
        if self.names.iter().any(|key| key.chars == name) {
            let word: String = name.iter().collect();
            let only_instrument = words::INSTRUMENT_ENDINGS.iter().any(|e| word.ends_with(e));
            return Some(if only_instrument {
                Fit::Name
            } else {
                Fit::Word
            });
        }
        let slug_begun = name.len() >= 3 && self.slug.starts_with(name);
        let part = slug_begun || self.in_title(name) || self.is_initials(name, lexicon);
        part.then_some(Fit::Part)
    }

    /// Says whether `word` occurs in one of the names.
    pub(super) fn mentions(&self, word: &[char]) -> bool {
        self.names
            .iter()
            .any(|key| super::synonym::place(&key.chars, word).is_some())
    }

    /// Returns the length of the longest name that `query` begins with, when more follows.
    pub(super) fn begins(&self, query: &[char]) -> Option<usize> {
        let names = self.names.iter().map(|key| key.chars.as_slice());
        names
            .filter(|name| name.len() >= 2 && query.len() > name.len() && query.starts_with(name))
            .map(<[char]>::len)
            .max()
    }

    fn is_initials(&self, name: &[char], lexicon: &Lexicon) -> bool {
        name.len() >= 2
            && phonetic::is_spelt(name)
            && self.names.iter().any(|key| {
                key.chars.len() == name.len()
                    && phonetic::find(name, key, lexicon)
                        .is_some_and(|heard| heard.spelling == Spelling::Initials)
            })
    }

    fn in_title(&self, name: &[char]) -> bool {
        let mut title = self.title.iter();
        name.len() >= 2 && name.iter().all(|c| title.any(|t| t == c))
    }
}
