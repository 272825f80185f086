//! Figures five rows high or a multiple of it, for a room. Drawn with ASCII only; what has no glyph is not drawn.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::text;
use crate::tui::theme::{Role, Theme};
use crate::tui::widget::flow::row_of;
use crate::tui::widget::paint;

/// The height of a figure.
pub const HEIGHT: u16 = 5;

/// The columns between two glyphs.
const GAP: usize = 1;

/// The glyphs, row by row.
const GLYPHS: &[(char, [&str; 5])] = &[
    ('0', ["#####", "#   #", "#   #", "#   #", "#####"]),
    ('1', ["  #  ", " ##  ", "  #  ", "  #  ", " ### "]),
    ('2', ["#####", "    #", "#####", "#    ", "#####"]),
    ('3', ["#####", "    #", " ####", "    #", "#####"]),
    ('4', ["#   #", "#   #", "#####", "    #", "    #"]),
    ('5', ["#####", "#    ", "#####", "    #", "#####"]),
    ('6', ["#####", "#    ", "#####", "#   #", "#####"]),
    ('7', ["#####", "    #", "   # ", "  #  ", "  #  "]),
    ('8', ["#####", "#   #", "#####", "#   #", "#####"]),
    ('9', ["#####", "#   #", "#####", "    #", "#####"]),
    ('.', ["  ", "  ", "  ", "##", "##"]),
    (':', ["  ", "##", "  ", "##", "  "]),
    ('-', ["    ", "    ", "####", "    ", "    "]),
    ('%', ["#   #", "   # ", "  #  ", " #   ", "#   #"]),
    (
        '\u{81F3}',
        ["#######", "  # #  ", "#######", "   #   ", "#######"],
    ),
    (
        '\u{4E07}',
        ["#######", "  #    ", "  #### ", " #   # ", "#   ## "],
    ),
    (
        '\u{5143}',
        [" ##### ", "       ", "#######", "  # #  ", "##  ###"],
    ),
    (
        '\u{4EE5}',
        [
            "#   #  # ",
            "#    # # ",
            "#      # ",
            "# ##  ## ",
            "##   #  #",
        ],
    ),
    (
        '\u{4E0B}',
        ["#######", "   #   ", "   ##  ", "   # # ", "   #   "],
    ),
    (
        '\u{4E0A}',
        ["   #   ", "   #   ", "   ### ", "   #   ", "#######"],
    ),
];

fn glyph(c: char) -> Option<&'static [&'static str; 5]> {
    GLYPHS
        .iter()
        .find(|(known, _)| *known == c)
        .map(|(_, rows)| rows)
}

/// Returns the five rows of a text; none when a character has no glyph.
pub fn rows(words: &str) -> Option<[String; 5]> {
    let mut out: [String; 5] = Default::default();
    for (at, c) in words.chars().enumerate() {
        for (row, piece) in out.iter_mut().zip(glyph(c)?) {
            if at > 0 {
                row.push_str(&" ".repeat(GAP));
            }
            row.push_str(piece);
        }
    }
    Some(out)
}

/// Returns the columns a text takes; none when it cannot be drawn.
pub fn width(words: &str) -> Option<usize> {
    rows(words).and_then(|rows| rows.first().map(|row| text::width(row)))
}

/// Draws a text that has glyphs, as many times larger as the area is high and it fits; says whether it did.
pub fn render(words: &str, role: Role, theme: &Theme, area: Rect, frame: &mut Frame) -> bool {
    let Some(rows) = rows(words) else {
        return false;
    };
    let columns = rows.iter().map(|row| text::width(row)).max().unwrap_or(0);
    let widest = usize::from(area.width).checked_div(columns).unwrap_or(0);
    let scale = usize::from(area.height / HEIGHT).min(widest);
    if scale == 0 {
        return false;
    }
    for (at, row) in rows.iter().enumerate() {
        let row: String = row
            .chars()
            .flat_map(|c| std::iter::repeat_n(c, scale))
            .collect();
        for line in 0..scale {
            let line = row_of(area, at * scale + line);
            paint::line(&Line::styled(row.as_str(), theme.style(role)), line, frame);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_is_five_rows_of_one_width_and_no_two_are_alike() {
        for (at, (c, rows)) in GLYPHS.iter().enumerate() {
            let [first, ..] = rows;
            assert!(rows.iter().all(|row| row.len() == first.len()), "{c}");
            assert!(GLYPHS[..at].iter().all(|(_, other)| other != rows), "{c}");
        }
    }

    #[test]
    fn an_amount_is_drawn_in_ascii_and_one_without_glyph_is_not() {
        let drawn = rows("5-1").unwrap();
        assert_eq!(
            drawn,
            [
                "#####        #  ",
                "#           ##  ",
                "##### ####   #  ",
                "    #        #  ",
                "#####       ### ",
            ]
        );
        assert_eq!(rows("违法所得5倍"), None);
        assert_eq!(width("5万元以下"), Some(5 + 8 + 8 + 10 + 8));
        assert_eq!(width("5万元至20万元"), Some(5 + 8 + 8 + 8 + 6 + 6 + 8 + 8));
    }
}
