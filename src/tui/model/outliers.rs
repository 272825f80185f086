//! 离群: decisions by how suspicious they are, with reasons and peers.

use crate::tui::model::lookup::Choice;
use crate::tui::model::{Selection, Window};

/// One decision in the ranked list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlierRow {
    /// The key of the decision in the store.
    pub key: i64,
    /// The verdict in words.
    pub verdict: String,
    /// Whether the verdict asks for attention.
    pub is_suspicious: bool,
    /// 决定书文号.
    pub case_no: String,
    /// For what.
    pub offence: String,
    /// The fine.
    pub fine: String,
    /// What was to be expected.
    pub expected: String,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// One comparable decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeerRow {
    /// Its key in the store.
    pub key: i64,
    /// 决定书文号.
    pub case_no: String,
    /// When.
    pub decided_on: String,
    /// The fine or the other outcome.
    pub outcome: String,
    /// How it is alike, in words.
    pub likeness: String,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// Amounts on one line: those of the peers, the interval expected, the one in question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// The fines of the peers, in fen.
    pub peers: Vec<i64>,
    /// The interval expected, in fen.
    pub expected: Option<(i64, i64)>,
    /// The fine in question, in fen, with the words shown for it.
    pub this: Option<(i64, String)>,
    /// The words for the least and the greatest amount on the line.
    pub ends: (String, String),
}

/// Why a decision got its verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlierView {
    /// The key of the decision.
    pub key: i64,
    /// 决定书文号 and what it is about, as lines of label and value.
    pub lines: Vec<(String, String)>,
    /// The verdict in words.
    pub verdict: String,
    /// Whether the verdict asks for attention.
    pub is_suspicious: bool,
    /// Why, in words a person can check.
    pub reasons: Vec<String>,
    /// The amounts of the peers with this case marked.
    pub strip: Option<Strip>,
    /// The peers.
    pub peers: Vec<PeerRow>,
    /// Which decisions were not compared, and why.
    pub excluded: Vec<String>,
}

/// The part of the screen that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutliersPane {
    /// The ranked list.
    #[default]
    List,
    /// The detail; up and down scroll.
    Detail,
    /// The peers; enter opens one in the decisions.
    Peers,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct OutliersState {
    /// The verdicts to choose from.
    pub verdicts: Vec<Choice>,
    /// The verdict looked at; none means all.
    pub verdict: Option<usize>,
    /// The ranked decisions.
    pub rows: Window<OutlierRow>,
    /// How many decisions were compared; none before the first comparison.
    pub compared: Option<usize>,
    /// Which row is selected.
    pub selection: Selection,
    /// The selected decision.
    pub detail: Option<OutlierView>,
    /// Which peer is selected.
    pub peer: Selection,
    /// How far the detail is scrolled.
    pub scroll: usize,
    /// What has the focus.
    pub pane: OutliersPane,
    /// Whether a comparison is running.
    pub is_running: bool,
}

impl OutliersState {
    /// Returns the selected row.
    pub fn selected(&self) -> Option<&OutlierRow> {
        self.rows.get(self.selection.at())
    }

    /// Returns the id of the verdict looked at.
    pub fn verdict_id(&self) -> Option<&str> {
        self.verdicts
            .get(self.verdict?)
            .map(|verdict| verdict.id.as_str())
    }

    /// Returns the selected peer.
    pub fn selected_peer(&self) -> Option<&PeerRow> {
        self.detail.as_ref()?.peers.get(self.peer.at())
    }
}
