//! Tiers of one item against each other: order, labels, amounts that do not join.

use std::collections::BTreeSet;

use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::law::fine::FineBasis;
use crate::law::{Fen, FenRange};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};

/// A thousand fen: no document names an amount finer than ten yuan.
const TEN_YUAN: i64 = 1000;

/// Checks every item with tiers.
pub fn check(report: &mut Report) {
    for benchmark in report.library().benchmarks() {
        for item in benchmark.items.iter().filter(|i| !i.tiers.is_empty()) {
            labels(report, benchmark, item);
            for tier in &item.tiers {
                own_amounts(report, benchmark, item, tier);
            }
            for (light, heavy) in item.tiers.iter().zip(item.tiers.iter().skip(1)) {
                neighbours(report, benchmark, item, light, heavy);
            }
        }
    }
}

fn labels(report: &mut Report, benchmark: &Benchmark, item: &Item) {
    let mut seen = BTreeSet::new();
    for tier in &item.tiers {
        if !seen.insert(tier.label.as_str()) {
            let at = At::Tier(benchmark, item, tier);
            let message = say::same_label(&tier.label);
            report.add("same_label", at, message, say::REMEDY_ORDER);
        }
    }
    let have: BTreeSet<u32> = item.tiers.iter().map(|t| t.ordinal).collect();
    let last = have.last().copied().unwrap_or_default();
    let holes: Vec<u32> = (1..last).filter(|n| !have.contains(n)).take(9).collect();
    if !holes.is_empty() && item.missing.is_empty() {
        let message = say::ordinal_hole(&holes);
        let at = At::Item(benchmark, item);
        report.add("ordinal_hole", at, message, say::REMEDY_MISSING);
    }
}

fn own_amounts(report: &mut Report, benchmark: &Benchmark, item: &Item, tier: &Tier) {
    let at = At::Tier(benchmark, item, tier);
    if tier.fines.is_empty() && tier.penalties.is_empty() {
        let message = say::WITHOUT_PENALTY;
        report.add("tier_without_penalty", at, message, say::REMEDY_AMOUNT);
    }
    for fine in &tier.fines {
        let FineBasis::Fixed { range, .. } = &fine.basis else {
            continue;
        };
        for amount in written(*range).into_iter().filter(|a| a.0 % TEN_YUAN != 0) {
            let who = say::who(fine.subject, &fine.stage, report.library());
            let message = say::odd_amount(&who, amount);
            report.add("odd_amount", at, message, say::REMEDY_ODD);
        }
    }
}

/// The numbers as the document writes them: 不满 and 超过 name the number beside the range.
fn written(range: FenRange) -> BTreeSet<Fen> {
    let low = range.above().unwrap_or(range.min());
    let high = range.below().unwrap_or(range.max());
    BTreeSet::from([low, high])
}

/// A heavier tier must not start or end below the lighter one before it; their amounts should join.
fn neighbours(report: &mut Report, benchmark: &Benchmark, item: &Item, light: &Tier, heavy: &Tier) {
    let library = report.library();
    let at = At::Tier(benchmark, item, heavy);
    for one in &light.fines {
        let Some(other) = heavy.fine_for(one.subject, &one.stage) else {
            continue;
        };
        let (Some(a), Some(b)) = (ends(&one.basis), ends(&other.basis)) else {
            continue;
        };
        if one.basis.name() != other.basis.name() {
            continue;
        }
        let who = say::who(one.subject, &one.stage, library);
        if b.0 < a.0 || b.1 < a.1 {
            let message = say::out_of_order(&light.label, &who, &one.basis, &other.basis);
            report.add("tier_order", at, message, say::REMEDY_ORDER);
        } else if a == b {
            let message = say::same_range(&who, &light.label, &other.basis);
            report.add("same_range", at, message, say::REMEDY_ORDER);
        } else if b.0 > a.1 + 1 && (a.0 < a.1 || b.0 < b.1) {
            let (from, to) = (end_word(&one.basis, a.1), end_word(&other.basis, b.0));
            let message = say::fine_gap(&who, &light.label, &from, &to);
            report.add("fine_gap", at, message, say::REMEDY_ORDER);
        }
    }
}

/// Both ends in the measure of the fine itself: fen, per cent, multiples.
fn ends(basis: &FineBasis) -> Option<(i64, i64)> {
    match basis {
        FineBasis::Fixed { range, .. } => Some((range.min().0, range.max().0)),
        FineBasis::PercentOfAnnualIncome { .. }
        | FineBasis::MultipleOfIllegalGain { .. }
        | FineBasis::MultipleOfGoodsValue { .. }
        | FineBasis::MultipleOfBaseFine { .. } => {
            basis.factors().map(|(a, b)| (i64::from(a), i64::from(b)))
        }
        FineBasis::Daily { .. } | FineBasis::DailyPermille { .. } => None,
    }
}

fn end_word(basis: &FineBasis, end: i64) -> String {
    match basis {
        FineBasis::Fixed { .. } => Fen(end).to_string(),
        FineBasis::PercentOfAnnualIncome { .. }
        | FineBasis::MultipleOfIllegalGain { .. }
        | FineBasis::MultipleOfGoodsValue { .. }
        | FineBasis::MultipleOfBaseFine { .. }
        | FineBasis::Daily { .. }
        | FineBasis::DailyPermille { .. } => {
            say::factor(basis, u32::try_from(end).unwrap_or_default())
        }
    }
}
