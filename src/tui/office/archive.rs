//! The store as the office holds it: opened once, and tried again when it could not be.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::store::{Interrupter, Stamp, Store, StoreError};
use crate::tui::problem::{Problem, Severity};

/// How long to leave a store alone that could not be opened; opening itself may wait for a lock.
const PAUSE: Duration = Duration::from_secs(1);

/// The store, or why there is none.
pub(super) struct Archive {
    path: PathBuf,
    store: Result<Store, StoreError>,
    tried: Instant,
}

impl Archive {
    pub(super) fn open(path: PathBuf) -> Archive {
        Archive {
            store: Store::open(&path),
            path,
            tried: Instant::now(),
        }
    }

    /// What stops it from another thread.
    pub(super) fn interrupter(&self) -> Option<Interrupter> {
        self.at_hand().map(Store::interrupter)
    }

    /// The store, or in words why there is none.
    pub(super) fn store(&mut self) -> Result<&mut Store, String> {
        if self.store.is_err() && self.tried.elapsed() > PAUSE {
            self.store = Store::open(&self.path);
            self.tried = Instant::now();
        }
        self.store.as_mut().map_err(|error| error.to_string())
    }

    /// The store if it is open.
    pub(super) fn at_hand(&self) -> Option<&Store> {
        self.store.as_ref().ok()
    }

    /// Changes whenever somebody wrote; none without a store.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        self.at_hand()?.stamp().ok()
    }

    /// What the user should know about how it was opened.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let problem = |severity, message| Problem {
            severity,
            place: self.path.display().to_string(),
            message,
            advice: None,
        };
        match &self.store {
            Err(error) => vec![problem(Severity::Error, error.to_string())],
            Ok(store) => store
                .warnings()
                .iter()
                .map(|warning| problem(Severity::Warning, warning.to_string()))
                .collect(),
        }
    }
}
