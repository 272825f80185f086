//! The command palette and the search over everything.

use crate::tui::action::{Action, Context};
use crate::tui::message::Effect;
use crate::tui::model::finder::{Finder, FoundRow, Palette};
use crate::tui::model::overlay::Overlay;
use crate::tui::model::{Model, Screen};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::offers::offers_below;
use crate::tui::update::{Move, act, go, moved, open_target};

/// What the palette does not list: they move within what is shown, or lead to the palette itself.
const PLAIN: &[Action] = &[
    Action::PaletteOpen,
    Action::Accept,
    Action::Back,
    Action::ListPrev,
    Action::ListNext,
    Action::ListPageUp,
    Action::ListPageDown,
    Action::ListTop,
    Action::ListBottom,
    Action::PaneNext,
    Action::PanePrev,
    Action::DetailUp,
    Action::DetailDown,
];

/// Contexts of windows that come and go: their actions cannot be run from the palette.
const PASSING: &[Context] = &[Context::Popup, Context::Mapping];

fn is_listed(action: Action) -> bool {
    let passes = |context: &Context| PASSING.contains(context);
    !PLAIN.contains(&action) && !action.contexts().iter().all(passes)
}

pub(super) fn open_palette(model: &mut Model) -> Vec<Effect> {
    let mut palette = Palette::default();
    list_all(model, &mut palette);
    model.overlay = Some(Overlay::Palette(Box::new(palette)));
    Vec::new()
}

/// Lists every action: those run lately, those of this screen, the rest, and last what does nothing here.
fn list_all(model: &Model, palette: &mut Palette) {
    let context = model.screen.context();
    let mut actions: Vec<Action> = Action::ALL
        .iter()
        .copied()
        .filter(|a| is_listed(*a))
        .collect();
    actions.sort_by_key(|action| {
        let lately = model.recent_actions.iter().position(|a| a == action);
        let is_local = !action.contexts().contains(&Context::Global);
        (
            !offers_below(model, *action),
            lately.unwrap_or(usize::MAX),
            !is_local && !action.contexts().contains(&context),
        )
    });
    take(model, palette, actions);
}

fn take(model: &Model, palette: &mut Palette, actions: Vec<Action>) {
    let rows = actions.into_iter().map(|a| (a, offers_below(model, a)));
    palette.rows = rows.collect();
    palette.selection.resize(palette.rows.len());
    palette.selection.select(0);
}

/// The words in the palette changed.
pub(super) fn palette_edited(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Palette(mut palette)) = model.overlay.take() else {
        return Vec::new();
    };
    let typed = palette.query.text().trim().to_owned();
    let mut effects = Vec::new();
    if typed.is_empty() {
        list_all(model, &mut palette);
    } else {
        effects.push(Effect::FindActions(typed));
    }
    model.overlay = Some(Overlay::Palette(palette));
    effects
}

pub(super) fn actions_found(model: &mut Model, query: &str, found: Vec<Action>) -> Vec<Effect> {
    let Some(Overlay::Palette(mut palette)) = model.overlay.take() else {
        return Vec::new();
    };
    if palette.query.text().trim() == query {
        let actions = found.into_iter().filter(|a| is_listed(*a)).collect();
        take(model, &mut palette, actions);
    }
    model.overlay = Some(Overlay::Palette(palette));
    Vec::new()
}

/// Runs the selected action, on the screen it belongs to; says so when it does nothing there either.
pub(super) fn run(model: &mut Model, palette: Palette) -> Vec<Effect> {
    let Some((action, is_offered)) = palette.rows.get(palette.selection.at()).copied() else {
        model.overlay = Some(Overlay::Palette(Box::new(palette)));
        return Vec::new();
    };
    let mut effects = Vec::new();
    let home = Screen::ALL
        .iter()
        .find(|screen| action.contexts().contains(&screen.context()));
    if let (false, Some(screen)) = (is_offered, home) {
        effects = go(model, *screen);
    }
    if !offers_below(model, action) {
        let is_here = model.contexts().iter().any(|c| action.belongs_to(*c));
        let contexts = action.contexts().iter().map(|c| c.label());
        let words = if is_here {
            strings::not_now(action, offers_below(model, Action::HelpOpen))
        } else {
            strings::not_here(action.label(), &contexts.collect::<Vec<_>>())
        };
        model.say(Severity::Warning, words);
        return effects;
    }
    model.recent_actions.retain(|a| *a != action);
    model.recent_actions.insert(0, action);
    effects.extend(act(model, action));
    effects
}

pub(super) fn open_finder(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Finder(Box::default()));
    Vec::new()
}

/// The words in the finder changed.
pub(super) fn finder_edited(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &model.overlay else {
        return Vec::new();
    };
    let typed = finder.query.text().to_owned();
    search(model, &typed)
}

fn search(model: &mut Model, typed: &str) -> Vec<Effect> {
    let typed = typed.trim().to_owned();
    let Some(Overlay::Finder(finder)) = &mut model.overlay else {
        return Vec::new();
    };
    if typed.is_empty() {
        finder.rows.clear();
        finder.decisions.clear();
        finder.searching = None;
        finder.recount();
        return Vec::new();
    }
    finder.searching = Some(typed.clone());
    vec![
        Effect::FindEverywhere(typed.clone()),
        Effect::FindDecisions(typed),
    ]
}

pub(super) fn found(model: &mut Model, query: &str, rows: Vec<FoundRow>) -> Vec<Effect> {
    if let Some(Overlay::Finder(finder)) = &mut model.overlay
        && finder.query.text().trim() == query
    {
        finder.rows = rows;
        finder.recount();
        finder.selection.select(0);
    }
    Vec::new()
}

/// The store answered, or said why it cannot; an answer to earlier words is out of date.
pub(super) fn decisions_found(
    model: &mut Model,
    query: &str,
    found: Result<Vec<FoundRow>, String>,
) -> Vec<Effect> {
    let Some(Overlay::Finder(finder)) = &mut model.overlay else {
        return Vec::new();
    };
    if finder.searching.as_deref() != Some(query) {
        return Vec::new();
    }
    finder.searching = None;
    match found {
        Ok(rows) => {
            finder.decisions = rows;
            finder.trouble = None;
        }
        Err(trouble) => finder.trouble = Some(trouble),
    }
    finder.recount();
    Vec::new()
}

/// Opens what is selected.
pub(super) fn open_found(model: &mut Model, finder: Finder) -> Vec<Effect> {
    let row = finder.row(finder.selection.at());
    let Some(target) = row.map(|row| row.target.clone()) else {
        model.overlay = Some(Overlay::Finder(Box::new(finder)));
        return Vec::new();
    };
    open_target(model, &target)
}

/// Moves in what was found.
pub(super) fn step(overlay: &mut Overlay, amount: Move, page: usize) {
    let selection = match overlay {
        Overlay::Palette(palette) => &mut palette.selection,
        Overlay::Finder(finder) => &mut finder.selection,
        _ => return,
    };
    selection.select(moved(selection.at(), amount, page));
}
