//! 裁量.

use crate::tui::model::assess::Group;

/// No offence is chosen.
pub const ASSESS_EMPTY: &str =
    "还没有选案由。按 {screen.lookup} 到查询，找到案由后按 {go.accept}，就到这里填事实与情节。";
/// A text field is empty.
pub const NOT_FILLED: &str = "未填";
/// No choice is made.
pub const NOT_CHOSEN: &str = "未选";
/// Remarks on the proposed decision.
pub const FINDINGS: &str = "对拟处罚款的核对";
/// The nearest lawful reason.
pub const NEAREST: &str = "最近合法理由";
/// What could not be checked.
pub const CANNOT_CHECK: &str = "不能核对";
/// There is none.
pub const NO_LAWFUL_REASON: &str = "改动事实或者情节，都不能使拟处罚款合法。";
/// Open questions.
pub const QUESTIONS: &str = "尚需查明";
/// Lists.
pub const LISTS: &str = "清单";
/// The answers to a yes/no.
pub const YES: &str = "是";
/// See [`YES`].
pub const NO: &str = "否";
/// How to answer a yes/no.
pub const FLAG_HINT: &str =
    "{form.toggle}、{form.prev_choice}、{form.next_choice}：是、否、不知道（空着）";
/// Before a yes/no, by its answer.
pub fn answer_mark(answer: Option<bool>) -> &'static str {
    match answer {
        Some(true) => "[是] ",
        Some(false) => "[否] ",
        None => "[  ] ",
    }
}
/// Warnings.
pub const WARNINGS: &str = "请注意";
/// Other penalties.
pub const OTHER_PENALTIES: &str = "其他处罚";
/// Procedures.
pub const GATES: &str = "程序";
/// A procedure is required.
pub const REQUIRED: &str = "[应当]";
/// A procedure is not required.
pub const NOT_REQUIRED: &str = "[不必]";
/// It depends on what is not known.
pub const DEPENDS: &str = "[待定]";
/// The reasoning, perhaps with marks of what came with the last change.
pub fn trace(is_marked: bool) -> &'static str {
    if is_marked {
        "推理过程（* 为刚才的改动所致）"
    } else {
        "推理过程"
    }
}
/// The lines of the drawing of a range.
pub const BAR_LABELS: [&str; 5] = ["法定", "阶次", "建议", "拟罚", "已决"];
/// A box is ticked.
pub const TICKED: &str = "有";
/// A box is not ticked.
pub const NOT_TICKED: &str = "无";
/// There is none.
pub const NONE: &str = "无";
/// What is copied.
pub const COPIED_REASONS: &str = "裁量理由";
/// The pinned case.
pub const FIRST: &str = "甲";
/// The case on the form.
pub const SECOND: &str = "乙";
/// Over the comparison.
pub const CONTRAST: &str = "甲乙对照（甲为所钉，乙为表上）";
/// Both cases are filled alike.
pub const CONTRAST_SAME: &str = "事实相同。改动表上的事实，就成为乙。";
/// Over what differs.
pub const CONTRAST_CHANGES: &str = "哪些变了，依据哪一条";
/// Nothing differs.
pub const CONTRAST_NOTHING: &str = "推理与程序没有不同。";
/// Over the result of the case on the form.
pub const CONTRAST_OWN: &str = "乙：表上的结果";
/// A case was pinned.
pub const PINNED: &str = "已钉为甲。改动事实就与甲对照；{form.swap} 甲乙互换，再按 {form.pin} 取消";
/// Beside the offence while a case is pinned.
pub const PINNED_MARK: &str = "[已钉甲]";
/// It was let go.
pub const UNPINNED: &str = "已取消钉住的甲";
/// It was let go because another form is filled in.
pub const UNPINNED_BY_NEW_FORM: &str = "换了一张表，钉住的甲已取消";
/// The cases were exchanged.
pub const SWAPPED: &str = "甲乙已互换";
/// How digits tick a box.
pub const DIGITS_OF_CHECK: &str = "勾选：1 勾上，0 取消";
/// What is cited.
pub const ARTICLE: &str = "所引条文";
/// The offences of an article.
pub const OFFENCES_OF_ARTICLE: &str = "这一条的案由";

/// Says that there are only so many choices.
pub fn digits_of_choice(count: usize) -> String {
    format!("只有 {count} 项：按 1 到 {count} 选，0 为不知道")
}

/// Says which digit stands for which choice.
pub fn digits(labels: &[&str]) -> String {
    let each = labels.iter().take(9).enumerate();
    let each: Vec<String> = each
        .map(|(at, label)| format!("{} {label}", at + 1))
        .collect();
    format!("{}　0 不知道", each.join("　"))
}

/// Puts two hints behind each other.
pub fn hints(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (false, false) => format!("{first}；{second}"),
        _ => format!("{first}{second}"),
    }
}

/// Over the part of the form in which the most narrowing question stands.
pub fn asked_first(group: &str) -> String {
    format!("{group}（! 最该先问）")
}

/// Says what a value was and is.
pub fn turned(label: &str, before: &str, after: &str) -> String {
    format!("{label}：{before} 变为 {after}")
}

/// Says what was taken back.
pub fn undone(what: &[String]) -> String {
    if what.is_empty() {
        return "已撤销上一次改动".to_owned();
    }
    format!("已撤销：{}", what.join("；"))
}

/// Returns the heading of a part of the form.
pub fn group(group: Group) -> &'static str {
    match group {
        Group::Case => "案件",
        Group::Facts => "事实",
        Group::Bases => "计算基数",
        Group::Proposed => "拟处罚款",
        Group::Circumstances => "情节",
        Group::Lists => "清单条件",
        Group::Dates => "日期与地区",
    }
}

/// Says how many fields are kept back.
pub fn hidden_facts(count: usize) -> String {
    format!("  另有 {count} 项未用到的事实，{{form.more}} 显示")
}

/// Says that a field cannot be read.
pub fn unreadable_field(why: &str) -> String {
    format!("x 此项未计入：{why}")
}

/// Says what the answer to a question decides.
pub fn question_hint(narrows: &str) -> String {
    format!("查明此项可区分：{narrows}")
}

/// Asks a question.
pub fn question(label: &str, narrows: &str) -> String {
    format!("{label}：可区分 {narrows}")
}

/// Says what the statute allows.
pub fn statutory(range: &str) -> String {
    format!("法定幅度 {range}")
}

/// Puts a reason behind a label.
pub fn reasoned(label: &str, reason: &str) -> String {
    if reason.is_empty() {
        return label.to_owned();
    }
    format!("{label}：{reason}")
}
