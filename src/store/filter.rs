//! The filter language: `培训 金额>5万 领域:煤矿 2025.. -结果:不予`.
//!
//! What stands between spaces is a condition, and all of them have to hold. A word of its own is looked for in the
//! record and in the name of the offence; a name with a sign asks one property. Text that cannot be read becomes a
//! [`Doubt`] and the rest still filters.

pub mod complete;
mod print;
mod read;
mod sql;
#[cfg(test)]
mod tests;
mod token;
mod value;
pub(super) mod words;

use std::ops::Range;

use chrono::NaiveDate;

use crate::law::{Fen, Library, OffenceId};
use crate::store::query::Filter;

/// A property that can be asked by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// 金额.
    Fine,
    /// 日期: of the decision.
    Decided,
    /// 领域.
    Domain,
    /// 机关.
    Authority,
    /// 案由.
    Offence,
    /// 依据.
    Basis,
    /// 文号.
    CaseNo,
    /// 当事人.
    Party,
    /// 对象.
    Subject,
    /// 阶段.
    Stage,
    /// 情节.
    Circumstance,
    /// 结果.
    Outcome,
    /// 地区.
    Region,
    /// 阶次.
    Tier,
    /// 案情.
    Narrative,
    /// 教学示例.
    Teaching,
}

impl Name {
    /// All names, in the order in which they are offered.
    pub const ALL: [Name; 16] = [
        Name::Fine,
        Name::Decided,
        Name::Offence,
        Name::Domain,
        Name::Authority,
        Name::Outcome,
        Name::Subject,
        Name::Stage,
        Name::Circumstance,
        Name::Basis,
        Name::CaseNo,
        Name::Party,
        Name::Region,
        Name::Tier,
        Name::Narrative,
        Name::Teaching,
    ];

    /// The name as it is shown.
    pub fn label(self) -> &'static str {
        words::names(self).first().copied().unwrap_or_default()
    }

    fn from_word(word: &str) -> Option<Name> {
        let folded = word.to_ascii_lowercase();
        Name::ALL
            .into_iter()
            .find(|name| words::names(*name).contains(&folded.as_str()))
    }
}

/// Some of an ordered kind, both ends included; an end that is open is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The least.
    pub from: Option<T>,
    /// The greatest.
    pub to: Option<T>,
}

/// A word and the identifiers it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it was written.
    pub said: String,
    /// What it means; for 案由 also what merely contains it.
    pub ids: Vec<String>,
}

/// What one condition asks; of several alternatives one has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// This somewhere in the record, or in the name of one of these offences.
    Anywhere(String, Vec<OffenceId>),
    /// The fine.
    Fine(Vec<Span<Fen>>),
    /// The day of the decision, as far as it is known.
    Decided(Vec<Span<NaiveDate>>),
    /// One of these identifiers.
    Among(Name, Vec<Choice>),
    /// A text that contains one of these.
    Contains(Name, Vec<String>),
}

/// One condition. What is not known meets no condition, and so meets every one that is turned round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub negated: bool,
    /// What is asked.
    pub what: What,
}

/// A part of the text that was left out of the filter, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Which characters, counted from 0.
    pub place: Range<usize>,
    /// What is wrong and what would be right.
    pub message: String,
}

/// A text as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The conditions.
    pub terms: Vec<Term>,
    /// What could not be read.
    pub doubts: Vec<Doubt>,
}

impl Asked {
    /// Reads a text; `today` is the day for words like 今年.
    pub fn read(library: &Library, today: NaiveDate, text: &str) -> Asked {
        read::read(library, today, text)
    }

    /// The decisions that meet the conditions.
    pub fn filter(&self) -> Filter {
        let mut filter = Filter::default();
        for term in &self.terms {
            match &term.what {
                // Plain words are asked as they always were.
                What::Anywhere(word, meant)
                    if !term.negated && !word.is_empty() && !word.contains(char::is_whitespace) =>
                {
                    if !filter.text.is_empty() {
                        filter.text.push(' ');
                    }
                    filter.text.push_str(word);
                    filter.meant.push(meant.clone());
                }
                What::Anywhere(..)
                | What::Fine(_)
                | What::Decided(_)
                | What::Among(..)
                | What::Contains(..) => filter.terms.push(term.clone()),
            }
        }
        filter
    }

    /// The conditions written in full; read again they are the same.
    pub fn print(&self) -> String {
        let terms: Vec<String> = self.terms.iter().map(print::term).collect();
        terms.join(" ")
    }
}
