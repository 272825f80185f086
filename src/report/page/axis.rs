//! An axis of amounts: where an amount stands, and round amounts to print along it.

use crate::law::Fen;

/// From this ratio of the largest to the smallest amount on, two decades, the axis is logarithmic.
const TWO_DECADES: f64 = 100.0;
/// Most labels on a linear axis.
const MOST_TICKS: f64 = 7.0;

/// An axis from one amount to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    from: f64,
    to: f64,
    log: bool,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "amounts stay far below 2^53 fen"
)]
fn yuan(amount: Fen) -> f64 {
    amount.0 as f64 / 100.0
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "ticks are whole fen within the range of amounts"
)]
fn fen(yuan: f64) -> Fen {
    Fen((yuan * 100.0).round() as i64)
}

impl Axis {
    /// An axis that holds all these amounts with a little room on both sides; `None` without any.
    /// `guides` are amounts it reaches out to where that leaves the others room enough.
    pub fn over(amounts: &[Fen], guides: &[Fen]) -> Option<Axis> {
        let least = yuan(amounts.iter().copied().min()?);
        let most = yuan(amounts.iter().copied().max()?);
        let spread = |a: f64, b: f64| a > 0.0 && b / a > TWO_DECADES;
        let (mut from, mut to) = (least, most);
        for guide in guides.iter().copied().map(yuan) {
            let (a, b) = (from.min(guide), to.max(guide));
            let roomy = if spread(least, most) {
                a > 0.0 && (b / a).ln() <= 2.0 * (most / least).ln()
            } else {
                b - a <= 3.0 * (most - least).max(most * 0.5) && (!spread(a, b) || a <= 0.0)
            };
            if roomy {
                (from, to) = (a, b);
            }
        }
        if spread(from, to) {
            let room = (to / from).powf(0.05);
            return Some(Axis {
                from: from / room,
                to: to * room,
                log: true,
            });
        }
        let room = if to > from {
            (to - from) * 0.06
        } else {
            (to * 0.2).max(1.0)
        };
        Some(Axis {
            from: (from - room).max(0.0).min(from),
            to: to + room,
            log: false,
        })
    }

    /// Tells whether equal distances mean equal ratios.
    pub fn is_log(&self) -> bool {
        self.log
    }

    /// Where an amount stands, 0 at the left end and 1 at the right one. Below 0 or above 1: outside.
    pub fn at(&self, amount: Fen) -> f64 {
        let amount = yuan(amount);
        if !self.log {
            return (amount - self.from) / (self.to - self.from);
        }
        if amount <= 0.0 {
            return -1.0;
        }
        (amount / self.from).ln() / (self.to / self.from).ln()
    }

    /// Round amounts inside the axis, ascending.
    pub fn ticks(&self) -> Vec<Fen> {
        if self.log {
            self.powers()
        } else {
            self.steps()
        }
    }

    fn steps(&self) -> Vec<Fen> {
        let raw = (self.to - self.from) / MOST_TICKS;
        let power = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .map(|n| n * power)
            .into_iter()
            .find(|step| *step >= raw)
            .unwrap_or(10.0 * power);
        let first = (self.from / step).ceil();
        let whole = (0_u32..).map(|n| (first + f64::from(n)) * step);
        whole.take_while(|t| *t <= self.to).map(fen).collect()
    }

    fn powers(&self) -> Vec<Fen> {
        let decades = (self.to / self.from).log10();
        let between: &[f64] = if decades > 3.5 {
            &[1.0]
        } else if decades > 2.6 {
            &[1.0, 3.0]
        } else {
            &[1.0, 2.0, 5.0]
        };
        let mut ticks = Vec::new();
        let mut power = 10f64.powf(self.from.log10().floor());
        while power <= self.to {
            let here = between.iter().map(|n| n * power);
            ticks.extend(here.filter(|t| (self.from..=self.to).contains(t)).map(fen));
            power *= 10.0;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(amounts: &[i64], guides: &[i64]) -> (bool, Vec<String>) {
        let fens = |all: &[i64]| all.iter().copied().map(Fen::yuan).collect::<Vec<_>>();
        let axis = Axis::over(&fens(amounts), &fens(guides)).unwrap();
        let labels = axis.ticks().iter().map(ToString::to_string).collect();
        (axis.is_log(), labels)
    }

    #[test]
    fn ticks_are_round_amounts() {
        assert_eq!(
            ticks(&[50_000, 96_000], &[]),
            (
                false,
                ["5万元", "6万元", "7万元", "8万元", "9万元"]
                    .map(str::to_owned)
                    .to_vec()
            )
        );
        assert_eq!(
            ticks(&[700, 3_500_000], &[]),
            (
                true,
                ["1000元", "1万元", "10万元", "100万元"]
                    .map(str::to_owned)
                    .to_vec()
            )
        );
        assert_eq!(
            ticks(&[1_000, 200_000], &[]),
            (
                true,
                [
                    "1000元", "2000元", "5000元", "1万元", "2万元", "5万元", "10万元", "20万元"
                ]
                .map(str::to_owned)
                .to_vec()
            )
        );
    }

    #[test]
    fn amounts_lie_inside_and_a_far_guide_does_not_squeeze_them() {
        let data = [Fen::yuan(50_000), Fen::yuan(60_000)];
        let near = Axis::over(&data, &[Fen::yuan(80_000)]).unwrap();
        let far = Axis::over(&data, &[Fen::yuan(1_000_000)]).unwrap();
        assert!((0.0..=1.0).contains(&near.at(Fen::yuan(80_000))));
        assert!(far.at(Fen::yuan(1_000_000)) > 1.0);
        for axis in [near, far] {
            assert!(data.iter().all(|d| (0.0..=1.0).contains(&axis.at(*d))));
        }
    }

    #[test]
    fn one_amount_and_nothing_at_all_have_an_axis() {
        let one = Axis::over(&[Fen::yuan(30_000)], &[]).unwrap();
        assert!((one.at(Fen::yuan(30_000)) - 0.5).abs() < 1e-9);
        assert!(!Axis::over(&[Fen::ZERO], &[]).unwrap().ticks().is_empty());
        assert_eq!(Axis::over(&[], &[]), None);
    }
}
