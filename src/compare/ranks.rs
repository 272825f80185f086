//! How grave a decision's facts are among the cases of the same offence and tier.

use rust_decimal::prelude::ToPrimitive;

use crate::compare::decision::Decision;
use crate::compare::names::Names;
use crate::compare::rows::Key;
use crate::compare::scale::real;
use crate::law::FactValue;

/// A rank is drawn towards the middle as if so many cases lay there.
const TOWARDS_MIDDLE: f64 = 3.0;

/// A distinct value of a numeric fact among the cases of an offence and tier.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Valued {
    pub(crate) offence: u32,
    pub(crate) tier: u32,
    pub(crate) fact: u32,
    pub(crate) value: f64,
    /// How many cases have it.
    pub(crate) count: usize,
    /// Cases with this value or a smaller one.
    upto: usize,
    rank: f64,
}

impl Valued {
    /// A value that so many cases have.
    pub(crate) fn new(at: (u32, u32, u32), value: f64, count: usize) -> Valued {
        Valued {
            offence: at.0,
            tier: at.1,
            fact: at.2,
            value,
            count,
            ..Valued::default()
        }
    }

    fn pool(&self) -> (u32, u32, u32) {
        (self.offence, self.tier, self.fact)
    }
}

/// All values of numeric facts, sorted.
#[derive(Debug, Default)]
pub(crate) struct Pools(Vec<Valued>);

impl Pools {
    /// Sorts the values and ranks them; gives for each the place it went to.
    pub(crate) fn of(values: Vec<Valued>) -> (Pools, Vec<u32>) {
        let mut numbered: Vec<(u32, Valued)> = (0..).zip(values).collect();
        numbered.sort_unstable_by(|(_, a), (_, b)| {
            a.pool().cmp(&b.pool()).then(a.value.total_cmp(&b.value))
        });
        let mut places = vec![0; numbered.len()];
        for (place, (number, _)) in (0..).zip(&numbered) {
            places[*number as usize] = place;
        }
        let mut sorted: Vec<Valued> = numbered.into_iter().map(|(_, v)| v).collect();
        for pool in sorted.chunk_by_mut(|a, b| a.pool() == b.pool()) {
            let all: usize = pool.iter().map(|v| v.count).sum();
            let mut below = 0;
            // Decimals that differ may be the same number here.
            for same in pool.chunk_by_mut(|a, b| a.value.total_cmp(&b.value).is_eq()) {
                let upto = below + same.iter().map(|v| v.count).sum::<usize>();
                for value in same {
                    value.upto = upto;
                    value.rank = rank(below, upto, all);
                }
                below = upto;
            }
        }
        (Pools(sorted), places)
    }

    /// The fact and rank of a value.
    pub(crate) fn rank(&self, place: u32) -> (u32, f64) {
        let value = &self.0[place as usize];
        (value.fact, value.rank)
    }

    /// The middle rank of each numeric fact, from -0.5 (mildest) to 0.5; nothing is known of a lone case.
    pub(crate) fn ranks(&self, key: &Key, decision: &Decision, names: &Names) -> Vec<(u32, f64)> {
        let rank = |fact: u32, x: f64| {
            let at = (key.offence, key.tier, fact);
            let pool = &self.0[self.0.partition_point(|v| v.pool() < at)..];
            let pool = &pool[..pool.partition_point(|v| v.pool() == at)];
            let upto = |n: usize| n.checked_sub(1).map_or(0, |i| pool[i].upto);
            rank(
                upto(pool.partition_point(|v| v.value < x)),
                upto(pool.partition_point(|v| v.value <= x)),
                upto(pool.len()),
            )
        };
        let known = numeric(decision, names);
        known.map(|(fact, x)| (fact, rank(fact, x))).collect()
    }
}

/// The middle rank where so many lie below and so many below or on it, of all.
fn rank(below: usize, upto: usize, all: usize) -> f64 {
    let n = real(all);
    (real(below + upto) / 2.0 - n / 2.0) / (n + TOWARDS_MIDDLE)
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
