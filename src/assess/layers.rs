//! National, province, city, county: what every layer says, and whether the local one leaves it.

use crate::assess::matter::Matter;
use crate::assess::outcome::{Fate, Finding, Severity, StackEntry, SubjectFine};
use crate::assess::stack::stack;
use crate::assess::tiering::Tiering;
use crate::assess::words;
use crate::law::{Offence, StageId};

/// Every item about the offences at the stages; one that is used somewhere counts as used.
pub fn entries(matter: &Matter, stages: &[StageId]) -> Vec<StackEntry> {
    let mut found: Vec<StackEntry> = Vec::new();
    for (offence, stage) in places(matter, stages) {
        for candidate in stack(matter.library, offence, &stage, &matter.scope) {
            let entry = StackEntry {
                id: candidate.benchmark.id.clone(),
                name: words::document(candidate.benchmark),
                item: candidate.item.no.clone(),
                layer: candidate.layer,
                from: candidate.from,
                until: candidate.until,
                fate: candidate.fate,
            };
            let known = |e: &&mut StackEntry| e.id == entry.id && e.item == entry.item;
            match found.iter_mut().find(known) {
                Some(slot) if entry.fate == Fate::Wins => *slot = entry,
                Some(_) => {}
                None => found.push(entry),
            }
        }
    }
    found.sort_by_key(|e| e.fate != Fate::Wins);
    found
}

/// The offences and stages whose items may speak: those of the case, and those of the provisions from
/// which rows were taken.
fn places<'a>(matter: &'a Matter, stages: &[StageId]) -> Vec<(&'a Offence, StageId)> {
    let mut places: Vec<(&Offence, StageId)> = Vec::new();
    let mut add = |offence: &'a Offence, stage: StageId| {
        if !places
            .iter()
            .any(|(o, s)| o.id == offence.id && *s == stage)
        {
            places.push((offence, stage));
        }
    };
    for offence in &matter.in_time.offences {
        for stage in stages {
            add(offence, stage.clone());
        }
    }
    for subject in matter.subjects() {
        for applied in matter.rows(subject) {
            add(applied.offence, applied.row.stage.clone());
            let origin = applied.row.origin.as_ref();
            let there = origin.and_then(|o| Some((matter.library.offence(o.offence.as_str())?, o)));
            if let Some((offence, origin)) = there {
                add(offence, origin.stage.clone());
            }
        }
    }
    places
}

/// Local tiers that leave the tier a higher layer selects on the same facts.
pub fn findings(matter: &Matter, fines: &[SubjectFine]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for fine in fines {
        let origin = fine.origin.as_ref();
        let place = origin.map_or(&fine.offence, |o| &o.offence);
        let stage = origin.map_or(&fine.stage, |o| &o.stage);
        let offence = matter.library.offence(place.as_str());
        let own = fine.governing().and_then(|t| Some((t, t.range?)));
        let (Some(offence), Some((tier, own))) = (offence, own) else {
            continue;
        };
        let all = stack(matter.library, offence, stage, &matter.scope);
        let Some(local) = all.iter().find(|c| c.fate == Fate::Wins) else {
            continue;
        };
        let shadowed = |fate: &Fate| matches!(fate, Fate::Shadowed { .. });
        for above in all
            .iter()
            .filter(|c| shadowed(&c.fate) && c.layer < local.layer)
        {
            let tiering = Tiering::of(above.benchmark, above.item, matter.facts);
            let amount = tiering.governing_tier().and_then(|t| {
                let amount = t.fine_for(fine.subject, stage)?;
                Some((t, amount.basis.range(&matter.case.inputs).ok()?))
            });
            let Some((higher, range)) = amount else {
                continue;
            };
            if own.intersect(range) == Some(own) {
                continue;
            }
            let name = words::document(above.benchmark);
            let item = words::tier_item(&name, &above.item.no);
            let message =
                words::outside_higher(&tier.label, own, &format!("{item}{}", higher.label), range);
            found.push(Finding::new(
                "outside_higher_layer",
                Severity::Warning,
                Some(fine.subject),
                message,
                Some(&item),
            ));
        }
    }
    found
}
