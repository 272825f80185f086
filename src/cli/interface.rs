//! The interface, opened on the user's terminal.

use std::path::Path;

use crate::cli::places::now;
use crate::cli::{Context, Outcome, words};
use crate::packs::load_with;
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::office::{Office, Surroundings};
use crate::tui::settings::Settings;
use crate::tui::{runtime, strings, terminal};

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
        offers_tour: !places.tour_mark.exists(),
        clipboard: places.clipboard.clone(),
        ..Settings::default()
    };
    let around = Surroundings {
        database: places.database.clone(),
        library: places.library.clone(),
        profiles: places.profiles.clone(),
        home: places.user_home.clone(),
        now,
        jurisdiction: context.profile.jurisdiction.clone(),
        bands: context.profile.bands.clone(),
        reviewer: context.profile.user.clone(),
    };
    let office = Office::open(load_with(&places.library), around);
    let offers_tour = settings.offers_tour;
    let mut app = App::new(settings, office.perform());
    app.terminal = Box::new(std::io::stdout());
    if offers_tour {
        remember_tour(&places.tour_mark, &mut app);
    }
    let mut screen = terminal::start(None)?;
    let ended = runtime::run(&mut screen, &mut terminal::Screen::default(), &mut app);
    terminal::restore()?;
    ended?;
    Ok(Outcome::Done)
}

/// Notes that the tour was offered; the offer comes once.
fn remember_tour(mark: &Path, app: &mut App) {
    let folder = mark.parent().map_or(Ok(()), std::fs::create_dir_all);
    if let Err(error) = folder.and_then(|()| std::fs::write(mark, "")) {
        let words = strings::tour_not_kept(&mark.display().to_string(), &error.to_string());
        app.receive(Msg::Failed(words));
    }
}
