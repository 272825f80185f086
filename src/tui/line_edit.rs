//! One line of editable text: the third and last file in which keys mean something.
//!
//! The cursor is a byte offset on a grapheme boundary; columns are computed when drawing. Text
//! fields keep full-width characters as typed; fields for figures fold them.

use crate::tui::input::command_char;
use crate::tui::key::{Code, Key};
use crate::tui::{strings, text};

/// Which characters a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Accepts {
    /// Anything printable.
    #[default]
    Text,
    /// Digits and a decimal point.
    Number,
    /// A date in any of the usual ways of writing it.
    Date,
    /// An amount of money: figures with their unit; `w` types the unit of ten thousand.
    Amount,
}

impl Accepts {
    /// Returns the character as the field keeps it, or nothing if it has no place there.
    fn take(self, c: char) -> Option<char> {
        if self == Self::Text {
            return (!c.is_control()).then_some(c);
        }
        let folded = match (self, c) {
            // 中文输入法的减号键打出破折号。
            (Self::Date, '\u{2014}' | '\u{2013}' | '\u{2015}' | '\u{2212}') => '-',
            _ => command_char(c),
        };
        if folded.is_ascii_digit() || folded == '.' {
            return Some(folded);
        }
        let allowed = match self {
            Self::Text | Self::Number => false,
            Self::Date => folded == '-' || folded == '/' || strings::DATE_UNITS.contains(folded),
            Self::Amount if matches!(folded, 'w' | 'W') => return Some(strings::TEN_THOUSAND),
            Self::Amount => folded == ',' || strings::MONEY_UNITS.contains(folded),
        };
        allowed.then_some(folded)
    }
}

/// What a key did to the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Not a key of this field; others may have it.
    Ignored,
    /// The cursor moved, or could not.
    Moved,
    /// The text changed.
    Changed,
}

/// A line of text under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
    accepts: Accepts,
}

impl LineEdit {
    /// Returns an empty field.
    pub fn new(accepts: Accepts) -> Self {
        Self {
            accepts,
            ..Self::default()
        }
    }

    /// Returns what is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Replaces the text and puts the cursor behind it.
    pub fn set(&mut self, text: &str) {
        self.text = text::single_line(text);
        self.cursor = self.text.len();
    }

    /// Returns what stands before the cursor.
    pub fn until_cursor(&self) -> &str {
        text::split(&self.text, self.cursor).0
    }

    /// Writes a word in place of so many characters before the cursor.
    pub fn complete(&mut self, typed: usize, word: &str) {
        let before = self.until_cursor();
        let kept = before.chars().count().saturating_sub(typed);
        let from = before.chars().take(kept).map(char::len_utf8).sum();
        self.delete(from, self.cursor);
        self.insert(word);
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Inserts pasted text at the cursor; line ends become spaces.
    pub fn paste(&mut self, pasted: &str) -> Edited {
        let pasted = text::single_line(pasted.trim_end_matches(['\r', '\n']));
        let kept: String = pasted
            .chars()
            .filter_map(|c| self.accepts.take(c))
            .collect();
        if kept.is_empty() {
            return Edited::Ignored;
        }
        self.insert(&kept);
        Edited::Changed
    }

    /// Applies a key.
    pub fn handle(&mut self, key: Key) -> Edited {
        if let Some(c) = key.typed() {
            return match self.accepts.take(c) {
                // 那个键一次打出两个。
                Some('-') if c != '-' && self.until_cursor().ends_with('-') => Edited::Moved,
                Some(kept) => {
                    self.insert(kept.encode_utf8(&mut [0; 4]));
                    Edited::Changed
                }
                None => Edited::Ignored,
            };
        }
        let by_word = key.has_ctrl() || key.has_alt();
        match (key.code(), key.has_ctrl()) {
            (Code::Char('a'), true) | (Code::Home, false) => self.move_to(0),
            (Code::Char('e'), true) | (Code::End, false) => self.move_to(self.text.len()),
            (Code::Char('u'), true) => self.delete(0, self.cursor),
            (Code::Char('k'), true) => self.delete(self.cursor, self.text.len()),
            (Code::Char('w'), true) => self.delete(self.word_start(), self.cursor),
            (Code::Backspace, _) if by_word => self.delete(self.word_start(), self.cursor),
            // 有的终端把退格报作 ctrl-h。
            (Code::Char('h'), true) | (Code::Backspace, _) => {
                self.delete(self.before(), self.cursor)
            }
            (Code::Delete, false) => self.delete(self.cursor, self.after()),
            // alt 加左右是后退、前进，不归输入框。
            (Code::Left | Code::Right, _) if key.has_alt() => Edited::Ignored,
            (Code::Left, _) if by_word => self.move_to(self.word_start()),
            (Code::Left, false) => self.move_to(self.before()),
            (Code::Right, false) => self.move_to(self.after()),
            _ => Edited::Ignored,
        }
    }

    /// Says whether the field has a use for a key.
    pub fn takes(&self, key: Key) -> bool {
        self.clone().handle(key) != Edited::Ignored
    }

    /// Returns the part of the text that `columns` show and the cursor's column in it.
    ///
    /// The cursor always lies inside, with a column left for the character to come.
    pub fn window(&self, columns: u16) -> (&str, u16) {
        let columns = usize::from(columns);
        let (before, after) = text::split(&self.text, self.cursor);
        let left = text::suffix(before, columns.saturating_sub(1));
        let used = text::width(left);
        let right = text::prefix(after, columns - used.min(columns));
        let start = before.len() - left.len();
        let (_, tail) = text::split(&self.text, start);
        let (shown, _) = text::split(tail, left.len() + right.len());
        (shown, u16::try_from(used).unwrap_or(u16::MAX))
    }

    fn insert(&mut self, piece: &str) {
        self.text.insert_str(self.cursor, piece);
        self.cursor += piece.len();
        self.snap();
    }

    /// Moves the cursor to the next grapheme boundary: an inserted mark may join its neighbour.
    fn snap(&mut self) {
        let mut boundary = 0;
        while boundary < self.cursor {
            boundary = text::next_boundary(&self.text, boundary);
        }
        self.cursor = boundary;
    }

    fn delete(&mut self, from: usize, to: usize) -> Edited {
        if from == to {
            return Edited::Moved;
        }
        self.text.replace_range(from..to, "");
        self.cursor = from;
        self.snap();
        Edited::Changed
    }

    fn move_to(&mut self, at: usize) -> Edited {
        self.cursor = at;
        Edited::Moved
    }

    fn before(&self) -> usize {
        text::previous_boundary(&self.text, self.cursor)
    }

    fn after(&self) -> usize {
        text::next_boundary(&self.text, self.cursor)
    }

    fn word_start(&self) -> usize {
        text::word_start(&self.text, self.cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::parse_sequence;
    use proptest::prelude::{prop_assert, proptest};

    fn edited(accepts: Accepts, keys: &str) -> LineEdit {
        let mut edit = LineEdit::new(accepts);
        for key in parse_sequence(keys).unwrap() {
            edit.handle(key);
        }
        edit
    }

    #[test]
    fn typing_moving_and_deleting_go_by_grapheme() {
        assert_eq!(
            edited(Accepts::Text, "安 全 left 生 home delete").text(),
            "生全"
        );
        assert_eq!(edited(Accepts::Text, "a b space c d ctrl-w").text(), "ab ");
        assert_eq!(edited(Accepts::Text, "a b c left ctrl-u").text(), "c");
        assert_eq!(edited(Accepts::Text, "a b c home ctrl-k x").text(), "x");
    }

    #[test]
    fn text_keeps_full_width_and_figures_fold_it() {
        assert_eq!(edited(Accepts::Text, "１ ， 万").text(), "１，万");
        assert_eq!(edited(Accepts::Number, "１ ２ 。 ５ x +").text(), "12.5");
        assert_eq!(edited(Accepts::Date, "2 0 2 4 - 8 - 2").text(), "2024-8-2");
        assert_eq!(edited(Accepts::Amount, "8 w").text(), "8万");
    }

    #[test]
    fn the_dash_of_an_input_method_parts_a_date_as_a_hyphen_does() {
        assert_eq!(
            edited(Accepts::Date, "2 0 2 5 — — 6 — — 1").text(),
            "2025-6-1"
        );
        assert_eq!(edited(Accepts::Date, "2 0 2 5 – 6 － 1").text(), "2025-6-1");
        let mut pasted = LineEdit::new(Accepts::Date);
        pasted.paste("2025—06—01");
        assert_eq!(pasted.text(), "2025-06-01");
        assert_eq!(edited(Accepts::Text, "— —").text(), "——");
    }

    #[test]
    fn keys_of_no_use_here_are_left_to_others() {
        let mut edit = LineEdit::new(Accepts::Number);
        assert_eq!(edit.handle(Key::char('?')), Edited::Ignored);
        assert_eq!(edit.handle(Key::plain(Code::Up)), Edited::Ignored);
        assert_eq!(edit.handle(Key::plain(Code::Left)), Edited::Moved);
    }

    #[test]
    fn pasted_lines_become_one() {
        let mut edit = LineEdit::default();
        assert_eq!(edit.paste("未培训\r\n上岗\n"), Edited::Changed);
        assert_eq!(edit.text(), "未培训  上岗");
    }

    #[test]
    fn a_long_text_scrolls_so_that_the_cursor_stays_visible() {
        let mut edit = LineEdit::default();
        edit.paste("特种作业人员未取得资格");
        assert_eq!(edit.window(9), ("取得资格", 8));
        edit.handle(Key::plain(Code::Home));
        assert_eq!(edit.window(9), ("特种作业", 0));
        assert_eq!(edit.window(0), ("", 0));
    }

    proptest! {
        #[test]
        fn the_window_fits_and_holds_the_cursor(
            keys in proptest::collection::vec(proptest::sample::select(vec![
                "a", "安", "，", "left", "right", "home", "end", "backspace", "delete", "ctrl-w", "\u{301}",
            ]), 0..40),
            columns in 0_u16..20,
        ) {
            let edit = edited(Accepts::Text, &format!("a {}", keys.join(" ")));
            let (shown, column) = edit.window(columns);
            prop_assert!(text::width(shown) <= usize::from(columns));
            prop_assert!(column == 0 || column < columns);
        }
    }
}
