//! What a citation names: articles with their text and offences, or an item of a benchmark.

use crate::assess::words as say;
use crate::law::citation::{Citation, CitationError, CitedPlace};
use crate::law::instrument::Instrument;
use crate::law::offence::Place;
use crate::law::{Benchmark, Item, Library};
use crate::reader::statute::words::article as number;
use crate::store::statutes;
use crate::tui::message::Msg;
use crate::tui::model::assess::article::{ArticlePart, ArticleView};
use crate::tui::model::lookup::Choice;
use crate::tui::office::lookup::{short_cite, tier_row};
use crate::tui::office::{Office, words};
use crate::tui::strings;

impl Office {
    /// Everything a citation names, in its order.
    pub(in crate::tui::office) fn show_article(&self, cite: &str) -> Msg {
        let mut parts: Vec<ArticlePart> = Vec::new();
        let mut outside = None;
        for piece in pieces(&self.loaded.library, cite) {
            let found = match piece {
                Cited::Item(benchmark, item) => vec![self.item(benchmark, item)],
                Cited::Law(citation) => {
                    let places = citation.places.iter();
                    let part = |place| self.part(&citation, place);
                    places.filter_map(part).collect()
                }
                Cited::Outside(title) => {
                    outside = Some(title);
                    Vec::new()
                }
            };
            for part in found {
                if !parts.iter().any(|known| known.head == part.head) {
                    parts.push(part);
                }
            }
        }
        if parts.is_empty() {
            return Msg::Failed(match outside {
                Some(title) => words::cited_outside(&title),
                None => words::cites_nothing(cite),
            });
        }
        Msg::ArticleShown(Box::new(ArticleView {
            parts,
            ..ArticleView::default()
        }))
    }

    /// One article: its text where the law was imported, and its offences.
    fn part(&self, citation: &Citation, cited: &CitedPlace) -> Option<ArticlePart> {
        let library = &self.loaded.library;
        let slug = &citation.slug;
        let instrument = library.instrument(slug.as_str())?;
        let place = Place {
            article: cited.article,
            inserted: cited.inserted,
            ..Place::default()
        };
        let number = number(place.article, place.inserted);
        let text = statutes::article_text(&self.library, slug, place);
        let advice = match &text {
            Some(_) => None,
            None if statutes::is_kept(&self.library, slug) => {
                Some(words::article_missing(&instrument.title, &number))
            }
            None => Some(words::text_missing(&instrument.title)),
        };
        let chapter = text.as_ref().map(|text| text.chapter.clone());
        let lines = text.into_iter().flat_map(|text| text.paragraphs);
        let own = library.offences().iter().filter(|offence| {
            let at = offence.place;
            offence.instrument == *slug
                && (at.article, at.inserted) == (place.article, place.inserted)
        });
        Some(ArticlePart {
            head: head(instrument, &number, chapter.as_deref()),
            text: lines
                .flat_map(|p| p.lines().map(str::to_owned).collect::<Vec<_>>())
                .collect(),
            advice,
            offences: own.map(|offence| choice(library, offence)).collect(),
        })
    }

    /// An item of a benchmark: its tiers, and its offences.
    fn item(&self, benchmark: &Benchmark, item: &Item) -> ArticlePart {
        let library = &self.loaded.library;
        let tiers = item.tiers.iter().map(|tier| {
            let row = tier_row(library, tier);
            let amounts: Vec<String> = row
                .amounts
                .iter()
                .map(|(who, range)| words::of_subject(who, range))
                .collect();
            strings::reasoned(&row.label, &[row.condition, amounts.join("；")].join("。"))
        });
        let about = library.offences().iter().filter(|offence| {
            let mut items = library.items_about(offence);
            items.any(|(b, i)| b.id == benchmark.id && i.no == item.no)
        });
        ArticlePart {
            head: say::tier_item(&say::document(benchmark), &item.no),
            text: tiers.collect(),
            advice: item.tiers.is_empty().then(|| strings::NO_TIERS.to_owned()),
            offences: about.map(|offence| choice(library, offence)).collect(),
        }
    }
}

/// What a piece of a citation names.
enum Cited<'l> {
    Law(Citation),
    Item(&'l Benchmark, &'l Item),
    /// A document that is not loaded.
    Outside(String),
}

/// Reads a citation of several articles: those apart from the first may leave out the law.
fn pieces<'l>(library: &'l Library, cite: &str) -> Vec<Cited<'l>> {
    let mut found = Vec::new();
    let mut law = String::new();
    for piece in cite.split(['、', '；']).map(str::trim) {
        if let Some((benchmark, item)) = item(library, piece) {
            found.push(Cited::Item(benchmark, item));
            continue;
        }
        match library.read_citation(piece) {
            Ok(citation) => {
                let name = library.instrument(citation.slug.as_str());
                law = name.map(|i| i.title.clone()).unwrap_or_default();
                found.push(Cited::Law(citation));
            }
            Err(CitationError::Outside(title)) => found.push(Cited::Outside(title)),
            Err(_) if law.is_empty() => {}
            Err(_) => {
                let whole = library.read_citation(&format!("{law}{piece}"));
                found.extend(whole.ok().map(Cited::Law));
            }
        }
    }
    found
}

fn item<'l>(library: &'l Library, cite: &str) -> Option<(&'l Benchmark, &'l Item)> {
    let mut benchmarks = library.benchmarks().iter();
    benchmarks.find_map(|benchmark| {
        let document = say::document(benchmark);
        let mut items = benchmark.items.iter();
        let item = items.find(|item| say::tier_item(&document, &item.no) == cite)?;
        Some((benchmark, item))
    })
}

fn head(instrument: &Instrument, number: &str, chapter: Option<&str>) -> String {
    let chapter = chapter.filter(|chapter| !chapter.is_empty());
    let chapter = chapter.map(|chapter| format!("（{chapter}）"));
    format!(
        "《{}》{number}{}",
        instrument.title,
        chapter.unwrap_or_default()
    )
}

fn choice(library: &Library, offence: &crate::law::Offence) -> Choice {
    Choice {
        id: offence.id.to_string(),
        label: words::of_subject(&short_cite(library, offence), &offence.title),
    }
}
