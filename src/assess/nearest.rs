//! The nearest lawful reason (最近合法理由): the smallest change of facts or circumstances under which a
//! proposed amount would be lawful. It tells the reviewer what the file must prove.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::assess::case::Case;
use crate::assess::consequence::{Situation, applied};
use crate::assess::lawful::{Lawful, lawful};
use crate::assess::matter::situation;
use crate::assess::outcome::{Change, Doubt, Nearest};
use crate::assess::stack::item_of;
use crate::assess::tiering::{Scope, conditions, sample_values};
use crate::law::condition::Condition;
use crate::law::{
    CircumstanceId, FactId, FactValue, Facts, Fen, Item, Library, Offence, OffenceId, Subject,
};

/// Most facts of a case that are changed at once.
const FACTS_CHANGED: usize = 2;
/// Most circumstances that are found anew at once; two always suffice (one to excuse, one to mitigate).
const FOUND_ANEW: usize = 2;

/// Searches for the smallest change. What cannot be checked has no reason: the doubts come first.
pub fn nearest(
    library: &Library,
    case: &Case,
    offences: &[&Offence],
    (scope, law_day): (&Scope, Option<NaiveDate>),
    doubts: &[Doubt],
) -> Nearest {
    if case.proposed.is_empty() {
        return Nearest::NotAsked;
    }
    if doubts.iter().any(Doubt::is_about_law) {
        return Nearest::CannotTell;
    }
    let facts = case.all_facts();
    let current = case.circumstances.clone();
    let by_facts = fact_options(library, case, offences, (scope, law_day), &facts);
    let ranges: Vec<(Vec<Lawful>, &Vec<Change>)> = by_facts
        .iter()
        .map(|(f, changes)| {
            (
                ranges_of(library, case, offences, (scope, law_day), f),
                changes,
            )
        })
        .collect();
    if ranges
        .first()
        .is_some_and(|(r, _)| all_fit(library, case, r, &current))
        && doubts.is_empty()
    {
        return Nearest::Fits;
    }
    if !doubts.is_empty() {
        let hopeless = ranges.iter().all(|(r, _)| hopeless(case, r));
        return if hopeless {
            Nearest::None
        } else {
            Nearest::CannotTell
        };
    }
    // No change of circumstances lifts an amount over the statutory maximum, no facts change it.
    if ranges.iter().all(|(r, _)| hopeless(case, r)) {
        return Nearest::None;
    }
    let mut best: Option<Vec<Change>> = None;
    for (set, changes) in circumstance_options(library, case) {
        for (range, fact_changes) in &ranges {
            let cost = changes.len() + fact_changes.len();
            // Facts that no loaded tier answers to are no reason: what they would allow is not known.
            let unanswered =
                !fact_changes.is_empty() && range.iter().any(|r| r.item_loaded && !r.tier_selected);
            if cost == 0 || unanswered || best.as_ref().is_some_and(|b| b.len() < cost) {
                continue;
            }
            if !all_fit(library, case, range, &set) {
                continue;
            }
            let mut found: Vec<Change> =
                changes.iter().chain(fact_changes.iter()).cloned().collect();
            found.sort_by_key(|c| rank(library, c));
            if best
                .as_ref()
                .is_none_or(|b| weight(library, &found) < weight(library, b))
            {
                best = Some(found);
            }
        }
    }
    best.map_or(Nearest::None, Nearest::Changes)
}

/// Fewer changes first; facts before circumstances, circumstances in the order of the law.
fn weight(library: &Library, changes: &[Change]) -> (usize, Vec<(usize, String)>) {
    (
        changes.len(),
        changes.iter().map(|c| rank(library, c)).collect(),
    )
}

fn rank(library: &Library, change: &Change) -> (usize, String) {
    let place = |id: &CircumstanceId| {
        let all = &library.parts().circumstances;
        all.iter().position(|c| c.id == *id).unwrap_or(all.len())
    };
    match change {
        Change::Fact(fact, value) => (0, format!("{fact}{value}")),
        Change::Find(id) => (1 + place(id), String::new()),
        Change::Drop(id) => (1 + place(id), id.to_string()),
    }
}

/// The lawful range of every proposed subject under some facts, circumstances left aside.
fn ranges_of(
    library: &Library,
    case: &Case,
    offences: &[&Offence],
    (scope, law_day): (&Scope, Option<NaiveDate>),
    facts: &Facts,
) -> Vec<Lawful> {
    let ids: Vec<OffenceId> = offences.iter().map(|o| o.id.clone()).collect();
    let of = |subject| {
        let situation = situation(case, &ids, scope, law_day, facts);
        lawful(
            library,
            &Situation {
                subject,
                ..situation
            },
        )
    };
    case.proposed.iter().map(|p| of(p.subject)).collect()
}

fn hopeless(case: &Case, ranges: &[Lawful]) -> bool {
    case.proposed.iter().zip(ranges).any(|(p, r)| {
        let above = r.span.is_none_or(|s| s.is_exceeded_by(p.fine));
        p.fine > Fen::ZERO && !r.not_loaded && (!r.covered || above)
    })
}

fn all_fit(
    library: &Library,
    case: &Case,
    ranges: &[Lawful],
    set: &BTreeSet<CircumstanceId>,
) -> bool {
    case.proposed.iter().zip(ranges).all(|(proposed, range)| {
        let effects = || {
            set.iter()
                .filter_map(|id| library.circumstance(id))
                .filter(|c| c.applies_to(proposed.subject))
                .map(|c| c.effect)
        };
        let must_not = effects().any(|e| e == crate::law::Effect::MustNotPenalise);
        let may_not = must_not || effects().any(|e| e == crate::law::Effect::MayNotPenalise);
        let below = effects().any(crate::law::Effect::allows_below_minimum);
        fits(range, proposed.fine, must_not, may_not, below)
    })
}

/// Tells whether an amount is lawful in a range under the effects of the circumstances.
pub fn fits(
    range: &Lawful,
    amount: Fen,
    must_not: bool,
    may_not: bool,
    below_allowed: bool,
) -> bool {
    if amount == Fen::ZERO {
        return may_not || range.fine_optional || !range.covered || range.statutory.is_none();
    }
    let inside = |r: Option<crate::law::FenRange>| {
        r.is_none_or(|r| r.contains(amount) || below_allowed && amount < r.min())
    };
    // Below everything that may come into question, whatever is not known.
    let least = range.span.map(|s| s.min);
    if range.open && below_allowed && least.is_some_and(|least| amount < least) {
        return !must_not && !range.not_loaded;
    }
    !must_not
        && range.covered
        && !range.open
        && !range.not_loaded
        && range.statutory.is_some()
        && range.statute_holds(amount, below_allowed)
        && inside(range.tier_hull)
}

/// Sets of circumstances worth trying, each with the changes that lead to it; free of conflicts among what is new.
fn circumstance_options(
    library: &Library,
    case: &Case,
) -> Vec<(BTreeSet<CircumstanceId>, Vec<Change>)> {
    let parts = library.parts();
    let useful = |c: &&crate::law::Circumstance| {
        c.effect.is_mitigating() && !case.circumstances.contains(&c.id)
    };
    let candidates: Vec<&CircumstanceId> = parts
        .circumstances
        .iter()
        .filter(useful)
        .map(|c| &c.id)
        .collect();
    let excluded_by = |id: &CircumstanceId| -> Vec<CircumstanceId> {
        let other = |pair: &[CircumstanceId; 2]| match pair {
            [a, b] if a == id => Some(b.clone()),
            [a, b] if b == id => Some(a.clone()),
            [_, _] => None,
        };
        parts
            .conflicts
            .iter()
            .filter_map(|c| other(&c.pair))
            .collect()
    };
    let forbids = |id: &CircumstanceId| {
        library
            .circumstance(id)
            .is_some_and(|c| c.effect == crate::law::Effect::MustNotPenalise)
    };
    let excuses: Vec<&CircumstanceId> =
        case.circumstances.iter().filter(|id| forbids(id)).collect();
    let drops = subsets(&excuses, excuses.len());
    let mut options = Vec::new();
    for added in subsets(&candidates, FOUND_ANEW) {
        if added
            .iter()
            .any(|a| excluded_by(a).iter().any(|x| added.contains(&x)))
        {
            continue;
        }
        for dropped in &drops {
            let mut set = case.circumstances.clone();
            set.retain(|id| !dropped.contains(&id));
            for id in &added {
                for excluded in excluded_by(id) {
                    set.remove(&excluded);
                }
                set.insert((*id).clone());
            }
            let found = set
                .difference(&case.circumstances)
                .cloned()
                .map(Change::Find);
            let gone = case
                .circumstances
                .difference(&set)
                .cloned()
                .map(Change::Drop);
            let changes: Vec<Change> = found.chain(gone).collect();
            options.push((set, changes));
        }
    }
    options.sort_by(|a, b| (a.1.len(), &a.1).cmp(&(b.1.len(), &b.1)));
    options.dedup_by(|a, b| a.0 == b.0);
    options
}

fn subsets<'a>(items: &[&'a CircumstanceId], most: usize) -> Vec<Vec<&'a CircumstanceId>> {
    let mut all: Vec<Vec<&CircumstanceId>> = vec![Vec::new()];
    let mut last = all.clone();
    for _ in 0..most {
        let mut next = Vec::new();
        for set in &last {
            let from = set
                .last()
                .and_then(|l| items.iter().position(|i| i == l))
                .map_or(0, |p| p + 1);
            for item in items.iter().skip(from) {
                let mut larger = set.clone();
                larger.push(*item);
                next.push(larger);
            }
        }
        all.extend(next.iter().cloned());
        last = next;
    }
    all
}

/// Facts worth trying: as they are, and every change of up to two facts that tiers ask for.
fn fact_options(
    library: &Library,
    case: &Case,
    offences: &[&Offence],
    (scope, law_day): (&Scope, Option<NaiveDate>),
    facts: &Facts,
) -> Vec<(Facts, Vec<Change>)> {
    let mut options = vec![(facts.clone(), Vec::new())];
    let mut values: Vec<(FactId, FactValue)> = Vec::new();
    let mut items: Vec<&Item> = Vec::new();
    for offence in offences {
        for subject in Subject::ALL {
            let own = std::slice::from_ref(&offence.id);
            let situation = Situation {
                subject,
                ..situation(case, own, scope, law_day, facts)
            };
            for found in applied(library, &situation) {
                let item = item_of(library, &found, scope).map(|(_, item, _)| item);
                items.extend(item.filter(|i| !items.iter().any(|k| std::ptr::eq(*k, *i))));
            }
        }
    }
    for item in items {
        let asked: BTreeSet<&FactId> = conditions(item)
            .flat_map(Condition::atoms)
            .map(|a| &a.fact)
            .collect();
        for fact in asked {
            let whole = library
                .fact(fact)
                .is_none_or(|s| s.kind != crate::law::fact::FactKind::Number);
            for value in sample_values(item, fact) {
                let possible = library.fact(fact).is_none_or(|s| s.accepts(&value)) || !whole;
                let pair = (fact.clone(), value);
                if possible && facts.get(&pair.0) != Some(&pair.1) && !values.contains(&pair) {
                    values.push(pair);
                }
            }
        }
    }
    let mut last = options.clone();
    for _ in 0..FACTS_CHANGED {
        let mut next = Vec::new();
        for (known, changes) in &last {
            let changed = |fact: &FactId| {
                changes
                    .iter()
                    .any(|c| matches!(c, Change::Fact(f, _) if f >= fact))
            };
            for (fact, value) in values.iter().filter(|(fact, _)| !changed(fact)) {
                let mut known = known.clone();
                known.insert(fact.clone(), value.clone());
                let mut longer = changes.clone();
                longer.push(Change::Fact(fact.clone(), value.clone()));
                next.push((known, longer));
            }
        }
        options.extend(next.iter().cloned());
        last = next;
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::case::Proposed;

    /// Every set of changes, however silly: the slow truth that the search has to equal.
    fn brute_force(
        library: &Library,
        case: &Case,
        offences: &[&Offence],
        scope: &Scope,
    ) -> Option<usize> {
        let facts = case.all_facts();
        let parts = library.parts();
        let ids: Vec<CircumstanceId> = parts
            .circumstances
            .iter()
            .map(|c| c.id.clone())
            .take(12)
            .collect();
        let conflicting = |set: &BTreeSet<CircumstanceId>| {
            parts
                .conflicts
                .iter()
                .any(|c| c.pair.iter().all(|id| set.contains(id)))
        };
        let by_facts = fact_options(library, case, offences, (scope, None), &facts);
        let mut best: Option<usize> = None;
        for bits in 0..(1u32 << ids.len()) {
            let set: BTreeSet<CircumstanceId> = ids
                .iter()
                .enumerate()
                .filter(|(i, _)| bits >> i & 1 == 1)
                .map(|(_, id)| id.clone())
                .collect();
            let changed = set.symmetric_difference(&case.circumstances).count();
            if conflicting(&set) || best.is_some_and(|b| changed >= b) {
                continue;
            }
            for (known, changes) in &by_facts {
                let ranges = ranges_of(library, case, offences, (scope, None), known);
                let unanswered =
                    !changes.is_empty() && ranges.iter().any(|r| r.item_loaded && !r.tier_selected);
                if !unanswered && all_fit(library, case, &ranges, &set) {
                    best = Some(
                        best.map_or(changed + changes.len(), |b| b.min(changed + changes.len())),
                    );
                }
            }
        }
        best
    }

    #[test]
    fn the_smallest_change_equals_brute_force_over_twelve_circumstances() {
        let library = crate::packs::load_shipped().library;
        let given: [&[&str]; 4] = [
            &[],
            &["art33_no_fault"],
            &["art33_minor_corrected_no_harm", "art30_under_14"],
            &["art32_coerced", "agg_emergency_period"],
        ];
        let offences = [
            ("aqscf-99-1-3", "overdue", "coal"),
            ("aqscf-97-1-7", "first", "hazchem"),
        ];
        for (offence, stage, domain) in offences {
            for circumstances in given {
                for (unit, person) in [
                    (80_000, None),
                    (30_000, Some(0)),
                    (0, Some(15_000)),
                    (120_000, Some(15_000)),
                    (0, None),
                    (900_000, None),
                ] {
                    let proposed = |subject, fine| Proposed {
                        subject,
                        fine: Fen::yuan(fine),
                        before_defence: None,
                    };
                    let mut case = Case {
                        offence: Some(offence.into()),
                        stage: Some(stage.into()),
                        subjects: vec![Subject::Unit, Subject::ResponsiblePerson],
                        circumstances: circumstances
                            .iter()
                            .map(|c| CircumstanceId::from(*c))
                            .collect(),
                        facts: Facts::from([("days_overdue".into(), 7.into())]),
                        proposed: vec![proposed(Subject::Unit, unit)],
                        ..Case::default()
                    };
                    case.proposed
                        .extend(person.map(|p| proposed(Subject::ResponsiblePerson, p)));
                    let scope = Scope {
                        domain: Some(domain),
                        region: None,
                        day: None,
                    };
                    let named = library.named(offence);
                    let found = match nearest(&library, &case, &named, (&scope, None), &[]) {
                        Nearest::Fits => Some(0),
                        Nearest::Changes(changes) => Some(changes.len()),
                        Nearest::None | Nearest::NotAsked | Nearest::CannotTell => None,
                    };
                    assert_eq!(
                        found,
                        brute_force(&library, &case, &named, &scope),
                        "{offence} {circumstances:?} {unit} {person:?}"
                    );
                }
            }
        }
    }
}
