//! From a key to the finished frame at 160×45, through the real loop with the real library.

use cailiang::packs::load_shipped;
use cailiang::tui::office::{Office, Surroundings};
use cailiang::tui::tester::Tester;
use chrono::NaiveDate;
use divan::Bencher;

fn main() {
    divan::main();
}

/// An office with the teaching examples, in a directory that goes with the guard.
fn office() -> (tempfile::TempDir, Tester) {
    let home = tempfile::tempdir().expect("a temporary directory");
    let around = Surroundings {
        database: home.path().join("bench.db"),
        library: home.path().join("law"),
        profiles: std::path::PathBuf::new(),
        home: None,
        now: || {
            let day = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
            day.and_hms_opt(0, 0, 0).expect("midnight")
        },
        jurisdiction: None,
        bands: Vec::new(),
    };
    let mut tester = Tester::new(160, 45, Office::open(load_shipped(), around).perform());
    tester.keys("<f4><enter>");
    (home, tester)
}

#[divan::bench]
fn open_the_office_and_draw_the_first_frame(bencher: Bencher) {
    bencher.bench_local(|| office_without_decisions().1);
}

fn office_without_decisions() -> (tempfile::TempDir, Tester) {
    let home = tempfile::tempdir().expect("a temporary directory");
    let around = Surroundings {
        database: home.path().join("bench.db"),
        library: home.path().join("law"),
        profiles: std::path::PathBuf::new(),
        home: None,
        now: || NaiveDate::MIN.and_time(chrono::NaiveTime::MIN),
        jurisdiction: None,
        bands: Vec::new(),
    };
    let tester = Tester::new(160, 45, Office::open(load_shipped(), around).perform());
    (home, tester)
}

#[divan::bench]
fn a_letter_in_the_search_box(bencher: Bencher) {
    let (_home, mut tester) = office();
    tester.keys("<f2>peixu");
    bencher.bench_local(|| tester.keys("n<backspace>"));
}

#[divan::bench]
fn the_next_result(bencher: Bencher) {
    let (_home, mut tester) = office();
    tester.keys("<f2>");
    bencher.bench_local(|| tester.keys("<down>"));
}

#[divan::bench]
fn a_digit_in_the_form(bencher: Bencher) {
    let (_home, mut tester) = office();
    tester.keys("<f2>99(3)<enter><f7>");
    bencher.bench_local(|| tester.keys("7<backspace>"));
}

#[divan::bench]
fn the_next_decision(bencher: Bencher) {
    let (_home, mut tester) = office();
    tester.keys("<f4>");
    bencher.bench_local(|| tester.keys("<down><up>"));
}

#[divan::bench]
fn the_next_finding(bencher: Bencher) {
    let (_home, mut tester) = office();
    tester.keys("<f5>");
    bencher.bench_local(|| tester.keys("<down><up>"));
}
