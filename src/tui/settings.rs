//! What is set, and keymap and theme as the user chose them.

use std::path::Path;

use crate::packs::Diagnostic;
use crate::settings::{self, Chosen, Key, Layers, Source, Value};
use crate::tui::clipboard::Clipboard;
use crate::tui::keymap::Keymap;
use crate::tui::problem::{Problem, Severity};
use crate::tui::strings;
use crate::tui::theme::{Lines, Theme};

/// Where the interface finds what is set; read where the program starts, and again when asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The file and what goes before it; none where nothing is kept.
    pub layers: Option<Layers>,
    /// The name of a built-in keymap that goes before what is set.
    pub keymap: Option<String>,
    /// The name of a built-in theme that goes before what is set.
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

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What is set.
    pub settings: settings::Settings,
    /// What keys do.
    pub keymap: Keymap,
    /// What roles look like.
    pub theme: Theme,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
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

/// Reads settings, keymap and theme; what is wrong is reported, and the built-in ones stand in.
pub fn load(from: &Settings) -> Loaded {
    let (mut settings, found) = match &from.layers {
        Some(layers) => layers.read(),
        None => Default::default(),
    };
    let mut problems: Vec<Problem> = found.iter().map(problem_of).collect();
    for (key, name) in [(Key::Keymap, &from.keymap), (Key::Theme, &from.theme)] {
        if let Some(name) = name {
            settings.overrule(key, Value::Text(name.clone()), Source::Flag("--"));
        }
    }
    let keymap = match settings.keymap() {
        Chosen::BuiltIn(name) => Keymap::built_in(name),
        Chosen::File(path) => user_file(&path, Keymap::from_toml, &mut problems),
    };
    let theme = match settings.theme() {
        Chosen::BuiltIn(name) => Some(Theme::built_in(name)),
        Chosen::File(path) => user_file(&path, Theme::from_toml, &mut problems),
    };
    let mut theme = if from.no_color {
        Theme::mono()
    } else {
        theme.unwrap_or_default()
    };
    match settings.borders() {
        Some("box") => theme.lines = Lines::Box,
        Some(_) => theme.lines = Lines::Ascii,
        None => {}
    }
    Loaded {
        keymap: keymap
            .or_else(|| Keymap::built_in("default"))
            .unwrap_or_default(),
        theme,
        settings,
        problems,
    }
}

/// Reads a file with `read`; none if it cannot be read.
fn user_file<T>(
    path: &Path,
    read: impl Fn(&str, &str) -> (T, Vec<Problem>),
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let place = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(source) => {
            let (value, found) = read(&place, &source);
            problems.extend(found);
            Some(value)
        }
        Err(error) => {
            problems.push(Problem {
                severity: Severity::Error,
                place,
                message: strings::unreadable(&error.to_string()),
                advice: Some(strings::BUILT_IN_STANDS_IN.to_owned()),
            });
            None
        }
    }
}

pub(crate) fn problem_of(diagnostic: &Diagnostic) -> Problem {
    let file = &diagnostic.file;
    Problem {
        severity: Severity::Error,
        place: match diagnostic.line {
            Some(line) => strings::file_line(file, line),
            None => file.clone(),
        },
        message: diagnostic.message.clone(),
        advice: Some(diagnostic.remedy.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::tui::action::Action;
    use crate::tui::key::Key as Pressed;
    use crate::tui::keymap::Found;
    use crate::tui::model::Screen;
    use crate::tui::{keymap, theme};

    fn layers(folder: &Path) -> Layers {
        Layers {
            file: folder.join("settings.toml"),
            keymap: folder.join("keymap.toml"),
            theme: folder.join("theme.toml"),
            ..Layers::default()
        }
    }

    fn loaded(layers: &Layers) -> Loaded {
        load(&Settings {
            layers: Some(layers.clone()),
            ..Settings::default()
        })
    }

    #[test]
    fn the_names_of_the_settings_file_are_those_of_the_interface() {
        let names = |built_in: &[(&'static str, &str)]| -> Vec<&str> {
            built_in.iter().map(|(name, _)| *name).collect()
        };
        assert_eq!(names(theme::BUILT_IN), settings::THEMES);
        assert_eq!(names(keymap::BUILT_IN), settings::KEYMAPS);
        let screens: Vec<&str> = Screen::ALL.iter().map(|s| s.context().id()).collect();
        assert_eq!(screens, settings::SCREENS);
    }

    #[test]
    fn a_user_file_is_merged_over_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let layers = layers(folder.path());
        let source = "[bind.global]\n\"@\" = \"help.open\"\n\"#\" = \"hlep\"\n";
        fs::write(&layers.keymap, source).unwrap();
        let Loaded {
            keymap, problems, ..
        } = loaded(&layers);
        for key in ['@', '?'] {
            let found = keymap.find(&[], &[], Pressed::char(key));
            assert_eq!(found, Found::Run(Action::HelpOpen));
        }
        assert_eq!(problems.len(), 1);
    }

    #[test]
    fn the_settings_file_goes_before_what_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let layers = layers(folder.path());
        fs::write(&layers.theme, "inherits = \"mono\"\nlines = \"box\"\n").unwrap();
        let beside = loaded(&layers).theme;
        assert_eq!(beside.lines, Lines::Box);
        fs::write(&layers.file, "theme = \"dark\"\n").unwrap();
        assert_eq!(loaded(&layers).theme, Theme::built_in("dark"));
        fs::write(
            &layers.file,
            "theme = \"theme.toml\"\nborders = \"ascii\"\n",
        )
        .unwrap();
        let named = loaded(&layers).theme;
        assert_eq!(named, Theme::mono());
    }

    #[test]
    fn a_chosen_file_that_is_missing_is_told_and_the_default_stands_in() {
        let folder = tempfile::tempdir().unwrap();
        let layers = layers(folder.path());
        fs::write(&layers.file, "theme = \"a.toml\"\nkeymap = \"b.toml\"\n").unwrap();
        let found = loaded(&layers);
        assert_eq!(found.problems.len(), 2, "{:?}", found.problems);
        assert_eq!(found.theme, Theme::default());
        assert_eq!(Some(found.keymap), Keymap::built_in("default"));
    }

    #[test]
    fn no_color_wins_over_every_theme() {
        let settings = Settings {
            theme: Some("default".into()),
            no_color: true,
            ..Settings::default()
        };
        assert_eq!(load(&settings).theme, Theme::mono());
        let folder = tempfile::tempdir().unwrap();
        let layers = Layers {
            no_color: true,
            ..layers(folder.path())
        };
        fs::write(&layers.file, "theme = \"dark\"\n").unwrap();
        assert_eq!(loaded(&layers).theme, Theme::mono());
    }

    #[test]
    fn missing_files_are_no_problem() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(loaded(&layers(folder.path())).problems, vec![]);
    }
}
