//! The command line: one file a subcommand, streams and places passed in.
//!
//! Exit status: 0 done, 1 done with findings that need attention, 2 wrong use or unreadable input.

pub mod args;
mod assess;
mod doctor;
mod lint;
mod lookup;
mod packs;
pub mod places;
mod words;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::cli::args::{Args, Command};
use crate::cli::places::Places;
use crate::packs::Loaded;

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
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// Whether standard input and output are a terminal.
    pub terminal: bool,
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

/// Runs the program on the process's own streams.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    let (mut input, mut out, mut err) = (io::stdin().lock(), io::stdout().lock(), io::stderr());
    let args = match Args::try_parse_from(args) {
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
    let mut context = Context {
        places,
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

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|e| e.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Runs one command.
pub fn run(args: Args, context: &mut Context) -> anyhow::Result<Outcome> {
    match args.command {
        None => open_interface(context),
        Some(Command::Lookup(args)) => lookup::run(&args, context),
        Some(Command::Assess(args)) => assess::run(&args, context),
        Some(Command::Packs(args)) => packs::run(&args, context),
        Some(Command::Lint(args)) => lint::run(&args, context),
        Some(Command::Doctor) => doctor::run(context),
        Some(Command::Completions { shell }) => {
            clap_complete::generate(shell, &mut Args::command(), "cailiang", &mut context.out);
            Ok(Outcome::Done)
        }
        Some(Command::Man) => {
            clap_mangen::Man::new(Args::command()).render(&mut context.out)?;
            Ok(Outcome::Done)
        }
    }
}

fn open_interface(context: &mut Context) -> anyhow::Result<Outcome> {
    if !context.terminal {
        writeln!(context.err, "{}", words::NOT_A_TERMINAL)?;
        return Ok(Outcome::Refused);
    }
    writeln!(context.err, "{}", words::NOT_A_TERMINAL)?;
    Ok(Outcome::Refused)
}
