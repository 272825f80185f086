//! What several tests share.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::PathBuf;
use std::sync::OnceLock;

use cailiang::assess::input::read_case;
use cailiang::assess::{Assessment, assess};
use cailiang::law::Library;
use cailiang::packs::load_shipped;
use serde_json::Value;

/// The shipped library, read once.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| load_shipped().library)
}

/// Assesses a case given as JSON.
pub fn assess_json(library: &Library, case: &Value) -> Assessment {
    let read = read_case(&case.to_string(), library).expect("a case without problems");
    assess(library, &read.case).expect("an offence of the library")
}

/// The material shared beside the checkout, when it is there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    while folder.pop() {
        let found = folder.join("shared").join(path);
        if found.exists() {
            return Some(found);
        }
    }
    eprintln!("skipped: shared/{path} is not here");
    None
}
