//! 设置: choices are kept at once, texts when they are valid; the file is written by an effect.

use crate::settings::{Settings, Value};
use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::overlay::Overlay;
use crate::tui::model::settings::SettingsPanel;
use crate::tui::problem::{Problem, Severity};
use crate::tui::strings;
use crate::tui::update::{Move, moved};

pub(super) fn offers(panel: &SettingsPanel, action: Action) -> bool {
    let is_choice = !panel.key().choices().is_empty();
    match action {
        Action::Accept => true,
        Action::SettingsNext | Action::SettingsPrev => panel.text.is_none() && is_choice,
        Action::SettingsClear | Action::SettingsOpen | Action::ConfigReload => panel.text.is_none(),
        Action::SettingsUndo => panel.text.is_none() && !panel.past.is_empty(),
        _ => false,
    }
}

/// Moves among the settings.
pub(super) fn step(panel: &mut SettingsPanel, amount: Move, page: usize) {
    if panel.text.is_none() {
        let at = moved(panel.selection.at(), amount, page);
        panel.selection.select(at);
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Settings(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    let settings = &model.settings;
    let key = panel.key();
    match action {
        Action::Accept if panel.text.is_some() => accept(panel),
        Action::Accept if key.choices().is_empty() => {
            let mut text = LineEdit::default();
            let value = settings.filed(key).map(Value::typed);
            text.set(&value.unwrap_or_default());
            panel.text = Some(text);
            Vec::new()
        }
        Action::Accept | Action::SettingsNext => keep(panel, next(panel, settings, 1)),
        Action::SettingsPrev => keep(panel, next(panel, settings, -1)),
        Action::SettingsClear if settings.filed(key).is_some() => keep(panel, None),
        Action::SettingsClear => {
            model.say(Severity::Note, strings::ALREADY_DEFAULT);
            Vec::new()
        }
        Action::SettingsUndo => {
            let Some((key, value)) = panel.past.last().cloned() else {
                return Vec::new();
            };
            panel.is_undoing = true;
            vec![Effect::KeepSetting(key, value)]
        }
        Action::Back if panel.text.is_some() => {
            panel.text = None;
            panel.trouble = None;
            Vec::new()
        }
        Action::Back | Action::SettingsOpen => {
            model.overlay = None;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn keep(panel: &mut SettingsPanel, value: Option<Value>) -> Vec<Effect> {
    panel.is_undoing = false;
    vec![Effect::KeepSetting(panel.key(), value)]
}

/// Takes what was typed if it is valid; nothing typed means nothing set.
fn accept(panel: &mut SettingsPanel) -> Vec<Effect> {
    let typed = panel.text.as_ref().map_or("", LineEdit::text).trim();
    if typed.is_empty() {
        return keep(panel, None);
    }
    match panel.key().parse(typed) {
        Ok(value) => keep(panel, Some(value)),
        Err(expected) => {
            panel.trouble = Some(expected);
            Vec::new()
        }
    }
}

/// Returns the choice before or after the one the file makes; a file of the user stands before the first.
fn next(panel: &SettingsPanel, settings: &Settings, by: isize) -> Option<Value> {
    let choices = panel.key().choices();
    let filed = settings.filed(panel.key());
    let at = choices.iter().position(|choice| Some(choice) == filed);
    let last = choices.len().saturating_sub(1);
    let at = match (at, filed, by > 0) {
        (Some(at), _, true) if at == last => 0,
        (Some(at), _, true) => at + 1,
        (Some(0) | None, _, false) => last,
        (Some(at), _, false) => at - 1,
        // Nothing is written: the first choice is what holds, so the second is the next.
        (None, None, true) => 1.min(last),
        (None, Some(_), true) => 0,
    };
    choices.get(at).cloned()
}

/// What is typed changed: what was wrong with it may be so no more.
pub(super) fn edited(panel: &mut SettingsPanel) {
    panel.trouble = None;
}

/// Takes over what was read, and tells the office if it concerns it.
pub(super) fn taken_over(
    model: &mut Model,
    settings: Settings,
    problems: Vec<Problem>,
    kept: Option<crate::settings::Key>,
) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.settings, settings);
    let text = match kept {
        Some(key) => strings::setting_kept(key, model.settings.value(key)),
        None => strings::reloaded(problems.len()),
    };
    model.problems = problems;
    model.say(Severity::Note, text);
    if let (Some(key), Some(Overlay::Settings(panel))) = (kept, &mut model.overlay) {
        panel.text = None;
        panel.trouble = None;
        if std::mem::take(&mut panel.is_undoing) {
            panel.past.pop();
        } else if before.filed(key) != model.settings.filed(key) {
            panel.past.push((key, before.filed(key).cloned()));
        }
    }
    let now = &model.settings;
    let is_new = (before.jurisdiction(), before.bands(), before.user())
        != (now.jurisdiction(), now.bands(), now.user());
    if is_new {
        vec![Effect::AdoptSettings(Box::new(now.clone()))]
    } else {
        Vec::new()
    }
}
