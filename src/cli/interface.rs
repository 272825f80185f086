//! The interface, opened on the user's terminal.

use std::io::BufReader;
use std::path::Path;

use ratatui::layout::Size;

use crate::cli::places::now;
use crate::cli::{Context, Outcome, words};
use crate::packs::load_with;
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::office::{Office, Surroundings};
use crate::tui::settings::Settings;
use crate::tui::{plain, runtime, signals, strings, terminal};

/// Opens the interface; without a terminal it says what to use instead.
pub fn open(context: &mut Context) -> anyhow::Result<Outcome> {
    if !context.terminal {
        writeln!(context.err, "{}", words::NOT_A_TERMINAL)?;
        return Ok(Outcome::Refused);
    }
    let mark = context.places.tour_mark.clone();
    let is_first_start = !mark.exists();
    let mut app = app(context, is_first_start);
    app.terminal = Box::new(std::io::stdout());
    if is_first_start {
        remember_tour(&mark, &mut app);
    }
    let ending = signals::watch()?;
    let mut screen = terminal::start(None)?;
    let mut console = terminal::Screen::new(ending.clone());
    let ended = runtime::run(&mut screen, &mut console, &mut app);
    let restored = terminal::restore();
    if ending.is_asked() {
        drop(app);
        ending.follow()?;
    }
    restored?;
    ended?;
    Ok(Outcome::Done)
}

/// What is written before a line is read, on a terminal.
const PROMPT: &str = "> ";
/// The size of the windows that are read out.
const READ: Size = Size::new(120, 60);

/// Opens the interface as a dialogue of lines.
pub fn plain(context: &mut Context) -> anyhow::Result<Outcome> {
    let mut app = app(context, false);
    app.resize(READ);
    let prompt = if context.terminal { PROMPT } else { "" };
    let mut input = BufReader::new(&mut *context.input);
    plain::run(&mut app, &mut input, context.out, prompt)?;
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

fn app(context: &Context, offers_tour: bool) -> App {
    let places = &context.places;
    let settings = Settings {
        layers: Some(context.layers.clone()),
        offers_tour,
        clipboard: places.clipboard.clone(),
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
