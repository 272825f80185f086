//! Roles and what they look like. Views ask for a role, never for a colour.
//!
//! The default paints no background and uses ANSI names only, so it fits light and dark terminals;
//! `dark`, `light` and `high-contrast` paint their own, in indexed colours that need no truecolor.
//! Meaning is never in the colour alone; with `NO_COLOR` the mono theme replaces whatever is set.

pub mod contrast;
mod read;

use ratatui::style::Style;

use crate::tui::problem::Problem;

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
    ("dark", include_str!("../../themes/dark.toml")),
    ("light", include_str!("../../themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../themes/high-contrast.toml"),
    ),
    ("mono", include_str!("../../themes/mono.toml")),
];

/// The glyphs of popup borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lines {
    /// ASCII, safe in every terminal.
    #[default]
    Ascii,
    /// Box-drawing lines, two columns wide in some East Asian terminals.
    Box,
    /// No drawing at all, for text that is read aloud.
    Linear,
}

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
    /// The glyphs of popup borders.
    pub lines: Lines,
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
        }
    }

    /// Returns a theme for text that is read aloud: no styles, no drawings.
    pub fn linear() -> Self {
        Self {
            styles: Vec::new(),
            lines: Lines::Linear,
        }
    }

    /// Says whether nothing is to be drawn, only written.
    pub fn is_linear(&self) -> bool {
        self.lines == Lines::Linear
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
        read::read(place, source)
    }

    /// Returns how far a role stands out from what lies behind it; none where the terminal decides.
    pub fn contrast(&self, role: Role) -> Option<f64> {
        let style = self.style(role);
        let text = self.style(Role::Text);
        contrast::ratio(style.fg.or(text.fg)?, style.bg.or(text.bg)?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ratatui::style::{Color, Modifier};

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

    /// A background is assumed only where the theme paints it; then every role must be readable on it.
    #[test]
    fn themes_that_paint_are_readable_in_every_role() {
        for (name, least) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
            let theme = Theme::built_in(name);
            for role in Role::ALL {
                let contrast = theme.contrast(*role);
                assert!(
                    contrast.is_some_and(|found| found >= least),
                    "{name} {}: {contrast:?}",
                    role.id()
                );
                // Without truecolor an RGB colour is whatever the terminal makes of it.
                let style = theme.style(*role);
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert!(matches!(colour, Color::Indexed(16..)), "{name} {colour}");
                }
                assert!(!style.add_modifier.contains(Modifier::DIM), "{name}");
            }
        }
        for name in ["default", "mono"] {
            assert_eq!(Theme::built_in(name).contrast(Role::Text), None);
        }
    }

    #[test]
    fn what_is_selected_differs_without_any_colour_in_every_theme() {
        for (name, _) in BUILT_IN {
            let theme = Theme::built_in(name);
            let looks: BTreeSet<String> = [Role::Text, Role::Selected, Role::SelectedIdle]
                .iter()
                .map(|role| format!("{:?}", theme.style(*role).add_modifier))
                .collect();
            assert_eq!(looks.len(), 3, "{name}: {looks:?}");
            let focus = theme.style(Role::Focus).add_modifier;
            assert_ne!(focus, theme.style(Role::Border).add_modifier, "{name}");
        }
        let mono = Theme::mono();
        let severities: BTreeSet<String> = [Role::Note, Role::Warning, Role::Error]
            .iter()
            .map(|role| format!("{:?}", mono.style(*role).add_modifier))
            .collect();
        assert_eq!(severities.len(), 3);
    }

    #[test]
    fn colours_that_cannot_be_read_are_told_with_their_line() {
        let source = "inherits = \"dark\"\nlines = \"ascii\"\nhint = { fg = \"236\" }\n";
        let (_, problems) = Theme::from_toml("my.toml", source);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].severity, crate::tui::problem::Severity::Warning);
        assert!(problems[0].place.ends_with("第 3 行"), "{problems:?}");
        assert!(problems[0].message.contains("hint"), "{problems:?}");
        let names = "inherits = \"dark\"\nhint = { fg = \"red\" }\n";
        assert_eq!(Theme::from_toml("my.toml", names).1, []);
        let behind = "inherits = \"dark\"\ntext = { fg = \"16\", bg = \"231\" }\n";
        assert!(Theme::from_toml("my.toml", behind).1.len() > 5);
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
