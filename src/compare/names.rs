//! Texts as small integers, numbered in the order of the texts and not of the rows.

use std::collections::HashMap;

use crate::compare::cases::Words;

/// A set of texts; each has the number of its place in sorted order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    at: HashMap<String, u32>,
    sorted: Vec<String>,
}

impl Names {
    /// Collects the distinct texts.
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Names {
        let mut at: HashMap<&str, u32> = HashMap::new();
        for text in texts {
            at.entry(text).or_default();
        }
        let mut sorted: Vec<String> = at.keys().map(|t| (*t).to_owned()).collect();
        sorted.sort_unstable();
        let at = (0..).zip(&sorted).map(|(n, t)| (t.clone(), n)).collect();
        Names { at, sorted }
    }

    /// The words that are used, and the number of each by its number among the words.
    pub(crate) fn of_used(words: &Words, used: &[bool]) -> (Names, Vec<u32>) {
        let all = || (0..).map_while(|n| words.get(n));
        let known = all().zip(used).filter(|(_, used)| **used);
        let names = Names::of(known.map(|(text, _)| text));
        let numbers = all().map(|text| names.number(text)).collect();
        (names, numbers)
    }

    /// The number of a text; a number of no text when it is unknown.
    pub(crate) fn number(&self, text: &str) -> u32 {
        self.at.get(text).copied().unwrap_or(u32::MAX)
    }

    /// The texts in the order of their numbers.
    pub(crate) fn texts(&self) -> &[String] {
        &self.sorted
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.sorted.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_do_not_depend_on_the_order_of_the_texts() {
        let (a, b) = (
            Names::of(["丙", "甲", "丙"].into_iter()),
            Names::of(["甲", "丙"].into_iter()),
        );
        assert_eq!(a.texts(), b.texts());
        assert_eq!((a.number("甲"), a.len()), (b.number("甲"), 2));
        assert_eq!(a.number("乙"), u32::MAX);
    }
}
