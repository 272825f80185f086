//! Folders, the database, settings and the library of law.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cli::Context;
use crate::cli::doctor::{Check, words};
use crate::packs::{Diagnostic, load_with};
use crate::settings::{Key, bands, words as say};
use crate::store::{Store, StoreError, io_reason};
use crate::tui::settings::{Settings as Interface, load, problem_of};

/// Problems of the library listed one by one.
const LISTED: usize = 8;
/// Files counted in a folder; more are not looked at.
const COUNTED: usize = 100_000;

/// Every place the program writes to or reads from.
pub(super) fn places(context: &Context) -> Vec<Check> {
    let places = &context.places;
    let parent = |path: &Path| path.parent().map_or_else(PathBuf::new, Path::to_owned);
    vec![
        folder("place.library", words::PLACE_LIBRARY, &places.library),
        folder(
            "place.database",
            words::PLACE_DATABASE,
            &parent(&places.database),
        ),
        folder("place.profiles", words::PLACE_PROFILES, &places.profiles),
        folder(
            "place.settings",
            words::PLACE_SETTINGS,
            &parent(&places.settings),
        ),
        file("place.keymap", words::PLACE_KEYMAP, &places.keymap),
        file("place.theme", words::PLACE_THEME, &places.theme),
    ]
}

fn folder(id: &'static str, label: &str, path: &Path) -> Check {
    match fs::metadata(path) {
        Ok(found) if !found.is_dir() => Check::problem(
            id,
            label,
            words::not_a_folder(path),
            words::MOVE_AWAY.to_owned(),
        ),
        Ok(_) => {
            let (files, bytes) = measure(path);
            let text = words::folder(path, files, bytes);
            match try_writing(path) {
                Ok(()) => Check::good(id, label, text),
                Err(error) => {
                    let text = words::not_writable(path, &io_reason(&error));
                    Check::problem(id, label, text, words::MAKE_WRITABLE)
                }
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Check::good(id, label, words::not_yet(path))
        }
        Err(error) => {
            let text = words::not_readable(path, &io_reason(&error));
            Check::problem(id, label, text, words::MAKE_WRITABLE)
        }
    }
}

fn file(id: &'static str, label: &str, path: &Path) -> Check {
    match fs::metadata(path) {
        Ok(found) => Check::good(id, label, words::file(path, found.len())),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Check::good(id, label, words::none_needed(path))
        }
        Err(error) => {
            let text = words::not_readable(path, &io_reason(&error));
            Check::problem(id, label, text, words::MAKE_WRITABLE)
        }
    }
}

/// How many files lie under a folder, and how many bytes they hold; links are not followed.
fn measure(path: &Path) -> (usize, u64) {
    let (mut files, mut bytes) = (0, 0);
    let mut waiting = vec![path.to_owned()];
    while let Some(folder) = waiting.pop() {
        // What cannot be listed is not counted; whether it can be written is told beside.
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let Ok(found) = entry.metadata() else {
                continue;
            };
            if found.is_dir() {
                waiting.push(entry.path());
            } else {
                files += 1;
                bytes += found.len();
            }
            if files >= COUNTED {
                return (files, bytes);
            }
        }
    }
    (files, bytes)
}

/// Makes a file and removes it: permissions alone do not tell of a full disk or a share.
fn try_writing(folder: &Path) -> std::io::Result<()> {
    let path = folder.join(format!(".cailiang-doctor-{}", std::process::id()));
    let made = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path);
    drop(made?);
    fs::remove_file(&path)
}

/// Whether the database opens and is whole.
pub(super) fn database(path: &Path) -> Vec<Check> {
    let open = "database.open";
    if !path.exists() {
        return vec![Check::good(open, words::OPENING, words::not_yet(path))];
    }
    let store = match Store::open_read_only(path) {
        Ok(store) => store,
        Err(StoreError::OldAndReadOnly) => {
            return vec![Check::note(
                open,
                words::OPENING,
                words::OLD_SCHEMA,
                words::OLD_SCHEMA_REMEDY,
            )];
        }
        Err(error) => {
            return vec![Check::problem(
                open,
                words::OPENING,
                error.to_string(),
                words::DATABASE_REMEDY,
            )];
        }
    };
    let bytes = fs::metadata(path).map_or(0, |found| found.len());
    let mut checks = vec![Check::good(open, words::OPENING, words::file(path, bytes))];
    match store.health() {
        Ok(health) => {
            let text = words::held(health.schema, health.decisions);
            checks.push(Check::good("database.content", words::CONTENT, text));
            let log = PathBuf::from(format!("{}-wal", path.display()));
            let log = fs::metadata(log).map_or(0, |found| found.len());
            let text = words::journal(&health.journal, log);
            checks.push(Check::good("database.journal", words::JOURNAL, text));
            let id = "database.check";
            checks.push(if health.broken.is_empty() {
                Check::good(id, words::WHOLE, words::IS_WHOLE)
            } else {
                let text = words::broken(&health.broken);
                Check::problem(id, words::WHOLE, text, words::DATABASE_REMEDY)
            });
        }
        Err(error) => checks.push(Check::problem(
            "database.check",
            words::WHOLE,
            error.to_string(),
            words::DATABASE_REMEDY,
        )),
    }
    checks
}

/// What is set, and what is wrong with settings, keymap and theme.
pub(super) fn settings(context: &Context) -> Vec<Check> {
    let settings = &context.settings;
    let mut checks: Vec<Check> = [
        (Key::Jurisdiction, "settings.jurisdiction"),
        (Key::Bands, "settings.bands"),
        (Key::Theme, "settings.theme"),
        (Key::Keymap, "settings.keymap"),
    ]
    .into_iter()
    .map(|(key, id)| {
        let source = say::source(settings.source(key));
        let value = say::shown(key, settings.value(key));
        let text = words::setting(&value, &source);
        if key == Key::Jurisdiction && settings.jurisdiction().is_none() {
            return Check::note(id, say::label(key), text, words::SET_REGION);
        }
        Check::good(id, say::label(key), text)
    })
    .collect();
    let loaded = load(&Interface {
        layers: Some(context.layers.clone()),
        ..Interface::default()
    });
    let mut problems = loaded.problems;
    if !settings.bands().is_empty() {
        let library = load_with(&context.places.library).library;
        problems.extend(bands::check(settings, &library).iter().map(problem_of));
    }
    checks.extend(problems.into_iter().map(|problem| {
        Check::problem(
            "settings.problem",
            problem.place,
            problem.message,
            problem.advice.unwrap_or_default(),
        )
    }));
    checks
}

/// What is loaded, and what is wrong with it.
pub(super) fn library(path: &Path) -> Vec<Check> {
    let loaded = load_with(path);
    let library = &loaded.library;
    let rows = library.offences().iter().map(|o| o.rows.len()).sum();
    let summary = crate::cli::words::library_summary(
        library.offences().len(),
        rows,
        library.parts().instruments.len(),
        library.benchmarks().len(),
    );
    let mut checks = vec![Check::good("library.content", words::LOADED, summary)];
    let shown = loaded.diagnostics.iter().take(LISTED);
    checks.extend(shown.map(finding));
    if loaded.diagnostics.len() > LISTED {
        let more = words::more(loaded.diagnostics.len() - LISTED);
        checks.push(Check::problem(
            "library.more",
            words::LOADED,
            more,
            words::SEE_LINT,
        ));
    }
    checks
}

fn finding(diagnostic: &Diagnostic) -> Check {
    let line = diagnostic.line.map(|n| format!(":{n}")).unwrap_or_default();
    Check::problem(
        "library.problem",
        format!("{}{line}", diagnostic.file),
        diagnostic.message.clone(),
        diagnostic.remedy.clone(),
    )
}
