//! Pairs turned upside down: heavier in every recorded respect, yet fined less.

use crate::compare::cases::{Cases, PairValue};
use crate::compare::rows::{Level, Row, Rows, Use};
use crate::law::{CircumstanceId, Effect, Library};

/// Fewest lighter cases fined more.
const FEWEST: usize = 2;
/// Share of the lighter cases that must have been fined more, in per cent.
const SHARE: usize = 80;
/// How much more they were fined, in per cent.
const MARGIN: i64 = 5;

/// The lighter cases at the same authority that were fined more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inversion {
    /// Rows of lighter cases fined more, the clearest first.
    pub(crate) lighter_fined_more: Vec<usize>,
    /// All lighter cases.
    pub(crate) lighter: usize,
}

/// Circumstances as bits, by direction.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Directions {
    heavier: u64,
    lighter: u64,
}

impl Directions {
    /// Sorts the circumstances of a register by their effect.
    pub(crate) fn of(library: &Library, rows: &Rows) -> Directions {
        let mut directions = Directions::default();
        for (bit, id) in rows.names.circumstances.texts().iter().take(63).enumerate() {
            match library
                .circumstance(&CircumstanceId::from(id.as_str()))
                .map(|c| c.effect)
            {
                Some(Effect::Aggravate) => directions.heavier |= 1 << bit,
                Some(
                    Effect::MustLighten
                    | Effect::MayLighten
                    | Effect::MustNotPenalise
                    | Effect::MayNotPenalise,
                ) => directions.lighter |= 1 << bit,
                None => {}
            }
        }
        directions
    }

    /// The circumstances among these that could explain an amount lower (or higher) than expected.
    pub(crate) fn explaining(self, signature: u64, low: bool) -> u64 {
        let against = if low { self.heavier } else { self.lighter };
        signature & !against
    }

    /// Tells whether `heavy` has everything aggravating that `light` has, nothing mitigating that
    /// `light` lacks, the same of what has no direction, and differs.
    fn heavier(self, heavy: u64, light: u64) -> bool {
        let (up, down) = (self.heavier, self.lighter);
        let other = !(up | down);
        heavy != light
            && light & up & !heavy == 0
            && heavy & down & !light == 0
            && heavy & other == light & other
    }
}

/// Looks for lighter cases of the same tier group at the same authority that were fined more.
pub(crate) fn inversion(
    rows: &Rows,
    at: usize,
    directions: Directions,
    cases: &Cases,
) -> Option<Inversion> {
    let row = &rows.all[at];
    let own = row.input as usize;
    let group = rows.group(&row.key, Level::Tier);
    let mut lighter: Vec<usize> = Vec::new();
    // Rows with the same circumstances stand together: most of a large group is stepped over.
    let mut start = group.start;
    while start < group.end {
        let signature = rows.all[start].key.signature;
        let rest = &rows.all[start..group.end];
        let end = start + rest.partition_point(|r| r.key.signature == signature);
        if directions.heavier(row.key.signature, signature) {
            let alike = (start..end).filter(|j| comparable(row, &rows.all[*j]));
            lighter.extend(alike.filter(|j| no_graver(cases, rows.all[*j].input as usize, own)));
        }
        start = end;
    }
    let more = |j: &usize| rows.all[*j].fine.0 / 100 * 100 > row.fine.0 / 100 * (100 + MARGIN);
    let mut fined_more: Vec<usize> = lighter.iter().copied().filter(more).collect();
    if fined_more.len() < FEWEST || fined_more.len() * 100 < lighter.len() * SHARE {
        return None;
    }
    fined_more.sort_by_key(|j| (std::cmp::Reverse(rows.all[*j].fine), *j));
    Some(Inversion {
        lighter_fined_more: fined_more,
        lighter: lighter.len(),
    })
}

fn comparable(a: &Row, b: &Row) -> bool {
    b.usage == Use::Precedent && a.authority == b.authority
}

/// Tells whether no recorded fact of `light` is graver than that of `heavy`; facts only one of them records say nothing.
fn no_graver(cases: &Cases, light: usize, heavy: usize) -> bool {
    let pairs = |i: usize| cases.pairs_of(i).iter().filter_map(|p| cases.pair(*p));
    pairs(light).all(|a| {
        let same_fact = pairs(heavy).find(|b| b.fact == a.fact);
        same_fact.is_none_or(|b| match (a.value, b.value) {
            (PairValue::Number(a), PairValue::Number(b)) => a <= b,
            (PairValue::Text(a), PairValue::Text(b)) => a == b,
            (PairValue::Flag(a), PairValue::Flag(b)) => a == b,
            (PairValue::Number(_), PairValue::Text(_) | PairValue::Flag(_))
            | (PairValue::Text(_), PairValue::Number(_) | PairValue::Flag(_))
            | (PairValue::Flag(_), PairValue::Number(_) | PairValue::Text(_)) => false,
        })
    })
}
