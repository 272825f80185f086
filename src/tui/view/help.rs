//! The keys that work on this screen, read from the keymap and the action table.

use ratatui::text::Line;

use crate::tui::action::{Action, Context};
use crate::tui::key::print_sequence;
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow::Flow;
use crate::tui::{strings, text};

/// Returns the text of the help.
pub(super) fn lines(
    model: &Model,
    keymap: &Keymap,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let here = model.screen.context();
    let mut flow = Flow::new(theme, width);
    for context in [here, Context::Global] {
        flow.heading(&strings::help_section(context.label()));
        let rows: Vec<(String, Action)> = Action::ALL
            .iter()
            .copied()
            .filter(|action| action.contexts().contains(&context))
            .filter_map(|action| keys(keymap, here, action).map(|keys| (keys, action)))
            .collect();
        let widest = rows.iter().map(|(keys, _)| text::width(keys)).max();
        let column = widest.unwrap_or(0).min(usize::from(width) / 3);
        for (keys, action) in rows {
            flow.hanging(
                vec![(format!("{}  ", text::pad(&keys, column)), Role::Key)],
                Role::Text,
                action.help(),
            );
        }
    }
    flow.heading(strings::HELP_TYPING_TITLE);
    flow.paragraph(Role::Hint, strings::HELP_TYPING);
    flow.finish()
}

fn keys(keymap: &Keymap, context: Context, action: Action) -> Option<String> {
    let keys: Vec<String> = keymap
        .sequences(&[context], action)
        .iter()
        .map(|keys| print_sequence(keys))
        .collect();
    (!keys.is_empty()).then(|| keys.join(", "))
}
