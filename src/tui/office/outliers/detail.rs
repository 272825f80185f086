//! Why one decision got its verdict.

use crate::assess::assess;
use crate::compare::{Decision, Finding, Level, Mark, Peer, Standing, Verdict};
use crate::law::{Fen, FenRange};
use crate::report::decision::lines;
use crate::report::finding::{exclusions, verdict};
use crate::store::{Review, Stored};
use crate::tui::message::Msg;
use crate::tui::model::assess::NearestReason;
use crate::tui::model::outliers::detail::{OutlierView, Reviewed, Stretch, Strip};
use crate::tui::office::assess::nearest;
use crate::tui::office::decisions::{draft, told};
use crate::tui::office::outliers::Compared;
use crate::tui::office::outliers::review::{entry, said};
use crate::tui::office::outliers::table::table;
use crate::tui::office::reader::Reader;
use crate::tui::office::{form, words};

/// Peers listed for a decision.
const LISTED: usize = 10;
/// Peers drawn on the strip.
const DRAWN: usize = 400;
/// Fewest peers of the same tier for a strip of them alone.
const FEWEST_DRAWN: usize = 5;

impl Reader {
    pub(in crate::tui::office) fn show_outlier(&mut self, key: i64) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return Vec::new();
        };
        let read = self.archive.store().and_then(|store| {
            let stored = store.decision(key).map_err(told)?;
            let history = store.review_history(key).map_err(told)?;
            Ok((stored, history))
        });
        let (stored, history) = match read {
            Ok((Some(stored), history)) => (stored, history),
            Ok((None, _)) => return vec![Msg::Failed(words::DECISION_GONE.to_owned())],
            Err(text) => return vec![Msg::Failed(text)],
        };
        let index = compared.findings.cases().find(key);
        let view = index.and_then(|index| self.outlier(&compared, index, &stored, &history));
        vec![view.map_or_else(
            || Msg::Failed(words::DECISION_GONE.to_owned()),
            |view| Msg::OutlierShown(Box::new(view)),
        )]
    }

    fn outlier(
        &self,
        compared: &Compared,
        index: usize,
        stored: &Stored,
        history: &[Review],
    ) -> Option<OutlierView> {
        let library = &self.loaded.library;
        let (decision, mark) = compared.at(index)?;
        let finding = compared.findings.explain(library, index)?;
        let offence = decision.offence.as_ref();
        let standing = offence.map(|id| Standing::of(library, &decision, id));
        let tier = standing.as_ref().and_then(|s| s.tier.as_deref());
        let drawn = compared.findings.peers(index, DRAWN);
        let listed = drawn.get(..LISTED.min(drawn.len())).unwrap_or_default();
        let state = compared.review(index);
        Some(OutlierView {
            key: compared.key(index),
            lines: lines(library, &stored.decision),
            verdict: verdict(&mark, decision.fine),
            is_suspicious: mark.verdict.is_finding(),
            review: state.zip(history.first()).map(|(s, r)| (s, said(r))),
            nearest: self.nearest_reason(stored, mark.verdict),
            figures: figures(compared, &mark, &finding),
            reasons: finding.reasons,
            strip: strip(compared, &decision, &mark, standing.as_ref(), &drawn),
            table: table(library, compared, &decision, tier, listed),
            history: history.iter().map(entry).collect(),
            excluded: exclusions(compared.findings.exclusions),
            method: compared.findings.method.statement(),
        })
    }

    /// What would have to be recorded for an unlawful amount to be lawful.
    fn nearest_reason(&self, stored: &Stored, verdict: Verdict) -> NearestReason {
        let asked = match verdict {
            Verdict::BeyondStatute | Verdict::BeyondBenchmark | Verdict::SuspectedEntryError => {
                draft(stored)
            }
            Verdict::Inverted
            | Verdict::UnlikePeers
            | Verdict::TooFewPeers
            | Verdict::Consistent => None,
        };
        let Some(draft) = asked else {
            return NearestReason::NotNeeded;
        };
        let library = &self.loaded.library;
        let (mut case, _) = form::case(library, &draft, &library.named(&draft.offence));
        case.bands.clone_from(&self.around.own.bands);
        if case.jurisdiction.is_none() {
            case.jurisdiction.clone_from(&self.around.own.jurisdiction);
        }
        assess(library, &case).map_or(NearestReason::NotNeeded, |a| nearest(library, &a))
    }
}

impl Compared {
    /// How a finding stands, by its place among the cases.
    pub(super) fn set_review(&self, index: usize, state: Option<Reviewed>) {
        let mut reviews = super::held(&self.reviews);
        match state {
            Some(state) => reviews.insert(index, state),
            None => reviews.remove(&index),
        };
        drop(reviews);
        self.forget_list();
    }
}

fn figures(compared: &Compared, mark: &Mark, finding: &Finding) -> Vec<(String, String)> {
    let rate = compared.findings.method.rate;
    let figures = [
        (words::LAWFUL, mark.lawful.map(|r| r.to_string())),
        (words::EXPECTED, mark.expected.map(words::expected)),
        (
            words::PEERS,
            (mark.peers > 0).then(|| words::peer_counts(mark.peers, finding.not_fined)),
        ),
        (words::RARITY, mark.p_value.map(|p| words::rarity(p, rate))),
    ];
    let known = figures.into_iter();
    known
        .filter_map(|(label, text)| Some((label.to_owned(), text?)))
        .collect()
}

/// The fines of the group that was compared with: the tier, or the stage where the tier has too few.
fn strip(
    compared: &Compared,
    decision: &Decision,
    mark: &Mark,
    standing: Option<&Standing>,
    peers: &[Peer],
) -> Option<Strip> {
    let cases = compared.findings.cases();
    let with_fine: Vec<(Level, Fen)> = peers
        .iter()
        .filter_map(|peer| Some((peer.level, cases.decision(peer.index)?.fine?)))
        .filter(|(_, fine)| *fine > Fen::ZERO)
        .collect();
    let fines = |level: Level| -> Vec<Fen> {
        let near = with_fine.iter().filter(|(l, _)| *l >= level);
        near.map(|(_, fine)| *fine).collect()
    };
    let mut fines_of_peers = fines(Level::Tier);
    if fines_of_peers.len() < FEWEST_DRAWN {
        fines_of_peers = fines(Level::Stage);
    }
    let this = decision.fine.filter(|fine| *fine > Fen::ZERO);
    let statutory = standing.and_then(|s| s.lawful.statutory);
    let tier = standing.and_then(Standing::benchmark_range);
    let ranges = [statutory, tier, mark.expected];
    let bounds = ranges.iter().flatten().flat_map(|r| [r.min(), r.max()]);
    let all: Vec<Fen> = fines_of_peers
        .iter()
        .copied()
        .chain(this)
        .chain(bounds)
        .collect();
    let ends = (all.iter().min()?.to_string(), all.iter().max()?.to_string());
    let stretch = |range: Option<FenRange>| {
        range.map(|r| Stretch {
            low: r.min().0,
            high: r.max().0,
            words: r.to_string(),
        })
    };
    Some(Strip {
        expected: stretch(mark.expected),
        statutory: stretch(statutory),
        tier: stretch(tier),
        this: this.map(|fine| (fine.0, fine.to_string())),
        ends,
        peers: fines_of_peers.iter().map(|fine| fine.0).collect(),
    })
}
