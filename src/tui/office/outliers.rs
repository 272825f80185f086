//! 离群: all decisions compared on a worker, then the ranking page by page.

mod detail;
mod ledger;
mod names;
mod review;
mod table;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::compare::{Decision, Findings, Mark, Options, STEPS, Verdict, compare_watched};
use crate::law::Library;
use crate::packs::Loaded;
use crate::report::decision::{about, outcome};
use crate::report::finding::verdict;
use crate::store::{ReviewState, Stamp, Store, StoreError};
use crate::tui::message::Msg;
use crate::tui::model::Window;
use crate::tui::model::lookup::Choice;
use crate::tui::model::outliers::detail::Reviewed;
use crate::tui::model::outliers::query::{Counts, Facet, Query, Scope};
use crate::tui::model::outliers::{Listed, OutlierRow};
use crate::tui::model::work::Job;
use crate::tui::office::mailbox::Wanted;
use crate::tui::office::outliers::ledger::Ledger;
use crate::tui::office::outliers::names::Names;
use crate::tui::office::reader::Reader;
use crate::tui::office::worker::Pace;
use crate::tui::office::{words, worker};

/// The last comparison, shared with the worker that makes the next.
#[derive(Clone, Default)]
pub(super) struct Comparison(Arc<Mutex<Option<Arc<Compared>>>>);

impl Comparison {
    /// The last comparison that came to an end.
    pub(super) fn latest(&self) -> Option<Arc<Compared>> {
        held(&self.0).clone()
    }

    fn replace(&self, compared: Compared) {
        *held(&self.0) = Some(Arc::new(compared));
    }
}

/// A lock whose holder panicked holds plain data all the same.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How much of a comparison is reading the store.
const READING: f64 = 0.55;
/// Rows between two looks at whether a list is still wanted.
const BETWEEN_LOOKS: usize = 1 << 15;

/// All decisions with what was found.
pub(super) struct Compared {
    /// The state of the store that was compared, as the office saw it; opinions written since count as seen.
    stamp: Mutex<Option<Stamp>>,
    pub(super) findings: Findings,
    ledger: Ledger,
    /// How the findings stand that somebody has looked at, by their places.
    reviews: Mutex<HashMap<usize, Reviewed>>,
    /// The list shown last: rows are taken from it page by page.
    shown: Mutex<Option<Shown>>,
    /// Numbers and parties to search in, once asked for.
    names: OnceLock<Names>,
    asked_names: AtomicBool,
    /// Clauses with teaching examples among their decisions.
    taught: HashSet<String>,
}

/// A list by its places among the cases.
#[derive(Clone)]
struct Shown {
    query: Query,
    chosen: Arc<Vec<u32>>,
    dismissed: usize,
}

impl Compared {
    /// Compares all decisions; none when it was told to stop.
    fn of(
        loaded: &Loaded,
        store: &Store,
        stamp: Option<Stamp>,
        region: Option<&String>,
        scope: Scope,
        pace: &Pace,
    ) -> Result<Option<Compared>, StoreError> {
        let read = |share: f64| pace.at(share * READING);
        let Some(cases) = store.cases_watched(region.map(String::as_str), &read)? else {
            return Ok(None);
        };
        let options = Options {
            include_merged: scope.merged,
            include_earlier_numbering: scope.earlier_numbering,
            allow_for_habit: scope.habit,
            ..Options::default()
        };
        let mut step = |done: u32| {
            let share = f64::from(done) / f64::from(STEPS + 1);
            pace.at(READING + (1.0 - READING) * share)
        };
        let Some(findings) = compare_watched(&loaded.library, cases, &options, &mut step) else {
            return Ok(None);
        };
        let mut taught = HashSet::new();
        let ledger = Ledger::of(&findings, |decision| {
            let offence = decision
                .offence
                .as_ref()
                .filter(|_| decision.flags.teaching);
            if let Some(id) = offence
                && !taught.contains(clause(id.as_str()))
            {
                taught.insert(clause(id.as_str()).to_owned());
            }
        });
        if !pace.goes_on() {
            return Ok(None);
        }
        let reviews = store.reviews()?;
        let states = reviews.states(&findings).into_iter();
        let reviews = states.map(|(at, (state, _))| (at, reviewed(state)));
        Ok(Some(Compared {
            stamp: Mutex::new(stamp),
            ledger,
            reviews: Mutex::new(reviews.collect()),
            shown: Mutex::default(),
            names: OnceLock::new(),
            asked_names: AtomicBool::new(false),
            taught,
            findings,
        }))
    }

    /// Tells whether this is what the store holds now.
    pub(super) fn is_current(&self, now: Option<Stamp>) -> bool {
        let stamp = *held(&self.stamp);
        stamp.is_some() && stamp == now
    }

    /// The decision and what was found, at a place among the cases.
    fn at(&self, index: usize) -> Option<(Decision, Mark)> {
        let mark = self.findings.marks.get(index)?;
        Some((self.findings.cases().decision(index)?, *mark))
    }

    /// The key of a decision at a place among the cases.
    fn key(&self, index: usize) -> i64 {
        self.findings.cases().key(index).unwrap_or_default()
    }

    fn review(&self, index: usize) -> Option<Reviewed> {
        held(&self.reviews).get(&index).copied()
    }

    /// Tells whether teaching examples may be among the peers of an offence.
    pub(super) fn is_taught(&self, offence: &str) -> bool {
        self.taught.contains(clause(offence))
    }

    /// The list asked for; that of a moment ago is kept, and narrowed further when words were added.
    /// None once it is not wanted any more.
    fn list(&self, library: &Library, query: &Query, wanted: &Wanted) -> Option<Shown> {
        let mut last = held(&self.shown);
        if let Some(shown) = last.as_ref().filter(|s| s.query == *query) {
            return Some(shown.clone());
        }
        let wider = last.as_ref().filter(|s| {
            let before = &s.query;
            let same = Query {
                text: String::new(),
                ..before.clone()
            } == Query {
                text: String::new(),
                ..query.clone()
            };
            same && query.text.starts_with(&before.text)
        });
        let order = wider.map(|s| Arc::clone(&s.chosen));
        let order: &[u32] = order.as_ref().map_or(self.ledger.order(query.sort), |o| o);
        let test = self.ledger.test(&self.findings, query, None);
        let words = self.words(library, query);
        let reviews = held(&self.reviews);
        let is_dismissed = |at: u32| reviews.get(&(at as usize)) == Some(&Reviewed::Dismissed);
        let fits = |at: u32| test.fits(at) && words.as_ref().is_none_or(|w| w.fit(at));
        let hides = |at: u32| !query.shows_dismissed && is_dismissed(at);
        let mut chosen = Vec::new();
        for stretch in order.chunks(BETWEEN_LOOKS) {
            if !wanted.is_wanted() {
                return None;
            }
            let fitting = stretch.iter().copied();
            chosen.extend(fitting.filter(|at| fits(*at) && !hides(*at)));
        }
        let chosen = Arc::new(chosen);
        let places = reviews.keys().filter_map(|at| u32::try_from(*at).ok());
        let dismissed = places.filter(|at| is_dismissed(*at) && fits(*at)).count();
        let shown = Shown {
            query: query.clone(),
            chosen,
            dismissed,
        };
        *last = Some(shown.clone());
        Some(shown)
    }

    /// Tells whether a query can be answered: names to search in are read when they are first asked for.
    pub(super) fn can_search(&self, query: &Query) -> bool {
        query.text.is_empty() || self.names.get().is_some()
    }

    /// The places of all that a query lists, in its order.
    pub(super) fn listed(&self, library: &Library, query: &Query) -> Arc<Vec<u32>> {
        let shown = self.list(library, query, &Wanted::default());
        shown.map(|shown| shown.chosen).unwrap_or_default()
    }

    /// What the list says of a decision at a place among the cases.
    pub(super) fn row(&self, library: &Library, at: u32) -> OutlierRow {
        row(library, self, at as usize)
    }

    fn words<'a>(&'a self, library: &Library, query: &'a Query) -> Option<names::Words<'a>> {
        let names = self.names.get()?;
        (!query.text.is_empty()).then(|| names.words(library, &self.ledger, &query.text))
    }

    /// Reviews changed: the list kept no longer holds.
    fn forget_list(&self) {
        *held(&self.shown) = None;
    }
}

fn reviewed(state: ReviewState) -> Reviewed {
    match state {
        ReviewState::Dismissed => Reviewed::Dismissed,
        ReviewState::Confirmed => Reviewed::Confirmed,
        ReviewState::Changed => Reviewed::Changed,
    }
}

fn clause(offence: &str) -> &str {
    offence.split('/').next().unwrap_or_default()
}

/// The verdicts there are, in order of precedence.
pub(super) fn verdicts() -> Vec<Choice> {
    Verdict::ALL
        .into_iter()
        .map(|verdict| Choice {
            id: verdict.id().to_owned(),
            label: verdict.label().to_owned(),
        })
        .collect()
}

impl Reader {
    pub(super) fn compare(&mut self, scope: Scope, outbox: &Sender<Msg>) -> Vec<Msg> {
        let comparison = self.comparison.clone();
        let loaded = Arc::clone(&self.loaded);
        let path = self.around.database.clone();
        // Looked at before anything is read: what is written meanwhile makes it out of date.
        let stamp = self.archive.stamp();
        let region = self.around.own.jurisdiction.clone();
        let stops = &self.around.stops;
        let failed = Msg::CompareFailed;
        worker::begin(Job::Comparison, stops, outbox, failed, move |pace| {
            let done = Store::open(&path).and_then(|store| {
                Compared::of(&loaded, &store, stamp, region.as_ref(), scope, pace)
            });
            match done {
                Ok(Some(compared)) => {
                    let count = compared.findings.cases().len();
                    comparison.replace(compared);
                    Msg::CompareEnded(count)
                }
                Ok(None) => pace.stopped(),
                Err(error) => Msg::CompareFailed(error.to_string()),
            }
        })
    }

    pub(super) fn list_outliers(
        &mut self,
        query: Query,
        offset: usize,
        outbox: &Sender<Msg>,
    ) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return vec![Msg::OutliersLoaded(Box::default())];
        };
        if !compared.can_search(&query) {
            let mut answers = self.read_names(&compared, outbox);
            answers.push(Msg::OutliersLoaded(Box::new(Listed {
                query,
                is_waiting: true,
                ..Listed::default()
            })));
            // What says that they are there, or why not, comes after what says that they are awaited.
            answers.reverse();
            return answers;
        }
        let library = &self.loaded.library;
        let Some(shown) = compared.list(library, &query, &self.wanted) else {
            return Vec::new();
        };
        let rows = shown.chosen.iter().skip(offset).take(Window::<()>::LEN);
        let exclusions = compared.findings.exclusions;
        vec![Msg::OutliersLoaded(Box::new(Listed {
            rows: Window {
                offset,
                rows: rows
                    .map(|at| row(library, &compared, *at as usize))
                    .collect(),
                total: shown.chosen.len(),
            },
            counts: Counts {
                merged: exclusions.merged,
                earlier_numbering: exclusions.earlier_numbering,
                outside_library: exclusions.outside_library,
                dismissed: shown.dismissed,
            },
            chips: chips(library, &query),
            query,
            is_waiting: false,
        }))]
    }

    /// Reads the names to search in on a worker, once for each comparison.
    fn read_names(&self, compared: &Arc<Compared>, outbox: &Sender<Msg>) -> Vec<Msg> {
        if compared.asked_names.swap(true, Ordering::Relaxed) {
            return Vec::new();
        }
        let path = self.around.database.clone();
        let compared = Arc::clone(compared);
        let stops = &self.around.stops;
        worker::begin(Job::Names, stops, outbox, Msg::NamesFailed, move |pace| {
            let cases = compared.findings.cases();
            let read = Store::open(&path).and_then(|s| Names::read(&s, cases, pace));
            let failed = match read {
                Ok(Some(names)) => {
                    // Nobody else sets it.
                    let _ = compared.names.set(names);
                    return Msg::NamesRead;
                }
                Ok(None) => pace.stopped(),
                Err(error) => Msg::NamesFailed(error.to_string()),
            };
            compared.asked_names.store(false, Ordering::Relaxed);
            failed
        })
    }

    pub(super) fn list_facet(&self, facet: Facet, query: &Query) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return Vec::new();
        };
        let library = &self.loaded.library;
        let words = compared.words(library, query);
        let reviews = held(&compared.reviews);
        let test = compared.ledger.test(&compared.findings, query, Some(facet));
        let counted = |at: u32| {
            let dismissed = reviews.get(&(at as usize)) == Some(&Reviewed::Dismissed);
            test.fits(at)
                && words.as_ref().is_none_or(|w| w.fit(at))
                && (query.shows_dismissed || !dismissed)
        };
        let values = compared
            .ledger
            .values(library, &compared.findings, facet, counted);
        vec![Msg::FacetListed(facet, values)]
    }
}

/// What the list is narrowed to, in words.
fn chips(library: &Library, query: &Query) -> Vec<(Facet, String)> {
    let chip = |(facet, id): &(Facet, String)| (*facet, ledger::label(library, *facet, id));
    query.chosen.iter().map(chip).collect()
}

fn row(library: &Library, compared: &Compared, index: usize) -> OutlierRow {
    let Some((decision, mark)) = compared.at(index) else {
        return OutlierRow::default();
    };
    let expected = mark.expected.map(|range| range.to_string());
    OutlierRow {
        key: compared.key(index),
        verdict: verdict(&mark, decision.fine),
        is_suspicious: mark.verdict.is_finding(),
        review: compared.review(index),
        case_no: decision.case_no.clone(),
        decided_on: decision.decided_on.to_string(),
        offence: about(library, &decision),
        fine: outcome(library, &decision),
        expected: expected
            .or_else(|| mark.lawful.map(words::lawful))
            .unwrap_or_default(),
        is_demo: decision.flags.teaching,
    }
}
