//! The decisions that are compared, each with the key it has where it came from.
//!
//! A million of them are kept at once, so they lie in columns: texts that repeat are numbers into
//! tables, numbers of decisions stand one after the other in one text, each fact with its value is
//! a number.

mod table;

use std::cmp::Ordering;
use std::ops::Range;

use crate::compare::cases::table::{Lists, Numbered, Texts, length};
use crate::compare::decision::{Amounts, Decision, Flags, Outcome};
use crate::law::{FactValue, Fen, Id, PartialDate, Subject};

pub(crate) use crate::compare::cases::table::{Pair, PairValue, Words};

/// Stands for no text, no date.
pub(crate) const NONE: u32 = u32::MAX;
/// Stands for no fine.
const NO_FINE: i64 = i64::MIN;

/// Decisions to compare. They are referred to by their place, from 0, in the order they were put in.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    keys: Vec<i64>,
    case_nos: Texts,
    columns: Columns,
    fines: Vec<i64>,
    /// The amounts of those decisions that record any, by their places, ascending: few do.
    amounts: Vec<(u32, Amounts)>,
    /// Subject, outcome and flags, packed.
    marks: Vec<u8>,
    /// Where the facts of each decision end among `pairs`.
    facts_end: Vec<u32>,
    pairs: Vec<u32>,
    pub(crate) dates: Numbered<PartialDate>,
    pub(crate) authorities: Words,
    regions: Words,
    domains: Words,
    bases: Words,
    pub(crate) offences: Words,
    pub(crate) stages: Words,
    pub(crate) tiers: Words,
    pub(crate) circumstances: Words,
    pub(crate) sets: Lists,
    pub(crate) facts: Words,
    texts: Words,
    values: Numbered<Pair>,
}

/// One number a decision, into a table each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) decided: Vec<u32>,
    pub(crate) act: Vec<u32>,
    pub(crate) authority: Vec<u32>,
    pub(crate) region: Vec<u32>,
    pub(crate) domain: Vec<u32>,
    pub(crate) basis: Vec<u32>,
    pub(crate) offence: Vec<u32>,
    pub(crate) stage: Vec<u32>,
    pub(crate) tier: Vec<u32>,
    pub(crate) circumstances: Vec<u32>,
}

/// What a decision says, borrowed: what [`Cases`] keep of it, but for facts and circumstances.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) key: i64,
    pub(crate) case_no: &'a str,
    pub(crate) decided_on: PartialDate,
    pub(crate) act_on: Option<PartialDate>,
    pub(crate) authority: &'a str,
    pub(crate) region: Option<&'a str>,
    pub(crate) domain: Option<&'a str>,
    pub(crate) basis: Option<&'a str>,
    pub(crate) offence: Option<&'a str>,
    pub(crate) subject: Subject,
    pub(crate) stage: Option<&'a str>,
    pub(crate) tier: Option<&'a str>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) fine: Option<Fen>,
    pub(crate) amounts: Amounts,
    pub(crate) flags: Flags,
}

impl Cases {
    /// No decisions.
    pub fn new() -> Cases {
        Cases::default()
    }

    /// Adds a decision with its key in the store; keys ascend.
    pub fn push(&mut self, key: i64, decision: &Decision) {
        self.add(&Entry {
            key,
            case_no: &decision.case_no,
            decided_on: decision.decided_on,
            act_on: decision.act_on,
            authority: &decision.authority,
            region: decision.region.as_deref(),
            domain: decision.domain.as_ref().map(Id::as_str),
            basis: decision.basis.as_deref(),
            offence: decision.offence.as_ref().map(Id::as_str),
            subject: decision.subject,
            stage: decision.stage.as_ref().map(Id::as_str),
            tier: decision.tier.as_deref(),
            outcome: decision.outcome,
            fine: decision.fine,
            amounts: decision.amounts,
            flags: decision.flags,
        });
        self.add_circumstances(decision.circumstances.iter().map(Id::as_str));
        for (fact, value) in &decision.facts {
            self.add_fact(fact.as_str(), value);
        }
    }

    /// Begins a decision; its circumstances and then, in the order of their ids, its facts follow.
    pub(crate) fn add(&mut self, entry: &Entry) {
        if entry.amounts != Amounts::default() {
            self.amounts.push((length(self.keys.len()), entry.amounts));
        }
        self.keys.push(entry.key);
        self.case_nos.push(entry.case_no);
        self.fines.push(entry.fine.map_or(NO_FINE, |f| f.0));
        self.marks
            .push(packed(entry.subject, entry.outcome, entry.flags));
        let optional =
            |words: &mut Words, text: Option<&str>| text.map_or(NONE, |t| words.number(t));
        let to = &mut self.columns;
        to.decided.push(self.dates.number(entry.decided_on));
        to.act
            .push(entry.act_on.map_or(NONE, |d| self.dates.number(d)));
        to.authority.push(self.authorities.number(entry.authority));
        to.region.push(optional(&mut self.regions, entry.region));
        to.domain.push(optional(&mut self.domains, entry.domain));
        to.basis.push(optional(&mut self.bases, entry.basis));
        to.offence.push(optional(&mut self.offences, entry.offence));
        to.stage.push(optional(&mut self.stages, entry.stage));
        to.tier.push(optional(&mut self.tiers, entry.tier));
    }

    /// Adds the circumstances of the decision that was begun last, in the order recorded.
    pub(crate) fn add_circumstances<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let ids: Vec<u32> = ids.map(|id| self.circumstances.number(id)).collect();
        let set = self.sets.number(&ids);
        self.columns.circumstances.push(set);
        self.facts_end.push(length(self.pairs.len()));
    }

    /// Adds a fact of the decision that was begun last, after its circumstances.
    pub(crate) fn add_fact(&mut self, fact: &str, value: &FactValue) {
        let pair = Pair {
            fact: self.facts.number(fact),
            value: match value {
                FactValue::Number(n) => PairValue::number(*n),
                FactValue::Text(text) => PairValue::Text(self.texts.number(text)),
                FactValue::Flag(holds) => PairValue::Flag(*holds),
            },
        };
        self.pairs.push(self.values.number(pair));
        if let Some(end) = self.facts_end.last_mut() {
            *end = length(self.pairs.len());
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The key of a decision in the store.
    pub fn key(&self, index: usize) -> Option<i64> {
        self.keys.get(index).copied()
    }

    /// The place of the decision with a key.
    pub fn find(&self, key: i64) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }

    /// A decision, as far as comparison needs it: without party, narrative and other penalties.
    pub fn decision(&self, index: usize) -> Option<Decision> {
        let columns = &self.columns;
        let text = |words: &Words, column: &[u32]| -> Option<String> {
            Some(words.get(*column.get(index)?)?.to_owned())
        };
        Some(Decision {
            case_no: self.case_no(index)?.to_owned(),
            decided_on: self.dates.get(*columns.decided.get(index)?)?,
            act_on: columns.act.get(index).and_then(|d| self.dates.get(*d)),
            authority: text(&self.authorities, &columns.authority)?,
            region: text(&self.regions, &columns.region),
            domain: text(&self.domains, &columns.domain).map(|t| Id::from(t.as_str())),
            basis: text(&self.bases, &columns.basis),
            offence: text(&self.offences, &columns.offence).map(|t| Id::from(t.as_str())),
            subject: self.subject(index),
            stage: text(&self.stages, &columns.stage).map(|t| Id::from(t.as_str())),
            party_name: None,
            facts: self
                .pairs_of(index)
                .iter()
                .filter_map(|pair| {
                    let pair = self.values.get(*pair)?;
                    Some((Id::from(self.facts.get(pair.fact)?), self.value(pair)?))
                })
                .collect(),
            circumstances: self
                .circumstances_of(index)
                .iter()
                .filter_map(|id| self.circumstances.get(*id).map(Id::from))
                .collect(),
            tier: text(&self.tiers, &columns.tier),
            outcome: self.outcome(index),
            fine: self.fine(index),
            amounts: self.amounts(index),
            other_penalties: Vec::new(),
            narrative: None,
            flags: self.flags(index),
        })
    }

    /// The day of a decision, as precisely as known.
    pub fn decided_on(&self, index: usize) -> Option<PartialDate> {
        self.dates.get(*self.columns.decided.get(index)?)
    }

    /// The number of a decision.
    pub(crate) fn case_no(&self, index: usize) -> Option<&str> {
        self.case_nos.get(index)
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(crate) fn fine(&self, index: usize) -> Option<Fen> {
        let fine = self.fines.get(index).filter(|f| **f != NO_FINE);
        fine.map(|f| Fen(*f))
    }

    /// The amounts a fine may be measured by.
    pub(crate) fn amounts(&self, index: usize) -> Amounts {
        let found = self
            .amounts
            .binary_search_by_key(&length(index), |(at, _)| *at);
        found
            .ok()
            .and_then(|at| self.amounts.get(at))
            .map_or_else(Amounts::default, |(_, amounts)| *amounts)
    }

    pub(crate) fn subject(&self, index: usize) -> Subject {
        match self.mark(index) & 3 {
            0 => Subject::Unit,
            1 => Subject::ResponsiblePerson,
            _ => Subject::Individual,
        }
    }

    pub(crate) fn outcome(&self, index: usize) -> Option<Outcome> {
        match self.mark(index) >> 2 & 3 {
            0 => None,
            1 => Some(Outcome::Fined),
            2 => Some(Outcome::Warned),
            _ => Some(Outcome::NotPenalised),
        }
    }

    pub(crate) fn flags(&self, index: usize) -> Flags {
        let bit = |at: u8| self.mark(index) >> at & 1 == 1;
        Flags {
            merged: bit(4),
            earlier_numbering: bit(5),
            article_inferred: bit(6),
            teaching: bit(7),
        }
    }

    fn mark(&self, index: usize) -> u8 {
        self.marks.get(index).copied().unwrap_or_default()
    }

    /// The circumstances of a decision, by number, as recorded.
    pub(crate) fn circumstances_of(&self, index: usize) -> &[u32] {
        let set = self.columns.circumstances.get(index);
        set.map_or(&[], |set| self.sets.get(*set))
    }

    /// Where the facts of a decision stand among those of all.
    pub(crate) fn facts_at(&self, index: usize) -> Range<usize> {
        let end = |i: usize| self.facts_end.get(i).map_or(0, |e| *e as usize);
        index.checked_sub(1).map_or(0, end)..end(index)
    }

    /// The facts of a decision with their values, by number, in the order of the ids of the facts.
    pub(crate) fn pairs_of(&self, index: usize) -> &[u32] {
        self.pairs.get(self.facts_at(index)).unwrap_or_default()
    }

    /// How many facts are recorded in all.
    pub(crate) fn recorded(&self) -> usize {
        self.pairs.len()
    }

    /// A fact with its value.
    pub(crate) fn pair(&self, number: u32) -> Option<Pair> {
        self.values.get(number)
    }

    /// All distinct facts with values.
    pub(crate) fn all_pairs(&self) -> &[Pair] {
        self.values.all()
    }

    /// The value of a pair as others know it.
    pub(crate) fn value(&self, pair: Pair) -> Option<FactValue> {
        Some(match pair.value {
            PairValue::Number(n) => FactValue::Number(n),
            PairValue::Text(text) => FactValue::Text(self.texts.get(text)?.to_owned()),
            PairValue::Flag(holds) => FactValue::Flag(holds),
        })
    }

    /// The regions there are.
    pub(crate) fn regions(&self) -> &Words {
        &self.regions
    }

    /// The places of the dates in their order, by number.
    pub(crate) fn date_ranks(&self) -> Vec<u32> {
        ranks(self.dates.all(), PartialDate::cmp)
    }

    /// The places of the regions in their order, by number.
    pub(crate) fn region_ranks(&self) -> Vec<u32> {
        let texts: Vec<&str> = (0..).map_while(|n| self.regions.get(n)).collect();
        ranks(&texts, Ord::cmp)
    }

    /// The places of facts with their values in the order of fact and value, by number.
    pub(crate) fn pair_ranks(&self) -> Vec<u32> {
        let known = |pair: &Pair| Some((self.facts.get(pair.fact)?, self.value(*pair)?));
        let pairs: Vec<_> = self.values.all().iter().map(known).collect();
        ranks(&pairs, Ord::cmp)
    }

    /// Gives back memory that was set aside for more decisions.
    pub(crate) fn shrink(&mut self) {
        let columns = &mut self.columns;
        self.keys.shrink_to_fit();
        self.case_nos.shrink();
        self.fines.shrink_to_fit();
        self.amounts.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.facts_end.shrink_to_fit();
        self.pairs.shrink_to_fit();
        for column in [
            &mut columns.decided,
            &mut columns.act,
            &mut columns.authority,
            &mut columns.region,
            &mut columns.domain,
            &mut columns.basis,
            &mut columns.offence,
            &mut columns.stage,
            &mut columns.tier,
            &mut columns.circumstances,
        ] {
            column.shrink_to_fit();
        }
    }
}

/// The place of each thing in sorted order; all are distinct.
fn ranks<T>(things: &[T], order: impl Fn(&T, &T) -> Ordering) -> Vec<u32> {
    let mut sorted: Vec<(u32, &T)> = (0..).zip(things).collect();
    sorted.sort_unstable_by(|a, b| order(a.1, b.1));
    let mut ranks = vec![0; things.len()];
    for (rank, (number, _)) in (0..).zip(&sorted) {
        if let Some(slot) = ranks.get_mut(*number as usize) {
            *slot = rank;
        }
    }
    ranks
}

fn packed(subject: Subject, outcome: Option<Outcome>, flags: Flags) -> u8 {
    let subject = match subject {
        Subject::Unit => 0,
        Subject::ResponsiblePerson => 1,
        Subject::Individual => 2,
    };
    let outcome = match outcome {
        None => 0,
        Some(Outcome::Fined) => 1,
        Some(Outcome::Warned) => 2,
        Some(Outcome::NotPenalised) => 3,
    };
    let bits = [
        flags.merged,
        flags.earlier_numbering,
        flags.article_inferred,
        flags.teaching,
    ];
    let flags = bits
        .iter()
        .rev()
        .fold(0, |all, bit| all << 1 | u8::from(*bit));
    flags << 4 | outcome << 2 | subject
}

impl<'a> FromIterator<&'a Decision> for Cases {
    /// Takes the decisions in order, with their places as keys.
    fn from_iter<I: IntoIterator<Item = &'a Decision>>(decisions: I) -> Cases {
        let mut cases = Cases::new();
        for (key, decision) in (0..).zip(decisions) {
            cases.push(key, decision);
        }
        cases
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::CircumstanceId;

    fn decision(n: usize) -> Decision {
        let some = |k: usize| !n.is_multiple_of(k);
        let outcomes = [
            None,
            Some(Outcome::Fined),
            Some(Outcome::Warned),
            Some(Outcome::NotPenalised),
        ];
        let amount = i64::try_from(n).unwrap();
        let value = |k: usize| match k {
            0 => FactValue::Number(rust_decimal::Decimal::new(amount * 10, 2)),
            1 => FactValue::Flag(n.is_multiple_of(2)),
            _ => FactValue::Text(format!("t{n}")),
        };
        Decision {
            case_no: format!("第{n}号"),
            decided_on: ["2024", "2024-06", "2024-06-03"][n % 3].parse().unwrap(),
            act_on: some(2).then(|| "2024-01-31".parse().unwrap()),
            authority: format!("A{}", n % 4),
            region: some(3).then(|| "140000".to_owned()),
            domain: some(5).then(|| "coal".into()),
            basis: some(2).then(|| "x".to_owned()),
            offence: some(7).then(|| "aqscf-97-1-3".into()),
            subject: Subject::ALL[n % 3],
            stage: some(4).then(|| "overdue".into()),
            party_name: None,
            facts: (0..n % 4)
                .map(|k| (Id::from(format!("f{k}").as_str()), value(k)))
                .collect(),
            circumstances: (0..n % 3)
                .rev()
                .map(|k| CircumstanceId::from(format!("c{k}").as_str()))
                .collect(),
            tier: some(3).then(|| format!("T{}", n % 2)),
            outcome: outcomes[n % 4],
            fine: some(5).then(|| Fen::yuan(amount * 1_000)),
            amounts: Amounts {
                illegal_gain: some(2).then(|| Fen::yuan(amount)),
                goods_value: n.is_multiple_of(6).then_some(Fen::ZERO),
                annual_income: n.is_multiple_of(10).then(|| Fen::yuan(amount + 1)),
            },
            other_penalties: Vec::new(),
            narrative: None,
            flags: Flags {
                merged: n & 1 != 0,
                earlier_numbering: n & 2 != 0,
                article_inferred: n & 4 != 0,
                teaching: n & 8 != 0,
            },
        }
    }

    #[test]
    fn a_decision_comes_back_as_it_was_put_in() {
        let decisions: Vec<Decision> = (0..200).map(decision).collect();
        let cases: Cases = decisions.iter().collect();
        for (i, decision) in decisions.iter().enumerate() {
            assert_eq!(cases.decision(i).as_ref(), Some(decision));
        }
        assert_eq!((cases.len(), cases.decision(200)), (200, None));
    }
}
