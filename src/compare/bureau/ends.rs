//! Shares of fines at either end of the range, beside what the same cases would have elsewhere.

use crate::compare::bureau::chance::{
    MEDIAN_OF_NORMAL, count_deviation, family, median, student, wilson,
};
use crate::compare::bureau::sample::{STRIPS, Sample};
use crate::compare::bureau::{BUREAU_RATE, Banded, FEWEST_BUREAUS, FEWEST_OF_BUREAU, Share};
use crate::compare::scale::real;

/// A strip's share is drawn to the common one as if that rested on so many decisions.
const PRIOR: f64 = 5.0;

/// Which end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// 顶格.
    Top,
    /// The lower end, or lawfully below it.
    Bottom,
}

impl End {
    fn of(self, sample: &Sample) -> Option<bool> {
        match self {
            End::Top => sample.top,
            End::Bottom => sample.bottom,
        }
    }
}

/// Counts by strip of the expected place and authority.
pub(crate) struct Ends {
    end: End,
    all: [(f64, f64); STRIPS],
    of: Vec<[(f64, f64); STRIPS]>,
}

impl Ends {
    /// Counts the fines.
    pub(crate) fn of(samples: &[Sample], authorities: usize, end: End) -> Ends {
        let mut ends = Ends {
            end,
            all: [(0.0, 0.0); STRIPS],
            of: vec![[(0.0, 0.0); STRIPS]; authorities],
        };
        for sample in samples {
            let Some(at_end) = end.of(sample) else {
                continue;
            };
            for cell in [
                &mut ends.all[sample.strip],
                &mut ends.of[sample.authority][sample.strip],
            ] {
                cell.0 += f64::from(u8::from(at_end));
                cell.1 += 1.0;
            }
        }
        ends
    }

    /// The share of some fines of one authority, beside what the others would have.
    pub(crate) fn share<'a>(
        &self,
        authority: usize,
        group: impl Iterator<Item = &'a Sample>,
    ) -> Share {
        let own = &self.of[authority];
        let others = |s: usize| (self.all[s].0 - own[s].0, self.all[s].1 - own[s].1);
        let (found, of) = (0..STRIPS)
            .map(others)
            .fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
        let common = found / f64::max(of, 1.0);
        let (mut count, mut n, mut expected) = (0, 0, 0.0);
        for sample in group {
            let Some(at_end) = self.end.of(sample) else {
                continue;
            };
            let (x, y) = others(sample.strip);
            expected += (x + PRIOR * common) / (y + PRIOR);
            count += usize::from(at_end);
            n += 1;
        }
        let (value, low, high) = wilson(count, n);
        Share {
            count,
            of: n,
            share: Banded { value, low, high },
            expected: (n > 0 && of >= real(FEWEST_OF_BUREAU)).then(|| expected / real(n)),
            test: None,
        }
    }
}

/// How far a count is from the one expected.
struct Deviation {
    /// As a normal value, if chance were all there is.
    z: f64,
    /// The count expected.
    count: f64,
    /// Count over expected count.
    ratio: f64,
}

impl Deviation {
    /// The normal value where authorities differ by so much, relative to the count expected: by
    /// difference and by ratio, whichever says less. Rates of rare things differ by factors.
    fn beside(&self, between: f64) -> f64 {
        let difference = self.z / (1.0 + between * self.count).sqrt();
        let ratio = self.ratio.ln() / (1.0 / (self.count + 0.5) + between).sqrt();
        if difference.abs() < ratio.abs() {
            difference
        } else {
            ratio
        }
    }
}

/// Tests the shares of a family against what is expected, with allowance for ordinary differences
/// between authorities: what they would add to the spread grows with the count expected.
pub(crate) fn test_shares(shares: &mut [&mut Share]) {
    let deviation = |share: &Share| {
        let expected = share.expected.filter(|_| share.of >= FEWEST_OF_BUREAU)?;
        // One more case each way keeps a share of nothing from being impossible.
        let shrunk = (expected * real(share.of) + 0.5) / (real(share.of) + 1.0);
        let deviation = count_deviation(share.count, share.of, shrunk);
        Some(Deviation {
            z: deviation,
            count: shrunk * real(share.of),
            ratio: (real(share.count) + 0.5) / (shrunk * real(share.of) + 0.5),
        })
    };
    let found: Vec<(usize, Deviation)> = shares
        .iter()
        .enumerate()
        .filter_map(|(at, share)| Some((at, deviation(share)?)))
        .collect();
    if found.len() < FEWEST_BUREAUS {
        return;
    }
    let deviations = found.iter().map(|(_, d)| (d.z, d.count));
    let between = between(&deviations.collect::<Vec<_>>());
    let degrees = (0.37 * real(found.len() - 1)).max(3.0);
    let tests: Vec<(f64, f64)> = found
        .iter()
        .map(|(_, deviation)| deviation.beside(between))
        .map(|z| (student(z, degrees), z))
        .collect();
    for ((at, _), test) in found.iter().zip(family(&tests, BUREAU_RATE)) {
        shares[*at].test = Some(test);
    }
}

/// The variance between authorities, relative to the count expected, with which the middle half of
/// the deviations lies where the middle half should. Each is given with the count expected.
fn between(deviations: &[(f64, f64)]) -> f64 {
    let spread = |between: f64| {
        let size = |(z, count): &(f64, f64)| z.abs() / (1.0 + between * count).sqrt();
        let sizes = deviations.iter().map(size);
        median(sizes.collect()) / MEDIAN_OF_NORMAL
    };
    let (mut low, mut high) = (0.0, 100.0);
    if spread(low) <= 1.0 {
        return low;
    }
    for _ in 0..60 {
        let half = f64::midpoint(low, high);
        if spread(half) > 1.0 {
            low = half;
        } else {
            high = half;
        }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::bureau::chance::normal_above;

    #[test]
    fn ordinary_differences_between_authorities_are_allowed_for() {
        let noise = |i: u32| normal_above((f64::from(i) + 0.5) / 40.0);
        let alike: Vec<_> = (0..40).map(|i| (noise(i), 50.0)).collect();
        assert!(between(&alike) < 0.01);
        let apart: Vec<_> = (0..40).map(|i| (3.0 * noise(i), 50.0)).collect();
        let found = between(&apart);
        assert!((found - 8.0 / 50.0).abs() < 0.03, "{found}");
    }
}
