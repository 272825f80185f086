//! Benchmarks as JSON: coverage of all packs, and one pack in full (`formats.md`, "Benchmarks").

use serde_json::{Map, Value, json};

use crate::law::benchmark::{Benchmark, Item, Tier};
use crate::law::condition::{Atom, Test};
use crate::law::{FineBasis, Library};
use crate::report::assessment_json::{amounts, number};

/// Coverage of every pack.
pub fn coverage(library: &Library) -> Value {
    library.benchmarks().iter().map(coverage_of).collect()
}

fn coverage_of(benchmark: &Benchmark) -> Value {
    json!({
        "id": benchmark.id,
        "title": benchmark.title,
        "doc_no": benchmark.doc_no,
        "layer": benchmark.layer,
        "region": benchmark.region,
        "domains": benchmark.domains,
        "effective": benchmark.from,
        "until": benchmark.until,
        "items_in_document": benchmark.items_in_document,
        "items": benchmark.items.len(),
        "items_with_tiers": benchmark.items_with_tiers(),
        "tiers": benchmark.items.iter().map(|i| i.tiers.len()).sum::<usize>(),
        "known_missing": benchmark.items.iter().map(|i| i.missing.len()).sum::<usize>(),
        "sources": benchmark.source,
        "verification": benchmark.verification,
        "teaching": benchmark.teaching,
    })
}

/// One pack in full.
pub fn pack(library: &Library, benchmark: &Benchmark) -> Value {
    json!({
        "id": benchmark.id,
        "title": benchmark.title,
        "doc_no": benchmark.doc_no,
        "effective": benchmark.from,
        "until": benchmark.until,
        "source": benchmark.source,
        "verification": benchmark.verification,
        "document": benchmark.document,
        "items": benchmark.items.iter().map(|i| item(library, i)).collect::<Vec<_>>(),
    })
}

fn item(library: &Library, item: &Item) -> Value {
    json!({
        "no": item.no,
        "title": item.title,
        "offence": item.offence,
        "cites": item.cites,
        "stage_in_title": item.stage.is_some(),
        "stage": item.stage,
        "place": item.place,
        "text": item.text,
        "doubts": item.doubts,
        "review": item.review,
        "note": item.note,
        "from": item.from,
        "until": item.until,
        "missing": item.missing.iter().map(|m| json!({"label": m.label, "why": m.why, "text": m.text, "standard": m.standard})).collect::<Vec<_>>(),
        "tiers": item.tiers.iter().map(|t| tier(library, t)).collect::<Vec<_>>(),
    })
}

fn tier(library: &Library, tier: &Tier) -> Value {
    json!({
        "label": tier.label,
        "ordinal": tier.ordinal,
        "text": tier.text.clone().unwrap_or_else(|| tier.condition.describe(|f| library.fact(f))),
        "any_of": tier.condition.any_of.iter().map(|all| all.iter().map(atom).collect::<Vec<_>>()).collect::<Vec<_>>(),
        "fines": tier.fines.iter().map(|f| {
            let range = match &f.basis {
                FineBasis::Fixed { range, .. } => amounts(*range),
                FineBasis::PercentOfAnnualIncome { .. }
                | FineBasis::MultipleOfIllegalGain { .. }
                | FineBasis::MultipleOfGoodsValue { .. }
                | FineBasis::MultipleOfBaseFine { .. }
                | FineBasis::Daily { .. }
                | FineBasis::DailyPermille { .. } => Map::from_iter([("min_yuan".into(), Value::Null), ("max_yuan".into(), Value::Null)]),
            };
            let mut out = Map::from_iter([("stage".into(), json!(f.stage)), ("subject".into(), json!(f.subject)), ("basis".into(), json!(f.basis.name()))]);
            out.extend(range);
            if let Some((low, high)) = f.basis.factors() {
                out.insert("min".into(), json!(low));
                out.insert("max".into(), json!(high));
            }
            out
        }).collect::<Vec<_>>(),
        "source": tier.source,
        "confidence": tier.confidence,
        "note": tier.note,
        "standard": tier.standard,
        "doubts": tier.doubts,
    })
}

pub(super) fn atom(atom: &Atom) -> Value {
    let (low, high, is, holds) = match &atom.test {
        Test::Is(text) => (None, None, Some(text), None),
        Test::Within { low, high } => (*low, *high, None, None),
        Test::Holds(wanted) => (None, None, None, Some(wanted)),
    };
    json!({
        "fact": atom.fact,
        "low": low.map(|b| number(b.value)),
        "low_inclusive": low.map(|b| b.inclusive),
        "high": high.map(|b| number(b.value)),
        "high_inclusive": high.map(|b| b.inclusive),
        "is": is,
        "holds": holds,
    })
}

/// One pack as text for reading.
pub fn pack_text(library: &Library, benchmark: &Benchmark) -> String {
    let mut lines = vec![format!(
        "{}《{}》{}",
        if benchmark.teaching {
            crate::report::words::TEACHING
        } else {
            ""
        },
        benchmark.title,
        benchmark.doc_no.as_deref().unwrap_or_default()
    )];
    for item in &benchmark.items {
        let offence = item
            .offence
            .as_ref()
            .map_or(crate::report::words::NOT_LINKED, |o| o.as_str());
        lines.push(format!("\n{}  {}  [{offence}]", item.no, item.title));
        for tier in &item.tiers {
            let condition = tier
                .text
                .clone()
                .unwrap_or_else(|| tier.condition.describe(|f| library.fact(f)));
            lines.push(format!("  {}  {condition}", tier.label));
            if tier.text.is_some() && tier.standard.is_some() {
                let read = tier.condition.describe(|f| library.fact(f));
                lines.push(crate::report::words::read_as(&read));
            }
            for fine in &tier.fines {
                let who = crate::assess::words::subject(fine.subject);
                let stage = crate::report::words::stage(library, fine.stage.as_str());
                lines.push(format!(
                    "    {who}·{stage}  {}",
                    crate::assess::words::basis(&fine.basis)
                ));
            }
        }
        for missing in &item.missing {
            lines.push(crate::report::words::missing(&missing.label, &missing.why));
        }
    }
    lines.join("\n") + "\n"
}
