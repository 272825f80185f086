//! Stages and subjects that the statute fines and no tier covers. 逾期未改正 as an item of its own counts.

use std::collections::BTreeSet;

use crate::law::benchmark::{Benchmark, Item};
use crate::law::{StageId, Subject};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};
use crate::packs::lint::statute::{article, offences_of};

type Cell = (StageId, Subject);

/// Checks every item with tiers. Items known to be incomplete are left alone: their `missing` says so.
pub fn check(report: &mut Report) {
    for benchmark in report.library().benchmarks() {
        let whole = |i: &&Item| !i.tiers.is_empty() && i.missing.is_empty();
        for item in benchmark.items.iter().filter(whole) {
            uncovered(report, benchmark, item);
            lacking(report, benchmark, item);
        }
    }
}

/// What the tiers of an item give amounts for.
fn covered(item: &Item) -> BTreeSet<Cell> {
    let fines = item.tiers.iter().flat_map(|t| &t.fines);
    fines.map(|f| (f.stage.clone(), f.subject)).collect()
}

fn uncovered(report: &mut Report, benchmark: &Benchmark, item: &Item) {
    let library = report.library();
    let offences = offences_of(library, item);
    let statute: BTreeSet<Cell> = offences
        .iter()
        .flat_map(|o| o.all_rows())
        // What a graver stage only keeps is said at the stage it is kept from.
        .filter(|r| r.origin.as_ref().is_none_or(|o| o.kept_from.is_none()))
        .filter(|r| r.fine.is_some())
        .map(|r| (r.stage.clone(), r.subject))
        .filter(|(stage, _)| item.stage.as_ref().is_none_or(|own| own == stage))
        .collect();
    let own = covered(item);
    if statute.is_subset(&own) {
        return;
    }
    // What another item of the document says about the same offence is said.
    let siblings = || {
        let about = |i: &&Item| i.no != item.no && offences.iter().any(|o| i.is_about(&o.id));
        benchmark.items.iter().filter(about)
    };
    let elsewhere: BTreeSet<Cell> = siblings().flat_map(covered).collect();
    let has_item = |stage: &StageId| siblings().any(|i| i.stage.as_ref() == Some(stage));
    let is_covered = |cell: &Cell| own.contains(cell) || elsewhere.contains(cell);
    let articles = article(library, item);
    let at = At::Item(benchmark, item);
    let mut told = BTreeSet::new();
    for (stage, subject) in statute.iter().filter(|c| !is_covered(c)) {
        if has_item(stage) {
            continue;
        }
        if own.iter().chain(&elsewhere).any(|(s, _)| s == stage) {
            let who = say::who(*subject, stage, library);
            let message = say::subject_uncovered(&who, &articles);
            report.add("subject_uncovered", at, message, say::REMEDY_STAGE);
        } else if told.insert(stage) {
            let message = say::stage_uncovered(&say::stage_word(stage, library), &articles);
            report.add("stage_uncovered", at, message, say::REMEDY_STAGE);
        }
    }
}

/// A tier without an amount where another tier of the same stage has one.
fn lacking(report: &mut Report, benchmark: &Benchmark, item: &Item) {
    let library = report.library();
    for tier in item.tiers.iter().filter(|t| !t.fines.is_empty()) {
        let has = |(stage, subject): &Cell| tier.fine_for(*subject, stage).is_some();
        let stages: BTreeSet<&StageId> = tier.fines.iter().map(|f| &f.stage).collect();
        for cell in covered(item).iter().filter(|c| !has(c)) {
            let other = item
                .tiers
                .iter()
                .find(|t| t.fine_for(cell.1, &cell.0).is_some());
            // Tables apart for each stage: a tier of the one owes nothing to the other.
            let is_same_table =
                other.is_some_and(|t| t.fines.iter().any(|f| stages.contains(&f.stage)));
            if let Some(other) = other.filter(|_| is_same_table) {
                let who = say::who(cell.1, &cell.0, library);
                let message = say::lacks_amount(&who, &other.label);
                let at = At::Tier(benchmark, item, tier);
                report.add("tier_lacks_amount", at, message, say::REMEDY_AMOUNT);
            }
        }
    }
}
