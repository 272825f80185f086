//! How far apart two colours are, as WCAG 2 counts it.

use ratatui::style::Color;

/// What running text needs, at the least.
pub const READABLE: f64 = 4.5;

/// The levels of a channel in the 6×6×6 cube of the 256 colours.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// Returns red, green and blue where they are certain: the sixteen names are whatever the user's terminal makes of them.
pub fn rgb(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(n @ 232..=255) => Some([8 + (n - 232) * 10; 3]),
        Color::Indexed(n @ 16..=231) => {
            let n = n - 16;
            let level = |step: u8| CUBE.get(usize::from(step)).copied().unwrap_or_default();
            Some([level(n / 36), level(n / 6 % 6), level(n % 6)])
        }
        Color::Indexed(0..=15)
        | Color::Reset
        | Color::Black
        | Color::Red
        | Color::Green
        | Color::Yellow
        | Color::Blue
        | Color::Magenta
        | Color::Cyan
        | Color::Gray
        | Color::DarkGray
        | Color::LightRed
        | Color::LightGreen
        | Color::LightYellow
        | Color::LightBlue
        | Color::LightMagenta
        | Color::LightCyan
        | Color::White => None,
    }
}

/// Returns the contrast of two colours, from 1 (none) to 21 (black on white); none where one is not certain.
pub fn ratio(one: Color, other: Color) -> Option<f64> {
    let (one, other) = (luminance(rgb(one)?), luminance(rgb(other)?));
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// Relative luminance, from 0 to 1.
fn luminance(channels: [u8; 3]) -> f64 {
    let [r, g, b] = channels.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_is_twenty_one_and_grey_is_known() {
        let ratio = |a, b| format!("{:.2}", ratio(a, b).unwrap());
        let (black, white) = (Color::Indexed(16), Color::Rgb(255, 255, 255));
        assert_eq!(ratio(black, white), "21.00");
        assert_eq!(ratio(white, black), "21.00");
        assert_eq!(ratio(white, Color::Indexed(231)), "1.00");
        // The grey of WCAG's own example, and the nearest entry of the 256.
        assert_eq!(ratio(Color::Rgb(0x76, 0x76, 0x76), white), "4.54");
        assert_eq!(rgb(Color::Indexed(243)), Some([0x76; 3]));
        assert_eq!(rgb(Color::Indexed(24)), Some([0, 95, 135]));
    }

    #[test]
    fn what_a_terminal_makes_of_a_name_is_not_known() {
        assert_eq!(super::ratio(Color::Red, Color::Black), None);
        assert_eq!(super::ratio(Color::Indexed(9), Color::Indexed(16)), None);
    }
}
