//! What can go wrong with the store as a whole. What is wrong with one record is a
//! [`Reason`](crate::store::Reason) and never stops the rest.

use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::document::DocumentError;
use crate::store::messages as say;

/// Why the store cannot be used. The text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Written by a later version of the program.
    #[error("{}", say::too_new(*found, *known))]
    TooNew {
        /// Version of the file.
        found: usize,
        /// Newest version this program knows.
        known: usize,
    },
    /// Another program holds it.
    #[error("{}", say::LOCKED)]
    Locked,
    /// Not an `SQLite` file.
    #[error("{}", say::NOT_A_DATABASE)]
    NotADatabase,
    /// An `SQLite` file of another program.
    #[error("{}", say::NOT_OURS)]
    NotOurs,
    /// The file or its directory cannot be opened or made.
    #[error("{}", say::cannot_open(path, why))]
    CannotOpen {
        /// Which file.
        path: PathBuf,
        /// Why, as the system says.
        why: String,
    },
    /// The file may only be read.
    #[error("{}", say::READ_ONLY)]
    ReadOnly,
    /// The file is older than this program and may only be read.
    #[error("{}", say::OLD_AND_READ_ONLY)]
    OldAndReadOnly,
    /// No room left.
    #[error("{}", say::DISK_FULL)]
    DiskFull,
    /// The file is damaged.
    #[error("{}", say::DAMAGED)]
    Damaged,
    /// A stored value that the program does not understand.
    #[error("{}", say::bad_value(*row, column))]
    BadValue {
        /// Row.
        row: i64,
        /// Column.
        column: &'static str,
    },
    /// It was stopped from another thread; nothing was written.
    #[error("{}", say::INTERRUPTED)]
    Interrupted,
    /// There is no such import.
    #[error("{}", say::no_such_import(*.0))]
    NoSuchImport(i64),
    /// Anything else the database says.
    #[error("{}", say::database(.0))]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked,
            Some(ErrorCode::NotADatabase) => StoreError::NotADatabase,
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged,
            Some(ErrorCode::OperationInterrupted) => StoreError::Interrupted,
            _ => StoreError::Sqlite(error),
        }
    }
}

/// Why a file as a whole could not be imported. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("{}", say::unreadable_file(file, why))]
    Unreadable {
        /// Which file.
        file: String,
        /// Why, as the system says.
        why: String,
    },
    /// A workbook or another packed format.
    #[error("{}", say::not_text(.0))]
    NotText(String),
    /// A workbook that cannot be read.
    #[error("{}", say::workbook(file, error))]
    Workbook {
        /// Which file.
        file: String,
        /// What is wrong with it.
        error: Box<DocumentError>,
    },
    /// Nothing in it.
    #[error("{}", say::empty_file(.0))]
    Empty(String),
    /// The headings of a decision table were not found.
    #[error("{}", say::missing_columns(file, columns))]
    MissingColumns {
        /// Which file.
        file: String,
        /// Headings that are missing.
        columns: Vec<String>,
    },
    /// The user stopped it.
    #[error("{}", say::CANCELLED)]
    Cancelled,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> ImportError {
        ImportError::Store(error.into())
    }
}
