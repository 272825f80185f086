//! Brings a database to the present schema: an append-only list, one exclusive transaction.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::store::error::StoreError;

/// Copies kept of one version before the first is written over.
const MOST_COPIES: u32 = 1_000;

/// The schema, step by step. Never change a step that was released; add one.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_decisions.sql"),
    include_str!("migrations/0002_reviews.sql"),
    include_str!("migrations/0003_amounts.sql"),
];

/// Marks the file as ours: "CLNG".
pub(super) const APPLICATION_ID: i64 = 0x434C_4E47;

/// How far a database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing in it.
    Empty,
    /// At this version of the schema.
    At(usize),
}

/// Reads the version, refusing databases of other programs and of later versions of this one.
pub(super) fn state(conn: &Connection, known: usize) -> Result<State, StoreError> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let found = usize::try_from(version).map_err(|_| StoreError::NotOurs)?;
    match (found, application) {
        (0, 0) if tables == 0 => Ok(State::Empty),
        (_, APPLICATION_ID) if found > known => Err(StoreError::TooNew { found, known }),
        (_, APPLICATION_ID) => Ok(State::At(found)),
        _ => Err(StoreError::NotOurs),
    }
}

/// Applies the pending steps. Of two programs that start together, one finds nothing left to do.
pub(super) fn migrate(conn: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let found = match state(&tx, steps.len())? {
        State::Empty => 0,
        State::At(found) => found,
    };
    for sql in steps.iter().skip(found) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(
        None,
        "user_version",
        i64::try_from(steps.len()).unwrap_or(i64::MAX),
    )?;
    Ok(tx.commit()?)
}

/// Copies a database beside itself before its schema changes; returns where.
pub(super) fn back_up(
    conn: &Connection,
    path: &Path,
    version: usize,
) -> Result<PathBuf, StoreError> {
    let name = |n: u32| {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(if n == 0 {
            format!(".v{version}.bak")
        } else {
            format!(".v{version}-{n}.bak")
        });
        path.with_file_name(name)
    };
    let copy = (0..MOST_COPIES)
        .map(name)
        .find(|p| !p.exists())
        .unwrap_or_else(|| name(0));
    conn.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(copy)
}
