//! What 行政处罚法 33(1) makes of an item that is met.

use crate::assess::list_match::{Ground, Unanswered};
use crate::assess::list_words as say;
use crate::law::circumstance::Circumstance;
use crate::law::list::{ListEffect, ListItem};
use crate::law::{CircumstanceId, Effect, FactId, FactValue, Facts, Library};

/// Which circumstance of 33(1) the answers amount to: one whose every condition, as the flags it says, is
/// answered with yes. One that forbids a penalty counts only for an item that says 应当 or 不予.
pub(super) fn ground(library: &Library, facts: &Facts, item: &ListItem) -> Ground {
    let rank = |c: &Circumstance| match c.effect {
        Effect::MustNotPenalise if item.must => Some(0),
        Effect::MayNotPenalise => Some(1),
        Effect::MustNotPenalise | Effect::MustLighten | Effect::MayLighten | Effect::Aggravate => {
            None
        }
    };
    let mut candidates: Vec<(i32, &Circumstance, Vec<Unanswered>)> = Vec::new();
    for circumstance in &library.parts().circumstances {
        let Some(rank) = rank(circumstance) else {
            continue;
        };
        let own = flags_of(library, circumstance);
        let is_denied = |id: &&&FactId| facts.get(**id) == Some(&FactValue::Flag(false));
        if own.is_empty() || own.iter().any(|id| is_denied(&id)) {
            continue;
        }
        let open = own.iter().filter(|id| !facts.contains_key(**id));
        let open: Vec<Unanswered> = open.map(|id| Unanswered::fact(library, id)).collect();
        candidates.push((rank, circumstance, open));
    }
    candidates.sort_by_key(|(rank, _, open)| (!open.is_empty(), *rank));
    match candidates.into_iter().next() {
        Some((_, circumstance, open)) if open.is_empty() => {
            Ground::Established(circumstance.id.clone())
        }
        Some((_, circumstance, open)) => Ground::Open(circumstance.id.clone(), open),
        None => Ground::None,
    }
}

pub(super) fn consequence(library: &Library, effect: ListEffect, ground: &Ground) -> String {
    let general = &library.parts().general;
    let cite_of = |id: &CircumstanceId| library.circumstance(id).and_then(|c| c.cite.clone());
    match (effect, ground) {
        (ListEffect::NotPenalised, Ground::Established(id)) => {
            let found = library.circumstance(id);
            let must = found.is_some_and(|c| c.effect == Effect::MustNotPenalise);
            let cite = cite_of(id).unwrap_or_default();
            say::established(
                &cite,
                must,
                &general.education.cite,
                &general.correction.cite,
            )
        }
        (ListEffect::NotPenalised, Ground::Open(id, open)) => {
            let labels: Vec<&str> = open.iter().map(|u| u.label.as_str()).collect();
            say::ground_open(&cite_of(id).unwrap_or_default(), &labels)
        }
        (ListEffect::NotPenalised, Ground::None) => {
            let all = library.parts().circumstances.iter();
            let cites = all.filter(|c| !flags_of(library, c).is_empty() && excuses(c));
            let cites: Vec<&str> = cites.filter_map(|c| c.cite.as_deref()).collect();
            say::no_ground(&cites)
        }
        (ListEffect::Lighter, _) => say::LIGHTER.to_owned(),
        (ListEffect::Mitigated, _) => say::mitigated(&general.lighter_or_mitigated.cite),
    }
}

fn excuses(circumstance: &Circumstance) -> bool {
    matches!(
        circumstance.effect,
        Effect::MustNotPenalise | Effect::MayNotPenalise
    )
}

/// The flags a circumstance says: together they are its conditions.
fn flags_of<'a>(library: &'a Library, circumstance: &Circumstance) -> Vec<&'a FactId> {
    let flags = library.parts().flags.iter();
    flags
        .filter(|f| f.said_by.contains(&circumstance.id))
        .map(|f| &f.id)
        .collect()
}
