//! The loop: draw when something changed, wait, drain what came, draw again.
//!
//! What a key asks of the store is answered from another thread ([`App::await_answers`]): the frame
//! waits a moment for it, then is drawn without, and drawn again when the answer comes.
//!
//! One thread, generic over backend and input, so tests run the real thing. Events are drained
//! before drawing: a paste on Windows arrives as hundreds of keys.

use std::io;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::crossterm::event::Event;

use crate::tui::app::App;
use crate::tui::view;

/// Where events come from and frames go.
pub trait Console {
    /// Waits at most `wait` for the next terminal event.
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event>>;

    /// Begins one frame; the real console holds back the display until it ends.
    fn begin_frame(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Ends one frame.
    fn end_frame(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Listens to the mouse, or leaves it to the terminal; leaving the terminal undoes it.
    fn listen_to_mouse(&mut self, _listens: bool) -> io::Result<()> {
        Ok(())
    }

    /// Says whether the program was asked from outside to end; the wait for an event ends with it.
    fn is_ending(&self) -> bool {
        false
    }

    /// Returns how long the program has run; a console without a clock says nought.
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

/// Runs the interface until it is left, or asked from outside to end.
pub fn run<B>(
    terminal: &mut Terminal<B>,
    console: &mut impl Console,
    app: &mut App,
) -> io::Result<()>
where
    B: Backend,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    let mut listens = false;
    while !app.model.quit && !console.is_ending() {
        app.tick(console.elapsed());
        if app.model.stage.has_mouse != listens {
            listens = app.model.stage.has_mouse;
            console.listen_to_mouse(listens)?;
        }
        app.resize(terminal.size().map_err(io::Error::other)?);
        if std::mem::take(&mut app.dirty) {
            app.settle();
            console.begin_frame()?;
            terminal
                .draw(|frame| view::draw(&app.model, &app.keymap, app.look(), frame))
                .map_err(io::Error::other)?;
            console.end_frame()?;
        }
        let mut event = console.next(app.model.wait())?;
        let is_awake = event.is_some();
        app.tick(console.elapsed());
        while let Some(happened) = event.take() {
            app.dispatch(happened);
            event = console.next(Duration::ZERO)?;
        }
        if is_awake {
            app.await_answers();
        }
        app.collect_worker_messages();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::backend::TestBackend;

    use super::*;
    use crate::tui::settings::Settings;

    /// A terminal at which nobody sits, and which is soon asked to end.
    struct Asked {
        waits: usize,
    }

    impl Console for Asked {
        fn next(&mut self, _wait: Duration) -> io::Result<Option<Event>> {
            self.waits += 1;
            if self.waits > 1 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            Ok(None)
        }

        fn is_ending(&self) -> bool {
            self.waits > 0
        }
    }

    #[test]
    fn the_loop_ends_when_it_is_asked_from_outside() {
        let mut app = App::new(Settings::default(), Box::new(|_, _| Vec::new()));
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        let mut console = Asked { waits: 0 };
        let ended = run(&mut terminal, &mut console, &mut app);
        assert_eq!((ended.is_ok(), console.waits), (true, 1));
        assert!(!app.model.quit);
    }
}
