//! `cailiang import statute` and `cailiang article`: the texts of laws in, an article out.

use anyhow::anyhow;

use crate::cli::args::{ArticleArgs, ImportStatuteArgs};
use crate::cli::{Context, Outcome, words};
use crate::document;
use crate::law::instrument::Instrument;
use crate::law::offence::Place;
use crate::law::{Library, citation};
use crate::reader::statute;
use crate::store::statutes::{self, Provenance};

/// Reads a law and keeps its text in the user's library; doubts about its numbering end with status 1.
pub fn import(args: &ImportStatuteArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let document = document::read(&args.file).map_err(|e| anyhow!(e.say()))?;
    let text = statute::split(&document);
    if text.articles.is_empty() {
        writeln!(context.err, "{}", words::no_articles(&document.name))?;
        return Ok(Outcome::Refused);
    }
    let loaded = context.load()?;
    let title = text.title.as_deref().unwrap_or_default();
    let Some(instrument) = instrument(&loaded.library, args.slug.as_deref(), title) else {
        let message = words::unknown_statute(&document.name, args.slug.as_deref(), title);
        writeln!(context.err, "{message}")?;
        return Ok(Outcome::Refused);
    };
    writeln!(
        context.out,
        "{}",
        words::statute_read(&instrument.title, &text)
    )?;
    for doubt in &text.doubts {
        writeln!(context.out, "{}", words::note(&doubt.message))?;
    }
    if let Some(version) = text
        .version
        .map(|v| v.to_string())
        .filter(|v| *v != instrument.version)
    {
        let message = words::other_version(&version, &instrument.version);
        writeln!(context.out, "{}", words::note(&message))?;
    }
    let outcome = if text.doubts.is_empty() {
        Outcome::Done
    } else {
        Outcome::Findings
    };
    if args.dry_run {
        writeln!(context.out, "{}", words::ONLY_PREVIEW)?;
        return Ok(outcome);
    }
    let provenance = Provenance {
        file: document.name,
        sha256: document.sha256,
    };
    let library = &context.places.library;
    let path = statutes::save(library, &instrument.slug, &text, &provenance)
        .map_err(|e| anyhow!(words::unwritable(library, &e)))?;
    writeln!(context.out, "{}", words::statute_kept(&path))?;
    Ok(outcome)
}

/// The instrument named by its slug, or else by its title.
fn instrument<'a>(library: &'a Library, slug: Option<&str>, title: &str) -> Option<&'a Instrument> {
    if let Some(slug) = slug {
        return library.instrument(slug);
    }
    let title = citation::squeeze(title);
    let bare = words::without_state(&title);
    library.parts().instruments.iter().find(|instrument| {
        let names = std::iter::once(&instrument.title).chain(&instrument.short);
        names
            .map(|name| citation::squeeze(name))
            .any(|name| words::without_state(&name) == bare)
    })
}

/// Prints the article a citation names, from the text that was imported.
pub fn article(args: &ArticleArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = context.load()?;
    let cited = args.citation.join(" ");
    let Ok(citation) = loaded.library.read_citation(&cited) else {
        writeln!(context.err, "{}", words::unreadable_citation(&cited))?;
        return Ok(Outcome::Refused);
    };
    let title = loaded
        .library
        .instrument(citation.slug.as_str())
        .map(|i| i.title.as_str());
    let title = title.unwrap_or(citation.slug.as_str());
    let library = context.places.library.clone();
    if !statutes::is_kept(&library, &citation.slug) {
        writeln!(context.err, "{}", words::no_text(title))?;
        return Ok(Outcome::Refused);
    }
    let mut outcome = Outcome::Done;
    for cited in &citation.places {
        let place = Place {
            article: cited.article,
            inserted: cited.inserted,
            ..Place::default()
        };
        let number = statute::words::article(place.article, place.inserted);
        let Some(article) = statutes::article_text(&library, &citation.slug, place) else {
            writeln!(context.err, "{}", words::no_such_article(title, &number))?;
            outcome = Outcome::Refused;
            continue;
        };
        let heading = words::article_heading(title, &article.chapter);
        let text = article.paragraphs.join("\n");
        writeln!(context.out, "{heading}")?;
        writeln!(context.out, "{number}　{text}")?;
    }
    Ok(outcome)
}
