//! Lines back into paragraphs.

use std::collections::HashSet;

use crate::document::pdf::lines::Line;
use crate::document::pdf::words;
use crate::document::{Paragraph, Place};

/// Room, in shares of the font size, that a line must have left for its end to be meant.
const ROOM: f32 = 0.15;
/// How far a line is indented when it is, in shares of the font size.
const INDENT: f32 = 0.9;
/// How far the text of an item may hang, in shares of the font size.
const HANGING: f32 = 4.5;

/// Most labels remembered.
const LABELS: usize = 1_000;

/// Adds a line to the text before it: without a space, unless a word would grow.
pub fn glue(text: &mut String, line: &str) {
    let (last, next) = (text.chars().next_back(), line.chars().next());
    if let (Some(last), Some(next)) = (last, next)
        && last.is_ascii_alphanumeric()
        && next.is_ascii_alphanumeric()
        && (last.is_ascii_alphabetic() || next.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether the next line would have begun on this one, had the paragraph gone on; `limit` is the right margin.
fn has_room(line: &Line, next: &Line, limit: f32) -> bool {
    line.x1 + next.head + ROOM * line.size <= limit
}

/// The text of a cell: its lines joined, paragraphs by `\n`. `limit` is the right margin of the cell.
pub fn cell(lines: &[Line], limit: f32) -> String {
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        if let Some(before) = before
            && words::ends_sentence(&before.text)
            && (has_room(before, line, limit) || words::begins_item(&line.text))
        {
            text.push('\n');
            text.push_str(&line.text);
        } else {
            glue(&mut text, &line.text);
        }
        before = Some(line);
    }
    text
}

/// The lines between two tables or the ends of the document, with their pages.
#[derive(Debug, Default)]
pub struct Prose {
    lines: Vec<(u32, f32, Line)>,
}

impl Prose {
    /// Adds a line of a page of a width.
    pub fn push(&mut self, page: u32, width: f32, line: Line) {
        self.lines.push((page, width, line));
    }

    /// The paragraphs; `number` counts them through the document.
    pub fn paragraphs(self, margins: &Margins, number: &mut u32) -> Vec<Paragraph> {
        let mut found: Vec<Paragraph> = Vec::new();
        // The first line of the paragraph, and the one before this one.
        let mut started: Option<Line> = None;
        let mut before: Option<(u32, Line)> = None;
        for (page, width, line) in self.lines {
            let goes_on = match (&started, &before) {
                (Some(first), Some((before_page, before))) => {
                    let pitch = (*before_page == page).then_some(line.y - before.y);
                    margins.goes_on(width, first, before, &line, pitch)
                }
                _ => false,
            };
            match found.last_mut() {
                Some(paragraph) if goes_on => glue(&mut paragraph.text, &line.text),
                _ => {
                    *number += 1;
                    found.push(Paragraph {
                        text: line.text.clone(),
                        place: Place {
                            page: Some(page),
                            paragraph: Some(*number),
                            ..Place::default()
                        },
                    });
                    started = Some(line.clone());
                }
            }
            before = Some((page, line));
        }
        found
    }
}

/// Where text runs on pages of one width, and how far its lines are apart.
#[derive(Clone, Copy, Debug)]
struct Margin {
    width: f32,
    left: f32,
    right: f32,
    pitch: f32,
}

/// The margins of every width of page in a document.
#[derive(Clone, Debug, Default)]
pub struct Margins {
    margins: Vec<Margin>,
    /// Labels that stand within lines: where they begin a line, they need not begin a paragraph.
    inline: HashSet<String>,
}

impl Margins {
    /// Measures lines of text outside of tables: the width of their page and they themselves, in order.
    pub fn measure<'a>(lines: impl Iterator<Item = (f32, &'a Line)>) -> Margins {
        let mut margins: Vec<(Margin, Vec<f32>, f32)> = Vec::new();
        let mut inline = HashSet::new();
        for (width, line) in lines {
            if inline.len() < LABELS {
                inline.extend(words::labels_within(&line.text));
            }
            let known = margins
                .iter()
                .position(|(margin, ..)| (margin.width - width).abs() < 1.0);
            let fresh = Margin {
                width,
                left: f32::MAX,
                right: 0.0,
                pitch: 0.0,
            };
            let index = known.unwrap_or(margins.len());
            if known.is_none() {
                margins.push((fresh, Vec::new(), f32::MAX));
            }
            let Some((margin, pitches, y)) = margins.get_mut(index) else {
                continue;
            };
            margin.left = margin.left.min(line.x0);
            margin.right = margin.right.max(line.inner);
            if line.y > *y && line.y - *y < 4.0 * line.size {
                pitches.push((line.y - *y) / line.size.max(1.0));
            }
            *y = line.y;
        }
        let measured = margins.into_iter().map(|(margin, mut pitches, _)| {
            pitches.sort_by(f32::total_cmp);
            // The closer quarter: lines within a paragraph are never farther apart than paragraphs.
            let pitch = pitches.get(pitches.len() / 4).copied().unwrap_or(2.0);
            Margin { pitch, ..margin }
        });
        Margins {
            margins: measured.collect(),
            inline,
        }
    }

    /// Whether a line goes on with the paragraph that began with `first` and reached `before`.
    fn goes_on(
        &self,
        width: f32,
        first: &Line,
        before: &Line,
        line: &Line,
        pitch: Option<f32>,
    ) -> bool {
        let Some(margin) = self
            .margins
            .iter()
            .find(|margin| (margin.width - width).abs() < 1.0)
        else {
            return false;
        };
        let size = line.size.max(1.0);
        if (before.size - line.size).abs() > 0.15 * size || has_room(before, line, margin.right) {
            return false;
        }
        if pitch.is_some_and(|pitch| pitch > size * margin.pitch.max(1.0) * 1.35) {
            return false;
        }
        let ended = words::ends_sentence(&before.text);
        let label = words::label(&line.text);
        let item = words::begins_item(&line.text)
            || label.is_some_and(|label| !self.inline.contains(&label));
        let indented = |line: &Line| line.x0 > margin.left + INDENT * size;
        if !indented(line) {
            // Where paragraphs are indented, a line that is not goes on.
            return indented(first) || !(ended && item);
        }
        if ended && item {
            return false;
        }
        let deeper = line.x0 - before.x0;
        if deeper > INDENT * size {
            // Deeper than the line before: a new paragraph, unless the text of an item hangs.
            return first == before
                && deeper < HANGING * size
                && words::begins_item(&before.text)
                && !item;
        }
        // As deep as the line before: all of the paragraph is set in.
        !item && (!ended || before.x0 > first.x0 + INDENT * size)
    }
}
