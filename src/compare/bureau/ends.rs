//! Shares of fines at either end of the range, beside what the same cases would have elsewhere.

use crate::compare::bureau::chance::{count_deviation, dispersion, family, student, wilson};
use crate::compare::bureau::sample::{STRIPS, Sample};
use crate::compare::bureau::{BUREAU_RATE, Banded, FEWEST_OF_BUREAU, Share};
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

/// Tests the shares of a family against what is expected.
pub(crate) fn test_shares(shares: &mut [&mut Share]) {
    let deviation = |share: &Share| {
        let expected = share.expected.filter(|_| share.of >= FEWEST_OF_BUREAU)?;
        // One more case each way keeps a share of nothing from being impossible.
        let shrunk = (expected * real(share.of) + 0.5) / (real(share.of) + 1.0);
        Some(count_deviation(share.count, share.of, shrunk))
    };
    let found: Vec<(usize, f64)> = shares
        .iter()
        .enumerate()
        .filter_map(|(at, share)| Some((at, deviation(share)?)))
        .collect();
    let spread = dispersion(found.iter().map(|(_, z)| *z), 1.2);
    let degrees = (0.37 * real(found.len())).clamp(3.0, 30.0);
    let tests: Vec<(f64, f64)> = found
        .iter()
        .map(|(_, z)| (student(z / spread, degrees), z / spread))
        .collect();
    for ((at, _), test) in found.iter().zip(family(&tests, BUREAU_RATE)) {
        shares[*at].test = Some(test);
    }
}
