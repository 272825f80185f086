//! Work shared among threads so that the results do not depend on how many there are: always the
//! same stretches, always put together in the same order.

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefMutIterator, ParallelIterator,
};

/// Rows of a stretch that is worked on by itself.
pub(crate) const STRETCH: usize = 1 << 16;

/// What each stretch of so many rows gives, in order.
pub(crate) fn stretches<T: Send>(
    rows: usize,
    of: impl Fn(std::ops::Range<usize>) -> T + Sync + Send,
) -> Vec<T> {
    (0..rows.div_ceil(STRETCH))
        .into_par_iter()
        .map(|n| of(n * STRETCH..((n + 1) * STRETCH).min(rows)))
        .collect()
}

/// The sum of what the rows give.
pub(crate) fn sum(rows: usize, of: impl Fn(usize) -> f64 + Sync + Send) -> f64 {
    stretches(rows, |own| own.map(&of).sum::<f64>())
        .into_iter()
        .sum()
}

/// Sets each value to what its row gives.
pub(crate) fn fill<T: Send>(values: &mut [T], of: impl Fn(usize) -> T + Sync + Send) {
    values
        .par_iter_mut()
        .enumerate()
        .with_min_len(1 << 12)
        .for_each(|(i, value)| *value = of(i));
}
