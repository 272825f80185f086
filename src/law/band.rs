//! Band rules (幅度规则): which part of a range a local document lays down for a direction. Data of the office.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::benchmark::{Layer, region_covers};
use crate::law::{DomainId, Fen, FenRange, PartialDate};

/// A rule such as 从轻 = the lower 30 % of the tier. It acts only where a case or the profile names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Identifier, e.g. `cong_qing_30`.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// The local document that lays it down; never empty.
    pub cite: String,
    /// Region code; none for a national document.
    pub region: Option<String>,
    /// Whose document it is.
    pub layer: Layer,
    /// In force from (included).
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Domains; every domain when empty.
    pub domains: Vec<DomainId>,
    /// For which direction of the circumstances.
    pub lean: BandLean,
    /// Where it starts, in percent of the range (0 to 99).
    pub low_percent: u8,
    /// Where it ends, in percent of the range, included (1 to 100).
    pub high_percent: u8,
    /// Percent of what.
    pub of: BandOf,
}

/// Direction a band is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BandLean {
    /// 从轻.
    Low,
    /// Neither.
    Neutral,
    /// 从重.
    High,
}

/// The range a band is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BandOf {
    /// 法定幅度.
    Statute,
    /// 裁量阶次.
    Tier,
}

impl Band {
    /// Tells whether the rule is laid down for a domain, region and day. An unknown day is taken for
    /// one in the future: a rule without an end holds.
    pub fn applies(
        &self,
        domain: Option<&str>,
        region: Option<&str>,
        day: Option<NaiveDate>,
    ) -> bool {
        let in_domain = self.domains.is_empty()
            || domain.is_some_and(|d| self.domains.iter().any(|k| k.as_str() == d));
        let own = self.region.as_deref();
        let in_region = own.is_none_or(|own| region_covers(own, region));
        let in_force = match day {
            Some(day) => day >= self.from.earliest() && self.until.is_none_or(|u| day < u.latest()),
            None => self.until.is_none(),
        };
        in_domain && in_region && in_force
    }

    /// The part of a range, both ends included; parts of a fen are dropped.
    pub fn part_of(&self, range: FenRange) -> FenRange {
        let span = range.max() - range.min();
        let at = |percent: u8| -> Fen { range.min() + span.scale(i64::from(percent), 100) };
        FenRange::new(at(self.low_percent), at(self.high_percent)).unwrap_or(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_a_part_between_its_percents() {
        let band = |low_percent, high_percent| Band {
            id: "b".into(),
            label: "从轻".into(),
            cite: "示例".into(),
            region: None,
            layer: Layer::National,
            from: PartialDate::year(2020).unwrap(),
            until: None,
            domains: Vec::new(),
            lean: BandLean::Low,
            low_percent,
            high_percent,
            of: BandOf::Tier,
        };
        let range = FenRange::new(Fen::yuan(50_000), Fen::yuan(100_000)).unwrap();
        for (low, high, text) in [
            (0, 30, "5万元至6.5万元"),
            (30, 70, "6.5万元至8.5万元"),
            (70, 100, "8.5万元至10万元"),
            (0, 100, "5万元至10万元"),
        ] {
            assert_eq!(band(low, high).part_of(range).to_string(), text);
        }
    }
}
