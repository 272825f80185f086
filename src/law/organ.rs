//! Organs that decide (主管机关): which of them the emergency-management bureau is.

use serde::Deserialize;

/// An organ, found in the words of a statute.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// The name it has now.
    pub name: String,
    /// Words by which texts name it; the longest that fits wins.
    pub words: Vec<String>,
    /// Whose it is.
    pub standing: Standing,
}

/// How an organ stands to the bureau that uses the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The bureau itself, or one of those meant by a general word (负有…监督管理职责的部门).
    Own,
    /// The bureau where it issued the licence, carries the duty here, or the like.
    Perhaps,
    /// Another organ.
    Other,
}

/// How the words of a text stand to the bureau: its own wherever one of the organs named is.
/// `None` when no organ is recognised.
pub fn standing(organs: &[Organ], text: &str) -> Option<Standing> {
    named(organs, text).into_iter().map(|o| o.standing).min()
}

/// The organs a text names: at each place the one with the longest words.
pub fn named<'a>(organs: &'a [Organ], text: &str) -> Vec<&'a Organ> {
    let mut found: Vec<&Organ> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let here = organs
            .iter()
            .flat_map(|o| o.words.iter().map(move |w| (o, w.as_str())))
            .filter(|(_, w)| rest.starts_with(w))
            .max_by_key(|(_, w)| w.len());
        let taken = match here {
            Some((organ, word)) => {
                if !found.contains(&organ) {
                    found.push(organ);
                }
                word.len()
            }
            None => first.len_utf8(),
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    found
}
