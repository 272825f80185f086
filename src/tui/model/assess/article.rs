//! What is cited, opened over the screen: the text of the article, and the offences it holds.

use crate::tui::model::lookup::Choice;

/// One article or item of a benchmark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticlePart {
    /// Which one, under which chapter.
    pub head: String,
    /// Its text, one entry a line; empty where it is not at hand.
    pub text: Vec<String>,
    /// What to do where the text is not at hand.
    pub advice: Option<String>,
    /// The offences of the article, by id.
    pub offences: Vec<Choice>,
}

/// All that a citation names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleView {
    /// The parts, in the order of the citation.
    pub parts: Vec<ArticlePart>,
    /// The place of the selected offence among all of them.
    pub at: Option<usize>,
    /// How far the text is scrolled.
    pub scroll: usize,
}

impl ArticleView {
    /// Says whether there are offences to choose from.
    pub fn has_offences(&self) -> bool {
        self.parts.iter().any(|part| !part.offences.is_empty())
    }

    /// Returns the selected offence.
    pub fn selected(&self) -> Option<&Choice> {
        let mut offences = self.parts.iter().flat_map(|part| &part.offences);
        offences.nth(self.at?)
    }
}
