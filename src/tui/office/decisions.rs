//! 决定库: pages of the store, one decision in full, a decision as a draft.

pub(super) mod export;
mod views;

use std::sync::Arc;

use crate::law::{FactValue, Library};
use crate::report::decision::stored_lines;
use crate::report::table::Column;
use crate::store::filter::Asked;
use crate::store::{Filter, ImportEntry, Page, Sort, StoreError, Stored};
use crate::tui::message::Msg;
use crate::tui::model::Window;
use crate::tui::model::assess::{Draft, FieldId};
use crate::tui::model::decisions::{DecisionRow, DecisionView, Listing, SortBy};
use crate::tui::office::{Office, words};

impl Office {
    pub(super) fn list_decisions(&mut self, listing: &Listing) -> Vec<Msg> {
        vec![self.page(listing).unwrap_or_else(Msg::StoreFailed)]
    }

    fn page(&mut self, listing: &Listing) -> Result<Msg, String> {
        let loaded = Arc::clone(&self.loaded);
        let library = &loaded.library;
        let asked = Asked::read(library, (self.now)().date(), &listing.filter);
        let filter = asked.filter();
        let store = self.archive.store()?;
        let stored = store.count(&Filter::default()).map_err(told)?;
        let total = if listing.filter.trim().is_empty() {
            stored
        } else {
            store.count(&filter).map_err(told)?
        };
        let found = store.decisions(&filter, order(listing)).map_err(told)?;
        let imports = store.imports().map_err(told)?;
        Ok(Msg::DecisionsLoaded {
            rows: Window {
                offset: listing.offset,
                rows: found.iter().map(|s| row(library, s)).collect(),
                total: number(total),
            },
            stored: number(stored),
            undo: imports.first().map(describe),
            doubts: asked.doubts.into_iter().map(|d| d.message).collect(),
        })
    }

    pub(super) fn locate_decision(&mut self, listing: &Listing, key: i64) -> Vec<Msg> {
        let filter = self.filter(&listing.filter);
        let located = self.archive.store().and_then(|store| {
            store
                .position(&filter, order(listing), key)
                .map_err(told)?
                .ok_or_else(|| words::DECISION_GONE.to_owned())
        });
        vec![located.map_or_else(Msg::Failed, |at| Msg::DecisionLocated(number(at)))]
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

    /// What the filter box asks.
    fn filter(&self, written: &str) -> Filter {
        Asked::read(&self.loaded.library, (self.now)().date(), written).filter()
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

fn number(count: u64) -> usize {
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
