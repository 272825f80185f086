//! Writing and copying the table.

use crate::report::table::Form;
use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::decisions::DecisionsState;
use crate::tui::model::decisions::export::{Export, ExportProgress, ExportPrompt, Rows};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::{Model, Selection};
use crate::tui::problem::Severity;
use crate::tui::strings;

fn rows(state: &DecisionsState) -> Rows {
    Rows {
        listing: state.listing(0),
        chosen: state.marks.chosen(),
        columns: state.columns.list(),
    }
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let state = &model.decisions;
    let is_marked = !state.marks.is_empty();
    let count = if is_marked {
        state.marks.sum().map(|sum| sum.count)
    } else {
        Some(state.rows.total)
    };
    let mut path = LineEdit::default();
    path.set(strings::export_path(Form::Csv));
    model.overlay = Some(Overlay::ExportPrompt(Box::new(ExportPrompt {
        rows: rows(state),
        count,
        is_marked,
        form: Form::Csv,
        path,
        candidates: Vec::new(),
        selection: Selection::default(),
        asks: false,
    })));
    Vec::new()
}

/// Copies the marked rows, or else the decision shown.
pub(super) fn copy(state: &DecisionsState) -> Vec<Effect> {
    if !state.marks.is_empty() {
        return vec![Effect::CopyRows(Box::new(rows(state)))];
    }
    let copied = state.detail.as_ref().map(|detail| {
        let line = |(label, value): &(String, String)| format!("{label}\t{value}\n");
        Effect::Copy {
            text: detail.lines.iter().map(line).collect(),
            what: strings::decision_named(&detail.case_no),
        }
    });
    copied.into_iter().collect()
}

pub(in crate::tui::update) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::ExportPrompt(prompt)) = &mut model.overlay else {
        return Vec::new();
    };
    match action {
        Action::Back => model.overlay = None,
        Action::PaneNext => {
            let Some(path) = prompt.candidates.get(prompt.selection.at()).cloned() else {
                return Vec::new();
            };
            prompt.path.set(&path);
            return edited(prompt);
        }
        Action::ExportForm => {
            let (old, new) = match prompt.form {
                Form::Csv => (Form::Csv, Form::Markdown),
                Form::Markdown => (Form::Markdown, Form::Csv),
            };
            prompt.form = new;
            let ending = strings::export_ending;
            if let Some(stem) = prompt.path.text().strip_suffix(ending(old)) {
                let path = format!("{stem}{}", ending(new));
                prompt.path.set(&path);
            }
            prompt.asks = false;
        }
        Action::Accept => return accept(model),
        _ => {}
    }
    Vec::new()
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::ExportPrompt(prompt)) = &model.overlay else {
        return Vec::new();
    };
    let path = prompt.path.text().trim().to_owned();
    if path.is_empty() {
        model.say(Severity::Warning, strings::EXPORT_NEEDS_PATH);
        return Vec::new();
    }
    vec![Effect::Export(Box::new(Export {
        rows: prompt.rows.clone(),
        form: prompt.form,
        path,
        replaces: prompt.asks,
    }))]
}

/// Another path is another file.
pub(in crate::tui::update) fn edited(prompt: &mut ExportPrompt) -> Vec<Effect> {
    prompt.asks = false;
    vec![Effect::CompleteExportPath(prompt.path.text().to_owned())]
}

pub(in crate::tui::update) fn exists(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::ExportPrompt(prompt)) = &mut model.overlay {
        prompt.asks = true;
    }
    Vec::new()
}

/// The first report of the worker replaces the prompt.
pub(in crate::tui::update) fn progressed(
    model: &mut Model,
    progress: ExportProgress,
) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::ExportPrompt(_)) => {
            model.work += 1;
            model.overlay = Some(Overlay::Exporting(progress));
        }
        Some(Overlay::Exporting(shown)) => {
            let is_cancelled = shown.is_cancelled;
            *shown = ExportProgress {
                is_cancelled,
                ..progress
            };
        }
        _ => {}
    }
    Vec::new()
}

pub(in crate::tui::update) fn ended(
    model: &mut Model,
    severity: Severity,
    text: String,
) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Exporting(_))) {
        model.work = model.work.saturating_sub(1);
        model.overlay = None;
    }
    model.say(severity, text);
    Vec::new()
}
