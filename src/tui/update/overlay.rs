//! Overlays: help and problems scroll, questions are answered, files are imported.

use crate::tui::action::Action;
use crate::tui::layout;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::overlay::{ImportProgress, ImportPrompt, ImportSummary, Overlay};
use crate::tui::model::packs::{DocumentPrompt, ReadingView};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::assess::article;
use crate::tui::update::{
    Move, decisions, export, finder, mapping, moved, movement, outliers, packs, settings,
};

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
            | Action::ScreenLists
            | Action::ScreenPacks
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
                            | Action::PaletteOpen
                            | Action::FindOpen
                    )
            }
            Overlay::ImportDone(..) | Overlay::Caps(..) | Overlay::Findings(_) => {
                is_move || action == Action::Accept
            }
            Overlay::ImportPreview(summary, _) => {
                is_move
                    || action == Action::Accept && summary.accepted > 0
                    || action == Action::ImportMapping && summary.is_table
            }
            Overlay::Article(view) => {
                is_move
                    || matches!(action, Action::PaneNext | Action::PanePrev) && view.has_offences()
                    || action == Action::Accept && view.selected().is_some()
            }
            Overlay::Mapping(view) => is_move || mapping::offers(view, action),
            Overlay::DocumentRead(view, _) => is_move || action == Action::Accept && view.items > 0,
            Overlay::DocumentPrompt(_) => {
                is_move || matches!(action, Action::Accept | Action::PaneNext | Action::PanePrev)
            }
            Overlay::Correct(prompt) => {
                action == Action::Accept
                    || !prompt.preview.candidates.is_empty()
                        && (is_move || action == Action::PaneNext)
            }
            Overlay::Confirm(_) | Overlay::Reason(_) => action == Action::Accept,
            Overlay::Filter(_) => is_move || outliers::panel_offers(action),
            Overlay::Settings(panel) => {
                is_move && panel.text.is_none() || settings::offers(panel, action)
            }
            Overlay::ImportPrompt(_) => {
                is_move || matches!(action, Action::Accept | Action::PaneNext)
            }
            Overlay::Columns(panel) => is_move || decisions::columns::offers(panel, action),
            Overlay::Views(panel) => is_move || decisions::views::offers(panel, action),
            Overlay::ExportPrompt(_) => {
                is_move
                    || matches!(
                        action,
                        Action::Accept | Action::PaneNext | Action::ExportForm
                    )
            }
            Overlay::ImportRunning(_) | Overlay::DocumentReading(_) | Overlay::Exporting(_) => {
                action == Action::WorkCancel
            }
            Overlay::Palette(palette) => {
                is_move || action == Action::Accept && !palette.rows.is_empty()
            }
            Overlay::Finder(finder) => {
                is_move || action == Action::Accept && finder.row(finder.selection.at()).is_some()
            }
        }
}

/// Says whether it is the window of work that goes on.
pub(super) fn is_work(overlay: Option<&Overlay>) -> bool {
    matches!(
        overlay,
        Some(Overlay::ImportRunning(_) | Overlay::DocumentReading(_) | Overlay::Exporting(_))
    )
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::text_popup(model.size).height.saturating_sub(2));
    match (&mut model.overlay, movement(action)) {
        (
            Some(
                Overlay::Help(scroll)
                | Overlay::Problems(scroll)
                | Overlay::Findings(scroll)
                | Overlay::Caps(_, scroll)
                | Overlay::ImportDone(_, scroll)
                | Overlay::ImportPreview(_, scroll)
                | Overlay::DocumentRead(_, scroll),
            ),
            Some(amount),
        ) => {
            *scroll = moved(*scroll, amount, page);
            Vec::new()
        }
        (Some(overlay @ (Overlay::Palette(_) | Overlay::Finder(_))), Some(amount)) => {
            finder::step(overlay, amount, page);
            Vec::new()
        }
        (Some(Overlay::Article(_)), amount) => article::act(model, action, amount),
        (Some(Overlay::Filter(_)), amount) => outliers::panel_act(model, action, amount, page),
        (Some(Overlay::Columns(_) | Overlay::Views(_) | Overlay::ExportPrompt(_)), amount) => {
            decisions::act_over(model, action, amount, page)
        }
        (Some(Overlay::Exporting(progress)), None) if action == Action::Back => {
            progress.is_cancelled = true;
            vec![Effect::CancelExport]
        }
        (Some(Overlay::ImportPrompt(prompt)), Some(amount)) => {
            let at = moved(prompt.selection.at(), amount, page);
            prompt.selection.select(at);
            Vec::new()
        }
        (Some(Overlay::Mapping(view)), Some(amount)) => {
            mapping::step(view, amount, page);
            Vec::new()
        }
        (Some(Overlay::Mapping(_)), None) => mapping::act(model, action),
        (Some(Overlay::Settings(panel)), Some(amount)) => {
            settings::step(panel, amount, page);
            Vec::new()
        }
        (Some(Overlay::Settings(_)), None) => settings::act(model, action),
        (Some(Overlay::ImportPreview(..)), None) if action == Action::ImportMapping => {
            vec![Effect::ShowMapping]
        }
        (Some(Overlay::ImportPreview(..)), None) if action == Action::Back => {
            model.overlay = None;
            model.say(Severity::Note, strings::NOTHING_WRITTEN);
            Vec::new()
        }
        (Some(Overlay::ImportPrompt(prompt)), None) if action == Action::PaneNext => {
            complete(prompt)
        }
        (Some(Overlay::DocumentPrompt(prompt)), Some(amount)) => move_in_form(prompt, amount, page),
        (Some(Overlay::DocumentPrompt(prompt)), None)
            if matches!(action, Action::PaneNext | Action::PanePrev) =>
        {
            next_field(prompt, action == Action::PaneNext)
        }
        (Some(Overlay::Correct(prompt)), Some(amount)) => {
            let at = moved(prompt.selection.at(), amount, page);
            prompt.selection.select(at);
            Vec::new()
        }
        (Some(Overlay::Correct(prompt)), None) if action == Action::PaneNext => {
            let at = prompt.selection.at();
            let Some((id, _)) = prompt.preview.candidates.get(at) else {
                return Vec::new();
            };
            prompt.text.set(id);
            packs::preview(prompt)
        }
        (Some(Overlay::DocumentReading(_) | Overlay::DocumentRead(..)), None)
            if action == Action::Back =>
        {
            model.overlay = None;
            model.say(Severity::Note, strings::NOTHING_WRITTEN);
            vec![Effect::ForgetDocument]
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
            mapping::preview(model, path, None)
        }
        Some(Overlay::ImportPreview(summary, _)) => {
            model.work += 1;
            model.overlay = Some(Overlay::ImportRunning(ImportProgress {
                file: summary.file.clone(),
                ..ImportProgress::default()
            }));
            vec![Effect::Import(summary.file)]
        }
        Some(Overlay::DocumentPrompt(prompt)) => read_document(model, prompt),
        Some(Overlay::DocumentRead(view, scroll)) => {
            // The report stays until the file is written: a full disk leaves it there.
            model.overlay = Some(Overlay::DocumentRead(view, scroll));
            vec![Effect::WriteDocument(model.packs.ticket)]
        }
        Some(Overlay::Correct(prompt)) => {
            let step = prompt.step();
            model.overlay = Some(Overlay::Correct(prompt));
            vec![Effect::Review(step)]
        }
        Some(Overlay::Reason(prompt)) => outliers::keep(model, prompt),
        Some(Overlay::Palette(palette)) => finder::run(model, *palette),
        Some(Overlay::Finder(found)) => finder::open_found(model, *found),
        Some(
            Overlay::Filter(_)
            | Overlay::Article(_)
            | Overlay::Help(_)
            | Overlay::Problems(_)
            | Overlay::Findings(_)
            | Overlay::Caps(..)
            | Overlay::DocumentReading(_)
            | Overlay::ImportRunning(_)
            | Overlay::Mapping(_)
            | Overlay::Columns(_)
            | Overlay::Views(_)
            | Overlay::ExportPrompt(_)
            | Overlay::Exporting(_)
            | Overlay::Settings(_)
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
    match &mut model.overlay {
        Some(Overlay::Mapping(view)) => {
            mapping::edited(view);
            Vec::new()
        }
        Some(Overlay::Palette(_)) => finder::palette_edited(model),
        Some(Overlay::Finder(_)) => finder::finder_edited(model),
        Some(Overlay::Settings(panel)) => {
            settings::edited(panel);
            Vec::new()
        }
        Some(Overlay::Filter(panel)) => {
            outliers::narrowed(panel);
            Vec::new()
        }
        Some(Overlay::ImportPrompt(prompt)) => {
            vec![Effect::CompletePath(prompt.path.text().to_owned())]
        }
        Some(Overlay::DocumentPrompt(prompt)) if prompt.focus == 0 => {
            let path = prompt.field().text().to_owned();
            vec![
                Effect::CompleteDocumentPath(path.clone()),
                Effect::SuggestId(path.trim().to_owned()),
            ]
        }
        Some(Overlay::Correct(prompt)) => packs::preview(prompt),
        Some(Overlay::ExportPrompt(prompt)) => export::edited(prompt),
        _ => Vec::new(),
    }
}

pub(super) fn paths_found(model: &mut Model, paths: Vec<String>) -> Vec<Effect> {
    if let Some(Overlay::ImportPrompt(prompt)) = &mut model.overlay {
        prompt.selection.resize(paths.len());
        prompt.selection.select(0);
        prompt.candidates = paths;
    } else if let Some(Overlay::DocumentPrompt(prompt)) = &mut model.overlay {
        prompt.selection.resize(paths.len());
        prompt.selection.select(0);
        prompt.candidates = paths;
    } else if let Some(Overlay::ExportPrompt(prompt)) = &mut model.overlay {
        prompt.selection.resize(paths.len());
        prompt.selection.select(0);
        prompt.candidates = paths;
    }
    Vec::new()
}

pub(super) fn import_progressed(model: &mut Model, progress: ImportProgress) -> Vec<Effect> {
    if let Some(Overlay::ImportRunning(shown)) = &mut model.overlay {
        let (is_cancelled, is_preview) = (shown.is_cancelled, shown.is_preview);
        *shown = ImportProgress {
            is_cancelled,
            is_preview,
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

/// Up and down choose a path in the first field, and a field elsewhere.
fn move_in_form(prompt: &mut DocumentPrompt, amount: Move, page: usize) -> Vec<Effect> {
    if prompt.focus == 0 {
        let at = moved(prompt.selection.at(), amount, page);
        prompt.selection.select(at);
        return Vec::new();
    }
    let last = prompt.fields.len() - 1;
    prompt.focus = moved(prompt.focus, amount, prompt.fields.len()).min(last);
    Vec::new()
}

/// Tab completes the path while there is something to complete, then goes to the next field.
fn next_field(prompt: &mut DocumentPrompt, forward: bool) -> Vec<Effect> {
    let candidate = prompt.candidates.get(prompt.selection.at());
    let more = candidate.filter(|c| *c != prompt.field().text()).cloned();
    if let (true, 0, Some(candidate)) = (forward, prompt.focus, more) {
        if let Some(path) = prompt.field_mut() {
            path.set(&candidate);
        }
        return vec![
            Effect::CompleteDocumentPath(candidate.clone()),
            Effect::SuggestId(candidate),
        ];
    }
    let count = prompt.fields.len();
    prompt.focus = (prompt.focus + if forward { 1 } else { count - 1 }) % count;
    Vec::new()
}

pub(super) fn id_suggested(model: &mut Model, id: String) -> Vec<Effect> {
    if let Some(Overlay::DocumentPrompt(prompt)) = &mut model.overlay {
        prompt.suggested = id;
    }
    Vec::new()
}

fn read_document(model: &mut Model, mut prompt: Box<DocumentPrompt>) -> Vec<Effect> {
    let form = prompt.form();
    if form.path.is_empty() {
        prompt.focus = 0;
        model.overlay = Some(Overlay::DocumentPrompt(prompt));
        model.say(Severity::Warning, strings::IMPORT_NEEDS_PATH);
        return Vec::new();
    }
    prompt.trouble = None;
    model.packs.ticket += 1;
    model.work += 1;
    model.overlay = Some(Overlay::DocumentReading(prompt));
    vec![Effect::ReadDocument(model.packs.ticket, form)]
}

pub(super) fn document_read(model: &mut Model, ticket: u64, view: Box<ReadingView>) -> Vec<Effect> {
    if packs::is_awaited(model, ticket).is_some() {
        model.overlay = Some(Overlay::DocumentRead(view, 0));
    }
    Vec::new()
}

/// Gives the prompt back, with what went wrong.
pub(super) fn document_failed(model: &mut Model, ticket: u64, text: String) -> Vec<Effect> {
    if let Some(mut prompt) = packs::is_awaited(model, ticket) {
        prompt.trouble = Some(text);
        model.overlay = Some(Overlay::DocumentPrompt(prompt));
    }
    Vec::new()
}
