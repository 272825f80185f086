//! Past decisions made ready for comparison: rows, models, calibration.

use crate::compare::calibrate::{Calibration, Class, Residual, Tail, cut_offs, suspects};
use crate::compare::cases::Cases;
use crate::compare::expected::{Expected, Model};
use crate::compare::inverted::{Directions, Inversion, inversion};
use crate::compare::options::{LEAST_RARE, Options, SUSPECT};
use crate::compare::rows::{Exclusions, Key, Level, Row, Rows, Use};
use crate::compare::scale::{Ruler, Scale};
use crate::compare::slip::{Slip, ratio_off, slip};
use crate::compare::standing::Standing;
use crate::law::{FenRange, Library};

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
    /// The row of each decision, if it takes part.
    row_of: Vec<Option<u32>>,
}

/// What was made of one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    pub(crate) expected: Expected,
    pub(crate) interval: Option<FenRange>,
    pub(crate) p_value: Option<f64>,
    pub(crate) slip: Option<Slip>,
    pub(crate) inversion: Option<Inversion>,
    /// Circumstances in the direction of the difference that have too few precedents, as bits.
    pub(crate) unprecedented: u64,
    /// Singled out by the cut-off of its authority.
    pub(crate) singled_out: bool,
}

impl Register {
    /// Prepares the decisions.
    pub(crate) fn new(library: &Library, cases: Cases, options: &Options) -> Register {
        let decisions = cases.all();
        let rows = Rows::of(library, decisions, options);
        let models: Vec<Model> = Scale::ALL
            .into_iter()
            .map(|s| Model::fit(library, &rows, s, options))
            .collect();
        let mut row_of = vec![None; decisions.len()];
        for (at, row) in (0..).zip(&rows.all) {
            row_of[row.input as usize] = Some(at);
        }
        let judged = vec![Judged::default(); rows.all.len()];
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
            row_of,
        };
        register.expect();
        // What the first round finds is left out of the second calibration: the unusual must not
        // decide how unusual they are.
        for _ in 0..2 {
            register.calibrate();
            register.judge();
            register.single_out();
        }
        register
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
    pub(crate) fn row(&self, index: usize) -> Option<(&Row, &Judged)> {
        let at = self.row_at(index)?;
        Some((&self.rows.all[at], &self.judged[at]))
    }

    /// The place of a decision among the rows, if it takes part.
    pub(crate) fn row_at(&self, index: usize) -> Option<usize> {
        Some((*self.row_of.get(index)?)? as usize)
    }

    pub(crate) fn standing_of(&self, row: &Row) -> &Standing {
        &self.rows.standings[row.standing as usize]
    }

    fn expect(&mut self) {
        for model in &self.models {
            for (at, expected) in model.rows.clone().zip(&model.expected) {
                self.judged[at].expected = *expected;
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
        let known = self.judged.iter().filter_map(|j| j.p_value);
        let suspect = suspects(known, SUSPECT);
        let found = |j: &Judged| j.inversion.is_some() || j.slip.is_some();
        let precedents = || {
            let rows = self.rows.all.iter().zip(&self.judged);
            let enough = |j: &Judged| j.expected.in_stage >= self.options.fewest_peers;
            rows.filter(move |(r, j)| r.usage == Use::Precedent && !found(j) && enough(j))
        };
        let residual = |r: &Row, j: &Judged, off: f64| Residual {
            chain: self.chain(r, &j.expected),
            off,
            suspect: j.singled_out || j.p_value.is_some_and(|p| p <= suspect),
        };
        let places =
            Calibration::of(precedents().map(|(r, j)| residual(r, j, self.off(r, &j.expected))));
        let ratios = Calibration::of(precedents().map(|(r, j)| {
            let off = ratio_off(r.fine, self.standing_of(r), &j.expected);
            residual(r, j, off)
        }));
        (self.calibration, self.ratios) = (places, ratios);
    }

    fn chain(&self, row: &Row, expected: &Expected) -> [Class; 4] {
        Class::chain(
            row.key.scale,
            expected.in_tier,
            self.standing_of(row).lawful.below_minimum_allowed,
        )
    }

    /// How many spreads a row lies off; where several tiers are open, by the one it fits best.
    fn off(&self, row: &Row, expected: &Expected) -> f64 {
        let reduced = row.usage == Use::Precedent && row.key.scale != Scale::Log;
        // A lawful reduction below the minimum counts as the minimum.
        let counted = |place: f64| if reduced { place.max(0.0) } else { place };
        let rulers = self.standing_of(row).rulers(row.fine);
        let offs = rulers.map(|r| z(counted(r.place(row.fine)), expected));
        offs.min_by(|a, b| a.abs().total_cmp(&b.abs()))
            .unwrap_or_else(|| z(counted(row.place), expected))
    }

    fn judge(&mut self) {
        let alike = self.alike();
        let judged: Vec<Judged> = self
            .rows
            .all
            .iter()
            .zip(&self.judged)
            .zip(&alike)
            .map(|((r, j), alike)| self.judge_row(r, &j.expected, *alike))
            .collect();
        self.judged = judged;
    }

    fn judge_row(&self, row: &Row, expected: &Expected, alike: bool) -> Judged {
        let mut judged = Judged {
            expected: *expected,
            ..Judged::default()
        };
        let Some(tail) = self.calibration.tail(&self.chain(row, expected)) else {
            return judged;
        };
        let standing = self.standing_of(row);
        let ruler = standing.ruler_for(row.fine);
        let enough = expected.in_stage >= self.options.fewest_peers;
        if enough {
            judged.interval = interval(ruler, expected, tail);
        }
        if row.usage != Use::Precedent && row.usage != Use::Unlawful {
            return judged;
        }
        // What a circumstance without precedents does cannot be told from what was decided.
        let explaining = self
            .directions
            .explaining(row.key.signature, row.place < expected.place);
        judged.unprecedented = explaining & self.rare[row.key.scale as usize];
        let enough = enough && judged.unprecedented == 0;
        let comparable = row.usage == Use::Unlawful || judged.unprecedented == 0;
        if comparable
            && !alike
            && let Some(ratios) = self.ratios.tail(&self.chain(row, expected))
        {
            judged.slip = slip(row.fine, standing, expected, ratios);
        }
        if enough {
            judged.p_value = Some(if alike {
                1.0
            } else {
                tail.p_value(self.off(row, expected))
            });
        }
        judged
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
                .filter(|(_, (r, j))| r.usage == Use::Precedent && j.slip.is_none())
        };
        let with_p = candidates().filter_map(|(_, (r, j))| Some((r.authority, j.p_value?)));
        let cut_offs = cut_offs(with_p, self.options.rate);
        let mut found = Vec::new();
        for (at, (row, judged)) in candidates() {
            let Some(p) = judged.p_value else { continue };
            let cut_off = cut_offs.get(&row.authority).copied();
            let singled_out = cut_off.is_some_and(|c| p <= c.min(LEAST_RARE));
            let low = row.place < judged.expected.place;
            let inversion = if low && p <= INVERTED {
                inversion(&self.rows, at, self.directions, self.cases.all())
            } else {
                None
            };
            if singled_out || inversion.is_some() {
                found.push((at, singled_out, inversion));
            }
        }
        for (at, singled_out, inversion) in found {
            self.judged[at].singled_out = singled_out;
            self.judged[at].inversion = inversion;
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
        if expected.in_tier >= self.options.fewest_peers {
            (Level::Tier, expected.in_tier)
        } else {
            (Level::Stage, expected.in_stage)
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

/// The interval meant to hold [`INTERVAL`](crate::compare::INTERVAL) of comparable decisions, within the range.
pub(crate) fn interval(ruler: Ruler, expected: &Expected, tail: &Tail) -> Option<FenRange> {
    let (down, up) = tail.reach();
    let end =
        |reach: f64| ruler.amount(ruler.scale.bound(expected.place + reach * expected.spread));
    FenRange::new(end(-down), end(up))
}

/// How many spreads a place lies off.
pub(crate) fn z(place: f64, expected: &Expected) -> f64 {
    (place - expected.place) / expected.spread.max(1e-9)
}
