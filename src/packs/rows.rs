//! Where the rows of the rule tables stand: the line of the header `[[gate]]` of each.

use std::collections::HashMap;

use crate::packs::load::Origin;
use crate::packs::schema::Document;

/// A table whose rows are found again by their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `[pack]`, by its id.
    Pack,
    /// `[[instrument]]`, by its slug.
    Instrument,
    /// `[[offence]]`, by its id.
    Offence,
    /// `[[domain]]`, by its id.
    Domain,
    /// `[[fact]]`, by its id.
    Fact,
    /// `[[circumstance]]`, by its id.
    Circumstance,
    /// `[[same_fact]]`, by its number in the library.
    SameFact,
    /// `[[conflict]]`, by its number in the library.
    Conflict,
    /// `[[gate]]`, by [`gate_key`].
    Gate,
}

/// Rows and where they stand. A row written inline has no header and is not in it.
pub type Rows = HashMap<(Table, String), Origin>;

/// The key of a gate: rows of the same id, region and first day replace each other.
pub fn gate_key(gate: &crate::law::gate::Gate) -> String {
    let region = gate.region.as_deref().unwrap_or_default();
    format!("{}|{region}|{}", gate.id, gate.from)
}

/// Notes the rows of a document; `same_facts` and `conflicts` are how many the library already has.
pub fn note(
    rows: &mut Rows,
    file: &str,
    text: &str,
    document: &Document,
    same_facts: usize,
    conflicts: usize,
) {
    let mut lines: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, line) in text.lines().enumerate() {
        let bare = line.trim_start();
        if bare.starts_with('[') {
            let head = bare.split('#').next().unwrap_or_default().trim_end();
            lines.entry(head).or_default().push(n + 1);
        }
    }
    let mut put = |table, head: &str, keys: Vec<String>| {
        let at = lines.get(head).map(Vec::as_slice).unwrap_or_default();
        for (key, line) in keys.into_iter().zip(at) {
            let origin = Origin {
                file: file.to_owned(),
                line: *line,
            };
            rows.insert((table, key), origin);
        }
    };
    let numbered = |from: usize, count: usize| (from..from + count).map(|n| n.to_string());
    let d = document;
    let pack = d.pack.iter().map(|p| p.id.get_ref().to_string());
    put(Table::Pack, "[pack]", pack.collect());
    let slugs = d.instrument.iter().map(|i| i.slug.to_string());
    put(Table::Instrument, "[[instrument]]", slugs.collect());
    let offences = d.offence.iter().map(|o| o.id.get_ref().to_string());
    put(Table::Offence, "[[offence]]", offences.collect());
    let domains = d.domain.iter().map(|r| r.id.to_string());
    put(Table::Domain, "[[domain]]", domains.collect());
    let facts = d.fact.iter().map(|r| r.id.to_string());
    put(Table::Fact, "[[fact]]", facts.collect());
    let circumstances = d.circumstance.iter().map(|r| r.id.to_string());
    put(
        Table::Circumstance,
        "[[circumstance]]",
        circumstances.collect(),
    );
    let gates = d.gate.iter().map(gate_key);
    put(Table::Gate, "[[gate]]", gates.collect());
    let same = numbered(same_facts, d.same_fact.len());
    put(Table::SameFact, "[[same_fact]]", same.collect());
    let pairs = numbered(conflicts, d.conflict.len());
    put(Table::Conflict, "[[conflict]]", pairs.collect());
}
