//! Importing a document again: what a person accepted, corrected or marked stays, as long as the
//! document says the same.

use std::collections::HashMap;

use crate::packs::written::{RawItem, Written};

/// What became of earlier reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Carried {
    /// Numbers of items whose review was kept.
    pub kept: Vec<String>,
    /// Numbers (in the earlier import) of reviewed items that the document now words differently or lacks.
    pub outdated: Vec<String>,
}

/// Takes the reviewed items of an earlier import over into a new one where the source text is the same.
pub(crate) fn carry_over(new: &mut Written, old: &Written) -> Carried {
    let mut carried = Carried::default();
    let mut at: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (n, item) in new.item.iter().enumerate() {
        at.entry(source_text(item)).or_default().push(n);
    }
    for reviewed in old.item.iter().filter(|i| i.review.is_some()) {
        let places = at.get(&source_text(reviewed));
        // The same words twice in one document: the one that kept its number.
        let same_number = |n: &&usize| {
            new.item
                .get(**n)
                .is_some_and(|i| i.no.get_ref() == reviewed.no.get_ref())
        };
        let found = places.and_then(|p| p.iter().find(same_number).or(p.first()).copied());
        let Some(slot) = found.and_then(|n| new.item.get_mut(n)) else {
            carried.outdated.push(reviewed.no.get_ref().clone());
            continue;
        };
        let (no, place) = (slot.no.clone(), slot.place.take());
        carried.kept.push(no.get_ref().clone());
        *slot = RawItem {
            no,
            place,
            ..reviewed.clone()
        };
    }
    // A correction may ask a fact that the fresh reading did not.
    for fact in &old.fact {
        if !new.fact.iter().any(|f| f.id == fact.id) {
            let used = |item: &RawItem| {
                item.tier
                    .iter()
                    .flat_map(|t| t.any_of.iter().flatten())
                    .any(|a| a.fact == fact.id)
            };
            if new.item.iter().any(used) {
                new.fact.push(fact.clone());
            }
        }
    }
    carried
}

/// What the document prints of an item; a review changes none of it.
fn source_text(item: &RawItem) -> Vec<String> {
    let tiers = item.tier.iter().map(|t| (&t.text, &t.standard));
    let missing = item.missing.iter().map(|m| (&m.text, &m.standard));
    let mut lines: Vec<String> = tiers
        .chain(missing)
        .flat_map(|(text, standard)| [text, standard])
        .flatten()
        .cloned()
        .collect();
    // A tier that a person completed moves from the missing ones to the others.
    lines.sort();
    lines.insert(0, item.text.clone().unwrap_or_default());
    lines
}
