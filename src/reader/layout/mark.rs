//! The number at the head of a line: 第十条, （一）, 1., 一、, ①.

use crate::law::numeral;

/// How a line is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 第N条.
    Article,
    /// 第N章, 第N节, 第N部分.
    Chapter,
    /// （一）, (1), also without the opening bracket.
    Paren {
        /// Written 一二三, not 123.
        chinese: bool,
    },
    /// 1. or 1．
    Dot {
        /// Written 一二三, not 123.
        chinese: bool,
    },
    /// 一、 or 1、
    Comma {
        /// Written 一二三, not 123.
        chinese: bool,
    },
    /// ①.
    Circled,
}

/// The number at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is written.
    pub kind: Kind,
    /// The number.
    pub number: u32,
    /// The 之N of an inserted article.
    pub inserted: Option<u32>,
}

/// The number at the head of a line and the text behind it, trimmed.
pub fn mark(text: &str) -> Option<(Mark, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('第') {
        let (digits, rest) = digits(rest);
        let number = numeral::parse(digits)?;
        let rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix('条') {
            let (inserted, rest) = inserted(rest);
            return Some((found(Kind::Article, number, inserted), rest.trim_start()));
        }
        let rest = ["章", "节", "编", "部分"]
            .iter()
            .find_map(|unit| rest.strip_prefix(unit))?;
        return Some((found(Kind::Chapter, number, None), rest.trim_start()));
    }
    if let Some((number, rest)) = circled(text) {
        return Some((found(Kind::Circled, number, None), rest.trim_start()));
    }
    let open = text.strip_prefix(['（', '(', '﹙']);
    let (digits, rest) = digits(open.unwrap_or(text).trim_start());
    let number = numeral::parse(digits)?;
    let chinese = !digits
        .chars()
        .all(|c| numeral::fold_digit(c).is_ascii_digit());
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix(['）', ')', '﹚']) {
        return Some((
            found(Kind::Paren { chinese }, number, None),
            rest.trim_start(),
        ));
    }
    if open.is_some() {
        return None;
    }
    if let Some(rest) = rest.strip_prefix(['.', '．']) {
        return Some((
            found(Kind::Dot { chinese }, number, None),
            rest.trim_start(),
        ));
    }
    let rest = rest.strip_prefix('、')?;
    Some((
        found(Kind::Comma { chinese }, number, None),
        rest.trim_start(),
    ))
}

fn found(kind: Kind, number: u32, inserted: Option<u32>) -> Mark {
    Mark {
        kind,
        number,
        inserted,
    }
}

/// The digits or numerals at the head of a text (blanks between digits allowed, as in a PDF) and the rest.
fn digits(text: &str) -> (&str, &str) {
    let rest = text.trim_start_matches(|c| {
        numeral::fold_digit(c).is_ascii_digit() || "〇零一二三四五六七八九十百千两".contains(c)
    });
    (text.strip_suffix(rest).unwrap_or_default(), rest)
}

fn inserted(text: &str) -> (Option<u32>, &str) {
    let Some(rest) = text.strip_prefix('之') else {
        return (None, text);
    };
    let (number, rest) = digits(rest);
    match numeral::parse(number) {
        Some(number) => (Some(number), rest),
        None => (None, text),
    }
}

fn circled(text: &str) -> Option<(u32, &str)> {
    let mut chars = text.chars();
    let number = match chars.next()? {
        c @ '①'..='⑳' => u32::from(c) - 0x2460 + 1,
        c @ '⑴'..='⒇' => u32::from(c) - 0x2474 + 1,
        _ => return None,
    };
    Some((number, chars.as_str()))
}
