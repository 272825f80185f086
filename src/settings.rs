//! What the office and its people set once: one file, `settings.toml`, read into one value.
//!
//! Each setting is a row of [`Key`]. What holds is found in layers: what is built in, a `keymap.toml`
//! or `theme.toml` beside the file, the file, the environment, a flag. A wrong value is told with
//! its line and counts as not written; the rest holds. The file is written by [`mod@file`] alone, which
//! keeps what people wrote into it.

pub mod bands;
pub mod file;
pub mod key;
pub mod nearest;
mod read;
pub mod words;

use std::path::{Path, PathBuf};

pub use key::{Key, Kind, Value, is_region, region};

use crate::assess::Case;
use crate::packs::Diagnostic;

/// The keymaps that come with the program.
pub const KEYMAPS: &[&str] = &["default", "vim"];
/// The themes that come with the program.
pub const THEMES: &[&str] = &["default", "dark", "light", "high-contrast", "mono"];
/// The glyphs of borders.
pub const BORDERS: &[&str] = &["ascii", "box"];
/// The screens the interface can start with.
pub const SCREENS: &[&str] = &[
    "lookup",
    "assess",
    "decisions",
    "outliers",
    "lists",
    "packs",
];

/// Where a value comes from; a later one goes before an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Nobody said anything.
    BuiltIn,
    /// A `keymap.toml` or `theme.toml` lies beside the file.
    Beside,
    /// The file, at this line from 1.
    File(usize),
    /// A variable of the environment.
    Environment(&'static str),
    /// An argument of the command line.
    Flag(&'static str),
}

/// A keymap or a theme: one that comes with the program, or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen<'s> {
    /// By its name.
    BuiltIn(&'s str),
    /// A file of the user.
    File(PathBuf),
}

/// One value, and who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    key: Key,
    value: Value,
    source: Source,
}

/// What is set, every value valid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    said: Vec<Said>,
    /// The file they are read from and written to.
    file: Option<PathBuf>,
    /// The file is there.
    has_file: bool,
    /// The user's home directory, for `~` in paths.
    home: Option<PathBuf>,
}

/// Where settings come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layers {
    /// `settings.toml`.
    pub file: PathBuf,
    /// The keymap that holds when the file names none and this one is there.
    pub keymap: PathBuf,
    /// The theme that holds when the file names none and this one is there.
    pub theme: PathBuf,
    /// The user's home directory, for `~` in paths.
    pub home: Option<PathBuf>,
    /// The region code given as a flag.
    pub jurisdiction: Option<String>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
}

impl Layers {
    /// Reads the layers; a missing file sets nothing. What is wrong is told, and the rest holds.
    pub fn read(&self) -> (Settings, Vec<Diagnostic>) {
        let place = self.file.display().to_string();
        let (mut settings, problems) = match std::fs::read_to_string(&self.file) {
            Ok(source) => {
                let (settings, problems) = Settings::from_toml(&place, &source);
                let has_file = true;
                (
                    Settings {
                        has_file,
                        ..settings
                    },
                    problems,
                )
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => {
                let problem = read::unreadable(&place, &error);
                (Settings::default(), vec![problem])
            }
        };
        settings.file = Some(self.file.clone());
        settings.home.clone_from(&self.home);
        for (key, path) in [(Key::Keymap, &self.keymap), (Key::Theme, &self.theme)] {
            if path.is_file() {
                // Written as in the file: relative to its folder.
                let folder = self.file.parent().unwrap_or(Path::new(""));
                let name = path.strip_prefix(folder).unwrap_or(path);
                let value = Value::Text(name.display().to_string());
                settings.overrule(key, value, Source::Beside);
            }
        }
        if let Some(code) = &self.jurisdiction {
            let flag = Source::Flag("--jurisdiction");
            settings.overrule(Key::Jurisdiction, Value::Text(code.clone()), flag);
        }
        if self.no_color {
            let mono = Value::Text("mono".to_owned());
            settings.overrule(Key::Theme, mono, Source::Environment("NO_COLOR"));
        }
        (settings, problems)
    }
}

impl Settings {
    /// Reads settings given as text.
    pub fn from_toml(place: &str, source: &str) -> (Settings, Vec<Diagnostic>) {
        let (rows, problems) = read::read(place, source);
        let said = rows.into_iter().map(|(key, value, line)| Said {
            key,
            value,
            source: Source::File(line),
        });
        let settings = Settings {
            said: said.collect(),
            ..Settings::default()
        };
        (settings, problems)
    }

    /// Adds what another layer says.
    pub fn overrule(&mut self, key: Key, value: Value, source: Source) {
        self.said.push(Said { key, value, source });
    }

    /// The value that holds; none where nobody said anything.
    pub fn value(&self, key: Key) -> Option<&Value> {
        self.strongest(key).map(|said| &said.value)
    }

    /// Where the value that holds comes from.
    pub fn source(&self, key: Key) -> Source {
        self.strongest(key)
            .map_or(Source::BuiltIn, |said| said.source)
    }

    /// What the file says, whether or not it holds.
    pub fn filed(&self, key: Key) -> Option<&Value> {
        let said = self
            .said
            .iter()
            .find(|said| said.key == key && matches!(said.source, Source::File(_)));
        said.map(|said| &said.value)
    }

    /// The file, whether or not it is there.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Whether the file is there.
    pub fn has_file(&self) -> bool {
        self.has_file
    }

    fn strongest(&self, key: Key) -> Option<&Said> {
        self.said
            .iter()
            .filter(|said| said.key == key)
            .max_by_key(|said| said.source)
    }

    fn text(&self, key: Key) -> Option<&str> {
        match self.value(key)? {
            Value::Text(text) => Some(text),
            Value::Ids(_) | Value::Switch(_) => None,
        }
    }

    /// Six-digit region code of the deciding authority.
    pub fn jurisdiction(&self) -> Option<&str> {
        self.text(Key::Jurisdiction)
    }

    /// Band rules that are to act in every case.
    pub fn bands(&self) -> &[String] {
        match self.value(Key::Bands) {
            Some(Value::Ids(ids)) => ids,
            Some(Value::Text(_) | Value::Switch(_)) | None => &[],
        }
    }

    /// Who uses the program: noted beside what is dismissed or confirmed.
    pub fn user(&self) -> Option<&str> {
        self.text(Key::User)
    }

    /// The name of the authority, as documents carry it.
    pub fn bureau(&self) -> Option<&str> {
        self.text(Key::Bureau)
    }

    /// The theme.
    pub fn theme(&self) -> Chosen<'_> {
        self.chosen(Key::Theme, THEMES)
    }

    /// The keymap.
    pub fn keymap(&self) -> Chosen<'_> {
        self.chosen(Key::Keymap, KEYMAPS)
    }

    /// The glyphs of borders, `ascii` or `box`; none leaves it to the theme.
    pub fn borders(&self) -> Option<&str> {
        self.text(Key::Borders)
    }

    /// Whether the mouse is on from the start.
    pub fn mouse(&self) -> bool {
        matches!(self.value(Key::Mouse), Some(Value::Switch(true)))
    }

    /// The screen to start with, one of [`SCREENS`].
    pub fn start(&self) -> &str {
        self.text(Key::Start).unwrap_or("lookup")
    }

    fn chosen(&self, key: Key, known: &'static [&'static str]) -> Chosen<'_> {
        let Some(written) = self.text(key) else {
            return Chosen::BuiltIn("default");
        };
        if known.contains(&written) {
            return Chosen::BuiltIn(written);
        }
        let path = match (written.strip_prefix("~/"), &self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => self
                .file
                .as_deref()
                .and_then(Path::parent)
                .map_or_else(|| PathBuf::from(written), |folder| folder.join(written)),
        };
        Chosen::File(path)
    }

    /// Fills what a case leaves open; what it says is never replaced.
    pub fn fill(&self, case: &mut Case) {
        if case.jurisdiction.is_none() {
            case.jurisdiction = self.jurisdiction().map(str::to_owned);
        }
        if case.bands.is_empty() {
            case.bands = self.bands().to_vec();
        }
    }
}

#[cfg(test)]
mod tests;
