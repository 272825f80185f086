//! What the import of an official document read, as text and JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::packs::{Severity, diff};
use crate::reader::import::Import;
use crate::reader::import_list::ListImport;
use crate::reader::{Layout, Passage};
use crate::report::{benchmark, lists, pack_diff, words};

/// The report for programs; `written` tells whether the pack now lies in the library.
pub fn json(import: &Import, written: bool) -> Value {
    json!({
        "id": import.heading.id,
        "title": import.heading.title,
        "doc_no": import.heading.doc_no,
        "effective": import.heading.from,
        "until": import.heading.until,
        "layer": import.heading.layer,
        "region": import.heading.region,
        "domains": import.heading.domains,
        "file": import.file,
        "sha256": import.sha256,
        "layout": import.layout,
        "items": import.items(),
        "items_linked": import.linked(),
        "tiers": import.tiers(),
        "tiers_not_read": import.tiers_missing(),
        "notes": import.notes,
        "assumed": import.assumed,
        "not_understood": passages(&import.leftover),
        "remarks": passages(&import.remarks),
        "kept_reviews": import.carried.kept,
        "outdated_reviews": import.carried.outdated,
        "findings": import.diagnostics,
        "replaces": import.replaces.is_some(),
        "changes": changed(import),
        "written": written.then(|| import.target.display().to_string()),
    })
}

fn changed(import: &Import) -> Value {
    let pair = import.replaces.as_deref().zip(import.benchmark());
    pair.map_or(Value::Null, |(old, new)| {
        pack_diff::to_json(&import.library, &diff::diff(old, new, None))
    })
}

/// The report for people; `all` lists every item with its conditions and amounts.
pub fn text(import: &Import, all: bool) -> String {
    let mut out = words::reading_head(import) + "\n";
    for line in &import.assumed {
        let _ = writeln!(out, "  {line}");
    }
    if all && let Some(read) = import.benchmark() {
        let _ = writeln!(out, "{}", benchmark::pack_text(&import.library, read));
    }
    section(
        &mut out,
        words::TO_CHECK,
        import.notes.iter().map(words::reading_note),
    );
    section(
        &mut out,
        words::NOT_PLACED,
        import.leftover.iter().map(passage),
    );
    if all {
        section(&mut out, words::BESIDE, import.remarks.iter().map(passage));
    }
    let findings = findings(import, all);
    section(&mut out, words::LINT_SAYS, findings.into_iter());
    if !import.carried.kept.is_empty() {
        let _ = writeln!(out, "{}", words::reviews_kept(&import.carried.kept));
    }
    if !import.carried.outdated.is_empty() {
        let _ = writeln!(out, "{}", words::reviews_outdated(&import.carried.outdated));
    }
    if import.replaces.is_some() {
        out.push_str(&changes(import));
    }
    out
}

/// Most findings of one kind that are listed one by one.
const LISTED: usize = 3;

/// What lint says: without `all` no notes, and of each kind only the first few.
fn findings(import: &Import, all: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &import.diagnostics {
        if !all && finding.severity == Severity::Note {
            continue;
        }
        let count = counts.entry(finding.code).or_default();
        *count += 1;
        if all || *count <= LISTED {
            lines.push(words::lint_finding(finding));
        }
    }
    for (code, count) in counts.iter().filter(|(_, count)| !all && **count > LISTED) {
        lines.push(words::more_findings(code, count - LISTED));
    }
    lines
}

fn section(out: &mut String, head: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() == 0 {
        return;
    }
    let _ = writeln!(out, "\n{head}（{}）", lines.len());
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}

/// What an import would change in the pack that is there; empty when it replaces none.
pub fn changes(import: &Import) -> String {
    let Some((old, new)) = import.replaces.as_deref().zip(import.benchmark()) else {
        return String::new();
    };
    let diff = diff::diff(old, new, None);
    format!(
        "\n{}\n{}",
        words::WOULD_CHANGE,
        pack_diff::to_text(&import.library, &diff)
    )
}

/// The report on a list for programs.
pub fn list_json(import: &ListImport, written: bool) -> Value {
    let notes: Vec<Value> = import
        .item_doubts()
        .into_iter()
        .map(|(item, place, message)| json!({"item": item, "place": place, "message": message}))
        .collect();
    json!({
        "id": import.id,
        "layout": Layout::List,
        "file": import.file,
        "sha256": import.sha256,
        "items": import.items(),
        "items_linked": import.linked(),
        "notes": notes,
        "doubts": import.doubts,
        "assumed": import.assumed,
        "not_understood": passages(&import.leftover),
        "remarks": passages(&import.remarks),
        "findings": import.diagnostics,
        "list": import.library.list(import.id.as_str()).map(|l| lists::list(&import.library, l)),
        "replaces": import.replaces,
        "written": written.then(|| import.target.display().to_string()),
    })
}

/// The report on a list for people.
pub fn list_text(import: &ListImport, all: bool) -> String {
    let list = import.library.list(import.id.as_str());
    let title = list.map_or("", |l| l.title.as_str());
    let mut out = words::list_read(title, import.items(), import.linked()) + "\n";
    for line in import.assumed.iter().chain(&import.doubts) {
        let _ = writeln!(out, "  {line}");
    }
    // A list is short: its conditions are shown as they were understood.
    if let Some(list) = list {
        let _ = writeln!(out, "\n{}", lists::list_text(&import.library, list));
    }
    let doubts = import.item_doubts();
    section(
        &mut out,
        words::TO_CHECK,
        doubts
            .iter()
            .map(|(no, place, d)| words::list_note(no, place, d)),
    );
    section(
        &mut out,
        words::NOT_PLACED,
        import.leftover.iter().map(passage),
    );
    if all {
        section(&mut out, words::BESIDE, import.remarks.iter().map(passage));
    }
    section(
        &mut out,
        words::LINT_SAYS,
        import.diagnostics.iter().map(words::lint_finding),
    );
    out
}

fn passage(passage: &Passage) -> String {
    words::passage(&passage.place.to_string(), &passage.text)
}

fn passages(list: &[Passage]) -> Value {
    list.iter()
        .map(|p| json!({"place": p.place.to_string(), "text": p.text}))
        .collect()
}
