//! The raw shape of a list, as files hold it and the import writes it.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::law::benchmark::{Layer, Provenance, Review};
use crate::law::condition::{Atom, Test};
use crate::law::fact::FactSpec;
use crate::law::list::{Flag, ListEffect};
use crate::law::{DomainId, ListId, OffenceId, PartialDate, StageId};
use crate::packs::schema::{Number, RawAtom, RawMissing};

/// A whole file that holds one list, as the import writes it.
#[derive(Clone, Debug, Serialize)]
pub struct ListDocument {
    /// The list.
    pub list: RawList,
    /// Facts that only this list asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fact: Vec<FactSpec>,
    /// Yes/no facts that only this list asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flag: Vec<Flag>,
    /// The items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list_item: Vec<RawListItem>,
}

impl ListDocument {
    /// Writes the file.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string_pretty(self)
    }
}

/// `[list]`: see [`LenientList`](crate::law::LenientList).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at LenientList")]
pub struct RawList {
    pub id: Spanned<ListId>,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doc_no: Option<String>,
    pub from: PartialDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    pub layer: Layer,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<DomainId>,
    pub effect: ListEffect,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items_in_document: Option<String>,
    pub source: String,
    pub verification: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub teaching: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Provenance>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<RawListCondition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<RawMissing>,
}

/// `[[list_item]]`: see [`ListItem`](crate::law::ListItem).
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at ListItem")]
pub struct RawListItem {
    pub no: Spanned<String>,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offence: Option<OffenceId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    pub source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<RawListCondition>,
}

/// A condition: the wording, and its structure where it has one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at ListCondition")]
pub struct RawListCondition {
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Vec<RawAtom>>,
}

impl From<&Atom> for RawAtom {
    fn from(atom: &Atom) -> RawAtom {
        let mut raw = RawAtom {
            fact: atom.fact.clone(),
            is: None,
            equals: None,
            at_least: None,
            more_than: None,
            at_most: None,
            less_than: None,
            holds: None,
        };
        match &atom.test {
            Test::Is(text) => raw.is = Some(text.clone()),
            Test::Holds(wanted) => raw.holds = Some(*wanted),
            Test::Within {
                low: Some(low),
                high: Some(high),
            } if low.value == high.value => raw.equals = Some(Number::from(low.value)),
            Test::Within { low, high } => {
                for (bound, included, left_out) in [
                    (low, &mut raw.at_least, &mut raw.more_than),
                    (high, &mut raw.at_most, &mut raw.less_than),
                ] {
                    if let Some(bound) = bound {
                        let slot = if bound.inclusive { included } else { left_out };
                        *slot = Some(Number::from(bound.value));
                    }
                }
            }
        }
        raw
    }
}

impl From<rust_decimal::Decimal> for Number {
    fn from(value: rust_decimal::Decimal) -> Number {
        use rust_decimal::prelude::ToPrimitive;
        let whole = value.fract().is_zero().then(|| value.to_i64()).flatten();
        whole.map_or_else(
            || Number::Decimal(value.to_f64().unwrap_or_default()),
            Number::Whole,
        )
    }
}
