//! Which penalty rows speak about a subject of a case: those of the offence and those it takes from the
//! articles it refers to, or those of the provision that goes before it.

use chrono::NaiveDate;

use crate::assess::outcome::Cited;
use crate::assess::tiering::Scope;
use crate::law::fine::Inputs;
use crate::law::offence::PenaltyRow;
use crate::law::relation::{Precedence, Why};
use crate::law::{
    CircumstanceId, FactValue, Facts, Library, Offence, OffenceId, StageId, Subject, words,
};

/// What is known of a case, one subject at a time.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The offence or clause; several where one act has several counterparts in the law that applies.
    pub offences: &'a [OffenceId],
    /// Who.
    pub subject: Subject,
    /// At which stage; all stages when unknown.
    pub stage: Option<&'a StageId>,
    /// Domain, when known.
    pub domain: Option<&'a str>,
    /// Region code.
    pub region: Option<&'a str>,
    /// The day whose benchmark applies.
    pub day: Option<NaiveDate>,
    /// The day whose law applies: the end of the act, or the decision where the newer law was chosen.
    pub law_day: Option<NaiveDate>,
    /// Facts.
    pub facts: &'a Facts,
    /// Whether the facts choose among items that go by the grade of an accident; past decisions are sorted by
    /// grade before.
    pub grade_by_facts: bool,
    /// Circumstances.
    pub circumstances: &'a [CircumstanceId],
    /// Amounts that measures refer to.
    pub inputs: Inputs,
}

impl<'a> Situation<'a> {
    /// The offences it names.
    pub fn named(&self, library: &'a Library) -> impl Iterator<Item = &'a Offence> {
        let ids = self.offences;
        ids.iter().flat_map(|id| library.named(id.as_str()))
    }

    /// Where and when benchmarks are looked for.
    pub fn scope(&self) -> Scope<'a> {
        Scope {
            domain: self.domain,
            region: self.region,
            day: self.day,
        }
    }
}

/// A row that speaks about the subject.
#[derive(Clone, Copy, Debug)]
pub struct Applied<'a> {
    /// The offence whose consequence it is: the one named, or the one that goes before it.
    pub offence: &'a Offence,
    /// The row.
    pub row: &'a PenaltyRow,
}

/// The rows that speak about the subject of a situation, offence by offence.
pub fn applied<'a>(library: &'a Library, situation: &Situation<'a>) -> Vec<Applied<'a>> {
    let of = |offence| rows_of(library, situation, offence).0;
    let mut all: Vec<Applied> = Vec::new();
    for found in situation.named(library).flat_map(of) {
        // Two items of a clause may give way to the same provision.
        let known = all
            .iter()
            .any(|a| std::ptr::eq(a.row, found.row) && a.offence.id == found.offence.id);
        if !known {
            all.push(found);
        }
    }
    all
}

/// The rows for the subject under one offence, and the precedences at work: those under which it
/// gives way, and provisions that only stand beside it. What governs may give way in its turn.
pub fn rows_of<'a>(
    library: &'a Library,
    situation: &Situation<'a>,
    offence: &'a Offence,
) -> (Vec<Applied<'a>>, Vec<&'a Precedence>) {
    let mut told: Vec<&Precedence> = Vec::new();
    let mut governing: Vec<Applied> = Vec::new();
    let mut own_too = true;
    let (subject, domain, day) = (situation.subject, situation.domain, situation.law_day);
    for precedence in library.gives_way(&offence.id, subject, domain, day) {
        let holds = precedence.fact.as_ref().is_none_or(|fact| {
            let more = |v: &FactValue| matches!(v, FactValue::Number(n) if !n.is_zero());
            situation.facts.get(fact).is_some_and(more)
        });
        if !holds {
            continue;
        }
        let mut found: Vec<Applied> = Vec::new();
        let mut told_there: Vec<&Precedence> = Vec::new();
        for higher in library.named(precedence.higher.as_str()) {
            let (rows, further) = rows_of(library, situation, higher);
            found.extend(rows);
            told_there.extend(further);
        }
        // What says nothing of this subject at this stage does not go before what does.
        if found.is_empty() {
            continue;
        }
        told.push(precedence);
        match precedence.why {
            Why::Beside => {}
            Why::Partly => {
                governing.extend(found);
                told.extend(told_there);
            }
            Why::Higher | Why::Later | Why::Special => {
                own_too = false;
                governing.extend(found);
                told.extend(told_there);
            }
        }
    }
    if own_too {
        let rows = applicable_rows(offence, subject, situation.stage, &situation.inputs);
        let standing = rows
            .into_iter()
            .filter(|r| stands(library, offence, r, day));
        governing.extend(standing.map(|row| Applied { offence, row }));
    }
    (governing, told)
}

/// Tells whether the instrument a row was taken from is in force on the day of the act.
pub fn stands(
    library: &Library,
    offence: &Offence,
    row: &PenaltyRow,
    day: Option<NaiveDate>,
) -> bool {
    let Some(origin) = &row.origin else {
        return true;
    };
    let in_force = |id: &OffenceId| {
        let there = library.offence(id.as_str());
        let own = there.is_some_and(|o| o.instrument == offence.instrument);
        own || library.stands(id, day)
    };
    in_force(&origin.offence) && origin.through.iter().all(in_force)
}

/// The rows for a subject and stage that may apply, leaving out those whose threshold is known not to be met.
///
/// An individual for whom the statute has no row of its own is covered by the row for responsible persons, or
/// by a row that says 单位或者个人. Who is responsible within a unit is covered by a row about persons (有关人员),
/// not by one about whoever acted, unit or person: that is the unit where the unit acted.
pub fn applicable_rows<'a>(
    offence: &'a Offence,
    subject: Subject,
    stage: Option<&'a StageId>,
    inputs: &Inputs,
) -> Vec<&'a PenaltyRow> {
    let open = |row: &&PenaltyRow| {
        let when = row.fine.as_ref().and_then(|f| f.when);
        when.is_none_or(|w| w.holds(inputs) != Some(false))
    };
    let of = |s: Subject| offence.rows_for(s, stage).filter(open).collect::<Vec<_>>();
    let own = of(subject);
    if !own.is_empty() || subject == Subject::Unit {
        return own;
    }
    if subject == Subject::ResponsiblePerson {
        let mut persons = of(Subject::Individual);
        persons.retain(|r| !r.who.contains(words::UNIT));
        return persons;
    }
    let other = of(Subject::ResponsiblePerson);
    if !other.is_empty() {
        return other;
    }
    of(Subject::Unit)
        .into_iter()
        .filter(|r| r.who.contains(words::INDIVIDUAL))
        .collect()
}

/// Every offence whose rows or items may speak where this one is named: itself, what its rows were taken from,
/// and what may go before it.
pub fn sources<'a>(library: &'a Library, offence: &'a Offence) -> Vec<&'a Offence> {
    let mut found: Vec<&Offence> = vec![offence];
    let mut at = 0;
    while let Some(one) = found.get(at).copied() {
        at += 1;
        let origins = one.taken.iter().filter_map(|r| r.origin.as_ref());
        let origins = origins.filter_map(|o| library.offence(o.offence.as_str()));
        let all = &library.parts().relations.precedences;
        let gives_way =
            |lower: &OffenceId| library.named(lower.as_str()).iter().any(|o| o.id == one.id);
        let before = all.iter().filter(|p| gives_way(&p.lower));
        let before = before.flat_map(|p| library.named(p.higher.as_str()));
        let more: Vec<&Offence> = origins.chain(before).collect();
        for other in more {
            if !found.iter().any(|f| f.id == other.id) {
                found.push(other);
            }
        }
    }
    found
}

/// Tells whether a row only says that another text is to be followed.
pub fn only_refers(row: &PenaltyRow) -> bool {
    row.refers_to.is_some() && row.fine.is_none() && row.penalties.is_empty()
}

/// What an offence refers to and is not loaded, or not in the text of the day; nothing when all of it is.
pub fn not_loaded<'a>(
    library: &'a Library,
    offence: &'a Offence,
    day: Option<NaiveDate>,
) -> Option<&'a str> {
    let referrals = library.referrals_of(offence);
    if let Some(missing) = referrals.iter().find_map(|r| r.not_loaded.as_deref()) {
        return Some(missing);
    }
    let mut targets = referrals.iter().flat_map(|r| &r.targets);
    let own = |id: &OffenceId| {
        let named = library.named(id.as_str());
        named
            .first()
            .is_some_and(|o| o.instrument == offence.instrument)
    };
    if targets.any(|t| own(&t.offence) || library.stands(&t.offence, day)) {
        return None;
    }
    let refers = |r: &&PenaltyRow| only_refers(r) || !referrals.is_empty() && r.fine.is_none();
    let mut rows = offence.rows.iter().filter(refers);
    rows.find_map(|r| r.refers_to.as_deref())
}

/// The offence a row stands in.
pub fn stands_in<'a>(library: &'a Library, applied: &Applied<'a>) -> &'a Offence {
    let origin = applied.row.origin.as_ref();
    let there = origin.and_then(|o| library.offence(o.offence.as_str()));
    there.unwrap_or(applied.offence)
}

/// Where a row stands: its article, and the one that article refers to.
pub fn cited(library: &Library, applied: &Applied) -> Cited {
    let own = library.citation_of(applied.offence);
    let there = stands_in(library, applied);
    let target = (there.id != applied.offence.id).then(|| library.citation_of(there));
    Cited {
        own,
        targets: target.into_iter().collect(),
        reading: applied.row.origin.as_ref().is_some_and(|o| o.reading),
    }
}
