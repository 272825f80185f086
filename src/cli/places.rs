//! Where things of the user live, and what time it is: the only place that reads environment and clock.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime, Timelike};
use directories::{BaseDirs, ProjectDirs};

use crate::cli::words;
use crate::law::PartialDate;
use crate::settings::Layers;
use crate::tui::clipboard::{Clipboard, Session};

/// Directories and files of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The user's own library of law, laid over the shipped one.
    pub library: PathBuf,
    /// Database of decisions.
    pub database: PathBuf,
    /// Column profiles, kept by name.
    pub profiles: PathBuf,
    /// Views of the table of decisions.
    pub views: PathBuf,
    /// Key bindings.
    pub keymap: PathBuf,
    /// Theme.
    pub theme: PathBuf,
    /// What the office set for every case.
    pub settings: PathBuf,
    /// The user's home directory, for `~` in paths.
    pub user_home: Option<PathBuf>,
    /// Stands here once the tour was offered.
    pub tour_mark: PathBuf,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// The ways of copying there are.
    pub clipboard: Clipboard,
}

/// The environment variable that names one directory for everything.
const HOME: &str = "CAILIANG_HOME";

impl Places {
    /// Where settings come from, with what the command line says.
    pub fn layers(&self, jurisdiction: Option<String>) -> Layers {
        Layers {
            file: self.settings.clone(),
            keymap: self.keymap.clone(),
            theme: self.theme.clone(),
            home: self.user_home.clone(),
            jurisdiction,
            no_color: self.no_color,
        }
    }

    /// Finds the places: `--home`, then `CAILIANG_HOME`, then the platform's conventional directories.
    /// `database` replaces the database file.
    ///
    /// # Errors
    /// A message in Chinese when the platform names no home directory.
    pub fn find(home: Option<&Path>, database: Option<&Path>) -> Result<Places, String> {
        let home = home
            .map(Path::to_path_buf)
            .or_else(|| variable(HOME).map(PathBuf::from));
        let mut places = match home {
            Some(home) => Places::under(&home),
            None => Places::conventional().ok_or_else(|| words::NO_HOME.to_owned())?,
        };
        if let Some(database) = database {
            places.database = database.to_path_buf();
        }
        places.user_home = BaseDirs::new().map(|dirs| dirs.home_dir().to_path_buf());
        places.clipboard = clipboard();
        places.no_color = variable("NO_COLOR").is_some_and(|v| !v.is_empty());
        Ok(places)
    }

    /// Everything under one directory.
    pub fn under(home: &Path) -> Places {
        Places {
            library: home.join("library"),
            database: home.join("cailiang.db"),
            profiles: home.join("profiles"),
            views: home.join("views.toml"),
            keymap: home.join("keymap.toml"),
            theme: home.join("theme.toml"),
            settings: home.join("settings.toml"),
            user_home: None,
            tour_mark: home.join("tour-offered"),
            no_color: false,
            clipboard: Clipboard::default(),
        }
    }

    fn conventional() -> Option<Places> {
        let dirs = ProjectDirs::from("", "", "cailiang")?;
        let (data, config) = (dirs.data_dir(), dirs.config_dir());
        Some(Places {
            library: data.join("library"),
            database: data.join("cailiang.db"),
            profiles: config.join("profiles"),
            views: config.join("views.toml"),
            keymap: config.join("keymap.toml"),
            theme: config.join("theme.toml"),
            settings: config.join("settings.toml"),
            user_home: None,
            tour_mark: config.join("tour-offered"),
            no_color: false,
            clipboard: Clipboard::default(),
        })
    }
}

/// The time of day here, to the second.
#[expect(
    clippy::disallowed_methods,
    reason = "this file is where the clock is read"
)]
pub fn now() -> NaiveDateTime {
    let now = chrono::Local::now().naive_local();
    now.with_nanosecond(0).unwrap_or(now)
}

/// The year it is here, as a date of that precision.
pub fn this_year() -> PartialDate {
    let today = now().date();
    PartialDate::year(today.year()).unwrap_or(PartialDate::day(today))
}

/// What the environment says of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalVariables {
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// The locale in which characters are encoded.
    pub locale: Option<String>,
    /// Inside tmux.
    pub tmux: bool,
    /// Inside screen.
    pub screen: bool,
}

/// Reads what the environment says of the terminal.
pub fn terminal_variables() -> TerminalVariables {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"];
    TerminalVariables {
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        locale: locale.into_iter().find_map(variable),
        tmux: variable("TMUX").is_some(),
        screen: variable("STY").is_some(),
    }
}

/// Finds out what can copy here.
fn clipboard() -> Clipboard {
    let is_set = |name| variable(name).is_some();
    let session = Session {
        is_remote: is_set("SSH_TTY") || is_set("SSH_CONNECTION"),
        is_tmux: is_set("TMUX"),
        has_wayland: is_set("WAYLAND_DISPLAY"),
        has_x11: is_set("DISPLAY"),
    };
    let path = variable("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    Clipboard::choose(session, |program| {
        folders.iter().any(|folder| {
            let file = folder.join(program);
            file.is_file() || file.with_extension("exe").is_file()
        })
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "this file is where the environment is read"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}
