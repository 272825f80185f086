//! Which column holds what: the built-in headings, and a user's own laid over them.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::law::citation::squeeze;
use crate::store::{messages as say, words};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Number of the decision.
    CaseNo,
    /// Day of the decision.
    DecidedOn,
    /// Day of the act.
    ActOn,
    /// Authority.
    Authority,
    /// Six-digit region code.
    Region,
    /// Domain.
    Domain,
    /// Citation.
    Basis,
    /// Identifier of the offence.
    Offence,
    /// Name of the offence.
    OffenceTitle,
    /// Who was penalised.
    Subject,
    /// Stage.
    Stage,
    /// Name of the party.
    PartyName,
    /// Facts, as `label=value;…`.
    Facts,
    /// Circumstances, joined by `；`.
    Circumstances,
    /// Tier.
    Tier,
    /// Outcome.
    Disposition,
    /// Kinds of penalty, the outcome among them.
    Kinds,
    /// Fine; the heading does not say in what unit.
    Fine,
    /// Fine in 万元.
    FineWan,
    /// Fine in 元.
    FineYuan,
    /// Illegal gain; the heading does not say in what unit.
    IllegalGain,
    /// Illegal gain in 万元.
    IllegalGainWan,
    /// Illegal gain in 元.
    IllegalGainYuan,
    /// Value of the goods; the heading does not say in what unit.
    GoodsValue,
    /// Value of the goods in 万元.
    GoodsValueWan,
    /// Value of the goods in 元.
    GoodsValueYuan,
    /// Income of the year before; the heading does not say in what unit.
    AnnualIncome,
    /// Income of the year before in 万元.
    AnnualIncomeWan,
    /// Income of the year before in 元.
    AnnualIncomeYuan,
    /// Other penalties.
    OtherPenalties,
    /// Facts as told.
    Narrative,
    /// Remark.
    Note,
    /// Kept as text under its heading.
    Ignore,
}

impl Field {
    /// All fields by the names profiles use; those of the JSON records are the same.
    pub const NAMES: [(&'static str, Field); 33] = [
        ("case_no", Field::CaseNo),
        ("decided_on", Field::DecidedOn),
        ("act_on", Field::ActOn),
        ("authority", Field::Authority),
        ("region", Field::Region),
        ("domain", Field::Domain),
        ("basis", Field::Basis),
        ("offence", Field::Offence),
        ("offence_title", Field::OffenceTitle),
        ("subject", Field::Subject),
        ("stage", Field::Stage),
        ("party_name", Field::PartyName),
        ("facts", Field::Facts),
        ("circumstances", Field::Circumstances),
        ("tier", Field::Tier),
        ("disposition", Field::Disposition),
        ("kinds", Field::Kinds),
        ("fine", Field::Fine),
        ("fine_wan", Field::FineWan),
        ("fine_yuan", Field::FineYuan),
        ("illegal_gain", Field::IllegalGain),
        ("illegal_gain_wan", Field::IllegalGainWan),
        ("illegal_gain_yuan", Field::IllegalGainYuan),
        ("goods_value", Field::GoodsValue),
        ("goods_value_wan", Field::GoodsValueWan),
        ("goods_value_yuan", Field::GoodsValueYuan),
        ("annual_income", Field::AnnualIncome),
        ("annual_income_wan", Field::AnnualIncomeWan),
        ("annual_income_yuan", Field::AnnualIncomeYuan),
        ("other_penalties", Field::OtherPenalties),
        ("narrative", Field::Narrative),
        ("note", Field::Note),
        ("ignore", Field::Ignore),
    ];

    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Field> {
        Field::NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, field)| *field)
    }

    /// The name profiles use.
    pub fn name(self) -> &'static str {
        Field::NAMES
            .iter()
            .find(|(_, field)| *field == self)
            .map_or("", |(name, _)| name)
    }

    /// Tells whether its cells hold amounts.
    pub(super) fn is_amount(self) -> bool {
        matches!(
            self,
            Field::Fine
                | Field::FineWan
                | Field::FineYuan
                | Field::IllegalGain
                | Field::IllegalGainWan
                | Field::IllegalGainYuan
                | Field::GoodsValue
                | Field::GoodsValueWan
                | Field::GoodsValueYuan
                | Field::AnnualIncome
                | Field::AnnualIncomeWan
                | Field::AnnualIncomeYuan
        )
    }

    /// What people call it: the heading bureaus print.
    pub fn label(self) -> &'static str {
        words::field(self)
    }
}

/// Headings and what stands under them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    name: Option<String>,
    headings: HashMap<String, Field>,
    /// Headings the user's own profile names, without white space.
    own: Vec<String>,
    /// What every row has that has nothing else in its place.
    fixed: Vec<(Field, String)>,
    /// What words of a column stand for.
    values: HashMap<(Field, String), String>,
}

impl Default for Profile {
    /// The headings the program knows by itself.
    fn default() -> Profile {
        let built_in = words::HEADINGS
            .iter()
            .chain(&Field::NAMES)
            .map(|(heading, field)| (squeeze(heading), *field));
        Profile {
            name: None,
            headings: built_in.collect(),
            own: Vec::new(),
            fixed: Vec::new(),
            values: HashMap::new(),
        }
    }
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    name: String,
    columns: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    fixed: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// The field of this name.
fn named(name: &str) -> Result<Field, String> {
    Field::from_name(name).ok_or_else(|| {
        let known = Field::NAMES.map(|(n, _)| n).join(" ");
        say::bad_profile(&say::unknown_field(name, &known))
    })
}

impl Profile {
    /// Reads a user's profile: `name = "…"` and `[columns]` with `heading = "field"`; `[fixed]` with
    /// `field = "text"` for what no column says, `[values.field]` with `word = "what it stands for"`.
    /// Headings it does not name keep their built-in meaning.
    ///
    /// # Errors
    ///
    /// In words, if it is no such table or names a field there is not.
    pub fn from_toml(text: &str) -> Result<Profile, String> {
        let raw: RawProfile = toml::from_str(text).map_err(|e| say::bad_profile(&e))?;
        let mut profile = Profile {
            name: Some(raw.name),
            ..Profile::default()
        };
        for (heading, name) in raw.columns {
            profile.assign(&heading, named(&name)?);
        }
        for (name, text) in raw.fixed {
            profile.fix(named(&name)?, &text);
        }
        for (name, words) in raw.values {
            let field = named(&name)?;
            let words = words.into_iter();
            profile
                .values
                .extend(words.map(|(word, meaning)| ((field, squeeze(&word)), meaning)));
        }
        Ok(profile)
    }

    /// Writes it so that [`Profile::from_toml`] reads the same.
    ///
    /// # Errors
    ///
    /// What the writer of the format says.
    pub fn to_toml(&self) -> Result<String, String> {
        let names = |field: &Field| field.name().to_owned();
        let own = self.own.iter().filter_map(|heading| {
            let field = self.headings.get(heading)?;
            Some((heading.clone(), names(field)))
        });
        let mut values: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for ((field, word), meaning) in &self.values {
            let words = values.entry(names(field)).or_default();
            words.insert(word.clone(), meaning.clone());
        }
        let fixed = self.fixed.iter();
        let raw = RawProfile {
            name: self.name.clone().unwrap_or_default(),
            columns: own.collect(),
            fixed: fixed.map(|(f, text)| (names(f), text.clone())).collect(),
            values,
        };
        toml::to_string(&raw).map_err(|e| e.to_string())
    }

    /// Says what stands under a heading.
    pub fn assign(&mut self, heading: &str, field: Field) {
        let heading = squeeze(heading);
        if !self.own.contains(&heading) {
            self.own.push(heading.clone());
        }
        self.headings.insert(heading, field);
    }

    /// Says what every row has in a field, unless its column says otherwise; an empty text takes that back.
    pub fn fix(&mut self, field: Field, text: &str) {
        self.fixed.retain(|(f, _)| *f != field);
        if !text.trim().is_empty() {
            self.fixed.push((field, text.trim().to_owned()));
        }
    }

    /// Gives it a name.
    pub fn rename(&mut self, name: &str) {
        self.name = Some(name.trim().to_owned());
    }

    /// Takes its name away, when it no longer says what is kept under it.
    pub fn unname(&mut self) {
        self.name = None;
    }

    /// What every row has in a field.
    pub fn fixed(&self, field: Field) -> Option<&str> {
        let mut fixed = self.fixed.iter();
        fixed.find(|(f, _)| *f == field).map(|(_, t)| t.as_str())
    }

    pub(super) fn all_fixed(&self) -> &[(Field, String)] {
        &self.fixed
    }

    /// What a word of a column stands for; the word itself if nothing else is said.
    pub(super) fn value<'v>(&'v self, field: Field, word: &'v str) -> &'v str {
        if self.values.is_empty() {
            return word;
        }
        let meaning = self.values.get(&(field, squeeze(word)));
        meaning.map_or(word, String::as_str)
    }

    /// How many headings it names, if the table has every one of them; none if one is wanting or none is named.
    pub fn matches<'h>(&self, headings: impl Iterator<Item = &'h str>) -> Option<usize> {
        let found: Vec<String> = headings.map(squeeze).collect();
        let all = self.own.iter().all(|heading| found.contains(heading));
        (all && !self.own.is_empty()).then_some(self.own.len())
    }

    pub(super) fn is_whole<'h>(&self, headings: impl Iterator<Item = &'h str>) -> bool {
        self.matches(headings).is_some()
    }

    /// The name of a user's profile.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What stands under a heading.
    pub fn field(&self, heading: &str) -> Option<Field> {
        self.headings.get(&squeeze(heading)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_with_full_width_and_plain_brackets() {
        let profile = Profile::default();
        for heading in ["罚款金额（万元）", "罚款金额(万元)", " 罚款金额（万元） "]
        {
            assert_eq!(profile.field(heading), Some(Field::FineWan));
        }
        assert_eq!(profile.field("序号"), None);
    }

    #[test]
    fn a_users_profile_goes_before_the_built_in_headings() {
        let profile = Profile::from_toml(
            "name = \"某县\"\n[columns]\n\"处罚金额\" = \"fine_yuan\"\n\"案由\" = \"basis\"\n",
        )
        .unwrap();
        assert_eq!(
            (
                profile.name(),
                profile.field("处罚金额"),
                profile.field("案由"),
                profile.field("处罚机关")
            ),
            (
                Some("某县"),
                Some(Field::FineYuan),
                Some(Field::Basis),
                Some(Field::Authority)
            )
        );
        assert!(
            Profile::from_toml("name = \"x\"\n[columns]\n\"a\" = \"fines\"\n")
                .unwrap_err()
                .contains("fines")
        );
        assert!(Profile::from_toml("nam = \"x\"\n").is_err());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut profile = Profile::default();
        profile.rename(" 某县 ");
        profile.assign("处罚金额", Field::FineYuan);
        profile.assign("案由 ", Field::Basis);
        profile.fix(Field::Authority, "某县应急管理局");
        let text = profile.to_toml().unwrap();
        assert_eq!(
            Profile::from_toml(&text).unwrap().to_toml().unwrap(),
            text,
            "{text}"
        );
        assert_eq!(
            profile.matches(["案由", "处罚金额", "x"].into_iter()),
            Some(2)
        );
        assert_eq!(profile.matches(["案由", "x"].into_iter()), None);
        assert_eq!(Profile::default().matches(["案由"].into_iter()), None);
        profile.fix(Field::Authority, " ");
        assert_eq!(profile.fixed(Field::Authority), None);
    }

    #[test]
    fn every_field_has_a_name_and_a_label() {
        for (name, field) in Field::NAMES {
            assert_eq!((Field::from_name(name), field.name()), (Some(field), name));
            assert!(!field.label().is_empty());
        }
    }
}
