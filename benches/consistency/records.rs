//! Records of the contract as decisions, for the examples of this folder.

use anyhow::{Context, Result};
use cailiang::compare::{Amounts, Decision, Flags, Outcome};
use cailiang::law::{
    CircumstanceId, DomainId, FactId, FactValue, Facts, Fen, Library, StageId, Subject,
};
use serde_json::Value;

/// Reads one record of the contract. The real importer is the store's; this one knows clean records only.
pub fn read(library: &Library, line: &str) -> Result<Decision> {
    let record: Value = serde_json::from_str(line)?;
    let text = |key: &str| record[key].as_str().map(str::to_owned);
    let basis = text("basis");
    let located = basis.as_deref().and_then(|b| library.cite(b).ok());
    let facts = record["facts"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(k, v)| Some((FactId::from(k.as_str()), fact(v)?)))
        .collect::<Facts>();
    let circumstances = record["circumstances"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|c| c.as_str().map(CircumstanceId::from))
        .collect();
    let several = located.as_ref().is_some_and(|l| l.several);
    let mark = |key: &str| record[key].as_bool().unwrap_or(false);
    Ok(Decision {
        case_no: text("case_no").context("case_no")?,
        decided_on: text("decided_on").context("decided_on")?.parse()?,
        act_on: text("act_on").and_then(|d| d.parse().ok()),
        authority: text("authority").context("authority")?,
        region: text("region"),
        domain: text("domain").map(|d| DomainId::from(d.as_str())),
        offence: text("offence")
            .map(|o| cailiang::law::OffenceId::from(o.as_str()))
            .or(located.as_ref().map(|l| l.id.clone())),
        subject: text("subject")
            .and_then(|s| Subject::from_id(&s))
            .context("subject")?,
        stage: text("stage").map(|s| StageId::from(s.as_str())),
        party_name: text("party_name"),
        facts,
        circumstances,
        tier: text("tier"),
        outcome: text("disposition").and_then(|o| Outcome::from_id(&o)),
        fine: record["fine_yuan"].as_i64().map(Fen::yuan),
        amounts: Amounts {
            illegal_gain: record["illegal_gain_yuan"].as_i64().map(Fen::yuan),
            goods_value: record["goods_value_yuan"].as_i64().map(Fen::yuan),
            annual_income: record["annual_income_yuan"].as_i64().map(Fen::yuan),
        },
        other_penalties: Vec::new(),
        narrative: None,
        flags: Flags {
            merged: several || mark("several_offences_merged"),
            earlier_numbering: located.is_some_and(|l| l.earlier),
            article_inferred: mark("article_inferred"),
            teaching: false,
        },
        basis,
    })
}

fn fact(value: &Value) -> Option<FactValue> {
    match value {
        Value::Number(n) => n.to_string().parse().ok().map(FactValue::Number),
        Value::String(s) => Some(FactValue::Text(s.clone())),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
