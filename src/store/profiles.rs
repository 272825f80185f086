//! Profiles kept by name: a directory of files, one for each.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::store::import::Profile;
use crate::store::messages as say;

/// Ending of the files.
const ENDING: &str = "toml";
/// Longest name, in characters.
const LONGEST: usize = 40;

/// A file in the directory of profiles.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its name: that of the file, without its ending.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The profile, or what is wrong with it, in words.
    pub profile: Result<Profile, String>,
}

/// The profiles of a directory, by name; none if there is no such directory.
pub fn list(directory: &Path) -> Vec<Kept> {
    let files = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut found: Vec<Kept> = files
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ENDING))
        .filter_map(|path| {
            Some(Kept {
                name: path.file_stem()?.to_str()?.to_owned(),
                profile: read(&path),
                path,
            })
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Reads one.
///
/// # Errors
///
/// In words: why the file cannot be read, or what is wrong in it.
pub fn read(path: &Path) -> Result<Profile, String> {
    let shown = path.display().to_string();
    let text =
        fs::read_to_string(path).map_err(|e| say::unreadable_file(&shown, &say::io_reason(&e)))?;
    Profile::from_toml(&text).map_err(|why| say::about_file(&shown, &why))
}

/// Finds a profile by what the user wrote: a file, or the name of one that is kept.
///
/// # Errors
///
/// In words: as [`read`], or that there is none of this name, and which there are.
pub fn find(directory: &Path, written: &str) -> Result<Profile, String> {
    let path = Path::new(written);
    if path.is_file() {
        return read(path);
    }
    if let Some(kept) = list(directory).into_iter().find(|k| k.name == written) {
        return kept
            .profile
            .map_err(|why| say::about_file(&kept.path.display().to_string(), &why));
    }
    let names: Vec<String> = list(directory).into_iter().map(|k| k.name).collect();
    Err(say::no_such_profile(written, &names))
}

/// Whether a text can be the name of a profile, on every system.
pub fn is_name(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty()
        && name.chars().count() <= LONGEST
        && !name.starts_with('.')
        && name
            .chars()
            .all(|c| !c.is_control() && !"/\\:*?\"<>|".contains(c))
}

/// Keeps a profile under its name, in place of one of the same name; returns the file.
///
/// # Errors
///
/// If it has no name that a file can have, or the file cannot be written.
pub fn keep(directory: &Path, profile: &Profile) -> io::Result<PathBuf> {
    let name = profile.name().unwrap_or_default();
    if !is_name(name) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let text = profile.to_toml().map_err(io::Error::other)?;
    fs::create_dir_all(directory)?;
    let path = directory.join(format!("{name}.{ENDING}"));
    // Written beside and then put in place, so that a full disk leaves the old one whole.
    let beside = directory.join(format!(".{name}.new"));
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, &path)?;
    Ok(path)
}

/// The kept profile made for tables like this one: one of its first rows has every heading the profile names; of
/// several the one that names most.
pub fn fitting<'r>(directory: &Path, rows: impl Iterator<Item = &'r [String]>) -> Option<Profile> {
    let rows: Vec<&[String]> = rows.collect();
    let named = |profile: &Profile| {
        rows.iter()
            .find_map(|row| profile.matches(row.iter().map(String::as_str)))
    };
    list(directory)
        .into_iter()
        .filter_map(|kept| kept.profile.ok())
        .filter_map(|profile| Some((named(&profile)?, profile)))
        .max_by_key(|(named, _)| *named)
        .map(|(_, profile)| profile)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Field;

    fn profile(name: &str, headings: &[&str]) -> Profile {
        let mut profile = Profile::default();
        profile.rename(name);
        for heading in headings {
            profile.assign(heading, Field::Ignore);
        }
        profile
    }

    #[test]
    fn profiles_are_found_by_name_by_file_and_by_what_they_name() {
        let home = tempfile::tempdir().unwrap();
        let directory = home.path().join("profiles");
        assert!(list(&directory).is_empty());
        keep(&directory, &profile("甲", &["a", "b"])).unwrap();
        let path = keep(&directory, &profile("乙", &["a", "b", "c"])).unwrap();
        fs::write(directory.join("坏.toml"), "x").unwrap();
        let name = |written: &str| find(&directory, written).map(|p| p.name().unwrap().to_owned());
        assert_eq!(name("甲"), Ok("甲".to_owned()));
        assert_eq!(name(path.to_str().unwrap()), Ok("乙".to_owned()));
        assert!(name("丙").unwrap_err().contains("甲"));
        assert!(name("坏").is_err());
        let fits = |headings: &[&str]| {
            let row: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
            fitting(&directory, std::iter::once(row.as_slice()))
                .map(|p| p.name().unwrap().to_owned())
        };
        assert_eq!(fits(&["a", "b"]).as_deref(), Some("甲"));
        assert_eq!(fits(&["c", "b", "a", "d"]).as_deref(), Some("乙"));
        assert_eq!(fits(&["a"]), None);
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        for name in ["", " ", "../x", "a/b", ".x", "a:b", "a\nb"] {
            assert!(!is_name(name), "{name:?}");
            assert!(keep(Path::new("nowhere"), &profile(name, &[])).is_err());
        }
        assert!(is_name("某县 2024 台账"));
    }
}
