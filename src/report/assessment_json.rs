//! An assessment in the JSON form other programs rely on (`formats.md`, "assessment out").

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

use crate::assess::tiering::Threshold;
use crate::assess::{
    Assessment, Change, Comparison, Fate, GateState, Nearest, RangeLayer, StackEntry, SubjectFine,
};
use crate::law::fine::{FineBasis, Quantity, QuantityTest};
use crate::law::organ::Standing;
use crate::law::{FactValue, Fen, FenRange, Library, Subject};
use crate::report::{lists, words};

/// Writes the assessment. Amounts are yuan; whole ones are integers.
pub fn to_json(library: &Library, assessment: &Assessment) -> Value {
    json!({
        "offence": assessment.offence,
        "asked": assessment.asked,
        "title": assessment.title,
        "cite": assessment.cite,
        "disposition": assessment.disposition,
        "applicable": {
            "instrument": assessment.applicable.instrument,
            "version": assessment.applicable.version,
            "chosen_by": assessment.applicable.chosen_by,
            "compared_with": assessment.applicable.compared_with,
        },
        "benchmark": {
            "id": assessment.benchmark.id,
            "item": assessment.benchmark.item,
            "status": assessment.benchmark.status,
            "chosen_by": assessment.benchmark.chosen_by,
            "verdict": assessment.benchmark.verdict.map(verdict),
            "ranges": tier_ranges(&assessment.benchmark.ranges),
            "other": assessment.benchmark.other.as_ref().map(|o| json!({
                "id": o.id, "status": o.status, "item": o.item, "ranges": tier_ranges(&o.ranges),
            })),
        },
        "stack": assessment.stack.iter().map(stack_entry).collect::<Vec<_>>(),
        "fines": assessment.fines.iter().map(fine).collect::<Vec<_>>(),
        "other_penalties": assessment.other_penalties.iter().map(|o| json!({
            "subject": o.subject, "stage": o.stage, "kind": o.kind, "binding": o.binding,
            "instead_of": o.instead_of, "detail": o.detail, "name": o.name, "up_to": o.up_to,
            "authority": o.authority, "taken_from": o.taken_from,
        })).collect::<Vec<_>>(),
        "referrals": assessment.referrals.iter().map(|r| json!({
            "subject": r.subject, "stage": r.stage, "refers_to": r.refers_to, "reading": r.reading,
            "not_loaded": r.not_loaded,
            "targets": r.targets.iter().map(|t| json!({"offence": t.offence, "cite": t.cite, "for": t.given_for})).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "linked": assessment.linked.iter().map(|l| json!({"cite": l.cite, "text": l.text, "when": l.when})).collect::<Vec<_>>(),
        "passed_over": assessment.passed_over.iter().map(|p| json!({
            "subject": p.subject, "offence": p.offence, "cite": p.cite, "fine": p.fine, "by": p.by,
            "text": words::passed_over(p),
        })).collect::<Vec<_>>(),
        "authorities": assessment.authorities.iter().map(|a| json!({
            "subject": a.subject, "kinds": a.kinds, "organ": a.name,
            "own": a.standing.map(|s| s == Standing::Own),
        })).collect::<Vec<_>>(),
        "verdict": assessment.verdict,
        "unchecked": assessment.unchecked,
        "doubts": assessment.doubts.iter().map(|d| json!({"code": d.id(), "text": words::doubt(d)})).collect::<Vec<_>>(),
        "gates": assessment.gates.iter().map(|g| json!({
            "gate": g.id, "label": g.label, "required": g.state == GateState::Required, "state": g.state,
            "cite": g.cite, "effect": g.effect, "why": g.why,
        })).collect::<Vec<_>>(),
        "questions": assessment.questions.iter().map(|q| json!({"fact": q.fact, "label": q.label, "narrows": q.narrows})).collect::<Vec<_>>(),
        "lists": assessment.lists.iter().map(lists::matched).collect::<Vec<_>>(),
        "findings": assessment.findings.iter().map(|f| json!({
            "code": f.code, "severity": f.severity, "subject": f.subject, "message": f.message, "cite": f.cite,
        })).collect::<Vec<_>>(),
        "nearest_lawful_reason": nearest(library, &assessment.nearest),
        "thresholds": assessment.thresholds.iter().map(|t| threshold(library, t)).collect::<Vec<_>>(),
        "trace": assessment.trace.iter().map(|s| json!({"rule": s.rule, "step": s.text, "cite": s.cite, "effect": s.effect})).collect::<Vec<_>>(),
        "warnings": assessment.warnings,
    })
}

fn stack_entry(entry: &StackEntry) -> Value {
    let by = match &entry.fate {
        Fate::Shadowed { by } => Some(by),
        Fate::Wins
        | Fate::NotInForce
        | Fate::OtherRegion
        | Fate::OtherDomain
        | Fate::NoTiers
        | Fate::Marked => None,
    };
    json!({
        "id": entry.id, "item": entry.item, "layer": entry.layer, "from": entry.from,
        "until": entry.until, "outcome": entry.fate.id(), "by": by,
    })
}

fn verdict(verdict: Comparison) -> &'static str {
    match verdict {
        Comparison::NewerLighter => "newer_lighter",
        Comparison::NewerHeavier => "newer_heavier",
        Comparison::Same => "same",
        Comparison::Undecided => "undecided",
    }
}

/// Amounts of the tiers that the facts select, subject by subject.
fn tier_ranges(ranges: &[(Subject, FenRange)]) -> Vec<Value> {
    let one = |(subject, range): &(Subject, FenRange)| {
        let mut out = amounts(*range);
        out.insert("subject".to_owned(), json!(subject));
        Value::Object(out)
    };
    ranges.iter().map(one).collect()
}

/// An amount in yuan: an integer where it is whole.
pub fn yuan(amount: Fen) -> Value {
    number(amount.to_yuan())
}

/// An exact decimal as a JSON number.
pub fn number(value: Decimal) -> Value {
    let whole = value.fract().is_zero().then(|| value.to_i64()).flatten();
    whole.map_or_else(|| json!(value.to_f64()), Value::from)
}

/// The ends of a range, as they are written: 不满 names the number it leaves out.
pub fn amounts(range: FenRange) -> Map<String, Value> {
    Map::from_iter([
        (
            "min_yuan".to_owned(),
            yuan(range.above().unwrap_or(range.min())),
        ),
        ("min_inclusive".to_owned(), json!(range.above().is_none())),
        (
            "max_yuan".to_owned(),
            yuan(range.below().unwrap_or(range.max())),
        ),
        ("max_inclusive".to_owned(), json!(range.below().is_none())),
    ])
}

fn fine(fine: &SubjectFine) -> Value {
    let tiers: Vec<Value> = fine
        .tiers
        .iter()
        .map(|t| {
            let mut tier = t.range.map_or_else(
                || {
                    Map::from_iter([
                        ("min_yuan".into(), Value::Null),
                        ("max_yuan".into(), Value::Null),
                    ])
                },
                amounts,
            );
            tier.insert("label".into(), json!(t.label));
            tier.insert("source".into(), json!(t.source));
            tier.insert("met".into(), json!(t.met));
            tier.insert("governs".into(), json!(t.governs));
            tier.insert("condition".into(), json!(t.condition));
            tier.insert("text".into(), json!(t.text));
            tier.insert("standard".into(), json!(t.standard));
            tier.insert("place".into(), json!(t.place));
            tier.insert("confidence".into(), json!(t.confidence));
            tier.insert("benchmark".into(), json!(t.benchmark));
            Value::Object(tier)
        })
        .collect();
    let suggested = fine.suggested.map(|s| {
        let mut out = amounts(s.range);
        let layer = if s.min_layer == RangeLayer::Benchmark || s.max_layer == RangeLayer::Benchmark
        {
            RangeLayer::Benchmark
        } else {
            s.max_layer
        };
        out.insert("layer".into(), json!(layer));
        out.insert("min_layer".into(), json!(s.min_layer));
        out.insert("max_layer".into(), json!(s.max_layer));
        out.insert("lean".into(), json!(s.lean));
        out.insert(
            "below_minimum_allowed".into(),
            json!(s.below_minimum_allowed),
        );
        let band = fine.band.as_ref().map(|b| {
            json!({
                "id": b.id, "label": b.label, "cite": b.cite, "low_percent": b.low_percent,
                "high_percent": b.high_percent, "of": b.of,
            })
        });
        out.insert("band".into(), json!(band));
        Value::Object(out)
    });
    json!({
        "subject": fine.subject,
        "who": fine.who,
        "stage": fine.stage,
        "offence": fine.offence,
        "cite": crate::assess::words::cited(&fine.cited),
        "taken_from": fine.origin.as_ref().map(|o| &o.offence),
        "kept_from": fine.origin.as_ref().and_then(|o| o.kept_from.as_ref()),
        "verified": fine.verified.map(words::verified),
        "basis": fine.basis.name(),
        "fine_mode": fine.mode,
        "statutory": statutory(fine),
        "tiers": tiers,
        "suggested": suggested,
        "disposition": fine.disposition,
    })
}

/// The statutory bounds: amounts where they are known, and the measure as the row lays it down.
fn statutory(fine: &SubjectFine) -> Value {
    let mut out = match fine.statutory {
        Ok(known) => amounts(known),
        Err(_) => Map::from_iter([
            ("min_yuan".to_owned(), Value::Null),
            ("max_yuan".to_owned(), Value::Null),
        ]),
    };
    out.insert("min_stated".into(), json!(fine.min_stated));
    if let Some((min, max)) = fine.basis.factors() {
        out.insert("min".into(), json!(min));
        out.insert("max".into(), json!(max));
    }
    match &fine.basis {
        FineBasis::MultipleOfIllegalGain { cap: Some(cap), .. } => {
            drop(out.insert("cap_yuan".into(), yuan(*cap)));
        }
        FineBasis::MultipleOfGoodsValue {
            floor: Some(floor), ..
        } => drop(out.insert("floor_yuan".into(), yuan(*floor))),
        FineBasis::DailyPermille { permille, .. } => {
            drop(out.insert("permille".into(), json!(permille)));
        }
        FineBasis::Fixed { .. }
        | FineBasis::PercentOfAnnualIncome { .. }
        | FineBasis::MultipleOfIllegalGain { .. }
        | FineBasis::MultipleOfGoodsValue { .. }
        | FineBasis::MultipleOfBaseFine { .. }
        | FineBasis::Daily { .. } => {}
    }
    if let Some(when) = fine.when {
        let quantity = match when.quantity {
            Quantity::IllegalGain => "illegal_gain",
            Quantity::GoodsValue => "goods_value",
        };
        let (test, limit) = match when.test {
            QuantityTest::None => ("none", None),
            QuantityTest::Some => ("some", None),
            QuantityTest::Below(limit) => ("below", Some(limit)),
            QuantityTest::AtLeast(limit) => ("at_least", Some(limit)),
        };
        out.insert("when".into(), json!({"quantity": quantity, "test": test}));
        out.insert("threshold_yuan".into(), limit.map_or(Value::Null, yuan));
    }
    Value::Object(out)
}

fn nearest(library: &Library, nearest: &Nearest) -> Value {
    match nearest {
        Nearest::NotAsked | Nearest::None | Nearest::CannotTell => Value::Null,
        Nearest::Fits => json!([]),
        Nearest::Changes(changes) => changes.iter().map(|c| change(library, c)).collect(),
    }
}

fn change(library: &Library, change: &Change) -> Value {
    let text = words::change(library, change);
    match change {
        Change::Find(id) => {
            json!({"change": "find", "circumstance": id, "text": text, "cite": library.circumstance(id).and_then(|c| c.cite.clone())})
        }
        Change::Drop(id) => json!({"change": "drop", "circumstance": id, "text": text}),
        Change::Fact(fact, value) => {
            json!({"change": "fact", "fact": fact, "value": fact_value(value), "text": text})
        }
    }
}

/// A fact's value.
pub fn fact_value(value: &FactValue) -> Value {
    match value {
        FactValue::Number(n) => number(*n),
        FactValue::Text(text) => json!(text),
        FactValue::Flag(holds) => json!(holds),
    }
}

fn threshold(library: &Library, threshold: &Threshold) -> Value {
    json!({
        "fact": threshold.fact,
        "label": library.fact(&threshold.fact).map(|f| f.label.clone()),
        "low": threshold.segment.low.map(|b| number(b.value)),
        "low_inclusive": threshold.segment.low.map(|b| b.inclusive),
        "high": threshold.segment.high.map(|b| number(b.value)),
        "high_inclusive": threshold.segment.high.map(|b| b.inclusive),
        "tiers": threshold.met,
        "suggested": threshold.governing,
        "text": words::threshold(library, threshold),
    })
}
