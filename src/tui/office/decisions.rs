//! 决定库: pages of the store, one decision in full, a decision as a draft.

pub(super) mod marks;
mod views;

use std::sync::Arc;

use crate::law::{FactValue, Library};
use crate::report::decision::stored_lines;
use crate::report::table::Column;
use crate::store::filter::Asked;
use crate::store::filter::complete::complete;
use crate::store::{Filter, ImportEntry, Page, Sort, Stamp, Store, StoreError, Stored};
use crate::tui::message::Msg;
use crate::tui::model::Window;
use crate::tui::model::assess::{Draft, FieldId};
use crate::tui::model::decisions::{Completion, DecisionRow, DecisionView, Listing, SortBy};
use crate::tui::office::mailbox::Wanted;
use crate::tui::office::reader::Reader;
use crate::tui::office::{Office, words};

/// Numbers of decisions in the store.
type Ids = Arc<Vec<i64>>;
/// By what, and whether the largest or latest come first.
type Order = (Sort, bool);

/// Lists that still hold: orders of all decisions, and what matched last.
#[derive(Default)]
pub(super) struct Lists {
    stamp: Option<Stamp>,
    /// By what, and the numbers in that order; the latest last.
    orders: Vec<(Order, Ids)>,
    /// For which filter, and the numbers in ascending order.
    matching: Option<(Filter, Ids)>,
    /// The list shown last.
    shown: Option<(Filter, Order, Ids)>,
}

/// Orders kept: eight bytes a decision each.
const ORDERS: usize = 3;
/// From so many of all decisions on, reading all in one go is quicker than one by one.
const ONE_IN: usize = 16;

impl Lists {
    fn forget_if_changed(&mut self, stamp: Stamp) {
        if self.stamp != Some(stamp) {
            *self = Lists {
                stamp: Some(stamp),
                ..Lists::default()
            };
        }
    }

    /// All decisions in an order.
    fn order(&mut self, store: &Store, page: Page) -> Result<Ids, StoreError> {
        let by = (page.sort, page.descending);
        if let Some((_, ids)) = self.orders.iter().find(|(of, _)| *of == by) {
            return Ok(Arc::clone(ids));
        }
        let ids = Arc::new(store.order(page)?);
        if self.orders.len() == ORDERS {
            self.orders.remove(0);
        }
        self.orders.push((by, Arc::clone(&ids)));
        Ok(ids)
    }

    /// What matches; of what matched a moment ago when words were only added.
    fn matching(
        &mut self,
        store: &Store,
        filter: &Filter,
        stored: usize,
        wanted: &Wanted,
    ) -> Result<Ids, StoreError> {
        let before = self.matching.as_ref();
        if let Some((_, ids)) = before.filter(|(of, _)| of == filter) {
            return Ok(Arc::clone(ids));
        }
        let wider = before.filter(|(of, ids)| {
            filter.text.starts_with(&of.text)
                && but_words(of) == but_words(filter)
                && ids.len() < stored / ONE_IN
        });
        let among = wider.map(|(_, ids)| ids.as_slice());
        let found = store.matching(filter, among, &|| wanted.is_wanted())?;
        let ids = Arc::new(found.ok_or(StoreError::Interrupted)?);
        self.matching = Some((filter.clone(), Arc::clone(&ids)));
        Ok(ids)
    }

    /// The list asked for, and how many decisions there are in all.
    fn list(
        &mut self,
        store: &Store,
        filter: &Filter,
        page: Page,
        wanted: &Wanted,
    ) -> Result<(Ids, usize), StoreError> {
        self.forget_if_changed(store.stamp()?);
        let order = self.order(store, page)?;
        let stored = order.len();
        if filter.text.trim().is_empty() && but_words(filter) == Filter::default() {
            return Ok((order, stored));
        }
        let by = (page.sort, page.descending);
        let last = self.shown.as_ref();
        if let Some((.., ids)) = last.filter(|(of, order, _)| of == filter && *order == by) {
            return Ok((Arc::clone(ids), stored));
        }
        let matching = self.matching(store, filter, stored, wanted)?;
        let chosen = order.iter().copied();
        let chosen = chosen.filter(|id| matching.binary_search(id).is_ok());
        let ids: Ids = Arc::new(chosen.collect());
        self.shown = Some((filter.clone(), by, Arc::clone(&ids)));
        Ok((ids, stored))
    }
}

/// What is asked beside words.
fn but_words(filter: &Filter) -> Filter {
    Filter {
        text: String::new(),
        meant: Vec::new(),
        ..filter.clone()
    }
}

impl Reader {
    pub(super) fn list_decisions(&mut self, listing: &Listing) -> Vec<Msg> {
        vec![self.page(listing).unwrap_or_else(Msg::StoreFailed)]
    }

    fn page(&mut self, listing: &Listing) -> Result<Msg, String> {
        let loaded = Arc::clone(&self.loaded);
        let library = &loaded.library;
        let asked = self.asked(&listing.filter);
        let (ids, stored) = self.list(&asked.filter(), order(listing))?;
        let store = self.archive.store()?;
        let until = ids
            .len()
            .min(listing.offset.saturating_add(Window::<()>::LEN));
        let shown = ids.get(listing.offset..until).unwrap_or_default();
        let found = store.decisions_by_id(shown).map_err(told)?;
        let imports = store.imports().map_err(told)?;
        Ok(Msg::DecisionsLoaded {
            listing: listing.clone(),
            rows: Window {
                offset: listing.offset,
                rows: found.iter().map(|s| row(library, s)).collect(),
                total: ids.len(),
            },
            stored,
            undo: imports.first().map(describe),
            doubts: asked.doubts.into_iter().map(|d| d.message).collect(),
        })
    }

    /// The latest decisions that have all these words, at most so many.
    pub(super) fn latest(&mut self, words: &str, most: usize) -> Result<Vec<Stored>, String> {
        let filter = Filter::containing(&self.loaded.library, words);
        let (ids, _) = self.list(&filter, Page::default())?;
        let store = self.archive.store()?;
        let shown = ids.get(..ids.len().min(most)).unwrap_or_default();
        store.decisions_by_id(shown).map_err(told)
    }

    fn list(&mut self, filter: &Filter, page: Page) -> Result<(Ids, usize), String> {
        let store = self.archive.store()?;
        let listed = self.lists.list(store, filter, page, &self.wanted);
        listed.map_err(told)
    }

    /// What the filter box asks.
    fn asked(&self, written: &str) -> Asked {
        Asked::read(&self.loaded.library, (self.around.now)().date(), written)
    }

    pub(super) fn locate_decision(&mut self, listing: &Listing, key: i64) -> Vec<Msg> {
        let filter = self.asked(&listing.filter).filter();
        let located = self.list(&filter, order(listing)).and_then(|(ids, _)| {
            let at = ids.iter().position(|id| *id == key);
            at.ok_or_else(|| words::DECISION_GONE.to_owned())
        });
        vec![located.map_or_else(Msg::Failed, |at| Msg::DecisionLocated(listing.clone(), at))]
    }

    pub(super) fn show_decision(&mut self, key: i64) -> Vec<Msg> {
        let shown = self.stored(key).map(|(stored, import)| {
            Msg::DecisionShown(Box::new(DecisionView {
                key,
                case_no: stored.decision.case_no.clone(),
                lines: stored_lines(&self.loaded.library, &stored, import.as_ref()),
                is_demo: stored.decision.flags.teaching,
            }))
        });
        vec![shown.unwrap_or_else(Msg::Failed)]
    }

    pub(super) fn draft_from(&mut self, key: i64) -> Vec<Msg> {
        let drafted = self
            .stored(key)
            .and_then(|(stored, _)| draft(&stored).ok_or_else(|| words::NOT_ASSESSABLE.to_owned()));
        vec![drafted.map_or_else(Msg::Failed, |draft| Msg::Drafted(Box::new(draft)))]
    }

    fn stored(&mut self, key: i64) -> Result<(Stored, Option<ImportEntry>), String> {
        let store = self.archive.store()?;
        let stored = store.decision(key).map_err(told)?;
        let stored = stored.ok_or_else(|| words::DECISION_GONE.to_owned())?;
        let imports = store.imports().map_err(told)?;
        let import = imports.into_iter().find(|i| i.id == stored.import);
        Ok((stored, import))
    }
}

impl Office {
    pub(super) fn complete_filter(&self, before: String) -> Msg {
        let found = complete(&self.loaded.library, &before).into_iter();
        let found = found.map(|c| Completion {
            typed: c.typed,
            word: c.word,
        });
        Msg::FilterCompleted(before, found.collect())
    }
}

/// What the store says went wrong, and what to do.
#[expect(
    clippy::needless_pass_by_value,
    reason = "used as a function of errors"
)]
pub(super) fn told(error: StoreError) -> String {
    error.to_string()
}

/// An import in words, for the question whether to undo it.
pub(super) fn describe(import: &ImportEntry) -> String {
    words::undo(&import.file, &import.at, import.accepted, import.teaching)
}

pub(super) fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn order(listing: &Listing) -> Page {
    Page {
        sort: match listing.sort {
            SortBy::Date => Sort::Decided,
            SortBy::Fine => Sort::Fine,
            SortBy::Offence => Sort::Offence,
            SortBy::Authority => Sort::Authority,
            SortBy::CaseNo => Sort::CaseNo,
        },
        descending: listing.is_descending,
        limit: u32::try_from(Window::<()>::LEN).unwrap_or(u32::MAX),
        offset: u32::try_from(listing.offset).unwrap_or(u32::MAX),
    }
}

fn row(library: &Library, stored: &Stored) -> DecisionRow {
    let decision = &stored.decision;
    let cell = |column: Column| column.cell(library, stored);
    DecisionRow {
        key: stored.id,
        case_no: cell(Column::CaseNo),
        decided_on: cell(Column::Decided),
        authority: cell(Column::Authority),
        offence: cell(Column::Offence),
        subject: cell(Column::Subject),
        fine: cell(Column::Fine),
        is_demo: decision.flags.teaching,
        fen: decision.fine.map(|fine| fine.0),
        party: cell(Column::Party),
        domain: cell(Column::Domain),
        stage: cell(Column::Stage),
        circumstances: cell(Column::Circumstances),
        basis: cell(Column::Basis),
        tier: cell(Column::Tier),
        region: cell(Column::Region),
        acted_on: cell(Column::Acted),
        others: cell(Column::Others),
        gain: cell(Column::Gain),
        goods: cell(Column::Goods),
        income: cell(Column::Income),
    }
}

/// The form filled with what the decision says; none when its offence is not loaded.
pub(super) fn draft(stored: &Stored) -> Option<Draft> {
    let decision = &stored.decision;
    let who = decision.subject.id().to_owned();
    let mut values = vec![(FieldId::Subject(who.clone()), String::new())];
    let known = [
        (
            FieldId::Domain,
            decision.domain.as_ref().map(ToString::to_string),
        ),
        (
            FieldId::Stage,
            decision.stage.as_ref().map(ToString::to_string),
        ),
        (FieldId::ActOn, decision.act_on.map(|d| d.to_string())),
        (FieldId::DecidedOn, Some(decision.decided_on.to_string())),
        (FieldId::Jurisdiction, decision.region.clone()),
        (FieldId::Proposed(who), decision.fine.map(|f| f.to_string())),
        (
            FieldId::IllegalGain,
            decision.amounts.illegal_gain.map(|a| a.to_string()),
        ),
        (
            FieldId::GoodsValue,
            decision.amounts.goods_value.map(|a| a.to_string()),
        ),
        (
            FieldId::AnnualIncome,
            decision.amounts.annual_income.map(|a| a.to_string()),
        ),
    ];
    values.extend(known.into_iter().filter_map(|(id, text)| Some((id, text?))));
    let facts = decision.facts.iter();
    values.extend(facts.map(|(id, v)| {
        let field = match v {
            FactValue::Flag(_) => FieldId::Flag(id.to_string()),
            FactValue::Number(_) | FactValue::Text(_) => FieldId::Fact(id.to_string()),
        };
        (field, v.to_string())
    }));
    let circumstances = decision.circumstances.iter();
    values.extend(circumstances.map(|id| (FieldId::Circumstance(id.to_string()), String::new())));
    Some(Draft {
        offence: decision.offence.as_ref()?.to_string(),
        values,
    })
}
