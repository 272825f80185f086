//! Where a decision stands in the law: its lawful range, the tier it belongs to, what excuses it.

use chrono::NaiveDate;

use crate::assess::consequence::{Situation, applied, rows_of};
use crate::assess::lawful::{Lawful, lawful};
use crate::assess::stack::applicable_items;
use crate::assess::tiering::Tiering;
use crate::assess::versions::settle;
use crate::compare::decision::Decision;
use crate::compare::grade::{Graded, Graver, graded};
use crate::compare::scale::Ruler;
use crate::law::fine::FineBasis;
use crate::law::offence::RemarkKind;
use crate::law::{Fen, FenRange, Library, OffenceId, PartialDate};

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
    /// Figures not recorded could make the accident a graver one, with higher amounts.
    pub graver_possible: bool,
    /// Why its amount cannot be set beside those of others.
    pub apart: Option<Apart>,
}

/// Why an amount cannot be set beside those of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// It is, or may be, a share of an income, and which share is not known.
    Income,
    /// The grade of the accident is not known.
    Grade,
}

impl Standing {
    /// Finds the standing of one decision; where the offence is a clause that goes by grades of accident,
    /// as one of the grade that the facts select.
    pub fn of(library: &Library, decision: &Decision, offence: &OffenceId) -> Standing {
        let standing = |offence: &OffenceId| Standing::as_cited(library, decision, offence);
        match graded(library, offence, &decision.facts) {
            Graded::Not => standing(offence),
            Graded::As(offence, graver) => Standing {
                graver_possible: graver == Graver::Possible,
                ..standing(&offence)
            },
            Graded::Unknown => Standing {
                apart: Some(Apart::Grade),
                ..standing(offence)
            },
        }
    }

    fn as_cited(library: &Library, decision: &Decision, offence: &OffenceId) -> Standing {
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

    /// Tells whether the statute allows the amount, or may allow it. Above the range of a rule that gives way
    /// to another one, or of a grade that may be a graver one, nothing is certain; nor is anything outside the
    /// range where another alternative is measured by an amount that is not known.
    pub fn statute_allows(&self, amount: Fen) -> bool {
        let above = self.lawful.statutory.is_some_and(|r| amount > r.max());
        let uncertain = self.superseded_by.is_some() || self.graver_possible;
        self.lawful.statute_allows(amount) || above && uncertain || self.lawful.open
    }

    /// Tells whether the amount lies in the statutory range that is known, circumstances considered.
    pub(crate) fn known_to_be_lawful(&self, amount: Fen) -> bool {
        let known = !self.lawful.open || !self.lawful.ranges.is_empty();
        let reduced = self.lawful.below_minimum_allowed;
        known && (self.lawful.not_loaded || self.lawful.statute_holds(amount, reduced))
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
        let apart = by_income(library, &situation).then_some(Apart::Income);
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
                graver_possible: false,
                apart,
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
            graver_possible: false,
            apart,
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
            ..self
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
        let graver = |r: FenRange| self.graver_possible && amount > r.max();
        // A tier is about one of the alternatives; which of them applies is not known then.
        self.lawful.open
            || self
                .benchmark_range()
                .is_none_or(|r| r.contains(amount) || reduced(r) || graver(r))
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
        grade_by_facts: false,
        circumstances: &decision.circumstances,
        inputs: decision.amounts.inputs(),
    };
    let day = settle(library, &situation, &[decision.subject], act, decided).day;
    Situation { day, ..situation }
}

/// Tells whether the fine is, or may be, a share of an income without its being known which share: the
/// income is not recorded, or other rows that may apply are no shares.
fn by_income<'a>(library: &'a Library, situation: &Situation<'a>) -> bool {
    let rows = applied(library, situation).into_iter().map(|a| a.row);
    let (mut shares, mut others) = (false, false);
    for fine in rows.filter_map(|row| row.fine.as_ref()) {
        match fine.basis {
            FineBasis::PercentOfAnnualIncome { .. } => shares = true,
            FineBasis::Fixed { .. }
            | FineBasis::MultipleOfIllegalGain { .. }
            | FineBasis::MultipleOfGoodsValue { .. }
            | FineBasis::MultipleOfBaseFine { .. }
            | FineBasis::Daily { .. }
            | FineBasis::DailyPermille { .. } => others = true,
        }
    }
    shares && (others || situation.inputs.annual_income.is_none())
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
