//! Higher, later and special law on the same act (立法法 99, 103): which provision gave way, what stands
//! beside, and what neighbours attach to the same conviction.

use crate::assess::consequence::{applicable_rows, rows_of};
use crate::assess::matter::Matter;
use crate::assess::outcome::{Finding, LinkedConsequence, PassedOver, Rule, Severity, Step};
use crate::assess::words;
use crate::law::relation::Why;
use crate::law::{Library, Offence, Subject};

/// The provisions passed over, subject by subject.
pub fn passed_over(matter: &Matter) -> Vec<PassedOver> {
    let library = matter.library;
    let mut found: Vec<PassedOver> = Vec::new();
    for subject in matter.subjects() {
        let situation = matter.situation(subject);
        for offence in &matter.in_time.offences {
            for precedence in rows_of(library, &situation, offence).1 {
                let by = library.citation_of_id(&precedence.higher);
                let beside = precedence.why == Why::Beside;
                let named = library.named(precedence.lower.as_str());
                let shown: &Offence = named
                    .iter()
                    .copied()
                    .find(|o| o.id == offence.id)
                    .or(named.first().copied())
                    .unwrap_or(offence);
                let entry = PassedOver {
                    subject,
                    offence: shown.id.clone(),
                    cite: library.citation_of(shown),
                    fine: fines(shown, subject, matter),
                    by: by.unwrap_or_else(|| precedence.higher.to_string()),
                    why: precedence.why,
                    note: precedence.note.clone(),
                };
                let known = |p: &PassedOver| {
                    p.offence == entry.offence
                        && p.by == entry.by
                        && (beside || p.subject == subject)
                };
                if !found.iter().any(known) {
                    found.push(entry);
                }
            }
        }
    }
    found
}

fn fines(offence: &Offence, subject: Subject, matter: &Matter) -> String {
    let rows = applicable_rows(
        offence,
        subject,
        matter.case.stage.as_ref(),
        &matter.case.inputs,
    );
    let all: Vec<String> = rows
        .iter()
        .filter_map(|r| r.fine.as_ref())
        .map(|f| words::basis(&f.basis))
        .collect();
    all.join("、")
}

/// Findings: what gave way to what.
pub fn findings(library: &Library, passed: &[PassedOver]) -> Vec<Finding> {
    let cite = Some(library.parts().general.precedence.cite.as_str());
    let made = |p: &PassedOver| {
        let (code, severity) = match p.why {
            Why::Higher => ("higher_law", Severity::Warning),
            Why::Later => ("later_law", Severity::Warning),
            Why::Special => ("special_law", Severity::Warning),
            Why::Partly => ("higher_law_in_part", Severity::Warning),
            Why::Beside => ("see_also", Severity::Note),
        };
        Finding::new(code, severity, Some(p.subject), words::passed_over(p), cite)
    };
    passed.iter().map(made).collect()
}

/// Steps of the trace: the one applied and the one passed over.
pub fn steps(library: &Library, passed: &[PassedOver]) -> Vec<Step> {
    let cite = library.parts().general.precedence.cite.as_str();
    let acted = passed.iter().filter(|p| p.why != Why::Beside);
    let made = |p: &PassedOver| {
        Step::new(
            Rule::Statute,
            words::for_subject(p.subject, &words::passed_over(p)),
            cite,
            words::applies(&p.by),
        )
    };
    acted.map(made).collect()
}

/// Further consequences that neighbouring provisions attach to the same conviction.
pub fn linked(matter: &Matter) -> Vec<LinkedConsequence> {
    let library = matter.library;
    let subjects = matter.subjects();
    let mut found: Vec<LinkedConsequence> = Vec::new();
    for offence in &matter.in_time.offences {
        for link in library.linked_to(offence) {
            let mut parts: Vec<String> = Vec::new();
            for with in library.named(link.with.as_str()) {
                for row in with.all_rows() {
                    let wanted = subjects.is_empty()
                        || subjects.contains(&row.subject)
                        || row.subject != Subject::Unit;
                    if !wanted {
                        continue;
                    }
                    let text = words::consequence(library, row);
                    if !text.is_empty() && !parts.contains(&text) {
                        parts.push(text);
                    }
                }
            }
            let cite = library.citation_of_id(&link.with);
            let entry = LinkedConsequence {
                cite: cite.unwrap_or_else(|| link.with.to_string()),
                text: parts.join("；"),
                when: link.when.clone(),
            };
            if !found.contains(&entry) {
                found.push(entry);
            }
        }
    }
    found
}
