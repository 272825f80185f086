//! `docs/KEYMAP.md`, written from the action table and the built-in keymaps.

use crate::tui::action::{Action, Context};
use crate::tui::key::print_sequence;
use crate::tui::keymap::Keymap;
use crate::tui::strings;

/// Returns the reference of all actions and keys as Markdown.
pub fn markdown() -> String {
    let default = Keymap::built_in("default").unwrap_or_default();
    let vim = Keymap::built_in("vim").unwrap_or_default();
    let sections = Context::ALL
        .iter()
        .filter_map(|context| section(*context, &default, &vim));
    std::iter::once(strings::KEYMAP_DOC_HEAD.to_owned())
        .chain(sections)
        .collect()
}

/// Returns the table of one context, or nothing if no action belongs to it.
fn section(context: Context, default: &Keymap, vim: &Keymap) -> Option<String> {
    let rows: Vec<String> = Action::ALL
        .iter()
        .filter(|action| action.contexts().contains(&context))
        .map(|action| row(context, *action, default, vim))
        .collect();
    let (label, id) = (context.label(), context.id());
    let head = format!("\n## {label} `[bind.{id}]`\n\n");
    (!rows.is_empty()).then(|| head + strings::KEYMAP_DOC_COLUMNS + &rows.concat())
}

fn row(context: Context, action: Action, default: &Keymap, vim: &Keymap) -> String {
    let usual = keys(default, context, action);
    let more: Vec<String> = keys(vim, context, action)
        .into_iter()
        .filter(|key| !usual.contains(key))
        .collect();
    format!(
        "| {} | {} | `{}` | {} | {} |\n",
        usual.join(" "),
        more.join(" "),
        action.id(),
        action.label(),
        action.help(),
    )
}

fn keys(keymap: &Keymap, context: Context, action: Action) -> Vec<String> {
    keymap
        .sequences(&[context], action)
        .iter()
        .map(|keys| format!("`{}`", print_sequence(keys).replace('|', "\\|")))
        .collect()
}
