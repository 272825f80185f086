//! 查询 and 裁量: sentences made of what the engine answers.

/// Label of a field.
pub const DOMAIN: &str = "领域";
/// What to know when filling a field.
pub const DOMAIN_HINT: &str = "领域决定适用哪一件国家基准";
/// Label of a field.
pub const STAGE: &str = "阶段";
/// Label of a field.
pub const ACT_ON: &str = "违法行为发生日";
/// Label of a field.
pub const DISCOVERED_ON: &str = "发现日";
/// Label of a field.
pub const DECIDED_ON: &str = "决定日";
/// Label of a field.
pub const REGION: &str = "管辖地区代码";
/// What to know when filling a field.
pub const REGION_HINT: &str = "六位行政区划代码，例如 141121；决定地方基准和备案级别";
/// Label of a field.
pub const ILLEGAL_GAIN: &str = "违法所得";
/// Label of a field.
pub const GOODS_VALUE: &str = "货值金额";
/// Label of a field.
pub const ANNUAL_INCOME: &str = "上一年年收入";
/// Label of a field.
pub const BASE_FINE: &str = "所依据的罚款";
/// Label of a field.
pub const DAYS: &str = "天数";
/// What to know when filling a field.
pub const AMOUNT_HINT: &str = "写 8万、8.5万元 或 80000";
/// What to know when filling a field.
pub const DATE_HINT: &str = "写 2024-06-03、20240603 或 2024-06";
/// What is wrong with a value.
pub const NOT_A_COUNT: &str = "应是不小于零的数字";
/// The choice of none.
pub const NO_BEHAVIOUR: &str = "均不属于";
/// An aggravating circumstance without a ground.
pub const NO_GROUND: &str = "没有载入依据，不影响幅度";
/// How the law was chosen.
pub const CHOSEN_BY_ART_37: &str = "（从旧兼从轻）";
/// How the law was chosen.
pub const CHOSEN_ONLY: &str = "";
/// How the law was chosen.
pub const CHOSEN_AS_ASKED: &str = "（日期未填，按所引条文）";

/// 单位拟罚款.
pub fn proposed(who: &str) -> String {
    format!("{who}拟罚款")
}

/// What marks a tier: it governs, it is met too, it is still possible.
pub fn tier_mark(governs: bool, met: bool) -> &'static str {
    match (governs, met) {
        (true, _) => "✓ ",
        (false, true) => "= ",
        (false, false) => "? ",
    }
}

/// 从轻，可减轻至下限以下.
pub fn lean(lean: &str, below: &str) -> String {
    if below.is_empty() {
        lean.to_owned()
    } else {
        format!("{lean}，{below}")
    }
}

/// 临界值：….
pub fn thresholds(lines: &[String]) -> String {
    format!("临界值：{}", lines.join("；"))
}

/// 已废止（2024-05-01），由《…》代替；….
pub fn standing(
    status: &str,
    since: Option<&str>,
    successor: Option<&str>,
    note: Option<&str>,
) -> String {
    let since = since.map(|d| format!("（{d}）")).unwrap_or_default();
    let successor = successor
        .map(|name| format!("，新法《{name}》"))
        .unwrap_or_default();
    let note = note.map(|n| format!("；{n}")).unwrap_or_default();
    format!("{status}{since}{successor}{note}")
}

/// How binding a fine is, before the amount.
pub fn fine_mode(mode: crate::law::FineMode) -> &'static str {
    match mode {
        crate::law::FineMode::Must | crate::law::FineMode::Unstated => "",
        crate::law::FineMode::May => "可以处",
        crate::law::FineMode::SingleOrConcurrent => "单处或者并处",
        crate::law::FineMode::SelectByGravity => "按情节选处",
    }
}

/// For which illegal gain or goods value a measure applies.
pub fn when(when: crate::law::When) -> String {
    use crate::law::fine::{Quantity, QuantityTest};
    let what = match when.quantity {
        Quantity::IllegalGain => "违法所得",
        Quantity::GoodsValue => "货值金额",
    };
    match when.test {
        QuantityTest::None => format!("（没有{what}）"),
        QuantityTest::Some => format!("（有{what}）"),
        QuantityTest::Below(limit) => format!("（没有{what}或者不足{limit}）"),
        QuantityTest::AtLeast(limit) => format!("（{what}{limit}以上）"),
    }
}

/// 煤矿基准2024 第191项.
pub fn benchmark_item(name: &str, no: &str, teaching: bool) -> String {
    let mark = if teaching { "【教学示例】" } else { "" };
    format!("{mark}{name} 第{no}项")
}

/// 国家；2024-06起施行；….
pub fn benchmark_status(
    layer: &str,
    from: &str,
    until: Option<&str>,
    verification: &str,
    missing: &[&str],
) -> String {
    let until = until.map(|d| format!("，{d}失效")).unwrap_or_default();
    let missing = if missing.is_empty() {
        String::new()
    } else {
        format!("；未载入：{}", missing.join("、"))
    };
    format!("{layer}；{from}起施行{until}{missing}；{verification}")
}

/// 不需：简易程序、备案.
pub fn needless_gates(labels: &[&str]) -> String {
    format!("不需：{}", labels.join("、"))
}

/// A law that every domain uses.
pub const EVERY_DOMAIN: &str = "各领域";

/// 依法处罚；所选对象在该阶段没有罚款.
pub fn without_fine(outcome: &str) -> String {
    format!("{outcome}；所选对象在该阶段没有罚款，见其他处罚")
}

/// 幅度取自：基准.
pub fn taken_from(layers: &str) -> String {
    format!("幅度取自：{layers}")
}
