//! Tokens of a content stream or a character map. Never fails: what is no token is skipped.

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// A number.
    Number(f32),
    /// A name, without its slash, escapes undone.
    Name(Vec<u8>),
    /// A string, decoded.
    Text(Vec<u8>),
    /// `[`.
    Open,
    /// `]`.
    Close,
    /// `<<` or `>>`.
    Dictionary,
    /// An operator or keyword.
    Word(&'a [u8]),
}

/// Deepest nesting of brackets in a string.
const NESTING: usize = 64;

/// Reads tokens one after another.
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// A reader at the start of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Lexer { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|b| is_space(*b) || is_delimiter(*b))
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn string(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    if depth > NESTING {
                        return text;
                    }
                    text.push(byte);
                }
                b')' if depth == 0 => return text,
                b')' => {
                    depth -= 1;
                    text.push(byte);
                }
                b'\\' => self.escape(&mut text),
                _ => text.push(byte),
            }
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                text.push(u8::try_from(value & 0xff).unwrap_or(0));
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut high = None;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                Some(first) => text.push(first << 4 | digit),
                None => high = Some(digit),
            }
        }
        if let Some(first) = high {
            text.push(first << 4);
        }
        text
    }

    fn name(&mut self) -> Vec<u8> {
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return raw.to_vec();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut bytes = raw.iter().copied();
        while let Some(byte) = bytes.next() {
            let rest = bytes.as_slice_pair();
            match (byte, rest) {
                (b'#', Some((high, low))) => {
                    name.push(high << 4 | low);
                    bytes.next();
                    bytes.next();
                }
                _ => name.push(byte),
            }
        }
        name
    }

    /// Skips the data of an inline image, up to behind its `EI`. Call it after the word `ID`.
    pub fn skip_image(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.windows(4).position(
            |w| matches!(w, [before, b'E', b'I', after] if is_space(*before) && is_space(*after)),
        );
        self.at = end.map_or(self.bytes.len(), |end| self.at + end + 3);
    }
}

/// The two hexadecimal digits that come next.
trait Pair {
    fn as_slice_pair(&self) -> Option<(u8, u8)>;
}

impl Pair for std::iter::Copied<std::slice::Iter<'_, u8>> {
    fn as_slice_pair(&self) -> Option<(u8, u8)> {
        let mut ahead = self.clone();
        Some((hex(ahead.next()?)?, hex(ahead.next()?)?))
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            match byte {
                b'(' => {
                    self.at += 1;
                    return Some(Token::Text(self.string()));
                }
                b'<' | b'>' => {
                    self.at += 1;
                    if self.peek() == Some(byte) {
                        self.at += 1;
                        return Some(Token::Dictionary);
                    }
                    if byte == b'<' {
                        return Some(Token::Text(self.hexadecimal()));
                    }
                }
                b'[' => {
                    self.at += 1;
                    return Some(Token::Open);
                }
                b']' => {
                    self.at += 1;
                    return Some(Token::Close);
                }
                b'/' => {
                    self.at += 1;
                    return Some(Token::Name(self.name()));
                }
                b')' | b'{' | b'}' => self.at += 1,
                _ => {
                    let word = self.regular();
                    return Some(number(word).map_or(Token::Word(word), Token::Number));
                }
            }
        }
    }
}

fn number(word: &[u8]) -> Option<f32> {
    if !matches!(word.first(), Some(b'0'..=b'9' | b'+' | b'-' | b'.')) {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    let value: f32 = text
        .parse()
        .ok()
        .or_else(|| text.replace("--", "-").parse().ok())?;
    value.is_finite().then_some(value)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 12 | 0)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    #[test]
    fn every_kind_of_token_is_read() {
        let tokens: Vec<_> =
            Lexer::new(b"/A#42c -1.5 [(a\\)(b)\\101)<4 1>] TJ % x\n<</K 1>>").collect();
        assert_eq!(
            tokens,
            [
                Token::Name(b"ABc".to_vec()),
                Token::Number(-1.5),
                Token::Open,
                Token::Text(b"a)(b)A".to_vec()),
                Token::Text(b"A".to_vec()),
                Token::Close,
                Token::Word(b"TJ"),
                Token::Dictionary,
                Token::Name(b"K".to_vec()),
                Token::Number(1.0),
                Token::Dictionary,
            ]
        );
    }

    #[test]
    fn whatever_comes_the_reading_ends() {
        for bytes in [&b"(((("[..], b"<<<<41", b"\\\\)}{", b"/#4", b"(\\"] {
            assert!(Lexer::new(bytes).count() < 10);
        }
    }
}
