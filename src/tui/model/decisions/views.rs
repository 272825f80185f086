//! Views kept under a name: filter, order and columns.

use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;
use crate::tui::model::decisions::SortBy;
use crate::tui::model::decisions::columns::Columns;

/// A view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// What the filter box says.
    pub filter: String,
    /// The column sorted by.
    pub sort: SortBy,
    /// Whether the order is turned round.
    pub is_reversed: bool,
    /// The columns.
    pub columns: Columns,
    /// Whether it came with the program.
    pub is_built_in: bool,
}

/// What a name is being written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// To keep what is on screen.
    Save,
    /// To call this view otherwise.
    Rename(String),
}

/// The list of views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewsPanel {
    /// The views: the user's own, then those that came with the program.
    pub views: Vec<SavedView>,
    /// What is wrong with the file they are kept in.
    pub troubles: Vec<String>,
    /// Which is selected.
    pub selection: Selection,
    /// The name being written.
    pub naming: Option<(Naming, LineEdit)>,
    /// Whether the list has been read.
    pub is_read: bool,
}

impl ViewsPanel {
    /// The selected view.
    pub fn selected(&self) -> Option<&SavedView> {
        self.views.get(self.selection.at())
    }

    /// Whether the user keeps a view of this name.
    pub fn has_own(&self, name: &str) -> bool {
        self.views.iter().any(|v| !v.is_built_in && v.name == name)
    }
}
