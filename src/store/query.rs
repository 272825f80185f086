//! Asking the store: which decisions, in what order, how many.

use chrono::NaiveDate;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::compare::{Decision, Outcome};
use crate::law::{DomainId, Library, OffenceId, Subject};
use crate::store::decisions::{Stored, count};
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::row::{Decoder, EVERYTHING, FIGURES};

/// Which decisions; what is empty or `None` is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// One of these offences or clauses.
    pub offences: Vec<OffenceId>,
    /// This authority.
    pub authority: Option<String>,
    /// This domain.
    pub domain: Option<DomainId>,
    /// This kind of party.
    pub subject: Option<Subject>,
    /// This outcome.
    pub outcome: Option<Outcome>,
    /// Possibly decided on or after this day.
    pub from: Option<NaiveDate>,
    /// Possibly decided on or before this day.
    pub until: Option<NaiveDate>,
    /// All these words, separated by spaces, somewhere in number, party, authority, citation or facts.
    pub text: String,
    /// Brought by this import.
    pub import: Option<i64>,
    /// Accepted with a note of this code.
    pub noted: Option<String>,
    /// Only teaching examples, or none.
    pub teaching: Option<bool>,
}

/// What to sort by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Day of the decision.
    #[default]
    Decided,
    /// Amount; unknown amounts last.
    Fine,
    /// Authority.
    Authority,
    /// Number.
    CaseNo,
    /// Offence.
    Offence,
    /// Order of arrival.
    Arrival,
}

/// A stretch of a sorted list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// What to sort by.
    pub sort: Sort,
    /// Largest or latest first.
    pub descending: bool,
    /// How many at most.
    pub limit: u32,
    /// How many to leave out before.
    pub offset: u32,
}

impl Default for Page {
    fn default() -> Page {
        Page {
            sort: Sort::Decided,
            descending: true,
            limit: 100,
            offset: 0,
        }
    }
}

/// What to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Offence.
    Offence,
    /// Authority.
    Authority,
    /// Domain.
    Domain,
    /// Outcome.
    Outcome,
    /// Year of the decision.
    Year,
}

impl Filter {
    /// The decisions about an offence, or about a clause and every offence in it.
    pub fn about(library: &Library, id: &OffenceId) -> Filter {
        let mut offences = vec![id.clone()];
        offences.extend(
            library
                .named(id.as_str())
                .into_iter()
                .map(|o| o.id.clone())
                .filter(|o| o != id),
        );
        Filter {
            offences,
            ..Filter::default()
        }
    }

    /// The conditions in SQL and what stands for their question marks.
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut sql = String::new();
        let mut values = Vec::new();
        let mut ask = |condition: &str, value: Value| {
            sql.push_str(if values.is_empty() {
                " WHERE "
            } else {
                " AND "
            });
            sql.push_str(condition);
            values.push(value);
        };
        if !self.offences.is_empty() {
            let ids: Vec<&str> = self.offences.iter().map(OffenceId::as_str).collect();
            ask(
                "offence IN (SELECT value FROM json_each(?))",
                serde_json::json!(ids).to_string().into(),
            );
        }
        if let Some(authority) = &self.authority {
            ask("authority = ?", authority.clone().into());
        }
        if let Some(domain) = &self.domain {
            ask("domain = ?", domain.as_str().to_owned().into());
        }
        if let Some(subject) = self.subject {
            ask("subject = ?", subject.id().to_owned().into());
        }
        if let Some(outcome) = self.outcome {
            ask("outcome = ?", outcome.id().to_owned().into());
        }
        if let Some(from) = self.from {
            ask("decided_to >= ?", from.to_string().into());
        }
        if let Some(until) = self.until {
            ask("decided_from <= ?", until.to_string().into());
        }
        for word in self.text.split_whitespace() {
            ask(
                "instr(case_no || char(10) || coalesce(party_name, '') || char(10) || authority || char(10) || coalesce(basis, '') || char(10) || coalesce(narrative, ''), ?) > 0",
                word.to_owned().into(),
            );
        }
        if let Some(import) = self.import {
            ask("import = ?", import.into());
        }
        if let Some(code) = &self.noted {
            ask(
                "? IN (SELECT value FROM json_each(notes))",
                code.clone().into(),
            );
        }
        if let Some(teaching) = self.teaching {
            ask("teaching = ?", i64::from(teaching).into());
        }
        (sql, values)
    }
}

impl Page {
    fn order(self) -> String {
        let direction = if self.descending { "DESC" } else { "ASC" };
        let keys = match self.sort {
            Sort::Decided => format!("decided_from {direction}, decided_to {direction}"),
            Sort::Fine => format!("fine IS NULL, fine {direction}"),
            Sort::Authority => format!("authority {direction}, decided_from DESC"),
            Sort::CaseNo => format!("case_no {direction}"),
            Sort::Offence => format!("offence IS NULL, offence {direction}, decided_from DESC"),
            Sort::Arrival => String::new(),
        };
        let comma = if keys.is_empty() { "" } else { ", " };
        format!(
            " ORDER BY {keys}{comma}id {direction} LIMIT {} OFFSET {}",
            self.limit, self.offset
        )
    }
}

impl Store {
    /// One page of the decisions that match.
    pub fn decisions(&self, filter: &Filter, page: Page) -> Result<Vec<Stored>, StoreError> {
        let mut found = Vec::new();
        self.each_row(EVERYTHING, filter, &page.order(), |stored| {
            found.push(stored)
        })?;
        Ok(found)
    }

    /// Gives every decision that matches, in order of arrival, without narrative, notes and extra fields:
    /// what comparison needs.
    pub fn each(&self, filter: &Filter, give: impl FnMut(Stored)) -> Result<(), StoreError> {
        self.each_row(FIGURES, filter, " ORDER BY id", give)
    }

    /// All decisions that match, without narrative, with their numbers in the store.
    pub fn all(&self, filter: &Filter) -> Result<Vec<(i64, Decision)>, StoreError> {
        let mut all = Vec::new();
        self.each(filter, |stored| all.push((stored.id, stored.decision)))?;
        Ok(all)
    }

    fn each_row(
        &self,
        columns: &str,
        filter: &Filter,
        tail: &str,
        mut give: impl FnMut(Stored),
    ) -> Result<(), StoreError> {
        let (conditions, values) = filter.conditions();
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {columns} FROM decision{conditions}{tail}"))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut decoder = Decoder::default();
        while let Some(row) = rows.next()? {
            give(decoder.read(row)?);
        }
        Ok(())
    }

    /// How many decisions match.
    pub fn count(&self, filter: &Filter) -> Result<u64, StoreError> {
        let (conditions, values) = filter.conditions();
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT count(*) FROM decision{conditions}"))?;
        Ok(statement.query_row(params_from_iter(values), |row| count(row, 0))?)
    }

    /// How many decisions match, by a property; the most frequent first. `None` is not known.
    pub fn tally(
        &self,
        by: Tally,
        filter: &Filter,
    ) -> Result<Vec<(Option<String>, u64)>, StoreError> {
        let key = match by {
            Tally::Offence => "offence",
            Tally::Authority => "authority",
            Tally::Domain => "domain",
            Tally::Outcome => "outcome",
            Tally::Year => "substr(decided_from, 1, 4)",
        };
        let (conditions, values) = filter.conditions();
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {key}, count(*) AS n FROM decision{conditions} GROUP BY 1 ORDER BY n DESC, 1"
        ))?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            Ok((row.get(0)?, count(row, 1)?))
        })?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }
}
