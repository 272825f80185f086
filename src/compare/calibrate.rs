//! How often a comparable decision lies as far off: p-values by rank, and the cut-off per authority.
//!
//! The p-value of a residual is its conformal rank among the leave-one-out residuals of its class
//! (Vovk, Gammerman & Shafer 2005; Barber et al. 2021 for the leave-one-out form): decisions on the
//! same scale, with about as many peers, likewise open to a reduction below the minimum or not. A
//! class too thin is widened. Ranks alone can never be small enough to single out anything among
//! the very decisions they are ranked against, so above the 80 % point the tail is a generalised
//! Pareto law (Pickands 1975) fitted by quantiles up to 95 %: the few decisions beyond, among which
//! the unusual ones are, have no say in it.

use std::collections::HashMap;

use crate::compare::options::{FEWEST_IN_CLASS, FEWEST_RESIDUALS, INTERVAL};
use crate::compare::scale::{Scale, real};

/// Where the tail begins: this share of residuals is smaller.
const BODY: f64 = 0.80;
/// Shape of the tail where there is too little to tell, and how many tail residuals it counts as.
const PRIOR_SHAPE: f64 = 0.2;
const PRIOR_WEIGHT: f64 = 50.0;

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

/// The law of the absolute standardised residuals of a class.
#[derive(Clone, Debug)]
pub(crate) struct Tail {
    sorted: Vec<f64>,
    from: f64,
    width: f64,
    shape: f64,
}

impl Calibration {
    /// Calibrates on the residuals of precedents, each with the classes it belongs to.
    pub(crate) fn of(residuals: impl Iterator<Item = ([Class; 4], f64)>) -> Calibration {
        let mut classes: HashMap<Class, Vec<f64>> = HashMap::new();
        for (chain, z) in residuals {
            for class in chain {
                classes.entry(class).or_default().push(z.abs());
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
        let shape = classes.get(&any).map_or(PRIOR_SHAPE, |all| shape_of(all));
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
                .map(|(class, sorted)| (class, Tail::of(sorted, shape)))
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
            .map_or(0, |t| t.sorted.len())
    }

    /// The narrowest class there is enough of.
    pub(crate) fn tail(&self, chain: &[Class; 4]) -> Option<&Tail> {
        chain.iter().find_map(|class| self.tails.get(class))
    }
}

impl Tail {
    fn of(sorted: Vec<f64>, shape: f64) -> Tail {
        let (from, high) = (quantile(&sorted, BODY), quantile(&sorted, 0.95));
        // At 95 % a quarter of the tail is left: high - from = width · (4^shape − 1) / shape.
        let width = ((high - from) * shape / (4_f64.powf(shape) - 1.0)).max(0.05);
        Tail {
            sorted,
            from,
            width,
            shape,
        }
    }

    /// The share of comparable decisions that lie at least as far off.
    pub(crate) fn p_value(&self, z: f64) -> f64 {
        let far = z.abs();
        if far > self.from {
            let beyond = (1.0 - BODY)
                * (1.0 + self.shape * (far - self.from) / self.width).powf(-1.0 / self.shape);
            return beyond.max(1e-12);
        }
        let below = self.sorted.partition_point(|x| *x < far);
        (real(self.sorted.len() - below + 1) / real(self.sorted.len() + 1)).clamp(1.0 - BODY, 1.0)
    }

    /// How far off, in spreads, the expected interval reaches.
    pub(crate) fn reach(&self) -> f64 {
        quantile(&self.sorted, INTERVAL)
    }
}

/// The smallest value that so large a share does not exceed, with the conformal correction for size.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let wanted = share * real(sorted.len() + 1);
    let at = (1..=sorted.len())
        .collect::<Vec<_>>()
        .partition_point(|n| real(*n) < wanted);
    sorted
        .get(at.min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

/// Shape of the tail by Pickands' ratio of quantiles, drawn towards the prior.
fn shape_of(sorted: &[f64]) -> f64 {
    let (a, b, c) = (
        quantile(sorted, 0.80),
        quantile(sorted, 0.90),
        quantile(sorted, 0.95),
    );
    let ratio = if b > a { (c - a) / (b - a) - 1.0 } else { 1.0 };
    let raw = if ratio > 0.0 { ratio.log2() } else { 0.0 };
    let n = real(sorted.len()) * (1.0 - BODY);
    ((n * raw + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT)).clamp(0.02, 0.6)
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
        // Quantiles of an exponential law.
        (0..n).map(move |i| -(1.0 - (f64::from(i) + 0.5) / f64::from(n)).ln())
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
            assert!((share / level - 1.0).abs() < 0.15, "{level}: {share}");
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
        assert_eq!(calibration.tail(&thin).map(|t| t.sorted.len()), Some(330));
        assert_eq!(calibration.tail(&thick).map(|t| t.sorted.len()), Some(300));
        let few = Calibration::of(spread_out(19).map(|z| (thin, z)));
        assert!(few.tail(&thin).is_none());
    }

    #[test]
    fn the_cut_off_follows_benjamini_and_hochberg() {
        let cases: [(&[f64], Option<f64>); 4] = [
            (&[0.5, 0.9, 0.2], None),
            (&[0.01, 0.9, 0.8, 0.7], Some(0.01)),
            (&[0.049, 0.05, 0.9, 0.04], None),
            (&[0.049, 0.05, 0.06, 0.04, 0.02], Some(0.06)),
        ];
        for (ps, expected) in cases {
            let found = cut_offs(ps.iter().map(|p| (7, *p)), 0.1).get(&7).copied();
            assert_eq!(found, expected, "{ps:?}");
        }
    }
}
