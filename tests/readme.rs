//! The README is true: its tables and outputs are what the program prints.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

use cailiang::packs::load_shipped;
use cailiang::tui::office::{Office, Surroundings};
use cailiang::tui::tester::Tester;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

fn run(home: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cailiang"));
    let output = command.arg("--home").arg(home).args(args).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_coverage_table_is_what_the_program_prints() {
    let home = tempfile::tempdir().unwrap();
    let readme = read("README.md");
    let (_, rest) = readme.split_once("<!-- coverage:begin -->\n").unwrap();
    let (table, _) = rest.split_once("<!-- coverage:end -->").unwrap();
    assert_eq!(
        table.trim(),
        run(home.path(), &["packs", "coverage"]).trim(),
        "put the output of `cailiang packs coverage` between the coverage marks"
    );
}

#[test]
fn every_line_of_the_assessed_example_is_printed() {
    let home = tempfile::tempdir().unwrap();
    for file in ["README.md", "README.zh-CN.md"] {
        let readme = read(file);
        let (_, from_case) = readme.split_once("```json\n").unwrap();
        let (case, rest) = from_case.split_once("```").unwrap();
        let (_, from_output) = rest.split_once("$ cailiang assess").unwrap();
        let (shown, _) = from_output.split_once("```").unwrap();
        let path = home.path().join("case.json");
        std::fs::write(&path, case).unwrap();
        let printed = run(home.path(), &["assess", "--case", path.to_str().unwrap()]);
        let known: Vec<&str> = printed.lines().collect();
        for line in shown.lines().skip(1).filter(|l| !l.is_empty()) {
            assert!(known.contains(&line), "{file}: not printed: {line}");
        }
    }
}

#[test]
fn nothing_is_left_to_be_filled_in_and_no_link_is_dead() {
    for file in [
        "README.md",
        "README.zh-CN.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
    ] {
        let text = read(file);
        assert!(!text.contains("SCREEN:"), "{file} has a gap");
        for target in text.split("](").skip(1).filter_map(|t| t.split(')').next()) {
            let path = target.split('#').next().unwrap();
            let outside = path.is_empty() || path.contains("://");
            assert!(
                outside || root().join(path).exists(),
                "{file}: {target} is not there"
            );
        }
    }
}

/// What the README shows of a screen: `<!-- screen 80x24 teaching: KEYS -->` stands before each.
struct Shown {
    columns: u16,
    rows: u16,
    /// Whether the teaching examples are loaded.
    has_demo: bool,
    keys: String,
}

impl Shown {
    fn read(mark: &str) -> Shown {
        let (head, keys) = mark.split_once(':').unwrap();
        let mut words = head.split_whitespace();
        let (columns, rows) = words.next().unwrap().split_once('x').unwrap();
        Shown {
            columns: columns.parse().unwrap(),
            rows: rows.parse().unwrap(),
            has_demo: words.next() == Some("teaching"),
            keys: keys.trim().to_owned(),
        }
    }

    fn draw(&self) -> String {
        let home = tempfile::tempdir().unwrap();
        let around = || Surroundings {
            database: home.path().join("cailiang.db"),
            library: home.path().join("library"),
            profiles: home.path().join("profiles"),
            views: home.path().join("views.toml"),
            home: None,
            now: || "2026-06-01T12:00:00".parse().unwrap(),
            jurisdiction: None,
            bands: Vec::new(),
            reviewer: None,
        };
        let start = || {
            let office = Office::open(load_shipped(), around());
            Tester::new(self.columns, self.rows, office.perform())
        };
        if self.has_demo {
            start().keys("<F4><enter>");
        }
        let mut program = start();
        program.keys(&self.keys);
        program.screen().trim_end().to_owned() + "\n"
    }
}

/// `UPDATE_DOCS=1` writes the screens anew.
#[test]
fn the_screens_shown_are_those_of_the_program() {
    for file in ["README.md", "README.zh-CN.md"] {
        let readme = read(file);
        let (fresh, count) = redrawn(&readme);
        assert!(count >= 5, "{file}: {count} screens");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(root().join(file), &fresh).unwrap();
        } else {
            assert_eq!(readme, fresh, "UPDATE_DOCS=1 cargo test --test readme");
        }
    }
}

/// The text with every screen drawn anew, and how many there are.
fn redrawn(readme: &str) -> (String, usize) {
    const MARK: &str = "<!-- screen ";
    let mut pieces = readme.split(MARK);
    let mut fresh = pieces.next().unwrap().to_owned();
    let mut count = 0;
    for piece in pieces {
        let (mark, rest) = piece.split_once(" -->\n```text\n").unwrap();
        let (_, after) = rest.split_once("```\n").unwrap();
        let drawn = Shown::read(mark).draw();
        let block = [MARK, mark, " -->\n```text\n", &drawn, "```\n", after];
        fresh.push_str(&block.concat());
        count += 1;
    }
    (fresh, count)
}
