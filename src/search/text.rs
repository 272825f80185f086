//! Matching Chinese by its characters, exactly and with one mistake.

use super::Match;
use super::lexicon::{Key, Lexicon, Syllable};
use super::synonym::place;

/// Shortest word in which one wrong character is forgiven.
const FORGIVEN_FROM: usize = 4;

/// A stretch of a name: where it begins and how many characters it has.
pub(super) type Stretch = (usize, usize);

/// Says whether and how a name has `word`.
pub(super) fn contained(word: &[char], name: &[char]) -> Option<(Match, Stretch)> {
    let start = place(name, word)?;
    let why = match (start, name.len() == word.len()) {
        (0, true) => Match::Exact,
        (0, false) => Match::Prefix,
        _ => Match::Substring,
    };
    Some((why, (start, word.len())))
}

/// Finds a stretch that sounds like `word`, each character in its usual reading, and shares a
/// character with it: 特种坐业.
pub(super) fn homophone(
    word: &[char],
    sounds: &[Vec<Syllable>],
    key: &Key,
    lexicon: &Lexicon,
) -> Option<Stretch> {
    if word.len() < 2 {
        return None;
    }
    let alike = |at: usize, n: usize| {
        key.chars[at] == word[n]
            || sounds[n]
                .first()
                .is_some_and(|usual| lexicon.sound(key.glyphs[at]).readings.contains(usual))
    };
    (0..(key.chars.len() + 1).saturating_sub(word.len()))
        .find(|start| {
            (0..word.len()).all(|n| alike(start + n, n))
                && (0..word.len()).any(|n| key.chars[start + n] == word[n])
        })
        .map(|start| (start, word.len()))
}

/// Finds a stretch that is `word` with two neighbours swapped, or one character wrong, missing or
/// too many.
pub(super) fn typo(word: &[char], name: &[char]) -> Option<Stretch> {
    if word.len() < FORGIVEN_FROM - 1 {
        return None;
    }
    (0..name.len()).find_map(|start| {
        let name = &name[start..];
        let same = word.iter().zip(name).take_while(|(a, b)| a == b).count();
        let len = one_mistake(word, name, same)?;
        Some((start, len))
    })
}

/// Returns the length of the stretch at the beginning of `name` that differs from `word` in one
/// mistake after `same` equal characters.
fn one_mistake(word: &[char], name: &[char], same: usize) -> Option<usize> {
    let n = word.len();
    let swapped = || {
        same + 1 < n
            && name.get(same) == word.get(same + 1)
            && name.get(same + 1) == word.get(same)
            && name.get(same + 2..n) == word.get(same + 2..)
    };
    if swapped() {
        return Some(n);
    }
    let missing = || same > 0 && name.get(same + 1..=n) == word.get(same..);
    if missing() {
        return Some(n + 1);
    }
    if n < FORGIVEN_FROM || same >= n {
        return None;
    }
    let wrong = || name.get(same + 1..n) == word.get(same + 1..);
    if wrong() {
        return Some(n);
    }
    let extra = || name.get(same..n - 1) == word.get(same + 1..);
    extra().then_some(n - 1)
}

#[cfg(test)]
mod tests {
    use super::{homophone, typo};
    use crate::search::lexicon::Lexicon;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn one_mistake_is_forgiven_two_are_not() {
        for (word, found) in [
            ("风险级分管控", Some((2, 6))),
            ("风险分级官控", Some((2, 6))),
            ("风险分管控", Some((2, 6))),
            ("风险分分级管控", Some((2, 6))),
            ("险风分级", Some((2, 4))),
            ("风险分类管理", None),
            ("风控", None),
        ] {
            assert_eq!(
                typo(&chars(word), &chars("安全风险分级管控制度")),
                found,
                "{word}"
            );
        }
    }

    #[test]
    fn characters_of_the_same_sound_stand_for_one_another() {
        let mut lexicon = Lexicon::default();
        let key = lexicon.key("特种作业人员应急预案");
        for (word, found) in [
            ("特种坐业", Some((0, 4))),
            ("应急予案", Some((6, 4))),
            ("坐夜", None),
            ("特种行业", None),
        ] {
            let word = chars(word);
            let sounds: Vec<_> = word.iter().map(|c| lexicon.hear(*c)).collect();
            assert_eq!(homophone(&word, &sounds, &key, &lexicon), found, "{word:?}");
        }
    }
}
