//! The Chinese words by which a list is read.

use crate::law::list::ListEffect;

/// What separates the conditions of a list, the strongest first.
pub(super) const SEPARATORS: [char; 6] = ['；', ';', '，', ',', '、', '。'];
/// Words that join two conditions.
pub(super) const JOINTS: [&str; 4] = ["，且", "且", "并且", "以及"];
/// Words in front of a condition that add nothing to it.
pub(super) const LEADING: [&str; 10] = [
    "并且", "并", "且", "同时", "能够", "系", "属于", "应当", "为", "须",
];
/// How a sentence of the preamble says that it lays down conditions.
pub(super) const GATE_MARKS: [&str; 8] = [
    "适用本清单",
    "适用清单",
    "不适用本清单",
    "不适用清单",
    "应当同时符合",
    "应当同时具备",
    "应当符合下列条件",
    "除外",
];
/// What of such a sentence only leads to the conditions; cut at the end of the last that occurs.
pub(super) const GATE_LEADS: [&str; 5] = ["应当同时符合", "应当同时具备", "应当符合", "应当", "须"];
/// A sentence that excludes what it names, up to its end or in the paragraphs that follow.
pub(super) const NOT_APPLIED: [&str; 2] = ["不适用本清单", "不适用清单"];
/// What stands before it is excluded.
pub(super) const EXCEPT: &str = "除外";
/// A number under one of these is not the number that must hold.
pub(super) const NEGATIONS: [&str; 6] = ["未", "没有", "无", "非", "除外", "不适用"];

/// The question behind what is excluded, so that yes means that the list applies.
pub(super) fn not_excluded(text: &str) -> String {
    format!("不属于以下除外情形：{text}")
}
/// 可以 before the effect: a list that leaves it open.
pub(super) const MAY: &str = "可以";
/// Brackets around a numeric part of a title.
pub(super) const OPEN: [char; 2] = ['（', '('];
/// See [`OPEN`].
pub(super) const CLOSE: [char; 2] = ['）', ')'];
pub(super) const ORDINAL_MARKS: &str = "一二三四五六七八九十";

pub(super) const NOT_LINKED: &str = "依据没有对应到一个违法行为";
pub(super) const SEVERAL: &str = "依据对应到不止一个违法行为";
pub(super) const NO_CONDITION: &str = "没有读出任何条件";
pub(super) const NO_EFFECT: &str = "标题没有写明是不予、从轻还是减轻，按不予登记，须核对";

/// 原文未拆分为结构：…
pub(super) fn unstructured(text: &str) -> String {
    format!("“{text}”未能拆成结构，作为一个是非条件，由人判断")
}

/// What a title says the list grants.
pub(super) fn effect(title: &str) -> Option<ListEffect> {
    let marks = [
        ("不予", ListEffect::NotPenalised),
        ("免罚", ListEffect::NotPenalised),
        ("不罚", ListEffect::NotPenalised),
        ("免予", ListEffect::NotPenalised),
        ("减轻", ListEffect::Mitigated),
        ("从轻", ListEffect::Lighter),
    ];
    marks
        .into_iter()
        .find(|(mark, _)| title.contains(mark))
        .map(|(_, effect)| effect)
}

/// Whether a title leaves the effect open: 可以不予, 首违不罚 (可以, 行政处罚法 33(1)).
pub(super) fn leaves_open(title: &str) -> bool {
    title.contains(MAY) || title.contains("首违")
}
