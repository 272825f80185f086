//! One verdict in full: reasons, amounts, the nearest peers side by side, what people made of it.

use crate::tui::model::assess::NearestReason;

/// How one thing of a peer stands to that of this case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Differs {
    /// The same, or nothing to compare.
    #[default]
    Not,
    /// Another.
    Other,
    /// A greater amount.
    More,
    /// A smaller amount.
    Less,
}

/// One cell of the table of peers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// How it stands to this case.
    pub differs: Differs,
}

/// One comparable decision, a column of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerColumn {
    /// Its key in the store.
    pub key: i64,
    /// 决定书文号.
    pub case_no: String,
    /// Its share in what is expected, in words; empty when it has none.
    pub weight: String,
    /// One cell for each row of the table.
    pub cells: Vec<Cell>,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// The decision beside its nearest peers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerTable {
    /// What each row is about.
    pub labels: Vec<String>,
    /// The cells of this case.
    pub this: Vec<String>,
    /// What stands in a cell of each row where nothing is recorded; empty for rows that are always shown.
    pub absent: Vec<&'static str>,
    /// The peers, nearest first.
    pub peers: Vec<PeerColumn>,
}

/// A stretch of amounts, in fen, both ends included, with the words for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The least.
    pub low: i64,
    /// The greatest.
    pub high: i64,
    /// The words shown for it.
    pub words: String,
}

/// Amounts on one line: those of the peers, the ranges, the one in question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The fines of the peers, in fen.
    pub peers: Vec<i64>,
    /// The interval expected.
    pub expected: Option<Stretch>,
    /// The range of the statute.
    pub statutory: Option<Stretch>,
    /// The range of the tier.
    pub tier: Option<Stretch>,
    /// The fine in question, in fen, with the words shown for it.
    pub this: Option<(i64, String)>,
    /// The words for the least and the greatest amount on the line.
    pub ends: (String, String),
}

/// How a finding stands that somebody has looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewed {
    /// 已排除.
    Dismissed,
    /// 已确认.
    Confirmed,
    /// 数据已变.
    Changed,
}

/// Why a decision got its verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlierView {
    /// The key of the decision.
    pub key: i64,
    /// Everything the decision says, party included, as lines of label and value.
    pub lines: Vec<(String, String)>,
    /// The verdict in words.
    pub verdict: String,
    /// Whether the verdict asks for attention.
    pub is_suspicious: bool,
    /// Why, in words a person can check.
    pub reasons: Vec<String>,
    /// How it stands, who said so when and why, in words.
    pub review: Option<(Reviewed, String)>,
    /// What would have to be recorded for the amount to be lawful.
    pub nearest: NearestReason,
    /// Interval, number of peers, p-value, in words.
    pub figures: Vec<(String, String)>,
    /// The amounts of the peers with this case marked.
    pub strip: Option<Strip>,
    /// The peers beside this case.
    pub table: PeerTable,
    /// What was made of the finding, the latest first.
    pub history: Vec<String>,
    /// Which decisions were not compared, and why.
    pub excluded: Vec<String>,
    /// How it was compared, and how often the method is wrong.
    pub method: String,
}
