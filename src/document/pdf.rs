//! A PDF with a text layer into paragraphs and tables.
//!
//! A PDF knows neither: it paints glyphs and lines. Tables are found by their rulings, paragraphs by where
//! lines end. A table without rulings is read as lines. Nothing a file contains may harm: what is unpacked
//! is counted, loops are cut, and the reading runs on a thread of its own, whose panic is an error here.

use std::sync::Once;
use std::thread;

use crate::document::{Block, DocumentError, limit};

mod cmap;
mod columns;
mod flow;
mod font;
mod grid;
mod join;
mod lex;
mod lines;
mod margin;
mod open;
mod paint;
mod path;
mod space;
mod table;
#[cfg(test)]
mod tests;
mod words;

/// Name of the threads that read.
const THREAD: &str = "pdf";
/// Stack of such a thread, in bytes.
const STACK: usize = 32 << 20;

/// Why a PDF could not be read.
#[derive(Debug)]
enum Fail {
    TooLarge,
    TooManyPages,
    Locked,
    Damaged(String),
}

/// Reads a PDF from its bytes; `name` is for messages.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit::FILE_BYTES) {
        return Err(DocumentError::TooLarge {
            file: name.to_owned(),
            limit: limit::FILE_BYTES,
        });
    }
    match on_thread(|| pages(bytes, open::Budget::default())) {
        Ok(blocks) if blocks.is_empty() => Err(DocumentError::NoText {
            file: name.to_owned(),
        }),
        Ok(blocks) => Ok(blocks),
        Err(fail) => Err(error(name, fail)),
    }
}

fn error(name: &str, fail: Fail) -> DocumentError {
    let file = name.to_owned();
    match fail {
        Fail::TooLarge => DocumentError::TooLarge {
            file,
            limit: limit::UNPACKED_BYTES,
        },
        Fail::TooManyPages => DocumentError::Unsupported {
            file,
            kind: words::TOO_MANY_PAGES.to_owned(),
        },
        Fail::Locked => DocumentError::Unsupported {
            file,
            kind: words::LOCKED.to_owned(),
        },
        Fail::Damaged(why) => DocumentError::Damaged { file, why },
    }
}

/// Runs on a thread with a stack of known size. A panic prints nothing and is a damaged file.
fn on_thread<T: Send>(run: impl FnOnce() -> Result<T, Fail> + Send) -> Result<T, Fail> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let others = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                others(info);
            }
        }));
    });
    thread::scope(|scope| {
        let running = thread::Builder::new()
            .name(THREAD.to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, run);
        match running {
            Ok(running) => running
                .join()
                .unwrap_or_else(|_| Err(Fail::Damaged("reader gave up".to_owned()))),
            Err(error) => Err(Fail::Damaged(error.to_string())),
        }
    })
}

fn pages(bytes: &[u8], mut budget: open::Budget) -> Result<Vec<Block>, Fail> {
    let document = open::load(bytes)?;
    let mut fonts = paint::Fonts::new();
    let mut printed = Vec::new();
    let (mut known, mut unknown) = (0_usize, 0_usize);
    for (number, page) in (1..).zip(open::pages(&document)?) {
        let sheet = paint::paint(&document, &page, &mut fonts, &mut budget)?;
        let missing = sheet
            .glyphs
            .iter()
            .filter(|glyph| glyph.character == char::REPLACEMENT_CHARACTER)
            .count();
        unknown += missing;
        known += sheet.glyphs.len() - missing;
        printed.push(flow::page(number, sheet));
    }
    // Glyphs of which nothing says what they stand for are no text.
    if unknown > known {
        return Ok(Vec::new());
    }
    Ok(flow::blocks(printed))
}
