//! The raw shape of a TOML document. Nothing outside `packs` sees these types.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::law::benchmark::{Layer, Provenance, Review};
use crate::law::cap::{Cap, CapRemark};
use crate::law::circumstance::{Circumstance, Conflict, SameFact};
use crate::law::domain::Domain;
use crate::law::fact::FactSpec;
use crate::law::fine::FineMode;
use crate::law::gate::Gate;
use crate::law::general::General;
use crate::law::instrument::{Instrument, Outside};
use crate::law::kind::Kind;
use crate::law::list::Flag;
use crate::law::offence::Verified;
use crate::law::organ::Organ;
use crate::law::paragraphs::Paragraphs;
use crate::law::relation::{Linked, NoSuccessor, Precedence, Referral, Successor};
use crate::law::vocabulary::Term;
use crate::law::{BenchmarkId, DomainId, FactId, OffenceId, PartialDate, Slug, StageId, Subject};
use crate::packs::lists::{RawList, RawListItem};
use crate::packs::rules::RawBand;
use crate::reader::wording::Measure;
use crate::search::Synonym;

/// One file. Every table is optional.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Document {
    pub statute: Option<Statute>,
    pub offence: Vec<RawOffence>,
    pub instrument: Vec<Instrument>,
    pub outside: Vec<Outside>,
    pub domain: Vec<Domain>,
    pub subject: Vec<Term>,
    pub stage: Vec<Term>,
    pub disposition: Vec<Term>,
    pub other_measures: Option<OtherMeasures>,
    pub like_stages: Option<LikeStages>,
    pub fact: Vec<FactSpec>,
    pub circumstance: Vec<Circumstance>,
    pub same_fact: Vec<SameFact>,
    pub conflict: Vec<Conflict>,
    pub gate: Vec<Gate>,
    pub band: Vec<RawBand>,
    pub cap: Vec<Cap>,
    pub cap_remark: Vec<CapRemark>,
    pub successor: Vec<Spanned<Successor>>,
    pub no_successor: Vec<Spanned<NoSuccessor>>,
    pub referral: Vec<Spanned<Referral>>,
    pub precedence: Vec<Spanned<Precedence>>,
    pub linked: Vec<Spanned<Linked>>,
    pub kind: Vec<Kind>,
    pub organ: Vec<Organ>,
    pub paragraphs: Vec<Paragraphs>,
    pub regions: BTreeMap<String, String>,
    pub synonym: Vec<Synonym>,
    pub measure: Vec<Measure>,
    pub general: Option<General>,
    pub pack: Option<RawPack>,
    pub item: Vec<RawItem>,
    pub flag: Vec<Flag>,
    pub list: Option<RawList>,
    pub list_item: Vec<RawListItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statute {
    pub instrument: Slug,
    pub version: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherMeasures {
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOffence {
    pub id: Spanned<OffenceId>,
    pub title: String,
    pub authority: Option<String>,
    pub superseded_by: Option<String>,
    pub concurrence: Option<String>,
    pub obligation_article: Option<ArticleText>,
    pub definition_article: Option<ArticleText>,
    pub with_article: Option<ArticleText>,
    pub note: Option<String>,
    pub verified: Option<Verified>,
    #[serde(default)]
    pub article_inferred: bool,
    pub rows: Vec<Spanned<RawRow>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikeStages {
    pub groups: Vec<Vec<StageId>>,
}

/// An article given as a number or in words.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum ArticleText {
    Number(u32),
    Words(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRow {
    pub n: u32,
    pub subject: Subject,
    pub who: String,
    pub stage: StageId,
    pub penalties: Vec<String>,
    #[serde(default)]
    pub alternatives: Vec<Vec<String>>,
    pub fine: Option<RawFine>,
    #[serde(default)]
    pub mode: FineMode,
    pub refers_to: Option<String>,
    #[serde(default)]
    pub adds_to: Vec<StageId>,
    #[serde(default)]
    pub organs: BTreeMap<String, String>,
    #[serde(default)]
    pub objects: BTreeMap<String, String>,
    #[serde(default)]
    pub mode_of: BTreeMap<String, FineMode>,
    pub accident_grade: Option<String>,
    pub ban_years: Option<u32>,
    pub ban: Option<Lifetime>,
    pub detention_days_max: Option<u32>,
    pub authority: Option<String>,
    pub superseded_by: Option<String>,
    pub concurrence: Option<String>,
    pub obligation_article: Option<ArticleText>,
    pub definition_article: Option<ArticleText>,
    pub with_article: Option<ArticleText>,
    pub figures_from_article: Option<ArticleText>,
    pub note: Option<String>,
    pub fine_note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lifetime {
    Lifetime,
}

/// The name of a measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BasisName {
    #[default]
    FixedRange,
    PercentOfAnnualIncome,
    MultipleOfIllegalGain,
    MultipleOfGoodsValue,
    MultipleOfBaseFine,
    Daily,
}

impl BasisName {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub fn is_fixed(&self) -> bool {
        *self == BasisName::FixedRange
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RawFine {
    pub basis: BasisName,
    pub min_yuan: Option<i64>,
    pub max_yuan: Option<i64>,
    pub min_stated: Option<bool>,
    pub min: Option<u32>,
    pub max: Option<u32>,
    pub cap_yuan: Option<i64>,
    pub floor_yuan: Option<i64>,
    pub permille: Option<u32>,
    pub of: Option<String>,
    pub start: Option<String>,
    pub when: Option<RawWhen>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawWhen {
    pub illegal_gain: Option<WhenWord>,
    pub goods_value: Option<WhenWord>,
    pub yuan: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenWord {
    None,
    Some,
    Below,
    AtLeast,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawPack {
    pub id: Spanned<BenchmarkId>,
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
    pub domains: Vec<DomainId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items_in_document: Option<String>,
    pub source: String,
    pub verification: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub teaching: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Provenance>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawItem {
    pub no: Spanned<String>,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offence: Option<OffenceId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<RawMissing>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tier: Vec<RawTier>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawMissing {
    pub label: String,
    pub why: String,
    /// Its rank among the tiers, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// The condition and the penalty as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Vec<RawAtom>>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawTier {
    pub ordinal: Spanned<u32>,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    pub any_of: Vec<Vec<RawAtom>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fines: Vec<RawTierFine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub penalties: Vec<RawTierPenalty>,
    pub source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawAtom {
    pub fact: FactId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equals: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_than: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub less_than: Option<Number>,
    /// The answer of a yes/no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holds: Option<bool>,
}

/// A whole number or an exact decimal; TOML floats are read through their shortest text.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Number {
    Whole(i64),
    Decimal(f64),
}

impl Number {
    pub fn exact(self) -> Option<Decimal> {
        match self {
            Number::Whole(n) => Some(Decimal::from(n)),
            Number::Decimal(x) => x.to_string().parse().ok(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawTierFine {
    pub stage: StageId,
    pub subject: Subject,
    #[serde(default, skip_serializing_if = "BasisName::is_fixed")]
    pub basis: BasisName,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_yuan: Option<i64>,
    /// 超过: the amount itself is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above_yuan: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_yuan: Option<i64>,
    /// 不满: the amount itself is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below_yuan: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawTierPenalty {
    pub stage: StageId,
    pub kinds: Vec<String>,
}
