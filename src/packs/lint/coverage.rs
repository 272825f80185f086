//! Values that no tier covers, that two cover, and tiers that never govern.
//!
//! Alternatives (或者) over different facts are read apart: a gap in the days late is a gap although the
//! number of persons may lead to a tier too. Alternatives over the same or connected facts are walked together.

use std::collections::BTreeSet;

use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::law::{Library, StageId};
use crate::packs::lint::grid::{Alternative, Grid, Overlap, Stretch, connected};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};

/// Checks the conditions of every item with tiers.
pub fn check(report: &mut Report) {
    let library = report.library();
    for benchmark in library.benchmarks() {
        for item in benchmark.items.iter().filter(|i| !i.tiers.is_empty()) {
            check_item(report, library, benchmark, item);
        }
    }
}

fn check_item(report: &mut Report, library: &Library, benchmark: &Benchmark, item: &Item) {
    // A row that is missing with an unknown condition may cover anything.
    let is_whole = item.missing.iter().all(|m| m.when.is_some());
    let mut governing: BTreeSet<usize> = BTreeSet::new();
    let mut is_walked = true;
    for group in together(item) {
        let parts = connected(alternatives(item, &group));
        let single = parts.len() == 1;
        for part in parts {
            let tiers: BTreeSet<usize> = part.iter().filter_map(|a| a.tier).collect();
            let missing = part.iter().filter(|a| a.tier.is_none()).count();
            let Some(grid) = Grid::new(part, |f| library.fact(f)) else {
                let message = say::table_too_big(tiers.len());
                report.add(
                    "table_too_big",
                    At::Item(benchmark, item),
                    message,
                    say::REMEDY_TOO_BIG,
                );
                is_walked = false;
                continue;
            };
            // What can never hold is said once.
            governing.extend(contradictions(report, benchmark, item, &grid));
            let walk = grid.walk();
            governing.extend(&walk.governing);
            // A fact that a single tier names (或者只涉及1人次) is a reason, not a scale.
            if is_whole && (tiers.len() + missing > 1 || single) {
                let mut all = walk.gaps.clone();
                all.extend(grid.holes(&walk.gaps));
                gaps(report, library, (benchmark, item), &grid, &all);
            }
            for overlap in &walk.overlaps {
                overlaps(report, library, (benchmark, item), &grid, overlap);
            }
        }
    }
    if is_walked {
        unreachable(report, benchmark, item, &governing);
    }
}

/// Tiers that can meet: those about the same stages. An item may hold a table for each stage.
fn together(item: &Item) -> Vec<Vec<usize>> {
    let mut groups: Vec<(BTreeSet<&StageId>, Vec<usize>)> = Vec::new();
    for (i, tier) in item.tiers.iter().enumerate() {
        let mut stages = stages_of(tier);
        let (touched, rest): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(s, _)| stages.is_empty() || s.is_empty() || !s.is_disjoint(&stages));
        let mut all = vec![i];
        for (more, members) in touched {
            stages.extend(more);
            all.extend(members);
        }
        groups = rest;
        groups.push((stages, all));
    }
    groups.into_iter().map(|(_, all)| all).collect()
}

fn stages_of(tier: &Tier) -> BTreeSet<&StageId> {
    let fines = tier.fines.iter().map(|f| &f.stage);
    fines.chain(tier.penalties.iter().map(|(s, _)| s)).collect()
}

fn alternatives<'a>(item: &'a Item, group: &[usize]) -> Vec<Alternative<'a>> {
    let tiers = item.tiers.iter().enumerate();
    let of_tiers = tiers
        .filter(|(i, _)| group.contains(i))
        .flat_map(|(i, t)| t.condition.any_of.iter().map(move |all| (Some(i), all)));
    let missing = item.missing.iter().filter_map(|m| m.when.as_ref());
    let of_missing = missing.flat_map(|c| c.any_of.iter().map(|all| (None, all)));
    of_tiers
        .chain(of_missing)
        .filter(|(_, atoms)| !atoms.is_empty())
        .map(|(tier, atoms)| Alternative { tier, atoms })
        .collect()
}

/// Says which alternatives cannot hold, and returns the tiers of which none can.
fn contradictions(
    report: &mut Report,
    benchmark: &Benchmark,
    item: &Item,
    grid: &Grid,
) -> BTreeSet<usize> {
    let dead = grid.contradictions();
    let mut told = BTreeSet::new();
    for alternative in dead.iter().filter_map(|i| grid.alternatives.get(*i)) {
        let Some((n, tier)) = alternative.tier.and_then(|n| Some((n, item.tiers.get(n)?))) else {
            continue;
        };
        let dead_here = dead
            .iter()
            .filter_map(|i| grid.alternatives.get(*i))
            .filter(|a| a.tier == Some(n))
            .count();
        let at = At::Tier(benchmark, item, tier);
        let words = say::atoms(alternative.atoms, |f| report.library().fact(f));
        if dead_here == tier.condition.any_of.len() {
            if told.insert(n) {
                let message = say::empty_condition(&words);
                report.add("empty_condition", at, message, say::REMEDY_EMPTY);
            }
        } else {
            let message = say::dead_alternative(&words);
            report.add("dead_alternative", at, message, say::REMEDY_EMPTY);
        }
    }
    told
}

fn gaps(
    report: &mut Report,
    library: &Library,
    (benchmark, item): (&Benchmark, &Item),
    grid: &Grid,
    gaps: &[Stretch],
) {
    if gaps.is_empty() {
        return;
    }
    let message = say::gap(&say::stretches(gaps, grid, library));
    report.add(
        "tier_gap",
        At::Item(benchmark, item),
        message,
        say::REMEDY_GAP,
    );
}

fn overlaps(
    report: &mut Report,
    library: &Library,
    (benchmark, item): (&Benchmark, &Item),
    grid: &Grid,
    overlap: &Overlap,
) {
    let tier = |i: usize| item.tiers.get(i);
    let (Some(lighter), Some(heavier)) = (tier(overlap.lighter), tier(overlap.heavier)) else {
        return;
    };
    let is_apart = stages_of(lighter).is_disjoint(&stages_of(heavier))
        && !lighter.fines.is_empty()
        && !heavier.fines.is_empty();
    if is_apart {
        return;
    }
    let at = At::Tier(benchmark, item, heavier);
    let place = say::stretches(&overlap.at, grid, library);
    let message = say::both(&place, &lighter.label, &heavier.label);
    if overlap.is_shared_bound {
        report.add("shared_bound", at, message, say::REMEDY_SHARED);
    } else {
        report.add("tier_overlap", at, message, say::REMEDY_OVERLAP);
    }
}

fn unreachable(
    report: &mut Report,
    benchmark: &Benchmark,
    item: &Item,
    governing: &BTreeSet<usize>,
) {
    if item.tiers.len() < 2 {
        return;
    }
    let facts_meet = |t: &Tier| t.condition.any_of.iter().any(|all| !all.is_empty());
    for (i, tier) in item.tiers.iter().enumerate() {
        if !governing.contains(&i) && facts_meet(tier) {
            let at = At::Tier(benchmark, item, tier);
            report.add(
                "tier_unreachable",
                at,
                say::UNREACHABLE,
                say::REMEDY_UNREACHABLE,
            );
        }
    }
}
