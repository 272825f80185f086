//! What the terminal can do, asked of the terminal itself where it answers.

use std::io::{self, Write};

use ratatui::crossterm::{cursor, terminal};

use crate::cli::doctor::{Check, words};
use crate::cli::{Context, places};
use crate::settings::Chosen;
use crate::tui::layout::LEAST;
use crate::tui::text;

/// The borders of `borders = "box"` are made of these.
const BOX: &str = "─";

/// How wide the terminal draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Measured {
    /// Nobody looks.
    NoTerminal,
    /// The terminal does not say where the cursor is.
    Mute,
    /// Columns of each glyph.
    Widths(Vec<(&'static str, u16)>),
}

impl Measured {
    pub(super) fn is_known(&self) -> bool {
        matches!(self, Measured::Widths(_))
    }
}

/// Prints each glyph on a line of its own, asks for the cursor, and wipes the line again.
///
/// A mute terminal is waited for once; crossterm gives up after two seconds.
pub(super) fn measure(context: &mut Context) -> io::Result<Measured> {
    if !context.terminal || terminal::enable_raw_mode().is_err() {
        return Ok(Measured::NoTerminal);
    }
    let found = widths(context.out);
    terminal::disable_raw_mode()?;
    write!(context.out, "\r\u{1b}[K")?;
    context.out.flush()?;
    found
}

fn widths(out: &mut dyn Write) -> io::Result<Measured> {
    let mut widths = Vec::new();
    for glyph in words::MEASURED {
        write!(out, "\r\u{1b}[K{glyph}")?;
        out.flush()?;
        match cursor::position() {
            Ok((column, _)) => widths.push((glyph, column)),
            Err(_) => return Ok(Measured::Mute),
        }
    }
    Ok(Measured::Widths(widths))
}

/// What is to say of the terminal.
pub(super) fn checks(context: &Context, measured: &Measured) -> Vec<Check> {
    if !context.terminal {
        return vec![Check::note(
            "terminal",
            words::TERMINAL,
            words::NO_TERMINAL,
            words::NO_TERMINAL_REMEDY,
        )];
    }
    let names = places::terminal_variables();
    let mut checks = vec![size()];
    checks.extend(colours(context, &names));
    checks.push(encoding(&names));
    checks.extend(glyphs(measured, context.settings.borders() == Some("box")));
    checks.push(Check::good(
        "terminal.paste",
        words::PASTE,
        words::PASTE_ASKED,
    ));
    if names.tmux {
        checks.push(Check::note(
            "terminal.tmux",
            "tmux",
            words::IN_TMUX,
            words::TMUX_REMEDY,
        ));
    }
    if names.screen {
        checks.push(Check::note(
            "terminal.screen",
            "screen",
            words::IN_SCREEN,
            words::SCREEN_REMEDY,
        ));
    }
    checks
}

fn size() -> Check {
    let id = "terminal.size";
    match terminal::size() {
        Ok((columns, rows)) if columns >= LEAST.width && rows >= LEAST.height => {
            Check::good(id, words::SIZE, words::size(columns, rows))
        }
        Ok((columns, rows)) => {
            let least = words::at_least(LEAST.width, LEAST.height);
            Check::problem(id, words::SIZE, words::size(columns, rows), least)
        }
        Err(error) => Check::problem(
            id,
            words::SIZE,
            words::size_unknown(&error),
            words::OTHER_TERMINAL,
        ),
    }
}

/// Colours as the variables promise them; no terminal can be asked.
fn colours(context: &Context, names: &places::TerminalVariables) -> Vec<Check> {
    let id = "terminal.colours";
    let mut checks = Vec::new();
    if context.places.no_color {
        checks.push(Check::note(
            "terminal.no_color",
            "NO_COLOR",
            words::NO_COLOR_SET,
            words::NO_COLOR_REMEDY,
        ));
    }
    let term = names.term.as_deref().unwrap_or_default();
    let is_true = names
        .colorterm
        .as_deref()
        .is_some_and(|value| matches!(value, "truecolor" | "24bit"));
    let has_256 = is_true || term.contains("256color") || term.contains("direct");
    let text = words::colours(term, is_true, has_256);
    let paints = match context.settings.theme() {
        Chosen::BuiltIn(name) => matches!(name, "dark" | "light" | "high-contrast"),
        Chosen::File(_) => false,
    };
    checks.push(if cfg!(unix) && matches!(term, "" | "dumb") {
        Check::problem(id, words::COLOURS, text, words::TERM_REMEDY)
    } else if cfg!(unix) && !has_256 && paints {
        Check::problem(id, words::COLOURS, text, words::THEME_REMEDY)
    } else {
        Check::good(id, words::COLOURS, text)
    });
    checks
}

fn encoding(names: &places::TerminalVariables) -> Check {
    let id = "terminal.encoding";
    let locale = names.locale.as_deref().unwrap_or_default();
    let is_utf8 = locale
        .to_ascii_lowercase()
        .replace('-', "")
        .contains("utf8");
    if is_utf8 || cfg!(not(unix)) {
        return Check::good(id, words::ENCODING, words::locale(locale));
    }
    let told = words::not_utf8(locale);
    Check::problem(id, words::ENCODING, told, words::LOCALE_REMEDY)
}

/// Compares what the terminal draws with what the program counts on.
fn glyphs(measured: &Measured, has_box: bool) -> Vec<Check> {
    let widths = match measured {
        Measured::NoTerminal => return Vec::new(),
        Measured::Mute => {
            return vec![Check::note(
                "terminal.cursor",
                words::CURSOR,
                words::MUTE,
                words::MUTE_REMEDY,
            )];
        }
        Measured::Widths(widths) => widths,
    };
    let mut checks = vec![Check::good(
        "terminal.cursor",
        words::CURSOR,
        words::CURSOR_ANSWERS,
    )];
    let expected = |glyph: &str| u16::try_from(text::width(glyph)).unwrap_or(1);
    let differ: Vec<(&str, u16)> = widths
        .iter()
        .copied()
        .filter(|(glyph, width)| *width != expected(glyph))
        .collect();
    let id = "terminal.glyphs";
    if differ.is_empty() {
        checks.push(Check::good(id, words::GLYPHS, words::GLYPHS_AGREE));
        return checks;
    }
    let told = words::glyphs_differ(&differ);
    let is_ours = |glyph: &str| words::CERTAIN.contains(&glyph);
    let breaks_ours = differ
        .iter()
        .any(|(glyph, _)| is_ours(glyph) || has_box && *glyph == BOX);
    checks.push(if breaks_ours {
        Check::problem(id, words::GLYPHS, told, words::GLYPHS_REMEDY)
    } else {
        Check::note(id, words::GLYPHS, told, words::GLYPHS_REMEDY)
    });
    checks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::State;

    fn states(widths: &[(&'static str, u16)], has_box: bool) -> Vec<State> {
        let measured = Measured::Widths(widths.to_vec());
        let checks = glyphs(&measured, has_box);
        checks.iter().map(|check| check.state).collect()
    }

    #[test]
    fn a_wide_quotation_mark_is_worth_knowing_and_a_wide_border_a_problem_only_when_used() {
        let narrow = [("“", 1), ("─", 1), ("✓", 1), ("裁", 2)];
        assert_eq!(states(&narrow, true), [State::Good, State::Good]);
        let wide = [("“", 2), ("─", 2), ("✓", 1), ("裁", 2)];
        assert_eq!(states(&wide, false), [State::Good, State::Note]);
        assert_eq!(states(&wide, true), [State::Good, State::Problem]);
        assert_eq!(
            states(&[("裁", 1)], false),
            [State::Good, State::Problem],
            "characters of one column make every line wrong"
        );
    }

    #[test]
    fn a_mute_terminal_is_no_failure() {
        let checks = glyphs(&Measured::Mute, true);
        assert_eq!(checks.len(), 1);
        assert_eq!(checks[0].state, State::Note);
    }
}
