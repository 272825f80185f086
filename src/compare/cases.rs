//! The decisions that are compared, each with the key it has where it came from.

use crate::compare::decision::Decision;
use crate::law::PartialDate;

/// Decisions to compare. They are referred to by their place, from 0, in the order they were put in.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    keys: Vec<i64>,
    decisions: Vec<Decision>,
}

impl Cases {
    /// No decisions.
    pub fn new() -> Cases {
        Cases::default()
    }

    /// Adds a decision with its key in the store; keys ascend.
    pub fn push(&mut self, key: i64, decision: &Decision) {
        self.keys.push(key);
        self.decisions.push(decision.clone());
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// The key of a decision in the store.
    pub fn key(&self, index: usize) -> Option<i64> {
        self.keys.get(index).copied()
    }

    /// The place of the decision with a key.
    pub fn find(&self, key: i64) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }

    /// A decision, as far as comparison needs it: without party, narrative and other penalties.
    pub fn decision(&self, index: usize) -> Option<Decision> {
        self.decisions.get(index).cloned()
    }

    /// The day of a decision, as precisely as known.
    pub fn decided_on(&self, index: usize) -> Option<PartialDate> {
        self.decisions.get(index).map(|d| d.decided_on)
    }

    pub(crate) fn all(&self) -> &[Decision] {
        &self.decisions
    }
}

impl<'a> FromIterator<&'a Decision> for Cases {
    /// Takes the decisions in order, with their places as keys.
    fn from_iter<I: IntoIterator<Item = &'a Decision>>(decisions: I) -> Cases {
        let mut cases = Cases::new();
        for (key, decision) in (0..).zip(decisions) {
            cases.push(key, decision);
        }
        cases
    }
}
