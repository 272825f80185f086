//! Rule 6: which tier the facts select, which are still possible, and which question narrows most.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::law::FactId;
use crate::law::benchmark::{Benchmark, Item, Missing, Tier};
use crate::law::condition::{Bound, Condition, End, Test, Truth};
use crate::law::fact::{FactValue, Facts};

/// What the facts make of an item's tiers. Indices are into `item.tiers`.
#[derive(Clone, Debug)]
pub struct Tiering<'a> {
    /// The document.
    pub benchmark: &'a Benchmark,
    /// The item.
    pub item: &'a Item,
    /// Tiers whose condition holds.
    pub met: Vec<usize>,
    /// Tiers whose condition may still hold.
    pub open: Vec<usize>,
    /// The tier that governs, as far as the facts decide it.
    pub governing: Option<usize>,
    /// Why it governs, when more than one is met.
    pub why: Why,
    /// Rows known to be missing whose condition, as far as it was seen, holds: nothing may be chosen.
    pub unloaded: Vec<&'a Missing>,
}

/// Why one of several tiers governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is the only one met.
    Only,
    /// Two tiers include the same bound and the fact lies on it: the lighter is suggested.
    SharedBound,
    /// An alternative (或者) of the heavier tier is met.
    HeavierAlternative,
    /// None is met.
    None,
}

impl<'a> Tiering<'a> {
    /// Evaluates the tiers of an item.
    pub fn of(benchmark: &'a Benchmark, item: &'a Item, facts: &Facts) -> Tiering<'a> {
        let truth: Vec<Truth> = item.tiers.iter().map(|t| t.condition.eval(facts)).collect();
        let with = |wanted: Truth| {
            truth
                .iter()
                .enumerate()
                .filter(move |(_, t)| **t == wanted)
                .map(|(i, _)| i)
                .collect::<Vec<_>>()
        };
        let (met, open) = (with(Truth::Yes), with(Truth::Unknown));
        let unloaded: Vec<&Missing> = item
            .missing
            .iter()
            .filter(|m| m.when.as_ref().is_some_and(|c| c.eval(facts) == Truth::Yes))
            .collect();
        let (governing, why) = if unloaded.is_empty() {
            govern(item, &met, facts)
        } else {
            (None, Why::None)
        };
        Tiering {
            benchmark,
            item,
            met,
            open,
            governing,
            why,
            unloaded,
        }
    }

    /// Tiers that may govern once everything is known: the governing one and all open ones that could replace it.
    pub fn possible(&self) -> Vec<usize> {
        let mut all = self.open.clone();
        // An open heavier tier may take over; an open lighter one cannot push out a tier that is met.
        if let Some(governing) = self.governing {
            all.retain(|i| *i > governing);
            all.push(governing);
        }
        if self.why == Why::SharedBound {
            all.extend(self.met.iter().copied());
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether the facts decide it: one tier governs, or none is loaded for them.
    pub fn is_decided(&self) -> bool {
        self.unloaded.is_empty() && (self.open.is_empty() || self.possible().len() == 1)
    }

    /// The tier at an index.
    pub fn tier(&self, index: usize) -> Option<&'a Tier> {
        self.item.tiers.get(index)
    }

    /// The label of the tier that governs, or of none.
    pub fn governing_tier(&self) -> Option<&'a Tier> {
        self.governing.and_then(|i| self.tier(i))
    }
}

/// Chooses among the tiers that are met: the heaviest that is met otherwise than by sharing an
/// inclusive bound with a lighter tier that is met too (`domain.md` §4, bounds).
fn govern(item: &Item, met: &[usize], facts: &Facts) -> (Option<usize>, Why) {
    let Some((&lightest, heavier)) = met.split_first() else {
        return (None, Why::None);
    };
    if heavier.is_empty() {
        return (Some(lightest), Why::Only);
    }
    for &index in heavier.iter().rev() {
        let firmly = item.tiers.get(index).is_some_and(|tier| {
            tier.condition.satisfied(facts).any(|all| {
                !all.iter().any(|atom| {
                    facts
                        .get(&atom.fact)
                        .and_then(|v| atom.test.end_at(v))
                        .is_some_and(|end| meets(item, met, index, &atom.fact, end, facts))
                })
            })
        });
        if firmly {
            return (Some(index), Why::HeavierAlternative);
        }
    }
    (Some(lightest), Why::SharedBound)
}

/// Tells whether a lighter tier that is met begins where this one ends, or ends where it begins. Two
/// tiers that begin on the same number do not meet there.
fn meets(item: &Item, met: &[usize], index: usize, fact: &FactId, end: End, facts: &Facts) -> bool {
    let Some(value) = facts.get(fact) else {
        return false;
    };
    met.iter()
        .filter(|i| **i < index)
        .filter_map(|i| item.tiers.get(*i))
        .any(|tier| {
            tier.condition
                .satisfied(facts)
                .flatten()
                .any(|atom| atom.fact == *fact && atom.test.end_at(value) == Some(end.opposite()))
        })
}

/// Where and when a benchmark is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Domain; every document when unknown.
    pub domain: Option<&'a str>,
    /// Region code of the deciding authority.
    pub region: Option<&'a str>,
    /// The day; documents that have lapsed are left out when it is unknown.
    pub day: Option<NaiveDate>,
}

/// An unknown fact worth asking for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactQuestion {
    /// The fact.
    pub fact: FactId,
    /// Labels of the tiers that its answer decides between.
    pub narrows: Vec<String>,
    /// Tiers left in the worst case after the answer; smaller is better.
    pub left: usize,
}

/// Returns the unknown facts that open tiers depend on, the most narrowing first.
pub fn questions(tiering: &Tiering, facts: &Facts) -> Vec<FactQuestion> {
    let possible = tiering.possible();
    if possible.len() < 2 && tiering.open.is_empty() {
        return Vec::new();
    }
    let unknown: BTreeSet<&FactId> = tiering
        .open
        .iter()
        .filter_map(|i| tiering.tier(*i))
        .flat_map(|t| t.condition.atoms())
        .map(|a| &a.fact)
        .filter(|f| !facts.contains_key(*f))
        .collect();
    let mut asked: Vec<FactQuestion> = unknown
        .into_iter()
        .map(|fact| {
            let left = sample_values(tiering.item, fact).into_iter().map(|value| {
                let mut known = facts.clone();
                known.insert(fact.clone(), value);
                Tiering::of(tiering.benchmark, tiering.item, &known)
                    .possible()
                    .len()
            });
            let about = |t: &&Tier| t.condition.atoms().any(|a| a.fact == *fact);
            let narrows = possible
                .iter()
                .filter_map(|i| tiering.tier(*i))
                .filter(about)
                .map(|t| t.label.clone())
                .collect();
            FactQuestion {
                fact: fact.clone(),
                narrows,
                left: left.max().unwrap_or(usize::MAX),
            }
        })
        .collect();
    asked.sort_by(|a, b| {
        (a.left, std::cmp::Reverse(a.narrows.len()), &a.fact).cmp(&(
            b.left,
            std::cmp::Reverse(b.narrows.len()),
            &b.fact,
        ))
    });
    asked
}

/// The conditions of an item: of its tiers, and of its missing rows as far as seen.
pub fn conditions(item: &Item) -> impl Iterator<Item = &Condition> {
    item.tiers
        .iter()
        .map(|t| &t.condition)
        .chain(item.missing.iter().filter_map(|m| m.when.as_ref()))
}

/// A value of the fact for every answer that could change the outcome: each bound, each gap between
/// bounds, each behaviour, and a behaviour that no tier names.
pub fn sample_values(item: &Item, fact: &FactId) -> Vec<FactValue> {
    let tests = || {
        conditions(item)
            .flat_map(Condition::atoms)
            .filter(|a| a.fact == *fact)
            .map(|a| &a.test)
    };
    if tests().any(|test| matches!(test, Test::Holds(_))) {
        return vec![FactValue::Flag(true), FactValue::Flag(false)];
    }
    let mut behaviours: Vec<FactValue> = Vec::new();
    for test in tests() {
        if let Test::Is(text) = test {
            behaviours.push(FactValue::Text(text.clone()));
        }
    }
    if !behaviours.is_empty() {
        behaviours.push(FactValue::Text(String::new()));
        behaviours.dedup();
        return behaviours;
    }
    let bounds: BTreeSet<Decimal> = tests().flat_map(Test::bounds).map(|b| b.value).collect();
    segments(&bounds)
        .into_iter()
        .map(|s| FactValue::Number(s.sample))
        .collect()
}

/// A stretch of a number line between the bounds of an item: a single bound, or the gap between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Lower end; `None` below the first bound.
    pub low: Option<Bound>,
    /// Upper end; `None` above the last bound.
    pub high: Option<Bound>,
    /// A number inside.
    pub sample: Decimal,
}

impl Segment {
    /// Tells whether a whole number from one on lies in it: between 1 and 2 persons there is nobody.
    pub fn holds_a_count(&self) -> bool {
        let first = self.low.map_or(Decimal::ONE, |low| {
            if low.inclusive {
                low.value.ceil()
            } else {
                low.value.floor() + Decimal::ONE
            }
        });
        let first = first.max(Decimal::ONE);
        self.high
            .is_none_or(|high| first < high.value || high.inclusive && first == high.value)
    }
}

/// Splits the numbers from zero at the bounds: below 10, 10 itself, between 10 and 20, 20, above 20.
pub fn segments(bounds: &BTreeSet<Decimal>) -> Vec<Segment> {
    let end = |value: Decimal, inclusive| Some(Bound { value, inclusive });
    let mut out = Vec::new();
    let mut low: Option<Decimal> = None;
    for &bound in bounds {
        if low.is_some() || bound > Decimal::ZERO {
            out.push(Segment {
                low: low.and_then(|l| end(l, false)),
                high: end(bound, false),
                sample: between(low.unwrap_or(Decimal::ZERO), bound, low.is_none()),
            });
        }
        out.push(Segment {
            low: end(bound, true),
            high: end(bound, true),
            sample: bound,
        });
        low = Some(bound);
    }
    if let Some(last) = low {
        out.push(Segment {
            low: end(last, false),
            high: None,
            sample: last + Decimal::ONE,
        });
    }
    out
}

/// A number between two bounds, a whole one where there is one (most facts are counts).
fn between(low: Decimal, high: Decimal, low_included: bool) -> Decimal {
    let middle = (low + high) / Decimal::TWO;
    let inside = |n: &Decimal| (*n > low || low_included && *n == low) && *n < high;
    [middle.floor(), middle.ceil()]
        .into_iter()
        .find(inside)
        .unwrap_or(middle)
}

/// What a fact's value does: the tiers met in one stretch of it, everything else as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The fact.
    pub fact: FactId,
    /// The stretch of values.
    pub segment: Segment,
    /// Labels of the tiers met.
    pub met: Vec<String>,
    /// Label of the tier that governs.
    pub governing: Option<String>,
    /// Labels of tiers that are not loaded and may govern there.
    pub unloaded: Vec<String>,
}

impl Threshold {
    /// The stretch as a test, for its wording.
    pub fn test(&self) -> Test {
        Test::Within {
            low: self.segment.low,
            high: self.segment.high,
        }
    }
}

/// Walks every numeric fact of the item through its bounds and says which tiers each stretch meets,
/// the other facts staying as they are.
pub fn thresholds(tiering: &Tiering, facts: &Facts) -> Vec<Threshold> {
    let item = tiering.item;
    let numeric: BTreeSet<&FactId> = conditions(item)
        .flat_map(Condition::atoms)
        .filter(|a| matches!(a.test, Test::Within { .. }))
        .map(|a| &a.fact)
        .collect();
    let mut all: Vec<Threshold> = Vec::new();
    for fact in numeric {
        let mut out: Vec<Threshold> = Vec::new();
        let bounds: BTreeSet<Decimal> = conditions(item)
            .flat_map(Condition::atoms)
            .filter(|a| a.fact == *fact)
            .flat_map(|a| a.test.bounds())
            .map(|b| b.value)
            .collect();
        for segment in segments(&bounds) {
            let mut known = facts.clone();
            known.insert(fact.clone(), FactValue::Number(segment.sample));
            let there = Tiering::of(tiering.benchmark, item, &known);
            let label = |i: &usize| there.tier(*i).map(|t| t.label.clone());
            let met: Vec<String> = there.met.iter().filter_map(label).collect();
            let governing = there.governing.as_ref().and_then(label);
            let unloaded: Vec<String> = there.unloaded.iter().map(|m| m.label.clone()).collect();
            match out.last_mut() {
                Some(last)
                    if last.met == met
                        && last.governing == governing
                        && last.unloaded == unloaded =>
                {
                    last.segment.high = segment.high;
                }
                _ => out.push(Threshold {
                    fact: fact.clone(),
                    segment,
                    met,
                    governing,
                    unloaded,
                }),
            }
        }
        // A fact whose value changes nothing, the others being as they are, has no thresholds.
        if out.len() > 1 {
            all.append(&mut out);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::load::load_text;

    /// Two tiers of a teaching pack with these conditions, and which of them governs.
    fn governing(lighter: &str, heavier: &str, facts: &[(&str, FactValue)]) -> Option<usize> {
        let tier = |n: u32, any_of: &str| {
            format!(
                "[[item.tier]]\nordinal = {n}\nlabel = \"{n}\"\nsource = \"教学示例\"\nany_of = {any_of}\nfines = []\n"
            )
        };
        let text = format!(
            "[pack]\nid = \"x\"\ntitle = \"t\"\nfrom = \"2024\"\nlayer = \"national\"\ndomains = [\"coal\"]\nsource = \"教学示例\"\nverification = \"教学示例\"\n[[item]]\nno = \"1\"\ntitle = \"t\"\noffence = \"aqscf-97-1-3\"\n{}{}",
            tier(1, lighter),
            tier(2, heavier)
        );
        let loaded = load_text("mine.toml", &text);
        assert_eq!(loaded.diagnostics, []);
        let benchmark = loaded.library.benchmark("x").expect("loads");
        let facts = facts
            .iter()
            .map(|(id, value)| (FactId::from(*id), value.clone()))
            .collect();
        let item = benchmark.items.first().expect("an item");
        Tiering::of(benchmark, item, &facts).governing
    }

    #[test]
    fn tiers_share_a_bound_where_one_ends_and_the_other_begins_only() {
        let days = |n: i64| {
            [
                ("days_overdue", FactValue::from(n)),
                ("behaviour", "甲".into()),
            ]
        };
        let up_to = "[[{ fact = \"days_overdue\", at_most = 10 }]]";
        let from = "[[{ fact = \"days_overdue\", at_least = 10 }]]";
        assert_eq!(governing(up_to, from, &days(10)), Some(0));
        assert_eq!(
            governing(from, up_to, &days(10)),
            Some(0),
            "a scale that falls"
        );
        let and_more =
            "[[{ fact = \"days_overdue\", at_least = 10 }, { fact = \"behaviour\", is = \"甲\" }]]";
        for n in [10, 11] {
            assert_eq!(governing(from, and_more, &days(n)), Some(1), "{n}");
        }
    }
}
