//! `cailiang lookup`: offences for what somebody typed, best first.

use serde_json::{Value, json};

use crate::cli::args::{Format, LookupArgs};
use crate::cli::{Context, Outcome, words};
use crate::law::{Library, Offence};
use crate::report::words as report_words;
use crate::search;

/// Runs the command; nothing found ends with status 0 and a hint.
pub fn run(args: &LookupArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = context.load()?;
    let library = &loaded.library;
    let domain = match args.domain.as_deref().map(|word| domain_id(library, word)) {
        Some(Err(message)) => {
            writeln!(context.err, "{message}")?;
            return Ok(Outcome::Refused);
        }
        Some(Ok(id)) => Some(id),
        None => None,
    };
    let index = search::index(library, &loaded.synonyms);
    let query = args.query.join(" ");
    let hits = index.search(&query, domain, args.limit);
    let found = hits.iter().filter_map(|hit| {
        let entry = index.entry(hit.entry)?;
        Some((library.offence(&entry.id)?, hit.score))
    });
    match args.format {
        Format::Json => {
            let list: Vec<Value> = found.map(|(o, score)| row(library, o, score)).collect();
            writeln!(context.out, "{}", serde_json::to_string_pretty(&list)?)?;
        }
        Format::Text => {
            let mut none = true;
            for (offence, _) in found {
                none = false;
                writeln!(context.out, "{}", line(library, offence))?;
            }
            if none {
                writeln!(context.out, "{}", words::nothing_found(&query))?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn domain_id<'a>(library: &'a Library, word: &str) -> Result<&'a str, String> {
    let domains = &library.parts().domains;
    let found = domains
        .iter()
        .find(|d| d.id.as_str() == word || d.words.iter().any(|w| w == word));
    found.map(|d| d.id.as_str()).ok_or_else(|| {
        let known: Vec<&str> = domains.iter().map(|d| d.id.as_str()).collect();
        words::no_such_domain(word, &known)
    })
}

fn row(library: &Library, offence: &Offence, score: i64) -> Value {
    let instrument = library.instrument(offence.instrument.as_str());
    json!({
        "id": offence.id,
        "title": offence.title,
        "cite": library.citation_of(offence),
        "domains": instrument.map(|i| i.domains.clone()),
        "tiers_loaded": library.items_about(offence).any(|(_, item)| !item.tiers.is_empty()),
        "score": score,
        "status": instrument.map(|i| i.status),
    })
}

fn line(library: &Library, offence: &Offence) -> String {
    let instrument = library.instrument(offence.instrument.as_str());
    let status = instrument.map(|i| i.status);
    let mark = match status {
        Some(status) if status != crate::law::instrument::Status::InForce => {
            format!("[{}]", report_words::status(status))
        }
        Some(_) | None => String::new(),
    };
    let tiers = library
        .items_about(offence)
        .any(|(_, item)| !item.tiers.is_empty());
    let tiers = if tiers { words::TIERS_LOADED } else { "" };
    format!(
        "{}  {}  {}{mark}{tiers}",
        offence.id,
        offence.title,
        library.citation_of(offence)
    )
}
