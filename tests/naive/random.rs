//! Random cases about everything in the files, drawn near the days and amounts where something turns.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::case::{Case, Proposed};
use crate::data::{Law, days};
use crate::rows::span;

/// splitmix64.
pub struct Dice(pub u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.roll() % n
    }

    fn one<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    /// True once in so many times.
    fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// What cases are drawn from.
pub struct Pool {
    ids: Vec<String>,
    turning: Vec<NaiveDate>,
    regions: Vec<String>,
}

impl Pool {
    pub fn of(law: &Law) -> Pool {
        let instruments = law.instruments.values().flat_map(|i| {
            let replaced = i.replaced_by.as_ref().map(|r| r.from.as_str());
            [Some(i.in_force.as_str()), i.repealed.as_deref(), replaced]
        });
        let precedences = law.precedences.iter().map(|p| p.from.as_deref());
        let gates = law.gates.iter().map(|g| Some(g.from.as_str()));
        let all = instruments.chain(precedences).chain(gates).flatten();
        let turning: BTreeSet<NaiveDate> = all.flat_map(|d| [days(d).0, days(d).1]).collect();
        Pool {
            ids: law.names.keys().cloned().collect(),
            turning: turning
                .into_iter()
                .filter(|d| *d > days("2005").0)
                .collect(),
            regions: law.regions.iter().cloned().collect(),
        }
    }

    fn day(&self, dice: &mut Dice) -> NaiveDate {
        let day = if dice.once_in(3) {
            days("2012").0 + Days::new(dice.below(5500))
        } else {
            *dice.one(&self.turning)
        };
        day + Days::new(dice.below(3)) - Days::new(1)
    }

    pub fn case(&self, law: &Law, dice: &mut Dice) -> Case {
        let mut case = Case {
            offence: dice.one(&self.ids).clone(),
            ..Case::default()
        };
        self.dates(&mut case, dice);
        let named = law.named(&case.offence);
        let lines: Vec<_> = named.iter().flat_map(|o| &law.whole[&o.id]).collect();
        if !lines.is_empty() && !dice.once_in(6) {
            case.stage = Some(dice.one(&lines).row.stage.clone());
            if dice.once_in(6) {
                let asked = case.stage.clone().unwrap();
                let like: Vec<&String> = law
                    .stages
                    .iter()
                    .filter(|s| law.are_like(s, &asked))
                    .collect();
                case.stage = Some((*dice.one(&like)).clone());
            }
        }
        let subjects = ["unit", "responsible_person", "individual"];
        for _ in 0..dice.below(3) {
            let subject = if lines.is_empty() || dice.once_in(3) {
                *dice.one(&subjects)
            } else {
                dice.one(&lines).row.subject.as_str()
            };
            if !case.subjects.iter().any(|s| s == subject) {
                case.subjects.push(subject.to_owned());
            }
        }
        let domains = law.instrument(&named[0].id).domains.clone();
        case.domain = match dice.below(8) {
            0 => None,
            1 => Some((*dice.one(&["coal", "noncoal", "hazchem", "metallurgy_trade"])).to_owned()),
            _ => Some(dice.one(&domains).clone()),
        };
        if dice.once_in(3) {
            let facts: [(&str, &[i64]); 4] = [
                ("deaths", &[0, 1, 2, 3, 9, 10, 29, 30]),
                ("serious_injuries", &[0, 1, 9, 10, 49, 50, 99, 100]),
                ("loss_wan", &[0, 1, 999, 1000, 4999, 5000, 9999, 10000]),
                ("major_hazard_count", &[0, 1, 2]),
            ];
            let (id, values) = *dice.one(&facts);
            case.facts.insert(id.to_owned(), *dice.one(values));
        }
        if dice.once_in(3) {
            for _ in 0..=dice.below(3) {
                case.circumstances
                    .insert(dice.one(&law.circumstances).id.clone());
            }
        }
        let yuan = [
            0, 1, 500, 4_999, 5_000, 10_000, 99_999, 100_000, 100_001, 199_999, 200_000, 1_000_000,
            30_000_000,
        ];
        let mut amount = |one_in: u64| {
            dice.once_in(one_in)
                .then(|| *dice.one(&yuan) * 100 - i64::from(dice.once_in(4)))
        };
        case.illegal_gain = amount(2).map(|a| a.max(0));
        case.goods_value = amount(2).map(|a| a.max(0));
        case.annual_income = amount(2).map(|a| (a.max(0) / 100) * 100);
        case.base_fine = amount(4).map(|a| a.max(0));
        self.procedure(&mut case, dice);
        let subjects = case.subjects.clone();
        for subject in subjects {
            if dice.once_in(4) {
                continue;
            }
            let fine = amount_near(&case, &lines, dice);
            let before_defence = dice
                .once_in(6)
                .then(|| (fine + *dice.one(&[-1, 0, 1])).max(0));
            case.proposed.push(Proposed {
                subject,
                fine,
                before_defence,
            });
        }
        case
    }

    fn dates(&self, case: &mut Case, dice: &mut Dice) {
        let act = self.day(dice);
        case.act_on = Some(act).filter(|_| !dice.once_in(20));
        if dice.once_in(5) {
            case.act_ended_on = case.act_on.map(|a| a + Days::new(dice.below(500)));
        }
        let end = case.act_ended_on.unwrap_or(act);
        let after = *dice.one(&[
            0, 10, 364, 729, 730, 731, 732, 1000, 1824, 1825, 1826, 1827, 1828, 2000,
        ]);
        let discovered = end + Days::new(if dice.once_in(2) { 5 } else { after });
        case.discovered_on = Some(discovered).filter(|_| !dice.once_in(6));
        let near = self.day(dice);
        let decided = if near >= discovered {
            near
        } else {
            discovered + Days::new(dice.below(400))
        };
        case.decided_on = Some(decided).filter(|_| !dice.once_in(20));
        case.serious_harm = *dice.one(&[None, None, Some(true), Some(false)]);
        if dice.once_in(4) {
            let back = *dice.one(&[0, 1, 89, 90, 91, 119, 120, 121, 179, 180, 181, 400]);
            case.filed_on = Some(decided - Days::new(back));
        }
        if dice.once_in(5) {
            let years = *dice.one(&[13, 14, 17, 18, 30]);
            let born =
                crate::time::years_after(end, -years) + Days::new(dice.below(4)) - Days::new(2);
            case.birth_date = Some(born);
        }
    }

    fn procedure(&self, case: &mut Case, dice: &mut Dice) {
        case.jurisdiction = match dice.below(6) {
            0 => None,
            1 => Some("990000".to_owned()),
            2 => Some("140000".to_owned()),
            3 => Some("141100".to_owned()),
            4 => Some("141121".to_owned()),
            _ => Some(dice.one(&self.regions).clone()),
        };
        case.central_enterprise = *dice.one(&[None, None, Some(true), Some(false)]);
    }
}

/// Nothing, a bound of the text or of a gate, a fen beside it, a slip of a digit or of 元 and 万元.
fn amount_near(case: &Case, lines: &[&crate::rows::Line], dice: &mut Dice) -> i64 {
    let spans: Vec<_> = lines.iter().filter_map(|l| span(case, &l.row)).collect();
    let gates = [0, 200, 3_000, 20_000, 100_000, 200_000, 1_000_000].map(|y| y * 100);
    let base = if spans.is_empty() || dice.once_in(3) {
        *dice.one(&gates)
    } else {
        let (min, max, _) = *dice.one(&spans);
        if dice.once_in(2) {
            min
        } else {
            max.unwrap_or(min)
        }
    };
    let amount = match dice.below(8) {
        0 => base * 10,
        1 => base * 10_000,
        2 => base / 10,
        _ => base,
    };
    (amount.min(100_000_000_000) + *dice.one(&[-1, 0, 0, 1])).max(0)
}
