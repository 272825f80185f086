//! Standings, each distinct legal situation worked out once.
//!
//! The facts are what makes nearly every decision distinct. They matter only by the conditions of
//! the items about the offence, so of each fact only the cell it lies in counts ([`Cells`]). Of circumstances
//! only what they do to the lawful range counts, of a region the documents that cover it, of a day
//! which of them are in force, of the amounts of the case what the fines are measured by. Decisions that agree in all of this have the same standing.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::assess::cells::{Cell, Cells};
use crate::assess::consequence::sources;
use crate::compare::cases::{Cases, NONE};
use crate::compare::decision::Amounts;
use crate::compare::grade::{Graded, Graver, goes_by_grade, graded};
use crate::compare::measured::Measured;
use crate::compare::standing::Standing;
use crate::law::{CircumstanceId, Effect, Library, Offence, OffenceId, PartialDate, Subject};

/// What of dates, regions and circumstances makes a difference, by their numbers.
pub(crate) struct Situations<'a> {
    library: &'a Library,
    cases: &'a Cases,
    /// Periods of the first and the last day.
    periods: Vec<(u32, u32)>,
    /// Regions that the same documents cover have the same number; that of no region is the last.
    regions: Vec<u32>,
    /// What each set of circumstances does to each subject, as bits.
    effects: Vec<[u8; 3]>,
    /// Which of the offences cited are clauses that go by grades of accident.
    by_grade: Vec<bool>,
}

/// A situation but for its facts.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Root {
    subject: Subject,
    stage: u32,
    domain: u32,
    region: u32,
    tier: u32,
    decided: (u32, u32),
    act: Option<(u32, u32)>,
    effects: u8,
    amounts: Amounts,
    graver: Option<Graver>,
}

/// The standings of decisions about one offence. Situations are the ends of paths: a root, then the
/// cell of each fact that is looked at.
pub(crate) struct Memo<'a> {
    shared: &'a Situations<'a>,
    offence: OffenceId,
    cells: Cells,
    measured: Measured,
    /// The fact and cell of a value; `None` where nothing looks at it.
    cell_of: FxHashMap<u32, Option<(u32, Cell)>>,
    roots: FxHashMap<Root, u32>,
    steps: FxHashMap<(u32, u32, Cell), u32>,
    /// The standing at each end of a path.
    ends: Vec<u32>,
    numbers: FxHashMap<Standing, u32>,
}

impl<'a> Situations<'a> {
    /// Prepares for the decisions.
    pub(crate) fn new(library: &'a Library, cases: &'a Cases) -> Situations<'a> {
        let turns = turns(library);
        let period = |day: NaiveDate| {
            u32::try_from(turns.partition_point(|t| *t <= day)).unwrap_or(u32::MAX)
        };
        let dates = cases.dates.all().iter();
        let mut covered: FxHashMap<Vec<bool>, u32> = FxHashMap::default();
        let region = |region: Option<&str>| {
            let by: Vec<bool> = library
                .benchmarks()
                .iter()
                .map(|b| b.covers(region))
                .collect();
            let next = u32::try_from(covered.len()).unwrap_or(u32::MAX);
            *covered.entry(by).or_insert(next)
        };
        let known = 0..u32::try_from(cases.regions().len()).unwrap_or(u32::MAX);
        let known = known.map(|n| cases.regions().get(n)).chain([None]);
        let circumstances: Vec<Option<_>> = (0..)
            .map_while(|n| cases.circumstances.get(n))
            .map(|id| library.circumstance(&CircumstanceId::from(id)))
            .collect();
        let effects = |set: &[u32], subject: Subject| {
            let all = set.iter().filter_map(|n| *circumstances.get(*n as usize)?);
            all.filter(|c| c.applies_to(subject))
                .fold(0, |bits, c| bits | effect(c.effect))
        };
        let cited = (0..).map_while(|n| cases.offences.get(n));
        Situations {
            library,
            cases,
            by_grade: cited.map(|id| goes_by_grade(library, id)).collect(),
            periods: dates
                .map(|d| (period(d.earliest()), period(d.latest())))
                .collect(),
            regions: known.map(region).collect(),
            effects: cases
                .sets
                .all()
                .iter()
                .map(|set| Subject::ALL.map(|s| effects(set, s)))
                .collect(),
        }
    }

    fn root(&self, index: usize, measured: &Measured) -> Root {
        let columns = self.cases.columns();
        let at = |column: &[u32]| column.get(index).copied().unwrap_or(NONE);
        let periods = |date: u32| self.periods.get(date as usize).copied();
        let region = (at(&columns.region) as usize).min(self.regions.len().saturating_sub(1));
        let subject = self.cases.subject(index);
        let effects = self.effects.get(at(&columns.circumstances) as usize);
        Root {
            subject,
            stage: at(&columns.stage),
            domain: at(&columns.domain),
            region: self.regions.get(region).copied().unwrap_or(NONE),
            tier: at(&columns.tier),
            decided: periods(at(&columns.decided)).unwrap_or_default(),
            act: periods(at(&columns.act)),
            effects: effects.map_or(0, |by| by[subject as usize]),
            amounts: measured.cut(self.cases.amounts(index)),
            graver: self.graver(index),
        }
    }
}

impl Situations<'_> {
    /// The offence a decision is compared as, where its citation leaves the grade of an accident to the facts.
    pub(crate) fn of_grade(&self, index: usize) -> Option<OffenceId> {
        match self.graded(index)? {
            Graded::As(offence, _) => Some(offence),
            Graded::Not | Graded::Unknown => None,
        }
    }

    fn graver(&self, index: usize) -> Option<Graver> {
        match self.graded(index)? {
            Graded::As(_, graver) => Some(graver),
            Graded::Not | Graded::Unknown => None,
        }
    }

    fn graded(&self, index: usize) -> Option<Graded> {
        let cited = *self.cases.columns().offence.get(index)?;
        if !self.by_grade.get(cited as usize).copied()? {
            return None;
        }
        let decision = self.cases.decision(index)?;
        let offence = decision.offence.as_ref()?;
        Some(graded(self.library, offence, &decision.facts))
    }
}

/// Days on which some benchmark or instrument begins or ceases to apply, or one provision goes before another.
fn turns(library: &Library) -> Vec<NaiveDate> {
    let benchmarks = library.benchmarks().iter();
    let of_items = benchmarks.clone().flat_map(|b| b.items.iter());
    let begin = benchmarks.clone().map(|b| b.from);
    let own = of_items.clone().filter_map(|i| i.from);
    let end = benchmarks.filter_map(|b| b.until);
    let mut turns: Vec<NaiveDate> = begin.chain(own).map(PartialDate::earliest).collect();
    let ends = end.chain(of_items.filter_map(|i| i.until));
    turns.extend(ends.map(PartialDate::latest));
    let parts = library.parts();
    turns.extend(parts.instruments.iter().flat_map(|i| {
        let replaced = i.replaced_by.as_ref().map(|r| r.from);
        let all = [Some(i.in_force), i.repealed, replaced]
            .into_iter()
            .flatten();
        all.map(PartialDate::earliest)
    }));
    let precedences = parts.relations.precedences.iter();
    turns.extend(
        precedences
            .filter_map(|p| p.from)
            .map(PartialDate::earliest),
    );
    turns.sort_unstable();
    turns.dedup();
    turns
}

/// What a circumstance does to the lawful range (`assess::lawful`), as a bit.
fn effect(effect: Effect) -> u8 {
    match effect {
        Effect::MustNotPenalise => 1,
        Effect::MayNotPenalise => 2,
        Effect::MustLighten | Effect::MayLighten => 4,
        Effect::Aggravate => 0,
    }
}

impl<'a> Memo<'a> {
    /// Nothing worked out yet for an offence.
    pub(crate) fn new(shared: &'a Situations<'a>, offence: OffenceId) -> Memo<'a> {
        let library = shared.library;
        let named = library.named(offence.as_str());
        let named: Vec<&Offence> = named.iter().flat_map(|o| sources(library, o)).collect();
        let items = named.iter().copied();
        let items = items.flat_map(|o| library.items_about(o).map(|(_, item)| item));
        Memo {
            shared,
            cells: Cells::of(items),
            measured: Measured::of(library, &named),
            offence,
            cell_of: FxHashMap::default(),
            roots: FxHashMap::default(),
            steps: FxHashMap::default(),
            ends: Vec::new(),
            numbers: FxHashMap::default(),
        }
    }

    /// The number of the standing of a decision about the offence.
    pub(crate) fn find(&mut self, index: usize) -> u32 {
        let cases = self.shared.cases;
        let (cells, ends) = (&self.cells, &mut self.ends);
        let mut new = || {
            ends.push(NONE);
            u32::try_from(ends.len() - 1).unwrap_or(NONE)
        };
        let root = self.roots.entry(self.shared.root(index, &self.measured));
        let mut at = *root.or_insert_with(&mut new);
        for pair in cases.pairs_of(index) {
            let found = self.cell_of.entry(*pair).or_insert_with(|| {
                let pair = cases.pair(*pair)?;
                let cell = cells.cell(cases.facts.get(pair.fact)?, &cases.value(pair)?)?;
                Some((pair.fact, cell))
            });
            if let Some((fact, cell)) = *found {
                at = *self.steps.entry((at, fact, cell)).or_insert_with(&mut new);
            }
        }
        let known = ends.get(at as usize).copied().unwrap_or(NONE);
        if known != NONE {
            return known;
        }
        let decision = cases.decision(index);
        let standing = decision.map_or_else(Standing::default, |decision| {
            // As it cites, which may be the clause of which this is the offence of the grade.
            let cited = decision.offence.as_ref().unwrap_or(&self.offence);
            Standing::of(self.shared.library, &decision, cited)
        });
        let next = u32::try_from(self.numbers.len()).unwrap_or(NONE);
        let number = *self.numbers.entry(standing).or_insert(next);
        if let Some(end) = ends.get_mut(at as usize) {
            *end = number;
        }
        number
    }

    /// The distinct standings, by number.
    pub(crate) fn standings(self) -> Vec<Standing> {
        let mut all: Vec<(u32, Standing)> = self.numbers.into_iter().map(|(s, n)| (n, s)).collect();
        all.sort_unstable_by_key(|(n, _)| *n);
        all.into_iter().map(|(_, standing)| standing).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::decision::{Amounts, Decision, Flags, Outcome};
    use crate::law::{FactValue, Facts, Fen};
    use crate::packs::load_shipped;

    /// Decisions about an offence with every value on and beside a bound, alone and with another.
    fn decisions(library: &Library, offence: &crate::law::Offence) -> Vec<Decision> {
        let cells = Cells::of(library.items_about(offence).map(|(_, item)| item));
        let samples = cells.samples();
        let several = samples.len().min(40);
        let mut all: Vec<Facts> = vec![Facts::new()];
        all.extend(samples.iter().map(|s| Facts::from([s.clone()])));
        for (i, a) in samples.iter().take(several).enumerate() {
            let b = &samples[(i * 7 + 3) % samples.len()];
            all.push(Facts::from([a.clone(), b.clone()]));
        }
        let unknown = ("x_unasked".into(), FactValue::from(3));
        let stages: Vec<_> = offence.rows.iter().map(|r| r.stage.clone()).collect();
        let days = ["2020-05", "2023-12-31", "2024-11-01", "2024", "2026-05-02"];
        let regions = [None, Some("140000"), Some("141121")];
        let sets: [&[&str]; 4] = [
            &[],
            &["art32_coerced"],
            &["art33_first_minor_corrected", "agg_caused_harm"],
            &["art30_minor_14_18", "art32_coerced"],
        ];
        let yuan = |gain: Option<i64>, goods: Option<i64>, income: Option<i64>| Amounts {
            illegal_gain: gain.map(Fen::yuan),
            goods_value: goods.map(Fen::yuan),
            annual_income: income.map(Fen::yuan),
        };
        let amounts = [
            yuan(None, None, None),
            yuan(Some(0), None, Some(120_000)),
            yuan(Some(1), Some(0), None),
            yuan(Some(99_999), Some(99_999), Some(80_000)),
            yuan(Some(100_000), Some(100_000), None),
            yuan(Some(300_000), None, Some(0)),
            yuan(None, Some(450_000), Some(120_000)),
        ];
        let make = |(n, set, mut facts): (usize, usize, Facts)| {
            if n % 3 == 0 {
                facts.extend([unknown.clone()]);
            }
            Decision {
                case_no: n.to_string(),
                decided_on: days[n % 5].parse().unwrap(),
                act_on: (n % 4 > 0).then(|| days[n / 5 % 5].parse().unwrap()),
                authority: String::new(),
                region: regions[n % 3].map(str::to_owned),
                domain: (n % 5 > 0).then(|| ["coal", "hazchem", "noncoal"][n / 3 % 3].into()),
                basis: None,
                offence: Some(offence.id.clone()),
                subject: Subject::ALL[n / 2 % 3],
                stage: (n % 7 > 0)
                    .then(|| stages.get(n % stages.len().max(1)).cloned())
                    .flatten(),
                party_name: None,
                facts,
                circumstances: sets[set].iter().map(|c| CircumstanceId::from(*c)).collect(),
                tier: (n % 2 > 0).then(|| "一般".to_owned()),
                outcome: Some(Outcome::Fined),
                fine: Some(Fen::yuan(10_000)),
                amounts: amounts[(n + set) % amounts.len()],
                other_penalties: Vec::new(),
                narrative: None,
                flags: Flags::default(),
            }
        };
        // In each round everything but facts and circumstances stays: neighbours must be told apart.
        let rounds = if samples.is_empty() { 6 } else { 35 };
        let of_round = |n| (0..sets.len()).map(move |set| (n, set));
        let each = (0..rounds).flat_map(of_round);
        let each = each.flat_map(|(n, set)| all.iter().map(move |facts| (n, set, facts.clone())));
        each.map(make).collect()
    }

    #[test]
    fn decisions_on_a_clause_that_goes_by_grades_are_remembered_by_grade() {
        let library = load_shipped().library;
        let offence = library.offence("aqscf-114-1-2").unwrap();
        let facts = |deaths: i64, injuries: Option<i64>| -> Facts {
            let injured = injuries.map(|n| ("serious_injuries".into(), FactValue::from(n)));
            let loss = injuries.map(|_| ("loss_wan".into(), FactValue::from(10)));
            let dead = [("deaths".into(), FactValue::from(deaths))];
            dead.into_iter().chain(injured).chain(loss).collect()
        };
        let first = decisions(&library, offence).remove(0);
        let all: Vec<Decision> = [(4, None), (4, Some(1)), (2, Some(12)), (5, None)]
            .into_iter()
            .flat_map(|(deaths, injuries)| {
                ["aqscf-114-1-0", "aqscf-114-1-2"].map(|cited| Decision {
                    offence: Some(cited.into()),
                    subject: Subject::Unit,
                    stage: Some("caused_accident".into()),
                    facts: facts(deaths, injuries),
                    ..first.clone()
                })
            })
            .collect();
        let cases: Cases = all.iter().collect();
        let situations = Situations::new(&library, &cases);
        let mut memo = Memo::new(&situations, offence.id.clone());
        let found: Vec<u32> = (0..cases.len()).map(|i| memo.find(i)).collect();
        let standings = memo.standings();
        for (index, (decision, number)) in all.iter().zip(found).enumerate() {
            let cited = decision.offence.as_ref().unwrap();
            let own = Standing::of(&library, decision, cited);
            assert_eq!(standings[number as usize], own, "{decision:?}");
            let graded = (*cited != offence.id).then(|| offence.id.clone());
            assert_eq!(situations.of_grade(index), graded);
        }
    }

    #[test]
    fn a_standing_remembered_is_the_standing_worked_out() {
        let library = load_shipped().library;
        for offence in library.offences() {
            let decisions = decisions(&library, offence);
            let cases: Cases = decisions.iter().collect();
            let situations = Situations::new(&library, &cases);
            let mut memo = Memo::new(&situations, offence.id.clone());
            let found: Vec<u32> = (0..cases.len()).map(|i| memo.find(i)).collect();
            let standings = memo.standings();
            for (decision, number) in decisions.iter().zip(found) {
                let own = Standing::of(&library, decision, &offence.id);
                assert_eq!(standings[number as usize], own, "{decision:?}");
            }
        }
    }
}
