//! Signals that ask the program to end: the terminal is left in order, then the signal has its way.
//!
//! They are taken by a thread of their own. It notes the signal and wakes the loop, which leaves at
//! its next turn. Where the loop does not turn any more, as when the terminal is gone, the thread
//! ends the program itself.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

/// Whether a signal asked the program to end.
#[derive(Clone, Debug, Default)]
pub struct Ending(Arc<AtomicI32>);

impl Ending {
    /// Says whether one did.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed) != 0
    }

    /// Notes the signal.
    fn ask(&self, signal: i32) {
        self.0.store(signal, Ordering::Relaxed);
    }

    /// Lets the signal end the program as it would have without us; returns if there was none.
    pub fn follow(&self) -> io::Result<()> {
        match self.0.load(Ordering::Relaxed) {
            0 => Ok(()),
            signal => follow(signal),
        }
    }
}

/// Begins to listen to the signals that end a program.
#[cfg(unix)]
pub fn watch() -> io::Result<Ending> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    let ending = Ending::default();
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    let told = ending.clone();
    std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            if let Some(signal) = signals.forever().next() {
                told.ask(signal);
                end(signal);
            }
        })?;
    Ok(ending)
}

/// Where there are no such signals, none comes.
#[cfg(not(unix))]
pub fn watch() -> io::Result<Ending> {
    Ok(Ending::default())
}

/// Wakes the loop; ends the program if the loop does not.
#[cfg(unix)]
fn end(signal: i32) {
    use std::time::Duration;

    /// How long the loop has for its last turn and for closing the store.
    const GRACE: Duration = Duration::from_secs(1);

    // The wait for a key listens to changes of the window, and to no other signal.
    let woken = signal_hook::low_level::raise(signal_hook::consts::SIGWINCH);
    if woken.is_ok() {
        std::thread::sleep(GRACE);
    }
    // A terminal that is gone cannot be put in order, and the program ends either way.
    let _ = crate::tui::terminal::restore_aside();
    let _ = follow(signal);
}

#[cfg(unix)]
fn follow(signal: i32) -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal)
}

#[cfg(not(unix))]
fn follow(_signal: i32) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_signal_nothing_is_asked_and_nothing_follows() {
        let ending = Ending::default();
        assert!(!ending.is_asked());
        assert!(ending.follow().is_ok());
    }

    #[test]
    fn every_copy_knows_of_a_signal() {
        let ending = Ending::default();
        let copy = ending.clone();
        copy.ask(15);
        assert!(ending.is_asked());
    }
}
