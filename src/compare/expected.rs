//! What comparable decisions would suggest: expected place on the scale, spread, leave-one-out.
//!
//! place = effects of circumstances, facts and width of range (pooled, ridge)
//!       + mean of the peer group (clause → subject → stage → tier → circumstances, nested shrinkage)
//!       + habit of the authority (authority → authority × tier group, nested shrinkage)
//!
//! fitted by turns (backfitting; Hastie & Tibshirani 1990) on winsorised places. The group mean and
//! the habit leave the decision itself out; the pooled effects do not, one decision among all moves
//! them by next to nothing. Each scale has its own fit.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use crate::compare::columns::Columns;
use crate::compare::effects::{Design, Direction, predict};
use crate::compare::nest::Nest;
use crate::compare::options::Options;
use crate::compare::parallel::{fill, sum};
use crate::compare::rows::{Key, Level, Row, Rows, Use};
use crate::compare::scale::{Ruler, Scale, real};
use crate::law::Library;

/// Rounds of backfitting.
const ROUNDS: usize = 4;
/// Places further than this many spreads from what is expected count as this far.
pub(crate) const WINSOR: f64 = 3.0;
/// Strips of the expected place, each with a spread of its own drawn towards the common one as if
/// that rested on so many decisions.
const STRIPS: usize = 8;
const STRIP_PRIOR: f64 = 50.0;
/// Least spread on a range and on the logarithmic scale: amounts are rounded, peers often tied.
pub(crate) const LEAST_ON_RANGE: f64 = 0.02;
pub(crate) const LEAST_ON_LOG: f64 = 0.05;

/// What is expected of one decision, on its scale.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Expected {
    /// Expected place.
    pub(crate) place: f64,
    /// Spread of comparable decisions around it.
    pub(crate) spread: f64,
    /// Precedents in the same tier group, the decision itself left out.
    in_tier: u32,
    /// Precedents of the same clause, subject and stage, the decision itself left out.
    in_stage: u32,
}

impl Expected {
    /// Precedents in the same tier group, the decision itself left out.
    pub(crate) fn in_tier(&self) -> usize {
        self.in_tier as usize
    }

    /// Precedents of the same clause, subject and stage, the decision itself left out.
    pub(crate) fn in_stage(&self) -> usize {
        self.in_stage as usize
    }
}

/// The fit of one scale.
#[derive(Debug)]
pub(crate) struct Model {
    /// The rows of this scale.
    pub(crate) rows: Range<usize>,
    scale: Scale,
    columns: Columns,
    effects: Vec<f64>,
    groups: Nest,
    habits: Option<Nest>,
    /// (tier group, authority) of each group in the second level of habits, sorted.
    pairs: Vec<(u32, u32)>,
    variation: Nest,
    strips: [f64; STRIPS],
    /// One for each row of this scale.
    pub(crate) expected: Vec<Expected>,
}

/// Working values of a fit, one for each row.
struct Parts {
    fixed: Vec<f64>,
    group: Vec<f64>,
    habit: Vec<f64>,
}

impl Parts {
    fn fitted(&self, i: usize) -> f64 {
        self.fixed[i] + self.group[i] + self.habit[i]
    }
}

impl Model {
    /// Fits the rows of a scale.
    pub(crate) fn fit(library: &Library, rows: &Rows, scale: Scale, options: &Options) -> Model {
        let start = rows.all.partition_point(|r| r.key.scale < scale);
        let end = rows.all.partition_point(|r| r.key.scale <= scale);
        let own = &rows.all[start..end];
        let columns = Columns::of(library, rows, scale);
        let groups: Vec<Arc<[u32]>> = Level::ALL
            .par_iter()
            .map(|l| Arc::from(group_numbers(own, *l)))
            .collect();
        let tier_groups = Arc::clone(&groups[Level::Tier.depth()]);
        let (pairs, pair_of) = pair_numbers(own, &tier_groups, rows.names.authorities.len());
        let habits = options.allow_for_habit.then(|| {
            let authorities = own.iter().map(|r| r.authority).collect();
            Nest::new(vec![authorities, Arc::from(pair_of)])
        });
        let directions = columns.directions.clone();
        let mut design = Design::new(directions.len(), |i| {
            columns.of_facts(rows.ranks(start + i))
        });
        add_rows(&mut design, &columns, rows, own);
        let mut model = Model {
            rows: start..end,
            scale,
            effects: vec![0.0; design.width],
            columns: Columns::default(),
            variation: Nest::new(vec![Arc::clone(&groups[0]), tier_groups]),
            groups: Nest::new(groups),
            habits,
            pairs,
            strips: [0.0; STRIPS],
            expected: vec![Expected::default(); own.len()],
        };
        let used: Vec<bool> = own.iter().map(|r| r.usage == Use::Precedent).collect();
        // A lawful reduction below the minimum (减轻) says "as low as the range goes"; how far below is another question.
        let places: Vec<f64> = own
            .iter()
            .map(|r| {
                if scale == Scale::Log {
                    r.place
                } else {
                    r.place.max(0.0)
                }
            })
            .collect();
        model.backfit(&design, &directions, &places, &used);
        drop(design);
        model.columns = columns;
        model.measure_spread(&places, &used);
        model.count_peers(&used);
        model.groups.forget_rows();
        model.variation.forget_rows();
        if let Some(habits) = &mut model.habits {
            habits.forget_rows();
        }
        model
    }

    fn backfit<I, F>(
        &mut self,
        design: &Design<F>,
        directions: &[Direction],
        places: &[f64],
        used: &[bool],
    ) where
        I: Iterator<Item = (u16, f64)>,
        F: Fn(usize) -> I + Sync,
    {
        let n = places.len();
        let mut values = places.to_vec();
        let mut left = vec![0.0; n];
        let mut parts = Parts {
            fixed: vec![0.0; n],
            group: vec![0.0; n],
            habit: vec![0.0; n],
        };
        let products = design.products(used);
        for _ in 0..ROUNDS {
            fill(&mut left, |i| values[i] - parts.group[i] - parts.habit[i]);
            self.effects = design.fit(&products, &left, used, directions);
            design.predict(&self.effects, &mut parts.fixed);
            fill(&mut left, |i| values[i] - parts.fixed[i] - parts.habit[i]);
            leave_one_out(&mut self.groups, &left, used, &mut parts.group);
            if let Some(habits) = &mut self.habits {
                fill(&mut left, |i| values[i] - parts.fixed[i] - parts.group[i]);
                leave_one_out(habits, &left, used, &mut parts.habit);
            }
            let residual = |i: usize| places[i] - parts.fitted(i);
            let reach = WINSOR * robust_spread(used, residual, self.least());
            fill(&mut values, |i| {
                places[i].clamp(parts.fitted(i) - reach, parts.fitted(i) + reach)
            });
        }
        let scale = self.scale;
        for (i, expected) in self.expected.iter_mut().enumerate() {
            expected.place = scale.bound(parts.fitted(i));
        }
    }

    fn measure_spread(&mut self, places: &[f64], used: &[bool]) {
        let residual: Vec<f64> = places
            .iter()
            .zip(&self.expected)
            .map(|(p, e)| p - e.place)
            .collect();
        let counted = || (0..places.len()).filter(|i| used[*i]);
        let common = robust_spread(used, |i| residual[i], self.least());
        let mut sums = [(STRIP_PRIOR * common * common, STRIP_PRIOR); STRIPS];
        for i in counted() {
            let (sum, count) = &mut sums[own_strip(self.expected[i].place)];
            *sum += residual[i].abs().min(WINSOR * common).powi(2);
            *count += 1.0;
        }
        let bounded = self.scale != Scale::Log;
        self.strips = sums.map(|(sum, count)| {
            if bounded {
                (sum / count).sqrt()
            } else {
                common
            }
        });
        let square = |i: usize| {
            (residual[i] / self.pooled_spread(self.expected[i].place))
                .powi(2)
                .min(WINSOR * WINSOR)
        };
        let mut squares = vec![0.0; places.len()];
        fill(&mut squares, square);
        self.variation.fit(&squares, used);
        let mut spreads = residual;
        fill(&mut spreads, |i| {
            let factor = factor(self.variation.centre(i, used[i].then_some(squares[i])));
            (factor * self.pooled_spread(self.expected[i].place)).max(self.least())
        });
        for (expected, spread) in self.expected.iter_mut().zip(spreads) {
            expected.spread = spread;
        }
    }

    fn count_peers(&mut self, used: &[bool]) {
        for (i, expected) in self.expected.iter_mut().enumerate() {
            let others = |level: Level| {
                let others = self.groups.count(i, level.depth()) - usize::from(used[i]);
                u32::try_from(others).unwrap_or(u32::MAX)
            };
            (expected.in_tier, expected.in_stage) = (others(Level::Tier), others(Level::Stage));
        }
    }

    /// What is expected of a case that is not among the rows.
    pub(crate) fn expect(
        &self,
        rows: &Rows,
        key: &Key,
        ranks: &[(u32, f64)],
        ruler: Ruler,
        authority: u32,
    ) -> Expected {
        let groups = self.groups_of(rows, key);
        let tier_group = groups[Level::Tier.depth()];
        let habit = self.habits.as_ref().map_or(0.0, |habits| {
            let pair = tier_group
                .and_then(|t| self.pairs.binary_search(&(t, authority)).ok())
                .and_then(|p| u32::try_from(p).ok());
            let known = habits.has_group(authority, 0).then_some(authority);
            habits.centre_of(&[known, known.and(pair)])
        });
        let raw = predict(&self.columns.cells(key, ranks, ruler), &self.effects)
            + self.groups.centre_of(&groups)
            + habit;
        let place = self.scale.bound(raw);
        let factor = factor(self.variation.centre_of(&[groups[0], tier_group]));
        let count = |level: Level| {
            groups[level.depth()].map_or(0, |g| self.groups.count_of(g, level.depth()))
        };
        Expected {
            place,
            spread: (factor * self.pooled_spread(place)).max(self.least()),
            in_tier: u32::try_from(count(Level::Tier)).unwrap_or(u32::MAX),
            in_stage: u32::try_from(count(Level::Stage)).unwrap_or(u32::MAX),
        }
    }

    /// The group of a key at each level, as far as there is one.
    fn groups_of(&self, rows: &Rows, key: &Key) -> [Option<u32>; 5] {
        Level::ALL.map(|level| {
            let group = rows.group(key, level);
            (!group.is_empty()).then(|| {
                self.groups
                    .group(group.start - self.rows.start, level.depth())
            })
        })
    }

    /// How much one precedent that shares the first `common` levels weighs in the group mean of a key.
    pub(crate) fn weight(&self, rows: &Rows, key: &Key, common: usize) -> f64 {
        self.groups.weight(&self.groups_of(rows, key), common)
    }

    fn pooled_spread(&self, place: f64) -> f64 {
        let (low, share) = between_strips(place);
        let next = (low + 1).min(STRIPS - 1);
        (self.strips[low] * (1.0 - share) + self.strips[next] * share).max(self.least())
    }

    fn least(&self) -> f64 {
        if self.scale == Scale::Log {
            LEAST_ON_LOG
        } else {
            LEAST_ON_RANGE
        }
    }
}

fn leave_one_out(nest: &mut Nest, values: &[f64], used: &[bool], out: &mut [f64]) {
    nest.fit(values, used);
    fill(out, |i| nest.centre(i, used[i].then_some(values[i])));
}

/// Describes the rows to a design; what rows of one group and standing have in common only once.
pub(crate) fn add_rows<I, F>(design: &mut Design<F>, columns: &Columns, rows: &Rows, own: &[Row])
where
    I: Iterator<Item = (u16, f64)>,
    F: Fn(usize) -> I + Sync,
{
    let mut known: Vec<(u32, u32)> = Vec::new();
    for group in own.chunk_by(|a, b| a.key == b.key) {
        known.clear();
        for row in group {
            let found = known.iter().find(|(standing, _)| *standing == row.standing);
            let pattern = if let Some((_, pattern)) = found {
                *pattern
            } else {
                let cells = columns.pattern(&row.key, rows.ruler(row));
                let pattern = design.pattern(cells.into_iter());
                known.push((row.standing, pattern));
                pattern
            };
            design.push(pattern);
        }
    }
}

/// The factor on the spread from the shrunk mean of squared standardised residuals.
fn factor(mean_square: f64) -> f64 {
    mean_square.clamp(0.25, 4.0).sqrt()
}

/// Root mean square, over the rows used, with far values counted as [`WINSOR`] spreads, never below `least`.
pub(crate) fn robust_spread(
    used: &[bool],
    residual: impl Fn(usize) -> f64 + Sync + Send,
    least: f64,
) -> f64 {
    let count = real(used.iter().filter(|u| **u).count().max(1));
    let mut spread = f64::INFINITY;
    for _ in 0..3 {
        let reach = WINSOR * spread;
        let square = |i: usize| {
            if used[i] {
                residual(i).abs().min(reach).powi(2)
            } else {
                0.0
            }
        };
        spread = (sum(used.len(), square) / count).sqrt().max(least);
    }
    spread
}

/// The strip a place lies in.
fn own_strip(place: f64) -> usize {
    (0..STRIPS)
        .rev()
        .find(|s| real(*s) <= place * real(STRIPS))
        .unwrap_or(0)
}

/// The strip whose middle lies at or before a place, and how far the place is on the way to the next middle.
fn between_strips(place: f64) -> (usize, f64) {
    let at = place.clamp(0.0, 1.0) * real(STRIPS) - 0.5;
    let low = (0..STRIPS).rev().find(|s| real(*s) <= at).unwrap_or(0);
    (low, (at - real(low)).clamp(0.0, 1.0))
}

/// The number of each row's group at a level; rows of a group stand together.
pub(crate) fn group_numbers(rows: &[Row], level: Level) -> Vec<u32> {
    let mut number = 0;
    let mut last: Option<&Key> = None;
    rows.iter()
        .map(|row| {
            if last.is_some_and(|l| l.common(&row.key) <= level.depth()) {
                number += 1;
            }
            last = Some(&row.key);
            number
        })
        .collect()
}

/// The pairs of tier group and authority, sorted, and the number of each row's pair. Rows of a tier
/// group stand together.
fn pair_numbers(
    rows: &[Row],
    tier_groups: &[u32],
    authorities: usize,
) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut numbers = Vec::with_capacity(rows.len());
    let mut number_of = vec![0_u32; authorities];
    let mut left = rows;
    for group in tier_groups.chunk_by(|a, b| a == b) {
        let (own, rest) = left.split_at(group.len());
        let mut here: Vec<u32> = own.iter().map(|r| r.authority).collect();
        here.sort_unstable();
        here.dedup();
        for authority in here {
            number_of[authority as usize] = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
            pairs.push((group[0], authority));
        }
        numbers.extend(own.iter().map(|r| number_of[r.authority as usize]));
        left = rest;
    }
    (pairs, numbers)
}
