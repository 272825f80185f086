//! A thing that can be opened from anywhere: from a finding, a trace, a list, a search.

/// What to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An offence, by id, on 查询.
    Offence(String),
    /// A decision, by its key in the store, on 决定库.
    Decision(i64),
    /// An item of a list, on 清单.
    ListItem {
        /// The list.
        list: String,
        /// Its row in the list.
        at: usize,
    },
    /// An item of a benchmark, on 基准库.
    Item {
        /// The document.
        pack: String,
        /// Position of the item.
        at: usize,
    },
}
