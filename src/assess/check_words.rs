//! What the checks say, in Chinese.

use crate::law::fine::Span;
use crate::law::{Fen, FenRange};

pub const NO_FINE_FOR_SUBJECT: &str = "该条款对该对象在该阶段没有规定罚款";
pub const MUST_NOT: &str = "认定了不予处罚的情节，不得罚款";
pub const MAY_NOT: &str = "认定了可以不予处罚的情节，仍予罚款的应说明理由";
pub const FINE_REQUIRED: &str = "条文是“处…罚款”，没有不予处罚的情节，不能不罚款";
pub const TIER_UNDECIDED: &str = "阶次未定，只核对了法定幅度";

pub fn range_unknown(label: &str) -> String {
    format!("幅度取决于{label}，尚未查明：数额未能核对")
}

pub fn referred_not_loaded(document: &str) -> String {
    format!("所援引的{document}未载入，幅度未核对")
}

/// Above everything that the alternatives of the text allow.
pub fn above_any(amount: Fen, span: Option<Span>) -> String {
    let most = span.and_then(|s| s.max).map(|m| m.to_string());
    format!("{amount}高于各种可能的上限{}", most.unwrap_or_default())
}

/// Below everything that they allow.
pub fn below_any(amount: Fen, span: Option<Span>) -> String {
    let least = span.map(|s| s.min.to_string());
    format!(
        "{amount}低于各种可能的下限{}，且没有认定减轻情节",
        least.unwrap_or_default()
    )
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

/// Below everything that the alternatives allow, with a ground for it.
pub fn mitigated_any(amount: Fen, least: Fen) -> String {
    format!("{amount}低于各种可能的下限{least}，属减轻处罚，应写明减轻情节")
}

/// Between the ranges of several provisions or alternatives, and in none of them.
pub fn between(amount: Fen, ranges: &[FenRange]) -> String {
    let all: Vec<String> = ranges.iter().map(ToString::to_string).collect();
    format!("{amount}不在任何一种情形的法定幅度内（{}）", all.join("；"))
}
