//! Excel workbooks before 2007.

use crate::document::kind::Unread;
use crate::document::{Block, DocumentError, words};

/// Reads a compound file.
pub(super) fn read(name: &str, _bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    Err(DocumentError::Unsupported {
        file: name.to_owned(),
        kind: words::kind(Unread::Ole).to_owned(),
    })
}
