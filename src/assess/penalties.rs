//! Penalties and orders besides the fine, as the text joins them: 应当, 可以, 或者, 直至.

use crate::assess::consequence::Applied;
use crate::assess::outcome::{Binding, OtherPenalty};
use crate::assess::words;
use crate::law::offence::PenaltyRow;
use crate::law::organ::Standing;
use crate::law::{FineMode, KindClass, Library, OffenceId, StageId, Subject};

/// The kinds of a row besides the fine.
pub fn other_penalties(
    library: &Library,
    applied: &Applied,
    subject: Subject,
) -> Vec<OtherPenalty> {
    let row = applied.row;
    let taken_from = row
        .origin
        .as_ref()
        .filter(|o| o.offence != applied.offence.id);
    let taken_from = taken_from.and_then(|o| library.citation_of_id(&o.offence));
    let kinds = row.penalties.iter();
    kinds
        .filter(|k| *k != words::FINE)
        .map(|kind| {
            let group = row
                .alternatives
                .iter()
                .find(|g| g.iter().any(|k| bare(k) == kind));
            let others: Vec<&str> = group
                .into_iter()
                .flatten()
                .map(|k| bare(k))
                .filter(|k| k != kind)
                .collect();
            let up_to = row
                .alternatives
                .iter()
                .flatten()
                .any(|k| bare(k) == kind && bare(k) != k);
            OtherPenalty {
                subject,
                stage: row.stage.clone(),
                kind: library.usual_kind(kind).to_owned(),
                name: kind.clone(),
                class: library.kind_class(kind),
                binding: binding(row, kind, up_to, group.is_some(), library.kind_class(kind)),
                instead_of: others
                    .iter()
                    .map(|k| library.usual_kind(k).to_owned())
                    .collect(),
                instead_names: others.iter().map(|k| (*k).to_owned()).collect(),
                up_to,
                detail: detail(row, kind),
                authority: library
                    .authority_of(applied.offence, row, kind)
                    .filter(|a| library.standing_of(a) != Some(Standing::Own))
                    .map(str::to_owned),
                taken_from: taken_from.clone(),
            }
        })
        .collect()
}

/// What one provision threatens one subject with at one stage, besides the fine. Several provisions, stages or
/// items that come into question are alternatives: one of them will be imposed.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// On whom.
    pub subject: Subject,
    /// The kinds besides the fine.
    pub others: Vec<OtherPenalty>,
    /// The offence, the stage, and the provision it was taken from.
    place: (OffenceId, StageId, Option<OffenceId>),
}

impl Alternative {
    /// Adds the kinds of a row to the alternative it belongs to.
    pub fn add(
        all: &mut Vec<Alternative>,
        applied: &Applied,
        subject: Subject,
        others: &[OtherPenalty],
    ) {
        let from = applied.row.origin.as_ref().map(|o| o.offence.clone());
        let from = from.filter(|o| *o != applied.offence.id);
        let place = (applied.offence.id.clone(), applied.row.stage.clone(), from);
        match all
            .iter_mut()
            .find(|a| a.subject == subject && a.place == place)
        {
            Some(known) => known.others.extend_from_slice(others),
            None => all.push(Alternative {
                subject,
                others: others.to_vec(),
                place,
            }),
        }
    }
}

/// A kind among alternatives without the mark of 直至.
pub fn bare(kind: &str) -> &str {
    let kind = kind.strip_suffix(words::UP_TO).unwrap_or(kind);
    kind.strip_suffix(words::UP_TO_BARE).unwrap_or(kind)
}

fn binding(row: &PenaltyRow, kind: &str, up_to: bool, in_group: bool, class: KindClass) -> Binding {
    let mode = row.mode_of.get(kind).copied();
    match mode {
        Some(FineMode::May) => return Binding::May,
        Some(FineMode::Must) if !in_group => return Binding::Must,
        Some(_) | None => {}
    }
    // An order to correct is due whatever the fine is (行政处罚法 28).
    let optional = row.fine.is_none() && row.mode == FineMode::May && class != KindClass::Order;
    if up_to || optional {
        Binding::May
    } else if in_group || row.mode == FineMode::SelectByGravity {
        Binding::Choice
    } else {
        Binding::Must
    }
}

fn detail(row: &PenaltyRow, kind: &str) -> Option<String> {
    let ban = row
        .ban
        .filter(|_| row.penalties.len() == 1 || kind == words::BAN)
        .map(words::ban);
    let days = row.detention_days_max.filter(|_| kind == words::DETENTION);
    let object = row.objects.get(kind).cloned();
    let parts: Vec<String> = [object, ban, days.map(words::days_at_most)]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join("，"))
}
