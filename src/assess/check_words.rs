//! What the checks say, in Chinese.

use crate::assess::words::subject;
use crate::law::{Fen, FenRange, Subject};

pub const RENUMBERED: &str = "依据用的是修改前的条号，决定书应引现行条号";
pub const COMPARE_BY_HAND: &str =
    "新旧规定互有轻重或数额未知，从旧兼从轻须由人比较；现按行为时的规定列出";
pub const NO_FINE_FOR_SUBJECT: &str = "该条款对该对象在该阶段没有规定罚款";
pub const MUST_NOT: &str = "认定了不予处罚的情节，不得罚款";
pub const MAY_NOT: &str = "认定了可以不予处罚的情节，仍予罚款的应说明理由";
pub const FINE_REQUIRED: &str = "条文是“处…罚款”，没有不予处罚的情节，不能不罚款";
pub const TIER_UNDECIDED: &str = "阶次未定，只核对了法定幅度";
pub const RANGE_UNKNOWN: &str = "幅度取决于未填的数额，未能核对";

pub fn basis_outdated(express: bool, newer: Option<&str>) -> String {
    let what = if express {
        "依据在行为时已经废止"
    } else {
        "依据在行为时已被新法覆盖，是否仍可引用由人决定"
    };
    newer.map_or_else(
        || what.to_owned(),
        |n| format!("{what}；对应的现行条文：{n}"),
    )
}

pub fn conflict(a: &str, b: &str) -> String {
    format!("“{a}”与“{b}”不能同时认定")
}

pub fn counted_twice(label: &str, by_stage: bool) -> String {
    let by = if by_stage { "阶段" } else { "阶次条件" };
    format!("“{label}”与{by}说的是同一事实，不得重复评价")
}

pub fn not_for(label: &str, who: Subject) -> String {
    format!("“{label}”不适用于{}，未计入", subject(who))
}

pub fn no_ground(label: &str) -> String {
    format!("“{label}”没有载入依据，不影响幅度；要使其起作用，在规则包中写明依据")
}

pub fn heavier_after_defence(before: Fen, now: Fen) -> String {
    format!("告知时拟罚{before}，陈述申辩后改为{now}：不得因申辩而加重")
}

pub fn above(amount: Fen, range: FenRange) -> String {
    format!("{amount}高于法定上限{}（法定幅度{range}）", range.max())
}

pub fn below(amount: Fen, range: FenRange) -> String {
    format!(
        "{amount}低于法定下限{}（法定幅度{range}），且没有认定减轻情节",
        range.min()
    )
}

pub fn mitigated(amount: Fen, range: FenRange) -> String {
    format!(
        "{amount}低于下限{}，属减轻处罚，应写明减轻情节",
        range.min()
    )
}

pub fn above_tier(amount: Fen, label: &str, range: FenRange) -> String {
    format!("{amount}高于{label}的上限{}（{range}）", range.max())
}

pub fn below_tier(amount: Fen, label: &str, range: FenRange) -> String {
    format!(
        "{amount}低于{label}的下限{}（{range}），且没有认定从轻减轻情节",
        range.min()
    )
}

pub fn other_tier(amount: Fen) -> String {
    format!("{amount}在同一界限的另一档内：两档都符合，取较重一档的应说明理由")
}

pub fn slip(amount: Fen, corrected: Fen) -> String {
    format!("疑似单位或数位之误：{amount}如为{corrected}则在幅度内")
}

pub fn maximum(lightened: bool) -> String {
    if lightened {
        "认定了应当从轻减轻的情节而顶格处罚".to_owned()
    } else {
        "顶格处罚而没有认定从重情节，应说明理由".to_owned()
    }
}

pub fn both_penalised(who: &str) -> String {
    format!("该条对{who}另有处罚，案件未列（一案双罚）")
}

pub fn outside_band(amount: Fen, label: &str, range: FenRange) -> String {
    format!("{amount}不在本地规则“{label}”的幅度内（{range}）")
}
