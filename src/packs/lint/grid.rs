//! Alternatives of several tiers over the same facts, walked cell by cell: what nobody covers, what two
//! cover, who governs. Exact, because all values of a cell pass the same tests.

mod boxes;

use std::collections::{BTreeMap, BTreeSet};

use crate::law::FactId;
use crate::law::condition::{Atom, End, Test};
use crate::law::fact::{FactKind, FactSpec, FactValue};
use crate::packs::lint::line::{self, Cell};

/// More cells than this are not walked; a table for people has far fewer.
const CELLS: usize = 400_000;
/// One bit for each alternative.
const ALTERNATIVES: usize = 128;

/// An alternative and whose it is.
#[derive(Clone, Debug)]
pub struct Alternative<'a> {
    /// Index of the tier, lightest first; `None` for a row known to be missing, which covers but never governs.
    pub tier: Option<usize>,
    /// What must hold together.
    pub atoms: &'a [Atom],
}

/// A box: for each fact the first and the last cell, both included.
pub type Stretch = Vec<(usize, usize)>;

/// Alternatives over connected facts, and the cells of those facts.
#[derive(Debug)]
pub struct Grid<'a> {
    /// The facts.
    pub facts: Vec<FactId>,
    /// The cells of each fact.
    pub cells: Vec<Vec<Cell>>,
    /// The alternatives.
    pub alternatives: Vec<Alternative<'a>>,
    /// For each fact and cell the alternatives it does not rule out.
    admits: Vec<Vec<u128>>,
    /// For each fact and cell the alternatives that the value meets only by its being included.
    begins: Vec<Vec<u128>>,
    ends: Vec<Vec<u128>>,
}

/// Two tiers that are met together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The lighter tier.
    pub lighter: usize,
    /// The heavier tier.
    pub heavier: usize,
    /// Only on a number that both include.
    pub is_shared_bound: bool,
    /// Where.
    pub at: Vec<Stretch>,
}

/// What walking a grid found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Where no tier applies.
    pub gaps: Vec<Stretch>,
    /// Where two do.
    pub overlaps: Vec<Overlap>,
    /// Tiers that govern somewhere.
    pub governing: BTreeSet<usize>,
}

impl<'a> Grid<'a> {
    /// Lays out a grid; `None` when it would be too large to walk.
    pub fn new<'f>(
        alternatives: Vec<Alternative<'a>>,
        spec_of: impl Fn(&FactId) -> Option<&'f FactSpec>,
    ) -> Option<Grid<'a>> {
        if alternatives.len() > ALTERNATIVES {
            return None;
        }
        let facts: BTreeSet<&FactId> = alternatives
            .iter()
            .flat_map(|a| a.atoms.iter().map(|x| &x.fact))
            .collect();
        let is_text =
            |a: &Atom| spec_of(&a.fact).is_some_and(|s: &FactSpec| s.kind == FactKind::Text);
        // Where several tiers ask for numbers only, every behaviour has to find its tier; otherwise only
        // one that several tiers tell apart by numbers. What one tier names is a reason, not a scale.
        let numeric: BTreeSet<Option<usize>> = alternatives
            .iter()
            .filter(|a| !a.atoms.iter().any(is_text))
            .map(|a| a.tier)
            .collect();
        let (mut cells, mut admits) = (Vec::new(), Vec::new());
        let (mut begins, mut ends) = (Vec::new(), Vec::new());
        let mut size = 1_usize;
        for fact in &facts {
            let on_fact = |a: &'_ Alternative<'a>| -> Vec<&'a Test> {
                let own = a.atoms.iter().filter(|x| x.fact == **fact);
                own.map(|x| &x.test).collect()
            };
            let tests: Vec<Vec<&Test>> = alternatives.iter().map(on_fact).collect();
            let mut line = line::cells(spec_of(fact), &tests.concat());
            let named_by = |text: &FactValue| -> usize {
                let named = alternatives.iter().zip(&tests);
                let named = named.filter(|(_, t)| t.iter().any(|t| t.admits(text)));
                named.map(|(a, _)| a.tier).collect::<BTreeSet<_>>().len()
            };
            for cell in &mut line {
                if let FactValue::Text(_) | FactValue::Flag(_) = cell.sample {
                    cell.counts = numeric.len() > 1 || named_by(&cell.sample) > 1;
                }
            }
            size = size.checked_mul(line.len()).filter(|n| *n <= CELLS)?;
            let mask = |passes: &dyn Fn(&[&Test]) -> bool| {
                tests
                    .iter()
                    .enumerate()
                    .filter(|(_, t)| passes(t))
                    .fold(0_u128, |mask, (i, _)| mask | 1 << i)
            };
            let admitted = |c: &Cell| mask(&|tests| tests.iter().all(|t| t.admits(&c.sample)));
            let at_end = |c: &Cell, end: End| {
                let is_there = |t: &&Test| t.end_at(&c.sample) == Some(end);
                mask(&|tests| c.is_point() && tests.iter().any(is_there))
            };
            admits.push(line.iter().map(admitted).collect::<Vec<_>>());
            let all = |end| line.iter().map(|c| at_end(c, end)).collect::<Vec<_>>();
            begins.push(all(End::Low));
            ends.push(all(End::High));
            cells.push(line);
        }
        Some(Grid {
            facts: facts.into_iter().cloned().collect(),
            cells,
            alternatives,
            admits,
            begins,
            ends,
        })
    }

    /// Alternatives that no value of some fact can meet.
    pub fn contradictions(&self) -> Vec<usize> {
        let dead = |i: &usize| {
            let alone = |cells: &Vec<u128>| !cells.iter().any(|mask| mask >> *i & 1 == 1);
            self.admits.iter().any(alone)
        };
        (0..self.alternatives.len()).filter(dead).collect()
    }

    /// Walks all cells.
    pub fn walk(&self) -> Walk {
        let size = self.cells.iter().map(Vec::len).product();
        let mut gaps = vec![false; size];
        let mut overlaps: BTreeMap<(usize, usize, bool), Vec<bool>> = BTreeMap::new();
        let mut governing = BTreeSet::new();
        let owners = self.owners();
        let related = self.related();
        let mut at = vec![0_usize; self.facts.len()];
        for (n, gap) in gaps.iter_mut().enumerate() {
            let met = self.met(&at);
            if met == 0 {
                *gap = self.cell_counts(&at);
            } else {
                let tiers: Vec<(usize, u128)> = owners
                    .iter()
                    .map(|(t, mask)| (*t, mask & met))
                    .filter(|(_, mask)| *mask != 0)
                    .collect();
                for (k, heavier) in tiers.iter().enumerate() {
                    for lighter in tiers.iter().take(k) {
                        // By one fact a lighter tier, by another a heavier: 或者, no overlap.
                        let (one, other) = meeting(lighter.1, heavier.1, &related);
                        if other == 0 {
                            continue;
                        }
                        let shared = !self.holds_firmly(&at, other, one);
                        let key = (lighter.0, heavier.0, shared);
                        if let Some(cell) = overlaps
                            .entry(key)
                            .or_insert_with(|| vec![false; size])
                            .get_mut(n)
                        {
                            *cell = true;
                        }
                    }
                }
                governing.extend(self.governing(&at, &tiers));
            }
            self.step(&mut at);
        }
        let overlaps = overlaps
            .into_iter()
            .map(|((lighter, heavier, is_shared_bound), cells)| Overlap {
                lighter,
                heavier,
                is_shared_bound,
                at: self.stretches(cells),
            })
            .collect();
        Walk {
            gaps: self.stretches(gaps),
            overlaps,
            governing,
        }
    }

    /// Values of one fact that no alternative asking for it admits, whatever the others are, where several
    /// tiers ask for that fact alone: another fact happens to cover them, but the scale itself has a hole.
    /// What the walk found already is left out.
    pub fn holes(&self, gaps: &[Stretch]) -> Vec<Stretch> {
        let mut out = Vec::new();
        for (f, fact) in self.facts.iter().enumerate() {
            let asks = |a: &Alternative| a.atoms.iter().any(|x| x.fact == *fact);
            let alone = |a: &&Alternative| a.atoms.iter().all(|x| x.fact == *fact);
            let tiers: BTreeSet<_> = self
                .alternatives
                .iter()
                .filter(alone)
                .map(|a| a.tier)
                .collect();
            let (Some(line), Some(admits)) = (self.cells.get(f), self.admits.get(f)) else {
                continue;
            };
            if tiers.len() < 2 || self.facts.len() < 2 {
                continue;
            }
            let asking = self
                .alternatives
                .iter()
                .enumerate()
                .filter(|(_, a)| asks(a));
            let asking = asking.fold(0_u128, |mask, (i, _)| mask | 1 << i);
            let told = |i: usize| {
                let mut on_fact = gaps.iter().filter_map(|g| g.get(f));
                on_fact.any(|(a, b)| (*a..=*b).contains(&i))
            };
            let holes: Vec<usize> = line
                .iter()
                .zip(admits)
                .enumerate()
                .filter(|(i, (cell, mask))| cell.counts && *mask & asking == 0 && !told(*i))
                .map(|(i, _)| i)
                .collect();
            for hole in holes {
                let whole = self.cells.iter().map(|l| (0, l.len().saturating_sub(1)));
                let mut stretch: Stretch = whole.collect();
                if let Some(range) = stretch.get_mut(f) {
                    *range = (hole, hole);
                }
                out.push(stretch);
            }
        }
        out
    }

    /// For each alternative those that ask for a fact it asks for too.
    fn related(&self) -> Vec<u128> {
        let facts = |a: &Alternative| -> BTreeSet<FactId> {
            a.atoms.iter().map(|x| x.fact.clone()).collect()
        };
        let all: Vec<BTreeSet<FactId>> = self.alternatives.iter().map(facts).collect();
        let mask = |own: &BTreeSet<FactId>| {
            let others = all.iter().enumerate();
            others
                .filter(|(_, f)| !f.is_disjoint(own))
                .fold(0_u128, |mask, (i, _)| mask | 1 << i)
        };
        all.iter().map(mask).collect()
    }

    /// Tiers and the bits of their alternatives, lightest first.
    fn owners(&self) -> Vec<(usize, u128)> {
        let mut owners: BTreeMap<usize, u128> = BTreeMap::new();
        for (i, alternative) in self.alternatives.iter().enumerate() {
            if let Some(tier) = alternative.tier {
                *owners.entry(tier).or_default() |= 1 << i;
            }
        }
        owners.into_iter().collect()
    }

    /// The alternatives met in a cell.
    fn met(&self, at: &[usize]) -> u128 {
        let everything = match self.alternatives.len() {
            ALTERNATIVES => u128::MAX,
            n => (1_u128 << n) - 1,
        };
        let masks = self.admits.iter().zip(at);
        masks.fold(everything, |met, (cells, i)| {
            met & cells.get(*i).copied().unwrap_or_default()
        })
    }

    fn cell_counts(&self, at: &[usize]) -> bool {
        let mut cells = self.cells.iter().zip(at);
        cells.all(|(line, i)| line.get(*i).is_some_and(|c| c.counts))
    }

    /// Tells whether the heavier alternatives hold otherwise than on a bound that the lighter share
    /// (the rule of `assess::tiering`).
    fn holds_firmly(&self, at: &[usize], heavier: u128, lighter: u128) -> bool {
        let mut blocked = 0_u128;
        for ((begins, ends), i) in self.begins.iter().zip(&self.ends).zip(at) {
            let begins = begins.get(*i).copied().unwrap_or_default();
            let ends = ends.get(*i).copied().unwrap_or_default();
            if ends & lighter != 0 {
                blocked |= begins;
            }
            if begins & lighter != 0 {
                blocked |= ends;
            }
        }
        heavier & !blocked != 0
    }

    fn governing(&self, at: &[usize], met: &[(usize, u128)]) -> Option<usize> {
        let (lightest, heavier) = met.split_first()?;
        for (k, (tier, mask)) in heavier.iter().enumerate().rev() {
            let below = met
                .iter()
                .take(k + 1)
                .fold(0, |all, (_, lighter)| all | lighter);
            if self.holds_firmly(at, *mask, below) {
                return Some(*tier);
            }
        }
        Some(lightest.0)
    }

    /// The next cell; the last fact runs fastest.
    fn step(&self, at: &mut [usize]) {
        for (i, line) in at.iter_mut().zip(&self.cells).rev() {
            *i += 1;
            if *i < line.len() {
                return;
            }
            *i = 0;
        }
    }
}

/// The alternatives of two tiers that have a fact in common with one of the other.
fn meeting(lighter: u128, heavier: u128, related: &[u128]) -> (u128, u128) {
    let of = |own: u128, other: u128| {
        let bits = related.iter().enumerate();
        bits.filter(|(i, mask)| own >> i & 1 == 1 && **mask & other != 0)
            .fold(0_u128, |mask, (i, _)| mask | 1 << i)
    };
    (of(lighter, heavier), of(heavier, lighter))
}

/// Splits alternatives so that those over connected facts stay together: facts are connected when one
/// alternative asks for both. Alternatives over other facts are another reason (或者), not another value.
pub fn connected(alternatives: Vec<Alternative>) -> Vec<Vec<Alternative>> {
    let mut groups: Vec<(BTreeSet<&FactId>, Vec<Alternative>)> = Vec::new();
    for alternative in alternatives {
        let mut facts: BTreeSet<&FactId> = alternative.atoms.iter().map(|a| &a.fact).collect();
        let mut all = Vec::new();
        let (touched, rest): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(f, _)| !f.is_disjoint(&facts));
        for (more, members) in touched {
            facts.extend(more);
            all.extend(members);
        }
        all.push(alternative);
        groups = rest;
        groups.push((facts, all));
    }
    groups.into_iter().map(|(_, all)| all).collect()
}
