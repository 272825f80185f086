//! A pack in its written form: what an import writes into the user's library and what a review changes.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::law::benchmark::Item;
use crate::law::fact::FactSpec;
pub(crate) use crate::packs::schema::{
    BasisName, RawAtom, RawItem, RawMissing, RawPack, RawTier, RawTierFine, RawTierPenalty,
};
use crate::packs::tier::{missing_row, tier};

/// A pack with its items and the facts only it asks for.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The document.
    pub pack: RawPack,
    /// Facts that no other document asks for.
    #[serde(default)]
    pub fact: Vec<FactSpec>,
    /// The items.
    #[serde(default)]
    pub item: Vec<RawItem>,
}

impl Written {
    /// Reads the written form.
    ///
    /// # Errors
    /// What the TOML reader says, in English.
    pub fn from_toml(text: &str) -> Result<Written, toml::de::Error> {
        toml::from_str(text)
    }

    /// Writes it the way a person would: one table an item, one line a condition or an amount.
    ///
    /// # Errors
    /// When a value has no form in TOML.
    pub fn to_toml(&self, comment: &str) -> Result<String, toml::ser::Error> {
        let mut out = String::new();
        for line in comment.lines() {
            let _ = writeln!(out, "# {line}");
        }
        table(&mut out, "[pack]", &self.pack)?;
        for fact in &self.fact {
            table(&mut out, "[[fact]]", fact)?;
        }
        for item in &self.item {
            let mut alone = item.clone();
            let tiers = std::mem::take(&mut alone.tier);
            table(&mut out, "[[item]]", &alone)?;
            for tier in &tiers {
                table(&mut out, "[[item.tier]]", tier)?;
            }
        }
        Ok(out)
    }

    /// An item as a value, as the loader would make it of the rows that can be read; rows that cannot
    /// are left out. `facts` are those of the library.
    pub(crate) fn read_item(&self, at: usize, facts: &[FactSpec]) -> Option<Item> {
        let raw = self.item.get(at)?.clone();
        let mut known = self.fact.clone();
        known.extend_from_slice(facts);
        let tiers = raw.tier.into_iter();
        let missing = raw.missing.into_iter();
        Some(Item {
            no: raw.no.into_inner(),
            title: raw.title,
            offence: raw.offence,
            cites: raw.cites,
            stage: raw.stage,
            missing: missing
                .filter_map(|m| missing_row(m, &known).ok())
                .collect(),
            tiers: tiers.filter_map(|t| tier(t, &known).ok()).collect(),
            from: raw.from,
            until: raw.until,
            place: raw.place,
            text: raw.text,
            doubts: raw.doubts,
            review: raw.review,
            note: raw.note,
        })
    }

    /// Replaces the file in one step: a crash leaves the old one or the new one.
    pub fn save(&self, path: &Path, comment: &str) -> io::Result<()> {
        let text = self.to_toml(comment).map_err(io::Error::other)?;
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory)?;
        }
        let draft = path.with_extension("toml.new");
        fs::write(&draft, text)?;
        fs::rename(&draft, path)
    }
}

/// Writes a table, each key on a line, each element of a list of tables on a line of its own.
fn table(out: &mut String, head: &str, value: &impl Serialize) -> Result<(), toml::ser::Error> {
    let value = toml::Value::try_from(value)?;
    let toml::Value::Table(table) = value else {
        return Ok(());
    };
    let _ = writeln!(out, "\n{head}");
    for (key, value) in &table {
        let list = value
            .as_array()
            .filter(|list| list.iter().any(|v| !v.is_str() && !v.is_integer()));
        if let Some(list) = list {
            let _ = writeln!(out, "{key} = [");
            for element in list {
                let _ = writeln!(out, "  {element},");
            }
            out.push_str("]\n");
        } else {
            let _ = writeln!(out, "{key} = {value}");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_the_same_and_loads() {
        let text = r#"
[pack]
id = "x"
title = "示例"
from = "2025-01"
layer = "county"
region = "141121"
domains = ["coal"]
source = "教学示例"
verification = "教学示例"
teaching = true
document = { file = "a.docx", sha256 = "00" }
[[fact]]
id = "x_shuan"
label = "消火栓(个)"
unit = "个"
kind = "integer"
[[item]]
no = "1"
title = "引号\"与\n换行"
offence = "aqscf-97-1-3"
review = "accepted"
[[item.tier]]
ordinal = 1
label = "A"
text = "不满10%"
any_of = [[{ fact = "staff_pct", less_than = 10.5 }], [{ fact = "x_shuan", equals = 1 }, { fact = "behaviour", is = "甲" }]]
fines = [{ stage = "first", subject = "unit", min_yuan = 0, below_yuan = 20000 }]
source = "教学示例"
"#;
        let read = Written::from_toml(text).expect("reads");
        let once = read.to_toml("说明").expect("writes");
        let again = Written::from_toml(&once).expect("reads again");
        assert_eq!(again.to_toml("说明").expect("writes"), once);
        let loaded = crate::packs::load::load_text("mine.toml", &once);
        assert_eq!(loaded.diagnostics, []);
        let tier = loaded
            .library
            .benchmark("x")
            .and_then(|b| b.items.first())
            .and_then(|i| i.tiers.first().cloned())
            .expect("a tier");
        assert_eq!(tier.fines.len(), 1);
        assert_eq!(
            tier.condition.describe(|f| loaded.library.fact(f)),
            "涉及人员占比(%) 不满10.5，或者消火栓(个) = 1且行为情形 甲"
        );
    }
}
