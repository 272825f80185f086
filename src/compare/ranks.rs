//! How grave a decision's facts are among the cases of the same offence and tier.

use rust_decimal::prelude::ToPrimitive;

use crate::compare::decision::Decision;
use crate::compare::names::Names;
use crate::compare::rows::{Key, Row};
use crate::compare::scale::real;
use crate::law::FactValue;

/// A rank is drawn towards the middle as if so many cases lay there.
const TOWARDS_MIDDLE: f64 = 3.0;

/// All values of numeric facts: (offence, tier, fact, value), sorted.
#[derive(Debug, Default)]
pub(crate) struct Pools(Vec<(u32, u32, u32, f64)>);

impl Pools {
    /// Collects the values of the rows.
    pub(crate) fn of(rows: &[Row], names: &Names, decisions: &[Decision]) -> Pools {
        let values = rows.iter().flat_map(|row| {
            let facts = numeric(&decisions[row.input as usize], names);
            facts.map(|(fact, x)| (row.key.offence, row.key.tier, fact, x))
        });
        let mut pools: Vec<_> = values.collect();
        pools.sort_unstable_by(|a, b| {
            let places = (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2));
            places.then(a.3.total_cmp(&b.3))
        });
        Pools(pools)
    }

    /// The middle rank of each numeric fact, from -0.5 (mildest) to 0.5; nothing is known of a lone case.
    pub(crate) fn ranks(&self, key: &Key, decision: &Decision, names: &Names) -> Vec<(u32, f64)> {
        let rank = |fact: u32, x: f64| {
            let at = (key.offence, key.tier, fact);
            let pool = &self.0[self.0.partition_point(|p| (p.0, p.1, p.2) < at)..];
            let pool = &pool[..pool.partition_point(|p| (p.0, p.1, p.2) == at)];
            let n = real(pool.len());
            let below = pool.partition_point(|p| p.3 < x) + pool.partition_point(|p| p.3 <= x);
            (real(below) / 2.0 - n / 2.0) / (n + TOWARDS_MIDDLE)
        };
        let known = numeric(decision, names);
        known.map(|(fact, x)| (fact, rank(fact, x))).collect()
    }
}

/// The numeric facts that the register knows, by number.
fn numeric<'a>(
    decision: &'a Decision,
    names: &'a Names,
) -> impl Iterator<Item = (u32, f64)> + use<'a> {
    decision.facts.iter().filter_map(|(fact, value)| {
        let number = names.number(fact.as_str());
        match value {
            FactValue::Number(n) if number != u32::MAX => Some((number, n.to_f64()?)),
            FactValue::Number(_) | FactValue::Text(_) | FactValue::Flag(_) => None,
        }
    })
}
