//! `cailiang import benchmark`: an official document into the user's library.

use std::io::BufRead;

use anyhow::anyhow;

use crate::cli::args::{Format, ImportBenchmarkArgs};
use crate::cli::{Context, Outcome, places, words};
use crate::law::{BenchmarkId, DomainId, Library};
use crate::packs::Severity;
use crate::reader::heading::Given;
use crate::reader::import::{Import, Request, prepare};
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
    let import = match prepare(&request, &loaded) {
        Ok(import) => import,
        Err(error) => return Err(anyhow!(error.say())),
    };
    let refused = import.replaces.is_some() && !args.dry_run && !confirmed(args, &import, context)?;
    let written = !args.dry_run && !refused && import.items() > 0;
    if written {
        import
            .write()
            .map_err(|e| anyhow!(words::cannot_write(&import.target, &e)))?;
    }
    match args.format {
        Format::Json => {
            let json = reading::json(&import, written);
            writeln!(context.out, "{}", serde_json::to_string_pretty(&json)?)?;
        }
        Format::Text => {
            write!(context.out, "{}", reading::text(&import, args.all))?;
            let last = if written {
                words::pack_written(&import.target, import.heading.id.as_str())
            } else if refused {
                words::NOT_REPLACED.to_owned()
            } else if args.dry_run {
                words::ONLY_PREVIEW.to_owned()
            } else {
                words::NO_ITEMS_READ.to_owned()
            };
            writeln!(context.out, "{last}")?;
        }
    }
    Ok(if import.items() == 0 {
        Outcome::Refused
    } else if refused || needs_attention(&import) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
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
    import: &Import,
    context: &mut Context,
) -> anyhow::Result<bool> {
    if args.replace {
        return Ok(true);
    }
    if !context.terminal {
        return Ok(false);
    }
    write!(
        context.err,
        "{}{}",
        reading::changes(import),
        words::ASK_REPLACE
    )?;
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
