//! How often a comparable decision lies as far off: p-values by rank, and the cut-off per authority.
//!
//! The p-value of a residual is its conformal rank among the leave-one-out residuals of its class
//! (Vovk, Gammerman & Shafer 2005; Barber et al. 2021 for the leave-one-out form): decisions on the
//! same scale, with about as many peers, likewise open to a reduction below the minimum or not. A
//! class too thin is widened. Ranks alone can never be small enough to single out anything among
//! the very decisions they are ranked against, so beyond the 15 % at either end the tail is a
//! generalised Pareto law (Pickands 1975) fitted by quantiles up to 96.25 %: the few decisions beyond,
//! among which the unusual ones are, have no say in it. Amounts bunch at the lower end of a range
//! and trail off upwards, so each end has its own tail and a p-value is twice the smaller of the two.

use std::collections::HashMap;

use crate::compare::options::{FEWEST_IN_CLASS, FEWEST_RESIDUALS, INTERVAL};
use crate::compare::scale::{Scale, real};

/// Where a tail begins: this share of residuals lies on the near side.
const BODY: f64 = 0.85;
/// Shape of the tails: a little heavier than exponential (Student's law with ten degrees of
/// freedom has it). It is fixed, because the decisions that would settle it are the very ones in question.
const SHAPE: f64 = 0.1;

/// Size classes of a peer group, by the number of others in the tier group.
pub const SIZE_CLASSES: [usize; 5] = [0, 5, 10, 20, 50];

/// What a residual is calibrated with: scale, size class, open to a reduction. `None`: any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Class {
    scale: Option<Scale>,
    size: Option<usize>,
    reducible: Option<bool>,
}

impl Class {
    /// The classes of a decision, narrowest first.
    pub(crate) fn chain(scale: Scale, others: usize, reducible: bool) -> [Class; 4] {
        let size = SIZE_CLASSES.iter().rposition(|least| others >= *least);
        [
            Class {
                scale: Some(scale),
                size,
                reducible: Some(reducible),
            },
            Class {
                scale: Some(scale),
                size,
                reducible: None,
            },
            Class {
                scale: None,
                size,
                reducible: None,
            },
            Class {
                scale: None,
                size: None,
                reducible: None,
            },
        ]
    }
}

/// Calibrated classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calibration {
    tails: HashMap<Class, Tail>,
}

/// The law of the standardised residuals of a class.
#[derive(Clone, Debug)]
pub(crate) struct Tail {
    below: Side,
    above: Side,
}

/// One end of a law; residuals are turned so that far is large.
#[derive(Clone, Debug)]
struct Side {
    sorted: Vec<f64>,
    from: f64,
    width: f64,
}

impl Calibration {
    /// Calibrates on the residuals of precedents, each with the classes it belongs to.
    pub(crate) fn of(residuals: impl Iterator<Item = ([Class; 4], f64)>) -> Calibration {
        let mut classes: HashMap<Class, Vec<f64>> = HashMap::new();
        for (chain, z) in residuals {
            for class in chain {
                classes.entry(class).or_default().push(z);
            }
        }
        for sorted in classes.values_mut() {
            sorted.sort_unstable_by(f64::total_cmp);
        }
        let any = Class {
            scale: None,
            size: None,
            reducible: None,
        };
        let enough = |class: &Class, n: usize| {
            n >= if *class == any {
                FEWEST_RESIDUALS
            } else {
                FEWEST_IN_CLASS
            }
        };
        let kept = classes
            .into_iter()
            .filter(|(class, sorted)| enough(class, sorted.len()));
        Calibration {
            tails: kept
                .map(|(class, sorted)| (class, Tail::of(sorted)))
                .collect(),
        }
    }

    /// Residuals calibrated on.
    pub(crate) fn size(&self) -> usize {
        self.tails
            .get(&Class {
                scale: None,
                size: None,
                reducible: None,
            })
            .map_or(0, Tail::len)
    }

    /// The narrowest class there is enough of.
    pub(crate) fn tail(&self, chain: &[Class; 4]) -> Option<&Tail> {
        chain.iter().find_map(|class| self.tails.get(class))
    }
}

impl Tail {
    fn of(sorted: Vec<f64>) -> Tail {
        Tail {
            below: Side::of(turned(&sorted)),
            above: Side::of(sorted),
        }
    }

    /// The share of comparable decisions that lie at least as far off, on either side.
    pub(crate) fn p_value(&self, z: f64) -> f64 {
        (2.0 * self.below.share_beyond(-z).min(self.above.share_beyond(z))).clamp(1e-12, 1.0)
    }

    /// How far off, in spreads, the expected interval reaches downwards and upwards; not negative.
    pub(crate) fn reach(&self) -> (f64, f64) {
        let end = |side: &Side| quantile(&side.sorted, f64::midpoint(INTERVAL, 1.0)).max(0.0);
        (end(&self.below), end(&self.above))
    }

    fn len(&self) -> usize {
        self.above.sorted.len()
    }
}

impl Side {
    fn of(sorted: Vec<f64>) -> Side {
        let (from, high) = (quantile(&sorted, BODY), quantile(&sorted, 0.9625));
        // At 96.25 % a quarter of the tail is left: high - from = width · (4^shape − 1) / shape.
        let width = ((high - from) * SHAPE / (4_f64.powf(SHAPE) - 1.0)).max(0.05);
        Side {
            sorted,
            from,
            width,
        }
    }

    fn share_beyond(&self, far: f64) -> f64 {
        if far > self.from {
            return (1.0 - BODY)
                * (1.0 + SHAPE * (far - self.from) / self.width).powf(-1.0 / SHAPE);
        }
        let below = self.sorted.partition_point(|x| *x < far);
        (real(self.sorted.len() - below + 1) / real(self.sorted.len() + 1)).max(1.0 - BODY)
    }
}

/// The values with their signs changed, still in ascending order.
fn turned(sorted: &[f64]) -> Vec<f64> {
    sorted.iter().rev().map(|x| -x).collect()
}

/// The smallest value that so large a share does not exceed, with the conformal correction for size.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let wanted = share * real(sorted.len() + 1);
    let (mut at, mut end) = (0, sorted.len());
    while at < end {
        let middle = usize::midpoint(at, end);
        if real(middle + 1) < wanted {
            at = middle + 1;
        } else {
            end = middle;
        }
    }
    sorted
        .get(at.min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

/// The largest p-value singled out in each group, by Benjamini–Hochberg; `None` where nothing is.
pub(crate) fn cut_offs(p_values: impl Iterator<Item = (u32, f64)>, rate: f64) -> HashMap<u32, f64> {
    let mut groups: HashMap<u32, Vec<f64>> = HashMap::new();
    for (group, p) in p_values {
        groups.entry(group).or_default().push(p);
    }
    let mut cut_offs = HashMap::new();
    for (group, mut all) in groups {
        all.sort_unstable_by(f64::total_cmp);
        let m = real(all.len());
        let last = all
            .iter()
            .enumerate()
            .rev()
            .find(|(i, p)| **p <= rate * real(i + 1) / m);
        if let Some((_, p)) = last {
            cut_offs.insert(group, *p);
        }
    }
    cut_offs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread_out(n: u32) -> impl Iterator<Item = f64> {
        // Quantiles of an exponential law, the signs alternating.
        (0..n).map(move |i| {
            -(1.0 - (f64::from(i) + 0.5) / f64::from(n)).ln() * if i % 2 == 0 { 1.0 } else { -1.0 }
        })
    }

    #[test]
    fn p_values_of_the_calibrating_decisions_are_uniform() {
        let chain = Class::chain(Scale::Tier, 12, false);
        let calibration = Calibration::of(spread_out(5_000).map(|z| (chain, z)));
        let tail = calibration.tail(&chain).unwrap();
        for level in [0.5, 0.1, 0.05, 0.01, 0.002] {
            let share = real(
                spread_out(5_000)
                    .filter(|z| tail.p_value(*z) <= level)
                    .count(),
            ) / 5_000.0;
            // In the far tail rather too few than too many: the tail assumed is heavier.
            let least = if level < 0.05 { 0.2 } else { 0.85 };
            assert!((least..1.15).contains(&(share / level)), "{level}: {share}");
        }
    }

    #[test]
    fn a_few_wild_decisions_do_not_hide_one_another() {
        let chain = Class::chain(Scale::Tier, 12, false);
        let wild = std::iter::repeat_n(40.0, 50);
        let calibration = Calibration::of(spread_out(5_000).chain(wild).map(|z| (chain, z)));
        assert!(calibration.tail(&chain).unwrap().p_value(40.0) < 1e-5);
    }

    #[test]
    fn a_thin_class_is_widened_and_too_few_give_no_p_value() {
        let (thin, thick) = (
            Class::chain(Scale::Tier, 3, true),
            Class::chain(Scale::Tier, 60, false),
        );
        let both = || {
            spread_out(30)
                .map(move |z| (thin, z))
                .chain(spread_out(300).map(move |z| (thick, z + 1.0)))
        };
        let calibration = Calibration::of(both());
        assert_eq!(calibration.tail(&thin).map(Tail::len), Some(330));
        assert_eq!(calibration.tail(&thick).map(Tail::len), Some(300));
        let few = Calibration::of(spread_out(19).map(|z| (thin, z)));
        assert!(few.tail(&thin).is_none());
    }

    #[test]
    fn the_cut_off_follows_benjamini_and_hochberg() {
        let cases: [(&[f64], Option<f64>); 4] = [
            (&[0.5, 0.9, 0.2], None),
            (&[0.01, 0.9, 0.8, 0.7], Some(0.01)),
            (&[0.06, 0.08, 0.9, 0.04], None),
            (&[0.049, 0.05, 0.06, 0.04, 0.02], Some(0.06)),
        ];
        for (ps, expected) in cases {
            let found = cut_offs(ps.iter().map(|p| (7, *p)), 0.1).get(&7).copied();
            assert_eq!(found, expected, "{ps:?}");
        }
    }
}
