//! Drives the real loop with a script of keys and dumps the screen, for tests and benchmarks.

mod glass;

use std::io;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Position;

use crate::tui::app::{App, Perform};
use crate::tui::key::{Code, Key};
use crate::tui::runtime::{Console, run};
use crate::tui::settings::Settings;
use crate::tui::tester::glass::Glass;
use crate::tui::text;

/// How long a worker may take before the script goes on.
const PATIENCE: Duration = Duration::from_secs(10);

/// A program under test.
pub struct Tester {
    /// The program.
    pub app: App,
    terminal: Terminal<Glass>,
}

/// Hands out one event per wait, so that every key is drawn; ends when all is done.
struct Script {
    events: std::vec::IntoIter<Event>,
    deadline: Instant,
}

impl Console for Script {
    fn next(&mut self, wait: Duration) -> io::Result<Option<Event>> {
        if wait.is_zero() {
            return Ok(None);
        }
        // 所问的答复未到，下一个键先等着：脚本按的是看得见的东西。
        let is_awaited = wait < Duration::from_millis(10) && Instant::now() < self.deadline;
        if !is_awaited && let Some(event) = self.events.next() {
            return Ok(Some(event));
        }
        // 等待变短说明有后台工作，让它做完。
        if wait < Duration::from_millis(100) && Instant::now() < self.deadline {
            std::thread::sleep(wait.min(Duration::from_millis(1)));
            return Ok(None);
        }
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

impl Tester {
    /// Starts the program in a window of this size with the built-in keymap.
    pub fn new(width: u16, height: u16, perform: Perform) -> Self {
        Self::with_settings(width, height, Settings::default(), perform)
    }

    /// Starts the program with these settings.
    pub fn with_settings(width: u16, height: u16, settings: Settings, perform: Perform) -> Self {
        let Ok(terminal) = Terminal::new(Glass::new(width, height));
        let mut tester = Self {
            app: App::new(settings, perform),
            terminal,
        };
        tester.play(Vec::new());
        tester
    }

    /// Types a script: characters, and keys in angle brackets such as `<enter>` and `<ctrl-x>`.
    pub fn keys(&mut self, script: &str) {
        self.play(events(script));
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) {
        self.play(vec![Event::Paste(text.to_owned())]);
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.play(vec![Event::Resize(width, height)]);
    }

    /// Returns what the window shows, wide glyphs once, line ends trimmed.
    pub fn screen(&self) -> String {
        text::of_buffer(self.buffer())
    }

    /// Returns the cells of the window.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// Returns where the cursor is, if it is shown.
    pub fn cursor(&self) -> Option<Position> {
        self.terminal.backend().cursor()
    }

    fn play(&mut self, events: Vec<Event>) {
        let mut script = Script {
            events: events.into_iter(),
            deadline: Instant::now() + PATIENCE,
        };
        let ended = run(&mut self.terminal, &mut script, &mut self.app);
        debug_assert!(
            ended.is_ok() || ended.is_err_and(|e| e.kind() == io::ErrorKind::UnexpectedEof),
            "only the end of the script ends the loop"
        );
    }
}

/// Turns a script into events; what stands in brackets and is no key is typed as it is.
pub fn events(script: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let named = rest
            .strip_prefix('<')
            .and_then(|tail| tail.split_once('>'))
            .and_then(|(name, tail)| Some((name.parse::<Key>().ok()?, tail)));
        if let Some((key, tail)) = named {
            events.push(event(key));
            rest = tail;
        } else {
            events.push(event(Key::char(c)));
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    events
}

fn event(key: Key) -> Event {
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::CONTROL, key.has_ctrl());
    modifiers.set(KeyModifiers::ALT, key.has_alt());
    modifiers.set(KeyModifiers::SHIFT, key.has_shift());
    let code = match key.code() {
        Code::Char(c) => KeyCode::Char(c),
        Code::F(n) => KeyCode::F(n),
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Tab if key.has_shift() => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
    };
    Event::Key(KeyEvent::new(code, modifiers))
}
