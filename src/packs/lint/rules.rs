//! Rule tables: references that lead nowhere, gates that overlap, grounds that are missing.

use crate::law::circumstance::Effect;
use crate::law::vocabulary::Term;
use crate::law::{CircumstanceId, Library, StageId};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};
use crate::packs::rows::{Table, gate_key};

/// Levels of authority a gate may be about.
const LEVELS: [&str; 3] = ["county", "city", "province"];

/// Every identifier a rule names has to be registered.
pub fn check_references(report: &mut Report) {
    let library = report.library();
    let parts = library.parts();
    let is_stage = |id: &str| is_term(&parts.vocabulary.stages, id);
    for gate in &parts.gates {
        let key = gate_key(gate);
        let at = At::Row(Table::Gate, &key, &gate.label);
        if let Some(other) = &gate.follows
            && !parts.gates.iter().any(|g| g.id == *other)
        {
            dangling(report, at, say::GATE, other);
        }
        if let Some(level) = gate.level.as_deref().filter(|l| !LEVELS.contains(l)) {
            dangling(report, at, say::LEVEL, level);
        }
    }
    for (n, same) in parts.same_facts.iter().enumerate() {
        let n = n.to_string();
        let at = At::Row(Table::SameFact, &n, same.circumstance.as_str());
        if !is_circumstance(library, &same.circumstance) {
            dangling(report, at, say::CIRCUMSTANCE, same.circumstance.as_str());
        }
        for stage in same.stages.iter().filter(|s| !is_stage(s.as_str())) {
            dangling(report, at, say::STAGE, stage.as_str());
        }
        for fact in same.facts.iter().filter(|f| library.fact(f).is_none()) {
            dangling(report, at, say::FACT, fact.as_str());
        }
    }
    for (n, conflict) in parts.conflicts.iter().enumerate() {
        let n = n.to_string();
        let at = At::Row(Table::Conflict, &n, &conflict.cite);
        for id in conflict
            .pair
            .iter()
            .filter(|c| !is_circumstance(library, c))
        {
            dangling(report, at, say::CIRCUMSTANCE, id.as_str());
        }
    }
    for domain in &parts.domains {
        let at = At::Row(Table::Domain, domain.id.as_str(), &domain.label);
        if library.benchmark(domain.benchmark.as_str()).is_none() {
            dangling(report, at, say::BENCHMARK, domain.benchmark.as_str());
        }
    }
    for instrument in &parts.instruments {
        let slug = instrument.slug.as_str();
        let at = At::Row(Table::Instrument, slug, instrument.name());
        let by = instrument.replaced_by.as_ref().map(|r| &r.slug);
        if let Some(other) = by.filter(|s| library.instrument(s.as_str()).is_none()) {
            dangling(report, at, say::INSTRUMENT, other.as_str());
        }
    }
    stages_of_statutes(report, is_stage);
}

/// Stages that penalty rows and items name.
fn stages_of_statutes(report: &mut Report, is_stage: impl Fn(&str) -> bool) {
    let library = report.library();
    for offence in library.offences() {
        let at = At::Row(Table::Offence, offence.id.as_str(), offence.id.as_str());
        let unknown = offence.rows.iter().find(|r| !is_stage(r.stage.as_str()));
        if let Some(row) = unknown {
            dangling(report, at, say::STAGE, row.stage.as_str());
        }
    }
    for benchmark in library.benchmarks() {
        for item in &benchmark.items {
            let stage = item.stage.as_ref().map(StageId::as_str);
            if let Some(stage) = stage.filter(|s| !is_stage(s)) {
                dangling(report, At::Item(benchmark, item), say::STAGE, stage);
            }
        }
    }
}

fn dangling(report: &mut Report, at: At, what: &str, id: &str) {
    let message = say::dangling(what, id);
    report.add("dangling_reference", at, message, say::REMEDY_DANGLING);
}

fn is_term(terms: &[Term], id: &str) -> bool {
    terms.iter().any(|t| t.id == id)
}

fn is_circumstance(library: &Library, id: &CircumstanceId) -> bool {
    library.circumstance(id).is_some()
}

/// Gates of the same id, region and level that hold on the same days; aggravation without a ground.
pub fn check_rows(report: &mut Report) {
    let parts = report.library().parts();
    for (n, gate) in parts.gates.iter().enumerate() {
        let before = parts.gates.iter().take(n).find(|other| {
            let ends_before = |a: &crate::law::gate::Gate, b: &crate::law::gate::Gate| {
                a.until.is_some_and(|u| u.earliest() <= b.from.latest())
            };
            (&other.id, &other.region) == (&gate.id, &gate.region)
                && !ends_before(other, gate)
                && !ends_before(gate, other)
        });
        if let Some(other) = before {
            let key = gate_key(gate);
            let message = say::gate_overlap(&other.from.to_string());
            let at = At::Row(Table::Gate, &key, &gate.label);
            report.add("gate_overlap", at, message, say::REMEDY_GATE);
        }
    }
    for circumstance in &parts.circumstances {
        if circumstance.effect == Effect::Aggravate && !circumstance.has_ground() {
            let id = circumstance.id.as_str();
            let at = At::Row(Table::Circumstance, id, &circumstance.label);
            let remedy = say::REMEDY_UNGROUNDED;
            report.add("ungrounded_aggravation", at, say::UNGROUNDED, remedy);
        }
    }
}
