//! Past decisions held against one another: peers, expectations, verdicts. Pure.

pub mod decision;

pub use decision::{Decision, Outcome};
