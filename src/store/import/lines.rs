//! Physical lines with their numbers, and the rows of a table, which may span several of them.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// No line is longer; a file without line ends comes in pieces of this size.
const LONGEST_LINE: u64 = 16 << 20;
/// No quoted cell spans more lines: a quotation mark that is never closed costs one row, not the file.
const LONGEST_CELL: usize = 500;

/// A line of the file, its end included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub number: u64,
    pub text: String,
}

/// Reads lines ending in `\n` (or `\r` alone, where a file has no other).
pub(super) struct Lines<R> {
    reader: R,
    end: u8,
    read: u64,
    /// Lines put back to be read again.
    again: VecDeque<Line>,
    /// Room to begin a line with.
    usual: usize,
}

impl<R: BufRead> Lines<R> {
    pub fn new(reader: R, end: u8) -> Lines<R> {
        Lines {
            reader,
            end,
            read: 0,
            again: VecDeque::new(),
            usual: 256,
        }
    }

    /// The next line; `None` at the end.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = Vec::with_capacity(self.usual);
        let read = (&mut self.reader)
            .take(LONGEST_LINE)
            .read_until(self.end, &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.read += 1;
        self.usual = read + read / 4;
        // The text is decoded already; only a line cut at the limit can end within a character.
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
        Ok(Some(Line {
            number: self.read,
            text,
        }))
    }

    /// The next row of a table: one line, or several when a quoted cell contains line ends.
    pub fn next_row(&mut self, delimiter: u8) -> io::Result<Option<Row>> {
        let Some(first) = self.next_line()? else {
            return Ok(None);
        };
        let mut cells = Quotes::new(delimiter);
        cells.read(&first.text);
        let mut lines = vec![first];
        while cells.open {
            let more = if lines.len() < LONGEST_CELL {
                self.next_line()?
            } else {
                None
            };
            let Some(line) = more else {
                // Never closed: the mark is part of the text and the first line a row by itself.
                self.put_back(lines.split_off(1));
                break;
            };
            cells.read(&line.text);
            lines.push(line);
        }
        Ok(Some(Row { lines }))
    }

    /// Puts lines back to be read again.
    pub fn put_back(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.again.push_front(line);
        }
    }
}

/// A row of a table: one line or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub lines: Vec<Line>,
}

impl Row {
    /// The line it begins on.
    pub fn number(&self) -> u64 {
        self.lines.first().map_or(0, |l| l.number)
    }

    /// Its text, without the last line end.
    pub fn into_text(self) -> String {
        let mut lines = self.lines.into_iter();
        let mut text = lines.next().map(|l| l.text).unwrap_or_default();
        for line in lines {
            text.push_str(&line.text);
        }
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
        text
    }
}

/// Follows quotation marks through a row: they count only at the start of a cell and inside a quoted one.
struct Quotes {
    delimiter: u8,
    open: bool,
    /// At the start of a cell.
    fresh: bool,
    /// The last byte of a quoted cell so far was a quotation mark.
    closing: bool,
}

impl Quotes {
    fn new(delimiter: u8) -> Quotes {
        Quotes {
            delimiter,
            open: false,
            fresh: true,
            closing: false,
        }
    }

    fn read(&mut self, text: &str) {
        if !self.open && !text.contains('"') {
            return;
        }
        for byte in text.bytes() {
            if self.closing {
                self.closing = false;
                // A doubled mark stands for one; anything else follows the end of the quoted part.
                if byte != b'"' {
                    self.open = false;
                    self.fresh = byte == self.delimiter;
                }
            } else if self.open {
                self.closing = byte == b'"';
            } else {
                self.open = self.fresh && byte == b'"';
                self.fresh = byte == self.delimiter;
            }
        }
        // The mark that closes the last cell of a file without a final line end.
        if self.closing && !text.ends_with('\n') && !text.ends_with('\r') {
            self.open = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, String)> {
        let mut lines = Lines::new(text.as_bytes(), b'\n');
        std::iter::from_fn(|| lines.next_row(b',').unwrap())
            .map(|r| (r.number(), r.into_text()))
            .collect()
    }

    fn expect(pairs: &[(u64, &str)]) -> Vec<(u64, String)> {
        pairs.iter().map(|(n, t)| (*n, (*t).to_owned())).collect()
    }

    #[test]
    fn rows_keep_their_physical_line_whatever_the_line_ends() {
        assert_eq!(
            rows("a,b\r\nc,d\ne,f\r\n\r\ng,h"),
            expect(&[(1, "a,b"), (2, "c,d"), (3, "e,f"), (4, ""), (5, "g,h")])
        );
        let mut old = Lines::new("a\rb".as_bytes(), b'\r');
        assert_eq!(
            old.next_line().unwrap().map(|l| l.text).as_deref(),
            Some("a\r")
        );
        assert_eq!(old.next_line().unwrap().map(|l| l.number), Some(2));
    }

    #[test]
    fn a_quoted_cell_may_span_lines() {
        assert_eq!(
            rows("a,\"b\nb\",c\nd\n"),
            expect(&[(1, "a,\"b\nb\",c"), (3, "d")])
        );
        assert_eq!(
            rows("\"x\"\"\ny\",z\nd"),
            expect(&[(1, "\"x\"\"\ny\",z"), (3, "d")])
        );
        assert_eq!(
            rows("a,\"b\"\nc,\"d\""),
            expect(&[(1, "a,\"b\""), (2, "c,\"d\"")])
        );
    }

    #[test]
    fn a_mark_inside_a_cell_is_text() {
        assert_eq!(
            rows("a,5\" pipe,b\nc\n"),
            expect(&[(1, "a,5\" pipe,b"), (2, "c")])
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_one_row() {
        assert_eq!(
            rows("a,\"b\nc,d\ne,f\n"),
            expect(&[(1, "a,\"b"), (2, "c,d"), (3, "e,f")])
        );
    }
}
