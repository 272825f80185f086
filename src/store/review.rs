//! What a person made of a finding: dismissed, confirmed, or open again; every opinion is kept.
//!
//! The table only grows; the state of a finding is its latest entry. Entries carry the natural identity
//! of the decision, so they outlast an import that is undone and repeated.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use rusqlite::{Row, params};

use crate::compare::{Findings, Verdict};
use crate::law::Id;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::row::identity;

/// What was done with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// 排除: looked at, nothing wrong.
    Dismissed,
    /// 确认: looked at, something has to be done.
    Confirmed,
    /// 重新打开: neither any more.
    Reopened,
}

impl Act {
    /// All of them.
    pub const ALL: [Act; 3] = [Act::Dismissed, Act::Confirmed, Act::Reopened];

    /// The identifier in the table and in output.
    pub fn id(self) -> &'static str {
        match self {
            Act::Dismissed => "dismissed",
            Act::Confirmed => "confirmed",
            Act::Reopened => "reopened",
        }
    }

    /// Reads the identifier.
    pub fn from_id(id: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.id() == id)
    }
}

/// An opinion to be written down.
#[derive(Clone, Copy, Debug)]
pub struct Opinion<'a> {
    /// What is done.
    pub act: Act,
    /// Why; may be empty only for [`Act::Reopened`].
    pub reason: &'a str,
    /// The verdict it is about.
    pub verdict: Verdict,
    /// The fingerprint of the data behind it ([`Findings::basis`]).
    pub basis: &'a str,
    /// When.
    pub at: NaiveDateTime,
    /// Who, when the settings name somebody.
    pub by: Option<&'a str>,
}

/// An opinion that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The decision in the store; `None` while it is not kept there.
    pub key: Option<i64>,
    /// Number of the decision.
    pub case_no: String,
    /// Id of the offence.
    pub offence: Option<String>,
    /// Id of the subject.
    pub subject: String,
    /// The party.
    pub party_name: Option<String>,
    /// What was done.
    pub act: Act,
    /// Id of the verdict at that time.
    pub verdict: String,
    /// Why.
    pub reason: String,
    /// Fingerprint of the data at that time.
    pub basis: String,
    /// When, as `YYYY-MM-DD HH:MM:SS`.
    pub at: String,
    /// Who, if known.
    pub by: Option<String>,
    /// Number of the decision among all that ever were reviewed.
    identity: i64,
}

/// How a reviewed finding stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReviewState {
    /// Dismissed, and the data behind it are the same.
    Dismissed,
    /// Confirmed, and the data behind it are the same.
    Confirmed,
    /// 数据已变: the data behind it changed since; to be looked at again.
    Changed,
}

impl ReviewState {
    /// The identifier in output.
    pub fn id(self) -> &'static str {
        match self {
            ReviewState::Dismissed => "dismissed",
            ReviewState::Confirmed => "confirmed",
            ReviewState::Changed => "changed",
        }
    }
}

impl Review {
    /// How it stands against the data of today; `None` when the finding was opened again.
    pub fn state(&self, basis: &str) -> Option<ReviewState> {
        match self.act {
            Act::Reopened => None,
            _ if self.basis != basis => Some(ReviewState::Changed),
            Act::Dismissed => Some(ReviewState::Dismissed),
            Act::Confirmed => Some(ReviewState::Confirmed),
        }
    }
}

/// The opinions that hold: the latest on each decision, those opened again left out.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    kept: HashMap<i64, Review>,
    gone: Vec<Review>,
}

impl Reviews {
    /// The opinion on the decision with this key in the store.
    pub fn get(&self, key: i64) -> Option<&Review> {
        self.kept.get(&key)
    }

    /// Opinions on decisions that are not in the store at present.
    pub fn gone(&self) -> &[Review] {
        &self.gone
    }

    /// All opinions on decisions that are in the store, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Review> {
        self.kept.values()
    }

    /// How each reviewed decision stands, by its place among the cases compared.
    pub fn states(&self, findings: &Findings) -> BTreeMap<usize, (ReviewState, &Review)> {
        let place = |key: &i64| findings.cases().find(*key);
        let found = self.kept.iter().filter_map(|(k, r)| Some((place(k)?, r)));
        let mut found: Vec<(usize, &Review)> = found.collect();
        found.sort_by_key(|(index, _)| *index);
        let bases = findings.bases(found.iter().map(|(index, _)| *index));
        let states = found.into_iter().zip(bases);
        states
            .filter_map(|((index, review), basis)| Some((index, (review.state(&basis?)?, review))))
            .collect()
    }
}

const COLUMNS: &str = "SELECT decision.id, review.case_no, review.offence, review.subject, review.party_name, act, verdict, reason, fingerprint, at, reviewer, review.identity FROM review LEFT JOIN decision ON decision.identity = review.identity";
const LATEST: &str =
    "WHERE review.id IN (SELECT max(id) FROM review GROUP BY identity) ORDER BY review.id DESC";
const OF_ONE: &str = "WHERE review.identity = ?1 ORDER BY review.id DESC";
const NUMBERED: &str = "WHERE review.case_no = ?1 ORDER BY review.id DESC";
const ALL: &str = "ORDER BY review.id DESC";
const INSERT: &str = "INSERT INTO review (identity, case_no, offence, subject, party_name, act, verdict, reason, fingerprint, at, reviewer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

impl Store {
    /// The opinions that hold today.
    pub fn reviews(&self) -> Result<Reviews, StoreError> {
        let mut reviews = Reviews::default();
        for review in self.read_reviews(LATEST, &[])? {
            match (review.act, review.key) {
                (Act::Reopened, _) => {}
                (_, Some(key)) => {
                    reviews.kept.insert(key, review);
                }
                (_, None) => reviews.gone.push(review),
            }
        }
        Ok(reviews)
    }

    /// Every opinion on one decision, the latest first.
    pub fn review_history(&self, key: i64) -> Result<Vec<Review>, StoreError> {
        let Some(stored) = self.decision(key)? else {
            return Ok(Vec::new());
        };
        self.read_reviews(OF_ONE, &[&identity(&stored.decision)])
    }

    /// Every opinion on decisions of this number, or on all decisions, the latest first; those that are
    /// not kept any more among them.
    pub fn review_log(&self, case_no: Option<&str>) -> Result<Vec<Review>, StoreError> {
        match case_no {
            Some(case_no) => self.read_reviews(NUMBERED, &[&case_no]),
            None => self.read_reviews(ALL, &[]),
        }
    }

    /// Writes an opinion down on the decision with this key; `false` when there is no such decision.
    pub fn review(&mut self, key: i64, opinion: &Opinion<'_>) -> Result<bool, StoreError> {
        let Some(stored) = self.decision(key)? else {
            return Ok(false);
        };
        let decision = stored.decision;
        self.conn.prepare_cached(INSERT)?.execute(params![
            identity(&decision),
            decision.case_no,
            decision.offence.as_ref().map(Id::as_str),
            decision.subject.id(),
            decision.party_name,
            opinion.act.id(),
            opinion.verdict.id(),
            opinion.reason,
            opinion.basis,
            opinion.at.to_string(),
            opinion.by,
        ])?;
        Ok(true)
    }

    /// Takes the latest opinion on a decision back: writes down again what held before it. `false` when
    /// there is none.
    pub fn undo_review(
        &mut self,
        key: i64,
        at: NaiveDateTime,
        by: Option<&str>,
    ) -> Result<bool, StoreError> {
        let history = self.review_history(key)?;
        let Some(latest) = history.first() else {
            return Ok(false);
        };
        let before = history.get(1);
        let held = before.unwrap_or(latest);
        let act = before.map_or(Act::Reopened, |b| b.act);
        self.conn.prepare_cached(INSERT)?.execute(params![
            held.identity,
            held.case_no,
            held.offence,
            held.subject,
            held.party_name,
            act.id(),
            held.verdict,
            before.map_or("", |b| b.reason.as_str()),
            held.basis,
            at.to_string(),
            by,
        ])?;
        Ok(true)
    }

    fn read_reviews(
        &self,
        tail: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Review>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{COLUMNS} {tail}"))?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Review> {
    let act: String = row.get(5)?;
    Ok(Review {
        key: row.get(0)?,
        case_no: row.get(1)?,
        offence: row.get(2)?,
        subject: row.get(3)?,
        party_name: row.get(4)?,
        // The table holds nothing else.
        act: Act::from_id(&act).unwrap_or(Act::Reopened),
        verdict: row.get(6)?,
        reason: row.get(7)?,
        basis: row.get(8)?,
        at: row.get(9)?,
        by: row.get(10)?,
        identity: row.get(11)?,
    })
}

#[cfg(test)]
mod tests;
