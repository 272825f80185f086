//! Character maps: from the codes of a font to text, and how many bytes a code has.

use std::collections::HashMap;

use crate::document::pdf::lex::{Lexer, Token};

/// Most entries kept of one map.
const ENTRIES: usize = 200_000;
/// Most UTF-16 units one code may stand for.
const UNITS: usize = 32;

/// A character map.
#[derive(Debug, Default)]
pub struct CMap {
    single: HashMap<u32, Vec<char>>,
    /// First code, last code, text of the first code.
    ranges: Vec<(u32, u32, Vec<char>)>,
    /// Bytes, first code, last code.
    spaces: Vec<(usize, u32, u32)>,
}

impl CMap {
    /// Reads a map; what cannot be read is left out.
    pub fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut operands: Vec<Token<'_>> = Vec::new();
        for token in Lexer::new(bytes) {
            let Token::Word(word) = token else {
                operands.push(token);
                if operands.len() > ENTRIES {
                    break;
                }
                continue;
            };
            match word {
                b"endbfchar" => map.characters(&operands),
                b"endbfrange" => map.bf_ranges(&operands),
                b"endcodespacerange" => map.code_spaces(&operands),
                _ => {}
            }
            operands.clear();
        }
        map.ranges.sort_unstable_by_key(|range| range.0);
        map
    }

    fn full(&self) -> bool {
        self.single.len() + self.ranges.len() > ENTRIES
    }

    fn characters(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(code), Token::Text(text)] = pair
                && !self.full()
            {
                self.single.insert(value(code), utf16(text));
            }
        }
    }

    fn bf_ranges(&mut self, operands: &[Token<'_>]) {
        let mut tokens = operands.iter();
        while let (Some(Token::Text(low)), Some(Token::Text(high)), Some(third)) =
            (tokens.next(), tokens.next(), tokens.next())
        {
            let (low, high) = (value(low), value(high));
            match third {
                Token::Text(text) if !self.full() => self.ranges.push((low, high, utf16(text))),
                Token::Open => {
                    let mut code = low;
                    for item in tokens.by_ref() {
                        match item {
                            Token::Text(text) if !self.full() => {
                                self.single.insert(code, utf16(text));
                                code = code.saturating_add(1);
                            }
                            Token::Close => break,
                            Token::Number(_)
                            | Token::Name(_)
                            | Token::Text(_)
                            | Token::Open
                            | Token::Dictionary
                            | Token::Word(_) => {}
                        }
                    }
                }
                Token::Number(_)
                | Token::Name(_)
                | Token::Text(_)
                | Token::Close
                | Token::Dictionary
                | Token::Word(_) => {}
            }
        }
    }

    fn code_spaces(&mut self, operands: &[Token<'_>]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Text(low), Token::Text(high)] = pair
                && self.spaces.len() < UNITS
            {
                self.spaces
                    .push((low.len().clamp(1, 4), value(low), value(high)));
            }
        }
    }

    /// Whether it says what any code stands for.
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.ranges.is_empty()
    }

    /// The text of a code.
    pub fn text(&self, code: u32, to: &mut Vec<char>) -> bool {
        if let Some(text) = self.single.get(&code) {
            to.extend_from_slice(text);
            return !text.is_empty();
        }
        let end = self.ranges.partition_point(|range| range.0 <= code);
        let range = self.ranges.iter().take(end).rev().take(4);
        for (low, high, text) in range {
            let Some((last, before)) = text.split_last() else {
                continue;
            };
            if code <= *high
                && let Some(character) = char::from_u32(u32::from(*last).saturating_add(code - low))
            {
                to.extend_from_slice(before);
                to.push(character);
                return true;
            }
        }
        false
    }

    /// How many bytes the code has that `bytes` begin with; 0 when the map does not say.
    pub fn length(&self, bytes: &[u8]) -> usize {
        let mut code = 0;
        for (length, byte) in (1..=4).zip(bytes) {
            code = code << 8 | u32::from(*byte);
            if self
                .spaces
                .iter()
                .any(|(bytes, low, high)| *bytes == length && (*low..=*high).contains(&code))
            {
                return length;
            }
        }
        self.spaces.iter().map(|space| space.0).min().unwrap_or(0)
    }
}

fn value(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |code, byte| code << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> Vec<char> {
    if let [byte] = bytes {
        return vec![char::from(*byte)];
    }
    let units = bytes
        .chunks_exact(2)
        .take(UNITS)
        .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|c| *c != '\0')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::CMap;

    fn text(map: &CMap, code: u32) -> String {
        let mut to = Vec::new();
        map.text(code, &mut to);
        to.into_iter().collect()
    }

    #[test]
    fn characters_ranges_and_code_spaces() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange \
              2 beginbfchar <01> <5408> <02> <D840DC0B> endbfchar \
              2 beginbfrange <10> <12> <4E00> <20> <21> [<0041> <00420043>] endbfrange",
        );
        assert_eq!(text(&map, 1), "\u{5408}");
        assert_eq!(text(&map, 2), "\u{2000b}");
        assert_eq!(text(&map, 0x12), "\u{4e02}");
        assert_eq!(text(&map, 0x13), "");
        assert_eq!(text(&map, 0x21), "BC");
        assert_eq!((map.length(b"A"), map.length(b"\x81\x41")), (1, 2));
    }

    #[test]
    fn a_range_over_every_code_takes_no_room() {
        let map = CMap::parse(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(text(&map, 1), "B");
        assert_eq!(text(&map, u32::MAX), "");
    }
}
