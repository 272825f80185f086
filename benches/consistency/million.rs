//! Reads many decisions straight into [`Cases`], compares them, asks for peers; prints times and peak memory.
//!
//! `cargo run --release --example million -- DECISIONS [LIBRARY_DIR]`

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use cailiang::compare::{Cases, Decision, Flags, Options, Outcome, compare};
use cailiang::law::{
    CircumstanceId, DomainId, FactId, FactValue, Facts, Fen, Library, StageId, Subject,
};
use cailiang::packs;
use serde_json::Value;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: million DECISIONS [LIBRARY_DIR]");
    };
    let library = match rest.first() {
        Some(directory) => packs::load_with(Path::new(directory)),
        None => packs::load_shipped(),
    }
    .library;
    let mut cases = Cases::new();
    let mut reader = BufReader::new(File::open(input).context(input.clone())?);
    let (mut line, mut key) = (String::new(), 0);
    while reader.read_line(&mut line)? > 0 {
        cases.push(key, &read(&library, &line)?);
        key += 1;
        line.clear();
    }
    memory("read");
    let (start, before) = (Instant::now(), cpu());
    let found = compare(&library, cases, &Options::default());
    let took = start.elapsed().as_secs_f64() * 1e3;
    let busy = (cpu() - before) * 10;
    eprintln!("{key} decisions compared in {took:.0} ms, {busy} ms of processors");
    memory("compared");
    let many = found.cases().len();
    let mut times: Vec<f64> = (0..many)
        .step_by((many / 500).max(1))
        .map(|index| {
            let start = Instant::now();
            std::hint::black_box(found.peers(index, 20));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).or(times.last());
    eprintln!(
        "peers of one decision, ms: median {:.2?}, 99 % {:.2?}, most {:.2?}",
        at(50),
        at(99),
        times.last()
    );
    Ok(())
}

/// Hundredths of a second of processor time used so far, where the system tells.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let of = |n: usize| fields.split_whitespace().nth(n)?.parse::<u64>().ok();
    of(11).unwrap_or(0) + of(12).unwrap_or(0)
}

/// Prints the largest resident size so far, where the system tells.
fn memory(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|l| l.starts_with("VmHWM"));
    eprintln!("{when}: {}", peak.unwrap_or("no figure for memory"));
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
