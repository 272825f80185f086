//! Collects findings: each says where it stands, in the file and in the document.

use crate::law::Library;
use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::packs::diagnostic::{Diagnostic, Severity};
use crate::packs::lint::{codes, messages as say};
use crate::packs::load::{Loaded, Origin};
use crate::packs::rows::Table;

/// What a finding is about.
#[derive(Clone, Copy, Debug)]
pub enum At<'a> {
    /// A document.
    Document(&'a Benchmark),
    /// An item of it.
    Item(&'a Benchmark, &'a Item),
    /// A tier of that.
    Tier(&'a Benchmark, &'a Item, &'a Tier),
    /// A row of another table, by its key, and what to call it.
    Row(Table, &'a str, &'a str),
}

/// Findings so far.
pub struct Report<'a> {
    loaded: &'a Loaded,
    found: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    /// Starts a report on a library.
    pub fn new(loaded: &'a Loaded) -> Report<'a> {
        Report {
            loaded,
            found: Vec::new(),
        }
    }

    /// The library looked at.
    pub fn library(&self) -> &'a Library {
        &self.loaded.library
    }

    /// Adds a finding; the code says how bad it is.
    pub fn add(&mut self, code: &'static str, at: At, message: impl AsRef<str>, remedy: &str) {
        debug_assert!(codes::severity(code).is_some(), "{code} is registered");
        let origin = self.origin(at);
        let (place, whose) = match at {
            At::Document(b) => (b.short.clone(), Some(b)),
            At::Item(b, i) => (say::place(&[&b.short, &i.no]), Some(b)),
            At::Tier(b, i, t) => (say::place(&[&b.short, &i.no, &t.label]), Some(b)),
            At::Row(_, _, name) => (name.to_owned(), None),
        };
        let file = origin.map(|o| o.file.clone());
        let file = file.or_else(|| whose.map(|b| b.id.to_string()));
        self.found.push(Diagnostic {
            code,
            severity: codes::severity(code).unwrap_or(Severity::Warning),
            file: file.unwrap_or_default(),
            line: origin.map(|o| o.line),
            message: say::at(&place, message.as_ref()),
            place,
            remedy: remedy.to_owned(),
        });
    }

    fn origin(&self, at: At) -> Option<&'a Origin> {
        let item = |b: &Benchmark, i: &Item, ordinal| {
            let key = (b.id.clone(), i.no.clone(), ordinal);
            self.loaded.origins.get(&key)
        };
        match at {
            At::Document(b) => self.loaded.rows.get(&(Table::Pack, b.id.to_string())),
            At::Item(b, i) => item(b, i, 0),
            At::Tier(b, i, t) => item(b, i, t.ordinal),
            At::Row(table, key, _) => self.loaded.rows.get(&(table, key.to_owned())),
        }
    }

    /// The findings.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.found
    }
}
