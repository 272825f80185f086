//! Dates as files give them: a day, only a month, only a year, or a stretch of days.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A date known to a day or less exactly: the first and the last day it may have been, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    earliest: NaiveDate,
    latest: NaiveDate,
}

impl PartialDate {
    /// A date known to the day.
    pub const fn day(day: NaiveDate) -> PartialDate {
        PartialDate {
            earliest: day,
            latest: day,
        }
    }

    /// A stretch of days; `None` when it ends before it begins.
    pub fn between(earliest: NaiveDate, latest: NaiveDate) -> Option<PartialDate> {
        (earliest <= latest).then_some(PartialDate { earliest, latest })
    }

    /// A whole month; `None` when there is no such month.
    pub fn month(year: i32, month: u32) -> Option<PartialDate> {
        let earliest = NaiveDate::from_ymd_opt(year, month, 1)?;
        let latest = earliest
            .checked_add_months(Months::new(1))?
            .checked_sub_days(Days::new(1))?;
        Some(PartialDate { earliest, latest })
    }

    /// A whole year.
    pub fn year(year: i32) -> Option<PartialDate> {
        PartialDate::between(
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year, 12, 31)?,
        )
    }

    /// The first day it may have been.
    pub fn earliest(self) -> NaiveDate {
        self.earliest
    }

    /// The last day it may have been.
    pub fn latest(self) -> NaiveDate {
        self.latest
    }

    /// The day, when it is known to the day.
    pub fn exact(self) -> Option<NaiveDate> {
        (self.earliest == self.latest).then_some(self.earliest)
    }
}

/// Prints `2024-06-03`, `2024-06`, `2024`, or the two ends with a slash.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (self.earliest, self.latest);
        let text = if a == b {
            a.to_string()
        } else if PartialDate::year(a.year()) == Some(*self) {
            a.year().to_string()
        } else if PartialDate::month(a.year(), a.month()) == Some(*self) {
            a.format("%Y-%m").to_string()
        } else {
            format!("{a}/{b}")
        };
        f.pad(&text)
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not written like a date.
    #[error("not a date")]
    Unreadable,
    /// Written like a date, but there is no such day.
    #[error("no such day")]
    Impossible,
}

/// Reads the ISO forms `2024`, `2024-06`, `2024-06-03` and `A/B` of two of them.
impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<PartialDate, DateError> {
        if let Some((a, b)) = text.split_once('/') {
            let (a, b): (PartialDate, PartialDate) = (a.parse()?, b.parse()?);
            return PartialDate::between(a.earliest, b.latest).ok_or(DateError::Impossible);
        }
        let mut parts = text.split('-');
        let year = parts
            .next()
            .filter(|y| y.len() == 4)
            .and_then(number)
            .ok_or(DateError::Unreadable)?;
        let year = i32::try_from(year).map_err(|_| DateError::Unreadable)?;
        let rest: Vec<u32> = parts
            .map(|p| number(p).filter(|_| p.len() <= 2))
            .collect::<Option<_>>()
            .ok_or(DateError::Unreadable)?;
        match rest.as_slice() {
            [] => PartialDate::year(year),
            [month] => PartialDate::month(year, *month),
            [month, day] => NaiveDate::from_ymd_opt(year, *month, *day).map(PartialDate::day),
            _ => return Err(DateError::Unreadable),
        }
        .ok_or(DateError::Impossible)
    }
}

fn number(text: &str) -> Option<u32> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reduced_precision_is_kept() {
        for text in ["2024", "2024-06", "2024-02-29", "2019-01-01/2020-06-30"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_said() {
        for text in ["", "24", "2024-6-x", "2024年", "2024-06-01-02", "20240601"] {
            assert_eq!(
                text.parse::<PartialDate>(),
                Err(DateError::Unreadable),
                "{text}"
            );
        }
        for text in ["2023-02-29", "2024-13", "2024-06-31", "2024/2023"] {
            assert_eq!(
                text.parse::<PartialDate>(),
                Err(DateError::Impossible),
                "{text}"
            );
        }
    }
}
