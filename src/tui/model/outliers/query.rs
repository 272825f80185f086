//! Which decisions the ranked list shows, in which order, and with what choices they were compared.

use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;

/// By what the list can be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// The verdict.
    Verdict,
    /// The authority that decided.
    Authority,
    /// The offence.
    Offence,
    /// The year or quarter of the decision.
    Period,
}

impl Facet {
    /// All of them, in the order of the panel.
    pub const ALL: [Facet; 4] = [
        Facet::Verdict,
        Facet::Authority,
        Facet::Offence,
        Facet::Period,
    ];
}

/// By what the list is ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OutlierSort {
    /// The most suspicious first.
    #[default]
    Score,
    /// The greatest fine first.
    Fine,
    /// The latest first.
    Date,
}

impl OutlierSort {
    /// Returns the next order, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Score => Self::Fine,
            Self::Fine => Self::Date,
            Self::Date => Self::Score,
        }
    }
}

/// With what choices decisions are compared. A change of them needs a new comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// One amount for several offences is compared too.
    pub merged: bool,
    /// Decisions by an earlier text's numbers are compared too.
    pub earlier_numbering: bool,
    /// The usual level of an authority is allowed for.
    pub habit: bool,
}

impl Default for Scope {
    fn default() -> Self {
        Self {
            merged: false,
            earlier_numbering: false,
            habit: true,
        }
    }
}

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Ids the list is narrowed to, the latest choice last.
    pub chosen: Vec<(Facet, String)>,
    /// Words in number, party or offence.
    pub text: String,
    /// The order.
    pub sort: OutlierSort,
    /// Whether dismissed findings are listed too.
    pub shows_dismissed: bool,
}

impl Query {
    /// Returns the id the list is narrowed to.
    pub fn get(&self, facet: Facet) -> Option<&str> {
        let found = self.chosen.iter().find(|(f, _)| *f == facet);
        found.map(|(_, id)| id.as_str())
    }

    /// Narrows by one id, or no longer when it is none.
    pub fn set(&mut self, facet: Facet, id: Option<String>) {
        self.chosen.retain(|(f, _)| *f != facet);
        self.chosen.extend(id.map(|id| (facet, id)));
    }
}

/// How many decisions are left out or could be added, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// One amount for several offences.
    pub merged: usize,
    /// Cited by an earlier text's numbers.
    pub earlier_numbering: usize,
    /// The offence lies outside the library.
    pub outside_library: usize,
    /// Findings dismissed among those the list could show.
    pub dismissed: usize,
}

/// One value of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetValue {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
    /// How many decisions have it, the other choices kept.
    pub count: usize,
}

/// The tabs of the panel: the facets, then what is compared and how it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Values of a facet.
    Of(Facet),
    /// Switches.
    Switches,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Tab; 5] = [
        Tab::Of(Facet::Verdict),
        Tab::Of(Facet::Authority),
        Tab::Of(Facet::Offence),
        Tab::Of(Facet::Period),
        Tab::Switches,
    ];

    /// Returns the tab `by` places further, round and round.
    #[must_use]
    pub fn beside(self, forward: bool) -> Tab {
        let count = Tab::ALL.len();
        let at = Tab::ALL.iter().position(|t| *t == self).unwrap_or(0);
        let step = if forward { 1 } else { count - 1 };
        Tab::ALL[(at + step) % count]
    }
}

/// One switch of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// [`Scope::merged`].
    Merged,
    /// [`Scope::earlier_numbering`].
    EarlierNumbering,
    /// [`Scope::habit`].
    Habit,
    /// [`Query::shows_dismissed`].
    Dismissed,
}

impl Switch {
    /// All switches, in order.
    pub const ALL: [Switch; 4] = [
        Switch::Merged,
        Switch::EarlierNumbering,
        Switch::Habit,
        Switch::Dismissed,
    ];
}

/// The panel in which the list is narrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterPanel {
    /// The tab shown.
    pub tab: Tab,
    /// Words that narrow the values shown.
    pub narrow: LineEdit,
    /// The values of the facet, the most frequent first; periods latest first.
    pub values: Vec<FacetValue>,
    /// The row chosen: a value, after the row for all of them, or a switch.
    pub selection: Selection,
}

impl Default for FilterPanel {
    fn default() -> Self {
        Self {
            tab: Tab::ALL[0],
            narrow: LineEdit::default(),
            values: Vec::new(),
            selection: Selection::default(),
        }
    }
}

impl FilterPanel {
    /// The box for words that narrow the values; switches have none.
    pub fn field(&self) -> Option<&LineEdit> {
        match self.tab {
            Tab::Of(_) => Some(&self.narrow),
            Tab::Switches => None,
        }
    }

    /// The same, to be written in.
    pub fn field_mut(&mut self) -> Option<&mut LineEdit> {
        match self.tab {
            Tab::Of(_) => Some(&mut self.narrow),
            Tab::Switches => None,
        }
    }

    /// The values that contain what was typed.
    pub fn shown(&self) -> Vec<&FacetValue> {
        let typed = self.narrow.text().trim();
        let has = |value: &&FacetValue| value.label.contains(typed);
        self.values.iter().filter(has).collect()
    }
}
