//! Tiers of a benchmark: raw conditions and amounts to values.

use crate::law::benchmark::{Missing, Tier, TierFine};
use crate::law::condition::{Atom, Bound, Condition, Test};
use crate::law::fact::{FactKind, FactSpec};
use crate::law::fine::FineBasis;
use crate::law::{Fen, FenRange};
use crate::packs::merge::Problem;
use crate::packs::messages as say;
use crate::packs::penalty::basis;
use crate::packs::schema::{Number, RawAtom, RawFine, RawMissing, RawTier, RawTierFine};

/// One end of an amount and whether it belongs to the range; both or neither way of writing it is a slip.
fn end(included: Option<i64>, left_out: Option<i64>) -> Option<(Fen, bool)> {
    match (included, left_out) {
        (Some(n), None) => Some((Fen::yuan(n), true)),
        (None, Some(n)) => Some((Fen::yuan(n), false)),
        (None, None) | (Some(_), Some(_)) => None,
    }
}

pub fn condition(any_of: Vec<Vec<RawAtom>>, facts: &[FactSpec]) -> Result<Condition, Problem> {
    let any_of = any_of
        .into_iter()
        .map(|all| all.into_iter().map(|a| atom(a, facts)).collect())
        .collect::<Result<Vec<Vec<Atom>>, Problem>>()?;
    Ok(Condition { any_of })
}

pub fn missing_row(raw: RawMissing, facts: &[FactSpec]) -> Result<Missing, Problem> {
    let when = (!raw.any_of.is_empty())
        .then(|| condition(raw.any_of, facts))
        .transpose()?;
    Ok(Missing {
        label: raw.label,
        why: raw.why,
        text: raw.text,
        standard: raw.standard,
        when,
    })
}

pub fn tier(raw: RawTier, facts: &[FactSpec]) -> Result<Tier, Problem> {
    let condition = condition(raw.any_of, facts)?;
    let fines = raw
        .fines
        .into_iter()
        .map(tier_fine)
        .collect::<Option<Vec<_>>>()
        .ok_or((say::BAD_FINE.to_owned(), say::REMEDY_FINE))?;
    Ok(Tier {
        ordinal: raw.ordinal.into_inner(),
        label: raw.label,
        text: raw.text,
        standard: raw.standard,
        condition,
        fines,
        penalties: raw
            .penalties
            .into_iter()
            .map(|p| (p.stage, p.kinds))
            .collect(),
        source: raw.source,
        confidence: raw.confidence,
        note: raw.note,
        doubts: raw.doubts,
    })
}

fn tier_fine(raw: RawTierFine) -> Option<TierFine> {
    if raw.above_yuan.is_some() || raw.below_yuan.is_some() {
        let (min, min_included) = end(raw.min_yuan, raw.above_yuan)?;
        let (max, max_included) = end(raw.max_yuan, raw.below_yuan)?;
        let range = FenRange::written(min, min_included, max, max_included)?;
        return Some(TierFine {
            stage: raw.stage,
            subject: raw.subject,
            basis: FineBasis::Fixed {
                range,
                min_stated: true,
            },
        });
    }
    let fine = RawFine {
        basis: raw.basis,
        min_yuan: raw.min_yuan,
        max_yuan: raw.max_yuan,
        min: raw.min,
        max: raw.max,
        ..RawFine::default()
    };
    Some(TierFine {
        stage: raw.stage,
        subject: raw.subject,
        basis: basis(fine)?,
    })
}

fn atom(raw: RawAtom, facts: &[FactSpec]) -> Result<Atom, Problem> {
    let bad = || (say::about(say::BAD_ATOM, &raw.fact), say::REMEDY_ATOM);
    let spec = facts
        .iter()
        .find(|f| f.id == raw.fact)
        .ok_or_else(|| (say::about(say::UNKNOWN_FACT, &raw.fact), say::REMEDY_FACT))?;
    let bound =
        |inclusive: Option<Number>, exclusive: Option<Number>| -> Result<Option<Bound>, Problem> {
            let (number, inclusive) = match (inclusive, exclusive) {
                (Some(n), None) => (n, true),
                (None, Some(n)) => (n, false),
                (None, None) => return Ok(None),
                (Some(_), Some(_)) => return Err(bad()),
            };
            Ok(Some(Bound {
                value: number.exact().ok_or_else(bad)?,
                inclusive,
            }))
        };
    let test = if let Some(text) = &raw.is {
        Test::Is(text.clone())
    } else if let Some(n) = raw.equals {
        let exactly = Some(Bound {
            value: n.exact().ok_or_else(bad)?,
            inclusive: true,
        });
        Test::Within {
            low: exactly,
            high: exactly,
        }
    } else if let Some(wanted) = raw.holds {
        Test::Holds(wanted)
    } else {
        let (low, high) = (
            bound(raw.at_least, raw.more_than)?,
            bound(raw.at_most, raw.less_than)?,
        );
        if low.is_none() && high.is_none() || low.zip(high).is_some_and(|(a, b)| a.value > b.value)
        {
            return Err(bad());
        }
        Test::Within { low, high }
    };
    let fits = match test {
        Test::Is(_) => spec.kind == FactKind::Text,
        Test::Holds(_) => spec.kind == FactKind::Flag,
        Test::Within { .. } => matches!(spec.kind, FactKind::Integer | FactKind::Number),
    };
    if !fits {
        return Err((say::about(say::WRONG_KIND, &raw.fact), say::REMEDY_ATOM));
    }
    Ok(Atom {
        fact: raw.fact,
        test,
    })
}
