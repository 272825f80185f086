//! What a file is, by its content; its extension decides only between kinds of text.

use std::path::Path;

use encoding_rs::Encoding;

use crate::document::encoding;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Word or Excel since 2007, or another archive.
    Zip,
    /// Excel before 2007, or another compound file.
    Ole,
    Pdf,
    Html,
    Separated,
    Plain,
    Markdown,
    Unread(Unread),
}

/// Kinds that are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    Word97,
    Locked,
    Ole,
    Slides,
    OpenDocument,
    BinaryWorkbook,
    Archive,
    Image,
    Rtf,
    Mht,
    Xml,
    Binary,
}

/// First bytes that settle it.
const MAGIC: [(&[u8], Kind); 15] = [
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Kind::Ole),
    (b"%PDF", Kind::Pdf),
    (b"{\\rtf", Kind::Unread(Unread::Rtf)),
    (b"MIME-Version:", Kind::Unread(Unread::Mht)),
    (b"Rar!", Kind::Unread(Unread::Archive)),
    (b"7z\xBC\xAF\x27\x1C", Kind::Unread(Unread::Archive)),
    (b"\x1F\x8B", Kind::Unread(Unread::Archive)),
    (b"\x89PNG", Kind::Unread(Unread::Image)),
    (b"\xFF\xD8\xFF", Kind::Unread(Unread::Image)),
    (b"GIF8", Kind::Unread(Unread::Image)),
    (b"II*\0", Kind::Unread(Unread::Image)),
    (b"MM\0*", Kind::Unread(Unread::Image)),
    (b"BM", Kind::Unread(Unread::Image)),
];

/// Looks at a file.
pub(super) fn of(name: &str, bytes: &[u8]) -> Kind {
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((magic, kind)) = magic
        && (*magic != b"BM" || is_binary(bytes))
    {
        return *kind;
    }
    if is_binary(bytes) {
        return Kind::Unread(Unread::Binary);
    }
    let head = encoding::head(bytes);
    let head = head.trim_start();
    let extension = Path::new(name)
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let starts = |marks: &[&str]| marks.iter().any(|mark| head.starts_with(mark));
    let has = |marks: &[&str]| marks.iter().any(|mark| head.contains(mark));
    let page = [
        "<!doctype html",
        "<html",
        "<table",
        "<head>",
        "<body",
        "<meta ",
    ];
    if starts(&page) || (starts(&["<?xml", "<!--"]) && has(&["<html"])) {
        return Kind::Html;
    }
    match extension.as_str() {
        "html" | "htm" | "shtml" | "xhtml" => Kind::Html,
        "csv" | "tsv" => Kind::Separated,
        "md" | "markdown" => Kind::Markdown,
        "txt" => Kind::Plain,
        _ if starts(&["<?xml"]) => Kind::Unread(Unread::Xml),
        // Systems that "export to Excel" often write a web page or a table of text.
        _ if has(&["<html", "<table", "<body"]) => Kind::Html,
        "xls" | "xlsx" | "et" => Kind::Separated,
        _ => Kind::Plain,
    }
}

/// Control bytes where text has none, in whatever encoding; UTF-16 says so with a byte order mark.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..8192).unwrap_or(bytes);
    let is_control = |b: &&u8| matches!(b, 0..=8 | 14..=31 | 127);
    let controls = start.iter().filter(is_control).count();
    Encoding::for_bom(bytes).is_none() && controls * 100 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_the_extension_only_between_kinds_of_text() {
        for (name, bytes, kind) in [
            ("a.xls", b"\r\n<HTML><table>".as_slice(), Kind::Html),
            ("a.xls", b"a\tb\n", Kind::Separated),
            (
                "a.doc",
                b"<?xml version='1.0'?><html xmlns='x'>",
                Kind::Html,
            ),
            ("a.doc", b"{\\rtf1", Kind::Unread(Unread::Rtf)),
            ("a.csv", b"<table><tr><td>", Kind::Html),
            ("a.csv", b"a,b", Kind::Separated),
            ("a.docx", b"%PDF-1.4", Kind::Pdf),
            ("a.txt", b"PK\x03\x04", Kind::Zip),
            ("a.txt", b"see <table> below", Kind::Plain),
            ("a.htm", b"text", Kind::Html),
            ("a.MD", b"# text", Kind::Markdown),
            ("a", b"BMW", Kind::Plain),
            ("a.txt", b"\0\0\x01", Kind::Unread(Unread::Binary)),
            // Scrambled, as a broken download is: no zeros, but nothing that text holds.
            (
                "a.docx",
                b"\x9c\x11f\xe0\x02\x7fq\xb4\x1d",
                Kind::Unread(Unread::Binary),
            ),
            ("a.txt", b"\xFF\xFEa\0", Kind::Plain),
        ] {
            assert_eq!(of(name, bytes), kind, "{name} {bytes:?}");
        }
    }
}
