//! Tables of what repeats: each distinct thing is kept once and has a number.

use std::hash::Hash;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// A place in a table or text. More than four thousand million are not kept.
pub(crate) fn length(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Texts one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(length(self.text.len()));
    }

    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let before = index.checked_sub(1).and_then(|i| self.ends.get(i));
        self.text.get(before.map_or(0, |e| *e as usize)..end)
    }

    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Distinct texts, numbered in order of arrival.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    all: Vec<Arc<str>>,
    at: FxHashMap<Arc<str>, u32>,
}

impl Words {
    /// The number of a text, a new one where it is new.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.at.get(text) {
            return *number;
        }
        let number = length(self.all.len());
        let text: Arc<str> = Arc::from(text);
        self.all.push(Arc::clone(&text));
        self.at.insert(text, number);
        number
    }

    /// The text of a number.
    pub(crate) fn get(&self, number: u32) -> Option<&str> {
        self.all.get(number as usize).map(|t| &**t)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

/// Distinct small values, numbered in order of arrival.
#[derive(Clone, Debug)]
pub(crate) struct Numbered<T> {
    all: Vec<T>,
    at: FxHashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Numbered<T> {
        Numbered {
            all: Vec::new(),
            at: FxHashMap::default(),
        }
    }
}

impl<T: Copy + Eq + Hash> Numbered<T> {
    /// The number of a value, a new one where it is new.
    pub(crate) fn number(&mut self, value: T) -> u32 {
        let all = &mut self.all;
        *self.at.entry(value).or_insert_with(|| {
            all.push(value);
            length(all.len() - 1)
        })
    }

    /// The value of a number.
    pub(crate) fn get(&self, number: u32) -> Option<T> {
        self.all.get(number as usize).copied()
    }

    /// All values, by number.
    pub(crate) fn all(&self) -> &[T] {
        &self.all
    }
}

/// Distinct lists of numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    all: Vec<Arc<[u32]>>,
    at: FxHashMap<Arc<[u32]>, u32>,
}

impl Lists {
    /// The number of a list, a new one where it is new.
    pub(crate) fn number(&mut self, list: &[u32]) -> u32 {
        if let Some(number) = self.at.get(list) {
            return *number;
        }
        let number = length(self.all.len());
        let list: Arc<[u32]> = Arc::from(list);
        self.all.push(Arc::clone(&list));
        self.at.insert(list, number);
        number
    }

    /// The list of a number.
    pub(crate) fn get(&self, number: u32) -> &[u32] {
        self.all.get(number as usize).map_or(&[], |l| l)
    }

    /// All lists, by number.
    pub(crate) fn all(&self) -> &[Arc<[u32]>] {
        &self.all
    }
}

/// A fact with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Pair {
    /// Number of the fact.
    pub(crate) fact: u32,
    /// Its value.
    pub(crate) value: PairValue,
}

/// The value of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PairValue {
    /// A number, without idle zeros.
    Number(Decimal),
    /// Number of a text.
    Text(u32),
    /// Yes or no.
    Flag(bool),
}

impl PairValue {
    /// A number, the same however many zeros were written.
    pub(crate) fn number(n: Decimal) -> PairValue {
        PairValue::Number(if n.scale() == 0 { n } else { n.normalize() })
    }
}
