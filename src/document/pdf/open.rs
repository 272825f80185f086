//! The file as a graph of objects: opened within limits, its pages found, its streams unpacked.

use std::cell::Cell;
use std::collections::HashSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use crate::document::limit;
use crate::document::pdf::Fail;

/// Most bytes all object streams together may unpack to: parsed, they take many times as much.
const OBJECT_BYTES: usize = 32 << 20;
/// Fewest bytes charged for any stream that is opened, so that empty ones are not free.
const LEAST_CHARGE: u64 = 256;

thread_local! {
    /// Bytes of object streams this load may still unpack.
    static OBJECTS_LEFT: Cell<usize> = const { Cell::new(0) };
}

/// What may still be unpacked and read of one document.
#[derive(Debug)]
pub struct Budget {
    /// Bytes of unpacked streams.
    pub bytes: u64,
    /// Characters.
    pub characters: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            bytes: limit::UNPACKED_BYTES,
            characters: limit::TEXT_CHARS,
        }
    }
}

impl Budget {
    /// Takes one character off.
    pub fn character(&mut self) -> Result<(), Fail> {
        self.characters = self.characters.checked_sub(1).ok_or(Fail::TooLarge)?;
        Ok(())
    }

    /// The unpacked bytes of a stream; empty when it is damaged.
    pub fn unpack(&mut self, stream: &Stream) -> Result<Vec<u8>, Fail> {
        let most = usize::try_from(self.bytes).unwrap_or(usize::MAX);
        let bytes = match stream.get_plain_content_with_limit(most) {
            Ok(bytes) => bytes,
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded {
                ..
            })) => {
                return Err(Fail::TooLarge);
            }
            Err(_) => Vec::new(),
        };
        let charge = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self
            .bytes
            .checked_sub(charge.max(LEAST_CHARGE))
            .ok_or(Fail::TooLarge)?;
        Ok(bytes)
    }
}

/// Keeps object streams within [`OBJECT_BYTES`] while a document is loaded.
///
/// The loader keeps `object` itself for whatever stands in the file, and the returned object for whatever
/// comes out of an object stream, which is never a stream: no stream is copied.
fn within(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        let left = OBJECTS_LEFT.get();
        let used = match stream.get_plain_content_with_limit(left) {
            Ok(bytes) => bytes.len().max(1),
            Err(lopdf::Error::Decompress(_)) => left + 1,
            Err(_) => 1,
        };
        // Nothing left means refused: what follows is left out, and `load` says so.
        OBJECTS_LEFT.set(left.saturating_sub(used));
        if used > left {
            return None;
        }
    }
    let kept = if object.as_stream().is_ok() {
        Object::Null
    } else {
        object.clone()
    };
    Some((id, kept))
}

/// Opens a file.
pub fn load(bytes: &[u8]) -> Result<Document, Fail> {
    let options = |force_reconstruct| LoadOptions {
        filter: Some(within),
        max_decompressed_size: Some(OBJECT_BYTES),
        force_reconstruct,
        ..LoadOptions::default()
    };
    OBJECTS_LEFT.set(OBJECT_BYTES);
    let first = Document::load_mem_with_options(bytes, options(false)).map_err(fail);
    if OBJECTS_LEFT.get() == 0 {
        return Err(Fail::TooLarge);
    }
    let document = first?;
    if is_locked(&document) {
        return Err(Fail::Locked);
    }
    if !pages(&document)?.is_empty() {
        return Ok(document);
    }
    // The cross-reference table leads nowhere: the objects may still be there.
    OBJECTS_LEFT.set(OBJECT_BYTES);
    let rebuilt = Document::load_mem_with_options(bytes, options(true)).map_err(fail)?;
    if is_locked(&rebuilt) {
        return Err(Fail::Locked);
    }
    Ok(rebuilt)
}

/// Whether a document waits for a password: unlocked, it no longer says how it was encrypted.
fn is_locked(document: &Document) -> bool {
    document.trailer.has(b"Encrypt")
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "whatever else the crate says is damage"
)]
fn fail(error: lopdf::Error) -> Fail {
    match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Fail::TooLarge
        }
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Fail::Locked,
        other => Fail::Damaged(other.to_string()),
    }
}

/// A page as its dictionary and what it inherits.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The dictionary of the page.
    pub dictionary: &'a Dictionary,
    /// Fonts and drawings by name.
    pub resources: Option<&'a Dictionary>,
    /// Left, lower, right and upper edge of what is shown, in points.
    pub bounds: [f32; 4],
    /// Quarter turns clockwise, 0 to 3.
    pub turns: u8,
}

/// Follows references.
pub fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

/// The dictionary under a key.
pub fn dictionary<'a>(
    document: &'a Document,
    owner: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    let object = resolve(document, owner.get(key).ok()?)?;
    object
        .as_dict()
        .ok()
        .or_else(|| object.as_stream().ok().map(|stream| &stream.dict))
}

/// The number under a key.
pub fn number(document: &Document, owner: &Dictionary, key: &[u8]) -> Option<f32> {
    resolve(document, owner.get(key).ok()?)?.as_float().ok()
}

/// The numbers of an array under a key.
pub fn numbers(document: &Document, owner: &Dictionary, key: &[u8]) -> Option<Vec<f32>> {
    let array = resolve(document, owner.get(key).ok()?)?.as_array().ok()?;
    array
        .iter()
        .take(16)
        .map(|item| resolve(document, item)?.as_float().ok())
        .collect()
}

fn bounds(document: &Document, owner: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let [a, b, c, d] = <[f32; 4]>::try_from(numbers(document, owner, key)?).ok()?;
    let box_of = [a.min(c), b.min(d), a.max(c), b.max(d)];
    (box_of[2] - box_of[0] > 1.0 && box_of[3] - box_of[1] > 1.0).then_some(box_of)
}

/// All pages in order. A loop in the tree is cut where it comes back.
pub fn pages(document: &Document) -> Result<Vec<Page<'_>>, Fail> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let root = document
        .catalog()
        .ok()
        .and_then(|catalog| dictionary(document, catalog, b"Pages"));
    let blank = |dictionary| Page {
        dictionary,
        resources: None,
        bounds: [0.0, 0.0, 595.0, 842.0],
        turns: 0,
    };
    let mut waiting: Vec<Page<'_>> = root.map(blank).into_iter().collect();
    while let Some(mut page) = waiting.pop() {
        let node = page.dictionary;
        page.resources = dictionary(document, node, b"Resources").or(page.resources);
        page.bounds = bounds(document, node, b"CropBox")
            .or_else(|| bounds(document, node, b"MediaBox"))
            .unwrap_or(page.bounds);
        page.turns = number(document, node, b"Rotate").map_or(page.turns, quarter_turns);
        let kids = node.get(b"Kids").ok();
        let Some(kids) = kids
            .and_then(|kids| resolve(document, kids))
            .and_then(|kids| kids.as_array().ok())
        else {
            found.push(page);
            if found.len() > limit::PAGES {
                return Err(Fail::TooManyPages);
            }
            continue;
        };
        for kid in kids.iter().rev() {
            if let Ok(id) = kid.as_reference()
                && seen.insert(id)
                && let Ok(dictionary) = document.get_dictionary(id)
            {
                waiting.push(Page {
                    dictionary,
                    ..page.clone()
                });
            }
        }
    }
    Ok(found)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest integer within bounds"
)]
fn quarter_turns(degrees: f32) -> u8 {
    (degrees / 90.0).round().rem_euclid(4.0) as u8
}

/// What a page paints, unpacked.
pub fn content(document: &Document, page: &Page<'_>, budget: &mut Budget) -> Result<Vec<u8>, Fail> {
    let mut bytes = Vec::new();
    let Some(contents) = page
        .dictionary
        .get(b"Contents")
        .ok()
        .and_then(|contents| resolve(document, contents))
    else {
        return Ok(bytes);
    };
    let single = std::slice::from_ref(contents);
    let parts = contents.as_array().map_or(single, Vec::as_slice);
    for part in parts {
        if let Some(Object::Stream(stream)) = resolve(document, part) {
            bytes.append(&mut budget.unpack(stream)?);
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}
