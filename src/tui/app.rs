//! The interface as one value: model, keymap, theme, and whoever performs the effects.

use std::io::Write;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event;
use ratatui::layout::{Position, Size};

use crate::settings::{Key as Setting, Value, file};
use crate::tui::clipboard::copy_and_tell;
use crate::tui::input::{self, Input, Mouse};
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::message::{Effect, Msg};
use crate::tui::model::stage::Tour;
use crate::tui::model::{Model, veil};
use crate::tui::problem::Problem;
use crate::tui::settings::{self, Loaded, Settings};
use crate::tui::strings;
use crate::tui::theme::Theme;
use crate::tui::update;
use crate::tui::update::stage;
use crate::tui::view;

/// Performs an effect: answers quick ones at once, sends the answers of long ones later.
pub type Perform = Box<dyn FnMut(Effect, &Sender<Msg>) -> Vec<Msg>>;

/// How long a frame waits for the answers to what was just asked: quick ones come within it, and
/// then nothing is drawn twice.
const GRACE: Duration = Duration::from_micros(300);
/// How long an answer may take before it is said that it takes long.
const SLOW: Duration = Duration::from_millis(150);
/// How far the wheel scrolls.
const WHEEL: isize = 3;

/// The running interface.
pub struct App {
    /// What it knows.
    pub model: Model,
    /// What keys do.
    pub keymap: Keymap,
    /// What roles look like.
    pub theme: Theme,
    /// What roles look like before a room.
    pub projected: Theme,
    /// Where requests to the terminal itself go, such as to copy.
    pub terminal: Box<dyn Write>,
    /// Whether the screen is out of date.
    pub dirty: bool,
    settings: Settings,
    /// What was wrong with settings, keymap and theme when last read, to be replaced by a reload.
    settings_problems: Vec<Problem>,
    perform: Perform,
    inbox: Receiver<Msg>,
    outbox: Sender<Msg>,
    /// Since when answers have been awaited without a break.
    awaited_since: Option<Instant>,
}

impl App {
    /// Returns the interface at its first screen.
    pub fn new(settings: Settings, perform: Perform) -> Self {
        let (outbox, inbox) = channel();
        let mut app = Self {
            model: Model::new(Size::new(80, 24)),
            keymap: Keymap::default(),
            theme: Theme::default(),
            projected: settings::projected_theme(&settings),
            terminal: Box::new(std::io::sink()),
            dirty: true,
            settings,
            settings_problems: Vec::new(),
            perform,
            inbox,
            outbox,
            awaited_since: None,
        };
        let (settings, problems) = app.reload();
        app.model.settings = settings;
        app.model.problems = problems;
        app.model.stage.has_mouse = app.settings.mouse || app.model.settings.mouse();
        if app.settings.offers_tour {
            app.model.stage.tour = Tour::Offered;
        }
        app.run_effects(vec![Effect::Start]);
        let effects = update::begin(&mut app.model);
        app.run_effects(effects);
        app
    }

    /// Acts on a terminal event.
    pub fn dispatch(&mut self, event: Event) {
        let Some(input) = input::read(event) else {
            return;
        };
        self.dirty = true;
        match input {
            Input::Key(key) => self.key(key),
            Input::Paste(text) => {
                let effects = update::paste(&mut self.model, &text);
                self.run_effects(effects);
            }
            Input::Resize => {}
            Input::Mouse(what, at) => self.mouse(what, at),
        }
    }

    /// Makes the model fit for being drawn: scroll positions within what the current size shows.
    ///
    /// Once before each frame, not after each message: it has to know how long the texts are.
    pub fn settle(&mut self) {
        update::settle(&mut self.model, &self.keymap);
    }

    /// Acts on a message, as if it had come from a worker.
    pub fn receive(&mut self, msg: Msg) {
        // That an answer is there shows by the answer, unless it was said that it takes long.
        self.dirty |= !matches!(msg, Msg::Answered) || self.model.background.is_slow;
        let effects = update::update(&mut self.model, msg);
        self.run_effects(effects);
    }

    /// Acts on a key as if it had been pressed.
    pub fn press(&mut self, key: Key) {
        self.dirty = true;
        self.key(key);
    }

    /// Puts a text into the focused field.
    pub fn paste(&mut self, text: &str) {
        self.dirty = true;
        let effects = update::paste(&mut self.model, text);
        self.run_effects(effects);
    }

    /// Performs effects that were asked for from outside.
    pub fn perform(&mut self, effects: Vec<Effect>) {
        self.run_effects(effects);
    }

    /// Returns the answers to one effect without acting on them.
    pub fn ask(&mut self, effect: Effect) -> Vec<Msg> {
        (self.perform)(effect, &self.outbox)
    }

    /// Waits until no worker has anything to report any more.
    pub fn finish_work(&mut self) {
        while self.model.work + self.model.background.awaited > 0 {
            match self.inbox.recv() {
                Ok(msg) => self.receive(msg),
                // 自己持有一端，不会断开。
                Err(_) => return,
            }
        }
        self.collect_worker_messages();
    }

    /// Takes over the size of the window.
    pub fn resize(&mut self, size: Size) {
        if self.model.size != size {
            self.model.size = size;
            self.dirty = true;
        }
    }

    /// Takes over how long the program has run; a stopwatch that shows is drawn each second,
    /// unless something is being typed.
    pub fn tick(&mut self, now: Duration) {
        let timer = self.model.stage.timer;
        let before = timer.elapsed(self.model.stage.now).as_secs();
        self.model.stage.now = now;
        if timer.is_running() && timer.elapsed(now).as_secs() != before && !self.model.is_typing() {
            self.dirty = true;
        }
    }

    /// Returns the theme to draw with.
    pub fn look(&self) -> &Theme {
        if self.model.stage.is_projected {
            &self.projected
        } else {
            &self.theme
        }
    }

    /// Acts on what workers sent.
    pub fn collect_worker_messages(&mut self) {
        while let Ok(msg) = self.inbox.try_recv() {
            self.receive(msg);
        }
        self.watch_the_time();
    }

    /// Waits a moment for the answers to what was just asked, so that they are in the next frame.
    pub fn await_answers(&mut self) {
        // Not asleep: when every core is busy, who sleeps is woken a whole time slice later.
        let until = Instant::now() + GRACE;
        while self.model.background.awaited > 0 && Instant::now() < until {
            match self.inbox.try_recv() {
                Ok(msg) => self.receive(msg),
                Err(_) => std::hint::spin_loop(),
            }
        }
    }

    /// Says so when answers are awaited for long.
    fn watch_the_time(&mut self) {
        if self.model.background.awaited == 0 {
            self.awaited_since = None;
            return;
        }
        let since = *self.awaited_since.get_or_insert_with(Instant::now);
        if !self.model.background.is_slow && since.elapsed() > SLOW {
            self.receive(Msg::Slow);
        }
    }

    fn key(&mut self, key: Key) {
        self.model.notice = None;
        if self.model.pending.is_empty()
            && let Some(effects) = update::type_key(&mut self.model, key)
        {
            return self.run_effects(effects);
        }
        let pending = std::mem::take(&mut self.model.pending);
        match self.keymap.find(self.model.contexts(), &pending, key) {
            Found::Run(action) => {
                let effects = update::update(&mut self.model, Msg::Act(action));
                self.run_effects(effects);
            }
            Found::Pending(keys) => self.model.pending = keys,
            Found::Nothing => {}
        }
    }

    /// Performs effects as if a message had asked for them.
    #[cfg(test)]
    pub fn run(&mut self, effects: Vec<Effect>) {
        self.run_effects(effects);
    }

    fn mouse(&mut self, what: Mouse, at: Position) {
        if !self.model.stage.has_mouse {
            return;
        }
        let hit = view::hit::at(&self.model, &self.keymap, at);
        let effects = match what {
            Mouse::Press => {
                self.model.notice = None;
                stage::press(&mut self.model, hit)
            }
            Mouse::Drag => {
                stage::drag(&mut self.model, at);
                Vec::new()
            }
            Mouse::Release => {
                stage::release(&mut self.model);
                Vec::new()
            }
            Mouse::WheelUp => stage::wheel(&mut self.model, hit, -WHEEL),
            Mouse::WheelDown => stage::wheel(&mut self.model, hit, WHEEL),
        };
        self.run_effects(effects);
    }

    /// Performs effects until none is left.
    fn run_effects(&mut self, effects: Vec<Effect>) {
        let mut queue = std::collections::VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            let answers = if effect == Effect::Reload {
                vec![self.reloaded(None)]
            } else if let Effect::KeepSetting(key, value) = &effect {
                vec![self.kept(*key, value.as_ref())]
            } else if effect == Effect::CopyShown {
                let (text, what) = view::shown_text(&self.model, &self.keymap);
                vec![self.copied(&text, what)]
            } else if let Effect::Copy { text, what } = &effect {
                vec![self.copied(text, what)]
            } else {
                (self.perform)(effect, &self.outbox)
            };
            for answer in answers {
                queue.extend(update::update(&mut self.model, answer));
            }
        }
    }

    /// Writes a setting into the file and reads everything again.
    fn kept(&mut self, key: Setting, value: Option<&Value>) -> Msg {
        let Some(layers) = &self.settings.layers else {
            return Msg::Failed(strings::NO_SETTINGS_FILE.to_owned());
        };
        match file::keep(&layers.file, key, value) {
            Ok(()) => self.reloaded(Some(key)),
            Err(error) => Msg::Failed(error.to_string()),
        }
    }

    /// Copies a text; before a room, without the names of parties.
    fn copied(&mut self, text: &str, what: &str) -> Msg {
        let hidden;
        let text = if self.model.stage.is_projected {
            hidden = veil::text(&self.model, text);
            &hidden
        } else {
            text
        };
        match copy_and_tell(&self.settings.clipboard, text, what, &mut self.terminal) {
            Ok(said) => Msg::Copied(said),
            Err(said) => Msg::Failed(said),
        }
    }

    /// Reads settings, keymap and theme; problems of the packs stay as they are.
    fn reloaded(&mut self, kept: Option<Setting>) -> Msg {
        let before = std::mem::take(&mut self.settings_problems);
        let mut problems = self.model.problems.clone();
        problems.retain(|problem| !before.contains(problem));
        let (settings, found) = self.reload();
        problems.extend(found);
        Msg::Reloaded {
            settings: Box::new(settings),
            problems,
            kept,
        }
    }

    fn reload(&mut self) -> (crate::settings::Settings, Vec<Problem>) {
        let Loaded {
            settings,
            keymap,
            theme,
            problems,
        } = settings::load(&self.settings);
        self.keymap = keymap;
        self.theme = theme;
        self.settings_problems.clone_from(&problems);
        (settings, problems)
    }
}
