//! A law taken apart into chapters, articles and paragraphs.

use crate::document::{Document, Place};
use crate::law::PartialDate;
use crate::reader::Passage;
use crate::reader::layout::mark::{Kind, Mark, mark};
use crate::reader::layout::passages;

#[cfg(test)]
mod tests;
pub mod words;

/// A law as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatuteText {
    /// Its title, without what stands in brackets behind it.
    pub title: Option<String>,
    /// The last day on which it was passed, amended or published, as far as the file says so.
    pub version: Option<PartialDate>,
    /// Text before the first article: title, history, preamble.
    pub preamble: Vec<String>,
    /// Its articles, in the order of the file, each once.
    pub articles: Vec<ArticleText>,
    /// What is doubtful in its numbering.
    pub doubts: Vec<Doubt>,
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleText {
    /// Its number.
    pub article: u16,
    /// The M of 第N条之M; 0 where there is none.
    pub inserted: u16,
    /// The headings it stands under: chapter, section.
    pub chapter: String,
    /// Its paragraphs (款), the items (项) of each on lines of their own, as printed.
    pub paragraphs: Vec<String>,
    /// Where it begins.
    pub place: Place,
}

/// A doubt about the numbering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What is wrong and what to do, for people, with the place in the file.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// Takes a law apart. Never fails: a document without articles gives a preamble only.
pub fn split(document: &Document) -> StatuteText {
    let mut reader = Reader::default();
    for passage in passages(document) {
        for text in passage.text.lines() {
            reader.line(text, &passage);
        }
    }
    let mut found = reader.found;
    found.title = found.preamble.iter().find_map(|line| title(line));
    found.version = found
        .preamble
        .iter()
        .filter_map(|line| words::version(line))
        .max();
    check(&mut found);
    found
}

#[derive(Default)]
struct Reader {
    found: StatuteText,
    chapter: Option<String>,
    section: Option<String>,
    in_contents: bool,
    in_comment: bool,
}

impl Reader {
    fn line(&mut self, text: &str, passage: &Passage) {
        let text = self.without_comments(text);
        let text = text
            .trim()
            .trim_start_matches(['#', '*', '>'])
            .trim_end_matches('*')
            .trim();
        if text.is_empty() {
            return;
        }
        if words::is_contents(text) {
            self.in_contents = true;
            return;
        }
        if let Some((found, rest)) = mark(text) {
            match found.kind {
                Kind::Chapter if is_heading(rest) => return self.heading(text, rest),
                Kind::Article if self.opens(&found, text) => {
                    return self.open(&found, rest, passage);
                }
                Kind::Article
                | Kind::Chapter
                | Kind::Paren { .. }
                | Kind::Dot { .. }
                | Kind::Comma { .. }
                | Kind::Circled => {}
            }
        }
        self.add(text);
    }

    /// Leaves out `<!-- … -->`.
    fn without_comments(&mut self, text: &str) -> String {
        let mut kept = String::new();
        let mut rest = text;
        loop {
            let (edge, next) = if self.in_comment {
                ("-->", false)
            } else {
                ("<!--", true)
            };
            let (before, after) = match rest.split_once(edge) {
                Some((before, after)) => (before, Some(after)),
                None => (rest, None),
            };
            if !self.in_comment {
                kept.push_str(before);
            }
            let Some(after) = after else {
                return kept;
            };
            self.in_comment = next;
            rest = after;
        }
    }

    fn heading(&mut self, text: &str, rest: &str) {
        let kind = text.strip_suffix(rest).unwrap_or(text).trim_end();
        if words::is_section(kind) {
            self.section = Some(text.to_owned());
        } else {
            self.chapter = Some(text.to_owned());
            self.section = None;
        }
    }

    /// Whether a line that begins with 第N条 opens that article.
    fn opens(&self, found: &Mark, text: &str) -> bool {
        let Some(last) = self.found.articles.last() else {
            return !words::cites(behind(text));
        };
        if !words::cites(behind(text)) {
            // A citation set apart by a blank: only the next number opens, or a higher one.
            return u32::from(last.article) <= found.number
                || behind(text).starts_with(char::is_whitespace);
        }
        false
    }

    fn open(&mut self, found: &Mark, rest: &str, passage: &Passage) {
        self.in_contents = false;
        let headings = [self.chapter.as_deref(), self.section.as_deref()];
        self.found.articles.push(ArticleText {
            article: u16::try_from(found.number).unwrap_or(u16::MAX),
            inserted: found
                .inserted
                .and_then(|n| u16::try_from(n).ok())
                .unwrap_or(0),
            chapter: headings
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("　"),
            paragraphs: if rest.is_empty() {
                Vec::new()
            } else {
                vec![rest.to_owned()]
            },
            place: passage.place.clone(),
        });
    }

    fn add(&mut self, text: &str) {
        let Some(article) = self.found.articles.last_mut() else {
            if !self.in_contents {
                self.found.preamble.push(text.to_owned());
            }
            return;
        };
        let item = mark(text)
            .is_some_and(|(m, _)| matches!(m.kind, Kind::Paren { .. } | Kind::Dot { .. }));
        match article.paragraphs.last_mut().filter(|_| item) {
            Some(paragraph) => {
                paragraph.push('\n');
                paragraph.push_str(text);
            }
            None => article.paragraphs.push(text.to_owned()),
        }
    }
}

/// What follows the number of an article, with the blank between them.
fn behind(text: &str) -> &str {
    words::after_article(text.trim_start()).unwrap_or_default()
}

fn is_heading(rest: &str) -> bool {
    rest.chars().count() <= 40 && !rest.ends_with(['。', '；', '：', '，'])
}

fn title(line: &str) -> Option<String> {
    if words::is_history(line) || line.chars().count() > 80 {
        return None;
    }
    let bare = line.split(['（', '(']).next().unwrap_or(line).trim();
    let bare = bare.trim_matches(['《', '》']);
    (bare.chars().count() >= 3).then(|| bare.to_owned())
}

/// Finds what is doubtful in the numbering, and leaves the second of two articles out.
fn check(found: &mut StatuteText) {
    let mut kept: Vec<ArticleText> = Vec::with_capacity(found.articles.len());
    let name = |article: &ArticleText| words::article(article.article, article.inserted);
    for article in std::mem::take(&mut found.articles) {
        let place = article.place.to_string();
        let key = (article.article, article.inserted);
        let message = if kept.iter().any(|a| (a.article, a.inserted) == key) {
            Some(words::duplicate(&name(&article), &place))
        } else {
            kept.last().and_then(|last| {
                if key < (last.article, last.inserted) {
                    Some(words::backwards(&name(&article), &name(last), &place))
                } else if !follows((last.article, last.inserted), key) {
                    Some(words::gap(&name(last), &name(&article), &place))
                } else {
                    None
                }
            })
        };
        if let Some(message) = message {
            found.doubts.push(Doubt {
                message,
                place: article.place.clone(),
            });
        }
        match kept.iter_mut().find(|a| (a.article, a.inserted) == key) {
            // Nothing is lost: the words of the second stand below those of the first.
            Some(first) => first.paragraphs.extend(article.paragraphs),
            None => kept.push(article),
        }
    }
    found.articles = kept;
}

fn follows(last: (u16, u16), next: (u16, u16)) -> bool {
    next == (last.0.saturating_add(1), 0) || next == (last.0, last.1.saturating_add(1))
}
