//! One line on what goes on in the background.

use crate::tui::action::Action;
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::strings;
use crate::tui::theme::Role;

/// Returns what goes on, how far it is and how to stop it; none when there is nothing to say.
pub(super) fn line(model: &Model, keymap: &Keymap) -> Option<(String, Role)> {
    let background = &model.background;
    if let Some(working) = background.shown() {
        let stops = working.job.can_stop() && model.overlay.is_none();
        let key = super::shortest(model, keymap, Action::WorkCancel).filter(|_| stops);
        return Some((strings::working(working, key.as_deref()), Role::Hint));
    }
    if background.is_opening {
        return Some((strings::OPENING.to_owned(), Role::Hint));
    }
    background
        .is_slow
        .then(|| (strings::SEARCHING.to_owned(), Role::Hint))
}
