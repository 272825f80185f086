//! Lines of text out of glyphs.

use crate::document::pdf::space::Glyph;
use crate::document::pdf::words;

/// Share of the font size by which base lines of one line may differ.
const LEVEL: f32 = 0.4;
/// Gap between two letters, in shares of the font size, that stands for a space.
const SPACE: f32 = 0.2;
/// Gap between any two characters, in shares of the font size, that stands for a space.
const TAB: f32 = 1.2;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its text, without spaces at its ends; never empty.
    pub text: String,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Right edge without the punctuation at the end, which may hang over the margin.
    pub inner: f32,
    /// Base line.
    pub y: f32,
    /// Height of the largest of its fonts.
    pub size: f32,
    /// Width of what would have had to fit on the line before, had it not ended.
    pub head: f32,
}

/// Groups glyphs into lines, from above downwards.
pub fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.retain(|glyph| {
        let c = glyph.character;
        !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
    });
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut found = Vec::new();
    let mut rest = glyphs.as_mut_slice();
    while let Some(first) = rest.first() {
        let (mut level, mut size) = (first.y, first.size);
        let mut length = 0;
        for glyph in rest.iter() {
            if glyph.y - level > LEVEL * size.max(glyph.size).max(1.0) {
                break;
            }
            // The base line is that of the largest font; small raised marks may begin a line.
            if glyph.size > size * 1.2 {
                (level, size) = (glyph.y, glyph.size);
            }
            length += 1;
        }
        let (line, after) = rest.split_at_mut(length.max(1));
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        found.extend(line_of(line));
        rest = after;
    }
    found
}

fn line_of(glyphs: &[Glyph]) -> Option<Line> {
    let mut text = String::new();
    let mut last: Option<&Glyph> = None;
    let mut printed: Vec<&Glyph> = Vec::new();
    for glyph in glyphs {
        if glyph.character.is_whitespace() {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(if glyph.character == '\u{3000}' {
                    '\u{3000}'
                } else {
                    ' '
                });
            }
            continue;
        }
        if let Some(last) = last {
            // The same character painted twice, a little apart, is bold.
            if last.character == glyph.character && glyph.x0 - last.x0 < 0.25 * (last.x1 - last.x0)
            {
                continue;
            }
            let gap = (glyph.x0 - last.x1) / glyph.size.max(1.0);
            let words =
                last.character.is_ascii_alphanumeric() && glyph.character.is_ascii_alphanumeric();
            if (gap > TAB || (gap > SPACE && words)) && !text.ends_with(char::is_whitespace) {
                text.push(' ');
            }
        }
        text.push(glyph.character);
        last = Some(glyph);
        printed.push(glyph);
    }
    let (first, end) = (*printed.first()?, *printed.last()?);
    let inner = printed
        .iter()
        .rev()
        .find(|glyph| !words::closes(glyph.character))
        .map_or(end.x1, |glyph| glyph.x1);
    Some(Line {
        text: text.trim().to_owned(),
        x0: first.x0,
        x1: printed.iter().map(|g| g.x1).fold(end.x1, f32::max),
        inner,
        y: end.y,
        size: printed.iter().map(|g| g.size).fold(0.0, f32::max),
        head: head(&printed) - first.x0,
    })
}

/// Right edge of what may not be torn apart at the start of a line: opening marks with the character behind
/// them, a Latin word or number, closing marks behind it, whatever touches a quotation mark.
fn head(printed: &[&Glyph]) -> f32 {
    let mut edge = 0.0;
    let mut body = false;
    let mut latin = false;
    let mut quoted = false;
    for glyph in printed {
        let c = glyph.character;
        let is_latin = c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '%');
        let quote = words::is_quote(c);
        let goes_on = !body || (latin && is_latin) || words::closes(c) || quote || quoted;
        if !goes_on {
            break;
        }
        edge = glyph.x1;
        quoted = quote;
        if !words::opens(c) {
            body = true;
            latin = is_latin;
        }
    }
    edge
}
