//! The shipped library read straight from its TOML, for tests and benchmarks of the search.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use cailiang::search::{BenchmarkNames, Entry, Index, InstrumentNames, Synonym};
use toml::{Table, Value};

/// Builds the index over the shipped library.
pub fn library(synonyms: &[Synonym]) -> Index {
    Index::new(entries(), synonyms).with_benchmarks(&benchmarks())
}

/// Reads all offences.
pub fn entries() -> Vec<Entry> {
    let registry = read("benchmarks-data/instruments.toml");
    let instruments = tables(&registry, "instrument");
    let mut items: HashMap<String, Vec<String>> = HashMap::new();
    for pack in toml_files("benchmarks-data", "pack.toml") {
        let pack = read(&pack);
        let id = text(pack["pack"].as_table().expect("a pack has a head"), "id");
        for item in tables(&pack, "item") {
            let offence = text(item, "offence");
            let listed = format!("{id}:{} {}", text(item, "no"), text(item, "title"));
            items.entry(offence).or_default().push(listed);
        }
    }
    let mut entries = Vec::new();
    for instrument in &instruments {
        let slug = text(instrument, "slug");
        let path = format!("benchmarks-data/statutes/{slug}.toml");
        if !root().join(&path).exists() {
            continue;
        }
        let statute = read(&path);
        for offence in tables(&statute, "offence") {
            entries.push(entry(offence, instrument, &items));
        }
    }
    assert_eq!(entries.len(), 568);
    entries
}

fn entry(offence: &Table, instrument: &Table, items: &HashMap<String, Vec<String>>) -> Entry {
    let id = text(offence, "id");
    let place = id.split_once('/').map_or(id.as_str(), |(clause, _)| clause);
    let mut place = place.rsplit('-');
    let mut number = || place.next().expect("an id has three numbers");
    let (item, paragraph, article) = (number(), number(), number());
    let weight = match text(instrument, "level").as_str() {
        "law" => 3,
        "regulation" => 2,
        _ => 1,
    };
    Entry {
        title: text(offence, "title"),
        instrument: InstrumentNames {
            slug: text(instrument, "slug"),
            title: text(instrument, "title"),
            short: texts(instrument, "short"),
        },
        article: article
            .trim_end_matches('b')
            .parse()
            .expect("an article is a number"),
        inserted: article.ends_with('b'),
        paragraph: paragraph.parse().expect("a paragraph is a number"),
        item: item.parse().expect("an item is a number"),
        in_force: text(instrument, "status") == "in_force",
        weight,
        domains: texts(instrument, "domains"),
        benchmark_items: items.get(&id).cloned().unwrap_or_default(),
        aliases: Vec::new(),
        id,
    }
}

/// Reads what people call the benchmarks.
fn benchmarks() -> Vec<BenchmarkNames> {
    let domains = read("benchmarks-data/rules/domains.toml");
    let domain = |d: &Table| BenchmarkNames {
        pack: text(d, "benchmark"),
        names: texts(d, "words"),
    };
    tables(&domains, "domain").into_iter().map(domain).collect()
}

/// Reads the synonyms.
pub fn synonyms() -> Vec<Synonym> {
    let table = read("benchmarks-data/rules/synonyms.toml");
    let synonym = |s: &Table| Synonym {
        say: texts(s, "say"),
        means: texts(s, "means"),
    };
    tables(&table, "synonym").into_iter().map(synonym).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a TOML file of the repository.
pub fn read(path: &str) -> Table {
    let source = fs::read_to_string(root().join(path)).expect(path);
    source.parse().expect(path)
}

fn toml_files(folder: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for file in fs::read_dir(&folder).expect("the data are there") {
            let path = file.expect("the data can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|file| file == Path::new(name)) {
                found.push(path.display().to_string());
            }
        }
    }
    found.sort();
    found
}

/// Returns the rows of an array of tables.
pub fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let rows = table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    rows.filter_map(Value::as_table).collect()
}

/// Returns a text, empty where there is none.
pub fn text(table: &Table, key: &str) -> String {
    table
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// Returns a list of texts, empty where there is none.
pub fn texts(table: &Table, key: &str) -> Vec<String> {
    let values = table
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    values
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
