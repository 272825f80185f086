//! Packs: TOML documents of law read into a [`Library`](crate::law::Library), checked, counted.
//!
//! Any file may hold any table (`docs/PACKS.md`). The shipped files are embedded; the user's own
//! library directory is laid over them, a row with the same identifier replacing the shipped one.
//! A broken file is named with its line and left out; the rest loads.

pub mod diagnostic;
pub mod diff;
pub mod lint;
pub mod lists;
pub mod load;
mod merge;
mod messages;
mod penalty;
pub mod rows;
mod rules;
pub(crate) mod schema;
mod tier;
pub(crate) mod written;

pub use diagnostic::{Diagnostic, Severity};
pub use load::{Loaded, Origin, WithFile, load_shipped, load_with, load_with_file};
