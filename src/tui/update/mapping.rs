//! 列对应: each column is told what it is, and the first rows show what comes of it.

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::mapping::{Doing, MappingForm, MappingView, Trial};
use crate::tui::model::overlay::{ImportProgress, ImportSummary, Overlay};
use crate::tui::model::{Model, Selection};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::{Move, moved};

/// Nothing is to become of a column.
const IGNORE: &str = "ignore";

pub(super) fn offers(mapping: &MappingView, action: Action) -> bool {
    match (&mapping.doing, action) {
        (_, Action::Accept) | (Doing::Columns, Action::MappingSave) => true,
        (Doing::Columns, Action::MappingPreview) => mapping.trial.lacking.is_empty(),
        (Doing::Columns, Action::MappingUnused) => {
            mapping.column().is_some() || mapping.fixed_at().is_some()
        }
        (_, _) => false,
    }
}

/// Moves among the columns, or among the choices.
pub(super) fn step(mapping: &mut MappingView, amount: Move, page: usize) {
    let total = mapping.passing().len();
    match &mut mapping.doing {
        Doing::Columns => {
            let at = moved(mapping.selection.at(), amount, page);
            mapping.selection.select(at);
        }
        Doing::Choosing(_, selection) => {
            selection.resize(total);
            selection.select(moved(selection.at(), amount, page));
        }
        Doing::Fixing(_) | Doing::Naming(_) => {}
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Mapping(mapping)) = &mut model.overlay else {
        return Vec::new();
    };
    match action {
        Action::Accept => accept(model),
        Action::Back if mapping.doing != Doing::Columns => {
            mapping.doing = Doing::Columns;
            Vec::new()
        }
        Action::Back => {
            model.overlay = None;
            model.say(Severity::Note, strings::NOTHING_WRITTEN);
            Vec::new()
        }
        Action::MappingUnused => {
            if let Some(at) = mapping.fixed_at() {
                if let Some(fixed) = mapping.fixed.get_mut(at) {
                    fixed.text.clear();
                }
            } else {
                mapping.assign(IGNORE);
            }
            vec![Effect::TryMapping(mapping.form())]
        }
        Action::MappingSave => {
            let mut name = LineEdit::default();
            name.set(mapping.profile.as_deref().unwrap_or_default());
            mapping.doing = Doing::Naming(name);
            Vec::new()
        }
        Action::MappingPreview => {
            let (file, form) = (mapping.file.clone(), mapping.form());
            preview(model, file, Some(form))
        }
        _ => Vec::new(),
    }
}

fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Mapping(mapping)) = &mut model.overlay else {
        return Vec::new();
    };
    match &mapping.doing {
        Doing::Columns => {
            if let Some(fixed) = mapping.fixed_at().and_then(|at| mapping.fixed.get(at)) {
                let mut text = LineEdit::default();
                text.set(&fixed.text);
                mapping.doing = Doing::Fixing(text);
            } else {
                let current = mapping.column().and_then(|c| c.field.as_deref());
                let mut choices = mapping.choices.iter();
                let at = choices.position(|c| Some(c.name.as_str()) == current);
                let mut selection = Selection::default();
                selection.resize(mapping.choices.len());
                selection.select(at.unwrap_or(0));
                mapping.doing = Doing::Choosing(LineEdit::default(), selection);
            }
            Vec::new()
        }
        Doing::Choosing(_, selection) => {
            let passing = mapping.passing();
            let at = selection.at().min(passing.len().saturating_sub(1));
            let Some(name) = passing.get(at).map(|c| c.name.clone()) else {
                return Vec::new();
            };
            mapping.assign(&name);
            mapping.doing = Doing::Columns;
            mapping.selection.step(1);
            vec![Effect::TryMapping(mapping.form())]
        }
        Doing::Fixing(text) => {
            let text = text.text().trim().to_owned();
            let at = mapping.fixed_at();
            if let Some(fixed) = at.and_then(|at| mapping.fixed.get_mut(at)) {
                fixed.text = text;
            }
            mapping.doing = Doing::Columns;
            vec![Effect::TryMapping(mapping.form())]
        }
        Doing::Naming(name) => {
            let name = name.text().trim().to_owned();
            if name.is_empty() {
                model.say(Severity::Warning, strings::PROFILE_NEEDS_NAME);
                return Vec::new();
            }
            vec![Effect::KeepProfile(mapping.form(), name)]
        }
    }
}

/// The filter was typed into: the first choice that passes is selected.
pub(super) fn edited(mapping: &mut MappingView) {
    let total = mapping.passing().len();
    if let Doing::Choosing(_, selection) = &mut mapping.doing {
        selection.resize(total);
        selection.select(0);
    }
}

/// Reads the whole file without writing anything.
pub(super) fn preview(model: &mut Model, file: String, form: Option<MappingForm>) -> Vec<Effect> {
    model.work += 1;
    model.overlay = Some(Overlay::ImportRunning(ImportProgress {
        file: file.clone(),
        is_preview: true,
        ..ImportProgress::default()
    }));
    vec![Effect::PreviewImport(file, form)]
}

/// Shows the columns, once the worker found some that are not known or when asked.
pub(super) fn shown(model: &mut Model, mapping: MappingView) -> Vec<Effect> {
    if is_awaited(model) {
        model.work = model.work.saturating_sub(1);
    } else if !matches!(model.overlay, Some(Overlay::ImportPreview(..))) {
        return Vec::new();
    }
    model.overlay = Some(Overlay::Mapping(Box::new(mapping)));
    Vec::new()
}

fn is_awaited(model: &Model) -> bool {
    matches!(&model.overlay, Some(Overlay::ImportRunning(p)) if p.is_preview)
}

pub(super) fn previewed(model: &mut Model, summary: Box<ImportSummary>) -> Vec<Effect> {
    model.work = model.work.saturating_sub(1);
    model.overlay = Some(Overlay::ImportPreview(summary, 0));
    Vec::new()
}

pub(super) fn tried(model: &mut Model, trial: Trial) -> Vec<Effect> {
    if let Some(Overlay::Mapping(mapping)) = &mut model.overlay {
        mapping.trial = trial;
    }
    Vec::new()
}

pub(super) fn kept(model: &mut Model, name: String) -> Vec<Effect> {
    model.say(Severity::Note, strings::profile_kept(&name));
    if let Some(Overlay::Mapping(mapping)) = &mut model.overlay {
        mapping.profile = Some(name);
        mapping.doing = Doing::Columns;
    }
    Vec::new()
}
