//! `cailiang import benchmark`: an official document into the user's library.

use std::io::BufRead;
use std::path::Path;

use anyhow::anyhow;

use crate::cli::args::{Format, ImportBenchmarkArgs};
use crate::cli::{Context, Outcome, places, words};
use crate::law::{BenchmarkId, DomainId, Library};
use crate::packs::Severity;
use crate::reader::heading::Given;
use crate::reader::import::{Import, Prepared, Request, prepare};
use crate::reader::import_list::ListImport;
use crate::report::reading;

/// Runs the command; doubts and findings end with status 1.
pub fn run(args: &ImportBenchmarkArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = context.load()?;
    let id = identifier(&args.id)?;
    let request = Request {
        file: &args.file,
        id,
        given: given(args, &loaded.library)?,
        layout: args.layout.map(Into::into),
        today: places::this_year(),
        library: &context.places.library,
    };
    match prepare(&request, &loaded).map_err(|e| anyhow!(e.say()))? {
        Prepared::Benchmark(import) => benchmark(args, &import, context),
        Prepared::List(import) => list(args, &import, context),
    }
}

fn benchmark(
    args: &ImportBenchmarkArgs,
    import: &Import,
    context: &mut Context,
) -> anyhow::Result<Outcome> {
    let changes = reading::changes(import);
    let refused =
        import.replaces.is_some() && !args.dry_run && !confirmed(args, &changes, context)?;
    let written = !args.dry_run && !refused && import.items() > 0;
    if written {
        import
            .write()
            .map_err(|e| anyhow!(words::cannot_write(&import.target, &e)))?;
    }
    let text = || reading::text(import, args.all);
    let show = words::show_pack(import.heading.id.as_str());
    let ending = Ending {
        written,
        refused,
        empty: import.items() == 0,
        target: &import.target,
        show,
    };
    print(
        args,
        &reading::json(import, written),
        text,
        &ending,
        context,
    )?;
    Ok(ending.outcome(needs_attention(import)))
}

fn list(
    args: &ImportBenchmarkArgs,
    import: &ListImport,
    context: &mut Context,
) -> anyhow::Result<Outcome> {
    let refused = import.replaces && !args.dry_run && !confirmed(args, "", context)?;
    let written = !args.dry_run && !refused && import.items() > 0;
    if written {
        import
            .write()
            .map_err(|e| anyhow!(words::cannot_write(&import.target, &e)))?;
    }
    let text = || reading::list_text(import, args.all);
    let show = words::show_list(import.id.as_str());
    let ending = Ending {
        written,
        refused,
        empty: import.items() == 0,
        target: &import.target,
        show,
    };
    print(
        args,
        &reading::list_json(import, written),
        text,
        &ending,
        context,
    )?;
    let attention = !import.item_doubts().is_empty()
        || !import.doubts.is_empty()
        || !import.leftover.is_empty()
        || import.linked() < import.items();
    Ok(ending.outcome(attention))
}

/// How an import ended.
struct Ending<'a> {
    written: bool,
    refused: bool,
    empty: bool,
    target: &'a Path,
    /// The command that shows what was imported.
    show: String,
}

impl Ending<'_> {
    fn outcome(&self, attention: bool) -> Outcome {
        if self.empty {
            Outcome::Refused
        } else if self.refused || attention {
            Outcome::Findings
        } else {
            Outcome::Done
        }
    }

    fn words(&self, dry_run: bool) -> String {
        if self.written {
            words::pack_written(self.target, &self.show)
        } else if self.empty {
            words::NO_ITEMS_READ.to_owned()
        } else if dry_run {
            words::ONLY_PREVIEW.to_owned()
        } else {
            words::NOT_REPLACED.to_owned()
        }
    }
}

fn print(
    args: &ImportBenchmarkArgs,
    json: &serde_json::Value,
    text: impl FnOnce() -> String,
    ending: &Ending,
    context: &mut Context,
) -> anyhow::Result<()> {
    match args.format {
        Format::Json => writeln!(context.out, "{}", serde_json::to_string_pretty(json)?)?,
        Format::Text => {
            write!(context.out, "{}", text())?;
            writeln!(context.out, "{}", ending.words(args.dry_run))?;
            // A local document applies where the case is; a newcomer has not said where that is.
            let unsaid = args.region.as_ref().filter(|_| ending.written);
            if let Some(region) = unsaid.filter(|_| context.settings.jurisdiction().is_none()) {
                writeln!(context.out, "{}", words::set_jurisdiction(region))?;
            }
        }
    }
    Ok(())
}

fn needs_attention(import: &Import) -> bool {
    !import.notes.is_empty()
        || !import.leftover.is_empty()
        || !import.carried.outdated.is_empty()
        || import
            .diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
}

/// Shows what would change and asks; without a terminal only `--replace` replaces.
fn confirmed(
    args: &ImportBenchmarkArgs,
    changes: &str,
    context: &mut Context,
) -> anyhow::Result<bool> {
    if args.replace {
        return Ok(true);
    }
    if !context.terminal {
        return Ok(false);
    }
    write!(context.err, "{}{}", changes, words::ASK_REPLACE)?;
    context.err.flush()?;
    let mut answer = String::new();
    std::io::BufReader::new(&mut context.input).read_line(&mut answer)?;
    Ok(words::is_yes(answer.trim()))
}

/// An identifier becomes a file name: letters, digits, hyphens.
fn identifier(text: &str) -> anyhow::Result<BenchmarkId> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if text.is_empty() || !text.chars().all(fits) {
        return Err(anyhow!(words::bad_pack_id(text)));
    }
    Ok(BenchmarkId::from(text))
}

fn given(args: &ImportBenchmarkArgs, library: &Library) -> anyhow::Result<Given> {
    let date = |text: &Option<String>| {
        text.as_deref()
            .map(|t| t.parse().map_err(|_| anyhow!(words::bad_date(t))))
            .transpose()
    };
    let domains =
        args.domains
            .iter()
            .map(|name| {
                let found =
                    library.parts().domains.iter().find(|d| {
                        d.id.as_str() == name || d.label == *name || d.words.contains(name)
                    });
                found.map(|d| d.id.clone()).ok_or_else(|| {
                    let known: Vec<&str> = library
                        .parts()
                        .domains
                        .iter()
                        .map(|d| d.label.as_str())
                        .collect();
                    anyhow!(words::no_such_domain(name, &known))
                })
            })
            .collect::<anyhow::Result<Vec<DomainId>>>()?;
    if let Some(region) = &args.region
        && !(region.len() == 6 && region.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(anyhow!(words::bad_region(region)));
    }
    Ok(Given {
        title: args.title.clone(),
        short: args.short.clone(),
        issuer: args.issuer.clone(),
        doc_no: args.doc_no.clone(),
        from: date(&args.effective)?,
        until: date(&args.until)?,
        layer: args.layer.map(Into::into),
        region: args.region.clone(),
        domains,
    })
}
