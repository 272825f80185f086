//! Roles and what they look like. Views ask for a role, never for a colour.
//!
//! The default paints no background and uses ANSI names only, so it fits light and dark terminals.
//! Meaning is never in the colour alone; with `NO_COLOR` the mono theme replaces whatever is set.

use ratatui::style::{Color, Modifier, Style};
use toml::de::DeTable;

use crate::tui::problem::{Problem, Severity, line_of, nearest};
use crate::tui::strings;

macro_rules! roles {
    ($( $variant:ident $id:literal; )*) => {
        /// What a piece of text is, as far as its look is concerned.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role { $( #[doc = concat!("`", $id, "`")] $variant, )* }

        impl Role {
            /// All roles.
            pub const ALL: &[Self] = &[ $( Self::$variant, )* ];

            /// Returns the name used in theme files.
            pub fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }
        }
    };
}

roles! {
    Text "text";
    Title "title";
    Heading "heading";
    Label "label";
    Hint "hint";
    Border "border";
    Focus "focus";
    Selected "selected";
    SelectedIdle "selected_idle";
    Match "match";
    Key "key";
    Field "field";
    FieldFocus "field_focus";
    Value "value";
    Statute "statute";
    Benchmark "benchmark";
    Practice "practice";
    Good "good";
    Note "note";
    Warning "warning";
    Error "error";
    Outlier "outlier";
    Demo "demo";
    Repealed "repealed";
    Banner "banner";
}

/// The themes that come with the program, by name.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("default", include_str!("../../themes/default.toml")),
    ("mono", include_str!("../../themes/mono.toml")),
    (
        "high-contrast",
        include_str!("../../themes/high-contrast.toml"),
    ),
];

/// The glyphs of popup borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lines {
    /// ASCII, safe in every terminal.
    #[default]
    Ascii,
    /// Box-drawing lines, two columns wide in some East Asian terminals.
    Box,
}

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
    /// The glyphs of popup borders.
    pub lines: Lines,
    /// Whether rows stand apart and minor columns go, for a room that reads from afar.
    pub is_airy: bool,
}

impl Default for Theme {
    fn default() -> Self {
        Self::built_in("default")
    }
}

impl Theme {
    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// Returns a theme in which every role looks the same, for measuring text.
    pub fn plain() -> Self {
        Self {
            styles: Vec::new(),
            lines: Lines::default(),
            is_airy: false,
        }
    }

    /// Returns the theme with air between the rows.
    #[must_use]
    pub fn airy(mut self) -> Self {
        self.is_airy = true;
        self
    }

    /// Returns the theme without colours, for `NO_COLOR`.
    pub fn mono() -> Self {
        Self::built_in("mono")
    }

    /// Returns a theme that comes with the program, or plain text if there is none of that name.
    pub fn built_in(name: &str) -> Self {
        let source = BUILT_IN
            .iter()
            .find(|(known, _)| *known == name)
            .map_or("", |(_, source)| source);
        Self::from_toml(name, source).0
    }

    /// Reads a theme over the one it inherits; what is wrong is reported and left out.
    pub fn from_toml(place: &str, source: &str) -> (Self, Vec<Problem>) {
        let mut theme = Self {
            styles: vec![Style::new(); Role::ALL.len()],
            lines: Lines::default(),
            is_airy: false,
        };
        let mut problems = Vec::new();
        let mut report = |offset: usize, message: String, advice: Option<String>| {
            problems.push(Problem {
                severity: Severity::Error,
                place: strings::file_line(place, line_of(source, offset)),
                message,
                advice,
            });
        };
        let (table, errors) = DeTable::parse_recoverable(source);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            report(at, strings::toml_syntax(error.message()), None);
        }
        let is_built_in = BUILT_IN.iter().any(|(name, _)| *name == place);
        if !is_built_in {
            let name = table
                .get_ref()
                .get("inherits")
                .and_then(|v| v.get_ref().as_str());
            theme = Self::built_in(name.unwrap_or("default"));
        }
        for (key, value) in table.get_ref() {
            let (offset, at) = (key.span().start, value.span().start);
            match key.get_ref().as_ref() {
                "inherits" => match value.get_ref().as_str() {
                    Some(name) if BUILT_IN.iter().any(|(known, _)| *known == name) => {}
                    _ => report(at, strings::UNKNOWN_THEME.to_owned(), None),
                },
                "lines" => match value.get_ref().as_str() {
                    Some("ascii") => theme.lines = Lines::Ascii,
                    Some("box") => theme.lines = Lines::Box,
                    _ => report(at, strings::EXPECTED_LINES.to_owned(), None),
                },
                id => match Role::ALL.iter().find(|role| role.id() == id) {
                    None => {
                        let near = nearest(id, Role::ALL.iter().map(|r| r.id()));
                        report(
                            offset,
                            strings::unknown_word(id),
                            near.map(strings::did_you_mean),
                        );
                    }
                    Some(role) => match value.get_ref().as_table().map(style) {
                        Some(Ok(style)) => theme.styles[*role as usize] = style,
                        Some(Err(word)) => report(at, strings::unknown_word(&word), None),
                        None => report(at, strings::expected_table(id), None),
                    },
                },
            }
        }
        (theme, problems)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_themes_name_every_role_without_problems() {
        for (name, source) in BUILT_IN {
            let (_, problems) = Theme::from_toml(name, source);
            assert_eq!(problems, vec![], "{name}");
            for role in Role::ALL {
                assert!(
                    source.contains(&format!("\n{} = ", role.id())),
                    "{name}: {}",
                    role.id()
                );
            }
        }
    }

    #[test]
    fn the_default_paints_no_background_and_no_black_or_white() {
        for style in Theme::default().styles {
            assert_eq!(style.bg, None);
            assert!(!matches!(
                style.fg,
                Some(Color::Black | Color::White | Color::Gray | Color::Rgb(..))
            ));
        }
    }

    #[test]
    fn mono_has_no_colour() {
        for style in Theme::mono().styles {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn a_partial_theme_inherits_and_reports() {
        let source = "inherits = \"mono\"\nlines = \"box\"\nkey = { fg = \"red\" }\nkye = {}\nhint = { fg = \"rde\" }\n";
        let (theme, problems) = Theme::from_toml("my.toml", source);
        assert_eq!(theme.style(Role::Key).fg, Some(Color::Red));
        assert_eq!(theme.style(Role::Title), Theme::mono().style(Role::Title));
        assert_eq!(theme.lines, Lines::Box);
        let shown: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert!(shown.iter().any(|line| line.contains("`key`")), "{shown:?}");
    }
}
