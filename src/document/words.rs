//! What this module says to people.

use crate::document::kind::Unread;
use crate::document::{DocumentError, Measure, Place, limit};

/// Where something stands.
pub fn place(place: &Place) -> String {
    let mut text = String::new();
    if let Some(sheet) = &place.sheet {
        text.extend(["工作表“", sheet, "”"]);
    }
    for (number, unit) in [
        (place.page, "页"),
        (place.table, "个表格"),
        (place.row, "行"),
        (place.paragraph, "段"),
    ] {
        if let Some(n) = number {
            text.extend(["第", &n.to_string(), unit]);
        }
    }
    text
}

/// Why a document could not be read, and what to do.
pub fn error(error: &DocumentError) -> String {
    match error {
        DocumentError::Unreadable { file, source } => {
            let why = crate::store::io_reason(source);
            format!("{file}：{why}。请检查路径和读取权限")
        }
        DocumentError::TooLarge { file, limit } => format!(
            "{file}：文件或其展开后的内容超过{}MB，未读入。请只保留基准正文，另存后再导入",
            limit >> 20
        ),
        DocumentError::TooMuch { file, of } => {
            let (what, limit) = match of {
                Measure::Characters => ("文字", format!("{}万字", limit::TEXT_CHARS / 10_000)),
                Measure::Cells => ("表格", format!("{}万个单元格", limit::CELLS / 10_000)),
                Measure::Depth => ("嵌套", format!("{}层", limit::DEPTH)),
            };
            format!("{file}：{what}超过{limit}，未读入。请只保留基准正文，另存后再导入")
        }
        DocumentError::NoText { file } => format!(
            "{file}：这份PDF没有文字层（多为扫描件），读不出文字。请用原始的Word、Excel文件，或者先作文字识别"
        ),
        DocumentError::Empty { file } => format!("{file}：没有内容"),
        DocumentError::Unsupported { file, kind } => format!(
            "{file}：不能读取这种文件（{kind}）。可以读取 .docx .xlsx .xls .csv .html .txt .md .pdf；.doc 请先另存为 .docx"
        ),
        DocumentError::Damaged { file, why } => {
            format!(
                "{file}：文件已损坏或者不是它的扩展名所说的格式（{why}）。请重新下载，或者用原来的软件另存一份"
            )
        }
    }
}

/// A kind of file that is not read.
pub fn kind(kind: Unread) -> &'static str {
    match kind {
        Unread::Word97 => "旧版Word文档 .doc",
        Unread::Locked => "加密或设有打开密码的文档",
        Unread::Ole => "旧版Office文件",
        Unread::Slides => "演示文稿",
        Unread::OpenDocument => "OpenDocument文档",
        Unread::BinaryWorkbook => "二进制工作簿 .xlsb",
        Unread::Archive => "压缩包",
        Unread::Image => "图片",
        Unread::Rtf => "RTF文档",
        Unread::Mht => "单文件网页 .mht",
        Unread::Xml => "XML文件",
        Unread::Binary => "内容不是文字，也不是认得的格式",
    }
}

/// A number whose cell shows its point elsewhere.
pub(super) fn scaled(number: &str) -> String {
    format!("{number}（显示时移动了小数点）")
}
