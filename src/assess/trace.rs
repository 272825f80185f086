//! The steps of the trace about ranges: statute, documents and tiers, bands, result.

use crate::assess::matter::Matter;
use crate::assess::outcome::{Disposition, DocumentChoice, Rule, Step, SubjectFine};
use crate::assess::ranges::Ranges;
use crate::assess::words;
use crate::law::vocabulary;

/// Rule 5: the rows of the statute that speak about the subjects.
pub fn statute(matter: &Matter, ranges: &Ranges) -> Vec<Step> {
    let library = matter.library;
    let stage = |id: &crate::law::StageId| {
        vocabulary::label(&library.parts().vocabulary.stages, id.as_str()).to_owned()
    };
    let first_cite = || {
        let first = matter.in_time.offences.first();
        first.map(|o| library.citation_of(o)).unwrap_or_default()
    };
    let mut steps: Vec<Step> = Vec::new();
    for fine in &ranges.fines {
        let effect = match fine.statutory {
            Ok(range) => words::range_effect(range),
            Err(needs) => words::needs_input(words::needs(needs)),
        };
        let step = Step::new(
            Rule::Statute,
            words::statute_row(
                &fine.who,
                &stage(&fine.stage),
                &words::fine(fine),
                fine.origin
                    .as_ref()
                    .and_then(|o| o.kept_from.as_ref())
                    .map(stage)
                    .as_deref(),
            ),
            words::cited(&fine.cited),
            effect,
        );
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    for referral in &ranges.referrals {
        let cite = first_cite();
        let effect = if referral.not_loaded.is_some() {
            words::REFERRED_NOT_LOADED
        } else {
            words::SEE_THERE
        };
        steps.push(Step::new(
            Rule::Statute,
            words::referral(referral),
            cite,
            effect,
        ));
    }
    for subject in &ranges.uncovered {
        steps.push(Step::new(
            Rule::Statute,
            words::for_subject(*subject, words::NOT_COVERED),
            first_cite(),
            "",
        ));
    }
    if ranges.fines.is_empty() && !ranges.others.is_empty() {
        let kinds: Vec<&str> = ranges.others.iter().map(|o| o.kind.as_str()).collect();
        let cite = first_cite();
        steps.push(Step::new(
            Rule::Statute,
            words::no_fine_row(&kinds.join("、")),
            cite,
            "",
        ));
    }
    steps
}

/// Which document is used and why, where there is more than one to speak of.
pub fn documents(matter: &Matter, ranges: &Ranges) -> Vec<Step> {
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
        steps.push(Step::new(
            Rule::Tier,
            words::documents_compared(older, newer, verdict),
            general.in_time.cite.clone(),
            words::document_chosen(benchmark.chosen_by),
        ));
    }
    if words::needs_explaining(&ranges.stack) {
        steps.push(Step::new(
            Rule::Tier,
            words::stack(&ranges.stack),
            general.benchmark.cite.clone(),
            words::stack_effect(&ranges.stack),
        ));
    }
    steps
}

/// The band rules of the office that acted.
pub fn bands(ranges: &Ranges) -> Vec<Step> {
    let of = |fine: &SubjectFine| {
        let (band, suggested) = (fine.band.as_ref()?, fine.suggested?);
        Some(Step::new(
            Rule::Circumstances,
            words::for_subject(fine.subject, &words::band(band)),
            band.cite.clone(),
            words::band_effect(suggested.range),
        ))
    };
    ranges.fines.iter().filter_map(of).collect()
}

/// Rule 6: what the facts make of the tiers.
pub fn tier(matter: &Matter, ranges: &Ranges) -> Vec<Step> {
    if ranges.tier_notes.is_empty() {
        let document = ranges.benchmark.name.as_deref();
        return vec![Step::new(
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
            Step::new(
                Rule::Tier,
                note.text.clone(),
                note.cite.clone(),
                effect.clone(),
            )
        })
        .collect()
}

/// Rule 10.
pub fn result(matter: &Matter, ranges: &Ranges, disposition: Disposition) -> Vec<Step> {
    if disposition == Disposition::TimeBarred {
        return vec![Step::new(
            Rule::Result,
            words::disposition(disposition),
            "",
            "",
        )];
    }
    let mut steps: Vec<Step> = Vec::new();
    for fine in &ranges.fines {
        // Who is not penalised has no range.
        let text = if fine.disposition == Disposition::MustNotPenalise {
            words::for_subject(fine.subject, words::NO_FINE)
        } else {
            let amount = match fine.suggested {
                Some(s) => words::suggestion(fine, s.range, s.lean),
                None if matter.reference_only() => words::reference(&words::basis(&fine.basis)),
                None => words::fine(fine),
            };
            words::for_subject(fine.subject, &amount)
        };
        let outcome = if matter.reference_only() {
            words::FOR_REFERENCE
        } else {
            words::disposition(fine.disposition)
        };
        let step = Step::new(Rule::Result, text, "", outcome);
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    if steps.is_empty() {
        steps.push(Step::new(
            Rule::Result,
            words::disposition(disposition),
            "",
            "",
        ));
    }
    steps
}
