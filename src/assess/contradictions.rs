//! Contradictions in the case as put: findings before any verdict (`domain.md` §5).

use crate::assess::case::Case;
use crate::assess::circumstances::found;
use crate::assess::grade;
use crate::assess::outcome::{Finding, Severity};
use crate::assess::words;
use crate::law::{CircumstanceId, FactId, FactValue, Library, Offence, StageId, vocabulary};

/// Everything that cannot be so together.
pub fn findings(library: &Library, case: &Case, offences: &[&Offence]) -> Vec<Finding> {
    let mut out = conflicts(library, case);
    out.extend(with_stage_and_facts(library, case));
    out.extend(counted_twice(library, case));
    out.extend(domain(library, case, offences));
    out.extend(region(library, case));
    out
}

fn label(library: &Library, id: &CircumstanceId) -> String {
    let known = library.circumstance(id);
    known.map_or_else(|| id.to_string(), |c| c.label.clone())
}

fn is_more_than_zero(value: &FactValue) -> bool {
    match value {
        FactValue::Number(n) => !n.is_zero(),
        FactValue::Flag(holds) => *holds,
        FactValue::Text(_) => false,
    }
}

/// Circumstances that exclude each other.
fn conflicts(library: &Library, case: &Case) -> Vec<Finding> {
    let all = library.parts().conflicts.iter();
    all.filter(|c| c.pair.iter().all(|id| case.circumstances.contains(id)))
        .map(|conflict| {
            let [a, b] = &conflict.pair;
            let message = words::conflict(&label(library, a), &label(library, b));
            let cite = Some(conflict.cite.as_str());
            Finding::new(
                "circumstances_conflict",
                Severity::Error,
                None,
                message,
                cite,
            )
        })
        .collect()
}

/// Circumstances that contradict the stage or a fact: 及时改正 beside 逾期未改正, no harm beside deaths.
fn with_stage_and_facts(library: &Library, case: &Case) -> Vec<Finding> {
    let mut out = Vec::new();
    let stage_label =
        |s: &StageId| vocabulary::label(&library.parts().vocabulary.stages, s.as_str()).to_owned();
    for circumstance in found(library, case) {
        let cite = circumstance.cite.as_deref();
        if let Some(stage) = case
            .stage
            .as_ref()
            .filter(|s| circumstance.not_at_stages.contains(s))
        {
            let message = words::conflict_with_stage(&circumstance.label, &stage_label(stage));
            out.push(Finding::new(
                "conflict_with_stage",
                Severity::Error,
                None,
                message,
                cite,
            ));
        }
        let clashes = |id: &&FactId| case.facts.get(*id).is_some_and(is_more_than_zero);
        if let Some(fact) = circumstance.not_with_facts.iter().find(clashes) {
            let spec = library.fact(fact);
            let name = spec.map_or_else(|| fact.to_string(), |f| f.label.clone());
            let message = words::conflict_with_fact(&circumstance.label, &name);
            out.push(Finding::new(
                "circumstances_conflict",
                Severity::Error,
                None,
                message,
                cite,
            ));
        }
    }
    out
}

/// The same fact counted as circumstance and as stage or condition of a tier.
fn counted_twice(library: &Library, case: &Case) -> Vec<Finding> {
    let mut out = Vec::new();
    for same in &library.parts().same_facts {
        if !case.circumstances.contains(&same.circumstance) {
            continue;
        }
        let by_stage = case.stage.as_ref().is_some_and(|s| same.stages.contains(s));
        let by_fact = same.facts.iter().any(|f| case.facts.contains_key(f));
        if by_stage || by_fact {
            let message = words::counted_twice(&label(library, &same.circumstance), by_stage);
            out.push(Finding::new(
                "counted_twice",
                Severity::Warning,
                None,
                message,
                None,
            ));
        }
    }
    out
}

/// A domain in which the instrument is not used.
fn domain(library: &Library, case: &Case, offences: &[&Offence]) -> Option<Finding> {
    let domain = case.domain.as_ref()?;
    let offence = offences.first()?;
    let instrument = library.instrument(offence.instrument.as_str())?;
    if instrument.domains.is_empty() || instrument.domains.contains(domain) {
        return None;
    }
    let name = |id: &crate::law::DomainId| {
        let known = library.domain(id.as_str());
        known.map_or_else(|| id.to_string(), |d| d.label.clone())
    };
    let used: Vec<String> = instrument.domains.iter().map(name).collect();
    let message = words::domain_mismatch(instrument.name(), &used, &name(domain));
    Some(Finding::new(
        "domain_mismatch",
        Severity::Warning,
        None,
        message,
        None,
    ))
}

/// A region code that does not exist.
fn region(library: &Library, case: &Case) -> Option<Finding> {
    let code = case.jurisdiction.as_deref()?;
    let regions = &library.parts().regions;
    if regions.is_empty() || regions.contains_key(code) {
        return None;
    }
    Some(Finding::new(
        "unknown_region",
        Severity::Warning,
        None,
        words::unknown_region(code),
        None,
    ))
}

/// An item that goes by the grade of the accident, and facts of another grade.
pub fn grade_mismatch(library: &Library, case: &Case, offences: &[&Offence]) -> Option<Finding> {
    let facts = case.all_facts();
    let reached = grade::of_facts(library, &facts)?;
    let stage = case.stage.as_ref();
    let graded: Vec<&str> = offences
        .iter()
        .flat_map(|o| o.all_rows())
        .filter(|r| stage.is_none_or(|s| r.stage == *s))
        .filter_map(|r| r.accident_grade.as_deref())
        .collect();
    if graded.is_empty() || graded.contains(&reached.label.as_str()) {
        return None;
    }
    let first = offences.first()?;
    // The item of the same paragraph that goes by the grade of the facts.
    let paragraph = crate::law::offence::Place {
        item: 0,
        part: 0,
        ..first.place
    };
    let clause = paragraph.offence_id(&first.instrument);
    let right = library.named(clause.as_str()).into_iter().find(|o| {
        let mut rows = o.all_rows();
        rows.any(|r| r.accident_grade.as_deref() == Some(reached.label.as_str()))
    });
    let right = right.map(|o| library.citation_of(o));
    let cited = library.citation_of(first);
    let message = words::grade_mismatch(
        &reached.label,
        &cited,
        graded.first().unwrap_or(&""),
        right.as_deref(),
    );
    let cite = Some(library.parts().general.accident_grades.cite.as_str());
    Some(Finding::new(
        "accident_grade_mismatch",
        Severity::Error,
        None,
        message,
        cite,
    ))
}
