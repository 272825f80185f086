//! `cailiang review`: findings dismissed, confirmed, opened again, and the record of it.

use crate::cli::args::{FindingArgs, Format, OpinionArgs, ReviewArgs, ReviewCommand};
use crate::cli::places::now;
use crate::cli::{Context, Outcome, words};
use crate::compare::{Findings, Options, Verdict, compare};
use crate::report::review::{entry_line, entry_to_json, state_word, to_json};
use crate::store::{Act, Opinion, Review, ReviewState, Store, Stored};

/// Runs the command.
pub fn run(args: &ReviewArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let mut store = context.existing_store()?;
    match &args.command {
        ReviewCommand::List => list(&store, args.format, context),
        ReviewCommand::History { case_no } => {
            let log = store.review_log(case_no.as_deref())?;
            print(&log, args.format, context)
        }
        ReviewCommand::Dismiss(opinion) => {
            give(&mut store, opinion, Act::Dismissed, args.format, context)
        }
        ReviewCommand::Confirm(opinion) => {
            give(&mut store, opinion, Act::Confirmed, args.format, context)
        }
        ReviewCommand::Reopen(finding) => reopen(&mut store, finding, args.format, context),
    }
}

fn compared(store: &Store, context: &mut Context) -> anyhow::Result<Findings> {
    let loaded = context.load()?;
    let cases = store.cases(context.settings.jurisdiction())?;
    Ok(compare(&loaded.library, cases, &Options::default()))
}

fn list(store: &Store, format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let reviews = store.reviews()?;
    let findings = if reviews.iter().next().is_some() {
        Some(compared(store, context)?)
    } else {
        None
    };
    let states = findings.as_ref().map(|f| reviews.states(f));
    let mut held: Vec<(ReviewState, &Review)> =
        states.into_iter().flatten().map(|(_, s)| s).collect();
    held.sort_by(|a, b| (&b.1.at, &a.1.case_no).cmp(&(&a.1.at, &b.1.case_no)));
    match format {
        Format::Json => {
            let entry = |(state, review): &(ReviewState, &Review)| {
                let mut entry = entry_to_json(review);
                if let Some(object) = entry.as_object_mut() {
                    object.insert("review".to_owned(), to_json(*state, review));
                }
                entry
            };
            let mut entries: Vec<serde_json::Value> = held.iter().map(entry).collect();
            entries.extend(reviews.gone().iter().map(entry_to_json));
            writeln!(context.out, "{}", serde_json::to_string_pretty(&entries)?)?;
        }
        Format::Text => {
            if held.is_empty() && reviews.gone().is_empty() {
                writeln!(context.out, "{}", words::NO_REVIEWS)?;
            }
            for (state, review) in &held {
                writeln!(
                    context.out,
                    "[{}] {}",
                    state_word(*state),
                    entry_line(review)
                )?;
            }
            if !reviews.gone().is_empty() {
                writeln!(context.out, "{}", words::REVIEWS_GONE)?;
            }
            for review in reviews.gone() {
                writeln!(context.out, "  {}", entry_line(review))?;
            }
        }
    }
    Ok(Outcome::Done)
}

/// Prints entries of the record.
fn print(entries: &[Review], format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    match format {
        Format::Json => {
            let entries: Vec<serde_json::Value> = entries.iter().map(entry_to_json).collect();
            writeln!(context.out, "{}", serde_json::to_string_pretty(&entries)?)?;
        }
        Format::Text if entries.is_empty() => writeln!(context.out, "{}", words::NO_REVIEWS)?,
        Format::Text => {
            for review in entries {
                writeln!(context.out, "{}", entry_line(review))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn give(
    store: &mut Store,
    args: &OpinionArgs,
    act: Act,
    format: Format,
    context: &mut Context,
) -> anyhow::Result<Outcome> {
    let reason = args.reason.trim();
    anyhow::ensure!(!reason.is_empty(), words::REASON_EMPTY);
    let findings = compared(store, context)?;
    let key = one(store, &findings, &args.finding, true)?;
    write(store, &findings, key, (act, reason), format, context)
}

fn reopen(
    store: &mut Store,
    args: &FindingArgs,
    format: Format,
    context: &mut Context,
) -> anyhow::Result<Outcome> {
    let findings = compared(store, context)?;
    let key = one(store, &findings, args, false)?;
    let is_open = store.reviews()?.get(key).is_none();
    anyhow::ensure!(!is_open, words::not_reviewed(&args.case_no));
    write(store, &findings, key, (Act::Reopened, ""), format, context)
}

fn write(
    store: &mut Store,
    findings: &Findings,
    key: i64,
    (act, reason): (Act, &str),
    format: Format,
    context: &mut Context,
) -> anyhow::Result<Outcome> {
    let index = findings.cases().find(key);
    let mark = index.and_then(|i| findings.marks.get(i));
    let basis = index.and_then(|i| findings.basis(i)).unwrap_or_default();
    if let Some(mark) = mark {
        let opinion = Opinion {
            act,
            reason,
            verdict: mark.verdict,
            basis: &basis,
            at: now(),
            by: context.settings.user(),
        };
        store.review(key, &opinion)?;
    }
    let latest: Vec<Review> = store.review_history(key)?.into_iter().take(1).collect();
    print(&latest, format, context)
}

/// The key of the one record that is meant: the only one of that number, party and offence, or the only
/// finding among them.
fn one(
    store: &Store,
    findings: &Findings,
    args: &FindingArgs,
    findings_only: bool,
) -> anyhow::Result<i64> {
    let found = store.decisions_numbered(&args.case_no)?;
    anyhow::ensure!(!found.is_empty(), words::no_such_case(&args.case_no));
    let meant = |s: &&Stored| {
        let decision = &s.decision;
        let offence = decision.offence.as_ref().map(ToString::to_string);
        (args.party.is_none() || args.party == decision.party_name)
            && (args.offence.is_none() || args.offence == offence)
    };
    let found: Vec<&Stored> = found.iter().filter(meant).collect();
    anyhow::ensure!(!found.is_empty(), words::no_such_case(&args.case_no));
    let verdict = |s: &Stored| {
        let index = findings.cases().find(s.id)?;
        findings.marks.get(index).map(|m| m.verdict)
    };
    let is_finding = |s: &&&Stored| verdict(s).is_some_and(Verdict::is_finding);
    let suspects: Vec<&Stored> = found.iter().filter(is_finding).copied().collect();
    match (suspects.as_slice(), found.as_slice()) {
        ([only], _) => Ok(only.id),
        ([], [only]) if !findings_only => Ok(only.id),
        ([], [only]) => {
            let label = verdict(only).map_or("", Verdict::label);
            anyhow::bail!(words::not_a_finding(&args.case_no, label))
        }
        _ => {
            let line = |s: &&Stored| {
                let offence = s.decision.offence.as_ref().map(ToString::to_string);
                let label = verdict(s).map_or("", Verdict::label);
                let party = s.decision.party_name.as_deref();
                words::record(party, &offence.unwrap_or_default(), label)
            };
            let lines: Vec<String> = found.iter().map(line).collect();
            anyhow::bail!(words::several(&args.case_no, &lines))
        }
    }
}
