//! Imports: on a worker that opens the store itself, and taken back again.

use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf, is_separator};
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use crate::packs::Loaded;
use crate::report::import::{notes, reasons, rejected};
use crate::store::{
    self, Cancel, Glimpse, ImportError, ImportReport, Input, Profile, Progress, Request, Store,
};
use crate::tui::message::Msg;
use crate::tui::model::mapping::MappingForm;
use crate::tui::model::overlay::{ImportProgress, ImportSummary};
use crate::tui::model::work::Job as Work;
use crate::tui::office::decisions::told;
use crate::tui::office::worker::Pace;
use crate::tui::office::{Office, mapping, words, worker};

/// The import at work, if any.
#[derive(Default)]
pub(super) struct Imports {
    cancel: Arc<Cancel>,
    /// The file that was looked into last; workers put it here.
    pub(super) at_hand: Arc<Mutex<Option<AtHand>>>,
}

/// A file that was looked into.
#[derive(Clone, Debug)]
pub(super) struct AtHand {
    /// As written by the user.
    pub(super) file: String,
    /// Its first rows; none when it is no table.
    pub(super) glimpse: Option<Glimpse>,
    /// What its columns mean.
    pub(super) profile: Profile,
}

impl Imports {
    /// The file that was looked into last.
    pub(super) fn at_hand(&self) -> Option<AtHand> {
        let held = self.at_hand.lock();
        held.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// How many candidates are offered for a path.
const OFFERED: usize = 200;
/// Endings of files that can be imported.
pub(super) const LEDGERS: [&str; 8] = ["xlsx", "xls", "csv", "jsonl", "json", "tsv", "txt", "et"];
/// Endings of files that can be benchmark documents.
pub(super) const DOCUMENTS: [&str; 9] = [
    "docx", "xlsx", "xls", "pdf", "htm", "html", "csv", "txt", "md",
];

impl Office {
    /// Imports a file by the profile it was previewed with.
    pub(super) fn import(&mut self, file: String, outbox: &Sender<Msg>) -> Vec<Msg> {
        let at_hand = self.imports.at_hand().filter(|held| held.file == file);
        let profile = at_hand.map_or_else(Profile::default, |held| held.profile);
        let job = self.import_job(file, profile, false);
        worker::start(outbox, Msg::ImportFailed, move |outbox| job.run(outbox))
    }

    /// Tells what an import would do, or asks what the columns are.
    pub(super) fn preview_import(
        &mut self,
        file: String,
        form: Option<MappingForm>,
        outbox: &Sender<Msg>,
    ) -> Vec<Msg> {
        let at_hand = form.and_then(|form| {
            let held = self.imports.at_hand().filter(|held| held.file == file)?;
            let profile = mapping::profile_of(&held, &form);
            Some(AtHand { profile, ..held })
        });
        let mut job = self.import_job(file, Profile::default(), true);
        let (profiles, held) = (self.profiles.clone(), Arc::clone(&self.imports.at_hand));
        worker::start(outbox, Msg::ImportFailed, move |outbox| {
            let is_asked = at_hand.is_none();
            let at_hand = match at_hand.map_or_else(|| job.look(&profiles), Ok) {
                Ok(at_hand) => at_hand,
                Err(error) => return Msg::ImportFailed(error.to_string()),
            };
            job.profile = at_hand.profile.clone();
            job.is_table = at_hand.glimpse.is_some();
            let lacks = at_hand
                .glimpse
                .as_ref()
                .is_some_and(|g| !g.columns(&at_hand.profile).lacking.is_empty());
            let shown = (is_asked && lacks).then(|| mapping::view(&job.loaded.library, &at_hand));
            *held.lock().unwrap_or_else(PoisonError::into_inner) = Some(at_hand);
            match shown.flatten() {
                Some(view) => Msg::MappingShown(Box::new(view)),
                None => job.run(outbox),
            }
        })
    }

    fn import_job(&mut self, file: String, profile: Profile, preview: bool) -> Job {
        self.imports.cancel = Arc::new(Cancel::new(false));
        Job {
            path: expand(&file, self.home.as_deref()),
            file,
            database: self.database.clone(),
            loaded: Arc::clone(&self.loaded),
            at: (self.now)(),
            cancel: Arc::clone(&self.imports.cancel),
            profile,
            preview,
            is_table: false,
        }
    }

    pub(super) fn cancel_import(&mut self) -> Vec<Msg> {
        self.imports.cancel.store(true, Ordering::Relaxed);
        Vec::new()
    }

    /// Takes the last import back on a worker: it may be a large one.
    pub(super) fn undo_import(&mut self, outbox: &Sender<Msg>) -> Vec<Msg> {
        let path = self.database.clone();
        worker::begin(
            Work::Undo,
            &self.stops,
            outbox,
            Msg::Failed,
            move |pace| match undo_last(&path, pace) {
                Ok(text) => Msg::StoreChanged(text),
                Err(_) if !pace.goes_on() => pace.stopped(),
                Err(text) => Msg::Failed(text),
            },
        )
    }

    pub(super) fn load_demo(&mut self, outbox: &Sender<Msg>) -> Vec<Msg> {
        let (path, loaded, at) = (
            self.database.clone(),
            Arc::clone(&self.loaded),
            (self.now)(),
        );
        worker::begin(Work::Demo, &self.stops, outbox, Msg::Failed, move |_| {
            demo(&path, &loaded, at).map_or_else(Msg::Failed, Msg::StoreChanged)
        })
    }
}

fn undo_last(path: &Path, pace: &Pace) -> Result<String, String> {
    let mut store = Store::open(path).map_err(told)?;
    pace.interrupts(store.interrupter());
    let imports = store.imports().map_err(told)?;
    let last = imports
        .first()
        .ok_or_else(|| words::NOTHING_TO_UNDO.to_owned())?;
    let removed = store.undo_import(last.id).map_err(told)?;
    Ok(words::undone(&last.file, removed))
}

fn demo(path: &Path, loaded: &Loaded, at: NaiveDateTime) -> Result<String, String> {
    let mut store = Store::open(path).map_err(told)?;
    let report = store
        .load_demo(&loaded.library, &loaded.fingerprint(), at)
        .map_err(|error| error.to_string())?;
    Ok(match report.accepted {
        0 => words::DEMO_PRESENT.to_owned(),
        accepted => words::demo_loaded(accepted),
    })
}

/// Everything a worker needs to import a file.
struct Job {
    /// As written by the user.
    file: String,
    path: PathBuf,
    database: PathBuf,
    loaded: Arc<Loaded>,
    at: NaiveDateTime,
    cancel: Arc<Cancel>,
    /// What the columns mean.
    profile: Profile,
    /// Nothing is written.
    preview: bool,
    is_table: bool,
}

impl Job {
    /// Looks at the first rows, and finds the kept profile made for such a table.
    fn look(&self, profiles: &Path) -> Result<AtHand, ImportError> {
        let glimpse = Glimpse::read(&self.file, Input::File(&self.path))?;
        let fitting = glimpse
            .as_ref()
            .and_then(|g| store::profiles::fitting(profiles, g.rows()));
        Ok(AtHand {
            file: self.file.clone(),
            glimpse,
            profile: fitting.unwrap_or_default(),
        })
    }

    fn run(&self, outbox: &Sender<Msg>) -> Msg {
        match self.import(outbox) {
            Ok(report) if self.preview => Msg::ImportPreviewed(Box::new(ImportSummary {
                profile: self.profile.name().map(str::to_owned),
                is_table: self.is_table,
                ..summary(&self.file, &report)
            })),
            Ok(report) => Msg::ImportEnded(summary(&self.file, &report)),
            Err(ImportError::Cancelled) => Msg::ImportEnded(ImportSummary {
                file: self.file.clone(),
                was_cancelled: true,
                ..ImportSummary::default()
            }),
            Err(error) => Msg::ImportFailed(error.to_string()),
        }
    }

    fn import(&self, outbox: &Sender<Msg>) -> Result<ImportReport, ImportError> {
        let request = Request {
            file: &self.file,
            at: self.at,
            library: &self.loaded.fingerprint(),
            profile: &self.profile,
            teaching: false,
            preview: self.preview,
        };
        let began = Instant::now();
        let mut tell = |progress: Progress| {
            let told = self.progress(progress, began.elapsed());
            // Without a listener the program is ending, and the import with it.
            let _ = outbox.send(Msg::ImportProgressed(told));
        };
        Store::open(&self.database)?.import(
            Input::File(&self.path),
            &self.loaded.library,
            &request,
            &mut tell,
            &self.cancel,
        )
    }

    fn progress(&self, progress: Progress, so_far: Duration) -> ImportProgress {
        let bytes = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let share = (progress.of_bytes > 0).then(|| {
            let share = store::share(bytes(progress.bytes), bytes(progress.of_bytes));
            worker::shared(share, so_far)
        });
        ImportProgress {
            file: self.file.clone(),
            read: usize::try_from(progress.rows).unwrap_or(usize::MAX),
            percent: share.and_then(|s| s.percent),
            seconds_left: share.and_then(|s| s.seconds_left),
            is_cancelled: false,
            is_preview: self.preview,
        }
    }
}

fn summary(file: &str, report: &ImportReport) -> ImportSummary {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let changed = report.accepted > 0 || report.duplicates == 0;
    let unchanged = (!changed).then(|| words::FILE_KNOWN.to_owned());
    ImportSummary {
        file: file.to_owned(),
        read: number(report.read),
        accepted: number(report.accepted),
        duplicates: number(report.duplicates),
        rejected: rejected(report)
            .into_iter()
            .map(|(line, text)| (number(line), text))
            .collect(),
        notes: unchanged.into_iter().chain(notes(report)).collect(),
        was_cancelled: false,
        reasons: reasons(report),
        profile: None,
        is_table: false,
    }
}

/// The path meant: `~` at the beginning is the user's home directory.
pub(super) fn expand(written: &str, home: Option<&Path>) -> PathBuf {
    let (Some(rest), Some(home)) = (written.strip_prefix('~'), home) else {
        return PathBuf::from(written);
    };
    if rest.is_empty() {
        return home.to_path_buf();
    }
    match rest.strip_prefix(is_separator) {
        Some(rest) => home.join(rest),
        None => PathBuf::from(written),
    }
}

/// Files and folders that continue a path as written; folders end in a separator, hidden names come last.
pub(super) fn complete(written: &str, home: Option<&Path>, endings: &[&str]) -> Vec<String> {
    if written == "~" && home.is_some() {
        return vec![format!("~{MAIN_SEPARATOR}")];
    }
    let cut = written.rfind(is_separator).map_or(0, |at| at + 1);
    let (folder, begun) = written.split_at(cut);
    let read = match folder {
        "" => PathBuf::from("."),
        folder => expand(folder, home),
    };
    let begun = begun.to_lowercase();
    let mut found: Vec<(Kind, String)> = fs::read_dir(read)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let fits = name.to_lowercase().starts_with(&begun);
            fits.then(|| candidate(&entry.path(), name, endings))
        })
        .collect();
    found.sort();
    found.truncate(OFFERED);
    found
        .into_iter()
        .map(|(_, name)| format!("{folder}{name}"))
        .collect()
}

/// What a name stands for, in the order offered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Folder,
    Importable,
    Other,
    Hidden,
}

fn candidate(path: &Path, mut name: String, endings: &[&str]) -> (Kind, String) {
    let is_folder = path.is_dir();
    let has_ending = path
        .extension()
        .and_then(|e| e.to_str())
        .is_some_and(|e| endings.contains(&e.to_lowercase().as_str()));
    let kind = match (name.starts_with('.'), is_folder) {
        (true, _) => Kind::Hidden,
        (false, true) => Kind::Folder,
        (false, false) if has_ending => Kind::Importable,
        (false, false) => Kind::Other,
    };
    if is_folder {
        name.push(MAIN_SEPARATOR);
    }
    (kind, name)
}
