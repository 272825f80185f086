//! Characters and how they are read, numbered once when the index is built.
//!
//! Every reading of a heteronym is kept, as a set per character. Matching walks the sets, so no
//! combination is ever written out and none has to be capped.

use std::collections::HashMap;

use pinyin::ToPinyinMulti;

use super::fold;

/// Number of a character in the lexicon.
pub(super) type Glyph = u16;
/// Number of a syllable in the lexicon.
pub(super) type Syllable = u16;

/// How one character is read.
#[derive(Debug, Default)]
pub(super) struct Sound {
    /// One bit per letter or digit that begins a reading.
    pub(super) initials: u64,
    /// The bit of the usual reading.
    pub(super) usual: u64,
    /// All readings, the usual one first.
    pub(super) readings: Vec<Syllable>,
}

/// All characters of the indexed names.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    glyphs: HashMap<char, Glyph>,
    sounds: Vec<Sound>,
    syllables: Vec<String>,
    numbers: HashMap<String, Syllable>,
}

/// A name made ready for matching: folded, without punctuation, each character numbered.
#[derive(Debug, Default)]
pub(super) struct Key {
    /// The folded characters.
    pub(super) chars: Vec<char>,
    /// Their numbers.
    pub(super) glyphs: Vec<Glyph>,
    /// For each the letters and digits that begin a reading, one bit each.
    pub(super) initials: Vec<u64>,
    /// Those of all of them.
    pub(super) any_initial: u64,
    /// Their places in the original name, counted in characters.
    pub(super) at: Vec<usize>,
}

impl Lexicon {
    /// Makes a key of a name, numbering what is new in it.
    pub(super) fn key(&mut self, name: &str) -> Key {
        let mut key = Key::default();
        for (at, c) in name.chars().map(fold::fold_char).enumerate() {
            if fold::is_mark(c) {
                continue;
            }
            key.chars.push(c);
            let glyph = self.intern(c);
            let initials = self.sound(glyph).initials;
            key.glyphs.push(glyph);
            key.initials.push(initials);
            key.any_initial |= initials;
            key.at.push(at);
        }
        key
    }

    /// Returns the number of a character, if any indexed name has it.
    pub(super) fn glyph(&self, c: char) -> Option<Glyph> {
        self.glyphs.get(&c).copied()
    }

    /// Returns how a numbered character is read.
    pub(super) fn sound(&self, glyph: Glyph) -> &Sound {
        &self.sounds[usize::from(glyph)]
    }

    /// Returns the letters of a syllable.
    pub(super) fn syllable(&self, syllable: Syllable) -> &str {
        &self.syllables[usize::from(syllable)]
    }

    /// Returns the known readings of any character, also of one that no name has.
    pub(super) fn hear(&self, c: char) -> Vec<Syllable> {
        if let Some(glyph) = self.glyph(c) {
            return self.sound(glyph).readings.clone();
        }
        spell(c)
            .iter()
            .filter_map(|s| self.numbers.get(s).copied())
            .collect()
    }

    /// Returns the number of different characters.
    pub(super) fn len(&self) -> usize {
        self.sounds.len()
    }

    fn intern(&mut self, c: char) -> Glyph {
        if let Some(glyph) = self.glyphs.get(&c) {
            return *glyph;
        }
        let spellings = spell(c);
        let mut sound = Sound::default();
        for spelling in spellings {
            let bit = spelling.bytes().next().map_or(0, initial_bit);
            if sound.readings.is_empty() {
                sound.usual = bit;
            }
            sound.initials |= bit;
            let syllable = self.number(spelling);
            sound.readings.push(syllable);
        }
        // More than 65,535 different characters do not occur; the last number would be shared.
        let glyph = Glyph::try_from(self.sounds.len()).unwrap_or(Glyph::MAX);
        self.sounds.push(sound);
        self.glyphs.insert(c, glyph);
        glyph
    }

    fn number(&mut self, spelling: String) -> Syllable {
        if let Some(number) = self.numbers.get(&spelling) {
            return *number;
        }
        let number = Syllable::try_from(self.syllables.len()).unwrap_or(Syllable::MAX);
        self.syllables.push(spelling.clone());
        self.numbers.insert(spelling, number);
        number
    }
}

/// Returns one bit for a letter or a digit, none for anything else.
pub(super) fn initial_bit(letter: u8) -> u64 {
    match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        b'0'..=b'9' => 1 << (26 + letter - b'0'),
        _ => 0,
    }
}

/// Spells every reading of a character; letters and digits are read as themselves.
fn spell(c: char) -> Vec<String> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_string()];
    }
    let mut spellings: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let spelling = reading.plain().replace('ü', "v");
        if spelling.is_ascii() && !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    spellings
}
