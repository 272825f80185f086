//! 清单: items of all lists, one of them in full.

use std::sync::Arc;

use crate::assess::list_words::grants;
use crate::law::Library;
use crate::law::list::{LenientList, ListCondition, ListEffect, ListItem};
use crate::report::words as report_words;
use crate::tui::message::Msg;
use crate::tui::model::lists::{Grant, ListItemView, ListRow, ListsFound, ListsQuery};
use crate::tui::model::target::Target;
use crate::tui::office::lookup::short_cite;
use crate::tui::office::{Office, catalogue, words};

impl Office {
    pub(super) fn list_lists(&mut self, query: ListsQuery) -> Vec<Msg> {
        let loaded = Arc::clone(&self.loaded);
        let library = &loaded.library;
        let all = || {
            let lists = library.lists().iter();
            lists.flat_map(|list| (0..catalogue::rows(list)).map(move |at| (list, at)))
        };
        let rows: Vec<ListRow> = if query.text.is_empty() {
            let rows = all().filter_map(|(list, at)| row(library, list, at));
            rows.collect()
        } else {
            let found = self.catalogue().find(&query.text, usize::MAX);
            let rows = found.into_iter().filter_map(|target| match target {
                Target::ListItem { list, at } => row(library, library.list(list)?, *at),
                Target::Item { .. } | Target::Offence(_) | Target::Decision(_) => None,
            });
            rows.collect()
        };
        let granted = |row: &ListRow| {
            let effect = library.list(&row.list).map(|list| list.effect);
            query
                .grant
                .is_none_or(|wanted| effect == Some(meant(wanted)))
        };
        let rows = rows.into_iter().filter(granted).collect();
        vec![Msg::ListsListed(Box::new(ListsFound {
            query,
            rows,
            documents: library.lists().len(),
        }))]
    }

    pub(super) fn show_list_item(&self, list: &str, at: usize) -> Vec<Msg> {
        let library = &self.loaded.library;
        let shown = library.list(list).and_then(|l| view(library, l, at));
        let shown = shown.map(|view| Msg::ListItemShown(Box::new(view)));
        shown.into_iter().collect()
    }
}

fn meant(grant: Grant) -> ListEffect {
    match grant {
        Grant::NotPenalised => ListEffect::NotPenalised,
        Grant::Lighter => ListEffect::Lighter,
        Grant::Mitigated => ListEffect::Mitigated,
    }
}

fn row(library: &Library, list: &LenientList, at: usize) -> Option<ListRow> {
    let common = ListRow {
        list: list.id.to_string(),
        at,
        list_name: list.short.clone(),
        is_demo: list.teaching,
        ..ListRow::default()
    };
    if let Some(item) = list.items.get(at) {
        let offence = item.offence.as_ref();
        let named = offence.and_then(|id| library.named(id.as_str()).first().copied());
        return Some(ListRow {
            no: item.no.clone(),
            title: item.title.clone(),
            grants: grants(list.effect, item.must),
            cite: named.map_or_else(String::new, |offence| short_cite(library, offence)),
            ..common
        });
    }
    let missing = list.missing.get(at.checked_sub(list.items.len())?)?;
    Some(ListRow {
        title: missing.label.clone(),
        is_missing: true,
        ..common
    })
}

fn view(library: &Library, list: &LenientList, at: usize) -> Option<ListItemView> {
    let asked = |c: &ListCondition| {
        let means = c.condition.describe(|f| library.fact(f));
        if means == c.text {
            means
        } else {
            words::means(&c.text, &means)
        }
    };
    let item = list.items.get(at);
    let missing = || list.missing.get(at.checked_sub(list.items.len())?);
    let title = match item {
        Some(item) => words::numbered(&item.no, &item.title),
        None => missing()?.label.clone(),
    };
    let notes = match item {
        Some(item) => item.doubts.iter().chain(&item.note).cloned().collect(),
        None => missing()
            .map(|row| words::missing_row(&row.why))
            .into_iter()
            .collect(),
    };
    Some(ListItemView {
        list: list.id.to_string(),
        at,
        title,
        lines: item.map_or_else(Vec::new, |item| item_lines(library, list, item)),
        document: list_lines(list),
        gates: list.gates.iter().map(asked).collect(),
        conditions: item.map_or_else(Vec::new, |i| i.conditions.iter().map(asked).collect()),
        notes,
        offence: item
            .and_then(|item| item.offence.as_ref())
            .filter(|id| !library.named(id.as_str()).is_empty())
            .map(ToString::to_string),
        is_missing: item.is_none(),
        is_demo: list.teaching,
    })
}

/// What the item grants, on what offence, by what it cites.
fn item_lines(library: &Library, list: &LenientList, item: &ListItem) -> Vec<(String, String)> {
    let offence = item.offence.as_ref();
    let named = offence
        .map(|id| library.named(id.as_str()))
        .unwrap_or_default();
    let about = match named.first() {
        Some(first) => report_words::one_of(&first.title, named.len()),
        None => report_words::NOT_LINKED.to_owned(),
    };
    let mut lines = vec![
        (words::GRANTS.to_owned(), grants(list.effect, item.must)),
        (words::OFFENCE.to_owned(), about),
    ];
    if !item.cites.is_empty() {
        lines.push((words::CITED.to_owned(), item.cites.join(words::LIST_COMMA)));
    }
    if let Some(text) = &item.text {
        lines.push((words::WORDING.to_owned(), text.clone()));
    }
    lines
}

/// Which document, by whom, since when, from where, and how it was checked.
fn list_lines(list: &LenientList) -> Vec<(String, String)> {
    let doc_no = list.doc_no.clone().unwrap_or_default();
    let lines = [
        (words::LIST, format!("《{}》{doc_no}", list.title)),
        (words::STANDING, report_words::list_head(list)),
        (words::ISSUER, list.issuer.clone()),
        (words::SOURCE, list.source.clone()),
        (words::VERIFICATION, list.verification.clone()),
    ];
    let lines = lines.into_iter().filter(|(_, value)| !value.is_empty());
    lines
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
}
