//! Long work on a thread of its own: whatever happens there, one message ends it.

use std::sync::mpsc::Sender;
use std::thread;

use crate::tui::message::Msg;
use crate::tui::office::words;

/// Starts work whose last message is its result; `failed` makes the message when there is none.
pub(super) fn start(
    outbox: &Sender<Msg>,
    failed: impl Fn(String) -> Msg,
    work: impl FnOnce(&Sender<Msg>) -> Msg + Send + 'static,
) -> Vec<Msg> {
    let outbox = outbox.clone();
    let last = failed(words::WORKER_DIED.to_owned());
    let started = thread::Builder::new().spawn(move || {
        let mut ending = Ending { last, outbox };
        ending.last = work(&ending.outbox);
    });
    match started {
        Ok(_) => Vec::new(),
        Err(_) => vec![failed(words::NO_WORKER.to_owned())],
    }
}

/// Sends the last message even when the work panics, so that nobody waits for ever.
struct Ending {
    last: Msg,
    outbox: Sender<Msg>,
}

impl Drop for Ending {
    fn drop(&mut self) {
        // Nobody listens any more when the program has ended.
        let _ = self.outbox.send(self.last.clone());
    }
}
