//! The office opened while the first frame is on the screen already.

use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use crate::tui::app::Perform;
use crate::tui::message::{Effect, Msg};
use crate::tui::office::Office;

/// Opens the office on a thread of its own when the interface starts. Until it is open, nothing is
/// answered at the start; a key that asks something waits for it, for the little that is left.
pub(super) fn perform(open: impl FnOnce() -> Office + Send + 'static) -> Perform {
    let mut door = Door::Closed(Box::new(open));
    Box::new(move |effect, outbox| {
        if effect == Effect::Start
            && let Some(answers) = door.open(outbox)
        {
            return answers;
        }
        door.enter(|office| office.answer(effect, outbox))
    })
}

enum Door {
    Closed(Box<dyn FnOnce() -> Office + Send>),
    Opening(JoinHandle<Office>),
    Open(Box<Office>),
    /// Only while it changes from one to the other.
    Between,
}

/// Tells the interface that the door is open, or that it will never be: then entering says why.
struct Announcing(Sender<Msg>);

impl Drop for Announcing {
    fn drop(&mut self) {
        // Nobody listens any more when the program has ended.
        let _ = self.0.send(Msg::Opened);
    }
}

impl Door {
    /// Starts opening; none when that was done before.
    fn open(&mut self, outbox: &Sender<Msg>) -> Option<Vec<Msg>> {
        match std::mem::replace(self, Self::Between) {
            Self::Closed(open) => {
                let announcing = Announcing(outbox.clone());
                *self = Self::Opening(thread::spawn(move || {
                    let _announcing = announcing;
                    open()
                }));
                Some(vec![Msg::Opening])
            }
            open @ (Self::Opening(_) | Self::Open(_) | Self::Between) => {
                *self = open;
                None
            }
        }
    }

    fn enter(&mut self, ask: impl FnOnce(&mut Office) -> Vec<Msg>) -> Vec<Msg> {
        let mut office = match std::mem::replace(self, Self::Between) {
            Self::Closed(open) => Box::new(open()),
            Self::Opening(opening) => match opening.join() {
                Ok(office) => Box::new(office),
                Err(panic) => std::panic::resume_unwind(panic),
            },
            Self::Open(office) => office,
            Self::Between => return Vec::new(),
        };
        let answers = ask(&mut office);
        *self = Self::Open(office);
        answers
    }
}
