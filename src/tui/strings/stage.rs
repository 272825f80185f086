//! Copying, mouse, projector, stopwatch, tour.

use crate::tui::action::Action;
use crate::tui::clipboard::{CopyError, Means, TERMINAL_LIMIT};
use crate::tui::model::stage::Step;

/// Names an action that no key runs.
pub fn keyless(action: Action) -> String {
    format!("“{}”（没有键）", action.label())
}

/// Says what was copied, how much, and by what.
pub fn copied(what: &str, count: usize, means: Means) -> String {
    match means {
        Means::Tool(program) => format!("已复制{what}（{count} 字），用 {program}"),
        Means::Terminal => format!(
            "已把{what}（{count} 字）交给终端复制（OSC 52）；粘贴不出时，在终端设置中允许写剪贴板"
        ),
    }
}

/// Says why nothing was copied, and what to do.
pub fn not_copied(error: &CopyError) -> String {
    match error {
        CopyError::Empty => "这里没有可复制的内容".to_owned(),
        CopyError::TooLong(bytes) => format!(
            "没有复制：有 {bytes} 字节，终端一次最多收 {TERMINAL_LIMIT} 字节；少选一些，或者装 wl-copy、xclip 再试"
        ),
        CopyError::Terminal(error) => {
            format!("没有复制：写不到终端（{error}）；可按住 shift 用鼠标选取")
        }
    }
}

/// What is copied: the text in front.
pub const COPY_OVERLAY: &str = "窗口中的文字";
/// What is copied: the detail.
pub const COPY_DETAIL: &str = "详情";
/// What is copied: the result of an assessment.
pub const COPY_RESULT: &str = "裁量结果";
/// What is copied: a finding with its reasons.
pub const COPY_FINDING: &str = "结论与理由";

/// The labels behind which the name of a party stands.
pub const PARTY_LABELS: [&str; 5] = [
    "当事人",
    "当事人名称",
    "行政相对人",
    "行政相对人名称",
    "单位名称",
];
/// What stands for the name of a party before a room.
pub const PARTY_HIDDEN: &str = "当事人（已隐去）";
/// What stands for values of a file that may be names.
pub const VALUE_HIDDEN: &str = "（已隐去）";
/// What stands for what was in quotation marks.
pub const ELIDED: &str = "..";

/// Says whether a room looks on now.
pub fn projecting(is_projected: bool) -> &'static str {
    if is_projected {
        "投影视图：当事人名称已隐去；{projector.toggle} 退出"
    } else {
        "已退出投影视图，当事人名称照常显示"
    }
}

/// Says whether the mouse is listened to now.
pub fn mouse(is_on: bool) -> &'static str {
    if is_on {
        "鼠标已打开：单击选，再击打开，滚轮滚动，拖分隔线改大小；选取文字按住 shift"
    } else {
        "鼠标已关闭，可直接选取文字"
    }
}

/// The title of a projected screen.
pub fn projected_title(label: &str) -> String {
    format!("合议 - {label}")
}

/// The time a stopwatch shows; `stands` when the screen is not redrawn each second.
pub fn timer(seconds: u64, is_running: bool, stands: bool) -> String {
    let mark = match (is_running, stands) {
        (false, _) => " =",
        (true, true) => "+",
        (true, false) => "",
    };
    format!("{}{mark}", minutes(seconds))
}

/// Minutes and seconds.
pub fn minutes(seconds: u64) -> String {
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// The tier that governs, before a room.
pub const PROJECTED_TIER: &str = "阶次";
/// The open question that narrows most, before a room.
pub const PROJECTED_QUESTION: &str = "先查明";
/// The proposed fine, before a room.
pub const PROJECTED_FINE: &str = "拟处罚款";
/// No fine is proposed.
pub const PROJECTED_NO_FINE: &str = "未填";
/// Nothing is said against the proposed fine.
pub const PROJECTED_FITS: &str = "核对无异议";

/// The title of a step of the tour.
pub fn tour_title(step: Option<Step>) -> String {
    match step {
        None => "第一次使用".to_owned(),
        Some(step) => format!("入门 {}/{}", step.number(), Step::ALL.len()),
    }
}

/// What to do in a step of the tour; keys are named by their actions.
pub fn tour_words(step: Option<Step>) -> &'static str {
    match step {
        None => "用五步走一遍主要的屏幕，随时可以离开。",
        Some(Step::Find) => {
            "打“没培训”，或者拼音首字母，{list.next} 选案由，下面是它的三层依据。{go.accept} 进入裁量。"
        }
        Some(Step::Fill) => {
            "{list.next} 到一项事实，填上数或者用 {form.next_choice} 选，右边的幅度随之变化。{form.question} 到最该问的一项。"
        }
        Some(Step::Read) => {
            "右边是幅度、依据、推理过程。{pane.next} 过去，{list.next} 往下看，{copy.text} 复制下来。"
        }
        Some(Step::Decisions) => {
            "{screen.decisions} 到决定库。是空的就载入教学示例（虚构，可撤销），{decisions.import} 导入自己的台账。"
        }
        Some(Step::Outliers) => {
            "{screen.outliers} 到离群：可疑的在前，下面是理由。最后按 {help.open} 看此处全部按键。"
        }
    }
}

/// How to go on with the tour and how to leave it.
pub fn tour_keys(is_offered: bool) -> &'static str {
    if is_offered {
        "{tour.start} 开始    {go.back} 不看"
    } else {
        "做到就自动往下；{tour.start} 下一步    {go.back} 离开"
    }
}

/// The tour was left or came to its end.
pub fn tour_over(is_finished: bool) -> &'static str {
    if is_finished {
        "走完了。{help.open} 看按键，{tour.start} 再走一遍"
    } else {
        "已离开入门；{tour.start} 随时再走"
    }
}

/// The tour cannot be remembered as offered.
pub fn tour_not_kept(place: &str, why: &str) -> String {
    format!("记不下已问过入门（{place}：{why}），下次启动还会再问；请检查目录能否写入")
}
