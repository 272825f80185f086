//! Laws of chance in closed form, and control of multiplicity. No random numbers anywhere.

use std::f64::consts::SQRT_2;

use statrs::function::beta::beta_reg;
use statrs::function::erf::{erfc, erfc_inv};

use crate::compare::bureau::Test;
use crate::compare::scale::real;

/// The normal quantile at 97.5 %: half of a 95 % band.
pub(crate) const Z_95: f64 = 1.959_964;
/// The normal quantile at 99.9 %: half of a 99.8 % band.
pub(crate) const Z_998: f64 = 3.090_232;
/// What the median of absolute normal deviations is of their standard deviation.
pub(crate) const MEDIAN_OF_NORMAL: f64 = 0.674_49;

/// The two-sided p-value of a value of Student's law.
pub(crate) fn student(t: f64, degrees: f64) -> f64 {
    beta_reg(degrees / 2.0, 0.5, degrees / (degrees + t * t)).clamp(1e-300, 1.0)
}

/// The chance that Student's law lies above a value.
pub(crate) fn student_above(t: f64, degrees: f64) -> f64 {
    let half = student(t, degrees) / 2.0;
    if t > 0.0 { half } else { 1.0 - half }
}

/// The chance that a normal value lies below.
pub(crate) fn normal_below(z: f64) -> f64 {
    erfc(-z / SQRT_2) / 2.0
}

/// The chance of `count` or more among `of` with a chance of `share` each.
pub(crate) fn at_least(count: usize, of: usize, share: f64) -> f64 {
    if count == 0 {
        1.0
    } else if count > of {
        0.0
    } else {
        beta_reg(real(count), real(of - count + 1), share)
    }
}

/// The standard normal value with so much chance above it.
pub(crate) fn normal_above(p: f64) -> f64 {
    SQRT_2 * erfc_inv(2.0 * p.clamp(1e-300, 1.0 - 1e-16))
}

/// The normal value of a two-sided count: positive when there are more than expected.
pub(crate) fn count_deviation(count: usize, of: usize, share: f64) -> f64 {
    // Half of the chance of the very count goes to either side, so that counts expected come out at 0.
    let more = at_least(count, of, share);
    let above = at_least(count + 1, of, share);
    normal_above(f64::midpoint(more, above))
}

/// Wilson's band (1927) of a share: best estimate, lower, upper, all 0 to 1.
pub(crate) fn wilson(count: usize, of: usize) -> (f64, f64, f64) {
    if of == 0 {
        return (0.0, 0.0, 1.0);
    }
    let (n, share) = (real(of), real(count) / real(of));
    let square = Z_95 * Z_95;
    let middle = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half =
        Z_95 * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt() / (1.0 + square / n);
    (share, (middle - half).max(0.0), (middle + half).min(1.0))
}

/// The median; 0 of nothing.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = values.get(middle).copied().unwrap_or(0.0);
    if values.len().is_multiple_of(2) {
        let lower = values.get(middle.saturating_sub(1)).copied().unwrap_or(0.0);
        f64::midpoint(lower, upper)
    } else {
        upper
    }
}

/// The spread of deviations that should have spread 1, by their median, which a few wild ones
/// do not move; drawn to `usual` as if that rested on ten of them, and never below 1.
pub(crate) fn dispersion(deviations: impl Iterator<Item = f64>, usual: f64) -> f64 {
    let sizes: Vec<f64> = deviations.map(f64::abs).collect();
    let n = real(sizes.len());
    let found = (median(sizes) / MEDIAN_OF_NORMAL).max(1.0);
    ((n * found * found + 10.0 * usual * usual) / (n + 10.0)).sqrt()
}

/// Ranks the tests of a family by p-value and flags by Benjamini and Hochberg (1995). Each is given
/// as its p-value and its standardised difference; ties go by the latter.
pub(crate) fn family(tests: &[(f64, f64)], rate: f64) -> Vec<Test> {
    let mut order: Vec<usize> = (0..tests.len()).collect();
    order.sort_by(|a, b| {
        let ((p, x), (q, y)) = (tests[*a], tests[*b]);
        p.total_cmp(&q).then(y.abs().total_cmp(&x.abs()))
    });
    let m = real(tests.len());
    let fits = |(k, at): (usize, &usize)| tests[*at].0 <= rate * real(k + 1) / m;
    let last = order.iter().enumerate().map(fits).rposition(|fits| fits);
    let flagged = last.map_or(0, |k| k + 1);
    let mut found = vec![None; tests.len()];
    for (k, at) in order.iter().enumerate() {
        let (p_value, z) = tests[*at];
        found[*at] = Some(Test {
            p_value,
            z,
            rank: k + 1,
            flagged: k < flagged,
        });
    }
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_laws_agree_with_printed_tables() {
        let close = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-4;
        assert!(
            close(student(2.228_139, 10.0), 0.05),
            "{}",
            student(2.228_139, 10.0)
        );
        assert!(close(student(12.706_2, 1.0), 0.05));
        assert!(close(at_least(8, 10, 0.5), 56.0 / 1024.0));
        assert!(close(at_least(1, 3, 0.1), 1.0 - 0.729));
        assert!(close(normal_above(0.025), 1.959_964));
        assert!(close(normal_below(1.0), 0.841_344_7) && close(normal_below(-1.0), 0.158_655_3));
        assert!(close(normal_above(1e-9), 5.997_807));
        assert!(close(normal_above(0.9), -1.281_552));
        let (share, low, high) = wilson(10, 100);
        assert!(
            close(share, 0.1) && close(low, 0.055_23) && close(high, 0.174_37),
            "{low} {high}"
        );
    }

    #[test]
    fn a_count_as_expected_does_not_deviate() {
        for (count, of, share) in [(5, 10, 0.5), (20, 100, 0.2), (1, 1_000, 0.001)] {
            assert!(count_deviation(count, of, share).abs() < 0.35);
        }
        assert!(count_deviation(50, 100, 0.1) > 8.0);
        assert!(count_deviation(0, 100, 0.1) < -3.5);
    }

    #[test]
    fn the_family_follows_benjamini_and_hochberg() {
        let flagged = |ps: &[f64]| {
            let tests: Vec<(f64, f64)> = ps.iter().map(|p| (*p, 1.0)).collect();
            let found = family(&tests, 0.1);
            found
                .iter()
                .map(|t| (t.rank, t.flagged))
                .collect::<Vec<_>>()
        };
        assert_eq!(flagged(&[0.5, 0.2]), [(2, false), (1, false)]);
        assert_eq!(
            flagged(&[0.09, 0.9, 0.05]),
            [(2, false), (3, false), (1, false)]
        );
        assert_eq!(
            flagged(&[0.06, 0.9, 0.05]),
            [(2, true), (3, false), (1, true)]
        );
    }

    #[test]
    fn a_few_wild_deviations_do_not_widen_the_law() {
        let usual = |n: u32| (0..n).map(|i| normal_above((f64::from(i) + 0.5) / 200.0));
        let with_wild = usual(200).chain([30.0, 40.0]);
        assert!(dispersion(with_wild, 1.0) < 1.05);
        assert!(dispersion(usual(200).map(|z| 2.0 * z), 1.0) > 1.9);
    }
}
