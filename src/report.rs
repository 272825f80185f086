//! Answers as documents: JSON for programs, plain text for people and screen readers.

pub mod assessment_json;
pub mod assessment_text;
pub mod benchmark;
pub mod bureau;
pub mod cap;
pub mod contrast;
pub mod decision;
pub mod finding;
pub mod import;
pub mod lists;
pub mod pack_diff;
pub mod page;
pub mod reading;
pub mod reasons;
pub mod replay;
pub mod review;
pub mod selection;
pub mod table;
pub mod view;
pub(crate) mod words;
