//! The trace: one step for each rule, in order, readable aloud.

use crate::assess::Matter;
use crate::assess::circumstances::Weighed;
use crate::assess::in_time::Standing;
use crate::assess::limitation::Limited;
use crate::assess::lists;
use crate::assess::outcome::{
    ChosenBy, Disposition, DocumentChoice, GateOutcome, GateState, Rule, Step, SubjectFine,
};
use crate::assess::ranges::Ranges;
use crate::assess::words;
use crate::law::circumstance::Circumstance;
use crate::law::vocabulary;
use crate::law::{Effect, Subject};

/// Writes the steps.
pub fn trace(
    matter: &Matter,
    ranges: &Ranges,
    disposition: Disposition,
    gates: &[GateOutcome],
) -> Vec<Step> {
    let mut steps = vec![in_time(matter), limitation(matter)];
    steps.extend(excuses(matter));
    steps.extend(lists::steps(&matter.lists, Rule::NoPenalty));
    steps.extend(statute(matter, ranges));
    steps.extend(documents(matter, ranges));
    steps.extend(tier(matter, ranges));
    steps.extend(circumstances(matter));
    steps.extend(lists::steps(&matter.lists, Rule::Circumstances));
    steps.extend(bands(ranges));
    steps.push(concurrence(matter));
    steps.push(procedure(gates));
    steps.extend(result(ranges, disposition));
    steps
}

fn step(
    rule: Rule,
    text: impl Into<String>,
    cite: impl Into<String>,
    effect: impl Into<String>,
) -> Step {
    Step {
        rule,
        text: text.into(),
        cite: cite.into(),
        effect: effect.into(),
    }
}

fn in_time(matter: &Matter) -> Step {
    let library = matter.library;
    let cite = library.parts().general.in_time.cite.clone();
    let cited = |o: &&crate::law::Offence| library.citation_of(o);
    let first = matter.in_time.offences.first();
    let instrument = first.and_then(|o| library.instrument(o.instrument.as_str()));
    let name = instrument.map_or("", |i| i.name());
    let text = match &matter.in_time.standing {
        Standing::InForce => format!(
            "{}；{}",
            instrument
                .map(|i| words::version(name, &i.version, i.in_force))
                .unwrap_or_default(),
            words::IN_FORCE
        ),
        Standing::DateMissing => words::DATE_MISSING.to_owned(),
        Standing::Compared {
            older,
            newer,
            verdict,
        } => words::compared(&cited(older), &cited(newer), *verdict),
        Standing::Outdated { newer, express } => {
            words::outdated(name, *express, newer.as_ref().map(cited).as_deref())
        }
        Standing::NoCounterpart => words::NO_COUNTERPART.to_owned(),
        Standing::EarlierTextMissing => words::EARLIER_TEXT.to_owned(),
        Standing::NotYetInForce => words::NOT_YET.to_owned(),
    };
    let effect = match matter.in_time.chosen_by {
        ChosenBy::Art37 => words::applies(&first.map(cited).unwrap_or_default()),
        ChosenBy::Only | ChosenBy::AsAsked => words::APPLY_AS_CITED.to_owned(),
    };
    step(Rule::InTime, text, cite, effect)
}

fn limitation(matter: &Matter) -> Step {
    let rule = &matter.library.parts().general.limitation;
    let cite = rule.cite.clone();
    let (text, effect) = match matter.limited {
        Limited::InTime { years } => (words::limitation_in_time(years), words::GO_ON),
        Limited::Expired { years } => (words::limitation_expired(years), words::NO_MORE_PENALTY),
        Limited::DependsOnHarm => (
            words::limitation_depends(rule.years, rule.harm_years),
            words::GO_ON,
        ),
        Limited::Unknown => (words::LIMITATION_UNKNOWN.to_owned(), words::GO_ON),
    };
    step(Rule::Limitation, text, cite, effect)
}

/// Rules 3 and 4. Capacity and fault stand in 30, 31 and 33(2); the rest of 33 is about trifles.
fn excuses(matter: &Matter) -> [Step; 2] {
    let (capacity, trifles): (Vec<&Circumstance>, Vec<&Circumstance>) = found(matter)
        .filter(|c| matches!(c.effect, Effect::MustNotPenalise | Effect::MayNotPenalise))
        .partition(|c| is_capacity(c));
    let write = |rule, found: &[&Circumstance], none: &str| {
        if found.is_empty() {
            return step(rule, none, cites_of_rule(matter, rule), words::GO_ON);
        }
        let labels: Vec<&str> = found.iter().map(|c| c.label.as_str()).collect();
        let must = found.iter().any(|c| c.effect == Effect::MustNotPenalise);
        let outcome = if must {
            Disposition::MustNotPenalise
        } else {
            Disposition::MayNotPenalise
        };
        step(
            rule,
            words::found(&labels),
            cites(found),
            format!("{}；{}", words::disposition(outcome), words::EDUCATE),
        )
    };
    [
        write(Rule::Capacity, &capacity, words::NO_CAPACITY_ISSUE),
        write(Rule::NoPenalty, &trifles, words::NO_NO_PENALTY),
    ]
}

fn is_capacity(circumstance: &Circumstance) -> bool {
    let id = circumstance.id.as_str();
    id.starts_with("art30") || id.starts_with("art31") || id == "art33_no_fault"
}

fn found<'a>(matter: &'a Matter) -> impl Iterator<Item = &'a Circumstance> {
    matter
        .case
        .circumstances
        .iter()
        .filter_map(|id| matter.library.circumstance(id))
}

fn cites(found: &[&Circumstance]) -> String {
    let mut cites: Vec<&str> = found.iter().filter_map(|c| c.cite.as_deref()).collect();
    cites.dedup();
    cites.join("、")
}

/// The citations of every circumstance a rule could have found.
fn cites_of_rule(matter: &Matter, rule: Rule) -> String {
    let all = matter
        .library
        .parts()
        .circumstances
        .iter()
        .filter(|c| matches!(c.effect, Effect::MustNotPenalise | Effect::MayNotPenalise));
    let own: Vec<&Circumstance> = all
        .filter(|c| is_capacity(c) == (rule == Rule::Capacity))
        .collect();
    cites(&own)
}

fn statute(matter: &Matter, ranges: &Ranges) -> Vec<Step> {
    let library = matter.library;
    let stage = |id: &crate::law::StageId| {
        vocabulary::label(&library.parts().vocabulary.stages, id.as_str()).to_owned()
    };
    let cite_of = |id: &crate::law::OffenceId| {
        library
            .offence(id.as_str())
            .map(|o| library.citation_of(o))
            .unwrap_or_default()
    };
    let mut steps: Vec<Step> = Vec::new();
    for fine in &ranges.fines {
        let effect = match fine.statutory {
            Ok(range) => words::range_effect(range),
            Err(needs) => words::needs_input(words::needs(needs)),
        };
        steps.push(step(
            Rule::Statute,
            words::statute_row(&fine.who, &stage(&fine.stage), &words::basis(&fine.basis)),
            cite_of(&fine.offence),
            effect,
        ));
    }
    for referral in &ranges.referrals {
        let text = match &referral.inferred {
            Some(target) => words::refers_inferred(&referral.refers_to, target),
            None => words::refers(&referral.refers_to),
        };
        let cite = matter
            .in_time
            .offences
            .first()
            .map(|o| library.citation_of(o))
            .unwrap_or_default();
        steps.push(step(
            Rule::Statute,
            words::for_subject(referral.subject, &text),
            cite,
            words::SEE_THERE,
        ));
    }
    for subject in &ranges.uncovered {
        steps.push(step(
            Rule::Statute,
            words::for_subject(*subject, words::NOT_COVERED),
            matter
                .in_time
                .offences
                .first()
                .map(|o| library.citation_of(o))
                .unwrap_or_default(),
            "",
        ));
    }
    if ranges.fines.is_empty() && !ranges.others.is_empty() {
        let kinds: Vec<&str> = ranges.others.iter().map(|o| o.kind.as_str()).collect();
        let cite = matter
            .in_time
            .offences
            .first()
            .map(|o| library.citation_of(o))
            .unwrap_or_default();
        steps.push(step(
            Rule::Statute,
            words::no_fine_row(&kinds.join("、")),
            cite,
            "",
        ));
    }
    steps
}

/// Which document is used and why, where there is more than one to speak of.
fn documents(matter: &Matter, ranges: &Ranges) -> Vec<Step> {
    let general = &matter.library.parts().general;
    let mut steps = Vec::new();
    let benchmark = &ranges.benchmark;
    if let (Some(other), Some(verdict), Some(name), Some(item)) = (
        &benchmark.other,
        benchmark.verdict,
        &benchmark.name,
        &benchmark.item,
    ) {
        let chosen = words::side(&words::tier_item(name, item), &benchmark.ranges);
        let other = words::side(&words::tier_item(&other.name, &other.item), &other.ranges);
        let (older, newer) = if benchmark.chosen_by == DocumentChoice::Lighter {
            (&other, &chosen)
        } else {
            (&chosen, &other)
        };
        steps.push(step(
            Rule::Tier,
            words::documents_compared(older, newer, verdict),
            general.in_time.cite.clone(),
            words::document_chosen(benchmark.chosen_by),
        ));
    }
    if words::needs_explaining(&ranges.stack) {
        steps.push(step(
            Rule::Tier,
            words::stack(&ranges.stack),
            general.benchmark.cite.clone(),
            words::stack_effect(&ranges.stack),
        ));
    }
    steps
}

/// The band rules of the office that acted.
fn bands(ranges: &Ranges) -> Vec<Step> {
    let of = |fine: &SubjectFine| {
        let (band, suggested) = (fine.band.as_ref()?, fine.suggested?);
        Some(step(
            Rule::Circumstances,
            words::for_subject(fine.subject, &words::band(band)),
            band.cite.clone(),
            words::band_effect(suggested.range),
        ))
    };
    ranges.fines.iter().filter_map(of).collect()
}

fn tier(matter: &Matter, ranges: &Ranges) -> Vec<Step> {
    if ranges.tier_notes.is_empty() {
        let document = ranges.benchmark.name.as_deref();
        return vec![step(
            Rule::Tier,
            words::no_tier_loaded(document),
            matter.library.parts().general.benchmark.cite.clone(),
            "",
        )];
    }
    let effect = ranges
        .fines
        .iter()
        .filter_map(|f| {
            f.governing()
                .and_then(|t| t.range)
                .map(|r| words::for_subject(f.subject, &r.to_string()))
        })
        .collect::<Vec<_>>()
        .join("；");
    ranges
        .tier_notes
        .iter()
        .map(|note| {
            step(
                Rule::Tier,
                note.text.clone(),
                note.cite.clone(),
                effect.clone(),
            )
        })
        .collect()
}

fn circumstances(matter: &Matter) -> Vec<Step> {
    let mut steps = Vec::new();
    let subjects: Vec<Subject> = matter.case.subjects.clone();
    for subject in subjects {
        let weighed = Weighed::of(matter.library, matter.case, subject);
        let telling: Vec<&Circumstance> = weighed
            .lighten
            .iter()
            .chain(&weighed.aggravate)
            .copied()
            .collect();
        if telling.is_empty() {
            continue;
        }
        let labels: Vec<&str> = telling.iter().map(|c| c.label.as_str()).collect();
        let effect = words::lean_effect(weighed.lean(), weighed.below_minimum_allowed());
        let made = step(
            Rule::Circumstances,
            words::for_subject(subject, &words::found(&labels)),
            cites(&telling),
            effect,
        );
        steps.push(made);
    }
    if steps.is_empty() {
        steps.push(step(
            Rule::Circumstances,
            words::NO_CIRCUMSTANCES,
            matter
                .library
                .parts()
                .general
                .lighter_or_mitigated
                .cite
                .clone(),
            words::lean_effect(crate::assess::Lean::Neutral, false),
        ));
    }
    steps
}

fn concurrence(matter: &Matter) -> Step {
    let general = &matter.library.parts().general;
    if matter.case.concurrent.is_empty() {
        return step(
            Rule::Concurrence,
            words::SINGLE_ACT,
            general.single_fine.cite.clone(),
            words::ALL_SUBJECTS_SEPARATE,
        );
    }
    let chosen = matter
        .in_time
        .offences
        .first()
        .map(|o| matter.library.citation_of(o))
        .unwrap_or_default();
    step(
        Rule::Concurrence,
        words::concurrent_choice(&chosen),
        general.single_fine.cite.clone(),
        words::ONE_FINE,
    )
}

fn procedure(gates: &[GateOutcome]) -> Step {
    let with = |state: GateState| {
        gates
            .iter()
            .filter(|g| g.state == state)
            .map(|g| g.label.as_str())
            .collect::<Vec<_>>()
    };
    step(
        Rule::Gates,
        words::gates_required(&with(GateState::Required)),
        words::GATES_CITE,
        words::gates_depend(&with(GateState::Depends)),
    )
}

fn result(ranges: &Ranges, disposition: Disposition) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for fine in &ranges.fines {
        let text = match fine.suggested {
            Some(s) => words::for_subject(
                fine.subject,
                &format!("{}，{}", s.range, words::lean(s.lean)),
            ),
            None => words::for_subject(fine.subject, &words::basis(&fine.basis)),
        };
        let outcome = if disposition == Disposition::TimeBarred {
            disposition
        } else {
            fine.disposition
        };
        steps.push(step(Rule::Result, text, "", words::disposition(outcome)));
    }
    if steps.is_empty() {
        steps.push(step(Rule::Result, words::disposition(disposition), "", ""));
    }
    steps
}
