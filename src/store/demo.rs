//! Demo decisions: synthetic, marked as teaching examples, gone at one word.

use chrono::NaiveDateTime;

use crate::law::Library;
use crate::store::error::{ImportError, StoreError};
use crate::store::import::{Cancel, ImportReport, Input, Profile, Request};
use crate::store::open::Store;
use crate::store::words;

const DEMO: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/benchmarks-data/demo/decisions.jsonl"
));
const REMOVE: &str = "DELETE FROM import WHERE teaching = 1 AND file = ?1";
const PRESENT: &str = "SELECT EXISTS (SELECT 1 FROM import WHERE teaching = 1 AND file = ?1)";

impl Store {
    /// Imports the demo decisions; a second time changes nothing.
    pub fn load_demo(
        &mut self,
        library: &Library,
        fingerprint: &str,
        at: NaiveDateTime,
    ) -> Result<ImportReport, ImportError> {
        let profile = Profile::default();
        let request = Request {
            file: words::DEMO,
            at,
            library: fingerprint,
            profile: &profile,
            teaching: true,
            preview: false,
        };
        self.import(
            Input::Bytes(DEMO.as_bytes()),
            library,
            &request,
            &mut |_| {},
            &Cancel::new(false),
        )
    }

    /// Removes the demo decisions.
    pub fn remove_demo(&mut self) -> Result<(), StoreError> {
        self.conn.execute(REMOVE, [words::DEMO])?;
        Ok(())
    }

    /// Tells whether the demo decisions are there.
    pub fn has_demo(&self) -> Result<bool, StoreError> {
        Ok(self
            .conn
            .query_row(PRESENT, [words::DEMO], |row| row.get(0))?)
    }
}
