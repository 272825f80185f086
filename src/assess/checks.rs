//! Checks on the proposed decision and on the case as put (`domain.md` §5, "Checks").

use crate::assess::case::Case;
use crate::assess::check_words as say;
use crate::assess::circumstances::Weighed;
use crate::assess::in_time::{InTime, Standing};
use crate::assess::outcome::{Disposition, Finding, Lean, Severity, SubjectFine};
use crate::assess::{proposal, words};
use crate::law::{Library, Subject};

/// Everything wrong or noteworthy about the proposal and the case.
pub fn check(
    library: &Library,
    case: &Case,
    in_time: &InTime,
    fines: &[SubjectFine],
    disposition: Disposition,
) -> Vec<Finding> {
    let mut out = Vec::new();
    check_basis(library, case, in_time, &mut out);
    check_circumstances(library, case, &mut out);
    for proposed in &case.proposed {
        out.extend(proposal::check(
            library,
            case,
            fines,
            *proposed,
            disposition,
        ));
    }
    check_both_penalised(case, in_time, &mut out);
    out.sort_by_key(|f| std::cmp::Reverse(f.severity));
    out
}

/// Makes a finding.
pub fn finding(
    code: &'static str,
    severity: Severity,
    subject: Option<Subject>,
    message: String,
    cite: Option<&str>,
) -> Finding {
    Finding {
        code,
        severity,
        subject,
        message,
        cite: cite.map(str::to_owned),
    }
}

fn check_basis(library: &Library, case: &Case, in_time: &InTime, out: &mut Vec<Finding>) {
    let cite = Some(library.parts().general.in_time.cite.as_str());
    match &in_time.standing {
        Standing::Outdated { newer, express } => {
            let newer = newer.map(|o| library.citation_of(o));
            let (code, severity) = if *express {
                ("basis_repealed", Severity::Error)
            } else {
                ("basis_superseded", Severity::Warning)
            };
            out.push(finding(
                code,
                severity,
                None,
                say::basis_outdated(*express, newer.as_deref()),
                cite,
            ));
        }
        Standing::NotYetInForce => out.push(finding(
            "basis_not_in_force",
            Severity::Error,
            None,
            words::NOT_YET.to_owned(),
            cite,
        )),
        Standing::NoCounterpart => out.push(finding(
            "no_counterpart",
            Severity::Warning,
            None,
            words::NO_COUNTERPART.to_owned(),
            cite,
        )),
        Standing::EarlierTextMissing => out.push(finding(
            "earlier_text_missing",
            Severity::Warning,
            None,
            words::EARLIER_TEXT.to_owned(),
            cite,
        )),
        Standing::Compared {
            verdict: crate::assess::in_time::Comparison::Undecided,
            ..
        } => {
            out.push(finding(
                "compare_by_hand",
                Severity::Warning,
                None,
                say::COMPARE_BY_HAND.to_owned(),
                cite,
            ));
        }
        Standing::Compared { .. } => out.push(finding(
            "counterpart_by_meaning",
            Severity::Note,
            None,
            words::PERSON_CONFIRMS.to_owned(),
            cite,
        )),
        Standing::InForce | Standing::DateMissing => {}
    }
    if case.earlier_numbering {
        out.push(finding(
            "basis_renumbered",
            Severity::Error,
            None,
            say::RENUMBERED.to_owned(),
            cite,
        ));
    }
}

fn check_circumstances(library: &Library, case: &Case, out: &mut Vec<Finding>) {
    let parts = library.parts();
    let label = |id: &crate::law::CircumstanceId| {
        library
            .circumstance(id)
            .map_or(id.to_string(), |c| c.label.clone())
    };
    for conflict in &parts.conflicts {
        if conflict
            .pair
            .iter()
            .all(|id| case.circumstances.contains(id))
        {
            let [a, b] = &conflict.pair;
            out.push(finding(
                "circumstances_conflict",
                Severity::Error,
                None,
                say::conflict(&label(a), &label(b)),
                Some(&conflict.cite),
            ));
        }
    }
    for same in parts
        .same_facts
        .iter()
        .filter(|s| case.circumstances.contains(&s.circumstance))
    {
        let by_stage = case.stage.as_ref().is_some_and(|s| same.stages.contains(s));
        let by_fact = same.facts.iter().any(|f| case.facts.contains_key(f));
        if by_stage || by_fact {
            out.push(finding(
                "counted_twice",
                Severity::Warning,
                None,
                say::counted_twice(&label(&same.circumstance), by_stage),
                None,
            ));
        }
    }
    for subject in &case.subjects {
        let weighed = Weighed::of(library, case, *subject);
        if weighed.contradicts() {
            out.push(finding(
                "both_directions",
                Severity::Warning,
                Some(*subject),
                words::lean_effect(Lean::Neutral, true),
                None,
            ));
        }
        for circumstance in &weighed.not_for_subject {
            out.push(finding(
                "circumstance_not_for_subject",
                Severity::Note,
                Some(*subject),
                say::not_for(&circumstance.label, *subject),
                circumstance.cite.as_deref(),
            ));
        }
    }
    let groundless = case
        .circumstances
        .iter()
        .filter_map(|id| library.circumstance(id))
        .filter(|c| !c.has_ground());
    for circumstance in groundless {
        out.push(finding(
            "no_ground_loaded",
            Severity::Warning,
            None,
            say::no_ground(&circumstance.label),
            None,
        ));
    }
}

fn check_both_penalised(case: &Case, in_time: &InTime, out: &mut Vec<Finding>) {
    if !case.subjects.contains(&Subject::Unit) || case.subjects.iter().any(|s| s.is_person()) {
        return;
    }
    let person = in_time
        .offences
        .iter()
        .flat_map(|o| o.rows_for(Subject::ResponsiblePerson, case.stage.as_ref()))
        .next();
    if let Some(row) = person {
        out.push(finding(
            "both_penalised",
            Severity::Note,
            Some(Subject::ResponsiblePerson),
            say::both_penalised(&row.who),
            None,
        ));
    }
}
