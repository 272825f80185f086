//! Band rules that are named in the settings, against those the loaded packs have.

use crate::law::Library;
use crate::packs::{Diagnostic, Severity};
use crate::settings::{Key, Settings, Source, nearest::nearest, words};

/// Returns what is wrong with the band rules that `settings` name.
pub fn check(settings: &Settings, library: &Library) -> Vec<Diagnostic> {
    let (file, line) = match (settings.source(Key::Bands), settings.file()) {
        (Source::File(line), Some(path)) => (path.display().to_string(), Some(line)),
        _ => (words::settings_row(Key::Bands), None),
    };
    unknown(settings.bands(), library)
        .into_iter()
        .map(|diagnostic| Diagnostic {
            file: file.clone(),
            line,
            ..diagnostic
        })
        .collect()
}

/// Tells which of `bands` no loaded pack has; the place is the row of the settings.
pub fn unknown(bands: &[String], library: &Library) -> Vec<Diagnostic> {
    let mut known: Vec<&str> = library.parts().bands.iter().map(|b| &*b.id).collect();
    known.sort_unstable();
    known.dedup();
    let unknown = bands.iter().filter(|id| !known.contains(&id.as_str()));
    unknown
        .map(|id| Diagnostic {
            code: "settings_band",
            severity: Severity::Warning,
            file: words::settings_row(Key::Bands),
            line: None,
            place: String::new(),
            message: words::unknown_band(id),
            remedy: words::known_bands(nearest(id, known.iter().copied()), &known),
        })
        .collect()
}
