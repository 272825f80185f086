//! Domains (领域) and the national benchmark that applies in each.

use serde::Deserialize;

use crate::law::{BenchmarkId, DomainId};

/// A field of supervision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Identifier, e.g. `coal`.
    pub id: DomainId,
    /// The word of the field, e.g. 煤矿.
    pub label: String,
    /// Words it is known by in files.
    pub words: Vec<String>,
    /// The national benchmark that applies.
    pub benchmark: BenchmarkId,
}
