//! `cailiang caps`: how often an enterprise may be inspected.

use crate::cli::args::{CapsArgs, Format};
use crate::cli::{Context, Outcome, words};
use crate::law::cap::plans;
use crate::report::cap;

/// Runs the command.
pub fn run(args: &CapsArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = context.load()?;
    let library = &loaded.library;
    let domains = &library.parts().domains;
    let named = |word: &str| {
        domains
            .iter()
            .find(|d| d.id.as_str() == word || d.words.iter().any(|w| w == word))
    };
    let domain = match args.domain.as_deref().map(|word| (word, named(word))) {
        None => None,
        Some((_, Some(domain))) => Some(domain.id.as_str()),
        Some((word, None)) => {
            let known: Vec<&str> = domains.iter().map(|d| d.label.as_str()).collect();
            writeln!(context.err, "{}", words::no_such_domain(word, &known))?;
            return Ok(Outcome::Refused);
        }
    };
    let parts = library.parts();
    let region = context.settings.jurisdiction();
    let found = plans(&parts.caps, &parts.cap_remarks, domain, region);
    match args.format {
        Format::Json => writeln!(
            context.out,
            "{}",
            serde_json::to_string_pretty(&cap::to_json(&found))?
        )?,
        Format::Text if found.is_empty() => writeln!(context.out, "{}", words::NO_CAPS)?,
        Format::Text => write!(context.out, "{}", cap::to_text(library, &found))?,
    }
    Ok(Outcome::Done)
}
