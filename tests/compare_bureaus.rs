//! Authorities compared: what is planted is found, what is not is not.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use cailiang::compare::bureau::{BUREAU_STEPS, BureauView, By, Period, bureaus, bureaus_watched};
use cailiang::compare::{Amounts, Decision, Flags, Options, Outcome, compare};
use cailiang::law::{CircumstanceId, Fen, Subject};
use common::library;

/// Offence, stage, statutory range for units in yuan.
const KINDS: [(&str, &str, i64, i64); 3] = [
    ("aqscf-99-1-3", "overdue", 50_000, 200_000),
    ("aqscf-97-1-7", "first", 0, 100_000),
    ("aqscf-102-1-0", "first", 0, 50_000),
];
const AUTHORITIES: usize = 8;
const QUARTERS: usize = 8;
const EACH: usize = 30;

/// Numbers that look like chance, always the same ones.
struct Noise(u64);

impl Noise {
    /// From 0 to 1, both excluded.
    fn even(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 33).unwrap() + 1) / 2_147_483_650.0
    }

    /// About normal, spread 1.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// What is planted: by authority, quarter and place on the range so far, the place that is decided on.
type Plant = fn(usize, usize, f64) -> f64;

fn register(seed: u64, plant: Plant) -> Vec<Decision> {
    let mut noise = Noise(seed);
    let habits: Vec<f64> = (0..AUTHORITIES).map(|_| 0.015 * noise.normal()).collect();
    let mut decisions = Vec::new();
    for (authority, habit) in habits.iter().enumerate() {
        for quarter in 0..QUARTERS {
            for i in 0..EACH {
                let (offence, stage, low, high) = KINDS[i % KINDS.len()];
                let aggravated = noise.even() < 0.3;
                let place =
                    0.35 + habit + f64::from(u8::from(aggravated)) * 0.15 + 0.08 * noise.normal();
                let place = plant(authority, quarter, place).clamp(0.02, 1.0);
                #[expect(clippy::cast_possible_truncation, reason = "amounts of a test")]
                let yuan = low
                    + (place * f64::from(u32::try_from(high - low).unwrap()) / 1_000.0) as i64
                        * 1_000;
                let month = quarter % 4 * 3 + 1;
                let day = format!("{}-{month:02}-{:02}", 2023 + quarter / 4, 1 + i % 28);
                decisions.push(Decision {
                    case_no: format!("第{authority}-{quarter}-{i}号"),
                    decided_on: day.parse().unwrap(),
                    act_on: None,
                    authority: format!("第{authority}局"),
                    region: Some("140121".into()),
                    domain: Some("hazchem".into()),
                    basis: None,
                    offence: Some(offence.into()),
                    subject: Subject::Unit,
                    stage: Some(stage.into()),
                    party_name: None,
                    facts: [].into(),
                    circumstances: if aggravated {
                        vec![CircumstanceId::from("agg_caused_harm")]
                    } else {
                        Vec::new()
                    },
                    tier: None,
                    outcome: Some(Outcome::Fined),
                    fine: Some(Fen::yuan(yuan.max(1_000))),
                    amounts: Amounts::default(),
                    other_penalties: Vec::new(),
                    narrative: None,
                    flags: Flags::default(),
                });
            }
        }
    }
    decisions
}

fn view(decisions: &[Decision], by: By) -> BureauView {
    let found = compare(library(), decisions.iter().collect(), &Options::default());
    bureaus(library(), &found, by)
}

fn flags(view: &BureauView) -> Vec<String> {
    let flagged = |test: Option<cailiang::compare::bureau::Test>| test.is_some_and(|t| t.flagged);
    let periods = view.periods.iter().filter(|p| flagged(p.test));
    let bureaus = view.bureaus.iter().filter(|b| flagged(b.test));
    let bunching = view.bunching.iter().filter(|b| flagged(b.test));
    let years = view.years.iter().filter(|y| flagged(y.test));
    periods
        .map(|p| format!("{} {}", p.authority, p.period.label()))
        .chain(bureaus.map(|b| b.authority.clone()))
        .chain(bunching.map(|b| format!("{} {}", b.authority, b.threshold_yuan)))
        .chain(years.map(|y| format!("{} {}", y.authority, y.year)))
        .collect()
}

#[test]
fn the_steps_are_told_in_turn_and_a_no_ends_the_work() {
    let decisions = register(1, |_, _, place| place);
    let found = compare(library(), decisions.iter().collect(), &Options::default());
    let mut told = Vec::new();
    let whole = bureaus_watched(library(), &found, By::Quarter, &mut |done| {
        told.push(done);
        true
    });
    assert_eq!(told, (1..=BUREAU_STEPS).collect::<Vec<_>>());
    assert_eq!(whole, Some(bureaus(library(), &found, By::Quarter)));
    for last in 1..=BUREAU_STEPS {
        let given_up = bureaus_watched(library(), &found, By::Quarter, &mut |done| done < last);
        assert_eq!(given_up, None, "{last}");
    }
}

#[test]
fn where_nothing_is_planted_nothing_is_flagged() {
    let flagged: Vec<usize> = (1..=6)
        .map(|seed| flags(&view(&register(seed, |_, _, place| place), By::Quarter)).len())
        .collect();
    // The nominal rate is 5 % of runs for each of four families.
    assert!(flagged.iter().sum::<usize>() <= 2, "{flagged:?}");
}

#[test]
fn a_raised_quarter_comes_first_and_alone() {
    for seed in 1..=4 {
        let raised = |authority, quarter, place| {
            if (authority, quarter) == (2, 5) {
                place + 0.12
            } else {
                place
            }
        };
        let view = view(&register(seed, raised), By::Quarter);
        let first = &view.periods[0];
        let quarter = Period {
            year: 2024,
            quarter: Some(2),
        };
        assert_eq!((first.authority.as_str(), first.period), ("第2局", quarter));
        assert!(first.test.unwrap().flagged && first.index.low > first.usual.unwrap());
        assert!(
            view.periods
                .iter()
                .skip(1)
                .all(|p| p.test.is_none_or(|t| !t.flagged))
        );
    }
}

#[test]
fn slow_change_is_no_raised_quarter_but_a_change_of_years() {
    let slow = |authority, quarter: usize, place: f64| {
        let quarter = f64::from(u32::try_from(quarter).unwrap());
        if authority == 3 {
            place + 0.015 * quarter
        } else {
            place
        }
    };
    let view = view(&register(5, slow), By::Quarter);
    assert!(
        view.periods
            .iter()
            .all(|p| p.test.is_none_or(|t| !t.flagged))
    );
    let first = &view.years[0];
    assert_eq!((first.authority.as_str(), first.year), ("第3局", 2024));
    assert!(first.change.low > 0.0, "{:?}", first.change);
}

#[test]
fn everybody_up_in_a_quarter_is_nobodys_race() {
    let common = |_, quarter, place| if quarter == 4 { place + 0.12 } else { place };
    let view = view(&register(6, common), By::Quarter);
    let flagged = view
        .periods
        .iter()
        .filter(|p| p.test.is_some_and(|t| t.flagged));
    assert_eq!(flagged.count(), 0);
}

#[test]
fn an_authority_above_all_others_lies_outside_the_funnel() {
    let high = |authority, _, place| if authority == 1 { place + 0.55 } else { place };
    let view = view(&register(7, high), By::Quarter);
    let first = &view.bureaus[0];
    assert_eq!(first.authority, "第1局");
    assert!(first.index.value > first.limits_998.1, "{first:?}");
    assert!(first.test.unwrap().flagged);
}

#[test]
fn amounts_just_under_a_threshold_are_found() {
    // The range of the first kind straddles the hearing threshold of 100,000 yuan at a third of its width.
    let bunch = |authority, _, place: f64| {
        if authority == 4 && (0.25..0.6).contains(&place) {
            0.325
        } else {
            place
        }
    };
    let view = view(&register(8, bunch), By::Quarter);
    let first = &view.bunching[0];
    assert_eq!(
        (first.authority.as_str(), first.threshold_yuan),
        ("第4局", 100_000)
    );
    assert!(first.test.unwrap().flagged);
    assert_eq!(first.keys.len(), first.just_below);
    assert!(
        first.gates.iter().any(|(label, _)| label == "听证"),
        "{:?}",
        first.gates
    );
    assert_eq!(
        first.in_force, 0,
        "decided before the threshold was laid down"
    );
    let others = view.bunching.iter().skip(1);
    assert!(others.filter_map(|b| b.test).all(|t| !t.flagged));
}

#[test]
fn the_order_of_the_decisions_changes_nothing() {
    let decisions = register(9, |_, _, place| place);
    let turned: Vec<Decision> = decisions.iter().rev().cloned().collect();
    let without_keys = |mut view: BureauView| {
        view.bunching.iter_mut().for_each(|b| b.keys.clear());
        view
    };
    for by in [By::Quarter, By::Year] {
        assert_eq!(
            without_keys(view(&decisions, by)),
            without_keys(view(&turned, by))
        );
    }
}

#[test]
fn few_decisions_or_one_authority_give_figures_and_no_verdict_on_it() {
    assert_eq!(view(&[], By::Quarter).periods, []);
    let all = register(10, |_, _, place| place);
    let few: Vec<Decision> = all
        .iter()
        .filter(|d| d.authority == "第0局")
        .take(15)
        .cloned()
        .collect();
    let seen = view(&few, By::Quarter);
    assert_eq!(seen.method.fines, 15);
    assert!(seen.periods.iter().all(|p| p.test.is_none()) && seen.bureaus[0].test.is_none());
    let one: Vec<Decision> = all.into_iter().filter(|d| d.authority == "第0局").collect();
    let seen = view(&one, By::Quarter);
    assert!(
        seen.bureaus[0].test.is_none(),
        "no other authority to compare with"
    );
    assert!(seen.periods.iter().any(|p| p.test.is_some()));
    assert!((seen.bureaus[0].index.value - 100.0).abs() < 1e-9);
}
