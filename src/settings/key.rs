//! The settings there are, one row each, and what a value of each may be.

use crate::settings::nearest::nearest;
use crate::settings::{BORDERS, KEYMAPS, SCREENS, THEMES, words};

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Region of the deciding authority.
    Jurisdiction,
    /// Band rules that act in every case.
    Bands,
    /// Who uses the program.
    User,
    /// Name of the authority.
    Bureau,
    /// Colours.
    Theme,
    /// Keys.
    Keymap,
    /// Glyphs of borders.
    Borders,
    /// Whether the mouse is on.
    Mouse,
    /// The screen to start with.
    Start,
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A region code of six digits.
    Region,
    /// A list of identifiers.
    Ids,
    /// One line of text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, or a TOML file.
    WordOrFile(&'static [&'static str]),
    /// Yes or no.
    Switch,
}

/// A valid value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A region code, a name, a word or a path.
    Text(String),
    /// Identifiers.
    Ids(Vec<String>),
    /// Yes or no.
    Switch(bool),
}

impl Key {
    /// All settings, in the order of the file and the screen.
    pub const ALL: &[Self] = &[
        Self::Jurisdiction,
        Self::Bands,
        Self::User,
        Self::Bureau,
        Self::Theme,
        Self::Keymap,
        Self::Borders,
        Self::Mouse,
        Self::Start,
    ];

    /// Returns the name used in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Jurisdiction => "jurisdiction",
            Self::Bands => "bands",
            Self::User => "user",
            Self::Bureau => "bureau",
            Self::Theme => "theme",
            Self::Keymap => "keymap",
            Self::Borders => "borders",
            Self::Mouse => "mouse",
            Self::Start => "start",
        }
    }

    /// Returns the setting of this name, or the nearest name there is.
    ///
    /// # Errors
    /// The name that may have been meant.
    pub fn from_id(id: &str) -> Result<Self, Option<&'static str>> {
        let found = Self::ALL.iter().copied().find(|key| key.id() == id);
        found.ok_or_else(|| nearest(id, Self::ALL.iter().map(|key| key.id())))
    }

    /// Returns what a value may be.
    pub fn kind(self) -> Kind {
        match self {
            Self::Jurisdiction => Kind::Region,
            Self::Bands => Kind::Ids,
            Self::User | Self::Bureau => Kind::Text,
            Self::Theme => Kind::WordOrFile(THEMES),
            Self::Keymap => Kind::WordOrFile(KEYMAPS),
            Self::Borders => Kind::Word(BORDERS),
            Self::Mouse => Kind::Switch,
            Self::Start => Kind::Word(SCREENS),
        }
    }

    /// Returns the values one can go through; none where a text is typed.
    pub fn choices(self) -> Vec<Value> {
        match self.kind() {
            Kind::Word(words) | Kind::WordOrFile(words) => {
                words.iter().map(|w| Value::Text((*w).to_owned())).collect()
            }
            Kind::Switch => vec![Value::Switch(false), Value::Switch(true)],
            Kind::Region | Kind::Ids | Kind::Text => Vec::new(),
        }
    }

    /// Reads a value as people type it.
    ///
    /// # Errors
    /// What it should have been, in Chinese.
    pub fn parse(self, typed: &str) -> Result<Value, String> {
        let typed = typed.trim();
        let value = match self.kind() {
            Kind::Region | Kind::Text | Kind::Word(_) | Kind::WordOrFile(_) => {
                Value::Text(typed.to_owned())
            }
            Kind::Ids => {
                let parts = typed.split([',', '，', '、', ' ']).map(str::trim);
                let ids = parts.filter(|id| !id.is_empty()).map(str::to_owned);
                Value::Ids(ids.collect())
            }
            Kind::Switch => match words::switch(typed) {
                Some(on) => Value::Switch(on),
                None => return Err(words::expected(self)),
            },
        };
        self.check(value)
    }

    /// Gives a value back if it is one of this setting.
    ///
    /// # Errors
    /// What it should have been, in Chinese.
    pub fn check(self, value: Value) -> Result<Value, String> {
        let value = match value {
            Value::Text(text) => Value::Text(text.trim().to_owned()),
            Value::Ids(_) | Value::Switch(_) => value,
        };
        let is_valid = match (self.kind(), &value) {
            (Kind::Region, Value::Text(code)) => is_region(code),
            (Kind::Text, Value::Text(text)) => is_line(text),
            (Kind::Word(words), Value::Text(word)) => words.contains(&word.as_str()),
            (Kind::WordOrFile(words), Value::Text(word)) => {
                words.contains(&word.as_str()) || is_file(word)
            }
            (Kind::Ids, Value::Ids(ids)) => ids.iter().all(|id| is_line(id)),
            (Kind::Switch, Value::Switch(_)) => true,
            (_, Value::Text(_) | Value::Ids(_) | Value::Switch(_)) => false,
        };
        if is_valid {
            return Ok(value);
        }
        let mut told = words::expected(self);
        if let Value::Text(word) = &value
            && let Some(near) = self.near(word)
        {
            told.push_str(&words::did_you_mean(near));
        }
        Err(told)
    }

    /// Returns the word of this setting that one misspelt may have been meant to be.
    pub fn near(self, word: &str) -> Option<&'static str> {
        match self.kind() {
            Kind::Word(known) | Kind::WordOrFile(known) => nearest(word, known.iter().copied()),
            Kind::Region | Kind::Ids | Kind::Text | Kind::Switch => None,
        }
    }
}

impl Value {
    /// Returns the value as people type it.
    pub fn typed(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Ids(ids) => ids.join("、"),
            Value::Switch(on) => on.to_string(),
        }
    }
}

/// Tells whether a text is a region code: six digits.
pub fn is_region(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}

/// Reads a region code given on the command line.
///
/// # Errors
/// What it should have been, in Chinese.
pub fn region(code: &str) -> Result<String, &'static str> {
    if is_region(code) {
        Ok(code.to_owned())
    } else {
        Err(words::SIX_DIGITS)
    }
}

fn is_line(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_control)
}

/// A path is told from a misspelt name by its ending.
fn is_file(word: &str) -> bool {
    is_line(word)
        && std::path::Path::new(word)
            .extension()
            .is_some_and(|e| e == "toml")
}
