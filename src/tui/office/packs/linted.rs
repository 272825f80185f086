//! What lint says of the library, found out before anybody asks.

use std::sync::{Arc, OnceLock};
use std::thread;

use crate::packs::{Diagnostic, Loaded, lint};
use crate::tui::office::worker;

/// The findings on one library; whoever asks first waits for them.
#[derive(Clone, Default)]
pub(in crate::tui::office) struct Linted(Arc<OnceLock<Vec<Diagnostic>>>);

impl Linted {
    /// Begins to look, on a thread of its own.
    pub(in crate::tui::office) fn begin(loaded: &Arc<Loaded>) -> Linted {
        let linted = Linted::default();
        let (inside, loaded) = (linted.clone(), Arc::clone(loaded));
        // Where no thread can be had, the first who asks looks.
        let _ = thread::Builder::new().spawn(move || {
            worker::step_back();
            inside.get(&loaded);
        });
        linted
    }

    pub(super) fn get(&self, loaded: &Loaded) -> &[Diagnostic] {
        self.0.get_or_init(|| lint::lint(loaded))
    }
}
