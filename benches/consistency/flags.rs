//! Reads `decisions.jsonl`, compares, writes `flags.jsonl`; prints how long the comparison took.
//!
//! `cargo run --release --example consistency -- DECISIONS FLAGS [LIBRARY_DIR]`

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use cailiang::compare::{Decision, Options, compare};
use cailiang::packs;
use serde_json::json;

use records::read;

mod records;

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
