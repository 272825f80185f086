//! Additive effects pooled over the whole data: circumstances, facts, width of the range.
//!
//! Ridge regression (Hoerl & Kennard 1970); an effect whose direction the law lays down and that
//! comes out the other way round is set to nothing.

/// What every effect is shrunk by, in decisions.
const RIDGE: f64 = 4.0;

/// Rows of a sparse design: for each row the columns that are not zero.
#[derive(Clone, Debug, Default)]
pub(crate) struct Design {
    starts: Vec<usize>,
    cells: Vec<(u16, f64)>,
    /// Number of columns.
    pub(crate) width: usize,
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

impl Design {
    /// An empty design of so many columns.
    pub(crate) fn new(width: usize) -> Design {
        Design {
            starts: vec![0],
            cells: Vec::new(),
            width,
        }
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, cells: impl Iterator<Item = (u16, f64)>) {
        self.cells.extend(cells.filter(|(_, x)| *x != 0.0));
        self.starts.push(self.cells.len());
    }

    /// The cells of a row.
    pub(crate) fn row(&self, i: usize) -> &[(u16, f64)] {
        &self.cells[self.starts[i]..self.starts[i + 1]]
    }

    /// The sum of effects for a row.
    pub(crate) fn predict(&self, i: usize, effects: &[f64]) -> f64 {
        predict(self.row(i), effects)
    }

    /// Fits the effects to the values of the rows used.
    pub(crate) fn fit(&self, values: &[f64], used: &[bool], directions: &[Direction]) -> Vec<f64> {
        let n = self.width;
        let mut matrix = vec![0.0; n * n];
        let mut right = vec![0.0; n];
        for i in (0..values.len()).filter(|i| used[*i]) {
            for &(a, x) in self.row(i) {
                right[a as usize] += x * values[i];
                for &(b, y) in self.row(i) {
                    matrix[a as usize * n + b as usize] += x * y;
                }
            }
        }
        let mut dropped = vec![false; n];
        loop {
            let effects = solve(&matrix, &right, &dropped);
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

    fn design() -> (Design, Vec<f64>) {
        let mut design = Design::new(2);
        let mut values = Vec::new();
        for i in 0..400_u32 {
            let (a, b) = (f64::from(i % 2), f64::from(i / 2 % 2));
            design.push([(0, a), (1, b)].into_iter());
            values.push(0.5 * a - 0.25 * b);
        }
        (design, values)
    }

    #[test]
    fn effects_are_found_and_a_little_shrunk() {
        let (design, values) = design();
        let effects = design.fit(&values, &[true; 400], &[Direction::Free, Direction::Free]);
        assert!(
            (effects[0] - 0.5).abs() < 0.02 && (effects[1] + 0.25).abs() < 0.02,
            "{effects:?}"
        );
    }

    #[test]
    fn an_effect_against_the_law_is_set_to_nothing() {
        let (design, values) = design();
        let effects = design.fit(&values, &[true; 400], &[Direction::Up, Direction::Up]);
        assert!(effects[0] > 0.3 && effects[1] == 0.0, "{effects:?}");
    }
}
