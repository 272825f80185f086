//! A text as characters, once as printed and once folded to half width for reading.

use std::ops::Range;

use super::words;

/// Printed and folded characters, of the same length.
pub(super) struct Text {
    pub(super) raw: Vec<char>,
    pub(super) flat: Vec<char>,
}

impl Text {
    pub(super) fn new(text: &str) -> Text {
        let raw: Vec<char> = text.chars().collect();
        let flat = raw.iter().map(|c| fold(*c)).collect();
        Text { raw, flat }
    }

    pub(super) fn len(&self) -> usize {
        self.flat.len()
    }

    /// The text as printed.
    pub(super) fn printed(&self, range: Range<usize>) -> String {
        self.raw.get(range).unwrap_or_default().iter().collect()
    }

    /// The folded text, without blanks.
    pub(super) fn folded(&self, range: Range<usize>) -> String {
        let chars = self.flat.get(range).unwrap_or_default().iter();
        chars.filter(|c| !c.is_whitespace()).collect()
    }

    pub(super) fn at(&self, i: usize) -> Option<char> {
        self.flat.get(i).copied()
    }

    /// Tells whether the word stands at this place; its length if so.
    pub(super) fn word(&self, i: usize, word: &str) -> Option<usize> {
        let mut n = 0;
        for c in word.chars() {
            if self.at(i + n) != Some(c) {
                return None;
            }
            n += 1;
        }
        Some(n)
    }

    /// The longest of the words that stands at this place.
    pub(super) fn longest<'w>(
        &self,
        i: usize,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Option<usize> {
        words.into_iter().filter_map(|w| self.word(i, w)).max()
    }

    /// Tells whether one of the words ends right before this place.
    pub(super) fn ends_before(&self, end: usize, from: usize, words: &[&str]) -> bool {
        words.iter().any(|w| {
            let n = w.chars().count();
            end >= from + n && self.word(end - n, w).is_some()
        })
    }

    pub(super) fn skip_blank(&self, mut i: usize) -> usize {
        while self.at(i).is_some_and(char::is_whitespace) {
            i += 1;
        }
        i
    }
}

fn fold(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '　' => ' ',
        words::ROUND_ZERO => words::ZERO,
        c if words::DASHES.contains(&c) => '-',
        c if words::WAVES.contains(&c) => '~',
        c => c,
    }
}
