//! Checks on the proposed decision and on the case as put (`domain.md` §5, "Checks"), and the verdict.

use crate::assess::authority;
use crate::assess::capacity;
use crate::assess::circumstances;
use crate::assess::contradictions;
use crate::assess::gates;
use crate::assess::in_time::{self, Standing};
use crate::assess::limitation::{self, Limited};
use crate::assess::matter::Matter;
use crate::assess::outcome::{
    Authority, Disposition, Doubt, Finding, PassedOver, Rule, Severity, TierStatus, Verdict,
};
use crate::assess::ranges::Ranges;
use crate::assess::{check_words as say, layers, precedence, proposal};
use crate::law::Subject;

/// What the checks came to.
pub struct Checked {
    /// Findings, gravest first.
    pub findings: Vec<Finding>,
    /// What keeps the proposal from being checked.
    pub doubts: Vec<Doubt>,
    /// The verdict on the proposal.
    pub verdict: Verdict,
    /// Rules that could not be applied.
    pub unchecked: Vec<Rule>,
}

/// Codes of findings that say what the amount exceeds.
const OUTSIDE: [&str; 11] = [
    "above_statute",
    "below_statute",
    "above_tier",
    "below_tier",
    "fine_required",
    "must_not_penalise",
    "no_fine_for_subject",
    "time_barred",
    "heavier_after_defence",
    "other_authority",
    "maximum_without_aggravation",
];

/// Everything wrong or noteworthy about the proposal and the case.
pub fn check(
    matter: &Matter,
    ranges: &Ranges,
    passed: &[PassedOver],
    authorities: &[Authority],
    disposition: Disposition,
) -> Checked {
    let (library, case) = (matter.library, matter.case);
    let offences = &matter.in_time.offences;
    let mut out = in_time::findings(library, case, &matter.in_time);
    out.extend(limitation::finding(library, case, matter.limited));
    let contradictory = contradictions::findings(library, case, offences);
    let contradicted = contradictory.iter().any(|f| f.severity == Severity::Error);
    out.extend(contradictory);
    let mismatch = contradictions::grade_mismatch(library, case, offences);
    let mut doubts = matter.doubts();
    doubts.extend(contradicted.then_some(Doubt::Contradiction));
    doubts.extend(authority::is_open(matter, authorities).then_some(Doubt::OrganOpen));
    doubts.extend(mismatch.as_ref().map(|_| Doubt::GradeMismatch));
    out.extend(mismatch);
    out.extend(capacity::findings(library, case));
    out.extend(circumstances::findings(library, case));
    out.extend(precedence::findings(library, passed));
    out.extend(authority::findings(matter, authorities));
    out.extend(gates::findings(library, case));
    let not_loaded = ranges.not_loaded();
    for proposed in &case.proposed {
        let (found, open) =
            proposal::check(matter, &ranges.fines, not_loaded, *proposed, disposition);
        out.extend(found);
        for doubt in open {
            if !doubts.contains(&doubt) {
                doubts.push(doubt);
            }
        }
    }
    out.extend(both_penalised(matter));
    out.extend(layers::findings(matter, &ranges.fines));
    out.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let verdict = verdict(matter, &out, &doubts);
    let tiered = ranges.benchmark.status == TierStatus::TierMatched && case.domain.is_some();
    let open = [
        (
            matter.in_time.standing == Standing::DateMissing,
            Rule::InTime,
        ),
        (matter.limited == Limited::Unknown, Rule::Limitation),
        (!tiered, Rule::Tier),
    ];
    Checked {
        findings: out,
        doubts,
        verdict,
        unchecked: open
            .into_iter()
            .filter_map(|(open, rule)| open.then_some(rule))
            .collect(),
    }
}

fn verdict(matter: &Matter, findings: &[Finding], doubts: &[Doubt]) -> Verdict {
    let outside = |f: &Finding| f.severity == Severity::Error && OUTSIDE.contains(&f.code);
    if matter.case.proposed.is_empty() {
        Verdict::NotAsked
    } else if doubts.iter().any(Doubt::leaves_all_open) {
        Verdict::CannotCheck
    } else if findings.iter().any(outside) {
        Verdict::Outside
    } else if doubts.is_empty() {
        Verdict::Within
    } else {
        Verdict::CannotCheck
    }
}

fn both_penalised(matter: &Matter) -> Option<Finding> {
    let case = matter.case;
    if !case.subjects.contains(&Subject::Unit) || case.subjects.iter().any(|s| s.is_person()) {
        return None;
    }
    let person = matter
        .in_time
        .offences
        .iter()
        .flat_map(|o| o.rows_for(Subject::ResponsiblePerson, case.stage.as_ref()))
        .next()?;
    Some(Finding::new(
        "both_penalised",
        Severity::Note,
        Some(Subject::ResponsiblePerson),
        say::both_penalised(&person.who),
        None,
    ))
}
