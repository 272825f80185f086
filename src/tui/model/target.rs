//! A thing that can be opened from anywhere: from a finding, a trace, a list, a search.

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An offence, by id, on 查询.
    Offence(String),
    /// A decision, by its key in the store, on 决定库.
    Decision(i64),
}
