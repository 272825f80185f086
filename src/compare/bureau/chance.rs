//! Laws of chance in closed form, and control of multiplicity. No random numbers anywhere.

use crate::compare::bureau::Test;
use crate::compare::scale::real;

/// The normal quantile at 97.5 %: half of a 95 % band.
pub(crate) const Z_95: f64 = 1.959_964;
/// The normal quantile at 99.9 %: half of a 99.8 % band.
pub(crate) const Z_998: f64 = 3.090_232;
/// What the median of absolute normal deviations is of their standard deviation.
pub(crate) const MEDIAN_OF_NORMAL: f64 = 0.674_49;

/// The logarithm of the gamma function (Lanczos 1964), for positive arguments.
fn ln_gamma(x: f64) -> f64 {
    const TERMS: [f64; 6] = [
        76.180_091_729_471_46,
        -86.505_320_329_416_77,
        24.014_098_240_830_91,
        -1.231_739_572_450_155,
        0.001_208_650_973_866_179,
        -0.000_005_395_239_384_953,
    ];
    let shifted = x + 5.5;
    let (sum, _) = TERMS
        .iter()
        .fold((1.000_000_000_190_015, x), |(sum, at), term| {
            (sum + term / (at + 1.0), at + 1.0)
        });
    (x + 0.5) * shifted.ln() - shifted + (2.506_628_274_631_000_5 * sum / x).ln()
}

/// The regularised incomplete beta function, by its continued fraction.
fn beta_share(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return x.clamp(0.0, 1.0);
    }
    let front =
        (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(a, b, x) / a
    } else {
        1.0 - front * fraction(b, a, 1.0 - x) / b
    }
}

/// Lentz's evaluation of the continued fraction of the incomplete beta function.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    let sure = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / sure(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..500 {
        let m = real(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / sure(1.0 + even * d);
        c = sure(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / sure(1.0 + odd * d);
        c = sure(1.0 + odd / c);
        value *= d * c;
        if (d * c - 1.0).abs() < 1e-12 {
            break;
        }
    }
    value
}

/// The two-sided p-value of a value of Student's law.
pub(crate) fn student(t: f64, degrees: f64) -> f64 {
    beta_share(degrees / 2.0, 0.5, degrees / (degrees + t * t)).clamp(1e-300, 1.0)
}

/// The chance that Student's law lies above a value.
pub(crate) fn student_above(t: f64, degrees: f64) -> f64 {
    let half = student(t, degrees) / 2.0;
    if t > 0.0 { half } else { 1.0 - half }
}

/// The chance that a normal value lies below (Abramowitz & Stegun 26.2.17, to seven decimals).
pub(crate) fn normal_below(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - normal_below(-z);
    }
    let t = 1.0 / (1.0 + 0.231_641_9 * z);
    let terms = [
        1.330_274_429,
        -1.821_255_978,
        1.781_477_937,
        -0.356_563_782,
        0.319_381_53,
    ];
    let series = terms.iter().fold(0.0, |sum, term| (sum + term) * t);
    1.0 - series * (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt()
}

/// The chance of `count` or more among `of` with a chance of `share` each.
pub(crate) fn at_least(count: usize, of: usize, share: f64) -> f64 {
    if count == 0 {
        1.0
    } else if count > of {
        0.0
    } else {
        beta_share(real(count), real(of - count + 1), share)
    }
}

/// The standard normal value with so much chance above it (Acklam's rational approximation).
pub(crate) fn normal_above(p: f64) -> f64 {
    let p = p.clamp(1e-300, 1.0 - 1e-16);
    if p > 0.5 {
        return -normal_above(1.0 - p);
    }
    let polynomial = |terms: &[f64], x: f64| terms.iter().fold(0.0, |sum, term| sum * x + term);
    if p < 0.024_25 {
        let q = (-2.0 * p.ln()).sqrt();
        let over = [
            -0.007_784_894_002_430_293,
            -0.322_396_458_041_136_4,
            -2.400_758_277_161_838,
            -2.549_732_539_343_734,
            4.374_664_141_464_968,
            2.938_163_982_698_783,
        ];
        let under = [
            0.007_784_695_709_041_462,
            0.322_467_129_070_039_8,
            2.445_134_137_142_996,
            3.754_408_661_907_416,
            1.0,
        ];
        return -polynomial(&over, q) / polynomial(&under, q);
    }
    let q = p - 0.5;
    let over = [
        -39.696_830_286_653_76,
        220.946_098_424_520_5,
        -275.928_510_446_968_7,
        138.357_751_867_269,
        -30.664_798_066_147_16,
        2.506_628_277_459_239,
    ];
    let under = [
        -54.476_098_798_224_06,
        161.585_836_858_040_9,
        -155.698_979_859_886_6,
        66.801_311_887_719_72,
        -13.280_681_552_885_72,
        1.0,
    ];
    -polynomial(&over, q * q) * q / polynomial(&under, q * q)
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
