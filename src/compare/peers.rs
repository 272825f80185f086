//! The nearest peers of a decision, and what differs.

use crate::compare::decision::Decision;
use crate::compare::rows::{Key, Level, Rows, Use};
use crate::law::{CircumstanceId, FactId, FactValue};

/// A comparable decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// Its place in the input.
    pub index: usize,
    /// The narrowest group both lie in.
    pub level: Level,
    /// How much it weighs in the mean of the peer group, 0 to 1; 0 when it has no amount.
    pub weight: f64,
    /// What differs.
    pub differs: Vec<Difference>,
}

/// One thing in which a peer differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// A circumstance only the case has.
    OnlyCase(CircumstanceId),
    /// A circumstance only the peer has.
    OnlyPeer(CircumstanceId),
    /// A fact: the case's value and the peer's, where recorded.
    Fact(FactId, Option<FactValue>, Option<FactValue>),
    /// The tier: the case's and the peer's.
    Tier(Option<String>, Option<String>),
    /// Another authority.
    Authority,
}

/// Lists everything of substance in which two decisions differ; the tiers are those they are grouped by.
pub fn differences(
    case: &Decision,
    peer: &Decision,
    tiers: (Option<&str>, Option<&str>),
) -> Vec<Difference> {
    let mut out = Vec::new();
    if tiers.0 != tiers.1 {
        out.push(Difference::Tier(
            tiers.0.map(str::to_owned),
            tiers.1.map(str::to_owned),
        ));
    }
    let only = |a: &Decision, b: &Decision| -> Vec<CircumstanceId> {
        a.circumstances
            .iter()
            .filter(|c| !b.circumstances.contains(c))
            .cloned()
            .collect()
    };
    out.extend(only(case, peer).into_iter().map(Difference::OnlyCase));
    out.extend(only(peer, case).into_iter().map(Difference::OnlyPeer));
    let facts: std::collections::BTreeSet<&FactId> =
        case.facts.keys().chain(peer.facts.keys()).collect();
    for fact in facts {
        let (a, b) = (case.facts.get(fact), peer.facts.get(fact));
        if a != b {
            out.push(Difference::Fact(fact.clone(), a.cloned(), b.cloned()));
        }
    }
    if case.authority != peer.authority {
        out.push(Difference::Authority);
    }
    out
}

/// A place to look for peers from.
pub(crate) struct Place<'a> {
    pub(crate) key: Key,
    pub(crate) ranks: &'a [(u32, f64)],
    pub(crate) authority: u32,
    /// The row itself, when it is one.
    pub(crate) row: Option<usize>,
}

/// The rows nearest to a place: of the same tier group first (widening while there are fewer than
/// wanted), then by difference of circumstances, of facts, and the authority.
pub(crate) fn nearest(rows: &Rows, place: &Place, wanted: usize, fined_only: bool) -> Vec<usize> {
    let eligible = |j: &usize| {
        let usage = rows.all[*j].usage;
        Some(*j) != place.row && (usage == Use::Precedent || !fined_only && usage == Use::NotFined)
    };
    let mut level = Level::Tier;
    for wider in [Level::Tier, Level::Stage, Level::Subject] {
        level = wider;
        if rows
            .group(&place.key, wider)
            .filter(eligible)
            .take(wanted)
            .count()
            == wanted
        {
            break;
        }
    }
    let mut near: Vec<(usize, u32, f64, bool, usize)> = rows
        .group(&place.key, level)
        .filter(eligible)
        .map(|j| {
            let row = &rows.all[j];
            let differing = (row.key.signature ^ place.key.signature).count_ones();
            (
                Level::ALL.len() - row.key.common(&place.key).min(Level::Tier.depth() + 1),
                differing,
                far(place.ranks, &rows.ranks(j).collect::<Vec<_>>()),
                row.authority != place.authority,
                j,
            )
        })
        .collect();
    let order = |a: &(usize, u32, f64, bool, usize), b: &(usize, u32, f64, bool, usize)| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then(a.2.total_cmp(&b.2))
            .then((a.3, a.4).cmp(&(b.3, b.4)))
    };
    if near.len() > wanted {
        near.select_nth_unstable_by(wanted, order);
        near.truncate(wanted);
    }
    near.sort_unstable_by(order);
    near.into_iter().map(|n| n.4).collect()
}

/// Difference of facts: the sum of rank differences; a fact only one records counts half.
fn far(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let one_way = |from: &[(u32, f64)], to: &[(u32, f64)]| -> f64 {
        from.iter()
            .map(|(f, x)| {
                to.iter()
                    .find(|(g, _)| g == f)
                    .map_or(0.5, |(_, y)| (x - y).abs() / 2.0)
            })
            .sum()
    };
    one_way(a, b) + one_way(b, a)
}
