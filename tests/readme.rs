//! The README is true: its tables and outputs are what the program prints.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

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
