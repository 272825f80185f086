//! 离群: decisions by how suspicious they are, with reasons and peers.

pub mod detail;
pub mod query;

use crate::tui::line_edit::LineEdit;
use crate::tui::model::bureaus::BureausState;
use crate::tui::model::lookup::Choice;
use crate::tui::model::outliers::detail::{OutlierView, PeerColumn, Reviewed};
use crate::tui::model::outliers::query::{Counts, Facet, Query, Scope};
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
    /// What somebody made of it, if anything.
    pub review: Option<Reviewed>,
    /// 决定书文号.
    pub case_no: String,
    /// When.
    pub decided_on: String,
    /// For what.
    pub offence: String,
    /// The fine.
    pub fine: String,
    /// What was to be expected.
    pub expected: String,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// A part of the list, and what is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// What was asked for.
    pub query: Query,
    /// The rows.
    pub rows: Window<OutlierRow>,
    /// What is left out.
    pub counts: Counts,
    /// The words for what the list is narrowed to.
    pub chips: Vec<(Facet, String)>,
    /// The names to search in are still being read; ask again when they are there.
    pub is_waiting: bool,
}

/// What is done with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewAct {
    /// 排除: nothing wrong with it.
    Dismiss,
    /// 确认: something has to be done.
    Confirm,
    /// 重新打开.
    Reopen,
    /// What held before the latest act holds again.
    TakeBack,
}

/// Something done with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewStep {
    /// The decision in the store.
    pub key: i64,
    /// What is done.
    pub act: ReviewAct,
    /// Why.
    pub reason: String,
}

/// The prompt for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonPrompt {
    /// The decision in the store.
    pub key: i64,
    /// What the finding is, in words.
    pub about: String,
    /// What will be done.
    pub act: ReviewAct,
    /// The reason written so far.
    pub reason: LineEdit,
}

/// The part of the screen that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutliersPane {
    /// The ranked list.
    #[default]
    List,
    /// The box for words in number, party or offence.
    Find,
    /// The detail; up and down scroll.
    Detail,
    /// The peers; up and down go from one to the next, enter opens one in the decisions.
    Peers,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct OutliersState {
    /// The verdicts to choose from.
    pub verdicts: Vec<Choice>,
    /// What the list shows; its words stand in [`OutliersState::find`].
    pub query: Query,
    /// Words in number, party or offence.
    pub find: LineEdit,
    /// The choices of the last comparison, or of the one that is running.
    pub scope: Scope,
    /// The choices of the comparison that is shown.
    pub compared_scope: Scope,
    /// What the list is narrowed to, in words.
    pub chips: Vec<(Facet, String)>,
    /// What is left out.
    pub counts: Counts,
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
    /// Whether the store or the choices changed while it runs, so that it has to be done again.
    pub is_stale: bool,
    /// Whether the names to search in are being read.
    pub is_reading_names: bool,
    /// The finding reviewed last, for taking it back.
    pub reviewed: Option<i64>,
    /// The view of authorities.
    pub bureaus: BureausState,
    /// Why the last comparison came to nothing, and what to do.
    pub trouble: Option<String>,
}

impl OutliersState {
    /// Returns the selected row.
    pub fn selected(&self) -> Option<&OutlierRow> {
        self.rows.get(self.selection.at())
    }

    /// Returns what the list is to show.
    pub fn asked(&self) -> Query {
        Query {
            text: self.find.text().trim().to_owned(),
            ..self.query.clone()
        }
    }

    /// Returns the peers of the selected decision.
    pub fn peers(&self) -> &[PeerColumn] {
        let detail = self.detail.as_ref();
        detail.map_or(&[], |view| view.table.peers.as_slice())
    }

    /// Returns the selected peer.
    pub fn selected_peer(&self) -> Option<&PeerColumn> {
        self.peers().get(self.peer.at())
    }
}
