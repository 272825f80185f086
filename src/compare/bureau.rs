//! Authorities against one another and against their own past (罚款竞赛): amounts, like for like.
//!
//! [`bureaus`] sums what [`compare`](crate::compare::compare) found for single decisions, with the
//! mix of cases held fixed: an index by authority and period, the share of fines at either end of
//! the range, amounts just under procedure thresholds, change from year to year. Each has a band
//! and a test with control of multiplicity. It prompts a review (提示核查) and accuses nobody. The
//! method is written down in `docs/BUREAUS.md`.

mod bunching;
mod chance;
mod change;
mod ends;
mod fair;
mod funnel;
mod sample;
mod series;

use crate::compare::bureau::bunching::bunching;
use crate::compare::bureau::change::changes;
use crate::compare::bureau::ends::{End, Ends, test_shares};
use crate::compare::bureau::funnel::{Funnel, Whole, funnel};
use crate::compare::bureau::sample::{Sample, samples};
use crate::compare::bureau::series::{Cell, Series, Variances, band, grouped, index, series};
use crate::compare::verdict::Findings;
use crate::law::Library;

/// Level of the bands: 95 %.
pub const BAND: f64 = 0.95;
/// Tolerated share of false findings within each family (Benjamini–Hochberg 1995).
pub const BUREAU_RATE: f64 = 0.05;
/// Fewest comparable fines of an authority in a period for anything to be said of it.
pub const FEWEST_IN_PERIOD: usize = 20;
/// Fewest comparable fines of an authority for a place in the funnel.
pub const FEWEST_OF_BUREAU: usize = 30;
/// Fewest fines of an authority near a threshold for a word about amounts just under it.
pub const FEWEST_NEAR_THRESHOLD: usize = 15;

/// Fewest authorities for holding them against one another: fewer do not show how far authorities usually differ.
pub const FEWEST_BUREAUS: usize = 5;

/// What the index is summed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Calendar quarters.
    #[default]
    Quarter,
    /// Calendar years.
    Year,
}

/// A calendar quarter or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The year.
    pub year: i32,
    /// The quarter, 1 to 4; `None` for the whole year.
    pub quarter: Option<u32>,
}

/// A figure with its band. All three on the same scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Banded {
    /// Best estimate.
    pub value: f64,
    /// Lower end of the 95 % band.
    pub low: f64,
    /// Upper end of the 95 % band.
    pub high: f64,
}

/// A test within its family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// Two-sided p-value (one-sided for amounts just under a threshold), before control of multiplicity.
    pub p_value: f64,
    /// Standardised difference, positive: more than expected.
    pub z: f64,
    /// Place in the family, from 1, the most notable first.
    pub rank: usize,
    /// Singled out by the control of multiplicity: 提示核查.
    pub flagged: bool,
}

/// Share of fines at one end of the range that binds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Fines at that end.
    pub count: usize,
    /// Fines that have a range.
    pub of: usize,
    /// Share with its Wilson band, 0 to 1.
    pub share: Banded,
    /// Share that the same cases would have at the other authorities, 0 to 1; `None` without any.
    pub expected: Option<f64>,
    /// Test against the other authorities; `None` where there are too few.
    pub test: Option<Test>,
}

/// An authority in a period. The index is a ratio of amounts: 100 is what comparable decisions of
/// all authorities got.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodPoint {
    /// The authority.
    pub authority: String,
    /// The period.
    pub period: Period,
    /// Comparable fines.
    pub n: usize,
    /// Like-for-like index, 100 for the amounts of all authorities.
    pub index: Banded,
    /// What the authority's other periods lead to expect, as an index; `None` where there are too few.
    pub usual: Option<f64>,
    /// Test against the authority's own other periods; `None` below [`FEWEST_IN_PERIOD`].
    pub test: Option<Test>,
    /// Share of fines at the upper end (顶格).
    pub top: Share,
    /// Share of fines at the lower end or lawfully below it.
    pub bottom: Share,
}

/// An authority over the whole time: a point of the funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct BureauPoint {
    /// The authority.
    pub authority: String,
    /// Comparable fines.
    pub n: usize,
    /// Fines counted for the precision of the index, after weighting; the funnel narrows with it.
    pub effective: f64,
    /// Like-for-like index, 100 for the amounts of all authorities.
    pub index: Banded,
    /// Limits that 95 % of authorities as precise as this one stay within, as an index.
    pub limits_95: (f64, f64),
    /// Limits that 99.8 % of them stay within.
    pub limits_998: (f64, f64),
    /// Test against the others; `None` below [`FEWEST_OF_BUREAU`].
    pub test: Option<Test>,
    /// Share of fines at the upper end (顶格).
    pub top: Share,
    /// Share of fines at the lower end or lawfully below it.
    pub bottom: Share,
    /// Change of the last two full or partial years on record; `None` where there are too few.
    pub change: Option<Banded>,
}

/// Limits of the funnel at a precision, for drawing its curves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunnelLimit {
    /// Precision, as in [`BureauPoint::effective`].
    pub effective: f64,
    /// As an index.
    pub limits_95: (f64, f64),
    /// As an index.
    pub limits_998: (f64, f64),
}

/// Fines of an authority just under a procedure threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct Bunching {
    /// The authority.
    pub authority: String,
    /// The threshold, in whole yuan.
    pub threshold_yuan: i64,
    /// The procedures it opens, as named in the law data, with their citations.
    pub gates: Vec<(String, String)>,
    /// Fines near the threshold whose range straddles it.
    pub near: usize,
    /// Of these, just under it.
    pub just_below: usize,
    /// Amounts that count as just under, in yuan: from the first on, below the second.
    pub window_yuan: (i64, i64),
    /// The first of these amounts itself does not count.
    pub window_open: bool,
    /// How many the same cases would have at the other authorities.
    pub expected: f64,
    /// Of those just under, decided while the threshold was in force by the law data.
    pub in_force: usize,
    /// One-sided test; `None` below [`FEWEST_NEAR_THRESHOLD`].
    pub test: Option<Test>,
    /// Keys in the store of the decisions just under the threshold.
    pub keys: Vec<i64>,
}

/// Change of an authority from one year to the next, like for like.
#[derive(Clone, Debug, PartialEq)]
pub struct YearChange {
    /// The authority.
    pub authority: String,
    /// The later year.
    pub year: i32,
    /// Comparable fines in the year before and in this one.
    pub n: (usize, usize),
    /// Change of the amounts in per cent.
    pub change: Banded,
    /// Test against no change; `None` below [`FEWEST_IN_PERIOD`] in either year.
    pub test: Option<Test>,
}

/// How it was done, in figures, for the screen that shows the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BureauMethod {
    /// Tolerated share of false findings within each family.
    pub rate: f64,
    /// Comparable fines in all.
    pub fines: usize,
    /// Comparable fines left out of the periods because their date is too vague.
    pub undated: usize,
    /// By how much the spread of period indices exceeds that of independent decisions (1: not at all).
    pub period_dispersion: f64,
    /// Spread between authorities beyond chance, as a standard deviation in index points.
    pub between: f64,
}

/// Authorities against one another and against their own past. Every list stands in the order of
/// its ranks; what could not be tested comes last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BureauView {
    /// What the periods are.
    pub by: By,
    /// Index by authority and period.
    pub periods: Vec<PeriodPoint>,
    /// Index by authority.
    pub bureaus: Vec<BureauPoint>,
    /// Limits of the funnel, by growing precision.
    pub funnel: Vec<FunnelLimit>,
    /// Amounts just under procedure thresholds.
    pub bunching: Vec<Bunching>,
    /// Changes from year to year.
    pub years: Vec<YearChange>,
    /// How it was done.
    pub method: BureauMethod,
}

impl Period {
    /// The label in files and on screen: `2024Q3` or `2024`.
    pub fn label(self) -> String {
        match self.quarter {
            Some(quarter) => format!("{}Q{quarter}", self.year),
            None => self.year.to_string(),
        }
    }
}

/// Steps of [`bureaus_watched`], none of which takes most of the time.
pub const BUREAU_STEPS: u32 = 6;

/// Sums the findings by authority.
#[expect(clippy::missing_panics_doc, reason = "nobody gives up")]
pub fn bureaus(library: &Library, findings: &Findings, by: By) -> BureauView {
    bureaus_watched(library, findings, by, &mut |_| true).expect("nobody gives up")
}

/// The same, and `goes_on` is told how many of the [`BUREAU_STEPS`] are done; `None` as soon as it
/// says no. What is found does not depend on it.
pub fn bureaus_watched(
    library: &Library,
    findings: &Findings,
    by: By,
    goes_on: &mut dyn FnMut(u32) -> bool,
) -> Option<BureauView> {
    let register = &findings.register;
    let names = register.rows.names.authorities.texts();
    let mut done = 0;
    let mut step = || {
        done += 1;
        goes_on(done).then_some(())
    };
    let samples = samples(library, register);
    step()?;
    if samples.is_empty() {
        return Some(BureauView {
            by,
            ..BureauView::default()
        });
    }
    let variances = Variances::of(&samples, names.len(), By::Quarter);
    let quarters = series(&samples, &variances, By::Quarter);
    let dispersion = quarters.dispersion;
    step()?;
    let funnel = funnel(&samples, &variances, dispersion);
    let mut levels = vec![funnel.base; names.len()];
    for whole in &funnel.wholes {
        levels[whole.authority] = whole.mean.value;
    }
    let ends = [End::Top, End::Bottom].map(|end| Ends::of(&samples, names.len(), end));
    let series = match by {
        By::Quarter => quarters,
        By::Year => series(&samples, &variances, By::Year),
    };
    step()?;
    let mut of = vec![Vec::new(); names.len()];
    for sample in &samples {
        of[sample.authority].push(sample);
    }
    let table = Table {
        names,
        samples: &samples,
        of: &of,
        ends: &ends,
        base: funnel.base,
    };
    let mut years = changes(&samples, &variances, dispersion, names);
    years.sort_by_key(|y| (rank(y.test), y.authority.clone(), -y.year));
    step()?;
    let mut bunching = bunching(library, findings.cases(), &samples, &levels, names);
    bunching.sort_by_key(|b| (rank(b.test), b.authority.clone(), b.threshold_yuan));
    step()?;
    let periods = table.periods(&series, by);
    step()?;
    Some(BureauView {
        by,
        periods,
        bureaus: table.bureaus(&funnel, &years),
        funnel: funnel.curves(),
        bunching,
        years,
        method: BureauMethod {
            rate: BUREAU_RATE,
            fines: samples.len(),
            undated: series.undated,
            period_dispersion: series.dispersion,
            between: funnel.spread_between(),
        },
    })
}

/// What the rows of the lists are made from.
struct Table<'a> {
    names: &'a [String],
    samples: &'a [Sample],
    /// The same by authority.
    of: &'a [Vec<&'a Sample>],
    ends: &'a [Ends; 2],
    base: f64,
}

impl Table<'_> {
    fn periods(&self, series: &Series, by: By) -> Vec<PeriodPoint> {
        let (groups, _) = grouped(self.samples, by);
        let point = |cell: &Cell| {
            let group = &groups[&(cell.authority, cell.period)];
            let share = |ends: &Ends| ends.share(cell.authority, group.iter().copied());
            PeriodPoint {
                authority: self.names[cell.authority].clone(),
                period: cell.period,
                n: cell.mean.n,
                index: cell.index(series.dispersion, self.base),
                usual: cell.usual.map(|(usual, _)| index(usual, self.base)),
                test: cell.test,
                top: share(&self.ends[0]),
                bottom: share(&self.ends[1]),
            }
        };
        let mut points: Vec<PeriodPoint> = series.cells.iter().map(point).collect();
        points.sort_by_key(|p| (rank(p.test), p.authority.clone(), p.period));
        points
    }

    fn bureaus(&self, funnel: &Funnel, years: &[YearChange]) -> Vec<BureauPoint> {
        let point = |whole: &Whole| {
            let authority = &self.names[whole.authority];
            let own = || self.of[whole.authority].iter().copied();
            let [limits_95, limits_998] = funnel.limits(whole.mean.variance);
            let latest = years
                .iter()
                .filter(|y| y.authority == *authority)
                .max_by_key(|y| y.year);
            BureauPoint {
                authority: authority.clone(),
                n: whole.mean.n,
                effective: whole.effective,
                index: band(whole.mean, 1.0, self.base),
                limits_95,
                limits_998,
                test: whole.test,
                top: self.ends[0].share(whole.authority, own()),
                bottom: self.ends[1].share(whole.authority, own()),
                change: latest.map(|y| y.change),
            }
        };
        let mut points: Vec<BureauPoint> = funnel.wholes.iter().map(point).collect();
        test_shares(&mut points.iter_mut().map(|p| &mut p.top).collect::<Vec<_>>());
        test_shares(&mut points.iter_mut().map(|p| &mut p.bottom).collect::<Vec<_>>());
        points.sort_by_key(|p| (rank(p.test), p.authority.clone()));
        points
    }
}

/// The place in a list: what could not be tested comes last.
fn rank(test: Option<Test>) -> usize {
    test.map_or(usize::MAX, |t| t.rank)
}
