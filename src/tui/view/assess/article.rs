//! What is cited: the text of the article, and its offences to go to.

use std::ops::Range;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::model::Model;
use crate::tui::model::assess::article::{ArticlePart, ArticleView};
use crate::tui::model::overlay::Overlay;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow::{self, Flow};
use crate::tui::{layout, popup, strings};

/// Draws it into the popup.
pub(in crate::tui::view) fn draw(view: &ArticleView, theme: &Theme, area: Rect, frame: &mut Frame) {
    let (lines, _) = lines(view, theme, area.width);
    flow::render(lines, view.scroll, theme, area, frame);
}

/// Returns the text, and the lines of each offence in it.
pub(in crate::tui::view) fn lines(
    view: &ArticleView,
    theme: &Theme,
    width: u16,
) -> (Vec<Line<'static>>, Vec<Range<usize>>) {
    let mut flow = Flow::new(theme, width);
    let mut places = Vec::new();
    for part in &view.parts {
        flow.heading(&part.head);
        for paragraph in &part.text {
            flow.paragraph(Role::Text, paragraph);
        }
        if let Some(advice) = &part.advice {
            flow.item("! ", Role::Note, advice);
        }
        offences(part, view.at, &mut flow, &mut places);
    }
    (flow.finish(), places)
}

fn offences(
    part: &ArticlePart,
    at: Option<usize>,
    flow: &mut Flow<'_>,
    places: &mut Vec<Range<usize>>,
) {
    if !part.offences.is_empty() {
        flow.gap();
        flow.paragraph(Role::Label, strings::OFFENCES_OF_ARTICLE);
    }
    for offence in &part.offences {
        let from = flow.len();
        let (mark, role) = if at == Some(places.len()) {
            ("> ", Role::Selected)
        } else {
            ("- ", Role::Text)
        };
        flow.item(mark, role, &offence.label);
        places.push(from..flow.len());
    }
}

/// Returns the lines of the offences, how many lines show, and how far the text can be scrolled.
pub(in crate::tui::view) fn window(model: &Model) -> (Vec<Range<usize>>, usize, usize) {
    let Some(Overlay::Article(view)) = &model.overlay else {
        return (Vec::new(), 0, 0);
    };
    let frame = Rect::from(model.size);
    let area = layout::inside(popup::centred(frame, layout::text_popup(model.size)));
    let (lines, places) = lines(view, &Theme::plain(), area.width);
    let (height, limit) = flow::window(lines.len(), area.height);
    (places, height, limit)
}
