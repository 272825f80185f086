//! What the office says about decisions, imports and comparisons, in Chinese.

use crate::law::{Fen, FenRange};

/// The decision is not kept any more.
pub const DECISION_GONE: &str = "这件决定已不在决定库中";
/// A decision without an offence cannot be assessed.
pub const NOT_ASSESSABLE: &str = "这件决定所引的依据不在法库之内，不能据以裁量";
/// There is no import to undo.
pub const NOTHING_TO_UNDO: &str = "没有可以撤销的导入";
/// The teaching examples are there.
pub const DEMO_PRESENT: &str = "教学示例已在决定库中";
/// Nothing changed.
pub const FILE_KNOWN: &str = "这个文件里的决定都已在库中，决定库没有变化";
/// A worker ended without a word.
pub const WORKER_DIED: &str = "后台处理意外中断，决定库没有改动。请重试；若再次发生，请告诉维护者";
/// A worker could not be started.
pub const NO_WORKER: &str = "系统不允许再开线程，请关闭其他程序后重试";

/// A name that no file can have.
pub const BAD_PROFILE_NAME: &str =
    "方案名称不能含 / \\ : * ? \" < > | ，不能以点开头，最长 40 字；请另起一个";

/// A profile could not be written.
pub fn profile_not_kept(place: &dyn std::fmt::Display, error: &std::io::Error) -> String {
    format!(
        "没有存下方案：写不了 {place}（{}）。请检查写权限和磁盘空间",
        crate::store::io_reason(error)
    )
}

/// A row as it would be taken in.
pub fn tried(parts: &[&str], notes: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    let notes = if notes.is_empty() {
        String::new()
    } else {
        format!("（{}）", notes.join("；"))
    };
    format!("{}{notes}", parts.join(" "))
}

/// What undoing would take back.
pub fn undo(file: &str, at: &str, accepted: u64, teaching: bool) -> String {
    let teaching = if teaching { "[教学示例] " } else { "" };
    format!("{teaching}{file}，{at} 导入，{accepted} 件")
}

/// An import was taken back.
pub fn undone(file: &str, removed: u64) -> String {
    format!("已撤销导入 {file}，删去 {removed} 件决定")
}

/// The teaching examples were loaded.
pub fn demo_loaded(accepted: u64) -> String {
    format!("已载入 {accepted} 件教学示例（虚构），处处标明“教学示例”；可随时撤销导入")
}

// 同类已决。

/// Whose decisions were counted.
pub fn scope(subject: Option<&str>, stage: Option<&str>) -> String {
    let subject = subject.map_or_else(String::new, |s| format!("、{s}"));
    let stage = stage.map_or_else(String::new, |s| format!("、{s}"));
    format!("同一案由{subject}{stage}的全部决定")
}

/// How many of them carried a fine, and which fines were not set beside the others.
pub fn counted(fined: usize, not_fined: usize, unknown: usize, apart: usize) -> String {
    let parts = [
        (fined, "罚款"),
        (not_fined, "未罚款"),
        (unknown, "结果或金额不详"),
        (apart, "金额不可比（一笔含多项或旧条号），未计入区间"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{what} {n} 件"))
        .collect();
    parts.join("，")
}

/// The interval of some fines.
pub fn interval(range: FenRange, is_middle: bool) -> String {
    if is_middle {
        format!("{range}（中间八成）")
    } else {
        range.to_string()
    }
}

/// What is said of one subject.
pub fn of_subject(subject: &str, what: &str) -> String {
    format!("{subject} {what}")
}

/// What past decisions suggest.
pub fn suggested(range: FenRange) -> String {
    format!("类案九成在{range}")
}

/// How many peers of which kind.
pub fn likes(level: &str, fined: usize, not_fined: usize) -> String {
    if not_fined == 0 {
        return format!("{level}：罚款 {fined} 件");
    }
    format!("{level}：罚款 {fined} 件，未罚款 {not_fined} 件")
}

/// Where the proposed fine stands among the peers.
pub fn proposed(fine: Fen, p_value: f64) -> String {
    format!("拟罚款{fine}：类案中相差这样大的{}", share(p_value))
}

/// A share in words; less than one in a thousand is not told more exactly.
fn share(share: f64) -> String {
    if share < 0.001 {
        "不到 0.1%".to_owned()
    } else {
        format!("约占 {:.1}%", share * 100.0)
    }
}

/// One of the nearest past decisions.
pub fn peer(case_no: &str, decided_on: &str, outcome: &str, likeness: &str) -> String {
    format!("{decided_on} {case_no} {outcome}：{likeness}")
}

// 裁量。

/// How many fines of the past, between which amounts; how many lie outside the drawing.
pub fn past_fines(
    (count, outside): (usize, usize),
    least: Fen,
    greatest: Fen,
    has_demo: bool,
) -> String {
    let outside = if outside == 0 {
        String::new()
    } else {
        format!("，图外{outside}件")
    };
    let demo = if has_demo { "，含教学示例" } else { "" };
    let span = if least == greatest {
        least.to_string()
    } else {
        format!("{least}至{greatest}")
    };
    format!("仅供参考：{count}件 {span}{outside}{demo}")
}

/// What is written in the bar of a tier; others may be possible too.
pub fn tier_bar(label: &str, range: FenRange, is_open: bool) -> String {
    let open = if is_open { "（未定）" } else { "" };
    format!("{label} {range}{open}")
}

/// Tiers that are still possible.
pub fn open_tiers(labels: &[&str]) -> String {
    format!("未定：{}", labels.join("、"))
}

/// What is written in the bar of a suggestion.
pub fn suggested_bar(range: FenRange, lean: Option<&str>) -> String {
    match lean {
        Some(lean) => format!("{range}，{lean}"),
        None => range.to_string(),
    }
}

/// What is cited is no article.
pub fn cites_nothing(cite: &str) -> String {
    format!("“{cite}”不是一条可以打开的条文；请选引有条号的一项")
}

/// What is cited is a document that is not loaded.
pub fn cited_outside(title: &str) -> String {
    format!("《{title}》未载入法库，请查阅原文")
}

/// The text of a law was not imported.
pub fn text_missing(title: &str) -> String {
    format!("未导入《{title}》的条文。用 cailiang import statute 文件 导入后，这里显示原文")
}

/// The text that was imported lacks the article.
pub fn article_missing(title: &str, number: &str) -> String {
    format!(
        "导入的《{title}》文本中没有{number}；文本如为节录，请用 cailiang import statute 导入全文"
    )
}

// 离群。

/// The range the law allows, where nothing else is expected.
pub fn lawful(range: FenRange) -> String {
    format!("限 {range}")
}

/// Label of the range the law allows.
pub const LAWFUL: &str = "合法幅度";
/// Label of the interval expected.
pub const EXPECTED: &str = "类案提示";
/// Label of the number of peers.
pub const PEERS: &str = "类案件数";
/// Label of the p-value.
pub const RARITY: &str = "稀见程度";
/// Row of the table of peers.
pub const OUTCOME: &str = "处理结果";
/// Row of the table of peers.
pub const OFFENCE: &str = "案由";
/// Row of the table of peers.
pub const SUBJECT: &str = "对象";
/// Row of the table of peers.
pub const TIER: &str = "阶次";
/// Row of the table of peers.
pub const AUTHORITY: &str = "机关";
/// Row of the table of peers.
pub const DECIDED_ON: &str = "日期";
/// Nothing is recorded.
pub const NOT_RECORDED: &str = "未记录";
/// Nothing was compared yet.
pub const NOT_COMPARED: &str = "还没有比较结果；请先按 {outliers.refresh} 比较";

/// Whether a circumstance is recorded.
pub fn has(has: bool) -> &'static str {
    if has { "有" } else { "无" }
}

/// The share of a peer in what is expected; nothing below one in two hundred.
pub fn weight(weight: f64) -> String {
    if weight < 0.005 {
        return String::new();
    }
    format!("{:.0}%", weight * 100.0)
}

/// What comparable decisions suggest.
pub fn expected(range: FenRange) -> String {
    format!("{range}（可比决定九成在此之间）")
}

/// How rare such a distance is, and what the method promises.
pub fn rarity(p_value: f64, rate: f64) -> String {
    let share = share(p_value);
    format!(
        "可比决定中偏离到这样或者更远的{share}；偏离同类的发现，误报比例名义上为 {:.0}%",
        rate * 100.0
    )
}

/// A title with its citation.
pub fn cited(title: &str, cite: &str) -> String {
    if cite.is_empty() {
        return title.to_owned();
    }
    format!("{title}（{cite}）")
}

/// The id of a quarter.
pub fn quarter_id(year: u32, quarter: u32) -> String {
    format!("{year}-Q{quarter}")
}

/// A year.
pub fn year(year: &str) -> String {
    format!("{year} 年")
}

/// A quarter of a year.
pub fn quarter(year: &str, quarter: &str) -> String {
    format!("{year} 年第 {quarter} 季度")
}

/// A reason with its day and author.
pub fn said(reason: &str, at: &str, by: Option<&str>) -> String {
    let by = by.map(|b| format!("，{b}")).unwrap_or_default();
    if reason.is_empty() {
        return format!("{at}{by}");
    }
    format!("{reason}（{at}{by}）")
}

/// One entry in the history of a finding.
pub fn review_entry(act: &str, verdict: &str, said: &str) -> String {
    format!("{act}“{verdict}”：{said}")
}

/// How many peers.
pub fn peer_counts(fined: usize, not_fined: usize) -> String {
    if not_fined == 0 {
        return format!("罚款 {fined} 件");
    }
    format!("罚款 {fined} 件，未罚款 {not_fined} 件")
}

/// What an authority is singled out for, in a character or two.
pub const FLAG_LEVEL: &str = "总";
pub const FLAG_QUARTER: &str = "季";
pub const FLAG_THRESHOLD: &str = "槛";
pub const FLAG_ENDS: &str = "端";
pub const FLAG_YEAR: &str = "年";

/// A figure with its band.
pub fn banded(value: f64, low: f64, high: f64) -> String {
    format!("{value:.0}（{low:.0}至{high:.0}）")
}

/// Rows, as what is copied.
pub fn rows(count: u64) -> String {
    format!("{count} 件决定（制表符分隔）")
}

/// Too many rows for the clipboard.
pub fn too_many_to_copy(count: u64, most: u64) -> String {
    format!("标记了 {count} 件，最多复制 {most} 件；请改用导出（{{table.export}}）")
}

/// The path of the store itself.
pub const IS_STORE: &str = "这是决定库本身，不能用作导出文件；请换一个文件名";
/// The export was stopped.
pub const EXPORT_STOPPED: &str = "已停止导出，没有写入文件";

/// What is listed is not known yet.
pub const STILL_COMPARING: &str = "还在与同类决定比较，没有导出；请等比较完再导出";

/// A folder is no file.
pub fn is_folder(path: &str) -> String {
    format!("{path} 是文件夹；请在后面写上文件名，例如 决定.csv")
}

/// The table was written.
pub fn exported(count: usize, unit: &str, path: &str) -> String {
    format!("已导出 {count} {unit}到 {path}")
}

/// The table could not be written.
pub fn not_exported(path: &str, error: &std::io::Error) -> String {
    format!(
        "没有导出：写不了 {path}（{}）；请查文件夹、写权限、磁盘空间",
        crate::store::io_reason(error)
    )
}

/// A word in a view that is no column.
pub fn column_of_view(view: &str, word: &str) -> String {
    format!("视图“{view}”中的“{word}”不是列名，略去不用")
}

// 清单与全局查找。

/// What an item grants.
pub const GRANTS: &str = "处理";
/// What an item cites.
pub const CITED: &str = "所引";
/// The original wording.
pub const WORDING: &str = "原文";
/// The document.
pub const LIST: &str = "清单";
/// Layer, dates, how many rows.
pub const STANDING: &str = "效力";
/// Who issued it.
pub const ISSUER: &str = "制定";
/// Where it comes from.
pub const SOURCE: &str = "来源";
/// How it was checked.
pub const VERIFICATION: &str = "核对";
/// Between the items of a list.
pub const LIST_COMMA: &str = "、";

/// A condition in the words of the list, and what is asked.
pub fn means(text: &str, means: &str) -> String {
    format!("{text}：{means}")
}

/// A number before a title.
pub fn numbered(no: &str, title: &str) -> String {
    format!("{no} {title}").trim().to_owned()
}

/// Why a row is missing.
pub fn missing_row(why: &str) -> String {
    format!("未载入：{why}。导入正式文件后即可使用")
}

/// A decision as found: what it is about.
pub fn found_decision(teaching: bool, about: &str) -> String {
    let mark = if teaching { "[教学示例] " } else { "" };
    format!("{mark}{about}")
}

/// Where a decision stands: when, with what outcome, under what number.
pub fn found_place(day: &str, outcome: &str, case_no: &str) -> String {
    format!("{day} {outcome} {case_no}")
}
