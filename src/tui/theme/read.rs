//! Reads theme files, collecting everything that is wrong.

use ratatui::style::{Color, Modifier, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::tui::problem::{Problem, Severity, line_of, nearest};
use crate::tui::strings;
use crate::tui::theme::{BUILT_IN, Lines, Role, Theme, contrast};

/// What is being read, and what was found wrong with it so far.
struct Reader<'s> {
    place: &'s str,
    source: &'s str,
    theme: Theme,
    /// Where the file gives a role its look.
    own: Vec<(Role, usize)>,
    problems: Vec<Problem>,
}

/// Reads `source` over the theme it inherits from.
pub(super) fn read(place: &str, source: &str) -> (Theme, Vec<Problem>) {
    let mut reader = Reader {
        place,
        source,
        theme: Theme {
            styles: vec![Style::new(); Role::ALL.len()],
            lines: Lines::default(),
        },
        own: Vec::new(),
        problems: Vec::new(),
    };
    let (table, errors) = DeTable::parse_recoverable(source);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.report(at, strings::toml_syntax(error.message()), None);
    }
    let table = table.get_ref();
    let is_built_in = BUILT_IN.iter().any(|(name, _)| *name == place);
    if !is_built_in {
        let inherited = table.get("inherits").and_then(|v| v.get_ref().as_str());
        reader.theme = Theme::built_in(inherited.unwrap_or("default"));
    }
    for (key, value) in table {
        reader.entry(key.get_ref(), key.span().start, value);
    }
    if !is_built_in {
        reader.unreadable_roles();
    }
    (reader.theme, reader.problems)
}

impl Reader<'_> {
    fn report(&mut self, offset: usize, message: String, advice: Option<String>) {
        self.problems.push(Problem {
            severity: Severity::Error,
            place: strings::file_line(self.place, line_of(self.source, offset)),
            message,
            advice,
        });
    }

    fn entry(&mut self, key: &str, offset: usize, value: &Spanned<DeValue<'_>>) {
        let at = value.span().start;
        match key {
            "inherits" => {
                let name = value.get_ref().as_str().unwrap_or_default();
                let mut known = BUILT_IN.iter().map(|(known, _)| *known);
                if !known.clone().any(|known| known == name) {
                    let near = nearest(name, known.by_ref()).map(strings::did_you_mean);
                    self.report(at, strings::unknown_theme(), near);
                }
            }
            "lines" => match value.get_ref().as_str() {
                Some("ascii") => self.theme.lines = Lines::Ascii,
                Some("box") => self.theme.lines = Lines::Box,
                _ => self.report(at, strings::EXPECTED_LINES.to_owned(), None),
            },
            id => match Role::ALL.iter().find(|role| role.id() == id) {
                None => {
                    let near = nearest(id, Role::ALL.iter().map(|r| r.id()));
                    let advice = near.map(strings::did_you_mean);
                    self.report(offset, strings::unknown_word(id), advice);
                }
                Some(role) => match value.get_ref().as_table().map(style) {
                    Some(Ok(style)) => {
                        self.theme.styles[*role as usize] = style;
                        self.own.push((*role, offset));
                    }
                    Some(Err(word)) => self.report(at, strings::unknown_word(&word), None),
                    None => self.report(at, strings::expected_table(id), None),
                },
            },
        }
    }

    /// Warns of roles the file made hard to read, as far as the colours are certain.
    fn unreadable_roles(&mut self) {
        let line = |role: Role| {
            let own = self.own.iter().find(|(known, _)| *known == role);
            own.map(|(_, offset)| *offset)
        };
        let found: Vec<Problem> = Role::ALL
            .iter()
            .filter_map(|role| {
                let ratio = self.theme.contrast(*role)?;
                let offset = line(*role).or(line(Role::Text))?;
                (ratio < contrast::READABLE).then(|| Problem {
                    severity: Severity::Warning,
                    place: strings::file_line(self.place, line_of(self.source, offset)),
                    message: strings::hard_to_read(role.id(), ratio),
                    advice: Some(strings::READABLE_COLOURS.to_owned()),
                })
            })
            .collect();
        self.problems.extend(found);
    }
}

/// Reads `{ fg, bg, mods }`, or names the word that means nothing.
fn style(table: &DeTable<'_>) -> Result<Style, String> {
    let mut style = Style::new();
    for (key, value) in table {
        let value = value.get_ref();
        match key.get_ref().as_ref() {
            "fg" => style = style.fg(colour(value.as_str().unwrap_or_default())?),
            "bg" => style = style.bg(colour(value.as_str().unwrap_or_default())?),
            "mods" => {
                for word in value.as_array().into_iter().flatten() {
                    style =
                        style.add_modifier(modifier(word.get_ref().as_str().unwrap_or_default())?);
                }
            }
            other => return Err(other.to_owned()),
        }
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    word.parse().map_err(|_| word.to_owned())
}

fn modifier(word: &str) -> Result<Modifier, String> {
    Ok(match word {
        "bold" => Modifier::BOLD,
        "dim" => Modifier::DIM,
        "italic" => Modifier::ITALIC,
        "underlined" => Modifier::UNDERLINED,
        "reversed" => Modifier::REVERSED,
        "crossed_out" => Modifier::CROSSED_OUT,
        _ => return Err(word.to_owned()),
    })
}
