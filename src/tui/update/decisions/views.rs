//! Views kept under a name: opened, kept, called otherwise, dropped.

use crate::tui::action::Action;
use crate::tui::line_edit::LineEdit;
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::decisions::DecisionsPane;
use crate::tui::model::decisions::views::{Naming, SavedView, ViewsPanel};
use crate::tui::model::overlay::{Confirm, Overlay};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::decisions;

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Views(Box::default()));
    vec![Effect::ListViews]
}

/// Takes over the list; after a change it is shown again.
pub(in crate::tui::update) fn listed(
    model: &mut Model,
    views: Vec<SavedView>,
    troubles: Vec<String>,
) -> Vec<Effect> {
    if model.overlay.is_none() {
        model.overlay = Some(Overlay::Views(Box::default()));
    }
    if let Some(Overlay::Views(panel)) = &mut model.overlay {
        panel.selection.resize(views.len());
        panel.views = views;
        panel.troubles = troubles;
        panel.is_read = true;
    }
    Vec::new()
}

pub(in crate::tui::update) fn offers(panel: &ViewsPanel, action: Action) -> bool {
    if panel.naming.is_some() {
        return action == Action::Accept;
    }
    let own = panel.selected().is_some_and(|view| !view.is_built_in);
    match action {
        Action::Accept => panel.selected().is_some(),
        Action::ViewKeep => panel.is_read,
        Action::ViewRename | Action::ViewDelete => own,
        _ => false,
    }
}

pub(in crate::tui::update) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(Overlay::Views(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    let selected = panel.selected().cloned();
    match (action, selected) {
        (Action::Back, _) if panel.naming.is_some() => panel.naming = None,
        (Action::Back, _) => model.overlay = None,
        (Action::Accept, _) if panel.naming.is_some() => return named(model),
        (Action::Accept, Some(view)) => return show(model, view),
        (Action::ViewKeep, _) => panel.naming = Some((Naming::Save, LineEdit::default())),
        (Action::ViewRename, Some(view)) => {
            let mut name = LineEdit::default();
            name.set(&view.name);
            panel.naming = Some((Naming::Rename(view.name), name));
        }
        (Action::ViewDelete, Some(view)) => {
            model.overlay = Some(Overlay::Confirm(Confirm {
                question: strings::ask_drop_view(&view.name),
                yes: strings::DROP_VIEW,
                effect: Effect::DropView(view.name),
            }));
        }
        _ => {}
    }
    Vec::new()
}

/// Does what the name was written for.
fn named(model: &mut Model) -> Vec<Effect> {
    let current = current(model);
    let Some(Overlay::Views(panel)) = &mut model.overlay else {
        return Vec::new();
    };
    let Some((naming, name)) = panel.naming.take() else {
        return Vec::new();
    };
    let text = name.text().trim().to_owned();
    if text.is_empty() {
        panel.naming = Some((naming, name));
        model.say(Severity::Warning, strings::VIEW_NEEDS_NAME);
        return Vec::new();
    }
    match naming {
        Naming::Rename(old) => vec![Effect::RenameView(old, text)],
        Naming::Save => {
            let replaces = panel.has_own(&text);
            let view = Box::new(SavedView {
                name: text,
                ..current
            });
            if !replaces {
                return vec![Effect::KeepView(view)];
            }
            model.overlay = Some(Overlay::Confirm(Confirm {
                question: strings::ask_replace_view(&view.name),
                yes: strings::REPLACE_VIEW,
                effect: Effect::KeepView(view),
            }));
            Vec::new()
        }
    }
}

/// What is on screen, without a name.
fn current(model: &Model) -> SavedView {
    let state = &model.decisions;
    SavedView {
        name: String::new(),
        filter: state.filter.text().to_owned(),
        sort: state.sort,
        is_reversed: state.is_reversed,
        columns: state.columns.clone(),
        is_built_in: false,
    }
}

fn show(model: &mut Model, view: SavedView) -> Vec<Effect> {
    model.overlay = None;
    let state = &mut model.decisions;
    state.filter.set(&view.filter);
    state.sort = view.sort;
    state.is_reversed = view.is_reversed;
    state.columns = view.columns;
    state.moved = 0;
    state.pane = DecisionsPane::Table;
    let effects = decisions::refresh(model);
    model.say(Severity::Note, strings::view_shown(&view.name));
    effects
}
