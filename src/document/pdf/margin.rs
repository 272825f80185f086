//! What is printed in the margins of pages and is no part of the text: numbers of pages, running headers.

use std::collections::HashMap;

use crate::document::pdf::flow::{Part, Printed};
use crate::document::pdf::words;

/// Share of the height of a page that is looked at, above and below.
const MARGIN: f32 = 0.13;
/// How many lines are looked at, above and below.
const DEEP: usize = 3;

/// Lines that are looked at: the place in the parts of a page.
fn outer(page: &Printed) -> Vec<usize> {
    let line = |part: &Part| match part {
        Part::Line(line) => Some(line.y),
        Part::Table(_) => None,
    };
    let above = page
        .parts
        .iter()
        .enumerate()
        .take(DEEP)
        .map_while(|(n, part)| Some((n, line(part)?)))
        .filter(|(_, y)| *y < page.height * MARGIN);
    let below = page
        .parts
        .iter()
        .enumerate()
        .rev()
        .take(DEEP)
        .map_while(|(n, part)| Some((n, line(part)?)))
        .filter(|(_, y)| *y > page.height * (1.0 - MARGIN));
    above.chain(below).map(|(n, _)| n).collect()
}

/// Text without its digits and spaces, with its height in steps of a few points.
fn key(text: &str, y: f32) -> (String, u16) {
    let plain = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_ascii_digit())
        .collect();
    (plain, step(y))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest integer within bounds"
)]
fn step(y: f32) -> u16 {
    (y / 4.0).round() as u16
}

/// Takes numbers of pages and running headers and footers out.
pub fn strip(pages: &mut [Printed]) {
    let mut seen: HashMap<(String, u16), usize> = HashMap::new();
    for page in pages.iter() {
        for n in outer(page) {
            if let Some(Part::Line(line)) = page.parts.get(n) {
                *seen.entry(key(&line.text, line.y)).or_default() += 1;
            }
        }
    }
    let often = (pages.len() / 3).max(3);
    for page in pages.iter_mut() {
        let outer = outer(page);
        let mut n = 0;
        page.parts.retain(|part| {
            let here = outer.contains(&n);
            n += 1;
            match part {
                Part::Line(line) if here => {
                    let key = key(&line.text, line.y);
                    let count = |step| seen.get(&(key.0.clone(), step)).copied().unwrap_or(0);
                    let times = count(key.1) + count(key.1 + 1) + count(key.1.saturating_sub(1));
                    !words::is_page_number(&line.text) && times < often
                }
                Part::Line(_) | Part::Table(_) => true,
            }
        });
    }
}
