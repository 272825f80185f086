//! `cailiang outliers`: every past decision held against the law and its peers.

use crate::cli::args::{ListFormat, OutliersArgs};
use crate::cli::{Context, Outcome, words};
use crate::compare::{Decision, Finding, Findings, Options, compare};
use crate::law::Library;
use crate::report::finding;
use crate::store::{Filter, Store};

/// Runs the command.
pub fn run(args: &OutliersArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let loaded = context.load()?;
    let cases = store.cases(context.profile.jurisdiction.as_deref())?;
    let findings = compare(&loaded.library, cases, &Options::default());
    let library = &loaded.library;
    match args.format {
        ListFormat::Text if findings.cases().is_empty() => {
            writeln!(context.out, "{}", words::NO_DECISIONS)?;
        }
        ListFormat::Text => {
            for line in finding::to_text(library, &findings, args.all) {
                writeln!(context.out, "{line}")?;
            }
        }
        ListFormat::Jsonl => {
            each(library, &store, &findings, |decision, finding| {
                Ok(writeln!(
                    context.out,
                    "{}",
                    finding::to_json(decision, finding)
                )?)
            })?;
        }
        ListFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut *context.out);
            table.write_record(finding::COLUMNS)?;
            each(library, &store, &findings, |decision, finding| {
                Ok(table.write_record(finding::to_row(decision, finding))?)
            })?;
            table.flush()?;
        }
    }
    Ok(Outcome::Done)
}

/// Gives every decision, whole, with what was found.
fn each(
    library: &Library,
    store: &Store,
    findings: &Findings,
    mut give: impl FnMut(&Decision, &Finding) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut done = Ok(());
    let mut index = 0;
    store.each(&Filter::default(), |stored| {
        if let (Ok(()), Some(finding)) = (&done, findings.explain(library, index)) {
            done = give(&stored.decision, &finding);
        }
        index += 1;
    })?;
    done
}
