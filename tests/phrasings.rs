//! Real phrasings of reviewers: the right offence is among the first three for 95 % of them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use cailiang::search::{BenchmarkNames, Entry, Index, InstrumentNames, Synonym};
use toml::{Table, Value};

/// Share of phrasings, in percent, that must find their offence.
const REQUIRED: usize = 95;
/// Results looked at.
const FIRST: usize = 3;

#[test]
fn the_right_offence_is_among_the_first_three_for_95_percent_of_real_phrasings() {
    let (all, misses) = misses(&library(&synonyms()));
    let right = all - misses.len();
    println!("{right} of {all} phrasings; without synonyms {}", {
        let (all, misses) = self::misses(&library(&[]));
        all - misses.len()
    });
    for miss in &misses {
        println!("{miss}");
    }
    assert!(right * 100 >= all * REQUIRED, "{misses:#?}");
}

/// Searches for every phrasing; returns how many there are and those that did not find theirs.
fn misses(index: &Index) -> (usize, Vec<String>) {
    let phrasings = read("tests/fixtures/phrasings.toml");
    let phrasings = tables(&phrasings, "phrase");
    let mut misses = Vec::new();
    for phrase in &phrasings {
        let (typed, expected) = (text(phrase, "typed"), texts(phrase, "expect"));
        let hits = index.search(&typed, None, FIRST);
        let found: Vec<String> = hits
            .iter()
            .filter_map(|hit| Some((index.entry(hit.entry)?, hit.why)))
            .map(|(entry, why)| format!("{} ({why:?})", entry.id))
            .collect();
        let right = |id: &String| found.iter().any(|f| f.split(' ').next() == Some(id));
        if !expected.iter().any(right) {
            misses.push(format!("{typed}: {found:?} instead of {expected:?}"));
        }
    }
    (phrasings.len(), misses)
}

#[test]
fn every_alternative_of_every_synonym_matches_a_title() {
    let synonyms = synonyms();
    let idle: Vec<(&[String], &str)> = library(&synonyms)
        .idle_alternatives()
        .into_iter()
        .map(|(group, at)| (synonyms[group].say.as_slice(), synonyms[group].means[at].as_str()))
        .collect();
    assert!(idle.is_empty(), "{idle:#?}");
}

#[test]
fn no_phrase_belongs_to_two_synonyms() {
    let mut known = HashMap::new();
    for (group, synonym) in synonyms().iter().enumerate() {
        for say in &synonym.say {
            let before = known.insert(say.clone(), group);
            assert_eq!(before, None, "{say}");
        }
    }
}

#[test]
fn every_phrase_of_every_synonym_finds_what_it_means() {
    let synonyms = synonyms();
    let index = library(&synonyms);
    let mut lost = Vec::new();
    for synonym in &synonyms {
        let words: Vec<String> = synonym.means[0].split_whitespace().map(bare).collect();
        for say in &synonym.say {
            let hits = index.search(say, None, FIRST);
            let found: Vec<String> = hits
                .iter()
                .filter_map(|hit| index.entry(hit.entry))
                .map(|entry| bare(&entry.title))
                .collect();
            let right = |title: &String| {
                title.contains(&bare(say)) || words.iter().all(|word| title.contains(word))
            };
            if !found.iter().any(right) {
                lost.push(format!("{say} → {found:?}"));
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

/// Builds the index over the shipped library.
fn library(synonyms: &[Synonym]) -> Index {
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
    Index::new(entries, synonyms).with_benchmarks(&benchmarks())
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
        article: article.trim_end_matches('b').parse().expect("an article is a number"),
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

fn benchmarks() -> Vec<BenchmarkNames> {
    let domains = read("benchmarks-data/rules/domains.toml");
    let domain = |d: &Table| BenchmarkNames { pack: text(d, "benchmark"), names: texts(d, "words") };
    tables(&domains, "domain").into_iter().map(domain).collect()
}

fn synonyms() -> Vec<Synonym> {
    let table = read("benchmarks-data/rules/synonyms.toml");
    let synonym = |s: &Table| Synonym { say: texts(s, "say"), means: texts(s, "means") };
    tables(&table, "synonym").into_iter().map(synonym).collect()
}

fn bare(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> Table {
    let source = fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    source.parse().unwrap_or_else(|e| panic!("{path}: {e}"))
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

fn tables<'a>(table: &'a Table, key: &str) -> Vec<&'a Table> {
    let rows = table.get(key).and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(Value::as_table).collect()
}

fn text(table: &Table, key: &str) -> String {
    table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn texts(table: &Table, key: &str) -> Vec<String> {
    let values = table.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}
