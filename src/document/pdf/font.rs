//! Fonts: which text the codes of a string stand for, and how wide it is.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use crate::document::pdf::Fail;
use crate::document::pdf::cmap::CMap;
use crate::document::pdf::open::{self, Budget};

/// Most widths kept of one font.
const WIDTHS: usize = 200_000;

/// How a string is cut into codes.
#[derive(Debug)]
enum Codes {
    /// One byte each; the text of every byte.
    Single(Vec<Vec<char>>),
    /// Two bytes each, which mean nothing by themselves.
    Double,
    /// Two bytes each, which are UTF-16.
    Unicode,
    /// One or two bytes, as in GBK.
    Gbk,
    /// As the embedded map says.
    Embedded(CMap),
}

/// A font.
#[derive(Debug)]
pub struct Font {
    codes: Codes,
    to_unicode: CMap,
    widths: HashMap<u32, f32>,
    default_width: f32,
    /// Of a unit of width, in units of text space.
    unit: f32,
    /// Whether it is set downwards.
    pub vertical: bool,
}

/// One code of a string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Code {
    /// Its value.
    pub value: u32,
    /// How many bytes it takes.
    pub bytes: usize,
}

impl Font {
    /// Reads a font from its dictionary.
    pub fn read(document: &Document, font: &Dictionary, budget: &mut Budget) -> Result<Font, Fail> {
        let to_unicode = match font.get_deref(b"ToUnicode", document) {
            Ok(Object::Stream(stream)) => CMap::parse(&budget.unpack(stream)?),
            _ => CMap::default(),
        };
        if matches!(name(document, font, b"Subtype"), Some(b"Type0")) {
            composite(document, font, to_unicode, budget)
        } else {
            Ok(simple(document, font, to_unicode, budget))
        }
    }

    /// The code that `bytes` begin with.
    pub fn code(&self, bytes: &[u8]) -> Option<Code> {
        let first = *bytes.first()?;
        let length = match &self.codes {
            Codes::Single(_) => 1,
            Codes::Double | Codes::Unicode => 2,
            Codes::Gbk => 1 + usize::from(first > 0x80),
            Codes::Embedded(map) => match map.length(bytes) {
                0 => 2,
                length => length,
            },
        }
        .min(bytes.len());
        let value = bytes
            .iter()
            .take(length)
            .fold(0, |value, byte| value << 8 | u32::from(*byte));
        Some(Code {
            value,
            bytes: length,
        })
    }

    /// The text of a code; U+FFFD where the file does not say.
    pub fn text(&self, code: Code, to: &mut Vec<char>) {
        if self.to_unicode.text(code.value, to) {
            return;
        }
        let found = match &self.codes {
            Codes::Single(texts) => usize::try_from(code.value)
                .ok()
                .and_then(|n| texts.get(n))
                .filter(|text| !text.is_empty())
                .map(|text| to.extend_from_slice(text)),
            Codes::Double | Codes::Embedded(_) => None,
            Codes::Unicode => char::from_u32(code.value).map(|c| to.push(c)),
            Codes::Gbk => {
                let bytes = code.value.to_be_bytes();
                let bytes = bytes.get(4 - code.bytes.clamp(1, 2)..).unwrap_or_default();
                let (text, failed) = encoding_rs::GBK.decode_without_bom_handling(bytes);
                (!failed).then(|| to.extend(text.chars()))
            }
        };
        if found.is_none() {
            to.push(char::REPLACEMENT_CHARACTER);
        }
    }

    /// How far a code moves on, in units of text space at size 1.
    pub fn width(&self, code: Code) -> f32 {
        if self.vertical {
            return 1.0;
        }
        let width = self.widths.get(&code.value).copied();
        width.unwrap_or(match self.codes {
            // Latin letters of the encodings for Chinese are half as wide, unless the font says otherwise.
            Codes::Gbk if code.bytes == 1 => self.default_width / 2.0,
            Codes::Unicode if code.value < 0x80 => self.default_width / 2.0,
            Codes::Single(_) | Codes::Double | Codes::Unicode | Codes::Gbk | Codes::Embedded(_) => {
                self.default_width
            }
        }) * self.unit
    }
}

fn name<'a>(document: &'a Document, owner: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    owner.get_deref(key, document).ok()?.as_name().ok()
}

fn composite(
    document: &Document,
    font: &Dictionary,
    to_unicode: CMap,
    budget: &mut Budget,
) -> Result<Font, Fail> {
    let mut vertical = false;
    let codes = match font.get_deref(b"Encoding", document) {
        Ok(Object::Stream(stream)) => Codes::Embedded(CMap::parse(&budget.unpack(stream)?)),
        Ok(Object::Name(name)) => {
            vertical = name.ends_with(b"-V");
            if name.starts_with(b"Uni") {
                Codes::Unicode
            } else if name.starts_with(b"GB") {
                Codes::Gbk
            } else {
                Codes::Double
            }
        }
        _ => Codes::Double,
    };
    let descendant = font
        .get_deref(b"DescendantFonts", document)
        .ok()
        .and_then(|fonts| fonts.as_array().ok()?.first())
        .and_then(|font| open::resolve(document, font)?.as_dict().ok());
    let mut widths = HashMap::new();
    let mut default_width = 1000.0;
    if let Some(descendant) = descendant {
        default_width = open::number(document, descendant, b"DW").unwrap_or(default_width);
        if matches!(codes, Codes::Double | Codes::Embedded(_))
            && let Ok(Object::Array(array)) = descendant.get_deref(b"W", document)
        {
            widths = composite_widths(document, array);
        }
    }
    Ok(Font {
        codes,
        to_unicode,
        widths,
        default_width,
        unit: 0.001,
        vertical,
    })
}

fn composite_widths(document: &Document, array: &[Object]) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let mut items = array
        .iter()
        .filter_map(|item| open::resolve(document, item));
    let code = |object: &Object| object.as_i64().ok().and_then(|n| u32::try_from(n).ok());
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let Some(start) = code(first) else { continue };
        if let Ok(list) = second.as_array() {
            for (code, width) in (start..).zip(list).take(WIDTHS) {
                if let Some(width) = open::resolve(document, width).and_then(|w| w.as_float().ok())
                {
                    widths.insert(code, width);
                }
            }
        } else if let (Some(end), Some(width)) = (
            code(second),
            items.next().and_then(|width| width.as_float().ok()),
        ) {
            for code in start..=end.min(start.saturating_add(0xffff)) {
                widths.insert(code, width);
            }
        }
        if widths.len() > WIDTHS {
            break;
        }
    }
    widths
}

fn simple(document: &Document, font: &Dictionary, to_unicode: CMap, budget: &Budget) -> Font {
    let mut widths = HashMap::new();
    let first = open::number(document, font, b"FirstChar").unwrap_or(0.0);
    if let Ok(Object::Array(list)) = font.get_deref(b"Widths", document) {
        let mut code = first.clamp(0.0, 255.0);
        for width in list.iter().take(256) {
            if let Some(width) = open::resolve(document, width).and_then(|w| w.as_float().ok()) {
                widths.insert(rounded(code), width);
            }
            code += 1.0;
        }
    }
    let descriptor = open::dictionary(document, font, b"FontDescriptor");
    let missing = descriptor.and_then(|d| open::number(document, d, b"MissingWidth"));
    let type3 = matches!(name(document, font, b"Subtype"), Some(b"Type3"));
    let matrix = type3.then(|| open::numbers(document, font, b"FontMatrix"));
    let unit = matrix
        .flatten()
        .and_then(|matrix| matrix.first().copied())
        .unwrap_or(0.001);
    Font {
        codes: Codes::Single(single_bytes(document, font, to_unicode.is_empty(), budget)),
        to_unicode,
        default_width: missing.unwrap_or(if widths.is_empty() { 500.0 } else { 0.0 }),
        widths,
        unit: unit.abs(),
        vertical: false,
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest integer within bounds"
)]
fn rounded(code: f32) -> u32 {
    code.round() as u32
}

/// The text of every byte, by the encoding of the font; Windows-1252 where it has none.
fn single_bytes(
    document: &Document,
    font: &Dictionary,
    alone: bool,
    budget: &Budget,
) -> Vec<Vec<char>> {
    let encoding = if font.has(b"Encoding") || alone {
        let most = usize::try_from(budget.bytes).unwrap_or(usize::MAX);
        font.get_font_encoding_with_limit(document, most).ok()
    } else {
        None
    };
    (0..=255_u8)
        .map(|byte| {
            let known = encoding
                .as_ref()
                .and_then(|encoding| encoding.bytes_to_string(&[byte]).ok())
                .filter(|text| !text.is_empty());
            let text = known.unwrap_or_else(|| {
                encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&[byte])
                    .0
                    .into_owned()
            });
            text.chars().filter(|c| !c.is_control()).collect()
        })
        .collect()
}
