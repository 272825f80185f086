//! 离群 › 机关: the comparison of authorities, worked out once for each comparison of decisions.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::compare::bureau::{
    BUREAU_STEPS, Banded, Bunching, BureauPoint, BureauView, By, PeriodPoint, bureaus_watched,
};
use crate::report::bureau;
use crate::tui::message::Msg;
use crate::tui::model::bureaus::{BandView, BureauRow, BureausView, FunnelView, QuarterView};
use crate::tui::model::work::Job;
use crate::tui::office::{Office, words, worker};

/// Narrowest axis of the indices.
const AXIS: (f64, f64) = (80.0, 120.0);
/// Widest axis.
const WIDEST: (f64, f64) = (20.0, 300.0);

impl Office {
    pub(super) fn compare_bureaus(&self, outbox: &Sender<Msg>) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return vec![Msg::BureausShown(Box::default())];
        };
        let loaded = Arc::clone(&self.loaded);
        let (stops, failed) = (&self.stops, Msg::BureausFailed);
        worker::begin(Job::Bureaus, stops, outbox, failed, move |pace| {
            let mut step = |done: u32| pace.at(f64::from(done) / f64::from(BUREAU_STEPS + 1));
            match bureaus_watched(&loaded.library, &compared.findings, By::Quarter, &mut step) {
                Some(view) => Msg::BureausShown(Box::new(shown(&view))),
                None => pace.stopped(),
            }
        })
    }
}

/// The view in words and places.
fn shown(view: &BureauView) -> BureausView {
    let mut quarters: BTreeMap<&str, Vec<&PeriodPoint>> = BTreeMap::new();
    for point in &view.periods {
        quarters.entry(&point.authority).or_default().push(point);
    }
    let rows: Vec<BureauRow> = view
        .bureaus
        .iter()
        .map(|point| {
            let own = quarters.get(point.authority.as_str());
            row(view, point, own.map_or(&[], |own| own.as_slice()))
        })
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    // Those singled out come first; within, the order of the ranks stays.
    order.sort_by_key(|at| rows[*at].flags.is_empty());
    let flagged = rows
        .iter()
        .flat_map(|r| &r.sentences)
        .filter(|(f, _)| *f)
        .count();
    let bands = || rows.iter().map(|r| r.band);
    let low = bands()
        .map(|b| b.value - 5.0)
        .fold(AXIS.0, f64::min)
        .max(WIDEST.0);
    let high = bands()
        .map(|b| b.value + 5.0)
        .fold(AXIS.1, f64::max)
        .min(WIDEST.1);
    let mut rows: Vec<Option<BureauRow>> = rows.into_iter().map(Some).collect();
    BureausView {
        rows: order.iter().filter_map(|at| rows[*at].take()).collect(),
        funnel: view
            .funnel
            .iter()
            .map(|limit| FunnelView {
                effective: limit.effective,
                near: limit.limits_95,
                far: limit.limits_998,
            })
            .collect(),
        axis: (low, high),
        method: bureau::statement(view),
        flagged,
    }
}

fn row(view: &BureauView, point: &BureauPoint, quarters: &[&PeriodPoint]) -> BureauRow {
    let own = &point.authority;
    let flagged = |test: Option<crate::compare::bureau::Test>| test.is_some_and(|t| t.flagged);
    let bunching: Vec<&Bunching> = view
        .bunching
        .iter()
        .filter(|b| b.authority == *own)
        .collect();
    let nearest = bunching.iter().find(|b| b.test.is_some());
    let years = view
        .years
        .iter()
        .filter(|y| y.authority == *own && flagged(y.test));
    let mut sentences = vec![(flagged(point.test), bureau::bureau(point))];
    let notable = quarters.iter().filter(|q| flagged(q.test));
    sentences.extend(notable.map(|q| (true, bureau::period(q))));
    let shares = [
        (&point.top, bureau::top(point)),
        (&point.bottom, bureau::bottom(point)),
    ];
    sentences.extend(shares.map(|(share, words)| (flagged(share.test), words)));
    let tested = bunching.iter().filter(|b| b.test.is_some());
    sentences.extend(tested.map(|b| (flagged(b.test), bureau::bunching(b))));
    sentences.extend(years.map(|y| (true, bureau::year(y))));
    let any = |found: bool, word: &'static str| found.then_some(word);
    let flags: Vec<&str> = [
        any(flagged(point.test), words::FLAG_LEVEL),
        any(
            quarters.iter().any(|q| flagged(q.test)),
            words::FLAG_QUARTER,
        ),
        any(
            bunching.iter().any(|b| flagged(b.test)),
            words::FLAG_THRESHOLD,
        ),
        any(
            flagged(point.top.test) || flagged(point.bottom.test),
            words::FLAG_ENDS,
        ),
        any(
            view.years
                .iter()
                .any(|y| y.authority == *own && flagged(y.test)),
            words::FLAG_YEAR,
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut in_order: Vec<&PeriodPoint> = quarters.to_vec();
    in_order.sort_by_key(|q| q.period);
    BureauRow {
        authority: own.clone(),
        n: point.n.to_string(),
        index: format!("{:.0}", point.index.value),
        band: band(point.index),
        effective: point.effective,
        top: format!("{:.0}%", 100.0 * point.top.share.value),
        change: point
            .change
            .map_or_else(String::new, |c| bureau::change(c.value)),
        under: nearest.map_or_else(String::new, |b| b.just_below.to_string()),
        flags: if flags.is_empty() {
            String::new()
        } else {
            format!("!{}", flags.concat())
        },
        sentences,
        quarters: in_order.into_iter().map(quarter).collect(),
    }
}

fn quarter(point: &PeriodPoint) -> QuarterView {
    QuarterView {
        label: point.period.label(),
        n: point.n.to_string(),
        words: words::banded(point.index.value, point.index.low, point.index.high),
        band: band(point.index),
        is_flagged: point.test.is_some_and(|t| t.flagged),
    }
}

fn band(index: Banded) -> BandView {
    BandView {
        low: index.low,
        value: index.value,
        high: index.high,
    }
}
