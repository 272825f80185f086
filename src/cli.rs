//! The command line: one file a subcommand, streams and places passed in.
//!
//! Exit status: 0 done, 1 done with findings that need attention, 2 wrong use or unreadable input.

pub mod args;
mod assess;
mod bureau;
mod caps;
mod config;
mod decisions;
mod doctor;
mod import;
mod import_benchmark;
mod interface;
mod lint;
mod lists;
mod lookup;
mod outliers;
mod packs;
pub mod places;
mod review;
mod statute;
mod words;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::args::{Args, Command};
use crate::cli::places::Places;
use crate::packs::{Diagnostic, Loaded};
use crate::settings::{Layers, Settings};
use crate::store::Store;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// 0: done.
    Done,
    /// 1: done, with findings that need attention.
    Findings,
    /// 2: wrong use or unreadable input; already explained.
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::Findings => 1,
            Outcome::Refused => 2,
        })
    }
}

/// What a command works with.
pub struct Context<'a> {
    /// Where things of the user live.
    pub places: Places,
    /// Where settings come from.
    pub layers: Layers,
    /// What is set.
    pub settings: Settings,
    /// What is wrong with the settings file.
    pub settings_problems: Vec<Diagnostic>,
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Whether standard input and output are a terminal.
    pub terminal: bool,
    /// Whether standard error is one: progress is shown there.
    pub error_terminal: bool,
}

impl Context<'_> {
    /// Loads the library and says on standard error what is wrong with it.
    pub fn load(&mut self) -> io::Result<Loaded> {
        let loaded = crate::packs::load_with(&self.places.library);
        for problem in &loaded.diagnostics {
            writeln!(self.err, "{problem}")?;
        }
        Ok(loaded)
    }
}

impl Context<'_> {
    /// Opens the store that is there; nothing is made for somebody who only looks.
    pub fn existing_store(&mut self) -> anyhow::Result<Store> {
        let path = &self.places.database;
        anyhow::ensure!(path.exists(), words::no_store(path));
        self.open_store()
    }

    /// Opens the store, making it when there is none, and says on standard error what to know about it.
    pub fn open_store(&mut self) -> anyhow::Result<Store> {
        let store = Store::open(&self.places.database)?;
        for warning in store.warnings() {
            writeln!(self.err, "{warning}")?;
        }
        Ok(store)
    }
}

/// Runs the program on the process's own streams.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let (mut input, mut out, mut err) = (io::stdin().lock(), io::stdout().lock(), io::stderr());
    let parsed = command().try_get_matches_from(args);
    let args = match parsed.and_then(|m| Args::from_arg_matches(&m)) {
        Ok(args) => args,
        Err(error) => return words::explain_usage(&error, &mut out, &mut err).into(),
    };
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let places = match Places::find(args.home.as_deref(), args.db.as_deref()) {
        Ok(places) => places,
        Err(message) => {
            let _ = writeln!(err, "{message}");
            return Outcome::Refused.into();
        }
    };
    let layers = places.layers(args.jurisdiction.clone());
    let (settings, settings_problems) = layers.read();
    // These two tell them in their own place.
    if !matches!(args.command, Some(Command::Config(_) | Command::Doctor(_))) {
        for problem in &settings_problems {
            let _ = writeln!(err, "{problem}");
        }
    }
    let mut context = Context {
        places,
        layers,
        settings,
        settings_problems,
        error_terminal: err.is_terminal(),
        input: &mut input,
        out: &mut out,
        err: &mut err,
        terminal,
    };
    match run(args, &mut context) {
        Ok(outcome) => outcome.into(),
        // A reader that went away (head, less) is not a failure.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(err, "{error:#}");
            Outcome::Refused.into()
        }
    }
}

/// The command line with every heading and usage in Chinese.
pub fn command() -> clap::Command {
    translated(Args::command(), &[])
}

fn translated(command: clap::Command, parents: &[String]) -> clap::Command {
    let mut names = parents.to_vec();
    names.push(command.get_name().to_owned());
    let usage = words::usage(&names, &command);
    command
        .help_template(words::HELP_TEMPLATE)
        .subcommand_help_heading(words::COMMANDS)
        .override_usage(usage)
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                words::ARGUMENTS
            } else {
                words::OPTIONS
            };
            let takes_value = arg.get_action().takes_values();
            arg.hide_possible_values(takes_value)
                .hide_default_value(takes_value)
                .help_heading(heading)
        })
        .mut_subcommands(|inner| translated(inner, &names))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Runs one command.
pub fn run(args: Args, context: &mut Context) -> anyhow::Result<Outcome> {
    match args.command {
        None if args.plain => interface::plain(context),
        None => interface::open(context),
        Some(Command::Lookup(args)) => lookup::run(&args, context),
        Some(Command::Assess(args)) => assess::run(&args, context),
        Some(Command::Article(args)) => statute::article(&args, context),
        Some(Command::Import(args)) => import::run(&args, context),
        Some(Command::Decisions(args)) => decisions::run(&args, context),
        Some(Command::Outliers(args)) => outliers::run(&args, context),
        Some(Command::Bureaus(args)) => bureau::run(&args, context),
        Some(Command::Review(args)) => review::run(&args, context),
        Some(Command::Packs(args)) => packs::run(&args, context),
        Some(Command::Lists(args)) => lists::run(&args, context),
        Some(Command::Caps(args)) => caps::run(&args, context),
        Some(Command::Lint(args)) => lint::run(&args, context),
        Some(Command::Config(args)) => config::run(&args, context),
        Some(Command::Doctor(args)) => doctor::run(&args, context),
        Some(Command::Completions { shell }) => {
            clap_complete::generate(shell, &mut command(), "cailiang", &mut context.out);
            Ok(Outcome::Done)
        }
        Some(Command::Man) => {
            clap_mangen::Man::new(command()).render(&mut context.out)?;
            Ok(Outcome::Done)
        }
    }
}
