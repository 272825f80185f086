//! What a start and a keystroke cost in the engine.

use cailiang::assess::assess;
use cailiang::assess::input::read_case;
use cailiang::packs::load_shipped;
use divan::Bencher;

fn main() {
    divan::main();
}

/// The example of the format contract, with a proposal that fits.
const FITTING: &str = r#"{"domain":"coal","offence":"aqscf-99-1-3","stage":"overdue",
 "act_on":"2024-08-02","discovered_on":"2024-09-01","decided_on":"2024-11-20",
 "subjects":["unit","responsible_person"],
 "facts":{"days_overdue":7,"behaviour":"逾期仍未经常性维护保养"},
 "circumstances":["art32_voluntary_remedy"],
 "proposed":[{"subject":"unit","fine_yuan":80000}],"jurisdiction":"140000"}"#;

#[divan::bench]
fn load_library() -> usize {
    load_shipped().library.offences().len()
}

#[divan::bench]
fn assess_example(bencher: Bencher) {
    let library = load_shipped().library;
    let case = read_case(FITTING, &library).expect("a sound case").case;
    bencher.bench(|| assess(&library, divan::black_box(&case)));
}

#[divan::bench]
fn assess_with_search_for_a_lawful_reason(bencher: Bencher) {
    let library = load_shipped().library;
    let text = FITTING.replace("80000", "140000");
    let case = read_case(&text, &library).expect("a sound case").case;
    bencher.bench(|| assess(&library, divan::black_box(&case)));
}

#[divan::bench]
fn assess_without_tiers(bencher: Bencher) {
    let library = load_shipped().library;
    let text = r#"{"offence":"aqscf-97-1-3","subjects":["unit","responsible_person"]}"#;
    let case = read_case(text, &library).expect("a sound case").case;
    bencher.bench(|| assess(&library, divan::black_box(&case)));
}
