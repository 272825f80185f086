//! What a document says of itself: its number and the day it comes into force.

use crate::reader::layout::words::{fold, has};

/// The year, month and day of `自2026年3月1日起施行`.
pub fn in_force(text: &str) -> Option<(i32, u32, Option<u32>)> {
    let text = fold(text);
    let mut rest = text.as_str();
    while let Some((_, after)) = rest.split_once('自') {
        rest = after;
        let Some((year, tail)) = number_before(after, "年") else {
            continue;
        };
        let Some((month, tail)) = number_before(tail, "月") else {
            continue;
        };
        let day = number_before(tail, "日");
        let tail = day.map_or(tail, |(_, tail)| tail);
        let near: String = tail.chars().take(12).collect();
        if has(&near, "施行 执行 实施 生效") {
            let year = i32::try_from(year).ok()?;
            return Some((year, month, day.map(|(day, _)| day)));
        }
    }
    None
}

fn number_before<'a>(text: &'a str, unit: &str) -> Option<(u32, &'a str)> {
    let (number, rest) = text.split_once(unit)?;
    (number.chars().count() <= 5)
        .then(|| crate::law::numeral::parse(number))
        .flatten()
        .map(|number| (number, rest))
}

/// A document number in a text, as printed without blanks: 应急〔2024〕90号.
pub fn doc_no(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (head, tail) = text.split_once('号')?;
    let (front, number) = head.rsplit_once(['〕', ']', '］', '）', ')', '】'])?;
    if number.is_empty()
        || !number
            .chars()
            .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    {
        return tail.contains('号').then(|| doc_no(tail)).flatten();
    }
    let (agency, year) = front.rsplit_once(['〔', '[', '［', '（', '(', '【'])?;
    if crate::law::numeral::parse(year).is_none_or(|year| !(1949..2200).contains(&year)) {
        return None;
    }
    let opening = front.chars().rev().find(|c| "〔[［（(【".contains(*c))?;
    let closing = head.chars().rev().find(|c| "〕]］）)】".contains(*c))?;
    let agency: String = agency
        .chars()
        .rev()
        .take_while(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    (!agency.is_empty()).then(|| format!("{agency}{opening}{year}{closing}{number}号"))
}

/// The first day a text names, like 2021年6月10日.
pub fn day(text: &str) -> Option<(i32, u32, u32)> {
    days(text).into_iter().next()
}

/// All days a text names.
pub fn days(text: &str) -> Vec<(i32, u32, u32)> {
    let text = fold(text);
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('年') {
        rest = after;
        let year: Vec<char> = before.chars().rev().take(4).collect();
        let year: String = year.into_iter().rev().collect();
        let year = crate::law::numeral::parse(&year).and_then(|year| i32::try_from(year).ok());
        let day = number_before(after, "月")
            .and_then(|(month, tail)| number_before(tail, "日").map(|(day, _)| (month, day)));
        if let (Some(year), Some((month, day))) = (year, day) {
            found.push((year, month, day));
        }
    }
    found
}
