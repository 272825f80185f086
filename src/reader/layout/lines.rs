//! The lines of running text, and the headings of blocks in them.

use crate::document::Document;
use crate::reader::Passage;
use crate::reader::layout::label::is_ordinal;
use crate::reader::layout::mark::{Kind, mark};
use crate::reader::layout::passages;
use crate::reader::layout::words::{self, Part};

/// How many lines speak for articles, and how many for prose.
pub fn evidence(document: &Document) -> (usize, usize) {
    let mut articles = 0;
    let mut prose = 0;
    for line in split(document) {
        let (mark, rest) = match mark(&line.text) {
            Some((mark, rest)) => (Some(mark), rest),
            None => (None, line.text.as_str()),
        };
        if words::offence_head(rest).is_some() {
            prose += 2;
        } else if line.text.trim_start().starts_with(['【', '［', '['])
            && head(&line.text).is_some()
        {
            prose += 1;
        } else if mark.is_some_and(|m| m.kind == Kind::Article) && words::ends_as_offence(rest) {
            articles += 2;
        } else if mark.is_some() && head(&line.text).is_some() {
            articles += 1;
        }
    }
    (articles, prose)
}

/// The lines of a document, broken where a heading stands inside one.
pub fn split(document: &Document) -> Vec<Passage> {
    let mut lines = Vec::new();
    for passage in passages(document) {
        for text in pieces(&passage.text) {
            lines.push(Passage {
                text: text.to_owned(),
                place: passage.place.clone(),
            });
        }
    }
    lines
}

/// A line broken before each heading it holds.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((head, tail)) = next_heading(rest).and_then(|at| rest.split_at_checked(at)) {
        pieces.push(head);
        rest = tail;
    }
    pieces.push(rest);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

/// Where the next heading after the beginning of a text starts, in bytes.
fn next_heading(text: &str) -> Option<usize> {
    let own = head(text).map_or(0, |found| text.len() - found.rest.len());
    let own = own.max(mark(text).map_or(0, |(_, rest)| text.len() - rest.len()));
    text.char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .filter(|at| *at >= own.max(1))
        .find(|at| {
            let Some((before, here)) = text.split_at_checked(*at) else {
                return false;
            };
            begins_heading(before, here)
        })
}

fn begins_heading(before: &str, here: &str) -> bool {
    if here.starts_with('【') {
        return head(here).is_some();
    }
    let previous = before.trim_end().chars().next_back();
    // (1)第一阶次 or 1.认定违法行为的依据: only behind the end of a sentence or a blank.
    let ended = before.ends_with(char::is_whitespace)
        || previous.is_some_and(|c| matches!(c, '。' | '；' | ';' | '：' | ':'));
    if let Some((found, rest)) =
        mark(here).filter(|_| here.starts_with(|c: char| !c.is_whitespace()))
    {
        return !words::breaks_number(before)
            && match found.kind {
                Kind::Article | Kind::Chapter | Kind::Circled | Kind::Comma { .. } => false,
                Kind::Paren { .. } => is_ordinal(rest),
                Kind::Dot { .. } => {
                    // Where the line before filled the page (…以下）3.实施主体:) a PDF joins the two.
                    let closed = previous.is_some_and(|c| words::ENDS_BASIS.contains(c));
                    (ended || closed || words::ends_as_offence(before)) && head(here).is_some()
                }
            };
    }
    if ended && is_ordinal(here) {
        return true;
    }
    let Some(word) = words::INLINE.iter().find(|word| here.starts_with(**word)) else {
        return false;
    };
    let rest = here.strip_prefix(word).unwrap_or_default().trim_start();
    // A number before it belongs to it, and the line is broken before that number.
    let numbered = previous.is_some_and(|c| matches!(c, '.' | '．' | '、' | ')' | '）'))
        && mark(before.trim_start()).is_some_and(|(_, rest)| rest.is_empty());
    rest.starts_with([':', '：']) && !numbered && !previous.is_some_and(words::joins)
}

/// A heading of a block.
pub struct Head<'a> {
    /// What it announces.
    pub part: Part,
    /// Its words as printed, without number and brackets.
    pub name: &'a str,
    /// What follows it in the line.
    pub rest: &'a str,
}

/// The heading of a block at the head of a line.
pub fn head(line: &str) -> Option<Head<'_>> {
    let (numbered, text) = match mark(line) {
        Some((mark, rest)) if !matches!(mark.kind, Kind::Article | Kind::Chapter) => (true, rest),
        Some(_) => return None,
        None => (false, line.trim()),
    };
    let open = text.strip_prefix(['【', '[', '［', '〔', '「']);
    let inner = open.unwrap_or(text).trim_start();
    // The closing bracket alone, or the opening one alone, is a bracket lost in a reprint.
    if let Some((name, rest)) = inner
        .split_once(['】', ']', '］', '〕', '」'])
        .filter(|(name, _)| name.chars().count() <= 24 && !name.contains(['：', ':']))
    {
        let part = words::block(name, true)?;
        let rest = rest.trim_start();
        let rest = rest.strip_prefix([':', '：']).unwrap_or(rest);
        return Some(Head {
            part,
            name: name.trim(),
            rest: rest.trim(),
        });
    }
    let sure = numbered || open.is_some();
    let before_colon = inner.split_once([':', '：']);
    if let Some((name, rest, part)) = before_colon
        .and_then(|(name, rest)| words::block(name, sure).map(|part| (name, rest, part)))
    {
        return Some(Head {
            part,
            name: name.trim(),
            rest: rest.trim(),
        });
    }
    if let Some(part) = words::block(inner, false) {
        return Some(Head {
            part,
            name: inner.trim(),
            rest: "",
        });
    }
    let (name, _) = inner.split_once('《')?;
    let part = words::block(name, false)?;
    Some(Head {
        part,
        name: name.trim(),
        rest: inner.strip_prefix(name)?.trim(),
    })
}
