//! Presentation: the stopwatch, the title before a room, the box of the tour, what is copied.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use crate::tui::action::Action;
use crate::tui::keymap::Keymap;
use crate::tui::model::stage::{Step, Tour};
use crate::tui::model::{Model, Screen};
use crate::tui::theme::{Role, Theme};
use crate::tui::view::{
    assess, bureaus, decisions, keys, lists, lookup, outliers, overlay, packs, screen_action,
};
use crate::tui::widget::flow::{self, Flow};
use crate::tui::widget::{digits, paint, panel};
use crate::tui::{layout, popup, strings, text};

/// The width of the box of the tour.
const TOUR_WIDTH: u16 = 46;
/// Copied text is not wrapped: where it goes it has another width.
const COPY_WIDTH: u16 = 10_000;
/// The width in which what is drawn with figures is copied.
const PLOT_WIDTH: u16 = 100;
/// From this height on the stopwatch is shown large before a room.
const TALL: u16 = 30;

/// Says whether the key bar names an action: before a room few, and how to leave it.
pub(super) fn is_hinted(model: &Model, action: Action) -> bool {
    if !model.stage.is_projected {
        return action != Action::ProjectorToggle;
    }
    matches!(
        action,
        Action::Accept | Action::Back | Action::ProjectorToggle | Action::HelpOpen
    )
}

fn time(model: &Model) -> Option<String> {
    let stage = &model.stage;
    let seconds = stage.timer.elapsed(stage.now).as_secs();
    let is_running = stage.timer.is_running();
    stage
        .timer
        .is_shown()
        .then(|| strings::timer(seconds, is_running, model.is_typing()))
}

/// Draws the stopwatch at the right end of the title; returns what is left of the area.
pub(super) fn timer(
    model: &Model,
    theme: &Theme,
    used: usize,
    area: Rect,
    frame: &mut Frame,
) -> Rect {
    let Some(time) = time(model) else {
        return area;
    };
    let time = format!(" {time}");
    let width = u16::try_from(text::width(&time)).unwrap_or(area.width);
    if used + usize::from(width) > usize::from(area.width) {
        return area;
    }
    let left = area.width - width;
    let place = Rect {
        x: area.x + left,
        width,
        ..area
    };
    paint::line(&Line::styled(time, theme.style(Role::Value)), place, frame);
    Rect {
        width: left,
        ..area
    }
}

/// Draws the title before a room: where we are, and the time.
pub(super) fn projected_title(model: &Model, theme: &Theme, area: Rect, frame: &mut Frame) {
    let words = strings::projected_title(screen_action(model.screen).label());
    let line = Line::styled(words, theme.style(Role::Title));
    let used = line.width();
    paint::line(&line, area, frame);
    timer(model, theme, used, area, frame);
    let body = layout::projected(layout::body(frame.area().as_size()));
    if big_timer_height(model, body) > 0 {
        let stage = &model.stage;
        let words = strings::minutes(stage.timer.elapsed(stage.now).as_secs());
        let width = digits::width(&words).and_then(|w| u16::try_from(w).ok());
        let width = width.unwrap_or(0).min(body.width);
        let place = Rect {
            x: body.right() - width,
            width,
            height: digits::HEIGHT,
            ..body
        };
        digits::render(&words, Role::Value, theme, place, frame);
    }
}

/// Returns the rows the large stopwatch takes from the top of the body.
pub(super) fn big_timer_height(model: &Model, body: Rect) -> u16 {
    if model.stage.timer.is_shown() && body.height >= TALL {
        digits::HEIGHT + 1
    } else {
        0
    }
}

/// Draws the box of the tour in a corner away from what it speaks of.
pub(super) fn tour(model: &Model, keymap: &Keymap, theme: &Theme, frame: &mut Frame) {
    let Some(area) = tour_area(model, keymap, frame.area()) else {
        return;
    };
    let step = match &model.stage.tour {
        Tour::Off => return,
        Tour::Offered => None,
        Tour::At(step, _) => Some(*step),
    };
    let inside = panel::popup(&strings::tour_title(step), theme, area, frame);
    let lines = tour_lines(step, model, keymap, theme, inside.width);
    flow::render(lines, 0, theme, inside, frame);
}

/// Returns where the box of the tour lies.
pub(super) fn tour_area(model: &Model, keymap: &Keymap, frame: Rect) -> Option<Rect> {
    let step = match &model.stage.tour {
        Tour::Off => return None,
        Tour::Offered => None,
        Tour::At(step, _) => Some(*step),
    };
    let outer = layout::frame(frame).body;
    let width = TOUR_WIDTH.min(outer.width);
    let inside = width.saturating_sub(2);
    let lines = tour_lines(step, model, keymap, &Theme::plain(), inside).len();
    let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2);
    let area = popup::lower_right(outer, Size::new(width, height));
    // It speaks of what stands on the right.
    let is_left = step == Some(Step::Read) && model.screen == Screen::Assess;
    Some(Rect {
        x: if is_left { outer.x } else { area.x },
        ..area
    })
}

fn tour_lines(
    step: Option<Step>,
    model: &Model,
    keymap: &Keymap,
    theme: &Theme,
    width: u16,
) -> Vec<Line<'static>> {
    let mut flow = Flow::new(theme, width);
    let words = keys::spelled(strings::tour_words(step), model, keymap);
    flow.paragraph(Role::Text, &words);
    let words = keys::spelled(strings::tour_keys(step.is_none()), model, keymap);
    flow.paragraph(Role::Key, &words);
    flow.finish()
}

/// Returns what the overlay or else the screen says, as plain text, and what it is.
pub(super) fn shown_text(model: &Model, keymap: &Keymap) -> (String, &'static str) {
    let theme = Theme::plain();
    if model.overlay.is_some() {
        let lines = overlay::text(model, keymap, &theme, COPY_WIDTH);
        return (joined(&lines), strings::COPY_OVERLAY);
    }
    let (lines, what) = match model.screen {
        Screen::Lookup => (
            lookup::detail(&model.lookup, &theme, COPY_WIDTH),
            strings::COPY_DETAIL,
        ),
        Screen::Assess => {
            let head = [model.assess.title.as_str(), model.assess.cite.as_str()];
            let head = head.iter().filter(|words| !words.is_empty());
            let mut lines: Vec<Line> = head.map(|words| Line::raw((*words).to_owned())).collect();
            lines.extend(assess::told(&model.assess, &theme, COPY_WIDTH).0);
            (lines, strings::COPY_RESULT)
        }
        Screen::Decisions => (
            decisions::detail(&model.decisions, &theme, COPY_WIDTH),
            strings::COPY_DETAIL,
        ),
        Screen::Outliers if model.outliers.bureaus.is_shown => (
            bureaus::detail(&model.outliers.bureaus, &theme, PLOT_WIDTH),
            strings::COPY_DETAIL,
        ),
        Screen::Outliers => (
            outliers::detail(&model.outliers, &theme, PLOT_WIDTH).0,
            strings::COPY_FINDING,
        ),
        Screen::Lists => (
            lists::detail(&model.lists, &theme, COPY_WIDTH),
            strings::COPY_DETAIL,
        ),
        Screen::Packs => (
            packs::scrolled(&model.packs, &theme, COPY_WIDTH),
            strings::COPY_DETAIL,
        ),
    };
    (joined(&lines), what)
}

fn joined(lines: &[Line<'_>]) -> String {
    let mut out = String::new();
    for line in lines {
        let words: String = line
            .spans
            .iter()
            .map(|span: &Span| &*span.content)
            .collect();
        out.push_str(words.trim_end());
        out.push('\n');
    }
    out
}
