//! Terminal events become keys; nothing above this file knows crossterm.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Position;

use crate::tui::key::{Code, Key};

/// What the terminal tells us, reduced to what we act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The window changed its size.
    Resize,
    /// The mouse did something.
    Mouse(Mouse, Position),
}

/// What a mouse did, reduced to what we act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press,
    /// It was moved with the left button down.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel turned away from the hand.
    WheelUp,
    /// The wheel turned towards the hand.
    WheelDown,
}

/// Reads a terminal event; releases of keys, repeats and focus events mean nothing to us.
pub fn read(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => read_key(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(..) => Some(Input::Resize),
        Event::Mouse(mouse) => read_mouse(mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn read_mouse(event: MouseEvent) -> Option<Input> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Press,
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag,
        MouseEventKind::Up(MouseButton::Left) => Mouse::Release,
        MouseEventKind::ScrollUp => Mouse::WheelUp,
        MouseEventKind::ScrollDown => Mouse::WheelDown,
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Drag(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Input::Mouse(what, Position::new(event.column, event.row)))
}

fn read_key(event: KeyEvent) -> Option<Key> {
    // Windows 另报松开；按下才算。
    if event.kind != KeyEventKind::Press {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    let ctrl = held(KeyModifiers::CONTROL);
    let alt = held(KeyModifiers::ALT);
    let shift = held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab;
    // Windows 把 AltGr 报作 ctrl+alt：那是在打字。
    if let Code::Char(c) = code
        && ctrl
        && alt
        && !c.is_ascii_alphanumeric()
    {
        return Some(Key::char(c));
    }
    Some(Key::new(code, ctrl, alt, shift))
}

/// Folds a full-width key to the ASCII key it stands for in command position.
///
/// With an input method on, `？` arrives where `?` was meant. Text fields keep what was typed.
pub fn command_key(key: Key) -> Key {
    if let Code::Char(c) = key.code() {
        return key.with_char(command_char(c));
    }
    key
}

/// Folds a full-width character to ASCII.
pub fn command_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3001}' => '/',
        '\u{3002}' => '.',
        '\u{300A}' => '<',
        '\u{300B}' => '>',
        '\u{3010}' => '[',
        '\u{3011}' => ']',
        '\u{3000}' => ' ',
        '\u{FFE5}' => '$',
        '\u{00B7}' => '`',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
        read(Event::Key(KeyEvent::new(code, modifiers)))
    }

    #[test]
    fn only_presses_count() {
        let mut event = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(read(Event::Key(event)), None);
        event.kind = KeyEventKind::Repeat;
        assert_eq!(read(Event::Key(event)), None);
        event.kind = KeyEventKind::Press;
        assert_eq!(read(Event::Key(event)), Some(Input::Key(Key::char('a'))));
    }

    #[test]
    fn shift_tab_and_shifted_letters_have_one_form() {
        let back = Key::new(Code::Tab, false, false, true);
        assert_eq!(
            press(KeyCode::BackTab, KeyModifiers::SHIFT),
            Some(Input::Key(back))
        );
        assert_eq!(
            press(KeyCode::BackTab, KeyModifiers::NONE),
            Some(Input::Key(back))
        );
        assert_eq!(
            press(KeyCode::Char('G'), KeyModifiers::SHIFT),
            Some(Input::Key(Key::char('G')))
        );
    }

    #[test]
    fn right_alt_on_windows_types() {
        let both = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(
            press(KeyCode::Char('@'), both),
            Some(Input::Key(Key::char('@')))
        );
    }

    #[test]
    fn full_width_keys_fold_in_command_position() {
        for (typed, meant) in [
            ('？', '?'),
            ('／', '/'),
            ('、', '/'),
            ('。', '.'),
            ('《', '<'),
            ('》', '>'),
            ('【', '['),
            ('】', ']'),
            ('　', ' '),
            ('￥', '$'),
            ('·', '`'),
            ('ｑ', 'q'),
            ('１', '1'),
            ('安', '安'),
            ('q', 'q'),
        ] {
            assert_eq!(command_key(Key::char(typed)), Key::char(meant));
        }
    }
}
