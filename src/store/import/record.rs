//! A record as a file gives it: text by field, not yet understood.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;

use crate::store::import::amount::Unit;
use crate::store::import::measures::Measures;

/// Text of a file, borrowed where possible.
pub(super) type Text<'a> = Cow<'a, str>;

/// One record. What is `None` or empty was not given.
#[derive(Clone, Debug, Default)]
pub(super) struct Record<'a> {
    pub case_no: Option<Text<'a>>,
    pub decided_on: Option<Text<'a>>,
    pub act_on: Option<Text<'a>>,
    pub authority: Option<Text<'a>>,
    pub region: Option<Text<'a>>,
    pub domain: Option<Text<'a>>,
    pub basis: Option<Text<'a>>,
    pub offence: Option<Text<'a>>,
    pub offence_title: Option<Text<'a>>,
    pub subject: Option<Text<'a>>,
    pub stage: Option<Text<'a>>,
    pub party_name: Option<Text<'a>>,
    pub facts: Vec<(Text<'a>, FactText<'a>)>,
    pub circumstances: Vec<Text<'a>>,
    pub tier: Option<Text<'a>>,
    pub disposition: Option<Text<'a>>,
    /// Kinds of penalty with the outcome among them, as tables give them.
    pub kinds: Vec<Text<'a>>,
    pub amount: Amount<'a>,
    pub measures: Measures<'a>,
    pub other_penalties: Vec<Text<'a>>,
    pub narrative: Option<Text<'a>>,
    pub merged: bool,
    pub article_inferred: bool,
    pub teaching: bool,
    /// What the program has no field for, kept as it came.
    pub extra: Vec<(Text<'a>, serde_json::Value)>,
}

/// The amount as given.
#[derive(Clone, Debug, Default)]
pub(super) enum Amount<'a> {
    /// No such field, or null: not known.
    #[default]
    Unknown,
    /// An amount in yuan.
    Yuan(Decimal),
    /// A cell, perhaps blank, and what its column counts.
    Cell(Text<'a>, Unit),
}

/// The value of a fact as given.
#[derive(Clone, Debug)]
pub(super) enum FactText<'a> {
    /// A number.
    Number(Decimal),
    /// A text, perhaps of a number.
    Text(Text<'a>),
}

impl fmt::Display for FactText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactText::Number(number) => number.fmt(f),
            FactText::Text(text) => text.fmt(f),
        }
    }
}
