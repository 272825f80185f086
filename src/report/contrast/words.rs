//! Words of two assessments side by side.

use crate::assess::GateState;

/// Head of the facts of a case.
pub const FACTS: &str = "事实";
/// Head of the first case.
pub const FIRST: &str = "甲";
/// Head of the second case.
pub const SECOND: &str = "乙";
/// Head of what differs.
pub const DIFFERENCES: &str = "甲乙之不同";
/// Nothing differs.
pub const NO_DIFFERENCE: &str = "结果与理由没有不同";
/// What becomes of the case.
pub const OUTCOME: &str = "处理";
/// Penalties besides the fine.
pub const OTHERS: &str = "其他处罚";
/// A remark on the proposed fine.
pub const FINDING: &str = "对拟处罚的核对";

/// Label of the fine on a subject.
pub fn fine_of(subject: &str) -> String {
    format!("{subject} 罚款")
}

/// Label of the tier for a subject.
pub fn tier_of(subject: &str) -> String {
    format!("{subject} 阶次")
}

/// Several tiers are possible.
pub fn undecided(labels: &[&str]) -> String {
    format!("未定：{}", labels.join("、"))
}

/// Label of the procedures in a state.
pub fn gates(state: GateState) -> &'static str {
    match state {
        GateState::Required => "程序（须经）",
        GateState::Depends => "程序（视情）",
        GateState::NotRequired => "程序（不必）",
    }
}

/// Label of one procedure.
pub fn gate(label: &str) -> String {
    format!("程序·{label}")
}

/// What a thing is in both.
pub fn both(label: &str, first: &str, second: &str) -> String {
    let or_none = |text: &str| if text.is_empty() { "无" } else { text }.to_owned();
    format!("{label}：甲为{}；乙为{}", or_none(first), or_none(second))
}

/// Head of the procedures, in prose.
pub const PROCEDURE: &str = "程序";
/// Head of the remarks on the proposed fine, in prose.
pub const CHECKED: &str = "核对";
/// Head of what is still to be asked, in prose.
pub const TO_ASK: &str = "尚待查明";
/// Head of what to know, in prose.
pub const REMARKS: &str = "说明";
/// Head of the nearest lawful reason, in prose.
pub const NEAREST: &str = "最近合法理由";
