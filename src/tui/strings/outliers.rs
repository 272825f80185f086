//! 离群 and its authorities.

use crate::tui::model::outliers::detail::{Differs, Reviewed};
use crate::tui::model::outliers::query::{Facet, OutlierSort, Switch, Tab};
use crate::tui::model::outliers::{OutliersState, ReviewAct};

/// Over the view of authorities.
pub const BUREAUS_WHAT: &str = "机关：同类案件的罚款指数，100 为各机关平均。只提示核查，不说明原因";
/// Nothing to compare.
pub const BUREAUS_EMPTY: &str =
    "没有可比的罚款：先到决定库（{screen.decisions}）导入决定，再回到这里。";
/// Over the detail.
pub const BUREAU_DETAIL: &str = "所选机关";
/// Over the quarters.
pub const BUREAU_QUARTERS: &str = "各季度指数（- 为区间，o 为估计，| 为 100）";
/// Over the funnel.
pub const BUREAU_FUNNEL: &str = "漏斗图：越往右件数越多，越往上罚得越重";
/// Under the funnel.
pub const BUREAU_FUNNEL_KEY: &str = "@ 所选机关　o 其他机关　. 95% 界限　: 99.8% 界限";
/// Heads of the table of authorities.
pub const BUREAU_COLUMNS: [&str; 8] = [
    "提示", "机关", "件数", "指数", "区间", "顶格", "同比", "槛下",
];

/// How many authorities, and how many things to look at.
pub fn bureaus_count(rows: usize, flagged: usize, is_running: bool) -> String {
    if is_running {
        return COMPARING.to_owned();
    }
    match rows {
        0 => String::new(),
        _ => format!("{rows} 个机关，提示核查 {flagged} 项；{{go.accept}} 看该机关的决定"),
    }
}

/// The mark before what is said of an authority.
pub fn bureau_mark(is_flagged: bool) -> &'static str {
    if is_flagged { "! " } else { "- " }
}

/// No verdict is chosen.
pub const ALL_VERDICTS: &str = "全部结论";
/// The columns of the ranked list.
pub const OUTLIER_COLUMNS: [&str; 8] = ["", "结论", "案由", "罚款", "预期", "备注", "日期", "文号"];
/// A comparison is running.
pub const COMPARING: &str = "正在与同类决定比较……";
/// There is nothing to compare.
pub const OUTLIERS_EMPTY: &str =
    "决定库是空的，没有可比的。到决定库（{screen.decisions}）导入以往决定，或者载入教学示例。";
/// What to do when the comparison came to nothing.
pub const COMPARE_AGAIN: &str = "{outliers.refresh} 再比较一次。";
/// No decision has this verdict.
pub const VERDICT_NOTHING: &str =
    "没有符合筛选的决定。{go.back} 逐步取消筛选，{outliers.filter} 另选。";
/// Why.
pub const REASONS: &str = "理由";
/// The peers.
pub const PEERS: &str = "类案";
/// The strip plot.
pub const STRIP: &str = "罚款分布";
/// The lines of the strip plot.
pub const STRIP_LABELS: [&str; 5] = ["法定", "阶次", "类案", "预期", "本案"];
/// The scale is logarithmic.
pub const STRIP_LOG: &str = "对数";
/// Decisions not compared.
pub const EXCLUDED: &str = "未参与比较";
/// How it was compared.
pub const METHOD: &str = "比较方法";
/// The decision itself.
pub const THIS_DECISION: &str = "本案";

/// Marks a verdict that asks for attention.
pub fn verdict(words: &str, is_suspicious: bool) -> String {
    if is_suspicious {
        format!("! {words}")
    } else {
        format!("  {words}")
    }
}

/// Says how many peers there are.
pub fn peers(count: usize) -> String {
    format!("类案 {count} 件")
}

/// Says what is listed, in which order, and what is not.
pub fn outliers_count(state: &OutliersState) -> String {
    let counts = &state.counts;
    let mut parts = vec![format!("{} 件", state.rows.total)];
    parts.extend(state.compared.map(|n| format!("共比较 {n} 件")));
    parts.push(format!("按{}排列", sort_by(state.query.sort)));
    let dismissed = if state.query.shows_dismissed {
        "含已排除"
    } else {
        "已排除"
    };
    let scope = &state.scope;
    let left_out = [
        (counts.dismissed, dismissed),
        (counts.merged, "未比较：一笔多项"),
        (counts.earlier_numbering, "未比较：旧条号"),
        (counts.outside_library, "未比较：库外"),
    ];
    let left_out = left_out.into_iter().filter(|(n, _)| *n > 0);
    parts.extend(left_out.map(|(n, what)| format!("{what} {n}")));
    let chosen = [
        (scope.merged, "含一笔多项"),
        (scope.earlier_numbering, "含旧条号"),
        (!scope.habit, "不扣机关惯例"),
    ];
    parts.extend(
        chosen
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, w)| w.to_owned()),
    );
    parts.join("，")
}

/// Names an order.
pub fn sort_by(sort: OutlierSort) -> &'static str {
    match sort {
        OutlierSort::Score => "可疑程度",
        OutlierSort::Fine => "罚款",
        OutlierSort::Date => "日期",
    }
}

/// Says what the list is narrowed to.
pub fn outliers_chips(chips: &[(Facet, String)], is_running: bool, is_reading: bool) -> String {
    let mut parts = Vec::new();
    if is_running {
        parts.push("正在比较……".to_owned());
    }
    if is_reading {
        parts.push("正在读取文号和当事人……".to_owned());
    }
    if chips.is_empty() {
        parts.push("全部决定，只提示核查".to_owned());
    }
    parts.extend(
        chips
            .iter()
            .map(|(facet, label)| format!("{}：{label}", facet_label(*facet))),
    );
    parts.join("；")
}

/// Names a facet.
pub fn facet_label(facet: Facet) -> &'static str {
    match facet {
        Facet::Verdict => "结论",
        Facet::Authority => "机关",
        Facet::Offence => "案由",
        Facet::Period => "期间",
    }
}

/// Names a tab of the filter panel.
pub fn tab_label(tab: Tab) -> &'static str {
    match tab {
        Tab::Of(facet) => facet_label(facet),
        Tab::Switches => "比较范围",
    }
}

/// The label of the box for words.
pub const FIND: &str = "查找";
/// What can be typed there.
pub const FIND_PLACEHOLDER: &str = "文号、当事人、案由；空格隔开";
/// The title of the filter panel.
pub const FILTER_PANEL: &str = "筛选与比较范围";
/// How to use it.
pub const FILTER_PANEL_HINT: &str =
    "{pane.next} 换栏，{list.prev}、{list.next} 选，{go.accept} 确定，{go.back} 关闭；打字缩小范围";
/// How to use the switches.
pub const SWITCHES_HINT: &str =
    "{pane.next} 换栏，{list.prev}、{list.next} 选，{go.accept} 开或关（重新比较），{go.back} 关闭";
/// No value passes the filter.
pub const NO_SUCH_VALUE: &str = "没有这样的值；退格改筛选";
/// The row for all values.
pub const ANY_VALUE: &str = "全部";

/// One value of a facet with its count.
pub fn facet_value(label: &str, count: usize, is_chosen: bool) -> String {
    let mark = if is_chosen { "*" } else { " " };
    format!("{mark} {label}  {count} 件")
}

/// The row for all values.
pub fn any_value(is_chosen: bool) -> String {
    let mark = if is_chosen { "*" } else { " " };
    format!("{mark} {ANY_VALUE}")
}

/// One switch, its state and what it is about.
pub fn switch(switch: Switch, state: &OutliersState) -> String {
    let counts = &state.counts;
    let left_out = |on: bool, n: usize| match (on, n) {
        (true, _) => "已参与比较".to_owned(),
        (false, n) => format!("未参与 {n} 件"),
    };
    let (on, words) = match switch {
        Switch::Merged => (
            state.scope.merged,
            format!(
                "比较一笔多项的决定（{}）",
                left_out(state.scope.merged, counts.merged)
            ),
        ),
        Switch::EarlierNumbering => (
            state.scope.earlier_numbering,
            format!(
                "比较引用旧条号的决定（{}）",
                left_out(state.scope.earlier_numbering, counts.earlier_numbering)
            ),
        ),
        Switch::Habit => (
            state.scope.habit,
            "扣除各机关的惯常水平（整个机关偏高偏低，见机关对比）".to_owned(),
        ),
        Switch::Dismissed => (
            state.query.shows_dismissed,
            format!("列出已排除的（{} 件）", counts.dismissed),
        ),
    };
    format!("[{}] {words}", if on { "x" } else { " " })
}

/// What never takes part.
pub fn never_compared(count: usize) -> String {
    format!("    违法行为不在法规库内，无从比较：{count} 件")
}

/// Marks a finding somebody has looked at, in a column of four.
pub fn review_mark(review: Option<Reviewed>) -> &'static str {
    match review {
        None => "",
        Some(Reviewed::Dismissed) => "排除",
        Some(Reviewed::Confirmed) => "确认",
        Some(Reviewed::Changed) => "已变",
    }
}

/// How a finding stands that somebody has looked at.
pub fn review_state(review: Reviewed) -> &'static str {
    match review {
        Reviewed::Dismissed => "已排除",
        Reviewed::Confirmed => "已确认",
        Reviewed::Changed => "数据已变，请再核查",
    }
}

/// A finding in one line.
pub fn finding(verdict: &str, case_no: &str, fine: &str) -> String {
    format!("{verdict}：{case_no}，{fine}")
}

/// The title of the prompt for a reason.
pub fn reason_title(act: ReviewAct) -> &'static str {
    match act {
        ReviewAct::Dismiss => "排除：核查后没有问题",
        ReviewAct::Confirm => "确认：核查后确有问题",
        ReviewAct::Reopen | ReviewAct::TakeBack => "重新打开",
    }
}

/// What a reason may say.
pub fn reason_placeholder(act: ReviewAct) -> &'static str {
    match act {
        ReviewAct::Dismiss => "例如：已按听证意见从轻，卷宗第 12 页",
        ReviewAct::Confirm | ReviewAct::Reopen | ReviewAct::TakeBack => {
            "例如：金额录入有误，已通知更正"
        }
    }
}

/// How to answer.
pub const REASON_HINT: &str =
    "写明理由，{go.accept} 保存，{go.back} 不保存；随时可以重新打开，留有记录";
/// A reason is needed.
pub const REASON_NEEDED: &str = "请写明理由";

/// What was written down.
pub fn review_kept(act: ReviewAct) -> &'static str {
    match act {
        ReviewAct::Dismiss => {
            "已排除，数据不变就不再提示；{outliers.undo} 撤回，{outliers.dismissed} 看已排除的"
        }
        ReviewAct::Confirm => "已确认；{outliers.undo} 撤回",
        ReviewAct::Reopen => "已重新打开；{outliers.undo} 撤回",
        ReviewAct::TakeBack => "已撤回",
    }
}

/// The heading of the table of peers.
pub fn beside(first: usize, last: usize, count: usize) -> String {
    if first == 1 && last == count {
        format!("本案与最近的 {count} 件类案")
    } else {
        format!("本案与最近的类案（第 {first} 至 {last} 件，共 {count} 件）")
    }
}

/// What the marks of the table mean.
pub const BESIDE_HINT: &str = "* 与本案不同　> 高于本案　< 低于本案；仅供参考，不作为裁量依据";
/// The mark of the peer that enter opens, two columns wide.
pub const CURSOR: &str = "> ";
/// The first row of the table of peers.
pub const CASE_NO: &str = "文号";
/// The column of this case.
pub const THIS_CASE: &str = "本案";
/// The row of shares.
pub const WEIGHT: &str = "权重";
/// How a finding was reviewed.
pub const REVIEW: &str = "核查";
/// Everything made of a finding.
pub const HISTORY: &str = "核查记录";

/// The mark before a cell that differs, two columns wide.
pub fn differs_mark(differs: Differs) -> &'static str {
    match differs {
        Differs::Not => "  ",
        Differs::Other => "* ",
        Differs::More => "> ",
        Differs::Less => "< ",
    }
}
