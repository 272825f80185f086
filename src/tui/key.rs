//! A key as people write it: `ctrl-x`, `F2`, `shift-tab`, `。`.
//!
//! No crossterm type appears here or in keymap files. An uppercase letter is the shifted letter,
//! so `shift-a` reads as `A`; terminals do not tell ctrl-shift-x from ctrl-x, so neither do we.

use std::fmt;
use std::str::FromStr;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A printable character.
    Char(char),
    /// A function key, from 1.
    F(u8),
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Tabulator.
    Tab,
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Delete backwards.
    Backspace,
    /// Delete forwards.
    Delete,
    /// Insert.
    Insert,
}

/// Names of the keys that have no character of their own.
const NAMES: &[(&str, Code)] = &[
    ("space", Code::Char(' ')),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("home", Code::Home),
    ("end", Code::End),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("tab", Code::Tab),
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("insert", Code::Insert),
];

/// One key press with its modifiers, in normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    code: Code,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

/// Why a text is not a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing is written.
    #[error("{}", crate::tui::strings::KEY_EMPTY)]
    Empty,
    /// The name is not known.
    #[error("{}", crate::tui::strings::key_unknown(.0))]
    Unknown(String),
    /// Shift with a character that has no shifted form we can tell.
    #[error("{}", crate::tui::strings::key_shift(.0))]
    Shift(String),
}

impl Key {
    /// Returns the key in normal form.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        let Code::Char(c) = code else {
            return Self {
                code,
                ctrl,
                alt,
                shift,
            };
        };
        let c = if ctrl {
            c.to_ascii_lowercase()
        } else if shift {
            c.to_ascii_uppercase()
        } else {
            c
        };
        Self {
            code: Code::Char(c),
            ctrl,
            alt,
            shift: false,
        }
    }

    /// Returns the unmodified key.
    pub fn plain(code: Code) -> Self {
        Self::new(code, false, false, false)
    }

    /// Returns the unmodified character key.
    pub fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Returns what was pressed.
    pub fn code(self) -> Code {
        self.code
    }

    /// Says whether ctrl is held.
    pub fn has_ctrl(self) -> bool {
        self.ctrl
    }

    /// Says whether alt is held.
    pub fn has_alt(self) -> bool {
        self.alt
    }

    /// Says whether shift is held; a shifted letter is an uppercase letter instead.
    pub fn has_shift(self) -> bool {
        self.shift
    }

    /// Returns the character this key types into a text field.
    pub fn typed(self) -> Option<char> {
        if let Code::Char(c) = self.code
            && !self.ctrl
            && !self.alt
        {
            return Some(c);
        }
        None
    }

    /// Says whether an input method may swallow this key: a bare letter never arrives then.
    pub fn is_letter(self) -> bool {
        self.typed().is_some_and(char::is_alphabetic)
    }

    /// Returns the same key with its character replaced.
    #[must_use]
    pub fn with_char(self, c: char) -> Self {
        Self::new(Code::Char(c), self.ctrl, self.alt, self.shift)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        if let Code::F(n) = self.code {
            return write!(f, "F{n}");
        }
        if let Code::Char(c) = self.code {
            return write!(f, "{c}");
        }
        // 其余都在 NAMES 里。
        Ok(())
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(source: &str) -> Result<Self, KeyError> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = source;
        while let Some((modifier, after)) = rest.split_once('-') {
            // "-" 本身也是键："ctrl--"。
            if after.is_empty() {
                break;
            }
            match modifier.to_ascii_lowercase().as_str() {
                "ctrl" => ctrl = true,
                "alt" => alt = true,
                "shift" => shift = true,
                _ => return Err(KeyError::Unknown(source.to_owned())),
            }
            rest = after;
        }
        let code = code(rest).ok_or_else(|| match rest {
            "" => KeyError::Empty,
            _ => KeyError::Unknown(source.to_owned()),
        })?;
        if let Code::Char(c) = code
            && shift
            && (ctrl || !c.is_ascii_alphabetic())
        {
            return Err(KeyError::Shift(source.to_owned()));
        }
        Ok(Self::new(code, ctrl, alt, shift))
    }
}

fn code(name: &str) -> Option<Code> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_whitespace() && !c.is_control()).then_some(Code::Char(c));
    }
    let lower = name.to_ascii_lowercase();
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == lower) {
        return Some(*code);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (1..=24).contains(&number).then_some(Code::F(number))
}

/// Reads a sequence: keys separated by spaces.
pub fn parse_sequence(source: &str) -> Result<Vec<Key>, KeyError> {
    let keys = source
        .split_ascii_whitespace()
        .map(str::parse)
        .collect::<Result<Vec<Key>, KeyError>>()?;
    if keys.is_empty() {
        return Err(KeyError::Empty);
    }
    Ok(keys)
}

/// Writes a sequence as people read it.
pub fn print_sequence(keys: &[Key]) -> String {
    let names: Vec<String> = keys.iter().map(Key::to_string).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};

    fn codes() -> impl Strategy<Value = Code> {
        prop_oneof![
            proptest::char::any()
                .prop_filter("printable", |c| !c.is_control() && !c.is_whitespace())
                .prop_map(Code::Char),
            (1_u8..=24).prop_map(Code::F),
            proptest::sample::select(NAMES).prop_map(|(_, code)| code),
            Just(Code::Char('-')),
        ]
    }

    proptest! {
        #[test]
        fn keys_print_and_parse_back(code in codes(), ctrl in any::<bool>(), alt in any::<bool>(), shift in any::<bool>()) {
            let key = Key::new(code, ctrl, alt, shift);
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }
    }

    #[test]
    fn people_write_keys_in_several_ways() {
        assert_eq!(
            "Ctrl-C".parse(),
            Ok(Key::new(Code::Char('c'), true, false, false))
        );
        assert_eq!("shift-a".parse(), Ok(Key::char('A')));
        assert_eq!("f5".parse(), Ok(Key::plain(Code::F(5))));
        assert_eq!("。".parse(), Ok(Key::char('。')));
        assert_eq!(
            "ctrl--".parse(),
            Ok(Key::new(Code::Char('-'), true, false, false))
        );
        assert_eq!(
            parse_sequence("g g"),
            Ok(vec![Key::char('g'), Key::char('g')])
        );
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!("".parse::<Key>(), Err(KeyError::Empty));
        assert_eq!(
            "hyper-x".parse::<Key>(),
            Err(KeyError::Unknown("hyper-x".into()))
        );
        assert_eq!("F99".parse::<Key>(), Err(KeyError::Unknown("F99".into())));
        assert_eq!(
            "shift-1".parse::<Key>(),
            Err(KeyError::Shift("shift-1".into()))
        );
        assert_eq!(parse_sequence("  "), Err(KeyError::Empty));
    }
}
