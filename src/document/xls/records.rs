//! The records of a workbook stream, and the strings and numbers in them.

/// A record.
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
}

/// Records from a place on; ends where one would go beyond the stream.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8], start: usize) -> Records<'a> {
        Records {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.rest, 0)?;
        let end = usize::from(u16_at(self.rest, 2)?) + 4;
        let data = self.rest.get(4..end)?;
        self.rest = self.rest.get(end..)?;
        Some(Record { kind, data })
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A number of eight bytes.
pub(super) fn number(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(..8)?.try_into().ok()?))
}

/// A number packed into four bytes: 30 bits of a whole number or of a fraction, perhaps times 100.
pub(super) fn packed(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}

/// A string whose length takes two bytes.
pub(super) fn string(data: &[u8]) -> String {
    Strings {
        pieces: vec![data],
        at: 0,
    }
    .next()
    .unwrap_or_default()
}

/// A string whose length takes one byte.
pub(super) fn short_string(data: &[u8]) -> String {
    let (Some(length), Some(rest)) = (data.first(), data.get(1..)) else {
        return String::new();
    };
    string(&[&[*length, 0], rest].concat())
}

/// The shared strings: one after the other, running on from record to record.
pub(super) struct Strings<'a> {
    /// Records that are not read to their end, the last first.
    pieces: Vec<&'a [u8]>,
    at: usize,
}

impl<'a> Strings<'a> {
    /// From the record and those that continue it.
    pub fn new(mut pieces: Vec<&'a [u8]>) -> Strings<'a> {
        pieces.reverse();
        // Two counts come first.
        Strings { pieces, at: 8 }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.pieces.last()?.len() {
            self.pieces.pop();
            self.at = 0;
        }
        let byte = self.pieces.last()?.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 {
            let Some(piece) = self.pieces.last() else {
                return;
            };
            let here = (piece.len() - self.at.min(piece.len())).min(count);
            self.at += here;
            count -= here;
            if count > 0 {
                self.pieces.pop();
                self.at = 0;
            }
        }
    }
}

impl Iterator for Strings<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let length = self.short()?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 == 0 { 0 } else { self.short()? };
        let extra = if flags & 4 == 0 {
            0
        } else {
            u32::from(self.short()?) | u32::from(self.short()?) << 16
        };
        let mut units = Vec::new();
        for _ in 0..length {
            // A record that continues in the midst of a string says again how wide its characters are.
            if self
                .pieces
                .last()
                .is_some_and(|piece| self.at >= piece.len())
            {
                let Some(again) = self.byte() else {
                    break;
                };
                flags = again;
            }
            let unit = if flags & 1 == 0 {
                self.byte().map(u16::from)
            } else {
                self.short()
            };
            let Some(unit) = unit else {
                break;
            };
            units.push(unit);
        }
        self.skip(usize::from(runs) * 4 + extra as usize);
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_cut_by_a_record_goes_on_in_the_next() {
        let first = b"\0\0\0\0\0\0\0\0\x03\0\x01\x00\x4E\x8C\x4E".as_slice();
        let next = b"\0c\x01\0\0d".as_slice();
        let read: Vec<String> = Strings::new(vec![first, next]).collect();
        assert_eq!(read, ["一二c", "d"]);
    }

    #[test]
    fn packed_numbers_are_whole_or_hundredths() {
        assert!((packed(5 << 2 | 2) - 5.0).abs() < f64::EPSILON);
        assert!((packed(530 << 2 | 3) - 5.3).abs() < f64::EPSILON);
        assert!((packed(0x3FF0_0000) - 1.0).abs() < f64::EPSILON);
    }
}
