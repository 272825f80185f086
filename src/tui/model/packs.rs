//! 基准库: the benchmark documents that are loaded, their items, and the review of an imported item.

use std::sync::Arc;

use crate::tui::line_edit::{Accepts, LineEdit};
use crate::tui::model::Selection;
use crate::tui::problem::Problem;

/// One document in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackRow {
    /// Identifier.
    pub id: String,
    /// Short name.
    pub short: String,
    /// Layer and region.
    pub scope: String,
    /// From when until when it is in force.
    pub dates: String,
    /// Items.
    pub items: usize,
    /// Items with tiers.
    pub with_tiers: usize,
    /// Tiers.
    pub tiers: usize,
    /// Items that need a look, and items that nobody looked at; none when it was not imported.
    pub open: Option<(usize, usize)>,
    /// Shipped, imported, or written by the office.
    pub source: String,
    /// Label and value, in order.
    pub lines: Vec<(String, String)>,
    /// What lint says of it.
    pub findings: Vec<Problem>,
    /// Whether it is a teaching example.
    pub is_demo: bool,
}

/// How much an item needs a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Not linked, or a tier that cannot be assessed with.
    Broken,
    /// Something was uncertain.
    Doubtful,
    /// Put aside by a person.
    Marked,
    /// Read without doubt, not looked at yet.
    Fresh,
    /// Accepted.
    Accepted,
    /// Corrected.
    Corrected,
    /// Not imported: there is nothing to review.
    Given,
}

impl Look {
    /// Says whether a person has to look.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Broken | Self::Doubtful)
    }
}

/// One item in the list of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Position in the document.
    pub at: usize,
    /// Number in the document.
    pub no: String,
    /// Title.
    pub title: String,
    /// The offence; empty when none is linked.
    pub offence: String,
    /// Tiers, and rows that are missing.
    pub tiers: (usize, usize),
    /// How much it needs a look.
    pub look: Look,
}

/// The items of a document, those with problems first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemsView {
    /// The document.
    pub pack: String,
    /// Its short name.
    pub name: String,
    /// Why it can only be read.
    pub read_only: Option<String>,
    /// The items.
    pub rows: Vec<ItemRow>,
}

impl ItemsView {
    /// Returns how many items satisfy a test.
    pub fn count(&self, test: impl Fn(Look) -> bool) -> usize {
        self.rows.iter().filter(|row| test(row.look)).count()
    }
}

/// Which row of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPlace {
    /// Position among the tiers.
    Tier(usize),
    /// Position among the rows that could not be read.
    Missing(usize),
}

/// A tier, or a row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// Where it stands in the item.
    pub place: RowPlace,
    /// Its label.
    pub label: String,
    /// The condition as printed.
    pub printed_condition: Option<String>,
    /// The penalty as printed.
    pub printed_standard: Option<String>,
    /// Where the row comes from.
    pub source: String,
    /// The condition as read, in words.
    pub condition: String,
    /// The amounts as read: stage and subject, amount.
    pub amounts: Vec<(String, String)>,
    /// Other penalties as read.
    pub penalties: Vec<String>,
    /// What was uncertain; why it could not be read.
    pub doubts: Vec<String>,
    /// Remark on the row.
    pub note: Option<String>,
}

/// One item in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemView {
    /// The document.
    pub pack: String,
    /// Position in the document.
    pub at: usize,
    /// Number and title.
    pub title: String,
    /// Where it stands in the document.
    pub place: Option<String>,
    /// What precedes the tiers, as printed.
    pub text: Option<String>,
    /// Citations as printed.
    pub cites: Vec<String>,
    /// The offence as linked: label and value lines.
    pub lines: Vec<(String, String)>,
    /// Citation to start from when the link is corrected.
    pub link: String,
    /// How much it needs a look.
    pub look: Look,
    /// What was uncertain about the item.
    pub doubts: Vec<String>,
    /// Remark of a reviewer.
    pub note: Option<String>,
    /// Tiers and rows that could not be read.
    pub rows: Vec<RowView>,
}

/// What a person wants to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is right as it stands.
    Accept,
    /// Put it aside with a remark.
    Mark(String),
    /// As if nobody had looked.
    Reopen,
    /// The condition of a row, in words.
    Condition(RowPlace, String),
    /// The penalty of a row, in words.
    Standard(RowPlace, String),
    /// The offence, as citation or id.
    Offence(String),
    /// Take the last change back.
    Undo,
}

/// A change to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The document.
    pub pack: String,
    /// Position of the item.
    pub at: usize,
    /// The change.
    pub change: Change,
}

/// What came of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The items as they are now.
    pub items: ItemsView,
    /// The item changed.
    pub item: ItemView,
    /// What to say.
    pub said: String,
    /// Whether the item is done with and the next problem is due.
    pub is_done: bool,
}

/// What a correction would be read as.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The text read.
    pub text: String,
    /// What was understood.
    pub read: Vec<String>,
    /// What was not.
    pub doubts: Vec<String>,
    /// Offences that may be meant: id and title.
    pub candidates: Vec<(String, String)>,
}

/// What a line that is typed corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// The remark of a reviewer.
    Remark,
    /// The condition of a row.
    Condition(RowPlace),
    /// The penalty of a row.
    Standard(RowPlace),
    /// The offence.
    Offence,
}

impl Correcting {
    /// Returns the change that the text makes.
    pub fn change(self, text: &str) -> Change {
        let text = text.trim().to_owned();
        match self {
            Self::Remark => Change::Mark(text),
            Self::Condition(row) => Change::Condition(row, text),
            Self::Standard(row) => Change::Standard(row, text),
            Self::Offence => Change::Offence(text),
        }
    }
}

/// The line in which a correction is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectPrompt {
    /// The document.
    pub pack: String,
    /// Position of the item.
    pub at: usize,
    /// What is corrected.
    pub what: Correcting,
    /// Which item and row, in words.
    pub about: String,
    /// What the document prints.
    pub printed: Option<String>,
    /// What is typed.
    pub text: LineEdit,
    /// What it would be read as.
    pub preview: Preview,
    /// Which candidate Tab takes.
    pub selection: Selection,
}

impl CorrectPrompt {
    /// Returns the change as typed so far.
    pub fn step(&self) -> Step {
        Step {
            pack: self.pack.clone(),
            at: self.at,
            change: self.what.change(self.text.text()),
        }
    }
}

/// What is known of a document to be imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentForm {
    /// Path of the file.
    pub path: String,
    /// Identifier.
    pub id: String,
    /// In force from.
    pub from: String,
    /// Region code.
    pub region: String,
    /// Domains.
    pub domains: String,
}

/// The prompt for a document to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentPrompt {
    /// Path, identifier, date, region, domains.
    pub fields: [LineEdit; 5],
    /// Which field has the focus.
    pub focus: usize,
    /// Files and folders that continue the path.
    pub candidates: Vec<String>,
    /// Which one Tab takes.
    pub selection: Selection,
    /// The identifier used when none is written.
    pub suggested: String,
    /// Why it did not work.
    pub trouble: Option<String>,
}

impl DocumentPrompt {
    /// Returns the prompt with nothing written.
    pub fn new() -> Self {
        Self {
            fields: [
                LineEdit::default(),
                LineEdit::default(),
                LineEdit::new(Accepts::Date),
                LineEdit::new(Accepts::Number),
                LineEdit::default(),
            ],
            ..Self::default()
        }
    }

    /// Returns the field with the focus.
    pub fn field(&self) -> &LineEdit {
        let [path, ..] = &self.fields;
        self.fields.get(self.focus).unwrap_or(path)
    }

    /// Returns the field with the focus.
    pub fn field_mut(&mut self) -> Option<&mut LineEdit> {
        self.fields.get_mut(self.focus)
    }

    /// Returns what is written.
    pub fn form(&self) -> DocumentForm {
        let [path, id, from, region, domains] =
            [0, 1, 2, 3, 4].map(|at: usize| self.fields.get(at).map_or("", LineEdit::text).trim());
        DocumentForm {
            path: path.to_owned(),
            id: if id.is_empty() { &self.suggested } else { id }.to_owned(),
            from: from.to_owned(),
            region: region.to_owned(),
            domains: domains.to_owned(),
        }
    }
}

/// What was read from a document, not yet written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadingView {
    /// The file.
    pub file: String,
    /// The report, line by line; indented lines belong to the one above.
    pub lines: Vec<String>,
    /// Items read.
    pub items: usize,
    /// Whether it replaces an earlier import that differs.
    pub replaces: bool,
}

/// The part of the screen that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// The documents.
    #[default]
    Packs,
    /// The items of one.
    Items,
    /// One item: its source and what was read.
    Review,
}

/// Which of two panes has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PacksPane {
    /// The list; what was read, in a review.
    #[default]
    List,
    /// The detail; the source, in a review.
    Detail,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct PacksState {
    /// What is shown.
    pub level: Level,
    /// What has the focus.
    pub pane: PacksPane,
    /// The documents; none before the first look.
    pub rows: Option<Arc<[PackRow]>>,
    /// Which document is selected.
    pub selection: Selection,
    /// The items of the one opened.
    pub items: Arc<ItemsView>,
    /// The position in the document of the item to select as soon as it is listed.
    pub wanted: Option<usize>,
    /// Which item is selected.
    pub item_selection: Selection,
    /// The selected item.
    pub item: Option<ItemView>,
    /// Which row of it is selected.
    pub row_selection: Selection,
    /// How far the detail, or what was read, is scrolled.
    pub scroll: usize,
    /// How far the source is scrolled.
    pub source_scroll: usize,
    /// Names the reading waited for; others are out of date.
    pub ticket: u64,
    /// Whether a review changed what is loaded.
    pub is_changed: bool,
}

impl PacksState {
    /// Returns the selected document.
    pub fn selected(&self) -> Option<&PackRow> {
        self.rows.as_ref()?.get(self.selection.at())
    }

    /// Returns the selected item.
    pub fn selected_item(&self) -> Option<&ItemRow> {
        self.items.rows.get(self.item_selection.at())
    }

    /// Returns the selected row of the item.
    pub fn selected_row(&self) -> Option<&RowView> {
        self.item.as_ref()?.rows.get(self.row_selection.at())
    }

    /// Returns the position in the list of the next item that needs a look: after the one at
    /// position `at` of the document (before it, when going backwards), round the end; items
    /// that nobody looked at come when no problem is left.
    pub fn next_open(&self, at: usize, forward: bool) -> Option<usize> {
        let rows = &self.items.rows;
        let here = rows.iter().position(|row| row.at == at)?;
        let turn = |by: usize| {
            let by = if forward { by } else { rows.len() - by };
            (here + by) % rows.len()
        };
        let find = |test: fn(Look) -> bool| {
            (1..rows.len())
                .map(turn)
                .find(|at| rows.get(*at).is_some_and(|row| test(row.look)))
        };
        find(Look::is_open).or_else(|| find(|look| look == Look::Fresh))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(looks: &[Look]) -> PacksState {
        let row = |(at, look): (usize, &Look)| ItemRow {
            at: 10 * at,
            no: at.to_string(),
            title: String::new(),
            offence: String::new(),
            tiers: (0, 0),
            look: *look,
        };
        PacksState {
            items: ItemsView {
                rows: looks.iter().enumerate().map(row).collect(),
                ..ItemsView::default()
            }
            .into(),
            ..PacksState::default()
        }
    }

    #[test]
    fn the_next_problem_comes_round_and_before_what_nobody_looked_at() {
        use Look::{Accepted, Broken, Doubtful, Fresh};
        let some = state(&[Broken, Doubtful, Fresh, Accepted]);
        assert_eq!(some.next_open(0, true), Some(1));
        assert_eq!(some.next_open(10, true), Some(0));
        assert_eq!(some.next_open(30, false), Some(1));
        assert_eq!(state(&[Accepted, Fresh]).next_open(0, true), Some(1));
        assert_eq!(state(&[Accepted, Accepted]).next_open(0, true), None);
        assert_eq!(state(&[Broken]).next_open(0, true), None);
    }
}
