//! The lawful range of a fine, without the words: what `compare` needs for every past decision.

use crate::assess::consequence::{Situation, applied, not_loaded};
use crate::assess::grade;
use crate::assess::stack::item_of;
use crate::assess::tiering::{Tiering, Why};
use crate::law::benchmark::{Benchmark, Item};
use crate::law::fine::{Fine, FineBasis, Span};
use crate::law::{Effect, Fen, FenRange, Library, StageId};

/// The lawful range of a fine and the layers behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent answers, each read by name"
)]
pub struct Lawful {
    /// Whether the statute threatens anything for this subject and stage.
    pub covered: bool,
    /// The statutory range: the hull over the rows that may apply; `None` when none is an amount.
    pub statutory: Option<FenRange>,
    /// The statutory ranges of the rows that may apply: an amount has to lie in one of them, not between.
    pub ranges: Vec<FenRange>,
    /// Some alternative that may apply has an amount that depends on an input not known; an amount
    /// outside `statutory` is then not known to be unlawful.
    pub open: bool,
    /// What the fine may come to over all rows that may apply, unknown inputs considered.
    pub span: Option<Span>,
    /// What the text refers to is not loaded: nothing is known of the range.
    pub not_loaded: bool,
    /// Whether the text names a minimum (for every row that may apply).
    pub min_stated: bool,
    /// The tiers that the facts select (two where a fact lies on a shared bound), within the statute.
    pub tiers: Vec<TierRange>,
    /// The hull of those tiers.
    pub tier_hull: Option<FenRange>,
    /// Whether an item with tiers exists for this offence and stage at all.
    pub item_loaded: bool,
    /// Whether the facts select one of them.
    pub tier_selected: bool,
    /// Circumstances allow an amount below the minimum.
    pub below_minimum_allowed: bool,
    /// Circumstances forbid a penalty.
    pub must_not_penalise: bool,
    /// Circumstances allow doing without a penalty.
    pub may_not_penalise: bool,
    /// The statute says 可以处: a warning alone is lawful.
    pub fine_optional: bool,
}

/// A tier's amounts for the subject and stage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TierRange {
    /// Label.
    pub label: String,
    /// Rank from 1.
    pub ordinal: u32,
    /// Amounts.
    pub range: FenRange,
}

impl Lawful {
    /// The range a fine has to keep to: the tiers' where there are any, otherwise the statute's.
    pub fn range(&self) -> Option<FenRange> {
        self.tier_hull.or(self.statutory)
    }

    /// Tells whether the statute allows the amount, circumstances considered. What depends on something not
    /// known, or on a text not loaded, is not forbidden.
    pub fn statute_allows(&self, amount: Fen) -> bool {
        if self.not_loaded {
            return true;
        }
        let Some(span) = self.span.filter(|_| self.open) else {
            return self.statute_holds(amount, self.below_minimum_allowed);
        };
        let low = self.below_minimum_allowed && Fen::ZERO <= amount || amount >= span.min;
        low && !span.is_exceeded_by(amount)
    }

    /// Tells whether one of the statutory ranges holds the amount, or it may go below all of them.
    pub fn statute_holds(&self, amount: Fen, below_allowed: bool) -> bool {
        let below = |r: &FenRange| below_allowed && Fen::ZERO <= amount && amount < r.min();
        self.ranges.is_empty() || self.ranges.iter().any(|r| r.contains(amount) || below(r))
    }

    /// Tells whether the tiers allow the amount, circumstances considered; `true` when none is loaded.
    pub fn tiers_allow(&self, amount: Fen) -> bool {
        within(self.tier_hull, amount, self.below_minimum_allowed)
    }
}

fn within(range: Option<FenRange>, amount: Fen, below_allowed: bool) -> bool {
    range.is_none_or(|r| {
        r.contains(amount) || below_allowed && Fen::ZERO <= amount && amount < r.min()
    })
}

/// Computes the lawful range. An offence id may name a whole clause; then every offence in it counts.
pub fn lawful(library: &Library, situation: &Situation) -> Lawful {
    let mut result = Lawful {
        min_stated: true,
        ..Lawful::default()
    };
    let scope = situation.scope();
    let mut optional = Vec::new();
    let rows = applied(library, situation);
    let rows = if situation.grade_by_facts {
        grade::fitting(library, situation.facts, rows)
    } else {
        rows
    };
    let mut items: Vec<(&Benchmark, &Item, &StageId)> = Vec::new();
    for found in &rows {
        result.covered = true;
        if let Some(item) = item_of(library, found, &scope)
            && !items
                .iter()
                .any(|i| std::ptr::eq(i.1, item.1) && i.2 == item.2)
        {
            items.push(item);
        }
        let Some(fine) = &found.row.fine else {
            continue;
        };
        optional.push(found.row.mode.is_optional());
        match fine.range(&situation.inputs) {
            Ok(range) => {
                result.statutory = Some(result.statutory.map_or(range, |s| s.hull(range)));
                if !result.ranges.contains(&range) {
                    result.ranges.push(range);
                }
            }
            Err(_) => result.open = true,
        }
        let span = fine.span(&situation.inputs);
        result.span = Some(result.span.map_or(span, |s| s.hull(span)));
        if let Fine {
            basis: FineBasis::Fixed {
                min_stated: false, ..
            },
            ..
        } = fine
        {
            result.min_stated = false;
        }
    }
    result.not_loaded = named_not_loaded(library, situation);
    for item in items {
        add_tiers(item, situation, &mut result);
    }
    result.fine_optional = optional.iter().any(|o| *o);
    result.tier_hull = result.tiers.iter().map(|t| t.range).reduce(FenRange::hull);
    for circumstance in situation
        .circumstances
        .iter()
        .filter_map(|id| library.circumstance(id))
        .filter(|c| c.applies_to(situation.subject))
    {
        match circumstance.effect {
            Effect::MustNotPenalise => result.must_not_penalise = true,
            Effect::MayNotPenalise => result.may_not_penalise = true,
            Effect::MustLighten | Effect::MayLighten => result.below_minimum_allowed = true,
            Effect::Aggravate => {}
        }
    }
    result
}

fn named_not_loaded<'a>(library: &'a Library, situation: &Situation<'a>) -> bool {
    let mut named = situation.named(library);
    named.any(|o| not_loaded(library, o, situation.law_day).is_some())
}

fn add_tiers(
    (benchmark, item, stage): (&Benchmark, &Item, &StageId),
    situation: &Situation,
    result: &mut Lawful,
) {
    if item.tiers.is_empty() {
        return;
    }
    result.item_loaded = true;
    let tiering = Tiering::of(benchmark, item, situation.facts);
    result.tier_selected |= tiering.governing.is_some();
    let selected = if tiering.why == Why::SharedBound {
        tiering.met.clone()
    } else {
        tiering.governing.into_iter().collect()
    };
    for tier in selected.into_iter().filter_map(|i| tiering.tier(i)) {
        let range = tier
            .fine_for(situation.subject, stage)
            .and_then(|f| f.basis.range(&situation.inputs).ok());
        // A tier may not leave the statute; what lies outside is the document's error, reported by lint.
        let inside = range.and_then(|r| result.statutory.map_or(Some(r), |s| s.intersect(r)));
        if let Some(range) = inside
            && !result
                .tiers
                .iter()
                .any(|t| t.label == tier.label && t.range == range)
        {
            result.tiers.push(TierRange {
                label: tier.label.clone(),
                ordinal: tier.ordinal,
                range,
            });
        }
    }
}
