//! The words of the filter language, and what is said about text that is not understood.

use crate::store::filter::Name;

/// What a property is called, the shown name first.
pub fn names(name: Name) -> &'static [&'static str] {
    match name {
        Name::Fine => &["金额", "罚款", "罚款金额", "fine"],
        Name::Decided => &["日期", "决定日期", "处罚日期", "date"],
        Name::Domain => &["领域", "行业", "domain"],
        Name::Authority => &["机关", "处罚机关", "authority"],
        Name::Offence => &["案由", "违法行为", "offence"],
        Name::Basis => &["依据", "条文", "处罚依据", "basis"],
        Name::CaseNo => &["文号", "案号", "决定书文号", "case"],
        Name::Party => &["当事人", "相对人", "party"],
        Name::Subject => &["对象", "当事人类别", "subject"],
        Name::Stage => &["阶段", "违法阶段", "stage"],
        Name::Circumstance => &["情节", "裁量情节", "circumstance"],
        Name::Outcome => &["结果", "处理结果", "outcome"],
        Name::Region => &["地区", "行政区划", "region"],
        Name::Tier => &["阶次", "裁量阶次", "tier"],
        Name::Narrative => &["案情", "违法事实", "narrative"],
        Name::Teaching => &["教学示例", "教学", "teaching"],
    }
}

/// The sign that most often stands behind a name.
pub fn usual_sign(name: Name) -> char {
    if name == Name::Fine { '>' } else { ':' }
}

/// What can stand behind a name, by example.
pub fn example(name: Name) -> &'static str {
    match name {
        Name::Fine => "金额>5万、金额5万..10万、金额<=8000元",
        Name::Decided => "日期:2024-03..2025、日期>=2024-06-01",
        Name::Domain => "领域:煤矿",
        Name::Authority => "机关:某县",
        Name::Offence => "案由:培训",
        Name::Basis => "依据:安全生产法97(3)",
        Name::CaseNo => "文号:〔2024〕12号",
        Name::Party => "当事人:某矿",
        Name::Subject => "对象:单位|责任人员",
        Name::Stage => "阶段:逾期",
        Name::Circumstance => "情节:主动",
        Name::Outcome => "结果:罚款|警告|不予",
        Name::Region => "地区:1411",
        Name::Tier => "阶次:第二",
        Name::Narrative => "案情:未培训",
        Name::Teaching => "教学示例:是、教学示例:否",
    }
}

/// Yes, and no.
pub const YES: &[&str] = &["是", "有", "yes"];
/// No.
pub const NO: &[&str] = &["否", "无", "no"];
/// Characters that turn a condition round.
pub const NOT: [char; 5] = ['-', '!', '－', '！', '—'];
/// Pairs of quotation marks.
pub const QUOTES: [(char, char); 3] = [('"', '"'), ('“', '”'), ('「', '」')];
/// Signs between name and value as typed with any input method, and their plain forms.
pub const SIGNS: [(char, char); 12] = [
    (':', ':'),
    ('：', ':'),
    ('=', '='),
    ('＝', '='),
    ('>', '>'),
    ('＞', '>'),
    ('》', '>'),
    ('<', '<'),
    ('＜', '<'),
    ('《', '<'),
    ('≥', '≥'),
    ('≤', '≤'),
];
/// Between alternatives.
pub const OR: [char; 2] = ['|', '｜'];
/// Between the ends of a range, anywhere.
pub const DOTS: [&str; 3] = ["..", "．．", "。。"];
/// Between the ends of a range, behind a name.
pub const RANGE: [&str; 4] = ["~", "～", "至", "到"];
/// An amount and more.
pub const OR_MORE: &str = "以上";
/// An amount and less.
pub const OR_LESS: &str = "以下";

/// Days that move with the calendar.
pub const THIS_YEAR: &str = "今年";
/// The year before.
pub const LAST_YEAR: &str = "去年";
/// The month it is.
pub const THIS_MONTH: &str = "本月";
/// The month before.
pub const LAST_MONTH: &str = "上月";
/// The day it is.
pub const TODAY: &str = "今天";

fn all_names() -> String {
    Name::ALL.map(Name::label).join("、")
}

/// No such name.
pub fn unknown_name(word: &str, nearest: Option<Name>) -> String {
    match nearest {
        Some(name) => format!(
            "不认识“{word}”，是否指“{}”？按原文查找请加引号",
            name.label()
        ),
        None => format!("不认识“{word}”。可用：{}；按原文查找请加引号", all_names()),
    }
}

/// A sign without a name before it.
pub fn no_name() -> String {
    format!("符号前面要写明是什么，例如 金额>5万。可用：{}", all_names())
}

/// A name without a value.
pub fn no_value(name: Name) -> String {
    format!("“{}”后面还没有写值，例如 {}", name.label(), example(name))
}

/// Only amounts and days have an order.
pub fn no_order(name: Name) -> String {
    format!(
        "“{}”不能比大小，请用冒号，例如 {}",
        name.label(),
        example(name)
    )
}

/// An amount that cannot be read.
pub fn bad_amount(text: &str) -> String {
    format!("读不出金额“{text}”，请写明单位，例如 5万、8000元")
}

/// A day that cannot be read.
pub fn bad_day(text: &str) -> String {
    format!("读不出日期“{text}”，例如 2024、2024-03、2024-03-05、今年")
}

/// The ends stand the wrong way round.
pub fn reversed(text: &str) -> String {
    format!("“{text}”前大后小，请把小的写在前面")
}

/// A range of what is not said.
pub fn which_range(text: &str) -> String {
    format!("“{text}”是什么的范围？金额请写 金额{text}，日期请写成 2024-03..2025")
}

/// No such word of the library.
pub fn unknown_value(name: Name, text: &str, known: &[&str]) -> String {
    let label = name.label();
    if known.is_empty() {
        return format!("不认识{label}“{text}”，例如 {}", example(name));
    }
    format!("不认识{label}“{text}”，是否指“{}”？", known.join("”“"))
}

/// A citation that leads nowhere.
pub fn bad_citation(text: &str) -> String {
    format!(
        "法库中没有“{text}”这一条；写法如 97(3)、安全生产法97(3)。按原文查找请加引号，不写“依据:”"
    )
}

/// A region is digits.
pub fn bad_region(text: &str) -> String {
    format!("地区“{text}”应为一至六位行政区划代码，例如 1411、141121")
}

/// Words that are days of themselves.
pub const MOVING: [&str; 5] = [THIS_YEAR, LAST_YEAR, THIS_MONTH, LAST_MONTH, TODAY];
/// What stands between the figures of a day.
pub const DATE_MARKS: [char; 5] = ['-', '/', '年', '月', '日'];
