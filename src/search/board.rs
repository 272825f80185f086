//! The best reason found so far for every entry.

use super::Match;
use super::bits::Bits;
use super::rank;

/// A reason to show an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) score: i64,
    pub(super) why: Match,
    /// The synonym and the alternative that led here.
    pub(super) via: Option<(usize, usize)>,
}

/// One place per entry.
#[derive(Debug)]
pub(super) struct Board<'a> {
    places: Vec<Option<Found>>,
    in_force: &'a Bits,
    allowed: Bits,
    count: usize,
}

impl Board<'_> {
    /// An empty board that takes the allowed entries.
    pub(super) fn new(entries: usize, allowed: Bits, in_force: &Bits) -> Board<'_> {
        Board {
            places: vec![None; entries],
            in_force,
            allowed,
            count: 0,
        }
    }

    /// Says whether the chosen domain has the entry.
    pub(super) fn allows(&self, entry: usize) -> bool {
        self.allowed.has(entry)
    }

    /// Says whether the entry was found for a reason at least as good as `why`.
    pub(super) fn has(&self, entry: usize, why: Match) -> bool {
        self.places[entry].is_some_and(|found| found.why >= why)
    }

    /// Takes a reason if it is better than the one known.
    pub(super) fn offer(&mut self, entry: usize, why: Match, detail: i64) {
        let score = rank::score(why, detail, self.in_force.has(entry));
        self.place(
            entry,
            Found {
                score,
                why,
                via: None,
            },
        );
    }

    /// Takes a reason that came by a synonym.
    pub(super) fn offer_via(&mut self, entry: usize, why: Match, detail: i64, via: (usize, usize)) {
        let score = rank::score(why, detail, self.in_force.has(entry));
        self.place(
            entry,
            Found {
                score,
                why,
                via: Some(via),
            },
        );
    }

    /// Takes an explicit citation even if the chosen domain does not have the entry.
    pub(super) fn insist(&mut self, entry: usize, why: Match, detail: i64) {
        self.allowed.insert(entry);
        self.offer(entry, why, detail);
    }

    /// Returns how many entries were found.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Returns what was found.
    pub(super) fn found(&self) -> impl Iterator<Item = (usize, Found)> + '_ {
        self.places
            .iter()
            .enumerate()
            .filter_map(|(at, found)| Some((at, (*found)?)))
    }

    fn place(&mut self, entry: usize, found: Found) {
        if !self.allowed.has(entry) {
            return;
        }
        let known = &mut self.places[entry];
        match known {
            Some(known) if known.score >= found.score => {}
            _ => {
                self.count += usize::from(known.is_none());
                *known = Some(found);
            }
        }
    }
}
