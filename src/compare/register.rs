//! Past decisions made ready for comparison: rows, models, calibration.

use rustc_hash::FxHashMap;

use crate::compare::calibrate::{Calibration, Class, Residual, Samples, Tail, cut_offs, suspects};
use crate::compare::cases::{Cases, NONE};
use crate::compare::expected::{Expected, Model};
use crate::compare::inverted::{Directions, Inversion, inversion};
use crate::compare::options::{LEAST_RARE, Options, SUSPECT};
use crate::compare::parallel::stretches;
use crate::compare::rows::{Exclusions, Key, Level, Row, Rows, Use};
use crate::compare::scale::{Ruler, Scale};
use crate::compare::slip::{Slip, ratio_off, slip, unit_slip};
use crate::compare::standing::Standing;
use crate::law::{Fen, FenRange, Library};

/// Largest p-value at which an inverted pair is reported: the amount is low for its circumstances too.
const INVERTED: f64 = 0.05;

/// Past decisions made ready for comparison.
#[derive(Debug)]
pub(crate) struct Register {
    options: Options,
    pub(crate) cases: Cases,
    pub(crate) rows: Rows,
    models: Vec<Model>,
    pub(crate) calibration: Calibration,
    /// Of the ratio of the amount to the expected one.
    ratios: Calibration,
    directions: Directions,
    /// Circumstances with too few precedents to know what they do, for each scale.
    rare: [u64; 3],
    /// What was made of each row.
    pub(crate) judged: Vec<Judged>,
    /// Slips, by row.
    slips: FxHashMap<u32, Slip>,
    /// Inverted pairs, by row.
    inversions: FxHashMap<u32, Inversion>,
    /// The row of each decision; [`NONE`] when it takes no part.
    row_of: Vec<u32>,
}

/// What was made of one row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    pub(crate) expected: Expected,
    /// Not a number where it cannot be told.
    p_value: f64,
    /// Singled out by the cut-off of its authority, a slip, or one of an inverted pair.
    pub(crate) singled_out: bool,
    pub(crate) is_slip: bool,
    pub(crate) is_inverted: bool,
}

impl Judged {
    /// What is expected, nothing judged yet.
    pub(crate) fn new(expected: Expected) -> Judged {
        Judged {
            expected,
            p_value: f64::NAN,
            singled_out: false,
            is_slip: false,
            is_inverted: false,
        }
    }

    /// Share of comparable decisions at least as far off; `None` where it cannot be told.
    pub(crate) fn p_value(&self) -> Option<f64> {
        (!self.p_value.is_nan()).then_some(self.p_value)
    }
}

impl Register {
    /// Prepares the decisions, telling how many steps are done; `None` when that is not to go on.
    pub(crate) fn new(
        library: &Library,
        mut cases: Cases,
        options: &Options,
        goes_on: &mut dyn FnMut(u32) -> bool,
    ) -> Option<Register> {
        let mut done = 0;
        let mut step = || {
            done += 1;
            goes_on(done).then_some(())
        };
        cases.shrink();
        let rows = Rows::of(library, &cases, options);
        step()?;
        let models: Vec<Model> = Scale::ALL
            .into_iter()
            .map(|s| Model::fit(library, &rows, s, options))
            .collect();
        step()?;
        let mut row_of = vec![NONE; cases.len()];
        for (at, row) in (0..).zip(&rows.all) {
            row_of[row.input as usize] = at;
        }
        let judged = vec![Judged::new(Expected::default()); rows.all.len()];
        let directions = Directions::of(library, &rows);
        let mut register = Register {
            options: *options,
            cases,
            rows,
            models,
            calibration: Calibration::default(),
            ratios: Calibration::default(),
            directions,
            rare: [0; 3],
            judged,
            slips: FxHashMap::default(),
            inversions: FxHashMap::default(),
            row_of,
        };
        register.expect();
        step()?;
        // What the first round finds is left out of the second calibration: the unusual must not
        // decide how unusual they are.
        for _ in 0..2 {
            register.calibrate();
            register.judge();
            register.single_out();
            step()?;
        }
        register.ratios = Calibration::default();
        Some(register)
    }

    /// The choices it was made with.
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// The decisions that take no part, counted by reason.
    pub(crate) fn exclusions(&self) -> Exclusions {
        self.rows.exclusions
    }

    /// The row of a decision, if it takes part.
    pub(crate) fn row(&self, index: usize) -> Option<(usize, &Row, &Judged)> {
        let at = self.row_at(index)?;
        Some((at, &self.rows.all[at], &self.judged[at]))
    }

    /// The slip that explains the amount of a row.
    pub(crate) fn slip(&self, at: usize) -> Option<Slip> {
        self.slips.get(&u32::try_from(at).ok()?).copied()
    }

    /// The lighter cases that were fined more than a row.
    pub(crate) fn inversion(&self, at: usize) -> Option<&Inversion> {
        self.inversions.get(&u32::try_from(at).ok()?)
    }

    /// The interval that comparable decisions suggest for a row.
    pub(crate) fn interval(&self, row: &Row, expected: &Expected) -> Option<FenRange> {
        let tail = self.calibration.tail(&self.chain(row, expected))?;
        let enough = expected.in_stage() >= self.options.fewest_peers;
        let ruler = self.standing_of(row).ruler_for(row.fine);
        enough.then(|| interval(ruler, expected, tail)).flatten()
    }

    /// Tells whether there are enough residuals to compare a row by.
    pub(crate) fn is_calibrated(&self, row: &Row, expected: &Expected) -> bool {
        self.calibration.tail(&self.chain(row, expected)).is_some()
    }

    /// Circumstances in the direction of the difference that have too few precedents, as bits.
    pub(crate) fn unprecedented(&self, row: &Row, expected: &Expected) -> u64 {
        let low = row.place < expected.place;
        let explaining = self.directions.explaining(row.key.signature, low);
        explaining & self.rare[row.key.scale as usize]
    }

    /// The place of a decision among the rows, if it takes part.
    pub(crate) fn row_at(&self, index: usize) -> Option<usize> {
        let at = *self.row_of.get(index)?;
        (at != NONE).then_some(at as usize)
    }

    pub(crate) fn standing_of(&self, row: &Row) -> &Standing {
        &self.rows.standings[row.standing as usize]
    }

    fn expect(&mut self) {
        for model in &mut self.models {
            let expected = std::mem::take(&mut model.expected);
            for (at, expected) in model.rows.clone().zip(expected) {
                self.judged[at].expected = expected;
            }
        }
        let mut counts = [[0_usize; 64]; 3];
        for row in self.rows.all.iter().filter(|r| r.usage == Use::Precedent) {
            let mut bits = row.key.signature;
            while bits != 0 {
                counts[row.key.scale as usize][bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        let rare = |n: &[usize; 64]| {
            let few = (0..64).filter(|bit| n[*bit] <= self.options.fewest_peers);
            few.fold(0, |bits, bit| bits | 1 << bit)
        };
        self.rare = [rare(&counts[0]), rare(&counts[1]), rare(&counts[2])];
    }

    fn calibrate(&mut self) {
        // The old ones are not needed any more; a million residuals take much room.
        self.calibration = Calibration::default();
        self.ratios = Calibration::default();
        let known = self.judged.iter().filter_map(Judged::p_value);
        let suspect = suspects(known, SUSPECT);
        let counted = |at: usize| {
            let (row, judged) = (&self.rows.all[at], &self.judged[at]);
            row.usage == Use::Precedent
                && !judged.is_inverted
                && !judged.is_slip
                && judged.expected.in_stage() >= self.options.fewest_peers
        };
        let residual = |at: usize, off: f64| {
            let (row, judged) = (&self.rows.all[at], &self.judged[at]);
            let p_value = judged.p_value();
            Residual {
                chain: self.chain(row, &judged.expected),
                off,
                suspect: judged.singled_out || p_value.is_some_and(|p| p <= suspect),
            }
        };
        let calibrated = |of: &(dyn Fn(&Row, &Expected) -> f64 + Sync)| {
            let each = stretches(self.rows.all.len(), |rows| {
                let off = |at: usize| of(&self.rows.all[at], &self.judged[at].expected);
                let counted = rows.filter(|at| counted(*at));
                counted.map(|at| residual(at, off(at))).collect::<Samples>()
            });
            Calibration::of(Samples::joined(each))
        };
        let places = calibrated(&|row, expected| self.off(row, expected));
        let ratios =
            calibrated(&|row, expected| ratio_off(row.fine, self.standing_of(row), expected));
        (self.calibration, self.ratios) = (places, ratios);
    }

    fn chain(&self, row: &Row, expected: &Expected) -> [Class; 4] {
        Class::chain(
            row.key.scale,
            expected.in_tier(),
            self.standing_of(row).lawful.below_minimum_allowed,
        )
    }

    /// How many spreads a row lies off; where several tiers are open, by the one it fits best.
    fn off(&self, row: &Row, expected: &Expected) -> f64 {
        let reduced = row.usage == Use::Precedent && row.key.scale != Scale::Log;
        // A lawful reduction below the minimum counts as the minimum.
        let counted = |place: f64| if reduced { place.max(0.0) } else { place };
        let standing = self.standing_of(row);
        if standing.lawful.tiers.len() < 2 {
            return z(counted(row.place), expected);
        }
        let rulers = standing.rulers(row.fine);
        let offs = rulers.map(|r| z(counted(r.place(row.fine)), expected));
        offs.min_by(|a, b| a.abs().total_cmp(&b.abs()))
            .unwrap_or_else(|| z(counted(row.place), expected))
    }

    fn judge(&mut self) {
        let alike = self.alike();
        let judged: Vec<Judged> = self
            .judged
            .iter()
            .map(|j| Judged::new(j.expected))
            .collect();
        self.judged = judged;
        let found = stretches(self.rows.all.len(), |rows| {
            let (mut p_values, mut slips) = (Vec::with_capacity(rows.len()), Vec::new());
            for at in rows {
                let row = &self.rows.all[at];
                let (judged, slip) = self.judge_row(at, row, &self.judged[at].expected, alike[at]);
                p_values.push(judged.p_value);
                slips.extend(slip.map(|slip| (at, slip)));
            }
            (p_values, slips)
        });
        self.slips.clear();
        let (p_values, slips): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        for (judged, p_value) in self.judged.iter_mut().zip(p_values.into_iter().flatten()) {
            judged.p_value = p_value;
        }
        for (at, slip) in slips.into_iter().flatten() {
            self.judged[at].is_slip = true;
            self.slips.insert(u32::try_from(at).unwrap_or(NONE), slip);
        }
    }

    fn judge_row(
        &self,
        at: usize,
        row: &Row,
        expected: &Expected,
        alike: bool,
    ) -> (Judged, Option<Slip>) {
        let mut judged = Judged::new(*expected);
        match row.usage {
            Use::Precedent | Use::Unlawful | Use::Apart => {}
            Use::Fixed | Use::NotFined | Use::Unknown => return (judged, None),
        }
        // A sum over several provisions is above the range of each, and no slip.
        let is_sum = self.cases.flags(row.input as usize).merged;
        let found = if alike || is_sum {
            None
        } else {
            self.find_slip(at, row, expected)
        };
        judged.is_slip = found.is_some();
        judged.p_value = self.p_value(row, expected, alike);
        (judged, found)
    }

    /// The share of comparable decisions as far off as a row; not a number where it cannot be told.
    fn p_value(&self, row: &Row, expected: &Expected, alike: bool) -> f64 {
        let Some(tail) = self.calibration.tail(&self.chain(row, expected)) else {
            return f64::NAN;
        };
        // What a circumstance without precedents does cannot be told from what was decided.
        let known = self.unprecedented(row, expected) == 0 && row.usage != Use::Apart;
        if !known || expected.in_stage() < self.options.fewest_peers {
            return f64::NAN;
        }
        if alike {
            1.0
        } else {
            tail.p_value(self.off(row, expected))
        }
    }

    fn find_slip(&self, at: usize, row: &Row, expected: &Expected) -> Option<Slip> {
        let standing = self.standing_of(row);
        let comparable = standing.apart.is_none()
            && (row.usage != Use::Precedent || self.unprecedented(row, expected) == 0);
        let ratios = self.ratios.tail(&self.chain(row, expected));
        let by_ratio = ratios
            .filter(|_| comparable)
            .and_then(|tail| slip(row.fine, standing, expected, tail));
        by_ratio.or_else(|| unit_slip(row.fine, standing, || self.others(at, row)))
    }

    /// The lawful fines of others in the group of a row: of its tier, or of its stage where those are few; none
    /// where they are not comparable.
    fn others(&self, at: usize, row: &Row) -> Vec<Fen> {
        let fines = |level| -> Vec<Fen> {
            let group = self.rows.group(&row.key, level);
            let others = group.filter(|j| *j != at && self.rows.all[*j].usage == Use::Precedent);
            others.map(|j| self.rows.all[j].fine).collect()
        };
        let of_tier = fines(Level::Tier);
        if of_tier.len() >= self.options.fewest_peers {
            of_tier
        } else {
            fines(Level::Stage)
        }
    }

    /// Rows whose whole tier group, or whose group of like circumstances (three or more), has one and the same fine.
    fn alike(&self) -> Vec<bool> {
        let mut alike = vec![false; self.rows.all.len()];
        for (level, fewest) in [(Level::Tier, 2), (Level::Circumstances, 3)] {
            let mut start = 0;
            for group in self
                .rows
                .all
                .chunk_by(|a, b| a.key.common(&b.key) > level.depth())
            {
                let mut fines = group
                    .iter()
                    .filter(|r| matches!(r.usage, Use::Precedent | Use::Unlawful))
                    .map(|r| r.fine);
                let first = fines.next();
                let (count, same) =
                    fines.fold((1, true), |(n, same), f| (n + 1, same && Some(f) == first));
                if same && count >= fewest {
                    alike[start..start + group.len()]
                        .iter_mut()
                        .zip(group)
                        .for_each(|(a, r)| *a |= r.usage == Use::Precedent);
                }
                start += group.len();
            }
        }
        alike
    }

    fn single_out(&mut self) {
        let candidates = || {
            self.rows
                .all
                .iter()
                .zip(&self.judged)
                .enumerate()
                .filter(|(_, (r, j))| r.usage == Use::Precedent && !j.is_slip)
        };
        let with_p = candidates().filter_map(|(_, (r, j))| Some((r.authority, j.p_value()?)));
        let cut_offs = cut_offs(with_p, self.options.rate);
        let found = stretches(self.rows.all.len(), |rows| {
            let mut found = Vec::new();
            for at in rows {
                let (row, judged) = (&self.rows.all[at], &self.judged[at]);
                let candidate = row.usage == Use::Precedent && !judged.is_slip;
                let Some(p) = judged.p_value().filter(|_| candidate) else {
                    continue;
                };
                let cut_off = cut_offs.get(&row.authority).copied();
                let singled_out = cut_off.is_some_and(|c| p <= c.min(LEAST_RARE));
                let low = row.place < judged.expected.place;
                let inversion = if low && p <= INVERTED {
                    inversion(&self.rows, at, self.directions, &self.cases)
                } else {
                    None
                };
                if singled_out || inversion.is_some() {
                    found.push((at, singled_out, inversion));
                }
            }
            found
        });
        self.inversions.clear();
        for (at, singled_out, inversion) in found.into_iter().flatten() {
            self.judged[at].singled_out = singled_out;
            self.judged[at].is_inverted = inversion.is_some();
            let number = u32::try_from(at).unwrap_or(NONE);
            self.inversions.extend(inversion.map(|i| (number, i)));
        }
    }

    /// The fit of a scale.
    pub(crate) fn model(&self, scale: Scale) -> Option<&Model> {
        self.models
            .iter()
            .zip(Scale::ALL)
            .find(|(_, s)| *s == scale)
            .map(|(m, _)| m)
    }

    /// The narrowest group with enough fines, and how many.
    pub(crate) fn level(&self, expected: &Expected) -> (Level, usize) {
        if expected.in_tier() >= self.options.fewest_peers {
            (Level::Tier, expected.in_tier())
        } else {
            (Level::Stage, expected.in_stage())
        }
    }

    /// Cases of a group that were not penalised or only warned.
    pub(crate) fn not_fined(&self, key: &Key, level: Level) -> usize {
        self.rows.all[self.rows.group(key, level)]
            .iter()
            .filter(|r| r.usage == Use::NotFined)
            .count()
    }

    /// Precedents whose residuals the p-values are calibrated on.
    pub(crate) fn calibrated_on(&self) -> usize {
        self.calibration.size()
    }
}

/// The interval meant to hold [`INTERVAL`](crate::compare::INTERVAL) of comparable decisions, within
/// the range; rounded outwards to a step of a hundredth to a tenth of its width, for it is no finer.
pub(crate) fn interval(ruler: Ruler, expected: &Expected, tail: &Tail) -> Option<FenRange> {
    let (down, up) = tail.reach();
    let end =
        |reach: f64| ruler.amount(ruler.scale.bound(expected.place + reach * expected.spread));
    let (low, high) = (end(-down), end(up));
    let tenth = u32::try_from((high - low).0 / 1_000)
        .ok()
        .filter(|n| *n > 0);
    let step = tenth.map_or(100, |n| 100 * 10_i64.pow(n.ilog10()));
    let (floor, ceiling) = (low.0 / step * step, (high.0 + step - 1) / step * step);
    let (least, most) = ruler
        .range
        .map_or((0, i64::MAX - 1), |r| (r.min().0, r.max().0));
    FenRange::new(Fen(floor.max(least)), Fen(ceiling.min(most)))
}

/// How many spreads a place lies off.
pub(crate) fn z(place: f64, expected: &Expected) -> f64 {
    (place - expected.place) / expected.spread.max(1e-9)
}
