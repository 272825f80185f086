//! `cailiang bureaus`: authorities against one another and against their own past.

use crate::cli::args::{BureauFormat, BureausArgs};
use crate::cli::{Context, Outcome, words};
use crate::compare::bureau::bureaus;
use crate::compare::{Options, compare};
use crate::report::bureau;

/// Runs the command.
pub fn run(args: &BureausArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let loaded = context.load()?;
    let cases = store.cases(context.settings.jurisdiction())?;
    let findings = compare(&loaded.library, cases, &Options::default());
    let view = bureaus(&loaded.library, &findings, args.by.into());
    match args.format {
        BureauFormat::Text if findings.cases().is_empty() => {
            writeln!(context.out, "{}", words::NO_DECISIONS)?;
        }
        BureauFormat::Text => {
            for line in bureau::to_text(&view) {
                writeln!(context.out, "{line}")?;
            }
        }
        BureauFormat::Json => {
            let value = bureau::to_json(&view, &findings);
            writeln!(context.out, "{}", serde_json::to_string_pretty(&value)?)?;
        }
        BureauFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut *context.out);
            table.write_record(bureau::COLUMNS)?;
            for row in bureau::to_rows(&view) {
                table.write_record(row)?;
            }
            table.flush()?;
        }
    }
    Ok(Outcome::Done)
}
