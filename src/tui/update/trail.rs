//! Going from place to place, back and forward.

use crate::tui::message::Effect;
use crate::tui::model::place::Place;
use crate::tui::model::target::Target;
use crate::tui::model::{Model, Screen};
use crate::tui::update::{assess, decisions, entered, go, lists, lookup, packs};

/// Remembers where one is before something else is shown.
pub(super) fn leave(model: &mut Model) {
    let here = Place::of(model);
    model.trail.leave(here);
}

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    let here = Place::of(model);
    match model.trail.back(here) {
        Some(place) => show(model, place),
        None => Vec::new(),
    }
}

pub(super) fn forward(model: &mut Model) -> Vec<Effect> {
    let here = Place::of(model);
    match model.trail.forward(here) {
        Some(place) => show(model, place),
        None => Vec::new(),
    }
}

/// Shows a place again as it was left.
fn show(model: &mut Model, place: Place) -> Vec<Effect> {
    let mut effects = packs::left(model);
    model.overlay = None;
    model.screen = place.screen();
    let is_there = Place::of(model) == place;
    effects.extend(entered(model));
    if is_there {
        return effects;
    }
    effects.extend(match place {
        Place::Lookup {
            query,
            domain,
            offence,
        } => lookup::show_again(model, &query, domain, offence),
        Place::Assess(draft) if draft.offence.is_empty() => Vec::new(),
        Place::Assess(draft) => assess::take_up(model, *draft),
        Place::Decisions { filter, key } => decisions::show_again(model, &filter, key),
        Place::Lists { query, item } => lists::show_again(model, &query, item),
        Place::Outliers | Place::Packs => Vec::new(),
    });
    effects
}

/// Shows a thing, wherever it lives; the way back is remembered.
pub(crate) fn open_target(model: &mut Model, target: &Target) -> Vec<Effect> {
    leave(model);
    match target {
        Target::Offence(id) => {
            let mut effects = go(model, Screen::Lookup);
            effects.extend(lookup::ask_for(model, id));
            effects
        }
        Target::Decision(key) => decisions::open(model, *key),
        Target::ListItem { list, at } => {
            let mut effects = go(model, Screen::Lists);
            effects.extend(lists::show_again(model, "", Some((list.clone(), *at))));
            effects
        }
        Target::Item { pack, at } => {
            let mut effects = go(model, Screen::Packs);
            effects.extend(packs::open_item(model, pack, *at));
            effects
        }
    }
}
