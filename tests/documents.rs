//! Documents as they are found: the same content in every format reads the same.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::document::{self, Block, Cell, Document, Table};

/// The largest table with covered cells empty.
fn grid(document: &Document) -> Vec<Vec<String>> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let largest = tables.max_by_key(|table| table.rows.len()).unwrap();
    let texts = |cells: &[Cell]| cells.iter().map(|cell| cell.text().to_owned()).collect();
    largest.rows.iter().map(|row| texts(&row.cells)).collect()
}

/// Every covered cell with the text that covers it.
fn covered(table: &Table) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &table.rows {
        let mut texts: Vec<String> = Vec::new();
        for (n, cell) in row.cells.iter().enumerate() {
            texts.push(match cell {
                Cell::Text(text) => text.clone(),
                Cell::Above => rows.last().unwrap()[n].clone(),
                Cell::Left => texts.last().unwrap().clone(),
            });
        }
        rows.push(texts);
    }
    rows
}

#[test]
fn every_format_of_a_document_gives_the_same_grid() {
    let Some(folder) = common::shared("casegen/samples") else {
        return;
    };
    for sample in ["A_seed1_600", "C_seed1_600"] {
        let read =
            |file: &str| document::read(&folder.join(sample).join("benchmark").join(file)).unwrap();
        let csv = grid(&read("general.csv"));
        let headed = |grid: Vec<Vec<String>>| {
            let start = grid.iter().position(|row| row[0] == "序号").unwrap();
            grid[start..].to_vec()
        };
        let expected = headed(csv);
        assert!(expected.len() > 300, "{}", expected.len());
        for file in ["general.docx", "general.html", "general.xlsx"] {
            assert_eq!(headed(grid(&read(file))), expected, "{sample} {file}");
        }
        let merged = |file: &str| {
            let document = read(file);
            let tables = document.blocks.into_iter().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                Block::Paragraph(_) => None,
            });
            headed(covered(
                &tables.max_by_key(|table| table.rows.len()).unwrap(),
            ))
        };
        let docx = merged("general.docx");
        assert!(
            docx.iter()
                .all(|row| row.iter().all(|text| !text.is_empty()))
        );
        assert_eq!(merged("general.html"), docx, "{sample}");
        assert_eq!(merged("general.xlsx"), docx, "{sample}");
    }
}

/// Documents of a Word file with these parts of the body, styles and lists.
mod word {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const NAMESPACES: &str = "xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:v=\"v\"";

    pub fn file(body: &str, styles: &str, lists: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, root, inside) in [
            (
                "word/document.xml",
                "document",
                format!("<w:body>{body}</w:body>"),
            ),
            ("word/styles.xml", "styles", styles.to_owned()),
            ("word/numbering.xml", "numbering", lists.to_owned()),
        ] {
            zip.start_file(path, SimpleFileOptions::default()).unwrap();
            write!(
                zip,
                "\u{feff}<?xml version=\"1.0\"?><w:{root} {NAMESPACES}>{inside}</w:{root}>"
            )
            .unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn lines(name: &str, bytes: &[u8]) -> Vec<String> {
    let document = document::read_bytes(name, bytes).unwrap();
    let mut lines = Vec::new();
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph) => lines.push(paragraph.text),
            Block::Table(table) => {
                for row in covered(&table) {
                    lines.push(row.join("|"));
                }
            }
        }
    }
    lines
}

#[test]
fn word_text_is_what_prints() {
    let body = "\
        <w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>第</w:t></w:r>\
        <w:hyperlink><w:r><w:t>一</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>条</w:t></w:r></w:ins>\
        <w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del><w:r><w:tab/><w:t>正文</w:t><w:noBreakHyphen/>\
        <w:softHyphen/><w:br/><w:t>换行</w:t></w:r></w:p>\
        <w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>\
        <w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>\
        <w:p><w:r><w:t>主</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>\
        </w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>\
        </w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>文</w:t></w:r></w:p>";
    assert_eq!(
        lines("a.docx", &word::file(body, "", "")),
        ["第一条 正文-", "换行", "控件", "框", "主文"]
    );
}

#[test]
fn word_tables_are_full_grids() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "甲"),
        cell("<w:gridSpan w:val=\"2\"/>", "乙"),
        cell("<w:vMerge/>", ""),
        cell("", "丙"),
        cell("", "丁"),
        cell("<w:gridSpan w:val=\"2\"/>", "戊"),
        cell("", "删"),
    );
    assert_eq!(
        lines("a.docx", &word::file(&body, "", "")),
        ["甲|乙|乙", "甲|丙|丁", "|戊|戊"]
    );
}

#[test]
fn numbers_that_word_counts_are_printed() {
    let level = |n: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:suff w:val=\"nothing\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"5\">{}{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"5\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"9\"/></w:lvlOverride></w:num>",
        level(0, "chineseCountingThousand", "第%1条"),
        level(1, "japaneseCounting", "（%2）"),
        level(2, "decimal", "%2-%3."),
    );
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>";
    let paragraph = |properties: &str| {
        format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>文</w:t></w:r></w:p>")
    };
    let number = |list: u32, level: u32| {
        paragraph(&format!(
            "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
        ))
    };
    let body = [
        paragraph("<w:pStyle w:val=\"B\"/>"),
        number(1, 1),
        number(1, 1),
        number(1, 2),
        paragraph("<w:pStyle w:val=\"A\"/>"),
        number(1, 1),
        number(2, 0),
        number(2, 0),
        paragraph("<w:pStyle w:val=\"A\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
        "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr></w:p></w:tc></w:tr></w:tbl>".to_owned(),
    ]
    .concat();
    assert_eq!(
        lines("a.docx", &word::file(&body, styles, &lists)),
        [
            "第一条文",
            "（一）文",
            "（二）文",
            "二-1.文",
            "第二条文",
            "（一）文",
            "第九条文",
            "第十条文",
            "文",
            "第十一条"
        ]
    );
}

#[test]
fn pages_read_as_browsers_show_them() {
    let page = "<table><tr><td><p>导航<table><caption>题名<tr><th rowspan=2>甲<th colspan=2>乙<tr><td>丙<br>二<td>丁\
        <tr><td>戊\n己<td hidden>x<td>a\n b<td><script>y</script>庚</table></table><p style='display: none'>z";
    let expected = ["导航", "题名", "甲|乙|乙", "甲|丙\n二|丁", "戊己|a b|庚"];
    assert_eq!(lines("a.html", page.as_bytes()), expected);
    assert_eq!(lines("a.xls", page.as_bytes()), expected);
}

#[test]
fn text_files_are_lines_and_markdown_tables_tables() {
    let text = "# 标题\r\n\r\n　　第一条　正文\n| a | b\\|c |\n|---|---|\n| d<br>e |\n#x";
    let expected = ["标题", "第一条 正文", "a|b|c", "d\ne|", "#x"];
    assert_eq!(lines("a.md", text.as_bytes()), expected);
    let document = document::read_bytes("a.txt", text.as_bytes()).unwrap();
    let Some(Block::Paragraph(last)) = document.blocks.last() else {
        panic!("a paragraph");
    };
    assert_eq!(last.place.to_string(), "第7行");
    assert_eq!(
        lines(
            "a.csv",
            "序号\t违法行为\n1\t\"a\nb\"\t\n\t\t\n2\n".as_bytes()
        ),
        ["序号|违法行为", "1|a\nb", "2|"]
    );
}

#[test]
fn old_workbooks_read_as_they_show_visible_sheets_first() {
    let bytes = include_bytes!("fixtures/documents/excel-97.xls");
    assert_eq!(
        lines("a.xls", bytes),
        [
            "标题|标题|标题|标题",
            "合并|5|30%|2023-03-15",
            "合并|3.14159|TRUE|",
            "合并|||第97条",
            "末",
            "隐藏",
        ]
    );
    // Whatever is cut off or changed, it is read or refused.
    for at in (0..bytes.len()).step_by(7) {
        let mut changed = bytes.to_vec();
        changed[at] ^= 0xFF;
        let _ = document::read_bytes("a.xls", &changed);
        let _ = document::read_bytes("a.xls", &bytes[..at]);
    }
}
