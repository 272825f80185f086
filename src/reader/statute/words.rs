//! The words by which a law's parts are known, and what is said about its numbering.

use crate::law::PartialDate;
use crate::law::numeral;
use crate::reader::layout::heading;

/// Whether a line is the heading of a table of contents.
pub fn is_contents(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(text.trim_matches(['#', '【', '】']), "目录" | "目次")
}

/// Whether what follows 第N条 shows that it cites that article instead of opening it: 第N条规定的, 第N条第一款.
pub fn cites(rest: &str) -> bool {
    let word = [
        "规定", "第", "、", "，", "的", "和", "或", "至", "以及", "及", "与", "所", "中", "之",
        "）", "》", "。", "；",
    ];
    // An article whose own text begins with one of these is set apart from its number by a blank.
    !rest.starts_with(char::is_whitespace) && word.iter().any(|w| rest.starts_with(w))
}

/// Whether a line tells when the text was passed, amended or published.
pub fn is_history(text: &str) -> bool {
    let named = ["通过", "修正", "修订", "公布", "施行", "发布"];
    heading::day(text).is_some() && named.iter().any(|word| text.contains(word))
}

/// The last day a line of the preamble names on which the text was passed, amended or published.
pub fn version(text: &str) -> Option<PartialDate> {
    if !["通过", "修正", "修订", "公布"]
        .iter()
        .any(|word| text.contains(word))
    {
        return None;
    }
    // From a day on (日起) it is in force, or was replaced; that is no day of its making.
    text.split("日起")
        .flat_map(heading::days)
        .filter_map(|(y, m, d)| chrono::NaiveDate::from_ymd_opt(y, m, d))
        .max()
        .map(PartialDate::day)
}

/// 第N条之M.
pub fn article(article: u16, inserted: u16) -> String {
    let mut text = format!("第{}条", numeral::to_chinese(article.into()));
    if inserted > 0 {
        text.push('之');
        text.push_str(&numeral::to_chinese(inserted.into()));
    }
    text
}

/// Numbers that are missing between two articles.
pub fn gap(after: &str, before: &str, place: &str) -> String {
    format!("{place}：{after}之后是{before}，中间缺条。请对照原文，节录的文件可以忽略")
}

/// An article that stands twice.
pub fn duplicate(article: &str, place: &str) -> String {
    format!(
        "{place}：{article}重复出现，后一处的文字接在前一处之后。请对照原文，删去多余的一处再导入"
    )
}

/// An article that comes after a higher number.
pub fn backwards(article: &str, after: &str, place: &str) -> String {
    format!("{place}：{article}排在{after}之后。请检查文件中是否混入了其他法规")
}

/// Whether the number of a heading is that of a section (第N节).
pub fn is_section(mark: &str) -> bool {
    mark.ends_with('节')
}

/// What follows 第N条 or 第N条之M, the blank kept.
pub fn after_article(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('条')?;
    let Some(inserted) = rest.strip_prefix('之') else {
        return Some(rest);
    };
    Some(inserted.trim_start_matches(|c| "一二三四五六七八九十".contains(c)))
}
