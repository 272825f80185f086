//! `cailiang doctor`: what is where, and whether it works.
//!
//! Nothing is repaired and nothing of the user's is changed. In a terminal it asks the terminal how
//! wide it draws what may be one column or two; a terminal that does not answer is told so.

mod data;
mod terminal;
mod words;

use serde_json::json;

use crate::cli::args::{DoctorArgs, Format};
use crate::cli::{Context, Outcome};

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// As it should be.
    Good,
    /// Worth knowing.
    Note,
    /// To be put right.
    Problem,
}

/// One thing looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Check {
    /// Stable name, e.g. `database.check`.
    id: &'static str,
    state: State,
    label: String,
    text: String,
    /// What to do; empty where there is nothing to.
    remedy: String,
}

/// Things of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Section {
    title: &'static str,
    checks: Vec<Check>,
}

impl Check {
    fn good(id: &'static str, label: impl Into<String>, text: impl Into<String>) -> Check {
        Check {
            id,
            state: State::Good,
            label: label.into(),
            text: text.into(),
            remedy: String::new(),
        }
    }

    fn note(
        id: &'static str,
        label: impl Into<String>,
        text: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Check {
        Check {
            state: State::Note,
            remedy: remedy.into(),
            ..Check::good(id, label, text)
        }
    }

    fn problem(
        id: &'static str,
        label: impl Into<String>,
        text: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Check {
        Check {
            state: State::Problem,
            ..Check::note(id, label, text, remedy)
        }
    }
}

/// Runs the command.
pub fn run(args: &DoctorArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let measured = terminal::measure(context)?;
    let sections = [
        Section {
            title: words::TERMINAL,
            checks: terminal::checks(context, &measured),
        },
        Section {
            title: words::DATA,
            checks: data::places(context),
        },
        Section {
            title: words::DATABASE,
            checks: data::database(&context.places.database),
        },
        Section {
            title: words::SETTINGS,
            checks: data::settings(context),
        },
        Section {
            title: words::LIBRARY,
            checks: data::library(&context.places.library),
        },
    ];
    let all = sections.iter().flat_map(|section| &section.checks);
    let problems = all.filter(|check| check.state == State::Problem).count();
    match args.format {
        Format::Json => json(&sections, problems, context)?,
        Format::Text => text(&sections, problems, &measured, context)?,
    }
    Ok(if problems == 0 {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

fn text(
    sections: &[Section],
    problems: usize,
    measured: &terminal::Measured,
    context: &mut Context,
) -> std::io::Result<()> {
    for section in sections {
        writeln!(context.out, "【{}】", section.title)?;
        for check in &section.checks {
            let mark = match check.state {
                State::Good => "✓",
                State::Note => "i",
                State::Problem => "!",
            };
            writeln!(context.out, "  {mark} {}：{}", check.label, check.text)?;
            if !check.remedy.is_empty() {
                writeln!(context.out, "      {}", check.remedy)?;
            }
        }
        writeln!(context.out)?;
    }
    if !measured.is_known() {
        writeln!(context.out, "{}", words::LOOK_FOR_YOURSELF)?;
        for glyph in words::MEASURED {
            writeln!(context.out, "  {glyph}{glyph}{glyph}{glyph}|")?;
        }
        writeln!(context.out)?;
    }
    writeln!(context.out, "{}", words::conclusion(problems))
}

fn json(sections: &[Section], problems: usize, context: &mut Context) -> anyhow::Result<()> {
    let checks = sections.iter().flat_map(|section| &section.checks);
    let checks: Vec<_> = checks
        .map(|check| {
            json!({
                "id": check.id,
                "state": match check.state {
                    State::Good => "good",
                    State::Note => "note",
                    State::Problem => "problem",
                },
                "label": check.label,
                "text": check.text,
                "remedy": check.remedy,
            })
        })
        .collect();
    let all = json!({ "problems": problems, "checks": checks });
    writeln!(context.out, "{}", serde_json::to_string_pretty(&all)?)?;
    Ok(())
}
