//! How it was done, and what was not looked at: the part that keeps the rest honest.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::compare::{SIZE_CLASSES, Verdict};
use crate::law::{Library, OffenceId};
use crate::report::page::{Page, words};
use crate::report::{decision, finding};

/// Offences listed for want of peers or tiers.
const LISTED: usize = 20;
/// Levels at which the p-values are counted.
const LEVELS: [f64; 3] = [0.01, 0.05, 0.10];

/// The method in words, its nominal rate, and how the p-values turned out.
pub fn method(page: &Page<'_>) -> Markup {
    html! {
        section #method {
            h2 { (words::HEAD_METHOD) }
            p { (page.findings.method.statement()) }
            ul { @for line in words::method(page.options) { li { (line) } } }
            (calibration(page))
        }
    }
}

/// The share of p-values at or below each level, by number of peers.
fn calibration(page: &Page<'_>) -> Markup {
    let tested: Vec<(usize, f64)> = page
        .findings
        .marks
        .iter()
        .filter_map(|m| Some((m.peers, m.p_value?)))
        .collect();
    if tested.is_empty() {
        return html! {};
    }
    let ends = SIZE_CLASSES
        .iter()
        .skip(1)
        .map(|n| Some(n - 1))
        .chain([None]);
    let classes: Vec<(usize, Option<usize>)> = SIZE_CLASSES.iter().copied().zip(ends).collect();
    let of = |least: usize, most: Option<usize>| -> Vec<f64> {
        let inside = |n: usize| n >= least && most.is_none_or(|m| n <= m);
        let found = tested.iter().filter(|(n, _)| inside(*n));
        found.map(|(_, p)| *p).collect()
    };
    html! {
        table.calibration {
            caption { (words::CALIBRATION) }
            thead { tr {
                th scope="col" { (words::PEERS) }
                th scope="col" { (words::TESTED) }
                @for level in LEVELS { th scope="col" { (words::at_most(level)) } }
            } }
            tbody {
                @for (least, most) in classes {
                    @let inside = of(least, most);
                    @if !inside.is_empty() { (share_row(&words::size(least, most), &inside)) }
                }
                (share_row(words::ALL, &of(0, None)))
            }
        }
    }
}

fn share_row(label: &str, p_values: &[f64]) -> Markup {
    let below = |level: f64| p_values.iter().filter(|p| **p <= level).count();
    html! {
        tr {
            th scope="row" { (label) }
            td.amount { (p_values.len()) }
            @for level in LEVELS {
                td.amount { (words::share(below(level), p_values.len())) }
            }
        }
    }
}

/// What took no part and why, where peers or tiers are wanting, and which benchmarks are loaded.
pub fn coverage(page: &Page<'_>) -> Markup {
    let excluded = finding::exclusions(page.findings.exclusions);
    html! {
        section #coverage {
            h2 { (words::HEAD_COVERAGE) }
            h3.minor { (words::EXCLUDED) }
            @if excluded.is_empty() { p { (words::NONE_EXCLUDED) } }
            @else { ul { @for line in excluded { li { (line) } } } }
            (offences(page, words::FEW_PEERS, &few_peers(page)))
            (offences(page, words::NO_TIERS, &without_tiers(page)))
            (benchmarks(page.library))
        }
    }
}

type Counts = BTreeMap<OffenceId, usize>;

/// Decisions that took part and could not be compared, by offence.
fn few_peers(page: &Page<'_>) -> Counts {
    let mut counts = Counts::new();
    let few = |i: &usize| {
        let mark = page.findings.marks.get(*i);
        mark.is_some_and(|m| m.verdict == Verdict::TooFewPeers)
    };
    let cases = page.findings.cases();
    for decision in (0..cases.len())
        .filter(few)
        .filter_map(|i| cases.decision(i))
    {
        let merged = decision.flags.merged && !page.options.include_merged;
        let earlier = decision.flags.earlier_numbering && !page.options.include_earlier_numbering;
        if let Some(id) = decision.offence.filter(|_| !merged && !earlier) {
            *counts.entry(id).or_default() += 1;
        }
    }
    counts
}

/// Decisions about offences of which no benchmark has a tier loaded.
fn without_tiers(page: &Page<'_>) -> Counts {
    let mut counts = Counts::new();
    let cases = page.findings.cases();
    let ids = (0..cases.len()).filter_map(|i| cases.decision(i)?.offence);
    for id in ids {
        *counts.entry(id).or_default() += 1;
    }
    counts.retain(|id, _| !has_tiers(page.library, id));
    counts
}

fn has_tiers(library: &Library, id: &OffenceId) -> bool {
    let named = library.named(id.as_str());
    let mut items = named.into_iter().flat_map(|o| library.items_about(o));
    items.any(|(_, item)| !item.tiers.is_empty())
}

fn offences(page: &Page<'_>, heading: &str, counts: &Counts) -> Markup {
    let mut order: Vec<(&OffenceId, usize)> = counts.iter().map(|(id, n)| (id, *n)).collect();
    order.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let total = order.iter().map(|(_, n)| n).sum();
    html! {
        h3.minor { (heading) }
        @if order.is_empty() { p { (words::NO_SUCH) } }
        @else {
            p { (words::offences(order.len(), total)) }
            table.offences {
                thead { tr { @for head in words::OFFENCE_HEADS { th scope="col" { (head) } } } }
                tbody {
                    @for (id, n) in order.iter().take(LISTED) {
                        tr {
                            td { (decision::title(page.library, id).unwrap_or_default()) }
                            td { (page.library.citation_of_id(id).unwrap_or_else(|| id.to_string())) }
                            td.amount { (n) }
                        }
                    }
                }
            }
            @if order.len() > LISTED { p.more { (words::more_offences(order.len() - LISTED)) } }
        }
    }
}

fn benchmarks(library: &Library) -> Markup {
    html! {
        h3.minor { (words::BENCHMARKS) }
        table.benchmarks {
            thead { tr { @for head in words::BENCHMARK_HEADS { th scope="col" { (head) } } } }
            tbody {
                @for b in library.benchmarks() {
                    @let tiers: usize = b.items.iter().map(|i| i.tiers.len()).sum();
                    @let missing: usize = b.items.iter().map(|i| i.missing.len()).sum();
                    tr {
                        td { @if b.teaching { span.teaching { (words::TEACHING) } } (b.title) }
                        td { (words::in_force(b.from, b.until)) }
                        td.amount { (b.items_with_tiers()) }
                        td.amount { (tiers) }
                        td {
                            @if tiers == 0 { strong { (words::NOT_LOADED) } }
                            (words::not_loaded(&b.items_in_document, b.items.len() - b.items_with_tiers(), missing))
                        }
                    }
                }
            }
        }
    }
}
