//! Days as bureaus write them: 2024-03-05, 2024/3/5, 2024年3月5日, 二〇二四年三月五日, 20240305, 45356 (Excel).

use chrono::{Datelike, Days, NaiveDate};

use crate::law::date::DateError;
use crate::law::numeral;
use crate::law::{PartialDate, citation};
use crate::store::words;

/// Years a decision of this field can fall into.
const YEARS: std::ops::RangeInclusive<i32> = 1949..=2099;

/// Reads a day, or a month, year or stretch where no more is said. The text is not empty.
pub fn read_date(text: &str) -> Result<PartialDate, DateError> {
    let date = match iso_day(text) {
        Some(day) => PartialDate::day(day),
        None => read_folded(&without_time(text))?,
    };
    let plausible =
        YEARS.contains(&date.earliest().year()) && YEARS.contains(&date.latest().year());
    if plausible {
        Ok(date)
    } else {
        Err(DateError::Impossible)
    }
}

/// Reads `2024-03-05` and nothing else; the shortest way for the form files mostly use.
pub fn iso_day(text: &str) -> Option<NaiveDate> {
    let digit = |b: u8| b.is_ascii_digit().then(|| u32::from(b - b'0'));
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let year = ((digit(y1)? * 10 + digit(y2)?) * 10 + digit(y3)?) * 10 + digit(y4)?;
    NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        digit(m1)? * 10 + digit(m2)?,
        digit(d1)? * 10 + digit(d2)?,
    )
}

/// Folds full-width forms, drops white space, and drops a time of day.
fn without_time(text: &str) -> String {
    let text = text.trim();
    let day = text
        .split(['T', ' ', '\u{3000}'])
        .next()
        .unwrap_or_default();
    let rest = text.strip_prefix(day).unwrap_or_default();
    citation::squeeze(if rest.contains([':', '：']) {
        day
    } else {
        text
    })
}

fn read_folded(text: &str) -> Result<PartialDate, DateError> {
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !text.is_empty() {
        if let Some(date) = serial(text) {
            return Ok(date);
        }
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return compact(text);
        }
    }
    if let Some((year, rest)) = text.split_once(words::YEAR) {
        return in_words(year, rest);
    }
    if let Some(date) = part_of_year(text) {
        return date;
    }
    let error = match text.parse::<PartialDate>() {
        Ok(date) => return Ok(date),
        Err(error) => error,
    };
    match separated(text) {
        Err(DateError::Unreadable) => Err(error),
        read => read,
    }
}

/// `2024/3/5`, `2024.03`, and so on.
fn separated(text: &str) -> Result<PartialDate, DateError> {
    let parts: Vec<Option<u32>> = text.split(['-', '/', '.']).map(number).collect();
    match parts.as_slice() {
        [Some(year), Some(month)] => month_of(*year, *month),
        [Some(year), Some(month), Some(day)] => day_of(*year, *month, *day),
        _ => Err(DateError::Unreadable),
    }
}

/// Days since the end of 1899, as spreadsheets count; a fraction is a time of day.
fn serial(text: &str) -> Option<PartialDate> {
    let whole = text.split('.').next()?;
    if whole.len() != 5 || text.split('.').count() > 2 {
        return None;
    }
    let days = number(whole)?;
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    start
        .checked_add_days(Days::new(u64::from(days)))
        .map(PartialDate::day)
}

/// `20240305`, `202403`, `2024`.
fn compact(text: &str) -> Result<PartialDate, DateError> {
    let n = number(text).ok_or(DateError::Unreadable)?;
    match text.len() {
        4 => year_of(n),
        6 => month_of(n / 100, n % 100),
        8 => day_of(n / 10_000, n / 100 % 100, n % 100),
        _ => Err(DateError::Unreadable),
    }
}

/// 2024年3月5日, 二〇二四年三月, 2024年, 2024年上半年.
fn in_words(year: &str, rest: &str) -> Result<PartialDate, DateError> {
    let year = numeral::parse(year)
        .filter(|y| (1000..10_000).contains(y))
        .ok_or(DateError::Unreadable)?;
    if rest.is_empty() {
        return year_of(year);
    }
    if let Some((_, first, last)) = parts_of_year().find(|(word, _, _)| *word == rest) {
        return stretch(year, *first, *last);
    }
    let (month, rest) = rest.split_once(words::MONTH).ok_or(DateError::Unreadable)?;
    let month = numeral::parse(month).ok_or(DateError::Unreadable)?;
    match rest.trim_end_matches(words::DAY) {
        "" => month_of(year, month),
        day => day_of(
            year,
            month,
            numeral::parse(day).ok_or(DateError::Unreadable)?,
        ),
    }
}

/// `2017-H1`, `2024Q3`.
fn part_of_year(text: &str) -> Option<Result<PartialDate, DateError>> {
    let upper = text.to_ascii_uppercase();
    let (year, first, last) = parts_of_year()
        .find_map(|(word, first, last)| Some((upper.strip_suffix(word)?, *first, *last)))?;
    let year = year.trim_end_matches('-');
    Some(
        number(year)
            .filter(|_| year.len() == 4)
            .ok_or(DateError::Unreadable)
            .and_then(|y| stretch(y, first, last)),
    )
}

fn parts_of_year() -> impl Iterator<Item = &'static (&'static str, u32, u32)> {
    words::HALVES.iter().chain(words::QUARTERS)
}

fn stretch(year: u32, first: u32, last: u32) -> Result<PartialDate, DateError> {
    PartialDate::between(
        month_of(year, first)?.earliest(),
        month_of(year, last)?.latest(),
    )
    .ok_or(DateError::Impossible)
}

fn year_of(year: u32) -> Result<PartialDate, DateError> {
    i32::try_from(year)
        .ok()
        .and_then(PartialDate::year)
        .ok_or(DateError::Impossible)
}

fn month_of(year: u32, month: u32) -> Result<PartialDate, DateError> {
    let year = i32::try_from(year).map_err(|_| DateError::Unreadable)?;
    PartialDate::month(year, month).ok_or(DateError::Impossible)
}

fn day_of(year: u32, month: u32, day: u32) -> Result<PartialDate, DateError> {
    let year = i32::try_from(year).map_err(|_| DateError::Unreadable)?;
    NaiveDate::from_ymd_opt(year, month, day)
        .map(PartialDate::day)
        .ok_or(DateError::Impossible)
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_style_of_a_day_reads_the_same() {
        let styles = [
            "2024-03-05",
            "2024/3/5",
            "2024年3月5日",
            "二〇二四年三月五日",
            "二零二四年三月五号",
            "2024.03.05",
            "20240305",
            "45356",
            "45356.0",
            "45356.75",
            "２０２４－０３－０５",
            "2024-03-05 00:00:00",
            "2024-03-05T08:30:00",
            "2024/3/5 8:30",
            "2024年3月5日 08:30",
            " 2024-03-05\u{3000}",
            "2024 年 3 月 5 日",
        ];
        for text in styles {
            assert_eq!(
                read_date(text).map(|d| d.to_string()).as_deref(),
                Ok("2024-03-05"),
                "{text}"
            );
        }
        assert_eq!(
            read_date("二〇二四年十二月二十五日")
                .map(|d| d.to_string())
                .as_deref(),
            Ok("2024-12-25")
        );
    }

    #[test]
    fn reduced_precision_is_kept_as_it_is() {
        let cases = [
            ("2024", "2024"),
            ("2024年", "2024"),
            ("2024-06", "2024-06"),
            ("2024年6月", "2024-06"),
            ("2024/6", "2024-06"),
            ("202406", "2024-06"),
            ("2019/2020", "2019-01-01/2020-12-31"),
            ("2017-H1", "2017-01-01/2017-06-30"),
            ("2017年上半年", "2017-01-01/2017-06-30"),
            ("2024Q3", "2024-07-01/2024-09-30"),
            ("2024年第四季度", "2024-10-01/2024-12-31"),
        ];
        for (text, date) in cases {
            assert_eq!(
                read_date(text).map(|d| d.to_string()).as_deref(),
                Ok(date),
                "{text}"
            );
        }
    }

    #[test]
    fn days_that_do_not_exist_are_told_from_what_is_no_day() {
        for text in [
            "2024-02-30",
            "2025/13/1",
            "2023年6月31日",
            "20240230",
            "2024年13月",
            "0202-03-01",
            "24.3.5",
            "99999",
        ] {
            assert_eq!(read_date(text), Err(DateError::Impossible), "{text}");
        }
        for text in [
            "",
            "x",
            "见附件",
            "3月5日",
            "2024年x月",
            "2024-03-05-06",
            "1234567",
            "H1",
            "年",
            "2024年3月5日至6日",
        ] {
            assert_eq!(read_date(text), Err(DateError::Unreadable), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(days in 0..54_000u64, style in 0..4) {
            let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(days);
            let text = match style {
                0 => day.to_string(),
                1 => format!("{}/{}/{}", day.year(), day.month(), day.day()),
                2 => day.format("%Y%m%d").to_string(),
                _ => format!("{}年{}月{}日", day.year(), numeral::to_chinese(day.month()), numeral::to_chinese(day.day())),
            };
            prop_assert_eq!(read_date(&text), Ok(PartialDate::day(day)));
        }

        #[test]
        fn reading_never_panics(text in "[0-9〇零一二三十年月日半季度上下HQ/.: T-]{0,16}|\\PC{0,12}") {
            let _ = read_date(&text);
        }
    }
}
