//! Going through what an import read: accept, correct, mark; every step can be undone.
//!
//! A correction is typed in the words of such documents (涉及3人次以上的; 对单位处二万元以上五万元以下的
//! 罚款) and read by the same reader, so nobody edits structure by hand. The printed wording of the
//! document stays as it is beside the corrected structure.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::law::benchmark::{Item, Review};
use crate::law::fact::FactSpec;
use crate::law::{FactId, Library, OffenceId, StageId};
use crate::packs::written::{RawAtom, RawItem, RawMissing, RawTier, Written};
use crate::reader::assemble::plain;
use crate::reader::link::{Link, citations};
use crate::reader::placing::{Placed, Placing};
use crate::reader::wording::{
    Doubt, Measures, ReadStandard, read_condition, read_standard, split_sentence,
};
use crate::reader::{doubt, words};

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

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.written.item.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.written.item.is_empty()
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        !self.history.is_empty()
    }

    /// An item as the loader would read it.
    pub fn item(&self, at: usize, library: &Library) -> Option<Item> {
        self.written.read_item(at, &library.parts().facts)
    }

    /// A fact of the pack or of the library.
    pub fn fact<'a>(&'a self, id: &FactId, library: &'a Library) -> Option<&'a FactSpec> {
        let own = self.written.fact.iter().find(|f| f.id == *id);
        own.or_else(|| library.fact(id))
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
        stands(
            item.review,
            item.offence.is_none() || !item.missing.is_empty(),
            doubtful || item.tier.is_empty(),
        )
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

    /// Links an item to the offence that a citation or id means; rows whose amounts could not be
    /// placed before are read again with it.
    ///
    /// # Errors
    /// A message when nothing loaded is meant; nothing is changed then.
    pub fn relink(&mut self, at: usize, citation: &str, library: &Library) -> Result<(), String> {
        let Some(id) = resolve(citation, library) else {
            return Err(words::no_such_offence(citation));
        };
        self.correct(at, |item| {
            item.offence = Some(id);
            item.doubts.clear();
            place_missing(item, library);
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
        if let RowAt::Missing(n) = row
            && item.missing.get(n).is_some_and(|m| m.any_of.is_empty())
            && item.missing.len() + item.tier.len() > 1
        {
            // Without a condition it would always be met beside the others.
            let message = words::CONDITION_FIRST.to_owned();
            return Err(vec![doubt("no_condition", message)]);
        }
        let placed = placed(item, text, library)?;
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
                    complete(item, missing, placed);
                }
            }
        });
        Ok(())
    }

    /// Makes a change, looks at what came of it, and takes it back: what the change would be read as.
    ///
    /// # Errors
    /// Those of the change.
    pub fn trial<T, E>(
        &mut self,
        change: impl FnOnce(&mut Session) -> Result<(), E>,
        look: impl FnOnce(&Session) -> T,
    ) -> Result<T, E> {
        let (steps, dirty) = (self.history.len(), self.dirty);
        change(self)?;
        let seen = look(self);
        while self.history.len() > steps {
            self.undo();
        }
        self.dirty = dirty;
        Ok(seen)
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

/// Reads a penalty for an item.
fn placed(item: &RawItem, text: &str, library: &Library) -> Result<Placed, Vec<Doubt>> {
    let link = Link {
        offence: item.offence.clone(),
        stage: item.stage.clone(),
        ..Link::default()
    };
    let read = read_penalty(text, library);
    // What this row leaves out, its siblings often tell.
    let others: Vec<ReadStandard> = item
        .tier
        .iter()
        .map(|t| t.standard.as_deref())
        .chain(item.missing.iter().map(|m| m.standard.as_deref()))
        .flatten()
        .map(|other| read_penalty(other, library))
        .collect();
    let all: Vec<&ReadStandard> = std::iter::once(&read).chain(&others).collect();
    let placing = Placing::new(library, &link, &all);
    let placed = placing.place(&read, None);
    if !placed.lost.is_empty() || placed.fines.is_empty() && placed.penalties.is_empty() {
        let mut doubts = read.doubts;
        doubts.extend(placed.doubts);
        return Err(doubts);
    }
    Ok(placed)
}

/// Reads the penalty of a text; a condition before it is left out.
fn read_penalty(text: &str, library: &Library) -> ReadStandard {
    let (_, standard) = split_sentence(text);
    let text = if standard.is_empty() { text } else { &standard };
    read_standard(text, &library.parts().vocabulary)
}

/// Rows that have a condition and a penalty as printed become tiers where the penalty can be read now.
fn place_missing(item: &mut RawItem, library: &Library) {
    for row in std::mem::take(&mut item.missing) {
        let standard = row.standard.as_deref().filter(|_| !row.any_of.is_empty());
        let read = standard.and_then(|text| placed(item, text, library).ok());
        match read.filter(|placed| !placed.fines.is_empty()) {
            Some(placed) => complete(item, row, placed),
            None => item.missing.push(row),
        }
    }
}

/// Turns a row that could not be read into a tier.
fn complete(item: &mut RawItem, row: RawMissing, placed: Placed) {
    let tier = RawTier {
        fines: placed.fines,
        penalties: placed.penalties,
        ..completed(row, item)
    };
    item.tier.push(tier);
    item.tier.sort_by_key(|t| *t.ordinal.get_ref());
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

/// The offence or clause that a citation or id means.
pub fn resolve(text: &str, library: &Library) -> Option<OffenceId> {
    let id = text.trim();
    if !library.named(id).is_empty() {
        return Some(OffenceId::from(id));
    }
    let cited = citations(text);
    cited
        .iter()
        .find_map(|c| library.cite(c).ok())
        .map(|l| l.id)
}

/// How much an item of a loaded pack needs a look.
pub fn standing_of(item: &Item) -> Standing {
    let doubtful = !item.doubts.is_empty() || item.tiers.iter().any(|t| !t.doubts.is_empty());
    stands(
        item.review,
        item.offence.is_none() || !item.missing.is_empty(),
        doubtful || item.tiers.is_empty(),
    )
}

/// One correction does not settle the rest of an item; a person who finds the rest right accepts it.
fn stands(review: Option<Review>, is_broken: bool, is_doubtful: bool) -> Standing {
    match review {
        Some(Review::Accepted) => Standing::Settled,
        Some(Review::Marked) => Standing::Marked,
        Some(Review::Corrected) | None => match (is_broken, is_doubtful, review.is_some()) {
            (true, _, _) => Standing::Broken,
            (_, true, _) => Standing::Doubtful,
            (_, _, true) => Standing::Settled,
            (_, _, false) => Standing::Fresh,
        },
    }
}

/// The offence of an item as text, for the screen.
pub fn offence_of(offence: Option<&OffenceId>, library: &Library) -> Option<String> {
    let id = offence?;
    let named = library.named(id.as_str());
    Some(format!("{id} {}", named.first()?.title))
}
