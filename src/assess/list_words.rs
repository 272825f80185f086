//! What is said about lists, in Chinese. Citations come in as arguments.

use crate::assess::list_match::{ListMatch, ListStatus};
use crate::law::PartialDate;
use crate::law::list::{LenientList, ListEffect};

pub const LAPSED_AT_DECISION: &str = "决定时该清单已失效，按行为时的清单，须核对";
pub const NOT_IN_FORCE_AT_ACT: &str = "行为时该清单不在施行期间，按决定时的清单，须核对";
pub const PUT_ASIDE: &str = "该项审核时搁置，未采用";
pub const LIGHTER: &str = "清单条件具备：在幅度内从轻，靠下限";

pub fn vague_date(from: PartialDate) -> String {
    format!("清单只知{from}起施行，须核对是否已施行")
}

pub fn doubt(text: &str) -> String {
    format!("导入时存疑：{text}")
}

pub fn counterpart(cite: &str) -> String {
    format!("清单所引的是{cite}，与本案条款只按登记的新旧对应，不直接适用，由人核对")
}

pub fn other_stage(stage: &str) -> String {
    format!("本项只适用于{stage}")
}

pub fn established(cite: &str, must: bool, education: &str, correction: &str) -> String {
    let outcome = if must {
        "不予处罚"
    } else {
        "可以不予处罚"
    };
    format!(
        "清单条件具备，且符合{cite}：{outcome}；应当教育（{education}），仍应责令改正（{correction}）"
    )
}

pub fn ground_open(cite: &str, labels: &[&str]) -> String {
    format!(
        "清单条件具备；是否符合{cite}，还要查明：{}。查明以前处理结果不变",
        labels.join("；")
    )
}

pub fn no_ground(cites: &[&str]) -> String {
    format!(
        "清单条件具备，但已认定的事实不是{}的情形：处理结果不变，由人判断",
        cites.join("、")
    )
}

pub fn mitigated(cite: &str) -> String {
    format!("清单条件具备：靠下限；清单本身不能使罚款低于法定下限，减轻须认定{cite}的情节")
}

/// 不予处罚 …
pub fn effect(effect: ListEffect) -> &'static str {
    match effect {
        ListEffect::NotPenalised => "不予处罚",
        ListEffect::Lighter => "从轻处罚",
        ListEffect::Mitigated => "减轻处罚",
    }
}

/// 应当从轻处罚, 可以不予处罚; 不予处罚 without 可以 needs no 应当.
pub fn grants(granted: ListEffect, must: bool) -> String {
    let what = effect(granted);
    match (granted, must) {
        (ListEffect::NotPenalised, true) => what.to_owned(),
        (ListEffect::Lighter | ListEffect::Mitigated, true) => format!("应当{what}"),
        (_, false) => format!("可以{what}"),
    }
}

/// 条件具备 …
pub fn status(status: &ListStatus) -> &'static str {
    match status {
        ListStatus::Met => "条件具备",
        ListStatus::Open(_) => "待查明",
        ListStatus::NotMet(_) => "不符合",
    }
}

/// The short name of a list, marked when its rows are invented for teaching.
pub fn name(list: &LenientList) -> String {
    let mark = if list.teaching {
        "【教学示例】"
    } else {
        ""
    };
    format!("{mark}{}", list.short)
}

pub fn cite(name: &str, item: &str, cites: &[String]) -> String {
    let mark = name.starts_with('【');
    let mark = if mark { "【教学示例】" } else { "" };
    if cites.is_empty() {
        format!("{mark}{item}")
    } else {
        format!("{mark}{item}（{}）", cites.join("、"))
    }
}

pub fn narrows(found: &ListMatch) -> String {
    format!("《{}》{}", found.name, grants(found.effect, found.must))
}

/// One line: item, what it grants, whether its conditions hold and why not.
pub fn line(found: &ListMatch) -> String {
    let head = format!(
        "{}《{}》{} {}",
        status(&found.status),
        found.name,
        crate::law::words::item_no(&found.item),
        found.title
    );
    let grants = grants(found.effect, found.must);
    match &found.status {
        ListStatus::Met => format!("{head}：{grants}"),
        ListStatus::Open(open) => {
            let labels: Vec<&str> = open.iter().map(|u| u.label.as_str()).collect();
            format!("{head}：{grants}，还要查明：{}", labels.join("；"))
        }
        ListStatus::NotMet(failed) => {
            format!("{head}：{grants}，不符合的是：{}", failed.join("；"))
        }
    }
}

/// 自…起施行, with the end where there is one.
pub fn dates(found: &ListMatch) -> String {
    match found.until {
        Some(until) => format!("{}起施行，{until}失效", found.from),
        None => format!("{}起施行", found.from),
    }
}
