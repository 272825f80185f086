//! What can lie over a screen; one at a time.

use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::Selection;
use crate::tui::model::assess::article::ArticleView;
use crate::tui::model::decisions::columns::ColumnPanel;
use crate::tui::model::decisions::views::ViewsPanel;
use crate::tui::model::export::{ExportProgress, ExportPrompt};
use crate::tui::model::finder::{Finder, Palette};
use crate::tui::model::mapping::MappingView;
use crate::tui::model::outliers::ReasonPrompt;
use crate::tui::model::outliers::query::FilterPanel;
use crate::tui::model::packs::{CorrectPrompt, DocumentPrompt, ReadingView};
use crate::tui::model::settings::SettingsPanel;

/// A question with one way to say yes; Esc says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked, wrapped when drawn.
    pub question: String,
    /// What Enter does, in a word or two.
    pub yes: &'static str,
    /// What happens then.
    pub effect: Effect,
}

/// The prompt for a file to import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportPrompt {
    /// The path written so far.
    pub path: LineEdit,
    /// Files and folders that continue it.
    pub candidates: Vec<String>,
    /// Which one Tab takes.
    pub selection: Selection,
}

/// How far an import has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// The file.
    pub file: String,
    /// Rows read.
    pub read: usize,
    /// Share of the file read, in percent, when known.
    pub percent: Option<u16>,
    /// Seconds left, by the rate so far, as soon as that can be told.
    pub seconds_left: Option<u64>,
    /// Whether it was told to stop.
    pub is_cancelled: bool,
    /// Whether it only tells what would happen.
    pub is_preview: bool,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// The file.
    pub file: String,
    /// Rows read.
    pub read: usize,
    /// Rows taken in.
    pub accepted: usize,
    /// Rows known already.
    pub duplicates: usize,
    /// Rejected rows: line and reason.
    pub rejected: Vec<(usize, String)>,
    /// Remarks on rows taken in.
    pub notes: Vec<String>,
    /// Whether it was stopped before the end.
    pub was_cancelled: bool,
    /// Why rows are rejected, and how many for each reason.
    pub reasons: Vec<String>,
    /// The kept profile by which it was read.
    pub profile: Option<String>,
    /// Whether it is a table, of which columns can be told.
    pub is_table: bool,
}

/// One plan of inspection caps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapsView {
    /// Which plan.
    pub head: String,
    /// Its rows and remarks.
    pub lines: Vec<String>,
}

/// What lies over the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys that work here, scrolled by so many lines.
    Help(usize),
    /// A question.
    Confirm(Confirm),
    /// What is wrong with packs, keymap and theme, scrolled by so many lines.
    Problems(usize),
    /// How often enterprises may be inspected, scrolled by so many lines.
    Caps(Vec<CapsView>, usize),
    /// What is cited.
    Article(Box<ArticleView>),
    /// Which file to import.
    ImportPrompt(ImportPrompt),
    /// What the columns of the file are.
    Mapping(Box<MappingView>),
    /// What an import would do, scrolled by so many lines; not yet written.
    ImportPreview(Box<ImportSummary>, usize),
    /// An import at work.
    ImportRunning(ImportProgress),
    /// What it did, scrolled by so many lines.
    ImportDone(ImportSummary, usize),
    /// Which document to import.
    DocumentPrompt(Box<DocumentPrompt>),
    /// It is being read; the prompt comes back when that fails.
    DocumentReading(Box<DocumentPrompt>),
    /// What was read, scrolled by so many lines; not yet written.
    DocumentRead(Box<ReadingView>, usize),
    /// What lint says of a document, scrolled by so many lines.
    Findings(usize),
    /// A correction is typed.
    Correct(Box<CorrectPrompt>),
    /// By what the list of findings is narrowed.
    Filter(Box<FilterPanel>),
    /// What is set.
    Settings(Box<SettingsPanel>),
    /// Why a finding is dismissed or confirmed.
    Reason(Box<ReasonPrompt>),
    /// Which columns the table shows.
    Columns(Box<ColumnPanel>),
    /// The views kept under a name.
    Views(Box<ViewsPanel>),
    /// Where the table is to be written.
    ExportPrompt(Box<ExportPrompt>),
    /// It is being written.
    Exporting(ExportProgress),
    /// Every action, found by typing.
    Palette(Box<Palette>),
    /// Everything there is, found by typing.
    Finder(Box<Finder>),
}

impl Overlay {
    /// Returns the text field of the overlay.
    pub fn field(&self) -> Option<&LineEdit> {
        match self {
            Self::ImportPrompt(prompt) => Some(&prompt.path),
            Self::DocumentPrompt(prompt) => Some(prompt.field()),
            Self::Correct(prompt) => Some(&prompt.text),
            Self::Mapping(mapping) => mapping.field(),
            Self::Filter(panel) => panel.field(),
            Self::Reason(prompt) => Some(&prompt.reason),
            Self::Views(panel) => panel.naming.as_ref().map(|(_, name)| name),
            Self::ExportPrompt(prompt) => Some(&prompt.path),
            Self::Palette(palette) => Some(&palette.query),
            Self::Finder(finder) => Some(&finder.query),
            Self::Settings(panel) => panel.text.as_ref(),
            Self::Help(_)
            | Self::Confirm(_)
            | Self::Problems(_)
            | Self::Caps(..)
            | Self::Article(_)
            | Self::ImportPreview(..)
            | Self::ImportRunning(_)
            | Self::ImportDone(..)
            | Self::DocumentReading(_)
            | Self::DocumentRead(..)
            | Self::Columns(_)
            | Self::Exporting(_)
            | Self::Findings(_) => None,
        }
    }
}
