//! What the reader of benchmarks knows of their headings, and what it says to people.

use crate::law::Layer;

/// Follows the name of an offence in a title.
pub const OF_OFFENCE: [&str; 2] = ["的违法行为", "的行为"];
/// People, as opposed to units, by the last words of how a document names them.
pub const PEOPLE: [&str; 6] = ["人员", "负责人", "责任人", "矿长", "经理", "投资人"];

/// Stand between the stage and the name of the offence in a title.
pub const BEHIND_STAGE: [char; 5] = ['的', '，', ',', '：', ':'];
/// Stand between citations.
pub const BETWEEN_CITATIONS: &str = "；;，,、。和及";

pub const NOT_LINKED: &str = "依据没有对应到已载入的违法行为";
pub const WHOLE_CLAUSE: &str = "依据只到条款，不能确定是其中哪一种行为，按整条（款）对应";
pub const TITLE_DIFFERS: &str = "名称与所引条款的违法行为相差很大，请核对条款";
pub const SEVERAL_CITED: &str = "依据引了几个有罚则的条款，取第一个";
pub const STAGE_INFERRED: &str = "原文没有写阶段，按法定幅度推断";
pub const STAGE_UNKNOWN: &str = "不能确定数额属于哪个阶段";
pub const SUBJECT_UNKNOWN: &str = "不能确定数额属于哪种对象";
pub const SAME_CELL: &str = "同一阶段、同一对象写了两个数额，取前一个";
pub const WITH_THRESHOLD: &str = "数额以违法所得或者货值为前提，阶次表示不了，须人工核对";
pub const NO_AMOUNT: &str = "没有读出罚款数额";
pub const NO_CONDITION: &str = "没有读出适用条件";
pub const CONDITION_FIRST: &str = "请先改正这一档的适用条件：没有条件的档，任何案件都会符合";
pub const NUMBER_REPEATS: &str = "文件中的编号重复，另编了号；原编号";
pub const NO_TIERS: &str = "没有读出阶次";

/// `message：what`.
pub fn about(message: &str, what: impl std::fmt::Display) -> String {
    format!("{message}：{what}")
}

/// An article that may be meant.
pub fn perhaps(title: &str, id: &str) -> String {
    format!("{NOT_LINKED}；名称相近的有“{title}”（{id}）")
}

/// Where a tier comes from.
pub fn source(title: &str, no: &str, place: &str) -> String {
    format!("《{title}》第{no}项，{place}")
}

pub const DATE_ASSUMED: &str =
    "文件没有写施行日期，暂按导入当年起施行；用 --effective 写明后重新导入";
pub const REGION_ASSUMED: &str =
    "文件看来是地方文件，没有写地区代码，暂对所有地区适用；用 --region 六位代码 写明后重新导入";
pub const VERIFICATION: &str = "由本机导入，尚待逐项核对";

/// The layer that the name of an authority or a document tells.
pub fn layer(line: &str) -> Option<Layer> {
    let marks = [
        ("国家", Layer::National),
        ("应急管理部", Layer::National),
        ("县", Layer::County),
        ("区应急", Layer::County),
        ("市", Layer::City),
        ("省", Layer::Province),
        ("自治区", Layer::Province),
    ];
    marks
        .into_iter()
        .find(|(mark, _)| line.contains(mark))
        .map(|(_, layer)| layer)
}

/// The name of the offence in a title: without what follows it.
pub fn bare_title(title: &str) -> &str {
    OF_OFFENCE
        .iter()
        .find_map(|tail| title.strip_suffix(tail))
        .unwrap_or(title)
}

/// How many items were read.
pub fn items_read(count: usize) -> String {
    format!("读到{count}项")
}

/// The first lines of an imported file.
pub fn file_comment(file: &str, sha256: &str) -> String {
    format!(
        "由 cailiang import benchmark 从“{file}”导入（SHA-256 {sha256}）。\n核对和更正请用程序的核对界面；重新导入同一文件时，核对过的事项原样保留。"
    )
}

pub const CORRECTED_BY_HAND: &str = "按文件原文人工补入";

/// A citation that leads nowhere.
pub fn no_such_offence(citation: &str) -> String {
    format!("“{citation}”没有对应到已载入的违法行为；写作 安全生产法97(3) 或者代号 aqscf-97-1-3")
}

/// A tier the document only numbers.
pub fn tier_label(number: &str) -> String {
    format!("阶次{number}")
}

/// A title without the remark in brackets behind it.
pub fn short_title(title: &str) -> &str {
    let cut = title
        .rsplit_once(['（', '('])
        .filter(|_| title.ends_with(['）', ')']));
    cut.map_or(title, |(before, _)| before).trim()
}
