//! Documents that are damaged or made to harm: refused with a message, in bounded memory, never a panic.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs::File;
use std::io::{Cursor, Write};

use cailiang::document::{self, Block, Cell, Document, DocumentError, Measure, limit};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, bytes) in parts {
        zip.start_file(*path, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let xml = format!("<w:document {WORD}><w:body>{body}</w:body></w:document>");
    zip_of(&[("word/document.xml", xml.as_bytes())])
}

fn xlsx(sheet: &str, strings: &str) -> Vec<u8> {
    zip_of(&[
        ("xl/workbook.xml", b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/s.xml", format!("<worksheet>{sheet}</worksheet>").as_bytes()),
    ])
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, DocumentError> {
    let read = document::read_bytes(name, bytes);
    if let Err(error) = &read {
        assert!(error.say().contains(name), "{}", error.say());
    }
    read
}

fn rows(document: &Document) -> Vec<&[Cell]> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables
        .flat_map(|t| &t.rows)
        .map(|row| row.cells.as_slice())
        .collect()
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    // Larger than memory: reading it would not go unnoticed.
    File::create(&path).unwrap().set_len(1 << 40).unwrap();
    assert!(matches!(
        document::read(&path),
        Err(DocumentError::TooLarge { .. })
    ));
    let large = vec![b'a'; 50 << 20];
    assert!(matches!(
        read("a.txt", &large),
        Err(DocumentError::TooLarge { .. })
    ));
    assert!(matches!(
        document::read(&folder.path().join("none")),
        Err(DocumentError::Unreadable { .. })
    ));
}

#[test]
fn an_archive_that_says_it_unpacks_beyond_the_limit_is_refused() {
    let mut bytes = docx(&"<w:p/>".repeat(1000));
    let size =
        u32::try_from(format!("<w:document {WORD}><w:body></w:body></w:document>").len() + 6000)
            .unwrap();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size.to_le_bytes() {
            bytes[at..at + 4].copy_from_slice(&(300u32 << 20).to_le_bytes());
        }
    }
    assert!(matches!(
        read("a.docx", &bytes),
        Err(DocumentError::TooLarge { .. })
    ));
}

#[test]
fn entities_are_not_expanded() {
    let xml = format!(
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
         <w:document {WORD}><w:p><w:r><w:t>&lt;&b;&#19968;&amp;</w:t></w:r></w:p></w:document>"
    );
    let document = read("a.docx", &zip_of(&[("word/document.xml", xml.as_bytes())])).unwrap();
    let Some(Block::Paragraph(paragraph)) = document.blocks.first() else {
        panic!("a paragraph");
    };
    assert_eq!(paragraph.text, "<一&");
}

#[test]
fn nesting_beyond_the_limit_is_refused() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + "x" + &close.repeat(100_000);
    for (name, bytes) in [
        (
            "a.docx",
            docx(&deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")),
        ),
        ("a.html", deep("<div>", "</div>").into_bytes()),
        ("b.html", deep("<table><tr><td>", "").into_bytes()),
        ("c.html", deep("<ul><li>", "").into_bytes()),
        ("a.xlsx", xlsx(&deep("<a>", "</a>"), "<sst/>")),
    ] {
        let of = match read(name, &bytes) {
            Err(DocumentError::TooMuch { of, .. }) => of,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(of, Measure::Depth, "{name}");
    }
}

#[test]
fn formatting_that_multiplies_is_refused() {
    let signs = (0..200)
        .map(|n| format!("<b id={n}>"))
        .collect::<Vec<_>>()
        .concat();
    let bytes = format!("<p>{signs}{}", "<p>x".repeat(100_000));
    assert!(matches!(
        read("a.html", bytes.as_bytes()),
        Err(DocumentError::TooMuch { .. })
    ));
}

#[test]
fn a_sheet_with_two_far_corners_is_two_rows() {
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>5</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let document = read(
        "a.xlsx",
        &xlsx(
            &sheet.replace(
                "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
                "",
            ),
            "<sst uniqueCount=\"9999999999999\"/>",
        ),
    )
    .unwrap();
    let rows_read = rows(&document);
    assert_eq!(rows_read.len(), 2);
    assert_eq!(rows_read[1].last(), Some(&Cell::Text("5".to_owned())));
    // Merged, the second corner is covered and nothing is left but the first.
    let document = read("a.xlsx", &xlsx(sheet, "<sst/>")).unwrap();
    assert_eq!(rows(&document), [[Cell::Text("a".to_owned())]]);
    let wild = "<sheetData><row><c r=\"ZZZZZZZZ9\"><v>5</v></c></row></sheetData>";
    assert!(matches!(
        read("a.xlsx", &xlsx(wild, "<sst/>")),
        Err(DocumentError::Damaged { .. })
    ));
}

#[test]
fn text_and_cells_beyond_the_limit_are_refused() {
    let long = "长".repeat(1_000_000);
    let cell = "<c t=\"s\"><v>0</v></c>";
    let sheet = format!("<sheetData><row>{}</row></sheetData>", cell.repeat(30));
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let wide = |n: u32| format!("<table><tr><td colspan={n} rowspan={n}>x</table>");
    let tall = "<table><tr><td colspan=1000>x".to_owned() + &"<tr><td>y".repeat(3000);
    let spanned = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr></w:tc></w:tr></w:tbl>";
    let regions = "<mergeCell ref=\"A1:XFD2000\"/>".repeat(1000);
    let merged = format!(
        "<sheetData>{}<row r=\"1\"><c r=\"CV1\"><v>1</v></c></row></sheetData>{regions}",
        (1..2000)
            .map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>"))
            .collect::<Vec<_>>()
            .concat()
    );
    for (name, bytes, of) in [
        ("a.xlsx", xlsx(&sheet, &strings), Measure::Characters),
        (
            "a.txt",
            "a".repeat(limit::TEXT_CHARS + 1).into_bytes(),
            Measure::Characters,
        ),
        ("a.html", tall.into_bytes(), Measure::Cells),
        (
            "a.csv",
            ",\n".repeat(limit::CELLS).into_bytes(),
            Measure::Cells,
        ),
        ("a.docx", docx(spanned), Measure::Cells),
        ("b.xlsx", xlsx(&merged, "<sst/>"), Measure::Cells),
    ] {
        match read(name, &bytes) {
            Err(DocumentError::TooMuch { of: found, .. }) => assert_eq!(found, of, "{name}"),
            other => panic!("{name}: {:?}", other.map(|d| d.blocks.len())),
        }
    }
    let document = read("a.html", wide(u32::MAX).as_bytes()).unwrap();
    assert_eq!(rows(&document).len(), 1);
}

#[test]
fn what_is_not_a_document_is_named_or_damaged() {
    let whole = docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>");
    assert!(read("a.docx", &whole).is_ok());
    for end in 4..whole.len() {
        let cut = read("a.docx", &whole[..end]);
        assert!(matches!(cut, Err(DocumentError::Damaged { .. })), "{end}");
    }
    for (name, bytes) in [
        ("a.pptx", zip_of(&[("ppt/presentation.xml", b"<a/>")])),
        (
            "a.ods",
            zip_of(&[("mimetype", b"x"), ("content.xml", b"<a/>")]),
        ),
        ("a.zip", zip_of(&[("a.txt", b"x")])),
        ("a.rtf", b"{\\rtf1 x}".to_vec()),
        ("a.png", b"\x89PNG\r\n".to_vec()),
    ] {
        assert!(
            matches!(read(name, &bytes), Err(DocumentError::Unsupported { .. })),
            "{name}"
        );
    }
    let scrambled: Vec<u8> = (0..200_u8).map(|n| n.wrapping_mul(37) | 1).collect();
    for (name, bytes) in [("a.txt", vec![0; 100]), ("a.docx", scrambled)] {
        let read = read(name, &bytes);
        assert!(matches!(read, Err(DocumentError::Damaged { .. })), "{name}");
    }
    for (name, bytes) in [
        ("a.txt", b"".to_vec()),
        ("a.csv", b"\xEF\xBB\xBF,,\n , \n".to_vec()),
        (
            "a.html",
            b"<html><script>x</script><body> <p>&nbsp;".to_vec(),
        ),
        ("a.docx", docx("<w:p/>")),
        ("a.xlsx", xlsx("<sheetData/>", "<sst/>")),
    ] {
        assert!(
            matches!(read(name, &bytes), Err(DocumentError::Empty { .. })),
            "{name}"
        );
    }
}

const NAMES: [&str; 9] = [
    "a.docx", "a.xlsx", "a.xls", "a.doc", "a.csv", "a.html", "a.txt", "a.md", "a",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for name in NAMES {
            let _ = document::read_bytes(name, &bytes);
            for magic in [b"PK\x03\x04".as_slice(), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"<html><table>"] {
                let _ = document::read_bytes(name, &[magic, &bytes].concat());
            }
        }
    }

    #[test]
    fn no_markup_makes_a_reader_panic(parts in proptest::collection::vec(
        proptest::sample::select(vec![
            "<table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "<td rowspan=0>", "</td>", "</tr>", "</table>",
            "<p>", "<br>", "<pre>", "一", " ", "\n", "<b>", "</b>", "<div hidden>", "</div>", "|", "---", ",", "\"", "# ",
        ]), 0..60)) {
        let text = parts.concat();
        for name in ["a.html", "a.csv", "a.md", "a.txt"] {
            if let Ok(document) = document::read_bytes(name, text.as_bytes()) {
                for block in &document.blocks {
                    if let Block::Table(table) = block {
                        let width = table.rows.first().map_or(0, |row| row.cells.len());
                        prop_assert!(table.rows.iter().all(|row| row.cells.len() == width));
                        let first = table.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
                        prop_assert!(!first.contains(&Cell::Above));
                    }
                }
            }
        }
    }

    #[test]
    fn no_change_to_an_archive_makes_a_reader_panic(at in 0usize..2000, value: u8) {
        let mut bytes = xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c></row></sheetData>", "<sst><si><t>x</t></si></sst>");
        let at = at % bytes.len();
        bytes[at] = value;
        let _ = document::read_bytes("a.xlsx", &bytes);
    }
}
