//! Opening a thing from anywhere.

use crate::tui::message::Effect;
use crate::tui::model::target::Target;
use crate::tui::model::{Model, Screen};
use crate::tui::update::{decisions, go, lookup};

/// Shows a thing, wherever it lives; the way back is remembered.
pub(crate) fn open(model: &mut Model, target: &Target) -> Vec<Effect> {
    match target {
        Target::Offence(id) => {
            let mut effects = go(model, Screen::Lookup);
            effects.extend(lookup::ask_for(model, id));
            effects
        }
        Target::Decision(key) => decisions::open(model, *key),
    }
}
