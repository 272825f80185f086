//! An authority's periods against its own other periods, slow change and common change allowed for.

use std::collections::BTreeMap;

use crate::compare::bureau::chance::{Z_95, dispersion, family, student};
use crate::compare::bureau::sample::{Sample, period};
use crate::compare::bureau::{BUREAU_RATE, Banded, By, FEWEST_IN_PERIOD, Period, Test};
use crate::compare::scale::real;

/// Fewest fines of a period to take part in the line through the others.
const FEWEST_IN_LINE: usize = 5;
/// Fewest other periods for a test.
const FEWEST_OTHERS: usize = 3;
/// Spread of slow change expected of an authority, as a share of the amount in a year.
const SLOPE: f64 = 0.10;
/// Periods further than this many standard errors from the line count less.
const HUBER: f64 = 1.5;
/// Spread of period means over that of independent decisions, where there are too few to tell.
const USUAL_DISPERSION: f64 = 1.2;
/// An authority's own variance is drawn to the common one as if that rested on so many decisions.
const VARIANCE_PRIOR: f64 = 30.0;

/// The mean of some fines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mean {
    pub(crate) n: usize,
    /// Weighted mean of the ratios less 1.
    pub(crate) value: f64,
    /// Variance of that mean if the decisions were independent.
    pub(crate) variance: f64,
}

/// One authority in one period.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) authority: usize,
    pub(crate) period: Period,
    pub(crate) mean: Mean,
    /// What the other periods lead to expect, with its variance.
    pub(crate) usual: Option<(f64, f64)>,
    pub(crate) test: Option<Test>,
}

/// All periods of all authorities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series {
    pub(crate) cells: Vec<Cell>,
    /// Spread of period means over that of independent decisions.
    pub(crate) dispersion: f64,
    pub(crate) undated: usize,
}

/// Variance of an authority's decisions over what the model takes it to be.
pub(crate) struct Variances(Vec<f64>);

impl Variances {
    /// Measures it around the means of authority and period, so that no drift counts as spread.
    pub(crate) fn of(samples: &[Sample], authorities: usize, by: By) -> Variances {
        let mut sums = vec![(0.0, 0.0); authorities];
        for ((authority, _), group) in grouped(samples, by).0 {
            let mean = plain_mean(&group);
            for s in &group {
                sums[authority].0 += ((s.ratio - mean) / s.spread).powi(2);
            }
            sums[authority].1 += real(group.len() - 1);
        }
        let (all, degrees) = sums
            .iter()
            .fold((0.0, 0.0), |(a, d), (x, y)| (a + x, d + y));
        let common = if degrees >= 10.0 { all / degrees } else { 1.0 };
        let own = sums
            .iter()
            .map(|(x, y)| (x + VARIANCE_PRIOR * common) / (y + VARIANCE_PRIOR));
        Variances(own.collect())
    }

    /// The mean of an authority's fines.
    pub(crate) fn mean(&self, authority: usize, group: &[&Sample]) -> Mean {
        let weights: f64 = group.iter().map(|s| s.weight).sum();
        let squares: f64 = group.iter().map(|s| (s.weight * s.spread).powi(2)).sum();
        Mean {
            n: group.len(),
            value: plain_mean(group),
            variance: self.0[authority] * squares / (weights * weights).max(1e-12),
        }
    }
}

fn plain_mean(group: &[&Sample]) -> f64 {
    let weights: f64 = group.iter().map(|s| s.weight).sum();
    let sum: f64 = group.iter().map(|s| s.weight * s.ratio).sum();
    sum / weights.max(1e-12)
}

type Grouped<'a> = BTreeMap<(usize, Period), Vec<&'a Sample>>;

/// Fines by authority and period, and how many have a date too vague.
pub(crate) fn grouped(samples: &[Sample], by: By) -> (Grouped<'_>, usize) {
    let mut groups = Grouped::new();
    let mut undated = 0;
    for sample in samples {
        match period(sample.decided_on, by) {
            Some(period) => groups
                .entry((sample.authority, period))
                .or_default()
                .push(sample),
            None => undated += 1,
        }
    }
    (groups, undated)
}

/// Holds every period against the authority's others.
pub(crate) fn series(samples: &[Sample], variances: &Variances, by: By) -> Series {
    let (groups, undated) = grouped(samples, by);
    let mut cells: Vec<Cell> = groups
        .iter()
        .map(|((authority, period), group)| Cell {
            authority: *authority,
            period: *period,
            mean: variances.mean(*authority, group),
            usual: None,
            test: None,
        })
        .collect();
    for own in cells.chunk_by_mut(|a, b| a.authority == b.authority) {
        expect(own);
    }
    allow_for_common(&mut cells);
    let deviations = |cells: &[Cell]| -> Vec<(usize, f64)> {
        let each = cells.iter().enumerate();
        each.filter_map(|(at, cell)| Some((at, cell.deviation()?)))
            .collect()
    };
    let found = deviations(&cells);
    let dispersion = dispersion(found.iter().map(|(_, z)| *z), USUAL_DISPERSION);
    let degrees = (real(found.len()) / 2.0).clamp(3.0, 30.0);
    let tests: Vec<(f64, f64)> = found
        .iter()
        .map(|(_, z)| (student(z / dispersion, degrees), z / dispersion))
        .collect();
    for ((at, _), test) in found.iter().zip(family(&tests, BUREAU_RATE)) {
        cells[*at].test = Some(test);
    }
    Series {
        cells,
        dispersion,
        undated,
    }
}

impl Cell {
    /// Standardised distance from what the other periods lead to expect, where it may be tested.
    fn deviation(&self) -> Option<f64> {
        let (usual, variance) = self.usual.filter(|_| self.mean.n >= FEWEST_IN_PERIOD)?;
        Some((self.mean.value - usual) / (self.mean.variance + variance).sqrt())
    }

    /// The index with its band.
    pub(crate) fn index(&self, dispersion: f64, base: f64) -> Banded {
        band(self.mean, dispersion, base)
    }
}

/// A mean as an index with its band; `base` is the mean of all.
pub(crate) fn band(mean: Mean, dispersion: f64, base: f64) -> Banded {
    let half = Z_95 * dispersion * mean.variance.sqrt();
    Banded {
        value: index(mean.value, base),
        low: index(mean.value - half, base).max(0.0),
        high: index(mean.value + half, base),
    }
}

/// A ratio less 1 as an index, 100 for `base`.
pub(crate) fn index(ratio: f64, base: f64) -> f64 {
    100.0 * (1.0 + ratio) / (1.0 + base).max(0.05)
}

/// Expects each period of one authority from a line through its others.
fn expect(own: &mut [Cell]) {
    let all: Vec<Point> = own
        .iter()
        .filter(|c| c.mean.n >= FEWEST_IN_LINE)
        .map(point)
        .collect();
    for cell in own {
        let at = time(cell.period);
        let others: Vec<Point> = (all.iter().copied())
            .filter(|p| (p.time - at).abs() > 1e-6)
            .collect();
        if others.len() >= FEWEST_OTHERS {
            let line = Line::through(&others, at);
            cell.usual = Some((line.level, line.variance));
        }
    }
}

/// Takes out what the other authorities did in the same period, as far as it is more than chance.
fn allow_for_common(cells: &mut [Cell]) {
    let mut periods: BTreeMap<Period, Vec<(usize, f64, f64)>> = BTreeMap::new();
    for cell in cells.iter() {
        let Some((usual, variance)) = cell.usual.filter(|_| cell.mean.n >= FEWEST_IN_LINE) else {
            continue;
        };
        let variance = variance + cell.mean.variance;
        let known = periods.entry(cell.period).or_default();
        known.push((cell.authority, cell.mean.value - usual, variance));
    }
    for cell in cells.iter_mut() {
        let Some((usual, _)) = &mut cell.usual else {
            continue;
        };
        let known = periods.get(&cell.period).map_or(&[][..], Vec::as_slice);
        let others = known
            .iter()
            .filter(|(authority, _, _)| *authority != cell.authority);
        let others: Vec<_> = others.map(|(_, off, variance)| (*off, *variance)).collect();
        *usual += common(&others);
    }
}

/// What some authorities have in common beyond chance: their robust mean (Huber 1964), less what
/// chance alone would make of it (James & Stein 1961). Each is given with its variance.
fn common(others: &[(f64, f64)]) -> f64 {
    let weights: f64 = others.iter().map(|(_, variance)| 1.0 / variance).sum();
    if others.len() < FEWEST_OTHERS {
        return 0.0;
    }
    let mut mean = 0.0;
    for _ in 0..8 {
        let off = |(value, variance): &(f64, f64)| {
            let reach = HUBER * variance.sqrt();
            (value - mean).clamp(-reach, reach) / variance
        };
        mean += others.iter().map(off).sum::<f64>() / weights;
    }
    mean * (1.0 - 1.0 / (mean * mean * weights).max(1.0))
}

/// Years since the beginning of the era, at the beginning of the period.
fn time(period: Period) -> f64 {
    f64::from(period.year) + period.quarter.map_or(0.0, |q| f64::from(q - 1) / 4.0)
}

#[derive(Clone, Copy)]
struct Point {
    time: f64,
    value: f64,
    variance: f64,
}

fn point(cell: &Cell) -> Point {
    Point {
        time: time(cell.period),
        value: cell.mean.value,
        variance: cell.mean.variance.max(1e-9),
    }
}

/// A level at a time, with its variance.
struct Line {
    level: f64,
    variance: f64,
}

impl Line {
    /// The line through the points, its slope shrunk, far points counting less (Huber 1964).
    fn through(points: &[Point], at: f64) -> Line {
        let mut trust = vec![1.0; points.len()];
        let mut line = (0.0, 0.0, 0.0);
        for _ in 0..4 {
            let (mut w, mut wt, mut wtt) = (0.0, 0.0, 1.0 / (SLOPE * SLOPE));
            let (mut wy, mut wty) = (0.0, 0.0);
            for (p, trust) in points.iter().zip(&trust) {
                let (weight, t) = (trust / p.variance, p.time - at);
                w += weight;
                wt += weight * t;
                wtt += weight * t * t;
                wy += weight * p.value;
                wty += weight * t * p.value;
            }
            let determinant = (w * wtt - wt * wt).max(1e-300);
            let level = (wtt * wy - wt * wty) / determinant;
            let slope = (w * wty - wt * wy) / determinant;
            line = (level, slope, wtt / determinant);
            for (p, trust) in points.iter().zip(&mut trust) {
                let off = (p.value - level - slope * (p.time - at)).abs() / p.variance.sqrt();
                *trust = (HUBER / off.max(1e-9)).min(1.0);
            }
        }
        Line {
            level: line.0,
            variance: line.2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_change_is_taken_out_and_one_wild_authority_is_not_common() {
        let alike = [(0.11, 0.001), (0.09, 0.001), (0.10, 0.001), (0.12, 0.002)];
        assert!((common(&alike) - 0.10).abs() < 0.02);
        let wild = [
            (0.90, 0.001),
            (0.01, 0.001),
            (-0.01, 0.001),
            (0.0, 0.001),
            (0.01, 0.001),
        ];
        assert!(common(&wild).abs() < 0.01);
        assert!(
            common(&[(0.5, 0.001), (0.5, 0.001)]).abs() < 1e-12,
            "two are too few"
        );
    }

    #[test]
    fn a_line_follows_slow_change_and_not_one_wild_point() {
        let mut points: Vec<Point> = (0..12)
            .map(|q| Point {
                time: 2023.0 + f64::from(q) / 4.0,
                value: 0.05 * f64::from(q) / 4.0,
                variance: 0.000_4,
            })
            .collect();
        let at = 2026.0;
        let straight = Line::through(&points, at).level;
        assert!((straight - 0.15).abs() < 0.01, "{straight}");
        points[5].value += 1.0;
        let with_wild = Line::through(&points, at).level;
        assert!((with_wild - straight).abs() < 0.02, "{with_wild}");
    }
}
