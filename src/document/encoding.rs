//! Bytes of text files and web pages as text.

use std::borrow::Cow;
use std::io;

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::store::import::{Input, better_guess};

/// How far into a web page its own word on its encoding is looked for, in bytes.
const HEAD: usize = 4096;

/// A text file: byte order mark, else UTF-8 if it is valid, else whichever breaks less.
pub(super) fn text(bytes: &[u8]) -> io::Result<Cow<'_, str>> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => better_guess(Input::Bytes(bytes))?,
    };
    Ok(encoding.decode(bytes).0)
}

/// A web page: as a text file, but what it says of itself decides between the encodings that are not UTF-8.
pub(super) fn page(bytes: &[u8]) -> io::Result<Cow<'_, str>> {
    // What is valid UTF-8 and not ASCII is hardly anything else, but is valid in other encodings.
    if Encoding::for_bom(bytes).is_none()
        && std::str::from_utf8(bytes).is_err()
        && let Some(encoding) = declared(bytes)
    {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        if !had_errors {
            return Ok(text);
        }
    }
    text(bytes)
}

/// The beginning in small letters, for looking at marks in it; characters outside ASCII become `?`.
pub(super) fn head(bytes: &[u8]) -> String {
    let start = bytes.get(..HEAD).unwrap_or(bytes);
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(start).0.to_ascii_lowercase(),
        None => start
            .iter()
            .map(|b| {
                if b.is_ascii() {
                    char::from(b.to_ascii_lowercase())
                } else {
                    '?'
                }
            })
            .collect(),
    }
}

/// `charset=…` or `encoding=…` near the beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes);
    let (_, after) = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // Pages that say GB2312 use characters of the larger set.
    if encoding == encoding_rs::GBK {
        Some(GB18030)
    } else if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        // The words were readable as bytes, so it is not.
        Some(UTF_8)
    } else {
        Some(encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_believed_unless_its_bytes_say_otherwise() {
        let said = |charset: &str| format!("<meta charset=\"{charset}\"><p>裁量基准，罚款镕</p>");
        let gb = |charset| GB18030.encode(&said(charset)).0.into_owned();
        assert_eq!(page(&gb("gb2312")).unwrap(), said("gb2312"));
        assert_eq!(page(&gb("utf-8")).unwrap(), said("utf-8"));
        assert_eq!(page(said("utf-8").as_bytes()).unwrap(), said("utf-8"));
        assert_eq!(page(said("gb2312").as_bytes()).unwrap(), said("gb2312"));
        assert_eq!(text(b"\xEF\xBB\xBFa").unwrap(), "a");
    }
}
