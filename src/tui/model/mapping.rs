//! 列对应: what the columns of a table are, told by the user before an import.

use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;

/// A column of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnView {
    /// Its heading.
    pub heading: String,
    /// Its first values.
    pub samples: String,
    /// What it is taken for; none when that is not known.
    pub field: Option<String>,
}

/// Something a column can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldChoice {
    /// Its name in profiles.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What can be typed to find it: pinyin, initials.
    pub keys: Vec<String>,
    /// Whether several columns can be this.
    pub is_shared: bool,
}

/// What every row has, because no column says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FixedView {
    /// The field, by its name in profiles.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The text; empty when there is none.
    pub text: String,
}

/// What would become of the first rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// What is required and given by no column.
    pub lacking: Vec<String>,
    /// Line, whether it would be taken in, and the decision or the reason in words.
    pub rows: Vec<(usize, bool, String)>,
}

/// A mapping as the office takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingForm {
    /// What each column is, from left to right.
    pub fields: Vec<Option<String>>,
    /// What every row has: field and text.
    pub fixed: Vec<(String, String)>,
}

/// What is being done on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Doing {
    /// Going through the columns.
    #[default]
    Columns,
    /// Choosing what a column is: the filter, and which of the choices that pass.
    Choosing(LineEdit, Selection),
    /// Writing what every row has.
    Fixing(LineEdit),
    /// Naming the profile.
    Naming(LineEdit),
}

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingView {
    /// The file as written by the user.
    pub file: String,
    /// The columns from left to right.
    pub columns: Vec<ColumnView>,
    /// What every row has.
    pub fixed: Vec<FixedView>,
    /// What a column can be.
    pub choices: Vec<FieldChoice>,
    /// What would become of the first rows.
    pub trial: Trial,
    /// The name it is kept under.
    pub profile: Option<String>,
    /// Which column or fixed text is selected.
    pub selection: Selection,
    /// What is being done.
    pub doing: Doing,
}

impl MappingView {
    /// Returns the text field that has the focus.
    pub fn field(&self) -> Option<&LineEdit> {
        match &self.doing {
            Doing::Columns => None,
            Doing::Choosing(text, _) | Doing::Fixing(text) | Doing::Naming(text) => Some(text),
        }
    }

    /// Returns the text field that has the focus, to be typed into.
    pub fn field_mut(&mut self) -> Option<&mut LineEdit> {
        match &mut self.doing {
            Doing::Columns => None,
            Doing::Choosing(text, _) | Doing::Fixing(text) | Doing::Naming(text) => Some(text),
        }
    }

    /// Returns the mapping as the office takes it.
    pub fn form(&self) -> MappingForm {
        let fixed = self.fixed.iter();
        MappingForm {
            fields: self.columns.iter().map(|c| c.field.clone()).collect(),
            fixed: fixed.map(|f| (f.name.clone(), f.text.clone())).collect(),
        }
    }

    /// Returns the selected column.
    pub fn column(&self) -> Option<&ColumnView> {
        self.columns.get(self.selection.at())
    }

    /// Returns where among the fixed texts the selection is.
    pub fn fixed_at(&self) -> Option<usize> {
        let at = self.selection.at().checked_sub(self.columns.len())?;
        (at < self.fixed.len()).then_some(at)
    }

    /// Returns what people call a field.
    pub fn label(&self, name: &str) -> &str {
        let mut choices = self.choices.iter();
        choices
            .find(|c| c.name == name)
            .map_or("", |c| c.label.as_str())
    }

    /// Returns the choices that pass the filter.
    pub fn passing(&self) -> Vec<&FieldChoice> {
        let Doing::Choosing(filter, _) = &self.doing else {
            return Vec::new();
        };
        let typed = filter.text().trim().to_lowercase();
        let passes = |choice: &&FieldChoice| {
            choice.label.contains(&typed)
                || choice.name.starts_with(&typed)
                || choice.keys.iter().any(|key| key.contains(&typed))
        };
        self.choices.iter().filter(passes).collect()
    }

    /// Says what the selected column is; a field that only one column can be is taken from the others.
    pub fn assign(&mut self, name: &str) {
        let is_shared = self.choices.iter().any(|c| c.name == name && c.is_shared);
        let at = self.selection.at();
        for (n, column) in self.columns.iter_mut().enumerate() {
            if n == at {
                column.field = Some(name.to_owned());
            } else if !is_shared && column.field.as_deref() == Some(name) {
                column.field = None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> MappingView {
        let choice = |name: &str, label: &str, key: &str, is_shared| FieldChoice {
            name: name.to_owned(),
            label: label.to_owned(),
            keys: vec![key.to_owned()],
            is_shared,
        };
        let mut view = MappingView {
            columns: vec![ColumnView::default(); 2],
            choices: vec![
                choice("case_no", "决定书文号", "jdswh", false),
                choice("ignore", "不用", "by", true),
            ],
            ..MappingView::default()
        };
        view.selection.resize(2);
        view
    }

    #[test]
    fn only_one_column_is_the_number() {
        let mut view = view();
        view.assign("case_no");
        view.selection.select(1);
        view.assign("case_no");
        assert_eq!(view.form().fields, [None, Some("case_no".to_owned())]);
        view.selection.select(0);
        view.assign("ignore");
        view.selection.select(1);
        view.assign("ignore");
        assert_eq!(view.form().fields, vec![Some("ignore".to_owned()); 2]);
    }

    #[test]
    fn a_choice_is_found_by_word_by_initials_and_by_name() {
        for (typed, found) in [("文号", 1), ("jds", 1), ("case", 1), ("", 2), ("x", 0)] {
            let mut view = view();
            let mut filter = LineEdit::default();
            filter.set(typed);
            view.doing = Doing::Choosing(filter, Selection::default());
            assert_eq!(view.passing().len(), found, "{typed}");
        }
    }
}
