//! 离群: all decisions compared on a worker, then the ranking page by page.

use std::collections::HashSet;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

use crate::compare::{Decision, Findings, Level, Mark, Options, Peer, Verdict, compare};
use crate::law::{Fen, Library};
use crate::packs::Loaded;
use crate::report::decision::{about, lines, outcome};
use crate::report::finding::{exclusions, likeness, ranking, verdict};
use crate::store::{Stamp, Store, StoreError};
use crate::tui::message::Msg;
use crate::tui::model::Window;
use crate::tui::model::lookup::Choice;
use crate::tui::model::outliers::{OutlierRow, OutlierView, PeerRow, Strip};
use crate::tui::office::{Office, words, worker};

/// Peers listed for a decision.
const LISTED: usize = 10;
/// Peers drawn on the strip.
const DRAWN: usize = 400;
/// Fewest peers of the same tier for a strip of them alone.
const FEWEST_DRAWN: usize = 5;

/// The last comparison, shared with the worker that makes the next.
#[derive(Clone, Default)]
pub(super) struct Comparison(Arc<Mutex<Option<Arc<Compared>>>>);

impl Comparison {
    /// The last comparison that came to an end.
    pub(super) fn latest(&self) -> Option<Arc<Compared>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn replace(&self, compared: Compared) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(compared));
    }
}

/// All decisions with what was found.
pub(super) struct Compared {
    /// The state of the store that was compared, as the office saw it.
    pub(super) stamp: Option<Stamp>,
    pub(super) findings: Findings,
    /// The most suspicious first.
    ranking: Vec<usize>,
    /// Clauses with teaching examples among their decisions.
    taught: HashSet<String>,
}

impl Compared {
    fn of(
        loaded: &Loaded,
        store: &Store,
        stamp: Option<Stamp>,
        region: Option<&String>,
    ) -> Result<Compared, StoreError> {
        let mut taught = HashSet::new();
        let cases = store.cases(region.map(String::as_str))?;
        for decision in (0..cases.len()).filter_map(|i| cases.decision(i)) {
            let offence = decision.offence.filter(|_| decision.flags.teaching);
            taught.extend(offence.map(|id| clause(id.as_str()).to_owned()));
        }
        let findings = compare(&loaded.library, cases, &Options::default());
        Ok(Compared {
            stamp,
            ranking: ranking(&findings.marks),
            taught,
            findings,
        })
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

    /// Tells whether teaching examples may be among the peers of an offence.
    pub(super) fn is_taught(&self, offence: &str) -> bool {
        self.taught.contains(clause(offence))
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

impl Office {
    pub(super) fn compare(&mut self, outbox: &Sender<Msg>) -> Vec<Msg> {
        let comparison = self.comparison.clone();
        let loaded = Arc::clone(&self.loaded);
        let path = self.archive.path().to_path_buf();
        let stamp = self.archive.stamp();
        let region = self.jurisdiction.clone();
        worker::start(outbox, Msg::CompareFailed, move |_| {
            let done = Store::open(&path)
                .and_then(|store| Compared::of(&loaded, &store, stamp, region.as_ref()));
            match done {
                Ok(compared) => {
                    let count = compared.findings.cases().len();
                    comparison.replace(compared);
                    Msg::CompareEnded(count)
                }
                Err(error) => Msg::CompareFailed(error.to_string()),
            }
        })
    }

    pub(super) fn list_outliers(&mut self, verdict: Option<&str>, offset: usize) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return vec![Msg::OutliersLoaded(Window::default())];
        };
        let wanted = |index: &&usize| {
            let found = compared.findings.marks.get(**index);
            let found = found.map(|mark| mark.verdict.id());
            verdict.is_none() || found == verdict
        };
        let chosen: Vec<usize> = compared.ranking.iter().filter(wanted).copied().collect();
        let rows = chosen
            .iter()
            .skip(offset)
            .take(Window::<()>::LEN)
            .filter_map(|index| row(&self.loaded.library, &compared, *index))
            .collect();
        vec![Msg::OutliersLoaded(Window {
            offset,
            rows,
            total: chosen.len(),
        })]
    }

    pub(super) fn show_outlier(&mut self, key: i64) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return Vec::new();
        };
        let view = compared
            .findings
            .cases()
            .find(key)
            .and_then(|index| view(&self.loaded.library, &compared, index));
        vec![view.map_or_else(
            || Msg::Failed(words::DECISION_GONE.to_owned()),
            |view| Msg::OutlierShown(Box::new(view)),
        )]
    }
}

fn row(library: &Library, compared: &Compared, index: usize) -> Option<OutlierRow> {
    let (decision, mark) = compared.at(index)?;
    let expected = mark.expected.map(|range| range.to_string());
    Some(OutlierRow {
        key: compared.key(index),
        verdict: verdict(&mark, decision.fine),
        is_suspicious: mark.verdict.is_finding(),
        case_no: decision.case_no.clone(),
        offence: about(library, &decision),
        fine: outcome(library, &decision),
        expected: expected
            .or_else(|| mark.lawful.map(words::lawful))
            .unwrap_or_default(),
        is_demo: decision.flags.teaching,
    })
}

fn view(library: &Library, compared: &Compared, index: usize) -> Option<OutlierView> {
    let (decision, mark) = compared.at(index)?;
    let finding = compared.findings.explain(library, index)?;
    let mut lines = lines(library, &decision);
    let figures = [
        (words::LAWFUL, mark.lawful.map(|r| r.to_string())),
        (words::EXPECTED, mark.expected.map(|r| r.to_string())),
        (
            words::PEERS,
            (mark.peers > 0).then(|| words::peer_counts(mark.peers, finding.not_fined)),
        ),
    ];
    lines.extend(
        figures
            .into_iter()
            .filter_map(|(label, text)| Some((label.to_owned(), text?))),
    );
    let peers = |wanted| compared.findings.peers(index, wanted);
    Some(OutlierView {
        key: compared.key(index),
        lines,
        verdict: verdict(&mark, decision.fine),
        is_suspicious: mark.verdict.is_finding(),
        reasons: finding.reasons,
        strip: strip(compared, &decision, &mark, &peers(DRAWN)),
        peers: peers(LISTED)
            .iter()
            .filter_map(|peer| peer_row(library, compared, peer))
            .collect(),
        excluded: exclusions(compared.findings.exclusions),
        method: compared.findings.method.statement(),
    })
}

/// The fines of the group that was compared with: the tier, or the stage where the tier has too few.
fn strip(compared: &Compared, decision: &Decision, mark: &Mark, peers: &[Peer]) -> Option<Strip> {
    let fines = |level: Level| -> Vec<Fen> {
        peers
            .iter()
            .filter(|peer| peer.level >= level)
            .filter_map(|peer| compared.findings.cases().decision(peer.index)?.fine)
            .filter(|fine| *fine > Fen::ZERO)
            .collect()
    };
    let mut fines_of_peers = fines(Level::Tier);
    if fines_of_peers.len() < FEWEST_DRAWN {
        fines_of_peers = fines(Level::Stage);
    }
    let this = decision.fine.filter(|fine| *fine > Fen::ZERO);
    let bounds = mark.expected.map(|range| [range.min(), range.max()]);
    let all = || {
        fines_of_peers
            .iter()
            .copied()
            .chain(this)
            .chain(bounds.into_iter().flatten())
    };
    let ends = (all().min()?.to_string(), all().max()?.to_string());
    Some(Strip {
        expected: mark.expected.map(|range| (range.min().0, range.max().0)),
        this: this.map(|fine| (fine.0, fine.to_string())),
        ends,
        peers: fines_of_peers.iter().map(|fine| fine.0).collect(),
    })
}

fn peer_row(library: &Library, compared: &Compared, peer: &Peer) -> Option<PeerRow> {
    let decision = compared.findings.cases().decision(peer.index)?;
    Some(PeerRow {
        key: compared.key(peer.index),
        case_no: decision.case_no.clone(),
        decided_on: decision.decided_on.to_string(),
        outcome: outcome(library, &decision),
        likeness: likeness(library, peer),
        is_demo: decision.flags.teaching,
    })
}
