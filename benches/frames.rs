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
        profiles: home.path().join("profiles"),
        views: home.path().join("views.toml"),
        home: None,
        now: || {
            let day = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
            day.and_hms_opt(0, 0, 0).expect("midnight")
        },
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
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
        profiles: home.path().join("profiles"),
        views: home.path().join("views.toml"),
        home: None,
        now: || NaiveDate::MIN.and_time(chrono::NaiveTime::MIN),
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
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

/// The findings of a large register: `CAILIANG_BENCH_HOME` names a directory with a `store.db` that holds
/// one, and perhaps a `law` directory; nothing is measured without it.
fn register(bencher: Bencher, before: &str, keys: &str) {
    let Some(home) = std::env::var_os("CAILIANG_BENCH_HOME").map(std::path::PathBuf::from) else {
        eprintln!("CAILIANG_BENCH_HOME is not set: skipped");
        return;
    };
    let around = Surroundings {
        database: home.join("store.db"),
        library: home.join("law"),
        profiles: home.join("profiles"),
        views: home.join("views.toml"),
        home: None,
        now: || NaiveDate::MIN.and_time(chrono::NaiveTime::MIN),
        jurisdiction: None,
        bands: Vec::new(),
        reviewer: None,
    };
    let law = cailiang::packs::load_with(&home.join("law"));
    let mut tester = Tester::new(160, 45, Office::open(law, around).perform());
    tester.keys("<f5>");
    tester.keys(before);
    bencher.bench_local(|| tester.keys(keys));
}

#[divan::bench(sample_count = 10)]
fn a_large_register_page_after_page(bencher: Bencher) {
    register(bencher, "", "<pagedown><pagedown><pagedown><pagedown>");
}

#[divan::bench(sample_count = 10)]
fn a_large_register_from_end_to_end(bencher: Bencher) {
    register(bencher, "", "<end><home>");
}

#[divan::bench(sample_count = 10)]
fn a_large_register_in_another_order(bencher: Bencher) {
    register(bencher, "", "<f8>");
}

#[divan::bench(sample_count = 10)]
fn a_large_register_searched_for_a_digit_more(bencher: Bencher) {
    register(bencher, "/1", "2<backspace>");
}

#[divan::bench(sample_count = 10)]
fn the_panel_over_a_large_register(bencher: Bencher) {
    register(bencher, "", "<f6><tab><tab><esc>");
}

#[divan::bench(sample_count = 10)]
fn a_digit_in_the_form_beside_a_large_register(bencher: Bencher) {
    register(bencher, "<ctrl-o><f7>", "7<backspace>");
}
