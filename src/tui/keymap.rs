//! Which key does what, where: tables read from TOML, looked up by context.
//!
//! A keymap can always be left: `app.quit` and `go.back` are put back when nothing reaches them.

pub mod document;
mod read;

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::tui::action::{Action, Context};
use crate::tui::input::command_key;
use crate::tui::key::{Code, Key};
use crate::tui::problem::{Problem, Severity};
use crate::tui::strings;

/// The keymaps that come with the program, by name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("default", include_str!("../../keymaps/default.toml")),
    ("vim", include_str!("../../keymaps/vim.toml")),
];

/// What a key sequence is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// What the user calls it.
    pub desc: Option<String>,
}

impl Binding {
    /// Returns the label to show.
    pub fn label(&self) -> &str {
        self.desc.as_deref().unwrap_or(self.action.label())
    }
}

/// What the keys pressed so far lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// They are a binding.
    Run(Action),
    /// They start one or more bindings.
    Pending(Vec<Key>),
    /// They lead nowhere.
    Nothing,
}

/// A bound sequence, or one unbound on purpose, which also hides the global binding.
type Slot = Option<Binding>;

/// Bindings by context and sequence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    tables: BTreeMap<Context, BTreeMap<Vec<Key>, Slot>>,
}

impl Keymap {
    /// Returns a keymap that comes with the program.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, source) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::from_toml(name, source).0)
    }

    /// Reads a keymap; what is wrong is reported and left out, the rest holds.
    pub fn from_toml(place: &str, source: &str) -> (Self, Vec<Problem>) {
        let (mut keymap, mut problems) = read::read(place, source);
        for (action, key) in [
            (Action::Quit, Key::new(Code::Char('c'), true, false, false)),
            (Action::Back, Key::plain(Code::Esc)),
        ] {
            if keymap.sequences(&[], action).is_empty() {
                keymap.bind(
                    Context::Global,
                    vec![key],
                    Some(Binding { action, desc: None }),
                );
                problems.push(Problem {
                    severity: Severity::Warning,
                    place: place.to_owned(),
                    message: strings::keymap_unreachable(action.id()),
                    advice: Some(strings::keymap_put_back(&key.to_string())),
                });
            }
        }
        (keymap, problems)
    }

    /// Looks up what `pending` followed by `key` means, in `contexts` and then globally.
    ///
    /// A full-width key counts as the ASCII key it stands for unless it is bound itself.
    pub fn find(&self, contexts: &[Context], pending: &[Key], key: Key) -> Found {
        let with = |key: Key| [pending, &[key]].concat();
        let found = self.find_exact(contexts, &with(key));
        if found == Found::Nothing {
            return self.find_exact(contexts, &with(command_key(key)));
        }
        found
    }

    fn find_exact(&self, contexts: &[Context], keys: &[Key]) -> Found {
        for table in self.tables_for(contexts) {
            if let Some(slot) = table.get(keys) {
                return match slot {
                    Some(binding) => Found::Run(binding.action),
                    None => Found::Nothing,
                };
            }
            if continuations_in(table, keys).next().is_some() {
                return Found::Pending(keys.to_vec());
            }
        }
        Found::Nothing
    }

    /// Returns the rest of every binding that starts with `pending`, as the popup shows it.
    pub fn continuations(
        &self,
        contexts: &[Context],
        pending: &[Key],
    ) -> Vec<(Vec<Key>, &Binding)> {
        self.tables_for(contexts)
            .map(|table| continuations_in(table, pending).collect())
            .find(|rows: &Vec<_>| !rows.is_empty())
            .unwrap_or_default()
    }

    /// Returns the sequences that run `action` in `contexts`, shortest first.
    pub fn sequences(&self, contexts: &[Context], action: Action) -> Vec<Vec<Key>> {
        let mut found: Vec<Vec<Key>> = Vec::new();
        for (keys, slot) in self.tables_for(contexts).flatten() {
            let is_bound = slot.as_ref().is_some_and(|b| b.action == action);
            // 近处的表可能另有所用：只有按下去真是它才算。
            if is_bound
                && !found.contains(keys)
                && self.find_exact(contexts, keys) == Found::Run(action)
            {
                found.push(keys.clone());
            }
        }
        found.sort_by_key(|keys| {
            (
                keys.len(),
                keys.iter().map(|k| k.to_string().len()).sum::<usize>(),
            )
        });
        found
    }

    /// Returns the bindings that work in `contexts`: those a nearer context hides are left out.
    pub fn reachable(&self, contexts: &[Context]) -> Vec<(Context, Vec<Key>, &Binding)> {
        let mut rows = Vec::new();
        for context in contexts.iter().chain([&Context::Global]) {
            for (keys, slot) in self.tables.get(context).into_iter().flatten() {
                let Some(binding) = slot else { continue };
                let runs = self.find_exact(contexts, keys) == Found::Run(binding.action);
                if runs && !rows.iter().any(|(_, seen, _)| seen == keys) {
                    rows.push((*context, keys.clone(), binding));
                }
            }
        }
        rows
    }

    /// Returns the bindings written for one context.
    pub fn bindings(&self, context: Context) -> impl Iterator<Item = (&[Key], &Binding)> {
        self.tables
            .get(&context)
            .into_iter()
            .flatten()
            .filter_map(|(keys, slot)| slot.as_ref().map(|binding| (keys.as_slice(), binding)))
    }

    /// Binds a sequence, replacing what it meant and what it now hides; returns the hidden ones.
    fn bind(&mut self, context: Context, keys: Vec<Key>, slot: Slot) -> Vec<Vec<Key>> {
        let table = self.tables.entry(context).or_default();
        let mut hidden = Vec::new();
        if slot.is_some() {
            hidden = table
                .iter()
                .filter(|(other, bound)| {
                    bound.is_some()
                        && other.len() != keys.len()
                        && (other.starts_with(&keys) || keys.starts_with(other))
                })
                .map(|(other, _)| other.clone())
                .collect();
            for other in &hidden {
                table.remove(other);
            }
        }
        table.insert(keys, slot);
        hidden
    }

    fn tables_for(&self, contexts: &[Context]) -> impl Iterator<Item = &BTreeMap<Vec<Key>, Slot>> {
        contexts
            .iter()
            .chain([&Context::Global])
            .filter_map(|context| self.tables.get(context))
    }
}

/// Sequences that begin alike stand one behind the other, behind what they begin with.
fn continuations_in<'t>(
    table: &'t BTreeMap<Vec<Key>, Slot>,
    pending: &[Key],
) -> impl Iterator<Item = (Vec<Key>, &'t Binding)> {
    table
        .range::<[Key], _>((Bound::Excluded(pending), Bound::Unbounded))
        .map_while(move |(keys, slot)| Some((keys.strip_prefix(pending)?, slot)))
        .filter_map(|(rest, slot)| Some((rest.to_vec(), slot.as_ref()?)))
}

#[cfg(test)]
mod tests;
