//! What the import of an official document read, as text and JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::reader::import::Import;
use crate::report::{benchmark, words};

/// The report for programs; `written` tells whether the pack now lies in the library.
pub fn json(import: &Import, written: bool) -> Value {
    let passages = |list: &[crate::reader::Passage]| -> Value {
        list.iter()
            .map(|p| json!({"place": p.place.to_string(), "text": p.text}))
            .collect()
    };
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
        "written": written.then(|| import.target.display().to_string()),
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
    let passage = |p: &crate::reader::Passage| words::passage(&p.place.to_string(), &p.text);
    section(
        &mut out,
        words::NOT_PLACED,
        import.leftover.iter().map(passage),
    );
    section(
        &mut out,
        words::LINT_SAYS,
        import
            .diagnostics
            .iter()
            .map(|d| format!("{d} [{}]", d.code)),
    );
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

fn section(out: &mut String, head: &str, lines: impl ExactSizeIterator<Item = String>) {
    if lines.len() == 0 {
        return;
    }
    let _ = writeln!(out, "\n{head}（{}）", lines.len());
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}

/// What an import would change in the pack that is there.
pub fn changes(import: &Import) -> String {
    let _ = import;
    String::new()
}
