//! Writing the table on the screen into a file: which, as what, where.

use crate::report::table::{Column, Form, Heading};
use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;
use crate::tui::model::decisions::marks::Chosen;
use crate::tui::model::decisions::{DecisionsState, Listing};
use crate::tui::model::outliers::OutlierRow;
use crate::tui::model::outliers::query::Query;
use crate::tui::strings;

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Offences found.
    Offences,
    /// Past decisions.
    Decisions,
    /// Past decisions as compared.
    Findings,
    /// Authorities.
    Bureaus,
    /// Items of lists.
    Lists,
    /// Benchmark documents.
    Packs,
    /// Items of a document.
    Items,
}

/// Decisions of the store: of which listing, and which of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Filter and order.
    pub listing: Listing,
    /// Which.
    pub chosen: Chosen,
    /// The columns.
    pub columns: Vec<Column>,
}

impl Rows {
    /// The marked rows, or else all that are listed.
    pub fn meant(state: &DecisionsState) -> Self {
        Self {
            listing: state.listing(0),
            chosen: state.marks.chosen(),
            columns: state.columns.list(),
        }
    }
}

/// A table all of whose rows are at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it lists.
    pub contents: Contents,
    /// What stands over its columns.
    pub headings: Vec<Heading>,
    /// The rows, a cell for each heading.
    pub rows: Vec<Vec<String>>,
}

/// Where the rows of a table come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the store.
    Decisions(Rows),
    /// From the last comparison: all that a query lists.
    Findings(Query, Vec<Heading>),
    /// From the screen.
    Table(Table),
}

impl Source {
    /// What the table lists.
    pub fn contents(&self) -> Contents {
        match self {
            Self::Decisions(_) => Contents::Decisions,
            Self::Findings(..) => Contents::Findings,
            Self::Table(table) => table.contents,
        }
    }

    /// How many columns it has on screen.
    pub fn columns(&self) -> usize {
        match self {
            Self::Decisions(rows) => rows.columns.len(),
            Self::Findings(_, headings) => headings.len(),
            Self::Table(table) => table.headings.len(),
        }
    }
}

/// Returns what stands of a finding in a file, in the columns of the screen.
pub fn finding_cells(row: OutlierRow) -> Vec<String> {
    vec![
        row.review.map_or("", strings::review_state).to_owned(),
        row.verdict,
        row.offence,
        row.fine,
        row.expected,
        strings::remark(row.is_demo).to_owned(),
        row.decided_on,
        row.case_no,
    ]
}

/// What is to be written where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The table.
    pub source: Source,
    /// How.
    pub form: Form,
    /// Where, as written.
    pub path: String,
    /// Whether a file that is there may be replaced.
    pub replaces: bool,
}

/// The prompt for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportPrompt {
    /// The table.
    pub source: Source,
    /// How many they are, if it is known.
    pub count: Option<usize>,
    /// Whether they are the marked ones.
    pub is_marked: bool,
    /// How.
    pub form: Form,
    /// The path written so far.
    pub path: LineEdit,
    /// Files and folders that continue it.
    pub candidates: Vec<String>,
    /// Which one Tab takes.
    pub selection: Selection,
    /// Set when there is such a file: Enter again replaces it.
    pub asks: bool,
}

/// How far it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportProgress {
    /// The file.
    pub file: String,
    /// What its rows are counted in.
    pub unit: &'static str,
    /// Rows written.
    pub written: usize,
    /// Of how many, if it is known.
    pub of: Option<usize>,
    /// Whether it was told to stop.
    pub is_cancelled: bool,
}
