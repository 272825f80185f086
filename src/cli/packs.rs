//! `cailiang packs`: which benchmarks are loaded, how much of them, how verified.

mod two;

use crate::cli::args::{Format, PacksArgs, PacksCommand};
use crate::cli::{Context, Outcome, words};
use crate::law::Library;
use crate::report::{benchmark, words as report_words};

/// Runs the command.
pub fn run(args: &PacksArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = context.load()?;
    let library = &loaded.library;
    match &args.command {
        None => list(library, args.format, context),
        Some(PacksCommand::Coverage) => {
            write!(context.out, "{}", coverage_table(library))?;
            Ok(Outcome::Done)
        }
        Some(PacksCommand::Diff(pair)) => two::diff(pair, args.format, context),
        Some(PacksCommand::Replay(pair)) => two::replay(pair, args.format, context),
        Some(PacksCommand::Show { id }) => {
            let Some(found) = library.benchmark(id) else {
                let known: Vec<&str> = library.benchmarks().iter().map(|b| b.id.as_str()).collect();
                writeln!(context.err, "{}", words::no_such_pack(id, &known))?;
                return Ok(Outcome::Refused);
            };
            let json = benchmark::pack(library, found);
            match args.format {
                Format::Json => writeln!(context.out, "{}", serde_json::to_string_pretty(&json)?)?,
                Format::Text => write!(context.out, "{}", benchmark::pack_text(library, found))?,
            }
            Ok(Outcome::Done)
        }
    }
}

fn list(library: &Library, format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    if format == Format::Json {
        writeln!(
            context.out,
            "{}",
            serde_json::to_string_pretty(&benchmark::coverage(library))?
        )?;
        return Ok(Outcome::Done);
    }
    for b in library.benchmarks() {
        let until = b
            .until
            .map(|u| format!("，{u}{}", words::UNTIL))
            .unwrap_or_default();
        let dates = format!("{}{}{until}", b.from, words::SINCE);
        let tiers = b.items.iter().map(|i| i.tiers.len()).sum();
        let title = if b.teaching {
            format!("{}{}", report_words::TEACHING, b.title)
        } else {
            b.title.clone()
        };
        writeln!(
            context.out,
            "{}",
            words::pack_line(
                b.id.as_str(),
                &title,
                b.doc_no.as_deref().unwrap_or_default(),
                &dates,
                b.items.len(),
                b.items_with_tiers(),
                tiers
            )
        )?;
        for (label, text) in [
            (words::IN_DOCUMENT, &b.items_in_document),
            (words::SOURCE, &b.source),
            (words::VERIFICATION, &b.verification),
        ] {
            writeln!(context.out, "    {label}：{text}")?;
        }
    }
    Ok(Outcome::Done)
}

/// The coverage tables of the README, in Markdown.
pub fn coverage_table(library: &Library) -> String {
    let mut lines = vec![words::COVERAGE_HEAD.to_owned()];
    for b in library.benchmarks() {
        let tiers: usize = b.items.iter().map(|i| i.tiers.len()).sum();
        let until = b
            .until
            .map(|u| format!("，{u}{}", words::UNTIL))
            .unwrap_or_default();
        lines.push(format!(
            "| {}{} | `{}` | {}{until} | {} | {} | {} | {tiers} | {} |",
            b.title,
            b.doc_no.as_deref().unwrap_or_default(),
            b.id,
            b.from,
            b.items_in_document,
            b.items.len(),
            b.items_with_tiers(),
            b.verification
        ));
    }
    lines.push(String::new());
    lines.push(words::LISTS_HEAD.to_owned());
    for list in library.lists() {
        let until = list
            .until
            .map(|u| format!("，{u}{}", words::UNTIL))
            .unwrap_or_default();
        lines.push(format!(
            "| {}{} | `{}` | {} | {} | {}{until} | {} | {} | {} |",
            list.title,
            list.doc_no.as_deref().unwrap_or_default(),
            list.id,
            crate::assess::list_words::effect(list.effect),
            list.region.as_deref().unwrap_or_default(),
            list.from,
            list.items.len(),
            list.missing.len(),
            list.verification
        ));
    }
    lines.push(String::new());
    lines.push(words::STATUTE_HEAD.to_owned());
    for instrument in &library.parts().instruments {
        let own = || {
            library
                .offences()
                .iter()
                .filter(|o| o.instrument == instrument.slug)
        };
        let rows: usize = own().map(|o| o.rows.len()).sum();
        lines.push(format!(
            "| {} | {} | {} | {} | {rows} | {} |",
            instrument.title,
            instrument.version,
            report_words::status(instrument.status),
            own().count(),
            instrument.verification
        ));
    }
    lines.join("\n") + "\n"
}
