//! Keys as they are bound now: which one to name, and texts that name them.

use crate::tui::action::Action;
use crate::tui::key::print_sequence;
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::strings;

/// The keys as they are bound now, and where one is: what it takes to name a key in a text.
#[derive(Clone, Copy)]
pub(super) struct Keys<'a> {
    /// Where one is.
    pub model: &'a Model,
    /// What keys do.
    pub keymap: &'a Keymap,
}

impl Keys<'_> {
    /// Returns a text of ours with every `{action.id}` replaced by its key.
    pub fn spell(self, words: &str) -> String {
        spelled(words, self.model, self.keymap)
    }
}

/// Returns the shortest key of an action that the focused text field leaves to it.
pub(super) fn shortest(model: &Model, keymap: &Keymap, action: Action) -> Option<String> {
    keymap
        .sequences(model.contexts(), action)
        .iter()
        .find(|keys| {
            let first = keys.first();
            model
                .field()
                .is_none_or(|field| first.is_none_or(|key| !field.takes(*key)))
        })
        .map(|keys| print_sequence(keys))
}

/// Returns the key of an action where it belongs, for texts that speak of another screen.
fn at_home(keymap: &Keymap, action: Action) -> Option<String> {
    let keys = keymap.sequences(action.contexts(), action);
    keys.first().map(|keys| print_sequence(keys))
}

/// Replaces every `{action.id}` in a text of ours by the key that runs it here, or where it belongs.
///
/// An action without a key is named instead; what is no action stays as it is.
pub(super) fn spelled(words: &str, model: &Model, keymap: &Keymap) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let named = tail
            .split_once('}')
            .and_then(|(id, tail)| Some((Action::from_id(id)?, tail)));
        if let Some((action, tail)) = named {
            let key = shortest(model, keymap, action).or_else(|| at_home(keymap, action));
            out.push_str(&key.unwrap_or_else(|| strings::keyless(action)));
            rest = tail;
        } else {
            out.push('{');
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Size;

    #[test]
    fn keys_are_named_as_they_are_bound() {
        let model = Model::new(Size::new(80, 24));
        let (rebound, problems) = Keymap::from_toml(
            "k.toml",
            "[bind.global]\n\"F4\" = \"none\"\n\"alt-3\" = \"none\"\n\"ctrl-b\" = \"screen.decisions\"\n\"F2\" = \"none\"\n\"alt-1\" = \"none\"\n",
        );
        assert_eq!(problems, vec![]);
        let default = Keymap::built_in("default").unwrap_or_default();
        let words = "{screen.decisions}到决定库，{screen.lookup}，{no.such}{";
        assert_eq!(
            spelled(words, &model, &default),
            "F4到决定库，F2，{no.such}{"
        );
        assert_eq!(
            spelled(words, &model, &rebound),
            "ctrl-b到决定库，“查询”（没有键），{no.such}{"
        );
    }
}
