//! The law as values: instruments, citations, offences, penalties, tiers, circumstances, money, dates.
//!
//! Pure: nothing here knows of files, databases, terminals or the clock. Values that exist are
//! valid; what may be wrong in a file is sorted out one floor up, in `packs`.

pub mod amount;
pub mod band;
pub mod benchmark;
pub mod cap;
pub mod circumstance;
pub mod citation;
pub mod condition;
pub mod date;
pub mod domain;
pub mod fact;
pub mod fine;
pub mod gate;
pub mod general;
pub mod id;
pub mod instrument;
pub mod kind;
pub mod library;
pub mod list;
pub mod numeral;
pub mod offence;
pub mod organ;
pub mod paragraphs;
pub mod relation;
mod taken;
pub mod vocabulary;
pub(crate) mod words;

pub use amount::{Fen, FenRange};
pub use band::{Band, BandOf};
pub use benchmark::{Benchmark, Item, Layer, Tier, TierFine};
pub use circumstance::{Circumstance, Effect};
pub use citation::Citation;
pub use condition::{Atom, Condition, Truth};
pub use date::PartialDate;
pub use domain::Domain;
pub use fact::{FactSpec, FactValue, Facts};
pub use fine::{Fine, FineBasis, FineMode, Inputs, When};
pub use gate::Gate;
pub use id::Id;
pub use instrument::Instrument;
pub use kind::{Kind, KindClass};
pub use library::Library;
pub use list::{Flag, LenientList, ListEffect, ListItem};
pub use offence::{Offence, PenaltyRow, Stage, Subject};

/// Identifier of an offence, e.g. `aqscf-97-1-3` or `mkaqsctl-64-1-0/2`.
pub type OffenceId = Id<Offence>;
/// Identifier of a stage, e.g. `first`, `overdue`.
pub type StageId = Id<Stage>;
/// Identifier of a fact, e.g. `days_overdue`.
pub type FactId = Id<FactSpec>;
/// Identifier of a circumstance, e.g. `art32_coerced`.
pub type CircumstanceId = Id<Circumstance>;
/// Identifier of a domain, e.g. `coal`.
pub type DomainId = Id<Domain>;
/// Slug of an instrument, e.g. `aqscf`.
pub type Slug = Id<Instrument>;
/// Identifier of a benchmark, e.g. `coal-2024`.
pub type BenchmarkId = Id<Benchmark>;
/// Identifier of a list, e.g. `weihai-2025`.
pub type ListId = Id<LenientList>;
