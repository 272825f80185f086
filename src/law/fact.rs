//! Facts of a case that tiers ask for: numbers with a unit, or one of several named behaviours.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::law::{FactId, words};

/// What a fact is: its label, its unit, what values it takes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FactSpec {
    /// Identifier, e.g. `days_overdue`.
    pub id: FactId,
    /// The words forms and spreadsheets use, e.g. 超过期限(日).
    pub label: String,
    /// Unit, e.g. 日; empty for a text or a yes/no.
    #[serde(default)]
    pub unit: String,
    /// Kind of value.
    pub kind: FactKind,
    /// How much one press of + or - changes it.
    #[serde(
        default = "one",
        with = "rust_decimal::serde::float",
        skip_serializing_if = "is_one"
    )]
    pub step: Decimal,
    /// Largest value that makes sense, e.g. 100 for a percentage.
    #[serde(
        default,
        with = "rust_decimal::serde::float_option",
        skip_serializing_if = "Option::is_none"
    )]
    pub max: Option<Decimal>,
}

fn one() -> Decimal {
    Decimal::ONE
}

fn is_one(step: &Decimal) -> bool {
    *step == Decimal::ONE
}

/// Kind of value a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Whole numbers from zero.
    Integer,
    /// Numbers from zero, decimals allowed.
    Number,
    /// One of the behaviours that the tiers name.
    Text,
    /// Yes or no, judged by a person.
    Flag,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum FactValue {
    /// A number in the unit of the fact, exact.
    Number(#[serde(with = "rust_decimal::serde::float")] Decimal),
    /// A behaviour, in the words of its tier.
    Text(String),
    /// Yes or no.
    Flag(bool),
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactValue::Number(n) => f.pad(&n.normalize().to_string()),
            FactValue::Text(t) => f.pad(t),
            FactValue::Flag(holds) => f.pad(words::yes_no(*holds)),
        }
    }
}

impl From<i64> for FactValue {
    fn from(number: i64) -> FactValue {
        FactValue::Number(Decimal::from(number))
    }
}

impl From<&str> for FactValue {
    fn from(text: &str) -> FactValue {
        FactValue::Text(text.to_owned())
    }
}

/// The known facts of a case; what is absent is unknown.
pub type Facts = BTreeMap<FactId, FactValue>;

impl FactSpec {
    /// Tells whether the value is of this fact's kind and within its bounds.
    pub fn accepts(&self, value: &FactValue) -> bool {
        match (self.kind, value) {
            (FactKind::Text, FactValue::Text(_)) | (FactKind::Flag, FactValue::Flag(_)) => true,
            (FactKind::Text | FactKind::Flag, FactValue::Number(_))
            | (FactKind::Integer | FactKind::Number | FactKind::Flag, FactValue::Text(_))
            | (FactKind::Integer | FactKind::Number | FactKind::Text, FactValue::Flag(_)) => false,
            (kind @ (FactKind::Integer | FactKind::Number), FactValue::Number(n)) => {
                !n.is_sign_negative()
                    && self.max.is_none_or(|max| *n <= max)
                    && (kind == FactKind::Number || n.fract().is_zero())
            }
        }
    }
}
