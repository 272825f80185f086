//! 清单.

use crate::tui::model::lists::Grant;

/// The label of the search box.
pub const LISTS_SEARCH: &str = "清单";
/// What can be typed there.
pub const LISTS_PLACEHOLDER: &str = "事项、拼音或首字母、条号";
/// The columns.
pub const LISTS_COLUMNS: [&str; 5] = ["事项", "处理", "依据", "清单", "序号"];
/// No list is loaded.
pub const LISTS_EMPTY: &str = "没有载入清单。{screen.packs} 到基准库，{packs.import} 导入本地的不予处罚、从轻处罚、减轻处罚清单文件。";
/// Nothing was found.
pub const LISTS_NOTHING: &str = "没有找到。可以少打几个字，用拼音首字母；{go.back} 逐步取消筛选。";
/// A row is not loaded.
pub const NOT_LOADED: &str = "未载入";
/// Conditions of the whole list.
pub const LIST_GATES: &str = "整个清单的条件（全部具备才适用）";
/// Conditions of the item.
pub const LIST_CONDITIONS: &str = "本项的条件（全部具备）";
/// No condition of its own.
pub const LIST_NO_CONDITIONS: &str = "没有另外的条件";
/// What else to know.
pub const LIST_NOTES: &str = "请注意";

/// Names what is granted.
pub fn grant(grant: Option<Grant>) -> &'static str {
    match grant {
        None => "全部种类",
        Some(Grant::NotPenalised) => "不予处罚",
        Some(Grant::Lighter) => "从轻处罚",
        Some(Grant::Mitigated) => "减轻处罚",
    }
}

/// Says how many items of how many documents are listed.
pub fn lists_count(chosen: Option<Grant>, items: usize, documents: usize) -> String {
    format!("{} {items} 项，清单 {documents} 份", grant(chosen))
}
