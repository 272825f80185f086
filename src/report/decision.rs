//! A past decision in words: everything its record says, label by label.

use crate::assess::words::subject;
use crate::compare::Decision;
use crate::law::{CircumstanceId, FactId, FactValue, Library, OffenceId, vocabulary};
use crate::report::words;
use crate::store::{ImportEntry, NoteCode, Stored};

/// A label and what stands behind it.
pub type Line = (String, String);

/// The name of an offence, or of all offences of a clause.
pub fn title(library: &Library, offence: &OffenceId) -> Option<String> {
    let named = library.named(offence.as_str());
    let first = named.first()?;
    Some(words::one_of(&first.title, named.len()))
}

/// What a decision is about: the offence, or the citation where it leads nowhere.
pub fn about(library: &Library, decision: &Decision) -> String {
    decision
        .offence
        .as_ref()
        .and_then(|id| title(library, id))
        .or_else(|| decision.basis.clone())
        .unwrap_or_default()
}

/// The fine, or what else became of the case; not known is not zero.
pub fn outcome(library: &Library, decision: &Decision) -> String {
    use crate::compare::Outcome;
    match (decision.outcome, decision.fine) {
        (Some(Outcome::Fined) | None, Some(fine)) => fine.to_string(),
        (Some(Outcome::Fined), None) => words::FINE_UNKNOWN.to_owned(),
        (Some(other), _) => {
            vocabulary::label(&library.parts().vocabulary.dispositions, other.id()).to_owned()
        }
        (None, None) => words::OUTCOME_UNKNOWN.to_owned(),
    }
}

/// A fact with its value.
pub fn fact(library: &Library, id: &FactId, value: &FactValue) -> String {
    format!("{} {value}", fact_label(library, id))
}

/// The label of a fact.
pub fn fact_label<'a>(library: &'a Library, id: &'a FactId) -> &'a str {
    library
        .fact(id)
        .map_or(id.as_str(), |spec| spec.label.as_str())
}

/// The label of a circumstance.
pub fn circumstance<'a>(library: &'a Library, id: &'a CircumstanceId) -> &'a str {
    library
        .circumstance(id)
        .map_or(id.as_str(), |known| known.label.as_str())
}

/// Everything the decision says; what it does not say is left out, save outcome and offence.
pub fn lines(library: &Library, decision: &Decision) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut add = |label: &str, text: Option<String>| {
        lines.extend(
            text.filter(|t| !t.is_empty())
                .map(|t| (label.to_owned(), t)),
        );
    };
    let list = |parts: Vec<String>| parts.join(words::LIST_COMMA);
    let terms = &library.parts().vocabulary;
    let domain = decision.domain.as_ref().map(|id| {
        library
            .domain(id.as_str())
            .map_or_else(|| id.to_string(), |d| d.label.clone())
    });
    let facts = decision.facts.iter().map(|(id, v)| fact(library, id, v));
    let circumstances = decision.circumstances.iter();
    add(words::CASE_NO, Some(decision.case_no.clone()));
    add(words::OFFENCE, Some(about(library, decision)));
    add(words::BASIS, decision.basis.clone());
    add(words::FOUND, Some(found(library, decision)));
    add(words::PARTY, decision.party_name.clone());
    add(words::SUBJECT, Some(subject(decision.subject).to_owned()));
    add(
        words::STAGE,
        decision
            .stage
            .as_ref()
            .map(|id| vocabulary::label(&terms.stages, id.as_str()).to_owned()),
    );
    add(words::DOMAIN, domain);
    add(words::AUTHORITY, Some(decision.authority.clone()));
    add(words::REGION, decision.region.clone());
    add(words::DECIDED_ON, Some(decision.decided_on.to_string()));
    add(words::ACT_ON, decision.act_on.map(|d| d.to_string()));
    add(words::OUTCOME, Some(outcome(library, decision)));
    let amounts = decision.amounts;
    for (label, amount) in [
        (words::ILLEGAL_GAIN, amounts.illegal_gain),
        (words::GOODS_VALUE, amounts.goods_value),
        (words::ANNUAL_INCOME, amounts.annual_income),
    ] {
        add(label, amount.map(|a| a.to_string()));
    }
    add(
        words::OTHER_PENALTIES,
        Some(list(decision.other_penalties.clone())),
    );
    add(words::TIER, decision.tier.clone());
    add(words::FACTS, Some(list(facts.collect())));
    add(
        words::CIRCUMSTANCES,
        Some(list(
            circumstances
                .map(|id| circumstance(library, id).to_owned())
                .collect(),
        )),
    );
    add(words::NARRATIVE, decision.narrative.clone());
    add(words::MARKS, Some(list(marks(decision))));
    lines
}

/// The same with what the store knows of the record: notes, other columns, where it came from.
pub fn stored_lines(library: &Library, stored: &Stored, import: Option<&ImportEntry>) -> Vec<Line> {
    let mut lines = lines(library, &stored.decision);
    for code in &stored.notes {
        let text = NoteCode::meaning(code).unwrap_or(code);
        lines.push((words::NOTE.to_owned(), text.to_owned()));
    }
    lines.extend(stored.extra.as_deref().map(others).unwrap_or_default());
    if let Some(import) = import {
        let text = words::came_from(&import.file, stored.line, &import.at);
        lines.push((words::CAME_FROM.to_owned(), text));
    }
    lines
}

/// Columns of the file that the program has no field for.
fn others(extra: &str) -> Vec<Line> {
    use serde_json::{Map, Value};
    let map: Map<String, Value> = serde_json::from_str(extra).unwrap_or_default();
    let text = |value: Value| match &value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            value.to_string()
        }
    };
    map.into_iter()
        .map(|(key, value)| (key, text(value)))
        .collect()
}

/// The article of the library and the id.
fn found(library: &Library, decision: &Decision) -> String {
    let Some(id) = &decision.offence else {
        return words::OUTSIDE_LIBRARY.to_owned();
    };
    let cite = library.citation_of_id(id);
    format!("{} {id}", cite.unwrap_or_default())
}

fn marks(decision: &Decision) -> Vec<String> {
    let flags = decision.flags;
    [
        (flags.teaching, words::MARK_TEACHING),
        (flags.merged, words::MARK_MERGED),
        (flags.earlier_numbering, words::MARK_EARLIER),
        (flags.article_inferred, words::MARK_INFERRED),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, text)| text.to_owned())
    .collect()
}
