//! Where a decision stands in the law: its lawful range, the tier it belongs to, what excuses it.

use chrono::NaiveDate;

use crate::assess::consequence::{Situation, rows_of};
use crate::assess::lawful::{Lawful, lawful};
use crate::assess::stack::applicable_items;
use crate::assess::tiering::Tiering;
use crate::assess::versions::settle;
use crate::compare::decision::Decision;
use crate::compare::scale::Ruler;
use crate::law::offence::RemarkKind;
use crate::law::{Fen, FenRange, Inputs, Library, OffenceId, PartialDate};

/// The legal standing of a decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Standing {
    /// Ranges and what circumstances allow.
    pub lawful: Lawful,
    /// The tier the decision is grouped by: the one its facts select, else the one it records.
    pub tier: Option<String>,
    /// The range of that tier, when it is loaded.
    pub tier_range: Option<FenRange>,
    /// The facts select no tier; the range is that of the tier the decision itself names.
    pub by_label: bool,
    /// What the data say of a rule that takes precedence, usually a later statute with higher amounts.
    pub superseded_by: Option<String>,
}

impl Standing {
    /// Finds the standing of one decision.
    pub fn of(library: &Library, decision: &Decision, offence: &OffenceId) -> Standing {
        let decided = ends(Some(decision.decided_on));
        let acts = ends(decision.act_on);
        let mut on = decided.iter().rev().flat_map(|day| {
            let each = acts.iter().rev();
            each.map(move |act| Standing::on(library, decision, offence, *act, *day))
        });
        let standing = on.next().unwrap_or_default();
        // A vague date may straddle two benchmarks. What depends on which one is not certain.
        if on.all(|other| other == standing) {
            standing
        } else {
            standing.without_tier(decision)
        }
    }

    /// Tells whether the statute allows the amount. Above the range of a rule that gives way to
    /// another one nothing is certain.
    pub fn statute_allows(&self, amount: Fen) -> bool {
        let above = self.lawful.statutory.is_some_and(|r| amount > r.max());
        self.lawful.statute_allows(amount) || above && self.superseded_by.is_some()
    }

    fn on(
        library: &Library,
        decision: &Decision,
        offence: &OffenceId,
        act: Option<NaiveDate>,
        day: Option<NaiveDate>,
    ) -> Standing {
        let situation = situation_of(library, decision, offence, act, day);
        let lawful = lawful(library, &situation);
        let superseded_by = superseded_by(library, &situation);
        let recorded = decision.tier.as_deref();
        // On a shared bound both tiers are open: the recorded one if it is among them, else the lighter.
        let selected = lawful
            .tiers
            .iter()
            .find(|t| Some(t.label.as_str()) == recorded)
            .or(lawful.tiers.first());
        if let Some(tier) = selected {
            return Standing {
                tier: Some(tier.label.clone()),
                tier_range: Some(tier.range),
                by_label: false,
                superseded_by,
                lawful,
            };
        }
        let range = recorded
            .filter(|_| lawful.item_loaded && !lawful.tier_selected)
            .and_then(|label| labelled(library, &situation, label, lawful.statutory));
        Standing {
            tier: decision.tier.clone(),
            tier_range: range,
            by_label: range.is_some(),
            superseded_by,
            lawful,
        }
    }

    fn without_tier(self, decision: &Decision) -> Standing {
        let lawful = Lawful {
            tiers: Vec::new(),
            tier_hull: None,
            item_loaded: false,
            ..self.lawful
        };
        Standing {
            lawful,
            tier: decision.tier.clone(),
            tier_range: None,
            by_label: false,
            superseded_by: self.superseded_by,
        }
    }

    /// The scale its amount is placed on.
    pub fn ruler(&self) -> Ruler {
        Ruler::choose(self.tier_range, self.lawful.statutory)
    }

    /// The rulers this amount may be placed on: where several tiers are open (on a shared bound),
    /// those of all that hold the amount; else the one of [`Standing::ruler`].
    pub(crate) fn rulers(&self, amount: Fen) -> impl Iterator<Item = Ruler> + '_ {
        let own = self.ruler();
        let other = move |r: &FenRange| own.range.is_some_and(|o| *r != o) && r.min() < r.max();
        let open = self.lawful.tiers.iter().map(|t| t.range).filter(other);
        let holding = open.filter(move |r| r.contains(amount));
        let outside = own.range.is_some_and(|o| amount > o.max());
        let mut holding = holding
            .map(|range| Ruler::choose(Some(range), None))
            .peekable();
        let keep_own = !outside || holding.peek().is_none();
        keep_own.then_some(own).into_iter().chain(holding)
    }

    /// The ruler this amount is placed on: the first of [`Standing::rulers`].
    pub(crate) fn ruler_for(&self, amount: Fen) -> Ruler {
        self.rulers(amount).next().unwrap_or(self.ruler())
    }

    /// The range the benchmark allows: both tiers on a shared bound; `None` when no tier is loaded.
    pub fn benchmark_range(&self) -> Option<FenRange> {
        self.lawful.tier_hull.or(self.tier_range)
    }

    /// The range that binds the amount: the benchmark's, else the statute's.
    pub fn range(&self) -> Option<FenRange> {
        self.benchmark_range().or(self.lawful.statutory)
    }

    /// Tells whether the benchmark allows the amount; `true` where no tier is loaded.
    pub fn benchmark_allows(&self, amount: Fen) -> bool {
        let reduced = |r: FenRange| {
            self.lawful.below_minimum_allowed && Fen::ZERO <= amount && amount < r.min()
        };
        self.benchmark_range()
            .is_none_or(|r| r.contains(amount) || reduced(r))
    }

    /// Tells whether statute and benchmark both allow the amount.
    pub fn allows(&self, amount: Fen) -> bool {
        !self.lawful.must_not_penalise
            && self.statute_allows(amount)
            && self.benchmark_allows(amount)
    }
}

/// The days a date may stand for: the first and the last, one when it is exact, none when unknown.
fn ends(date: Option<PartialDate>) -> Vec<Option<NaiveDate>> {
    let Some(date) = date else { return vec![None] };
    let mut days = vec![Some(date.earliest()), Some(date.latest())];
    days.dedup();
    days
}

/// A past decision as a situation, with the benchmarks that an assessment of it would choose: those
/// at the act, or those at the decision where they are lighter.
pub(crate) fn situation_of<'a>(
    library: &Library,
    decision: &'a Decision,
    offence: &'a OffenceId,
    act: Option<NaiveDate>,
    decided: Option<NaiveDate>,
) -> Situation<'a> {
    let situation = Situation {
        offences: std::slice::from_ref(offence),
        subject: decision.subject,
        stage: decision.stage.as_ref(),
        domain: decision.domain.as_ref().map(crate::law::Id::as_str),
        region: decision.region.as_deref(),
        day: decided,
        law_day: act.or(decided),
        facts: &decision.facts,
        circumstances: &decision.circumstances,
        inputs: Inputs::default(),
    };
    let day = settle(library, &situation, &[decision.subject], act, decided).day;
    Situation { day, ..situation }
}

/// What gives way to what among the rows that apply, and the first remark about it in the data.
fn superseded_by<'a>(library: &'a Library, situation: &Situation<'a>) -> Option<String> {
    let mut named = situation.named(library);
    named.find_map(|offence| {
        let rows = rows_of(library, situation, offence).0;
        let of_rows = rows.into_iter().flat_map(|a| &a.row.remarks);
        let mut remarks = offence.remarks.iter().chain(of_rows);
        let found = remarks.find(|r| r.kind == RemarkKind::SupersededBy);
        found.map(|r| r.text.clone())
    })
}

/// The range, within the statute, of the tier with this label in an item that applies, where the
/// facts leave open whether its condition holds.
fn labelled<'a>(
    library: &'a Library,
    situation: &Situation<'a>,
    label: &str,
    statute: Option<FenRange>,
) -> Option<FenRange> {
    let items = applicable_items(library, situation);
    items.into_iter().find_map(|(benchmark, item, stage)| {
        let tiering = Tiering::of(benchmark, item, situation.facts);
        let mut open = tiering.open.iter().filter_map(|i| tiering.tier(*i));
        let tier = open.find(|t| t.label == label && tiering.unloaded.is_empty())?;
        let fine = tier.fine_for(situation.subject, stage)?;
        let range = fine.basis.range(&situation.inputs).ok()?;
        statute.map_or(Some(range), |s| s.intersect(range))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::lawful::TierRange;

    #[test]
    fn on_a_shared_bound_an_amount_is_placed_in_every_open_tier_that_holds_it() {
        let range = |min, max| FenRange::new(Fen::yuan(min), Fen::yuan(max)).unwrap();
        let tier = |label: &str, range| TierRange {
            label: label.to_owned(),
            ordinal: 1,
            range,
        };
        let (light, grave) = (range(10_000, 30_000), range(30_000, 50_000));
        let standing = Standing {
            tier: Some("A".to_owned()),
            tier_range: Some(light),
            lawful: Lawful {
                tiers: vec![tier("A", light), tier("B", grave)],
                ..Lawful::default()
            },
            ..Standing::default()
        };
        let cases = [
            (20_000, vec![light]),
            (30_000, vec![light, grave]),
            (35_000, vec![grave]),
            (60_000, vec![light]),
            (5_000, vec![light]),
        ];
        for (yuan, expected) in cases {
            let found: Vec<FenRange> = standing
                .rulers(Fen::yuan(yuan))
                .filter_map(|r| r.range)
                .collect();
            assert_eq!(found, expected, "{yuan}");
        }
    }
}
