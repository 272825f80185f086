//! What the list is narrowed and ordered by, as columns: a million rows are sifted in an instant.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::Datelike;

use crate::compare::{Decision, Findings, Verdict};
use crate::law::{Id, Library, OffenceId};
use crate::report::decision::title;
use crate::report::finding::ranking;
use crate::tui::model::outliers::query::{Facet, FacetValue, OutlierSort, Query};
use crate::tui::office::words;

/// A number that stands for no value.
const NONE: u32 = u32::MAX;
/// Quarters of a year.
const QUARTERS: u32 = 4;

/// Columns over all cases, in their order.
pub(super) struct Ledger {
    authorities: Dictionary,
    offences: Dictionary,
    authority: Vec<u32>,
    offence: Vec<u32>,
    /// Year × 4 + quarter from 0.
    quarter: Vec<u32>,
    by_score: Vec<u32>,
    by_fine: Vec<u32>,
    by_date: Vec<u32>,
}

/// Numbers for texts.
#[derive(Default)]
struct Dictionary {
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Dictionary {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(NONE);
        self.texts.push(text.to_owned());
        self.numbers.insert(text.to_owned(), number);
        number
    }

    fn find(&self, text: &str) -> u32 {
        self.numbers.get(text).copied().unwrap_or(NONE - 1)
    }

    fn text(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize).map(String::as_str)
    }
}

impl Ledger {
    /// Reads the columns; `see` is shown every decision.
    pub(super) fn of(findings: &Findings, mut see: impl FnMut(&Decision)) -> Ledger {
        let cases = findings.cases();
        let count = cases.len();
        let (mut authorities, mut offences) = (Dictionary::default(), Dictionary::default());
        let mut authority = Vec::with_capacity(count);
        let mut offence = Vec::with_capacity(count);
        let mut quarter = Vec::with_capacity(count);
        let mut fines = Vec::with_capacity(count);
        let mut days = Vec::with_capacity(count);
        for decision in (0..count).filter_map(|i| cases.decision(i)) {
            see(&decision);
            let day = decision.decided_on.latest();
            let id = decision.offence.as_ref().map(Id::as_str);
            authority.push(authorities.number(&decision.authority));
            offence.push(id.map_or(NONE, |id| offences.number(id)));
            let year = u32::try_from(day.year()).unwrap_or(0);
            quarter.push(year * QUARTERS + day.month0() / 3);
            fines.push(decision.fine.map_or(-1, |f| f.0));
            days.push(day.num_days_from_ce());
        }
        let by_score = ranking(&findings.marks);
        let by_score: Vec<u32> = by_score
            .into_iter()
            .filter_map(|i| u32::try_from(i).ok())
            .collect();
        // Those alike stay in the order of suspicion.
        let mut by_fine = by_score.clone();
        by_fine.sort_by_key(|i| Reverse(fines.get(*i as usize).copied()));
        let mut by_date = by_score.clone();
        by_date.sort_by_key(|i| Reverse(days.get(*i as usize).copied()));
        Ledger {
            authorities,
            offences,
            authority,
            offence,
            quarter,
            by_score,
            by_fine,
            by_date,
        }
    }

    /// The places of all cases in an order.
    pub(super) fn order(&self, sort: OutlierSort) -> &[u32] {
        match sort {
            OutlierSort::Score => &self.by_score,
            OutlierSort::Fine => &self.by_fine,
            OutlierSort::Date => &self.by_date,
        }
    }

    /// The ids of the offences, by their numbers.
    pub(super) fn offences(&self) -> &[String] {
        &self.offences.texts
    }

    /// The number of the offence of a case.
    pub(super) fn offence_of(&self, at: u32) -> Option<u32> {
        self.offence.get(at as usize).copied()
    }

    /// What a query asks of a case, one facet perhaps left aside.
    pub(super) fn test<'a>(
        &'a self,
        findings: &'a Findings,
        query: &Query,
        aside: Option<Facet>,
    ) -> Test<'a> {
        let asked = |facet| query.get(facet).filter(|_| aside != Some(facet));
        let verdict = asked(Facet::Verdict);
        Test {
            ledger: self,
            findings,
            verdict: verdict.map(|id| {
                let known = Verdict::ALL.into_iter().find(|v| v.id() == id);
                known.map_or(NONE, |v| v as u32)
            }),
            authority: asked(Facet::Authority).map(|id| self.authorities.find(id)),
            offence: asked(Facet::Offence).map(|id| self.offences.find(id)),
            period: asked(Facet::Period).map(|id| period(id).unwrap_or((1, 0))),
        }
    }

    /// The values of a facet among the cases that count, the most frequent first.
    pub(super) fn values(
        &self,
        library: &Library,
        findings: &Findings,
        facet: Facet,
        counts: impl Fn(u32) -> bool,
    ) -> Vec<FacetValue> {
        let places = (0..u32::try_from(self.authority.len()).unwrap_or(0)).filter(|at| counts(*at));
        let mut found: HashMap<u32, usize> = HashMap::new();
        let column: &dyn Fn(usize) -> Option<u32> = match facet {
            Facet::Verdict => &|at| findings.marks.get(at).map(|m| m.verdict as u32),
            Facet::Authority => &|at| self.authority.get(at).copied(),
            Facet::Offence => &|at| self.offence.get(at).copied(),
            Facet::Period => &|at| self.quarter.get(at).copied(),
        };
        for number in places.filter_map(|at| column(at as usize)) {
            *found.entry(number).or_default() += 1;
        }
        let mut found: Vec<(u32, usize)> = found.into_iter().collect();
        let ids: Vec<(String, usize)> = match facet {
            Facet::Verdict => {
                found.sort_unstable();
                let id = |n: u32| Verdict::ALL.get(n as usize).map(|v| v.id().to_owned());
                found
                    .into_iter()
                    .filter_map(|(n, count)| Some((id(n)?, count)))
                    .collect()
            }
            Facet::Period => {
                found.sort_unstable_by_key(|(n, _)| Reverse(*n));
                periods(&found)
            }
            Facet::Authority | Facet::Offence => {
                let texts = match facet {
                    Facet::Authority => &self.authorities,
                    Facet::Offence | Facet::Verdict | Facet::Period => &self.offences,
                };
                let id = |n: u32| texts.text(n).map(str::to_owned);
                let mut named: Vec<(String, usize)> = found
                    .into_iter()
                    .filter_map(|(n, count)| Some((id(n)?, count)))
                    .collect();
                named.sort_unstable_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
                named
            }
        };
        let value = |(id, count): (String, usize)| FacetValue {
            label: label(library, facet, &id),
            id,
            count,
        };
        ids.into_iter().map(value).collect()
    }
}

/// Each year with its quarters after it, the latest first.
fn periods(quarters: &[(u32, usize)]) -> Vec<(String, usize)> {
    let mut out = Vec::new();
    for of_year in quarters.chunk_by(|a, b| a.0 / QUARTERS == b.0 / QUARTERS) {
        let Some((first, _)) = of_year.first() else {
            continue;
        };
        let year = first / QUARTERS;
        let total = of_year.iter().map(|(_, count)| count).sum();
        out.push((year.to_string(), total));
        let quarter =
            |(n, count): &(u32, usize)| (words::quarter_id(year, n % QUARTERS + 1), *count);
        out.extend(of_year.iter().map(quarter));
    }
    out
}

/// The first and the last quarter a period covers.
fn period(id: &str) -> Option<(u32, u32)> {
    match id.split_once("-Q") {
        None => {
            let year: u32 = id.parse().ok()?;
            Some((year * QUARTERS, year * QUARTERS + QUARTERS - 1))
        }
        Some((year, quarter)) => {
            let (year, quarter): (u32, u32) = (year.parse().ok()?, quarter.parse().ok()?);
            let at = year * QUARTERS + quarter.checked_sub(1)?;
            Some((at, at))
        }
    }
}

/// The words for a value.
pub(super) fn label(library: &Library, facet: Facet, id: &str) -> String {
    match facet {
        Facet::Verdict => {
            let known = Verdict::ALL.into_iter().find(|v| v.id() == id);
            known.map_or_else(|| id.to_owned(), |v| v.label().to_owned())
        }
        Facet::Authority => id.to_owned(),
        Facet::Offence => {
            let cite = library
                .citation_of_id(&OffenceId::from(id))
                .unwrap_or_default();
            let title = title(library, &OffenceId::from(id));
            title.map_or_else(|| id.to_owned(), |t| words::cited(&t, &cite))
        }
        Facet::Period => match id.split_once("-Q") {
            None => words::year(id),
            Some((year, quarter)) => words::quarter(year, quarter),
        },
    }
}

/// What is asked of a case.
pub(super) struct Test<'a> {
    ledger: &'a Ledger,
    findings: &'a Findings,
    verdict: Option<u32>,
    authority: Option<u32>,
    offence: Option<u32>,
    period: Option<(u32, u32)>,
}

impl Test<'_> {
    /// Tells whether a case is what was asked for.
    pub(super) fn fits(&self, at: u32) -> bool {
        let at = at as usize;
        let ledger = self.ledger;
        let is = |asked: Option<u32>, column: &[u32]| {
            asked.is_none_or(|number| column.get(at) == Some(&number))
        };
        let verdict = || self.findings.marks.get(at).map(|m| m.verdict as u32);
        self.verdict.is_none_or(|asked| Some(asked) == verdict())
            && is(self.authority, &ledger.authority)
            && is(self.offence, &ledger.offence)
            && self.period.is_none_or(|(from, until)| {
                let quarter = ledger.quarter.get(at);
                quarter.is_some_and(|q| (from..=until).contains(q))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_holds_its_quarters() {
        assert_eq!(period("2025"), Some((8100, 8103)));
        assert_eq!(period("2025-Q3"), Some((8102, 8102)));
        assert_eq!(period("2025-Q0"), None);
        assert_eq!(
            periods(&[(8102, 3), (8100, 4), (8097, 5)]),
            [
                ("2025".to_owned(), 7),
                ("2025-Q3".to_owned(), 3),
                ("2025-Q1".to_owned(), 4),
                ("2024".to_owned(), 5),
                ("2024-Q2".to_owned(), 5),
            ]
        );
    }
}
