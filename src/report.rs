//! Answers as documents: JSON for programs, plain text for people and screen readers.

pub mod assessment_json;
pub mod assessment_text;
pub mod benchmark;
pub(crate) mod words;
