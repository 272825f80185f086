//! What is said of authorities, in Chinese: a prompt for review, never an accusation.

use crate::compare::bureau::{
    Banded, Bunching, BureauPoint, BureauView, By, FEWEST_BUREAUS, FEWEST_IN_PERIOD,
    FEWEST_NEAR_THRESHOLD, FEWEST_OF_BUREAU, PeriodPoint, Share, YearChange,
};

/// The lists of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Periods(By),
    Bureaus,
    Top,
    Bottom,
    Bunching,
    Years,
}

/// Headings of the table.
pub(super) const COLUMNS: [&str; 12] = [
    "项目",
    "机关",
    "时段或门槛",
    "件数",
    "数值",
    "区间下限",
    "区间上限",
    "同类预期",
    "p值",
    "名次",
    "提示核查",
    "单位",
];

pub(super) fn list(family: Family) -> &'static str {
    match family {
        Family::Periods(By::Quarter) => "季度指数",
        Family::Periods(By::Year) => "年度指数",
        Family::Bureaus => "机关指数",
        Family::Top => "顶格占比",
        Family::Bottom => "下限占比",
        Family::Bunching => "门槛以下",
        Family::Years => "同比变化",
    }
}

pub(super) fn unit(family: Family) -> &'static str {
    match family {
        Family::Periods(_) | Family::Bureaus => "指数，100为同类平均",
        Family::Top | Family::Bottom | Family::Years => "百分数",
        Family::Bunching => "件",
    }
}

pub(super) fn mark(flagged: bool) -> &'static str {
    if flagged { "是" } else { "" }
}

pub(super) fn title(by: By, fines: usize) -> String {
    let by = match by {
        By::Quarter => "按季度",
        By::Year => "按年度",
    };
    format!(
        "机关比较（{by}）：可比的合法罚款 {fines} 件。统计只提示核查，不说明原因，也不决定数额。"
    )
}

pub(super) fn statement(view: &BureauView) -> Vec<String> {
    let method = &view.method;
    let mut lines = vec![
        "比什么：每件罚款与“同样的违法行为、对象、阶段、阶次、事实、情节在一般机关会罚的数额”之比，再按机关和时段平均；\
         100 为所有机关的同类平均。数额超出法定幅度或者基准的、没有罚款的、只有一个法定数额的不计入。"
            .to_owned(),
        format!(
            "标记“提示核查”的，每一组中预期误报不超过 {:.0}%（本雅明尼—霍赫贝格法）；区间为 95%。",
            100.0 * method.rate
        ),
        format!(
            "少于下列件数的不下判断：机关一个时段 {FEWEST_IN_PERIOD} 件，机关全部 {FEWEST_OF_BUREAU} 件（且不少于 {FEWEST_BUREAUS} 个机关），\
             门槛附近 {FEWEST_NEAR_THRESHOLD} 件。"
        ),
    ];
    if method.undated > 0 {
        lines.push(format!("{} 件日期不够精确，没有归入时段。", method.undated));
    }
    lines
}

pub(super) fn head(family: Family, tested: usize, flagged: usize) -> String {
    let what = match family {
        Family::Periods(By::Quarter) => "季度：与本机关其他季度比（扣除缓慢变化和各机关共同变化）",
        Family::Periods(By::Year) => "年度：与本机关其他年度比（扣除缓慢变化和各机关共同变化）",
        Family::Bureaus => "机关：与其他机关比（漏斗图，扣除机关之间通常的差别）",
        Family::Top => "顶格：罚到幅度上限的占比，与其他机关同类案件比",
        Family::Bottom => "下限：罚到幅度下限或者依法减轻的占比，与其他机关同类案件比",
        Family::Bunching => "门槛：恰在程序门槛以下的罚款，与其他机关同类案件比",
        Family::Years => "同比：与上一年比（案件构成相同时）",
    };
    format!("【{what}】检验 {tested} 项，提示核查 {flagged} 项")
}

pub(super) fn entry(flagged: bool, text: &str) -> String {
    format!(
        "  {} {text}",
        if flagged {
            "! 提示核查"
        } else {
            "· 未标记"
        }
    )
}

pub(super) fn untested(family: Family, count: usize) -> String {
    match family {
        Family::Bureaus | Family::Top | Family::Bottom => {
            format!("  另有 {count} 个机关件数不足或者机关太少，不下判断。")
        }
        Family::Periods(_) | Family::Bunching | Family::Years => {
            format!("  另有 {count} 项件数不足，不下判断。")
        }
    }
}

fn banded(figure: Banded) -> String {
    format!(
        "{:.0}（{:.0}至{:.0}）",
        figure.value, figure.low, figure.high
    )
}

/// How often chance alone goes so far: not how likely it is that nothing is behind it.
fn chance(p: f64) -> String {
    if p < 0.000_1 {
        "若无实际差别，这样大的偏离不到万分之一".to_owned()
    } else if p < 0.01 {
        format!("若无实际差别，这样大的偏离约万分之{:.0}", 10_000.0 * p)
    } else {
        format!("若无实际差别，这样大的偏离约 {:.0}%", 100.0 * p)
    }
}

fn with_chance(text: String, p: Option<f64>) -> String {
    match p {
        Some(p) => format!("{text}；{}", chance(p)),
        None => text,
    }
}

pub(super) fn period(point: &PeriodPoint) -> String {
    let usual = point.usual.map_or_else(String::new, |usual| {
        format!("，本机关其他时段推得 {usual:.0}")
    });
    let text = format!(
        "{} {}：{} 件，指数 {}{usual}",
        point.authority,
        point.period.label(),
        point.n,
        banded(point.index),
    );
    with_chance(text, point.test.map(|t| t.p_value))
}

/// Returns a change in whole percent, with its sign; what rounds to nought has none below it.
pub(crate) fn change(percent: f64) -> String {
    // 负零加零得正零。
    format!("{:+.0}%", percent.round() + 0.0)
}

fn changed(c: Banded) -> String {
    format!(
        "{}（{}至{}）",
        change(c.value),
        change(c.low),
        change(c.high)
    )
}

pub(super) fn bureau(point: &BureauPoint) -> String {
    let change = point
        .change
        .map_or_else(String::new, |c| format!("；比上年 {}", changed(c)));
    let text = format!(
        "{}：{} 件，指数 {}，同样件数的机关 95% 在 {:.0}至{:.0} 之间{change}",
        point.authority,
        point.n,
        banded(point.index),
        point.limits_95.0,
        point.limits_95.1,
    );
    with_chance(text, point.test.map(|t| t.p_value))
}

pub(super) fn top(point: &BureauPoint) -> String {
    share(&point.authority, "顶格", &point.top)
}

pub(super) fn bottom(point: &BureauPoint) -> String {
    share(&point.authority, "下限", &point.bottom)
}

fn share(authority: &str, end: &str, share: &Share) -> String {
    let expected = share.expected.map_or_else(String::new, |e| {
        format!("，同类案件在其他机关 {:.1}%", 100.0 * e)
    });
    let text = format!(
        "{authority}：{end} {} 件，占 {} 件的 {:.1}%（{:.1}%至{:.1}%）{expected}",
        share.count,
        share.of,
        100.0 * share.share.value,
        100.0 * share.share.low,
        100.0 * share.share.high,
    );
    with_chance(text, share.test.map(|t| t.p_value))
}

pub(super) fn bunching(bunching: &Bunching) -> String {
    let gates: Vec<String> = bunching
        .gates
        .iter()
        .map(|(label, cite)| format!("{label}，{cite}"))
        .collect();
    let force = if bunching.in_force == bunching.just_below {
        String::new()
    } else {
        format!(
            "（其中 {} 件决定时该门槛已施行；其余当时的门槛没有载入，按同一数额看，只作参照）",
            bunching.in_force
        )
    };
    let text = format!(
        "{}：门槛 {} 元（{}）附近 {} 件，其中{} {} 元、不足 {} 元的 {} 件，同类案件在其他机关约 {:.1} 件{force}",
        bunching.authority,
        bunching.threshold_yuan,
        gates.join("；"),
        bunching.near,
        if bunching.window_open {
            "超过"
        } else {
            "达到"
        },
        bunching.window_yuan.0,
        bunching.window_yuan.1,
        bunching.just_below,
        bunching.expected,
    );
    with_chance(text, bunching.test.map(|t| t.p_value))
}

pub(super) fn year(change: &YearChange) -> String {
    let text = format!(
        "{} {} 年：比上年 {}，上年 {} 件，本年 {} 件",
        change.authority,
        change.year,
        changed(change.change),
        change.n.0,
        change.n.1,
    );
    with_chance(text, change.test.map(|t| t.p_value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_rounds_to_nought_is_not_below_nought() {
        let said = [-0.4, 0.0, 0.4, -0.6, 7.2].map(change);
        assert_eq!(said, ["+0%", "+0%", "+0%", "-1%", "+7%"]);
    }
}
