//! 清单 and the search over everything: items of lists and benchmarks, and actions, found by words or pinyin.

use std::sync::Arc;

use crate::law::Library;
use crate::law::list::LenientList;
use crate::report::decision::{about, outcome};
use crate::search::{Entry, Index, InstrumentNames};
use crate::store::Stored;
use crate::tui::action::Action;
use crate::tui::message::Msg;
use crate::tui::model::finder::{FoundRow, Kind};
use crate::tui::model::target::Target;
use crate::tui::office::lookup::short_cite;
use crate::tui::office::reader::Reader;
use crate::tui::office::{Office, words};

/// Hits of each kind in the search over everything.
const OFFENCES: usize = 12;
const ITEMS: usize = 8;
const DECISIONS: usize = 12;

/// A row of a list or an item of a benchmark, and the index over all of them.
pub(super) struct Catalogue {
    places: Vec<Target>,
    index: Index,
}

/// What a list or a benchmark is called, as the index wants it.
fn names(id: &str, title: &str, short: &str) -> InstrumentNames {
    InstrumentNames {
        slug: id.to_owned(),
        title: title.to_owned(),
        short: vec![short.to_owned()],
    }
}

impl Catalogue {
    /// Indexes every row of every list and every item of every benchmark.
    pub(super) fn of(library: &Library) -> Catalogue {
        let (mut places, mut entries) = (Vec::new(), Vec::new());
        let mut add = |target: Target, entry: Entry| {
            places.push(target);
            entries.push(entry);
        };
        for list in library.lists() {
            let instrument = names(list.id.as_str(), &list.title, &list.short);
            for at in 0..rows(list) {
                let target = Target::ListItem {
                    list: list.id.to_string(),
                    at,
                };
                add(target, list_entry(library, list, at, &instrument));
            }
        }
        for benchmark in library.benchmarks() {
            let instrument = names(benchmark.id.as_str(), &benchmark.title, &benchmark.short);
            for (at, item) in benchmark.items.iter().enumerate() {
                let target = Target::Item {
                    pack: benchmark.id.to_string(),
                    at,
                };
                let entry = Entry {
                    id: format!("{}:{at}", benchmark.id),
                    title: item.title.clone(),
                    instrument: instrument.clone(),
                    in_force: true,
                    aliases: item.cites.clone(),
                    ..Entry::default()
                };
                add(target, entry);
            }
        }
        Catalogue {
            index: Index::new(entries, &[]),
            places,
        }
    }

    /// Returns what words find, best first.
    pub(super) fn find(&self, query: &str, limit: usize) -> Vec<&Target> {
        let hits = self.index.search(query, None, limit);
        let places = hits.iter().filter_map(|hit| self.places.get(hit.entry));
        places.collect()
    }
}

/// How many rows a list has: its items, then those that are missing.
pub(super) fn rows(list: &LenientList) -> usize {
    list.items.len() + list.missing.len()
}

fn list_entry(library: &Library, list: &LenientList, at: usize, of: &InstrumentNames) -> Entry {
    let item = list.items.get(at);
    let missing = list.missing.get(at.saturating_sub(list.items.len()));
    let title = item
        .map(|item| item.title.clone())
        .or_else(|| missing.map(|row| row.label.clone()));
    let offence = item.and_then(|item| item.offence.as_ref());
    let named = offence.and_then(|id| library.named(id.as_str()).first().copied());
    let mut aliases = item.map_or_else(Vec::new, |item| item.cites.clone());
    aliases.extend(named.map(|offence| offence.title.clone()));
    aliases.extend(named.map(|offence| short_cite(library, offence)));
    Entry {
        id: format!("{}:{at}", list.id),
        title: title.unwrap_or_default(),
        instrument: of.clone(),
        in_force: true,
        aliases,
        ..Entry::default()
    }
}

/// The index over all actions, by label and by what they do.
pub(super) fn actions() -> Index {
    let entry = |action: &Action| Entry {
        id: action.id().to_owned(),
        title: action.label().to_owned(),
        in_force: true,
        aliases: vec![action.help().to_owned()],
        ..Entry::default()
    };
    Index::new(Action::ALL.iter().map(entry).collect(), &[])
}

impl Office {
    pub(super) fn find_actions(&mut self, query: String) -> Vec<Msg> {
        let index = self.actions.get_or_insert_with(actions);
        let hits = index.search(&query, None, Action::ALL.len());
        let found = hits.iter().filter_map(|hit| Action::ALL.get(hit.entry));
        vec![Msg::ActionsFound(query, found.copied().collect())]
    }

    pub(super) fn find_everywhere(&mut self, query: String) -> Vec<Msg> {
        let loaded = Arc::clone(&self.loaded);
        let library = &loaded.library;
        let hits = self.index.search(&query, None, OFFENCES);
        let mut rows: Vec<FoundRow> = hits
            .iter()
            .filter_map(|hit| library.offence(&self.index.entry(hit.entry)?.id))
            .map(|offence| FoundRow {
                kind: Kind::Offence,
                title: offence.title.clone(),
                place: short_cite(library, offence),
                target: Target::Offence(offence.id.to_string()),
            })
            .collect();
        let found = self.catalogue().find(&query, ITEMS);
        rows.extend(found.into_iter().filter_map(|t| listed(library, t)));
        vec![Msg::FoundEverywhere(query, rows)]
    }

    /// The index over items, made when first asked for.
    pub(super) fn catalogue(&mut self) -> &Catalogue {
        let library = &self.loaded.library;
        self.catalogue.get_or_insert_with(|| Catalogue::of(library))
    }
}

impl Reader {
    /// The latest decisions that have the words.
    pub(super) fn find_decisions(&mut self, query: String) -> Vec<Msg> {
        let found = self.latest(&query, DECISIONS);
        let library = &self.loaded.library;
        let found = found.map(|stored| stored.iter().map(|s| found_row(library, s)).collect());
        vec![Msg::DecisionsFound(query, found)]
    }
}

fn found_row(library: &Library, stored: &Stored) -> FoundRow {
    let decision = &stored.decision;
    let about = about(library, decision);
    let became = outcome(library, decision);
    FoundRow {
        kind: Kind::Decision,
        title: words::found_decision(
            decision.flags.teaching,
            &about,
            decision.party_name.as_deref(),
        ),
        place: words::found_place(&decision.decided_on.to_string(), &became, &decision.case_no),
        target: Target::Decision(stored.id),
    }
}

/// An item as a row of the search.
fn listed(library: &Library, target: &Target) -> Option<FoundRow> {
    let (kind, title, place) = match target {
        Target::ListItem { list, at } => {
            let list = library.list(list)?;
            let item = list.items.get(*at).map(|item| item.title.clone());
            let missing = list.missing.get(at.saturating_sub(list.items.len()));
            let title = item.or_else(|| missing.map(|row| row.label.clone()))?;
            (Kind::ListItem, title, list.short.clone())
        }
        Target::Item { pack, at } => {
            let benchmark = library.benchmark(pack)?;
            let item = benchmark.items.get(*at)?;
            let place = words::cited(&benchmark.short, &item.no);
            (Kind::Item, item.title.clone(), place)
        }
        Target::Offence(_) | Target::Decision(_) => return None,
    };
    Some(FoundRow {
        kind,
        title,
        place,
        target: target.clone(),
    })
}
