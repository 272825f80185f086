//! From a record as written to a decision, or to the reason why not.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::compare::decision::Flags;
use crate::compare::{Decision, Outcome};
use crate::law::fact::FactKind;
use crate::law::numeral::fold_digit;
use crate::law::{FactValue, Facts, Fen, Library, OffenceId, PartialDate};
use crate::store::import::amount::read_amount;
use crate::store::import::date::read_date;
use crate::store::import::notice::{NoteCode, Reason};
use crate::store::import::record::{Amount, FactText, Record, Text};
use crate::store::import::terms::Terms;
use crate::store::row::identity;
use crate::store::words;

/// A decision with what was noted about it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::store) struct Understood {
    pub decision: Decision,
    /// What makes it the same record as another.
    pub identity: i64,
    pub notes: Vec<NoteCode>,
    /// What had no place in the decision, as a JSON object.
    pub extra: Option<String>,
}

/// Reads records with one library.
pub(super) struct Reader<'l> {
    terms: Terms<'l>,
    teaching: bool,
}

/// Notes and left-over text of the record at hand.
#[derive(Default)]
struct Remarks {
    notes: Vec<NoteCode>,
    extra: Map<String, Value>,
}

impl Remarks {
    fn note(&mut self, code: NoteCode) {
        if !self.notes.contains(&code) {
            self.notes.push(code);
        }
    }

    /// Keeps a text the program could not place, with a note.
    fn keep(&mut self, code: NoteCode, field: &str, text: &str) {
        self.note(code);
        match self.extra.get_mut(field) {
            Some(Value::String(all)) => {
                all.push(';');
                all.push_str(text);
            }
            Some(_) | None => {
                self.extra
                    .insert(field.to_owned(), Value::String(text.to_owned()));
            }
        }
    }
}

impl<'l> Reader<'l> {
    pub fn new(library: &'l Library, teaching: bool) -> Reader<'l> {
        Reader {
            terms: Terms::new(library),
            teaching,
        }
    }

    /// Understands a record.
    pub fn read(&mut self, mut record: Record<'_>) -> Result<Understood, Reason> {
        let mut remarks = Remarks::default();
        let case_no = record.case_no.take().ok_or(Reason::MissingCaseNo)?;
        let decided_on = record.decided_on.take().ok_or(Reason::MissingDecidedOn)?;
        let decided_on = read_date(&decided_on).map_err(|_| Reason::InvalidDate)?;
        let authority = record.authority.take().ok_or(Reason::MissingAuthority)?;
        let subject = record.subject.take().ok_or(Reason::MissingSubject)?;
        let subject = self.terms.subject(&subject).ok_or(Reason::UnknownSubject)?;
        let mut flags = Flags {
            merged: record.merged,
            earlier_numbering: false,
            article_inferred: record.article_inferred,
            teaching: self.teaching || record.teaching,
        };
        let offence = self.offence(&record, decided_on, &mut flags, &mut remarks)?;
        let (outcome, fine) = self.penalty(&mut record, &mut remarks)?;
        if fine.is_some_and(|amount| amount > self.terms.ceiling(offence.as_ref(), subject)) {
            remarks.note(NoteCode::ImplausibleAmount);
        }
        let act_on = act_on(record.act_on.as_deref(), decided_on, &mut remarks);
        let title = record.offence_title.take();
        if let Some(title) = title.as_deref().filter(|t| {
            offence
                .as_ref()
                .is_none_or(|id| !self.terms.is_title_of(t, id))
        }) {
            remarks
                .extra
                .insert("offence_text".to_owned(), Value::String(title.to_owned()));
        }
        for (key, value) in std::mem::take(&mut record.extra) {
            remarks.extra.insert(key.into_owned(), value);
        }
        let mut circumstances = Vec::with_capacity(record.circumstances.len());
        for word in &record.circumstances {
            match self.terms.circumstance(word) {
                Some(id) if circumstances.contains(id) => {}
                Some(id) => circumstances.push(id.clone()),
                None => remarks.keep(NoteCode::UnknownCircumstance, "circumstances", word),
            }
        }
        let decision = Decision {
            facts: self.facts(std::mem::take(&mut record.facts), &mut remarks),
            region: region(record.region, &mut remarks),
            domain: known(
                record.domain,
                NoteCode::UnknownDomain,
                "domain",
                &mut remarks,
                |w| self.terms.domain(w).cloned(),
            ),
            stage: known(
                record.stage,
                NoteCode::UnknownStage,
                "stage",
                &mut remarks,
                |w| self.terms.stage(w).cloned(),
            ),
            tier: record.tier.map(|t| self.terms.tier(&t)),
            case_no: case_no.into_owned(),
            decided_on,
            act_on,
            authority: authority.into_owned(),
            basis: record.basis.map(Text::into_owned),
            offence,
            subject,
            party_name: record.party_name.map(Text::into_owned),
            circumstances,
            outcome,
            fine,
            other_penalties: record
                .other_penalties
                .into_iter()
                .map(Text::into_owned)
                .collect(),
            // A published case often tells its facts only in the name of the offence.
            narrative: record.narrative.or(title).map(Text::into_owned),
            flags,
        };
        let broken = |t: &str| t.contains('\u{FFFD}');
        if broken(&decision.case_no)
            || broken(&decision.authority)
            || [&decision.party_name, &decision.narrative, &decision.basis]
                .into_iter()
                .flatten()
                .any(|t| broken(t))
        {
            remarks.note(NoteCode::UndecodableText);
        }
        remarks.notes.sort_unstable();
        let extra = (!remarks.extra.is_empty()).then(|| Value::Object(remarks.extra).to_string());
        Ok(Understood {
            identity: identity(&decision),
            decision,
            notes: remarks.notes,
            extra,
        })
    }

    /// The offence: by its identifier, else by the citation, else by its name where only one has it.
    fn offence(
        &mut self,
        record: &Record<'_>,
        decided_on: PartialDate,
        flags: &mut Flags,
        remarks: &mut Remarks,
    ) -> Result<Option<OffenceId>, Reason> {
        let by_id = record
            .offence
            .as_deref()
            .and_then(|id| self.terms.offence(id));
        let Some(basis) = record.basis.as_deref() else {
            if by_id.is_some() {
                return Ok(by_id);
            }
            if let Some(id) = record
                .offence_title
                .as_deref()
                .and_then(|t| self.terms.titled(t, decided_on))
            {
                remarks.note(NoteCode::OffenceFromTitle);
                return Ok(Some(id.clone()));
            }
            return Err(if record.offence.is_some() {
                Reason::UnknownCitation
            } else {
                Reason::MissingBasis
            });
        };
        let cited = match (self.terms.cite(basis, decided_on.latest()), by_id.is_some()) {
            (Some(cited), _) => cited,
            (None, true) => {
                remarks.note(NoteCode::BasisDiffers);
                return Ok(by_id);
            }
            (None, false) => return Err(Reason::UnknownCitation),
        };
        flags.earlier_numbering = matches!(
            cited.note,
            Some(NoteCode::EarlierNumbering | NoteCode::NotRenumbered)
        );
        if cited.several && !flags.merged {
            remarks.note(NoteCode::SeveralOffences);
            // One amount under several penalty clauses cannot be held against any one of them.
            flags.merged = true;
        }
        let Some(id) = by_id else {
            cited.note.into_iter().for_each(|code| remarks.note(code));
            return Ok(cited.offence);
        };
        // A citation may stop at the clause of which the offence is a part.
        let agrees =
            |at: &OffenceId| id == *at || id.as_str().split('/').next() == Some(at.as_str());
        if !cited.several && cited.offence.is_some_and(|at| !agrees(&at)) {
            remarks.note(NoteCode::BasisDiffers);
        }
        if cited.note == Some(NoteCode::EarlierNumbering) {
            remarks.note(NoteCode::EarlierNumbering);
        }
        Ok(Some(id))
    }

    /// Outcome and fine, which explain each other.
    fn penalty(
        &self,
        record: &mut Record<'_>,
        remarks: &mut Remarks,
    ) -> Result<(Option<Outcome>, Option<Fen>), Reason> {
        let mut outcome = match record.disposition.take() {
            Some(word) => {
                let known = self.terms.outcome(&word);
                if known.is_none() {
                    remarks.keep(NoteCode::UnknownOutcome, "disposition", &word);
                }
                known
            }
            None => self.outcome_of_kinds(record),
        };
        let (fine, in_table) = match &record.amount {
            Amount::Unknown => (None, false),
            Amount::Yuan(yuan) if yuan.is_sign_negative() && !yuan.is_zero() => {
                return Err(Reason::NegativeAmount);
            }
            Amount::Yuan(yuan) => (
                Some(Fen::from_yuan(*yuan).ok_or(Reason::UnreadableAmount)?),
                false,
            ),
            Amount::Cell(text, unit) => (read_amount(text, *unit)?, true),
        };
        // A blank cell means that there is no fine, unless a fine is said to have been imposed.
        let fine = match (fine, outcome) {
            (None, Some(Outcome::Fined)) if in_table => return Err(Reason::MissingAmount),
            (None, Some(Outcome::Fined)) => {
                remarks.note(NoteCode::UnknownAmount);
                None
            }
            (None, Some(Outcome::Warned | Outcome::NotPenalised)) if in_table => Some(Fen::ZERO),
            (fine, _) => fine,
        };
        if let (Some(amount), Some(Outcome::Warned | Outcome::NotPenalised)) = (fine, outcome)
            && amount > Fen::ZERO
        {
            remarks.note(NoteCode::AmountWithoutFine);
            outcome = Some(Outcome::Fined);
        }
        if in_table && outcome.is_none() && fine.is_some_and(|f| f > Fen::ZERO) {
            outcome = Some(Outcome::Fined);
        }
        Ok((outcome, fine))
    }

    /// Takes the outcome out of the kinds of penalty; the rest are other penalties.
    fn outcome_of_kinds(&self, record: &mut Record<'_>) -> Option<Outcome> {
        let mut found: Option<Outcome> = None;
        for kind in std::mem::take(&mut record.kinds) {
            let outcome = self.terms.outcome(&kind);
            found = match (found, outcome) {
                (Some(Outcome::Fined), _) | (_, Some(Outcome::Fined)) => Some(Outcome::Fined),
                (Some(Outcome::NotPenalised), _) | (_, Some(Outcome::NotPenalised)) => {
                    Some(Outcome::NotPenalised)
                }
                (before, after) => before.or(after),
            };
            // A warning is an outcome and, beside a fine, a penalty of its own.
            if !matches!(outcome, Some(Outcome::Fined | Outcome::NotPenalised))
                && !record.other_penalties.contains(&kind)
            {
                record.other_penalties.push(kind);
            }
        }
        found
    }

    fn facts(&self, given: Vec<(Text<'_>, FactText<'_>)>, remarks: &mut Remarks) -> Facts {
        let mut facts = Facts::new();
        for (label, value) in given {
            let Some(spec) = self.terms.fact(&label) else {
                remarks.keep(NoteCode::UnknownFact, "facts", &format!("{label}={value}"));
                continue;
            };
            match fact_value(spec.kind, &value).filter(|v| spec.accepts(v)) {
                Some(value) => {
                    facts.insert(spec.id.clone(), value);
                }
                None => remarks.keep(
                    NoteCode::UnreadableFact,
                    "facts",
                    &format!("{label}={value}"),
                ),
            }
        }
        facts
    }
}

/// The value of a fact; a unit behind the number is dropped, a text stays as it is.
fn fact_value(kind: FactKind, value: &FactText<'_>) -> Option<FactValue> {
    match (kind, value) {
        (FactKind::Text, FactText::Text(text)) => {
            (!text.is_empty()).then(|| FactValue::Text(text.to_string()))
        }
        (FactKind::Text | FactKind::Flag, FactText::Number(_)) => None,
        (FactKind::Flag, FactText::Text(text)) => words::yes_no(text).map(FactValue::Flag),
        (FactKind::Integer | FactKind::Number, FactText::Number(number)) => {
            Some(FactValue::Number(number.normalize()))
        }
        (FactKind::Integer | FactKind::Number, FactText::Text(text)) => {
            if let Ok(number) = Decimal::from_str_exact(text) {
                return Some(FactValue::Number(number.normalize()));
            }
            let plain: String = text
                .chars()
                .map(fold_digit)
                .map(|c| if c == '．' { '.' } else { c })
                .collect();
            let number = plain.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
            Decimal::from_str_exact(number.trim())
                .ok()
                .map(|n| FactValue::Number(n.normalize()))
        }
    }
}

/// The day of the act. It is not required, so one that cannot be read is kept as text.
fn act_on(
    text: Option<&str>,
    decided_on: PartialDate,
    remarks: &mut Remarks,
) -> Option<PartialDate> {
    let date = match text.map(read_date) {
        None => {
            remarks.note(NoteCode::MissingActOn);
            None
        }
        Some(Ok(date)) => Some(date),
        Some(Err(_)) => {
            remarks.keep(NoteCode::InvalidActOn, "act_on", text.unwrap_or_default());
            None
        }
    };
    if date.is_some_and(|d| d.earliest() > decided_on.latest()) {
        remarks.note(NoteCode::ActAfterDecision);
    }
    if decided_on.exact().is_none() || date.is_some_and(|d| d.exact().is_none()) {
        remarks.note(NoteCode::ReducedDate);
    }
    date
}

fn region(text: Option<Text<'_>>, remarks: &mut Remarks) -> Option<String> {
    let Some(text) = text else {
        remarks.note(NoteCode::MissingRegion);
        return None;
    };
    let code: String = text.chars().map(fold_digit).collect();
    if code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
        return Some(code);
    }
    remarks.keep(NoteCode::InvalidRegion, "region", &text);
    None
}

/// The identifier of a word; one that is not known is kept as text.
fn known<T>(
    text: Option<Text<'_>>,
    code: NoteCode,
    field: &str,
    remarks: &mut Remarks,
    find: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text?;
    let found = find(&text);
    if found.is_none() {
        remarks.keep(code, field, &text);
    }
    found
}
