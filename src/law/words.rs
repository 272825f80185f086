//! The Chinese words this floor reads and prints.

pub(crate) const WAN_YUAN: &str = "万元";
pub(crate) const YUAN: &str = "元";
pub(crate) const TO: &str = "至";
pub(crate) const ORDINAL: char = '第';
pub(crate) const ARTICLE: char = '条';
pub(crate) const INSERTED: char = '之';
pub(crate) const PARAGRAPH: char = '款';
pub(crate) const ITEM: char = '项';
/// A row whose subject reads 单位或者个人 covers individuals too.
pub(crate) const INDIVIDUAL: &str = "个人";
/// A row about persons that reads 单位或者个人 is about whoever acted.
pub(crate) const UNIT: &str = "单位";
/// The fine among the kinds of penalty.
pub(crate) const FINE: &str = "罚款";
pub(crate) const AND: &str = "且";
pub(crate) const OR: &str = "，或者";
pub(crate) const AT_LEAST: &str = "以上";
pub(crate) const AT_MOST: &str = "以下";
pub(crate) const LESS_THAN: &str = "不满";
pub(crate) const MORE_THAN: &str = "超过";
/// Full names start with this; short citations leave it out.
pub(crate) const PEOPLES_REPUBLIC: &str = "中华人民共和国";
/// Chinese digits and units of a number below one hundred million.
pub(crate) const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两";

/// 是, 否.
pub(crate) fn yes_no(holds: bool) -> &'static str {
    if holds { "是" } else { "否" }
}

/// 第1项; a number that is a word stays as it is.
pub(crate) fn item_no(no: &str) -> String {
    if no.chars().all(|c| c.is_ascii_digit()) {
        format!("第{no}项")
    } else {
        no.to_owned()
    }
}

/// Which text of a law: （2014年文本）.
pub(crate) fn edition(edition: &str) -> String {
    format!("（{edition}）")
}
