//! The scale on which amounts of different ranges are comparable.

use crate::law::{Fen, FenRange};

/// How an amount is placed. Decisions on different scales are never averaged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Position in the range of the tier: 0 at its lower end, 1 at its upper end.
    #[default]
    Tier,
    /// Position in the statutory range.
    Statute,
    /// Natural logarithm of the amount in yuan: no range is known, or it is a single amount.
    Log,
}

impl Scale {
    /// All scales.
    pub const ALL: [Scale; 3] = [Scale::Tier, Scale::Statute, Scale::Log];

    /// Keeps an expected place inside the range, where there is one.
    pub(crate) fn bound(self, place: f64) -> f64 {
        if self == Scale::Log {
            place
        } else {
            place.clamp(0.0, 1.0)
        }
    }
}

/// A scale with the range it is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruler {
    /// The scale.
    pub scale: Scale,
    /// The range; `None` on the logarithmic scale.
    pub range: Option<FenRange>,
}

impl Ruler {
    /// Chooses the ruler: the tier's range, else the statute's, where it has a width; else the logarithm.
    pub fn choose(tier: Option<FenRange>, statute: Option<FenRange>) -> Ruler {
        let wide = |r: &FenRange| r.min() < r.max();
        match (tier, statute.filter(wide)) {
            // A tier that is one amount leaves nothing to place; the statute's width would mislead.
            (Some(t), _) if !wide(&t) => Ruler {
                scale: Scale::Log,
                range: None,
            },
            (Some(t), _) => Ruler {
                scale: Scale::Tier,
                range: Some(t),
            },
            (None, Some(s)) => Ruler {
                scale: Scale::Statute,
                range: Some(s),
            },
            (None, None) => Ruler {
                scale: Scale::Log,
                range: None,
            },
        }
    }

    /// Places an amount. Below the lower end (减轻) the place is the share of the minimum let off, negative.
    pub fn place(&self, amount: Fen) -> f64 {
        let Some(range) = self.range else {
            return (fen(amount) / 100.0).max(0.01).ln();
        };
        let (low, high, amount) = (fen(range.min()), fen(range.max()), fen(amount));
        if amount < low {
            (amount - low) / low
        } else {
            (amount - low) / (high - low)
        }
    }

    /// The amount at a place, in whole yuan.
    pub fn amount(&self, place: f64) -> Fen {
        let raw = match self.range {
            None => place.exp() * 100.0,
            Some(range) if place < 0.0 => fen(range.min()) * (1.0 + place).max(0.0),
            Some(range) => fen(range.min()) + place * (fen(range.max()) - fen(range.min())),
        };
        Fen::yuan(whole(raw / 100.0))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "amounts stay far below 2^53 fen"
)]
fn fen(amount: Fen) -> f64 {
    amount.0 as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "bounded on the line before"
)]
fn whole(yuan: f64) -> i64 {
    let bounded = yuan.round().clamp(0.0, 9e13);
    bounded as i64
}

/// A count as a real number.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of decisions stay far below 2^53"
)]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(min: i64, max: i64) -> Option<FenRange> {
        FenRange::new(Fen::yuan(min), Fen::yuan(max))
    }

    #[test]
    fn the_ruler_is_the_narrowest_range_that_has_a_width() {
        let cases = [
            (range(5, 10), range(5, 20), Scale::Tier),
            (None, range(5, 20), Scale::Statute),
            (None, range(5, 5), Scale::Log),
            (range(5, 5), range(5, 20), Scale::Log),
            (None, None, Scale::Log),
        ];
        for (tier, statute, scale) in cases {
            assert_eq!(
                Ruler::choose(tier, statute).scale,
                scale,
                "{tier:?} {statute:?}"
            );
        }
    }

    #[test]
    fn placing_and_reading_back_agree() {
        let rulers = [
            Ruler::choose(range(50_000, 100_000), None),
            Ruler::choose(None, range(0, 30_000)),
            Ruler::choose(None, None),
        ];
        for ruler in rulers {
            for yuan in [1, 1_000, 25_000, 50_000, 75_000, 100_000, 120_000] {
                assert_eq!(
                    ruler.amount(ruler.place(Fen::yuan(yuan))),
                    Fen::yuan(yuan),
                    "{ruler:?}"
                );
            }
        }
        assert!((rulers[0].place(Fen::yuan(25_000)) + 0.5).abs() < 1e-12);
    }
}
