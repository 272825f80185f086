//! 设置: which setting is looked at, and what is typed for it.

use crate::settings::{Key, Value};
use crate::tui::line_edit::LineEdit;
use crate::tui::model::Selection;

/// The list of settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsPanel {
    /// The setting looked at.
    pub selection: Selection,
    /// The text typed for it, while it is typed.
    pub text: Option<LineEdit>,
    /// Why what is typed cannot be taken.
    pub trouble: Option<String>,
    /// What the file said before each change, latest last.
    pub past: Vec<(Key, Option<Value>)>,
    /// The change under way takes the latest one back.
    pub is_undoing: bool,
}

impl Default for SettingsPanel {
    fn default() -> Self {
        let mut selection = Selection::default();
        selection.resize(Key::ALL.len());
        Self {
            selection,
            text: None,
            trouble: None,
            past: Vec::new(),
            is_undoing: false,
        }
    }
}

impl SettingsPanel {
    /// Returns the setting looked at.
    pub fn key(&self) -> Key {
        let at = self.selection.at();
        Key::ALL.get(at).copied().unwrap_or(Key::Jurisdiction)
    }
}
