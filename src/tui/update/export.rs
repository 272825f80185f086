//! Writing the table on the screen into a file.

use crate::report::table::Form;
use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::export::{Export, ExportProgress, ExportPrompt, Source};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::{Model, Selection};
use crate::tui::problem::Severity;
use crate::tui::{strings, view};

/// Says whether the screen shows a table with rows.
pub(super) fn offers(model: &Model) -> bool {
    view::export::rows(model) > 0
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let Some(source) = view::export::source(model) else {
        return Vec::new();
    };
    let marks = &model.decisions.marks;
    let is_marked = matches!(source, Source::Decisions(_)) && !marks.is_empty();
    let count = if is_marked {
        marks.sum().map(|sum| sum.count)
    } else {
        Some(view::export::rows(model))
    };
    let form = Form::default();
    let mut path = LineEdit::default();
    path.set(&strings::export_path(source.contents(), form));
    model.overlay = Some(Overlay::ExportPrompt(Box::new(ExportPrompt {
        source,
        count,
        is_marked,
        form,
        path,
        candidates: Vec::new(),
        selection: Selection::default(),
        asks: false,
    })));
    Vec::new()
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
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
        let example = strings::export_path(prompt.source.contents(), prompt.form);
        model.say(Severity::Warning, strings::export_needs_path(&example));
        return Vec::new();
    }
    vec![Effect::Export(Box::new(Export {
        source: prompt.source.clone(),
        form: prompt.form,
        path,
        replaces: prompt.asks,
    }))]
}

/// Another path is another file; how it is written follows from its ending.
pub(super) fn edited(prompt: &mut ExportPrompt) -> Vec<Effect> {
    prompt.asks = false;
    let path = prompt.path.text().trim_end().to_ascii_lowercase();
    let forms = [Form::Csv, Form::Markdown];
    let named = forms
        .into_iter()
        .find(|form| path.ends_with(strings::export_ending(*form)));
    prompt.form = named.unwrap_or(prompt.form);
    vec![Effect::CompleteExportPath(prompt.path.text().to_owned())]
}

pub(super) fn exists(model: &mut Model) -> Vec<Effect> {
    if let Some(Overlay::ExportPrompt(prompt)) = &mut model.overlay {
        prompt.asks = true;
    }
    Vec::new()
}

/// The first report of the worker replaces the prompt.
pub(super) fn progressed(model: &mut Model, progress: ExportProgress) -> Vec<Effect> {
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

pub(super) fn ended(model: &mut Model, severity: Severity, text: String) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Exporting(_))) {
        model.work = model.work.saturating_sub(1);
        model.overlay = None;
    }
    model.say(severity, text);
    Vec::new()
}
