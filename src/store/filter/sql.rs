//! Conditions in SQL: constant text, values bound.

use rusqlite::types::Value;

use crate::law::OffenceId;
use crate::store::filter::{Choice, Name, Span, Term, What};
use crate::store::query::CONTAINS;

const IN: &str = "IN (SELECT value FROM json_each(?))";

impl Term {
    /// The condition, and what stands for its question marks.
    pub(in crate::store) fn condition(&self) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let alternatives = self.what.alternatives(&mut values);
        let any = format!("({})", alternatives.join(" OR "));
        let condition = if self.negated {
            format!("NOT coalesce({any}, 0)")
        } else {
            any
        };
        (condition, values)
    }
}

impl What {
    fn alternatives(&self, values: &mut Vec<Value>) -> Vec<String> {
        match self {
            What::Anywhere(word, meant) => {
                values.push(word.clone().into());
                if meant.is_empty() {
                    return vec![CONTAINS.to_owned()];
                }
                let ids: Vec<&str> = meant.iter().map(OffenceId::as_str).collect();
                values.push(list(&ids));
                vec![format!("{CONTAINS} OR offence {IN}")]
            }
            What::Fine(spans) => spans
                .iter()
                .map(|s| {
                    let ends = Span {
                        from: s.from.map(|f| f.0),
                        to: s.to.map(|f| f.0),
                    };
                    between("fine", "fine", ends, values)
                })
                .collect(),
            What::Decided(spans) => spans
                .iter()
                .map(|s| {
                    let ends = Span {
                        from: s.from.map(|d| d.to_string()),
                        to: s.to.map(|d| d.to_string()),
                    };
                    between("decided_to", "decided_from", ends, values)
                })
                .collect(),
            What::Among(name, choices) => choices
                .iter()
                .map(|choice| among(*name, choice, values))
                .collect(),
            What::Contains(name, texts) => texts
                .iter()
                .map(|text| {
                    values.push(text.clone().into());
                    format!("instr({}, ?) > 0", column(*name))
                })
                .collect(),
        }
    }
}

fn list(ids: &[&str]) -> Value {
    serde_json::json!(ids).to_string().into()
}

/// Last possible value against the lower end, first possible value against the upper; an unknown one meets neither.
fn between<T: Into<Value>>(
    last: &str,
    first: &str,
    span: Span<T>,
    values: &mut Vec<Value>,
) -> String {
    let mut parts = Vec::new();
    if let Some(from) = span.from {
        values.push(from.into());
        parts.push(format!("{last} >= ?"));
    }
    if let Some(to) = span.to {
        values.push(to.into());
        parts.push(format!("{first} <= ?"));
    }
    if parts.is_empty() {
        parts.push(format!("{first} IS NOT NULL"));
    }
    parts.join(" AND ")
}

fn among(name: Name, choice: &Choice, values: &mut Vec<Value>) -> String {
    let ids: Vec<&str> = choice.ids.iter().map(String::as_str).collect();
    match name {
        Name::Circumstance => {
            values.push(list(&ids));
            format!("EXISTS (SELECT 1 FROM json_each(circumstances) AS c WHERE c.value {IN})")
        }
        // Where the citation leads nowhere, the citation is what stands in the column.
        Name::Offence => {
            values.push(list(&ids));
            values.push(choice.said.clone().into());
            format!("offence {IN} OR offence IS NULL AND instr(coalesce(basis, ''), ?) > 0")
        }
        Name::Region => {
            values.push(choice.said.clone().into());
            values.push(choice.said.clone().into());
            "substr(region, 1, length(?)) = ?".to_owned()
        }
        Name::Teaching => {
            values.push(i64::from(ids.contains(&"1")).into());
            "teaching = ?".to_owned()
        }
        Name::Domain
        | Name::Subject
        | Name::Stage
        | Name::Outcome
        | Name::Basis
        | Name::Fine
        | Name::Decided
        | Name::Authority
        | Name::CaseNo
        | Name::Party
        | Name::Tier
        | Name::Narrative => {
            values.push(list(&ids));
            format!("{} {IN}", column(name))
        }
    }
}

fn column(name: Name) -> &'static str {
    match name {
        Name::Fine => "fine",
        Name::Decided => "decided_from",
        Name::Domain => "domain",
        Name::Authority => "authority",
        Name::Offence | Name::Basis => "offence",
        Name::CaseNo => "case_no",
        Name::Party => "coalesce(party_name, '')",
        Name::Subject => "subject",
        Name::Stage => "stage",
        Name::Circumstance => "circumstances",
        Name::Outcome => "outcome",
        Name::Region => "region",
        Name::Tier => "coalesce(tier, '')",
        Name::Narrative => "coalesce(narrative, '')",
        Name::Teaching => "teaching",
    }
}
