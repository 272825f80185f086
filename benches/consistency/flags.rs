//! Reads `decisions.jsonl`, compares, writes `flags.jsonl`; prints how long the comparison took.
//!
//! `cargo run --release --example consistency -- DECISIONS FLAGS [LIBRARY_DIR]`

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use cailiang::compare::{Decision, Flags, Options, Outcome, compare};
use cailiang::law::{
    CircumstanceId, DomainId, FactId, FactValue, Facts, Fen, Library, StageId, Subject,
};
use cailiang::packs;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: consistency DECISIONS FLAGS [LIBRARY_DIR]");
    };
    let loaded = match rest.first() {
        Some(directory) => packs::load_with(Path::new(directory)),
        None => packs::load_shipped(),
    };
    for problem in &loaded.diagnostics {
        eprintln!("{problem:?}");
    }
    let lines = BufReader::new(File::open(input).context(input.clone())?).lines();
    let mut decisions: Vec<Decision> = Vec::new();
    for (number, line) in (1..).zip(lines) {
        match read(&loaded.library, &line?) {
            Ok(decision) => decisions.push(decision),
            Err(problem) => eprintln!("line {number} left out: {problem}"),
        }
    }
    let cases = decisions.iter().collect();
    let start = Instant::now();
    let found = compare(&loaded.library, cases, &Options::default());
    eprintln!(
        "{} decisions compared in {:.0} ms",
        decisions.len(),
        start.elapsed().as_secs_f64() * 1e3
    );
    let mut out = BufWriter::new(File::create(output).context(output.clone())?);
    for (index, decision) in decisions.iter().enumerate() {
        let finding = found.explain(&loaded.library, index);
        let finding = finding.context("a finding for each")?;
        let mark = finding.mark;
        let expected = mark
            .expected
            .map(|r| json!({"low_yuan": r.min().0 / 100, "high_yuan": r.max().0 / 100}));
        let line = json!({
            "case_no": decision.case_no, "verdict": mark.verdict.id(), "score": mark.score, "p_value": mark.p_value,
            "peers": mark.peers, "expected": expected, "reasons": finding.reasons,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Reads one record of the contract. The real importer is the store's; this one knows clean records only.
fn read(library: &Library, line: &str) -> Result<Decision> {
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
