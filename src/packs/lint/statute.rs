//! Tiers against the statute: amounts outside it, slips of unit, a basis that is repealed or newer than the table.

use std::collections::BTreeMap;

use crate::assess::consequence::applicable_rows;
use crate::law::benchmark::{Benchmark, Item, Tier, TierFine};
use crate::law::fine::{FineBasis, Inputs};
use crate::law::{FenRange, Library, Offence};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};

/// A tier this many times above or below the statute is in another unit.
const SLIP: i64 = 1000;

/// Checks every item against the offence it is about.
pub fn check(report: &mut Report) {
    let library = report.library();
    for benchmark in library.benchmarks() {
        let mut older: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        for item in &benchmark.items {
            let offences = offences_of(library, item);
            for tier in &item.tiers {
                for fine in &tier.fines {
                    amounts(report, &offences, (benchmark, item, tier), fine);
                }
            }
            repealed(report, &offences, benchmark, item);
            if let Some(offence) = offences.first() {
                let slug = offence.instrument.as_str();
                older.entry(slug).or_default().push(item);
            }
        }
        for (slug, items) in older {
            older_than(report, benchmark, slug, &items);
        }
    }
}

/// The offences an item is about.
pub fn offences_of<'a>(library: &'a Library, item: &Item) -> Vec<&'a Offence> {
    item.offence
        .as_ref()
        .map(|o| library.named(o.as_str()))
        .unwrap_or_default()
}

/// The article of an item's offence, for messages.
pub fn article(library: &Library, item: &Item) -> String {
    let id = item.offence.as_ref();
    id.and_then(|id| library.citation_of_id(id))
        .unwrap_or_default()
}

/// A tier's amounts have to lie within what the statute threatens for the same subject and stage.
fn amounts(
    report: &mut Report,
    offences: &[&Offence],
    (benchmark, item, tier): (&Benchmark, &Item, &Tier),
    fine: &TierFine,
) {
    if offences.is_empty() {
        return;
    }
    let library = report.library();
    let at = At::Tier(benchmark, item, tier);
    let who = say::who(fine.subject, &fine.stage, library);
    let statutes: Vec<&FineBasis> = offences
        .iter()
        .flat_map(|o| applicable_rows(o, fine.subject, Some(&fine.stage), &Inputs::default()))
        .filter_map(|r| r.fine.as_ref().map(|f| &f.basis))
        .collect();
    if statutes.is_empty() {
        let message = say::without_statute(&who);
        report.add("tier_without_statute", at, message, say::REMEDY_STATUTE);
        return;
    }
    if !statutes.iter().any(|basis| within(&fine.basis, basis)) {
        let mut shown = statutes.clone();
        shown.dedup();
        let articles = article(library, item);
        let message = say::outside_statute(&who, &fine.basis, &shown, &articles);
        report.add("tier_outside_statute", at, message, say::REMEDY_STATUTE);
    }
    let money = |basis: &FineBasis| match basis {
        FineBasis::Fixed { range, .. } => Some(*range),
        FineBasis::PercentOfAnnualIncome { .. }
        | FineBasis::MultipleOfIllegalGain { .. }
        | FineBasis::MultipleOfGoodsValue { .. }
        | FineBasis::MultipleOfBaseFine { .. }
        | FineBasis::Daily { .. }
        | FineBasis::DailyPermille { .. } => None,
    };
    let statute = statutes
        .iter()
        .filter_map(|b| money(b))
        .reduce(FenRange::hull);
    if let (Some(own), Some(statute)) = (money(&fine.basis), statute) {
        let (own_max, max) = (own.max().0, statute.max().0);
        let is_slip = max > 0 && own_max > 0;
        if is_slip && (own_max / SLIP >= max || own_max <= max / SLIP) {
            let message = say::unit_slip(&who, own, statute);
            report.add("unit_slip", at, message, say::REMEDY_UNIT);
        }
    }
}

fn within(tier: &FineBasis, statute: &FineBasis) -> bool {
    match (tier, statute) {
        (FineBasis::Fixed { range: t, .. }, FineBasis::Fixed { range: s, .. }) => {
            s.min() <= t.min() && t.max() <= s.max()
        }
        _ => {
            tier.name() == statute.name()
                && tier
                    .factors()
                    .zip(statute.factors())
                    .is_some_and(|((a, b), (c, d))| c <= a && b <= d)
        }
    }
}

/// An item of a benchmark in force should not rest on a repealed instrument.
fn repealed(report: &mut Report, offences: &[&Offence], benchmark: &Benchmark, item: &Item) {
    let library = report.library();
    let instrument = offences
        .first()
        .and_then(|o| library.instrument(o.instrument.as_str()));
    let Some(instrument) = instrument else { return };
    if let Some(repealed) = instrument.repealed
        && benchmark.until.is_none_or(|u| u > repealed)
        && item.until.is_none_or(|u| u > repealed)
    {
        let message = say::repealed_basis(instrument.name(), repealed);
        let at = At::Item(benchmark, item);
        report.add("repealed_basis", at, message, say::REMEDY_REPEALED);
    }
}

/// A table from before the present text of its statute may carry figures that are no longer right. Said once.
fn older_than(report: &mut Report, benchmark: &Benchmark, slug: &str, items: &[&Item]) {
    let Some(instrument) = report.library().instrument(slug) else {
        return;
    };
    let in_force = instrument.in_force;
    let lapsed = |until: Option<crate::law::PartialDate>| {
        until.is_some_and(|u| u.earliest() <= in_force.latest())
    };
    let affected: Vec<&&Item> = items
        .iter()
        .filter(|i| {
            let from = i.from.unwrap_or(benchmark.from);
            in_force.earliest() > from.latest() && !lapsed(i.until.or(benchmark.until))
        })
        .collect();
    if let Some(first) = affected.first() {
        let from = first.from.unwrap_or(benchmark.from);
        let message = say::older(instrument.name(), in_force, from, affected.len());
        let at = At::Item(benchmark, first);
        report.add("older_than_statute", at, message, say::REMEDY_OLDER);
    }
}
