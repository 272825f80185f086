//! Lint: tables that load but cannot be right. Reported, never repaired: an official table may itself be wrong.

use crate::law::benchmark::{Benchmark, Item, Tier, TierFine};
use crate::law::fine::{FineBasis, Inputs};
use crate::law::{FenRange, Library, Subject};
use crate::packs::diagnostic::{Diagnostic, Severity};
use crate::packs::load::Loaded;
use crate::packs::messages as say;

/// Checks every benchmark against the statutes and against itself.
pub fn lint(loaded: &Loaded) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for benchmark in loaded.library.benchmarks() {
        for item in &benchmark.items {
            let mut report = |ordinal: u32, code, severity, message: String, remedy: &str| {
                let origin = loaded
                    .origins
                    .get(&(benchmark.id.clone(), item.no.clone(), ordinal));
                found.push(Diagnostic {
                    code,
                    severity,
                    file: origin.map_or_else(|| benchmark.id.to_string(), |o| o.file.clone()),
                    line: origin.map(|o| o.line),
                    message: format!("{}·{}：{message}", benchmark.short, item.no),
                    remedy: remedy.to_owned(),
                });
            };
            outside_statute(&loaded.library, item, &mut report);
            out_of_order(item, &mut report);
            repealed_basis(&loaded.library, benchmark, item, &mut report);
        }
    }
    found
}

type Report<'a> = dyn FnMut(u32, &'static str, Severity, String, &str) + 'a;

/// A tier's amounts have to lie within what the statute threatens for the same subject and stage.
fn outside_statute(library: &Library, item: &Item, report: &mut Report) {
    for tier in &item.tiers {
        for fine in &tier.fines {
            let statutes = statutory(library, item, fine);
            if statutes.is_empty() {
                report(
                    tier.ordinal,
                    "tier_without_statute",
                    Severity::Warning,
                    say::without_statute(&tier.label, fine.subject, fine.stage.as_str()),
                    say::REMEDY_STATUTE,
                );
                continue;
            }
            let fits = statutes.iter().any(|basis| within(&fine.basis, basis));
            if !fits {
                let statute = statutes
                    .iter()
                    .filter_map(|b| b.range(&Inputs::default()).ok())
                    .reduce(FenRange::hull);
                report(
                    tier.ordinal,
                    "tier_outside_statute",
                    Severity::Error,
                    say::outside_statute(
                        &tier.label,
                        fine.subject,
                        fine.stage.as_str(),
                        &fine.basis,
                        statute,
                    ),
                    say::REMEDY_STATUTE,
                );
            }
        }
    }
}

fn statutory<'a>(library: &'a Library, item: &'a Item, fine: &'a TierFine) -> Vec<&'a FineBasis> {
    let rows = library
        .named(item.offence.as_ref().map_or("", |o| o.as_str()))
        .into_iter()
        .flat_map(|o| o.rows.iter());
    rows.filter(|r| r.subject == fine.subject && r.stage == fine.stage)
        .filter_map(|r| r.fine.as_ref())
        .map(|f| &f.basis)
        .collect()
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

/// A heavier tier must not start or end below a lighter one.
fn out_of_order(item: &Item, report: &mut Report) {
    for (lighter, heavier) in item.tiers.iter().zip(item.tiers.iter().skip(1)) {
        for (stage, subject, light, heavy) in pairs(lighter, heavier) {
            if heavy.min() < light.min() || heavy.max() < light.max() {
                report(
                    heavier.ordinal,
                    "tier_order",
                    Severity::Warning,
                    say::out_of_order(
                        &lighter.label,
                        &heavier.label,
                        subject,
                        &stage,
                        light,
                        heavy,
                    ),
                    say::REMEDY_ORDER,
                );
            }
        }
    }
}

fn pairs(lighter: &Tier, heavier: &Tier) -> Vec<(String, Subject, FenRange, FenRange)> {
    let fixed = |basis: &FineBasis| basis.range(&Inputs::default()).ok();
    let mut out = Vec::new();
    for light in &lighter.fines {
        if let Some(heavy) = heavier.fine_for(light.subject, &light.stage)
            && let (Some(a), Some(b)) = (fixed(&light.basis), fixed(&heavy.basis))
        {
            out.push((light.stage.to_string(), light.subject, a, b));
        }
    }
    out
}

/// An item of a benchmark in force should not rest on a repealed instrument.
fn repealed_basis(library: &Library, benchmark: &Benchmark, item: &Item, report: &mut Report) {
    let Some(offence) = &item.offence else {
        return;
    };
    let instrument = library
        .named(offence.as_str())
        .first()
        .and_then(|o| library.instrument(o.instrument.as_str()));
    let Some(instrument) = instrument else { return };
    if let Some(repealed) = instrument.repealed
        && benchmark.until.is_none_or(|u| u > repealed)
    {
        report(
            0,
            "repealed_basis",
            Severity::Warning,
            say::repealed_basis(instrument.name(), repealed),
            say::REMEDY_REPEALED,
        );
    }
}
