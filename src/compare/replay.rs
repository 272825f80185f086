//! The same decisions judged twice: what a change of the law library does to them.

use crate::compare::verdict::{Findings, Verdict};
use crate::law::FenRange;

/// A decision that two libraries judge differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Its place in the input.
    pub index: usize,
    /// The range that bound the amount before and after; none where none is an amount.
    pub range: (Option<FenRange>, Option<FenRange>),
    /// The verdict before and after.
    pub verdict: (Verdict, Verdict),
}

impl Changed {
    /// Whether the lawful range is another one.
    pub fn range_changed(&self) -> bool {
        self.range.0 != self.range.1
    }

    /// Whether the verdict is another one.
    pub fn verdict_changed(&self) -> bool {
        self.verdict.0 != self.verdict.1
    }
}

/// The decisions whose range or verdict differs, in the order of the input. Both findings are of the
/// same decisions.
pub fn differences(before: &Findings, after: &Findings) -> Vec<Changed> {
    let pairs = before.marks.iter().zip(&after.marks).enumerate();
    let changed = pairs.map(|(index, (old, new))| Changed {
        index,
        range: (old.lawful, new.lawful),
        verdict: (old.verdict, new.verdict),
    });
    changed
        .filter(|c| c.range_changed() || c.verdict_changed())
        .collect()
}
