//! The decisions that are kept: one by one, all of them, and whole imports taken back.

use rusqlite::{OptionalExtension, Row};

use crate::compare::Decision;
use crate::law::PartialDate;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::row::{Decoder, EVERYTHING};
use crate::store::words;

/// A decision with its place in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Number in the store; never reused while the decision is kept.
    pub id: i64,
    /// The import that brought it.
    pub import: i64,
    /// Its line in the file.
    pub line: u64,
    /// The decision.
    pub decision: Decision,
    /// Codes of what was noted ([`NoteCode`](crate::store::NoteCode)); empty when read without texts.
    pub notes: Vec<String>,
    /// What the program has no field for, as a JSON object; `None` when read without texts.
    pub extra: Option<String>,
}

/// One import: a file and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportEntry {
    /// Number.
    pub id: i64,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When.
    pub at: String,
    /// The profile of headings used.
    pub profile: Option<String>,
    /// Fingerprint of the library that read it.
    pub library: String,
    /// Synthetic, for teaching.
    pub teaching: bool,
    /// Records read: the sum of the next four.
    pub read: u64,
    /// Records accepted.
    pub accepted: u64,
    /// Records that were kept already.
    pub duplicates: u64,
    /// Records refused.
    pub rejected: u64,
    /// Blank rows.
    pub skipped: u64,
}

/// A record that was not taken in, kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its line in the file.
    pub line: u64,
    /// Code of the reason; `duplicate` for a repeated record whose text differs.
    pub reason: String,
    /// The reason in Chinese.
    pub text: String,
    /// Its number, if it has one.
    pub case_no: Option<String>,
    /// The record as it stood in the file.
    pub raw: String,
}

const NAMES: &str = "SELECT id, case_no, party_name FROM decision ORDER BY id";
const BY_ID: &str = "WHERE id = ?1";
const BY_CASE_NO: &str = "WHERE case_no = ?1 ORDER BY id";
const IMPORTS: &str = "SELECT id, file, sha256, at, profile, library, teaching, read, accepted, duplicates, rejected, skipped FROM import ORDER BY id DESC";
const REFUSED: &str =
    "SELECT line, reason, text, case_no, raw FROM refused WHERE import = ?1 ORDER BY line, id";
const UNDO: &str = "DELETE FROM import WHERE id = ?1";
const COUNT_OF_IMPORT: &str = "SELECT count(*) FROM decision WHERE import = ?1";

impl Store {
    /// The decision with this number in the store.
    pub fn decision(&self, id: i64) -> Result<Option<Stored>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {EVERYTHING} FROM decision {BY_ID}"))?;
        let mut rows = statement.query([id])?;
        rows.next()?
            .map(|row| Decoder::default().read(row))
            .transpose()
    }

    /// All records of one decision: one for each party and offence.
    pub fn decisions_numbered(&self, case_no: &str) -> Result<Vec<Stored>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {EVERYTHING} FROM decision {BY_CASE_NO}"))?;
        let mut rows = statement.query([case_no])?;
        let mut decoder = Decoder::default();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(decoder.read(row)?);
        }
        Ok(found)
    }

    /// Gives key, number and party of every decision, in order of arrival, until told to stop by a no;
    /// no party is an empty text.
    pub fn each_name(
        &self,
        mut give: impl FnMut(i64, &str, &str) -> bool,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(NAMES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |column| row.get_ref(column).map(|v| v.as_str_or_null());
            let case_no = text(1)?.ok().flatten().unwrap_or_default();
            let party = text(2)?.ok().flatten().unwrap_or_default();
            if !give(row.get(0)?, case_no, party) {
                break;
            }
        }
        Ok(())
    }

    /// All imports, the latest first.
    pub fn imports(&self) -> Result<Vec<ImportEntry>, StoreError> {
        let mut statement = self.conn.prepare_cached(IMPORTS)?;
        let entries = statement
            .query_map([], read_import)?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(entries)
    }

    /// What an import did not take in.
    pub fn refused(&self, import: i64) -> Result<Vec<Refused>, StoreError> {
        let mut statement = self.conn.prepare_cached(REFUSED)?;
        let refused = statement.query_map([import], |row| {
            Ok(Refused {
                line: count(row, 0)?,
                reason: row.get(1)?,
                text: row.get(2)?,
                case_no: row.get(3)?,
                raw: row.get(4)?,
            })
        })?;
        Ok(refused.collect::<Result<Vec<_>, _>>()?)
    }

    /// Takes back an import: removes the decisions it brought, and nothing else. Returns how many.
    /// A record that a later file repeated goes too, for that file did not bring it.
    pub fn undo_import(&mut self, id: i64) -> Result<u64, StoreError> {
        let tx = self.conn.transaction()?;
        let removed = tx.query_row(COUNT_OF_IMPORT, [id], |row| count(row, 0))?;
        if tx.execute(UNDO, [id])? == 0 {
            return Err(StoreError::NoSuchImport(id));
        }
        tx.commit()?;
        Ok(removed)
    }

    /// The import that brought a file with this SHA-256.
    pub fn import_of(&self, sha256: &str) -> Result<Option<i64>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT id FROM import WHERE sha256 = ?1 ORDER BY id LIMIT 1")?
            .query_row([sha256], |row| row.get(0))
            .optional()?)
    }
}

fn read_import(row: &Row<'_>) -> rusqlite::Result<ImportEntry> {
    Ok(ImportEntry {
        id: row.get(0)?,
        file: row.get(1)?,
        sha256: row.get(2)?,
        at: row.get(3)?,
        profile: row.get(4)?,
        library: row.get(5)?,
        teaching: row.get(6)?,
        read: count(row, 7)?,
        accepted: count(row, 8)?,
        duplicates: count(row, 9)?,
        rejected: count(row, 10)?,
        skipped: count(row, 11)?,
    })
}

/// A column that counts.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let n: i64 = row.get(column)?;
    u64::try_from(n).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, n))
}

/// Tells whether two records of one identity say the same of it; how the facts are told is not asked.
pub(super) fn says_the_same(a: &Decision, b: &Decision) -> bool {
    let sorted = |d: &Decision| {
        let mut circumstances = d.circumstances.clone();
        circumstances.sort_unstable();
        circumstances
    };
    let others = |d: &Decision| {
        // One file lists them, another joins them in a cell.
        let mut parts: Vec<String> = d
            .other_penalties
            .iter()
            .flat_map(|p| p.split(words::LIST))
            .map(|p| p.trim().to_owned())
            .collect();
        parts.sort_unstable();
        parts
    };
    let dates = |d: &Decision| -> (PartialDate, Option<PartialDate>) { (d.decided_on, d.act_on) };
    dates(a) == dates(b)
        && a.authority == b.authority
        && a.region == b.region
        && a.domain == b.domain
        && a.stage == b.stage
        && a.facts == b.facts
        && a.tier == b.tier
        && a.outcome == b.outcome
        && a.fine == b.fine
        && a.amounts == b.amounts
        && sorted(a) == sorted(b)
        && others(a) == others(b)
}
