//! Citations as printed against the offence an item is linked to.

use crate::law::benchmark::{Benchmark, Item};
use crate::law::citation::CitationError;
use crate::law::{Library, Offence, OffenceId};
use crate::packs::lint::messages as say;
use crate::packs::lint::report::{At, Report};
use crate::packs::lint::statute::offences_of;

/// Checks the citations of every item.
pub fn check(report: &mut Report) {
    for benchmark in report.library().benchmarks() {
        for item in &benchmark.items {
            if item.offence.is_none() {
                let at = At::Item(benchmark, item);
                report.add("item_unlinked", at, say::UNLINKED, say::REMEDY_UNLINKED);
            } else {
                check_item(report, benchmark, item);
            }
        }
    }
}

/// What a printed citation has to do with the offence.
enum Reading {
    /// It means it. An article alone means everything in it.
    Same,
    /// It means it by the numbers of an earlier text.
    Earlier,
    /// It means another one.
    Other(OffenceId),
    /// It means nothing that is loaded.
    Nothing,
    /// It is of a document whose penalties are not loaded.
    Outside,
}

fn check_item(report: &mut Report, benchmark: &Benchmark, item: &Item) {
    let library = report.library();
    let own = offences_of(library, item);
    if own.is_empty() || item.cites.is_empty() {
        return;
    }
    let at = At::Item(benchmark, item);
    let readings: Vec<Reading> = item.cites.iter().map(|c| read(library, c, &own)).collect();
    // Beside the penalty a document cites the duty; one citation that fits is enough.
    if readings
        .iter()
        .any(|r| matches!(r, Reading::Same | Reading::Outside))
    {
        return;
    }
    let name = |id: &OffenceId| library.citation_of_id(id).unwrap_or_else(|| id.to_string());
    let own_name = item.offence.as_ref().map(&name).unwrap_or_default();
    let mut told = false;
    for (cite, reading) in item.cites.iter().zip(&readings) {
        let (code, message) = match reading {
            Reading::Earlier => ("cite_renumbered", say::cite_renumbered(cite, &own_name)),
            Reading::Other(id) => {
                let message = say::cite_contradicts(cite, &name(id), &own_name);
                ("cite_contradicts", message)
            }
            Reading::Same | Reading::Nothing | Reading::Outside => continue,
        };
        told = true;
        report.add(code, at, message, say::REMEDY_CITE);
    }
    if !told {
        let message = say::cite_unresolved(&item.cites);
        report.add("cite_unresolved", at, message, say::REMEDY_CITE);
    }
}

fn read(library: &Library, cite: &str, own: &[&Offence]) -> Reading {
    let is_own = |id: &OffenceId| {
        let named = library.named(id.as_str());
        named.iter().any(|o| own.iter().any(|k| k.id == o.id))
    };
    let mut citation = match library.read_citation(cite) {
        Ok(citation) => citation,
        Err(CitationError::Outside(_)) => return Reading::Outside,
        Err(_) => return Reading::Nothing,
    };
    let located = library.locate(&citation).ok();
    if let Some(found) = &located
        && is_own(&found.id)
    {
        return if found.earlier {
            Reading::Earlier
        } else {
            Reading::Same
        };
    }
    let whole_article = citation.places.iter().any(|p| {
        let bare = p.paragraph.is_none() && p.item.is_none() && p.bare.is_empty();
        let same = |o: &&Offence| {
            (o.place.article, o.place.inserted) == (p.article, p.inserted)
                && o.instrument == citation.slug
        };
        bare && own.iter().any(same)
    });
    if whole_article && !citation.earlier {
        return Reading::Same;
    }
    citation.earlier = true;
    match library.locate(&citation) {
        Ok(found) if is_own(&found.id) => Reading::Earlier,
        Ok(_) | Err(_) => located.map_or(Reading::Nothing, |found| Reading::Other(found.id)),
    }
}
