//! Going through what an import read: accept, correct, mark; every step can be undone.
//!
//! A correction is typed in the words of such documents (涉及3人次以上的; 对单位处二万元以上五万元以下的
//! 罚款) and read by the same reader, so nobody edits structure by hand. The printed wording of the
//! document stays as it is beside the corrected structure.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::law::benchmark::Review;
use crate::law::fact::FactSpec;
use crate::law::{Library, OffenceId, StageId};
use crate::packs::written::{RawAtom, RawItem, RawMissing, RawTier, Written};
use crate::reader::assemble::plain;
use crate::reader::link::{Link, citations};
use crate::reader::placing::Placing;
use crate::reader::wording::{Doubt, Measures, read_condition, read_standard};
use crate::reader::words;

/// An imported pack under review.
#[derive(Debug)]
pub struct Session {
    path: PathBuf,
    comment: String,
    pub(crate) written: Written,
    /// The items as they were before each change: (position, item, facts of the pack).
    history: Vec<(usize, RawItem, Vec<FactSpec>)>,
    dirty: bool,
}

/// A row of an item under review: a tier, or a tier that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowAt {
    /// Position among the tiers.
    Tier(usize),
    /// Position among the rows that could not be read.
    Missing(usize),
}

/// How much an item needs a look: in this order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Not linked, or a tier that cannot be assessed with.
    Broken,
    /// Something was uncertain.
    Doubtful,
    /// Put aside by a person.
    Marked,
    /// Read without doubt, not looked at yet.
    Fresh,
    /// Accepted or corrected.
    Settled,
}

impl Session {
    /// Opens the imported pack in a file.
    pub fn open(path: &Path) -> io::Result<Session> {
        let text = fs::read_to_string(path)?;
        let written = Written::from_toml(&text).map_err(io::Error::other)?;
        let comment = text
            .lines()
            .map_while(|l| l.strip_prefix('#'))
            .map(|l| l.trim_start().to_owned())
            .collect::<Vec<_>>()
            .join("\n");
        Ok(Session {
            path: path.to_owned(),
            comment,
            written,
            history: Vec::new(),
            dirty: false,
        })
    }

    /// Positions of the items, those with problems first, otherwise in the order of the document.
    pub fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.written.item.len()).collect();
        order.sort_by_key(|i| self.standing(*i));
        order
    }

    /// How much the item needs a look.
    pub fn standing(&self, at: usize) -> Standing {
        let Some(item) = self.written.item.get(at) else {
            return Standing::Settled;
        };
        let doubtful = !item.doubts.is_empty() || item.tier.iter().any(|t| !t.doubts.is_empty());
        match item.review {
            Some(Review::Accepted | Review::Corrected) => Standing::Settled,
            Some(Review::Marked) => Standing::Marked,
            None if item.offence.is_none() || !item.missing.is_empty() => Standing::Broken,
            None if doubtful || item.tier.is_empty() => Standing::Doubtful,
            None => Standing::Fresh,
        }
    }

    /// How many items there are of a standing.
    pub fn count(&self, standing: Standing) -> usize {
        (0..self.written.item.len())
            .filter(|i| self.standing(*i) == standing)
            .count()
    }

    /// Accepts an item as it stands.
    pub fn accept(&mut self, at: usize) {
        self.change(at, |item| {
            item.review = Some(Review::Accepted);
            item.note = None;
        });
    }

    /// Puts an item aside with a remark: it is not used until it is settled.
    pub fn mark(&mut self, at: usize, note: &str) {
        self.change(at, |item| {
            item.review = Some(Review::Marked);
            item.note = Some(note.to_owned()).filter(|n| !n.is_empty());
        });
    }

    /// Takes a decision back: the item is as if nobody had looked at it.
    pub fn reopen(&mut self, at: usize) {
        self.change(at, |item| {
            item.review = None;
            item.note = None;
        });
    }

    /// Links an item to the offence that a citation or id means.
    ///
    /// # Errors
    /// A message when nothing loaded is meant; nothing is changed then.
    pub fn relink(&mut self, at: usize, citation: &str, library: &Library) -> Result<(), String> {
        let found = citations(citation)
            .iter()
            .find_map(|c| library.cite(c).ok());
        let Some(located) = found else {
            return Err(words::no_such_offence(citation));
        };
        self.correct(at, |item| {
            item.offence = Some(located.id);
            item.doubts.clear();
        });
        Ok(())
    }

    /// Sets the stage an item as a whole is about, or takes it away.
    pub fn set_stage(&mut self, at: usize, stage: Option<StageId>) {
        self.correct(at, |item| item.stage = stage);
    }

    /// Reads a condition typed by a person into a row.
    ///
    /// # Errors
    /// What the reader was not sure of; nothing is changed then.
    pub fn retype_condition(
        &mut self,
        at: usize,
        row: RowAt,
        text: &str,
        measures: &Measures,
        library: &Library,
    ) -> Result<(), Vec<Doubt>> {
        let read = read_condition(text, measures);
        if read.any_of.is_empty() {
            return Err(read.doubts);
        }
        let any_of: Vec<Vec<_>> = read
            .any_of
            .iter()
            .map(|all| all.iter().map(RawAtom::from).collect())
            .collect();
        self.correct(at, |item| match row {
            RowAt::Tier(n) => {
                if let Some(tier) = item.tier.get_mut(n) {
                    tier.any_of = any_of;
                    tier.doubts.clear();
                }
            }
            RowAt::Missing(n) => {
                if let Some(missing) = item.missing.get_mut(n) {
                    missing.any_of = any_of;
                }
            }
        });
        for fact in read.facts {
            let known = self.written.fact.iter().any(|f| f.id == fact.id);
            if !known && library.fact(&fact.id).is_none() {
                self.written.fact.push(fact);
            }
        }
        Ok(())
    }

    /// Reads a penalty typed by a person into a row; a row that could not be read becomes a tier by it.
    ///
    /// # Errors
    /// What the reader was not sure of; nothing is changed then.
    pub fn retype_standard(
        &mut self,
        at: usize,
        row: RowAt,
        text: &str,
        library: &Library,
    ) -> Result<(), Vec<Doubt>> {
        let Some(item) = self.written.item.get(at) else {
            return Ok(());
        };
        let link = Link {
            offence: item.offence.clone(),
            stage: item.stage.clone(),
            ..Link::default()
        };
        let read = read_standard(text, &library.parts().vocabulary);
        let placing = Placing::new(library, &link, &[&read]);
        let placed = placing.place(&read, None);
        if !placed.lost.is_empty() || placed.fines.is_empty() && placed.penalties.is_empty() {
            let mut doubts = read.doubts;
            doubts.extend(placed.doubts);
            return Err(doubts);
        }
        self.correct(at, |item| match row {
            RowAt::Tier(n) => {
                if let Some(tier) = item.tier.get_mut(n) {
                    tier.fines = placed.fines;
                    tier.penalties = placed.penalties;
                    tier.doubts.clear();
                }
            }
            RowAt::Missing(n) => {
                if n < item.missing.len() {
                    let missing = item.missing.remove(n);
                    item.tier.push(RawTier {
                        fines: placed.fines,
                        penalties: placed.penalties,
                        ..completed(missing, item)
                    });
                    item.tier.sort_by_key(|t| *t.ordinal.get_ref());
                }
            }
        });
        Ok(())
    }

    /// Undoes the last change; the position of the item it was made to.
    pub fn undo(&mut self) -> Option<usize> {
        let (at, item, facts) = self.history.pop()?;
        if let Some(slot) = self.written.item.get_mut(at) {
            *slot = item;
        }
        self.written.fact = facts;
        self.dirty = true;
        Some(at)
    }

    /// Whether there are changes that are not in the file.
    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Writes the pack.
    pub fn save(&mut self) -> io::Result<()> {
        self.written.save(&self.path, &self.comment)?;
        self.dirty = false;
        Ok(())
    }

    fn correct(&mut self, at: usize, change: impl FnOnce(&mut RawItem)) {
        self.change(at, |item| {
            change(item);
            item.review = Some(Review::Corrected);
        });
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut RawItem)) {
        let Some(item) = self.written.item.get_mut(at) else {
            return;
        };
        self.history
            .push((at, item.clone(), self.written.fact.clone()));
        change(item);
        self.dirty = true;
    }
}

/// A tier out of a row that could not be read, still without amounts.
fn completed(missing: RawMissing, item: &RawItem) -> RawTier {
    let last = item
        .tier
        .iter()
        .map(|t| *t.ordinal.get_ref())
        .max()
        .unwrap_or(0);
    RawTier {
        ordinal: plain(missing.ordinal.unwrap_or(last + 1)),
        label: missing.label,
        text: missing.text,
        standard: missing.standard,
        any_of: missing.any_of,
        fines: Vec::new(),
        penalties: Vec::new(),
        source: words::CORRECTED_BY_HAND.to_owned(),
        confidence: None,
        note: None,
        doubts: Vec::new(),
    }
}

/// The offence of an item as text, for the screen.
pub fn offence_of(offence: Option<&OffenceId>, library: &Library) -> Option<String> {
    let id = offence?;
    let named = library.named(id.as_str());
    Some(format!("{id} {}", named.first()?.title))
}
