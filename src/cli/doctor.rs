//! `cailiang doctor`: what is where, and whether it works.

use std::path::Path;

use crate::cli::{Context, Outcome, words};

/// Glyphs whose width depends on the terminal's idea of East Asian text.
const AMBIGUOUS: [&str; 8] = ["“", "—", "…", "·", "①", "§", "─", "■"];

/// Runs the command.
pub fn run(context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = context.load()?;
    let library = &loaded.library;
    let rows = library.offences().iter().map(|o| o.rows.len()).sum();
    let summary = words::library_summary(
        library.offences().len(),
        rows,
        library.parts().instruments.len(),
        library.benchmarks().len(),
    );
    writeln!(context.out, "{}：{summary}", words::DOCTOR_SHIPPED)?;
    let places = context.places.clone();
    for (label, path) in [
        (words::DOCTOR_LIBRARY, &places.library),
        (words::DOCTOR_DATABASE, &places.database),
        (words::DOCTOR_KEYMAP, &places.keymap),
        (words::DOCTOR_THEME, &places.theme),
        (words::DOCTOR_SETTINGS, &places.settings),
    ] {
        writeln!(context.out, "{label}：{}  {}", path.display(), state(path))?;
    }
    let (region, bands) = (&context.profile.jurisdiction, &context.profile.bands);
    for line in words::profile(region.as_deref(), bands) {
        writeln!(context.out, "{line}")?;
    }
    writeln!(
        context.out,
        "{}：{}",
        words::DOCTOR_TERMINAL,
        words::yes_no(context.terminal)
    )?;
    writeln!(context.out, "{}", words::DOCTOR_GLYPHS)?;
    for glyph in AMBIGUOUS {
        writeln!(context.out, "  {glyph}{glyph}{glyph}{glyph}|")?;
    }
    if loaded.diagnostics.is_empty() {
        return Ok(Outcome::Done);
    }
    writeln!(context.out, "{}", words::problems(loaded.diagnostics.len()))?;
    Ok(Outcome::Findings)
}

fn state(path: &Path) -> &'static str {
    if path.exists() {
        words::DOCTOR_PRESENT
    } else {
        words::DOCTOR_ABSENT
    }
}
