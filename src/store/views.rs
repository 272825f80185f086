//! Views of the table of decisions, kept by name in one file of the user's.
//!
//! What the file says beyond that is left as it stands; a file that cannot be read is never written over.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::store::messages as say;
use crate::store::profiles::is_name;

/// The array of views.
const KEY: &str = "view";
/// The views that come with the program.
const BUILT_IN: &str = include_str!("../../views/default.toml");

/// A view as kept; columns and order by their words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name.
    pub name: String,
    /// The filter.
    #[serde(default)]
    pub filter: String,
    /// The column to sort by; empty for the usual one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// Whether the order is turned round.
    #[serde(default)]
    pub reversed: bool,
    /// The columns, each with its width behind a colon if it was given one; none for the usual ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// How many of them stand still.
    #[serde(default = "one")]
    pub frozen: usize,
}

fn one() -> usize {
    1
}

/// The views that come with the program.
pub fn built_in() -> Vec<View> {
    let (views, _) = parsed(BUILT_IN).unwrap_or_default();
    views
}

/// The views of a file in its order, and what is wrong with others in it; none if there is no such file.
///
/// # Errors
///
/// In words: why the file cannot be read at all.
pub fn list(path: &Path) -> Result<(Vec<View>, Vec<String>), String> {
    match text(path)? {
        Some(text) => parsed(&text).map_err(|why| say::about_file(&shown(path), &why)),
        None => Ok(Default::default()),
    }
}

/// The views of a file and, after them, those of the program that have other names, each with whether it is one of
/// these; and what is wrong with the file.
pub fn all(path: &Path) -> (Vec<(View, bool)>, Vec<String>) {
    let (own, troubles) = match list(path) {
        Ok(found) => found,
        Err(trouble) => (Vec::new(), vec![trouble]),
    };
    let mut built_in = built_in();
    built_in.retain(|view| own.iter().all(|o| o.name != view.name));
    let own = own.into_iter().map(|view| (view, false));
    let built_in = built_in.into_iter().map(|view| (view, true));
    (own.chain(built_in).collect(), troubles)
}

/// Keeps a view, in place of one of the same name.
///
/// # Errors
///
/// In words: no file can be kept under this name, the file that is there cannot be read, or it cannot be written.
pub fn keep(path: &Path, view: &View) -> Result<(), String> {
    if !is_name(&view.name) {
        return Err(say::BAD_VIEW_NAME.to_owned());
    }
    let entry = Value::try_from(view).map_err(|e| e.to_string())?;
    change(path, |views| {
        match views.iter_mut().find(|v| is_called(v, &view.name)) {
            Some(old) => *old = entry,
            None => views.push(entry),
        }
        Ok(())
    })
}

/// Drops a view.
///
/// # Errors
///
/// In words, as [`keep`].
pub fn remove(path: &Path, name: &str) -> Result<(), String> {
    change(path, |views| {
        views.retain(|v| !is_called(v, name));
        Ok(())
    })
}

/// Calls a view otherwise.
///
/// # Errors
///
/// In words, as [`keep`]; or another view has that name.
pub fn rename(path: &Path, old: &str, new: &str) -> Result<(), String> {
    if !is_name(new) {
        return Err(say::BAD_VIEW_NAME.to_owned());
    }
    change(path, |views| {
        if old != new && views.iter().any(|v| is_called(v, new)) {
            return Err(say::view_exists(new));
        }
        for view in views.iter_mut().filter(|v| is_called(v, old)) {
            if let Value::Table(table) = view {
                table.insert("name".to_owned(), Value::String(new.to_owned()));
            }
        }
        Ok(())
    })
}

fn is_called(view: &Value, name: &str) -> bool {
    view.get("name").and_then(Value::as_str) == Some(name)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn text(path: &Path) -> Result<Option<String>, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(say::unreadable_file(&shown(path), &say::io_reason(&error))),
    }
}

fn parsed(text: &str) -> Result<(Vec<View>, Vec<String>), String> {
    let table: Table = text.parse().map_err(|e: toml::de::Error| said(&e))?;
    let (mut views, mut troubles) = (Vec::new(), Vec::new());
    let entries = match table.get(KEY) {
        Some(Value::Array(entries)) => entries.as_slice(),
        Some(_) => return Err(say::NO_VIEWS.to_owned()),
        None => &[],
    };
    for (number, entry) in (1..).zip(entries) {
        match entry.clone().try_into::<View>() {
            Ok(view) if is_name(&view.name) => views.push(view),
            Ok(_) => troubles.push(say::bad_view(number, say::BAD_VIEW_NAME)),
            Err(error) => troubles.push(say::bad_view(number, &said(&error))),
        }
    }
    Ok((views, troubles))
}

/// What is wrong, in one line.
fn said(error: &toml::de::Error) -> String {
    error.message().replace('\n', " ")
}

fn change(
    path: &Path,
    apply: impl FnOnce(&mut Vec<Value>) -> Result<(), String>,
) -> Result<(), String> {
    let old = text(path)?.unwrap_or_default();
    let mut table: Table = old
        .parse()
        .map_err(|e: toml::de::Error| say::views_left_alone(&shown(path), &said(&e)))?;
    let entries = table.entry(KEY).or_insert_with(|| Value::Array(Vec::new()));
    let Value::Array(views) = entries else {
        return Err(say::views_left_alone(&shown(path), say::NO_VIEWS));
    };
    apply(views)?;
    let text = toml::to_string(&table).map_err(|e| e.to_string())?;
    write(path, &text).map_err(|e| say::views_not_kept(&shown(path), &say::io_reason(&e)))
}

/// Written beside and then put in place, so that a full disk leaves the old one whole.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("toml.new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(name: &str, filter: &str) -> View {
        View {
            name: name.to_owned(),
            filter: filter.to_owned(),
            frozen: 1,
            ..View::default()
        }
    }

    #[test]
    fn views_are_kept_replaced_renamed_and_dropped() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("deep/views.toml");
        assert_eq!(list(&path), Ok((vec![], vec![])));
        keep(&path, &view("甲", "金额>5万")).unwrap();
        keep(&path, &view("乙", "\"")).unwrap();
        keep(&path, &view("甲", "2025..")).unwrap();
        let (kept, troubles) = list(&path).unwrap();
        assert_eq!(kept, [view("甲", "2025.."), view("乙", "\"")]);
        assert_eq!(troubles, Vec::<String>::new());
        assert!(rename(&path, "甲", "乙").unwrap_err().contains("乙"));
        rename(&path, "甲", "丙").unwrap();
        remove(&path, "乙").unwrap();
        assert_eq!(list(&path).unwrap().0, [view("丙", "2025..")]);
        assert!(keep(&path, &view("a/b", "")).is_err());
    }

    #[test]
    fn a_bad_entry_is_named_and_stays_while_others_change() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("views.toml");
        fs::write(
            &path,
            "[[view]]\nname = \"坏\"\nfliter = \"\"\n\n[[view]]\nname = \"好\"\n",
        )
        .unwrap();
        let (views, troubles) = list(&path).unwrap();
        assert_eq!(views, [view("好", "")]);
        assert!(troubles[0].contains("第 1 个"), "{troubles:?}");
        keep(&path, &view("新", "")).unwrap();
        assert!(fs::read_to_string(&path).unwrap().contains("fliter"));
        assert_eq!(list(&path).unwrap().0.len(), 2);
    }

    #[test]
    fn a_broken_file_is_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("views.toml");
        fs::write(&path, "[[view\n").unwrap();
        assert!(list(&path).is_err());
        assert!(
            keep(&path, &view("甲", ""))
                .unwrap_err()
                .contains("没有改动")
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "[[view\n");
    }

    #[test]
    fn the_views_that_come_with_the_program_are_sound() {
        let (views, troubles) = parsed(BUILT_IN).unwrap();
        assert_eq!(troubles, Vec::<String>::new());
        assert!(views.len() >= 4);
    }
}
