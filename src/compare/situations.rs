//! Standings, each distinct legal situation worked out once.
//!
//! The facts are what makes nearly every decision distinct. They matter only by the conditions of
//! the items about the offence, so of each fact only the cell it lies in counts ([`Cells`]). Of circumstances
//! only what they do to the lawful range counts, of a region the documents that cover it, of a day
//! which of them are in force. Decisions that agree in all of this have the same standing.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::assess::cells::{Cell, Cells};
use crate::compare::cases::{Cases, NONE};
use crate::compare::standing::Standing;
use crate::law::{CircumstanceId, Effect, Library, OffenceId, PartialDate, Subject};

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
}

/// The standings of decisions about one offence. Situations are the ends of paths: a root, then the
/// cell of each fact that is looked at.
pub(crate) struct Memo<'a> {
    shared: &'a Situations<'a>,
    offence: OffenceId,
    cells: Cells,
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
        Situations {
            library,
            cases,
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

    fn root(&self, index: usize) -> Root {
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
        }
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
        let named = library.named(offence.as_str()).into_iter();
        let items = named.flat_map(|o| library.items_about(o).map(|(_, item)| item));
        Memo {
            shared,
            cells: Cells::of(items),
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
        let root = self.roots.entry(self.shared.root(index));
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
            Standing::of(self.shared.library, &decision, &self.offence)
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
    use crate::compare::decision::{Decision, Flags, Outcome};
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
