//! The decisions that take part, offence by offence: each offence is worked out by itself, then all
//! are put together.

use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashMap;

use crate::compare::cases::{Cases, NONE, PairValue, Words};
use crate::compare::names::Names;
use crate::compare::options::Options;
use crate::compare::ranks::{Pools, Valued};
use crate::compare::rows::{
    Dictionaries, Exclusion, Exclusions, Key, Row, Rows, Use, clause, excluded, signature, usage,
};
use crate::compare::scale::Scale;
use crate::compare::situations::{Memo, Situations};
use crate::compare::standing::Standing;
use crate::law::{Fen, OffenceId};

/// The decisions that take part.
pub(crate) struct Taken {
    /// The offences decisions are compared as.
    names: Words,
    /// For each offence, by number, the decisions about it.
    offences: Vec<(u32, Vec<u32>)>,
    /// What kinds of things they mention.
    used: Used,
    exclusions: Exclusions,
    /// Circumstances as bits, for each set of them.
    signatures: Vec<u64>,
    circumstances: Names,
}

#[derive(Default)]
struct Used {
    offences: Vec<bool>,
    stages: Vec<bool>,
    authorities: Vec<bool>,
    sets: Vec<bool>,
    facts: Vec<bool>,
}

/// The decisions about one offence.
pub(crate) struct Part {
    offence: u32,
    standings: Vec<Standing>,
    keys: Vec<OwnKey>,
    drafts: Vec<Draft>,
    /// Distinct labels of tiers.
    tiers: Vec<String>,
    /// Values of numeric facts: label (from 1; 0 without one), pair, how many.
    valued: Vec<(u32, u32, usize)>,
    /// For each numeric fact of each draft its place among the values.
    facts: Vec<u32>,
}

/// What a row is grouped by, but for the offence.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct OwnKey {
    scale: Scale,
    subject: u8,
    stage: u32,
    tier: u32,
    signature: u64,
}

/// A row whose group and standing are numbered within its part.
struct Draft {
    input: u32,
    key: u32,
    standing: u32,
    usage: Use,
    fine: Fen,
    place: f64,
}

impl Taken {
    /// Sorts out which decisions take part.
    pub(crate) fn of(situations: &Situations, cases: &Cases, options: &Options) -> Taken {
        let columns = cases.columns();
        let mut names = cases.offences.clone();
        let mut used = Used {
            offences: Vec::new(),
            stages: vec![false; cases.stages.len()],
            authorities: vec![false; cases.authorities.len()],
            sets: vec![false; cases.sets.all().len()],
            facts: vec![false; cases.facts.len()],
        };
        let mut pairs = vec![false; cases.all_pairs().len()];
        let mut exclusions = Exclusions::default();
        let mut of: Vec<Vec<u32>> = vec![Vec::new(); names.len()];
        for (index, input) in (0..cases.len()).zip(0_u32..) {
            let offence = columns.offence[index];
            match excluded(offence != NONE, cases.flags(index), options) {
                Some(Exclusion::Merged) => exclusions.merged += 1,
                Some(Exclusion::EarlierNumbering) => exclusions.earlier_numbering += 1,
                Some(Exclusion::OutsideLibrary) => exclusions.outside_library += 1,
                None => {
                    let grade = situations.of_grade(index);
                    let offence = grade.map_or(offence, |id| names.number(id.as_str()));
                    of.resize(names.len(), Vec::new());
                    of[offence as usize].push(input);
                    used.authorities[columns.authority[index] as usize] = true;
                    used.sets[columns.circumstances[index] as usize] = true;
                    if columns.stage[index] != NONE {
                        used.stages[columns.stage[index] as usize] = true;
                    }
                    for pair in cases.pairs_of(index) {
                        pairs[*pair as usize] = true;
                    }
                }
            }
        }
        for (pair, _) in cases.all_pairs().iter().zip(&pairs).filter(|(_, u)| **u) {
            used.facts[pair.fact as usize] = true;
        }
        used.offences = of.iter().map(|inputs| !inputs.is_empty()).collect();
        let mut offences: Vec<(u32, Vec<u32>)> = (0..).zip(of).collect();
        offences.retain(|(_, inputs)| !inputs.is_empty());
        let mut mentioned = vec![false; cases.circumstances.len()];
        for (set, _) in cases.sets.all().iter().zip(&used.sets).filter(|(_, u)| **u) {
            for n in set.iter() {
                mentioned[*n as usize] = true;
            }
        }
        let (circumstances, numbers) = Names::of_used(&cases.circumstances, &mentioned);
        let bits = |set: &[u32]| signature(set.iter().map(|n| numbers[*n as usize]));
        Taken {
            names,
            offences,
            used,
            exclusions,
            signatures: cases.sets.all().iter().map(|set| bits(set)).collect(),
            circumstances,
        }
    }

    /// For each offence the decisions about it.
    pub(crate) fn offences(&self) -> &[(u32, Vec<u32>)] {
        &self.offences
    }

    /// Puts the parts together.
    pub(crate) fn join(self, cases: &Cases, parts: Vec<Part>) -> Rows {
        let (offences, _) = Names::of_used(&self.names, &self.used.offences);
        let (stages, _) = Names::of_used(&cases.stages, &self.used.stages);
        let (authorities, authority_of) =
            Names::of_used(&cases.authorities, &self.used.authorities);
        let (facts, _) = Names::of_used(&cases.facts, &self.used.facts);
        let labels = parts.iter().flat_map(|p| &p.tiers);
        let names = Dictionaries {
            clauses: Names::of(offences.texts().iter().map(|o| clause(o))),
            offences,
            stages,
            tiers: Names::of(labels.map(String::as_str)),
            authorities,
            circumstances: self.circumstances,
            facts,
        };
        let (groups, values) = groups_and_values(cases, &parts, &names, &self.names, &self.used);
        let Groups { keys, of, sizes } = groups;
        let (pools, places) = Pools::of(values);
        let mut next: Vec<usize> = Vec::with_capacity(sizes.len());
        let mut total = 0;
        for size in &sizes {
            next.push(total);
            total += size;
        }
        let blank = Row {
            input: 0,
            key: Key::default(),
            authority: 0,
            standing: 0,
            usage: Use::Unknown,
            fine: Fen::ZERO,
            place: 0.0,
        };
        let mut rows = vec![blank; total];
        let mut place_in_pools = vec![NONE; cases.recorded()];
        let mut standings: Vec<Standing> = Vec::new();
        let mut first_value = 0;
        for (part, groups) in parts.into_iter().zip(of) {
            let first = u32::try_from(standings.len()).unwrap_or(NONE);
            let mut own = part.facts.iter();
            for draft in part.drafts {
                let group = groups[draft.key as usize] as usize;
                let index = draft.input as usize;
                rows[next[group]] = Row {
                    input: draft.input,
                    key: keys[group],
                    authority: authority_of[cases.columns().authority[index] as usize],
                    standing: first + draft.standing,
                    usage: draft.usage,
                    fine: draft.fine,
                    place: draft.place,
                };
                next[group] += 1;
                for (slot, value) in place_in_pools[cases.facts_at(index)]
                    .iter_mut()
                    .zip(&mut own)
                {
                    if *value != NONE {
                        *slot = places[first_value + *value as usize];
                    }
                }
            }
            standings.extend(part.standings);
            first_value += part.valued.len();
        }
        let mut rest = Rows::with(pools);
        (rest.standings, rest.names) = (standings, names);
        rest.exclusions = self.exclusions;
        Rows::arranged(rows, sizes, cases, &place_in_pools, rest)
    }
}

/// The finest groups of rows: their keys in order, the group of each key of each part, and how many rows each has.
struct Groups {
    keys: Vec<Key>,
    of: Vec<Vec<u32>>,
    sizes: Vec<usize>,
}

fn groups_and_values(
    cases: &Cases,
    parts: &[Part],
    names: &Dictionaries,
    compared_as: &Words,
    used: &Used,
) -> (Groups, Vec<Valued>) {
    let (_, offence_of) = Names::of_used(compared_as, &used.offences);
    let (_, stage_of) = Names::of_used(&cases.stages, &used.stages);
    let (_, fact_of) = Names::of_used(&cases.facts, &used.facts);
    let mut keys: Vec<(Key, usize, u32)> = Vec::new();
    let mut values: Vec<Valued> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let offence = offence_of[part.offence as usize];
        let clause = names
            .clauses
            .number(clause(text(compared_as, part.offence)));
        let tier_of = |own: u32| {
            let label = own.checked_sub(1).map(|n| part.tiers[n as usize].as_str());
            label.map_or(0, |l| names.tiers.number(l) + 1)
        };
        for (n, own) in (0..).zip(&part.keys) {
            let key = Key {
                scale: own.scale,
                clause,
                subject: own.subject,
                stage: stage_of.get(own.stage as usize).map_or(0, |n| n + 1),
                offence,
                tier: tier_of(own.tier),
                signature: own.signature,
            };
            keys.push((key, at, n));
        }
        values.extend(part.valued.iter().map(|(tier, pair, count)| {
            let pair = cases.all_pairs()[*pair as usize];
            let pool = (offence, tier_of(*tier), fact_of[pair.fact as usize]);
            Valued::new(pool, number(pair.value).unwrap_or(0.0), *count)
        }));
    }
    keys.sort_unstable();
    let mut group_of: Vec<Vec<u32>> = parts.iter().map(|p| vec![0; p.keys.len()]).collect();
    for (group, (_, part, own)) in (0..).zip(&keys) {
        group_of[*part][*own as usize] = group;
    }
    let mut sizes = vec![0_usize; keys.len()];
    for (part, groups) in parts.iter().zip(&group_of) {
        for draft in &part.drafts {
            sizes[groups[draft.key as usize] as usize] += 1;
        }
    }
    let keys = keys.into_iter().map(|(key, _, _)| key).collect();
    let of = group_of;
    (Groups { keys, of, sizes }, values)
}

impl Part {
    /// Works out the decisions about one offence.
    pub(crate) fn of(
        situations: &Situations,
        cases: &Cases,
        taken: &Taken,
        offence: u32,
        inputs: &[u32],
    ) -> Part {
        let columns = cases.columns();
        let id = OffenceId::from(text(&taken.names, offence));
        let mut memo = Memo::new(situations, id);
        let found: Vec<u32> = inputs.iter().map(|i| memo.find(*i as usize)).collect();
        let standings = memo.standings();
        let mut tiers: Vec<String> = Vec::new();
        let label = |standing: &Standing| {
            let Some(label) = &standing.tier else {
                return 0;
            };
            let known = tiers.iter().position(|t| t == label).unwrap_or_else(|| {
                tiers.push(label.clone());
                tiers.len() - 1
            });
            u32::try_from(known + 1).unwrap_or(NONE)
        };
        let shape: Vec<(Scale, u32)> = standings
            .iter()
            .map(|s| s.ruler().scale)
            .zip(standings.iter().map(label).collect::<Vec<_>>())
            .collect();
        let mut part = Part {
            offence,
            standings,
            keys: Vec::new(),
            drafts: Vec::with_capacity(inputs.len()),
            tiers,
            valued: Vec::new(),
            facts: Vec::new(),
        };
        let mut key_of: FxHashMap<OwnKey, u32> = FxHashMap::default();
        let mut value_of: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (input, standing_no) in inputs.iter().zip(found) {
            let index = *input as usize;
            let standing = &part.standings[standing_no as usize];
            let (scale, tier) = shape[standing_no as usize];
            let key = OwnKey {
                scale,
                subject: cases.subject(index) as u8,
                stage: columns.stage[index],
                tier,
                signature: taken.signatures[columns.circumstances[index] as usize],
            };
            let key = *key_of.entry(key).or_insert_with(|| {
                part.keys.push(key);
                count(part.keys.len() - 1)
            });
            let (usage, fine, place) = usage(standing, cases.outcome(index), cases.fine(index));
            part.drafts.push(Draft {
                input: *input,
                key,
                standing: standing_no,
                usage,
                fine,
                place,
            });
            for pair in cases.pairs_of(index) {
                let value = cases.pair(*pair).and_then(|p| number(p.value));
                part.facts.push(if value.is_none() {
                    NONE
                } else {
                    let place = *value_of.entry((tier, *pair)).or_insert_with(|| {
                        part.valued.push((tier, *pair, 0));
                        count(part.valued.len() - 1)
                    });
                    part.valued[place as usize].2 += 1;
                    place
                });
            }
        }
        part
    }
}

fn number(value: PairValue) -> Option<f64> {
    match value {
        PairValue::Number(n) => n.to_f64(),
        PairValue::Text(_) | PairValue::Flag(_) => None,
    }
}

fn text(words: &Words, number: u32) -> &str {
    words.get(number).unwrap_or_default()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
