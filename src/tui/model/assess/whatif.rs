//! What if: a pinned case, 甲, beside the one on the form, 乙.

use crate::tui::model::assess::{Draft, FieldId, FieldKind, FieldSpec};
use crate::tui::strings;

/// The case that is kept while the form goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pinned {
    /// Its facts.
    pub draft: Draft,
    /// What its facts were before, for taking changes back after an exchange.
    pub past: Vec<Draft>,
}

/// One thing of both cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContrastRow {
    /// What it is.
    pub label: String,
    /// What it is in 甲; empty when it is not there.
    pub first: String,
    /// What it is in 乙; empty when it is not there.
    pub second: String,
}

impl ContrastRow {
    /// Says whether the cases differ in it.
    pub fn differs(&self) -> bool {
        self.first != self.second
    }
}

/// One thing that differs, and by which article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContrastChange {
    /// What it is, and what it is in both cases.
    pub row: ContrastRow,
    /// The ground; empty when none is cited.
    pub cite: String,
}

/// 甲 and 乙 side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContrastView {
    /// The outcome: disposition, ranges, tiers, procedures.
    pub rows: Vec<ContrastRow>,
    /// What differs in the reasoning.
    pub changes: Vec<ContrastChange>,
}

/// Returns the fields filled differently, in the words of the form.
pub fn differing<'f>(
    fields: impl Iterator<Item = &'f FieldSpec>,
    first: &Draft,
    second: &Draft,
) -> Vec<ContrastRow> {
    fields
        .map(|field| ContrastRow {
            label: field.label.clone(),
            first: said(field, first.get(&field.id)),
            second: said(field, second.get(&field.id)),
        })
        .filter(ContrastRow::differs)
        .collect()
}

/// Returns a value in the words of the form.
fn said(field: &FieldSpec, text: Option<&str>) -> String {
    match (&field.kind, text) {
        (FieldKind::Check, Some(_)) => strings::TICKED.to_owned(),
        (FieldKind::Check, None) => strings::NOT_TICKED.to_owned(),
        (_, None) => strings::NOT_FILLED.to_owned(),
        (FieldKind::Choice(choices), Some(id)) => choices
            .iter()
            .find(|choice| choice.id == id)
            .map_or_else(|| id.to_owned(), |choice| choice.label.clone()),
        (FieldKind::Text { .. }, Some(text)) => text.to_owned(),
    }
}

/// Returns the first field filled differently.
pub fn first_differing(
    fields: impl Iterator<Item = FieldId>,
    first: &Draft,
    second: &Draft,
) -> Option<FieldId> {
    let mut fields = fields;
    fields.find(|id| first.get(id) != second.get(id))
}
