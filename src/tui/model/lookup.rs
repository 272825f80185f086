//! 查询: what is typed, what was found, what is shown of it.

use std::sync::Arc;

use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;
use crate::tui::model::assess::RangeBar;

/// A choice by id with the words people see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The id used in files.
    pub id: String,
    /// The words shown.
    pub label: String,
}

/// The part of the screen that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookupPane {
    /// The search box; up and down still move in the results.
    #[default]
    Search,
    /// The results; letters are commands.
    Results,
    /// The detail; up and down scroll.
    Detail,
}

/// One offence found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookupRow {
    /// Offence id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its article, short.
    pub cite: String,
    /// The domains it belongs to, as people name them.
    pub domains: Vec<String>,
    /// Whether benchmark tiers are loaded for it.
    pub has_tiers: bool,
    /// Repealed, superseded … if so.
    pub status: Option<String>,
}

/// The penalty the statute sets for one subject at one stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatuteRow {
    /// On whom.
    pub subject: String,
    /// At what stage.
    pub stage: String,
    /// The fine, with both bounds.
    pub fine: Option<String>,
    /// Other penalties, joined as the statute joins them.
    pub others: Vec<String>,
    /// The article.
    pub cite: String,
    /// What a person should know about this row.
    pub note: Option<String>,
}

/// One benchmark tier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierRow {
    /// 第一阶次 …
    pub label: String,
    /// Its condition.
    pub condition: String,
    /// Its amounts: subject (and stage), range.
    pub amounts: Vec<(String, String)>,
}

/// What one benchmark document says of the offence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BenchmarkView {
    /// The document and the item in it.
    pub title: String,
    /// In force, lapsed …; how it was verified.
    pub status: String,
    /// Its tiers; empty means 本事项未载入基准阶次.
    pub tiers: Vec<TierRow>,
}

/// What was decided on the offence so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticeView {
    /// How many decisions.
    pub count: usize,
    /// The interval of their fines.
    pub interval: Option<String>,
    /// Which decisions were counted.
    pub scope: String,
    /// Whether teaching examples are among them.
    pub has_demo: bool,
    /// The nearest of them, with what differs.
    pub peers: Vec<String>,
    /// Their fines drawn under each range of the case they are like.
    pub bars: Vec<Option<RangeBar>>,
    /// The number of the question whose answer takes the place of this; none when this is the answer.
    pub awaited: Option<u64>,
}

/// Everything about one offence, in its three layers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetailView {
    /// Offence id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The full citation.
    pub cite: String,
    /// Repealed, superseded … and by what.
    pub status: Option<String>,
    /// Layer one.
    pub statute: Vec<StatuteRow>,
    /// Layer two.
    pub benchmarks: Vec<BenchmarkView>,
    /// Layer three.
    pub practice: PracticeView,
    /// The article itself, one entry a paragraph; empty where its law was not imported.
    pub article: Vec<String>,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct LookupState {
    /// The search box.
    pub query: LineEdit,
    /// The domains to choose from.
    pub domains: Vec<Choice>,
    /// The domain looked at; none means all.
    pub domain: Option<usize>,
    /// What was found.
    pub rows: Arc<[Arc<LookupRow>]>,
    /// Which result is selected.
    pub selection: Selection,
    /// The offence to select as soon as it is found.
    pub wanted: Option<String>,
    /// The selected offence.
    pub detail: Option<DetailView>,
    /// How far the detail is scrolled.
    pub scroll: usize,
    /// What has the focus.
    pub pane: LookupPane,
}

impl LookupState {
    /// Returns the selected result.
    pub fn selected(&self) -> Option<&LookupRow> {
        self.rows.get(self.selection.at()).map(Arc::as_ref)
    }

    /// Returns the id of the domain looked at.
    pub fn domain_id(&self) -> Option<&str> {
        self.domains
            .get(self.domain?)
            .map(|domain| domain.id.as_str())
    }
}
