//! Conditions of a tier as structure: alternatives of atoms over facts, evaluated with unknowns.

use std::fmt;

use rust_decimal::Decimal;

use crate::law::fact::{FactSpec, FactValue, Facts};
use crate::law::{FactId, words};

/// What three-valued logic can say of a condition while facts are still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold, whatever the open facts are.
    No,
    /// It depends on an open fact.
    Unknown,
    /// It holds.
    Yes,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number, in the unit of the fact.
    pub value: Decimal,
    /// Whether the number itself belongs to the interval (以上, 以下) or not (超过, 不满).
    pub inclusive: bool,
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Where it begins.
    Low,
    /// Where it ends.
    High,
}

impl End {
    /// The end at which a neighbour meets this one: where it ends, the other begins.
    #[must_use]
    pub fn opposite(self) -> End {
        match self {
            End::Low => End::High,
            End::High => End::Low,
        }
    }
}

/// What an atom asks of its fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// The number lies between the bounds; an absent bound is open.
    Within {
        /// Lower end.
        low: Option<Bound>,
        /// Upper end.
        high: Option<Bound>,
    },
    /// The behaviour is this one.
    Is(String),
    /// The yes/no has this answer.
    Holds(bool),
}

/// The smallest condition: one test of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Atom {
    /// The fact.
    pub fact: FactId,
    /// The test.
    pub test: Test,
}

/// A condition: at least one alternative holds, of which every atom holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The alternatives (或者), each a list of atoms (且).
    pub any_of: Vec<Vec<Atom>>,
}

impl Test {
    /// Tells whether the value passes.
    pub fn admits(&self, value: &FactValue) -> bool {
        match (self, value) {
            (Test::Is(wanted), FactValue::Text(text)) => wanted == text,
            (Test::Within { low, high }, FactValue::Number(n)) => {
                let above = low.is_none_or(|b| *n > b.value || b.inclusive && *n == b.value);
                let below = high.is_none_or(|b| *n < b.value || b.inclusive && *n == b.value);
                above && below
            }
            (Test::Holds(wanted), FactValue::Flag(holds)) => wanted == holds,
            (Test::Is(_), FactValue::Number(_) | FactValue::Flag(_))
            | (Test::Within { .. }, FactValue::Text(_) | FactValue::Flag(_))
            | (Test::Holds(_), FactValue::Number(_) | FactValue::Text(_)) => false,
        }
    }

    /// Tells at which end the value lies, where that end includes it.
    pub fn end_at(&self, value: &FactValue) -> Option<End> {
        let (Test::Within { low, high }, FactValue::Number(n)) = (self, value) else {
            return None;
        };
        // A single point (1人次) is no interval that could share its end with a neighbour.
        if low.map(|b| b.value) == high.map(|b| b.value) {
            return None;
        }
        let is_on = |b: &Option<Bound>| b.is_some_and(|b| b.inclusive && b.value == *n);
        if is_on(low) {
            Some(End::Low)
        } else {
            is_on(high).then_some(End::High)
        }
    }

    /// The numbers at which the answer changes.
    pub fn bounds(&self) -> impl Iterator<Item = Bound> + use<> {
        let (low, high) = match self {
            Test::Within { low, high } => (*low, *high),
            Test::Is(_) | Test::Holds(_) => (None, None),
        };
        [low, high].into_iter().flatten()
    }
}

impl Atom {
    /// Evaluates the atom; an absent fact is unknown.
    pub fn eval(&self, facts: &Facts) -> Truth {
        match facts.get(&self.fact) {
            None => Truth::Unknown,
            Some(value) if self.test.admits(value) => Truth::Yes,
            Some(_) => Truth::No,
        }
    }

    /// Puts the atom in words with the fact's own label, e.g. `超过期限(日) 10以上20以下`.
    pub fn describe(&self, spec: Option<&FactSpec>) -> String {
        let label = spec.map_or(self.fact.as_str(), |s| s.label.as_str());
        if self.test == Test::Holds(true) {
            return label.to_owned();
        }
        format!("{label} {}", self.test)
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Test::Is(text) => write!(f, "{text}"),
            Test::Holds(wanted) => write!(f, "{}", words::yes_no(*wanted)),
            Test::Within { low, high } => {
                if let (Some(a), Some(b)) = (low, high)
                    && a.value == b.value
                {
                    return write!(f, "= {}", a.value.normalize());
                }
                if let Some(b) = low {
                    let n = b.value.normalize();
                    if b.inclusive {
                        write!(f, "{n}{}", words::AT_LEAST)?;
                    } else {
                        write!(f, "{}{n}", words::MORE_THAN)?;
                    }
                }
                if low.is_some_and(|b| !b.inclusive) && high.is_some() {
                    write!(f, "{}", words::AND)?;
                }
                if let Some(b) = high {
                    let n = b.value.normalize();
                    if b.inclusive {
                        write!(f, "{n}{}", words::AT_MOST)?;
                    } else {
                        write!(f, "{}{n}", words::LESS_THAN)?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl Condition {
    /// Evaluates the condition by Kleene's rules.
    pub fn eval(&self, facts: &Facts) -> Truth {
        self.any_of
            .iter()
            .map(|all| eval_all(all, facts))
            .max()
            .unwrap_or(Truth::Yes)
    }

    /// The alternatives that hold.
    pub fn satisfied<'a>(&'a self, facts: &'a Facts) -> impl Iterator<Item = &'a [Atom]> {
        self.any_of
            .iter()
            .map(Vec::as_slice)
            .filter(move |all| eval_all(all, facts) == Truth::Yes)
    }

    /// All atoms of all alternatives.
    pub fn atoms(&self) -> impl Iterator<Item = &Atom> {
        self.any_of.iter().flatten()
    }

    /// Puts the condition in words.
    pub fn describe<'a>(&self, spec_of: impl Fn(&FactId) -> Option<&'a FactSpec>) -> String {
        let alternative = |all: &Vec<Atom>| {
            all.iter()
                .map(|a| a.describe(spec_of(&a.fact)))
                .collect::<Vec<_>>()
                .join(words::AND)
        };
        self.any_of
            .iter()
            .map(alternative)
            .collect::<Vec<_>>()
            .join(words::OR)
    }
}

fn eval_all(all: &[Atom], facts: &Facts) -> Truth {
    all.iter()
        .map(|atom| atom.eval(facts))
        .min()
        .unwrap_or(Truth::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(low: Option<(i64, bool)>, high: Option<(i64, bool)>) -> Test {
        let bound = |(n, inclusive): (i64, bool)| Bound {
            value: Decimal::from(n),
            inclusive,
        };
        Test::Within {
            low: low.map(bound),
            high: high.map(bound),
        }
    }

    #[test]
    fn bounds_include_or_exclude_as_the_words_say() {
        let test = days(Some((10, true)), Some((20, false)));
        for (n, holds) in [(9, false), (10, true), (19, true), (20, false)] {
            assert_eq!(test.admits(&FactValue::from(n)), holds, "{n}");
        }
        assert_eq!(test.to_string(), "10以上不满20");
        let open = days(Some((10, false)), Some((30, true)));
        assert_eq!(open.to_string(), "超过10且30以下");
        assert_eq!(days(Some((1, true)), Some((1, true))).to_string(), "= 1");
    }

    #[test]
    fn one_alternative_that_holds_is_enough_and_an_open_one_leaves_it_open() {
        let atom = |fact: &str, test| Atom {
            fact: FactId::from(fact),
            test,
        };
        let condition = Condition {
            any_of: vec![
                vec![atom("behaviour", Test::Is("甲".into()))],
                vec![atom("days_overdue", days(None, Some((10, true))))],
            ],
        };
        let known = |pairs: &[(&str, FactValue)]| {
            pairs
                .iter()
                .map(|(k, v)| (FactId::from(*k), v.clone()))
                .collect::<Facts>()
        };
        let cases = [
            (known(&[]), Truth::Unknown),
            (known(&[("days_overdue", 7.into())]), Truth::Yes),
            (known(&[("days_overdue", 11.into())]), Truth::Unknown),
            (
                known(&[("days_overdue", 11.into()), ("behaviour", "乙".into())]),
                Truth::No,
            ),
            (known(&[("behaviour", "甲".into())]), Truth::Yes),
        ];
        for (facts, truth) in cases {
            assert_eq!(condition.eval(&facts), truth, "{facts:?}");
        }
    }
}
