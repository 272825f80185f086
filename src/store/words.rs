//! Chinese words the import reads that are not data of the library: headings, money, dates.

use crate::store::import::profile::Field;

/// Headings as bureaus and the 双公示 tables print them.
pub(super) const HEADINGS: &[(&str, Field)] = &[
    ("决定书文号", Field::CaseNo),
    ("行政处罚决定书文号", Field::CaseNo),
    ("处罚决定书文号", Field::CaseNo),
    ("处罚文号", Field::CaseNo),
    ("案号", Field::CaseNo),
    ("处罚决定日期", Field::DecidedOn),
    ("决定日期", Field::DecidedOn),
    ("处罚日期", Field::DecidedOn),
    ("违法行为发生日期", Field::ActOn),
    ("违法日期", Field::ActOn),
    ("处罚机关", Field::Authority),
    ("处罚机关名称", Field::Authority),
    ("行政区划代码", Field::Region),
    ("行政区划", Field::Region),
    ("领域", Field::Domain),
    ("行业领域", Field::Domain),
    ("违法行为", Field::OffenceTitle),
    ("违法行为类型", Field::OffenceTitle),
    ("案由", Field::OffenceTitle),
    ("违法行为代号", Field::Offence),
    ("处罚依据", Field::Basis),
    ("当事人类别", Field::Subject),
    ("行政相对人类别", Field::Subject),
    ("处罚对象", Field::Subject),
    ("行政相对人名称", Field::PartyName),
    ("当事人", Field::PartyName),
    ("当事人名称", Field::PartyName),
    ("违法阶段", Field::Stage),
    ("违法事实", Field::Narrative),
    ("裁量因素", Field::Facts),
    ("情节", Field::Circumstances),
    ("裁量情节", Field::Circumstances),
    ("裁量阶次", Field::Tier),
    ("裁量档次", Field::Tier),
    ("处罚类别", Field::Kinds),
    ("处罚种类", Field::Kinds),
    ("罚款金额(万元)", Field::FineWan),
    ("罚款(万元)", Field::FineWan),
    ("罚款数额(万元)", Field::FineWan),
    ("罚款金额(元)", Field::FineYuan),
    ("罚款(元)", Field::FineYuan),
    ("罚款数额(元)", Field::FineYuan),
    ("罚款金额", Field::Fine),
    ("罚款数额", Field::Fine),
    ("违法所得(万元)", Field::IllegalGainWan),
    ("违法所得(元)", Field::IllegalGainYuan),
    ("违法所得", Field::IllegalGain),
    ("违法所得金额(万元)", Field::IllegalGainWan),
    ("违法所得金额(元)", Field::IllegalGainYuan),
    ("违法所得金额", Field::IllegalGain),
    ("货值金额(万元)", Field::GoodsValueWan),
    ("货值金额(元)", Field::GoodsValueYuan),
    ("货值金额", Field::GoodsValue),
    ("货值(万元)", Field::GoodsValueWan),
    ("货值(元)", Field::GoodsValueYuan),
    ("货值", Field::GoodsValue),
    ("上一年年收入(万元)", Field::AnnualIncomeWan),
    ("上一年年收入(元)", Field::AnnualIncomeYuan),
    ("上一年年收入", Field::AnnualIncome),
    ("上一年度年收入(万元)", Field::AnnualIncomeWan),
    ("上一年度年收入(元)", Field::AnnualIncomeYuan),
    ("上一年度年收入", Field::AnnualIncome),
    ("处罚金额(万元)", Field::FineWan),
    ("处罚金额(元)", Field::FineYuan),
    ("罚款金额(人民币万元)", Field::FineWan),
    ("罚款金额(人民币元)", Field::FineYuan),
    ("文书号", Field::CaseNo),
    ("决定文号", Field::CaseNo),
    ("处罚决定时间", Field::DecidedOn),
    ("作出处罚决定日期", Field::DecidedOn),
    ("违法行为发生时间", Field::ActOn),
    ("处罚机关全称", Field::Authority),
    ("当事人类型", Field::Subject),
    ("相对人类别", Field::Subject),
    ("相对人名称", Field::PartyName),
    ("处罚事由", Field::OffenceTitle),
    ("备注", Field::Note),
];

/// What a field is called where one is chosen.
pub(super) fn field(field: Field) -> &'static str {
    match field {
        Field::CaseNo => "决定书文号",
        Field::DecidedOn => "处罚决定日期",
        Field::ActOn => "违法行为发生日期",
        Field::Authority => "处罚机关",
        Field::Region => "行政区划代码",
        Field::Domain => "领域",
        Field::Basis => "处罚依据",
        Field::Offence => "违法行为代号",
        Field::OffenceTitle => "违法行为",
        Field::Subject => "当事人类别",
        Field::Stage => "违法阶段",
        Field::PartyName => "行政相对人名称",
        Field::Facts => "裁量因素",
        Field::Circumstances => "情节",
        Field::Tier => "裁量阶次",
        Field::Disposition => "处置结果",
        Field::Kinds => "处罚类别",
        Field::Fine => "罚款金额（格内写明单位）",
        Field::FineWan => "罚款金额（万元）",
        Field::FineYuan => "罚款金额（元）",
        Field::IllegalGain => "违法所得（格内写明单位）",
        Field::IllegalGainWan => "违法所得（万元）",
        Field::IllegalGainYuan => "违法所得（元）",
        Field::GoodsValue => "货值金额（格内写明单位）",
        Field::GoodsValueWan => "货值金额（万元）",
        Field::GoodsValueYuan => "货值金额（元）",
        Field::AnnualIncome => "上一年年收入（格内写明单位）",
        Field::AnnualIncomeWan => "上一年年收入（万元）",
        Field::AnnualIncomeYuan => "上一年年收入（元）",
        Field::OtherPenalties => "其他处罚",
        Field::Narrative => "违法事实",
        Field::Note => "备注",
        Field::Ignore => "不用（原文留存）",
    }
}

/// First cells of rows that add up others.
pub(super) const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "累计"];

/// What people write into a cell that has nothing to say.
pub(super) const NOTHING: &[&str] = &["-", "--", "---", "/", "\\", "无", "空"];

/// Tells whether a cell is as good as blank: a stroke, not a word.
pub(super) fn says_nothing(text: &str) -> bool {
    text.trim()
        .chars()
        .all(|c| matches!(c, '-' | '－' | '—' | '/' | '／' | '\\'))
}

/// Separators of lists within a cell.
pub(super) const LIST: [char; 5] = [';', '；', '、', '\n', '|'];
/// Separators of `label=value` pairs within a cell.
pub(super) const PAIRS: [char; 3] = [';', '；', '\n'];
/// Between label and value.
pub(super) const EQUALS: [char; 4] = ['=', '＝', ':', '：'];

pub(super) const WAN: char = '万';
pub(super) const YI: char = '亿';
pub(super) const THOUSAND: [char; 2] = ['千', '仟'];
pub(super) const HUNDRED: [char; 2] = ['百', '佰'];
pub(super) const YUAN: [char; 4] = ['元', '圆', '圓', '块'];
pub(super) const JIAO: char = '角';
pub(super) const FEN: char = '分';
/// 整: nothing follows.
pub(super) const EXACTLY: [char; 2] = ['整', '正'];
/// Signs and words before an amount.
pub(super) const CURRENCY: &[&str] = &["人民币", "RMB", "CNY", "￥", "¥", "罚款", "罚"];
/// A minus in words.
pub(super) const MINUS: [char; 2] = ['-', '负'];
/// Between the ends of a range, or between alternatives.
pub(super) const BETWEEN: [char; 10] = ['-', '~', '至', '到', '或', '和', '及', '、', '/', '+'];
/// Words that make an amount inexact.
pub(super) const ROUGHLY: &[&str] = &[
    "约",
    "左右",
    "以上",
    "以下",
    "以内",
    "不超过",
    "不低于",
    "至少",
    "余",
    "多",
    "近",
    "几",
    "数",
];
/// Chinese digits and units, ordinary and formal.
pub(super) const NUMERALS: &str =
    "零〇一二三四五六七八九十百千万亿两壹贰貳叁參肆伍陆陸柒捌玖拾佰仟";
/// Formal and written variants and their plain forms.
pub(super) const PLAIN: &[(char, char)] = &[
    ('〇', '零'),
    ('壹', '一'),
    ('贰', '二'),
    ('貳', '二'),
    ('两', '二'),
    ('叁', '三'),
    ('參', '三'),
    ('肆', '四'),
    ('伍', '五'),
    ('陆', '六'),
    ('陸', '六'),
    ('柒', '七'),
    ('捌', '八'),
    ('玖', '九'),
    ('拾', '十'),
    ('佰', '百'),
    ('仟', '千'),
];
/// Plain digits and units.
pub(super) const DIGITS: &str = "零一二三四五六七八九";
pub(super) const UNITS: &str = "十百千万亿";
/// Units after which a last digit may be short for the next lower unit.
pub(super) const LARGE_UNITS: &str = "百千万亿";
pub(super) const ZERO: char = '零';
pub(super) const ONE: char = '一';
pub(super) const TEN: char = '十';

pub(super) const YEAR: char = '年';
pub(super) const MONTH: char = '月';
pub(super) const DAY: [char; 2] = ['日', '号'];
/// Halves of a year, in words and as files abbreviate them: first month, last month.
pub(super) const HALVES: &[(&str, u32, u32)] = &[
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("H1", 1, 6),
    ("H2", 7, 12),
];
/// Quarters of a year.
pub(super) const QUARTERS: &[(&str, u32, u32)] = &[
    ("第一季度", 1, 3),
    ("第二季度", 4, 6),
    ("第三季度", 7, 9),
    ("第四季度", 10, 12),
    ("一季度", 1, 3),
    ("二季度", 4, 6),
    ("三季度", 7, 9),
    ("四季度", 10, 12),
    ("Q1", 1, 3),
    ("Q2", 4, 6),
    ("Q3", 7, 9),
    ("Q4", 10, 12),
];

/// What rules are called that may be cited without being loaded.
pub(super) const RULES: &[&str] = &[
    "法", "条例", "办法", "规定", "规则", "细则", "标准", "规程", "决定",
];
/// What stands in a name that is no rule's.
pub(super) const PLACEHOLDERS: &[&str] = &["某", "虚构", "××", "XX", "xx", "**"];
/// What stands before the duty that was violated.
pub(super) const VIOLATED: &[&str] = &["违反", "违反了", "不符合"];
/// Behind what a reference to a benchmark names the tier.
pub(super) const PLACES: [char; 5] = ['项', '条', '款', '号', '》'];
/// What joins one citation to another.
pub(super) const JOINING: &[&str] = &[
    "依据",
    "根据",
    "依照",
    "按照",
    "参照",
    "适用",
    "结合",
    "违反了",
    "违反",
    "并",
    "和",
    "及",
];

/// What may stand before a tier label.
pub(super) const TIER_PREFIXES: &[&str] = &["裁量阶次", "裁量档次", "裁量等级", "阶次", "档次"];
/// What may stand behind it.
pub(super) const TIER_SUFFIXES: &[&str] = &["阶次", "档次", "档", "级"];
/// 裁量, dropped where the rest is a label of a loaded benchmark.
pub(super) const DISCRETION: &str = "裁量";
pub(super) const ORDINAL: char = '第';
pub(super) const TIER: &str = "阶次";

/// Name under which the demo decisions are kept.
pub(super) const DEMO: &str = "示例决定（教学示例）";

/// The answer a cell gives to a yes/no.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text.trim() {
        "是" | "有" | "对" | "true" => Some(true),
        "否" | "无" | "不是" | "没有" | "false" => Some(false),
        _ => None,
    }
}
