//! The lawful range of a fine, without the words: what `compare` needs for every past decision.

use chrono::NaiveDate;

use crate::assess::stack::item_for;
use crate::assess::tiering::{Scope, Tiering, Why};
use crate::law::fine::{Fine, FineBasis, Inputs};
use crate::law::offence::PenaltyRow;
use crate::law::{
    CircumstanceId, Effect, Facts, Fen, FenRange, Library, Offence, OffenceId, StageId, Subject,
};

/// What is known of a case, one subject at a time.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The offence or clause.
    pub offence: &'a OffenceId,
    /// Who.
    pub subject: Subject,
    /// At which stage; all stages when unknown.
    pub stage: Option<&'a StageId>,
    /// Domain, when known.
    pub domain: Option<&'a str>,
    /// Region code.
    pub region: Option<&'a str>,
    /// The day whose benchmark applies.
    pub day: Option<NaiveDate>,
    /// Facts.
    pub facts: &'a Facts,
    /// Circumstances.
    pub circumstances: &'a [CircumstanceId],
    /// Amounts that measures refer to.
    pub inputs: Inputs,
}

impl<'a> Situation<'a> {
    /// Where and when benchmarks are looked for.
    pub fn scope(&self) -> Scope<'a> {
        Scope {
            domain: self.domain,
            region: self.region,
            day: self.day,
        }
    }
}

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
    /// Some alternative that may apply has an amount that depends on an input not known; an amount
    /// outside `statutory` is then not known to be unlawful.
    pub open: bool,
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

    /// Tells whether the statute allows the amount, circumstances considered.
    pub fn statute_allows(&self, amount: Fen) -> bool {
        within(self.statutory, amount, self.below_minimum_allowed)
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
    for offence in library.named(situation.offence.as_str()) {
        let mut stages: Vec<&StageId> = Vec::new();
        for row in applicable_rows(
            offence,
            situation.subject,
            situation.stage,
            &situation.inputs,
        ) {
            result.covered = true;
            if !stages.contains(&&row.stage) {
                stages.push(&row.stage);
            }
            if let Some(Fine { basis, .. }) = &row.fine {
                optional.push(row.mode != crate::law::FineMode::Must);
                if let Ok(range) = basis.range(&situation.inputs) {
                    result.statutory = Some(result.statutory.map_or(range, |s| s.hull(range)));
                } else {
                    result.open = true;
                }
                if let FineBasis::Fixed {
                    min_stated: false, ..
                } = basis
                {
                    result.min_stated = false;
                }
            }
        }
        for stage in stages {
            add_tiers(library, offence, stage, &scope, situation, &mut result);
        }
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

fn add_tiers(
    library: &Library,
    offence: &Offence,
    stage: &StageId,
    scope: &Scope,
    situation: &Situation,
    result: &mut Lawful,
) {
    let Some((benchmark, item)) = item_for(library, offence, stage, scope) else {
        return;
    };
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

/// The rows for a subject and stage that may apply, leaving out those whose threshold is known not to be met.
///
/// A person for whom the statute has no row of its own is covered by the row for responsible persons,
/// or by a row that says 单位或者个人.
pub fn applicable_rows<'a>(
    offence: &'a Offence,
    subject: Subject,
    stage: Option<&'a StageId>,
    inputs: &Inputs,
) -> Vec<&'a PenaltyRow> {
    let open = |row: &&PenaltyRow| {
        row.fine
            .as_ref()
            .and_then(|f| f.when)
            .is_none_or(|w| w.holds(inputs) != Some(false))
    };
    let of = |s: Subject| offence.rows_for(s, stage).filter(open).collect::<Vec<_>>();
    let own = of(subject);
    if !own.is_empty() || subject == Subject::Unit {
        return own;
    }
    let sibling = if subject == Subject::Individual {
        Subject::ResponsiblePerson
    } else {
        Subject::Individual
    };
    let other = of(sibling);
    if !other.is_empty() {
        return other;
    }
    of(Subject::Unit)
        .into_iter()
        .filter(|r| r.who.contains(crate::assess::words::INDIVIDUAL))
        .collect()
}
