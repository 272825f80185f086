//! Number formats: what a cell shows for a number.

use chrono::{Days, NaiveDate};

use crate::document::words;
use crate::law::numeral;

/// How a number is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) enum Format {
    /// As short as it goes.
    General,
    /// A day; without its day of the month if that is not shown.
    Date { day: bool, time: bool },
    /// A time of day.
    Time,
    /// Digits with something around them.
    Number {
        before: String,
        after: String,
        /// Places after the point; as short as it goes if not said.
        places: Option<usize>,
        percent: bool,
        chinese: bool,
        /// Shows the point elsewhere than where it is: 50000 as 5.0万.
        scaled: bool,
    },
}

impl Format {
    /// A format Excel knows by number.
    pub fn built_in(id: u32) -> Format {
        let date = |time| Format::Date { day: true, time };
        match id {
            1 | 3 => Format::parse("0"),
            2 | 4 | 39 | 40 => Format::parse("0.00"),
            9 => Format::parse("0%"),
            10 => Format::parse("0.00%"),
            17 | 27 | 57 => Format::Date {
                day: false,
                time: false,
            },
            22 => date(true),
            14..=16 | 28..=31 | 36 | 50..=54 | 58 => date(false),
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Format::Time,
            _ => Format::General,
        }
    }

    /// A format as its code says, its first section only.
    pub fn parse(code: &str) -> Format {
        let (mut before, mut after) = (String::new(), String::new());
        let (mut digits, mut marks, mut brackets) = (String::new(), String::new(), String::new());
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            let literal = match c {
                ';' => break,
                '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
                '\\' | '!' => chars.next().map(String::from).unwrap_or_default(),
                '_' | '*' => {
                    chars.next();
                    continue;
                }
                '[' => {
                    brackets.extend(chars.by_ref().take_while(|c| *c != ']'));
                    continue;
                }
                '0' | '#' | '?' | '.' | ',' | '%' => {
                    digits.push(c);
                    continue;
                }
                c if c.is_ascii_alphabetic() || c == '@' || c == '/' => {
                    marks.push(c.to_ascii_lowercase());
                    continue;
                }
                c if c.is_ascii() => continue,
                c => c.to_string(),
            };
            if digits.is_empty() && marks.is_empty() {
                before.push_str(&literal);
            } else {
                after.push_str(&literal);
            }
        }
        let chinese = brackets.to_ascii_lowercase().contains("dbnum");
        if marks.contains("general") || (marks.is_empty() && !digits.is_empty()) {
            let places = digits
                .split_once('.')
                .map(|(_, p)| p.matches(['0', '?', '#']).count());
            // Commas behind the last digit divide by a thousand each; a point that is text divides nothing.
            let whole = digits.split_once('.').map_or(digits.as_str(), |(w, _)| w);
            let scaled = whole.ends_with(',') || digits.ends_with(',') || after.starts_with('.');
            let optional = digits.split_once('.').is_some_and(|(_, p)| p.contains('#'));
            return Format::Number {
                before,
                after,
                places: (marks.is_empty() && !optional).then(|| places.unwrap_or(0)),
                percent: digits.contains('%'),
                chinese,
                scaled,
            };
        }
        let has = |mark| marks.contains(mark);
        if has('y') || has('d') || (has('m') && !has('h') && !has('s')) {
            return Format::Date {
                day: has('d') || !has('y'),
                time: has('h'),
            };
        }
        if has('h') || has('s') {
            return Format::Time;
        }
        Format::General
    }

    /// What a number shows.
    pub fn print(&self, number: f64, is_1904: bool) -> String {
        let shown = match self {
            Format::General => None,
            Format::Date { day, time } => date(number, is_1904, *day, *time),
            Format::Time => clock(number, true),
            Format::Number {
                before,
                after,
                places,
                percent,
                chinese,
                scaled: _,
            } => {
                let value = if *percent { number * 100.0 } else { number };
                let mut digits = match places {
                    Some(places) => format!("{value:.places$}"),
                    None => general(value),
                };
                if *chinese && let Ok(whole) = digits.parse::<u32>() {
                    digits = numeral::to_chinese(whole);
                }
                let sign = if *percent { "%" } else { "" };
                Some(format!("{before}{digits}{sign}{after}"))
            }
        };
        shown.unwrap_or_else(|| general(number))
    }
}

impl Format {
    /// A number in full with what stands around it, however few of its digits are shown.
    pub fn exact(&self, number: f64, is_1904: bool) -> String {
        match self {
            Format::General | Format::Time => general(number),
            Format::Date { .. } => self.print(number, is_1904),
            Format::Number { scaled: true, .. } => words::scaled(&general(number)),
            Format::Number {
                before,
                after,
                percent,
                ..
            } => {
                let value = if *percent { number * 100.0 } else { number };
                let sign = if *percent { "%" } else { "" };
                format!("{before}{}{sign}{after}", general(value))
            }
        }
    }
}

/// A number as short as it goes, with the 15 digits Excel keeps.
pub(in crate::document) fn general(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

fn date(number: f64, is_1904: bool, day: bool, time: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    // Excel counts a 29 February 1900.
    let base = match (is_1904, number < 60.0) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the bounds above"
    )]
    let days = number.floor() as u64;
    let date = base.checked_add_days(Days::new(days))?;
    let mut text = date
        .format(if day { "%Y-%m-%d" } else { "%Y-%m" })
        .to_string();
    if time {
        text = format!("{text} {}", clock(number, false)?);
    }
    Some(text)
}

fn clock(number: f64, seconds: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of a day, not negative"
    )]
    let second = (number.fract() * 86_400.0).round() as u64 % 86_400;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(if seconds {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{hour:02}:{minute:02}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_had_in_full_whatever_the_cell_shows() {
        for (code, number, text) in [
            ("0", 5.25, "5.25"),
            ("0.0\"万元\"", 5.25, "5.25万元"),
            ("#,##0.00", 52_500.5, "52500.5"),
            ("0%", 0.305, "30.5%"),
            ("yyyy/m/d", 45_000.0, "2023-03-15"),
            ("0!.0,\"万\"", 50_000.0, "50000（显示时移动了小数点）"),
            ("0\\.0000\"万元\"", 50_000.0, "50000（显示时移动了小数点）"),
        ] {
            assert_eq!(Format::parse(code).exact(number, false), text, "{code}");
        }
    }

    #[test]
    fn numbers_show_as_in_the_cell() {
        for (code, number, shown) in [
            ("General", 5.0, "5"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 1_234_567_890_123.0, "1234567890123"),
            ("0", 5.4, "5"),
            ("0.00", 5.0, "5.00"),
            ("#,##0.00", 50_000.0, "50000.00"),
            ("0%", 0.3, "30%"),
            ("0.0%", 0.305, "30.5%"),
            ("\"第\"0\"条\"", 97.0, "第97条"),
            ("\"第\"[DBNum1][$-804]General\"条\"", 97.0, "第九十七条"),
            ("0\"万元\"", 5.0, "5万元"),
            ("0.##", 2.5, "2.5"),
            ("yyyy-mm-dd", 45_000.0, "2023-03-15"),
            ("yyyy\"年\"m\"月\"d\"日\";@", 45_000.0, "2023-03-15"),
            ("yyyy\"年\"m\"月\"", 45_000.0, "2023-03"),
            ("[$-804]yyyy/m/d h:mm", 45_000.5, "2023-03-15 12:00"),
            ("h:mm:ss", 0.25, "06:00:00"),
            ("@", 7.0, "7"),
            ("yyyy-mm-dd", -1.0, "-1"),
            ("0_);(0)", 3.0, "3"),
        ] {
            assert_eq!(Format::parse(code).print(number, false), shown, "{code}");
        }
        assert_eq!(Format::built_in(14).print(1.0, false), "1900-01-01");
        assert_eq!(Format::built_in(14).print(0.0, true), "1904-01-01");
        assert_eq!(
            Format::built_in(0).print(1e300, false),
            format!("{}", 1e300)
        );
    }
}
