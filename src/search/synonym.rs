//! From what people say to what the law calls it.

use std::collections::HashMap;

use super::bits::Bits;
use super::fold;
use super::lexicon::{Key, Lexicon};
use super::words;

/// What people say, and what the titles say instead.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// Colloquial phrases.
    pub say: Vec<String>,
    /// Alternatives, the likeliest first: words, separated by spaces, that a title must all have.
    pub means: Vec<String>,
}

/// One colloquial phrase.
#[derive(Debug)]
pub(super) struct Say {
    /// The phrase as written, for matching by sound.
    pub(super) key: Key,
    /// Its meaningful characters.
    core: Vec<char>,
    /// What its meaningful characters weigh together.
    weight: u32,
    /// The synonym it belongs to.
    pub(super) group: usize,
}

/// One alternative of a synonym.
#[derive(Debug)]
pub(super) struct Means {
    /// Words a title must all have.
    pub(super) words: Vec<Vec<char>>,
    /// The entries whose title has them.
    pub(super) entries: Bits,
}

/// A synonym that a query calls up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Called {
    pub(super) group: usize,
    /// Likeness of query and phrase, of 1,000.
    pub(super) likeness: u32,
    /// Meaningful characters of the query that the phrase does not account for.
    pub(super) rest: Vec<char>,
}

/// Likeness from which a phrase counts as said, not merely resembled.
pub(super) const SAID: u32 = 700;
/// Likeness below which a phrase is not considered.
pub(super) const ALIKE: u32 = 560;

/// The synonyms, ready for matching.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    pub(super) says: Vec<Say>,
    pub(super) groups: Vec<Vec<Means>>,
    /// For every meaningful character the phrases that have it.
    holders: HashMap<char, Bits>,
}

impl Thesaurus {
    /// Prepares the table; `find` returns the entries that have all the given words.
    pub(super) fn new(
        synonyms: &[Synonym],
        lexicon: &mut Lexicon,
        find: impl Fn(&Lexicon, &[Vec<char>]) -> Bits,
    ) -> Thesaurus {
        let mut table = Thesaurus::default();
        for (group, synonym) in synonyms.iter().enumerate() {
            for phrase in &synonym.say {
                let key = lexicon.key(phrase);
                let core = core(&key.chars);
                for c in core.iter().filter(|c| **c != words::NEGATION) {
                    table
                        .holders
                        .entry(*c)
                        .or_default()
                        .insert(table.says.len());
                }
                table.says.push(Say {
                    key,
                    core,
                    weight: 0,
                    group,
                });
            }
        }
        for synonym in synonyms {
            let group = synonym.means.iter().map(|alternative| {
                let words: Vec<Vec<char>> =
                    alternative.split_whitespace().map(fold::bare).collect();
                let entries = find(lexicon, &words);
                Means { words, entries }
            });
            table.groups.push(group.collect());
        }
        table
    }

    /// Weighs the phrases by their characters.
    pub(super) fn weigh(&mut self, weight: impl Fn(char) -> u32) {
        for say in &mut self.says {
            say.weight = say.core.iter().map(|c| weight(*c)).sum();
        }
    }

    /// Returns the synonyms with a phrase of at least `least` likeness to `query`.
    pub(super) fn called(
        &self,
        query: &[char],
        least: u32,
        weight: impl Fn(char) -> u32,
    ) -> Vec<Called> {
        let query = Weighed::new(core(query), weight);
        let mut candidates = Bits::default();
        for holders in query.chars.iter().filter_map(|c| self.holders.get(c)) {
            candidates.unite(holders);
        }
        let mut best: Vec<Option<Called>> = vec![None; self.groups.len()];
        for say in candidates.iter().map(|at| &self.says[at]) {
            let known = best[say.group].as_ref().map_or(least - 1, |c| c.likeness);
            if let Some((likeness, rest)) = query.likeness(&say.core, say.weight, known) {
                best[say.group] = Some(Called {
                    group: say.group,
                    likeness,
                    rest,
                });
            }
        }
        best.into_iter().flatten().collect()
    }
}

/// The meaningful characters of a query and what each weighs.
struct Weighed {
    chars: Vec<char>,
    weights: Vec<u32>,
    weight: u32,
}

impl Weighed {
    fn new(chars: Vec<char>, weight: impl Fn(char) -> u32) -> Weighed {
        let weights: Vec<u32> = chars.iter().map(|c| weight(*c)).collect();
        let weight = weights.iter().sum();
        Weighed {
            chars,
            weights,
            weight,
        }
    }

    /// Compares with a phrase: the same, the one in the other, or alike in their characters.
    /// Returns a likeness above `known` and the characters the phrase does not account for.
    fn likeness(&self, say: &[char], weight: u32, known: u32) -> Option<(u32, Vec<char>)> {
        let query = self.chars.as_slice();
        let better =
            |likeness: u32, rest: Vec<char>| (likeness > known).then_some((likeness, rest));
        if query == say {
            return better(1000, Vec::new());
        }
        if query.len() >= 2 && say.strip_prefix(&[words::NEGATION]) == Some(query) {
            return better(SAID + 200, Vec::new()); // 应急预案 for 没应急预案
        }
        if let Some(start) = place(query, say).filter(|_| say.len() >= 2) {
            let mut rest = query.to_vec();
            rest.drain(start..start + say.len());
            return better(SAID + 50 + weight * 200 / self.weight.max(1), rest);
        }
        if query.len() >= 2 && say.starts_with(query) {
            return better(SAID + self.weight * 200 / weight.max(1), Vec::new());
        }
        let total = self.weight + weight;
        let most = 2 * weight.min(self.weight) * 1000 / total.max(1);
        if most <= known || (known >= SAID && query.len() != say.len()) {
            return None;
        }
        let (mut common, mut rest) = (0, Vec::new());
        let mut left = say.to_vec();
        for (c, weight) in query.iter().zip(&self.weights) {
            match left.iter().position(|s| s == c) {
                Some(at) => {
                    left.swap_remove(at);
                    common += weight;
                }
                None => rest.push(*c),
            }
        }
        if rest.is_empty() && left.is_empty() {
            return better(SAID + 100, rest); // the same characters in another order
        }
        better((2 * common * 1000 / total.max(1)).min(SAID - 1), rest)
    }
}

/// Keeps the meaningful characters of a phrase; negations and numerals are written one way.
pub(super) fn core(phrase: &[char]) -> Vec<char> {
    let whole: Vec<char> = phrase.iter().map(|c| one_way(*c)).collect();
    let mut core: Vec<char> = Vec::with_capacity(whole.len());
    for c in &whole {
        let negated = core.last() == Some(&words::NEGATION);
        let empty = words::FILLERS.contains(*c) || (negated && words::LIGHT_VERBS.contains(*c));
        if !empty {
            core.push(*c);
        }
    }
    // One character alone would resemble too much.
    if core.len() < 2 { whole } else { core }
}

fn one_way(c: char) -> char {
    if words::NEGATIONS.contains(c) {
        return words::NEGATION;
    }
    let digit = words::DIGITS.iter().find(|(written, _)| *written == c);
    digit.map_or(c, |(_, digit)| *digit)
}

/// Returns where `part` begins in `whole`.
pub(super) fn place(whole: &[char], part: &[char]) -> Option<usize> {
    let first = part.first()?;
    // Most stretches differ in their first character: the rest is compared only where that is the same.
    let mut stretches = whole.windows(part.len());
    stretches.position(|stretch| stretch.first() == Some(first) && stretch == part)
}

#[cfg(test)]
mod tests {
    use super::{SAID, Weighed, core};

    fn alike(query: &str, say: &str) -> u32 {
        let weighed = |s: &str| Weighed::new(core(&s.chars().collect::<Vec<_>>()), |_| 1);
        let (query, say) = (weighed(query), weighed(say));
        query
            .likeness(&say.chars, say.weight, 0)
            .map_or(0, |(likeness, _)| likeness)
    }

    #[test]
    fn fillers_negations_and_numerals_do_not_tell_phrases_apart() {
        for (query, say) in [
            ("没搞过演练", "没演练"),
            ("未培训", "没培训"),
            ("没有预案", "没预案"),
            ("死了3个人", "死三人"),
        ] {
            assert_eq!(alike(query, say), 1000, "{query} {say}");
        }
    }

    #[test]
    fn a_phrase_with_other_words_or_half_typed_is_still_said() {
        for (query, say) in [
            ("煤矿没培训", "没培训"),
            ("没培", "没培训"),
            ("把报警器关了", "关报警器"),
            ("应急预案", "没应急预案"),
        ] {
            assert!((SAID..1000).contains(&alike(query, say)), "{query} {say}");
        }
    }

    #[test]
    fn likeness_falls_with_what_differs() {
        assert!(alike("饭店没装报警", "饭店没报警器") > alike("饭店没装报警", "没装除尘器"));
        assert_eq!(alike("三同时", "没培训"), 0);
    }
}
