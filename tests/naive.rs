//! The assessment a second time, naively: from the files and the texts alone, with nothing of the program,
//! and the two compared on many random cases: the law that applies, disposition, statutory ranges, gates,
//! findings. Tiers, lists, band rules and concurrence are left out.
//!
//! `NAIVE_CASES` sets how many cases, `NAIVE_SHOW` how many kinds of difference are shown with a case.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::too_many_lines,
    clippy::wildcard_enum_match_arm,
    clippy::struct_excessive_bools,
    clippy::disallowed_methods,
    reason = "a test fails by panicking"
)]

#[path = "naive/case.rs"]
mod case;
#[path = "naive/checks.rs"]
mod checks;
#[path = "naive/data.rs"]
mod data;
#[path = "naive/gates.rs"]
mod gates;
#[path = "naive/random.rs"]
mod random;
#[path = "naive/rows.rs"]
mod rows;
#[path = "naive/time.rs"]
mod time;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cailiang::assess as engine;
use cailiang::law::{Fen, Inputs, Library, Subject};
use rayon::prelude::*;

use case::{Answer, Case};

/// How many cases are compared.
const CASES: u64 = 100_000;

/// Findings about tiers, lists and wording of the circumstances, which this test leaves out.
const LEFT_OUT: [&str; 13] = [
    "above_tier",
    "below_tier",
    "mitigated_below_tier",
    "tier_undecided",
    "other_tier_of_bound",
    "outside_band",
    "unit_slip",
    "maximum_without_aggravation",
    "both_penalised",
    "both_directions",
    "no_ground_loaded",
    "circumstance_not_for_subject",
    "counted_twice",
];

/// Findings told once, whomever they are about.
const ONCE: [&str; 5] = [
    "see_also",
    "other_authority",
    "other_authority_for_kind",
    "authority_to_check",
    "discipline_apart",
];

#[test]
fn the_engine_and_the_naive_reading_agree() {
    let law = data::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benchmarks-data"));
    let pool = random::Pool::of(&law);
    let library = cailiang::packs::load_shipped().library;
    let count = std::env::var("NAIVE_CASES").map_or(CASES, |n| n.parse().unwrap());
    let compare = |seed: u64| {
        let case = pool.case(&law, &mut random::Dice(seed));
        let naive = checks::assess(&law, &case);
        let theirs = asked_of_engine(&library, &case);
        (naive != theirs).then_some((case, naive, theirs))
    };
    let differing: Vec<_> = (0..count).into_par_iter().filter_map(compare).collect();
    let mut kinds: BTreeMap<String, (usize, usize, String)> = BTreeMap::new();
    for (case, naive, theirs) in &differing {
        let all = difference(naive, theirs);
        for kind in all.clone() {
            let told = || format!("{}\n  naive  {naive:?}\n  engine {theirs:?}", case.json());
            let entry = kinds.entry(kind).or_insert((0, usize::MAX, String::new()));
            entry.0 += 1;
            if all.len() < entry.1 {
                (entry.1, entry.2) = (all.len(), told());
            }
        }
    }
    let show = std::env::var("NAIVE_SHOW").map_or(20, |n| n.parse().unwrap());
    println!("{count} cases, {} differ", differing.len());
    let mut by_count: Vec<_> = kinds.into_iter().collect();
    by_count.sort_by_key(|(_, (n, ..))| std::cmp::Reverse(*n));
    for (kind, (n, _, example)) in by_count.iter().take(show) {
        println!("{n} × {kind}\n  {example}\n");
    }
    for (kind, (n, ..)) in &by_count {
        println!("{n} × {kind}");
    }
    assert!(
        differing.is_empty(),
        "{} of {count} cases differ",
        differing.len()
    );
}

/// What differs, in short.
fn difference(naive: &Answer, theirs: &Answer) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    if naive.instrument != theirs.instrument {
        out.insert(format!(
            "instrument: naive {} engine {}",
            naive.instrument, theirs.instrument
        ));
        return out;
    }
    if naive.disposition != theirs.disposition {
        out.insert(format!(
            "disposition: naive {} engine {}",
            naive.disposition, theirs.disposition
        ));
    }
    let short = |s: &String| s.split(' ').next().unwrap().to_owned();
    for (set, other, who) in [(naive, theirs, "naive"), (theirs, naive, "engine")] {
        out.extend(
            set.ranges
                .difference(&other.ranges)
                .next()
                .map(|_| format!("{who}: range")),
        );
        out.extend(
            set.gates
                .difference(&other.gates)
                .map(|g| format!("{who}: gate {g}")),
        );
        out.extend(
            set.findings
                .difference(&other.findings)
                .map(|f| format!("{who}: {}", short(f))),
        );
    }
    out
}

/// The engine's answer in the terms of this test.
fn asked_of_engine(library: &Library, case: &Case) -> Answer {
    let day = |d: Option<chrono::NaiveDate>| d.map(cailiang::law::PartialDate::day);
    let subject = |id: &str| Subject::from_id(id).unwrap();
    let asked = engine::Case {
        domain: case.domain.as_deref().map(Into::into),
        offence: Some(case.offence.as_str().into()),
        stage: case.stage.as_deref().map(Into::into),
        act_on: day(case.act_on),
        act_ended_on: day(case.act_ended_on),
        discovered_on: day(case.discovered_on),
        decided_on: day(case.decided_on),
        subjects: case.subjects.iter().map(|s| subject(s)).collect(),
        facts: case
            .facts
            .iter()
            .map(|(id, n)| (id.as_str().into(), (*n).into()))
            .collect(),
        circumstances: case
            .circumstances
            .iter()
            .map(|c| c.as_str().into())
            .collect(),
        inputs: Inputs {
            illegal_gain: case.illegal_gain.map(Fen),
            goods_value: case.goods_value.map(Fen),
            annual_income: case.annual_income.map(Fen),
            base_fine: case.base_fine.map(Fen),
            days: None,
        },
        serious_harm: case.serious_harm,
        proposed: case
            .proposed
            .iter()
            .map(|p| engine::Proposed {
                subject: subject(&p.subject),
                fine: Fen(p.fine),
                before_defence: p.before_defence.map(Fen),
            })
            .collect(),
        jurisdiction: case.jurisdiction.clone(),
        filed_on: day(case.filed_on),
        birth_date: day(case.birth_date),
        central_enterprise: case.central_enterprise,
        ..engine::Case::default()
    };
    let answer = engine::assess(library, &asked).expect("an offence of the library");
    let range = |f: &engine::SubjectFine| {
        let range = match f.statutory {
            Ok(range) => format!("{}..{}", range.min().0, range.max().0),
            Err(cailiang::law::fine::Needs::IllegalGain) => "gain".to_owned(),
            Err(cailiang::law::fine::Needs::GoodsValue) => "goods".to_owned(),
            Err(cailiang::law::fine::Needs::AnnualIncome) => "income".to_owned(),
            Err(cailiang::law::fine::Needs::BaseFine) => "base".to_owned(),
            Err(cailiang::law::fine::Needs::Days) => "days".to_owned(),
        };
        format!("{} {} {range}", f.subject.id(), f.stage)
    };
    let finding = |f: &engine::Finding| match f.subject {
        Some(subject) if !ONCE.contains(&f.code) => format!("{} {}", f.code, subject.id()),
        _ => f.code.to_owned(),
    };
    Answer {
        instrument: answer.applicable.instrument.clone(),
        disposition: match answer.disposition {
            engine::Disposition::Fine => "fine",
            engine::Disposition::MayNotPenalise => "may_not_penalise",
            engine::Disposition::MustNotPenalise => "must_not_penalise",
            engine::Disposition::TimeBarred => "time_barred",
            engine::Disposition::NotAnOffence => "not_an_offence",
        },
        ranges: answer.fines.iter().map(range).collect(),
        gates: answer
            .gates
            .iter()
            .map(|g| format!("{} {:?}", g.id, g.state))
            .collect(),
        findings: answer
            .findings
            .iter()
            .filter(|f| !LEFT_OUT.contains(&f.code))
            .map(finding)
            .collect(),
    }
}
