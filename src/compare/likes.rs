//! Questions to a register: the peers of a decision, and how the case at hand compares.

use crate::compare::calibrate::Class;
use crate::compare::decision::Decision;
use crate::compare::grade::compared_as;
use crate::compare::peers::{Peer, Place, differences, nearest};
use crate::compare::register::{Register, interval, z};
use crate::compare::rows::{Level, Use, exclusion, usage};
use crate::compare::scale::Scale;
use crate::compare::standing::Standing;
use crate::law::{Fen, FenRange, Library};

/// How the case at hand compares with past decisions. It informs; it never sets the amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Likes {
    /// Past fines compared with.
    pub peers: usize,
    /// What they have in common.
    pub level: Level,
    /// Cases of the same group that were not penalised or only warned.
    pub not_fined: usize,
    /// The interval expected to hold 90 % of comparable decisions; `None` when there are too few.
    pub expected: Option<FenRange>,
    /// Share of comparable decisions at least as far off as the proposed amount.
    pub p_value: Option<f64>,
    /// The nearest past decisions.
    pub nearest: Vec<Peer>,
}

impl Register {
    /// The nearest peers of a decision; none when it takes no part.
    pub(crate) fn peers(&self, index: usize, wanted: usize) -> Vec<Peer> {
        let Some(at) = self.row_at(index) else {
            return Vec::new();
        };
        let Some(case) = self.cases.decision(index) else {
            return Vec::new();
        };
        let ranks: Vec<_> = self.rows.ranks(at).collect();
        let place = self.place_of(at, &ranks);
        let near = nearest(&self.rows, &place, wanted, false);
        let standing = self.standing_of(&self.rows.all[at]);
        self.describe(&case, &place, standing, near)
    }

    /// The fines nearest to a decision, by their place in the input, for its reasons.
    pub(crate) fn examples(&self, index: usize, wanted: usize) -> Vec<usize> {
        let near = |at| {
            let ranks: Vec<_> = self.rows.ranks(at).collect();
            nearest(&self.rows, &self.place_of(at, &ranks), wanted, true)
        };
        let rows = self.row_at(index).map_or_else(Vec::new, near);
        let input = |j: usize| self.rows.all[j].input as usize;
        rows.into_iter().map(input).collect()
    }

    fn place_of<'a>(&self, at: usize, ranks: &'a [(u32, f64)]) -> Place<'a> {
        let row = &self.rows.all[at];
        Place {
            key: row.key,
            ranks,
            authority: row.authority,
            row: Some(at),
        }
    }

    /// Compares a case that is not among the decisions: the assessment at hand. `None` when it cannot take part.
    pub(crate) fn likes(&self, library: &Library, case: &Decision, wanted: usize) -> Option<Likes> {
        let offence = case
            .offence
            .as_ref()
            .filter(|_| exclusion(case, self.options()).is_none())?;
        let standing = Standing::of(library, case, offence);
        let compared = compared_as(library, case);
        let compared = compared.as_ref().unwrap_or(offence);
        let key = self.rows.key_of(case, compared, &standing);
        let ranks = self.rows.ranks_of(&key, case);
        let authority = self.rows.names.authorities.number(&case.authority);
        let fixed = standing.range().filter(|r| r.min() == r.max());
        let model = self.model(key.scale)?;
        let expected = model.expect(&self.rows, &key, &ranks, standing.ruler(), authority);
        let tail = self.calibration.tail(&Class::chain(
            key.scale,
            expected.in_tier(),
            standing.lawful.below_minimum_allowed,
        ));
        let (used, _, _) = usage(&standing, None, case.fine);
        let comparable = fixed.is_none() && standing.apart.is_none() && used != Use::Apart;
        let tail =
            tail.filter(|_| comparable && expected.in_stage() >= self.options().fewest_peers);
        let place = Place {
            key,
            ranks: &ranks,
            authority,
            row: None,
        };
        let near = nearest(&self.rows, &place, wanted, false);
        let (level, peers) = self.level(&expected);
        let ruler = standing.ruler();
        // A lawful reduction below the minimum counts as the minimum.
        let counted = |fine: Fen| match ruler.place(fine) {
            place if key.scale != Scale::Log && standing.allows(fine) => place.max(0.0),
            place => place,
        };
        let proposed = case.fine.filter(|f| *f > Fen::ZERO);
        Some(Likes {
            peers,
            level,
            not_fined: self.not_fined(&key, level),
            expected: fixed.or_else(|| tail.and_then(|t| interval(ruler, &expected, t))),
            p_value: tail
                .zip(proposed)
                .map(|(t, f)| t.p_value(z(counted(f), &expected))),
            nearest: self.describe(case, &place, &standing, near),
        })
    }

    fn describe(
        &self,
        case: &Decision,
        place: &Place,
        standing: &Standing,
        near: Vec<usize>,
    ) -> Vec<Peer> {
        let model = self.model(place.key.scale);
        let peer = |j: usize| {
            let row = &self.rows.all[j];
            let decision = self.cases.decision(row.input as usize)?;
            let common = row.key.common(&place.key);
            let index = row.input as usize;
            let tiers = (
                standing.tier.as_deref(),
                self.standing_of(row).tier.as_deref(),
            );
            let weighs = row.usage == Use::Precedent;
            Some(Peer {
                index,
                level: Level::ALL[common.clamp(1, Level::ALL.len()) - 1],
                weight: model
                    .filter(|_| weighs)
                    .map_or(0.0, |m| m.weight(&self.rows, &place.key, common)),
                differs: differences(case, &decision, tiers),
            })
        };
        near.into_iter().filter_map(peer).collect()
    }
}
