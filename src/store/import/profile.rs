//! Which column holds what: the built-in headings, and a user's own laid over them.

use std::collections::HashMap;

use serde::Deserialize;

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
    pub const NAMES: [(&'static str, Field); 24] = [
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
        ("other_penalties", Field::OtherPenalties),
        ("narrative", Field::Narrative),
        ("note", Field::Note),
        ("ignore", Field::Ignore),
    ];
}

/// Headings and what stands under them.
#[derive(Clone, Debug)]
pub struct Profile {
    name: Option<String>,
    headings: HashMap<String, Field>,
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
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    name: String,
    columns: HashMap<String, String>,
}

impl Profile {
    /// Reads a user's profile: `name = "…"` and `[columns]` with `heading = "field"`.
    /// Headings it does not name keep their built-in meaning.
    pub fn from_toml(text: &str) -> Result<Profile, String> {
        let raw: RawProfile = toml::from_str(text).map_err(|e| say::bad_profile(&e))?;
        let mut profile = Profile {
            name: Some(raw.name),
            ..Profile::default()
        };
        for (heading, name) in raw.columns {
            let field = Field::NAMES
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, f)| *f);
            let known = || Field::NAMES.map(|(n, _)| n).join(" ");
            profile.headings.insert(
                squeeze(&heading),
                field.ok_or_else(|| say::bad_profile(&say::unknown_field(&name, &known())))?,
            );
        }
        Ok(profile)
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
}
