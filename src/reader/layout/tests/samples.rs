//! The synthetic benchmarks in the two national layouts, against their exact truth.

use super::*;

type Truth = BTreeMap<String, Vec<(String, String, String)>>;

fn folders() -> Vec<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/casegen/samples");
    let roots = [
        Some(shared),
        std::env::var_os("CASEGEN_OUT").map(PathBuf::from),
    ];
    let mut found = Vec::new();
    for root in roots.into_iter().flatten() {
        for entry in std::fs::read_dir(root).into_iter().flatten().flatten() {
            if entry
                .path()
                .join("benchmark/benchmark_truth.jsonl")
                .exists()
            {
                found.push(entry.path().join("benchmark"));
            }
        }
    }
    if found.is_empty() {
        eprintln!("skipped: the synthetic benchmarks are not here");
    }
    found
}

/// Label and condition of each tier by the number of its item, in order.
fn truth(folder: &Path, benchmark: &str) -> Truth {
    let mut items = Truth::new();
    let text = std::fs::read_to_string(folder.join("benchmark_truth.jsonl")).unwrap();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        if row["benchmark"] == benchmark {
            let name = |key: &str| row[key].as_str().unwrap().to_owned();
            items.entry(row["number"].to_string()).or_default().push((
                name("tier"),
                name("condition_text"),
                name("offence_name"),
            ));
        }
    }
    items
}

/// The beginning of a document is enough: the rest is of the same kind.
fn assert_nothing_lost(whole: &Document) {
    let blocks = whole.blocks.iter().take(150).map(|block| match block {
        Block::Table(table) => Block::Table(Table {
            rows: table.rows.iter().take(60).cloned().collect(),
        }),
        Block::Paragraph(_) => block.clone(),
    });
    let part = document(blocks.collect());
    assert_eq!(lost(&part, &outline(&part, None)), [""; 0]);
}

fn compare(found: &Outline, truth: &Truth, file: &Path) {
    let mut wrong = Vec::new();
    let tiers: usize = truth.values().map(Vec::len).sum();
    let have: usize = found.entries.iter().map(|e| e.tiers.len()).sum();
    assert_eq!(
        found.entries.len(),
        truth.len(),
        "items of {}",
        file.display()
    );
    assert_eq!(have, tiers, "tiers of {}", file.display());
    for entry in &found.entries {
        let Some(expected) = truth.get(&entry.no) else {
            wrong.push(format!("{} {}", entry.no, entry.title));
            continue;
        };
        let title = entry.title.as_str();
        let bare = |name: &str| {
            let name = name.trim_end_matches('的').trim_start_matches("逾期未改正");
            name.trim_start_matches("拒不执行").to_owned()
        };
        if expected
            .iter()
            .any(|(_, _, name)| bare(name) != bare(title))
        {
            wrong.push(format!("{} title {}", entry.no, entry.title));
        }
        let labels = entry.tiers.iter().map(|t| &t.label);
        if !labels.eq(expected.iter().map(|(label, ..)| label)) {
            wrong.push(format!("{} labels", entry.no));
        }
        for (tier, (_, condition, _)) in entry.tiers.iter().zip(expected) {
            let own = tier.condition.clone().unwrap_or_default();
            if plain(own.trim_end_matches('。')) != plain(condition)
                || !tier.standard.ends_with("的罚款。")
            {
                wrong.push(format!(
                    "{} {} {own} {}",
                    entry.no, tier.label, tier.standard
                ));
            }
        }
        if !entry.basis.starts_with('《') || !entry.duty.starts_with('《') {
            wrong.push(format!("{} basis {}", entry.no, entry.basis));
        }
    }
    assert_eq!(wrong, [""; 0], "{}", file.display());
    assert!(found.leftover.is_empty(), "{:?}", found.leftover);
}

#[test]
fn articles_of_the_synthetic_benchmarks_are_found() {
    for folder in folders() {
        let file = folder.join("coal.txt");
        let document = text(&std::fs::read_to_string(&file).unwrap());
        let found = outline(&document, None);
        assert_eq!(found.layout, Layout::Articles);
        assert_nothing_lost(&document);
        compare(&found, &truth(&folder, "coal"), &file);
    }
}

#[test]
fn rows_of_the_synthetic_benchmarks_are_found() {
    for folder in folders() {
        let file = folder.join("general.csv");
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_path(&file)
            .unwrap();
        let rows = reader
            .records()
            .enumerate()
            .map(|(n, record)| Row {
                cells: record
                    .unwrap()
                    .iter()
                    .map(|cell| Cell::Text(cell.trim_start_matches('\u{feff}').to_owned()))
                    .collect(),
                place: place(n),
            })
            .collect();
        let document = document(vec![Block::Table(Table { rows })]);
        let found = outline(&document, None);
        assert_nothing_lost(&document);
        assert_eq!(found.layout, Layout::Table);
        compare(&found, &truth(&folder, "general"), &file);
    }
}

#[test]
fn the_other_formats_give_the_same_items() {
    for folder in folders() {
        for file in [
            "general.csv",
            "general.xlsx",
            "general.docx",
            "general.html",
            "coal.txt",
        ] {
            let file = folder.join(file);
            let Ok(document) = crate::document::read(&file) else {
                continue;
            };
            let coal = file.ends_with("coal.txt");
            let found = outline(&document, None);
            let expected = truth(&folder, if coal { "coal" } else { "general" });
            compare(&found, &expected, &file);
        }
    }
}

#[test]
fn the_samples_of_real_shape_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/import-samples");
    for (file, layout, items, tiers) in [
        ("county-supplement-prose.docx", Layout::Prose, 5, 15),
        ("no-penalty-list-table.docx", Layout::List, 4, 4),
        ("lenient-list-gb18030.html", Layout::Table, 1, 2),
    ] {
        let Ok(document) = crate::document::read(&folder.join(file)) else {
            eprintln!("skipped: {file} is not here");
            continue;
        };
        let found = outline(&document, None);
        let count: usize = found.entries.iter().map(|entry| entry.tiers.len()).sum();
        assert_eq!(
            (found.layout, found.entries.len(), count),
            (layout, items, tiers),
            "{file}"
        );
        assert_eq!(lost(&document, &found), [""; 0], "{file}");
        assert!(found.title.is_some(), "{file}");
    }
}
