//! Facts and behaviours: bounds that cannot be, wordings that differ by a comma, facts nobody asks for.

use std::collections::BTreeMap;

use crate::assess::tiering::conditions;
use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::law::condition::{Atom, Condition, Test};
use crate::law::fact::FactKind;
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};
use crate::packs::rows::Table;

/// Facts a document adds for itself begin with this; the others are common to all.
const OWN_FACT: &str = "x_";

/// Checks the conditions of all items and the register of facts.
pub fn check(report: &mut Report) {
    let library = report.library();
    for benchmark in library.benchmarks() {
        for item in &benchmark.items {
            wordings(report, benchmark, item);
            for tier in &item.tiers {
                for atom in tier.condition.atoms() {
                    bounds(report, (benchmark, item, tier), atom);
                }
            }
        }
    }
    let items = || library.benchmarks().iter().flat_map(|b| &b.items);
    let used = |id| {
        let mut atoms = items().flat_map(conditions).flat_map(Condition::atoms);
        atoms.any(|a| a.fact == id)
    };
    for fact in &library.parts().facts {
        if fact.id.as_str().starts_with(OWN_FACT) && !used(fact.id.clone()) {
            let at = At::Row(Table::Fact, fact.id.as_str(), &fact.label);
            report.add("fact_unused", at, say::FACT_UNUSED, say::REMEDY_UNUSED);
        }
    }
}

fn bounds(report: &mut Report, (benchmark, item, tier): (&Benchmark, &Item, &Tier), atom: &Atom) {
    let Some(spec) = report.library().fact(&atom.fact) else {
        return;
    };
    let at = At::Tier(benchmark, item, tier);
    let words = || atom.describe(Some(spec));
    if let Some(max) = spec.max
        && atom.test.bounds().any(|b| b.value > max)
    {
        let message = say::bound_over_max(&words(), max);
        report.add("bound_over_max", at, message, say::REMEDY_BOUND);
    }
    if spec.kind == FactKind::Integer && atom.test.bounds().any(|b| !b.value.fract().is_zero()) {
        let message = say::fractional_bound(&words());
        report.add("fractional_bound", at, message, say::REMEDY_BOUND);
    }
}

/// Two wordings of one behaviour would be two choices on the form, and a tier would miss its case.
fn wordings(report: &mut Report, benchmark: &Benchmark, item: &Item) {
    let mut seen: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for atom in conditions(item).flat_map(Condition::atoms) {
        let Test::Is(text) = &atom.test else { continue };
        let key = (atom.fact.as_str(), folded(text));
        match seen.get(&key) {
            Some(other) if *other != text => {
                let message = say::behaviour_wording(other, text);
                let at = At::Item(benchmark, item);
                report.add("behaviour_wording", at, message, say::REMEDY_WORDING);
            }
            Some(_) => {}
            None => {
                seen.insert(key, text);
            }
        }
    }
}

/// Full-width letters and digits as half-width ones, without punctuation and the word 的.
fn folded(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars()
        .filter(|c| !say::FILLERS.contains(*c) && !c.is_whitespace())
        .map(half)
        .collect()
}
