//! A decision as a row of the table, and back.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt::Write;

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement, params};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::compare::decision::{Amounts, Flags};
use crate::compare::{Cases, Decision, Entry, Outcome};
use crate::law::citation::squeeze;
use crate::law::{
    CircumstanceId, DomainId, FactId, FactValue, Facts, Fen, Id, OffenceId, PartialDate, StageId,
    Subject,
};
use crate::store::decisions::Stored;
use crate::store::error::StoreError;
use crate::store::import::Understood;
use crate::store::import::date::iso_day;

/// Keeps a new decision; one whose identity is taken is left to the caller.
pub(super) const INSERT: &str = "INSERT INTO decision (import, line, identity, case_no, decided_from, decided_to, act_from, act_to, authority, region, domain, basis, offence, subject, stage, party_name, facts, circumstances, tier, outcome, fine, other_penalties, narrative, merged, earlier_numbering, article_inferred, teaching, notes, extra, illegal_gain, goods_value, annual_income) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32) ON CONFLICT (identity) DO NOTHING";

/// Columns in the order [`Decoder::read`] expects; of the last six three are texts that comparison does not need.
pub(super) const FIGURES: &str = "id, import, line, case_no, decided_from, decided_to, act_from, act_to, authority, region, domain, basis, offence, subject, stage, party_name, facts, circumstances, tier, outcome, fine, other_penalties, merged, earlier_numbering, article_inferred, teaching, NULL, NULL, NULL, illegal_gain, goods_value, annual_income";
/// What comparison needs, in the order [`Decoder::case`] expects.
pub(super) const CASE: &str = "id, case_no, decided_from, decided_to, act_from, act_to, authority, region, domain, basis, offence, subject, stage, tier, outcome, fine, merged, earlier_numbering, article_inferred, teaching, circumstances, facts, illegal_gain, goods_value, annual_income";
/// The same with the texts.
pub(super) const EVERYTHING: &str = "id, import, line, case_no, decided_from, decided_to, act_from, act_to, authority, region, domain, basis, offence, subject, stage, party_name, facts, circumstances, tier, outcome, fine, other_penalties, merged, earlier_numbering, article_inferred, teaching, narrative, notes, extra, illegal_gain, goods_value, annual_income";

/// Writes decisions, reusing its buffers.
#[derive(Default)]
pub(super) struct Encoder {
    facts: String,
    circumstances: String,
    other: String,
    notes: String,
}

impl Encoder {
    /// Inserts a decision; false when its identity is taken.
    pub fn insert(
        &mut self,
        statement: &mut Statement<'_>,
        import: i64,
        line: u64,
        understood: &Understood,
    ) -> rusqlite::Result<bool> {
        let Understood {
            decision,
            identity,
            notes,
            extra,
        } = understood;
        write_facts(&mut self.facts, &decision.facts);
        write_list(
            &mut self.circumstances,
            decision.circumstances.iter().map(CircumstanceId::as_str),
        );
        write_list(
            &mut self.other,
            decision.other_penalties.iter().map(String::as_str),
        );
        write_list(&mut self.notes, notes.iter().map(|n| n.code()));
        let flags = decision.flags;
        let decided = days(Some(decision.decided_on));
        let act = days(decision.act_on);
        let changed = statement.execute(params![
            import,
            i64::try_from(line).unwrap_or(i64::MAX),
            identity,
            decision.case_no,
            decided.0,
            decided.1,
            act.0,
            act.1,
            decision.authority,
            decision.region,
            decision.domain.as_ref().map(DomainId::as_str),
            decision.basis,
            decision.offence.as_ref().map(OffenceId::as_str),
            decision.subject.id(),
            decision.stage.as_ref().map(StageId::as_str),
            decision.party_name,
            self.facts,
            self.circumstances,
            decision.tier,
            decision.outcome.map(Outcome::id),
            decision.fine.map(|f| f.0),
            self.other,
            decision.narrative,
            flags.merged,
            flags.earlier_numbering,
            flags.article_inferred,
            flags.teaching,
            (!notes.is_empty()).then_some(&self.notes),
            extra,
            decision.amounts.illegal_gain.map(|f| f.0),
            decision.amounts.goods_value.map(|f| f.0),
            decision.amounts.annual_income.map(|f| f.0),
        ])?;
        Ok(changed > 0)
    }
}

fn days(date: Option<PartialDate>) -> (Option<Day>, Option<Day>) {
    (
        date.map(|d| Day::new(d.earliest())),
        date.map(|d| Day::new(d.latest())),
    )
}

/// A day as text, without the heap.
struct Day([u8; 10]);

impl Day {
    fn new(day: NaiveDate) -> Day {
        use chrono::Datelike;
        let mut text = *b"0000-00-00";
        let mut put = |at: std::ops::Range<usize>, mut n: u32| {
            for slot in text.get_mut(at).unwrap_or_default().iter_mut().rev() {
                *slot = b'0' + u8::try_from(n % 10).unwrap_or_default();
                n /= 10;
            }
        };
        put(0..4, day.year().unsigned_abs());
        put(5..7, day.month());
        put(8..10, day.day());
        Day(text)
    }
}

impl rusqlite::ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(ValueRef::Text(
            &self.0,
        )))
    }
}

fn write_list<'a>(out: &mut String, items: impl Iterator<Item = &'a str>) {
    out.clear();
    out.push('[');
    for item in items {
        if out.len() > 1 {
            out.push(',');
        }
        write_text(out, item);
    }
    out.push(']');
}

fn write_facts(out: &mut String, facts: &Facts) {
    out.clear();
    out.push('{');
    for (id, value) in facts {
        if out.len() > 1 {
            out.push(',');
        }
        write_text(out, id.as_str());
        out.push(':');
        match value {
            // Exactly the decimal, which is also a JSON number.
            FactValue::Number(number) => drop(write!(out, "{number}")),
            FactValue::Text(text) => write_text(out, text),
            FactValue::Flag(holds) => out.push_str(if *holds { "true" } else { "false" }),
        }
    }
    out.push('}');
}

/// A JSON text; most need no escapes.
fn write_text(out: &mut String, text: &str) {
    if text.bytes().all(|b| b >= b' ' && b != b'"' && b != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&Value::from(text).to_string());
    }
}

/// Reads rows, sharing the identifiers that repeat.
#[derive(Default)]
pub(super) struct Decoder {
    offences: HashSet<OffenceId>,
    domains: HashSet<DomainId>,
    stages: HashSet<StageId>,
    circumstances: HashSet<CircumstanceId>,
    facts: HashSet<FactId>,
}

/// The shared identifier of a text.
fn shared<T>(known: &mut HashSet<Id<T>>, text: &str) -> Id<T>
where
    Id<T>: Borrow<str>,
{
    if let Some(id) = known.get(text) {
        return id.clone();
    }
    let id = Id::from(text);
    known.insert(id.clone());
    id
}

impl Decoder {
    /// Reads a row of [`FIGURES`] or [`EVERYTHING`].
    pub fn read(&mut self, row: &Row<'_>) -> Result<Stored, StoreError> {
        let id: i64 = row.get(0)?;
        let bad = |column| StoreError::BadValue { row: id, column };
        let subject =
            Subject::from_id(text(row, 13)?.unwrap_or_default()).ok_or_else(|| bad("subject"))?;
        let outcome = text(row, 19)?
            .map(|o| Outcome::from_id(o).ok_or_else(|| bad("outcome")))
            .transpose()?;
        let circumstances: Vec<std::borrow::Cow<'_, str>> =
            parse(text(row, 17)?).ok_or_else(|| bad("circumstances"))?;
        let decision = Decision {
            case_no: row.get(3)?,
            decided_on: date(row, 4)?.ok_or_else(|| bad("decided_from"))?,
            act_on: date(row, 6)?,
            authority: row.get(8)?,
            region: row.get(9)?,
            domain: text(row, 10)?.map(|t| shared(&mut self.domains, t)),
            basis: row.get(11)?,
            offence: text(row, 12)?.map(|t| shared(&mut self.offences, t)),
            subject,
            stage: text(row, 14)?.map(|t| shared(&mut self.stages, t)),
            party_name: row.get(15)?,
            facts: self.facts(text(row, 16)?).ok_or_else(|| bad("facts"))?,
            circumstances: circumstances
                .iter()
                .map(|c| shared(&mut self.circumstances, c))
                .collect(),
            tier: row.get(18)?,
            outcome,
            fine: row.get::<_, Option<i64>>(20)?.map(Fen),
            amounts: amounts(row, 29)?,
            other_penalties: parse(text(row, 21)?).ok_or_else(|| bad("other_penalties"))?,
            narrative: row.get(26)?,
            flags: Flags {
                merged: row.get(22)?,
                earlier_numbering: row.get(23)?,
                article_inferred: row.get(24)?,
                teaching: row.get(25)?,
            },
        };
        let notes = text(row, 27)?.map_or_else(Vec::new, |t| parse(Some(t)).unwrap_or_default());
        let line = u64::try_from(row.get::<_, i64>(2)?).map_err(|_| bad("line"))?;
        Ok(Stored {
            id,
            import: row.get(1)?,
            line,
            decision,
            notes,
            extra: row.get(28)?,
        })
    }

    /// Puts a row of [`CASE`] among the decisions to compare; one of no region is taken to be of the jurisdiction.
    pub fn case(
        &mut self,
        row: &Row<'_>,
        jurisdiction: Option<&str>,
        cases: &mut Cases,
    ) -> Result<(), StoreError> {
        let key: i64 = row.get(0)?;
        let bad = |column| StoreError::BadValue { row: key, column };
        let outcome = text(row, 14)?
            .map(|o| Outcome::from_id(o).ok_or_else(|| bad("outcome")))
            .transpose()?;
        let subject = Subject::from_id(text(row, 11)?.unwrap_or_default());
        cases.add(&Entry {
            key,
            case_no: text(row, 1)?.unwrap_or_default(),
            decided_on: date(row, 2)?.ok_or_else(|| bad("decided_from"))?,
            act_on: date(row, 4)?,
            authority: text(row, 6)?.unwrap_or_default(),
            region: text(row, 7)?.or(jurisdiction),
            domain: text(row, 8)?,
            basis: text(row, 9)?,
            offence: text(row, 10)?,
            subject: subject.ok_or_else(|| bad("subject"))?,
            stage: text(row, 12)?,
            tier: text(row, 13)?,
            outcome,
            fine: row.get::<_, Option<i64>>(15)?.map(Fen),
            amounts: amounts(row, 22)?,
            flags: Flags {
                merged: row.get(16)?,
                earlier_numbering: row.get(17)?,
                article_inferred: row.get(18)?,
                teaching: row.get(19)?,
            },
        });
        let circumstances: Vec<std::borrow::Cow<'_, str>> = match text(row, 20)? {
            Some("[]") => Vec::new(),
            list => parse(list).ok_or_else(|| bad("circumstances"))?,
        };
        cases.add_circumstances(circumstances.iter().map(|c| &**c));
        let facts = self.facts(text(row, 21)?).ok_or_else(|| bad("facts"))?;
        for (fact, value) in &facts {
            cases.add_fact(fact.as_str(), value);
        }
        Ok(())
    }

    fn facts(&mut self, text: Option<&str>) -> Option<Facts> {
        let text = text?;
        if text == "{}" {
            return Some(Facts::new());
        }
        let map: Map<String, Value> = parse(Some(text))?;
        map.into_iter()
            .map(|(key, value)| {
                let value = match value {
                    Value::Number(n) => FactValue::Number(n.as_i64().map_or_else(
                        || Decimal::from_str_exact(&n.to_string()).ok(),
                        |n| Some(Decimal::from(n)),
                    )?),
                    Value::String(text) => FactValue::Text(text),
                    Value::Bool(holds) => FactValue::Flag(holds),
                    Value::Null | Value::Array(_) | Value::Object(_) => return None,
                };
                Some((shared(&mut self.facts, &key), value))
            })
            .collect()
    }
}

/// Three amounts from a column on.
fn amounts(row: &Row<'_>, first: usize) -> rusqlite::Result<Amounts> {
    let amount = |column| -> rusqlite::Result<Option<Fen>> {
        Ok(row.get::<_, Option<i64>>(column)?.map(Fen))
    };
    Ok(Amounts {
        illegal_gain: amount(first)?,
        goods_value: amount(first + 1)?,
        annual_income: amount(first + 2)?,
    })
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StoreError> {
    Ok(row
        .get_ref(column)?
        .as_str_or_null()
        .map_err(rusqlite::Error::from)?)
}

fn parse<'a, T: serde::Deserialize<'a>>(text: Option<&'a str>) -> Option<T> {
    serde_json::from_str(text?).ok()
}

fn date(row: &Row<'_>, column: usize) -> Result<Option<PartialDate>, StoreError> {
    let (Some(from), Some(to)) = (text(row, column)?, text(row, column + 1)?) else {
        return Ok(None);
    };
    Ok(iso_day(from)
        .zip(iso_day(to))
        .and_then(|(from, to)| PartialDate::between(from, to)))
}

/// What makes two records one: number, offence (or citation), subject, party, written in whatever way.
/// The first 64 bits of a hash; should two ever coincide, the later is refused as conflicting, not lost.
pub(super) fn identity(decision: &Decision) -> i64 {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        if text.bytes().all(|b| b.is_ascii_alphanumeric()) || text.chars().all(is_plain) {
            hash.update(text);
        } else {
            hash.update(squeeze(text).replace('[', "(").replace(']', ")"));
        }
        hash.update([0x1F]);
    };
    add(&decision.case_no);
    match (&decision.offence, &decision.basis) {
        (Some(offence), _) => add(offence.as_str()),
        (None, basis) => add(basis.as_deref().unwrap_or_default()),
    }
    add(decision.subject.id());
    add(decision.party_name.as_deref().unwrap_or_default());
    let hash = hash.finalize();
    hash.first_chunk()
        .map_or(0, |bytes| i64::from_be_bytes(*bytes))
}

/// Characters that are written in one way only.
pub(super) fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '\u{4E00}'..='\u{9FFF}')
}
