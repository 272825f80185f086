//! Words for subjects, stages and outcomes: identifiers ↔ what forms and spreadsheets say.

use serde::Deserialize;

use crate::law::StageId;

/// An identifier and the words it is known by; the first is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Identifier.
    pub id: String,
    /// Words; the first is the one on screen.
    pub words: Vec<String>,
}

/// All terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Subjects.
    pub subjects: Vec<Term>,
    /// Stages.
    pub stages: Vec<Term>,
    /// Outcomes: fined, warned, `not_penalised`.
    pub dispositions: Vec<Term>,
    /// Measures that say nothing about the outcome.
    pub other_measures: Vec<String>,
    /// Stages that different laws name differently and that mean the same.
    pub like_stages: Vec<Vec<StageId>>,
}

/// The word shown for an identifier; the identifier itself when it has none.
pub fn label<'a>(terms: &'a [Term], id: &'a str) -> &'a str {
    terms
        .iter()
        .find(|t| t.id == id)
        .and_then(|t| t.words.first())
        .map_or(id, String::as_str)
}

/// The identifier for a word or identifier, compared whole.
pub fn identify<'a>(terms: &'a [Term], word: &str) -> Option<&'a str> {
    terms
        .iter()
        .find(|t| t.id == word || t.words.iter().any(|w| w == word))
        .map(|t| t.id.as_str())
}
