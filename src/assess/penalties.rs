//! Penalties and orders besides the fine, as the text joins them: 应当, 可以, 或者, 直至.

use crate::assess::consequence::Applied;
use crate::assess::matter::Matter;
use crate::assess::outcome::{Binding, OtherPenalty, SubjectFine};
use crate::assess::words;
use crate::law::fine::When;
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

/// What may come of the case for one subject: one provision at one stage, with the article it refers to, on one
/// side of a threshold that is not known. Several are alternatives: one of them will be imposed.
#[derive(Clone, Debug)]
pub struct Alternative<'a> {
    /// On whom.
    pub subject: Subject,
    /// The kinds besides the fine.
    pub others: Vec<OtherPenalty>,
    /// The fines.
    pub fines: Vec<&'a SubjectFine>,
}

/// The alternatives of all subjects.
pub fn alternatives<'a>(matter: &Matter, fines: &'a [SubjectFine]) -> Vec<Alternative<'a>> {
    let mut found = Vec::new();
    for subject in matter.subjects() {
        let rows = matter.rows(subject);
        let mut places: Vec<(&OffenceId, &StageId)> = Vec::new();
        for applied in &rows {
            let place = (&applied.offence.id, &applied.row.stage);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        for (offence, stage) in places {
            let here = rows
                .iter()
                .filter(|a| a.offence.id == *offence && a.row.stage == *stage)
                .filter(|a| a.row.fine.is_some() || !a.row.penalties.is_empty());
            let here: Vec<&Applied> = here.collect();
            for together in together(&here) {
                let others = together
                    .iter()
                    .flat_map(|a| other_penalties(matter.library, a, subject));
                let fines = fines.iter().filter(|f| {
                    f.subject == subject
                        && f.stage == *stage
                        && f.offence == *offence
                        && together.iter().any(|a| is_of(f, a.row))
                });
                found.push(Alternative {
                    subject,
                    others: others.collect(),
                    fines: fines.collect(),
                });
            }
        }
    }
    found
}

/// The rows of one provision at one stage as they may be applied together: its own with those of each article
/// it refers to, on each side of a threshold.
fn together<'a, 'b>(rows: &[&'b Applied<'a>]) -> Vec<Vec<&'b Applied<'a>>> {
    let from = |a: &Applied| {
        let origin = a.row.origin.as_ref().filter(|o| !o.in_part);
        origin
            .map(|o| o.offence.clone())
            .filter(|o| *o != a.offence.id)
    };
    let mut articles: Vec<Option<OffenceId>> = rows.iter().map(|a| from(a)).collect();
    articles.sort();
    articles.dedup();
    if articles.len() > 1 {
        articles.retain(Option::is_some);
    }
    let mut all = Vec::new();
    for article in articles {
        let chosen = rows.iter().copied().filter(|a| {
            let own = from(a);
            own.is_none() || own == article
        });
        let chosen: Vec<&Applied> = chosen.collect();
        let when = |a: &Applied| a.row.fine.as_ref().and_then(|f| f.when);
        let mut sides: Vec<Option<When>> = Vec::new();
        for side in chosen.iter().filter_map(|a| when(a)) {
            if !sides.contains(&Some(side)) {
                sides.push(Some(side));
            }
        }
        if sides.is_empty() {
            sides.push(None);
        }
        for side in sides {
            let on_side = chosen.iter().copied().filter(|a| {
                let own = when(a);
                own.is_none() || own == side
            });
            all.push(on_side.collect());
        }
    }
    all
}

/// Tells whether a fine is that of a row.
fn is_of(fine: &SubjectFine, row: &PenaltyRow) -> bool {
    row.fine
        .as_ref()
        .is_some_and(|f| (&f.basis, f.when, row.mode) == (&fine.basis, fine.when, fine.mode))
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
