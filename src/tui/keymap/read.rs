//! Reads keymap files, collecting everything that is wrong.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::tui::action::{Action, Context};
use crate::tui::key::{Code, Key, parse_sequence, print_sequence};
use crate::tui::keymap::{BUILT_IN, Binding, Keymap};
use crate::tui::problem::{Problem, Severity, line_of, nearest};
use crate::tui::strings;

/// The word that unbinds a key.
const NONE: &str = "none";

/// What is being read, and what was found wrong with it so far.
struct Reader<'s> {
    place: &'s str,
    source: &'s str,
    keymap: Keymap,
    /// Sequences bound by this very file; what they hide was not inherited but contradicts them.
    own: Vec<(Context, Vec<Key>)>,
    /// Keys this file names, unbound ones too, as they are written.
    named: Vec<(Context, Vec<Key>, String)>,
    /// With their offsets, to be shown in the order of the file.
    problems: Vec<(usize, Problem)>,
}

/// Reads `source` over the keymap it inherits from.
pub(super) fn read(place: &str, source: &str) -> (Keymap, Vec<Problem>) {
    let mut reader = Reader {
        place,
        source,
        keymap: Keymap::default(),
        own: Vec::new(),
        named: Vec::new(),
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.report(at, strings::toml_syntax(error.message()), None);
    }
    let table = table.get_ref();
    reader.inherit(table);
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "inherits" => {}
            "bind" => reader.contexts(value),
            other => reader.unknown(key.span().start, other, &["inherits", "bind"]),
        }
    }
    reader.hidden_globals();
    reader.problems.sort_by_key(|(offset, _)| *offset);
    let problems = reader.problems.into_iter().map(|(_, problem)| problem);
    (reader.keymap, problems.collect())
}

impl Reader<'_> {
    fn report(&mut self, offset: usize, message: String, advice: Option<String>) {
        let line = line_of(self.source, offset);
        let problem = Problem {
            severity: Severity::Error,
            place: strings::file_line(self.place, line),
            message,
            advice,
        };
        self.problems.push((offset, problem));
    }

    fn unknown(&mut self, offset: usize, word: &str, known: &[&str]) {
        let advice = nearest(word, known.iter().copied()).map(strings::did_you_mean);
        self.report(offset, strings::unknown_word(word), advice);
    }

    /// Starts from the named keymap; a user's file that names none starts from the default.
    fn inherit(&mut self, table: &DeTable<'_>) {
        let is_root = BUILT_IN
            .first()
            .is_some_and(|(name, _)| *name == self.place);
        let (name, offset) = match table.get("inherits") {
            None if is_root => return,
            None => ("default", 0),
            Some(value) => match value.get_ref().as_str() {
                Some(name) => (name, value.span().start),
                None => {
                    return self.report(
                        value.span().start,
                        strings::expected_text("inherits"),
                        None,
                    );
                }
            },
        };
        if name == NONE {
            return;
        }
        match Keymap::built_in(name) {
            Some(keymap) if name != self.place => self.keymap = keymap,
            _ => {
                let known: Vec<&str> = BUILT_IN.iter().map(|(known, _)| *known).collect();
                self.unknown(offset, name, &known);
                self.keymap = Keymap::built_in("default").unwrap_or_default();
            }
        }
    }

    fn contexts(&mut self, value: &Spanned<DeValue<'_>>) {
        let Some(contexts) = value.get_ref().as_table() else {
            return self.report(value.span().start, strings::expected_table("bind"), None);
        };
        for (name, table) in contexts {
            let Some(context) = Context::from_id(name.get_ref()) else {
                let known: Vec<&str> = Context::ALL.iter().map(|c| c.id()).collect();
                self.unknown(name.span().start, name.get_ref(), &known);
                continue;
            };
            match table.get_ref().as_table() {
                Some(bindings) => self.bindings(context, bindings),
                None => self.report(
                    table.span().start,
                    strings::expected_table(name.get_ref()),
                    None,
                ),
            }
        }
    }

    fn bindings(&mut self, context: Context, bindings: &DeTable<'_>) {
        // In the order of the file: of two spellings of one key the later holds.
        let mut rows: Vec<_> = bindings.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in rows {
            let offset = name.span().start;
            let keys = match parse_sequence(name.get_ref()) {
                Ok(keys) => keys,
                Err(error) => {
                    self.report(
                        offset,
                        error.to_string(),
                        Some(strings::KEY_SYNTAX.to_owned()),
                    );
                    continue;
                }
            };
            self.doubtful_keys(context, &keys, name.get_ref(), offset);
            let Some(slot) = self.slot(context, value) else {
                continue;
            };
            let is_bound = slot.is_some();
            let hidden = self.keymap.bind(context, keys.clone(), slot);
            for other in hidden {
                if self.own.contains(&(context, other.clone())) {
                    let (longer, shorter) = if other.len() > keys.len() {
                        (&other, &keys)
                    } else {
                        (&keys, &other)
                    };
                    let message =
                        strings::key_hides(&print_sequence(shorter), &print_sequence(longer));
                    self.report(offset, message, None);
                }
            }
            if is_bound {
                self.own.push((context, keys));
            }
        }
    }

    /// Warns of a key named twice, and of keys that terminals send as others.
    fn doubtful_keys(&mut self, context: Context, keys: &[Key], name: &str, offset: usize) {
        let mut earlier = self.named.iter();
        let twice = earlier.find(|(c, known, _)| *c == context && known == keys);
        if let Some((_, _, before)) = twice {
            let message = strings::key_twice(before, name);
            self.report(offset, message, Some(strings::LATER_KEY_HOLDS.to_owned()));
        }
        self.named.push((context, keys.to_vec(), name.to_owned()));
        for key in keys {
            if let Some(sent) = arrives_as(*key) {
                let message = strings::key_arrives_as(&key.to_string(), sent);
                self.report(offset, message, Some(strings::KEY_SYNTAX.to_owned()));
            }
        }
    }

    /// Reads `"action"`, `"none"` or `{ run = "action", desc = "…" }`.
    #[expect(
        clippy::option_option,
        reason = "wrong, unbound and bound are three things"
    )]
    fn slot(&mut self, context: Context, value: &Spanned<DeValue<'_>>) -> Option<Option<Binding>> {
        let offset = value.span().start;
        if let Some(id) = value.get_ref().as_str() {
            return self
                .action(context, id, offset)
                .map(|action| action.map(|action| Binding { action, desc: None }));
        }
        let Some(table) = value.get_ref().as_table() else {
            self.report(offset, strings::EXPECTED_ACTION.to_owned(), None);
            return None;
        };
        for key in table.keys() {
            if !["run", "desc"].contains(&key.get_ref().as_ref()) {
                self.unknown(key.span().start, key.get_ref(), &["run", "desc"]);
            }
        }
        let Some(id) = table.get("run").and_then(|run| run.get_ref().as_str()) else {
            self.report(offset, strings::EXPECTED_ACTION.to_owned(), None);
            return None;
        };
        let desc = table
            .get("desc")
            .and_then(|desc| desc.get_ref().as_str())
            .map(str::to_owned);
        self.action(context, id, offset)
            .map(|action| action.map(|action| Binding { action, desc }))
    }

    /// Returns the action, nothing for `none`, or reports an unknown or misplaced one.
    #[expect(
        clippy::option_option,
        reason = "unknown, unbound and bound are three things"
    )]
    fn action(&mut self, context: Context, id: &str, offset: usize) -> Option<Option<Action>> {
        if id == NONE {
            return Some(None);
        }
        let Some(action) = Action::from_id(id) else {
            let advice = nearest(id, Action::ALL.iter().map(|a| a.id())).map(strings::did_you_mean);
            self.report(offset, strings::unknown_action(id), advice);
            return None;
        };
        if !action.belongs_to(context) {
            self.report(offset, strings::misplaced_action(id, context.label()), None);
            return None;
        }
        Some(Some(action))
    }

    /// Reports keys of a context that hide a global sequence, unless unbound on purpose.
    fn hidden_globals(&mut self) {
        let mut found = Vec::new();
        for (context, keys) in self
            .own
            .iter()
            .filter(|(context, _)| *context != Context::Global)
        {
            for (other, _) in self.keymap.bindings(Context::Global) {
                if other.len() > keys.len() && other.starts_with(keys) {
                    found.push((*context, keys.clone(), other.to_vec()));
                }
            }
        }
        for (context, keys, other) in found {
            let problem = Problem {
                severity: Severity::Warning,
                place: format!("{} [bind.{}]", self.place, context.id()),
                message: strings::key_hides(&print_sequence(&keys), &print_sequence(&other)),
                advice: None,
            };
            self.problems.push((usize::MAX, problem));
        }
    }
}

/// What a terminal sends instead of a key it has no other code for.
fn arrives_as(key: Key) -> Option<&'static str> {
    let same = [('i', "tab"), ('m', "enter"), ('[', "esc")];
    let found = same
        .into_iter()
        .find(|(c, _)| key.has_ctrl() && key.code() == Code::Char(*c));
    found.map(|(_, sent)| sent)
}
