//! The zip archive a modern Office file is, unpacked part by part and never beyond the limit.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::document::kind::Unread;
use crate::document::xml::Xml;
use crate::document::{DocumentError, limit, words};

/// An opened archive.
pub(super) struct Package<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: Cell<u64>,
}

/// A part as it is unpacked.
pub(super) type Part<'p, 'a> = BufReader<Counted<'p, ZipFile<'p, Cursor<&'a [u8]>>>>;

/// Stops when the limit is used up.
pub(super) struct Counted<'p, R> {
    inner: R,
    left: &'p Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}

impl<'a> Package<'a> {
    /// Opens an archive; refuses one that says itself that it is too large.
    pub fn open(name: &'a str, bytes: &'a [u8]) -> Result<Package<'a>, DocumentError> {
        Package::open_within(name, bytes, limit::UNPACKED_BYTES)
    }

    /// Opens an archive of which at most so many bytes are unpacked.
    pub fn open_within(
        name: &'a str,
        bytes: &'a [u8],
        most: u64,
    ) -> Result<Package<'a>, DocumentError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| fault(name, &e))?;
        let mut declared = 0u64;
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|e| fault(name, &e))?;
            declared = declared.saturating_add(part.size());
        }
        if declared > most {
            return Err(DocumentError::TooLarge {
                file: name.to_owned(),
                limit: most,
            });
        }
        Ok(Package {
            name,
            zip,
            left: Cell::new(most),
        })
    }

    /// Name of the first part that fits.
    pub fn find(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let mut names = self.zip.file_names().flatten();
        names.find(|name| fits(name)).map(Cow::into_owned)
    }

    /// A part as XML, if there is one of this name.
    pub fn part<'p>(
        &'p mut self,
        path: &str,
    ) -> Result<Option<Xml<'a, Part<'p, 'a>>>, DocumentError> {
        let name = self.name;
        Ok(self.text(path)?.map(|text| Xml::new(name, text)))
    }

    /// A part as it is unpacked, if there is one of this name.
    pub fn text<'p>(&'p mut self, path: &str) -> Result<Option<Part<'p, 'a>>, DocumentError> {
        let file = match self.zip.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(fault(self.name, &e)),
        };
        Ok(Some(BufReader::new(Counted {
            inner: file,
            left: &self.left,
        })))
    }
}

fn fault(name: &str, error: &ZipError) -> DocumentError {
    let file = name.to_owned();
    let is_locked = matches!(
        error,
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword
    );
    if is_locked {
        return DocumentError::Unsupported {
            file,
            kind: words::kind(Unread::Locked).to_owned(),
        };
    }
    DocumentError::Damaged {
        file,
        why: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::document::xml::Node;

    #[test]
    fn what_unpacks_beyond_the_limit_is_given_up_whatever_it_declared() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a.xml", SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&vec![b' '; 100_000]).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let read = |left: u64| {
            let mut package = Package::open("f", &bytes).unwrap();
            package.left = Cell::new(left);
            let mut part = package.part("a.xml").unwrap().unwrap();
            loop {
                match part.next() {
                    Ok(Node::Eof) => return Ok(()),
                    Ok(_) => {}
                    Err(e) => return Err(e),
                }
            }
        };
        assert!(read(100_000).is_ok());
        assert!(matches!(read(99_999), Err(DocumentError::TooLarge { .. })));
    }
}
