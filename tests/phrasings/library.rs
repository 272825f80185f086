//! The search over the shipped library, and the phrasings as tables.

use std::fs;
use std::path::PathBuf;

use cailiang::packs::load_shipped;
use cailiang::search::{Entry, Index, Synonym, index};
use toml::{Table, Value};

/// Builds the index over the shipped library.
pub fn library(synonyms: &[Synonym]) -> Index {
    index(&load_shipped().library, synonyms)
}

/// The entries of all offences.
#[allow(dead_code, reason = "the benchmark builds the index itself")]
pub fn entries() -> Vec<Entry> {
    cailiang::search::entries(&load_shipped().library)
}

/// The shipped synonyms.
pub fn synonyms() -> Vec<Synonym> {
    load_shipped().synonyms
}

/// Reads a TOML file of the repository.
#[allow(dead_code, reason = "used by the test")]
pub fn read(path: &str) -> Table {
    let source = fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path));
    source.expect(path).parse().expect(path)
}

/// The tables of a list.
#[allow(dead_code, reason = "used by the test")]
pub fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let list = table.get(key).and_then(Value::as_array).expect("a list");
    list.iter()
        .map(|v| v.as_table().expect("a table"))
        .collect()
}

/// A text.
#[allow(dead_code, reason = "used by the test")]
pub fn text(table: &Table, key: &str) -> String {
    table[key].as_str().expect("a text").to_owned()
}

/// A list of texts.
#[allow(dead_code, reason = "used by the test")]
pub fn texts(table: &Table, key: &str) -> Vec<String> {
    let list = table[key].as_array().expect("a list");
    list.iter()
        .map(|v| v.as_str().expect("a text").to_owned())
        .collect()
}
