//! How many paragraphs (款) the articles of an instrument have: a citation names one only where there are several.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::law::Slug;

/// The counts of one instrument.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paragraphs {
    /// The instrument.
    pub instrument: Slug,
    /// Articles with more than one paragraph.
    #[serde(default)]
    pub articles: BTreeMap<String, u16>,
    /// All articles were counted: those not listed have one.
    pub complete: bool,
    /// Where not all were counted: articles that have one.
    #[serde(default)]
    pub one: Vec<u16>,
}

impl Paragraphs {
    /// How many paragraphs an article has; `None` when it was not counted.
    pub fn of(&self, article: u16) -> Option<u16> {
        let listed = self.articles.get(&article.to_string()).copied();
        listed.or_else(|| (self.complete || self.one.contains(&article)).then_some(1))
    }
}
