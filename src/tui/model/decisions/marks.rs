//! The marked rows: some, or all that a filter lets through but some. A register of a million rows is marked without
//! being loaded.

use std::collections::BTreeMap;

/// How many, what their fines come to, and of how many no fine is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub count: usize,
    /// The sum of their fines, in fen.
    pub fen: i64,
    /// How many of them have no known fine.
    pub unknown: usize,
}

impl Sum {
    fn add(&mut self, fen: Option<i64>) {
        self.count += 1;
        match fen {
            Some(fen) => self.fen = self.fen.saturating_add(fen),
            None => self.unknown += 1,
        }
    }

    fn take(&mut self, fen: Option<i64>) {
        self.count = self.count.saturating_sub(1);
        match fen {
            Some(fen) => self.fen = self.fen.saturating_sub(fen),
            None => self.unknown = self.unknown.saturating_sub(1),
        }
    }
}

/// The marked rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// What the filter box said when all were marked, and their sum once it is known.
    all: Option<(String, Option<Sum>)>,
    /// Rows that are marked, or left out of all, with their fines in fen.
    some: BTreeMap<i64, Option<i64>>,
}

/// Which rows are meant, for whoever reads them from the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// All that the filter lets through, but these.
    AllBut(Vec<i64>),
    /// These, whatever the filter says.
    Only(Vec<i64>),
}

impl Marks {
    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.all.is_none() && self.some.is_empty()
    }

    /// Whether a row is marked.
    pub fn has(&self, key: i64) -> bool {
        self.all.is_some() != self.some.contains_key(&key)
    }

    /// Marks a row, or no longer.
    pub fn toggle(&mut self, key: i64, fen: Option<i64>) {
        if self.some.remove(&key).is_none() {
            self.some.insert(key, fen);
        }
    }

    /// Marks all that a filter lets through.
    pub fn mark_all(&mut self, filter: &str) {
        self.all = Some((filter.to_owned(), None));
        self.some.clear();
    }

    /// Whether all that this filter lets through are marked.
    pub fn are_all(&self, filter: &str) -> bool {
        self.some.is_empty() && self.all.as_ref().is_some_and(|(of, _)| of == filter)
    }

    /// Drops the marks.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes over another filter: all of the old one can no longer be told. Returns whether marks were dropped.
    pub fn filter_changed(&mut self, filter: &str) -> bool {
        let drops = self.all.as_ref().is_some_and(|(of, _)| of != filter);
        if drops {
            self.clear();
        }
        drops
    }

    /// Takes over the sum of all, if they still are.
    pub fn summed(&mut self, filter: &str, sum: Sum) {
        if let Some((of, known)) = &mut self.all
            && of == filter
        {
            *known = Some(sum);
        }
    }

    /// How many and how much; none while the sum of all is not known.
    pub fn sum(&self) -> Option<Sum> {
        let mut sum = match &self.all {
            Some((_, known)) => (*known)?,
            None => Sum::default(),
        };
        for fen in self.some.values() {
            if self.all.is_some() {
                sum.take(*fen);
            } else {
                sum.add(*fen);
            }
        }
        Some(sum)
    }

    /// Which rows are meant; without marks all that the filter lets through.
    pub fn chosen(&self) -> Chosen {
        let keys = self.some.keys().copied().collect();
        if self.all.is_some() || self.some.is_empty() {
            Chosen::AllBut(keys)
        } else {
            Chosen::Only(keys)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_are_summed_at_once_and_all_but_some_when_the_store_has_answered() {
        let mut marks = Marks::default();
        assert_eq!(marks.chosen(), Chosen::AllBut(vec![]));
        marks.toggle(3, Some(500));
        marks.toggle(4, None);
        let sum = |count, fen, unknown| {
            Some(Sum {
                count,
                fen,
                unknown,
            })
        };
        assert_eq!(marks.sum(), sum(2, 500, 1));
        assert_eq!(marks.chosen(), Chosen::Only(vec![3, 4]));
        assert!(!marks.filter_changed("x"));
        marks.mark_all("x");
        assert_eq!(marks.sum(), None);
        assert!(marks.are_all("x") && !marks.are_all("y"));
        marks.summed("y", Sum::default());
        assert_eq!(marks.sum(), None);
        marks.summed("x", sum(10, 4000, 2).unwrap());
        marks.toggle(3, Some(500));
        marks.toggle(4, None);
        assert_eq!(marks.sum(), sum(8, 3500, 1));
        assert!(!marks.has(3) && marks.has(5));
        assert_eq!(marks.chosen(), Chosen::AllBut(vec![3, 4]));
        assert!(marks.filter_changed("xy"));
        assert!(marks.is_empty());
    }
}
