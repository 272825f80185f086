//! The ranges of one subject on one scale, with the fines of the past under them.
//!
//! The past is asked for at every keystroke, so it is remembered until somebody writes to the store.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::assess::words as say;
use crate::assess::{Assessment, Case, Lean, SubjectFine, assess};
use crate::law::{Fen, FenRange, OffenceId, StageId, Subject};
use crate::report::words::tier_status;
use crate::store::{Filter, Stamp};
use crate::tui::model::assess::RangeBar;
use crate::tui::model::outliers::detail::{Stretch, Strip};
use crate::tui::office::reader::Reader;
use crate::tui::office::words;

/// From so many fines of one amount on, more of them would be drawn alike.
const ALIKE: usize = 10;

type Question = (OffenceId, Subject, StageId);

/// Fines of the past.
#[derive(Default)]
pub(super) struct Past {
    /// The amounts, in order.
    fines: Vec<Fen>,
    /// Whether teaching examples are among them.
    has_demo: bool,
}

/// Fines of the past, as far as asked for.
#[derive(Default)]
pub(in crate::tui::office) struct Fines(RefCell<Known>);

/// The answers that hold as long as nobody writes to the store.
#[derive(Default)]
struct Known {
    stamp: Option<Stamp>,
    answers: HashMap<Question, Rc<Past>>,
}

/// The drawing of a fine; none where the statute's amounts depend on what is not known. Without the past until
/// the store was asked for it.
pub(super) fn bar(
    case: &Case,
    answer: &Assessment,
    fine: &SubjectFine,
    past: Option<&Past>,
) -> Option<RangeBar> {
    let statutory = fine.statutory.ok()?;
    let governing = fine.governing();
    let tier = governing.and_then(|tier| tier.range);
    let proposed = case.proposed.iter().find(|p| p.subject == fine.subject);
    let proposed = proposed.map(|p| p.fine).filter(|fine| *fine > Fen::ZERO);
    let suggested = suggested(fine, tier, statutory);
    let drawn = [
        Some(statutory),
        tier,
        suggested.as_ref().map(|(range, _)| *range),
    ];
    let drawn = drawn.into_iter().flatten();
    let hull = drawn.fold(statutory, FenRange::hull);
    let hull = proposed
        .and_then(|p| FenRange::new(p, p))
        .map_or(hull, |p| hull.hull(p));
    let fines = past.map_or(&[] as &[Fen], |past| past.fines.as_slice());
    let has_demo = past.is_some_and(|past| past.has_demo);
    let inside: Vec<Fen> = fines
        .iter()
        .copied()
        .filter(|f| hull.contains(*f))
        .collect();
    let practice = fines.first().zip(fines.last()).map(|(least, greatest)| {
        words::past_fines(
            (fines.len(), fines.len() - inside.len()),
            *least,
            *greatest,
            has_demo,
        )
    });
    let words_of = |tier: &crate::assess::TierOption, range: FenRange| {
        let is_open = fine.tiers.iter().any(|tier| !tier.met);
        words::tier_bar(&tier.label, range, is_open)
    };
    Some(RangeBar {
        strip: Strip {
            peers: few_alike(&inside),
            statutory: Some(stretch(statutory, statutory.to_string())),
            tier: governing
                .zip(tier)
                .map(|(tier, range)| stretch(range, words_of(tier, range))),
            this: proposed.map(|fine| (fine.0, fine.to_string())),
            ..Strip::default()
        },
        no_tier: tier.is_none().then(|| no_tier(answer, fine)),
        suggested: suggested.map(|(range, words)| stretch(range, words)),
        practice,
    })
}

impl Reader {
    /// The drawings of a case, one for each range in their order, with the fines of the past.
    pub(in crate::tui::office) fn bars(&self, case: &Case) -> Vec<Option<RangeBar>> {
        let Some(answer) = assess(&self.loaded.library, case) else {
            return Vec::new();
        };
        let drawn = answer.fines.iter();
        let drawn = drawn.map(|fine| bar(case, &answer, fine, Some(&self.past(fine))));
        drawn.collect()
    }

    /// The fines on the subject at the stage, in order, without those that cannot be set beside others.
    fn past(&self, fine: &SubjectFine) -> Rc<Past> {
        let Some(store) = self.archive.at_hand() else {
            return Rc::default();
        };
        let stamp = self.archive.stamp();
        let mut known = self.fines.0.borrow_mut();
        if known.stamp != stamp {
            *known = Known {
                stamp,
                answers: HashMap::new(),
            };
        }
        let question = (fine.offence.clone(), fine.subject, fine.stage.clone());
        let ask = || {
            let filter = Filter {
                subject: Some(fine.subject),
                stage: Some(fine.stage.clone()),
                ..Filter::about(&self.loaded.library, &fine.offence)
            };
            // A store that fails here fails on its own screen too, and says so there.
            let found = store.outcomes(&filter).unwrap_or_default();
            let mut past = Past::default();
            for case in found.into_iter().filter(|case| !case.apart) {
                if let Some(fine) = case.fine.filter(|fine| *fine > Fen::ZERO) {
                    past.fines.push(fine);
                    past.has_demo |= case.teaching;
                }
            }
            past.fines.sort_unstable();
            Rc::new(past)
        };
        Rc::clone(known.answers.entry(question).or_insert_with(ask))
    }
}

/// What is suggested, where it is not simply the tier or the statute.
fn suggested(
    fine: &SubjectFine,
    tier: Option<FenRange>,
    statutory: FenRange,
) -> Option<(FenRange, String)> {
    let suggested = fine.suggested?;
    let is_plain = suggested.range == tier.unwrap_or(statutory) && suggested.lean == Lean::Neutral;
    (!is_plain).then(|| {
        let lean = (suggested.lean != Lean::Neutral).then(|| say::lean(suggested.lean));
        (suggested.range, words::suggested_bar(suggested.range, lean))
    })
}

/// Why no tier is drawn.
fn no_tier(answer: &Assessment, fine: &SubjectFine) -> String {
    if fine.tiers.is_empty() {
        let none = crate::assess::TierStatus::NoTierLoaded;
        return tier_status(none, answer.benchmark.has_tiers).to_owned();
    }
    let labels: Vec<&str> = fine.tiers.iter().map(|tier| tier.label.as_str()).collect();
    words::open_tiers(&labels)
}

fn stretch(range: FenRange, words: String) -> Stretch {
    Stretch {
        low: range.min().0,
        high: range.max().0,
        words,
    }
}

/// Leaves out what would be drawn alike; the fines are in order.
fn few_alike(fines: &[Fen]) -> Vec<i64> {
    fines
        .chunk_by(|a, b| a == b)
        .flat_map(|same| same.iter().take(ALIKE))
        .map(|fine| fine.0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_fines_of_one_amount_are_drawn_as_ten() {
        let mut fines = vec![Fen(5); 1_000_000];
        fines.push(Fen(7));
        let mut expected = vec![5; 10];
        expected.push(7);
        assert_eq!(few_alike(&fines), expected);
    }
}
