//! Amounts just under procedure thresholds.
//!
//! The thresholds are law data: every amount from which on a gate opens, for the subject, the level
//! of the authority and the region. What an authority has just under one is held against what the
//! other authorities have there in cases with the same range, near the same threshold.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::assess::gates::{authority_level, threshold};
use crate::compare::bureau::chance::{
    count_deviation, dispersion, family, normal_below, student_above,
};
use crate::compare::bureau::sample::{Sample, yuan};
use crate::compare::bureau::{BUREAU_RATE, Bunching, FEWEST_NEAR_THRESHOLD, Test};
use crate::compare::cases::Cases;
use crate::compare::decision::Decision;
use crate::compare::scale::real;
use crate::law::gate::Gate;
use crate::law::{Fen, Library};

/// Amounts near a threshold, as shares of it.
const NEAR: (f64, f64) = (0.6, 1.7);
/// A range straddles a threshold if it reaches down to this share of it.
const FROM: f64 = 0.9;
/// What counts as just under, as shares of the threshold: above the first and below the threshold,
/// or from the second on. The first leaves out the round figure at 95 %, the second takes in that at 90 %.
const ABOVE: f64 = 0.95;
/// What others do in cases of one range is drawn to what they do in all, and that to the model, as
/// if each rested on so many decisions.
const PRIOR: f64 = 10.0;
/// Fewest decisions just under a threshold for a word about it.
const FEWEST_BELOW: usize = 3;

/// Which amounts count as just under.
const WINDOWS: usize = 2;

/// One decision near a threshold.
struct Near {
    authority: usize,
    input: usize,
    range: (Fen, Fen),
    below: [bool; WINDOWS],
    /// Chance of being just under, by the model.
    model: [f64; WINDOWS],
    in_force: bool,
    gates: Vec<(String, String)>,
}

/// Holds every authority against every threshold. `levels`: each authority's mean ratio less 1.
pub(crate) fn bunching(
    library: &Library,
    cases: &Cases,
    samples: &[Sample],
    levels: &[f64],
    names: &[String],
) -> Vec<Bunching> {
    let mut amounts: Vec<i64> = (library.parts().gates.iter())
        .flat_map(|g| [g.fine_min_yuan, g.unit_min_yuan, g.individual_min_yuan])
        .flatten()
        .filter(|yuan| *yuan > 0)
        .collect();
    amounts.sort_unstable();
    amounts.dedup();
    let of_amount = |amount: &i64| at_threshold(library, cases, samples, levels, names, *amount);
    let mut found: Vec<(Bunching, [f64; WINDOWS])> = amounts.iter().flat_map(of_amount).collect();
    let tested = |b: &Bunching| b.near >= FEWEST_NEAR_THRESHOLD;
    let spread: Vec<f64> = (0..WINDOWS)
        .map(|w| {
            dispersion(
                found.iter().filter(|(b, _)| tested(b)).map(|(_, z)| z[w]),
                1.1,
            )
        })
        .collect();
    let degrees = (0.37 * real(found.iter().filter(|(b, _)| tested(b)).count())).clamp(3.0, 30.0);
    let test = |(bunching, z): &(Bunching, [f64; WINDOWS])| {
        let best = widest(z, &spread);
        let z = z[best] / spread[best];
        let p = if bunching.just_below < FEWEST_BELOW {
            1.0
        } else {
            // Two windows were looked at (Bonferroni).
            (2.0 * student_above(z, degrees)).min(1.0)
        };
        (p, z)
    };
    let which: Vec<usize> = (0..found.len()).filter(|i| tested(&found[*i].0)).collect();
    let tests: Vec<(f64, f64)> = which.iter().map(|i| test(&found[*i])).collect();
    for (i, mut test) in which.into_iter().zip(family(&tests, BUREAU_RATE)) {
        test = Test {
            flagged: test.flagged && test.z > 0.0,
            ..test
        };
        found[i].0.test = Some(test);
    }
    found.into_iter().map(|(bunching, _)| bunching).collect()
}

fn widest(z: &[f64; WINDOWS], spread: &[f64]) -> usize {
    usize::from(z[1] / spread[1] > z[0] / spread[0])
}

fn at_threshold(
    library: &Library,
    cases: &Cases,
    samples: &[Sample],
    levels: &[f64],
    names: &[String],
    amount: i64,
) -> Vec<(Bunching, [f64; WINDOWS])> {
    let at = |s| near(library, cases, s, levels[s.authority], amount);
    let all: Vec<Near> = samples.iter().filter_map(at).collect();
    let mut by_authority: BTreeMap<usize, Vec<&Near>> = BTreeMap::new();
    for near in &all {
        by_authority.entry(near.authority).or_default().push(near);
    }
    let counts = Counts::of(&all);
    by_authority
        .into_iter()
        .map(|(authority, own)| {
            let expected = counts.expected(authority, &own);
            let n = own.len();
            let count = |w: usize| own.iter().filter(|near| near.below[w]).count();
            let z = [0, 1].map(|w| count_deviation(count(w), n, expected[w] / real(n)));
            let w = widest(&z, &[1.0, 1.0]);
            let below = || own.iter().filter(|near| near.below[w]);
            let mut gates: Vec<(String, String)> =
                own.iter().flat_map(|near| near.gates.clone()).collect();
            gates.sort_unstable();
            gates.dedup();
            let mut keys: Vec<i64> = below().filter_map(|near| cases.key(near.input)).collect();
            keys.sort_unstable();
            let bunching = Bunching {
                authority: names.get(authority).cloned().unwrap_or_default(),
                threshold_yuan: amount,
                gates,
                near: n,
                just_below: count(w),
                window_yuan: (share_of(amount, if w == 0 { ABOVE } else { FROM }), amount),
                expected: expected[w],
                in_force: below().filter(|near| near.in_force).count(),
                test: None,
                keys,
            };
            (bunching, z)
        })
        .collect()
}

/// A share of a whole amount, in whole yuan.
fn share_of(amount: i64, share: f64) -> i64 {
    // The shares are hundredths.
    #[expect(clippy::cast_possible_truncation, reason = "a hundred at most")]
    let hundredths = (share * 100.0).round() as i64;
    amount * hundredths / 100
}

/// A fine near a threshold that its range straddles and that holds for it.
fn near(
    library: &Library,
    cases: &Cases,
    sample: &Sample,
    level: f64,
    amount: i64,
) -> Option<Near> {
    let limit = yuan(Fen::yuan(amount));
    let (fine, range) = (yuan(sample.fine), sample.range?);
    let straddles = yuan(range.min()) <= FROM * limit && yuan(range.max()) >= limit;
    if !straddles || fine < NEAR.0 * limit || fine > NEAR.1 * limit {
        return None;
    }
    let decision = cases.decision(sample.input)?;
    let (gates, in_force) = gates_of(library, &decision, amount);
    if gates.is_empty() {
        return None;
    }
    let middle = yuan(sample.expected) * (1.0 + level);
    let spread = (sample.spread * yuan(sample.expected)).max(1.0);
    let mass = |from: f64, to: f64| {
        normal_below((to * limit - middle) / spread)
            - normal_below((from * limit - middle) / spread)
    };
    let around = mass(NEAR.0, NEAR.1).max(1e-6);
    Some(Near {
        authority: sample.authority,
        input: sample.input,
        range: (range.min(), range.max()),
        below: [
            ABOVE * limit < fine && fine < limit,
            FROM * limit <= fine && fine < limit,
        ],
        model: [ABOVE, FROM].map(|from| (mass(from, 1.0) / around).clamp(0.0, 1.0)),
        in_force,
        gates,
    })
}

/// The gates that open at an amount for a decision, and whether one of them was in force then. Where
/// the law data know no amount for the day, the latest one is looked at.
fn gates_of(library: &Library, decision: &Decision, amount: i64) -> (Vec<(String, String)>, bool) {
    let region = decision.region.as_deref();
    let opens = |gate: &&Gate| {
        let level = gate.level.as_deref();
        level.is_none_or(|l| authority_level(region) == Some(l))
            && threshold(gate, decision.subject) == Some(amount)
    };
    let named = |gate: &Gate| (gate.label.clone(), gate.cite.clone());
    let on = |day: NaiveDate| -> Vec<(String, String)> {
        let gates = library.gates_on(day, region);
        gates.into_iter().filter(opens).map(named).collect()
    };
    let then = on(decision.decided_on.latest());
    if then.is_empty() {
        (on(NaiveDate::MAX), false)
    } else {
        (then, true)
    }
}

/// Decisions just under and near, in all and by range and authority.
#[derive(Default)]
struct Counts {
    all: Count,
    by_range: BTreeMap<(Fen, Fen), Count>,
    by_authority: BTreeMap<usize, Count>,
    by_both: BTreeMap<((Fen, Fen), usize), Count>,
}

#[derive(Clone, Copy, Default)]
struct Count {
    below: [f64; WINDOWS],
    model: [f64; WINDOWS],
    near: f64,
}

impl Count {
    fn add(&mut self, near: &Near) {
        for w in 0..WINDOWS {
            self.below[w] += f64::from(u8::from(near.below[w]));
            self.model[w] += near.model[w];
        }
        self.near += 1.0;
    }

    fn without(&self, other: &Count) -> Count {
        let less = |a: [f64; WINDOWS], b: [f64; WINDOWS]| [a[0] - b[0], a[1] - b[1]];
        Count {
            below: less(self.below, other.below),
            model: less(self.model, other.model),
            near: self.near - other.near,
        }
    }
}

impl Counts {
    fn of(all: &[Near]) -> Counts {
        let mut counts = Counts::default();
        for near in all {
            counts.all.add(near);
            counts.by_range.entry(near.range).or_default().add(near);
            counts
                .by_authority
                .entry(near.authority)
                .or_default()
                .add(near);
            let both = (near.range, near.authority);
            counts.by_both.entry(both).or_default().add(near);
        }
        counts
    }

    /// How many of an authority's would be just under, by what the others have.
    fn expected(&self, authority: usize, own: &[&Near]) -> [f64; WINDOWS] {
        let others = self.all.without(&self.by_authority[&authority]);
        [0, 1].map(|w| {
            let model = own.iter().map(|near| near.model[w]).sum::<f64>() / real(own.len());
            let common = (others.below[w] + PRIOR * model) / (others.near + PRIOR);
            let share = |near: &&Near| {
                let alike =
                    self.by_range[&near.range].without(&self.by_both[&(near.range, authority)]);
                (alike.below[w] + PRIOR * common) / (alike.near + PRIOR)
            };
            own.iter().map(share).sum()
        })
    }
}
