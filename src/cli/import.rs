//! `cailiang import`: past decisions into the store, and whole imports out of it again.

use std::fs;
use std::path::Path;

use anyhow::anyhow;

use crate::cli::args::{Format, ImportArgs, ImportCommand, ImportDecisionsArgs};
use crate::cli::{Context, Outcome, import_benchmark, places, statute, words};
use crate::report::import::{notes, rejected};
use crate::report::words as report_words;
use crate::store::{Cancel, ImportEntry, ImportReport, Input, Profile, Request, Store};

/// Runs the command; refused records end with status 1.
pub fn run(args: &ImportArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    match &args.command {
        ImportCommand::Decisions(args) => decisions(args, context),
        ImportCommand::Benchmark(args) => import_benchmark::run(args, context),
        ImportCommand::Statute(args) => statute::import(args, context),
        ImportCommand::List { format } => list(*format, context),
        ImportCommand::Undo { id } => undo(*id, context),
    }
}

fn decisions(args: &ImportDecisionsArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let profile = match &args.profile {
        Some(path) => read_profile(path)?,
        None => Profile::default(),
    };
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

fn read_profile(path: &Path) -> anyhow::Result<Profile> {
    let text = fs::read_to_string(path).map_err(|e| anyhow!(words::unreadable(path, &e)))?;
    Profile::from_toml(&text).map_err(|why| anyhow!(words::about_file(path, &why)))
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
