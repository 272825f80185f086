//! Popups that lie inside the frame and leave whole glyphs beside them.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use crate::tui::text;

/// Empties `area`, blanking a wide glyph that straddles its left edge.
///
/// Without that the right half of the glyph would swallow the popup's border.
pub fn clear(frame: &mut Frame, area: Rect) {
    let area = area.intersection(frame.area());
    if area.x > frame.area().x {
        for y in area.top()..area.bottom() {
            let cell = &mut frame.buffer_mut()[(area.x - 1, y)];
            if text::width(cell.symbol()) > 1 {
                cell.set_symbol(" ");
            }
        }
    }
    frame.render_widget(ratatui::widgets::Clear, area);
}

/// Returns a rectangle of at most `wanted`, centred in `outer`.
pub fn centred(outer: Rect, wanted: Size) -> Rect {
    let width = wanted.width.min(outer.width);
    let height = wanted.height.min(outer.height);
    Rect {
        x: outer.x + (outer.width - width) / 2,
        y: outer.y + (outer.height - height) / 2,
        width,
        height,
    }
}

/// Returns a rectangle of at most `wanted` in the upper part of `outer`.
///
/// A popup with a text field sits there: the candidate window of an input method opens below it.
pub fn upper(outer: Rect, wanted: Size) -> Rect {
    let area = centred(outer, wanted);
    Rect {
        y: outer.y + ((outer.height - area.height) / 2).min(2),
        ..area
    }
}

/// Returns a rectangle of at most `wanted` in the lower right corner of `outer`.
pub fn lower_right(outer: Rect, wanted: Size) -> Rect {
    let area = centred(outer, wanted);
    Rect {
        x: outer.right() - area.width,
        y: outer.bottom() - area.height,
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn popups_lie_inside_the_frame(w in 0_u16..200, h in 0_u16..80, pw in 0_u16..300, ph in 0_u16..100) {
            let outer = Rect::new(0, 0, w, h);
            for area in [
                centred(outer, Size::new(pw, ph)),
                upper(outer, Size::new(pw, ph)),
                lower_right(outer, Size::new(pw, ph)),
            ] {
                prop_assert_eq!(area.intersection(outer), area);
                prop_assert_eq!(area.width, pw.min(w));
            }
        }
    }
}
