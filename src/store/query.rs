//! Asking the store: which decisions, in what order, how many.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use crate::compare::{Cases, Decision, Outcome};
use crate::law::{DomainId, Fen, Library, OffenceId, StageId, Subject};
use crate::store::decisions::{Stored, count};
use crate::store::error::StoreError;
use crate::store::filter::Term;
use crate::store::open::Store;
use crate::store::row::{CASE, Decoder, EVERYTHING, FIGURES};

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
    /// This stage.
    pub stage: Option<StageId>,
    /// This outcome.
    pub outcome: Option<Outcome>,
    /// Possibly decided on or after this day.
    pub from: Option<NaiveDate>,
    /// Possibly decided on or before this day.
    pub until: Option<NaiveDate>,
    /// All these words, separated by spaces, somewhere in number, party, authority, citation or facts.
    pub text: String,
    /// For each of these words, offences whose names contain it: a decision about one of them has the word too.
    pub meant: Vec<Vec<OffenceId>>,
    /// Brought by this import.
    pub import: Option<i64>,
    /// Accepted with a note of this code.
    pub noted: Option<String>,
    /// Only teaching examples, or none.
    pub teaching: Option<bool>,
    /// All these conditions of the filter language.
    pub terms: Vec<Term>,
    /// Only these, by number in the store.
    pub only: Option<Vec<i64>>,
    /// All but these, by number in the store.
    pub except: Vec<i64>,
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

/// Rows between two looks at whether reading is to go on.
const BETWEEN_LOOKS: usize = 1 << 12;

/// How much of a whole so many are, between 0 and 1.
pub fn share(part: usize, whole: usize) -> f64 {
    let of = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 {
        1.0
    } else {
        (of(part) / of(whole)).min(1.0)
    }
}

const OUTCOMES: &str = "subject, outcome, fine, merged OR earlier_numbering, teaching";

/// What became of one case, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseOutcome {
    /// On whom.
    pub subject: Subject,
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The fine.
    pub fine: Option<Fen>,
    /// The amount cannot be set beside others: it covers several offences, or rests on an earlier text.
    pub apart: bool,
    /// A teaching example.
    pub teaching: bool,
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
        let parts = library
            .offences()
            .iter()
            .filter(|o| o.clause() == id.as_str());
        for offence in library.named(id.as_str()).into_iter().chain(parts) {
            if !offences.contains(&offence.id) {
                offences.push(offence.id.clone());
            }
        }
        Filter {
            offences,
            ..Filter::default()
        }
    }

    /// The decisions that have all these words, in what they say or in the name of their offence.
    pub fn containing(library: &Library, text: &str) -> Filter {
        let meant = |word: &str| -> Vec<OffenceId> {
            let mut ids: Vec<OffenceId> = Vec::new();
            for offence in library.offences() {
                if offence.title.contains(word) {
                    ids.extend([offence.id.clone(), OffenceId::from(offence.clause())]);
                }
            }
            ids.dedup();
            ids
        };
        Filter {
            text: text.to_owned(),
            meant: text.split_whitespace().map(meant).collect(),
            ..Filter::default()
        }
    }

    /// The conditions in SQL and what stands for their question marks.
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut asked = self.asked_without_text();
        for (n, word) in self.text.split_whitespace().enumerate() {
            let word = Value::from(word.to_owned());
            match self.meant.get(n).filter(|ids| !ids.is_empty()) {
                Some(ids) => asked.ask(
                    &format!("({CONTAINS} OR offence IN (SELECT value FROM json_each(?)))"),
                    [word, list(ids)],
                ),
                None => asked.ask(CONTAINS, [word]),
            }
        }
        (asked.sql, asked.values)
    }

    /// The same without the words.
    pub(super) fn conditions_without_text(&self) -> (String, Vec<Value>) {
        let asked = self.asked_without_text();
        (asked.sql, asked.values)
    }

    fn asked_without_text(&self) -> Conditions {
        let mut asked = Conditions::default();
        if !self.offences.is_empty() {
            asked.ask(
                "offence IN (SELECT value FROM json_each(?))",
                [list(&self.offences)],
            );
        }
        let texts = [
            ("authority = ?", self.authority.clone()),
            ("domain = ?", self.domain.as_ref().map(ToString::to_string)),
            ("subject = ?", self.subject.map(|s| s.id().to_owned())),
            ("stage = ?", self.stage.as_ref().map(ToString::to_string)),
            ("outcome = ?", self.outcome.map(|o| o.id().to_owned())),
            ("decided_to >= ?", self.from.map(|d| d.to_string())),
            ("decided_from <= ?", self.until.map(|d| d.to_string())),
            (
                "? IN (SELECT value FROM json_each(notes))",
                self.noted.clone(),
            ),
        ];
        for (condition, text) in texts {
            if let Some(text) = text {
                asked.ask(condition, [text.into()]);
            }
        }
        if let Some(import) = self.import {
            asked.ask("import = ?", [import.into()]);
        }
        if let Some(teaching) = self.teaching {
            asked.ask("teaching = ?", [i64::from(teaching).into()]);
        }
        for (condition, values) in self.terms.iter().map(Term::condition) {
            asked.ask(&condition, values);
        }
        let keys = |keys: &[i64]| -> Value { serde_json::json!(keys).to_string().into() };
        if let Some(only) = &self.only {
            asked.ask("id IN (SELECT value FROM json_each(?))", [keys(only)]);
        }
        if !self.except.is_empty() {
            let except = [keys(&self.except)];
            asked.ask("id NOT IN (SELECT value FROM json_each(?))", except);
        }
        asked
    }
}

/// Ids as one value of SQL.
fn list(ids: &[OffenceId]) -> Value {
    let ids: Vec<&str> = ids.iter().map(OffenceId::as_str).collect();
    serde_json::json!(ids).to_string().into()
}

pub(super) const CONTAINS: &str = "instr(case_no || char(10) || coalesce(party_name, '') || char(10) || authority || char(10) || coalesce(basis, '') || char(10) || coalesce(narrative, ''), ?) > 0";

/// Conditions that all have to hold, and what stands for their question marks.
#[derive(Default)]
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn ask(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        let joint = if self.sql.is_empty() {
            " WHERE "
        } else {
            " AND "
        };
        self.sql.push_str(joint);
        self.sql.push_str(condition);
        self.values.extend(values);
    }
}

impl Page {
    /// What to order by, without the words themselves.
    pub(super) fn order(self) -> String {
        let direction = if self.descending { "DESC" } else { "ASC" };
        let keys = match self.sort {
            Sort::Decided => format!("decided_from {direction}"),
            // Nothing sorts before everything, so that in descending order it comes last by itself.
            Sort::Fine if self.descending => "fine DESC".to_owned(),
            Sort::Fine => "fine IS NULL, fine ASC".to_owned(),
            Sort::Authority => format!("authority {direction}, decided_from DESC"),
            Sort::CaseNo => format!("case_no {direction}"),
            Sort::Offence => format!("offence IS NULL, offence {direction}, decided_from DESC"),
            Sort::Arrival => String::new(),
        };
        let comma = if keys.is_empty() { "" } else { ", " };
        format!("{keys}{comma}id {direction}")
    }
}

impl Store {
    /// One page of the decisions that match.
    pub fn decisions(&self, filter: &Filter, page: Page) -> Result<Vec<Stored>, StoreError> {
        let mut found = Vec::new();
        let tail = format!(
            " ORDER BY {} LIMIT {} OFFSET {}",
            page.order(),
            page.limit,
            page.offset
        );
        self.each_row(EVERYTHING, filter, &tail, |stored| found.push(stored))?;
        Ok(found)
    }

    /// Gives the decisions of a page one by one, whole, until there are no more or `give` says to stop.
    pub fn each_on(
        &self,
        filter: &Filter,
        page: Page,
        mut give: impl FnMut(Stored) -> std::ops::ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let (conditions, values) = filter.conditions();
        let mut statement = self.conn.prepare(&format!(
            "SELECT {EVERYTHING} FROM decision{conditions} ORDER BY {} LIMIT {} OFFSET {}",
            page.order(),
            page.limit,
            page.offset
        ))?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut decoder = Decoder::default();
        while let Some(row) = rows.next()? {
            if give(decoder.read(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Where a decision stands, from 0, among those that match, in the order of the page.
    pub fn position(
        &self,
        filter: &Filter,
        page: Page,
        id: i64,
    ) -> Result<Option<u64>, StoreError> {
        let (conditions, mut values) = filter.conditions();
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT at FROM (SELECT id, row_number() OVER (ORDER BY {}) - 1 AS at FROM decision{conditions}) WHERE id = ?",
            page.order()
        ))?;
        values.push(id.into());
        Ok(statement
            .query_row(params_from_iter(values), |row| count(row, 0))
            .optional()?)
    }

    /// What became of each case that matches: enough to count and to tell the interval of the fines.
    pub fn outcomes(&self, filter: &Filter) -> Result<Vec<CaseOutcome>, StoreError> {
        let (conditions, values) = filter.conditions();
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {OUTCOMES} FROM decision{conditions}"))?;
        let rows = statement.query_map(params_from_iter(values), |row| {
            let (subject, outcome): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            Ok(CaseOutcome {
                // The table holds nothing else.
                subject: Subject::from_id(&subject).unwrap_or(Subject::Unit),
                outcome: outcome.as_deref().and_then(Outcome::from_id),
                fine: row.get::<_, Option<i64>>(2)?.map(Fen),
                apart: row.get(3)?,
                teaching: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
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

    /// All decisions, for comparison. Those of no region are taken to be of the jurisdiction: the
    /// register is the office's own.
    pub fn cases(&self, jurisdiction: Option<&str>) -> Result<Cases, StoreError> {
        let cases = self.cases_watched(jurisdiction, &|_| true)?;
        // Nobody gives up.
        Ok(cases.unwrap_or_else(Cases::new))
    }

    /// The same; `goes_on` is told the share read so far, and gives up by saying no.
    pub fn cases_watched(
        &self,
        jurisdiction: Option<&str>,
        goes_on: &dyn Fn(f64) -> bool,
    ) -> Result<Option<Cases>, StoreError> {
        let mut cases = Cases::new();
        let last: Option<i64> = self
            .conn
            .prepare_cached("SELECT max(id) FROM decision")?
            .query_row([], |row| row.get(0))?;
        let last = usize::try_from(last.unwrap_or(0)).unwrap_or(0);
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {CASE} FROM decision ORDER BY id"))?;
        let mut rows = statement.query([])?;
        let mut decoder = Decoder::default();
        while let Some(row) = rows.next()? {
            if cases.len().is_multiple_of(BETWEEN_LOOKS) {
                let at: i64 = row.get(0)?;
                if !goes_on(share(usize::try_from(at).unwrap_or(0), last)) {
                    return Ok(None);
                }
            }
            decoder.case(row, jurisdiction, &mut cases)?;
        }
        Ok(Some(cases))
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

    /// How many decisions match, the sum of their fines in fen, and of how many no fine is known.
    pub fn sum(&self, filter: &Filter) -> Result<(u64, Fen, u64), StoreError> {
        let (conditions, values) = filter.conditions();
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT count(*), coalesce(sum(fine), 0), count(*) - count(fine) FROM decision{conditions}"
        ))?;
        Ok(statement.query_row(params_from_iter(values), |row| {
            Ok((count(row, 0)?, Fen(row.get(1)?), count(row, 2)?))
        })?)
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
