//! PDF.

use crate::document::{Block, DocumentError};

/// Reads a PDF.
pub(super) fn read(name: &str, _bytes: &[u8]) -> Result<Vec<Block>, DocumentError> {
    Err(DocumentError::Unsupported {
        file: name.to_owned(),
        kind: "PDF".to_owned(),
    })
}
