//! `cailiang import`: past decisions into the store, and whole imports out of it again.

use anyhow::anyhow;

use crate::cli::args::{Format, ImportArgs, ImportCommand, ImportDecisionsArgs};
use crate::cli::{Context, Outcome, import_benchmark, places, statute, words};
use crate::report::import::{notes, rejected};
use crate::report::words as report_words;
use crate::store::{
    Cancel, Glimpse, ImportEntry, ImportReport, Input, Profile, Request, Store, profiles,
};

/// Runs the command; refused records end with status 1.
pub fn run(args: &ImportArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    match &args.command {
        ImportCommand::Decisions(args) => decisions(args, context),
        ImportCommand::Benchmark(args) => import_benchmark::run(args, context),
        ImportCommand::Statute(args) => statute::import(args, context),
        ImportCommand::Profiles { format } => kept_profiles(*format, context),
        ImportCommand::List { format } => list(*format, context),
        ImportCommand::Undo { id } => undo(*id, context),
    }
}

fn decisions(args: &ImportDecisionsArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let profile = match &args.profile {
        Some(written) => {
            profiles::find(&context.places.profiles, written).map_err(|e| anyhow!(e))?
        }
        None => fitting(args, context).unwrap_or_default(),
    };
    if let (None, Some(name)) = (&args.profile, profile.name()) {
        writeln!(context.err, "{}", words::profile_fits(name))?;
    }
    let loaded = context.load()?;
    // To try a file out is no reason to make a store.
    let mut store = if args.preview && !context.places.database.exists() {
        Store::open_in_memory()?
    } else {
        context.open_store()?
    };
    let file = args.file.display().to_string();
    let request = Request {
        file: &file,
        at: places::now(),
        library: &loaded.fingerprint(),
        profile: &profile,
        teaching: false,
        preview: args.preview,
    };
    let report = store.import(
        Input::File(&args.file),
        &loaded.library,
        &request,
        &mut |_| {},
        &Cancel::new(false),
    )?;
    match args.format {
        Format::Json => writeln!(context.out, "{}", serde_json::to_string_pretty(&report)?)?,
        Format::Text => print(&file, args.preview, &report, context)?,
    }
    Ok(if report.needs_attention() {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// The kept profile made for tables like this one. Whether the file can be read is told by the import.
fn fitting(args: &ImportDecisionsArgs, context: &Context) -> Option<Profile> {
    if profiles::list(&context.places.profiles).is_empty() {
        return None;
    }
    let file = args.file.display().to_string();
    let glimpse = Glimpse::read(&file, Input::File(&args.file)).ok()??;
    profiles::fitting(&context.places.profiles, glimpse.rows())
}

fn kept_profiles(format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let kept = profiles::list(&context.places.profiles);
    let has_faults = kept.iter().any(|k| k.profile.is_err());
    match format {
        Format::Json => {
            let list: Vec<_> = kept
                .iter()
                .map(|k| {
                    serde_json::json!({
                        "name": k.name,
                        "file": k.path,
                        "error": k.profile.as_ref().err(),
                    })
                })
                .collect();
            writeln!(context.out, "{}", serde_json::to_string_pretty(&list)?)?;
        }
        Format::Text if kept.is_empty() => writeln!(context.out, "{}", words::NO_PROFILES)?,
        Format::Text => {
            for k in &kept {
                let fault = k.profile.as_ref().err();
                let line = fault
                    .cloned()
                    .unwrap_or_else(|| k.path.display().to_string());
                writeln!(context.out, "{}  {line}", k.name)?;
            }
        }
    }
    Ok(if has_faults {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

fn print(
    file: &str,
    preview: bool,
    report: &ImportReport,
    context: &mut Context,
) -> anyhow::Result<()> {
    let rejections = rejected(report);
    let counts = report_words::import_counts(
        report.read,
        report.accepted,
        report.duplicates,
        rejections.len() as u64,
        report.skipped,
    );
    writeln!(context.out, "{file}：{counts}")?;
    for (line, reason) in rejections {
        writeln!(context.out, "{}", words::rejected(file, line, &reason))?;
    }
    for note in notes(report) {
        writeln!(context.out, "{}", words::note(&note))?;
    }
    let last = match report.import {
        Some(id) => words::imported_as(id),
        None if preview => words::ONLY_PREVIEW.to_owned(),
        None => words::NOTHING_NEW.to_owned(),
    };
    writeln!(context.out, "{last}")?;
    Ok(())
}

fn list(format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let imports = context.existing_store()?.imports()?;
    match format {
        Format::Json => {
            let list: Vec<_> = imports.iter().map(entry).collect();
            writeln!(context.out, "{}", serde_json::to_string_pretty(&list)?)?;
        }
        Format::Text if imports.is_empty() => writeln!(context.out, "{}", words::NO_IMPORTS)?,
        Format::Text => {
            for import in &imports {
                writeln!(context.out, "{}", report_words::import_entry(import))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn entry(import: &ImportEntry) -> serde_json::Value {
    serde_json::json!({
        "import": import.id,
        "file": import.file,
        "sha256": import.sha256,
        "at": import.at,
        "profile": import.profile,
        "library": import.library,
        "teaching": import.teaching,
        "read": import.read,
        "accepted": import.accepted,
        "duplicates": import.duplicates,
        "rejected": import.rejected,
        "skipped": import.skipped,
    })
}

fn undo(id: Option<i64>, context: &mut Context) -> anyhow::Result<Outcome> {
    let mut store = context.existing_store()?;
    let imports = store.imports()?;
    let found = match id {
        Some(id) => imports.iter().find(|import| import.id == id),
        None => imports.first(),
    };
    let Some(import) = found else {
        let message = id.map_or_else(|| words::NO_IMPORTS.to_owned(), words::no_such_import);
        writeln!(context.err, "{message}")?;
        return Ok(Outcome::Refused);
    };
    let removed = store.undo_import(import.id)?;
    let message = words::undone(import.id, &import.file, removed);
    writeln!(context.out, "{message}")?;
    Ok(Outcome::Done)
}
