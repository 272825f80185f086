//! Every word the interface shows that comes neither from data nor from the action table.

use crate::tui::action::Action;
use crate::tui::clipboard::{CopyError, Means, TERMINAL_LIMIT};
use crate::tui::model::assess::{AssessPane, Group};
use crate::tui::model::export::Contents;
use crate::tui::model::finder::Kind;
use crate::tui::model::lists::Grant;
use crate::tui::model::outliers::detail::{Differs, Reviewed};
use crate::tui::model::outliers::query::{Facet, OutlierSort, Switch, Tab};
use crate::tui::model::outliers::{OutliersState, ReviewAct};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::packs::{Correcting, Level, Look};
use crate::tui::model::stage::Step;
use crate::tui::model::work::{Job, Share, Working};
use crate::tui::model::{Model, Screen};
use crate::tui::problem::Severity;

// 输入。

/// The unit of ten thousand.
pub const TEN_THOUSAND: char = '万';
/// Units people write behind amounts.
pub const MONEY_UNITS: &str = "万元";
/// Units people write in dates.
pub const DATE_UNITS: &str = "年月日";

// 按键表与主题。

/// A key was expected.
pub const KEY_EMPTY: &str = "没有写按键";
/// How to write keys.
pub const KEY_SYNTAX: &str = "写法如 ctrl-x、alt-x、F2、shift-tab、space、g g";
/// An action was expected.
pub const EXPECTED_ACTION: &str = "应为动作的名称，或 { run = \"名称\", desc = \"说明\" }";
/// What to do about colours that are hard to read.
pub const READABLE_COLOURS: &str = "换一个更亮或者更暗的颜色，对比度至少 4.5:1";
/// What happens when a chosen keymap or theme cannot be read.
pub const BUILT_IN_STANDS_IN: &str = "检查路径；现在用内置的 default";
/// The lines are not known.
pub const EXPECTED_LINES: &str = "lines 应为 ascii 或 box";
/// The head of `docs/KEYMAP.md`.
pub const KEYMAP_DOC_HEAD: &str = "\
# 按键

本文由动作表与内置按键表生成，改动后运行 `UPDATE_DOCS=1 cargo test the_keymap_reference_is_fresh`。

中文输入法打开时字母键到不了程序，所以每个动作都有一个不是字母的键；全角的 `？`、`／` 等当作半角。
光标在输入框里时，能输入的键先归输入框：←→ Home End 移动，Backspace Delete 删除，
ctrl-w 删一词，ctrl-u、ctrl-k 删到行首、行尾，ctrl-a、ctrl-e 到行首、行尾。

自己的按键表写成 TOML，逐键覆盖内置的表：

```toml
inherits = \"vim\"                  # 不写即 default；\"none\" 表示从空表开始

[bind.global]                     # 各处都回落到这里
\"g g\" = { run = \"list.top\", desc = \"回到首条\" }   # 键序用空格分开
\"F9\" = \"none\"                    # 解除

[bind.lookup]                     # 只在查询屏有效
\"alt-d\" = \"lookup.domain\"
```

键名：`ctrl-` `alt-` `shift-` 加一个字符或 F1–F24 up down left right home end pageup pagedown
tab enter esc space backspace delete insert；大写字母即 shift。写错的地方在“问题”里列出，其余照常。
`app.quit` 与 `go.back` 若没有键可用，自动补上 ctrl-c 与 esc。
";
/// The heading of the tables of `docs/KEYMAP.md`.
pub const KEYMAP_DOC_COLUMNS: &str =
    "| 按键 | vim 另有 | 动作 | 名称 | 作用 |\n|---|---|---|---|---|\n";

/// Says that a key is not known.
pub fn key_unknown(source: &str) -> String {
    format!("不认识的按键“{source}”")
}

/// Says that shift means nothing here.
pub fn key_shift(source: &str) -> String {
    format!("终端分不出“{source}”：shift 只能加在字母或有名字的键上，字母直接写大写")
}

/// Says which themes can be inherited.
pub fn unknown_theme() -> String {
    let names: Vec<&str> = crate::tui::theme::BUILT_IN.iter().map(|t| t.0).collect();
    format!("inherits 应为内置主题之一：{}", names.join("、"))
}

/// Says that a role is hard to read.
pub fn hard_to_read(role: &str, ratio: f64) -> String {
    format!("{role} 的颜色与底色太接近（对比度 {ratio:.1}:1），看不清")
}

/// Says that nothing leads to an action.
pub fn keymap_unreachable(id: &str) -> String {
    format!("没有键可以 {id}")
}

/// Says which key was put back.
pub fn keymap_put_back(key: &str) -> String {
    format!("已补上 {key}")
}

/// Says that a file is not TOML.
pub fn toml_syntax(message: &str) -> String {
    crate::settings::words::not_toml(crate::settings::words::toml_message(message))
}

/// Names a place in a file.
pub fn file_line(file: &str, line: usize) -> String {
    format!("{file} 第 {line} 行")
}

/// Suggests a word.
pub fn did_you_mean(word: &str) -> String {
    format!("是否指 `{word}`？")
}

/// Says that a word is not known.
pub fn unknown_word(word: &str) -> String {
    format!("不认识“{word}”")
}

/// Says that a text was expected.
pub fn expected_text(key: &str) -> String {
    format!("{key} 应为文字")
}

/// Says that a table was expected.
pub fn expected_table(key: &str) -> String {
    format!("{key} 应为一组键值")
}

/// Says that an action is not known.
pub fn unknown_action(id: &str) -> String {
    format!("没有动作“{id}”")
}

/// Says that an action means nothing in a context.
pub fn misplaced_action(id: &str, context: &str) -> String {
    format!("{id} 在“{context}”里不起作用")
}

/// What happens with a key written twice.
pub const LATER_KEY_HOLDS: &str = "留一个；现在以后一个为准";

/// Says that two spellings are one key.
pub fn key_twice(before: &str, name: &str) -> String {
    format!("“{before}”和“{name}”是同一个键")
}

/// Says that a key never arrives.
pub fn key_arrives_as(key: &str, sent: &str) -> String {
    format!("终端把 {key} 当作 {sent} 发出，按了不起作用")
}

/// Says that a key hides a sequence.
pub fn key_hides(short: &str, long: &str) -> String {
    format!("“{short}”遮住了“{long}”")
}

// 设置。

/// The title of the settings.
pub const SETTINGS: &str = "设置";
/// What a setting may be.
pub const SETTING_CHOICES: &str = "取值";
/// Where the settings file is.
pub const SETTING_FILE: &str = "文件";
/// The name of a setting in the file.
pub const SETTING_NAME: &str = "名称";
/// There is nothing to take back.
pub const ALREADY_DEFAULT: &str = "设置文件没有写这一项，本来就是默认";
/// Nothing can be kept.
pub const NO_SETTINGS_FILE: &str = "没有设置文件的位置，改动不会保存；启动时用 --home 指定一个目录";

/// Asks for the value of a setting.
pub fn typing_setting(label: &str) -> String {
    format!("{label}：输入后按 {{go.accept}} 保存，留空为恢复默认，{{go.back}} 放弃")
}

/// Says what can be typed for a setting.
pub fn setting_placeholder(key: crate::settings::Key) -> String {
    crate::settings::words::choices(key)
}

/// Says that something else goes before the file.
pub fn setting_overruled(filed: &str, source: &str) -> String {
    format!("设置文件写的是 {filed}，现在起作用的是{source}")
}

/// Says where the settings file is.
pub fn settings_file(path: Option<&str>, is_there: bool) -> String {
    match (path, is_there) {
        (None, _) => NO_SETTINGS_FILE.to_owned(),
        (Some(path), true) => path.to_owned(),
        (Some(path), false) => format!("{path}（尚无，第一次修改时新建）"),
    }
}

/// Says that a setting was written, and what holds now.
pub fn setting_kept(key: crate::settings::Key, value: Option<&crate::settings::Value>) -> String {
    use crate::settings::words;
    format!(
        "已保存，{}：{}",
        words::label(key),
        words::shown(key, value)
    )
}

/// Says that a file cannot be read.
pub fn unreadable(why: &str) -> String {
    format!("读不了：{why}")
}

/// Says that keymap and theme were read again.
pub fn reloaded(problems: usize) -> String {
    match problems {
        0 => "已重读设置、按键表与主题".to_owned(),
        _ => format!("已重读设置、按键表与主题；有 {problems} 处问题"),
    }
}

// 全局。

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

/// Says that a key does nothing as things are; what does is in the help.
pub fn not_now(action: Action) -> String {
    format!(
        "“{}”此刻不起作用；{{help.open}} 看此处能用的按键",
        action.label()
    )
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

// 查询。

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

// 清单。

/// The label of the search box.
pub const LISTS_SEARCH: &str = "清单";
/// What can be typed there.
pub const LISTS_PLACEHOLDER: &str = "事项、拼音或首字母、条号";
/// The columns.
pub const LISTS_COLUMNS: [&str; 5] = ["事项", "处理", "依据", "清单", "序号"];
/// No list is loaded.
pub const LISTS_EMPTY: &str = "没有载入清单。{screen.packs} 到基准库，{packs.import} 导入本地的不予处罚、从轻处罚、减轻处罚清单文件。";
/// Nothing was found.
pub const LISTS_NOTHING: &str = "没有找到。可以少打几个字，用拼音首字母；{go.back} 逐步取消筛选。";
/// A row is not loaded.
pub const NOT_LOADED: &str = "未载入";
/// Conditions of the whole list.
pub const LIST_GATES: &str = "整个清单的条件（全部具备才适用）";
/// Conditions of the item.
pub const LIST_CONDITIONS: &str = "本项的条件（全部具备）";
/// No condition of its own.
pub const LIST_NO_CONDITIONS: &str = "没有另外的条件";
/// What else to know.
pub const LIST_NOTES: &str = "请注意";

/// Names what is granted.
pub fn grant(grant: Option<Grant>) -> &'static str {
    match grant {
        None => "全部种类",
        Some(Grant::NotPenalised) => "不予处罚",
        Some(Grant::Lighter) => "从轻处罚",
        Some(Grant::Mitigated) => "减轻处罚",
    }
}

/// Says how many items of how many documents are listed.
pub fn lists_count(chosen: Option<Grant>, items: usize, documents: usize) -> String {
    format!("{} {items} 项，清单 {documents} 份", grant(chosen))
}

// 逐行文字。

/// Before the detail.
pub const PLAIN_DETAIL: &str = "详情：";
/// The question that narrows most.
pub const PLAIN_ASK_FIRST: &str = "（最该问的）";
/// A question that narrows.
pub const PLAIN_ASK: &str = "（尚需查明）";
/// A tick.
pub const PLAIN_TICKED: &str = "已勾选";
/// No tick.
pub const PLAIN_NOT_TICKED: &str = "未勾选";
/// Work goes on.
pub const PLAIN_WORKING: &str = "正在处理，请稍候……";
/// No such row.
pub const PLAIN_NO_ROW: &str = "没有这一行。";
/// Nothing to type into.
pub const PLAIN_NO_FIELD: &str = "此处没有可以输入的框。输入 ? 看可用的动作。";
/// A field that cannot be filled so.
pub const PLAIN_NO_VALUE: &str = "这一项没有这个选项。";
/// How the dialogue works.
pub const PLAIN_HELP: &[&str] = &[
    "逐行文字界面，一行一个输入：",
    "直接打字：填入查找框，例如 没培训、97(3)、jsbz；",
    "#3：选第 3 行并读出详情；裁量表中 #3 12万 把第 3 项填为 12万，#3 煤矿 选煤矿，#3 勾选或者取消；",
    ":名称：执行一个动作，例如 :裁量、:确定、:导入、:返回，也可写拼音首字母或者按键，例如 :{help.open}、:{go.back}；",
    "空行：再读一遍；?：列出可用的动作；:退出 结束。",
];

/// Names the screen.
pub fn plain_screen(screen: Screen) -> String {
    format!("【{}】", screen.context().label())
}

/// Says which rows are read, out of how many.
pub fn plain_rows(first: usize, end: usize, total: usize) -> String {
    match total {
        0 => "没有一行".to_owned(),
        _ => format!("共 {total} 行，第 {} 至 {end} 行：", first + 1),
    }
}

/// Names a choice and what else could be chosen.
pub fn plain_choice(chosen: &str, choices: &[&str]) -> String {
    format!("{chosen}（可选：{}）", choices.join(LIST_COMMA))
}

/// Lists the keys that work.
pub fn plain_keys(keys: &[String]) -> String {
    format!("可用：{}", keys.join(CLAUSE_COMMA))
}

/// Says that a word names no action.
pub fn plain_no_action(word: &str) -> String {
    format!("没有动作“{word}”。输入 ? 看可用的动作。")
}

// 命令与全局查找。

/// The title of the palette.
pub const PALETTE: &str = "命令";
/// What can be typed there.
pub const PALETTE_PLACEHOLDER: &str = "动作的名称、拼音或首字母";
/// Nothing was found.
pub const PALETTE_NOTHING: &str = "没有这样的动作。清空可看全部；{go.back} 关闭。";
/// The title of the search over everything.
pub const FINDER: &str = "全局查找";
/// What can be typed there.
pub const FINDER_PLACEHOLDER: &str = "案由、条号、文号、当事人、机关、清单事项、基准条目号";
/// Nothing is typed yet.
pub const FINDER_EMPTY: &str = "案由、决定、清单事项、基准事项一起查；{list.prev}、{list.next} 选，{go.accept} 打开，之后 {go.back} 或者后退回到这里。";
/// Nothing was found.
pub const FINDER_NOTHING: &str = "没有找到。可以少打几个字，换一种说法，或者用拼音首字母。";
/// The store is being searched.
pub const FINDER_SEARCHING: &str = "正在查决定库……";

/// Names a kind of thing, in equal widths.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Offence => "案由",
        Kind::ListItem => "清单",
        Kind::Item => "基准",
        Kind::Decision => "决定",
    }
}

/// Says that an action does nothing here, and where it does.
pub fn not_here(label: &str, contexts: &[&str]) -> String {
    let places = contexts.join(LIST_COMMA);
    format!("“{label}”此刻不起作用；它用在：{places}")
}

// 裁量。

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

// 决定库。

/// The label of the filter box.
pub const FILTER: &str = "筛选";
/// What can be typed there.
pub const FILTER_PLACEHOLDER: &str = "词，或者 金额>5万 领域:煤矿 机关:某县 2025.. -结果:不予";
/// The store is empty.
pub const DECISIONS_EMPTY: &str = "决定库是空的。{decisions.import} 导入台账（Excel、CSV）或者决定文件（JSONL）；{decisions.demo} 载入教学示例先看看。";
/// The filter lets nothing through.
pub const FILTER_NOTHING: &str = "没有符合筛选的决定。{go.back} 取消筛选。";
/// What to do when the store could not be read.
pub const READ_AGAIN: &str = "{screen.decisions} 再读一次。";
/// Before a part of the filter that was not understood.
pub const DOUBT: &str = "! ";
/// The filter changed after all were marked.
pub const MARKS_DROPPED: &str = "筛选变了，“全部标记”已取消";
/// The marks of rows that are marked, and that are not.
pub const MARKED: &str = "* ";
/// Not marked.
pub const NOT_MARKED: &str = "  ";

/// How many rows are marked and what their fines come to.
pub fn marked(count: usize, sum: &str, unknown: usize) -> String {
    if unknown == 0 {
        return format!("标记 {count} 件 {sum}");
    }
    format!("标记 {count} 件 {sum}（{unknown} 件无金额）")
}

/// The sum of all is on its way.
pub const MARKED_ALL: &str = "已全部标记";

/// How many columns lie out of sight on the left and on the right.
pub fn out_of_sight(left: usize, right: usize) -> String {
    match (left, right) {
        (0, 0) => String::new(),
        (0, right) => format!(" >{right}"),
        (left, 0) => format!(" <{left}"),
        (left, right) => format!(" <{left} >{right}"),
    }
}

/// Title of the choice of columns.
pub const COLUMNS: &str = "选列";
/// A column that is shown.
pub const SHOWN: &str = "[x] ";
/// A column that is not.
pub const NOT_SHOWN: &str = "[ ] ";
/// How to use the choice of columns.
pub const COLUMNS_HINT: &str = "{column.show} 显示或不显示，{column.earlier}、{column.later} 移动次序，{column.wider}、{column.narrower} 宽窄，{column.freeze} 固定到此，{go.back} 完成";
/// A column as wide as its cells.
pub const AUTO_WIDTH: &str = "自动";
/// A column that stands still.
pub const FROZEN: &str = "固定";

/// A column of a given width.
pub fn given_width(width: usize) -> String {
    format!("宽 {width}")
}

/// What the table is sorted by.
pub fn sorted(is_descending: bool) -> &'static str {
    if is_descending {
        "排序 由大到小"
    } else {
        "排序 由小到大"
    }
}

/// Title of the list of views.
pub const VIEWS: &str = "视图";
/// How to use it.
pub const VIEWS_HINT: &str =
    "{go.accept} 打开；{view.keep} 把现在的筛选、排序、列存为视图；{go.back} 关闭";
/// A view that came with the program.
pub const BUILT_IN: &str = "内置";
/// There is none.
pub const NO_VIEWS: &str = "还没有视图；{view.keep} 把现在的筛选、排序和列存为视图；{go.back} 关闭";
/// A name is needed.
pub const VIEW_NEEDS_NAME: &str = "请写出视图的名称";
/// What can be typed as a name.
pub const VIEW_PLACEHOLDER: &str = "例如 今年大额";
/// What Enter does there.
pub const DROP_VIEW: &str = "删除";
/// What Enter does there.
pub const REPLACE_VIEW: &str = "替换";
/// A filter that lets everything through.
pub const EVERYTHING: &str = "全部决定";

/// Asks for the name of a view.
pub fn name_view(old: Option<&str>) -> String {
    match old {
        Some(old) => format!("“{old}”改名为（{{go.accept}} 确定，{{go.back}} 不改）"),
        None => "给现在的筛选、排序和列起个名字（{go.accept} 保存，{go.back} 不存）".to_owned(),
    }
}

/// Asks before a view is dropped.
pub fn ask_drop_view(name: &str) -> String {
    format!("删除视图“{name}”？它只是筛选、排序和列的记录，决定不受影响。")
}

/// Asks before a view is replaced.
pub fn ask_replace_view(name: &str) -> String {
    format!("已有视图“{name}”，用现在的筛选、排序和列替换它？")
}

/// A view is on screen.
pub fn view_shown(name: &str) -> String {
    format!("视图：{name}")
}

/// A view in one line: filter, what it is sorted by, its columns.
pub fn view_line(filter: &str, sort: &str, columns: usize) -> String {
    format!("{filter}  按{sort}  {columns} 列")
}

/// A column that has no order.
pub fn not_sortable(column: &str) -> String {
    format!("不能按“{column}”排序；可按日期、罚款、案由、机关、文号排序")
}

/// Title of the export.
pub const EXPORT: &str = "导出";
/// How to use its prompt.
pub const EXPORT_HINT: &str =
    "写入哪个文件；{pane.next} 补全，{export.form} 换格式，{go.accept} 写入，{go.back} 取消";
/// It is being written.
pub const EXPORT_RUNNING: &str = "正在导出";
/// How to stop.
pub const EXPORT_STOP: &str = "{go.back} 停止（不留下文件）";
/// There is such a file.
pub const EXPORT_EXISTS: &str =
    "已有这个文件。再按 {go.accept} 覆盖；改了路径则不覆盖；{go.back} 取消";

/// A path is needed.
pub fn export_needs_path(example: &str) -> String {
    format!("请写出文件路径，例如 {example}")
}

/// What the rows of a table are counted in.
pub fn export_unit(contents: Contents) -> &'static str {
    match contents {
        Contents::Decisions | Contents::Findings => "件",
        Contents::Offences | Contents::Lists | Contents::Items => "项",
        Contents::Bureaus => "个机关",
        Contents::Packs => "份",
    }
}

/// Which rows and columns are written.
pub fn export_rows(
    count: Option<usize>,
    is_marked: bool,
    columns: usize,
    contents: Contents,
) -> String {
    let which = if is_marked { "标记的" } else { "列出的" };
    let unit = export_unit(contents);
    match count {
        Some(count) => format!("{which} {count} {unit}，{columns} 列"),
        None => format!("{which}各{unit}，{columns} 列"),
    }
}

/// A way of writing a table.
pub fn export_form(form: crate::report::table::Form, contents: Contents) -> &'static str {
    use crate::report::table::Form;
    match (form, contents) {
        (Form::Csv, Contents::Decisions) => "格式 CSV（表格软件可直接打开，金额以元计）",
        (Form::Csv, _) => "格式 CSV（表格软件可直接打开）",
        (Form::Markdown, _) => "格式 Markdown（用于文书）",
    }
}

/// The ending of such a file.
pub fn export_ending(form: crate::report::table::Form) -> &'static str {
    use crate::report::table::Form;
    match form {
        Form::Csv => ".csv",
        Form::Markdown => ".md",
    }
}

/// Where such a file goes unless somebody says otherwise.
pub fn export_path(contents: Contents, form: crate::report::table::Form) -> String {
    let name = match contents {
        Contents::Offences => "案由",
        Contents::Decisions => "决定",
        Contents::Findings => "离群",
        Contents::Bureaus => "机关",
        Contents::Lists => "清单",
        Contents::Packs => "基准",
        Contents::Items => "基准事项",
    };
    format!("~/{name}{}", export_ending(form))
}

/// From one figure to another.
pub fn interval(low: f64, high: f64) -> String {
    format!("{low:.0}至{high:.0}")
}

/// How many rows are written.
pub fn rows_written(written: usize, of: Option<usize>, unit: &str) -> String {
    match of {
        Some(of) => format!("已写 {written} / {of} {unit}"),
        None => format!("已写 {written} {unit}"),
    }
}

/// A decision, as what is copied.
pub fn decision_named(case_no: &str) -> String {
    format!("决定 {case_no}")
}
/// The store is empty, in one line.
pub const STORE_EMPTY: &str =
    "决定库是空的：到决定库（{screen.decisions}）导入以往决定，或者载入教学示例";
/// Offers the teaching examples.
pub const OFFER_DEMO: &str = "决定库是空的。要不要载入一批教学示例，先看看怎么用？示例是虚构的，处处标明“教学示例”，随时可以撤销。";
/// Load them.
pub const LOAD_DEMO: &str = "载入教学示例";
/// Undo it.
pub const UNDO: &str = "撤销导入";

/// Says how many decisions are listed, of how many.
pub fn decisions_count(listed: usize, stored: usize) -> String {
    if listed == stored {
        return format!("{stored} 件");
    }
    format!("{listed}/{stored} 件")
}

/// Asks whether to undo an import.
pub fn ask_undo(what: &str) -> String {
    format!("撤销最近一次导入？{what}")
}

// 离群。

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

// 弹出窗口。

/// Help.
pub const HELP: &str = "帮助";
/// A question.
pub const QUESTION: &str = "请确认";
/// Problems.
pub const PROBLEMS: &str = "问题";
/// What the list of problems is.
pub const PROBLEMS_HEAD: &str = "下列各处有误，已略去有误的部分，其余照常使用。";
/// Head of the inspection caps.
pub const CAPS: &str = "涉企检查频次上限";
/// None is loaded for the domain and region.
pub const NO_CAPS: &str = "没有载入这一领域、本地区的检查频次上限。{go.back} 返回，{lookup.domain} 换一个领域再看；本地的上限可以写成基准包，程序文档的 PACKS.md 有写法。";
/// There are no problems.
pub const NO_PROBLEMS: &str = "没有问题。";
/// Typing.
pub const HELP_TYPING_TITLE: &str = "输入框";
/// What keys do while typing.
pub const HELP_TYPING: &str = "光标在输入框里时，能打出来的键归输入框，其余的照常。\
ctrl-w 删一词，ctrl-u 删到行首。中文输入法打开时，用不是字母的键。金额可写 80000、8万、8.5万元，打 w 即“万”。";
/// Import.
pub const IMPORT: &str = "导入决定";
/// How to name a file.
pub const IMPORT_HINT: &str = "Excel、CSV、JSONL；{list.prev}、{list.next} 选，{pane.next} 补全，{go.accept} 先看结果，{go.back} 取消";
/// The path is empty.
pub const IMPORT_PLACEHOLDER: &str = "例如 ~/台账.csv";
/// A path is needed.
pub const IMPORT_NEEDS_PATH: &str =
    "请写出文件路径，或者用 {list.prev}、{list.next} 选，{pane.next} 补全";
/// An import is running.
pub const IMPORT_RUNNING: &str = "正在导入";
/// A file is read, nothing is written.
pub const IMPORT_PREVIEWING: &str = "正在预读（不写入）";
/// What an import would do.
pub const IMPORT_PREVIEW: &str = "导入预览（尚未写入）";
/// Why rows would be rejected.
pub const WOULD_REJECT: &str = "不能导入的行";
/// What the columns are.
pub const MAPPING: &str = "列对应";
/// The headings of the columns.
pub const MAPPING_COLUMNS: [&str; 3] = ["表头", "样值", "当作"];
/// Nothing is missing.
pub const MAPPING_WHOLE: &str =
    "必需的列都有了。{mapping.preview} 预览全文，{mapping.save} 存为方案；{go.accept} 改所在的一列";
/// It is not known what a column is.
pub const FIELD_UNKNOWN: &str = "？未认出";
/// A text that every row has.
pub const FIXED: &str = "(全表相同)";
/// There is none.
pub const FIXED_NONE: &str = "未写";
/// How to find a field.
pub const FIELD_FILTER: &str =
    "打字筛选：中文、拼音或首字母；{list.prev}、{list.next} 选，{go.accept} 定，{go.back} 返回";
/// No field passes the filter.
pub const NO_SUCH_FIELD: &str = "没有这样的项；退格改筛选";
/// A text that every row has.
pub const FIXED_PLACEHOLDER: &str = "留空即没有";
/// When it is of use.
pub const FIXED_HINT: &str = "表里没有这一列、每行都相同时写在这里；有这一列时只补空白格";
/// Under what name.
pub const NAME_PROFILE: &str = "方案名称";
/// An example.
pub const PROFILE_PLACEHOLDER: &str = "例如 某县2024台账";
/// What it is good for.
pub const PROFILE_HINT: &str = "以后导入表头相同的表自动用它；命令行写 --profile 名称";
/// A name is needed.
pub const PROFILE_NEEDS_NAME: &str = "请写一个名称";

/// Asks what a column is.
pub fn which_field(heading: &str, samples: &str) -> String {
    format!("“{heading}”这一列是什么？  {samples}")
}

/// Asks for a text that every row has.
pub fn fix_field(label: &str) -> String {
    format!("每一行的{label}")
}

/// Says what no column gives.
pub fn mapping_lacks(lacking: &[String]) -> String {
    format!("还缺：{}", lacking.join("、"))
}

/// Says how many of the first rows would be taken in.
pub fn mapping_tried(rows: usize, taken: usize) -> String {
    if rows == 0 {
        return "缺的列定了以后，这里显示头几行会读成什么".to_owned();
    }
    format!(
        "照此读前 {rows} 行：收 {taken}，拒 {}",
        rows - taken.min(rows)
    )
}

/// Says what would become of a row.
pub fn tried_row(line: usize, is_taken: bool, words: &str) -> String {
    let mark = if is_taken { "收" } else { "x 拒" };
    format!("第{line}行 {mark} {words}")
}

/// Says that a mapping was kept.
pub fn profile_kept(name: &str) -> String {
    format!("已存为方案“{name}”")
}

/// Says by which profile a file was read.
pub fn by_profile(name: &str) -> String {
    format!("按已存的方案“{name}”读")
}

/// Says what an import would do.
pub fn preview_counts(read: usize, accepted: usize, duplicates: usize, rejected: usize) -> String {
    format!("共 {read} 行：可导入 {accepted}，重复 {duplicates}，不能导入 {rejected}")
}

/// Says how to go on from the preview.
pub fn preview_keys(can_import: bool, is_table: bool) -> String {
    let import = if can_import {
        "{go.accept} 写入决定库    "
    } else {
        "没有新的决定可以写入    "
    };
    let mapping = if is_table {
        "{import.mapping} 改列对应    "
    } else {
        ""
    };
    format!("{import}{mapping}{{go.back}} 放弃")
}

/// Says that an import can be taken back.
pub const IMPORT_UNDO: &str = "可撤销：关闭本窗口后按 {decisions.undo}，整次导入一并撤回";

/// How to stop it.
pub const IMPORT_STOP: &str = "{go.back} 停止";
/// It is stopping.
pub const IMPORT_STOPPING: &str = "正在停止……";
/// It was stopped.
pub const IMPORT_STOPPED: &str = "已停止，没有导入任何一行。";
/// It is done.
pub const IMPORT_DONE: &str = "导入结果";
/// Rejected rows.
pub const REJECTED: &str = "未导入的行";
/// Remarks.
pub const NOTES: &str = "附注";

/// Returns the heading of a part of the help.
pub fn help_section(label: &str) -> String {
    label.to_owned()
}

/// Says how to answer a question.
pub fn answer(yes: &str) -> String {
    format!("{{go.accept}} {yes}    {{go.back}} 不用了")
}

/// Says how many rows were read.
pub fn rows_read(count: usize) -> String {
    format!("已读 {count} 行")
}

/// Says what an import did.
pub fn import_counts(read: usize, accepted: usize, duplicates: usize, rejected: usize) -> String {
    format!("读入 {read} 行：导入 {accepted}，重复 {duplicates}，未导入 {rejected}")
}

/// Names a line of a file.
pub fn line_number(line: usize) -> String {
    format!("第 {line} 行")
}

// 查询与裁量：由引擎的答案组成的话。

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

// 基准库。

/// The columns of the documents.
pub const PACK_COLUMNS: [&str; 10] = [
    "名称",
    "代号",
    "层级",
    "施行",
    "事项",
    "有阶次",
    "阶次",
    "须核对",
    "检查",
    "来源",
];
/// The columns of the items of a document.
pub const ITEM_COLUMNS: [&str; 5] = ["序号", "核对", "名称", "违法行为", "阶次"];
/// No document is loaded.
pub const PACKS_EMPTY: &str = "没有载入任何裁量基准。{packs.import} 导入本机关使用的裁量基准文件（Word、Excel、PDF、网页、文本）。";
/// A document has no items.
pub const ITEMS_EMPTY: &str =
    "这份基准没有事项。{go.back} 返回，再按 {packs.import} 可重新导入原文件。";
/// No offence is linked.
pub const NOT_LINKED: &str = "没有对应";
/// Which side of a narrow review is shown.
pub const READ_SHOWN: &str = "读出的内容（{pane.next} 看原文）";
/// Which side of a narrow review is shown.
pub const SOURCE_SHOWN: &str = "原文（{pane.next} 看读出的内容）";
/// Label.
pub const PRINTED_BASIS: &str = "依据";
/// Label.
pub const CONDITION: &str = "条件";
/// Label.
pub const STANDARD: &str = "处罚";
/// Label.
pub const REMARK: &str = "备注";
/// The document was loaded without its wording.
pub const NO_WORDING: &str = "没有载入原文。";
/// An item without rows.
pub const NO_ROWS: &str = "没有阶次。";
/// Nothing is left to check.
pub const NO_MORE_PROBLEMS: &str = "没有别的事项须核对了";
/// Nothing comes before.
pub const FIRST_ITEM: &str = "已是第一项";
/// Nothing comes after.
pub const LAST_ITEM: &str = "已是最后一项";
/// A correction was not understood.
pub const NOT_SAVED: &str = "没有存上：改一改再按 {go.accept}，或者按 {go.back} 放弃";
/// A document was imported.
pub const DOCUMENT_WRITTEN: &str = "已导入并启用；请从上往下核对，{go.accept} 打开一项";
/// Nothing was written.
pub const NOTHING_WRITTEN: &str = "已取消，什么也没有写入";
/// Import of a document.
pub const DOCUMENT_IMPORT: &str = "导入裁量基准";
/// How to fill the form.
pub const DOCUMENT_HINT: &str =
    "{pane.next} 补全或到下一栏，{go.accept} 读取（先看结果，不会马上写入），{go.back} 取消";
/// Labels of the fields.
pub const DOCUMENT_FIELDS: [&str; 5] = ["文件", "代号", "施行日期", "地区代码", "领域"];
/// What can be typed there.
pub const DOCUMENT_PLACEHOLDERS: [&str; 5] = [
    "例如 ~/文件/裁量权基准.docx",
    "小写英文、数字、-，例如 wenshui-2025",
    "2024-06-03；不写就用文件里的",
    "六位，例如 141121；全国适用的不写",
    "煤矿、危险化学品……；不写就从标题看",
];
/// A document is being read.
pub const DOCUMENT_READING: &str = "读取中……";
/// How to stop it.
pub const DOCUMENT_STOP: &str = "{go.back} 取消，不会写入";
/// What was read.
pub const DOCUMENT_REPORT: &str = "读取结果（还没有写入）";
/// How to go on.
pub const DOCUMENT_CONFIRM: &str = "{go.accept} 写入并启用    {go.back} 放弃";
/// How to go on.
pub const DOCUMENT_REPLACE: &str =
    "{go.accept} 替换以前导入的同一份（旧文件留作 .toml.old）    {go.back} 放弃";
/// Nothing can be written.
pub const DOCUMENT_NOTHING: &str = "没有读出事项，不能写入。{go.back} 返回，换一个文件再试";
/// Findings.
pub const FINDINGS_OF_PACK: &str = "检查所见";
/// What the list of findings is.
pub const FINDINGS_HEAD: &str =
    "检查只提示可疑之处，不改动基准。导入的基准请到相应事项核对改正；本机编写的请改文件。";
/// What was understood.
pub const UNDERSTOOD: &str = "读作";
/// What was not.
pub const NOT_UNDERSTOOD: &str = "没有读懂";
/// Which offences may be meant.
pub const PERHAPS: &str = "是不是（{list.prev}、{list.next} 选，{pane.next} 取用）";
/// How to save.
pub const CORRECT_HINT: &str = "{go.accept} 存上，{go.back} 放弃";
/// What the document prints.
pub const PRINTED: &str = "原文";

/// Says how many documents there are and how much is to be checked.
pub fn packs_bar(count: usize, open: usize) -> String {
    match open {
        0 => format!("裁量基准 {count} 份"),
        _ => format!("裁量基准 {count} 份；导入的还有 {open} 项须核对"),
    }
}

/// Says how far the review of a document is.
pub fn review_bar(name: &str, items: usize, open: usize, fresh: usize, marked: usize) -> String {
    let left = match (open, fresh) {
        (0, 0) => "全部核对过".to_owned(),
        (0, fresh) => format!("没有存疑的了，{fresh} 项还没有看过"),
        (open, 0) => format!("还有 {open} 项须核对"),
        (open, fresh) => format!("还有 {open} 项须核对，{fresh} 项没有看过"),
    };
    if items == 0 {
        return format!("{name} 没有事项");
    }
    let marked = match marked {
        0 => String::new(),
        _ => format!("，搁置 {marked} 项"),
    };
    format!("{left}{marked}；{name} 共 {items} 项")
}

/// Says why a document can only be read.
pub fn read_only(name: &str, why: &str) -> String {
    format!("{name}：{why}")
}

/// Says what was done and what is left.
pub fn reviewed(said: &str, open: usize, fresh: usize) -> String {
    match (open, fresh) {
        (0, 0) => format!("{said}；全部核对过了"),
        (0, fresh) => format!("{said}；没有存疑的了，{fresh} 项还没有看过"),
        (open, _) => format!("{said}；还有 {open} 项须核对"),
    }
}

/// Returns how many items of a document are to be checked, in a table.
pub fn open(open: Option<(usize, usize)>) -> String {
    match open {
        None => String::new(),
        Some((open, 0)) => open.to_string(),
        Some((open, fresh)) => format!("{open}+{fresh}"),
    }
}

/// Returns a count, or nothing.
pub fn some(count: usize) -> String {
    match count {
        0 => String::new(),
        _ => count.to_string(),
    }
}

/// Returns how many tiers there are and how many are missing.
pub fn tiers(tiers: usize, missing: usize) -> String {
    match missing {
        0 => tiers.to_string(),
        _ => format!("{tiers} 缺{missing}"),
    }
}

/// Says how many findings there are.
pub fn findings(count: usize) -> String {
    format!("检查发现 {count} 处可疑，见“检查所见”")
}

/// Names the state of an item.
pub fn look(look: Look) -> &'static str {
    match look {
        Look::Broken => "! 须核对",
        Look::Doubtful => "? 须核对",
        Look::Marked => "搁置",
        Look::Fresh => "未看过",
        Look::Accepted => "已核对",
        Look::Corrected => "更正",
        Look::Given => "",
    }
}

/// Says what the state of an item means.
pub fn look_meaning(look: Look) -> &'static str {
    match look {
        Look::Broken => "没有对应违法行为，或者有阶次没有读出",
        Look::Doubtful => "有读不准的地方",
        Look::Marked => "裁量时不用这一项",
        Look::Fresh => "没有读不准的地方，还没有人看过",
        Look::Accepted => "与原文核对无误",
        Look::Corrected => "已由人改正",
        Look::Given => "",
    }
}

/// The head of the source, with its place.
pub fn printed(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("原文  {place}"),
        None => "原文".to_owned(),
    }
}

/// Marks a row that could not be read.
pub fn not_read(label: &str) -> String {
    format!("{label}（没有读出，裁量时遇到会提示）")
}

/// Names an item in a prompt.
pub fn about_item(title: &str) -> String {
    title.to_owned()
}

/// Names a row of an item in a prompt.
pub fn about_row(title: &str, label: &str) -> String {
    format!("{label}：{title}")
}

/// The title of a prompt.
pub fn correcting(what: Correcting) -> &'static str {
    match what {
        Correcting::Remark => "搁置并备注",
        Correcting::Condition(_) => "改正适用条件",
        Correcting::Standard(_) => "改正处罚",
        Correcting::Offence => "改正违法行为",
    }
}

/// What can be typed in a prompt.
pub fn correcting_placeholder(what: Correcting) -> &'static str {
    match what {
        Correcting::Remark => "为什么搁置（可以不写）",
        Correcting::Condition(_) => "照文件的说法写，例如：涉及3人以上5人以下的",
        Correcting::Standard(_) => "照文件的说法写，例如：处二万元以上五万元以下的罚款",
        Correcting::Offence => "条文（安全生产法第九十七条第三项）、编号，或者几个字",
    }
}

// 会场：复制、鼠标、投影、计时、入门。

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
