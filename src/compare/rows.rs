//! Decisions as compact rows in canonical order, grouped level by level.
//!
//! The order depends on what the rows say and not on how they were read in, so every sum over
//! them, and with it every finding, is the same for any order of the input.

use std::cmp::Ordering;

use rayon::prelude::{
    IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator,
};

use crate::compare::cases::{Cases, NONE};
use crate::compare::decision::{Decision, Flags, Outcome};
use crate::compare::names::Names;
use crate::compare::options::Options;
use crate::compare::parts::{Part, Taken};
use crate::compare::ranks::Pools;
use crate::compare::scale::{Ruler, Scale};
use crate::compare::situations::Situations;
use crate::compare::standing::Standing;
use crate::compare::words;
use crate::law::{Fen, Id, Library, OffenceId};

/// Levels of peer groups, widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Same clause (条款项, all offences it names).
    Clause,
    /// … and same subject.
    Subject,
    /// … and same stage.
    Stage,
    /// … and same offence and tier.
    Tier,
    /// … and same circumstances.
    Circumstances,
}

impl Level {
    /// All levels, widest first.
    pub const ALL: [Level; 5] = [
        Level::Clause,
        Level::Subject,
        Level::Stage,
        Level::Tier,
        Level::Circumstances,
    ];
    /// What such a group has in common, in words.
    pub fn label(self) -> &'static str {
        words::level(self)
    }

    /// The place in [`Level::ALL`].
    pub(crate) fn depth(self) -> usize {
        self as usize
    }
}

/// What a row is grouped by: scale, clause, subject, stage, offence, tier, circumstances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) scale: Scale,
    pub(crate) clause: u32,
    pub(crate) subject: u8,
    pub(crate) stage: u32,
    pub(crate) offence: u32,
    pub(crate) tier: u32,
    pub(crate) signature: u64,
}

impl Key {
    /// How many levels two rows have in common, from the widest; 0 on different scales.
    pub(crate) fn common(&self, other: &Key) -> usize {
        let same = [
            self.clause == other.clause,
            self.subject == other.subject,
            self.stage == other.stage,
            self.offence == other.offence && self.tier == other.tier,
            self.signature == other.signature,
        ];
        if self.scale == other.scale {
            same.into_iter().take_while(|s| *s).count()
        } else {
            0
        }
    }
}

/// What a row can be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// A fine within the law: a precedent.
    Precedent,
    /// A lawful fine where the law leaves no choice of amount: nothing to compare.
    Fixed,
    /// A fine outside the law: judged, but nobody's peer.
    Unlawful,
    /// A fine that may be lawful and cannot be set beside others: what it is measured by is not known.
    Apart,
    /// Not penalised or only warned: counted, without an amount.
    NotFined,
    /// The outcome or the amount is not known.
    Unknown,
}

/// One comparable decision.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Its place in the input.
    pub(crate) input: u32,
    pub(crate) key: Key,
    pub(crate) authority: u32,
    pub(crate) standing: u32,
    pub(crate) usage: Use,
    pub(crate) fine: Fen,
    /// Place of the fine on its scale; 0 without one.
    pub(crate) place: f64,
}

/// The dictionaries of a register.
#[derive(Debug, Default)]
pub(crate) struct Dictionaries {
    pub(crate) clauses: Names,
    pub(crate) offences: Names,
    pub(crate) stages: Names,
    pub(crate) tiers: Names,
    pub(crate) authorities: Names,
    pub(crate) circumstances: Names,
    pub(crate) facts: Names,
}

/// Why a decision takes no part, and how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exclusions {
    /// One amount covers several offences.
    pub merged: usize,
    /// Cited by an earlier text's numbers, whose amounts are not loaded.
    pub earlier_numbering: usize,
    /// The offence lies outside the library.
    pub outside_library: usize,
}

/// Why one decision takes no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exclusion {
    /// One amount covers several offences.
    Merged,
    /// Cited by an earlier text's numbers.
    EarlierNumbering,
    /// The offence lies outside the library.
    OutsideLibrary,
}

/// Tells why a decision takes no part under the options.
pub(crate) fn exclusion(decision: &Decision, options: &Options) -> Option<Exclusion> {
    excluded(decision.offence.is_some(), decision.flags, options)
}

/// Tells why a decision with these flags, about an offence of the library or not, takes no part.
pub(crate) fn excluded(known: bool, flags: Flags, options: &Options) -> Option<Exclusion> {
    if !known {
        Some(Exclusion::OutsideLibrary)
    } else if flags.merged && !options.include_merged {
        Some(Exclusion::Merged)
    } else if flags.earlier_numbering && !options.include_earlier_numbering {
        Some(Exclusion::EarlierNumbering)
    } else {
        None
    }
}

/// The rows of a register, in canonical order.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) all: Vec<Row>,
    pub(crate) standings: Vec<Standing>,
    pub(crate) names: Dictionaries,
    pub(crate) exclusions: Exclusions,
    /// Where the numeric facts of each row end among `facts`.
    facts_end: Vec<u32>,
    /// For each numeric fact of each row its place in the pools.
    facts: Vec<u32>,
    pools: Pools,
}

impl Rows {
    /// Builds the rows of the decisions that take part.
    pub(crate) fn of(library: &Library, cases: &Cases, options: &Options) -> Rows {
        let situations = Situations::new(library, cases);
        let taken = Taken::of(&situations, cases, options);
        let parts: Vec<Part> = taken
            .offences()
            .par_iter()
            .map(|(offence, inputs)| Part::of(&situations, cases, &taken, *offence, inputs))
            .collect();
        drop(situations);
        taken.join(cases, parts)
    }

    /// No rows yet, with the values of their facts.
    pub(crate) fn with(pools: Pools) -> Rows {
        Rows {
            pools,
            ..Rows::default()
        }
    }

    /// Sorts the rows of each group, and puts the facts of the rows in the same order.
    pub(crate) fn arranged(
        mut rows: Vec<Row>,
        groups: Vec<usize>,
        cases: &Cases,
        place_in_pools: &[u32],
        rest: Rows,
    ) -> Rows {
        let dates = cases.date_ranks();
        let pairs = cases.pair_ranks();
        let regions = cases.region_ranks();
        let order = |a: &Row, b: &Row| {
            let small = (a.usage, a.fine, a.authority).cmp(&(b.usage, b.fine, b.authority));
            small.then_with(|| same_amount(a, b, cases, &dates, &pairs, &regions))
        };
        let mut left = rows.as_mut_slice();
        let mut stretches: Vec<&mut [Row]> = Vec::with_capacity(groups.len());
        for size in groups {
            let (group, more) = left.split_at_mut(size);
            stretches.push(group);
            left = more;
        }
        stretches
            .par_iter_mut()
            .with_min_len(16)
            .for_each(|group| group.sort_unstable_by(order));
        let mut facts_end = Vec::with_capacity(rows.len());
        let mut facts = Vec::with_capacity(place_in_pools.len());
        for row in &rows {
            let own = place_in_pools.get(cases.facts_at(row.input as usize));
            facts.extend(own.unwrap_or_default().iter().filter(|f| **f != NONE));
            facts_end.push(u32::try_from(facts.len()).unwrap_or(NONE));
        }
        facts.shrink_to_fit();
        Rows {
            all: rows,
            facts_end,
            facts,
            ..rest
        }
    }

    /// The numeric facts of a row as (fact, rank among the cases of the same offence and tier in -0.5..0.5).
    pub(crate) fn ranks(&self, at: usize) -> impl Iterator<Item = (u32, f64)> + use<'_> {
        let end = |i: usize| self.facts_end.get(i).map_or(0, |e| *e as usize);
        let own = at.checked_sub(1).map_or(0, end)..end(at);
        let own = self.facts.get(own).unwrap_or_default();
        own.iter().map(|place| self.pools.rank(*place))
    }

    /// Ranks of a decision's facts among the cases of the same offence and tier.
    pub(crate) fn ranks_of(&self, key: &Key, decision: &Decision) -> Vec<(u32, f64)> {
        self.pools.ranks(key, decision, &self.names.facts)
    }

    /// The rows that share the first `depth + 1` levels with a key, as a stretch of [`Rows::all`].
    pub(crate) fn group(&self, key: &Key, level: Level) -> std::ops::Range<usize> {
        let common = level.depth() + 1;
        let start = self
            .all
            .partition_point(|r| r.key < *key && r.key.common(key) < common);
        let end = start + self.all[start..].partition_point(|r| r.key.common(key) >= common);
        start..end
    }

    /// The key of a decision that need not be among the rows.
    pub(crate) fn key_of(
        &self,
        decision: &Decision,
        offence: &OffenceId,
        standing: &Standing,
    ) -> Key {
        let names = &self.names;
        let optional = |names: &Names, text: Option<&str>| {
            text.map_or(0, |t| names.number(t).saturating_add(1))
        };
        let circumstances = decision.circumstances.iter();
        Key {
            scale: standing.ruler().scale,
            clause: names.clauses.number(clause(offence.as_str())),
            subject: decision.subject as u8,
            stage: optional(&names.stages, decision.stage.as_ref().map(Id::as_str)),
            offence: names.offences.number(offence.as_str()),
            tier: optional(&names.tiers, standing.tier.as_deref()),
            signature: signature(circumstances.map(|c| names.circumstances.number(c.as_str()))),
        }
    }

    /// The ruler of a row.
    pub(crate) fn ruler(&self, row: &Row) -> Ruler {
        self.standings[row.standing as usize].ruler()
    }
}

/// The clause an offence stands in, without `/n`.
pub(crate) fn clause(offence: &str) -> &str {
    offence.split('/').next().unwrap_or_default()
}

/// Circumstances as bits. Beyond 63 different ones the rest share the last bit.
pub(crate) fn signature(numbers: impl Iterator<Item = u32>) -> u64 {
    numbers.fold(0, |bits, n| bits | 1 << n.min(63))
}

/// What a standing and the amount make of a decision.
pub(crate) fn usage(
    standing: &Standing,
    outcome: Option<Outcome>,
    fine: Option<Fen>,
) -> (Use, Fen, f64) {
    let amount = fine.filter(|f| *f > Fen::ZERO && outcome.is_none_or(|o| o == Outcome::Fined));
    let not_fined =
        matches!(outcome, Some(Outcome::NotPenalised | Outcome::Warned)) || fine == Some(Fen::ZERO);
    let fixed = standing.range().is_some_and(|r| r.min() == r.max());
    let unmeasured = |fine| {
        let uncertain = standing.lawful.open || standing.graver_possible;
        standing.apart.is_some() || uncertain && !standing.known_to_be_lawful(fine)
    };
    let usage = match amount {
        Some(fine) if !standing.allows(fine) => Use::Unlawful,
        Some(fine) if unmeasured(fine) => Use::Apart,
        Some(_) if fixed && !standing.lawful.open => Use::Fixed,
        Some(_) => Use::Precedent,
        None if not_fined => Use::NotFined,
        None => Use::Unknown,
    };
    let place = amount.map_or(0.0, |f| standing.ruler_for(f).place(f));
    (usage, amount.unwrap_or(Fen::ZERO), place)
}

/// The order of rows of one group with the same amount and authority. What is not compared is the same.
fn same_amount(
    a: &Row,
    b: &Row,
    cases: &Cases,
    dates: &[u32],
    pairs: &[u32],
    regions: &[u32],
) -> Ordering {
    let (i, j) = (a.input as usize, b.input as usize);
    let columns = cases.columns();
    let rank = |ranks: &[u32], column: &[u32], i: usize| {
        // Nothing comes before everything.
        let number = column.get(i).copied().unwrap_or(NONE) as usize;
        ranks.get(number).copied()
    };
    let facts = |i: usize| {
        let own = cases.pairs_of(i).iter();
        own.map(|pair| pairs.get(*pair as usize))
    };
    rank(dates, &columns.decided, i)
        .cmp(&rank(dates, &columns.decided, j))
        .then_with(|| cases.case_no(i).cmp(&cases.case_no(j)))
        .then_with(|| facts(i).cmp(facts(j)))
        .then_with(|| rank(regions, &columns.region, i).cmp(&rank(regions, &columns.region, j)))
        .then_with(|| a.place.total_cmp(&b.place))
        .then_with(|| rank(dates, &columns.act, i).cmp(&rank(dates, &columns.act, j)))
}
