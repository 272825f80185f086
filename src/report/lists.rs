//! Lists as JSON and text: what a case meets, coverage of all lists, one list in full.

use serde_json::{Value, json};

use crate::assess::Unanswered;
use crate::assess::list_words as say;
use crate::assess::{ListMatch, ListStatus};
use crate::law::Library;
use crate::law::list::{LenientList, ListCondition, ListItem};
use crate::report::{benchmark, words};

/// One item in the assessment.
pub fn matched(found: &ListMatch) -> Value {
    let (status, open, failed): (&str, &[Unanswered], &[String]) = match &found.status {
        ListStatus::Met => ("met", &[], &[]),
        ListStatus::Open(open) => ("open", open, &[]),
        ListStatus::NotMet(failed) => ("not_met", &[], failed),
    };
    json!({
        "list": found.list,
        "name": found.name,
        "title": found.title,
        "item": found.item,
        "effect": found.effect,
        "must": found.must,
        "status": status,
        "open": open.iter().map(|u| json!({"fact": u.fact, "label": u.label})).collect::<Vec<_>>(),
        "failed": failed,
        "layer": found.layer,
        "from": found.from,
        "until": found.until,
        "cite": found.cite,
        "notes": found.notes,
    })
}

/// The lines about one item of the assessment.
pub fn lines(found: &ListMatch) -> Vec<String> {
    let layer = words::document_layer(found.layer);
    let mut lines = vec![
        say::line(found),
        format!("    {layer}；{}〔{}〕", say::dates(found), found.cite),
    ];
    lines.extend(found.notes.iter().map(|note| format!("    {note}")));
    lines
}

/// Coverage of every list.
pub fn coverage(library: &Library) -> Value {
    library.lists().iter().map(coverage_of).collect()
}

fn coverage_of(list: &LenientList) -> Value {
    json!({
        "id": list.id,
        "title": list.title,
        "doc_no": list.doc_no,
        "issuer": list.issuer,
        "effect": list.effect,
        "layer": list.layer,
        "region": list.region,
        "domains": list.domains,
        "effective": list.from,
        "until": list.until,
        "items_in_document": list.items_in_document,
        "items": list.items.len(),
        "items_linked": list.items_linked(),
        "known_missing": list.missing.len(),
        "sources": list.source,
        "verification": list.verification,
        "teaching": list.teaching,
    })
}

/// One list in full.
pub fn list(library: &Library, list: &LenientList) -> Value {
    json!({
        "id": list.id,
        "title": list.title,
        "doc_no": list.doc_no,
        "issuer": list.issuer,
        "effect": list.effect,
        "layer": list.layer,
        "region": list.region,
        "domains": list.domains,
        "effective": list.from,
        "until": list.until,
        "source": list.source,
        "verification": list.verification,
        "teaching": list.teaching,
        "document": list.document,
        "gates": list.gates.iter().map(|c| condition(library, c)).collect::<Vec<_>>(),
        "items": list.items.iter().map(|i| item(library, i)).collect::<Vec<_>>(),
        "missing": list.missing.iter().map(|m| json!({"label": m.label, "why": m.why})).collect::<Vec<_>>(),
    })
}

fn item(library: &Library, item: &ListItem) -> Value {
    json!({
        "no": item.no,
        "title": item.title,
        "offence": item.offence,
        "cites": item.cites,
        "stage": item.stage,
        "must": item.must,
        "text": item.text,
        "conditions": item.conditions.iter().map(|c| condition(library, c)).collect::<Vec<_>>(),
        "place": item.place,
        "doubts": item.doubts,
        "review": item.review,
        "from": item.from,
        "until": item.until,
        "source": item.source,
        "note": item.note,
    })
}

fn condition(library: &Library, condition: &ListCondition) -> Value {
    let any_of = &condition.condition.any_of;
    json!({
        "text": condition.text,
        "means": condition.condition.describe(|f| library.fact(f)),
        "any_of": any_of.iter().map(|all| all.iter().map(benchmark::atom).collect::<Vec<_>>()).collect::<Vec<_>>(),
    })
}

/// One list as text for reading.
pub fn list_text(library: &Library, list: &LenientList) -> String {
    let mark = if list.teaching { words::TEACHING } else { "" };
    let mut lines = vec![
        format!(
            "{mark}《{}》{}",
            list.title,
            list.doc_no.as_deref().unwrap_or_default()
        ),
        words::list_head(list),
    ];
    let asked = |c: &ListCondition| {
        let means = c.condition.describe(|f| library.fact(f));
        if means == c.text {
            format!("  - {means}")
        } else {
            format!("  - {}：{means}", c.text)
        }
    };
    if !list.gates.is_empty() {
        lines.push(format!("\n{}", words::LIST_GATES));
        lines.extend(list.gates.iter().map(asked));
    }
    for item in &list.items {
        let offence = item.offence.as_ref();
        let offence = offence.map_or(words::NOT_LINKED, |o| o.as_str());
        let grants = say::grants(list.effect, item.must);
        lines.push(format!(
            "\n{}  {}  [{offence}]  {grants}",
            item.no, item.title
        ));
        lines.extend(item.conditions.iter().map(asked));
        lines.push(format!("  〔{}〕", item.cites.join("、")));
        lines.extend(item.note.iter().map(|n| format!("  {n}")));
    }
    if !list.missing.is_empty() {
        lines.push(format!("\n{}", words::LIST_MISSING));
        let row = |m: &crate::law::benchmark::Missing| format!("  - {}：{}", m.label, m.why);
        lines.extend(list.missing.iter().map(row));
    }
    lines.join("\n") + "\n"
}
