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

    /// Returns how long the program has run; a console without a clock says nought.
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

/// Runs the interface until it is left.
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
    while !app.model.quit {
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
