//! What stands where the mouse points, by the same layout that drew it.

use ratatui::layout::{Margin, Position, Rect};

use crate::tui::keymap::Keymap;
use crate::tui::model::{Model, Screen};
use crate::tui::update::stage::Hit;
use crate::tui::view::{
    assess, decisions, finder, hints, is_projected_case, list_areas, list_selection, overlay,
    screen_action, stage, tabs,
};
use crate::tui::widget::key_bar;
use crate::tui::{layout, text};

/// Returns what stands at a place of the window.
pub fn at(model: &Model, keymap: &Keymap, place: Position) -> Hit {
    let window = Rect::from(model.size);
    if layout::is_too_small(model.size) || !window.contains(place) {
        return Hit::Nothing;
    }
    let parts = layout::frame(window);
    if parts.keys.contains(place) {
        let hints = hints(model, keymap);
        let action = key_bar::at(&hints, parts.keys.width, place.x - parts.keys.x);
        return action.map_or(Hit::Nothing, Hit::Action);
    }
    if let Some(over) = &model.overlay {
        let area = overlay::area(over, model, keymap, window);
        if !area.contains(place) {
            return Hit::Nothing;
        }
        let inside = area.inner(Margin::new(1, 1));
        let line = place.y.checked_sub(inside.y);
        let row = line.and_then(|line| finder::row_at(over, inside, line));
        return row.map_or(Hit::Overlay, Hit::OverlayRow);
    }
    if stage::tour_area(model, keymap, window).is_some_and(|area| area.contains(place)) {
        return Hit::Nothing;
    }
    if parts.title.contains(place) {
        return title(model, keymap, usize::from(place.x - parts.title.x));
    }
    let areas = list_areas(model);
    if areas.rule.contains(place) {
        return Hit::Rule;
    }
    if areas.list.contains(place) {
        // What the filter did not understand stands above the table.
        let table = match model.screen {
            Screen::Decisions => decisions::table_area(model),
            Screen::Lookup | Screen::Assess | Screen::Outliers | Screen::Lists | Screen::Packs => {
                areas.list
            }
        };
        return if table.contains(place) {
            list(model, table, place)
        } else {
            Hit::List
        };
    }
    if areas.detail.contains(place) {
        return Hit::Detail;
    }
    if areas.top.contains(place) && model.screen != Screen::Assess {
        return Hit::Box;
    }
    Hit::Nothing
}

fn title(model: &Model, keymap: &Keymap, column: usize) -> Hit {
    if model.stage.is_projected {
        return Hit::Nothing;
    }
    let mut end = 0;
    for (screen, key) in tabs(model, keymap) {
        let action = screen_action(screen);
        end += text::width(&key) + text::width(action.label()) + 3;
        if column < end {
            return Hit::Action(action);
        }
    }
    Hit::Nothing
}

fn list(model: &Model, area: Rect, place: Position) -> Hit {
    if model.screen == Screen::Assess {
        if is_projected_case(model) {
            return Hit::Nothing;
        }
        let row = usize::from(place.y - area.y);
        return assess::field_at(&model.assess, area, row).map_or(Hit::List, Hit::Field);
    }
    let Some(selection) = list_selection(model) else {
        return Hit::List;
    };
    // The heading comes first.
    let Some(below) = usize::from(place.y - area.y).checked_sub(1) else {
        let is_table = model.screen == Screen::Decisions;
        let heading = is_table.then(|| decisions::heading_at(model, place.x));
        return heading.flatten().unwrap_or(Hit::List);
    };
    let is_airy = model.stage.is_projected;
    let first = selection.first_visible(layout::table_rows(area.height, is_airy));
    let at = first + below / layout::row_step(area.height, is_airy);
    if at < selection.total() {
        Hit::Row(at)
    } else {
        Hit::List
    }
}
