//! The file itself: its encoding, its kind, its text as UTF-8, its hash.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8};
use sha2::{Digest, Sha256};

use crate::document::kind::is_binary;
use crate::document::limit;
use crate::store::error::ImportError;
use crate::store::messages as say;

const CHUNK: usize = 256 << 10;

/// Where the bytes come from.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A file.
    File(&'a Path),
    /// Bytes at hand.
    Bytes(&'a [u8]),
}

impl<'a> Input<'a> {
    fn open(self) -> io::Result<Box<dyn Read + Send + 'a>> {
        match self {
            Input::File(path) => Ok(Box::new(File::open(path)?)),
            Input::Bytes(bytes) => Ok(Box::new(bytes)),
        }
    }
}

/// How the records are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A table with headings.
    Table {
        /// Between cells.
        delimiter: u8,
    },
    /// A workbook, or a web page that is called one.
    Sheet,
}

/// What one look through the file shows.
#[derive(Debug)]
pub(super) struct Source<'a> {
    input: Input<'a>,
    pub bytes: u64,
    pub encoding: &'static Encoding,
    pub format: Format,
    /// Ends a line.
    pub line_end: u8,
}

impl<'a> Source<'a> {
    /// Looks through a file: size, encoding, kind.
    pub fn examine(name: &str, input: Input<'a>) -> Result<Source<'a>, ImportError> {
        let unreadable = |e: io::Error| ImportError::Unreadable {
            file: name.to_owned(),
            why: say::io_reason(&e),
        };
        let mut head = Vec::new();
        let mut bytes = 0;
        let mut utf8 = Utf8Check::default();
        each_chunk(input, |chunk| {
            utf8.read(chunk);
            bytes += chunk.len() as u64;
            if head.len() < CHUNK {
                head.extend_from_slice(chunk);
            }
        })
        .map_err(unreadable)?;
        if head.starts_with(b"%PDF") || !is_workbook(&head) && is_binary(&head) {
            return Err(ImportError::NotText(name.to_owned()));
        }
        if is_workbook(&head) {
            return Ok(Source {
                input,
                bytes,
                // What a workbook is written in is its own affair.
                encoding: UTF_8,
                format: Format::Sheet,
                line_end: b'\n',
            });
        }
        if head.iter().all(u8::is_ascii_whitespace) {
            return Err(ImportError::Empty(name.to_owned()));
        }
        let encoding = match Encoding::for_bom(&head) {
            Some((encoding, _)) => encoding,
            None if utf8.is_valid() => UTF_8,
            None => better_guess(input).map_err(unreadable)?,
        };
        let start = encoding.decode(&head).0;
        let line_end = if start.contains('\r') && !start.contains('\n') {
            b'\r'
        } else {
            b'\n'
        };
        let format = if start.trim_start().starts_with('{') {
            Format::Jsonl
        } else if start.trim_start().starts_with('<') {
            Format::Sheet
        } else {
            Format::Table {
                delimiter: delimiter(&start, char::from(line_end)),
            }
        };
        Ok(Source {
            input,
            bytes,
            encoding,
            format,
            line_end,
        })
    }

    /// The whole of a workbook; its bytes are hashed.
    pub fn whole(&self, passed: &Passed) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let most = limit::REGISTER_BYTES + 1;
        self.input.open()?.take(most).read_to_end(&mut bytes)?;
        passed.add(&bytes);
        passed.set(0);
        Ok(bytes)
    }

    /// Opens the file as UTF-8 text; the bytes of the file are counted and hashed as they go by.
    pub fn text<'s>(&'s self, passed: &'s Passed) -> io::Result<Box<dyn BufRead + Send + 's>> {
        let counted = Counted {
            inner: self.input.open()?,
            passed,
        };
        // Also where nothing needs decoding: it takes off the byte order mark and mends broken characters.
        Ok(Box::new(Decoded::new(counted, self.encoding.new_decoder())))
    }
}

fn each_chunk(input: Input<'_>, mut see: impl FnMut(&[u8])) -> io::Result<()> {
    let mut reader = input.open()?;
    let mut buffer = vec![0; CHUNK];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(n) => see(buffer.get(..n).unwrap_or_default()),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// Archives and compound files.
fn is_workbook(head: &[u8]) -> bool {
    [b"PK\x03\x04".as_slice(), b"\xD0\xCF\x11\xE0"]
        .iter()
        .any(|magic| head.starts_with(magic))
}

/// The character between the cells of the first line that has any.
fn delimiter(start: &str, line_end: char) -> u8 {
    let count = |line: &str, d: u8| line.matches(char::from(d)).count();
    let best = |line: &str| {
        [b',', b'\t', b';']
            .into_iter()
            .rev()
            .max_by_key(|d| count(line, *d))
            .filter(|d| count(line, *d) > 3)
    };
    start
        .split(line_end)
        .take(20)
        .find_map(best)
        .unwrap_or(b',')
}

/// UTF-8 or GB18030, whichever leaves fewer characters undecoded.
pub(crate) fn better_guess(input: Input<'_>) -> io::Result<&'static Encoding> {
    let mut broken =
        [UTF_8, GB18030].map(|encoding| (encoding, encoding.new_decoder_without_bom_handling(), 0));
    let mut text = String::with_capacity(CHUNK * 3 + 16);
    each_chunk(input, |chunk| {
        for (_, decoder, count) in &mut broken {
            text.clear();
            let _ = decoder.decode_to_string(chunk, &mut text, false);
            *count += text.matches('\u{FFFD}').count();
        }
    })?;
    Ok(broken
        .iter()
        .min_by_key(|(_, _, count)| *count)
        .map_or(UTF_8, |(encoding, _, _)| *encoding))
}

/// Checks that bytes are UTF-8, chunk by chunk.
#[derive(Default)]
struct Utf8Check {
    invalid: bool,
    /// A character cut by the end of the last chunk.
    cut: Vec<u8>,
}

impl Utf8Check {
    fn read(&mut self, chunk: &[u8]) {
        if self.invalid {
            return;
        }
        let joined;
        let bytes = if self.cut.is_empty() {
            chunk
        } else {
            joined = [self.cut.as_slice(), chunk].concat();
            &joined
        };
        // The long way only for the few bytes at the end.
        let rest = bytes
            .get(Encoding::utf8_valid_up_to(bytes)..)
            .unwrap_or_default();
        self.invalid = std::str::from_utf8(rest).is_err_and(|e| e.error_len().is_some());
        self.cut = rest.to_vec();
    }

    fn is_valid(&self) -> bool {
        !self.invalid && self.cut.is_empty()
    }
}

/// What has been read of a file.
#[derive(Default)]
pub(super) struct Passed {
    bytes: AtomicU64,
    hash: Mutex<Sha256>,
}

impl Passed {
    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Says how many bytes have been dealt with.
    pub fn set(&self, bytes: u64) {
        self.bytes.store(bytes, Ordering::Relaxed);
    }

    /// SHA-256 of what was read, in hexadecimal.
    pub fn sha256(self) -> String {
        let hash = self
            .hash
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .finalize();
        let digits = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .map(|n| char::from_digit(u32::from(n), 16).unwrap_or('0'))
            .collect()
    }

    fn add(&self, chunk: &[u8]) {
        self.bytes.fetch_add(chunk.len() as u64, Ordering::Relaxed);
        self.hash
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .update(chunk);
    }
}

struct Counted<'a, R> {
    inner: R,
    passed: &'a Passed,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.passed.add(buffer.get(..n).unwrap_or_default());
        Ok(n)
    }
}

/// Turns any encoding into UTF-8 on the way.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// Bytes of the input not decoded yet.
    waiting: std::ops::Range<usize>,
    output: Vec<u8>,
    /// Bytes of the output not taken yet.
    ready: std::ops::Range<usize>,
    finished: bool,
}

impl<R: Read> Decoded<R> {
    fn new(inner: R, decoder: Decoder) -> Decoded<R> {
        Decoded {
            inner,
            decoder,
            input: vec![0; CHUNK],
            waiting: 0..0,
            output: vec![0; CHUNK],
            ready: 0..0,
            finished: false,
        }
    }
}

impl<R: Read> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let mut ended = false;
        while self.ready.is_empty() && !self.finished {
            if self.waiting.is_empty() {
                let read = self.inner.read(&mut self.input)?;
                self.waiting = 0..read;
                ended = read == 0;
            }
            let source = self.input.get(self.waiting.clone()).unwrap_or_default();
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(source, &mut self.output, ended);
            self.waiting.start += read;
            self.ready = 0..written;
            // A decoder must not be asked again once it has said everything.
            self.finished = ended && result == CoderResult::InputEmpty;
        }
        Ok(self.output.get(self.ready.clone()).unwrap_or_default())
    }

    fn consume(&mut self, taken: usize) {
        self.ready.start = self.ready.end.min(self.ready.start + taken);
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> (&'static str, String) {
        let source = Source::examine("f", Input::Bytes(bytes)).unwrap();
        let passed = Passed::default();
        let mut text = String::new();
        source
            .text(&passed)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(passed.bytes(), bytes.len() as u64);
        (source.encoding.name(), text)
    }

    #[test]
    fn every_encoding_bureaus_use_is_recognised() {
        let text = "决定书文号,罚款金额（万元）\r\n示例罚〔2025〕001号,5\r\n";
        assert_eq!(text_of(text.as_bytes()), ("UTF-8", text.to_owned()));
        assert_eq!(
            text_of(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            ("UTF-8", text.to_owned())
        );
        assert_eq!(
            text_of(&GB18030.encode(text).0),
            ("gb18030", text.to_owned())
        );
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(text_of(&utf16), ("UTF-16LE", text.to_owned()));
    }

    #[test]
    fn characters_cut_by_a_chunk_are_whole_again() {
        let text = format!("x{}", "罚".repeat(CHUNK));
        assert_eq!(text_of(text.as_bytes()), ("UTF-8", text.clone()));
        assert_eq!(text_of(&GB18030.encode(&text).0), ("gb18030", text));
    }

    #[test]
    fn one_broken_character_does_not_change_the_encoding() {
        let mut bytes = "决定书文号,处罚机关,处罚依据,备注\n"
            .repeat(50)
            .into_bytes();
        bytes[40] = 0xFF;
        assert_eq!(text_of(&bytes).0, "UTF-8");
    }

    #[test]
    fn kinds_of_file_are_told_apart() {
        let format = |text: &str| {
            Source::examine("f", Input::Bytes(text.as_bytes()))
                .unwrap()
                .format
        };
        assert_eq!(format(" {\"case_no\":1}\n"), Format::Jsonl);
        assert_eq!(format("a,b,c,d,e\n"), Format::Table { delimiter: b',' });
        assert_eq!(
            format("台账\na\tb\tc\td\te\n"),
            Format::Table { delimiter: b'\t' }
        );
        assert_eq!(format("<html><table>"), Format::Sheet);
        assert_eq!(format("PK\u{3}\u{4}xx"), Format::Sheet);
        assert!(matches!(
            Source::examine("f", Input::Bytes(b"%PDF-1.7")),
            Err(ImportError::NotText(_))
        ));
        let scrambled: Vec<u8> = (0..4_000_u32)
            .map(|n| u8::try_from(n * n / 7 % 251).unwrap())
            .collect();
        assert!(matches!(
            Source::examine("台账.xlsx", Input::Bytes(&scrambled)),
            Err(ImportError::NotText(_))
        ));
        assert!(matches!(
            Source::examine("f", Input::Bytes(b" \n")),
            Err(ImportError::Empty(_))
        ));
    }
}
