//! The real terminal: entered, left, and left in good order when the program fails.

use std::io::{self, stdout};
use std::panic::PanicHookInfo;
use std::time::{Duration, Instant};

use ratatui::DefaultTerminal;
#[cfg(unix)]
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    Event,
};
use ratatui::crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
#[cfg(unix)]
use ratatui::crossterm::terminal::{LeaveAlternateScreen, disable_raw_mode};
use ratatui::crossterm::{execute, queue};

use crate::tui::runtime::Console;
use crate::tui::signals::Ending;
use crate::tui::strings;

/// Events and frames of the real terminal.
#[derive(Debug)]
pub struct Screen {
    started: Instant,
    ending: Ending,
}

impl Screen {
    /// Returns the real terminal, which ends when a signal asks for it.
    pub fn new(ending: Ending) -> Self {
        Self {
            started: Instant::now(),
            ending,
        }
    }
}

impl Console for Screen {
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event>> {
        if event::poll(wait)? {
            return event::read().map(Some);
        }
        Ok(None)
    }

    fn begin_frame(&mut self) -> io::Result<()> {
        queue!(stdout(), BeginSynchronizedUpdate)
    }

    fn end_frame(&mut self) -> io::Result<()> {
        execute!(stdout(), EndSynchronizedUpdate)
    }

    fn listen_to_mouse(&mut self, listens: bool) -> io::Result<()> {
        if listens {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    fn is_ending(&self) -> bool {
        self.ending.is_asked()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// Enters the terminal; `log` is where a failure can be read up.
///
/// Our panic hook goes in first and ratatui's on top, so that on a panic ratatui's leaves the
/// alternate screen before ours prints. Both are for this thread, which draws: a worker that
/// panics takes nothing with it, and its end is told on the screen.
pub fn start(log: Option<String>) -> io::Result<DefaultTerminal> {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        on_panic(panic, log.as_deref(), &*report);
    }));
    let terminal = ratatui::try_init()?;
    let leave = std::panic::take_hook();
    let drawing = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == drawing {
            leave(panic);
        }
    }));
    // Windows 的旧控制台不认：不要紧，粘贴会作为按键到来。
    let _ = execute!(stdout(), EnableBracketedPaste);
    Ok(terminal)
}

/// Leaves the terminal as it was found.
pub fn restore() -> io::Result<()> {
    let _ = execute!(
        stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste
    );
    ratatui::try_restore()
}

/// Leaves the terminal as it was found, from a thread that may not write to the standard output:
/// that belongs to the loop.
#[cfg(unix)]
pub fn restore_aside() -> io::Result<()> {
    disable_raw_mode()?;
    let mut terminal = std::fs::OpenOptions::new().write(true).open("/dev/tty")?;
    execute!(
        terminal,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )
}

fn on_panic(panic: &PanicHookInfo<'_>, log: Option<&str>, report: &dyn Fn(&PanicHookInfo<'_>)) {
    let _ = execute!(
        stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste
    );
    #[expect(
        clippy::print_stderr,
        reason = "the screen is gone; this is all that is left to say"
    )]
    {
        eprintln!("{}", strings::crashed(log));
    }
    report(panic);
}
