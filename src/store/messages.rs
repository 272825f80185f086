//! What the store says to the person at the keyboard: what happened and what to do about it.

use std::fmt::Display;
use std::path::Path;

use crate::document::{DocumentError, limit};

pub const LOCKED: &str = "数据库正被另一个程序占用。请关闭其他正在运行的裁量窗口，或稍后再试";
pub const NOT_A_DATABASE: &str = "这个文件不是数据库。请核对 --db 的路径；原文件未作改动";
pub const NOT_OURS: &str = "这是其他程序的数据库，不是裁量的决定库。请换一个路径；原文件未作改动";
pub const READ_ONLY: &str =
    "数据库只能读，不能写。请检查文件和所在目录的写权限，或用 --db 另选位置";
pub const OLD_AND_READ_ONLY: &str =
    "数据库由较早版本创建，升级需要写权限。请把它复制到可写的目录再打开";
pub const DISK_FULL: &str = "磁盘已满，未写入。请腾出空间后重试";
pub const DAMAGED: &str =
    "数据库文件已损坏。请用最近的备份（同目录下的 .bak 文件）恢复，或重新导入原始台账";
pub const CANCELLED: &str = "已按要求停止导入，没有写入任何记录";
/// Something was stopped.
pub const INTERRUPTED: &str = "已按要求停止，决定库没有改动";
pub const NO_WAL: &str =
    "此位置（如网络盘）不支持并发读写，同一时间只能由一个程序打开数据库；建议把数据库放在本机磁盘";
pub const OPENED_READ_ONLY: &str = "数据库以只读方式打开：可以查看和比较，不能导入";

pub const UNREADABLE_ROW: &str = "不是一个 JSON 对象：请检查这一行的引号、逗号和括号";
pub const MALFORMED_ROW: &str = "单元格数与表头不符：请对照表头补齐或删去多出的格";
pub const REPEATED_HEADER: &str = "表头重复出现：不是决定，可忽略";
pub const SUMMARY_ROW: &str = "合计行：不是决定，可忽略";
pub const MISSING_CASE_NO: &str = "没有决定书文号：请补上";
pub const MISSING_DECIDED_ON: &str = "没有处罚决定日期：请补上，只知年月也可";
pub const MISSING_AUTHORITY: &str = "没有处罚机关：请补上";
pub const MISSING_BASIS: &str = "没有处罚依据：请补上所适用的罚则条款";
pub const MISSING_SUBJECT: &str = "没有当事人类别：请填单位、责任人员或者个人";
pub const UNKNOWN_SUBJECT: &str = "不认识的当事人类别：请填单位、责任人员或者个人";
pub const INVALID_DATE: &str = "处罚决定日期不存在或读不出：请核对";
pub const UNKNOWN_CITATION: &str = "处罚依据对应不到任何违法行为：请核对法律名称和条款项";
pub const MISSING_AMOUNT: &str = "写明罚款而没有金额：请补上";
pub const AMBIGUOUS_AMOUNT: &str = "金额不止一种读法：请写成一个确定的数";
pub const UNREADABLE_AMOUNT: &str = "读不出金额：请写成数字";
pub const NEGATIVE_AMOUNT: &str = "金额为负：请核对";
pub const CONFLICTING_DUPLICATE: &str =
    "同一文号、同一当事人、同一违法行为已有内容不同的记录：请核对以哪一条为准";
pub const DUPLICATE: &str = "与已有记录相同，仅文字叙述不同；原文已留存";

pub const MISSING_ACT_ON: &str = "没有违法行为发生日期，新旧法适用和追责期限无法核对";
pub const MISSING_REGION: &str = "没有行政区划代码";
pub const ACT_AFTER_DECISION: &str = "违法行为发生日期晚于处罚决定日期，请核对";
pub const IMPLAUSIBLE_AMOUNT: &str =
    "金额超过法定上限十倍以上，可能误把元填作万元；已照原样收入，请核对";
pub const INVALID_ACT_ON: &str = "违法行为发生日期读不出，按未知处理，原文留存";
pub const INVALID_REGION: &str = "行政区划代码不是六位数字，按未知处理，原文留存";
pub const UNREADABLE_FACT: &str = "裁量因素的值读不出，按未知处理，原文留存";
pub const UNREADABLE_MEASURE: &str =
    "违法所得、货值金额或者上一年年收入读不出，按未知处理（没有的请填 0），原文留存";
pub const UNDECODABLE_TEXT: &str = "有无法识别的字符（编码损坏），请核对原文";
pub const BASIS_DIFFERS: &str = "处罚依据与违法行为代号不一致，以代号为准，请核对";
pub const AMOUNT_WITHOUT_FINE: &str = "处罚类别没有罚款而有罚款金额，按罚款收入，请核对";
pub const UNKNOWN_AMOUNT: &str = "已知罚款，金额不详";
pub const BENCHMARK_REFERENCE: &str = "处罚依据中另引裁量基准，与罚则分开，原文留存";
pub const LAPSED_NUMBERING: &str =
    "处罚决定在新条号施行之后仍引旧条号；违法行为不在此前的，适用依据错误，请核对";
pub const REDUCED_DATE: &str = "日期只知到年、月或者一段时间，照此保留";
pub const OUTSIDE_LIBRARY: &str = "所引文件的罚则未载入本库，不参加比较";
pub const EARLIER_NUMBERING: &str = "引用旧条号，已换算到现行条号";
pub const NOT_RENUMBERED: &str = "引用旧条号且无法换算，不参加比较";
pub const NO_ARTICLE: &str = "处罚依据没有写明条款，不参加比较";
pub const SEVERAL_OFFENCES: &str = "处罚依据列有多个罚则，按第一个归类";
pub const OFFENCE_FROM_TITLE: &str = "没有处罚依据，按违法行为名称归类";
pub const UNKNOWN_FACT: &str = "未登记的裁量因素，原文留存";
pub const UNKNOWN_CIRCUMSTANCE: &str = "未登记的情节，原文留存";
pub const UNKNOWN_STAGE: &str = "未登记的违法阶段，按未知处理，原文留存";
pub const UNKNOWN_DOMAIN: &str = "未登记的领域，按未知处理，原文留存";
pub const UNKNOWN_OUTCOME: &str = "未登记的处置结果，按未知处理，原文留存";
pub const TEXT_DIFFERS: &str = "与已有记录相同，仅文字叙述不同，计为重复；原文留存";
pub const LINES_ABOVE_HEADER: &str = "表头之上的文字不是决定，未读";
pub const OTHER_SHEETS: &str =
    "工作簿中后面还有别的工作表，没有读入；需要时请把那张表移到最前面或者另存，再导入";
pub const MORE_NOTES: &str = "同类提示还有";

/// A database of a later version.
pub fn too_new(found: usize, known: usize) -> String {
    format!(
        "数据库由更新版本的裁量创建（版本 {found}，本程序支持到 {known}）。请升级本程序；原文件未作改动"
    )
}

/// A path that cannot be opened.
pub fn cannot_open(path: &Path, why: &str) -> String {
    format!(
        "打不开数据库 {}（{why}）。请检查路径和权限，或用 --db 另选位置",
        path.display()
    )
}

/// A stored value the program does not understand.
pub fn bad_value(row: i64, column: &str) -> String {
    format!(
        "决定库第 {row} 号记录的 {column} 无法识别，可能被其他程序改动过。请用备份恢复或撤销该次导入"
    )
}

/// An import that is not there.
pub fn no_such_import(id: i64) -> String {
    format!("没有第 {id} 次导入；用 cailiang import list 查看")
}

/// Anything else the database says.
pub fn database(error: &dyn Display) -> String {
    format!("数据库出错：{error}")
}

/// The schema was changed.
pub fn migrated(copy: &Path) -> String {
    format!("数据库已升级；升级前的文件保存为 {}", copy.display())
}

/// A file that cannot be read.
pub fn unreadable_file(file: &str, why: &str) -> String {
    format!("读不了 {file}（{why}）。请检查路径和权限")
}

/// Why the system did not let a file be read.
pub fn io_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let known = [
        (ErrorKind::NotFound, "没有这个文件"),
        (ErrorKind::PermissionDenied, "没有权限"),
        (ErrorKind::IsADirectory, "这是一个目录"),
        (ErrorKind::NotADirectory, "路径中有一段不是目录"),
        (ErrorKind::InvalidData, "不是 UTF-8 文本"),
    ];
    known
        .into_iter()
        .find(|(kind, _)| *kind == error.kind())
        .map_or_else(|| error.to_string(), |(_, text)| text.to_owned())
}

/// A packed format.
pub fn not_text(file: &str) -> String {
    format!(
        "{file} 不是台账，或者已经损坏：能导入的是 Excel（.xlsx .xls）、CSV 和 JSONL。请用原始的电子表格，或另存为 CSV（UTF-8）后再导入"
    )
}

/// A workbook that cannot be read, and a way round it.
pub fn workbook(file: &str, error: &DocumentError) -> String {
    match error {
        DocumentError::TooLarge { .. } | DocumentError::TooMuch { .. } => format!(
            "{file} 太大：工作簿最大 {} MiB、展开后 {} MiB。请在电子表格软件中另存为 CSV（UTF-8）后再导入，CSV 不限大小",
            limit::REGISTER_BYTES >> 20,
            limit::REGISTER_UNPACKED_BYTES >> 20,
        ),
        DocumentError::Unreadable { .. }
        | DocumentError::NoText { .. }
        | DocumentError::Empty { .. }
        | DocumentError::Unsupported { .. }
        | DocumentError::Damaged { .. } => format!(
            "{}。也可在电子表格软件中另存为 CSV（UTF-8）后再导入",
            error.say().trim_end_matches('。')
        ),
    }
}

/// An empty file.
pub fn empty_file(file: &str) -> String {
    format!("{file} 是空的；请核对路径，换一个文件")
}

/// Headings that are missing.
pub fn missing_columns(file: &str, columns: &[String]) -> String {
    format!(
        "{file} 缺少表头：{}。请补上表头，或者说明各列是什么（在界面的决定库中导入时可逐列指定；命令行用 --profile）",
        columns.join("、")
    )
}

/// A profile that cannot be read.
pub fn bad_profile(why: &dyn Display) -> String {
    format!("列对应方案有误：{why}")
}

/// Something about a file.
pub fn about_file(file: &str, why: &str) -> String {
    format!("{file}：{why}")
}

/// There is neither a file nor a kept profile of this name.
pub fn no_such_profile(written: &str, names: &[String]) -> String {
    let known = if names.is_empty() {
        "还没有保存过方案；在界面的决定库中导入时可以指定各列并保存".to_owned()
    } else {
        format!("已保存的有：{}", names.join("、"))
    };
    format!("没有列对应方案“{written}”：既不是文件，也不是已保存的名称。{known}")
}

/// A field name no profile may use.
pub fn unknown_field(name: &str, known: &str) -> String {
    format!("没有字段 {name}；可用：{known}")
}

/// A name that no view can have.
pub const BAD_VIEW_NAME: &str =
    "视图名称不能为空，不能含 / \\ : * ? \" < > | ，不能以点开头，最长 40 字；请另起一个";
/// The file holds something else under the name of views.
pub const NO_VIEWS: &str = "view 应写成 [[view]]";

/// A view that cannot be read.
pub fn bad_view(number: usize, why: &str) -> String {
    format!("第 {number} 个视图读不出，其余照用：{why}")
}

/// Another view has that name.
pub fn view_exists(name: &str) -> String {
    format!("已有名为“{name}”的视图，请另起名称或者先删去它")
}

/// The file of views is broken, and so was not written.
pub fn views_left_alone(file: &str, why: &str) -> String {
    format!("{file} 读不出（{why}），为免丢失没有改动它。请先改正或者移走这个文件")
}

/// The file of views could not be written.
pub fn views_not_kept(file: &str, why: &str) -> String {
    format!("没有存下视图：写不了 {file}（{why}）。请检查写权限和磁盘空间")
}
