//! Pieces the screens are made of. Each draws plain data and decides nothing.

pub mod digits;
pub mod flow;
pub mod key_bar;
pub mod links;
pub mod list;
pub mod paint;
pub mod panel;
pub mod strip;
pub mod table;
