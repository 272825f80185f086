//! What the office says about benchmark documents and their review, in Chinese.

use std::path::Path;

use crate::law::PartialDate;
use crate::tui::office::packs::Source;

/// Label.
pub const TITLE: &str = "标题";
/// Label.
pub const DOC_NO: &str = "文号";
/// Label.
pub const ISSUER: &str = "制发机关";
/// Label.
pub const SCOPE: &str = "层级";
/// Label.
pub const DATES: &str = "施行";
/// Label.
pub const DOMAINS: &str = "领域";
/// Label.
pub const ITEMS: &str = "事项";
/// Label.
pub const TO_CHECK: &str = "核对";
/// Label.
pub const SOURCE: &str = "来源";
/// Label.
pub const VERIFICATION: &str = "核实";
/// Label.
pub const FILE: &str = "原文件";
/// Label.
pub const OFFENCE: &str = "违法行为";
/// Label.
pub const BASIS: &str = "处罚依据";
/// Label.
pub const STAGE: &str = "阶段";

/// The document is not loaded any more.
pub const PACK_GONE: &str = "这份基准已不在基准库中，按 {go.back} 返回后重看";
/// Why a document can only be read.
pub const NOT_IMPORTED: &str = "只能查看，不是从文件导入的；要改就用“导入文件”读入原文件";
/// No offence is linked.
pub const NOT_LINKED: &str = "没有对应到已载入的违法行为，裁量时用不上";
/// A row without condition.
pub const NO_CONDITION: &str = "（没有条件）";
/// There is nothing to take back.
pub const NOTHING_TO_UNDO: &str = "没有可以撤销的改动";
/// The pack is not under review.
pub const NOT_OPEN: &str = "这份基准没有打开核对，请按 {go.back} 返回后重新打开";
/// Nothing was understood of a condition.
pub const CONDITION_NOT_READ: &str = "没有读出条件，请照文件的说法写，例如：涉及3人以上5人以下的";
/// Nothing was understood of a penalty.
pub const STANDARD_NOT_READ: &str =
    "没有读出处罚，请照文件的说法写，例如：处二万元以上五万元以下的罚款";
/// Nothing was understood of a citation.
pub const OFFENCE_NOT_FOUND: &str = "没有对应的违法行为，请写条文（如 安全生产法第九十七条第三项）或者编号；也可以从下面选，{pane.next} 取用";
/// The item was accepted.
pub const ACCEPTED: &str = "已核对无误";
/// The item was put aside.
pub const MARKED: &str = "已搁置，裁量时不用这一项";
/// The item was reopened.
pub const REOPENED: &str = "已回到未核对";
/// The item was corrected.
pub const CORRECTED: &str = "已改正";
/// A path is needed.
pub const NEEDS_PATH: &str = "请写出文件路径，或者用 {list.prev}、{list.next} 选，{pane.next} 补全";
/// What was read is not there any more.
pub const READING_GONE: &str = "读入的结果已经放弃，请重新导入";
/// Reading ended without a word.
pub const READER_DIED: &str =
    "读取时意外中断，什么也没有写入。请把文件另存为 docx 或者 txt 再试；若再次发生，请告诉维护者";
/// Nothing was read.
pub const NO_ITEMS: &str = "没有读出任何事项";
/// What stands between the names of domains.
pub const SEPARATORS: [char; 6] = ['、', '，', ',', '；', ';', ' '];

/// Where a document comes from.
pub(super) fn source(source: Source) -> &'static str {
    match source {
        Source::Shipped => "随程序",
        Source::Imported => "本机导入",
        Source::Own => "本机编写",
    }
}

/// 2024-06 起，2026-01 止.
pub fn dates(from: PartialDate, until: Option<PartialDate>) -> String {
    match until {
        Some(until) => format!("{from} 起，{until} 止"),
        None => format!("{from} 起"),
    }
}

/// How much of the document is loaded.
pub fn items(items: usize, with: usize, tiers: usize, missing: usize, of: &str) -> String {
    let missing = match missing {
        0 => String::new(),
        _ => format!("；{missing} 个阶次没有载入"),
    };
    let of = match of {
        "" => String::new(),
        _ => format!("；文件共 {of}"),
    };
    format!("{items} 项，其中 {with} 项有阶次，共 {tiers} 个阶次{missing}{of}")
}

/// How much there is to check.
pub fn open(open: usize, fresh: usize) -> String {
    match (open, fresh) {
        (0, 0) => "全部核对过".to_owned(),
        _ => format!("{open} 项须核对，{fresh} 项还没有看过"),
    }
}

/// The file a document was read from.
pub fn file(name: &str, sha256: &str) -> String {
    let head: String = sha256.chars().take(12).collect();
    format!("{name}（SHA-256 {head}…）")
}

/// 第3项 某某行为.
pub fn item(no: &str, title: &str) -> String {
    format!("第{no}项 {title}")
}

/// Several offences of one clause.
pub fn whole_clause(title: &str, several: usize, id: &str) -> String {
    if several == 1 {
        return format!("{title} [{id}]");
    }
    format!("{title}等 {several} 种行为（整条）[{id}]")
}

/// A row that cannot be assessed with.
pub fn cannot_apply(why: &str) -> String {
    format!("不能据以裁量：{why}")
}

/// The pack cannot be opened for review.
pub fn cannot_open(path: &Path, why: &std::io::Error) -> String {
    format!(
        "只能查看：打不开 {}（{why}）。重新导入即可核对",
        path.display()
    )
}

/// The change could not be saved.
pub fn cannot_save(why: &std::io::Error) -> String {
    format!("没有存上，改动已取消：{why}。请检查磁盘空间和文件权限后重试")
}

/// The pack could not be written.
pub fn cannot_write(path: &Path, why: &std::io::Error) -> String {
    format!(
        "写不了 {}：{why}。请检查磁盘空间和文件夹权限后重试",
        path.display()
    )
}

/// A step was taken back.
pub fn undone(no: &str) -> String {
    format!("已撤销对第{no}项的改动")
}

/// Not fit to name a file.
pub fn bad_id(text: &str) -> String {
    format!("代号“{text}”不合用：只能用小写英文字母、数字、- 和 _，例如 wenshui-2025")
}

/// Not a date.
pub fn bad_date(text: &str) -> String {
    format!("施行日期“{text}”看不懂：写成 2024-06-03、2024-06 或者 2024")
}

/// Not a region.
pub fn bad_region(text: &str) -> String {
    format!("地区代码“{text}”不对：写六位数字，例如 141121；全国适用的留空")
}

/// Not a domain.
pub fn no_such_domain(text: &str, known: &[&str]) -> String {
    format!("没有领域“{text}”；有：{}", known.join("、"))
}

/// Something the reader was not sure of.
pub fn doubt(text: &str) -> String {
    format!("存疑：{text}")
}

/// A list of offences that are not penalised or penalised less was imported.
pub fn list_written(items: usize, linked: usize, path: &Path) -> String {
    format!(
        "清单已导入并启用：{items} 条，{linked} 条对应到违法行为；要改请编辑 {}",
        path.display()
    )
}
