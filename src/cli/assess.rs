//! `cailiang assess`: one case in, the assessment out.

use std::path::Path;

use anyhow::anyhow;

use crate::assess::input::read_case;
use crate::assess::{Assessment, Severity, assess};
use crate::cli::args::{AssessArgs, Format};
use crate::cli::{Context, Outcome, words};
use crate::law::Library;
use crate::report::{assessment_json, assessment_text};

/// Runs the command. Findings of severity "error" about the proposal end with status 1.
pub fn run(args: &AssessArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    let Some((library, answer)) = answer(&args.case, context)? else {
        return Ok(Outcome::Refused);
    };
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(
                &mut *context.out,
                &assessment_json::to_json(&library, &answer),
            )?;
            writeln!(context.out)?;
        }
        Format::Text => write!(
            context.out,
            "{}",
            assessment_text::to_text(&library, &answer)
        )?,
    }
    Ok(if answer.worst() == Some(Severity::Error) {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Assesses the case in a file. `None` when it cannot be read as a case, which has been said.
pub fn answer(file: &Path, context: &mut Context) -> anyhow::Result<Option<(Library, Assessment)>> {
    let text = read(file, context)?;
    let loaded = context.load()?;
    let mut read = match read_case(&text, &loaded.library) {
        Ok(read) => read,
        Err(problems) => {
            for problem in problems {
                writeln!(
                    context.err,
                    "{}",
                    words::bad_case(file, &problem.field, &problem.message)
                )?;
            }
            return Ok(None);
        }
    };
    context.settings.fill(&mut read.case);
    let Some(mut answer) = assess(&loaded.library, &read.case) else {
        anyhow::bail!(words::bad_case(file, "offence", ""));
    };
    answer
        .warnings
        .extend(read.unknown_fields.iter().map(|f| words::unknown_field(f)));
    Ok(Some((loaded.library, answer)))
}

fn read(file: &Path, context: &mut Context) -> anyhow::Result<String> {
    let mut text = String::new();
    let read = if file.as_os_str() == "-" {
        context.input.read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    read.map_err(|error| anyhow!(words::unreadable(file, &error)))
}
