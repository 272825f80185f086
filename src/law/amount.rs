//! Money: exact integers of fen (分), written the way people write it.

use std::fmt;
use std::num::NonZeroI64;
use std::ops::{Add, Sub};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::law::words;

/// Fen in a yuan.
const YUAN: i64 = 100;
/// Fen in ten thousand yuan (万元).
const WAN: i64 = 1_000_000;

/// An amount of money in fen. Never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);

    /// Makes an amount of whole yuan.
    pub const fn yuan(yuan: i64) -> Fen {
        Fen(yuan * YUAN)
    }

    /// Makes an amount from decimal yuan; `None` when it is finer than a fen or too large.
    pub fn from_yuan(yuan: Decimal) -> Option<Fen> {
        let fen = yuan.checked_mul(Decimal::from(YUAN))?;
        fen.fract()
            .is_zero()
            .then(|| fen.to_i64().map(Fen))
            .flatten()
    }

    /// Makes an amount from decimal 万元; `None` when it is finer than a fen or too large.
    pub fn from_wan(wan: Decimal) -> Option<Fen> {
        let fen = wan.checked_mul(Decimal::from(WAN))?;
        fen.fract()
            .is_zero()
            .then(|| fen.to_i64().map(Fen))
            .flatten()
    }

    /// Returns the amount in yuan, exactly.
    pub fn to_yuan(self) -> Decimal {
        Decimal::new(self.0, 2).normalize()
    }

    /// Multiplies by the exact fraction `numerator / denominator`, dropping parts of a fen.
    #[must_use]
    pub fn scale(self, numerator: i64, denominator: i64) -> Fen {
        let product = i128::from(self.0) * i128::from(numerator) / i128::from(denominator);
        Fen(i64::try_from(product).unwrap_or(i64::MAX))
    }
}

impl Fen {
    /// The amount in yuan, where it has no fraction.
    pub fn whole_yuan(self) -> Option<i64> {
        (self.0 % 100 == 0).then_some(self.0 / 100)
    }

    /// Tells whether it is a multiple of ten yuan, as every amount a document names is.
    fn is_round(self) -> bool {
        self.0 % 1000 == 0
    }
}

/// Prints `5万元`, `1.25万元`, `3000元`, `0.50元`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if self.0 != 0 && self.0 % WAN == 0
            || self.0.abs() >= WAN && self.0 % (WAN / 100) == 0
        {
            format!("{}{}", Decimal::new(self.0, 6).normalize(), words::WAN_YUAN)
        } else {
            format!("{}{}", self.to_yuan(), words::YUAN)
        };
        f.pad(&text)
    }
}

impl Add for Fen {
    type Output = Fen;
    fn add(self, other: Fen) -> Fen {
        Fen(self.0.saturating_add(other.0))
    }
}

impl Sub for Fen {
    type Output = Fen;
    fn sub(self, other: Fen) -> Fen {
        Fen(self.0.saturating_sub(other.0))
    }
}

/// A range of money, both ends included; the lower end never exceeds the upper.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FenRange {
    min: Fen,
    /// One fen more than the upper bound: never zero, so that a range that may be absent takes no more room.
    above: NonZeroI64,
}

#[expect(
    clippy::missing_fields_in_debug,
    reason = "the bounds are shown as people know them"
)]
impl fmt::Debug for FenRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (min, max) = (self.min, self.max());
        f.debug_struct("FenRange")
            .field("min", &min)
            .field("max", &max)
            .finish()
    }
}

impl FenRange {
    /// Makes a range; `None` when the bounds are the wrong way round or negative.
    pub fn new(min: Fen, max: Fen) -> Option<FenRange> {
        let above = NonZeroI64::new(max.0.checked_add(1)?)?;
        (Fen::ZERO <= min && min <= max).then_some(FenRange { min, above })
    }

    /// The lower bound, included.
    pub fn min(self) -> Fen {
        self.min
    }

    /// The upper bound, included.
    pub fn max(self) -> Fen {
        Fen(self.above.get() - 1)
    }

    /// Tells whether the amount lies in the range.
    pub fn contains(self, amount: Fen) -> bool {
        self.min <= amount && amount <= self.max()
    }

    /// Returns the smallest range that covers both.
    #[must_use]
    pub fn hull(self, other: FenRange) -> FenRange {
        FenRange {
            min: self.min.min(other.min),
            above: self.above.max(other.above),
        }
    }

    /// Makes a range from ends as they are written: 不满 and 超过 leave the number itself out, which in
    /// whole fen is the amount one fen beside it.
    pub fn written(min: Fen, min_included: bool, max: Fen, max_included: bool) -> Option<FenRange> {
        let min = if min_included { min } else { min + Fen(1) };
        let max = if max_included { max } else { max - Fen(1) };
        FenRange::new(min, max)
    }

    /// The number that 超过 names, where the lower end is one fen above a round amount.
    pub fn above(self) -> Option<Fen> {
        Some(self.min - Fen(1)).filter(|n| self.min > Fen(1) && n.is_round())
    }

    /// The number that 不满 names, where the upper end is one fen below a round amount.
    pub fn below(self) -> Option<Fen> {
        Some(self.max() + Fen(1)).filter(|n| n.is_round())
    }

    /// Returns what both have in common.
    pub fn intersect(self, other: FenRange) -> Option<FenRange> {
        FenRange::new(self.min.max(other.min), self.max().min(other.max()))
    }
}

/// Prints `5万元至10万元`, `5万元以下` from zero, `5万元以上不满10万元` where a number is left out, or one
/// amount when both ends are the same.
impl fmt::Display for FenRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.min == self.max() {
            return self.max().fmt(f);
        }
        let high = match self.below() {
            Some(below) => format!("{}{below}", words::LESS_THAN),
            None => format!("{}{}", self.max(), words::AT_MOST),
        };
        let text = match (self.above(), self.below()) {
            _ if self.min == Fen::ZERO => high,
            (Some(above), _) => format!("{}{above}{}{high}", words::MORE_THAN, words::AND),
            (None, Some(_)) => format!("{}{}{high}", self.min, words::AT_LEAST),
            (None, None) => format!("{}{}{}", self.min, words::TO, self.max()),
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_print_as_people_write_them() {
        let cases = [
            (Fen::yuan(50_000), "5万元"),
            (Fen::yuan(12_500), "1.25万元"),
            (Fen::yuan(12_345), "12345元"),
            (Fen::yuan(3_000), "3000元"),
            (Fen(50), "0.5元"),
            (Fen::ZERO, "0元"),
            (Fen::yuan(100_000_000), "10000万元"),
        ];
        for (amount, text) in cases {
            assert_eq!(amount.to_string(), text);
        }
    }

    #[test]
    fn ends_that_are_left_out_print_as_they_are_written() {
        let range = |min, min_in, max, max_in| {
            FenRange::written(Fen::yuan(min), min_in, Fen::yuan(max), max_in).map(|r| r.to_string())
        };
        let cases = [
            (range(0, true, 20_000, false), "不满2万元"),
            (range(50_000, true, 80_000, false), "5万元以上不满8万元"),
            (range(50_000, false, 80_000, true), "超过5万元且8万元以下"),
            (range(50_000, true, 80_000, true), "5万元至8万元"),
            (range(20_000, true, 20_000, true), "2万元"),
        ];
        for (printed, text) in cases {
            assert_eq!(printed.as_deref(), Some(text));
        }
        assert_eq!(range(20_000, true, 20_000, false), None);
    }

    #[test]
    fn a_fraction_of_a_fen_is_refused() {
        assert_eq!(Fen::from_yuan(Decimal::new(12_345, 3)), None);
        assert_eq!(Fen::from_wan(Decimal::new(15, 1)), Some(Fen::yuan(15_000)));
    }

    proptest! {
        #[test]
        fn ranges_contain_their_intersection(a in 0..1000i64, b in 0..1000i64, c in 0..1000i64, d in 0..1000i64) {
            let (Some(x), Some(y)) = (FenRange::new(Fen(a.min(b)), Fen(a.max(b))), FenRange::new(Fen(c.min(d)), Fen(c.max(d)))) else {
                return Err(TestCaseError::fail("ordered bounds make a range"));
            };
            let hull = x.hull(y);
            for n in 0..1000 {
                let n = Fen(n);
                let both = x.contains(n) && y.contains(n);
                prop_assert_eq!(both, x.intersect(y).is_some_and(|r| r.contains(n)));
                if x.contains(n) || y.contains(n) {
                    prop_assert!(hull.contains(n));
                }
            }
        }

        #[test]
        fn yuan_round_trips(fen in 0..=i64::from(u32::MAX)) {
            prop_assert_eq!(Fen::from_yuan(Fen(fen).to_yuan()), Some(Fen(fen)));
        }
    }
}
