//! Draws the model. Views read it, ask the theme for roles, and decide nothing.

mod assess;
mod bureaus;
mod decisions;
mod finder;
mod help;
mod lists;
mod lookup;
mod mapping;
mod outliers;
mod overlay;
mod packs;
pub(crate) mod plain;
mod settings;
mod work;

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use crate::tui::action::Action;
use crate::tui::key::print_sequence;
use crate::tui::keymap::Keymap;
use crate::tui::model::assess::{AssessPane, Spot};
use crate::tui::model::{Model, Screen};
use crate::tui::problem::Severity;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow;
use crate::tui::widget::key_bar::{self, Hint};
use crate::tui::{layout, strings, text, update};

/// Draws everything.
pub fn draw(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    let area = frame.area();
    frame.buffer_mut().set_style(area, theme.style(Role::Text));
    if layout::is_too_small(area.as_size()) {
        return too_small(theme, area, frame);
    }
    let parts = layout::frame(area);
    title(model, keymap, theme, parts.title, frame);
    match model.screen {
        Screen::Lookup => lookup::draw(model, theme, parts.body, frame),
        Screen::Assess => assess::draw(model, theme, parts.body, frame),
        Screen::Decisions => decisions::draw(model, theme, parts.body, frame),
        Screen::Outliers if model.outliers.bureaus.is_shown => {
            bureaus::draw(&model.outliers, theme, parts.body, frame);
        }
        Screen::Outliers => outliers::draw(model, theme, parts.body, frame),
        Screen::Lists => lists::draw(model, theme, parts.body, frame),
        Screen::Packs => packs::draw(model, theme, parts.body, frame),
    }
    notice(model, keymap, theme, parts.notice, frame);
    let hints = hints(model, keymap);
    frame.render_widget(key_bar::line(&hints, theme, parts.keys.width), parts.keys);
    overlay::draw(model, keymap, theme, frame);
}

/// Returns how far the detail of the screen and the text of the overlay can be scrolled.
pub fn scroll_limits(model: &Model, keymap: &Keymap) -> (usize, usize) {
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
    (
        flow::limit(lines, area.height),
        overlay::scroll_limit(model, keymap, &theme),
    )
}

/// Says whether the scroll keys move the source of an item.
pub fn scrolls_source(model: &Model) -> bool {
    packs::scrolls_source(&model.packs)
}

/// Returns how far to scroll what was read and the source so that a row of the item shows.
pub fn rows_in_view(model: &Model, row: usize) -> (usize, usize) {
    packs::rows_in_view(&model.packs, layout::body(model.size), row)
}

/// Returns how many columns of the table of decisions lie out of sight on the right.
pub fn columns_to_the_right(model: &Model) -> usize {
    decisions::to_the_right(model)
}

/// Returns how wide a column of the table of decisions is on screen.
pub fn column_width(model: &Model, column: crate::report::table::Column) -> usize {
    decisions::column_width(model, column)
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
    let body = layout::body(model.size);
    match model.screen {
        Screen::Lookup | Screen::Decisions | Screen::Lists => layout::list_and_detail(body).detail,
        Screen::Outliers => layout::outliers(body).detail,
        Screen::Assess => layout::assess(body, AssessPane::Result).result,
        Screen::Packs => packs::scrolled_area(&model.packs, body),
    }
}

fn too_small(theme: &Theme, area: Rect, frame: &mut Frame) {
    let Size { width, height } = layout::LEAST;
    let words = text::truncate(&strings::too_small(width, height), usize::from(area.width));
    frame.render_widget(Line::styled(words, theme.style(Role::Warning)), area);
}

fn title(model: &Model, keymap: &Keymap, theme: &Theme, area: Rect, frame: &mut Frame) {
    let mut spans = Vec::new();
    for screen in Screen::ALL {
        let action = screen_action(*screen);
        let key = shortest(model, keymap, action).unwrap_or_default();
        let label = action.label();
        let is_current = *screen == model.screen;
        spans.push(Span::styled(key, theme.style(Role::Key)));
        spans.push(if is_current {
            Span::styled(format!("[{label}] "), theme.style(Role::Title))
        } else {
            Span::styled(format!(" {label}  "), theme.style(Role::Hint))
        });
    }
    let line = Line::from(spans);
    let used = line.width();
    frame.render_widget(line, area);
    if model.problems.is_empty() {
        return;
    }
    let key = shortest(model, keymap, Action::ProblemsOpen).unwrap_or_default();
    let banner = strings::banner(model.problems.len(), &key);
    let room = usize::from(area.width).saturating_sub(used);
    let banner = text::truncate(&banner, room);
    let width = u16::try_from(text::width(&banner)).unwrap_or(area.width);
    let place = Rect {
        x: area.right() - width.min(area.width),
        width: width.min(area.width),
        ..area
    };
    frame.render_widget(Line::styled(banner, theme.style(Role::Banner)), place);
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
                notice.text
            ),
            severity(notice.severity),
        ),
        (None, Some(going_on), _) => going_on,
        (None, None, Screen::Assess) => assess::hint(&model.assess),
        (
            None,
            None,
            Screen::Lookup | Screen::Decisions | Screen::Outliers | Screen::Lists | Screen::Packs,
        ) => return,
    };
    let words = text::truncate(&text::single_line(&words), usize::from(area.width));
    frame.render_widget(Line::styled(words, theme.style(role)), area);
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
            Action::LookupCaps,
            Action::HelpOpen,
        ])
        .filter(|action| update::offers(model, *action))
        .filter_map(|action| {
            Some(Hint {
                key: shortest(model, keymap, action)?,
                label: strings::hint_label(model, action).to_owned(),
            })
        })
        .collect()
}

/// Returns the shortest key of an action that the focused text field leaves to it.
fn shortest(model: &Model, keymap: &Keymap, action: Action) -> Option<String> {
    keymap
        .sequences(model.contexts(), action)
        .iter()
        .find(|keys| {
            let first = keys.first();
            model
                .field()
                .is_none_or(|field| first.is_none_or(|key| !field.takes(*key)))
        })
        .map(|keys| print_sequence(keys))
}

/// Returns where the overlay lies.
#[cfg(test)]
pub(crate) fn popup_area(model: &Model, keymap: &Keymap, area: Rect) -> Option<Rect> {
    model
        .overlay
        .as_ref()
        .map(|overlay| overlay::area(overlay, model, keymap, area))
}
