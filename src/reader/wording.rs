//! Chinese sentences of discretion benchmarks into structure.
//!
//! What is read is exact; what is not read with certainty stays in the words of the document, with a
//! doubt beside it. Pure, and linear in the length of the text.

mod condition;
mod measures;
mod number;
mod split;
mod standard;
#[cfg(test)]
mod tests;
mod text;
mod words;

pub use condition::{ReadCondition, read_condition};
pub use measures::{Measure, Measures};
pub use split::split_sentence;
pub use standard::{Amount, Factor, ReadFine, ReadOrder, ReadStandard, read_standard};

/// A remark on what could not be read with certainty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What kind of remark, stable: `new_fact`, `number_in_words`, `words_beside`, `semicolon_or`,
    /// `unknown_stage`, `amount_not_read`, `not_read`.
    pub code: &'static str,
    /// The remark in words, with what to do.
    pub message: String,
}

fn doubt(code: &'static str, message: String) -> Doubt {
    Doubt { code, message }
}
