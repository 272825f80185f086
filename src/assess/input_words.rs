//! What is said about a case file that cannot be read, in Chinese.

use crate::law::PartialDate;
use crate::law::citation::CitationError;
use crate::law::fact::FactKind;

pub const NOT_AN_OBJECT: &str = "案件文件应是一个 JSON 对象";
pub const TEXT_EXPECTED: &str = "应是文字";
pub const LIST_EXPECTED: &str = "应是列表";
pub const OBJECT_EXPECTED: &str = "应是 { 代号: 值 } 的对象";
pub const REGION_EXPECTED: &str = "应是六位行政区划代码，例如 140000";
pub const OFFENCE_MISSING: &str = "缺少违法行为：写 offence（代号）或 basis（处罚依据）";
pub const AMOUNT_EXPECTED: &str = "应是以元为单位的数字";
pub const NEGATIVE_AMOUNT: &str = "金额不能为负";
pub const AMOUNT_TOO_FINE: &str = "金额不能细于一分，也不能过大";
pub const PROPOSED_TWICE: &str = "同一对象写了两个拟处罚数额";

pub fn not_json(line: usize, column: usize) -> String {
    format!("不是有效的 JSON：第{line}行第{column}列附近")
}

pub fn unknown_word(word: &str, known: &[&str]) -> String {
    format!("不认识“{word}”，可用：{}", known.join("、"))
}

pub fn unknown_fact(known: &[&str]) -> String {
    format!("没有登记的事实，可用：{}", known.join("、"))
}

pub fn unknown_circumstance(word: &str) -> String {
    format!("没有登记的情节“{word}”，代号见 rules/circumstances.toml")
}

pub fn unknown_offence(id: &str) -> String {
    format!("没有违法行为“{id}”，用 cailiang lookup 查代号")
}

pub fn impossible_date(text: &str) -> String {
    format!("没有“{text}”这一天")
}

pub fn unreadable_date(text: &str) -> String {
    format!("“{text}”不是日期，写作 2024-06-03、2024-06 或 2024")
}

pub fn before(after: PartialDate, before: PartialDate) -> String {
    format!("{after}早于{before}，次序不对")
}

pub fn bad_fact(label: &str, kind: FactKind) -> String {
    match kind {
        FactKind::Integer => format!("{label}应是不小于零的整数"),
        FactKind::Number => format!("{label}应是不小于零的数字（百分比不超过100）"),
        FactKind::Text => format!("{label}应是文字，取某一阶次写明的情形"),
        FactKind::Flag => format!("{label}应是 true（是）或者 false（否），不知道就不写"),
    }
}

pub fn bad_citation(text: &str, error: &CitationError) -> String {
    let why = match error {
        CitationError::UnknownInstrument => "法规库中没有这个文件".to_owned(),
        CitationError::Outside(title) => format!("《{title}》的罚则未载入"),
        CitationError::NoArticle => "没有写明条款".to_owned(),
        CitationError::NoSuchPlace => "该条款没有规定处罚，或条号有误".to_owned(),
        CitationError::NotRenumbered => "旧条号没有登记对应的现行条号".to_owned(),
    };
    format!("“{text}”：{why}")
}

pub const YES_NO_EXPECTED: &str = "应填 true 或者 false";
