//! What changed between two benchmarks, as text and JSON.

use serde_json::{Value, json};

use crate::assess::words as say;
use crate::law::condition::Condition;
use crate::law::{FactId, FineBasis, Library};
use crate::packs::diff::{Change, ItemDiff, PackDiff};
use crate::report::words;

/// The differences for people: the document, then item by item, then the counts.
pub fn to_text(library: &Library, diff: &PackDiff) -> String {
    let mut lines: Vec<String> = diff.document.iter().map(|c| change(library, c)).collect();
    for item in &diff.items {
        let about = item.item().offence.as_ref();
        let about = about.map_or(words::NOT_LINKED, |o| o.as_str());
        lines.push(words::diff_item(
            kind(item).1,
            &item.item().no,
            &item.item().title,
            about,
        ));
        lines.extend(item_lines(library, item).iter().map(|l| format!("    {l}")));
    }
    let count = |id: &str| diff.items.iter().filter(|i| kind(i).0 == id).count();
    lines.push(words::diff_counts(
        count("added"),
        count("removed"),
        count("changed"),
        diff.same,
    ));
    lines.join("\n") + "\n"
}

/// The identifier and the word for what happened to an item.
fn kind(item: &ItemDiff) -> (&'static str, &'static str) {
    match item {
        ItemDiff::Added(_) => ("added", words::DIFF_ADDED),
        ItemDiff::Removed(_) => ("removed", words::DIFF_REMOVED),
        ItemDiff::Changed { .. } => ("changed", words::DIFF_CHANGED),
    }
}

fn item_lines(library: &Library, item: &ItemDiff) -> Vec<String> {
    match item {
        ItemDiff::Added(item) | ItemDiff::Removed(item) => {
            let tiers = item.tiers.iter();
            tiers
                .map(|t| words::diff_tier(&t.label, &tier(library, t)))
                .collect()
        }
        ItemDiff::Changed { changes, .. } => changes.iter().map(|c| change(library, c)).collect(),
    }
}

/// A tier in one line: its condition and amounts.
fn tier(library: &Library, tier: &crate::law::Tier) -> String {
    let mut parts = vec![condition(library, &tier.condition)];
    parts.extend(tier.fines.iter().map(|f| {
        let stage = words::stage(library, f.stage.as_str());
        format!(
            "{}·{stage} {}",
            say::subject(f.subject),
            say::basis(&f.basis)
        )
    }));
    parts.retain(|p| !p.is_empty());
    parts.join(words::CLAUSE_COMMA)
}

fn condition(library: &Library, condition: &Condition) -> String {
    condition.describe(|f| library.fact(f))
}

fn fact(library: &Library, id: &FactId) -> String {
    library
        .fact(id)
        .map_or_else(|| id.to_string(), |f| f.label.clone())
}

fn optional(value: Option<impl std::fmt::Display>) -> String {
    value.map_or_else(|| words::NONE.to_owned(), |v| v.to_string())
}

/// One change in words.
pub fn change(library: &Library, change: &Change) -> String {
    let to = |what: &str, old: String, new: String| words::diff_change(what, &old, &new);
    let stage = |id: &crate::law::StageId| words::stage(library, id.as_str()).to_owned();
    match change {
        Change::From(old, new) => to(words::DIFF_FROM, optional(*old), optional(*new)),
        Change::Until(old, new) => to(words::DIFF_UNTIL, optional(*old), optional(*new)),
        Change::Number(old, new) => to(words::DIFF_NUMBER, old.clone(), new.clone()),
        Change::Title(old, new) => to(words::DIFF_TITLE, old.clone(), new.clone()),
        Change::Offence(old, new) => {
            let [old, new] = [old, new].map(|o| optional(o.as_ref()));
            to(words::OFFENCE, old, new)
        }
        Change::Stage(old, new) => {
            let [old, new] = [old, new].map(|s| optional(s.as_ref().map(stage)));
            to(words::STAGE, old, new)
        }
        Change::TierAdded(t) => words::diff_tier_added(&t.label, &tier(library, t)),
        Change::TierRemoved(t) => words::diff_tier_removed(&t.label, &tier(library, t)),
        Change::TierLabel(old, new) => to(words::DIFF_LABEL, old.clone(), new.clone()),
        Change::TierRank(label, old, new) => {
            to(&words::diff_rank(label), old.to_string(), new.to_string())
        }
        Change::TierCondition {
            tier,
            old,
            new,
            moved,
        } => {
            if moved.is_empty() {
                let [old, new] = [old, new].map(|c| condition(library, c));
                return to(&words::diff_condition(tier), old, new);
            }
            let each = moved.iter().map(|(id, old, new)| {
                let what = words::diff_bound(tier, &fact(library, id));
                to(&what, old.to_string(), new.to_string())
            });
            each.collect::<Vec<_>>().join(words::CLAUSE_COMMA)
        }
        Change::TierText(tier) => words::diff_text(tier),
        Change::Amount {
            tier,
            stage: at,
            subject,
            old,
            new,
        } => {
            let what = words::diff_amount(tier, say::subject(*subject), &stage(at));
            let [old, new] = [old, new].map(|b| optional(b.as_ref().map(say::basis)));
            to(&what, old, new)
        }
        Change::Penalties {
            tier,
            stage: at,
            old,
            new,
        } => {
            let list = |kinds: &[String]| {
                optional((!kinds.is_empty()).then(|| kinds.join(words::LIST_COMMA)))
            };
            to(
                &words::diff_penalties(tier, &stage(at)),
                list(old),
                list(new),
            )
        }
        Change::Missing(old, new) => {
            let list = |labels: &[String]| {
                optional((!labels.is_empty()).then(|| labels.join(words::LIST_COMMA)))
            };
            to(words::DIFF_MISSING, list(old), list(new))
        }
    }
}

/// The differences for programs. Every change has a kind, its words, and its values where they are plain.
pub fn to_json(library: &Library, diff: &PackDiff) -> Value {
    let items = diff.items.iter().map(|item| {
        let own = item.item();
        let changes = match item {
            ItemDiff::Added(_) | ItemDiff::Removed(_) => Vec::new(),
            ItemDiff::Changed { changes, .. } => {
                changes.iter().map(|c| change_json(library, c)).collect()
            }
        };
        json!({
            "change": kind(item).0, "no": own.no, "title": own.title, "offence": own.offence,
            "stage": own.stage, "changes": changes,
        })
    });
    json!({
        "document": diff.document.iter().map(|c| change_json(library, c)).collect::<Vec<_>>(),
        "items": items.collect::<Vec<_>>(),
        "same": diff.same,
    })
}

fn change_json(library: &Library, made: &Change) -> Value {
    let text = change(library, made);
    let basis = |b: &Option<FineBasis>| b.as_ref().map(say::basis);
    match made {
        Change::From(old, new) => json!({"kind": "from", "old": old, "new": new, "text": text}),
        Change::Until(old, new) => json!({"kind": "until", "old": old, "new": new, "text": text}),
        Change::Number(old, new) => json!({"kind": "no", "old": old, "new": new, "text": text}),
        Change::Title(old, new) => json!({"kind": "title", "old": old, "new": new, "text": text}),
        Change::Offence(old, new) => {
            json!({"kind": "offence", "old": old, "new": new, "text": text})
        }
        Change::Stage(old, new) => json!({"kind": "stage", "old": old, "new": new, "text": text}),
        Change::TierAdded(t) => json!({"kind": "tier_added", "tier": t.label, "text": text}),
        Change::TierRemoved(t) => json!({"kind": "tier_removed", "tier": t.label, "text": text}),
        Change::TierLabel(old, new) => {
            json!({"kind": "tier_label", "old": old, "new": new, "text": text})
        }
        Change::TierRank(tier, old, new) => {
            json!({"kind": "tier_rank", "tier": tier, "old": old, "new": new, "text": text})
        }
        Change::TierCondition {
            tier,
            old,
            new,
            moved,
        } => {
            let bounds = moved.iter().map(|(fact, old, new)| {
                json!({"fact": fact, "old": old.to_string(), "new": new.to_string()})
            });
            json!({
                "kind": "tier_condition", "tier": tier, "old": condition(library, old),
                "new": condition(library, new), "bounds": bounds.collect::<Vec<_>>(), "text": text,
            })
        }
        Change::TierText(tier) => json!({"kind": "tier_text", "tier": tier, "text": text}),
        Change::Amount {
            tier,
            stage,
            subject,
            old,
            new,
        } => json!({
            "kind": "amount", "tier": tier, "stage": stage, "subject": subject,
            "old": basis(old), "new": basis(new), "text": text,
        }),
        Change::Penalties {
            tier,
            stage,
            old,
            new,
        } => json!({
            "kind": "penalties", "tier": tier, "stage": stage, "old": old, "new": new, "text": text,
        }),
        Change::Missing(old, new) => {
            json!({"kind": "missing", "old": old, "new": new, "text": text})
        }
    }
}
