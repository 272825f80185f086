//! What stands behind a name: amounts, days, words of the library.

use chrono::{Datelike, NaiveDate};

use crate::law::citation::{CitationError, squeeze};
use crate::law::vocabulary::Term as Word;
use crate::law::{Fen, Library, OffenceId, PartialDate};
use crate::store::filter::{Choice, Name, Span, read, words};
use crate::store::import::amount::{Unit, read_amount};
use crate::store::import::date::read_date;
use crate::store::query::Filter;

/// How a value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// It is the value, or lies in it.
    Within,
    /// Greater or later.
    Above,
    /// As great or greater.
    AtLeast,
    /// Less or earlier.
    Below,
    /// As great or less.
    AtMost,
}

/// The ends of a range, if it is one.
fn ends<'t>(text: &'t str, signs: &[&str]) -> Option<(&'t str, &'t str)> {
    signs.iter().find_map(|sign| text.split_once(sign))
}

/// Reads an amount or a range of amounts.
pub(super) fn amounts(text: &str, order: Order) -> Result<Span<Fen>, String> {
    let signs = [words::DOTS.as_slice(), words::RANGE.as_slice()].concat();
    if order == Order::Within
        && let Some((low, high)) = ends(text, &signs)
    {
        // 5..10万: the unit is said once.
        let unit = high.trim_start_matches(|c: char| c.is_numeric() || matches!(c, '.' | ','));
        let low = if low.is_empty() || low.chars().any(char::is_alphabetic) {
            low.to_owned()
        } else {
            format!("{low}{unit}")
        };
        let read = |t: &str| (!t.is_empty()).then(|| amount(t)).transpose();
        return span(read(&low)?, read(high)?, text);
    }
    let (order, text) = match (
        order,
        text.strip_suffix(words::OR_MORE),
        text.strip_suffix(words::OR_LESS),
    ) {
        (Order::Within, Some(least), _) => (Order::AtLeast, least),
        (Order::Within, _, Some(most)) => (Order::AtMost, most),
        _ => (order, text),
    };
    let value = amount(text)?;
    let next = Fen(value.0.saturating_add(1));
    let (from, to) = match order {
        Order::Within => (Some(value), Some(value)),
        Order::Above => (Some(next), None),
        Order::AtLeast => (Some(value), None),
        Order::Below if value == Fen::ZERO => return Err(words::bad_amount(text)),
        Order::Below => (None, Some(Fen(value.0 - 1))),
        Order::AtMost => (None, Some(value)),
    };
    Ok(Span { from, to })
}

fn amount(text: &str) -> Result<Fen, String> {
    let unit = if text.chars().all(|c| matches!(c, '0' | '.')) {
        Unit::Yuan
    } else {
        Unit::Unstated
    };
    read_amount(text, unit)
        .ok()
        .flatten()
        .ok_or_else(|| words::bad_amount(text))
}

fn span<T: PartialOrd>(from: Option<T>, to: Option<T>, text: &str) -> Result<Span<T>, String> {
    if from
        .as_ref()
        .zip(to.as_ref())
        .is_some_and(|(from, to)| from > to)
    {
        return Err(words::reversed(text));
    }
    Ok(Span { from, to })
}

/// Reads a day, month or year, or a range of them.
pub(super) fn days(text: &str, order: Order, today: NaiveDate) -> Result<Span<NaiveDate>, String> {
    let signs = [words::DOTS.as_slice(), words::RANGE.as_slice()].concat();
    let read = |t: &str| day(t, today).ok_or_else(|| words::bad_day(t));
    if order == Order::Within
        && let Some((low, high)) = ends(text, &signs)
    {
        let end = |t: &str| (!t.is_empty()).then(|| read(t)).transpose();
        let (low, high) = (end(low)?, end(high)?);
        return span(
            low.map(PartialDate::earliest),
            high.map(PartialDate::latest),
            text,
        );
    }
    let value = read(text)?;
    let (first, last) = (value.earliest(), value.latest());
    let (from, to) = match order {
        Order::Within => (Some(first), Some(last)),
        Order::Above => (last.succ_opt(), None),
        Order::AtLeast => (Some(first), None),
        Order::Below => (None, first.pred_opt()),
        Order::AtMost => (None, Some(last)),
    };
    Ok(Span { from, to })
}

fn day(text: &str, today: NaiveDate) -> Option<PartialDate> {
    let month = |back: u32| {
        let day = today.checked_sub_months(chrono::Months::new(back))?;
        PartialDate::month(day.year(), day.month())
    };
    match text {
        words::THIS_YEAR => PartialDate::year(today.year()),
        words::LAST_YEAR => PartialDate::year(today.year() - 1),
        words::THIS_MONTH => month(0),
        words::LAST_MONTH => month(1),
        words::TODAY => Some(PartialDate::day(today)),
        _ => read_date(text).ok(),
    }
}

/// A year, month, day or range of them that stands alone; none when it is a word. Numbers of cases are no dates.
pub(super) fn date_alone(text: &str, today: NaiveDate) -> Result<Option<Span<NaiveDate>>, String> {
    if let Some((low, high)) = ends(text, &words::DOTS) {
        let figures = |t: &str| t.chars().next().is_none_or(char::is_numeric);
        let moving = |t: &str| words::MOVING.contains(&t);
        if (low.is_empty() && high.is_empty())
            || ![low, high].into_iter().all(|t| figures(t) || moving(t))
        {
            return Ok(None);
        }
        return days(text, Order::Within, today)
            .map(Some)
            .map_err(|_| words::which_range(text));
    }
    let folded = squeeze(text);
    let is_year = folded.len() == 4 && folded.bytes().all(|b| b.is_ascii_digit());
    let is_date = folded.starts_with(|c: char| c.is_ascii_digit())
        && folded.contains(words::DATE_MARKS)
        && folded
            .chars()
            .all(|c| c.is_ascii_digit() || words::DATE_MARKS.contains(&c));
    if is_year || is_date || words::MOVING.contains(&text) {
        // 2024-15 may be a number.
        return Ok(days(text, Order::Within, today).ok());
    }
    Ok(None)
}

/// The identifiers a word of the library stands for.
pub(super) fn choice(library: &Library, name: Name, said: &str) -> Result<Choice, String> {
    let terms = &library.parts().vocabulary;
    let ids = match name {
        Name::Domain => {
            let known = library.parts().domains.iter().map(|d| {
                let words = std::iter::once(d.label.as_str());
                let words = words.chain(d.words.iter().map(String::as_str));
                (d.id.as_str(), words.collect())
            });
            whole(name, said, &known.collect())?
        }
        Name::Subject => whole(name, said, &known(&terms.subjects))?,
        Name::Stage => whole(name, said, &known(&terms.stages))?,
        Name::Outcome => whole(name, said, &known(&terms.dispositions))?,
        Name::Circumstance => circumstances(library, said)?,
        Name::Offence if !library.named(said).is_empty() => about(library, said),
        Name::Offence => strings(&read::offences(library, said)),
        Name::Basis => cited(library, said)?,
        Name::Region => {
            let digits = said.bytes().all(|b| b.is_ascii_digit());
            if !digits || !(1..=6).contains(&said.len()) {
                return Err(words::bad_region(said));
            }
            vec![said.to_owned()]
        }
        Name::Teaching if words::YES.contains(&said) => vec!["1".to_owned()],
        Name::Teaching if words::NO.contains(&said) => vec!["0".to_owned()],
        Name::Teaching
        | Name::Fine
        | Name::Decided
        | Name::Authority
        | Name::CaseNo
        | Name::Party
        | Name::Tier
        | Name::Narrative => return Err(words::unknown_value(name, said, &[])),
    };
    Ok(Choice {
        said: said.to_owned(),
        ids,
    })
}

type Known<'a> = Vec<(&'a str, Vec<&'a str>)>;

fn known(terms: &[Word]) -> Known<'_> {
    terms
        .iter()
        .map(|t| {
            (
                t.id.as_str(),
                t.words.iter().map(String::as_str).collect::<Vec<_>>(),
            )
        })
        .collect()
}

/// The one meant: a word of it written whole, or the beginning of words of only one.
fn whole(name: Name, said: &str, known: &Known<'_>) -> Result<Vec<String>, String> {
    let squeezed = squeeze(said);
    let exact = known
        .iter()
        .find(|(id, words)| *id == squeezed || words.iter().any(|w| squeeze(w) == squeezed));
    if let Some((id, _)) = exact {
        return Ok(vec![(*id).to_owned()]);
    }
    let begun = |words: &[&str]| words.iter().any(|w| w.starts_with(&squeezed));
    let mut begun = known.iter().filter(|(_, words)| begun(words));
    if let (Some((id, _)), None) = (begun.next(), begun.next()) {
        return Ok(vec![(*id).to_owned()]);
    }
    let alike = |words: &[&str]| words.iter().any(|w| likeness(said, w) > 0);
    let near: Vec<&str> = known
        .iter()
        .filter(|(_, words)| alike(words))
        .filter_map(|(_, words)| words.first().copied())
        .take(4)
        .collect();
    Err(words::unknown_value(name, said, &near))
}

fn circumstances(library: &Library, said: &str) -> Result<Vec<String>, String> {
    let all = &library.parts().circumstances;
    let found: Vec<String> = all
        .iter()
        .filter(|c| c.id.as_str() == said || c.label.contains(said))
        .map(|c| c.id.to_string())
        .collect();
    if found.is_empty() {
        let near = all.iter().map(|c| c.label.as_str());
        let near: Vec<&str> = near
            .filter(|label| likeness(said, label) > 1)
            .take(3)
            .collect();
        return Err(words::unknown_value(Name::Circumstance, said, &near));
    }
    Ok(found)
}

fn about(library: &Library, id: &str) -> Vec<String> {
    strings(&Filter::about(library, &OffenceId::from(id)).offences)
}

fn strings(ids: &[OffenceId]) -> Vec<String> {
    let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// What a citation means; without the name of an instrument, that place in each of them.
fn cited(library: &Library, said: &str) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    match library.cite(said) {
        Ok(located) => found.push(located.id),
        Err(CitationError::UnknownInstrument) => {
            let instruments = library.parts().instruments.iter();
            let each = instruments.filter_map(|i| library.cite(&format!("{}{said}", i.title)).ok());
            found.extend(each.map(|located| located.id));
        }
        Err(_) => {}
    }
    if found.is_empty() {
        return Err(words::bad_citation(said));
    }
    let ids = found
        .iter()
        .flat_map(|id| Filter::about(library, id).offences);
    Ok(strings(&ids.collect::<Vec<_>>()))
}

/// How many characters two words share.
fn likeness(a: &str, b: &str) -> usize {
    a.chars().filter(|c| b.contains(*c)).count()
}

/// The name most like a word: sharing at least half of its characters.
pub(super) fn nearest(word: &str) -> Option<Name> {
    let of = |name: Name| {
        let each = words::names(name).iter();
        each.map(|known| {
            let longer = known.chars().count().max(word.chars().count());
            (likeness(word, known) * 100)
                .checked_div(longer)
                .unwrap_or(0)
        })
        .max()
        .unwrap_or(0)
    };
    let best = Name::ALL.into_iter().rev().max_by_key(|name| of(*name))?;
    (of(best) >= 50).then_some(best)
}
