//! Writes the file: made with every setting explained, changed line by line, never in half.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use toml::de::DeTable;
use toml_edit::DocumentMut;

use crate::packs::diagnostic::line_of;
use crate::settings::{Key, Value, words};

/// Copies kept before one is written over.
const MOST_COPIES: u32 = 1_000;

/// Why the file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is there already.
    #[error("{}", words::already_there(.0))]
    Exists(PathBuf),
    /// It is not TOML; changing it could lose something.
    #[error("{}", words::repair_first(.0, *.1))]
    NotToml(PathBuf, usize),
    /// It cannot be read or written.
    #[error("{}", words::not_written(.0, &crate::store::io_reason(.1)))]
    Io(PathBuf, io::Error),
}

/// Returns a file that sets nothing and explains everything.
pub fn template() -> String {
    let mut text = words::TEMPLATE_HEAD.to_owned();
    for key in Key::ALL {
        text.push_str(&words::explained(*key));
    }
    text
}

/// Makes the file. With `force` one that is there is kept as a copy, whose path is returned.
pub fn make(path: &Path, force: bool) -> Result<Option<PathBuf>, FileError> {
    let failed = |error| FileError::Io(path.to_owned(), error);
    if !path.exists() {
        write(path, &template()).map_err(failed)?;
        return Ok(None);
    }
    if !force {
        return Err(FileError::Exists(path.to_owned()));
    }
    let copy = free_name(path);
    fs::copy(path, &copy).map_err(failed)?;
    write(path, &template()).map_err(failed)?;
    Ok(Some(copy))
}

/// Writes one setting, or takes it back, and keeps every comment; makes the file if there is none.
pub fn keep(path: &Path, key: Key, value: Option<&Value>) -> Result<(), FileError> {
    let failed = |error| FileError::Io(path.to_owned(), error);
    let source = match fs::read_to_string(path) {
        Ok(source) => source,
        Err(error) if error.kind() == io::ErrorKind::NotFound => template(),
        Err(error) => return Err(failed(error)),
    };
    let not_toml = |line| FileError::NotToml(path.to_owned(), line);
    let changed = match value {
        Some(value) => with(&source, key, value),
        None => without(&source, key),
    }
    .map_err(not_toml)?;
    write(path, &changed).map_err(failed)
}

/// Returns the text with a setting written: in its place, in the place left for it, or at the end.
fn with(source: &str, key: Key, value: &Value) -> Result<String, usize> {
    let mut document = parse(source)?;
    if let Some(old) = document.get_mut(key.id()).and_then(|i| i.as_value_mut()) {
        let decor = old.decor().clone();
        *old = toml_value(value);
        *old.decor_mut() = decor;
        return Ok(ended_as(source, document.to_string()));
    }
    let line = format!("{} = {}", key.id(), toml_value(value));
    let mut is_placed = false;
    let mut lines = String::with_capacity(source.len() + line.len());
    for old in source.split_inclusive('\n') {
        if is_placed || !is_place_of(old, key) {
            lines.push_str(old);
            continue;
        }
        is_placed = true;
        lines.push_str(&line);
        lines.push_str(old.trim_start_matches(|c| c != '\r' && c != '\n'));
    }
    // A line that looks so may lie in a table or in a text; then it is left alone.
    if let Ok(found) = parse(&lines)
        && found.contains_key(key.id())
    {
        return Ok(lines);
    }
    document.insert(key.id(), toml_edit::Item::Value(toml_value(value)));
    Ok(ended_as(source, document.to_string()))
}

/// Gives lines back the ends they had: `toml_edit` writes line feeds only.
fn ended_as(source: &str, changed: String) -> String {
    if source.contains("\r\n") {
        changed.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        changed
    }
}

/// Returns the text with a setting commented out, so that the place for it stays.
fn without(source: &str, key: Key) -> Result<String, usize> {
    parse(source)?;
    let (table, _) = DeTable::parse_recoverable(source);
    let Some((name, value)) = table.get_ref().get_key_value(key.id()) else {
        return Ok(source.to_owned());
    };
    let last = value.span().end.saturating_sub(1);
    let lines = line_of(source, name.span().start)..=line_of(source, last);
    let commented = source.split_inclusive('\n').zip(1..).map(|(line, n)| {
        if lines.contains(&n) {
            format!("# {line}")
        } else {
            line.to_owned()
        }
    });
    Ok(commented.collect())
}

fn parse(source: &str) -> Result<DocumentMut, usize> {
    source
        .parse::<DocumentMut>()
        .map_err(|error| line_of(source, error.span().map_or(0, |span| span.start)))
}

/// Whether a line is the setting, commented out.
fn is_place_of(line: &str, key: Key) -> bool {
    line.trim_start()
        .strip_prefix('#')
        .and_then(|rest| rest.trim_start().strip_prefix(key.id()))
        .is_some_and(|rest| rest.trim_start().starts_with('='))
}

/// Returns a value as it stands in the file.
pub fn toml_value(value: &Value) -> toml_edit::Value {
    match value {
        Value::Text(text) => text.as_str().into(),
        Value::Ids(ids) => ids.iter().map(String::as_str).collect(),
        Value::Switch(on) => (*on).into(),
    }
}

/// Written beside and then put in place, so that a full disk leaves the old one whole; a link stays one.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = target.with_extension("toml.new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, &target)
}

/// `settings.toml.bak`, or the first of `settings.toml.bak2` … that is free.
fn free_name(path: &Path) -> PathBuf {
    let named = |ending: &str| path.with_extension(format!("toml.{ending}"));
    let numbered = (2..MOST_COPIES).map(|n| named(&format!("bak{n}")));
    let mut free = std::iter::once(named("bak")).chain(numbered);
    free.find(|name| !name.exists())
        .unwrap_or_else(|| named("bak"))
}

#[cfg(test)]
mod tests;
