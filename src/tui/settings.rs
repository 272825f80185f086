//! Keymap and theme as the user chose them.

use std::path::{Path, PathBuf};

use crate::tui::clipboard::Clipboard;
use crate::tui::keymap::Keymap;
use crate::tui::problem::{Problem, Severity};
use crate::tui::strings;
use crate::tui::theme::Theme;

/// What the user may choose about the interface; read where the program starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The user's keymap file, merged over the built-in one it inherits.
    pub keymap_file: Option<PathBuf>,
    /// The name of the built-in keymap when there is no file; `default` unless given.
    pub keymap: Option<String>,
    /// The user's theme file, merged over the built-in one it inherits.
    pub theme_file: Option<PathBuf>,
    /// The name of the built-in theme when there is no file; `default` unless given.
    pub theme: Option<String>,
    /// Whether `NO_COLOR` is set; the mono theme then replaces whatever is chosen.
    pub no_color: bool,
    /// Whether the mouse is listened to from the start.
    pub mouse: bool,
    /// Whether the tour is offered: this is the first start.
    pub offers_tour: bool,
    /// The ways of copying there are.
    pub clipboard: Clipboard,
}

/// Reads keymap and theme; what is wrong is reported, and the built-in ones stand in.
pub fn load(settings: &Settings) -> (Keymap, Theme, Vec<Problem>) {
    let mut problems = Vec::new();
    let keymap = user_file(
        settings.keymap_file.as_deref(),
        Keymap::from_toml,
        &mut problems,
    )
    .or_else(|| {
        let name = settings.keymap.as_deref().unwrap_or("default");
        let keymap = Keymap::built_in(name);
        if keymap.is_none() {
            problems.push(problem(name, strings::UNKNOWN_KEYMAP.to_owned()));
        }
        keymap
    })
    .or_else(|| Keymap::built_in("default"))
    .unwrap_or_default();
    let theme = user_file(
        settings.theme_file.as_deref(),
        Theme::from_toml,
        &mut problems,
    )
    .unwrap_or_else(|| Theme::built_in(settings.theme.as_deref().unwrap_or("default")));
    let theme = if settings.no_color {
        Theme::mono()
    } else {
        theme
    };
    (keymap, theme, problems)
}

/// Returns the theme for a room; without colours where none are wanted.
pub fn projected_theme(settings: &Settings) -> Theme {
    let theme = if settings.no_color {
        Theme::mono()
    } else {
        Theme::built_in("high-contrast")
    };
    theme.airy()
}

/// Reads a file with `read`; none if there is no file or it cannot be read.
fn user_file<T>(
    path: Option<&Path>,
    read: impl Fn(&str, &str) -> (T, Vec<Problem>),
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let path = path?;
    let place = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(source) => {
            let (value, found) = read(&place, &source);
            problems.extend(found);
            Some(value)
        }
        // 没有自己的文件，就用内置的。
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            problems.push(problem(&place, strings::unreadable(&error.to_string())));
            None
        }
    }
}

fn problem(place: &str, message: String) -> Problem {
    Problem {
        severity: Severity::Error,
        place: place.to_owned(),
        message,
        advice: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;
    use crate::tui::key::Key;
    use crate::tui::keymap::Found;

    #[test]
    fn a_user_file_is_merged_over_the_default() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys.toml");
        std::fs::write(
            &path,
            "[bind.global]\n\"@\" = \"help.open\"\n\"#\" = \"hlep\"\n",
        )
        .unwrap();
        let (keymap, _, problems) = load(&Settings {
            keymap_file: Some(path),
            ..Settings::default()
        });
        assert_eq!(
            keymap.find(&[], &[], Key::char('@')),
            Found::Run(Action::HelpOpen)
        );
        assert_eq!(
            keymap.find(&[], &[], Key::char('?')),
            Found::Run(Action::HelpOpen)
        );
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn no_color_wins_over_every_theme() {
        let settings = Settings {
            theme: Some("default".into()),
            no_color: true,
            ..Settings::default()
        };
        assert_eq!(load(&settings).1, Theme::mono());
    }

    #[test]
    fn a_missing_file_is_no_problem() {
        let settings = Settings {
            keymap_file: Some("/nonexistent/keys.toml".into()),
            ..Settings::default()
        };
        assert_eq!(load(&settings).2, vec![]);
    }
}
