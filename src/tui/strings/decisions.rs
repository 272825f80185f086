//! 决定库, and what every table can do.

use crate::tui::model::export::Contents;

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
