//! What a case would get at an average authority: the model of single decisions without their habits.
//!
//! place = effects of circumstances, facts and width of range (pooled, ridge)
//!       + mean of the peer group, itself left out (nested shrinkage)
//!       + level of the authority (shrunk)
//!
//! The three are fitted together, so that a group in which one authority is frequent does not take
//! that authority's level for its own; then the last is left out of what is expected.

use std::sync::Arc;

use crate::compare::columns::Columns;
use crate::compare::effects::Design;
use crate::compare::expected::{
    LEAST_ON_LOG, LEAST_ON_RANGE, WINSOR, add_rows, group_numbers, robust_spread,
};
use crate::compare::nest::Nest;
use crate::compare::rows::{Level, Row, Rows, Use};
use crate::compare::scale::Scale;
use crate::law::Library;

/// Rounds of backfitting.
const ROUNDS: usize = 6;
/// A group's spread is drawn to the common one as if that rested on so many decisions.
const SPREAD_PRIOR: f64 = 20.0;

/// What an average authority is expected to do with one case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fair {
    /// The row, by its place in the register.
    pub(crate) row: usize,
    /// Expected place, within the range.
    pub(crate) place: f64,
    /// Spread of comparable decisions around it, on the same scale.
    pub(crate) spread: f64,
}

/// The expectation for every precedent of the register.
pub(crate) fn fair(library: &Library, rows: &Rows) -> Vec<Fair> {
    let of_scale = |scale| of_scale(library, rows, scale);
    Scale::ALL.into_iter().flat_map(of_scale).collect()
}

fn of_scale(library: &Library, rows: &Rows, scale: Scale) -> Vec<Fair> {
    let usable = |(_, row): &(usize, &Row)| row.key.scale == scale && row.usage == Use::Precedent;
    let own: Vec<usize> = (rows.all.iter().enumerate())
        .filter(usable)
        .map(|(at, _)| at)
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let columns = Columns::of(library, rows, scale);
    let mut design = Design::new(columns.directions.len(), |i: usize| {
        columns.of_facts(rows.ranks(own[i]))
    });
    let own_rows: Vec<Row> = own.iter().map(|at| rows.all[*at]).collect();
    add_rows(&mut design, &columns, rows, &own_rows);
    let places: Vec<f64> = own_rows.iter().map(counted).collect();
    let levels: Vec<Arc<[u32]>> = (Level::ALL.into_iter())
        .map(|level| Arc::from(group_numbers(&own_rows, level)))
        .collect();
    let stages = Arc::clone(&levels[Level::Stage.depth()]);
    let mut groups = Nest::new(levels);
    let mut authorities = Nest::new(vec![own_rows.iter().map(|r| r.authority).collect()]);
    let used = vec![true; own.len()];
    let nothing = || vec![0.0; own.len()];
    let (mut fixed, mut group, mut level) = (nothing(), nothing(), nothing());
    let mut expected = nothing();
    let products = design.products(&used);
    let mut values = places.clone();
    let least = if scale == Scale::Log {
        LEAST_ON_LOG
    } else {
        LEAST_ON_RANGE
    };
    for _ in 0..ROUNDS {
        let left = minus(&values, &group, &level);
        let effects = design.fit(&products, &left, &used, &columns.directions);
        design.predict(&effects, &mut fixed);
        let left = minus(&values, &fixed, &level);
        groups.fit(&left, &used);
        for (i, value) in left.iter().enumerate() {
            group[i] = groups.centre(i, Some(*value));
        }
        let left = minus(&values, &fixed, &group);
        authorities.fit(&left, &used);
        for (i, level) in level.iter_mut().enumerate() {
            *level = authorities.centre(i, None);
        }
        for i in 0..own.len() {
            expected[i] = fixed[i] + group[i];
        }
        let residuals = minus(&places, &expected, &level);
        let reach = WINSOR * robust_spread(&used, |i| residuals[i], least);
        for (i, value) in values.iter_mut().enumerate() {
            let middle = expected[i] + level[i];
            *value = places[i].clamp(middle - reach, middle + reach);
        }
    }
    let residuals = minus(&places, &expected, &level);
    let common = robust_spread(&used, |i| residuals[i], least);
    let spreads = spreads(&residuals, &stages, common, least);
    let found = own.iter().zip(&expected).zip(&spreads);
    found
        .map(|((row, place), spread)| Fair {
            row: *row,
            place: scale.bound(*place),
            spread: *spread,
        })
        .collect()
}

/// The place that counts: a lawful reduction below the minimum counts as the minimum.
pub(crate) fn counted(row: &Row) -> f64 {
    if row.key.scale == Scale::Log {
        row.place
    } else {
        row.place.max(0.0)
    }
}

fn minus(values: &[f64], a: &[f64], b: &[f64]) -> Vec<f64> {
    let parts = values.iter().zip(a).zip(b);
    parts.map(|((v, a), b)| v - a - b).collect()
}

/// The spread of each row's group, drawn to the common one.
fn spreads(residuals: &[f64], groups: &[u32], common: f64, least: f64) -> Vec<f64> {
    let count = groups.iter().max().map_or(0, |m| *m as usize + 1);
    let mut sums = vec![(SPREAD_PRIOR * common * common, SPREAD_PRIOR); count];
    for (residual, group) in residuals.iter().zip(groups) {
        let (sum, n) = &mut sums[*group as usize];
        *sum += residual.abs().min(WINSOR * common).powi(2);
        *n += 1.0;
    }
    let spread = |group: &u32| {
        let (sum, n) = sums[*group as usize];
        (sum / n).sqrt().max(least)
    };
    groups.iter().map(spread).collect()
}
