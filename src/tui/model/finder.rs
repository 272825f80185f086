//! What is found by typing, wherever it lives: actions in the palette, things in the finder.

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;
use crate::tui::model::target::Target;

/// The command palette.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// What is typed.
    pub query: LineEdit,
    /// The actions found, best first, with whether each does something now.
    pub rows: Vec<(Action, bool)>,
    /// Which one is selected.
    pub selection: Selection,
}

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 案由.
    Offence,
    /// 清单事项.
    ListItem,
    /// 基准事项.
    Item,
    /// 决定.
    Decision,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundRow {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub title: String,
    /// Where it stands: article, list, document, date and outcome.
    pub place: String,
    /// What opens it.
    pub target: Target,
}

/// The search over everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// What is typed.
    pub query: LineEdit,
    /// What the library has.
    pub rows: Vec<FoundRow>,
    /// What the store has.
    pub decisions: Vec<FoundRow>,
    /// The words the store is being searched for.
    pub searching: Option<String>,
    /// Why the store cannot be searched.
    pub trouble: Option<String>,
    /// Which one is selected, decisions after the rest.
    pub selection: Selection,
}

impl Finder {
    /// Returns a row by its place on screen.
    pub fn row(&self, at: usize) -> Option<&FoundRow> {
        self.rows.iter().chain(&self.decisions).nth(at)
    }

    /// Takes over how many rows there are.
    pub fn recount(&mut self) {
        self.selection
            .resize(self.rows.len() + self.decisions.len());
    }
}
