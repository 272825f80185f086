//! The interface, opened on the user's terminal.

use crate::cli::places::now;
use crate::cli::{Context, Outcome, words};
use crate::packs::load_with;
use crate::tui::app::App;
use crate::tui::office::{Office, Surroundings};
use crate::tui::settings::Settings;
use crate::tui::{runtime, terminal};

/// Opens the interface; without a terminal it says what to use instead.
pub fn open(context: &mut Context) -> anyhow::Result<Outcome> {
    if !context.terminal {
        writeln!(context.err, "{}", words::NOT_A_TERMINAL)?;
        return Ok(Outcome::Refused);
    }
    let places = &context.places;
    let present = |path: &std::path::Path| path.exists().then(|| path.to_path_buf());
    let settings = Settings {
        keymap_file: present(&places.keymap),
        theme_file: present(&places.theme),
        no_color: places.no_color,
        ..Settings::default()
    };
    let around = Surroundings {
        database: places.database.clone(),
        library: places.library.clone(),
        profiles: places.profiles.clone(),
        views: places.views.clone(),
        home: places.user_home.clone(),
        now,
        jurisdiction: context.profile.jurisdiction.clone(),
        bands: context.profile.bands.clone(),
        reviewer: context.profile.user.clone(),
    };
    let office = Office::open(load_with(&places.library), around);
    let mut app = App::new(settings, office.perform());
    let mut screen = terminal::start(None)?;
    let ended = runtime::run(&mut screen, &mut terminal::Screen, &mut app);
    terminal::restore()?;
    ended?;
    Ok(Outcome::Done)
}
