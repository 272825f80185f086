//! What people made of findings, in words and for programs.

use serde_json::{Value, json};

use crate::compare::Verdict;
use crate::report::words;
use crate::store::{Act, Review, ReviewState};

/// What was done, in a word.
pub fn act_word(act: Act) -> &'static str {
    match act {
        Act::Dismissed => words::DISMISSED,
        Act::Confirmed => words::CONFIRMED,
        Act::Reopened => words::REOPENED,
    }
}

/// How a finding stands, in words.
pub fn state_word(state: ReviewState) -> &'static str {
    match state {
        ReviewState::Dismissed => words::IS_DISMISSED,
        ReviewState::Confirmed => words::IS_CONFIRMED,
        ReviewState::Changed => words::DATA_CHANGED,
    }
}

/// A verdict written down earlier, in a word; an id this program does not know stays as it is.
pub fn verdict_word(id: &str) -> &str {
    match Verdict::ALL.into_iter().find(|v| v.id() == id) {
        Some(verdict) => verdict.label(),
        None => id,
    }
}

/// How a finding stands, for programs: `state` is `dismissed`, `confirmed` or `changed`.
pub fn to_json(state: ReviewState, review: &Review) -> Value {
    json!({
        "state": state.id(),
        "reason": review.reason,
        "at": review.at,
        "by": review.by,
    })
}

/// One opinion for programs: `act` is `dismissed`, `confirmed` or `reopened`.
pub fn entry_to_json(review: &Review) -> Value {
    json!({
        "case_no": review.case_no,
        "offence": review.offence,
        "subject": review.subject,
        "party_name": review.party_name,
        "act": review.act.id(),
        "verdict": review.verdict,
        "reason": review.reason,
        "at": review.at,
        "by": review.by,
        "in_store": review.key.is_some(),
    })
}

/// One opinion in a line.
pub fn entry_line(review: &Review) -> String {
    let who = review.by.as_deref().unwrap_or_default();
    let name = review.party_name.as_deref().unwrap_or_default();
    let shown = [
        review.at.as_str(),
        act_word(review.act),
        review.case_no.as_str(),
        name,
        verdict_word(&review.verdict),
        review.reason.as_str(),
        who,
    ];
    let shown: Vec<&str> = shown.into_iter().filter(|p| !p.is_empty()).collect();
    shown.join("  ")
}
