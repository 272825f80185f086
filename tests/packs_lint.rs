//! Tables that are wrong in one way each (`tests/packs/invalid`) and sound ones (`tests/packs/valid`).
//!
//! An invalid file says what is found in it: `# expect: code, code` and `# line: 12, 20`. A directory
//! is a library of several files, each with what is found in it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cailiang::packs::lint::codes::{LINT, LOAD};
use cailiang::packs::lint::lint;
use cailiang::packs::{Diagnostic, Severity, load_with};

/// Codes that no document of a user can cause: the shipped library always has general rules.
const WITHOUT_FIXTURE: [&str; 1] = ["no_general_rules"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &str) -> Vec<PathBuf> {
    let found = fs::read_dir(root().join("tests/packs").join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = found.map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Everything that is found in a file or directory.
fn findings(path: &Path) -> Vec<Diagnostic> {
    let loaded = load_with(path);
    let mut found = loaded.diagnostics.clone();
    found.extend(lint(&loaded));
    found.retain(|d| Path::new(&d.file).starts_with(path));
    found
}

type Found = (String, String, usize);

/// What the head of a file says is found in it.
fn expected(path: &Path) -> Vec<Found> {
    if path.is_dir() {
        let inside = fs::read_dir(path).unwrap();
        let mut all: Vec<Found> = inside.flat_map(|e| expected(&e.unwrap().path())).collect();
        all.sort();
        return all;
    }
    let text = fs::read_to_string(path).unwrap();
    let list = |key: &str| -> Vec<String> {
        let line = text.lines().find_map(|l| l.strip_prefix(key));
        let all = line.unwrap_or_default().split(',').map(str::trim);
        all.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let (codes, lines) = (list("# expect:"), list("# line:"));
    assert_eq!(codes.len(), lines.len(), "{}", path.display());
    let file = path.display().to_string();
    let mut all: Vec<Found> = codes
        .into_iter()
        .zip(lines)
        .map(|(code, line)| (file.clone(), code, line.parse().unwrap()))
        .collect();
    all.sort();
    all
}

/// Runs the check on every path, on two threads: each run reads the whole library.
fn each<T: Send>(paths: &[PathBuf], check: impl Fn(&Path) -> T + Sync) -> Vec<T> {
    let (first, second) = paths.split_at(paths.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| second.iter().map(|p| check(p)).collect::<Vec<T>>());
        let mut all: Vec<T> = first.iter().map(|p| check(p)).collect();
        all.extend(other.join().unwrap());
        all
    })
}

/// The invalid tables and what is found in each, read once.
fn invalid() -> &'static [(PathBuf, Vec<Diagnostic>)] {
    static FOUND: OnceLock<Vec<(PathBuf, Vec<Diagnostic>)>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let paths = entries("invalid");
        each(&paths, |path| (path.to_owned(), findings(path)))
    })
}

#[test]
fn every_invalid_table_is_told_exactly_what_is_wrong_and_where() {
    assert!(invalid().len() >= 45);
    let report = |(path, found): &(PathBuf, Vec<Diagnostic>)| {
        let mut told: Vec<Found> = found
            .iter()
            .map(|d| (d.file.clone(), d.code.to_owned(), d.line.unwrap_or(0)))
            .collect();
        told.sort();
        let wanted = expected(path);
        (wanted.is_empty() || told != wanted).then(|| {
            let all: Vec<String> = found.iter().map(|d| format!("  {} {d}", d.code)).collect();
            format!("{}\n{wanted:?}\n{}", path.display(), all.join("\n"))
        })
    };
    let wrong: Vec<String> = invalid().iter().filter_map(report).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sound_tables_need_no_attention() {
    let paths = entries("valid");
    assert!(paths.len() >= 12);
    let wrong: Vec<String> = each(&paths, findings)
        .into_iter()
        .flatten()
        .filter(|d| d.severity > Severity::Note)
        .map(|d| format!("{} {d}", d.code))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_says_where_what_and_what_to_do() {
    let registered: Vec<(&str, Severity)> = LOAD.iter().chain(&LINT).copied().collect();
    let wrong: Vec<String> = invalid()
        .iter()
        .flat_map(|(_, found)| found)
        .filter(|d| {
            let is_linted = LINT.iter().any(|(code, _)| *code == d.code);
            d.message.is_empty()
                || d.remedy.is_empty()
                || is_linted && d.place.is_empty()
                || !registered.contains(&(d.code, d.severity))
        })
        .map(|d| format!("{} {d}", d.code))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_fixture_and_a_line_in_the_guide() {
    let mut shown = BTreeSet::new();
    for path in entries("invalid") {
        shown.extend(expected(&path).into_iter().map(|(_, code, _)| code));
    }
    let guide = fs::read_to_string(root().join("docs/PACKS.md")).unwrap();
    let (_, guide) = guide.split_once("## 五").unwrap();
    let codes: BTreeSet<&str> = LOAD.iter().chain(&LINT).map(|(code, _)| *code).collect();
    assert_eq!(
        codes.len(),
        LOAD.len() + LINT.len(),
        "a code is listed twice"
    );
    let without: Vec<&&str> = codes
        .iter()
        .filter(|c| !shown.contains(**c) && !WITHOUT_FIXTURE.contains(c))
        .collect();
    assert!(without.is_empty(), "no invalid fixture: {without:?}");
    for (code, severity) in LOAD.iter().chain(&LINT) {
        let word = match severity {
            Severity::Error => "错误",
            Severity::Warning => "注意",
            Severity::Note => "提示",
        };
        let row = guide.lines().find(|l| l.contains(&format!("`{code}`")));
        let row = row.unwrap_or_else(|| panic!("docs/PACKS.md does not explain {code}"));
        assert!(row.contains(&format!("| {word} |")), "{code}: {row}");
    }
}

/// The codes that stand in the source, so that none is given without being listed.
#[test]
fn every_code_in_the_source_is_listed() {
    let listed: BTreeSet<&str> = LOAD.iter().chain(&LINT).map(|(code, _)| *code).collect();
    let mut waiting = vec![root().join("src/packs")];
    let mut unlisted = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let words = code.split('"').skip(1).step_by(2);
        let is_code =
            |w: &&str| w.contains('_') && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        for word in words.filter(is_code).filter(|w| !listed.contains(*w)) {
            unlisted.push(format!("{}: {word}", path.display()));
        }
    }
    // Words of the format, not codes.
    unlisted.retain(|u| {
        !["snake_case", "x_", "__", "_"]
            .iter()
            .any(|w| u.ends_with(&format!(": {w}")))
    });
    assert!(unlisted.is_empty(), "{}", unlisted.join("\n"));
}

#[test]
fn the_shipped_tables_are_told_what_is_known_of_them() {
    let loaded = cailiang::packs::load_shipped();
    let found: Vec<(String, &str)> = lint(&loaded)
        .into_iter()
        .filter(|d| d.severity > Severity::Note)
        .map(|d| (d.place, d.code))
        .collect();
    // The official table of Shanxi says so itself: recorded as it stands. The rules on fines for accidents grade
    // by deaths, injuries or loss; what lies below a grade on each of the three belongs to the article before.
    let told = [
        ("山西基准2021·aqscf-99-1-1·阶次1", "tier_outside_statute"),
        ("山西基准2021·aqscf-99-1-1·阶次2", "tier_outside_statute"),
        ("事故罚款规定2024·第十五条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十五条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十五条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十六条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十六条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十六条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十七条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十七条（条号推断）", "tier_gap"),
        ("事故罚款规定2024·第十七条（条号推断）", "tier_gap"),
        ("山西基准2021·aqscf-99-1-1·阶次4", "tier_order"),
    ];
    assert_eq!(found, told.map(|(place, code)| (place.to_owned(), code)));
}

/// A library as large as a national document: three hundred items of five tiers over four facts.
#[test]
fn three_hundred_items_are_checked_while_one_waits() {
    use std::fmt::Write;
    let sound = fs::read_to_string(root().join("tests/packs/valid/whole_numbers.toml")).unwrap();
    let mut text = sound.split("[[item]]").next().unwrap().to_owned();
    for item in 1..=300 {
        let head = "title = \"教学示例\"\noffence = \"aqscf-97-1-3\"\nstage = \"first\"";
        writeln!(text, "[[item]]\nno = \"{item}\"\n{head}").unwrap();
        for tier in 0..5 {
            let (low, high) = (tier * 10, tier * 10 + 10);
            let last = |word: &str| {
                if tier < 4 {
                    format!(", {word} = {high}")
                } else {
                    String::new()
                }
            };
            let (pct, count) = (last("less_than"), last("at_most"));
            let first = low + 1;
            writeln!(
                text,
                "[[item.tier]]\nordinal = {}\nlabel = \"第{tier}档\"\nsource = \"教学示例\"\nany_of = [\
                 [{{ fact = \"staff_pct\", at_least = {low}{pct} }}], \
                 [{{ fact = \"person_times\", at_least = {first}{count} }}], \
                 [{{ fact = \"behaviour\", is = \"情形{tier}\" }}, {{ fact = \"staff_total\", at_least = {first}{count} }}]]\n\
                 fines = [{{ stage = \"first\", subject = \"unit\", min_yuan = {}, max_yuan = {} }}]",
                tier + 1,
                tier * 20_000,
                (tier + 1) * 20_000,
            )
            .unwrap();
        }
    }
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("large.toml");
    fs::write(&path, text).unwrap();
    let loaded = load_with(&path);
    let start = std::time::Instant::now();
    let found = lint(&loaded);
    let took = start.elapsed();
    println!("lint of 300 items: {took:?}");
    let own: Vec<String> = found
        .iter()
        .filter(|d| Path::new(&d.file).starts_with(&path) && d.severity > Severity::Note)
        .map(ToString::to_string)
        .collect();
    assert!(own.is_empty(), "{}", own.join("\n"));
    assert!(took.as_secs() < 20, "{took:?}");
}
