//! 清单: what is not penalised or penalised less, item by item, over all lists that are loaded.

use std::sync::Arc;

use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;

/// What a list grants, for narrowing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// 不予处罚.
    NotPenalised,
    /// 从轻处罚.
    Lighter,
    /// 减轻处罚.
    Mitigated,
}

impl Grant {
    /// Returns the next choice in a ring in which "all of them" is one of the places.
    pub fn next(choice: Option<Self>) -> Option<Self> {
        match choice {
            None => Some(Self::NotPenalised),
            Some(Self::NotPenalised) => Some(Self::Lighter),
            Some(Self::Lighter) => Some(Self::Mitigated),
            Some(Self::Mitigated) => None,
        }
    }
}

/// One item, or a row of a document that is known to exist and was not seen whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListRow {
    /// The list, by id.
    pub list: String,
    /// Its row in the list: the items first, then those that are missing.
    pub at: usize,
    /// Number in the document.
    pub no: String,
    /// Title in the document.
    pub title: String,
    /// 可以不予处罚 …; empty for a missing row.
    pub grants: String,
    /// The list, short.
    pub list_name: String,
    /// The article of the offence, short; empty when none is linked.
    pub cite: String,
    /// Whether the row is not loaded.
    pub is_missing: bool,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

impl ListRow {
    /// Returns what names the row.
    pub fn key(&self) -> (String, usize) {
        (self.list.clone(), self.at)
    }
}

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListsQuery {
    /// What the search box says.
    pub text: String,
    /// What must be granted.
    pub grant: Option<Grant>,
}

/// What was found, and out of how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListsFound {
    /// What was asked for.
    pub query: ListsQuery,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// How many documents are loaded.
    pub documents: usize,
}

/// One item in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListItemView {
    /// The list, by id.
    pub list: String,
    /// Its row in the list.
    pub at: usize,
    /// Number and title.
    pub title: String,
    /// What it grants, on what offence: label and value, in order.
    pub lines: Vec<(String, String)>,
    /// The document: label and value, in order.
    pub document: Vec<(String, String)>,
    /// Conditions of the whole list.
    pub gates: Vec<String>,
    /// Conditions of the item.
    pub conditions: Vec<String>,
    /// What to know: doubts, remarks, why a row is missing.
    pub notes: Vec<String>,
    /// Whether the row is known to exist and not loaded.
    pub is_missing: bool,
    /// The offence to open, by id; none when the item names none that is loaded.
    pub offence: Option<String>,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// The part of the screen that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListsPane {
    /// The search box; up and down still move in the rows.
    #[default]
    Search,
    /// The rows.
    Rows,
    /// The detail; up and down scroll.
    Detail,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct ListsState {
    /// The search box.
    pub query: LineEdit,
    /// What must be granted.
    pub grant: Option<Grant>,
    /// The rows; none before the first look.
    pub rows: Option<Arc<[ListRow]>>,
    /// How many documents are loaded.
    pub documents: usize,
    /// Which row is selected.
    pub selection: Selection,
    /// The row to select as soon as it is listed.
    pub wanted: Option<(String, usize)>,
    /// The selected item.
    pub detail: Option<ListItemView>,
    /// How far the detail is scrolled.
    pub scroll: usize,
    /// What has the focus.
    pub pane: ListsPane,
}

impl ListsState {
    /// Returns the selected row.
    pub fn selected(&self) -> Option<&ListRow> {
        self.rows.as_ref()?.get(self.selection.at())
    }

    /// Returns what is to be listed.
    pub fn asked(&self) -> ListsQuery {
        ListsQuery {
            text: self.query.text().trim().to_owned(),
            grant: self.grant,
        }
    }
}
