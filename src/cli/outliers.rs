//! `cailiang outliers`: every past decision held against the law and its peers.

use crate::cli::args::{ListFormat, OutliersArgs};
use crate::cli::{Context, Outcome, words};
use crate::compare::{Decision, Findings, Options, compare};
use crate::report::finding;
use crate::store::Filter;

/// Runs the command.
pub fn run(args: &OutliersArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let loaded = context.load()?;
    let all = store.all(&Filter::default())?;
    let mut decisions: Vec<Decision> = all.into_iter().map(|(_, decision)| decision).collect();
    context.profile.fill_decisions(&mut decisions);
    let findings = compare(&loaded.library, &decisions, &Options::default());
    match args.format {
        ListFormat::Text if decisions.is_empty() => {
            writeln!(context.out, "{}", words::NO_DECISIONS)?;
        }
        ListFormat::Text => {
            for line in finding::to_text(&loaded.library, &decisions, &findings, args.all) {
                writeln!(context.out, "{line}")?;
            }
        }
        ListFormat::Jsonl => {
            for (decision, finding) in decisions.iter().zip(&findings.findings) {
                writeln!(context.out, "{}", finding::to_json(decision, finding))?;
            }
        }
        ListFormat::Csv => table(&decisions, &findings, context)?,
    }
    Ok(Outcome::Done)
}

fn table(decisions: &[Decision], findings: &Findings, context: &mut Context) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(&mut *context.out);
    table.write_record(finding::COLUMNS)?;
    for (decision, finding) in decisions.iter().zip(&findings.findings) {
        table.write_record(finding::to_row(decision, finding))?;
    }
    table.flush()?;
    Ok(())
}
