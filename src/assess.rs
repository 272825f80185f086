//! One case assessed: applicable law, range, tier, circumstances, gates, checks — with a trace. Pure.

pub mod lawful;
pub mod tiering;
mod words;
