//! The interface as one value: model, keymap, theme, and whoever performs the effects.

use std::sync::mpsc::{Receiver, Sender, channel};

use ratatui::crossterm::event::Event;
use ratatui::layout::Size;

use crate::settings::{Key as Setting, Value, file};
use crate::tui::input::{self, Input};
use crate::tui::key::Key;
use crate::tui::keymap::{Found, Keymap};
use crate::tui::message::{Effect, Msg};
use crate::tui::model::Model;
use crate::tui::problem::Problem;
use crate::tui::settings::{self, Loaded, Settings};
use crate::tui::strings;
use crate::tui::theme::Theme;
use crate::tui::update;

/// Performs an effect: answers quick ones at once, sends the answers of long ones later.
pub type Perform = Box<dyn FnMut(Effect, &Sender<Msg>) -> Vec<Msg>>;

/// The running interface.
pub struct App {
    /// What it knows.
    pub model: Model,
    /// What keys do.
    pub keymap: Keymap,
    /// What roles look like.
    pub theme: Theme,
    /// Whether the screen is out of date.
    pub dirty: bool,
    settings: Settings,
    /// What was wrong with settings, keymap and theme when last read, to be replaced by a reload.
    settings_problems: Vec<Problem>,
    perform: Perform,
    inbox: Receiver<Msg>,
    outbox: Sender<Msg>,
}

impl App {
    /// Returns the interface at its first screen.
    pub fn new(settings: Settings, perform: Perform) -> Self {
        let (outbox, inbox) = channel();
        let mut app = Self {
            model: Model::new(Size::new(80, 24)),
            keymap: Keymap::default(),
            theme: Theme::default(),
            dirty: true,
            settings,
            settings_problems: Vec::new(),
            perform,
            inbox,
            outbox,
        };
        let (settings, problems) = app.reload();
        app.model.settings = settings;
        app.model.problems = problems;
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
        }
        update::settle(&mut self.model, &self.keymap);
    }

    /// Acts on a message, as if it had come from a worker.
    pub fn receive(&mut self, msg: Msg) {
        self.dirty = true;
        let effects = update::update(&mut self.model, msg);
        self.run_effects(effects);
        update::settle(&mut self.model, &self.keymap);
    }

    /// Takes over the size of the window.
    pub fn resize(&mut self, size: Size) {
        if self.model.size != size {
            self.model.size = size;
            self.dirty = true;
            update::settle(&mut self.model, &self.keymap);
        }
    }

    /// Acts on what workers sent.
    pub fn collect_worker_messages(&mut self) {
        while let Ok(msg) = self.inbox.try_recv() {
            self.receive(msg);
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

    /// Performs effects until none is left.
    fn run_effects(&mut self, effects: Vec<Effect>) {
        let mut queue = std::collections::VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            let answers = if effect == Effect::Reload {
                vec![self.reloaded(None)]
            } else if let Effect::KeepSetting(key, value) = &effect {
                vec![self.kept(*key, value.as_ref())]
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
