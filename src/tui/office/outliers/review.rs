//! Opinions on findings, written down and shown.

use crate::report::review::{act_word, verdict_word};
use crate::store::{Act, Opinion, Review, Store};
use crate::tui::message::Msg;
use crate::tui::model::outliers::{ReviewAct, ReviewStep};
use crate::tui::office::decisions::told;
use crate::tui::office::outliers::{Compared, held, reviewed};
use crate::tui::office::reader::Reader;
use crate::tui::office::words;

impl Reader {
    pub(in crate::tui::office) fn review_finding(&mut self, step: ReviewStep) -> Vec<Msg> {
        let Some(compared) = self.comparison.latest() else {
            return vec![Msg::Failed(words::NOT_COMPARED.to_owned())];
        };
        let is_current = compared.is_current(self.archive.stamp());
        let (at, by) = ((self.around.now)(), self.around.own.reviewer.clone());
        let store = match self.archive.store() {
            Ok(store) => store,
            Err(text) => return vec![Msg::Failed(text)],
        };
        if let Err(text) = write(store, &compared, &step, at, by.as_deref()) {
            return vec![Msg::Failed(text)];
        }
        // What was compared is what it was: only opinions were added.
        if is_current {
            *held(&compared.stamp) = self.archive.stamp();
        }
        vec![Msg::FindingReviewed(step)]
    }
}

fn write(
    store: &mut Store,
    compared: &Compared,
    step: &ReviewStep,
    at: chrono::NaiveDateTime,
    by: Option<&str>,
) -> Result<(), String> {
    let gone = || words::DECISION_GONE.to_owned();
    let index = compared.findings.cases().find(step.key).ok_or_else(gone)?;
    let mark = compared.findings.marks.get(index).ok_or_else(gone)?;
    let basis = compared.findings.basis(index).ok_or_else(gone)?;
    let act = match step.act {
        ReviewAct::Dismiss => Some(Act::Dismissed),
        ReviewAct::Confirm => Some(Act::Confirmed),
        ReviewAct::Reopen => Some(Act::Reopened),
        ReviewAct::TakeBack => None,
    };
    let written = match act {
        Some(act) => {
            let opinion = Opinion {
                act,
                reason: &step.reason,
                verdict: mark.verdict,
                basis: &basis,
                at,
                by,
            };
            store.review(step.key, &opinion)
        }
        None => store.undo_review(step.key, at, by),
    };
    if !written.map_err(told)? {
        return Err(gone());
    }
    let history = store.review_history(step.key).map_err(told)?;
    let state = history.first().and_then(|latest| latest.state(&basis));
    compared.set_review(index, state.map(reviewed));
    Ok(())
}

/// The latest opinion: why, when, who.
pub(super) fn said(review: &Review) -> String {
    words::said(&review.reason, &review.at, review.by.as_deref())
}

/// One entry of the history.
pub(super) fn entry(review: &Review) -> String {
    let act = act_word(review.act);
    let said = words::said(&review.reason, &review.at, review.by.as_deref());
    words::review_entry(act, verdict_word(&review.verdict), &said)
}
