//! Additive effects pooled over the whole data: circumstances, facts, width of the range.
//!
//! Ridge regression (Hoerl & Kennard 1970); an effect whose direction the law lays down and that
//! comes out the other way round is set to nothing.

use std::ops::Range;

use crate::compare::parallel::{fill, stretches};

/// What every effect is shrunk by, in decisions.
const RIDGE: f64 = 4.0;

/// Rows of a sparse design: for each row the columns that are not zero. Most of a row it has in
/// common with its neighbours, the pattern; the facts are its own.
#[derive(Clone, Debug)]
pub(crate) struct Design<F> {
    /// Where the cells of each pattern end.
    ends: Vec<u32>,
    cells: Vec<(u16, f64)>,
    /// The pattern of each row.
    of: Vec<u32>,
    /// Number of columns.
    pub(crate) width: usize,
    /// Gives the cells that are a row's own.
    own: F,
}

/// Direction an effect must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Lowers the amount.
    Down,
    /// Raises it.
    Up,
    /// Either.
    Free,
}

impl<I: Iterator<Item = (u16, f64)>, F: Fn(usize) -> I + Sync> Design<F> {
    /// An empty design of so many columns.
    pub(crate) fn new(width: usize, own: F) -> Design<F> {
        Design {
            ends: Vec::new(),
            cells: Vec::new(),
            of: Vec::new(),
            width,
            own,
        }
    }

    /// Adds a pattern and gives its number.
    pub(crate) fn pattern(&mut self, cells: impl Iterator<Item = (u16, f64)>) -> u32 {
        self.cells.extend(cells.filter(|(_, x)| *x != 0.0));
        self.ends.push(number(self.cells.len()));
        number(self.ends.len() - 1)
    }

    /// Adds a row of this pattern.
    pub(crate) fn push(&mut self, pattern: u32) {
        self.of.push(pattern);
    }

    fn cells(&self, pattern: u32) -> &[(u16, f64)] {
        let end = |p: usize| self.ends[p] as usize;
        let start = (pattern as usize).checked_sub(1).map_or(0, end);
        &self.cells[start..end(pattern as usize)]
    }

    /// The sum of effects for every row.
    pub(crate) fn predict(&self, effects: &[f64], out: &mut [f64]) {
        let patterns: Vec<f64> = (0..number(self.ends.len()))
            .map(|p| predict(self.cells(p), effects))
            .collect();
        fill(out, |i| {
            let own: f64 = (self.own)(i).map(|(c, x)| effects[c as usize] * x).sum();
            patterns[self.of[i] as usize] + own
        });
    }

    /// The sums of products of the columns over the rows used.
    pub(crate) fn products(&self, used: &[bool]) -> Vec<f64> {
        let n = self.width;
        let of_stretch = |rows: Range<usize>| {
            let mut matrix = vec![0.0; n * n];
            let mut add = |a: (u16, f64), b: (u16, f64), times: f64| {
                matrix[a.0 as usize * n + b.0 as usize] += a.1 * b.1 * times;
            };
            let mut at = rows.start;
            for same in self.of[rows].chunk_by(|a, b| a == b) {
                let pattern = self.cells(same[0]);
                let mut count = 0.0;
                for i in (at..at + same.len()).filter(|i| used[*i]) {
                    count += 1.0;
                    for own in (self.own)(i) {
                        for cell in pattern {
                            add(*cell, own, 1.0);
                            add(own, *cell, 1.0);
                        }
                        for other in (self.own)(i) {
                            add(own, other, 1.0);
                        }
                    }
                }
                for a in pattern {
                    for b in pattern {
                        add(*a, *b, count);
                    }
                }
                at += same.len();
            }
            matrix
        };
        total(stretches(self.of.len(), of_stretch), n * n)
    }

    /// Fits the effects to the values of the rows used, given the products of the columns.
    pub(crate) fn fit(
        &self,
        matrix: &[f64],
        values: &[f64],
        used: &[bool],
        directions: &[Direction],
    ) -> Vec<f64> {
        let n = self.width;
        let of_stretch = |rows: Range<usize>| {
            let mut right = vec![0.0; n];
            let mut at = rows.start;
            for same in self.of[rows].chunk_by(|a, b| a == b) {
                let mut sum = 0.0;
                for i in (at..at + same.len()).filter(|i| used[*i]) {
                    sum += values[i];
                    for (c, x) in (self.own)(i) {
                        right[c as usize] += x * values[i];
                    }
                }
                for (c, x) in self.cells(same[0]) {
                    right[*c as usize] += x * sum;
                }
                at += same.len();
            }
            right
        };
        let right = total(stretches(self.of.len(), of_stretch), n);
        let mut dropped = vec![false; n];
        loop {
            let effects = solve(matrix, &right, &dropped);
            let mut wrong = false;
            for ((effect, direction), dropped) in effects.iter().zip(directions).zip(&mut dropped) {
                let against = match direction {
                    Direction::Down => *effect > 0.0,
                    Direction::Up => *effect < 0.0,
                    Direction::Free => false,
                };
                if against {
                    *dropped = true;
                    wrong = true;
                }
            }
            if !wrong {
                return effects;
            }
        }
    }
}

/// The sum of the parts, one after the other.
fn total(parts: Vec<Vec<f64>>, width: usize) -> Vec<f64> {
    parts.into_iter().fold(vec![0.0; width], |mut all, part| {
        all.iter_mut().zip(part).for_each(|(a, b)| *a += b);
        all
    })
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The sum of effects for the given cells.
pub(crate) fn predict(cells: &[(u16, f64)], effects: &[f64]) -> f64 {
    cells.iter().map(|(c, x)| effects[*c as usize] * x).sum()
}

/// Solves the ridge equations by Cholesky's method, leaving the dropped columns at zero.
fn solve(matrix: &[f64], right: &[f64], dropped: &[bool]) -> Vec<f64> {
    let n = right.len();
    let mut l = vec![0.0; n * n];
    for i in 0..n {
        for j in 0..=i {
            let cell = if dropped[i] || dropped[j] {
                0.0
            } else {
                matrix[i * n + j]
            };
            let penalty = if i == j { RIDGE } else { 0.0 };
            let sum: f64 = (0..j).map(|k| l[i * n + k] * l[j * n + k]).sum();
            let rest = cell + penalty - sum;
            l[i * n + j] = if i == j {
                rest.max(1e-12).sqrt()
            } else {
                rest / l[j * n + j]
            };
        }
    }
    let mut x = vec![0.0; n];
    for i in 0..n {
        let known: f64 = (0..i).map(|k| l[i * n + k] * x[k]).sum();
        let value = if dropped[i] { 0.0 } else { right[i] };
        x[i] = (value - known) / l[i * n + i];
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| l[k * n + i] * x[k]).sum();
        x[i] = (x[i] - known) / l[i * n + i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    type Own = fn(usize) -> std::vec::IntoIter<(u16, f64)>;

    /// Two columns, the second a row's own.
    fn design() -> (Design<Own>, Vec<f64>) {
        let own: Own = |i| vec![(1, f64::from(u8::from(i / 2 % 2 == 1)))].into_iter();
        let mut design = Design::new(2, own);
        let mut values = Vec::new();
        for i in 0..400_u32 {
            let (a, b) = (f64::from(i % 2), f64::from(i / 2 % 2));
            let pattern = design.pattern([(0, a)].into_iter());
            design.push(pattern);
            values.push(0.5 * a - 0.25 * b);
        }
        (design, values)
    }

    #[test]
    fn effects_are_found_and_a_little_shrunk() {
        let (design, values) = design();
        let products = design.products(&[true; 400]);
        let free = [Direction::Free, Direction::Free];
        let effects = design.fit(&products, &values, &[true; 400], &free);
        assert!(
            (effects[0] - 0.5).abs() < 0.02 && (effects[1] + 0.25).abs() < 0.02,
            "{effects:?}"
        );
    }

    #[test]
    fn an_effect_against_the_law_is_set_to_nothing() {
        let (design, values) = design();
        let products = design.products(&[true; 400]);
        let up = [Direction::Up, Direction::Up];
        let effects = design.fit(&products, &values, &[true; 400], &up);
        assert!(effects[0] > 0.3 && effects[1] == 0.0, "{effects:?}");
    }
}
