//! Instruments: laws, regulations and rules, with their dates and what replaced them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::law::{DomainId, PartialDate, Slug, words};

/// A legal instrument in the text that is loaded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Short identifier, the head of offence ids.
    pub slug: Slug,
    /// Full title.
    pub title: String,
    /// Names it is cited by.
    pub short: Vec<String>,
    /// Rank.
    pub level: Level,
    /// Who issued it.
    pub issuer: String,
    /// Document number.
    #[serde(default)]
    pub doc_no: Option<String>,
    /// Date of the text that is loaded.
    pub version: String,
    /// Which text it is, where a later one of the same title is loaded too; shown in citations.
    #[serde(default)]
    pub edition: Option<String>,
    /// That text is in force from (inclusive).
    pub in_force: PartialDate,
    /// Repealed from this day on.
    #[serde(default)]
    pub repealed: Option<PartialDate>,
    /// Standing.
    pub status: Status,
    /// Remark on the standing.
    #[serde(default)]
    pub note: Option<String>,
    /// Domains in which it is used.
    pub domains: Vec<DomainId>,
    /// Where the rows come from.
    pub source: String,
    /// How they were verified.
    pub verification: String,
    /// What took its place.
    #[serde(default)]
    pub replaced_by: Option<Replacement>,
    /// Earlier texts whose numbering is still met in files.
    #[serde(default)]
    pub earlier: Vec<Earlier>,
}

/// Rank of an instrument, highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 法律.
    Law,
    /// 行政法规.
    Regulation,
    /// 部门规章.
    Rule,
}

/// Standing of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 现行.
    InForce,
    /// A later or higher instrument covers the same ground; not expressly repealed.
    Superseded,
    /// 已废止.
    Repealed,
    /// Could not be established.
    Unknown,
}

/// What took an instrument's place.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// The newer instrument.
    pub slug: Slug,
    /// From this day on.
    pub from: PartialDate,
    /// Whether the newer one says so expressly; otherwise a person decides.
    pub express: bool,
    /// Where.
    pub cite: String,
}

/// An earlier text of the same instrument and how its numbers map to the loaded one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Date of that text.
    pub version: String,
    /// It was in force until the day before.
    pub until: PartialDate,
    /// Words that mark a citation as meaning that text.
    pub words: Vec<String>,
    /// Remark.
    pub note: String,
    /// Articles that were renumbered.
    #[serde(default)]
    pub renumbered: Vec<Renumbered>,
    /// Items that were renumbered within an article (old article number).
    #[serde(default)]
    pub renumbered_items: Vec<RenumberedItem>,
    /// Items from which on the mapping is not verified.
    #[serde(default)]
    pub unverified_items: Vec<UnverifiedItem>,
}

/// Old and new number of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renumbered {
    /// Number in the earlier text.
    pub old: u16,
    /// Number in the loaded text.
    pub new: u16,
}

/// Old and new number of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RenumberedItem {
    /// Article in the earlier text.
    pub article: u16,
    /// Item in the earlier text.
    pub old: u16,
    /// Item in the loaded text.
    pub new: u16,
}

/// Items of an article of the earlier text whose new number is not verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnverifiedItem {
    /// Article in the earlier text.
    pub article: u16,
    /// From this item on.
    pub from: u16,
}

/// A document that decisions cite but whose penalties are not loaded.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// Title.
    pub title: String,
    /// Other names.
    pub short: Vec<String>,
}

impl Instrument {
    /// The name used in citations: the first short name, or the title without the state's name.
    pub fn name(&self) -> &str {
        let bare = self.title.strip_prefix(words::PEOPLES_REPUBLIC);
        bare.unwrap_or(&self.title)
    }

    /// The instrument in a citation: 《安全生产法》, 《安全生产法》（2014年文本）.
    pub fn cited(&self) -> String {
        let edition = self.edition.as_ref().map(|e| words::edition(e));
        format!("《{}》{}", self.name(), edition.unwrap_or_default())
    }

    /// Tells whether the loaded text was in force on the day.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        day >= self.in_force.earliest() && self.repealed.is_none_or(|r| day < r.earliest())
    }

    /// Tells whether a citation of it still stands on the day: in force and not replaced.
    pub fn is_current_on(&self, day: NaiveDate) -> bool {
        self.in_force_on(day)
            && self
                .replaced_by
                .as_ref()
                .is_none_or(|r| day < r.from.earliest())
    }

    /// The earlier text in force on the day, if one is registered.
    pub fn earlier_on(&self, day: NaiveDate) -> Option<&Earlier> {
        self.earlier
            .iter()
            .filter(|e| day < e.until.earliest())
            .min_by_key(|e| e.until)
    }
}
