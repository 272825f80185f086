//! 查询.

/// The label of the search box.
pub const SEARCH: &str = "查询";
/// What can be typed there.
pub const SEARCH_PLACEHOLDER: &str = "案由、拼音或首字母、条号（如 97）、俗称";
/// No domain is chosen.
pub const ALL_DOMAINS: &str = "全部领域";
/// The columns of the results.
pub const LOOKUP_COLUMNS: [&str; 5] = ["案由", "依据", "领域", "阶次", "状态"];
/// Tiers are loaded.
pub const HAS_TIERS: &str = "有";
/// Nothing was found.
pub const LOOKUP_NOTHING: &str =
    "没有找到。可以少打几个字，换一种说法，用拼音首字母，或者直接打条号；{lookup.domain} 换领域。";
/// Layer one.
pub const LAYER_STATUTE: &str = "一、法定幅度";
/// Layer two.
pub const LAYER_BENCHMARK: &str = "二、裁量阶次";
/// Layer three.
pub const LAYER_PRACTICE: &str = "三、同类已决";
/// No tiers are loaded.
pub const NO_TIERS: &str = "本事项未载入基准阶次";
/// Head of the article itself, from an imported law.
pub const ARTICLE_TEXT: &str = "条文";
/// No decisions are known.
pub const NO_PRACTICE: &str = "决定库中没有同一案由的决定";
/// Practice only informs.
pub const ONLY_INFORMS: &str = "仅供参考，不作为裁量依据";

/// Says in which domain how many were found.
pub fn lookup_count(domain: &str, count: usize) -> String {
    format!("{domain} {count} 条")
}

/// Names a subject at a stage.
pub fn subject_stage(subject: &str, stage: &str) -> String {
    if stage.is_empty() {
        return subject.to_owned();
    }
    format!("{subject} {stage}")
}

/// Says how many decisions there are and between which amounts.
pub fn practice(count: usize, interval: Option<&str>) -> String {
    match interval {
        Some(interval) => format!("{count} 件，{interval}"),
        None => format!("{count} 件"),
    }
}

/// The text refers elsewhere for the consequence.
pub fn refers(text: &str) -> String {
    format!("条文：依照{text}处罚")
}
