//! Overlays: help and problems scroll, questions are answered, files are imported.

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::overlay::{ImportProgress, ImportPrompt, ImportSummary, Overlay};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::{decisions, moved, movement};

pub(super) fn offers(overlay: &Overlay, action: Action) -> bool {
    let is_move = movement(action).is_some();
    let is_global = matches!(
        action,
        Action::Back
            | Action::Quit
            | Action::ScreenLookup
            | Action::ScreenAssess
            | Action::ScreenDecisions
            | Action::ScreenOutliers
    );
    is_global
        || match overlay {
            Overlay::Help(_) | Overlay::Problems(_) => {
                is_move
                    || matches!(
                        action,
                        Action::HelpOpen
                            | Action::ProblemsOpen
                            | Action::Accept
                            | Action::ConfigReload
                    )
            }
            Overlay::ImportDone(..) | Overlay::Caps(..) => is_move || action == Action::Accept,
            Overlay::Confirm(_) => action == Action::Accept,
            Overlay::ImportPrompt(_) => {
                is_move || matches!(action, Action::Accept | Action::PaneNext)
            }
            Overlay::ImportRunning(_) => false,
        }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::text_popup(model.size).height.saturating_sub(2));
    match (&mut model.overlay, movement(action)) {
        (
            Some(
                Overlay::Help(scroll)
                | Overlay::Problems(scroll)
                | Overlay::Caps(_, scroll)
                | Overlay::ImportDone(_, scroll),
            ),
            Some(amount),
        ) => {
            *scroll = moved(*scroll, amount, page);
            Vec::new()
        }
        (Some(Overlay::ImportPrompt(prompt)), Some(amount)) => {
            let at = moved(prompt.selection.at(), amount, page);
            prompt.selection.select(at);
            Vec::new()
        }
        (Some(Overlay::ImportPrompt(prompt)), None) if action == Action::PaneNext => {
            complete(prompt)
        }
        (Some(Overlay::ImportRunning(progress)), None) if action == Action::Back => {
            progress.is_cancelled = true;
            vec![Effect::CancelImport]
        }
        (Some(_), None) if action == Action::Accept => accept(model),
        // 再按一次开它的键，也是关。
        (Some(Overlay::Help(_)), None) if action == Action::HelpOpen => {
            model.overlay = None;
            Vec::new()
        }
        (Some(_), None) if action == Action::Back => {
            model.overlay = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn accept(model: &mut Model) -> Vec<Effect> {
    match model.overlay.take() {
        Some(Overlay::Confirm(confirm)) => vec![confirm.effect],
        Some(Overlay::ImportPrompt(prompt)) => {
            let path = prompt.path.text().trim().to_owned();
            if path.is_empty() {
                model.overlay = Some(Overlay::ImportPrompt(prompt));
                model.say(Severity::Warning, strings::IMPORT_NEEDS_PATH);
                return Vec::new();
            }
            model.work += 1;
            model.overlay = Some(Overlay::ImportRunning(ImportProgress {
                file: path.clone(),
                ..ImportProgress::default()
            }));
            vec![Effect::Import(path)]
        }
        Some(
            Overlay::Help(_)
            | Overlay::Problems(_)
            | Overlay::Caps(..)
            | Overlay::ImportRunning(_)
            | Overlay::ImportDone(..),
        )
        | None => Vec::new(),
    }
}

/// Takes the selected candidate over into the path.
fn complete(prompt: &mut ImportPrompt) -> Vec<Effect> {
    let Some(candidate) = prompt.candidates.get(prompt.selection.at()).cloned() else {
        return Vec::new();
    };
    prompt.path.set(&candidate);
    vec![Effect::CompletePath(candidate)]
}

pub(super) fn edited(model: &mut Model) -> Vec<Effect> {
    match model.overlay.as_ref().and_then(Overlay::field) {
        Some(path) => vec![Effect::CompletePath(path.text().to_owned())],
        None => Vec::new(),
    }
}

pub(super) fn paths_found(model: &mut Model, paths: Vec<String>) -> Vec<Effect> {
    if let Some(Overlay::ImportPrompt(prompt)) = &mut model.overlay {
        prompt.selection.resize(paths.len());
        prompt.selection.select(0);
        prompt.candidates = paths;
    }
    Vec::new()
}

pub(super) fn import_progressed(model: &mut Model, progress: ImportProgress) -> Vec<Effect> {
    if let Some(Overlay::ImportRunning(shown)) = &mut model.overlay {
        let is_cancelled = shown.is_cancelled;
        *shown = ImportProgress {
            is_cancelled,
            ..progress
        };
    }
    Vec::new()
}

pub(super) fn import_failed(model: &mut Model, text: String) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    if matches!(model.overlay, Some(Overlay::ImportRunning(_))) {
        model.overlay = None;
    }
    model.say(Severity::Error, text);
    Vec::new()
}

pub(super) fn import_ended(model: &mut Model, summary: ImportSummary) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.overlay = Some(Overlay::ImportDone(summary, 0));
    decisions::store_changed(model)
}
