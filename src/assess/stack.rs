//! Which document speaks about an offence at a stage: every candidate, and why it is used or not.
//!
//! The most local layer that has tiers of its own wins the item whole. Tiers of two documents are
//! never put together.

use crate::assess::consequence::{Applied, Situation, applied};
use crate::assess::outcome::Fate;
use crate::assess::tiering::Scope;
use crate::law::benchmark::{Benchmark, Item, Layer, Review};
use crate::law::{Library, Offence, PartialDate, StageId};

/// An item that is about the offence and stage, and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate<'a> {
    /// The document.
    pub benchmark: &'a Benchmark,
    /// The item.
    pub item: &'a Item,
    /// Whose document it is.
    pub layer: Layer,
    /// The item in force from (included).
    pub from: PartialDate,
    /// No longer in force from this day on.
    pub until: Option<PartialDate>,
    /// Whether it is used, and if not, why.
    pub fate: Fate,
}

/// Every item of the library about the offence at the stage: the one that is used first, then from
/// the most local to the national layer, later documents first.
pub fn stack<'a>(
    library: &'a Library,
    offence: &'a Offence,
    stage: &StageId,
    scope: &Scope,
) -> Vec<Candidate<'a>> {
    let winner = item_for(library, offence, stage, scope).filter(|(_, i)| !i.tiers.is_empty());
    let fate = |benchmark: &Benchmark, item: &Item| match (kept_out(benchmark, item, scope), winner)
    {
        (Some(fate), _) => fate,
        (None, Some((_, used))) if std::ptr::eq(used, item) => Fate::Wins,
        (None, Some((by, _))) if !item.tiers.is_empty() => Fate::Shadowed { by: by.id.clone() },
        (None, _) => Fate::NoTiers,
    };
    let mut all: Vec<Candidate> = library
        .items_about(offence)
        .filter(|(_, item)| is_about_stage(item, stage))
        .map(|(benchmark, item)| {
            let (from, until) = benchmark.dates_of(item);
            Candidate {
                benchmark,
                item,
                layer: benchmark.layer,
                from,
                until,
                fate: fate(benchmark, item),
            }
        })
        .collect();
    all.sort_by_key(|c| {
        let rank = rank(c.benchmark, c.item, offence);
        std::cmp::Reverse((c.fate == Fate::Wins, rank.1, rank.2, rank.0, rank.3))
    });
    all
}

/// Finds the item that applies to an offence at a stage: of those that nothing keeps out, items with
/// tiers go before items known only by name, the most local layer before the others, then the later
/// document, then the one for fewer domains, then the item about exactly this offence before one about
/// its clause.
pub fn item_for<'a>(
    library: &'a Library,
    offence: &'a Offence,
    stage: &StageId,
    scope: &Scope,
) -> Option<(&'a Benchmark, &'a Item)> {
    library
        .items_about(offence)
        .filter(|(benchmark, item)| {
            is_about_stage(item, stage) && kept_out(benchmark, item, scope).is_none()
        })
        .max_by_key(|(benchmark, item)| rank(benchmark, item, offence))
}

/// The item that applies to a row that applies, with the stage at which its tiers stand: one about the offence
/// itself before one about the provision the row was taken from.
pub fn item_of<'a>(
    library: &'a Library,
    applied: &Applied<'a>,
    scope: &Scope,
) -> Option<(&'a Benchmark, &'a Item, &'a StageId)> {
    let here = || {
        let stage = &applied.row.stage;
        item_for(library, applied.offence, stage, scope).map(|(b, i)| (b, i, stage))
    };
    let Some(origin) = &applied.row.origin else {
        return here();
    };
    let there = || {
        let offence = library.offence(origin.offence.as_str())?;
        item_for(library, offence, &origin.stage, scope).map(|(b, i)| (b, i, &origin.stage))
    };
    if origin.kept_from.is_some() {
        return there();
    }
    let with_tiers = |found: &(&Benchmark, &Item, &StageId)| !found.1.tiers.is_empty();
    here().filter(with_tiers).or_else(there).or_else(here)
}

/// The items that apply to a situation, each with its document and stage.
pub fn applicable_items<'a>(
    library: &'a Library,
    situation: &Situation<'a>,
) -> Vec<(&'a Benchmark, &'a Item, &'a StageId)> {
    let scope = situation.scope();
    let mut found: Vec<(&Benchmark, &Item, &StageId)> = Vec::new();
    for applied in applied(library, situation) {
        if let Some(item) = item_of(library, &applied, &scope)
            && !found
                .iter()
                .any(|f| std::ptr::eq(f.1, item.1) && f.2 == item.2)
        {
            found.push(item);
        }
    }
    found
}

fn rank(
    benchmark: &Benchmark,
    item: &Item,
    offence: &Offence,
) -> (bool, Layer, PartialDate, Special) {
    let exact = item.offence.as_ref() == Some(&offence.id);
    let from = benchmark.dates_of(item).0;
    let narrow = std::cmp::Reverse(benchmark.domains.len());
    (
        !item.tiers.is_empty(),
        benchmark.layer,
        from,
        (narrow, exact),
    )
}

/// How special a document and item are: for fewer domains, about exactly the offence.
type Special = (std::cmp::Reverse<usize>, bool);

/// Why an item does not apply in a scope; nothing when it does.
fn kept_out(benchmark: &Benchmark, item: &Item, scope: &Scope) -> Option<Fate> {
    let in_domain = scope
        .domain
        .is_none_or(|d| benchmark.domains.iter().any(|k| k.as_str() == d));
    // A vague date (2024-06) is taken to cover the day; the assessment says so.
    let in_force = || match scope.day {
        Some(day) => benchmark.item_in_force_on(item, day) != Some(false),
        None => benchmark.dates_of(item).1.is_none(),
    };
    if !in_domain {
        Some(Fate::OtherDomain)
    } else if !benchmark.covers(scope.region) {
        Some(Fate::OtherRegion)
    } else if !in_force() {
        Some(Fate::NotInForce)
    } else {
        (item.review == Some(Review::Marked)).then_some(Fate::Marked)
    }
}

fn is_about_stage(item: &Item, stage: &StageId) -> bool {
    match &item.stage {
        Some(own) => own == stage,
        None => {
            item.tiers.is_empty()
                || item.tiers.iter().any(|t| {
                    t.fines.iter().any(|f| f.stage == *stage)
                        || t.penalties.iter().any(|(s, _)| s == stage)
                })
        }
    }
}
