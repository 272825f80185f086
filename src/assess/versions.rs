//! 从旧兼从轻 for benchmark documents: the one in force at the act and the one in force at the decision.

use chrono::NaiveDate;

use crate::assess::consequence::Situation;
use crate::assess::lawful::lawful;
use crate::assess::outcome::{Comparison, DocumentChoice, DocumentSide, TierStatus};
use crate::assess::stack::applicable_items;
use crate::assess::tiering::{Tiering, Why};
use crate::assess::words;
use crate::law::{Item, Library, Subject};

/// Which day's documents are used, and what became of the other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The day whose documents are used; unknown when neither day is.
    pub day: Option<NaiveDate>,
    /// The day whose documents were looked at and not used, when they are others.
    pub other: Option<NaiveDate>,
    /// How they were chosen.
    pub chosen_by: DocumentChoice,
    /// The comparison, when both sides have a document.
    pub verdict: Option<Comparison>,
}

impl Versions {
    /// One day's documents, without a choice.
    pub fn only(day: Option<NaiveDate>, chosen_by: DocumentChoice) -> Versions {
        Versions {
            day,
            other: None,
            chosen_by,
            verdict: None,
        }
    }
}

/// Chooses between the documents in force at the act and at the decision. Those of the decision are
/// used where they are lighter for the subjects taken together, or where there is none at the act;
/// in every other case, also when it cannot be told, those of the act.
///
/// `situation.day` and `situation.subject` are not read.
pub fn settle(
    library: &Library,
    situation: &Situation,
    subjects: &[Subject],
    act: Option<NaiveDate>,
    decided: Option<NaiveDate>,
) -> Versions {
    let (Some(act), Some(decided)) = (act, decided) else {
        return Versions::only(act.or(decided), DocumentChoice::Only);
    };
    // A date that is only vaguely known must not put the act after the decision.
    let act = act.min(decided);
    if act == decided {
        return Versions::only(Some(decided), DocumentChoice::Only);
    }
    let older = items(library, situation, subjects, act);
    let newer = items(library, situation, subjects, decided);
    let same =
        older.len() == newer.len() && older.iter().zip(&newer).all(|(a, b)| std::ptr::eq(*a, *b));
    if same {
        return Versions::only(Some(act), DocumentChoice::Only);
    }
    if newer.is_empty() {
        return Versions::only(Some(act), DocumentChoice::Act);
    }
    if older.is_empty() {
        return Versions::only(Some(decided), DocumentChoice::Decision);
    }
    let verdict = compare(library, situation, subjects, act, decided);
    let lighter = verdict == Comparison::NewerLighter;
    Versions {
        day: Some(if lighter { decided } else { act }),
        other: Some(if lighter { act } else { decided }),
        chosen_by: if lighter {
            DocumentChoice::Lighter
        } else {
            DocumentChoice::Act
        },
        verdict: Some(verdict),
    }
}

fn on<'a>(situation: &Situation<'a>, subject: Subject, day: NaiveDate) -> Situation<'a> {
    Situation {
        subject,
        day: Some(day),
        ..*situation
    }
}

fn items<'a>(
    library: &'a Library,
    situation: &Situation<'a>,
    subjects: &[Subject],
    day: NaiveDate,
) -> Vec<&'a Item> {
    let of = |s: &Subject| applicable_items(library, &on(situation, *s, day));
    let all = subjects.iter().flat_map(of);
    all.map(|(_, item, _)| item).collect()
}

/// Compares what the documents of two days select, subject by subject.
fn compare(
    library: &Library,
    situation: &Situation,
    subjects: &[Subject],
    act: NaiveDate,
    decided: NaiveDate,
) -> Comparison {
    let (mut lighter, mut heavier, mut unclear, mut seen) = (false, false, false, false);
    for subject in subjects {
        let sides = [act, decided].map(|day| on(situation, *subject, day));
        let [old, new] = sides.map(|s| lawful(library, &s));
        if !old.covered {
            continue;
        }
        if !(old.tier_selected && new.tier_selected) {
            unclear = true;
            continue;
        }
        match (old.tier_hull, new.tier_hull) {
            (Some(old), Some(new)) => {
                seen = true;
                lighter |= new.max() < old.max() || new.min() < old.min();
                heavier |= new.max() > old.max() || new.min() > old.min();
            }
            // Neither document names an amount for this subject.
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) => unclear = true,
        }
        let [old, new] = sides.map(|s| kinds(library, &s));
        heavier |= new.iter().any(|k| !old.contains(k));
        lighter |= old.iter().any(|k| !new.contains(k));
    }
    match (lighter, heavier) {
        _ if unclear || !seen => Comparison::Undecided,
        (true, true) => Comparison::Undecided,
        (true, false) => Comparison::NewerLighter,
        (false, true) => Comparison::NewerHeavier,
        (false, false) => Comparison::Same,
    }
}

/// Kinds of penalty, besides the fine, of the tiers that govern.
fn kinds<'a>(library: &'a Library, situation: &Situation<'a>) -> Vec<&'a str> {
    let items = applicable_items(library, situation);
    let of = items.into_iter().flat_map(|(benchmark, item, stage)| {
        let tier = Tiering::of(benchmark, item, situation.facts).governing_tier();
        let named = tier.into_iter().flat_map(|t| &t.penalties);
        named.filter(move |(s, _)| s == stage).flat_map(|(_, k)| k)
    });
    of.map(String::as_str)
        .filter(|k| library.kind_class(k).weighs())
        .collect()
}

/// What the documents of a day say: the item, whether the facts select a tier, and its amounts.
pub fn side(
    library: &Library,
    situation: &Situation,
    subjects: &[Subject],
    day: NaiveDate,
) -> Option<DocumentSide> {
    let mut found: Option<DocumentSide> = None;
    for subject in subjects {
        let situation = on(situation, *subject, day);
        for (benchmark, item, _) in applicable_items(library, &situation) {
            let status = status_of(&Tiering::of(benchmark, item, situation.facts));
            if found.as_ref().is_none_or(|known| status > known.status) {
                found = Some(DocumentSide {
                    id: benchmark.id.clone(),
                    name: words::document(benchmark),
                    item: item.no.clone(),
                    status,
                    ranges: Vec::new(),
                });
            }
        }
    }
    let ranges = subjects.iter().filter_map(|subject| {
        let lawful = lawful(library, &on(situation, *subject, day));
        Some((*subject, lawful.tier_hull?))
    });
    let ranges = ranges.collect();
    found.map(|side| DocumentSide { ranges, ..side })
}

/// What the facts make of an item's tiers, in one word.
pub fn status_of(tiering: &Tiering) -> TierStatus {
    let shown = !tiering.met.is_empty() || !tiering.possible().is_empty();
    if !shown || !tiering.unloaded.is_empty() {
        TierStatus::NoTierLoaded
    } else if tiering.why == Why::SharedBound
        || tiering.possible().len() > 1
        || tiering.governing.is_none()
    {
        TierStatus::TierAmbiguous
    } else {
        TierStatus::TierMatched
    }
}
