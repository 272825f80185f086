//! 决定库: what was decided, as a table over a store that may be large.

pub mod columns;
pub mod marks;
pub mod views;

use crate::report::table::Column;
use crate::tui::line_edit::LineEdit;
use crate::tui::model::decisions::columns::Columns;
use crate::tui::model::decisions::marks::Marks;
use crate::tui::model::{Selection, Window};

/// The columns a table of decisions can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// By date.
    #[default]
    Date,
    /// By amount.
    Fine,
    /// By offence.
    Offence,
    /// By authority.
    Authority,
    /// By case number.
    CaseNo,
}

impl SortBy {
    /// The column it sorts by.
    pub fn column(self) -> Column {
        match self {
            Self::Date => Column::Decided,
            Self::Fine => Column::Fine,
            Self::Offence => Column::Offence,
            Self::Authority => Column::Authority,
            Self::CaseNo => Column::CaseNo,
        }
    }

    /// What sorts by a column; none for one that cannot be sorted by.
    pub fn of(column: Column) -> Option<Self> {
        [
            Self::Date,
            Self::Fine,
            Self::Offence,
            Self::Authority,
            Self::CaseNo,
        ]
        .into_iter()
        .find(|sort| sort.column() == column)
    }

    /// Returns the next column.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Date => Self::Fine,
            Self::Fine => Self::Offence,
            Self::Offence => Self::Authority,
            Self::Authority => Self::CaseNo,
            Self::CaseNo => Self::Date,
        }
    }
}

/// Which decisions, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What the filter box says.
    pub filter: String,
    /// The column to sort by.
    pub sort: SortBy,
    /// Whether the greatest or latest comes first.
    pub is_descending: bool,
    /// The first row wanted.
    pub offset: usize,
}

/// One decision in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionRow {
    /// Its key in the store.
    pub key: i64,
    /// 决定书文号.
    pub case_no: String,
    /// When, in the precision known.
    pub decided_on: String,
    /// By whom.
    pub authority: String,
    /// For what.
    pub offence: String,
    /// On whom.
    pub subject: String,
    /// The fine, in words of the trade; 未知 is not zero.
    pub fine: String,
    /// Whether it is a teaching example.
    pub is_demo: bool,
    /// What is known of the fine, in fen.
    pub fen: Option<i64>,
    /// 当事人.
    pub party: String,
    /// 领域.
    pub domain: String,
    /// 阶段.
    pub stage: String,
    /// 情节.
    pub circumstances: String,
    /// 依据.
    pub basis: String,
    /// 阶次.
    pub tier: String,
    /// 地区.
    pub region: String,
    /// When the act was committed.
    pub acted_on: String,
    /// 其他处罚.
    pub others: String,
    /// 违法所得.
    pub gain: String,
    /// 货值金额.
    pub goods: String,
    /// 上一年年收入.
    pub income: String,
}

/// Everything about one decision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionView {
    /// Its key in the store.
    pub key: i64,
    /// 决定书文号.
    pub case_no: String,
    /// Label and value, in order.
    pub lines: Vec<(String, String)>,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// A word that may be meant in the filter box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// How many characters before the cursor it takes the place of.
    pub typed: usize,
    /// The word, a name with its sign.
    pub word: String,
}

/// The part of the screen that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecisionsPane {
    /// The filter box; up and down still move in the table.
    Filter,
    /// The table.
    #[default]
    Table,
    /// The detail; up and down scroll.
    Detail,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct DecisionsState {
    /// The filter box.
    pub filter: LineEdit,
    /// The column sorted by.
    pub sort: SortBy,
    /// Whether the order is turned round: not the latest or greatest first.
    pub is_reversed: bool,
    /// The rows.
    pub rows: Window<DecisionRow>,
    /// How many the store holds without the filter; none before the first look.
    pub stored: Option<usize>,
    /// Why the store cannot be read, and what to do.
    pub trouble: Option<String>,
    /// Which row is selected.
    pub selection: Selection,
    /// The selected decision.
    pub detail: Option<DecisionView>,
    /// How far the detail is scrolled.
    pub scroll: usize,
    /// What has the focus.
    pub pane: DecisionsPane,
    /// What in the filter was left out, and why.
    pub doubts: Vec<String>,
    /// What the text before the cursor may be the beginning of, and that text.
    pub completions: (String, Vec<Completion>),
    /// The columns of the table.
    pub columns: Columns,
    /// By how many columns the table is moved to the left.
    pub moved: usize,
    /// The marked rows.
    pub marks: Marks,
    /// What the store was asked last and has not answered yet.
    pub asked: Option<Listing>,
    /// What undoing would take back, if an import can be undone.
    pub undo: Option<String>,
    /// Whether the teaching examples were offered already.
    pub was_offered_demo: bool,
}

impl DecisionsState {
    /// Returns what can be completed where the cursor stands now.
    pub fn completions(&self) -> &[Completion] {
        let (before, found) = &self.completions;
        if self.pane == DecisionsPane::Filter && before == self.filter.until_cursor() {
            found
        } else {
            &[]
        }
    }

    /// Returns the selected row.
    pub fn selected(&self) -> Option<&DecisionRow> {
        self.rows.get(self.selection.at())
    }

    /// Returns what to ask the store for, from `offset`.
    pub fn listing(&self, offset: usize) -> Listing {
        Listing {
            filter: self.filter.text().to_owned(),
            sort: self.sort,
            is_descending: matches!(self.sort, SortBy::Date | SortBy::Fine) != self.is_reversed,
            offset,
        }
    }
}
