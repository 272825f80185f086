//! Whole files: one as an office program writes it, and those that mean harm.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::Write;

use crate::document::pdf::open::Budget;
use crate::document::pdf::{Fail, pages, read};
use crate::document::{Block, Cell, DocumentError};

/// A file out of objects, numbered from 1; the first is the catalogue.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(bytes.len());
        writeln!(bytes, "{number} 0 obj").unwrap();
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    writeln!(bytes, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    let size = objects.len() + 1;
    write!(
        bytes,
        "trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    )
    .unwrap();
    bytes
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<<{entries}/Length {}>>stream\n", content.len()).into_bytes();
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}

/// A file of one page with a Latin font; `more` are the objects from 6 on.
fn one_page(resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R\
             /Resources<</Font<</F 5 0 R>>{resources}>>>>"
        )
        .into_bytes(),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    objects.extend_from_slice(more);
    file(&objects)
}

/// Spaces, deflated: so many megabytes.
fn spaces(megabytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        packed.write_all(&block).unwrap();
    }
    packed.finish().unwrap()
}

/// Reads a file that may unpack to a megabyte.
fn within_a_megabyte(bytes: &[u8]) -> Result<Vec<Block>, Fail> {
    let budget = Budget {
        bytes: 1 << 20,
        ..Budget::default()
    };
    pages(bytes, budget)
}

fn texts(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Table(table) => format!("{} rows", table.rows.len()),
        })
        .collect()
}

#[test]
fn a_table_over_three_pages_is_read_cell_by_cell() {
    let blocks = read(
        "benchmark-table.pdf",
        include_bytes!("../../../tests/fixtures/documents/benchmark-table.pdf"),
    )
    .unwrap();
    let plain: Vec<String> = texts(&blocks)
        .iter()
        .map(|text| text.replace(' ', ""))
        .collect();
    assert_eq!(
        plain,
        [
            "行政处罚裁量基准（教学示例）",
            "第一条本表是教学示例，全部内容虚构，不是任何机关的规定，没有法律效力，只用来检验本程序能不能把分行的文字接成一段。",
            "第二条所称“以上”“以下”包括本数，“不满”不包括本数。",
            "10rows",
            "本表由示例单位解释（教学示例）。",
        ]
    );
    let Some(Block::Table(table)) = blocks.get(3) else {
        panic!("no table");
    };
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| match cell {
                Cell::Text(text) => text.replace(' ', ""),
                Cell::Above => "^".to_owned(),
                Cell::Left => "<".to_owned(),
            });
            format!(
                "{}|{}",
                row.place.page.unwrap(),
                cells.collect::<Vec<_>>().join("|")
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "1|序号|违法行为|处罚依据|裁量阶次|适用条件|具体标准",
            "1|一、教具管理（教学示例）|<|<|<|<|<",
            "1|1|示例行为甲，未按照要求摆放教具|《示例办法》第三条第一项（虚构）。违反前款规定，逾期未改正的，从重处罚。|A|涉及1件。|责令限期改正，处100元以上200元以下的罚款。",
            "1|^|^|^|B|涉及2件以上不满5件。|责令限期改正，处200元以上500元以下的罚款；逾期未改正的，处500元以上800元以下的罚款。",
            "2|^|^|^|C|涉及5件以上。|责令限期改正，处500元以上1000元以下的罚款；逾期未改正的，处800元以上1500元以下的罚款，对直接负责的教学管理人员处100元以上200元以下的罚款。",
            "3|2|示例行为乙，未如实登记教具的数量和去向|《示例办法》第四条（虚构）。|A|初次发生，及时补登。|可以不予处罚。",
            "3|^|^|^|B|两次以上。|处300元以上600元以下的罚款。",
            "3|二、教具遗失（教学示例）|<|<|<|<|<",
            "3|3|示例行为丙，丢失教具|《示例办法》第五条（虚构）。|A|价值不满50元。|警告。",
            "3|^|^|^|B|价值50元以上。|处50元以上100元以下的罚款。",
        ]
    );
}

#[test]
fn a_turned_page_a_form_and_two_columns_of_cells() {
    let content = b"q 1 0 0 1 50 200 cm /X Do Q \
        0 0 200 40 re 0 20 200 0 re 100 0 0 40 re S \
        BT /F 10 Tf 10 25 Td (no) Tj 100 0 Td (what) Tj -100 -20 Td (1) Tj 100 0 Td (this) Tj ET";
    let form = stream(
        "/Subtype/Form/BBox[0 0 9 9]",
        b"BT /F 10 Tf (A title) Tj ET",
    );
    let file = one_page("/XObject<</X 6 0 R>>", stream("", content), &[form]);
    let blocks = read("a.pdf", &file).unwrap();
    assert_eq!(texts(&blocks), ["A title", "2 rows"]);
    let Some(Block::Table(table)) = blocks.get(1) else {
        panic!("no table");
    };
    assert_eq!(table.rows[1].cells[1], Cell::Text("this".to_owned()));
}

#[test]
fn a_page_without_text_says_so() {
    let file = one_page("", stream("", b"0 0 100 100 re f"), &[]);
    assert!(matches!(
        read("a.pdf", &file),
        Err(DocumentError::NoText { .. })
    ));
}

#[test]
fn a_stream_that_unpacks_without_end_is_refused() {
    let bomb = stream("/Filter/FlateDecode", &spaces(3));
    let file = one_page("", bomb, &[]);
    assert!(matches!(within_a_megabyte(&file), Err(Fail::TooLarge)));
    // Small streams, but many of them.
    let part = stream("/Filter/FlateDecode", &spaces(0));
    let parts = format!("[{}]", "6 0 R ".repeat(5_000)).into_bytes();
    let file = one_page("", parts, &[part]);
    assert!(matches!(within_a_megabyte(&file), Err(Fail::TooLarge)));
}

#[test]
fn objects_packed_without_end_are_refused() {
    let packed = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &spaces(17));
    let file = one_page("", stream("", b""), &[packed.clone(), packed]);
    assert!(matches!(
        read("a.pdf", &file),
        Err(DocumentError::TooLarge { .. })
    ));
}

#[test]
fn a_form_drawn_again_and_again_is_refused() {
    let many = b"/X Do ".repeat(4_000);
    let form = stream("/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", &many);
    let file = one_page("/XObject<</X 6 0 R>>", stream("", &many), &[form]);
    assert!(matches!(within_a_megabyte(&file), Err(Fail::TooLarge)));
}

#[test]
fn text_without_end_is_refused() {
    let file = one_page("", stream("", b"BT /F 1 Tf 9 9 Td (0123456789) Tj ET"), &[]);
    let budget = Budget {
        characters: 9,
        ..Budget::default()
    };
    assert!(matches!(pages(&file, budget), Err(Fail::TooLarge)));
}

#[test]
fn loops_end() {
    let tree = file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 9>>".to_vec(),
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 3 0 R>>".to_vec(),
    ]);
    assert!(read("a.pdf", &tree).is_err());
    let itself = file(&[b"<</Pages 1 0 R/Kids 1 0 R>>".to_vec(), b"2 0 R".to_vec()]);
    assert!(read("a.pdf", &itself).is_err());
}

#[test]
fn a_locked_file_is_named_as_such() {
    let mut bytes = one_page("", stream("", b""), &[]);
    let at = bytes.windows(7).rposition(|w| w == b"trailer").unwrap();
    bytes.truncate(at);
    bytes.extend_from_slice(
        b"trailer <</Size 6/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4\
          /O(00000000000000000000000000000000)/U(00000000000000000000000000000000)>>>>\nstartxref\n",
    );
    let xref = bytes.windows(5).position(|w| w == b"xref\n").unwrap();
    write!(bytes, "{xref}\n%%EOF").unwrap();
    let error = read("a.pdf", &bytes).unwrap_err();
    assert!(
        matches!(error, DocumentError::Unsupported { .. }),
        "{error}"
    );
}

#[test]
fn whatever_is_cut_or_changed_is_an_error_or_a_text() {
    let whole = include_bytes!("../../../tests/fixtures/documents/benchmark-table.pdf");
    for part in 0..24 {
        let cut = whole.get(..whole.len() * part / 24).unwrap();
        drop(read("cut.pdf", cut));
        let mut changed = whole.to_vec();
        let at = changed.len() * part / 24;
        for byte in changed.iter_mut().skip(at).step_by(61).take(40) {
            *byte = byte.wrapping_add(31);
        }
        drop(read("changed.pdf", &changed));
    }
    assert!(matches!(
        read("a.pdf", b""),
        Err(DocumentError::Damaged { .. })
    ));
    assert!(matches!(
        read("a.pdf", b"%PDF-1.4"),
        Err(DocumentError::Damaged { .. })
    ));
}

#[test]
fn deep_nesting_does_not_overflow() {
    let mut deep = b"[".repeat(300_000);
    deep.extend(b"(".repeat(300_000));
    let content = stream("", &deep);
    let file = one_page("", content, &[deep.clone(), b"<</A".repeat(100_000)]);
    drop(read("a.pdf", &file));
}

#[test]
fn a_panic_of_the_reader_is_an_error() {
    let result = super::on_thread::<()>(|| panic!("seen by nobody"));
    assert!(matches!(result, Err(Fail::Damaged(_))));
}
