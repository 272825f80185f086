//! What an import did, in words.

use std::collections::BTreeMap;

use crate::report::words;
use crate::store::ImportReport;

/// Lines named for each kind of note; the others are counted.
const NAMED: usize = 5;

/// The refused records: line and reason, with the number where there is one.
pub fn rejected(report: &ImportReport) -> Vec<(u64, String)> {
    report
        .rejected
        .iter()
        .map(|r| (r.line, words::about_case(&r.text, r.case_no.as_deref())))
        .collect()
}

/// Why records were refused, one line for each reason: the most frequent first.
pub fn reasons(report: &ImportReport) -> Vec<String> {
    let mut kinds: BTreeMap<&str, (&str, u64, Vec<u64>)> = BTreeMap::new();
    for r in &report.rejected {
        let kind = kinds
            .entry(r.reason)
            .or_insert((r.text.as_str(), 0, Vec::new()));
        kind.1 += 1;
        if kind.2.len() < NAMED {
            kind.2.push(r.line);
        }
    }
    let mut kinds: Vec<_> = kinds.into_values().collect();
    kinds.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    kinds
        .into_iter()
        .map(|(text, count, lines)| words::note_kind(text, count, &lines))
        .collect()
}

/// The notes, one line for each kind: warnings first, then the most frequent.
pub fn notes(report: &ImportReport) -> Vec<String> {
    let mut kinds: BTreeMap<&str, (crate::store::import::notice::Level, &str, Vec<u64>)> =
        BTreeMap::new();
    for note in &report.notes {
        let kind = kinds
            .entry(note.code)
            .or_insert((note.level, note.text.as_str(), Vec::new()));
        if kind.2.len() < NAMED && note.line > 0 {
            kind.2.push(note.line);
        }
    }
    let mut kinds: Vec<_> = kinds
        .into_iter()
        .filter_map(|(code, (level, text, lines))| {
            // A remark that others were not listed has no count of its own: the counts are given here.
            let count = *report.note_counts.get(code)?;
            Some((level, std::cmp::Reverse(count), text, lines))
        })
        .collect();
    kinds.sort();
    kinds
        .into_iter()
        .map(|(_, count, text, lines)| words::note_kind(text, count.0, &lines))
        .collect()
}
