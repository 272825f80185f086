//! What reports say, in Chinese.

use crate::assess::tiering::Threshold;
use crate::assess::{Binding, Change, GateState, RangeLayer, Rule, Severity, TierStatus};
use crate::law::fact::FactValue;
use crate::law::instrument::{Level, Status};
use crate::law::{Layer, Library, vocabulary};

pub const NONE: &str = "无";
pub const TEACHING: &str = "【教学示例】";
pub const PRACTICE_ONLY: &str = "同类已决仅供参考，不决定数额";

/// Section heads of an assessment.
pub const HEAD_RANGE: &str = "幅度";
pub const HEAD_OTHER: &str = "并处与其他措施";
pub const HEAD_GATES: &str = "程序";
pub const HEAD_QUESTIONS: &str = "待定（先答的在前）";
pub const HEAD_FINDINGS: &str = "对拟处罚的核对";
pub const HEAD_NEAREST: &str = "最近合法理由";
pub const HEAD_THRESHOLDS: &str = "临界值";
pub const HEAD_TRACE: &str = "理由";
pub const HEAD_WARNINGS: &str = "说明";
pub const STATUTE: &str = "法定";
pub const SUGGESTED: &str = "建议";
pub const FITS: &str = "拟处罚数额在幅度内，无须另加理由";
pub const NO_REASON: &str = "改变事实或情节都不能使该数额合法";
pub const BELOW_ALLOWED: &str = "可减轻至下限以下";

/// Puts a change into words: what the file must prove.
pub fn change(library: &Library, change: &Change) -> String {
    let circumstance = |id| {
        library
            .circumstance(id)
            .map_or_else(|| id.to_string(), |c| c.label.clone())
    };
    match change {
        Change::Find(id) => {
            let cite = library
                .circumstance(id)
                .and_then(|c| c.cite.clone())
                .map(|c| format!("（{c}）"))
                .unwrap_or_default();
            format!("须查明“{}”{cite}", circumstance(id))
        }
        Change::Drop(id) => format!("须否定“{}”", circumstance(id)),
        Change::Fact(fact, value) => {
            let label = library
                .fact(fact)
                .map_or(fact.as_str(), |f| f.label.as_str());
            match value {
                FactValue::Text(text) if text.is_empty() => {
                    format!("{label}须不属于各阶次列明的情形")
                }
                FactValue::Text(_) | FactValue::Number(_) => {
                    format!("{label}须为{value}（或同一档内的其他值）")
                }
            }
        }
    }
}

/// Puts a threshold into words: `超过期限(日) =10：第一阶次、第二阶次均符合，取第一阶次`.
pub fn threshold(library: &Library, threshold: &Threshold) -> String {
    let label = library
        .fact(&threshold.fact)
        .map_or(threshold.fact.as_str(), |f| f.label.as_str());
    let segment = &threshold.segment;
    let place = match (segment.low, segment.high) {
        (Some(low), Some(high)) if low == high => format!("＝{}", low.normalize()),
        (Some(low), Some(high)) => format!("{}～{}之间", low.normalize(), high.normalize()),
        (None, Some(high)) => format!("＜{}", high.normalize()),
        (Some(low), None) => format!("＞{}", low.normalize()),
        (None, None) => String::new(),
    };
    if !threshold.unloaded.is_empty() {
        return format!(
            "{label}{place}：可能属于{}（未载入）",
            threshold.unloaded.join("、")
        );
    }
    let what = match (threshold.met.as_slice(), &threshold.governing) {
        ([], _) | (_, None) => "没有已载入的阶次".to_owned(),
        ([only], _) => only.clone(),
        (several, Some(governing)) => format!("{}均符合，取{governing}", several.join("、")),
    };
    format!("{label}{place}：{what}")
}

/// 10 rules.
pub fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::InTime => "从旧兼从轻",
        Rule::Limitation => "追责时效",
        Rule::Capacity => "责任能力与过错",
        Rule::NoPenalty => "不予处罚",
        Rule::Statute => "法定幅度",
        Rule::Tier => "裁量阶次",
        Rule::Circumstances => "情节",
        Rule::Concurrence => "一事不再罚",
        Rule::Gates => "程序",
        Rule::Result => "结论",
    }
}

/// Result of the tier selection.
pub fn tier_status(status: TierStatus) -> &'static str {
    match status {
        TierStatus::NoTierLoaded => "本事项未载入基准阶次",
        TierStatus::TierAmbiguous => "阶次未定",
        TierStatus::TierMatched => "阶次已定",
    }
}

/// Layer of a number.
pub fn layer(layer: RangeLayer) -> &'static str {
    match layer {
        RangeLayer::Benchmark => "基准",
        RangeLayer::Statute => "法定",
        RangeLayer::LocalRule => "本地规则",
    }
}

/// Where the two bounds come from different layers.
pub fn two_layers(min: RangeLayer, max: RangeLayer) -> String {
    format!("下限{}、上限{}", layer(min), layer(max))
}

/// No item of the document that applies is loaded.
pub fn applicable(status: &str, document: &str) -> String {
    format!("{status}（适用{document}）")
}

/// The alternatives of a penalty.
pub fn instead_of(kinds: &[String]) -> String {
    format!("（或者{}）", kinds.join("、"))
}

/// How binding a penalty is.
pub fn binding(binding: Binding) -> &'static str {
    match binding {
        Binding::Must => "应当",
        Binding::May => "可以",
        Binding::Choice => "择一",
    }
}

/// Result of a gate.
pub fn gate_state(state: GateState) -> &'static str {
    match state {
        GateState::Required => "须经",
        GateState::Depends => "视情",
        GateState::NotRequired => "不需",
    }
}

/// How bad a finding is.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "违法",
        Severity::Warning => "注意",
        Severity::Note => "提示",
    }
}

/// Standing of an instrument.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::InForce => "现行",
        Status::Superseded => "已被新法覆盖",
        Status::Repealed => "已废止",
        Status::Unknown => "效力未核实",
    }
}

/// Rank of an instrument.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Law => "法律",
        Level::Regulation => "行政法规",
        Level::Rule => "部门规章",
    }
}

/// Layer of a document.
pub fn document_layer(layer: Layer) -> &'static str {
    match layer {
        Layer::National => "国家",
        Layer::Province => "省",
        Layer::City => "市",
        Layer::County => "县",
    }
}

/// Word for a stage.
pub fn stage<'a>(library: &'a Library, id: &'a str) -> &'a str {
    vocabulary::label(&library.parts().vocabulary.stages, id)
}

/// A tier known to be missing.
pub fn missing(label: &str, why: &str) -> String {
    format!("  {label}  未载入（{why}）")
}
