//! The interface as lines.

use crate::tui::model::Screen;
use crate::tui::strings::{CLAUSE_COMMA, LIST_COMMA};

/// Before the detail.
pub const PLAIN_DETAIL: &str = "详情：";
/// The question that narrows most.
pub const PLAIN_ASK_FIRST: &str = "（最该问的）";
/// A question that narrows.
pub const PLAIN_ASK: &str = "（尚需查明）";
/// A tick.
pub const PLAIN_TICKED: &str = "已勾选";
/// No tick.
pub const PLAIN_NOT_TICKED: &str = "未勾选";
/// Work goes on.
pub const PLAIN_WORKING: &str = "正在处理，请稍候……";
/// No such row.
pub const PLAIN_NO_ROW: &str = "没有这一行。";
/// Nothing to type into.
pub const PLAIN_NO_FIELD: &str = "此处没有可以输入的框。输入 ? 看可用的动作。";
/// A field that cannot be filled so.
pub const PLAIN_NO_VALUE: &str = "这一项没有这个选项。";
/// How the dialogue works.
pub const PLAIN_HELP: &[&str] = &[
    "逐行文字界面，一行一个输入：",
    "直接打字：填入查找框，例如 没培训、97(3)、jsbz；",
    "#3：选第 3 行并读出详情；裁量表中 #3 12万 把第 3 项填为 12万，#3 煤矿 选煤矿，#3 勾选或者取消；",
    ":名称：执行一个动作，例如 :裁量、:确定、:导入、:返回，也可写拼音首字母或者按键，例如 :{help.open}、:{go.back}；",
    "空行：再读一遍；?：列出可用的动作；:退出 结束。",
];

/// Names the screen.
pub fn plain_screen(screen: Screen) -> String {
    format!("【{}】", screen.context().label())
}

/// Says which rows are read, out of how many.
pub fn plain_rows(first: usize, end: usize, total: usize) -> String {
    match total {
        0 => "没有一行".to_owned(),
        _ => format!("共 {total} 行，第 {} 至 {end} 行：", first + 1),
    }
}

/// Names a choice and what else could be chosen.
pub fn plain_choice(chosen: &str, choices: &[&str]) -> String {
    format!("{chosen}（可选：{}）", choices.join(LIST_COMMA))
}

/// Lists the keys that work.
pub fn plain_keys(keys: &[String]) -> String {
    format!("可用：{}", keys.join(CLAUSE_COMMA))
}

/// Says that a word names no action.
pub fn plain_no_action(word: &str) -> String {
    format!("没有动作“{word}”。输入 ? 看可用的动作。")
}
