//! What the pooled effects are about: circumstances, facts, width of the range, bare tier labels.

use crate::compare::effects::Direction;
use crate::compare::rows::{Key, Rows};
use crate::compare::scale::{Ruler, Scale};
use crate::law::{CircumstanceId, Fen, Library};

/// Most columns for tier labels that have no range.
const LABELS: usize = 12;
/// Columns before those of the circumstances: constant, lower over upper end, no lower end.
const FIRST: usize = 3;

/// Which column means what.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    circumstances: usize,
    facts: usize,
    labels: Vec<u32>,
    pub(crate) directions: Vec<Direction>,
}

impl Columns {
    /// Lays out the columns for the rows of a scale.
    pub(crate) fn of(library: &Library, rows: &Rows, scale: Scale) -> Columns {
        let circumstances = rows.names.circumstances.len().min(64);
        let facts = rows.names.facts.len().min(512);
        let labels = if scale == Scale::Tier {
            Vec::new()
        } else {
            frequent_labels(rows, scale)
        };
        let direction = |id: &String| match library.circumstance(&CircumstanceId::from(id.as_str()))
        {
            Some(c) if c.effect.is_mitigating() => Direction::Down,
            Some(_) => Direction::Up,
            None => Direction::Free,
        };
        let mut directions = vec![Direction::Free; FIRST];
        directions.extend(
            rows.names
                .circumstances
                .texts()
                .iter()
                .take(circumstances)
                .map(direction),
        );
        directions.resize(
            FIRST + circumstances + facts + labels.len(),
            Direction::Free,
        );
        Columns {
            circumstances,
            facts,
            labels,
            directions,
        }
    }

    /// The cells of a decision.
    pub(crate) fn cells(&self, key: &Key, ranks: &[(u32, f64)], ruler: Ruler) -> Vec<(u16, f64)> {
        let mut cells = self.pattern(key, ruler);
        cells.extend(self.of_facts(ranks.iter().copied()));
        cells
    }

    /// The cells that do not depend on the facts.
    pub(crate) fn pattern(&self, key: &Key, ruler: Ruler) -> Vec<(u16, f64)> {
        let mut cells = vec![(0, 1.0)];
        if let Some(range) = ruler.range {
            cells.push((1, ratio(range.min(), range.max())));
            cells.push((2, f64::from(u8::from(range.min() == Fen::ZERO))));
        }
        let mut bits = key.signature;
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            if bit < self.circumstances {
                cells.push((column(FIRST + bit), 1.0));
            }
            bits &= bits - 1;
        }
        let label = self.labels.iter().position(|l| *l == key.tier);
        cells.extend(label.map(|l| (column(FIRST + self.circumstances + self.facts + l), 1.0)));
        cells
    }

    /// The cells of numeric facts, given their ranks.
    pub(crate) fn of_facts(
        &self,
        ranks: impl Iterator<Item = (u32, f64)>,
    ) -> impl Iterator<Item = (u16, f64)> {
        let first = FIRST + self.circumstances;
        let facts = self.facts;
        let known = ranks.filter(move |(f, _)| (*f as usize) < facts);
        known.map(move |(f, x)| (column(first + f as usize), x))
    }
}

fn column(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "amounts stay far below 2^53 fen"
)]
fn ratio(low: Fen, high: Fen) -> f64 {
    low.0 as f64 / high.0.max(1) as f64
}

/// Recorded tier labels without a range, the most frequent ones: the label alone says something.
fn frequent_labels(rows: &Rows, scale: Scale) -> Vec<u32> {
    let mut counts = vec![0_usize; rows.names.tiers.len() + 1];
    for row in rows
        .all
        .iter()
        .filter(|r| r.key.scale == scale && r.key.tier != 0)
    {
        counts[row.key.tier as usize] += 1;
    }
    let mut labels: Vec<u32> = (1..)
        .zip(&counts[1..])
        .filter(|(_, n)| **n > 0)
        .map(|(l, _)| l)
        .collect();
    labels.sort_by_key(|l| (std::cmp::Reverse(counts[*l as usize]), *l));
    labels.truncate(LABELS);
    labels
}
