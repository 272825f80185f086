//! What holding a register of decisions against the law and one another costs, and the peers of one of them.
//!
//! `DECISIONS=1000000 cargo bench --bench compare` for another size than 20,000.

use cailiang::compare::{Amounts, Cases, Decision, Findings, Flags, Options, Outcome, compare};
use cailiang::law::{CircumstanceId, Fen, Id, Library, Offence, Subject};
use cailiang::packs::load_shipped;
use divan::Bencher;

fn main() {
    divan::main();
}

fn size() -> u64 {
    let asked = std::env::var_os("DECISIONS").and_then(|n| n.to_str()?.parse().ok());
    asked.unwrap_or(20_000)
}

/// A number that looks random, from 0 to below `many`.
fn draw(seed: u64, many: u64) -> u64 {
    let mixed = (seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 29).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ mixed >> 32) % many.max(1)
}

fn pick<T>(seed: u64, from: &[T]) -> Option<&T> {
    let many = u64::try_from(from.len()).unwrap_or(1);
    from.get(usize::try_from(draw(seed, many)).unwrap_or(0))
}

/// Decision number `n`: nothing in it but chance.
fn decision(n: u64, offences: &[Offence]) -> Decision {
    let part = |k: u64| n.wrapping_mul(31).wrapping_add(k);
    let offence = pick(draw(part(1), 1 << 20).min(draw(part(2), 1 << 20)), offences);
    let row = offence.and_then(|o| pick(part(3), &o.rows));
    let circumstances = [
        "art32_voluntary_remedy",
        "agg_emergency_period",
        "agg_caused_harm",
    ];
    let circumstance = pick(part(4), &circumstances).filter(|_| n.is_multiple_of(2));
    let days = i64::try_from(draw(part(5), 60)).unwrap_or(0);
    let yuan = i64::try_from(draw(part(6), 100)).unwrap_or(0) * 1_000 + 1_000;
    let month = draw(part(7), 36);
    let day = format!("{}-{:02}", 2023 + month / 12, month % 12 + 1);
    Decision {
        case_no: format!("S{n:09}"),
        decided_on: day.parse().expect("a month"),
        act_on: None,
        authority: format!("A{}", draw(part(8), 120)),
        region: Some("140000".to_owned()),
        domain: None,
        basis: None,
        offence: offence.map(|o| o.id.clone()),
        subject: Subject::Unit,
        stage: row.map(|r| r.stage.clone()),
        party_name: None,
        facts: [(Id::from("days_overdue"), days.into())].into(),
        circumstances: circumstance
            .map(|c| CircumstanceId::from(*c))
            .into_iter()
            .collect(),
        tier: None,
        outcome: Some(Outcome::Fined),
        fine: Some(Fen::yuan(yuan)),
        amounts: Amounts::default(),
        other_penalties: Vec::new(),
        narrative: None,
        flags: Flags::default(),
    }
}

fn register(library: &Library) -> Cases {
    let mut cases = Cases::new();
    for (key, n) in (0..).zip(0..size()) {
        cases.push(key, &decision(n, library.offences()));
    }
    cases
}

fn findings(library: &Library, cases: Cases) -> Findings {
    compare(library, cases, &Options::default())
}

#[divan::bench(sample_count = 10)]
fn compare_all(bencher: Bencher) {
    let library = load_shipped().library;
    let cases = register(&library);
    bencher
        .with_inputs(|| cases.clone())
        .bench_values(|cases| findings(&library, cases));
}

#[divan::bench]
fn peers_of_one(bencher: Bencher) {
    let library = load_shipped().library;
    let found = findings(&library, register(&library));
    let many = found.cases().len();
    let mut next = 0;
    bencher.bench_local(|| {
        next = (next + 7_919) % many;
        found.peers(next, 20)
    });
}
