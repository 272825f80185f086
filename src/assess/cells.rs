//! Values of facts that conditions tell apart: all values of a cell pass the same tests.
//!
//! A bound is a cell of its own, because two tiers may share it; so is every behaviour that is named, and
//! all others together. A fact that no condition looks at has no cells.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::assess::tiering::conditions;
use crate::law::condition::{Condition, Test};
use crate::law::{FactId, FactValue, Item};

/// Where the values of facts are cut.
#[derive(Clone, Debug, Default)]
pub struct Cells(BTreeMap<FactId, Cuts>);

#[derive(Clone, Debug, Default)]
struct Cuts {
    bounds: BTreeSet<Decimal>,
    named: BTreeSet<String>,
}

/// A cell of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// On the bound of this number, from 0.
    On(usize),
    /// Above so many bounds and on none.
    Above(usize),
    /// The behaviour of this number; `None`: one that is not named.
    Named(Option<usize>),
    /// Yes or no.
    Flag(bool),
}

impl Cells {
    /// The cells that the conditions of some items tell apart.
    pub fn of<'a>(items: impl Iterator<Item = &'a Item>) -> Cells {
        let mut cells = Cells::default();
        for atom in items.flat_map(conditions).flat_map(Condition::atoms) {
            let cuts = cells.0.entry(atom.fact.clone()).or_default();
            match &atom.test {
                Test::Is(text) => drop(cuts.named.insert(text.clone())),
                Test::Within { .. } => cuts.bounds.extend(atom.test.bounds().map(|b| b.value)),
                Test::Holds(_) => {}
            }
        }
        cells
    }

    /// The cell a value lies in; `None` where no condition looks at the fact.
    pub fn cell(&self, fact: &str, value: &FactValue) -> Option<Cell> {
        let cuts = self.0.get(fact)?;
        Some(match value {
            FactValue::Number(n) if cuts.bounds.contains(n) => {
                Cell::On(cuts.bounds.range(..n).count())
            }
            FactValue::Number(n) => Cell::Above(cuts.bounds.range(..n).count()),
            FactValue::Text(text) => Cell::Named(cuts.named.iter().position(|t| t == text)),
            FactValue::Flag(holds) => Cell::Flag(*holds),
        })
    }

    /// A value on every bound, beside it, and every behaviour named.
    #[cfg(test)]
    pub(crate) fn samples(&self) -> Vec<(FactId, FactValue)> {
        let small = Decimal::new(1, 2);
        let of = |(fact, cuts): (&FactId, &Cuts)| -> Vec<(FactId, FactValue)> {
            let numbers = cuts
                .bounds
                .iter()
                .flat_map(|b| [*b - small, *b, *b + small]);
            let texts = cuts.named.iter().map(|t| FactValue::Text(t.clone()));
            let all = numbers.map(FactValue::Number).chain(texts);
            all.chain([FactValue::Flag(true), FactValue::from("")])
                .map(|value| (fact.clone(), value))
                .collect()
        };
        self.0.iter().flat_map(of).collect()
    }
}
