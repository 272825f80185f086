//! One fact as a line of cells: stretches of values that every test of a table answers alike.
//!
//! Nothing is said of zero: no day late, no person concerned, is no violation. A gap therefore begins
//! at 1 for whole numbers and above 0 for others; zero stays a cell, so that a tier for it can be met.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::law::condition::{Bound, Test};
use crate::law::fact::{FactKind, FactSpec, FactValue};

/// A stretch of values of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Lower end.
    pub low: Option<Bound>,
    /// Upper end; `None` where the values go on.
    pub high: Option<Bound>,
    /// A value inside. All values inside pass the same tests.
    pub sample: FactValue,
    /// Whether a value that no tier covers is a gap here.
    pub counts: bool,
}

impl Cell {
    /// Tells whether it is one value only.
    pub fn is_point(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }
}

/// Cuts the values of a fact into cells, lowest first; of behaviours, one for each that is named and one for the others.
pub fn cells(spec: Option<&FactSpec>, tests: &[&Test]) -> Vec<Cell> {
    let kind = spec.map_or(FactKind::Number, |s| s.kind);
    let max = spec.and_then(|s| s.max);
    match kind {
        FactKind::Text => behaviours(tests),
        FactKind::Flag => [false, true]
            .map(|yes| Cell {
                low: None,
                high: None,
                sample: FactValue::Flag(yes),
                counts: yes,
            })
            .to_vec(),
        FactKind::Integer => whole(tests, max),
        FactKind::Number => merged(stretches(tests, max), tests),
    }
}

fn behaviours(tests: &[&Test]) -> Vec<Cell> {
    let named: BTreeSet<&str> = tests
        .iter()
        .filter_map(|t| match t {
            Test::Is(text) => Some(text.as_str()),
            Test::Within { .. } | Test::Holds(_) => None,
        })
        .collect();
    let cell = |text: &str, counts| Cell {
        low: None,
        high: None,
        sample: FactValue::from(text),
        counts,
    };
    let mut cells: Vec<Cell> = named.into_iter().map(|t| cell(t, true)).collect();
    cells.push(cell("", false));
    cells
}

/// Whole numbers: from one value at which an answer changes to the one before the next.
fn whole(tests: &[&Test], max: Option<Decimal>) -> Vec<Cell> {
    let ends = |test: &&Test| match test {
        Test::Within { low, high } => (*low, *high),
        Test::Is(_) | Test::Holds(_) => (None, None),
    };
    let mut starts = BTreeSet::from([Decimal::ZERO, Decimal::ONE]);
    for (low, high) in tests.iter().map(ends) {
        if let Some(b) = low {
            starts.insert(if b.inclusive {
                b.value.ceil()
            } else {
                b.value.floor() + Decimal::ONE
            });
        }
        if let Some(b) = high {
            starts.insert(if b.inclusive {
                b.value.floor() + Decimal::ONE
            } else {
                b.value.ceil()
            });
        }
    }
    let starts: Vec<Decimal> = starts
        .into_iter()
        .filter(|s| !s.is_sign_negative() && max.is_none_or(|m| *s <= m))
        .collect();
    let nexts = starts.iter().skip(1).map(|n| Some(*n - Decimal::ONE));
    let ends = nexts.chain([max.map(|m| m.floor())]);
    let included = |value| Bound {
        value,
        inclusive: true,
    };
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Cell {
            low: Some(included(*start)),
            high: end.map(included),
            sample: FactValue::Number(*start),
            counts: !start.is_zero(),
        })
        .collect()
}

/// Points and the open stretches between them.
fn stretches(tests: &[&Test], max: Option<Decimal>) -> Vec<Cell> {
    let mut points: BTreeSet<Decimal> = tests
        .iter()
        .flat_map(|t| t.bounds())
        .map(|b| b.value)
        .chain(max)
        .filter(|v| !v.is_sign_negative() && max.is_none_or(|m| *v <= m))
        .collect();
    points.insert(Decimal::ZERO);
    let mut cells = Vec::new();
    let mut below: Option<Decimal> = None;
    let end = |value, inclusive| Some(Bound { value, inclusive });
    for point in points {
        if let Some(low) = below {
            cells.push(Cell {
                low: end(low, false),
                high: end(point, false),
                sample: FactValue::Number((low + point) / Decimal::TWO),
                counts: true,
            });
        }
        cells.push(Cell {
            low: end(point, true),
            high: end(point, true),
            sample: FactValue::Number(point),
            counts: !point.is_zero(),
        });
        below = Some(point);
    }
    if let Some(last) = below.filter(|_| max.is_none()) {
        cells.push(Cell {
            low: end(last, false),
            high: None,
            sample: FactValue::Number(last + Decimal::ONE),
            counts: true,
        });
    }
    cells
}

/// Joins neighbours that every test answers alike. A bound that two tests share differs from both its neighbours.
fn merged(cells: Vec<Cell>, tests: &[&Test]) -> Vec<Cell> {
    let answers =
        |cell: &Cell| -> Vec<bool> { tests.iter().map(|t| t.admits(&cell.sample)).collect() };
    let mut out: Vec<Cell> = Vec::new();
    for cell in cells {
        match out.last_mut() {
            Some(before) if before.counts == cell.counts && answers(before) == answers(&cell) => {
                before.high = cell.high;
            }
            _ => out.push(cell),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(low: Option<(i64, bool)>, high: Option<(i64, bool)>) -> Test {
        let bound = |(n, inclusive): (i64, bool)| Bound {
            value: Decimal::from(n),
            inclusive,
        };
        Test::Within {
            low: low.map(bound),
            high: high.map(bound),
        }
    }

    fn spec(kind: FactKind, max: Option<i64>) -> FactSpec {
        FactSpec {
            id: "x".into(),
            label: "x".into(),
            unit: String::new(),
            kind,
            step: Decimal::ONE,
            max: max.map(Decimal::from),
        }
    }

    fn print(cells: &[Cell]) -> String {
        let show = |c: &Cell| {
            Test::Within {
                low: c.low,
                high: c.high,
            }
            .to_string()
        };
        cells.iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn whole_numbers_have_nothing_between_ten_and_eleven() {
        let tests = [
            within(None, Some((10, true))),
            within(Some((11, true)), None),
        ];
        let tests: Vec<&Test> = tests.iter().collect();
        let found = cells(Some(&spec(FactKind::Integer, None)), &tests);
        assert_eq!(print(&found), "= 0 | 1以上10以下 | 11以上");
        let found = cells(Some(&spec(FactKind::Number, Some(100))), &tests);
        assert_eq!(
            print(&found),
            "= 0 | 超过0且10以下 | 超过10且不满11 | 11以上100以下"
        );
    }

    #[test]
    fn a_bound_that_two_tests_share_is_a_cell_of_its_own() {
        let tests = [
            within(None, Some((10, true))),
            within(Some((10, true)), None),
        ];
        let tests: Vec<&Test> = tests.iter().collect();
        let found = cells(Some(&spec(FactKind::Number, None)), &tests);
        assert_eq!(print(&found), "= 0 | 超过0且不满10 | = 10 | 超过10");
    }
}
