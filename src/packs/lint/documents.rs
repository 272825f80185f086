//! Documents against each other: the same number twice, versions that overlap or leave days without any; regions.

use crate::law::PartialDate;
use crate::law::benchmark::{Benchmark, Layer};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};
use crate::packs::rows::{Table, gate_key};

/// Checks all documents, and the regions of gates.
pub fn check(report: &mut Report) {
    let library = report.library();
    let all = library.benchmarks();
    for (n, own) in all.iter().enumerate() {
        region(report, own);
        for other in all.iter().take(n) {
            same_number(report, own, other);
            if is_same_family(own, other) {
                overlap(report, own, other);
            }
        }
        hole(report, own, all);
    }
    for gate in &library.parts().gates {
        if let Some(code) = gate.region.as_deref().filter(|c| !is_code(c)) {
            let key = gate_key(gate);
            let at = At::Row(Table::Gate, &key, &gate.label);
            let message = say::region_code(code);
            report.add("region_code", at, message, say::REMEDY_REGION);
        }
    }
}

fn region(report: &mut Report, own: &Benchmark) {
    let at = At::Document(own);
    let Some(code) = own.region.as_deref() else {
        if own.layer != Layer::National {
            report.add(
                "region_missing",
                at,
                say::REGION_MISSING,
                say::REMEDY_REGION,
            );
        }
        return;
    };
    if !is_code(code) {
        let message = say::region_code(code);
        report.add("region_code", at, message, say::REMEDY_REGION);
        return;
    }
    let fits = match own.layer {
        Layer::National => false,
        Layer::Province => code.ends_with("0000"),
        Layer::City => code.ends_with("00") && !code.ends_with("0000"),
        Layer::County => !code.ends_with("00"),
    };
    if !fits {
        let message = say::region_layer(code, own.layer);
        report.add("region_layer", at, message, say::REMEDY_REGION);
    }
}

fn is_code(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}

fn same_number(report: &mut Report, own: &Benchmark, other: &Benchmark) {
    let plain = |b: &Benchmark| {
        let text = b.doc_no.as_deref().unwrap_or_default();
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let (a, b) = (plain(own), plain(other));
    if !a.is_empty() && a == b {
        let doc_no = own.doc_no.as_deref().unwrap_or_default();
        let message = say::same_doc_no(doc_no, &other.short);
        report.add(
            "same_doc_no",
            At::Document(own),
            message,
            say::REMEDY_DOC_NO,
        );
    }
}

/// Versions of one document: same layer and region, a domain in common, the same title but for its version.
fn is_same_family(a: &Benchmark, b: &Benchmark) -> bool {
    (a.layer, &a.region) == (b.layer, &b.region)
        && a.domains.iter().any(|d| b.domains.contains(d))
        && family(&a.title) == family(&b.title)
}

fn family(title: &str) -> String {
    let plain: String = title
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .collect();
    say::VERSION_WORDS
        .iter()
        .fold(plain, |title, word| title.replace(word, ""))
}

fn overlap(report: &mut Report, own: &Benchmark, other: &Benchmark) {
    let ends_before =
        |a: &Benchmark, b: &Benchmark| a.until.is_some_and(|u| u.earliest() <= b.from.latest());
    if !ends_before(own, other) && !ends_before(other, own) {
        let period = |b: &Benchmark| say::period(Some(b.from), b.until);
        let message = say::document_overlap(&other.short, &period(other), &period(own));
        let at = At::Document(own);
        report.add(
            "document_overlap",
            at,
            message,
            say::REMEDY_OVERLAP_DOCUMENT,
        );
    }
}

/// Days between the end of the version before and the beginning of this one.
fn hole(report: &mut Report, own: &Benchmark, all: &[Benchmark]) {
    let before = all
        .iter()
        .filter(|b| b.id != own.id && is_same_family(own, b) && b.from < own.from)
        .max_by_key(|b| b.from);
    let ended: Option<(&Benchmark, PartialDate)> = before.and_then(|b| Some((b, b.until?)));
    if let Some((before, until)) = ended
        && until.latest() < own.from.earliest()
    {
        let message = say::document_hole(&before.short, until, own.from);
        report.add(
            "document_hole",
            At::Document(own),
            message,
            say::REMEDY_DATES,
        );
    }
}
