//! Past decisions held against one another: peers, expectations, verdicts. Pure.
//!
//! [`compare`] gives one [`Mark`] for each of the [`Cases`]; [`Findings`] explains it, and answers
//! questions about peers and about the case at hand. The method is written down in `docs/CONSISTENCY.md`. It prompts a
//! review; it never sets an amount.

mod apart;
mod basis;
pub mod bureau;
mod calibrate;
mod cases;
mod columns;
pub mod decision;
mod effects;
mod expected;
mod findings;
mod grade;
mod inverted;
mod lapsed;
mod likes;
mod measured;
mod names;
mod nest;
mod options;
mod parallel;
mod parts;
mod peers;
mod ranks;
mod register;
pub mod replay;
mod rows;
mod scale;
mod situations;
mod slip;
mod standing;
mod verdict;
mod words;

pub use calibrate::SIZE_CLASSES;
pub use cases::Cases;
pub(crate) use cases::Entry;
pub use decision::{Amounts, Decision, Flags, Outcome};
pub use findings::{STEPS, compare, compare_watched};
pub(crate) use lapsed::lapsed_numbering;
pub use likes::Likes;
pub use options::{
    FEWEST_IN_CLASS, FEWEST_PEERS, FEWEST_RESIDUALS, INTERVAL, LEAST_RARE, NOMINAL_RATE, Options,
};
pub use peers::{Difference, Peer};
pub use rows::{Exclusions, Level};
pub use scale::{Ruler, Scale};
pub use slip::{Slip, SlipFactor};
pub use standing::{Apart, Standing};
pub use verdict::{Finding, Findings, Mark, Method, Verdict};
