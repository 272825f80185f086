//! Pieces the screens are made of. Each draws plain data and decides nothing.

pub mod flow;
pub mod key_bar;
pub mod links;
pub mod list;
pub mod panel;
pub mod strip;
pub mod table;
