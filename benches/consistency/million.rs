//! Reads many decisions straight into [`Cases`], compares them, asks for peers; prints times and peak memory.
//!
//! `cargo run --release --example million -- DECISIONS [LIBRARY_DIR]`

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use cailiang::compare::{Cases, Options, compare};
use cailiang::packs;

use records::read;

mod records;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, rest @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: million DECISIONS [LIBRARY_DIR]");
    };
    let library = match rest.first() {
        Some(directory) => packs::load_with(Path::new(directory)),
        None => packs::load_shipped(),
    }
    .library;
    let mut cases = Cases::new();
    let mut reader = BufReader::new(File::open(input).context(input.clone())?);
    let (mut line, mut key) = (String::new(), 0);
    while reader.read_line(&mut line)? > 0 {
        cases.push(key, &read(&library, &line)?);
        key += 1;
        line.clear();
    }
    memory("read");
    let (start, before) = (Instant::now(), cpu());
    let found = compare(&library, cases, &Options::default());
    let took = start.elapsed().as_secs_f64() * 1e3;
    let busy = (cpu() - before) * 10;
    eprintln!("{key} decisions compared in {took:.0} ms, {busy} ms of processors");
    memory("compared");
    let many = found.cases().len();
    let mut times: Vec<f64> = (0..many)
        .step_by((many / 500).max(1))
        .map(|index| {
            let start = Instant::now();
            std::hint::black_box(found.peers(index, 20));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).or(times.last());
    eprintln!(
        "peers of one decision, ms: median {:.2?}, 99 % {:.2?}, most {:.2?}",
        at(50),
        at(99),
        times.last()
    );
    Ok(())
}

/// Hundredths of a second of processor time used so far, where the system tells.
fn cpu() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let of = |n: usize| fields.split_whitespace().nth(n)?.parse::<u64>().ok();
    of(11).unwrap_or(0) + of(12).unwrap_or(0)
}

/// Prints the largest resident size so far, where the system tells.
fn memory(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|l| l.starts_with("VmHWM"));
    eprintln!("{when}: {}", peak.unwrap_or("no figure for memory"));
}
