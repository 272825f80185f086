//! Procedure gates (程序环节): hearing, deliberation, filing …, each a dated, cited data row.

use serde::Deserialize;

use crate::law::{KindClass, PartialDate};

/// A step of procedure and what triggers it. Amounts in whole yuan, included.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the keys of a row of data, each read by name"
)]
pub struct Gate {
    /// Identifier, e.g. `hearing`.
    pub id: String,
    /// Name, e.g. 听证.
    pub label: String,
    /// Where it is laid down.
    pub cite: String,
    /// In force from.
    pub from: PartialDate,
    /// No longer in force from this day on.
    #[serde(default)]
    pub until: Option<PartialDate>,
    /// Region code; a row for a region replaces the national one of the same id.
    #[serde(default)]
    pub region: Option<String>,
    /// What has to be done.
    pub effect: String,
    /// Required for a fine on a person of at least this.
    #[serde(default)]
    pub individual_min_yuan: Option<i64>,
    /// Required for a fine on a unit of at least this.
    #[serde(default)]
    pub unit_min_yuan: Option<i64>,
    /// Available for a fine on a person of at most this.
    #[serde(default)]
    pub individual_max_yuan: Option<i64>,
    /// Available for a fine on a unit of at most this.
    #[serde(default)]
    pub unit_max_yuan: Option<i64>,
    /// Level of the deciding authority (`county`, `city`, `province`) the row is about.
    #[serde(default)]
    pub level: Option<String>,
    /// Required for a fine of at least this by that authority.
    #[serde(default)]
    pub fine_min_yuan: Option<i64>,
    /// Classes of penalty that require it whatever the amount.
    #[serde(default)]
    pub classes: Vec<KindClass>,
    /// Single kinds of penalty that require it whatever the amount.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// The amounts hold for confiscated gains and goods too.
    #[serde(default)]
    pub confiscation: bool,
    /// The latest day is counted from the opening of the case: `days` calendar days.
    #[serde(default)]
    pub counted_from_filing: bool,
    /// Open where the party is an enterprise of the central government, to authorities of a city or above.
    #[serde(default)]
    pub central_enterprise: bool,
    /// Asked whether or not anything is imposed.
    #[serde(default)]
    pub whatever_comes: bool,
    /// Says how the fine is paid: not where no fine is imposed.
    #[serde(default)]
    pub about_fine: bool,
    /// Grounds a person has to judge.
    #[serde(default)]
    pub when_any: Vec<String>,
    /// Required whenever that other gate is.
    #[serde(default)]
    pub follows: Option<String>,
    /// Time limits in days.
    #[serde(default)]
    pub days: Vec<u32>,
    /// Surcharge for late payment.
    #[serde(default)]
    pub percent_per_day: Option<u32>,
    /// Holds in every case.
    #[serde(default)]
    pub always: bool,
    /// Remark.
    #[serde(default)]
    pub note: Option<String>,
    /// Where the row comes from.
    pub source: String,
}

impl Gate {
    /// Tells whether a kind of penalty opens the gate, whatever the amount.
    pub fn opens_for(&self, class: KindClass, kind: &str) -> bool {
        self.classes.contains(&class) || self.kinds.iter().any(|k| k == kind)
    }
}
