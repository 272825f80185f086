//! Authorities against one another: index, funnel with allowance for ordinary differences.
//!
//! Authorities differ by more than chance without anything being wrong. The limits of the funnel
//! therefore include the spread between authorities, estimated so that the middle half of them
//! lies where the middle half should (Spiegelhalter 2005, with the median in place of winsorised means).

use std::collections::BTreeMap;

use crate::compare::bureau::chance::{Z_95, Z_998, family, median, student};
use crate::compare::bureau::sample::Sample;
use crate::compare::bureau::series::{Mean, Variances, index};
use crate::compare::bureau::{BUREAU_RATE, FEWEST_BUREAUS, FEWEST_OF_BUREAU, FunnelLimit, Test};
use crate::compare::scale::real;

/// A median has the precision of a mean square on so many fewer degrees of freedom.
const EFFICIENCY: f64 = 0.37;
/// Points of the curves.
const CURVE: usize = 40;

/// One authority over the whole time.
pub(crate) struct Whole {
    pub(crate) authority: usize,
    pub(crate) mean: Mean,
    pub(crate) effective: f64,
    pub(crate) test: Option<Test>,
}

/// All authorities.
pub(crate) struct Funnel {
    pub(crate) wholes: Vec<Whole>,
    /// Mean of the ratios of all, what the index calls 100.
    pub(crate) base: f64,
    /// Middle of the funnel, as a ratio less 1.
    middle: f64,
    /// Variance between authorities.
    between: f64,
    /// Variance of one decision.
    single: f64,
}

/// Holds the authorities against one another.
pub(crate) fn funnel(samples: &[Sample], variances: &Variances, dispersion: f64) -> Funnel {
    let mut groups: BTreeMap<usize, Vec<&Sample>> = BTreeMap::new();
    for sample in samples {
        groups.entry(sample.authority).or_default().push(sample);
    }
    let weights: f64 = samples.iter().map(|s| s.weight).sum();
    let base = samples.iter().map(|s| s.weight * s.ratio).sum::<f64>() / weights.max(1e-12);
    let single = samples
        .iter()
        .map(|s| (s.weight * s.spread).powi(2))
        .sum::<f64>()
        * real(samples.len())
        / (weights * weights).max(1e-12);
    let mut wholes: Vec<Whole> = groups
        .into_iter()
        .map(|(authority, group)| {
            let mut mean = variances.mean(authority, &group);
            mean.variance = (mean.variance * dispersion * dispersion).max(1e-9);
            Whole {
                authority,
                effective: single / mean.variance,
                mean,
                test: None,
            }
        })
        .collect();
    let large = || wholes.iter().filter(|w| w.mean.n >= FEWEST_OF_BUREAU);
    let means: Vec<(f64, f64)> = large().map(|w| (w.mean.value, w.mean.variance)).collect();
    let (middle, between) = between(&means);
    if means.len() >= FEWEST_BUREAUS {
        let degrees = (EFFICIENCY * real(means.len() - 1)).max(3.0);
        let z = |(value, variance): &(f64, f64)| (value - middle) / (variance + between).sqrt();
        let tests: Vec<(f64, f64)> = means
            .iter()
            .map(|m| (student(z(m), degrees), z(m)))
            .collect();
        let tested = wholes.iter_mut().filter(|w| w.mean.n >= FEWEST_OF_BUREAU);
        for (whole, test) in tested.zip(family(&tests, BUREAU_RATE)) {
            whole.test = Some(test);
        }
    }
    Funnel {
        wholes,
        base,
        middle,
        between,
        single,
    }
}

/// The middle of the authorities and the variance between them.
fn between(means: &[(f64, f64)]) -> (f64, f64) {
    let middle = |between: f64| {
        let weight = |variance: f64| 1.0 / (variance + between);
        let total: f64 = means.iter().map(|(_, v)| weight(*v)).sum();
        let mut middle = median(means.iter().map(|(m, _)| *m).collect());
        for _ in 0..5 {
            let off = |(value, variance): &(f64, f64)| {
                let reach = 2.0 * (variance + between).sqrt();
                (value - middle).clamp(-reach, reach) * weight(*variance)
            };
            middle += means.iter().map(off).sum::<f64>() / total.max(1e-12);
        }
        middle
    };
    let excess = |between: f64| {
        let centre = middle(between);
        let off =
            |(value, variance): &(f64, f64)| ((value - centre) / (variance + between).sqrt()).abs();
        median(means.iter().map(off).collect()) - 0.674_49
    };
    if means.len() < 2 || excess(0.0) <= 0.0 {
        return (middle(0.0), 0.0);
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..50 {
        let half = f64::midpoint(low, high);
        if excess(half) > 0.0 {
            low = half;
        } else {
            high = half;
        }
    }
    (middle(high), high)
}

impl Funnel {
    /// The 95 % and the 99.8 % limits at a variance of the mean, as indices.
    pub(crate) fn limits(&self, variance: f64) -> [(f64, f64); 2] {
        let spread = (variance + self.between).sqrt();
        [Z_95, Z_998].map(|z| {
            let low = index(self.middle - z * spread, self.base).max(0.0);
            (low, index(self.middle + z * spread, self.base))
        })
    }

    /// Spread between authorities beyond chance, in index points.
    pub(crate) fn spread_between(&self) -> f64 {
        100.0 * self.between.sqrt()
    }

    /// The curves of the limits over the precisions that occur.
    pub(crate) fn curves(&self) -> Vec<FunnelLimit> {
        let precisions = || self.wholes.iter().map(|w| w.effective);
        let low = precisions().fold(f64::INFINITY, f64::min).max(1.0);
        let high = precisions().fold(0.0, f64::max);
        if self.wholes.is_empty() || high <= low {
            return Vec::new();
        }
        let limit = |k: usize| {
            let effective = low * (high / low).powf(real(k) / real(CURVE - 1));
            let [limits_95, limits_998] = self.limits(self.single / effective);
            FunnelLimit {
                effective,
                limits_95,
                limits_998,
            }
        };
        (0..CURVE).map(limit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::bureau::chance::normal_above;

    #[test]
    fn the_spread_between_authorities_is_found_beside_one_that_stands_out() {
        let usual = (0..40).map(|i| 0.1 * normal_above((f64::from(i) + 0.5) / 40.0));
        let mut means: Vec<(f64, f64)> = usual.map(|m| (m, 0.000_4)).collect();
        means[0].0 = 1.5;
        let (middle, between) = between(&means);
        assert!(middle.abs() < 0.02, "{middle}");
        assert!((0.06..0.13).contains(&between.sqrt()), "{}", between.sqrt());
    }
}
