//! Every word the interface shows that comes neither from data nor from the action table.

mod answer;
mod assess;
mod decisions;
mod finder;
mod keymap;
mod lists;
mod lookup;
mod outliers;
mod overlay;
mod packs;
mod plain;
mod settings;
mod stage;

use crate::tui::action::Action;
use crate::tui::model::assess::AssessPane;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::Level;
use crate::tui::model::work::{Job, Share, Working};
use crate::tui::model::{Model, Screen};
use crate::tui::problem::Severity;

pub use answer::*;
pub use assess::*;
pub use decisions::*;
pub use finder::*;
pub use keymap::*;
pub use lists::*;
pub use lookup::*;
pub use outliers::*;
pub use overlay::*;
pub use packs::*;
pub use plain::*;
pub use settings::*;
pub use stage::*;

/// The unit of ten thousand.
pub const TEN_THOUSAND: char = '万';
/// Units people write behind amounts.
pub const MONEY_UNITS: &str = "万元";
/// Units people write in dates.
pub const DATE_UNITS: &str = "年月日";

/// Says that the program crashed and what to do.
pub fn crashed(log: Option<&str>) -> String {
    let place = log
        .map(|path| format!("记录在 {path}；"))
        .unwrap_or_default();
    format!("裁量出错退出，已录入的决定不受影响。{place}请把下面的信息告诉维护者：")
}

/// Says what size is needed.
pub fn too_small(width: u16, height: u16) -> String {
    format!("窗口太小，至少要 {width}×{height}")
}

/// Says that a key does nothing as things are, and where to see what does: in the help, if that can be opened.
pub fn not_now(action: Action, has_help: bool) -> String {
    let keys = if has_help {
        "{help.open} 看此处能用的按键"
    } else {
        "能用的按键在最下一行"
    };
    format!("“{}”此刻不起作用；{keys}", action.label())
}

/// Says how many problems there are.
pub fn banner(count: usize, key: &str) -> String {
    format!(" ! {count} 处问题 {key} ")
}

/// Returns the mark of a severity, so that it is not in the colour alone.
pub fn severity_mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "i",
        Severity::Warning => "!",
        Severity::Error => "x",
    }
}

/// Says how much text lies above and below.
pub fn more_lines(above: usize, below: usize) -> String {
    match (above, below) {
        (_, 0) => format!(".. 已到末尾，上面还有 {above} 行"),
        (0, _) => format!(".. 下面还有 {below} 行"),
        _ => format!(".. 上面 {above} 行，下面 {below} 行"),
    }
}

/// Returns the label of an action in the key bar, as it works now.
pub fn hint_label(model: &Model, action: Action) -> &'static str {
    if matches!(model.overlay, Some(Overlay::Article(_))) {
        if action == Action::PaneNext {
            return "选案由";
        }
        if action == Action::Accept {
            return "到查询";
        }
    }
    if action == Action::PaneNext && completes(model) {
        return "补全";
    }
    if action == Action::Accept && matches!(model.overlay, Some(Overlay::ExportPrompt(_))) {
        return "写入";
    }
    if action != Action::Accept {
        return action.label();
    }
    match model.overlay {
        Some(Overlay::Palette(_)) => return "执行",
        Some(Overlay::Finder(_)) => return "打开",
        Some(_) => return action.label(),
        None => {}
    }
    match model.screen {
        Screen::Lookup => "裁量此案由",
        Screen::Assess if model.assess.pane == AssessPane::Result => "看条文",
        Screen::Assess => "勾选/下一项",
        Screen::Decisions => "详情",
        Screen::Outliers if model.outliers.bureaus.is_shown => "看决定",
        Screen::Outliers => "看类案",
        Screen::Lists => "看此案由",
        Screen::Packs if model.packs.level == Level::Packs => "看事项",
        Screen::Packs if model.packs.items.read_only.is_some() => "看此项",
        Screen::Packs => "核对此项",
    }
}

fn completes(model: &Model) -> bool {
    match model.overlay {
        Some(Overlay::ImportPrompt(_) | Overlay::ExportPrompt(_)) => true,
        Some(_) => false,
        None => model.screen == Screen::Decisions && !model.decisions.completions().is_empty(),
    }
}

/// What a text may be the beginning of, and the key that writes the first.
pub fn completions(words: &[&str]) -> String {
    format!("{{pane.next}} 补全：{}", words.join("  "))
}

/// Marks a teaching example.
pub fn demo(case_no: &str) -> String {
    format!("[教学示例] {case_no}")
}

/// Returns the remark on a decision in a table.
pub fn remark(is_demo: bool) -> &'static str {
    if is_demo { "教学示例" } else { "" }
}

/// What a teaching example is.
pub const DEMO_WARNING: &str = "教学示例：虚构，不是真实的处罚决定。";
/// Teaching examples are among the decisions counted.
pub const HAS_DEMO: &str = "含教学示例（虚构）";
/// Between the items of a list.
pub const LIST_COMMA: &str = "、";
/// Between clauses.
pub const CLAUSE_COMMA: &str = "；";
/// Something is on its way.
pub const LOADING: &str = "正在读取……";
/// The library is being read.
pub const OPENING: &str = "正在载入法库……";
/// An answer takes long.
pub const SEARCHING: &str = "正在查找……";
/// Past decisions are being counted.
pub const PRACTICE_AWAITED: &str = "正在统计……";
/// A comparison was told to stop.
pub const COMPARISON_STOPPED: &str = "已停止比较，原有结果不变；要比较时请到离群重新比较";
/// The reading of numbers and parties was told to stop.
pub const READING_STOPPED: &str = "已停止读取文号和当事人，没有按文字查找";
/// Taking an import back was told to stop.
pub const UNDO_STOPPED: &str = "已停止撤销，决定库没有改动";

/// What goes on, how far it is, how to stop it.
pub fn working(working: &Working, key: Option<&str>) -> String {
    let job = match working.job {
        Job::Comparison => "正在与同类决定比较",
        Job::Bureaus => "正在比较各机关",
        Job::Names => "正在读取文号和当事人",
        Job::Undo => "正在撤销导入",
        Job::Demo => "正在载入教学示例",
        Job::Import => "正在导入",
        Job::Document => "正在读取文件",
    };
    if working.is_cancelled {
        return format!("{job}：正在停止……");
    }
    let share = share(working.share);
    let stop = key.map(|key| format!("{key} 停止"));
    let parts: Vec<String> = share.into_iter().chain(stop).collect();
    if parts.is_empty() {
        return format!("{job}……");
    }
    format!("{job}……{}", parts.join(CLAUSE_COMMA))
}

/// How long something still takes.
pub fn time_left(seconds: u64) -> String {
    match seconds {
        0..90 => format!("约剩 {} 秒", seconds.max(1)),
        _ => format!("约剩 {} 分钟", seconds.div_ceil(60)),
    }
}

/// How far work is and how long it still takes, as far as that is known.
pub fn share(share: Share) -> Option<String> {
    let left = share.seconds_left.map(time_left);
    let percent = share.percent.map(|percent| format!("{percent}%"));
    match (percent, left) {
        (Some(percent), Some(left)) => Some(format!("{percent}，{left}")),
        (percent, left) => percent.or(left),
    }
}
