//! Nested shrinkage: the mean of a group, drawn towards the mean of the wider group it lies in.
//!
//! The weight of a group of `n` is `n / (n + k)`; `k` is the ratio of the variance within groups to
//! the variance between them, by the method of moments (Searle, Casella & `McCulloch` 1992, ch. 3;
//! Bühlmann & Straub 1970). Leaving one row out is exact: groups are nested, so every row of a
//! group shares the wider mean.

use std::sync::Arc;

use rayon::prelude::{IntoParallelRefMutIterator, ParallelIterator};

use crate::compare::parallel::sum;
use crate::compare::scale::real;

/// Ratio of the variances assumed where there are too few groups to tell, and how many groups it counts as.
const PRIOR_RATIO: f64 = 0.2;
const PRIOR_GROUPS: f64 = 10.0;

/// Levels of groups, widest first, with what is needed for their shrunk means.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nest {
    levels: Vec<Level>,
    sum: f64,
    count: f64,
}

#[derive(Clone, Debug, Default)]
struct Level {
    /// The group of each row, until they are forgotten.
    of: Arc<[u32]>,
    /// Where each group begins, where the rows of a group stand together.
    starts: Vec<u32>,
    /// The wider group each group lies in; of the widest the whole.
    parent: Vec<u32>,
    sum: Vec<f64>,
    count: Vec<f64>,
    used: Vec<usize>,
    k: f64,
}

impl Nest {
    /// Takes the group of every row at every level, widest level first; groups are numbered from 0.
    pub(crate) fn new(levels: Vec<Arc<[u32]>>) -> Nest {
        let mut made: Vec<Level> = Vec::with_capacity(levels.len());
        for of in levels {
            let groups = of.iter().max().map_or(0, |m| *m as usize + 1);
            let mut parent = vec![0; groups];
            if let Some(wider) = made.last() {
                for (g, p) in of.iter().zip(wider.of.iter()) {
                    parent[*g as usize] = *p;
                }
            }
            made.push(Level {
                of,
                starts: Vec::new(),
                parent,
                sum: vec![0.0; groups],
                count: vec![0.0; groups],
                used: vec![0; groups],
                k: 0.0,
            });
        }
        Nest {
            levels: made,
            sum: 0.0,
            count: 0.0,
        }
    }

    /// Sums the values of the rows used and estimates every `k`.
    pub(crate) fn fit(&mut self, values: &[f64], used: &[bool]) {
        let own = |i: usize| if used[i] { values[i] } else { 0.0 };
        self.sum = sum(values.len(), own);
        self.levels.par_iter_mut().for_each(|level| {
            level.sum.fill(0.0);
            level.used.fill(0);
            for ((g, value), _) in level.of.iter().zip(values).zip(used).filter(|(_, u)| **u) {
                level.sum[*g as usize] += value;
                level.used[*g as usize] += 1;
            }
            for (count, used) in level.count.iter_mut().zip(&level.used) {
                *count = real(*used);
            }
        });
        self.count = real(used.iter().take(values.len()).filter(|u| **u).count());
        let squares = sum(values.len(), |i| own(i) * own(i));
        for at in 0..self.levels.len() {
            let k = self.variance_ratio(at, squares);
            self.levels[at].k = k;
        }
    }

    /// Forgets which row lies in which group but for where groups begin whose rows stand together;
    /// what is known of the groups stays.
    pub(crate) fn forget_rows(&mut self) {
        for level in &mut self.levels {
            let next = |(i, pair): (u32, &[u32])| (pair[0] != pair[1]).then_some(i + 1);
            let first = (!level.of.is_empty()).then_some(0);
            let others = (0..).zip(level.of.windows(2)).filter_map(next);
            level.starts = first.into_iter().chain(others).collect();
            if level.starts.len() != level.sum.len() {
                level.starts = Vec::new();
            }
            level.of = Arc::from([]);
        }
    }

    /// `k` of a level: variance within its groups over variance between them inside the wider groups.
    fn variance_ratio(&self, at: usize, squares: f64) -> f64 {
        let level = &self.levels[at];
        let (sums, counts) = match at.checked_sub(1).map(|a| &self.levels[a]) {
            Some(wider) => (wider.sum.as_slice(), wider.count.as_slice()),
            None => (
                std::slice::from_ref(&self.sum),
                std::slice::from_ref(&self.count),
            ),
        };
        let (mut groups, mut of_groups, mut of_parents) = (0.0, 0.0, 0.0);
        let mut shared = vec![0.0; sums.len()];
        for (g, p) in level
            .parent
            .iter()
            .enumerate()
            .filter(|(g, _)| level.count[*g] > 0.0)
        {
            groups += 1.0;
            of_groups += level.sum[g] * level.sum[g] / level.count[g];
            let p = *p as usize;
            shared[p] += level.count[g] * level.count[g] / counts[p];
        }
        let mut parents = 0.0;
        for (sum, count) in sums.iter().zip(counts).filter(|(_, c)| **c > 0.0) {
            parents += 1.0;
            of_parents += sum * sum / count;
        }
        let degrees = self.count - groups;
        let within = if degrees >= 5.0 {
            (squares - of_groups).max(0.0) / degrees
        } else {
            0.0
        };
        let room = self.count - shared.iter().sum::<f64>();
        let between = if room >= 1.0 {
            ((of_groups - of_parents) - (groups - parents) * within).max(0.0) / room
        } else {
            0.0
        };
        let ratio = if within > 0.0 {
            (between / within).min(2.0)
        } else {
            PRIOR_RATIO
        };
        let weight = if degrees >= 5.0 {
            groups - parents
        } else {
            0.0
        };
        (weight + PRIOR_GROUPS) / (weight * ratio + PRIOR_GROUPS * PRIOR_RATIO)
    }

    /// The shrunk mean for row `i`; with its own value given, as if the row did not exist.
    pub(crate) fn centre(&self, i: usize, own: Option<f64>) -> f64 {
        let groups = self.levels.iter().map(|l| Some(l.of[i]));
        self.shrink(groups, own)
    }

    /// The shrunk mean for a row outside the data, given its group at each level as far as there is one.
    pub(crate) fn centre_of(&self, groups: &[Option<u32>]) -> f64 {
        self.shrink(groups.iter().copied(), None)
    }

    fn shrink(&self, groups: impl Iterator<Item = Option<u32>>, own: Option<f64>) -> f64 {
        let (out, one) = own.map_or((0.0, 0.0), |v| (v, 1.0));
        let mut centre = if self.count > one {
            (self.sum - out) / (self.count - one)
        } else {
            0.0
        };
        for (level, group) in self.levels.iter().zip(groups) {
            let Some(g) = group.map(|g| g as usize) else {
                break;
            };
            let (sum, count) = (level.sum[g] - out, level.count[g] - one);
            centre += (sum - count * centre) / (count + level.k);
        }
        centre
    }

    /// How much one row, sharing the first `common` levels with row `i`, weighs in the mean of row `i`.
    pub(crate) fn weight(&self, groups: &[Option<u32>], common: usize) -> f64 {
        let mut weight = if self.count > 0.0 {
            1.0 / self.count
        } else {
            0.0
        };
        for (depth, (level, group)) in self.levels.iter().zip(groups).enumerate() {
            let Some(g) = group.map(|g| g as usize) else {
                break;
            };
            let own = level.count[g] / (level.count[g] + level.k);
            weight *= 1.0 - own;
            if depth < common {
                weight += 1.0 / (level.count[g] + level.k);
            }
        }
        weight
    }

    /// Rows used in the group of row `i` at a level.
    pub(crate) fn count(&self, i: usize, level: usize) -> usize {
        self.count_of(self.group(i, level), level)
    }

    /// Rows used in a group of a level.
    pub(crate) fn count_of(&self, group: u32, level: usize) -> usize {
        self.levels[level].used[group as usize]
    }

    /// The group of row `i` at a level.
    pub(crate) fn group(&self, i: usize, level: usize) -> u32 {
        let level = &self.levels[level];
        level.of.get(i).copied().unwrap_or_else(|| {
            let begun = level.starts.partition_point(|s| *s as usize <= i);
            u32::try_from(begun.saturating_sub(1)).unwrap_or(u32::MAX)
        })
    }

    /// Tells whether a level has a group of this number.
    pub(crate) fn has_group(&self, group: u32, level: usize) -> bool {
        (group as usize) < self.levels[level].sum.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Nest, Vec<f64>) {
        let levels = vec![vec![0, 0, 0, 0, 1, 1, 1], vec![0, 0, 1, 1, 2, 2, 3]];
        let values = vec![0.1, 0.3, 0.6, 0.8, 0.2, 0.2, 0.9];
        (
            Nest::new(levels.into_iter().map(Arc::from).collect()),
            values,
        )
    }

    #[test]
    fn leaving_a_row_out_equals_fitting_without_it() {
        let (mut nest, values) = sample();
        nest.fit(&values, &[true; 7]);
        let ks: Vec<f64> = nest.levels.iter().map(|l| l.k).collect();
        for i in 0..7 {
            let mut used = [true; 7];
            used[i] = false;
            let mut without = sample().0;
            without.fit(&values, &used);
            for (level, k) in without.levels.iter_mut().zip(&ks) {
                level.k = *k;
            }
            assert!(
                (nest.centre(i, Some(values[i])) - without.centre(i, None)).abs() < 1e-12,
                "row {i}"
            );
        }
    }

    #[test]
    fn groups_that_do_not_differ_are_drawn_together_and_groups_that_do_stand_apart() {
        let of: Vec<u32> = (0..400).map(|i| i / 8).collect();
        let noise = |i: u32| f64::from(i * 37 % 11) / 11.0;
        let alike: Vec<f64> = (0..400).map(noise).collect();
        let apart: Vec<f64> = (0..400).map(|i| noise(i) + f64::from(i / 8 % 5)).collect();
        let k = |values: &[f64]| {
            let mut nest = Nest::new(vec![Arc::from(of.as_slice())]);
            nest.fit(values, &[true; 400]);
            nest.levels[0].k
        };
        assert!(k(&alike) > 20.0, "{}", k(&alike));
        assert!(k(&apart) < 1.5, "{}", k(&apart));
    }

    #[test]
    fn weights_of_all_rows_add_up_to_one() {
        let (mut nest, values) = sample();
        nest.fit(&values, &[true; 7]);
        let groups = [Some(0), Some(1)];
        let total = 2.0 * nest.weight(&groups, 2)
            + 2.0 * nest.weight(&groups, 1)
            + 3.0 * nest.weight(&groups, 0);
        assert!((total - 1.0).abs() < 1e-12);
    }
}
