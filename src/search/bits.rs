//! A set of entries.

/// A set of small numbers, one bit each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Returns the set of all numbers below `len`.
    pub(super) fn all(len: usize) -> Bits {
        let mut bits = Bits::default();
        for n in 0..len {
            bits.insert(n);
        }
        bits
    }

    /// Adds a number.
    pub(super) fn insert(&mut self, n: usize) {
        let word = n / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (n % 64);
    }

    /// Keeps what `other` has too.
    pub(super) fn intersect(&mut self, other: &Bits) {
        self.0.truncate(other.0.len());
        for (word, with) in self.0.iter_mut().zip(&other.0) {
            *word &= with;
        }
    }

    /// Adds what `other` has.
    pub(super) fn unite(&mut self, other: &Bits) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (word, with) in self.0.iter_mut().zip(&other.0) {
            *word |= with;
        }
    }

    /// Says whether the number is in the set.
    pub(super) fn has(&self, n: usize) -> bool {
        self.0
            .get(n / 64)
            .is_some_and(|word| word & (1 << (n % 64)) != 0)
    }

    /// Returns how many numbers are in the set.
    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Returns the numbers, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.checked_sub(1)?;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn a_set_keeps_what_both_have() {
        let mut set = Bits::all(130);
        let mut other = Bits::default();
        for n in [3, 64, 129, 200] {
            other.insert(n);
        }
        set.intersect(&other);
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 64, 129]);
        assert_eq!(set.count(), 3);
        assert!(set.has(64) && !set.has(200));
    }
}
