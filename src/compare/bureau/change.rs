//! Change of an authority's amounts from one year to the next, like for like.

use crate::compare::bureau::chance::{Z_95, dispersion, family, student};
use crate::compare::bureau::sample::Sample;
use crate::compare::bureau::series::{Mean, Variances, grouped};
use crate::compare::bureau::{BUREAU_RATE, Banded, By, FEWEST_IN_PERIOD, YearChange};
use crate::compare::scale::real;

/// A change on the logarithmic scale, with its standard error.
struct Step {
    size: f64,
    error: f64,
}

/// All changes between neighbouring years. `usual`: spread of period means over that of independent decisions.
pub(crate) fn changes(
    samples: &[Sample],
    variances: &Variances,
    usual: f64,
    names: &[String],
) -> Vec<YearChange> {
    let (groups, _) = grouped(samples, By::Year);
    let mut steps: Vec<(usize, i32, (usize, usize), Step)> = Vec::new();
    let years = groups.iter().map(|((authority, period), group)| {
        let mean = variances.mean(*authority, group);
        (*authority, period.year, mean)
    });
    let years: Vec<(usize, i32, Mean)> = years.collect();
    for pair in years.windows(2) {
        let [(a, before, old), (b, year, new)] = pair else {
            continue;
        };
        if a == b && before + 1 == *year {
            steps.push((*a, *year, (old.n, new.n), step(old, new)));
        }
    }
    let tested = |n: (usize, usize)| n.0.min(n.1) >= FEWEST_IN_PERIOD;
    let z: Vec<f64> = (steps.iter())
        .filter(|(_, _, n, _)| tested(*n))
        .map(|(_, _, _, s)| s.size / s.error)
        .collect();
    // Authorities change a little from year to year; what is ordinary among them is no finding.
    let spread = dispersion(z.iter().copied(), usual).max(usual);
    let degrees = (0.37 * real(z.len())).clamp(3.0, 30.0);
    let tests: Vec<(f64, f64)> = z
        .iter()
        .map(|z| (student(z / spread, degrees), z / spread))
        .collect();
    let mut tests = family(&tests, BUREAU_RATE).into_iter();
    let made = steps.into_iter().map(|(authority, year, n, step)| {
        let half = Z_95 * spread * step.error;
        let percent = |size: f64| 100.0 * (size.exp() - 1.0);
        YearChange {
            authority: names.get(authority).cloned().unwrap_or_default(),
            year,
            n,
            change: Banded {
                value: percent(step.size),
                low: percent(step.size - half),
                high: percent(step.size + half),
            },
            test: tested(n).then(|| tests.next()).flatten(),
        }
    });
    made.collect()
}

fn step(old: &Mean, new: &Mean) -> Step {
    let level = |mean: &Mean| (1.0 + mean.value).max(0.05);
    let error = |mean: &Mean| mean.variance / level(mean).powi(2);
    Step {
        size: (level(new) / level(old)).ln(),
        error: (error(old) + error(new)).sqrt().max(1e-6),
    }
}
