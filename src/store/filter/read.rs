//! Text into conditions.

use chrono::NaiveDate;

use crate::law::{Library, OffenceId};
use crate::store::filter::token::{Cell, Token, sign, text, tokens};
use crate::store::filter::value::{self, Order};
use crate::store::filter::{Asked, Doubt, Name, Term, What, words};

/// Reads a text.
pub(super) fn read(library: &Library, today: NaiveDate, written: &str) -> Asked {
    let mut asked = Asked::default();
    for token in tokens(written) {
        match term(library, today, &token) {
            Ok(term) => asked.terms.push(term),
            Err(message) => asked.doubts.push(Doubt {
                place: token.place,
                message,
            }),
        }
    }
    asked
}

fn term(library: &Library, today: NaiveDate, token: &Token) -> Result<Term, String> {
    let (negated, cells) = match token.cells.split_first() {
        Some(((c, false), rest)) if words::NOT.contains(c) && !rest.is_empty() => (true, rest),
        _ => (false, token.cells.as_slice()),
    };
    let what = match cells.iter().position(|cell| sign(*cell).is_some()) {
        Some(at) => {
            let (head, rest) = cells.split_at(at);
            let (order, value) = order(rest);
            named(library, today, head, order, value)?
        }
        None => match glued(cells) {
            Some((name, value)) => ordered(today, name, Order::Within, value)?,
            None => alone(library, today, cells)?,
        },
    };
    Ok(Term { negated, what })
}

/// The sign, of one or two characters, and what follows it.
fn order(cells: &[Cell]) -> (Order, &[Cell]) {
    let plain = |at: usize| cells.get(at).copied().and_then(sign);
    let (order, length) = match (plain(0), plain(1)) {
        (Some('>'), Some('=')) => (Order::AtLeast, 2),
        (Some('<'), Some('=')) => (Order::AtMost, 2),
        (Some('>'), _) => (Order::Above, 1),
        (Some('<'), _) => (Order::Below, 1),
        (Some('≥'), _) => (Order::AtLeast, 1),
        (Some('≤'), _) => (Order::AtMost, 1),
        _ => (Order::Within, 1),
    };
    (order, cells.get(length..).unwrap_or_default())
}

/// 金额5万..10万: a name with its figures behind it and no sign between.
fn glued(cells: &[Cell]) -> Option<(Name, &[Cell])> {
    let at = cells
        .iter()
        .position(|(c, quoted)| !quoted && (c.is_numeric() || *c == '.'))?;
    let (head, value) = cells.split_at(at);
    if head.iter().any(|(_, quoted)| *quoted) {
        return None;
    }
    let name = Name::from_word(&text(head))?;
    matches!(name, Name::Fine | Name::Decided).then_some((name, value))
}

fn named(
    library: &Library,
    today: NaiveDate,
    head: &[Cell],
    order: Order,
    value: &[Cell],
) -> Result<What, String> {
    let word = text(head);
    if word.is_empty() {
        return Err(words::no_name());
    }
    let name =
        Name::from_word(&word).ok_or_else(|| words::unknown_name(&word, value::nearest(&word)))?;
    if value.is_empty() {
        return Err(words::no_value(name));
    }
    if matches!(name, Name::Fine | Name::Decided) {
        return ordered(today, name, order, value);
    }
    if order != Order::Within {
        return Err(words::no_order(name));
    }
    let said: Vec<String> = alternatives(value).map(text).collect();
    if said.iter().any(String::is_empty) {
        return Err(words::no_value(name));
    }
    if matches!(
        name,
        Name::Authority | Name::CaseNo | Name::Party | Name::Tier | Name::Narrative
    ) {
        return Ok(What::Contains(name, said));
    }
    let choices = said.iter().map(|s| value::choice(library, name, s));
    Ok(What::Among(name, choices.collect::<Result<_, _>>()?))
}

fn alternatives(value: &[Cell]) -> impl Iterator<Item = &[Cell]> {
    value.split(|(c, quoted)| !quoted && words::OR.contains(c))
}

fn ordered(today: NaiveDate, name: Name, order: Order, value: &[Cell]) -> Result<What, String> {
    let said: Vec<String> = alternatives(value).map(text).collect();
    if said.iter().any(String::is_empty) {
        return Err(words::no_value(name));
    }
    Ok(if name == Name::Fine {
        let spans = said.iter().map(|s| value::amounts(s, order));
        What::Fine(spans.collect::<Result<_, _>>()?)
    } else {
        let spans = said.iter().map(|s| value::days(s, order, today));
        What::Decided(spans.collect::<Result<_, _>>()?)
    })
}

/// A date, or a word.
fn alone(library: &Library, today: NaiveDate, cells: &[Cell]) -> Result<What, String> {
    let word = text(cells);
    if cells.iter().all(|(_, quoted)| !quoted)
        && let Some(span) = value::date_alone(&word, today)?
    {
        return Ok(What::Decided(vec![span]));
    }
    let meant = offences(library, &word);
    Ok(What::Anywhere(word, meant))
}

/// The offences whose names contain a word, with the clauses they belong to.
pub(super) fn offences(library: &Library, word: &str) -> Vec<OffenceId> {
    let mut ids: Vec<OffenceId> = Vec::new();
    for offence in library.offences() {
        if offence.title.contains(word) {
            ids.extend([offence.id.clone(), OffenceId::from(offence.clause())]);
        }
    }
    ids.dedup();
    ids
}
