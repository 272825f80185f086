//! Names that must not be shown, found in a text however many there are.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

/// A set of names of two or more characters.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By the two characters they begin with: how long they are, in bytes, the longest first.
    starts: FxHashMap<[char; 2], Vec<usize>>,
    all: FxHashSet<String>,
}

impl Names {
    /// Says whether a name is known; one too short to be kept is never.
    pub fn has(&self, name: &str) -> bool {
        self.all.contains(name)
    }

    /// Says whether names of this kind are kept: one character alone says too little.
    pub fn keeps(name: &str) -> bool {
        start(name).is_some()
    }

    /// Adds a name.
    pub fn insert(&mut self, name: String) {
        let Some(start) = start(&name) else { return };
        let lengths = self.starts.entry(start).or_default();
        if let Err(at) = lengths.binary_search_by(|length| name.len().cmp(length)) {
            lengths.insert(at, name.len());
        }
        self.all.insert(name);
    }

    /// Says whether a known name has this part.
    pub fn any_has(&self, part: &str) -> bool {
        self.all.iter().any(|name| name.contains(part))
    }

    /// Returns where names stand in a text, in order; names that overlap are one place.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        if self.all.is_empty() {
            return places;
        }
        let next = text.chars().skip(1);
        for ((at, first), second) in text.char_indices().zip(next) {
            let Some(lengths) = self.starts.get(&[first, second]) else {
                continue;
            };
            let mut ends = lengths.iter().map(|length| at + length);
            let is_name = |end: &usize| text.get(at..*end).is_some_and(|part| self.has(part));
            let Some(end) = ends.find(is_name) else {
                continue;
            };
            match places.last_mut() {
                Some(before) if at < before.end => before.end = before.end.max(end),
                _ => places.push(at..end),
            }
        }
        places
    }
}

impl<S: Into<String>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let mut set = Self::default();
        for name in names {
            set.insert(name.into());
        }
        set
    }
}

fn start(name: &str) -> Option<[char; 2]> {
    let mut chars = name.chars();
    Some([chars.next()?, chars.next()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    #[test]
    fn overlapping_names_are_one_place_and_a_single_character_is_no_name() {
        let names: Names = ["甲乙", "乙丙", "丁"].into_iter().collect();
        assert_eq!(names.places("甲乙丙丁甲乙"), [0..9, 12..18]);
        assert!(!names.has("丁"));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_looking_for_each_name_finds(
            names in proptest::collection::vec("[甲乙丙a]{2,4}", 0..6),
            text in "[甲乙丙丁a]{0,30}",
        ) {
            let mut hidden = vec![false; text.len()];
            for name in &names {
                for (at, _) in text.char_indices().filter(|(at, _)| text.split_at(*at).1.starts_with(name)) {
                    hidden[at..at + name.len()].fill(true);
                }
            }
            let mut found = vec![false; text.len()];
            for place in names.into_iter().collect::<Names>().places(&text) {
                found[place].fill(true);
            }
            prop_assert_eq!(found, hidden);
        }
    }
}
