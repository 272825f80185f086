//! Excel workbooks since 2007, sheet by sheet, as the cells show.

pub(super) mod format;
pub(super) mod sheet;
pub(super) mod strings;

use std::collections::HashMap;
use std::io::{BufRead, Read};

use crate::document::builder::Builder;
use crate::document::package::Package;
use crate::document::rows::RowMaker;
use crate::document::xml::{Node, Start, Xml};
use crate::document::{Block, DocumentError};
use format::Format;
use sheet::{Kept, Merged, Sheet, Take};
use strings::Strings;

/// Last row and column of a sheet, from 1.
const LAST: (u32, u32) = (1 << 20, 1 << 14);
/// Most merged regions looked at.
const MERGED: usize = 500_000;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    relation: String,
    is_hidden: bool,
}

/// What the cells refer to.
#[derive(Default)]
struct Shared {
    strings: Strings,
    formats: Vec<Format>,
    is_1904: bool,
    /// Numbers in full, however few of their digits the cell shows.
    is_exact: bool,
}

/// Reads all sheets, visible ones first.
pub(super) fn read(
    name: &str,
    package: &mut Package<'_>,
    path: &str,
) -> Result<Vec<Block>, DocumentError> {
    let mut builder = Builder::new(name);
    let (sheets, shared) = open(package, path)?;
    for (title, target) in sheets {
        let Some(mut part) = package.part(&target)? else {
            continue;
        };
        let mut sheet = Sheet::new(&title);
        let mut kept = Kept {
            sheet: &mut sheet,
            builder: &mut builder,
        };
        read_sheet(&mut part, &shared, &mut kept)?;
        let table = sheet.into_table(&mut builder)?;
        builder.table(table);
    }
    builder.finish()
}

/// Gives the rows of the sheets one after the other, visible sheets first.
pub(super) fn each_row(
    package: &mut Package<'_>,
    path: &str,
    maker: &mut RowMaker<'_>,
) -> Result<(), DocumentError> {
    let (sheets, mut shared) = open(package, path)?;
    shared.is_exact = true;
    for (title, target) in sheets {
        // What is merged is told after the cells.
        let merged = match package.text(&target)? {
            Some(text) => find_merged(text),
            None => continue,
        };
        let Some(mut part) = package.part(&target)? else {
            continue;
        };
        maker.begin(&title, merged);
        read_sheet(&mut part, &shared, maker)?;
        if !maker.end() {
            break;
        }
    }
    Ok(())
}

/// The merged regions a sheet tells of.
fn find_merged(mut text: impl BufRead) -> Vec<Merged> {
    let mut merged = Vec::new();
    let mut tag = Vec::new();
    loop {
        tag.clear();
        // Text that is no XML has no tags to find; the reader of the cells says so.
        let read = (&mut text).take(1 << 20).read_until(b'>', &mut tag);
        if !matches!(read, Ok(n) if n > 0) || merged.len() > MERGED {
            return merged;
        }
        let start = tag.iter().rposition(|b| *b == b'<').unwrap_or(0);
        let tag = tag.get(start..).unwrap_or_default();
        // Its name may have a prefix.
        let name = tag.split(|b| *b == b' ').next().unwrap_or_default();
        if !name.ends_with(b"mergeCell") {
            continue;
        }
        let tag = String::from_utf8_lossy(tag);
        let range = tag
            .split_once("ref=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        if let Some((range, _)) = range {
            merged.extend(region(range));
        }
    }
}

fn region(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    Some(Merged {
        first: reference(first)?,
        last: reference(last)?,
    })
}

/// Sheets by name and part, visible ones first, and what their cells refer to.
fn open(
    package: &mut Package<'_>,
    path: &str,
) -> Result<(Vec<(String, String)>, Shared), DocumentError> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let mut shared = Shared::default();
    let mut sheets = Vec::new();
    if let Some(mut part) = package.part(path)? {
        read_workbook(&mut part, &mut sheets, &mut shared)?;
    }
    let mut targets = HashMap::new();
    if let Some(mut part) = package.part(&format!("{folder}/_rels/{file}.rels"))? {
        targets = read_relations(&mut part)?;
    }
    if let Some(mut part) = package.part(&format!("{folder}/sharedStrings.xml"))? {
        shared.strings = read_strings(&mut part)?;
    }
    if let Some(mut part) = package.part(&format!("{folder}/styles.xml"))? {
        shared.formats = read_formats(&mut part)?;
    }
    sheets.sort_by_key(|sheet| sheet.is_hidden);
    let found = sheets.into_iter().filter_map(|listed| {
        let target = targets.get(&listed.relation)?;
        let target = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}/{target}"),
        };
        Some((listed.name, target))
    });
    Ok((found.collect(), shared))
}

fn read_workbook<R: BufRead>(
    xml: &mut Xml<'_, R>,
    sheets: &mut Vec<Listed>,
    shared: &mut Shared,
) -> Result<(), DocumentError> {
    loop {
        match xml.next()? {
            Node::Start(start) => match start.name() {
                "sheet" => sheets.push(Listed {
                    name: start.qualified("name").unwrap_or_default(),
                    relation: start
                        .qualified("r:id")
                        .or_else(|| start.attribute("id"))
                        .unwrap_or_default(),
                    is_hidden: start.attribute("state").is_some_and(|s| s != "visible"),
                }),
                "workbookPr" => {
                    let value = start.attribute("date1904");
                    shared.is_1904 = value.is_some_and(|v| v == "1" || v == "true");
                }
                _ => {}
            },
            Node::End | Node::Text(_) => {}
            Node::Eof => return Ok(()),
        }
    }
}

fn read_relations<R: BufRead>(
    xml: &mut Xml<'_, R>,
) -> Result<HashMap<String, String>, DocumentError> {
    let mut targets = HashMap::new();
    loop {
        match xml.next()? {
            Node::Start(start) if start.name() == "Relationship" => {
                let is_sheet = start
                    .attribute("Type")
                    .is_some_and(|t| t.ends_with("/worksheet"));
                if let (true, Some(id), Some(target)) =
                    (is_sheet, start.attribute("Id"), start.attribute("Target"))
                {
                    targets.insert(id, target);
                }
            }
            Node::Start(_) | Node::End | Node::Text(_) => {}
            Node::Eof => return Ok(targets),
        }
    }
}

fn read_strings<R: BufRead>(xml: &mut Xml<'_, R>) -> Result<Strings, DocumentError> {
    let mut strings = Strings::default();
    loop {
        match xml.next()? {
            Node::Start(start) if start.name() == "si" => strings.push(&rich_text(xml)?),
            Node::Start(_) | Node::End | Node::Text(_) => {}
            Node::Eof => return Ok(strings),
        }
    }
}

/// Text of `si` or `is`, runs joined, without the reading aids.
fn rich_text<R: BufRead>(xml: &mut Xml<'_, R>) -> Result<String, DocumentError> {
    let mut text = String::new();
    let (mut depth, mut inside) = (1, None);
    while depth > 0 {
        match xml.next()? {
            Node::Start(start) => match start.name() {
                "rPh" => xml.skip()?,
                "t" => {
                    depth += 1;
                    inside = Some(depth);
                }
                _ => depth += 1,
            },
            Node::End => {
                depth -= 1;
                inside = inside.filter(|level| *level <= depth);
            }
            Node::Text(part) if inside.is_some() => text.push_str(&part),
            Node::Text(_) => {}
            Node::Eof => break,
        }
    }
    Ok(unescape(text))
}

/// `_x000D_` is a character that XML does not allow, or does not keep.
fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after
            .get(..4)
            .and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let found = code.and_then(char::from_u32);
        if let (Some(c), Some("_"), Some(tail)) = (found, after.get(4..5), after.get(5..)) {
            out.push(c);
            rest = tail;
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out + rest
}

fn read_formats<R: BufRead>(xml: &mut Xml<'_, R>) -> Result<Vec<Format>, DocumentError> {
    let mut codes = HashMap::new();
    let mut formats = Vec::new();
    let mut is_inside = false;
    loop {
        match xml.next()? {
            Node::Start(start) => match start.name() {
                "numFmt" => {
                    if let (Some(id), Some(code)) =
                        (start.number("numFmtId"), start.attribute("formatCode"))
                    {
                        codes.insert(id, code);
                    }
                }
                "cellXfs" => is_inside = true,
                "cellStyleXfs" | "cellStyles" | "dxfs" => is_inside = false,
                "xf" if is_inside => {
                    let id = start.number("numFmtId").unwrap_or(0);
                    formats.push(match codes.get(&id) {
                        Some(code) => Format::parse(code),
                        None => Format::built_in(id),
                    });
                }
                _ => {}
            },
            Node::End | Node::Text(_) => {}
            Node::Eof => return Ok(formats),
        }
    }
}

fn read_sheet<R: BufRead>(
    xml: &mut Xml<'_, R>,
    shared: &Shared,
    take: &mut impl Take,
) -> Result<(), DocumentError> {
    // The cell that comes next if it does not say where it is, from 1.
    let (mut row, mut column) = (0, 1);
    loop {
        match xml.next()? {
            Node::Start(start) => match start.name() {
                "row" => {
                    row = start.number("r").unwrap_or(row + 1);
                    column = 1;
                }
                "c" => {
                    let place = start
                        .qualified("r")
                        .map_or(Some((row.max(1), column)), |r| reference(&r));
                    let Some(place) = place.filter(|(r, c)| *r <= LAST.0 && *c <= LAST.1) else {
                        return Err(xml.damaged("cell reference"));
                    };
                    column = place.1 + 1;
                    let kind = start_of(&start);
                    let text = read_cell(xml, &kind, shared)?;
                    if !take.cell(place, &text)? {
                        return Ok(());
                    }
                }
                "dimension" => {
                    let range = start.attribute("ref").unwrap_or_default();
                    take.last_row(region(&range).map_or(0, |r| r.last.0));
                }
                "mergeCell" => {
                    let range = start.attribute("ref").unwrap_or_default();
                    if let Some(merged) = region(&range) {
                        take.merged(merged)?;
                    }
                }
                _ => {}
            },
            Node::End | Node::Text(_) => {}
            Node::Eof => return Ok(()),
        }
    }
}

/// Kind and style of a cell.
fn start_of(start: &Start<'_>) -> (String, usize) {
    let style = start.number("s").unwrap_or(0) as usize;
    (start.qualified("t").unwrap_or_default(), style)
}

/// The text a cell shows.
fn read_cell<R: BufRead>(
    xml: &mut Xml<'_, R>,
    (kind, style): &(String, usize),
    shared: &Shared,
) -> Result<String, DocumentError> {
    let (mut value, mut inline) = (String::new(), None);
    let (mut depth, mut inside) = (1, false);
    while depth > 0 {
        match xml.next()? {
            Node::Start(start) => match start.name() {
                "v" => {
                    depth += 1;
                    inside = true;
                }
                "is" => inline = Some(rich_text(xml)?),
                _ => xml.skip()?,
            },
            Node::End => {
                depth -= 1;
                inside = false;
            }
            Node::Text(text) if inside => value.push_str(&text),
            Node::Text(_) => {}
            Node::Eof => break,
        }
    }
    if let Some(text) = inline {
        return Ok(text);
    }
    let value = value.trim_matches(['\r', '\n']);
    Ok(match kind.as_str() {
        "s" => {
            let index: Option<usize> = value.trim().parse().ok();
            let text = index.and_then(|index| shared.strings.get(index));
            text.unwrap_or_default().to_owned()
        }
        "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        "str" | "e" => unescape(value.to_owned()),
        "d" => value.split('T').next().unwrap_or_default().to_owned(),
        _ => match value.trim().parse::<f64>() {
            Ok(number) => match shared.formats.get(*style) {
                Some(format) if shared.is_exact => format.exact(number, shared.is_1904),
                Some(format) => format.print(number, shared.is_1904),
                None => format::general(number),
            },
            Err(_) => value.to_owned(),
        },
    })
}

/// `B12` → row 12, column 2.
fn reference(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.strip_suffix(digits)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        let value = u32::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.parse().ok()?;
    (row > 0 && column > 0).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_nonsense_is_not() {
        assert_eq!(reference("B12"), Some((12, 2)));
        assert_eq!(reference("$XFD$1048576"), Some(LAST));
        for text in ["", "12", "B", "B0", "ZZZZZZZZZZ1", "一1", "A99999999999"] {
            assert_eq!(reference(text), None, "{text}");
        }
        assert_eq!(unescape("a_x000D_\nb_x_c_x00".to_owned()), "a\r\nb_x_c_x00");
    }
}
