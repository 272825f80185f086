//! Opening the store: waiting for others, write-ahead log, schema.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, InterruptHandle, MAIN_DB, OpenFlags};

use crate::store::error::StoreError;
use crate::store::messages as say;
use crate::store::migrate::{self, MIGRATIONS, State};

/// How long to wait for another program before calling the store locked.
const PATIENCE: Duration = Duration::from_secs(5);

/// Bytes in a page of the file.
const PAGE: i64 = 16_384;

/// The office's decisions.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    read_only: bool,
    warnings: Vec<OpenWarning>,
}

/// A state of the store, to be compared with a later one of the same [`Store`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    by_others: i64,
    by_us: u64,
}

/// Stops what a [`Store`] is doing from another thread; what was asked then fails as interrupted.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Stops what is being done; what is asked later is done as usual.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

/// Something about the store the user should know; it works all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenWarning {
    /// No write-ahead log here (a network drive): one program at a time.
    NoWriteAheadLog,
    /// It may only be read.
    ReadOnly,
    /// The schema was brought up to date; the file as it was is kept here.
    Migrated(PathBuf),
}

impl fmt::Display for OpenWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenWarning::NoWriteAheadLog => f.write_str(say::NO_WAL),
            OpenWarning::ReadOnly => f.write_str(say::OPENED_READ_ONLY),
            OpenWarning::Migrated(copy) => f.write_str(&say::migrated(copy)),
        }
    }
}

impl Store {
    /// Opens the store at a path, making it when there is none. A file that is write-protected is
    /// opened for reading, with a warning.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Store::open_with(path, MIGRATIONS)
    }

    fn open_with(path: &Path, steps: &[&str]) -> Result<Store, StoreError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|e| cannot_open(path, &say::io_reason(&e)))?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = connect(path, flags)?;
        if conn.is_readonly(MAIN_DB)? {
            return Store::read_only(conn, steps.len());
        }
        // The version is read first: a file that is not ours is left exactly as it is.
        let state = migrate::state(&conn, steps.len())?;
        if state == State::Empty {
            // Rows are long; large pages make import and scanning a sixth faster. Only a new file can choose.
            conn.pragma_update(None, "page_size", PAGE)?;
        }
        let mut store = Store {
            conn,
            read_only: false,
            warnings: Vec::new(),
        };
        if !store.use_write_ahead_log()? {
            store.warnings.push(OpenWarning::NoWriteAheadLog);
        }
        match state {
            State::At(found) if found == steps.len() => {}
            State::At(found) => {
                store.warnings.push(OpenWarning::Migrated(migrate::back_up(
                    &store.conn,
                    path,
                    found,
                )?));
                migrate::migrate(&mut store.conn, steps)?;
            }
            State::Empty => migrate::migrate(&mut store.conn, steps)?,
        }
        Ok(store)
    }

    /// Opens an existing store for reading only.
    pub fn open_read_only(path: &Path) -> Result<Store, StoreError> {
        let conn = connect(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        Store::read_only(conn, MIGRATIONS.len())
    }

    fn read_only(conn: Connection, known: usize) -> Result<Store, StoreError> {
        match migrate::state(&conn, known)? {
            State::At(found) if found == known => Ok(Store {
                conn,
                read_only: true,
                warnings: vec![OpenWarning::ReadOnly],
            }),
            State::At(_) | State::Empty => Err(StoreError::OldAndReadOnly),
        }
    }

    /// Makes a store that lives as long as the program.
    pub fn open_in_memory() -> Result<Store, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        conn.pragma_update(None, "foreign_keys", true)?;
        migrate::migrate(&mut conn, MIGRATIONS)?;
        Ok(Store {
            conn,
            read_only: false,
            warnings: Vec::new(),
        })
    }

    /// Turns the write-ahead log on; false where the file system does not allow it.
    pub(super) fn use_write_ahead_log(&self) -> Result<bool, StoreError> {
        let on = self.journal("wal")? == "wal";
        if on {
            self.conn.pragma_update(None, "synchronous", "normal")?;
        }
        Ok(on)
    }

    /// Turns the write-ahead log off, if nobody else has the store open; tells whether it was on and now is off.
    pub(super) fn leave_write_ahead_log(&self) -> Result<bool, StoreError> {
        let mode: String = self
            .conn
            .pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        if mode != "wal" {
            return Ok(false);
        }
        self.conn.busy_timeout(Duration::ZERO)?;
        let left = self.journal("delete");
        self.conn.busy_timeout(PATIENCE)?;
        match left {
            Ok(mode) if mode != "wal" => {
                self.conn.pragma_update(None, "synchronous", "full")?;
                Ok(true)
            }
            Ok(_) | Err(StoreError::Locked) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn journal(&self, mode: &str) -> Result<String, StoreError> {
        Ok(self
            .conn
            .pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))?)
    }

    /// What the user should know about how it was opened.
    pub fn warnings(&self) -> &[OpenWarning] {
        &self.warnings
    }

    /// Changes whenever something was written, by this program or another.
    pub fn stamp(&self) -> Result<Stamp, StoreError> {
        let by_others = self
            .conn
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(Stamp {
            by_others,
            by_us: self.conn.total_changes(),
        })
    }

    /// What stops this store from another thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.conn.get_interrupt_handle())
    }

    /// Tells whether nothing can be written.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, flags).map_err(|e| {
        if e.sqlite_error_code() == Some(ErrorCode::CannotOpen) {
            cannot_open(path, &e)
        } else {
            e.into()
        }
    })?;
    // Waiting comes first: even reading the version may meet a lock.
    conn.busy_timeout(PATIENCE)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    Ok(conn)
}

fn cannot_open(path: &Path, why: &dyn fmt::Display) -> StoreError {
    StoreError::CannotOpen {
        path: path.to_owned(),
        why: why.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(conn: &Connection) -> i64 {
        conn.pragma_query_value(None, "user_version", |r| r.get(0))
            .unwrap()
    }

    #[test]
    fn a_new_store_is_made_with_its_directory_and_opens_again() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/b/store.db");
        assert_eq!(Store::open(&path).unwrap().warnings(), []);
        let again = Store::open(&path).unwrap();
        assert_eq!(
            (version(&again.conn), again.is_read_only()),
            (i64::try_from(MIGRATIONS.len()).unwrap(), false)
        );
    }

    #[test]
    fn every_older_version_is_brought_up_to_date_and_its_file_kept() {
        // Steps yet to come, so that upgrading is tried before the first upgrade exists.
        let steps: Vec<&str> = MIGRATIONS
            .iter()
            .copied()
            .chain([
                "CREATE TABLE later (x INTEGER) STRICT;",
                "ALTER TABLE later ADD COLUMN y TEXT;",
            ])
            .collect();
        for old in 1..steps.len() {
            let home = tempfile::tempdir().unwrap();
            let path = home.path().join("store.db");
            let store = Store::open_with(&path, &steps[..old]).unwrap();
            store.conn.execute("INSERT INTO import (file, sha256, at, library, encoding, teaching, read, accepted, duplicates, rejected, skipped) VALUES ('f', ?1, 't', 'l', 'UTF-8', 0, 0, 0, 0, 0, 0)", ["0".repeat(64)]).unwrap();
            drop(store);
            let store = Store::open_with(&path, &steps).unwrap();
            let [OpenWarning::Migrated(copy)] = store.warnings() else {
                panic!("{:?}", store.warnings())
            };
            let count = |conn: &Connection| {
                conn.query_row("SELECT count(*) FROM import", [], |r| r.get::<_, i64>(0))
                    .unwrap()
            };
            assert_eq!(
                (version(&store.conn), count(&store.conn)),
                (i64::try_from(steps.len()).unwrap(), 1)
            );
            let kept = Connection::open(copy).unwrap();
            assert_eq!(
                (version(&kept), count(&kept)),
                (i64::try_from(old).unwrap(), 1)
            );
        }
    }

    #[test]
    fn decisions_of_the_version_before_are_read_back_with_amounts_not_known() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("store.db");
        let store = Store::open_with(&path, &MIGRATIONS[..2]).unwrap();
        store.conn.execute("INSERT INTO import (id, file, sha256, at, library, encoding, teaching, read, accepted, duplicates, rejected, skipped) VALUES (1, 'f', ?1, 't', 'l', 'UTF-8', 0, 3, 3, 0, 0, 0)", ["0".repeat(64)]).unwrap();
        let rows = [
            ("a", "{}"),
            ("b", r#"{"deaths":2,"illegal_gain_yuan":120000.5}"#),
            ("c", r#"{"illegal_gain_yuan":"many"}"#),
        ];
        for (line, (case_no, facts)) in (1..).zip(rows) {
            store.conn.execute("INSERT INTO decision (import, line, identity, case_no, decided_from, decided_to, authority, offence, subject, facts, circumstances, fine, other_penalties, merged, earlier_numbering, article_inferred, teaching) VALUES (1, ?1, ?1, ?2, '2024-01-01', '2024-01-01', 'x', 'aqscf-103-1-0', 'unit', ?3, '[]', 5000000, '[]', 0, 0, 0, 0)", rusqlite::params![line, case_no, facts]).unwrap();
        }
        drop(store);
        let store = Store::open(&path).unwrap();
        let all = store.all(&crate::store::Filter::default()).unwrap();
        let found: Vec<_> = all
            .iter()
            .map(|(_, d)| (d.case_no.as_str(), d.fine, d.amounts))
            .collect();
        let fine = Some(crate::law::Fen::yuan(50_000));
        let gain = crate::compare::Amounts {
            illegal_gain: Some(crate::law::Fen(12_000_050)),
            ..crate::compare::Amounts::default()
        };
        let none = crate::compare::Amounts::default();
        assert_eq!(
            found,
            [("a", fine, none), ("b", fine, gain), ("c", fine, none)]
        );
        let refused = store
            .conn
            .execute("UPDATE decision SET goods_value = -1", []);
        assert!(refused.is_err());
    }

    #[test]
    fn a_store_of_a_later_version_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("store.db");
        let steps: Vec<&str> = MIGRATIONS
            .iter()
            .copied()
            .chain(["CREATE TABLE later (x INTEGER) STRICT;"])
            .collect();
        drop(Store::open_with(&path, &steps).unwrap());
        let error = Store::open(&path).unwrap_err();
        assert!(
            matches!(error, StoreError::TooNew { found, known } if found == steps.len() && known == MIGRATIONS.len()),
            "{error}"
        );
    }

    #[test]
    fn files_that_are_not_ours_are_named_as_such_and_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let text = home.path().join("notes.txt");
        std::fs::write(
            &text,
            "这不是数据库，只是一段足够长的文字，用来占满文件头部。".repeat(20),
        )
        .unwrap();
        assert!(matches!(Store::open(&text), Err(StoreError::NotADatabase)));
        let other = home.path().join("other.db");
        Connection::open(&other)
            .unwrap()
            .execute_batch("CREATE TABLE theirs (x)")
            .unwrap();
        let before = std::fs::read(&other).unwrap();
        assert!(matches!(Store::open(&other), Err(StoreError::NotOurs)));
        assert_eq!(std::fs::read(&other).unwrap(), before);
        assert!(matches!(
            Store::open(home.path()),
            Err(StoreError::CannotOpen { .. })
        ));
        assert!(matches!(
            Store::open_read_only(&home.path().join("absent.db")),
            Err(StoreError::CannotOpen { .. })
        ));
    }

    #[test]
    fn a_store_held_by_another_program_is_called_locked() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("store.db");
        let holder = Store::open(&path).unwrap();
        let waiting = Store::open(&path).unwrap();
        waiting.conn.busy_timeout(Duration::ZERO).unwrap();
        holder.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error: StoreError = waiting
            .conn
            .execute_batch("BEGIN IMMEDIATE")
            .unwrap_err()
            .into();
        assert!(matches!(error, StoreError::Locked));
    }

    #[test]
    fn a_store_opened_for_reading_reads_and_does_not_write() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("store.db");
        drop(Store::open(&path).unwrap());
        let store = Store::open_read_only(&path).unwrap();
        assert!(store.is_read_only());
        let error: StoreError = store
            .conn
            .execute("DELETE FROM import", [])
            .unwrap_err()
            .into();
        assert!(matches!(error, StoreError::ReadOnly));
    }
}
