//! Slips of unit or digit: ×10, ÷10, ×10,000, ÷10,000 (万元 for 元).
//!
//! A slip multiplies, so it is looked for on the logarithmic scale: the recorded amount is compared
//! with the expected one as a ratio, in units of what one spread means as a ratio there.

use crate::compare::calibrate::Tail;
use crate::compare::expected::Expected;
use crate::compare::standing::Standing;
use crate::law::Fen;

/// At or below this share of comparable decisions a lawful amount does not fit the peers.
const UNFIT: f64 = 0.002;
/// From this share on the corrected amount fits them …
const FIT: f64 = 0.10;
/// … or from this share on, when the recorded amount lies outside the law by a factor of more than two.
const FIT_FAR: f64 = 0.01;

/// Fewest fines of others that tell what was meant.
const FEWEST_OTHERS: usize = 3;
/// An amount is unlike the middle one of the others below this part of it …
const HUNDREDTH: i64 = 100;
/// … and like it within this factor.
const LIKE: i64 = 10;

/// A correction that explains the amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slip {
    /// What the amount probably should read.
    pub corrected: Fen,
    /// How the recorded amount came from it.
    pub by: SlipFactor,
    /// Share of comparable decisions whose amounts are as far off, as a ratio, as the recorded one.
    pub p_value: f64,
    /// Whether the recorded amount is lawful as it stands.
    pub lawful: bool,
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

    /// Tells whether it takes one unit for another.
    fn is_of_unit(self) -> bool {
        match self {
            SlipFactor::TimesTen | SlipFactor::Tenth => false,
            SlipFactor::TimesTenThousand | SlipFactor::TenThousandth => true,
        }
    }

    /// Undoes the slip; `None` when that leaves parts of a yuan.
    fn undo(self, amount: Fen) -> Option<Fen> {
        let divide = |by: i64| (amount.0 % (by * 100) == 0).then_some(Fen(amount.0 / by));
        let multiply = |by: i64| amount.0.checked_mul(by).map(Fen);
        match self {
            SlipFactor::TimesTen => divide(10),
            SlipFactor::TimesTenThousand => divide(10_000),
            SlipFactor::Tenth => multiply(10),
            SlipFactor::TenThousandth => multiply(10_000),
        }
    }
}

/// How far off an amount is as a ratio: the logarithm of amount over expected, in spreads.
pub(crate) fn ratio_off(amount: Fen, standing: &Standing, expected: &Expected) -> f64 {
    let ruler = standing.ruler_for(amount);
    let centre = ruler.amount(expected.place).max(Fen::yuan(1));
    let one_up = match ruler.range {
        Some(range) => ruler
            .amount(expected.place)
            .0
            .saturating_add(share(range.max() - range.min(), expected.spread).0),
        None => ruler.amount(expected.place + expected.spread).0,
    };
    let unit = ratio(Fen(one_up), centre).ln().max(0.05);
    ratio(amount, centre).ln() / unit
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "amounts stay far below 2^53 fen"
)]
fn share(of: Fen, part: f64) -> Fen {
    Fen((of.0 as f64 * part) as i64)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "amounts stay far below 2^53 fen"
)]
fn ratio(a: Fen, b: Fen) -> f64 {
    a.0.max(1) as f64 / b.0.max(1) as f64
}

/// Finds the slip that explains the amount: what it should read is lawful and like its peers, what
/// it reads is not lawful or not like them. An amount that may be lawful by a measure not known is a slip
/// only by a factor that no measure explains.
pub(crate) fn slip(
    amount: Fen,
    standing: &Standing,
    expected: &Expected,
    tail: &Tail,
) -> Option<Slip> {
    let unmeasured = standing.lawful.open && !standing.known_to_be_lawful(amount);
    let p_of = |amount: Fen| tail.p_value(ratio_off(amount, standing, expected));
    let (lawful, p_value) = (standing.allows(amount), p_of(amount));
    if lawful && p_value > UNFIT {
        return None;
    }
    let fit = if far_outside(amount, standing) {
        FIT_FAR
    } else {
        FIT
    };
    let fits = |corrected: Fen| match standing.range() {
        Some(range) if range.min() == range.max() => corrected == range.min(),
        _ => {
            known_to_fit(corrected, standing) && p_of(corrected) >= fit && p_of(corrected) > p_value
        }
    };
    let candidates = SlipFactor::ALL
        .into_iter()
        .filter(|by| by.is_of_unit() || !unmeasured)
        .filter_map(|by| Some((by.undo(amount)?, by)));
    let best = candidates
        .filter(|(corrected, _)| *corrected > Fen::ZERO && fits(*corrected))
        .max_by(|a, b| p_of(a.0).total_cmp(&p_of(b.0)));
    best.map(|(corrected, by)| Slip {
        corrected,
        by,
        p_value,
        lawful,
    })
}

/// Finds a slip of unit (元 for 万元) without calibration, for a factor of ten thousand explains itself. What
/// it should read lies in the range that is known and is like what `others` were fined, where there are
/// enough of them, else of the order of the upper end. What it reads is outside the range; or it is lawful,
/// as everything is below an "X元以下", and less than a hundredth of what the others were fined.
pub(crate) fn unit_slip(
    amount: Fen,
    standing: &Standing,
    others: impl FnOnce() -> Vec<Fen>,
) -> Option<Slip> {
    let range = standing.range()?;
    let outside = !known_to_fit(amount, standing);
    let factors: &[SlipFactor] = if outside {
        &[SlipFactor::TenThousandth, SlipFactor::TimesTenThousand]
    } else {
        &[SlipFactor::TenThousandth]
    };
    let (corrected, by) = factors.iter().find_map(|by| {
        let corrected = by.undo(amount)?;
        let inside = range.contains(corrected) && known_to_fit(corrected, standing);
        (corrected > Fen::ZERO && inside).then_some((corrected, *by))
    })?;
    let far = |a: Fen, b: Fen, times: i64| a.0.saturating_mul(times) < b.0;
    let explained = match middle(others()) {
        Some(middle) => {
            let alike = !far(corrected, middle, LIKE) && !far(middle, corrected, LIKE);
            alike && (outside || far(amount, middle, HUNDREDTH))
        }
        None => outside && !far(corrected, range.max(), LIKE),
    };
    explained.then(|| Slip {
        corrected,
        by,
        p_value: UNFIT,
        lawful: standing.allows(amount),
    })
}

/// The middle one of enough fines.
fn middle(mut fines: Vec<Fen>) -> Option<Fen> {
    fines.sort_unstable();
    let enough = fines.len() >= FEWEST_OTHERS;
    fines.get(fines.len() / 2).copied().filter(|_| enough)
}

/// Tells whether an amount is lawful by the ranges that are known.
fn known_to_fit(amount: Fen, standing: &Standing) -> bool {
    standing.allows(amount) && standing.known_to_be_lawful(amount)
}

/// More than twice the upper end, or less than half the lower end, of what the law allows.
fn far_outside(amount: Fen, standing: &Standing) -> bool {
    let beyond = |r: crate::law::FenRange| amount.0 / 2 > r.max().0 || amount.0 < r.min().0 / 2;
    !standing.allows(amount) && standing.range().is_some_and(beyond)
}
