//! XML as a stream of starts, ends and text. Nothing is expanded, nesting is bounded.

use std::io::{self, BufRead};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::document::{DocumentError, Measure, limit};

/// A part that is being read.
pub(super) struct Xml<'a, R> {
    name: &'a str,
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

/// What comes next; `<a/>` is a start and an end.
pub(super) enum Node<'b> {
    Start(Start<'b>),
    End,
    Text(String),
    Eof,
}

/// A start tag.
pub(super) struct Start<'b>(BytesStart<'b>);

impl Start<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|a| a.key.local_name().into_inner() == name)?;
        Some(
            found
                .normalized_value(XmlVersion::Explicit1_0)
                .ok()?
                .into_owned(),
        )
    }

    /// An attribute by its full name.
    pub fn qualified(&self, name: &str) -> Option<String> {
        let found = self.0.try_get_attribute(name).ok()??;
        Some(
            found
                .normalized_value(XmlVersion::Explicit1_0)
                .ok()?
                .into_owned(),
        )
    }

    /// `val` as a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether a switch is on: present, and not said to be off.
    pub fn is_on(&self) -> bool {
        !matches!(
            self.attribute("val").as_deref(),
            Some("0" | "false" | "off")
        )
    }
}

impl<'a, R: BufRead> Xml<'a, R> {
    pub fn new(name: &'a str, source: R) -> Xml<'a, R> {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Xml {
            name,
            reader,
            buffer: Vec::new(),
            depth: 0,
        }
    }

    /// Says that the part is not what it should be.
    pub fn damaged(&self, why: &str) -> DocumentError {
        DocumentError::Damaged {
            file: self.name.to_owned(),
            why: why.to_owned(),
        }
    }

    /// The next start, end or piece of text.
    pub fn next(&mut self) -> Result<Node<'_>, DocumentError> {
        loop {
            self.buffer.clear();
            // The buffer is lent out with the event, so what stays inside this loop is decided on a copy.
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(e) => return Err(fault(self.name, &e)),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > limit::DEPTH {
                        return Err(DocumentError::TooMuch {
                            file: self.name.to_owned(),
                            of: Measure::Depth,
                        });
                    }
                    return Ok(Node::Start(Start(start.into_owned())));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::End);
                }
                Event::Text(text) => {
                    return Ok(Node::Text(
                        text.xml_content(XmlVersion::Explicit1_0).into_owned(),
                    ));
                }
                Event::CData(text) => return Ok(Node::Text(text.into_inner().into_owned())),
                Event::GeneralRef(name) => {
                    let c = match name.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        Ok(None) | Err(_) => match &*name {
                            "amp" => Some('&'),
                            "lt" => Some('<'),
                            "gt" => Some('>'),
                            "quot" => Some('"'),
                            "apos" => Some('\''),
                            _ => None,
                        },
                    };
                    if let Some(c) = c {
                        return Ok(Node::Text(c.to_string()));
                    }
                }
                Event::Eof if self.depth > 0 => {
                    return Err(DocumentError::Damaged {
                        file: self.name.to_owned(),
                        why: "unexpected end of XML".to_owned(),
                    });
                }
                Event::Eof => return Ok(Node::Eof),
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    /// Passes over the rest of the element that has just started.
    pub fn skip(&mut self) -> Result<(), DocumentError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            if let Node::Eof = self.next()? {
                break;
            }
        }
        Ok(())
    }
}

fn fault(name: &str, error: &quick_xml::Error) -> DocumentError {
    let file = name.to_owned();
    if let quick_xml::Error::Io(e) = error
        && e.kind() == io::ErrorKind::FileTooLarge
    {
        return DocumentError::TooLarge {
            file,
            limit: limit::UNPACKED_BYTES,
        };
    }
    DocumentError::Damaged {
        file,
        why: error.to_string(),
    }
}
