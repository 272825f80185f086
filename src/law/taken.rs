//! Consequences that an offence takes from elsewhere: from the article it refers to, and from the stages
//! on top of whose consequences a later stage comes. Worked out once, when the library is built, so that
//! everything that asks for the rows of an offence finds them.

use std::collections::HashMap;

use crate::law::kind::KindClass;
use crate::law::offence::{Offence, Origin, PenaltyRow};
use crate::law::relation::{Part, Referral, Target};
use crate::law::{OffenceId, StageId};

/// What resolving needs to look up.
pub(crate) struct Sources<'a> {
    /// Offences in the order of the files.
    pub offences: &'a [Offence],
    /// The offences an id names: places in `offences`.
    pub named: &'a dyn Fn(&OffenceId) -> Vec<usize>,
    /// Referrals.
    pub referrals: &'a [Referral],
    /// The class of a kind of penalty.
    pub class: &'a dyn Fn(&str) -> KindClass,
}

/// The taken rows of every offence, by its place.
pub(crate) fn taken(sources: &Sources) -> Vec<Vec<PenaltyRow>> {
    let mut by_offence: HashMap<usize, Vec<&Referral>> = HashMap::new();
    for referral in sources.referrals {
        for place in (sources.named)(&referral.offence) {
            by_offence.entry(place).or_default().push(referral);
        }
    }
    let mut known: Vec<Option<Vec<PenaltyRow>>> = vec![None; sources.offences.len()];
    let mut on_the_way = vec![false; sources.offences.len()];
    for place in 0..sources.offences.len() {
        resolve(sources, &by_offence, place, &mut known, &mut on_the_way);
    }
    known.into_iter().map(Option::unwrap_or_default).collect()
}

fn resolve(
    sources: &Sources,
    referrals: &HashMap<usize, Vec<&Referral>>,
    place: usize,
    known: &mut Vec<Option<Vec<PenaltyRow>>>,
    on_the_way: &mut Vec<bool>,
) {
    // An article that refers back to one on the way takes nothing from it.
    if known[place].is_some() || std::mem::replace(&mut on_the_way[place], true) {
        return;
    }
    let Some(offence) = sources.offences.get(place) else {
        return;
    };
    let mut rows: Vec<PenaltyRow> = Vec::new();
    for referral in referrals.get(&place).into_iter().flatten() {
        let stage = referral.stage.as_ref();
        let referring: Vec<&PenaltyRow> = offence
            .rows
            .iter()
            .filter(|r| stage.is_none_or(|s| r.stage == *s))
            .filter(|r| r.fine.is_none())
            .collect();
        let Some(first) = referring.first() else {
            continue;
        };
        for target in &referral.targets {
            for other in (sources.named)(&target.offence) {
                resolve(sources, referrals, other, known, on_the_way);
                let Some(from) = sources.offences.get(other) else {
                    continue;
                };
                let inherited = known[other].as_deref().unwrap_or_default();
                let all: Vec<&PenaltyRow> = from.rows.iter().chain(inherited).collect();
                rows.extend(referred(first, target, from, &all, referral.reading));
            }
        }
    }
    let own: Vec<PenaltyRow> = offence.rows.clone();
    let kept = kept(&offence.id, &own, &rows, sources.class);
    rows.extend(kept);
    known[place] = Some(rows);
    on_the_way[place] = false;
}

/// The rows of a target as the referring row takes them over. The first stage of the target is the
/// stage at which the referring row stands; its later stages keep their names.
fn referred(
    referring: &PenaltyRow,
    target: &Target,
    from: &Offence,
    all: &[&PenaltyRow],
    reading: bool,
) -> Vec<PenaltyRow> {
    let Some(base) = all.first().map(|r| r.stage.clone()) else {
        return Vec::new();
    };
    let wanted = |row: &&&PenaltyRow| target.subject.is_none_or(|s| row.subject == s);
    let take = |row: &&PenaltyRow| {
        let mut taken = (*row).clone();
        let mut stage = taken.stage.clone();
        if taken.stage == base {
            taken.stage = referring.stage.clone();
        }
        if target.only == Some(Part::Fine) {
            taken.fine.as_ref()?;
            taken.penalties.retain(|k| is_fine_word(k));
            taken.alternatives.clear();
            taken.mode = referring.mode;
        }
        // What the target itself took from elsewhere is named by where it stands.
        let stands = taken.origin.take();
        let kept_from = stands.as_ref().and_then(|o| o.kept_from.clone());
        let mut offence = from.id.clone();
        let mut through = Vec::new();
        if let Some(origin) = stands {
            if origin.offence != offence {
                through.push(offence);
                through.extend(origin.through);
            }
            (offence, stage) = (origin.offence, origin.stage);
        }
        // The organ is the one that the text taken from names.
        taken.authority = taken.authority.or_else(|| from.authority.clone());
        taken.adds_to.clear();
        taken.origin = Some(Origin {
            offence,
            stage,
            given_for: target.given_for.clone(),
            reading,
            in_part: target.only.is_some(),
            through,
            kept_from,
        });
        Some(taken)
    };
    // Rows that only refer on are replaced by what they refer to.
    let telling = |row: &&&PenaltyRow| row.fine.is_some() || !row.penalties.is_empty();
    all.iter()
        .filter(wanted)
        .filter(telling)
        .filter_map(take)
        .collect()
}

fn is_fine_word(kind: &str) -> bool {
    kind == crate::law::words::FINE
}

/// What a later stage keeps of those it comes on top of. A fine of its own takes the place of theirs.
fn kept(
    id: &OffenceId,
    own: &[PenaltyRow],
    taken: &[PenaltyRow],
    class: &dyn Fn(&str) -> KindClass,
) -> Vec<PenaltyRow> {
    let mut stages: Vec<&StageId> = Vec::new();
    for row in own {
        if !row.adds_to.is_empty() && !stages.contains(&&row.stage) {
            stages.push(&row.stage);
        }
    }
    let mut kept: Vec<PenaltyRow> = Vec::new();
    for stage in stages {
        let bases: Vec<&StageId> = own
            .iter()
            .filter(|r| r.stage == *stage)
            .flat_map(|r| &r.adds_to)
            .filter(|s| *s != stage)
            .collect();
        let at = |s: &StageId| {
            let all = own.iter().chain(taken).chain(kept.iter());
            all.filter(|r| r.stage == *s).cloned().collect::<Vec<_>>()
        };
        let here = at(stage);
        let mut new: Vec<PenaltyRow> = Vec::new();
        for base in bases {
            for mut row in at(base) {
                let fined = here
                    .iter()
                    .any(|r| r.subject == row.subject && r.fine.is_some());
                if fined {
                    row.fine = None;
                    row.penalties.retain(|k| class(k) != KindClass::Fine);
                }
                // So does a bar from the trade: five years or for life, not both.
                let barred = here
                    .iter()
                    .any(|r| r.subject == row.subject && r.ban.is_some());
                if barred && row.ban.take().is_some() {
                    row.penalties.retain(|k| class(k) != KindClass::Bar);
                }
                // The order to correct belongs to the stage at which it was given.
                row.penalties.retain(|k| class(k) != KindClass::Order);
                if row.penalties.is_empty() && row.fine.is_none() {
                    continue;
                }
                let stands = row.origin.take().unwrap_or_else(|| Origin {
                    offence: id.clone(),
                    stage: base.clone(),
                    given_for: None,
                    reading: false,
                    in_part: false,
                    through: Vec::new(),
                    kept_from: None,
                });
                row.origin = Some(Origin {
                    kept_from: Some(base.clone()),
                    ..stands
                });
                row.stage = stage.clone();
                row.adds_to.clear();
                new.push(row);
            }
        }
        kept.extend(new);
    }
    kept
}
