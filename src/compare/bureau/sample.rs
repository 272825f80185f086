//! The fines that are compared, each as a ratio to what an average authority would have set.

use chrono::{Datelike, NaiveDate};

use crate::compare::bureau::fair::{Fair, counted, fair};
use crate::compare::bureau::{By, Period};
use crate::compare::expected::WINSOR;
use crate::compare::register::Register;
use crate::compare::scale::{Scale, real};
use crate::law::{Fen, FenRange, Library, PartialDate};

/// Added to the variance of a ratio: neither the narrow ranges, where every amount is near the
/// expected one, nor the wide ones may decide alone.
const COMMON_VARIANCE: f64 = 0.15 * 0.15;
/// The expected amount counts as this share of the upper end at least.
const LEAST_SHARE: f64 = 0.05;
/// Strips of the expected place, for shares at the ends of the range.
pub(crate) const STRIPS: usize = 8;

/// One fine within the law.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    /// The decision, by its place among the cases.
    pub(crate) input: usize,
    pub(crate) authority: usize,
    pub(crate) decided_on: PartialDate,
    /// Amount over expected amount, less 1, winsorised.
    pub(crate) ratio: f64,
    /// Spread of that among comparable decisions.
    pub(crate) spread: f64,
    pub(crate) weight: f64,
    /// At the upper end of the range; `None` without one.
    pub(crate) top: Option<bool>,
    /// At the lower end of the range or lawfully below it.
    pub(crate) bottom: Option<bool>,
    /// Strip of the expected place.
    pub(crate) strip: usize,
    /// Amount an average authority is expected to set.
    pub(crate) expected: Fen,
    pub(crate) fine: Fen,
    /// The range of the scale.
    pub(crate) range: Option<FenRange>,
}

/// All fines within the law, in canonical order.
pub(crate) fn samples(library: &Library, register: &Register) -> Vec<Sample> {
    let of = |f: Fair| sample(register, f);
    fair(library, &register.rows)
        .into_iter()
        .filter_map(of)
        .collect()
}

fn sample(register: &Register, fair: Fair) -> Option<Sample> {
    let row = &register.rows.all[fair.row];
    let input = row.input as usize;
    let decided_on = register.cases.decided_on(input)?;
    let ruler = register.rows.ruler(row);
    let expected = ruler.amount(fair.place);
    let (ratio, spread) = match ruler.range {
        Some(range) => {
            let (low, high) = (yuan(range.min()), yuan(range.max()));
            let expected = yuan(expected).max(LEAST_SHARE * high);
            let amount = low + counted(row) * (high - low);
            (
                amount / expected - 1.0,
                fair.spread * (high - low) / expected,
            )
        }
        None => ((row.place - fair.place).exp() - 1.0, fair.spread),
    };
    // A lawful fine on a shared bound may lie above the range of the scale.
    let end = |at_end: bool| (row.key.scale != Scale::Log).then_some(at_end);
    let reach = WINSOR * spread;
    Some(Sample {
        input,
        authority: row.authority as usize,
        decided_on,
        ratio: ratio.clamp(-reach, reach),
        spread,
        weight: 1.0 / (spread * spread + COMMON_VARIANCE),
        top: end(ruler.range.is_some_and(|r| row.fine >= r.max())),
        bottom: end(ruler.range.is_some_and(|r| row.fine <= r.min())),
        strip: strip(fair.place),
        expected,
        fine: row.fine,
        range: ruler.range,
    })
}

/// An amount in yuan.
pub(crate) fn yuan(amount: Fen) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "amounts stay far below 2^53 fen"
    )]
    let fen = amount.0 as f64;
    fen / 100.0
}

fn strip(place: f64) -> usize {
    let at = place.clamp(0.0, 1.0);
    (1..STRIPS)
        .rev()
        .find(|s| real(*s) <= at * real(STRIPS))
        .unwrap_or(0)
}

/// The period a decision falls in; `None` when its date is too vague to tell.
pub(crate) fn period(date: PartialDate, by: By) -> Option<Period> {
    let of = |day: NaiveDate| Period {
        year: day.year(),
        quarter: match by {
            By::Quarter => Some(day.month0() / 3 + 1),
            By::Year => None,
        },
    };
    let (first, last) = (of(date.earliest()), of(date.latest()));
    (first == last).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vague_date_falls_in_a_period_only_if_all_its_days_do() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        let label = |text, by| period(date(text), by).map(Period::label);
        let cases = [
            ("2024-03-31", Some("2024Q1"), Some("2024")),
            ("2024-04", Some("2024Q2"), Some("2024")),
            ("2024", None, Some("2024")),
        ];
        for (text, quarter, year) in cases {
            assert_eq!(label(text, By::Quarter).as_deref(), quarter, "{text}");
            assert_eq!(label(text, By::Year).as_deref(), year, "{text}");
        }
    }
}
