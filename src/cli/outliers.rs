//! `cailiang outliers`: every past decision held against the law and its peers.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::cli::args::{OutliersArgs, OutliersFormat};
use crate::cli::{Context, Outcome, places, words};
use crate::compare::bureau::{By, bureaus};
use crate::compare::{Decision, Finding, Options, Verdict, compare};
use crate::law::{Library, OffenceId, PartialDate};
use crate::report::finding::{self, Standing};
use crate::report::page::{self, Page};
use crate::report::selection::Selection;
use crate::store::{Filter, Store};

/// Tells a spreadsheet that a file is UTF-8; without it Chinese versions take it for GB18030.
const MARK: &str = "\u{feff}";

/// Runs the command.
pub fn run(args: &OutliersArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let loaded = context.load()?;
    let selection = match selection(args, &loaded.library) {
        Ok(selection) => selection,
        Err(message) => {
            writeln!(context.err, "{message}")?;
            return Ok(Outcome::Refused);
        }
    };
    let options = Options {
        include_merged: args.include_merged,
        include_earlier_numbering: args.include_earlier_numbering,
        allow_for_habit: !args.no_habit,
        ..Options::default()
    };
    let cases = store.cases(context.settings.jurisdiction())?;
    let findings = compare(&loaded.library, cases, &options);
    let reviews = store.reviews()?;
    let opinions = reviews.states(&findings);
    let bureaus = (args.format == OutliersFormat::Html)
        .then(|| bureaus(&loaded.library, &findings, By::Quarter));
    let party = |key| {
        let stored = store.decision(key).ok().flatten();
        stored.and_then(|s| s.decision.party_name)
    };
    let nobody = |_| None;
    let page = Page {
        library: &loaded.library,
        fingerprint: loaded.fingerprint(),
        findings: &findings,
        options: &options,
        selection: &selection,
        opinions: &opinions,
        bureaus: bureaus.as_ref().filter(|view| !view.bureaus.is_empty()),
        limit: args.limit.unwrap_or(page::LISTED),
        jurisdiction: context.settings.jurisdiction(),
        maker: context.settings.bureau(),
        made: places::now(),
        party: if args.with_parties { &party } else { &nobody },
    };
    let Some(path) = args.out.as_deref() else {
        write(args, &page, &store, context.out)?;
        return Ok(Outcome::Done);
    };
    anyhow::ensure!(
        !is_same(path, &context.places.database),
        words::out_is_store(path)
    );
    let unwritable = |error: io::Error| anyhow::anyhow!(words::cannot_write(path, &error));
    let mut file = BufWriter::new(File::create(path).map_err(unwritable)?);
    if args.format == OutliersFormat::Csv {
        write!(file, "{MARK}").map_err(unwritable)?;
    }
    write(args, &page, &store, &mut file)?;
    let file = file.into_inner().map_err(|e| unwritable(e.into_error()))?;
    let size = file.metadata().map_err(unwritable)?.len();
    writeln!(context.err, "{}", words::report_written(path, size))?;
    Ok(Outcome::Done)
}

fn write(
    args: &OutliersArgs,
    page: &Page<'_>,
    store: &Store,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let (library, findings, selection) = (page.library, page.findings, page.selection);
    match args.format {
        OutliersFormat::Text if findings.cases().is_empty() => {
            writeln!(out, "{}", words::NO_DECISIONS)?;
        }
        OutliersFormat::Text => {
            for line in finding::to_text(library, findings, selection, page.opinions, args.limit) {
                writeln!(out, "{line}")?;
            }
        }
        OutliersFormat::Jsonl => {
            each(args, page, store, |decision, found, opinion| {
                let line = finding::to_json(decision, found, opinion);
                Ok(writeln!(out, "{line}")?)
            })?;
        }
        OutliersFormat::Csv => {
            let mut table = csv::Writer::from_writer(&mut *out);
            table.write_record(finding::COLUMNS)?;
            each(args, page, store, |decision, found, opinion| {
                Ok(table.write_record(finding::to_row(decision, found, opinion))?)
            })?;
            table.flush()?;
        }
        OutliersFormat::Html => write!(out, "{}", page.render())?,
    }
    Ok(())
}

/// Gives the decisions asked for in the order of import, whole, with what was found: all of them
/// where no verdict was asked for, since what is read by programs is to be complete.
fn each(
    args: &OutliersArgs,
    page: &Page<'_>,
    store: &Store,
    mut give: impl FnMut(&Decision, &Finding, Option<Standing<'_>>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let selection = Selection {
        everything: true,
        ..page.selection.clone()
    };
    let mut left = args.limit.unwrap_or(usize::MAX);
    let mut done = Ok(());
    let mut index = 0;
    store.each(&Filter::default(), |stored| {
        let mark = page.findings.marks.get(index);
        let asked = mark.is_some_and(|m| selection.admits(&stored.decision, m));
        if asked && left > 0 && done.is_ok() {
            left -= 1;
            let found = page.findings.explain(page.library, index);
            let opinion = page.opinions.get(&index).copied();
            done = found.map_or(Ok(()), |found| give(&stored.decision, &found, opinion));
        }
        index += 1;
    })?;
    done
}

fn selection(args: &OutliersArgs, library: &Library) -> Result<Selection, String> {
    let offence = args.offence.as_deref().map(|text| {
        let ids = meant(library, text);
        if ids.is_empty() {
            Err(words::no_offence_named(text))
        } else {
            Ok((text.to_owned(), ids))
        }
    });
    let verdicts = args.verdict.iter().map(|text| verdict(text));
    Ok(Selection {
        verdicts: verdicts.collect::<Result<_, _>>()?,
        authority: args.authority.clone(),
        offence: offence.transpose()?,
        from: date(args.from.as_deref())?.map(PartialDate::earliest),
        until: date(args.until.as_deref())?.map(PartialDate::latest),
        everything: args.all,
    })
}

/// Reads a verdict: its word or its identifier.
fn verdict(text: &str) -> Result<Verdict, String> {
    let meant = |v: &Verdict| v.id() == text || v.label() == text;
    let found = Verdict::ALL.into_iter().find(meant);
    found.ok_or_else(|| words::bad_verdict(text))
}

/// Reads a date known to the day, the month or the year.
fn date(text: Option<&str>) -> Result<Option<PartialDate>, String> {
    let read = |text: &str| text.parse().map_err(|_| words::bad_date(text));
    text.map(read).transpose()
}

/// The offences and clauses with this id, or with this in their names.
fn meant(library: &Library, text: &str) -> Vec<OffenceId> {
    if !library.named(text).is_empty() {
        return Filter::about(library, &OffenceId::from(text)).offences;
    }
    Filter::containing(library, text).meant.concat()
}

/// Tells whether two paths lead to one file that exists.
fn is_same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
