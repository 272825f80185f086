//! A text cut into its parts: quotation marks hold together, spaces around signs do not count.

use std::ops::Range;

use crate::store::filter::words;

/// A character and whether it stands in quotation marks.
pub(super) type Cell = (char, bool);

/// What stands between spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Token {
    /// Its characters, without the marks.
    pub cells: Vec<Cell>,
    /// Which characters of the text.
    pub place: Range<usize>,
}

/// The plain form of a sign between name and value.
pub(super) fn sign((c, quoted): Cell) -> Option<char> {
    if quoted {
        return None;
    }
    let found = words::SIGNS.iter().find(|(written, _)| *written == c);
    found.map(|(_, plain)| *plain)
}

/// Characters as text.
pub(super) fn text(cells: &[Cell]) -> String {
    cells.iter().map(|(c, _)| *c).collect()
}

/// Cuts a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let (mut closing, mut open) = (None, false);
    for (at, c) in text.chars().enumerate() {
        let quote = words::QUOTES.iter().find(|(begin, _)| *begin == c);
        if closing.is_none() && c.is_whitespace() {
            open = false;
            continue;
        }
        if !open {
            let place = at..at;
            found.push(Token {
                place,
                ..Token::default()
            });
            open = true;
        }
        let Some(token) = found.last_mut() else {
            continue;
        };
        token.place.end = at + 1;
        match (closing, quote) {
            (Some(end), _) if c == end => closing = None,
            (Some(_), _) => token.cells.push((c, true)),
            (None, Some((_, end))) => closing = Some(*end),
            (None, None) => token.cells.push((c, false)),
        }
    }
    joined(found)
}

/// Puts together what spaces around a sign have parted.
fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for token in tokens {
        let begins = token.cells.first().copied().and_then(sign).is_some();
        let before = found.last_mut().filter(|last| {
            let ends = last.cells.last().copied().and_then(sign).is_some();
            let quoted = last.cells.iter().all(|(_, quoted)| *quoted);
            ends && !begins || begins && !ends && !quoted
        });
        match before {
            Some(last) => {
                last.cells.extend(token.cells);
                last.place.end = token.place.end;
            }
            None => found.push(token),
        }
    }
    found
}
