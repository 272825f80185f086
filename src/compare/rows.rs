//! Decisions as compact rows in canonical order, grouped level by level.
//!
//! The order depends on what the rows say and not on how they were read in, so every sum over
//! them, and with it every finding, is the same for any order of the input.

use std::cmp::Ordering;

use crate::compare::decision::{Decision, Outcome};
use crate::compare::names::Names;
use crate::compare::options::Options;
use crate::compare::ranks::Pools;
use crate::compare::scale::{Ruler, Scale};
use crate::compare::standing::{Standing, Standings};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    if decision.offence.is_none() {
        Some(Exclusion::OutsideLibrary)
    } else if decision.flags.merged && !options.include_merged {
        Some(Exclusion::Merged)
    } else if decision.flags.earlier_numbering && !options.include_earlier_numbering {
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
    /// For each row its numeric facts as (fact, rank among the cases of the same offence and tier in -0.5..0.5).
    pub(crate) ranks: Vec<Vec<(u32, f64)>>,
    pools: Pools,
}

impl Rows {
    /// Builds the rows of the decisions that take part.
    pub(crate) fn of(library: &Library, decisions: &[Decision], options: &Options) -> Rows {
        let mut exclusions = Exclusions::default();
        let mut taken: Vec<(usize, &Decision, &OffenceId)> = Vec::with_capacity(decisions.len());
        for (i, decision) in decisions.iter().enumerate() {
            match (exclusion(decision, options), &decision.offence) {
                (None, Some(offence)) => taken.push((i, decision, offence)),
                (Some(Exclusion::Merged), _) => exclusions.merged += 1,
                (Some(Exclusion::EarlierNumbering), _) => exclusions.earlier_numbering += 1,
                (Some(Exclusion::OutsideLibrary) | None, _) => exclusions.outside_library += 1,
            }
        }
        let circumstances = Names::of(
            taken
                .iter()
                .flat_map(|(_, d, _)| d.circumstances.iter().map(Id::as_str)),
        );
        let mut standings = Standings::new(library);
        let found: Vec<u32> = taken.iter().map(|(_, d, o)| standings.find(d, o)).collect();
        let standings = standings.all;
        let names = Dictionaries {
            clauses: Names::of(taken.iter().map(|(_, _, o)| clause(o))),
            offences: Names::of(taken.iter().map(|(_, _, o)| o.as_str())),
            stages: Names::of(
                taken
                    .iter()
                    .filter_map(|(_, d, _)| d.stage.as_ref())
                    .map(Id::as_str),
            ),
            tiers: Names::of(standings.iter().filter_map(|s| s.tier.as_deref())),
            authorities: Names::of(taken.iter().map(|(_, d, _)| d.authority.as_str())),
            facts: Names::of(
                taken
                    .iter()
                    .flat_map(|(_, d, _)| d.facts.keys().map(Id::as_str)),
            ),
            circumstances,
        };
        let mut rows: Vec<Row> = taken
            .iter()
            .zip(&found)
            .map(|((i, d, _), s)| row(*i, d, *s, &standings[*s as usize], &names))
            .collect();
        rows.sort_unstable_by(|a, b| canonical(a, b, decisions));
        let pools = Pools::of(&rows, &names.facts, decisions);
        let facts_of = |r: &Row| pools.ranks(&r.key, &decisions[r.input as usize], &names.facts);
        let ranks = rows.iter().map(facts_of).collect();
        Rows {
            all: rows,
            standings,
            names,
            exclusions,
            ranks,
            pools,
        }
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
        key(
            decision,
            offence,
            standing,
            standing.ruler().scale,
            &self.names,
        )
    }

    /// The ruler of a row.
    pub(crate) fn ruler(&self, row: &Row) -> Ruler {
        self.standings[row.standing as usize].ruler()
    }
}

/// The clause an offence stands in, without `/n`.
fn clause(offence: &OffenceId) -> &str {
    offence.as_str().split('/').next().unwrap_or_default()
}

/// Circumstances as bits. Beyond 63 different ones the rest share the last bit.
pub(crate) fn signature(names: &Names, decision: &Decision) -> u64 {
    decision
        .circumstances
        .iter()
        .fold(0, |bits, c| bits | 1 << names.number(c.as_str()).min(63))
}

fn key(
    decision: &Decision,
    offence: &OffenceId,
    standing: &Standing,
    scale: Scale,
    names: &Dictionaries,
) -> Key {
    let optional =
        |names: &Names, text: Option<&str>| text.map_or(0, |t| names.number(t).saturating_add(1));
    Key {
        scale,
        clause: names.clauses.number(clause(offence)),
        subject: decision.subject as u8,
        stage: optional(&names.stages, decision.stage.as_ref().map(Id::as_str)),
        offence: names.offences.number(offence.as_str()),
        tier: optional(&names.tiers, standing.tier.as_deref()),
        signature: signature(&names.circumstances, decision),
    }
}

fn row(
    input: usize,
    decision: &Decision,
    standing_no: u32,
    standing: &Standing,
    names: &Dictionaries,
) -> Row {
    let ruler = standing.ruler();
    let offence = decision.offence.as_ref();
    let fine = decision
        .fine
        .filter(|f| *f > Fen::ZERO && decision.outcome.is_none_or(|o| o == Outcome::Fined));
    let not_fined = matches!(
        decision.outcome,
        Some(Outcome::NotPenalised | Outcome::Warned)
    ) || decision.fine == Some(Fen::ZERO);
    let fixed = standing.range().is_some_and(|r| r.min() == r.max());
    let usage = match fine {
        Some(fine) if standing.allows(fine) && fixed => Use::Fixed,
        Some(fine) if standing.allows(fine) => Use::Precedent,
        Some(_) => Use::Unlawful,
        None if not_fined => Use::NotFined,
        None => Use::Unknown,
    };
    let blank = Key {
        scale: ruler.scale,
        clause: 0,
        subject: 0,
        stage: 0,
        offence: 0,
        tier: 0,
        signature: 0,
    };
    Row {
        input: u32::try_from(input).unwrap_or(u32::MAX),
        key: offence.map_or(blank, |o| key(decision, o, standing, ruler.scale, names)),
        authority: names.authorities.number(&decision.authority),
        standing: standing_no,
        usage,
        fine: fine.unwrap_or(Fen::ZERO),
        place: fine.map_or(0.0, |f| standing.ruler_for(f).place(f)),
    }
}

fn canonical(a: &Row, b: &Row, decisions: &[Decision]) -> Ordering {
    let (x, y) = (&decisions[a.input as usize], &decisions[b.input as usize]);
    let small = (a.key, a.usage, a.fine, a.authority).cmp(&(b.key, b.usage, b.fine, b.authority));
    small
        .then_with(|| x.decided_on.cmp(&y.decided_on))
        .then_with(|| x.case_no.cmp(&y.case_no))
        .then_with(|| x.facts.cmp(&y.facts))
        .then_with(|| x.region.cmp(&y.region))
}
