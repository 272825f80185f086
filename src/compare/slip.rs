//! Slips of unit or digit: ×10, ÷10, ×10,000, ÷10,000 (万元 for 元).

use crate::compare::scale::{Ruler, Scale};
use crate::compare::standing::Standing;
use crate::law::Fen;

/// Below this share of comparable decisions the recorded amount does not fit the peers.
const UNFIT: f64 = 0.001;
/// From this share on the corrected amount fits them.
const FIT: f64 = 0.05;
/// Reductions below the minimum further off than this many spreads do not fit other reductions.
const REDUCTION_REACH: f64 = 4.0;
/// Fewest reductions to know their usual depth.
const FEWEST_REDUCTIONS: usize = 10;

/// A correction that explains the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What the amount probably should read.
    pub corrected: Fen,
    /// How the recorded amount came from it.
    pub by: SlipFactor,
}

/// What happened to the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlipFactor {
    /// Ten times too much.
    TimesTen,
    /// A tenth.
    Tenth,
    /// Ten thousand times too much: 元 read as 万元.
    TimesTenThousand,
    /// A ten-thousandth: 万元 read as 元.
    TenThousandth,
}

impl SlipFactor {
    const ALL: [SlipFactor; 4] = [
        SlipFactor::TimesTen,
        SlipFactor::Tenth,
        SlipFactor::TimesTenThousand,
        SlipFactor::TenThousandth,
    ];

    /// Undoes the slip; `None` when that leaves parts of a yuan.
    fn undo(self, amount: Fen) -> Option<Fen> {
        let divide = |by: i64| (amount.0 % (by * 100) == 0).then_some(Fen(amount.0 / by));
        match self {
            SlipFactor::TimesTen => divide(10),
            SlipFactor::TimesTenThousand => divide(10_000),
            SlipFactor::Tenth => amount.0.checked_mul(10).map(Fen),
            SlipFactor::TenThousandth => amount.0.checked_mul(10_000).map(Fen),
        }
    }
}

/// How deep lawful reductions below the minimum usually go: logarithm of what is left of the minimum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reductions {
    middle: f64,
    spread: f64,
}

impl Reductions {
    /// Measures the reductions by their (negative) places.
    pub(crate) fn of(places: impl Iterator<Item = f64>) -> Option<Reductions> {
        let mut left: Vec<f64> = places.map(|p| (1.0 + p).max(1e-6).ln()).collect();
        let middle = median(&mut left)?;
        let mut off: Vec<f64> = left.iter().map(|l| (l - middle).abs()).collect();
        let spread = (1.4826 * median(&mut off)?).max(0.1);
        (left.len() >= FEWEST_REDUCTIONS).then_some(Reductions { middle, spread })
    }

    fn fits(&self, place: f64) -> bool {
        ((1.0 + place).max(1e-6).ln() - self.middle) / self.spread >= -REDUCTION_REACH
    }
}

fn median(values: &mut [f64]) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// What is known of the recorded amount.
pub(crate) struct Suspect<'a> {
    pub(crate) standing: &'a Standing,
    pub(crate) amount: Fen,
    /// The amount to be expected.
    pub(crate) expected: Fen,
    /// The share of comparable decisions at least as far off as an amount.
    pub(crate) p_value: &'a dyn Fn(f64) -> Option<f64>,
    pub(crate) reductions: Option<Reductions>,
}

impl Suspect<'_> {
    /// Finds the slip that explains the amount: what it should read is lawful and like its peers,
    /// what it reads is not.
    pub(crate) fn slip(&self) -> Option<Slip> {
        let ruler = self.standing.ruler();
        if self.recorded_fits(ruler) {
            return None;
        }
        let off = |amount: Fen| ratio(amount, self.expected).ln().abs();
        let candidates = SlipFactor::ALL.into_iter().filter_map(|by| {
            Some(Slip {
                corrected: by.undo(self.amount)?,
                by,
            })
        });
        candidates
            .filter(|s| {
                s.corrected > Fen::ZERO
                    && self.corrected_fits(ruler, s.corrected)
                    && off(s.corrected) < off(self.amount)
            })
            .min_by(|a, b| off(a.corrected).total_cmp(&off(b.corrected)))
    }

    fn recorded_fits(&self, ruler: Ruler) -> bool {
        let place = ruler.place(self.amount);
        if !self.standing.allows(self.amount) {
            return false;
        }
        if ruler.scale != Scale::Log && place < 0.0 {
            return self.reductions.is_none_or(|r| r.fits(place));
        }
        (self.p_value)(place).is_none_or(|p| p > UNFIT)
    }

    fn corrected_fits(&self, ruler: Ruler, corrected: Fen) -> bool {
        let in_range = self.standing.range().is_none_or(|r| r.contains(corrected));
        let place = ruler.place(corrected);
        let reduced = ruler.scale != Scale::Log
            && place < 0.0
            && self.standing.allows(corrected)
            && self.reductions.is_some_and(|r| r.fits(place));
        reduced || in_range && (self.p_value)(place).is_some_and(|p| p >= FIT)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "amounts stay far below 2^53 fen"
)]
fn ratio(a: Fen, b: Fen) -> f64 {
    a.0.max(1) as f64 / b.0.max(1) as f64
}
