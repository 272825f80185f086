//! Checks on the proposed decision and on the case as put (`domain.md` §5, "Checks").

use crate::assess::case::{Case, Proposed};
use crate::assess::check_words as say;
use crate::assess::circumstances::Weighed;
use crate::assess::in_time::{InTime, Standing};
use crate::assess::outcome::{Disposition, Finding, Lean, Severity, SubjectFine};
use crate::assess::words;
use crate::law::fine::FineMode;
use crate::law::{Fen, FenRange, Library, Subject};

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
        check_amount(library, case, fines, *proposed, disposition, &mut out);
    }
    check_both_penalised(case, in_time, &mut out);
    out.sort_by_key(|f| std::cmp::Reverse(f.severity));
    out
}

fn finding(
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

fn check_amount(
    library: &Library,
    case: &Case,
    fines: &[SubjectFine],
    proposed: Proposed,
    disposition: Disposition,
    out: &mut Vec<Finding>,
) {
    let who = proposed.subject;
    let amount = proposed.fine;
    let mut push = |code, severity, message: String, cite: Option<&str>| {
        out.push(finding(code, severity, Some(who), message, cite));
    };
    if let Some(before) = proposed.before_defence.filter(|before| amount > *before) {
        push(
            "heavier_after_defence",
            Severity::Error,
            say::heavier_after_defence(before, amount),
            Some(&library.parts().general.defence.cite),
        );
    }
    let rows: Vec<&SubjectFine> = fines.iter().filter(|f| f.subject == who).collect();
    if disposition == Disposition::TimeBarred && amount > Fen::ZERO {
        push(
            "time_barred",
            Severity::Error,
            words::NO_MORE_PENALTY.to_owned(),
            Some(&library.parts().general.limitation.cite),
        );
        return;
    }
    let Some(first) = rows.first() else {
        if amount > Fen::ZERO {
            push(
                "no_fine_for_subject",
                Severity::Error,
                say::NO_FINE_FOR_SUBJECT.to_owned(),
                None,
            );
        }
        return;
    };
    let weighed = Weighed::of(library, case, who);
    if first.disposition == Disposition::MustNotPenalise && amount > Fen::ZERO {
        let cites: Vec<&str> = weighed
            .must_not
            .iter()
            .filter_map(|c| c.cite.as_deref())
            .collect();
        push(
            "must_not_penalise",
            Severity::Error,
            say::MUST_NOT.to_owned(),
            Some(&cites.join("、")),
        );
        return;
    }
    if amount == Fen::ZERO {
        let excused =
            first.disposition != Disposition::Fine || rows.iter().any(|r| r.mode != FineMode::Must);
        if !excused {
            push(
                "fine_required",
                Severity::Error,
                say::FINE_REQUIRED.to_owned(),
                None,
            );
        }
        return;
    }
    if first.disposition == Disposition::MayNotPenalise {
        push(
            "may_not_penalise",
            Severity::Note,
            say::MAY_NOT.to_owned(),
            None,
        );
    }
    let below_allowed = weighed.below_minimum_allowed();
    let Some(statute) = rows
        .iter()
        .filter_map(|r| r.statutory.ok())
        .reduce(FenRange::hull)
    else {
        push(
            "range_unknown",
            Severity::Note,
            say::RANGE_UNKNOWN.to_owned(),
            None,
        );
        return;
    };
    let below = amount < statute.min();
    if !(statute.contains(amount) || below_allowed && below) {
        let (code, message) = if amount > statute.max() {
            ("above_statute", say::above(amount, statute))
        } else {
            ("below_statute", say::below(amount, statute))
        };
        push(
            code,
            Severity::Error,
            message,
            Some(&library.parts().general.lighter_or_mitigated.cite),
        );
        if let Some(message) = slip(
            amount,
            rows.iter()
                .filter_map(|r| r.range())
                .reduce(FenRange::hull)
                .unwrap_or(statute),
        ) {
            push("unit_slip", Severity::Warning, message, None);
        }
        return;
    }
    if amount < statute.min() {
        push(
            "mitigated_below_statute",
            Severity::Note,
            say::mitigated(amount, statute),
            Some(&library.parts().general.lighter_or_mitigated.cite),
        );
    }
    check_tier(&rows, amount, below_allowed, &mut push);
    if amount == statute.max()
        && statute.min() < statute.max()
        && weighed.aggravate.is_empty()
        && first.governing().is_none_or(|t| {
            t.range
                .is_none_or(|r| r.max() > r.min() || r.min() < statute.max())
        })
    {
        let severity = if weighed.lighten.is_empty() {
            Severity::Warning
        } else {
            Severity::Error
        };
        push(
            "maximum_without_aggravation",
            severity,
            say::maximum(!weighed.lighten.is_empty()),
            None,
        );
    }
}

fn check_tier(
    rows: &[&SubjectFine],
    amount: Fen,
    below_allowed: bool,
    push: &mut impl FnMut(&'static str, Severity, String, Option<&str>),
) {
    let governing: Vec<_> = rows.iter().filter_map(|r| r.governing()).collect();
    // On a shared bound every tier that is met may be chosen.
    let met: Vec<_> = rows
        .iter()
        .flat_map(|r| r.tiers.iter().filter(|t| t.met))
        .collect();
    let Some(tier) = governing.first() else {
        if rows.iter().any(|r| !r.tiers.is_empty()) {
            push(
                "tier_undecided",
                Severity::Note,
                say::TIER_UNDECIDED.to_owned(),
                None,
            );
        }
        return;
    };
    let shared = met.len() > 1
        && met
            .iter()
            .any(|t| !t.governs && t.range.is_some_and(|r| r.contains(amount)));
    let Some(range) = tier.range else { return };
    if range.contains(amount) {
        return;
    }
    if shared
        && rows.iter().any(|r| r.suggested.is_some())
        && met.first().is_some_and(|t| t.governs)
    {
        push(
            "other_tier_of_bound",
            Severity::Note,
            say::other_tier(amount),
            Some(&tier.source),
        );
        return;
    }
    if amount > range.max() {
        push(
            "above_tier",
            Severity::Error,
            say::above_tier(amount, &tier.label, range),
            Some(&tier.source),
        );
    } else if below_allowed {
        push(
            "mitigated_below_tier",
            Severity::Note,
            say::mitigated(amount, range),
            Some(&tier.source),
        );
    } else {
        push(
            "below_tier",
            Severity::Error,
            say::below_tier(amount, &tier.label, range),
            Some(&tier.source),
        );
    }
}

/// The correction by ×10 or ×10,000 that would bring the amount into the range.
pub fn slip(amount: Fen, range: FenRange) -> Option<String> {
    [(10, 1), (1, 10), (10_000, 1), (1, 10_000)]
        .into_iter()
        .find_map(|(times, by)| {
            let corrected = amount.scale(times, by);
            let exact = corrected.scale(by, times) == amount;
            (exact && range.contains(corrected) && corrected > Fen::ZERO)
                .then(|| say::slip(amount, corrected))
        })
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
