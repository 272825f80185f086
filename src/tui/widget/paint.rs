//! A line onto the screen.

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::tui::text;

/// Draws a line as [`Line`] draws itself; where all of it is made of lone characters, without
/// looking for graphemes: that is most of the time a frame takes.
pub fn line(line: &Line<'_>, area: Rect, frame: &mut Frame) {
    let buffer = frame.buffer_mut();
    let area = area.intersection(buffer.area);
    if area.is_empty() || line.spans.iter().all(|span| span.content.is_empty()) {
        return;
    }
    let area = Rect { height: 1, ..area };
    let is_lone = |text: &str| text.chars().all(|c| text::lone_width(c).is_some());
    if line.alignment.is_some() || !line.spans.iter().all(|span| is_lone(&span.content)) {
        return line.render(area, buffer);
    }
    if line.style != Style::default() {
        buffer.set_style(area, line.style);
    }
    let start = buffer.index_of(area.x, area.y);
    let mut cells = buffer
        .content
        .get_mut(start..start + usize::from(area.width));
    for span in &line.spans {
        let Some(row) = cells else { return };
        let taken = lone(&span.content, span.style, row);
        cells = taken.and_then(|columns| row.get_mut(columns..));
    }
}

/// Empties the right halves of wide glyphs, style and all.
///
/// A terminal blanks the half of a glyph whose other half is overwritten. Only when such a half is
/// kept as having no style does the next frame see that a styled blank has to be put there.
pub fn empty_right_halves(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        let mut hidden = 0;
        for cell in row {
            if hidden > 0 {
                cell.reset();
                hidden -= 1;
            } else if cell.symbol().len() > 1 {
                hidden = text::width(cell.symbol()).saturating_sub(1);
            }
        }
    }
}

/// Draws lone characters and returns how many columns they take; none if they do not fit.
fn lone(content: &str, style: Style, cells: &mut [Cell]) -> Option<usize> {
    let mut x = 0;
    for c in content.chars() {
        let end = x + text::lone_width(c)?;
        let (first, hidden) = cells.get_mut(x..end)?.split_first_mut()?;
        first.set_char(c).set_style(style);
        // What a wide glyph hides must be empty, or it would show when the glyph goes.
        hidden.iter_mut().for_each(Cell::reset);
        x = end;
    }
    Some(x)
}

/// Styles a row or more, leaving what is written there.
pub fn style(style: Style, area: Rect, frame: &mut Frame) {
    if style != Style::default() {
        frame.buffer_mut().set_style(area, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;
    use ratatui::style::{Color, Stylize};
    use ratatui::text::Span;

    proptest! {
        #[test]
        fn a_line_looks_as_it_draws_itself(
            spans in proptest::collection::vec(("([a-z 安全，。①—]{0,9}|\\PC{0,6})", any::<u8>()), 0..5),
            has_style in any::<bool>(),
            (x, y, width, height) in (0_u16..12, 0_u16..4, 0_u16..30, 0_u16..3),
        ) {
            let spans = spans.into_iter().map(|(words, hue)| Span::raw(words).fg(Color::Indexed(hue)));
            let mut drawn = Line::from(spans.collect::<Vec<_>>());
            if has_style {
                drawn = drawn.on_blue();
            }
            let area = Rect { x, y, width, height };
            let mut windows = [(); 2].map(|()| Terminal::new(TestBackend::new(20, 3)).unwrap());
            for window in &mut windows {
                // What was there before shows what is left as it was.
                window.draw(|frame| frame.render_widget("安全生产安全生产安全", frame.area())).unwrap();
            }
            let [ours, theirs] = windows.each_mut().map(|window| window.get_frame());
            let (mut ours, mut theirs) = (ours, theirs);
            line(&drawn, area, &mut ours);
            theirs.render_widget(&drawn, area.intersection(theirs.area()));
            prop_assert_eq!(ours.buffer_mut(), theirs.buffer_mut());
        }
    }
}
