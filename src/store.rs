//! What the office keeps: past decisions and where they came from, in one `SQLite` file.
//!
//! Nothing here knows today's date or the user's directories; paths and times are arguments.
//! A record that arrives is kept, kept with a note, or refused with its line and its text: nothing is lost.

pub mod decisions;
pub mod demo;
mod error;
pub mod filter;
pub mod health;
pub mod import;
mod listing;
mod messages;
mod migrate;
pub mod open;
pub mod profiles;
pub mod query;
pub mod review;
mod row;
pub mod statutes;
pub mod views;
mod words;

pub use decisions::{ImportEntry, Refused, Stored};
pub use error::{ImportError, StoreError};
pub use import::notice::{NoteCode, Reason};
pub use import::{Cancel, ImportReport, Input, Noted, Profile, Progress, Rejected, Request};
pub use import::{Column, Columns, Field, Glimpse, Tried};
pub use messages::io_reason;
pub use open::{Interrupter, OpenWarning, Stamp, Store};
pub use query::{CaseOutcome, Filter, Page, Sort, Tally, share};
pub use review::{Act, Opinion, Review, ReviewState, Reviews};
