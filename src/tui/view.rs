//! Draws the model. Views read it, ask the theme for roles, and decide nothing.

mod assess;
mod bureaus;
mod decisions;
pub mod export;
mod finder;
mod help;
pub mod hit;
mod keys;
mod lists;
mod lookup;
mod mapping;
mod outliers;
mod overlay;
mod packs;
pub(crate) mod plain;
mod projected;
mod settings;
mod stage;
mod work;

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use crate::tui::action::Action;
use crate::tui::keymap::Keymap;
use crate::tui::layout::ListAreas;
use crate::tui::model::assess::{AssessPane, Spot};
use crate::tui::model::packs::Level;
use crate::tui::model::{Model, Screen, Selection, veil};
use crate::tui::problem::Severity;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow;
use crate::tui::widget::key_bar::{self, Hint};
use crate::tui::widget::paint;
use crate::tui::{layout, strings, text, update};

/// Draws everything; before a room, without the names of parties.
pub fn draw(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    if model.stage.is_projected {
        draw_all(&veil::veiled(model), keymap, theme, frame);
    } else {
        draw_all(model, keymap, theme, frame);
    }
    paint::empty_right_halves(frame.buffer_mut());
}

fn draw_all(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    paint::style(theme.style(Role::Text), area, frame);
    if layout::is_too_small(area.as_size()) {
        return too_small(theme, area, frame);
    }
    let parts = layout::frame(area);
    title(model, keymap, theme, parts.title, frame);
    let body = body(model, parts.body);
    match model.screen {
        Screen::Lookup => lookup::draw(model, keymap, theme, body, frame),
        Screen::Assess if is_projected_case(model) => projected::draw(model, theme, body, frame),
        Screen::Assess => assess::draw(model, keymap, theme, body, frame),
        Screen::Decisions => decisions::draw(model, keymap, theme, body, frame),
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            bureaus::draw(model, keymap, theme, body, frame);
        }
        Screen::Outliers => outliers::draw(model, keymap, theme, body, frame),
        Screen::Lists => lists::draw(model, keymap, theme, body, frame),
        Screen::Packs => packs::draw(model, keymap, theme, body, frame),
    }
    notice(model, keymap, theme, parts.notice, frame);
    let hints = hints(model, keymap);
    paint::line(
        &key_bar::line(&hints, theme, parts.keys.width),
        parts.keys,
        frame,
    );
    stage::tour(model, keymap, theme, frame);
    overlay::draw(model, keymap, theme, frame);
}

/// Returns what the screen has of the body of the window.
fn body(model: &Model, body: Rect) -> Rect {
    if !model.stage.is_projected {
        return body;
    }
    let body = layout::projected(body);
    let head = stage::big_timer_height(model, body);
    Rect {
        y: body.y + head,
        height: body.height - head,
        ..body
    }
}

/// Says whether a case is shown to a room: its range, not its reasons.
fn is_projected_case(model: &Model) -> bool {
    model.stage.is_projected
        && !model.assess.offence.is_empty()
        && model.assess.pane == AssessPane::Form
}

/// Returns what the overlay or else the screen says, as plain text, and what it is.
pub fn shown_text(model: &Model, keymap: &Keymap) -> (String, &'static str) {
    if model.stage.is_projected {
        return stage::shown_text(&veil::veiled(model), keymap);
    }
    stage::shown_text(model, keymap)
}

/// Returns where list and detail of the screen stand; the form and its result on 裁量.
pub fn list_areas(model: &Model) -> ListAreas {
    let body = body(model, layout::body(model.size));
    let split = model.stage.split;
    match model.screen {
        Screen::Packs if model.packs.level == Level::Review => {
            let areas = layout::review(body, model.packs.pane);
            ListAreas {
                top: areas.head,
                list: areas.read,
                rule: areas.rule,
                detail: areas.source,
            }
        }
        Screen::Lookup | Screen::Decisions | Screen::Lists | Screen::Packs => {
            layout::list_and_detail(body, split)
        }
        Screen::Outliers => layout::outliers(body, split),
        Screen::Assess => {
            let areas = layout::assess(body, model.assess.pane);
            ListAreas {
                top: areas.head,
                list: areas.form,
                rule: areas.rule,
                detail: areas.result,
            }
        }
    }
}

/// Returns the selection of the list of the screen; none where there is no list.
pub fn list_selection(model: &Model) -> Option<Selection> {
    match model.screen {
        Screen::Lookup => Some(model.lookup.selection),
        Screen::Assess => None,
        Screen::Decisions => Some(model.decisions.selection),
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            Some(model.outliers.bureaus.selection)
        }
        Screen::Outliers => Some(model.outliers.selection),
        Screen::Lists => Some(model.lists.selection),
        Screen::Packs => match model.packs.level {
            Level::Packs => Some(model.packs.selection),
            Level::Items => Some(model.packs.item_selection),
            Level::Review => None,
        },
    }
}

/// Returns how far the detail of the screen can be scrolled.
pub fn detail_limit(model: &Model) -> usize {
    // Without the names the lines are others.
    if model.stage.is_projected {
        return limit_of(&veil::veiled(model));
    }
    limit_of(model)
}

/// Returns how far the text of the overlay can be scrolled.
pub fn overlay_limit(model: &Model, keymap: &Keymap) -> usize {
    if model.stage.is_projected {
        return overlay::scroll_limit(&veil::veiled(model), keymap, &Theme::plain());
    }
    overlay::scroll_limit(model, keymap, &Theme::plain())
}

fn limit_of(model: &Model) -> usize {
    let theme = Theme::plain();
    let area = detail_area(model);
    let lines = match model.screen {
        Screen::Lookup => lookup::detail(&model.lookup, &theme, area.width).len(),
        Screen::Assess => assess::told(&model.assess, &theme, area.width).0.len(),
        Screen::Decisions => decisions::detail(&model.decisions, &theme, area.width).len(),
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            bureaus::detail(&model.outliers.bureaus, &theme, area.width).len()
        }
        Screen::Outliers => outliers::detail(&model.outliers, &theme, area.width)
            .0
            .len(),
        Screen::Lists => lists::detail(&model.lists, &theme, area.width).len(),
        Screen::Packs => packs::scrolled(&model.packs, &theme, area.width).len(),
    };
    flow::limit(lines, area.height)
}

/// Says whether the scroll keys move the source of an item.
pub fn scrolls_source(model: &Model) -> bool {
    packs::scrolls_source(&model.packs)
}

/// Returns how far to scroll what was read and the source so that a row of the item shows.
pub fn rows_in_view(model: &Model, row: usize) -> (usize, usize) {
    packs::rows_in_view(&model.packs, body(model, layout::body(model.size)), row)
}

/// Returns how many columns of the table of decisions lie out of sight on the right.
pub fn columns_to_the_right(model: &Model) -> usize {
    decisions::to_the_right(model)
}

/// Returns how wide a column of the table of decisions is on screen.
pub fn column_width(model: &Model, column: crate::report::table::Column) -> usize {
    decisions::column_width(model, column)
}

/// Returns the columns of the table of decisions on screen before this one that give way to others, with their widths.
pub fn yielding_before(
    model: &Model,
    column: crate::report::table::Column,
) -> Vec<(crate::report::table::Column, usize)> {
    decisions::yielding_before(model, column)
}

/// Returns the height of the detail of the screen.
pub fn detail_height(model: &Model) -> usize {
    usize::from(detail_area(model).height)
}

/// Returns the entries of the result of an assessment that cite something, with their lines.
pub fn cited(model: &Model) -> Vec<(Spot, Range<usize>)> {
    assess::told(&model.assess, &Theme::plain(), detail_area(model).width).1
}

/// Returns how many lines of the result of an assessment show, and how far it can be scrolled.
pub fn result_window(model: &Model) -> (usize, usize) {
    let area = detail_area(model);
    let (lines, _) = assess::told(&model.assess, &Theme::plain(), area.width);
    flow::window(lines.len(), area.height)
}

/// Returns the lines of the offences in what is cited, how many lines of it show, and how far it can be scrolled.
pub fn article_window(model: &Model) -> (Vec<Range<usize>>, usize, usize) {
    assess::article::window(model)
}

fn detail_area(model: &Model) -> Rect {
    let body = body(model, layout::body(model.size));
    let split = model.stage.split;
    match model.screen {
        Screen::Lookup | Screen::Decisions | Screen::Lists => {
            layout::list_and_detail(body, split).detail
        }
        Screen::Outliers => layout::outliers(body, split).detail,
        Screen::Assess => layout::assess(body, AssessPane::Result).result,
        Screen::Packs => packs::scrolled_area(&model.packs, body, split),
    }
}

fn too_small(theme: &Theme, area: Rect, frame: &mut Frame) {
    let Size { width, height } = layout::LEAST;
    let words = text::truncate(&strings::too_small(width, height), usize::from(area.width));
    paint::line(
        &Line::styled(words, theme.style(Role::Warning)),
        area,
        frame,
    );
}

fn title(model: &Model, keymap: &Keymap, theme: &Theme, area: Rect, frame: &mut Frame) {
    if model.stage.is_projected {
        return stage::projected_title(model, theme, area, frame);
    }
    let mut spans = Vec::new();
    for (screen, key) in tabs(model, keymap) {
        let label = screen_action(screen).label();
        let is_current = screen == model.screen;
        spans.push(Span::styled(key, theme.style(Role::Key)));
        spans.push(if is_current {
            Span::styled(format!("[{label}] "), theme.style(Role::Title))
        } else {
            Span::styled(format!(" {label}  "), theme.style(Role::Hint))
        });
    }
    let line = Line::from(spans);
    let used = line.width();
    paint::line(&line, area, frame);
    let area = stage::timer(model, theme, used, area, frame);
    if model.problems.is_empty() {
        return;
    }
    let key = keys::shortest(model, keymap, Action::ProblemsOpen).unwrap_or_default();
    let banner = strings::banner(model.problems.len(), &key);
    let room = usize::from(area.width).saturating_sub(used);
    let banner = text::truncate(&banner, room);
    let width = u16::try_from(text::width(&banner)).unwrap_or(area.width);
    let place = Rect {
        x: area.right() - width.min(area.width),
        width: width.min(area.width),
        ..area
    };
    paint::line(
        &Line::styled(banner, theme.style(Role::Banner)),
        place,
        frame,
    );
}

/// Returns the screens with their keys, as they stand in the title.
fn tabs(model: &Model, keymap: &Keymap) -> Vec<(Screen, String)> {
    let key = |screen| keys::shortest(model, keymap, screen_action(screen)).unwrap_or_default();
    Screen::ALL.iter().map(|s| (*s, key(*s))).collect()
}

fn screen_action(screen: Screen) -> Action {
    match screen {
        Screen::Lookup => Action::ScreenLookup,
        Screen::Assess => Action::ScreenAssess,
        Screen::Decisions => Action::ScreenDecisions,
        Screen::Outliers => Action::ScreenOutliers,
        Screen::Lists => Action::ScreenLists,
        Screen::Packs => Action::ScreenPacks,
    }
}

/// Returns the role of a severity.
fn severity(severity: Severity) -> Role {
    match severity {
        Severity::Note => Role::Note,
        Severity::Warning => Role::Warning,
        Severity::Error => Role::Error,
    }
}

/// Draws what just happened or, if nothing did, what goes on in the background, or what the screen
/// has to say about the focus.
fn notice(model: &Model, keymap: &Keymap, theme: &Theme, area: Rect, frame: &mut Frame) {
    let going_on = work::line(model, keymap);
    let (words, role) = match (&model.notice, going_on, model.screen) {
        (Some(notice), ..) => (
            format!(
                "{} {}",
                strings::severity_mark(notice.severity),
                keys::spelled(&notice.text, model, keymap)
            ),
            severity(notice.severity),
        ),
        (None, Some(going_on), _) => going_on,
        (None, None, Screen::Assess) => {
            let (words, role) = assess::hint(&model.assess);
            (keys::spelled(&words, model, keymap), role)
        }
        (
            None,
            None,
            Screen::Lookup | Screen::Decisions | Screen::Outliers | Screen::Lists | Screen::Packs,
        ) => return,
    };
    let words = text::truncate(&text::single_line(&words), usize::from(area.width));
    paint::line(&Line::styled(words, theme.style(role)), area, frame);
}

/// Returns the keys that work now, help last.
pub(crate) fn hints(model: &Model, keymap: &Keymap) -> Vec<Hint> {
    let is_local = |action: &Action| {
        !action
            .contexts()
            .contains(&crate::tui::action::Context::Global)
    };
    // A table looked up now and then must not push out what moves about the screen: it comes late.
    let local = Action::ALL.iter().copied().filter(is_local);
    let local = local.filter(|action| *action != Action::LookupCaps);
    [Action::Accept]
        .into_iter()
        .chain(local)
        .chain([
            Action::PaneNext,
            Action::DetailDown,
            Action::Back,
            Action::Quit,
            Action::ProjectorToggle,
            Action::LookupCaps,
            Action::HelpOpen,
        ])
        .filter(|action| stage::is_hinted(model, *action))
        .filter(|action| update::offers(model, *action))
        .filter_map(|action| {
            Some(Hint {
                action,
                key: keys::shortest(model, keymap, action)?,
                label: strings::hint_label(model, action).to_owned(),
            })
        })
        .collect()
}

/// Returns where the overlay lies.
#[cfg(test)]
pub(crate) fn popup_area(model: &Model, keymap: &Keymap, area: Rect) -> Option<Rect> {
    model
        .overlay
        .as_ref()
        .map(|overlay| overlay::area(overlay, model, keymap, area))
}
