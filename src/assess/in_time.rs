//! Rule 1: the law at the time of the act; the later one if it is lighter (行政处罚法 37).

use chrono::NaiveDate;

use crate::assess::case::Case;
use crate::assess::lawful::applicable_rows;
use crate::assess::outcome::ChosenBy;
use crate::law::fine::Inputs;
use crate::law::instrument::Instrument;
use crate::law::offence::PenaltyRow;
use crate::law::{Library, Offence, StageId, Subject};

/// The applicable offence and what was compared.
#[derive(Clone, Debug)]
pub struct InTime<'a> {
    /// The offences that apply: those asked about, or their counterpart under the other instrument.
    pub offences: Vec<&'a Offence>,
    /// How they were chosen.
    pub chosen_by: ChosenBy,
    /// What was found about the dates.
    pub standing: Standing<'a>,
}

/// What the dates say about the instrument cited.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing<'a> {
    /// In force at the act and at the decision.
    InForce,
    /// A date is missing.
    DateMissing,
    /// Two instruments were compared.
    Compared {
        /// In force at the act.
        older: &'a Offence,
        /// In force at the decision.
        newer: &'a Offence,
        /// The comparison.
        verdict: Comparison,
    },
    /// The instrument cited was no longer in force (or was replaced) when the act was done.
    Outdated {
        /// Its counterpart under the newer instrument, where one is registered.
        newer: Option<&'a Offence>,
        /// Expressly repealed, as opposed to replaced without saying so.
        express: bool,
    },
    /// Replaced between act and decision, and no counterpart is registered.
    NoCounterpart,
    /// The act was done before the text that is loaded came into force, and no earlier text is loaded.
    EarlierTextMissing,
    /// The instrument cited was not yet in force when the decision was taken.
    NotYetInForce,
}

/// Which of two laws is lighter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The newer is lighter in some respect and heavier in none.
    NewerLighter,
    /// The newer is heavier in some respect and lighter in none.
    NewerHeavier,
    /// No difference.
    Same,
    /// Lighter in one respect, heavier in another, or not comparable by figures.
    Undecided,
}

/// Chooses the applicable law.
pub fn choose<'a>(library: &'a Library, case: &Case, asked: &[&'a Offence]) -> InTime<'a> {
    let as_asked = |chosen_by, standing| InTime {
        offences: asked.to_vec(),
        chosen_by,
        standing,
    };
    let Some(first) = asked.first().copied() else {
        return as_asked(ChosenBy::Only, Standing::InForce);
    };
    let Some(instrument) = library.instrument(first.instrument.as_str()) else {
        return as_asked(ChosenBy::Only, Standing::InForce);
    };
    let (Some(act), Some(decided)) = (case.act_end(), case.decided_on) else {
        return as_asked(ChosenBy::AsAsked, Standing::DateMissing);
    };
    let (act, decided) = (act.latest(), decided.latest());
    let (older, newer) = library.related(&first.id);
    if act < instrument.in_force.earliest() {
        return match older.filter(|o| stood(library, o, act)) {
            Some(older) => compared(library, case, older, first, asked),
            None if decided < instrument.in_force.earliest() => {
                as_asked(ChosenBy::Only, Standing::NotYetInForce)
            }
            None => as_asked(ChosenBy::Only, Standing::EarlierTextMissing),
        };
    }
    let ends = replaced_from(instrument);
    match ends {
        Some((from, express)) if act >= from => {
            as_asked(ChosenBy::Only, Standing::Outdated { newer, express })
        }
        Some((from, _)) if decided >= from => match newer {
            Some(newer) => compared(library, case, first, newer, asked),
            None => as_asked(ChosenBy::Only, Standing::NoCounterpart),
        },
        Some(_) | None => as_asked(ChosenBy::Only, Standing::InForce),
    }
}

fn stood(library: &Library, offence: &Offence, day: NaiveDate) -> bool {
    library
        .instrument(offence.instrument.as_str())
        .is_some_and(|i| i.is_current_on(day))
}

/// The day from which an instrument was repealed or replaced, and whether that was said expressly.
pub fn replaced_from(instrument: &Instrument) -> Option<(NaiveDate, bool)> {
    let repealed = instrument.repealed.map(|r| (r.earliest(), true));
    repealed.or(instrument
        .replaced_by
        .as_ref()
        .map(|r| (r.from.earliest(), r.express)))
}

fn compared<'a>(
    library: &'a Library,
    case: &Case,
    older: &'a Offence,
    newer: &'a Offence,
    asked: &[&'a Offence],
) -> InTime<'a> {
    let verdict = compare(
        older,
        newer,
        &case.subjects,
        case.stage.as_ref(),
        &case.inputs,
    );
    let chosen = if verdict == Comparison::NewerLighter {
        newer
    } else {
        older
    };
    // Several offences of a clause were asked about and the clause itself stands: keep them all.
    let offences = if asked.iter().any(|o| o.id == chosen.id) {
        asked.to_vec()
    } else {
        library.named(chosen.id.as_str())
    };
    InTime {
        offences,
        chosen_by: ChosenBy::Art37,
        standing: Standing::Compared {
            older,
            newer,
            verdict,
        },
    }
}

/// Compares what two offences threaten for the subjects and stage, by figures and kinds.
pub fn compare(
    older: &Offence,
    newer: &Offence,
    subjects: &[Subject],
    stage: Option<&StageId>,
    inputs: &Inputs,
) -> Comparison {
    let (mut lighter, mut heavier, mut unclear) = (false, false, false);
    for subject in subjects {
        let (old, new) = (
            threat(older, *subject, stage, inputs),
            threat(newer, *subject, stage, inputs),
        );
        match (old.fine, new.fine) {
            (Some((old_min, old_max)), Some((new_min, new_max))) => {
                lighter |= new_max < old_max || new_min < old_min;
                heavier |= new_max > old_max || new_min > old_min;
            }
            (Some(_), None) if new.known => lighter = true,
            (None, Some(_)) if old.known => heavier = true,
            (None, None) if old.known && new.known => {}
            (Some(_) | None, _) => unclear = true,
        }
        heavier |= new.kinds.iter().any(|k| !old.kinds.contains(k));
        lighter |= old.kinds.iter().any(|k| !new.kinds.contains(k));
    }
    match (lighter, heavier, unclear) {
        (_, _, true) | (true, true, _) => Comparison::Undecided,
        (true, false, false) => Comparison::NewerLighter,
        (false, true, false) => Comparison::NewerHeavier,
        (false, false, false) => Comparison::Same,
    }
}

/// Tells whether the second offence threatens the higher fine (行政处罚法 29 looks at the fine alone);
/// `None` where an amount is unknown.
pub fn has_higher_fine(
    mine: &Offence,
    theirs: &Offence,
    subjects: &[Subject],
    stage: Option<&StageId>,
    inputs: &Inputs,
) -> Option<bool> {
    let highest = |offence: &Offence| {
        let fines = subjects
            .iter()
            .map(|s| threat(offence, *s, stage, inputs))
            .map(|t| t.fine.map(|(min, max)| (max, min)));
        fines
            .collect::<Option<Vec<_>>>()
            .and_then(|all| all.into_iter().max())
    };
    Some(highest(theirs)? > highest(mine)?)
}

struct Threat {
    /// Lowest and highest fine over the rows.
    fine: Option<(crate::law::Fen, crate::law::Fen)>,
    /// Penalty kinds besides the fine.
    kinds: Vec<String>,
    /// Every fine is known as an amount.
    known: bool,
}

fn threat(offence: &Offence, subject: Subject, stage: Option<&StageId>, inputs: &Inputs) -> Threat {
    let rows: Vec<&PenaltyRow> = applicable_rows(offence, subject, stage, inputs);
    let ranges: Vec<_> = rows
        .iter()
        .filter_map(|r| r.fine.as_ref())
        .map(|f| f.basis.range(inputs))
        .collect();
    let known = !rows.is_empty() && ranges.iter().all(Result::is_ok);
    let hull = ranges
        .iter()
        .filter_map(|r| r.ok())
        .reduce(crate::law::FenRange::hull);
    let mut kinds: Vec<String> = rows
        .iter()
        .flat_map(|r| r.penalties.clone())
        .filter(|k| crate::assess::words::is_heavy_kind(k))
        .collect();
    kinds.sort();
    kinds.dedup();
    Threat {
        fine: hull.filter(|_| known).map(|r| (r.min(), r.max())),
        kinds,
        known,
    }
}
