//! Windows over a screen.

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
