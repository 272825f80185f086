//! 离群 › 机关: authorities against one another and against their own past.

use std::sync::Arc;

use crate::tui::model::Selection;

/// A figure with its band, as an index: 100 for what comparable decisions of all authorities get.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BandView {
    /// Lower end.
    pub low: f64,
    /// Best estimate.
    pub value: f64,
    /// Upper end.
    pub high: f64,
}

/// A quarter of an authority.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuarterView {
    /// `2024Q3`.
    pub label: String,
    /// Comparable fines.
    pub n: String,
    /// The index in words, with its band.
    pub words: String,
    /// The index for drawing.
    pub band: BandView,
    /// 提示核查.
    pub is_flagged: bool,
}

/// An authority in the table, and what its detail says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BureauRow {
    /// The authority.
    pub authority: String,
    /// Comparable fines.
    pub n: String,
    /// The index in words.
    pub index: String,
    /// The index for drawing.
    pub band: BandView,
    /// Precision, for its place in the funnel.
    pub effective: f64,
    /// Share at the upper end.
    pub top: String,
    /// Change on the year before.
    pub change: String,
    /// Fines just under a threshold, where that was looked at.
    pub under: String,
    /// What is singled out, in a word or two.
    pub flags: String,
    /// What is said of it in full, singled out or not.
    pub sentences: Vec<(bool, String)>,
    /// Its quarters, in their order.
    pub quarters: Vec<QuarterView>,
}

/// Limits of the funnel at a precision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FunnelView {
    /// Precision.
    pub effective: f64,
    /// The 95 % limits.
    pub near: (f64, f64),
    /// The 99.8 % limits.
    pub far: (f64, f64),
}

/// The whole view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BureausView {
    /// The authorities, the most notable first.
    pub rows: Vec<BureauRow>,
    /// Limits by growing precision.
    pub funnel: Vec<FunnelView>,
    /// Ends of the axis of all indices.
    pub axis: (f64, f64),
    /// How it was done, in words.
    pub method: Vec<String>,
    /// How many findings there are in all.
    pub flagged: usize,
}

/// The part of the view that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BureausPane {
    /// The table.
    #[default]
    List,
    /// The detail; up and down scroll.
    Detail,
}

/// The state of the view.
#[derive(Clone, Debug, Default)]
pub struct BureausState {
    /// Whether it is shown in place of the decisions.
    pub is_shown: bool,
    /// Whether it is being worked out.
    pub is_running: bool,
    /// What was found; none before it was asked for.
    pub view: Option<Arc<BureausView>>,
    /// Which authority is selected.
    pub selection: Selection,
    /// How far the detail is scrolled.
    pub scroll: usize,
    /// What has the focus.
    pub pane: BureausPane,
}

impl BureausState {
    /// Returns the selected authority.
    pub fn selected(&self) -> Option<&BureauRow> {
        self.view.as_ref()?.rows.get(self.selection.at())
    }
}
