//! The index over a library of law.

use super::{BenchmarkNames, Entry, Index, InstrumentNames, Synonym};
use crate::law::instrument::{Instrument, Level, Status};
use crate::law::{Library, Offence};

/// Builds the index over a library.
pub fn index(library: &Library, synonyms: &[Synonym]) -> Index {
    let domains = &library.parts().domains;
    let names = domains.iter().map(|d| BenchmarkNames {
        pack: d.benchmark.to_string(),
        names: d.words.clone(),
    });
    Index::new(entries(library), synonyms).with_benchmarks(&names.collect::<Vec<_>>())
}

/// One entry for every offence, instrument by instrument in the order of the register.
pub fn entries(library: &Library) -> Vec<Entry> {
    let instruments = library.parts().instruments.iter();
    instruments
        .flat_map(|instrument| {
            let own = library
                .offences()
                .iter()
                .filter(|o| o.instrument == instrument.slug);
            own.map(|offence| entry(library, instrument, offence))
        })
        .collect()
}

fn entry(library: &Library, instrument: &Instrument, offence: &Offence) -> Entry {
    let items = library
        .items_about(offence)
        .map(|(benchmark, item)| format!("{}:{} {}", benchmark.id, item.no, item.title));
    Entry {
        id: offence.id.to_string(),
        title: offence.title.clone(),
        instrument: InstrumentNames {
            slug: instrument.slug.to_string(),
            title: instrument.title.clone(),
            short: instrument.short.clone(),
        },
        article: offence.place.article,
        inserted: offence.place.inserted > 0,
        paragraph: offence.place.paragraph,
        item: offence.place.item,
        // What was not verified may well be in force.
        in_force: !matches!(instrument.status, Status::Superseded | Status::Repealed),
        weight: match instrument.level {
            Level::Law => 3,
            Level::Regulation => 2,
            Level::Rule => 1,
        },
        domains: instrument.domains.iter().map(ToString::to_string).collect(),
        benchmark_items: items.collect(),
        aliases: Vec::new(),
    }
}
