//! What the office set once for every case: its region, and the band rules it works with.

use std::path::Path;

use toml::{Table, Value};

use crate::assess::Case;
use crate::cli::words;

/// The office's own defaults. They fill what a case leaves open and never replace what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Six-digit region code of the deciding authority.
    pub jurisdiction: Option<String>,
    /// Band rules that are to act.
    pub bands: Vec<String>,
    /// Who uses the program: noted beside what is dismissed or confirmed.
    pub user: Option<String>,
}

impl Profile {
    /// Reads the settings file; a missing one sets nothing. What is wrong is told in Chinese, and the
    /// rest holds.
    pub fn read(path: &Path) -> (Profile, Vec<String>) {
        match std::fs::read_to_string(path) {
            Ok(text) => Profile::from_toml(&path.display().to_string(), &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(error) => (Profile::default(), vec![words::unreadable(path, &error)]),
        }
    }

    /// Reads settings given as text.
    pub fn from_toml(place: &str, text: &str) -> (Profile, Vec<String>) {
        let mut profile = Profile::default();
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let line = error.span().map_or(1, |span| {
                    let before = text.bytes().take(span.start);
                    before.filter(|b| *b == b'\n').count() + 1
                });
                return (profile, vec![words::settings_not_toml(place, line)]);
            }
        };
        let mut problems = Vec::new();
        for (key, value) in table {
            match (key.as_str(), value) {
                ("jurisdiction", Value::String(code)) if is_region(&code) => {
                    profile.jurisdiction = Some(code);
                }
                ("jurisdiction", _) => problems.push(words::settings_region(place)),
                ("bands", Value::Array(list)) if list.iter().all(Value::is_str) => {
                    let ids = list.iter().filter_map(Value::as_str);
                    profile.bands = ids.map(str::to_owned).collect();
                }
                ("user", Value::String(name)) if !name.trim().is_empty() => {
                    profile.user = Some(name.trim().to_owned());
                }
                ("user", _) => problems.push(words::settings_user(place)),
                ("bands", _) => problems.push(words::settings_bands(place)),
                _ => problems.push(words::settings_unknown(place, &key)),
            }
        }
        (profile, problems)
    }

    /// Fills what a case leaves open.
    pub fn fill(&self, case: &mut Case) {
        if case.jurisdiction.is_none() {
            case.jurisdiction.clone_from(&self.jurisdiction);
        }
        if case.bands.is_empty() {
            case.bands.clone_from(&self.bands);
        }
    }
}

/// Tells whether a text is a region code: six digits.
pub fn is_region(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}

/// Reads a region code given on the command line.
pub fn region(code: &str) -> Result<String, &'static str> {
    if is_region(code) {
        Ok(code.to_owned())
    } else {
        Err(words::SIX_DIGITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_fill_what_a_case_leaves_open_and_say_what_is_wrong() {
        let read = |text| Profile::from_toml("settings.toml", text);
        let (profile, problems) = read("jurisdiction = \"141121\"\nbands = [\"fu\"]\n");
        assert_eq!(problems, [""; 0]);
        let mut open = Case::default();
        profile.fill(&mut open);
        assert_eq!(open.jurisdiction.as_deref(), Some("141121"));
        assert_eq!(open.bands, ["fu"]);
        let mut said = Case {
            jurisdiction: Some("140000".into()),
            bands: vec!["own".into()],
            ..Case::default()
        };
        profile.fill(&mut said);
        assert_eq!(said.jurisdiction.as_deref(), Some("140000"));
        assert_eq!(said.bands, ["own"]);
        for (text, told) in [
            ("jurisdiction = \"文水\"", "六位"),
            ("jurisdiction = 141121", "六位"),
            ("bands = \"fu\"", "bands"),
            ("jursidiction = \"141121\"", "jursidiction"),
            ("\njurisdiction =", "第 2 行"),
        ] {
            let (profile, problems) = read(text);
            assert_eq!(profile, Profile::default(), "{text}");
            assert_eq!(problems.len(), 1, "{text}");
            assert!(problems[0].contains(told), "{}", problems[0]);
        }
        let partly = read("jurisdiction = \"141121\"\nfont = 1\n");
        assert_eq!(partly.0.jurisdiction.as_deref(), Some("141121"));
        assert_eq!(partly.1.len(), 1);
    }
}
