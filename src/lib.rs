//! 裁量 (cailiang): the lawful range of an administrative penalty, every step cited.
//!
//! The folders are floors; each uses only the floors below it (checked by `tests/architecture.rs`):
//! `cli`, `tui` → `report` → `store`, `packs`, `search`, `settings` → `compare` → `assess` → `law`.

pub mod assess;
pub mod cli;
pub mod compare;
pub mod document;
pub mod law;
pub mod packs;
pub mod reader;
pub mod report;
pub mod search;
pub mod settings;
pub mod store;
pub mod tui;
