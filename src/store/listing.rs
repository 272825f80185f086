//! Long lists by their numbers in the store: ordered once, sifted once, then read page by page.
//!
//! A page at a large offset costs as much as everything before it, and a filter by words reads every
//! row. So an order is read as numbers alone, what matches is found in one pass that can be given
//! up, and a page is a handful of numbers looked up.

use rusqlite::{Row, params_from_iter};

use crate::law::OffenceId;
use crate::store::decisions::Stored;
use crate::store::error::StoreError;
use crate::store::open::Store;
use crate::store::query::{Filter, Page};
use crate::store::row::{Decoder, EVERYTHING};

/// What words are looked for in, in the order [`Words::fit`] reads it.
const TEXTS: &str = "id, offence, case_no, party_name, authority, basis, narrative";
/// The first and the last of them that hold text.
const SEARCHED: std::ops::Range<usize> = 2..7;
/// Rows between two looks at whether the answer is still wanted.
const BETWEEN_LOOKS: usize = 256;

impl Store {
    /// The numbers of all decisions in the order of a page.
    pub fn order(&self, page: Page) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT id FROM decision ORDER BY {}",
            page.order()
        ))?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<Result<Vec<_>, _>>()?)
    }

    /// The numbers of the decisions that match, in ascending order; `None` once `is_wanted` says no.
    /// Only those `among` are looked at, if given: ascending numbers of all that can match.
    pub fn matching(
        &self,
        filter: &Filter,
        among: Option<&[i64]>,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<i64>>, StoreError> {
        let words = Words::of(filter);
        let mut found = Vec::new();
        let mut looked_at = 0_usize;
        let mut goes_on = || {
            looked_at += 1;
            !looked_at.is_multiple_of(BETWEEN_LOOKS) || is_wanted()
        };
        let (conditions, values) = filter.conditions_without_text();
        if let Some(among) = among.filter(|_| conditions.is_empty()) {
            let mut statement = self
                .conn
                .prepare_cached(&format!("SELECT {TEXTS} FROM decision WHERE id = ?"))?;
            for id in among {
                if !goes_on() {
                    return Ok(None);
                }
                let mut rows = statement.query([id])?;
                if let Some(row) = rows.next()?
                    && words.fit(row)?
                {
                    found.push(*id);
                }
            }
            return Ok(Some(found));
        }
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT {TEXTS} FROM decision{conditions} ORDER BY id"
        ))?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            if !goes_on() {
                return Ok(None);
            }
            if words.fit(row)? {
                found.push(row.get(0)?);
            }
        }
        Ok(Some(found))
    }

    /// The decisions with these numbers, in this order; those that are gone are left out.
    pub fn decisions_by_id(&self, ids: &[i64]) -> Result<Vec<Stored>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT {EVERYTHING} FROM decision WHERE id = ?1"))?;
        let mut decoder = Decoder::default();
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let mut rows = statement.query([id])?;
            if let Some(row) = rows.next()? {
                found.push(decoder.read(row)?);
            }
        }
        Ok(found)
    }
}

/// Words that all have to be in a decision, with the offences whose names contain them.
struct Words<'a>(Vec<(&'a str, &'a [OffenceId])>);

impl<'a> Words<'a> {
    fn of(filter: &'a Filter) -> Words<'a> {
        let words = filter.text.split_whitespace().enumerate();
        let meant = |n: usize| filter.meant.get(n).map_or(&[][..], Vec::as_slice);
        Words(words.map(|(n, word)| (word, meant(n))).collect())
    }

    fn fit(&self, row: &Row<'_>) -> Result<bool, StoreError> {
        for (word, meant) in &self.0 {
            if !in_texts(row, word)? && !is_about(row, meant)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn in_texts(row: &Row<'_>, word: &str) -> Result<bool, StoreError> {
    for column in SEARCHED {
        if text(row, column)?.is_some_and(|text| text.contains(word)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_about(row: &Row<'_>, offences: &[OffenceId]) -> Result<bool, StoreError> {
    if offences.is_empty() {
        return Ok(false);
    }
    let offence = text(row, 1)?;
    Ok(offence.is_some_and(|id| offences.iter().any(|o| o.as_str() == id)))
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, StoreError> {
    let text = row.get_ref(column)?.as_str_or_null();
    Ok(text.map_err(rusqlite::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::load_shipped;
    use crate::store::Sort;

    fn store() -> (crate::packs::Loaded, Store) {
        let loaded = load_shipped();
        let mut store = Store::open_in_memory().unwrap();
        let at = "2025-06-01T12:00:00".parse().unwrap();
        store.load_demo(&loaded.library, "-", at).unwrap();
        (loaded, store)
    }

    fn page(sort: Sort, descending: bool) -> Page {
        Page {
            sort,
            descending,
            limit: u32::MAX,
            offset: 0,
        }
    }

    #[test]
    fn what_is_found_in_one_pass_is_what_the_database_finds_by_every_order() {
        let (loaded, store) = store();
        let sorts = [
            Sort::Decided,
            Sort::Fine,
            Sort::Authority,
            Sort::CaseNo,
            Sort::Offence,
            Sort::Arrival,
        ];
        let mut most = 0;
        for text in [
            "",
            "应急",
            "培训",
            "县 罚",
            "2024 培训",
            "没有这样的话",
            "\"%_",
        ] {
            let filter = Filter::containing(&loaded.library, text);
            let found = store.matching(&filter, None, &|| true).unwrap().unwrap();
            most = most.max(found.len());
            assert_eq!(found.len() as u64, store.count(&filter).unwrap(), "{text}");
            for (sort, descending) in sorts.into_iter().flat_map(|s| [(s, true), (s, false)]) {
                let page = page(sort, descending);
                let listed = store.decisions(&filter, page).unwrap();
                let mut order = store.order(page).unwrap();
                order.retain(|id| found.contains(id));
                assert_eq!(
                    store.decisions_by_id(&order).unwrap(),
                    listed,
                    "{text} {page:?}"
                );
            }
        }
        assert!(most > 10, "{most}");
    }

    #[test]
    fn more_words_are_looked_for_among_what_had_the_first() {
        let (loaded, store) = store();
        let of = |text| Filter::containing(&loaded.library, text);
        let all = |filter: &Filter, among| store.matching(filter, among, &|| true).unwrap();
        let wide = all(&of("应急"), None).unwrap();
        let narrow = all(&of("应急 培训"), None).unwrap();
        assert_eq!(all(&of("应急 培训"), Some(&wide)).unwrap(), narrow);
        assert!(!narrow.is_empty() && narrow.len() < wide.len());
        assert_eq!(all(&of("应急"), Some(&[])).unwrap(), Vec::<i64>::new());
    }

    #[test]
    fn nothing_is_found_once_nobody_wants_to_know() {
        let (loaded, store) = store();
        // Enough rows for a second look.
        for n in 0..4 {
            store
                .conn
                .execute(
                    "INSERT INTO decision (id, import, line, identity, case_no, decided_from, decided_to, act_from, act_to, authority, region, domain, basis, offence, subject, stage, party_name, facts, circumstances, tier, outcome, fine, other_penalties, narrative, merged, earlier_numbering, article_inferred, teaching, notes, extra) SELECT id + (SELECT max(id) FROM decision), import, line, identity / 2 + 7 * id + ?1, case_no, decided_from, decided_to, act_from, act_to, authority, region, domain, basis, offence, subject, stage, party_name, facts, circumstances, tier, outcome, fine, other_penalties, narrative, merged, earlier_numbering, article_inferred, teaching, notes, extra FROM decision",
                    [n],
                )
                .unwrap();
        }
        let filter = Filter::containing(&loaded.library, "应急");
        let found = store.matching(&filter, None, &|| false).unwrap();
        assert_eq!(found, None);
    }
}
