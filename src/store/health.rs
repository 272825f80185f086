//! Whether the file of the store is whole, looked at without changing it.

use crate::store::error::StoreError;
use crate::store::open::Store;

/// How the file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Version of the schema.
    pub schema: i64,
    /// How many decisions it holds.
    pub decisions: u64,
    /// How changes are written down: `wal` or `delete`.
    pub journal: String,
    /// What `SQLite` finds broken; empty when the file is whole.
    pub broken: Vec<String>,
}

impl Store {
    /// Checks the file; takes as long as reading it takes.
    pub fn health(&self) -> Result<Health, StoreError> {
        let pragma = |name| self.conn.pragma_query_value(None, name, |row| row.get(0));
        let mut statement = self.conn.prepare("PRAGMA quick_check")?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?;
        let found: Vec<String> = found.collect::<Result<_, _>>()?;
        let decisions: i64 = self
            .conn
            .query_row("SELECT count(*) FROM decision", [], |row| row.get(0))?;
        Ok(Health {
            schema: pragma("user_version")?,
            decisions: u64::try_from(decisions).unwrap_or_default(),
            journal: self
                .conn
                .pragma_query_value(None, "journal_mode", |row| row.get(0))?,
            broken: found.into_iter().filter(|line| line != "ok").collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek, SeekFrom, Write};

    use super::*;

    #[test]
    fn a_whole_file_is_told_from_a_broken_one_and_neither_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.db");
        drop(Store::open(&path).unwrap());
        let before = std::fs::read(&path).unwrap();
        let health = Store::open_read_only(&path).unwrap().health().unwrap();
        assert_eq!((health.decisions, health.broken), (0, vec![]));
        assert!(health.schema >= 2);
        assert_eq!(std::fs::read(&path).unwrap(), before);
        let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.seek(SeekFrom::Start(16_384)).unwrap();
        file.write_all(&[0xff; 512]).unwrap();
        drop(file);
        let broken = Store::open_read_only(&path).and_then(|store| store.health());
        assert!(!broken.is_ok_and(|health| health.broken.is_empty()));
    }
}
