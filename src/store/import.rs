//! Import of past decisions: each record is accepted, accepted with a note, or refused with its reason and line.
//!
//! Of the records read, `read = accepted + duplicates + rejected + skipped`; skipped are rows whose cells are
//! all blank (a line with nothing at all on it is no record and not counted). A record that says what is
//! already kept is a duplicate; one that says otherwise about the same penalty is refused. The same file
//! twice changes nothing. One import is one transaction: it goes in as a whole or not at all.

pub mod amount;
mod cited;
pub mod date;
pub mod glimpse;
mod jsonl;
mod lines;
mod measures;
pub mod notice;
mod offence;
pub mod profile;
mod read;
mod record;
mod report;
mod run;
mod source;
mod table;
mod terms;
mod understand;

pub use glimpse::{Column, Columns, Glimpse, Tried};
pub use profile::{Field, Profile};
pub use report::{ImportReport, Noted, Rejected};
pub use run::{Cancel, Progress, Request};
pub use source::Input;
pub(crate) use source::better_guess;
pub(super) use understand::Understood;
