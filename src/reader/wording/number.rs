//! Numbers with their unit and comparison: `10%以上不满30%`, `3—5人`, `超过三百万元`.

use rust_decimal::Decimal;

use super::text::Text;
use super::words;
use crate::law::condition::Bound;

/// Longest number in characters that is read; a longer one is none.
const LONGEST: usize = 24;

/// An interval as the text gives it, and where.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) low: Option<Bound>,
    pub(super) high: Option<Bound>,
    /// The unit it counts in; empty where none is printed.
    pub(super) unit: String,
    /// It is a date, a period, about so many, contradictory: no plain interval.
    pub(super) odd: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Low(bool),
    High(bool),
    Point,
}

#[derive(Clone, Debug)]
struct Side {
    start: usize,
    end: usize,
    value: Decimal,
    /// The number itself, without 万.
    bare: Decimal,
    /// 万 and the like at the end of the number.
    scale: Option<Decimal>,
    unit: Option<(String, Decimal)>,
    kind: Kind,
    odd: bool,
}

struct Number {
    value: Decimal,
    bare: Decimal,
    scale: Option<Decimal>,
    end: usize,
    odd: bool,
}

/// All groups of the text, from left to right.
pub(super) fn groups(text: &Text) -> Vec<Group> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < text.len() {
        if let Some(n) = text.longest(i, words::IDIOMS.iter().copied()) {
            i += n;
            continue;
        }
        match side(text, i) {
            Ok(first) => {
                let group = join(text, first);
                i = group.end.max(i + 1);
                found.push(group);
            }
            Err(next) => i = next.max(i + 1),
        }
    }
    found
}

/// Reads one number with comparison and unit; otherwise says where to go on.
fn side(text: &Text, start: usize) -> Result<Side, usize> {
    let mut i = start;
    let before = words::BEFORE
        .iter()
        .filter_map(|(w, low, incl)| text.word(i, w).map(|n| (n, *low, *incl)))
        .max_by_key(|(n, ..)| *n);
    if let Some((n, ..)) = before {
        i = text.skip_blank(i + n);
    }
    let per_hundred = text.word(i, words::PER_HUNDRED);
    if let Some(n) = per_hundred {
        i += n;
    }
    let Some(number) = number(text, i) else {
        return Err(start + 1);
    };
    let chinese = !text.at(i).is_some_and(|c| c.is_ascii_digit());
    let mut end = number.end;
    let mut unit = per_hundred.map(|_| (words::PERCENT.to_owned(), Decimal::ONE));
    if unit.is_none() {
        let at = text.skip_blank(end);
        let longest = words::UNITS
            .iter()
            .filter_map(|u| text.word(at, u.0).map(|n| (n, u)))
            .max_by_key(|(n, _)| *n);
        if let Some((n, (_, counts_in, factor, scale))) = longest {
            unit = Some(((*counts_in).to_owned(), Decimal::new(*factor, *scale)));
            end = at + n;
        }
    }
    let year = end > 0 && text.ends_before(end, i, &[words::YEAR]);
    let odd_year = year && number.value >= Decimal::from(1900);
    let after = after(text, end);
    if chinese
        && unit.is_none()
        && after.kind.is_none()
        && before.is_none()
        && !range_ahead(text, number.end)
    {
        return Err(number.end);
    }
    let before_kind = before.map(|(_, low, incl)| {
        if low {
            Kind::Low(incl)
        } else {
            Kind::High(incl)
        }
    });
    let (kind, contradiction) = match (before_kind, after.kind) {
        (None, None) => (Kind::Point, false),
        (Some(kind), None) | (None, Some(kind)) => (kind, false),
        (Some(a), Some(b)) => (a, a != b),
    };
    let odd = number.odd
        || contradiction
        || odd_year
        || after.odd
        || text.ends_before(start, 0, words::ODD_BEFORE)
        || text
            .longest(after.end, words::ODD_AFTER.iter().copied())
            .is_some();
    Ok(Side {
        start,
        end: after.end,
        value: number.value,
        bare: number.bare,
        scale: number.scale,
        unit,
        kind,
        odd,
    })
}

/// 至二人 behind 一: the unit stands only at the second number.
fn range_ahead(text: &Text, end: usize) -> bool {
    let to = text.at(end).is_some_and(|c| words::TO.contains(&c));
    let second = to.then(|| number(text, end + 1)).flatten();
    second.is_some_and(|n| {
        let unit = words::UNITS.iter().map(|u| u.0);
        text.longest(n.end, unit).is_some()
    })
}

struct After {
    kind: Option<Kind>,
    end: usize,
    odd: bool,
}

/// The comparison behind a unit, with (含) or (不含) on either side of it.
fn after(text: &Text, start: usize) -> After {
    let mut end = start;
    let mut including = None;
    if let Some((yes, next)) = inclusion(text, text.skip_blank(end)) {
        including = Some(yes);
        end = next;
    }
    let at = text.skip_blank(end);
    let found = words::AFTER
        .iter()
        .filter_map(|(w, low)| text.word(at, w).map(|n| (n, *low)))
        .max_by_key(|(n, _)| *n);
    let Some((n, low)) = found else {
        // (含) without 以上 or 以下 says nothing by itself.
        return After {
            kind: None,
            end,
            odd: including == Some(false),
        };
    };
    end = at + n;
    let mut odd = false;
    if let Some((yes, next)) = inclusion(text, text.skip_blank(end)) {
        odd = including.is_some_and(|before| before != yes);
        including = Some(yes);
        end = next;
    }
    let included = including.unwrap_or(true);
    let kind = if low {
        Kind::Low(included)
    } else {
        Kind::High(included)
    };
    After {
        kind: Some(kind),
        end,
        odd,
    }
}

/// (含), (含本数), (含3人), (不含).
fn inclusion(text: &Text, start: usize) -> Option<(bool, usize)> {
    if text.at(start) != Some('(') {
        return None;
    }
    let not = text.at(start + 1) == Some(words::NOT);
    let word = start + 1 + usize::from(not);
    if text.at(word) != Some(words::INCLUDING) {
        return None;
    }
    let close = (word + 1..word + 9).find(|i| text.at(*i) == Some(')'))?;
    Some((!not, close + 1))
}

/// Joins the first end with a second one right behind it.
fn join(text: &Text, first: Side) -> Group {
    let mut next = first.end;
    let point = first.kind == Kind::Point;
    if point {
        let at = text.skip_blank(next);
        if text.at(at).is_some_and(|c| words::TO.contains(&c)) {
            next = at + 1;
            // A dash may be printed twice.
            if text.at(next).is_some_and(|c| words::TO.contains(&c)) {
                next += 1;
            }
            next = text.skip_blank(next);
        } else {
            return single(first);
        }
    } else {
        let mut n = 0;
        while n < 4 && text.at(next).is_some_and(|c| words::BETWEEN.contains(&c)) {
            next += 1;
            n += 1;
        }
    }
    let Ok(second) = side(text, next) else {
        return single(first);
    };
    match (first.kind, second.kind) {
        (Kind::Point, Kind::Point) => range(&first, &second, true, true),
        (Kind::Point, Kind::High(high)) => range(&first, &second, true, high),
        (Kind::Low(low), Kind::High(high)) => range(&first, &second, low, high),
        (Kind::High(high), Kind::Low(low)) if next == first.end => {
            range(&second, &first, low, high)
        }
        (Kind::Point, Kind::Low(_)) => {
            range(&first, &second, true, true).map(|group| Group { odd: true, ..group })
        }
        (Kind::Low(_), Kind::Low(_) | Kind::Point)
        | (Kind::High(_), Kind::High(_) | Kind::Point | Kind::Low(_)) => None,
    }
    .unwrap_or_else(|| single(first))
}

fn range(low: &Side, high: &Side, low_in: bool, high_in: bool) -> Option<Group> {
    let (unit, _) = match (&low.unit, &high.unit) {
        (Some(a), Some(b)) if a.0 != b.0 => return None,
        (Some(a), _) => a.clone(),
        (None, Some(b)) => b.clone(),
        (None, None) => (String::new(), Decimal::ONE),
    };
    let other = |side: &Side| side.unit.as_ref().map(|u| u.1);
    let factor = |side: &Side, beside: &Side| other(side).or(other(beside)).unwrap_or(Decimal::ONE);
    let mut low_value = low.value;
    let mut odd = low.odd || high.odd;
    // 1至3万元 is 1万元至3万元; with anything else between the two it is not sure.
    if low.unit.is_none()
        && low.scale.is_none()
        && let Some(scale) = high.scale.filter(|s| *s >= Decimal::from(1000))
    {
        if low.kind == Kind::Point {
            low_value = low.bare.checked_mul(scale).unwrap_or(low.value);
        } else {
            odd = true;
        }
    }
    let low_value = low_value.checked_mul(factor(low, high));
    let high_value = high.value.checked_mul(factor(high, low));
    let (Some(low_value), Some(high_value)) = (low_value, high_value) else {
        return None;
    };
    odd |= low_value > high_value || low_value == high_value && !(low_in && high_in);
    Some(Group {
        start: low.start.min(high.start),
        end: low.end.max(high.end),
        low: Some(bound(low_value, low_in)),
        high: Some(bound(high_value, high_in)),
        unit,
        odd,
    })
}

fn bound(value: Decimal, inclusive: bool) -> Bound {
    Bound {
        value: value.normalize(),
        inclusive,
    }
}

fn single(side: Side) -> Group {
    let (unit, factor) = side.unit.unwrap_or((String::new(), Decimal::ONE));
    let value = side.value.checked_mul(factor);
    let odd = side.odd || value.is_none();
    let value = value.unwrap_or_default();
    let (low, high) = match side.kind {
        Kind::Low(incl) => (Some(bound(value, incl)), None),
        Kind::High(incl) => (None, Some(bound(value, incl))),
        Kind::Point => (Some(bound(value, true)), Some(bound(value, true))),
    };
    Group {
        start: side.start,
        end: side.end,
        low,
        high,
        unit,
        odd,
    }
}

/// A number in Arabic or Chinese digits, or both: 3, 1.7万, 二万八千, 2万5千, 1,000.
fn number(text: &Text, start: usize) -> Option<Number> {
    let mut i = start;
    let (mut total, mut section) = (Decimal::ZERO, Decimal::ZERO);
    let mut current: Option<Decimal> = None;
    let mut spelt = false;
    let mut zero = false;
    let mut odd = false;
    let mut scale = None;
    let mut bare = None;
    let mut last = Decimal::ZERO;
    while let Some(c) = text.at(i).filter(|_| i < start + 2 * LONGEST) {
        if c.is_ascii_digit() {
            let (value, end) = arabic(text, i);
            odd |= current.is_some() || value.is_none();
            current = Some(value.unwrap_or_default());
            bare = bare.or(current);
            (i, spelt, scale) = (end, false, None);
            continue;
        }
        if let Some(digit) = lookup(words::DIGITS, c) {
            let digit = Decimal::from(digit);
            if c == words::ZERO && current.is_none() && (total + section) > Decimal::ZERO {
                zero = true;
            } else if let (Some(before), true) = (current, spelt) {
                // 二〇二三: digits one after the other, a year or a number of something.
                current = before.checked_mul(Decimal::TEN).map(|n| n + digit);
                odd = true;
            } else {
                odd |= current.is_some();
                current = Some(digit);
                bare = bare.or(current);
            }
            (spelt, scale) = (true, None);
        } else if let Some(unit) = lookup(words::SMALL, c) {
            let unit = Decimal::from(unit);
            let Some(count) = current.or((c == words::TEN).then_some(Decimal::ONE)) else {
                break;
            };
            section = section.checked_add(count.checked_mul(unit)?)?;
            (current, scale, zero, last) = (None, Some(unit), false, unit);
        } else if let Some(unit) = lookup(words::BIG, c) {
            let unit = Decimal::from(unit);
            let below = section.checked_add(current.unwrap_or_default())?;
            let all = if unit > Decimal::from(10_000) {
                below.checked_add(total)?
            } else {
                below
            };
            if all.is_zero() {
                break;
            }
            let part = all.checked_mul(unit)?;
            total = if unit > Decimal::from(10_000) {
                part
            } else {
                total.checked_add(part)?
            };
            (section, current) = (Decimal::ZERO, None);
            (scale, zero, last) = (Some(unit), false, unit);
        } else if c == words::POINT && spelt && current.is_some() {
            let (fraction, end) = spelt_fraction(text, i + 1)?;
            current = current.map(|n| n + fraction);
            bare = current;
            i = end;
            continue;
        } else {
            break;
        }
        i += 1;
    }
    if i == start || (current.is_none() && total.is_zero() && section.is_zero()) {
        return None;
    }
    // 一万五: the last digit stands for thousands; not said, so not read.
    odd |= spelt && current.is_some() && !zero && last > Decimal::TEN;
    odd |= i - start > LONGEST;
    odd |= text.at(i).is_some_and(|c| words::ABOUT.contains(&c));
    let value = total
        .checked_add(section)?
        .checked_add(current.unwrap_or_default())?;
    Some(Number {
        value,
        bare: bare.unwrap_or(value),
        scale,
        end: i,
        odd,
    })
}

fn lookup(table: &[(char, i64)], c: char) -> Option<i64> {
    table.iter().find(|(d, _)| *d == c).map(|(_, n)| *n)
}

/// Digits with a decimal point and commas between thousands; no value when too long.
fn arabic(text: &Text, start: usize) -> (Option<Decimal>, usize) {
    let is_digit = |i: usize| text.at(i).is_some_and(|c| c.is_ascii_digit());
    let mut digits = String::new();
    let mut i = start;
    while let Some(c) = text.at(i) {
        if c.is_ascii_digit() {
            digits.push(c);
            i += 1;
        } else if text.raw.get(i) == Some(&',')
            && digits.len() < 15
            && (i - start <= 3 || text.raw.get(i - 4) == Some(&','))
            && (1..=3).all(|n| is_digit(i + n))
            && !is_digit(i + 4)
        {
            i += 1;
        } else {
            break;
        }
    }
    if text.at(i) == Some('.') && is_digit(i + 1) {
        digits.push('.');
        i += 1;
        while let Some(c) = text.at(i).filter(char::is_ascii_digit) {
            digits.push(c);
            i += 1;
        }
    }
    let value = (digits.len() <= 18).then(|| digits.parse().ok()).flatten();
    (value, i)
}

fn spelt_fraction(text: &Text, start: usize) -> Option<(Decimal, usize)> {
    let mut value = Decimal::ZERO;
    let mut place = Decimal::new(1, 1);
    let mut i = start;
    while let Some(digit) = text.at(i).and_then(|c| lookup(words::DIGITS, c)) {
        if i - start < 8 {
            value += Decimal::from(digit) * place;
            place /= Decimal::TEN;
        }
        i += 1;
    }
    (i > start).then_some((value, i))
}
