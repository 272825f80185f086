//! Popups that lie inside the frame and leave whole glyphs beside them.

use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use crate::tui::text;

/// Empties `area`; of a wide glyph that straddles an edge, what is left outside becomes a blank.
///
/// Without that the right half of a glyph would swallow the popup's border.
pub fn clear(frame: &mut Frame, area: Rect) {
    let area = area.intersection(frame.area());
    let columns = frame.area().left()..frame.area().right();
    let buffer = frame.buffer_mut();
    for y in area.top()..area.bottom() {
        let straddles = |x: u16| columns.contains(&x) && columns.contains(&(x + 1));
        let left = area.left().checked_sub(1).filter(|x| straddles(*x));
        if let Some(x) = left
            && text::width(buffer[(x, y)].symbol()) > 1
        {
            buffer[(x, y)].set_symbol(" ");
        }
        let right = area.right().checked_sub(1).filter(|x| straddles(*x));
        if let Some(x) = right
            && text::width(buffer[(x, y)].symbol()) > 1
        {
            let style = buffer[(x, y)].style();
            buffer[(x + 1, y)].set_style(style);
        }
    }
    frame.render_widget(ratatui::widgets::Clear, area);
}

/// What is left beside a popup must be worth seeing; slivers of it are half words.
const SLIVERS: u16 = 10;

/// Returns a rectangle of at most `wanted`, centred in `outer`; wider where only slivers would be
/// left beside it.
pub fn centred(outer: Rect, wanted: Size) -> Rect {
    let width = match outer.width.saturating_sub(wanted.width) {
        0..=SLIVERS => outer.width,
        _ => wanted.width,
    };
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
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

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
                let beside = w - area.width;
                prop_assert!(beside == 0 || beside > SLIVERS && area.width == pw);
            }
        }
    }
}
