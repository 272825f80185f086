//! The comparison as one page for a meeting: self-contained, without scripts, made to be printed.
//!
//! Everything that comes from records is escaped by `maud`. Nothing on the page is fetched from
//! anywhere: styles and drawings are part of it.

mod axis;
mod bureaus;
mod coverage;
mod entry;
mod peers;
mod strip;
mod summary;
mod words;

use chrono::NaiveDateTime;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::compare::bureau::BureauView;
use crate::compare::{Findings, Options};
use crate::law::Library;
use crate::report::finding::{Opinions, chosen, dismissed};
use crate::report::selection::Selection;

/// Findings listed unless somebody asks for more.
pub const LISTED: usize = 200;

const STYLE: &str = include_str!("page/style.css");

/// What a page is made of.
pub struct Page<'a> {
    /// The law the decisions were held against.
    pub library: &'a Library,
    /// Names the exact text of that law.
    pub fingerprint: String,
    /// What was found.
    pub findings: &'a Findings,
    /// How it was asked for.
    pub options: &'a Options,
    /// Which of the decisions are listed.
    pub selection: &'a Selection,
    /// What somebody made of them.
    pub opinions: &'a Opinions<'a>,
    /// The authorities against one another; `None` leaves that part out.
    pub bureaus: Option<&'a BureauView>,
    /// How many are listed at most.
    pub limit: usize,
    /// The region of the office, as a six-digit code.
    pub jurisdiction: Option<&'a str>,
    /// The name of the office that made it.
    pub maker: Option<&'a str>,
    /// When the page was made.
    pub made: NaiveDateTime,
    /// The name of the party by the key of a decision; `None` leaves it out.
    pub party: &'a dyn Fn(i64) -> Option<String>,
}

impl Page<'_> {
    /// The whole document.
    pub fn render(&self) -> String {
        let chosen = chosen(self.findings, self.selection, self.opinions);
        let out = if self.selection.everything {
            Vec::new()
        } else {
            dismissed(self.findings, self.selection, self.opinions)
        };
        let listed: Vec<usize> = chosen.iter().copied().take(self.limit).collect();
        let page = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { (words::TITLE) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    (patterns())
                    main {
                        (summary::head(self))
                        (summary::tally(self, &chosen))
                        (summary::overview(self, &listed, chosen.len()))
                        @if let Some(view) = self.bureaus { (bureaus::draw(view)) }
                        (self.details(&listed, chosen.len()))
                        (coverage::method(self))
                        (coverage::coverage(self))
                        (summary::dismissed(self, &out))
                        footer { (words::CAVEAT) }
                    }
                }
            }
        };
        page.into_string()
    }

    fn details(&self, listed: &[usize], of: usize) -> Markup {
        html! {
            @if !listed.is_empty() {
                section #findings {
                    h2 { (words::HEAD_FINDINGS) }
                    @for (number, index) in (1..).zip(listed) { (entry::draw(self, number, *index)) }
                    @if of > listed.len() { p.more { (words::more(of - listed.len(), listed.len())) } }
                }
            }
        }
    }
}

/// The hatching of intervals: it is seen on paper without colour.
fn patterns() -> Markup {
    html! {
        svg.patterns width="0" height="0" aria-hidden="true" {
            defs {
                pattern #hatch width="6" height="6" patternUnits="userSpaceOnUse" {
                    rect.ground width="6" height="6" {}
                    path.stroke d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
