//! `cailiang config`: the settings file, looked at and changed.

use serde_json::{Value as Json, json};

use crate::cli::args::{ConfigArgs, ConfigCommand, Format};
use crate::cli::{Context, Outcome, words};
use crate::packs::load_with;
use crate::settings::{Key, Source, Value, bands, file, words as say};
use crate::tui::settings::{Settings as Interface, load, problem_of};

/// Runs the command.
pub fn run(args: &ConfigArgs, context: &mut Context) -> anyhow::Result<Outcome> {
    match &args.command {
        ConfigCommand::Init { force } => init(*force, context),
        ConfigCommand::Show { format } => show(*format, context),
        ConfigCommand::Path => {
            writeln!(context.out, "{}", context.layers.file.display())?;
            Ok(Outcome::Done)
        }
        ConfigCommand::Set { key, value } => set(key, Some(value), context),
        ConfigCommand::Unset { key } => set(key, None, context),
        ConfigCommand::Check => check(context),
    }
}

fn init(force: bool, context: &mut Context) -> anyhow::Result<Outcome> {
    let path = &context.layers.file;
    let copy = file::make(path, force)?;
    if let Some(copy) = copy {
        writeln!(context.out, "{}", words::config_copied(&copy))?;
    }
    writeln!(context.out, "{}", words::config_made(path))?;
    Ok(Outcome::Done)
}

fn show(format: Format, context: &mut Context) -> anyhow::Result<Outcome> {
    let settings = &context.settings;
    match format {
        Format::Json => {
            let rows: Vec<Json> = Key::ALL.iter().map(|key| row(*key, context)).collect();
            let all = json!({
                "file": context.layers.file.display().to_string(),
                "exists": settings.has_file(),
                "settings": rows,
            });
            writeln!(context.out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
        Format::Text => {
            let is_there = settings.has_file();
            let head = words::config_file(&context.layers.file, is_there);
            writeln!(context.out, "{head}")?;
            for key in Key::ALL {
                let value = say::shown(*key, settings.value(*key));
                let source = say::source(settings.source(*key));
                let label = say::label(*key);
                let line = words::config_row(key.id(), &value, label, &source);
                writeln!(context.out, "{line}")?;
            }
        }
    }
    for problem in &context.settings_problems {
        writeln!(context.err, "{problem}")?;
    }
    if context.settings_problems.is_empty() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::Findings)
    }
}

fn row(key: Key, context: &Context) -> Json {
    let settings = &context.settings;
    let (source, line) = match settings.source(key) {
        Source::BuiltIn => ("built_in", None),
        Source::Beside => ("beside", None),
        Source::File(line) => ("file", Some(line)),
        Source::Environment(_) => ("environment", None),
        Source::Flag(_) => ("flag", None),
    };
    json!({
        "key": key.id(),
        "label": say::label(key),
        "value": settings.value(key).map(|value| match value {
            Value::Text(text) => json!(text),
            Value::Ids(ids) => json!(ids),
            Value::Switch(on) => json!(on),
        }),
        "source": source,
        "line": line,
    })
}

fn set(id: &str, typed: Option<&str>, context: &mut Context) -> anyhow::Result<Outcome> {
    let key = match Key::from_id(id) {
        Ok(key) => key,
        Err(near) => {
            let told = words::no_such_setting(&say::unknown_key(id), &say::known_keys(near));
            writeln!(context.err, "{told}")?;
            return Ok(Outcome::Refused);
        }
    };
    let value = match typed.map(|typed| key.parse(typed)).transpose() {
        Ok(value) => value,
        Err(expected) => {
            writeln!(context.err, "{}", say::wrong_value(key, &expected))?;
            return Ok(Outcome::Refused);
        }
    };
    file::keep(&context.layers.file, key, value.as_ref())?;
    let (settings, _) = context.layers.read();
    let told = match &value {
        Some(value) => words::config_set(&say::line(key, value), &context.layers.file),
        None => words::config_unset(key.id(), say::unset(key)),
    };
    writeln!(context.out, "{told}")?;
    if settings.filed(key) != settings.value(key) && settings.value(key).is_some() {
        let holds = say::shown(key, settings.value(key));
        let source = say::source(settings.source(key));
        writeln!(context.out, "{}", words::config_overruled(&holds, &source))?;
    }
    Ok(Outcome::Done)
}

fn check(context: &mut Context) -> anyhow::Result<Outcome> {
    let loaded = load(&Interface {
        layers: Some(context.layers.clone()),
        ..Interface::default()
    });
    let bands = if loaded.settings.bands().is_empty() {
        Vec::new()
    } else {
        let library = load_with(&context.places.library).library;
        bands::check(&loaded.settings, &library)
    };
    let mut problems = loaded.problems;
    problems.extend(bands.iter().map(problem_of));
    for problem in &problems {
        writeln!(context.out, "{problem}")?;
    }
    if problems.is_empty() {
        writeln!(context.out, "{}", words::CONFIG_SOUND)?;
        return Ok(Outcome::Done);
    }
    writeln!(context.out, "{}", words::config_problems(problems.len()))?;
    Ok(Outcome::Findings)
}
