//! Writing the table into a file.

use crate::report::table::{Column, Form};
use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;
use crate::tui::model::decisions::Listing;
use crate::tui::model::decisions::marks::Chosen;

/// The rows that are meant: of which listing, and which of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Filter and order.
    pub listing: Listing,
    /// Which.
    pub chosen: Chosen,
    /// The columns.
    pub columns: Vec<Column>,
}

/// What is to be written where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The rows.
    pub rows: Rows,
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
    /// The rows.
    pub rows: Rows,
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
    /// Rows written.
    pub written: usize,
    /// Of how many, if it is known.
    pub of: Option<usize>,
    /// Whether it was told to stop.
    pub is_cancelled: bool,
}
