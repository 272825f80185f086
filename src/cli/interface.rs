//! The interface, opened on the user's terminal.

use std::io::BufReader;

use ratatui::layout::Size;

use crate::cli::places::now;
use crate::cli::{Context, Outcome, words};
use crate::packs::load_with;
use crate::tui::app::App;
use crate::tui::office::{Office, Surroundings};
use crate::tui::settings::Settings;
use crate::tui::{plain, runtime, terminal};

/// Opens the interface; without a terminal it says what to use instead.
pub fn open(context: &mut Context) -> anyhow::Result<Outcome> {
    if !context.terminal {
        writeln!(context.err, "{}", words::NOT_A_TERMINAL)?;
        return Ok(Outcome::Refused);
    }
    let mut app = app(context);
    let mut screen = terminal::start(None)?;
    let ended = runtime::run(&mut screen, &mut terminal::Screen, &mut app);
    terminal::restore()?;
    ended?;
    Ok(Outcome::Done)
}

/// What is written before a line is read, on a terminal.
const PROMPT: &str = "> ";
/// The size of the windows that are read out.
const READ: Size = Size::new(120, 60);

/// Opens the interface as a dialogue of lines.
pub fn plain(context: &mut Context) -> anyhow::Result<Outcome> {
    let mut app = app(context);
    app.resize(READ);
    let prompt = if context.terminal { PROMPT } else { "" };
    let mut input = BufReader::new(&mut *context.input);
    plain::run(&mut app, &mut input, context.out, prompt)?;
    Ok(Outcome::Done)
}

fn app(context: &Context) -> App {
    let places = &context.places;
    let settings = Settings {
        layers: Some(context.layers.clone()),
        ..Settings::default()
    };
    let office = &context.settings;
    let around = Surroundings {
        database: places.database.clone(),
        library: places.library.clone(),
        profiles: places.profiles.clone(),
        views: places.views.clone(),
        home: places.user_home.clone(),
        now,
        jurisdiction: office.jurisdiction().map(str::to_owned),
        bands: office.bands().to_vec(),
        reviewer: office.user().map(str::to_owned),
    };
    let library = places.library.clone();
    App::new(
        settings,
        Office::perform_once_open(move || load_with(&library), around),
    )
}
