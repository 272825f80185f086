//! How often a comparable decision lies as far off: p-values by rank, and the cut-off per authority.
//!
//! The p-value of a residual is its conformal rank among the leave-one-out residuals of its class
//! (Vovk, Gammerman & Shafer 2005; Barber et al. 2021 for the leave-one-out form): decisions on the
//! same scale, with about as many peers, likewise open to a reduction below the minimum or not. A
//! class too thin is widened. Ranks alone can never be small enough to single out anything among
//! the very decisions they are ranked against, so beyond the 15 % at either end there is a tail law
//! (Pickands 1975) fitted by quantiles up to 96.25 %: the few decisions beyond, among which the
//! unusual ones are, have no say in it. It is exponential down to a share of 0.5 %, as far as data
//! could bear it out, and falls off as a power from there. Amounts bunch at the lower end of a range
//! and trail off upwards, so each end has its own tail and a p-value is twice the smaller of the two.

use std::sync::Arc;

use rayon::prelude::{
    IntoParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator,
};
use rustc_hash::FxHashMap;

use crate::compare::options::{FEWEST_IN_CLASS, FEWEST_RESIDUALS, INTERVAL, LEAST_RARE, SUSPECT};
use crate::compare::scale::{Scale, real};

/// Where a tail begins: this share of residuals lies on the near side.
const BODY: f64 = 0.85;
/// What is left beyond the second point, 96.25 %, that the width of a tail is taken from.
const NEAR: f64 = 0.0375;
/// Below this share a register of a few thousand holds too few decisions to tell ordinary from
/// unusual ones: the law further out is an assumption …
const FAR: f64 = 0.005;
/// … namely a power law with this shape (tail index 3.3): officers now and then err by much more
/// than they usually do, and an exponential law would call all of them unusual.
const FAR_SHAPE: f64 = 0.3;

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
    tails: FxHashMap<Class, Tail>,
    size: usize,
}

/// The law of the standardised residuals of a class.
#[derive(Clone, Debug)]
pub(crate) struct Tail {
    below: Side,
    above: Side,
    reach: (f64, f64),
}

/// One end of a law; residuals are turned so that far is large.
#[derive(Clone, Debug)]
struct Side {
    sorted: Arc<Vec<f64>>,
    /// The lower end: the values count with their signs changed.
    turned: bool,
    /// Ordinary residuals further out than all of these.
    beyond: f64,
    from: f64,
    width: f64,
}

/// A residual to calibrate on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Residual {
    /// The classes it belongs to, narrowest first.
    pub(crate) chain: [Class; 4],
    /// How many spreads it lies off.
    pub(crate) off: f64,
    /// Among those that are rather unusual than not ([`SUSPECT`]).
    pub(crate) suspect: bool,
}

/// The residuals of a class.
#[derive(Clone, Debug, Default)]
struct Sample {
    kept: Vec<f64>,
    /// How many were set aside, below and above.
    aside: [usize; 2],
}

/// Residuals sorted into the narrowest classes.
#[derive(Debug, Default)]
pub(crate) struct Samples(FxHashMap<[Class; 4], Sample>);

impl FromIterator<Residual> for Samples {
    fn from_iter<I: IntoIterator<Item = Residual>>(residuals: I) -> Samples {
        let mut classes: FxHashMap<[Class; 4], Sample> = FxHashMap::default();
        for residual in residuals {
            let sample = classes.entry(residual.chain).or_default();
            if residual.suspect {
                sample.aside[usize::from(residual.off > 0.0)] += 1;
            } else {
                sample.kept.push(residual.off);
            }
        }
        Samples(classes)
    }
}

impl Samples {
    /// Puts samples together.
    pub(crate) fn joined(parts: Vec<Samples>) -> Samples {
        let mut classes: FxHashMap<[Class; 4], Sample> = FxHashMap::default();
        for (chain, sample) in parts.into_iter().flat_map(|part| part.0) {
            classes.entry(chain).or_default().add(&sample);
        }
        Samples(classes)
    }

    /// Every class from the narrowest to the widest, with its residuals in ascending order.
    fn widened(self) -> Vec<(Class, Sample)> {
        let mut narrow: Vec<([Class; 4], Sample)> = self.0.into_iter().collect();
        narrow.sort_unstable_by_key(|(chain, _)| *chain);
        narrow
            .par_iter_mut()
            .for_each(|(_, sample)| sample.kept.sort_unstable_by(f64::total_cmp));
        let mut classes: Vec<Class> = narrow.iter().flat_map(|(chain, _)| *chain).collect();
        classes.sort_unstable();
        classes.dedup();
        let gathered = |class: &Class| {
            let mut all = Sample::default();
            let inside = narrow.iter().filter(|(chain, _)| chain.contains(class));
            inside.for_each(|(_, sample)| all.add(sample));
            // A stable sort takes the ascending runs as they are and only merges them.
            all.kept.sort_by(f64::total_cmp);
            (*class, all)
        };
        classes.par_iter().map(gathered).collect()
    }
}

impl Sample {
    fn add(&mut self, other: &Sample) {
        self.kept.extend_from_slice(&other.kept);
        self.aside[0] += other.aside[0];
        self.aside[1] += other.aside[1];
    }
}

impl Calibration {
    /// Calibrates on the residuals of precedents. Where they lie, the suspects have no say; but a
    /// share of them ([`SUSPECT`]) is ordinary and counts as lying further out than the rest.
    pub(crate) fn of(samples: Samples) -> Calibration {
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
        let classes = samples.widened();
        let widest = classes.iter().find(|(class, _)| *class == any);
        let size = widest.map_or(0, |(_, sample)| sample.kept.len());
        let kept = classes
            .into_par_iter()
            .filter(|(class, sample)| enough(class, sample.kept.len()));
        let tails: Vec<(Class, Tail)> = kept
            .map(|(class, sample)| (class, Tail::of(sample)))
            .collect();
        Calibration {
            size,
            tails: tails.into_iter().collect(),
        }
    }

    /// Residuals calibrated on.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// The narrowest class there is enough of.
    pub(crate) fn tail(&self, chain: &[Class; 4]) -> Option<&Tail> {
        chain.iter().find_map(|class| self.tails.get(class))
    }
}

impl Tail {
    fn of(sample: Sample) -> Tail {
        let [below, above] = sample.aside.map(|n| SUSPECT * real(n));
        let mut sorted = sample.kept;
        sorted.shrink_to_fit();
        let sorted = Arc::new(sorted);
        let below = Side::of(Arc::clone(&sorted), true, below);
        let above = Side::of(sorted, false, above);
        let end = |side: &Side| side.quantile(f64::midpoint(INTERVAL, 1.0)).max(0.0);
        let reach = (end(&below), end(&above));
        Tail {
            below,
            above,
            reach,
        }
    }

    /// The share of comparable decisions that lie at least as far off, on either side.
    pub(crate) fn p_value(&self, z: f64) -> f64 {
        (2.0 * self.below.share_beyond(-z).min(self.above.share_beyond(z))).clamp(1e-12, 1.0)
    }

    /// How far off, in spreads, the expected interval reaches downwards and upwards; not negative.
    pub(crate) fn reach(&self) -> (f64, f64) {
        self.reach
    }
}

impl Side {
    fn of(sorted: Arc<Vec<f64>>, turned: bool, beyond: f64) -> Side {
        let mut side = Side {
            sorted,
            turned,
            beyond,
            from: 0.0,
            width: 0.0,
        };
        let near = side.quantile(1.0 - NEAR);
        side.from = side.quantile(BODY);
        side.width = ((near - side.from) / ((1.0 - BODY) / NEAR).ln()).max(0.05);
        side
    }

    /// How many values are smaller.
    fn below(&self, far: f64) -> usize {
        if self.turned {
            self.sorted.len() - self.sorted.partition_point(|x| *x <= -far)
        } else {
            self.sorted.partition_point(|x| *x < far)
        }
    }

    /// The smallest value that so large a share does not exceed, with the conformal correction for
    /// size; `beyond` more values lie above all of these.
    fn quantile(&self, share: f64) -> f64 {
        let n = self.sorted.len();
        let wanted = share * (real(n + 1) + self.beyond);
        let (mut at, mut end) = (0, n);
        while at < end {
            let middle = usize::midpoint(at, end);
            if real(middle + 1) < wanted {
                at = middle + 1;
            } else {
                end = middle;
            }
        }
        let at = at.min(n.saturating_sub(1));
        let value = |at: Option<usize>| at.and_then(|at| self.sorted.get(at));
        if self.turned {
            value((n.saturating_sub(1)).checked_sub(at)).map_or(0.0, |x| -x)
        } else {
            value(Some(at)).copied().unwrap_or(0.0)
        }
    }

    fn share_beyond(&self, far: f64) -> f64 {
        if far > self.from {
            let widths = (far - self.from) / self.width;
            let beyond = widths - ((1.0 - BODY) / FAR).ln();
            return if beyond <= 0.0 {
                (1.0 - BODY) * (-widths).exp()
            } else {
                FAR * (1.0 + FAR_SHAPE * beyond).powf(-1.0 / FAR_SHAPE)
            };
        }
        let below = self.below(far);
        let further = real(self.sorted.len() - below + 1) + self.beyond;
        (further / (real(self.sorted.len() + 1) + self.beyond)).max(1.0 - BODY)
    }
}

/// The largest p-value singled out among all by Benjamini–Hochberg at so generous a rate that no
/// verdict rests on it, at most [`LEAST_RARE`]; 0 where nothing is.
pub(crate) fn suspects(p_values: impl Iterator<Item = f64>, rate: f64) -> f64 {
    let mut count = 0_usize;
    let mut small: Vec<f64> = p_values
        .inspect(|_| count += 1)
        .filter(|p| *p <= LEAST_RARE)
        .collect();
    small.sort_unstable_by(f64::total_cmp);
    let mut ranked = small.iter().enumerate().rev();
    let last = ranked.find(|(i, p)| **p * real(count) <= rate * real(i + 1));
    last.map_or(0.0, |(_, p)| *p)
}

/// The largest p-value singled out in each group, by Benjamini–Hochberg; `None` where nothing is.
pub(crate) fn cut_offs(
    p_values: impl Iterator<Item = (u32, f64)>,
    rate: f64,
) -> FxHashMap<u32, f64> {
    let mut groups: FxHashMap<u32, (Vec<f64>, usize)> = FxHashMap::default();
    for (group, p) in p_values {
        let (small, count) = groups.entry(group).or_default();
        *count += 1;
        // Nothing above the rate can be singled out.
        small.extend((p <= rate).then_some(p));
    }
    let mut cut_offs = FxHashMap::default();
    for (group, (mut small, count)) in groups {
        small.sort_unstable_by(f64::total_cmp);
        let m = real(count);
        let last = small
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

    fn of_class(
        chain: [Class; 4],
        offs: impl Iterator<Item = f64>,
    ) -> impl Iterator<Item = Residual> {
        offs.map(move |off| Residual {
            chain,
            off,
            suspect: false,
        })
    }

    #[test]
    fn p_values_of_the_calibrating_decisions_are_uniform() {
        let chain = Class::chain(Scale::Tier, 12, false);
        let calibration = Calibration::of(of_class(chain, spread_out(5_000)).collect());
        let tail = calibration.tail(&chain).unwrap();
        for level in [0.5, 0.1, 0.05, 0.02, 0.01, 0.002] {
            let share = real(
                spread_out(5_000)
                    .filter(|z| tail.p_value(*z) <= level)
                    .count(),
            ) / 5_000.0;
            // In the far tail rather too few than too many: the tail assumed is heavier.
            let least = if level < 0.01 { 0.2 } else { 0.85 };
            assert!((least..1.15).contains(&(share / level)), "{level}: {share}");
        }
    }

    #[test]
    fn a_few_wild_decisions_do_not_hide_one_another() {
        let chain = Class::chain(Scale::Tier, 12, false);
        let wild = std::iter::repeat_n(40.0, 50);
        let calibration = Calibration::of(of_class(chain, spread_out(5_000).chain(wild)).collect());
        assert!(calibration.tail(&chain).unwrap().p_value(40.0) < 1e-5);
    }

    #[test]
    fn suspects_set_aside_leave_the_law_of_the_others_as_it_was() {
        let chain = Class::chain(Scale::Tier, 12, false);
        let clean = Calibration::of(of_class(chain, spread_out(5_000)).collect());
        let odd = of_class(chain, std::iter::repeat_n(9.0, 100));
        let odd = odd.map(|residual| Residual {
            suspect: true,
            ..residual
        });
        let with = Calibration::of(of_class(chain, spread_out(5_000)).chain(odd).collect());
        let p = |c: &Calibration| c.tail(&chain).unwrap().p_value(4.0);
        assert!((0.9..1.5).contains(&(p(&with) / p(&clean))));
        let all = spread_out(5_000).chain(std::iter::repeat_n(9.0, 100));
        assert!(p(&Calibration::of(of_class(chain, all).collect())) > 2.0 * p(&clean));
    }

    #[test]
    fn suspects_are_found_at_a_generous_rate() {
        let clean = || (1..1_000_u32).map(|i| (f64::from(i) + 0.5) / 1_000.0);
        assert!(suspects(clean(), 0.3) < 1e-9);
        let odd = [1e-4, 2e-4, 3e-4].into_iter();
        assert!((suspects(clean().chain(odd), 0.3) - 3e-4).abs() < 1e-9);
    }

    #[test]
    fn a_thin_class_is_widened_and_too_few_give_no_p_value() {
        let (thin, thick) = (
            Class::chain(Scale::Tier, 3, true),
            Class::chain(Scale::Tier, 60, false),
        );
        let both = || {
            let near_one = spread_out(300).map(|z| z + 1.0);
            of_class(thin, spread_out(30)).chain(of_class(thick, near_one))
        };
        let calibration = Calibration::of(both().collect());
        assert_eq!(
            calibration.tail(&thin).map(|t| t.above.sorted.len()),
            Some(330)
        );
        assert_eq!(
            calibration.tail(&thick).map(|t| t.above.sorted.len()),
            Some(300)
        );
        let few = Calibration::of(of_class(thin, spread_out(19)).collect());
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
