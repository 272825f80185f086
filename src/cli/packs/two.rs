//! Two benchmarks held against each other: their rows (`packs diff`), their effect (`packs replay`).

use std::path::Path;

use crate::cli::args::{DiffArgs, Format, ReplayArgs};
use crate::cli::{Context, Outcome, words};
use crate::compare::replay::differences;
use crate::compare::{Cases, Findings, Options, compare};
use crate::law::{Benchmark, BenchmarkId, Library};
use crate::packs::{diff, load_with_file};
use crate::report::{pack_diff, replay};

/// A benchmark named by its id, or by a file that need not lie in the library.
struct Named {
    library: Library,
    id: BenchmarkId,
}

impl Named {
    fn benchmark(&self) -> Option<&Benchmark> {
        self.library.benchmark(self.id.as_str())
    }
}

/// Finds a benchmark; says why when there is none.
fn find(name: &str, context: &mut Context) -> anyhow::Result<Option<Named>> {
    let path = Path::new(name);
    if path.extension().is_some_and(|e| e == "toml") {
        let read = load_with_file(&context.places.library, path);
        for problem in &read.loaded.diagnostics {
            writeln!(context.err, "{problem}")?;
        }
        let Some(id) = read.pack else {
            writeln!(context.err, "{}", words::no_pack_in(path))?;
            return Ok(None);
        };
        let library = read.loaded.library;
        return Ok(Some(Named { library, id }));
    }
    let library = context.load()?.library;
    if library.benchmark(name).is_some() {
        let id = BenchmarkId::from(name);
        return Ok(Some(Named { library, id }));
    }
    let known: Vec<&str> = library.benchmarks().iter().map(|b| b.id.as_str()).collect();
    writeln!(context.err, "{}", words::no_such_pack(name, &known))?;
    Ok(None)
}

/// `packs diff`
pub fn diff(args: &DiffArgs, format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let (Some(old), Some(new)) = (find(&args.old, context)?, find(&args.new, context)?) else {
        return Ok(Outcome::Refused);
    };
    let offence = args.offence.as_deref().map(crate::law::OffenceId::from);
    if let Some(id) = offence
        .as_ref()
        .filter(|o| new.library.named(o.as_str()).is_empty())
    {
        writeln!(context.err, "{}", words::no_such_offence(id.as_str()))?;
        return Ok(Outcome::Refused);
    }
    let (Some(before), Some(after)) = (old.benchmark(), new.benchmark()) else {
        return Ok(Outcome::Refused);
    };
    let found = diff::diff(before, after, offence.as_ref());
    match format {
        Format::Json => {
            let json = pack_diff::to_json(&new.library, &found);
            writeln!(context.out, "{}", serde_json::to_string_pretty(&json)?)?;
        }
        Format::Text => {
            write!(context.out, "{}", pack_diff::to_text(&new.library, &found))?;
        }
    }
    Ok(Outcome::Done)
}

/// `packs replay`
pub fn replay(args: &ReplayArgs, format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let store = context.existing_store()?;
    let (Some(old), Some(new)) = (find(&args.from, context)?, find(&args.to, context)?) else {
        return Ok(Outcome::Refused);
    };
    let cases = store.cases(context.settings.jurisdiction())?;
    // Two files may carry the same id: then each library holds its own of them, and only that one.
    let without = |named: &Named, other: &BenchmarkId| {
        let unwanted = [other.clone()];
        let unwanted = unwanted.iter().filter(|id| **id != named.id);
        named
            .library
            .without(&unwanted.cloned().collect::<Vec<_>>())
    };
    let before = judge(
        1,
        &args.from,
        &without(&old, &new.id),
        cases.clone(),
        context,
    )?;
    let after = judge(2, &args.to, &without(&new, &old.id), cases, context)?;
    let changed = differences(&before, &after);
    let made = replay::Replay {
        from: &args.from,
        to: &args.to,
        cases: before.cases(),
        changed: &changed,
    };
    match format {
        Format::Json => {
            let json = replay::to_json(&made);
            writeln!(context.out, "{}", serde_json::to_string_pretty(&json)?)?;
        }
        Format::Text => write!(context.out, "{}", replay::to_text(&made, &before, &after))?,
    }
    Ok(Outcome::Done)
}

fn judge(
    round: usize,
    name: &str,
    library: &Library,
    cases: Cases,
    context: &mut Context,
) -> anyhow::Result<Findings> {
    if context.error_terminal {
        let progress = words::judging(round, name, cases.len());
        writeln!(context.err, "{progress}")?;
    }
    Ok(compare(library, cases, &Options::default()))
}
