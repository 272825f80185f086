//! Matching by sound: initials, syllables, both mixed, and Chinese characters in between.
//!
//! Always contiguous in the name and always on syllable boundaries: a subsequence match on pinyin
//! letters finds nearly everything and is deliberately absent.

use super::lexicon::{Glyph, Key, Lexicon, initial_bit};

/// Longest query that is matched by syllables; one bit per character.
const LONGEST: usize = 60;

/// In which manner a name was spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelling {
    /// Initials, full syllables and Chinese characters mixed: `tezhongzy`, `特种zy`.
    Mixed,
    /// Full syllables, the last one perhaps unfinished: `peixun`, `peix`.
    Syllables,
    /// One letter for every character: `aqjsbz`.
    Initials,
}

/// A stretch of a name that sounds as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) spelling: Spelling,
    pub(super) start: usize,
    pub(super) len: usize,
    /// Letters that are right only for an unusual reading.
    pub(super) unusual: usize,
}

/// Says whether a query can be matched by sound at all: it has a letter.
pub(super) fn is_spelt(query: &[char]) -> bool {
    query.iter().any(char::is_ascii_lowercase)
}

/// Finds the best stretch of `key` that sounds like `query`.
pub(super) fn find(query: &[char], key: &Key, lexicon: &Lexicon) -> Option<Heard> {
    let initials = initials(query, key, lexicon);
    if query.len() > LONGEST {
        return initials;
    }
    // What is spelt in syllables is mixed too: nearly every name is none of all, and is done with here.
    initials.or_else(|| {
        let mixed = syllables(query, key, lexicon, Spelling::Mixed)?;
        let whole = syllables(query, key, lexicon, Spelling::Syllables);
        Some(whole.unwrap_or(mixed))
    })
}

/// Finds the stretch whose initials are `query`; the beginning of the name first, then the
/// stretch that needs the fewest unusual readings.
fn initials(query: &[char], key: &Key, lexicon: &Lexicon) -> Option<Heard> {
    if query.is_empty() || query.iter().any(|typed| is_silent(*typed, key)) {
        return None;
    }
    let mut best: Option<Heard> = None;
    for (start, window) in key.initials.windows(query.len()).enumerate() {
        let mut pairs = query.iter().zip(window);
        if !pairs.all(|(typed, initials)| initials & bit(*typed) != 0) {
            continue;
        }
        let glyphs = query.iter().zip(key.glyphs.iter().skip(start));
        let is_unusual =
            |(typed, glyph): &(&char, &Glyph)| lexicon.sound(**glyph).usual & bit(**typed) == 0;
        let unusual = glyphs.filter(is_unusual).count();
        if start == 0 || best.is_none_or(|b| b.start > 0 && unusual < b.unusual) {
            let spelling = Spelling::Initials;
            best = Some(Heard {
                spelling,
                start,
                len: query.len(),
                unusual,
            });
        }
        if best.is_some_and(|b| b.unusual == 0) {
            break;
        }
    }
    best
}

fn syllables(query: &[char], key: &Key, lexicon: &Lexicon, spelling: Spelling) -> Option<Heard> {
    let first = *query.first()?;
    if first.is_ascii() && is_silent(first, key) {
        return None;
    }
    for (start, (c, initials)) in key.chars.iter().zip(&key.initials).enumerate() {
        let begins = if first.is_ascii() {
            initials & bit(first) != 0
        } else {
            *c == first
        };
        if !begins {
            continue;
        }
        if let Some(len) = walk(query, key, lexicon, start, spelling) {
            return Some(Heard {
                spelling,
                start,
                len,
                unusual: 0,
            });
        }
    }
    None
}

/// Walks the name from `start`; bit `i` of `reached` says that `i` typed characters are used up.
fn walk(
    query: &[char],
    key: &Key,
    lexicon: &Lexicon,
    start: usize,
    spelling: Spelling,
) -> Option<usize> {
    let done = 1_u64 << query.len();
    let mut reached = 1_u64;
    for (step, at) in (start..key.glyphs.len()).enumerate() {
        let mut next = 0;
        for used in 0..query.len() {
            if reached & (1 << used) != 0 {
                next |= steps(&query[used..], key, lexicon, at, spelling) << used;
            }
        }
        if next & done != 0 {
            return Some(step + 1);
        }
        if next == 0 {
            return None;
        }
        reached = next;
    }
    None
}

/// Returns one bit for every number of typed characters that the character at `at` can use up.
fn steps(typed: &[char], key: &Key, lexicon: &Lexicon, at: usize, spelling: Spelling) -> u64 {
    let Some(first) = typed.first() else {
        return 0;
    };
    let mixed = spelling == Spelling::Mixed;
    let mut steps = 0;
    if *first == key.chars[at] && (mixed || first.is_ascii_digit()) {
        steps |= 1 << 1;
    }
    if key.initials[at] & bit(*first) == 0 {
        return steps;
    }
    if mixed {
        steps |= 1 << 1;
    }
    for reading in &lexicon.sound(key.glyphs[at]).readings {
        let letters = lexicon.syllable(*reading).as_bytes();
        let same = letters
            .iter()
            .zip(typed)
            .take_while(|(letter, c)| char::from(**letter) == **c)
            .count();
        let unfinished = same == typed.len();
        let digraph = mixed && same >= 2 && letters[1] == b'h';
        if same == letters.len() || unfinished {
            steps |= 1 << same;
        }
        if digraph {
            steps |= 1 << 2;
        }
    }
    steps
}

/// Says whether no character of the name begins with what was typed.
fn is_silent(typed: char, key: &Key) -> bool {
    bit(typed) & key.any_initial == 0
}

fn bit(typed: char) -> u64 {
    u8::try_from(typed).map_or(0, initial_bit)
}

#[cfg(test)]
mod tests {
    use super::{Spelling, bit, find, walk};
    use crate::search::lexicon::Lexicon;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn heard(query: &str, name: &str) -> Option<(Spelling, usize, usize)> {
        let mut lexicon = Lexicon::default();
        let key = lexicon.key(name);
        let query: Vec<char> = query.chars().collect();
        find(&query, &key, &lexicon).map(|h| (h.spelling, h.start, h.len))
    }

    #[test]
    fn every_reading_of_a_heteronym_is_heard() {
        for query in ["chz", "zhz", "chonghunzui", "zhonghunzui"] {
            assert!(heard(query, "重婚罪").is_some(), "{query}");
        }
    }

    #[test]
    fn the_manner_of_spelling_is_told() {
        for (query, expected) in [
            ("tzzy", Some((Spelling::Initials, 0, 4))),
            ("zyry", Some((Spelling::Initials, 2, 4))),
            ("zuoye", Some((Spelling::Syllables, 2, 2))),
            ("zuoy", Some((Spelling::Syllables, 2, 2))),
            ("tezhongzy", Some((Spelling::Mixed, 0, 4))),
            ("特种zy", Some((Spelling::Mixed, 0, 4))),
            ("tzhzy", Some((Spelling::Mixed, 0, 4))),
        ] {
            assert_eq!(heard(query, "特种作业人员"), expected, "{query}");
        }
    }

    #[test]
    fn letters_are_not_picked_out_of_syllables() {
        for query in ["ezh", "tzry", "zuy", "uoye"] {
            assert_eq!(heard(query, "特种作业人员"), None, "{query}");
        }
    }

    proptest! {
        #[test]
        fn no_name_is_passed_over_that_sounds_as_typed(
            query in "[acehgijnotuyz3]{1,5}|[a-z]{1,3}|[特业]?[a-z]{1,3}",
            name in "[特种作业人员重婚罪安全3a]{1,7}",
        ) {
            let mut lexicon = Lexicon::default();
            let key = lexicon.key(&name);
            let query: Vec<char> = query.chars().collect();
            let begins = |at: usize, typed: char| {
                lexicon.sound(key.glyphs[at]).initials & bit(typed) != 0
            };
            let is_initials = (0..(key.chars.len() + 1).saturating_sub(query.len()))
                .any(|start| query.iter().enumerate().all(|(n, c)| begins(start + n, *c)));
            let walked = |spelling| {
                (0..key.chars.len()).find_map(|start| {
                    Some((spelling, start, walk(&query, &key, &lexicon, start, spelling)?))
                })
            };
            let found = find(&query, &key, &lexicon).map(|h| (h.spelling, h.start, h.len));
            if is_initials {
                prop_assert_eq!(found.map(|(spelling, ..)| spelling), Some(Spelling::Initials));
            } else {
                let expected = walked(Spelling::Syllables).or_else(|| walked(Spelling::Mixed));
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn digits_in_a_name_are_read_as_themselves() {
        assert!(heard("3gyn2c", "3个月内2次").is_some());
        assert!(heard("3geyuenei2", "3个月内2次").is_some());
    }
}
