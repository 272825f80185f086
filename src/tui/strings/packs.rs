//! 基准库.

use crate::tui::model::packs::{Correcting, Look};

/// The columns of the documents.
pub const PACK_COLUMNS: [&str; 10] = [
    "名称",
    "代号",
    "层级",
    "施行",
    "事项",
    "有阶次",
    "阶次",
    "须核对",
    "检查",
    "来源",
];
/// The columns of the items of a document.
pub const ITEM_COLUMNS: [&str; 5] = ["序号", "核对", "名称", "违法行为", "阶次"];
/// No document is loaded.
pub const PACKS_EMPTY: &str = "没有载入任何裁量基准。{packs.import} 导入本机关使用的裁量基准文件（Word、Excel、PDF、网页、文本）。";
/// A document has no items.
pub const ITEMS_EMPTY: &str =
    "这份基准没有事项。{go.back} 返回，再按 {packs.import} 可重新导入原文件。";
/// No offence is linked.
pub const NOT_LINKED: &str = "没有对应";
/// Which side of a narrow review is shown.
pub const READ_SHOWN: &str = "读出的内容（{pane.next} 看原文）";
/// Which side of a narrow review is shown.
pub const SOURCE_SHOWN: &str = "原文（{pane.next} 看读出的内容）";
/// Label.
pub const PRINTED_BASIS: &str = "依据";
/// Label.
pub const CONDITION: &str = "条件";
/// Label.
pub const STANDARD: &str = "处罚";
/// Label.
pub const REMARK: &str = "备注";
/// The document was loaded without its wording.
pub const NO_WORDING: &str = "没有载入原文。";
/// An item without rows.
pub const NO_ROWS: &str = "没有阶次。";
/// Nothing is left to check.
pub const NO_MORE_PROBLEMS: &str = "没有别的事项须核对了";
/// Nothing comes before.
pub const FIRST_ITEM: &str = "已是第一项";
/// Nothing comes after.
pub const LAST_ITEM: &str = "已是最后一项";
/// A correction was not understood.
pub const NOT_SAVED: &str = "没有存上：改一改再按 {go.accept}，或者按 {go.back} 放弃";
/// A document was imported.
pub const DOCUMENT_WRITTEN: &str = "已导入并启用；请从上往下核对，{go.accept} 打开一项";
/// Nothing was written.
pub const NOTHING_WRITTEN: &str = "已取消，什么也没有写入";
/// Import of a document.
pub const DOCUMENT_IMPORT: &str = "导入裁量基准";
/// How to fill the form.
pub const DOCUMENT_HINT: &str =
    "{pane.next} 补全或到下一栏，{go.accept} 读取（先看结果，不会马上写入），{go.back} 取消";
/// Labels of the fields.
pub const DOCUMENT_FIELDS: [&str; 5] = ["文件", "代号", "施行日期", "地区代码", "领域"];
/// What can be typed there.
pub const DOCUMENT_PLACEHOLDERS: [&str; 5] = [
    "例如 ~/文件/裁量权基准.docx",
    "小写英文、数字、-，例如 wenshui-2025",
    "2024-06-03；不写就用文件里的",
    "六位，例如 141121；全国适用的不写",
    "煤矿、危险化学品……；不写就从标题看",
];
/// A document is being read.
pub const DOCUMENT_READING: &str = "读取中……";
/// How to stop it.
pub const DOCUMENT_STOP: &str = "{go.back} 取消，不会写入";
/// What was read.
pub const DOCUMENT_REPORT: &str = "读取结果（还没有写入）";
/// How to go on.
pub const DOCUMENT_CONFIRM: &str = "{go.accept} 写入并启用    {go.back} 放弃";
/// How to go on.
pub const DOCUMENT_REPLACE: &str =
    "{go.accept} 替换以前导入的同一份（旧文件留作 .toml.old）    {go.back} 放弃";
/// Nothing can be written.
pub const DOCUMENT_NOTHING: &str = "没有读出事项，不能写入。{go.back} 返回，换一个文件再试";
/// Findings.
pub const FINDINGS_OF_PACK: &str = "检查所见";
/// What the list of findings is.
pub const FINDINGS_HEAD: &str =
    "检查只提示可疑之处，不改动基准。导入的基准请到相应事项核对改正；本机编写的请改文件。";
/// What was understood.
pub const UNDERSTOOD: &str = "读作";
/// What was not.
pub const NOT_UNDERSTOOD: &str = "没有读懂";
/// Which offences may be meant.
pub const PERHAPS: &str = "是不是（{list.prev}、{list.next} 选，{pane.next} 取用）";
/// How to save.
pub const CORRECT_HINT: &str = "{go.accept} 存上，{go.back} 放弃";
/// What the document prints.
pub const PRINTED: &str = "原文";

/// Says how many documents there are and how much is to be checked.
pub fn packs_bar(count: usize, open: usize) -> String {
    match open {
        0 => format!("裁量基准 {count} 份"),
        _ => format!("裁量基准 {count} 份；导入的还有 {open} 项须核对"),
    }
}

/// Says how far the review of a document is.
pub fn review_bar(name: &str, items: usize, open: usize, fresh: usize, marked: usize) -> String {
    let left = match (open, fresh) {
        (0, 0) => "全部核对过".to_owned(),
        (0, fresh) => format!("没有存疑的了，{fresh} 项还没有看过"),
        (open, 0) => format!("还有 {open} 项须核对"),
        (open, fresh) => format!("还有 {open} 项须核对，{fresh} 项没有看过"),
    };
    if items == 0 {
        return format!("{name} 没有事项");
    }
    let marked = match marked {
        0 => String::new(),
        _ => format!("，搁置 {marked} 项"),
    };
    format!("{left}{marked}；{name} 共 {items} 项")
}

/// Says why a document can only be read.
pub fn read_only(name: &str, why: &str) -> String {
    format!("{name}：{why}")
}

/// Says what was done and what is left.
pub fn reviewed(said: &str, open: usize, fresh: usize) -> String {
    match (open, fresh) {
        (0, 0) => format!("{said}；全部核对过了"),
        (0, fresh) => format!("{said}；没有存疑的了，{fresh} 项还没有看过"),
        (open, _) => format!("{said}；还有 {open} 项须核对"),
    }
}

/// Returns how many items of a document are to be checked, in a table.
pub fn open(open: Option<(usize, usize)>) -> String {
    match open {
        None => String::new(),
        Some((open, 0)) => open.to_string(),
        Some((open, fresh)) => format!("{open}+{fresh}"),
    }
}

/// Returns a count, or nothing.
pub fn some(count: usize) -> String {
    match count {
        0 => String::new(),
        _ => count.to_string(),
    }
}

/// Returns how many tiers there are and how many are missing.
pub fn tiers(tiers: usize, missing: usize) -> String {
    match missing {
        0 => tiers.to_string(),
        _ => format!("{tiers} 缺{missing}"),
    }
}

/// Says how many findings there are.
pub fn findings(count: usize) -> String {
    format!("检查发现 {count} 处可疑，见“检查所见”")
}

/// Names the state of an item.
pub fn look(look: Look) -> &'static str {
    match look {
        Look::Broken => "! 须核对",
        Look::Doubtful => "? 须核对",
        Look::Marked => "搁置",
        Look::Fresh => "未看过",
        Look::Accepted => "已核对",
        Look::Corrected => "更正",
        Look::Given => "",
    }
}

/// Says what the state of an item means.
pub fn look_meaning(look: Look) -> &'static str {
    match look {
        Look::Broken => "没有对应违法行为，或者有阶次没有读出",
        Look::Doubtful => "有读不准的地方",
        Look::Marked => "裁量时不用这一项",
        Look::Fresh => "没有读不准的地方，还没有人看过",
        Look::Accepted => "与原文核对无误",
        Look::Corrected => "已由人改正",
        Look::Given => "",
    }
}

/// The head of the source, with its place.
pub fn printed(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("原文  {place}"),
        None => "原文".to_owned(),
    }
}

/// Marks a row that could not be read.
pub fn not_read(label: &str) -> String {
    format!("{label}（没有读出，裁量时遇到会提示）")
}

/// Names an item in a prompt.
pub fn about_item(title: &str) -> String {
    title.to_owned()
}

/// Names a row of an item in a prompt.
pub fn about_row(title: &str, label: &str) -> String {
    format!("{label}：{title}")
}

/// The title of a prompt.
pub fn correcting(what: Correcting) -> &'static str {
    match what {
        Correcting::Remark => "搁置并备注",
        Correcting::Condition(_) => "改正适用条件",
        Correcting::Standard(_) => "改正处罚",
        Correcting::Offence => "改正违法行为",
    }
}

/// What can be typed in a prompt.
pub fn correcting_placeholder(what: Correcting) -> &'static str {
    match what {
        Correcting::Remark => "为什么搁置（可以不写）",
        Correcting::Condition(_) => "照文件的说法写，例如：涉及3人以上5人以下的",
        Correcting::Standard(_) => "照文件的说法写，例如：处二万元以上五万元以下的罚款",
        Correcting::Offence => "条文（安全生产法第九十七条第三项）、编号，或者几个字",
    }
}
