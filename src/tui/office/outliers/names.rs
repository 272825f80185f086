//! Numbers and parties of all cases in one text, to search in.

use crate::compare::Cases;
use crate::law::{Library, OffenceId};
use crate::report::decision::title;
use crate::store::share;
use crate::store::{Store, StoreError};
use crate::tui::office::outliers::ledger::Ledger;
use crate::tui::office::worker::Pace;

/// Rows between two looks at how far it is.
const BETWEEN: usize = 1 << 12;

/// The names, one after the other, and where each ends.
pub(super) struct Names {
    text: String,
    ends: Vec<usize>,
}

impl Names {
    /// Reads number and party of every case; none when it was told to stop.
    pub(super) fn read(
        store: &Store,
        cases: &Cases,
        pace: &Pace,
    ) -> Result<Option<Names>, StoreError> {
        let mut names = Names {
            text: String::new(),
            ends: Vec::with_capacity(cases.len()),
        };
        store.each_name(|key, case_no, party| {
            let Some(at) = cases.find(key) else {
                return true;
            };
            if at.is_multiple_of(BETWEEN) && !pace.at(share(at, cases.len())) {
                return false;
            }
            // A case that is gone has no name.
            names.ends.resize(at, names.text.len());
            names.text.push_str(case_no);
            names.text.push('\n');
            names.text.push_str(party);
            names.ends.push(names.text.len());
            true
        })?;
        Ok(pace.goes_on().then_some(names))
    }

    fn of(&self, at: usize) -> &str {
        let start = at
            .checked_sub(1)
            .map_or(Some(0), |n| self.ends.get(n).copied());
        let end = self.ends.get(at).copied();
        let stretch = start.zip(end).and_then(|(a, b)| self.text.get(a..b));
        stretch.unwrap_or_default()
    }

    /// Words to look for, all of them, in names and titles of offences.
    pub(super) fn words<'a>(
        &'a self,
        library: &Library,
        ledger: &'a Ledger,
        text: &'a str,
    ) -> Words<'a> {
        let titles = ledger.offences().iter().map(|id| {
            let found = title(library, &OffenceId::from(id.as_str()));
            found.unwrap_or_default()
        });
        let titles: Vec<String> = titles.collect();
        let word = |word: &'a str| Word {
            word,
            in_offence: titles.iter().map(|t| t.contains(word)).collect(),
        };
        Words {
            names: self,
            ledger,
            all: text.split_whitespace().map(word).collect(),
        }
    }
}

/// Words to look for.
pub(super) struct Words<'a> {
    names: &'a Names,
    ledger: &'a Ledger,
    all: Vec<Word<'a>>,
}

/// One of them, and in which offences it stands.
struct Word<'a> {
    word: &'a str,
    in_offence: Vec<bool>,
}

impl Words<'_> {
    /// Tells whether a case has all the words.
    pub(super) fn fit(&self, at: u32) -> bool {
        let offence = self.ledger.offence_of(at);
        let name = self.names.of(at as usize);
        self.all.iter().all(|word| {
            let of = |number: u32| word.in_offence.get(number as usize).copied();
            offence.and_then(of).unwrap_or(false) || name.contains(word.word)
        })
    }
}
