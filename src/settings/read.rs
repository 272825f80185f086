//! Reads the file, collecting everything that is wrong.

use toml::de::{DeTable, DeValue};

use crate::packs::diagnostic::line_of;
use crate::packs::{Diagnostic, Severity};
use crate::settings::{Key, Kind, Value, words};

/// Reads `source`: the settings with their lines, and what is wrong.
pub(super) fn read(place: &str, source: &str) -> (Vec<(Key, Value, usize)>, Vec<Diagnostic>) {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let (table, errors) = DeTable::parse_recoverable(source);
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for error in errors {
        let line = line_of(source, error.span().map_or(0, |span| span.start));
        let message = words::not_toml(words::toml_message(error.message()));
        let remedy = words::REPAIR_LINE.to_owned();
        problems.push(problem("settings_syntax", place, line, message, remedy));
    }
    for (name, value) in table.get_ref() {
        let line = line_of(source, name.span().start);
        // A line that is no TOML was told already; what is left of it is no second problem.
        if problems.iter().any(|p: &Diagnostic| p.line == Some(line)) {
            continue;
        }
        let key = match Key::from_id(name.get_ref()) {
            Ok(key) => key,
            Err(near) => {
                let message = words::unknown_key(name.get_ref());
                let remedy = words::known_keys(near);
                problems.push(problem("settings_unknown", place, line, message, remedy));
                continue;
            }
        };
        match valid(key, value.get_ref()) {
            Ok(value) => rows.push((key, value, line)),
            Err(expected) => {
                let message = words::wrong_value(key, &expected);
                let near = value.get_ref().as_str().and_then(|word| key.near(word));
                let remedy = words::write_so(key, near);
                problems.push(problem("settings_value", place, line, message, remedy));
            }
        }
    }
    problems.sort_by_key(|problem| problem.line);
    rows.sort_by_key(|(_, _, line)| *line);
    (rows, problems)
}

/// Tells that the file is there and cannot be read.
pub(super) fn unreadable(place: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        line: None,
        ..problem(
            "settings_unreadable",
            place,
            0,
            words::unreadable(&crate::store::io_reason(error)),
            words::CHECK_FILE.to_owned(),
        )
    }
}

fn problem(
    code: &'static str,
    file: &str,
    line: usize,
    message: String,
    remedy: String,
) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        file: file.to_owned(),
        line: Some(line),
        place: String::new(),
        message,
        remedy,
    }
}

fn valid(key: Key, value: &DeValue<'_>) -> Result<Value, String> {
    let wrong = || words::expected(key);
    let text = |value: &DeValue<'_>| value.as_str().map(str::to_owned).ok_or_else(wrong);
    let read = match key.kind() {
        Kind::Region | Kind::Text | Kind::Word(_) | Kind::WordOrFile(_) => {
            Value::Text(text(value)?)
        }
        Kind::Ids => {
            let rows = value.as_array().ok_or_else(wrong)?;
            let ids = rows.iter().map(|row| text(row.get_ref()));
            Value::Ids(ids.collect::<Result<_, _>>()?)
        }
        Kind::Switch => Value::Switch(value.as_bool().ok_or_else(wrong)?),
    };
    key.check(read)
}
