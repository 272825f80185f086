//! 查询: what was found, and one offence in its three layers.

use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::assess::consequence::{Applied, cited};
use crate::assess::words as say;
use crate::law::cap::plans;
use crate::law::fine::Fine;
use crate::law::instrument::{Instrument, Status};
use crate::law::offence::{PenaltyRow, RemarkKind};
use crate::law::{Benchmark, Item, Library, Offence, Tier};
use crate::report::cap::sections;
use crate::report::words;
use crate::store::statutes;
use crate::tui::message::Msg;
use crate::tui::model::lookup::{
    BenchmarkView, DetailView, LookupRow, PracticeView, StatuteRow, TierRow,
};
use crate::tui::model::overlay::CapsView;
use crate::tui::office::Office;
use crate::tui::office::mailbox::Question;
use crate::tui::strings;

/// Results listed; nobody scrolls further.
const LISTED: usize = 600;

impl Office {
    pub(super) fn caps(&self, domain: Option<&str>) -> Msg {
        let library = &self.loaded.library;
        let parts = library.parts();
        let region = self.jurisdiction.as_deref();
        let plans = plans(&parts.caps, &parts.cap_remarks, domain, region);
        let sections = sections(library, &plans).into_iter();
        let view = sections.map(|s| CapsView {
            head: s.head,
            lines: s.lines,
        });
        Msg::CapsFound(view.collect())
    }

    pub(super) fn search(&mut self, query: &str, domain: Option<&str>) -> Msg {
        let library = &self.loaded.library;
        let mut found = Vec::new();
        for hit in self.index.search(query, domain, LISTED) {
            let row = match self.rows.entry(hit.entry) {
                Entry::Occupied(row) => Arc::clone(row.get()),
                Entry::Vacant(place) => {
                    let entry = self.index.entry(hit.entry);
                    let Some(offence) = entry.and_then(|e| library.offence(&e.id)) else {
                        continue;
                    };
                    Arc::clone(place.insert(Arc::new(row(library, offence))))
                }
            };
            found.push(row);
        }
        Msg::Found(found)
    }

    pub(super) fn show_offence(
        &mut self,
        id: &str,
        domain: Option<&str>,
        outbox: &Sender<Msg>,
    ) -> Vec<Msg> {
        let number = self.next_number();
        let library = &self.loaded.library;
        let Some(offence) = library.offence(id) else {
            return Vec::new();
        };
        let instrument = library.instrument(offence.instrument.as_str());
        let cite = library.citation_of(offence);
        let benchmarks = library
            .items_about(offence)
            .filter(|(b, _)| domain.is_none_or(|d| b.domains.iter().any(|k| k.as_str() == d)))
            .map(|(benchmark, item)| benchmark_view(library, benchmark, item));
        let detail = DetailView {
            id: offence.id.to_string(),
            title: offence.title.clone(),
            status: instrument.and_then(|i| standing(library, i)),
            statute: offence
                .all_rows()
                .map(|row| {
                    let applied = Applied { offence, row };
                    statute_row(
                        library,
                        offence,
                        row,
                        &say::cited(&cited(library, &applied)),
                    )
                })
                .collect(),
            benchmarks: benchmarks.collect(),
            practice: PracticeView {
                awaited: Some(number),
                ..PracticeView::default()
            },
            article: self.article(offence),
            cite,
        };
        let question = Question::Offence(number, offence.id.clone());
        let mut answers = vec![Msg::OffenceShown(Box::new(detail))];
        answers.extend(self.ask(question, outbox));
        answers
    }
}

impl Office {
    /// The text of the article, from the law the office imported.
    fn article(&self, offence: &Offence) -> Vec<String> {
        let text = statutes::article_text(&self.library, &offence.instrument, offence.place);
        let lines = text.into_iter().flat_map(|t| t.paragraphs);
        lines
            .flat_map(|p| p.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    }
}

fn row(library: &Library, offence: &Offence) -> LookupRow {
    let instrument = library.instrument(offence.instrument.as_str());
    let domains = instrument.iter().flat_map(|i| &i.domains);
    let label = |id: &crate::law::DomainId| library.domain(id.as_str()).map(|d| d.label.clone());
    let mut labels: Vec<String> = domains.filter_map(label).collect();
    if labels.len() == library.parts().domains.len() {
        labels = vec![strings::EVERY_DOMAIN.to_owned()];
    }
    let status = instrument
        .map(|i| i.status)
        .filter(|s| *s != Status::InForce);
    LookupRow {
        id: offence.id.to_string(),
        title: offence.title.clone(),
        cite: short_cite(library, offence),
        domains: labels,
        has_tiers: library
            .items_about(offence)
            .any(|(_, item)| !item.tiers.is_empty()),
        status: status.map(|s| words::status(s).to_owned()),
    }
}

/// 安全生产法97(3): the way a citation is said in the room.
pub(super) fn short_cite(library: &Library, offence: &Offence) -> String {
    let instrument = library.instrument(offence.instrument.as_str());
    let name = instrument.map_or(offence.instrument.as_str(), Instrument::name);
    let place = offence.place;
    match (place.paragraph, place.item) {
        (_, 0) if place.paragraph > 1 => format!("{name}{}({})", place.article, place.paragraph),
        (_, 0) => format!("{name}{}", place.article),
        (_, item) => format!("{name}{}({item})", place.article),
    }
}

/// Repealed, superseded …, since when, by what.
fn standing(library: &Library, instrument: &Instrument) -> Option<String> {
    if instrument.status == Status::InForce {
        return None;
    }
    let status = words::status(instrument.status);
    let newer = instrument.replaced_by.as_ref();
    let successor = newer
        .and_then(|r| library.instrument(r.slug.as_str()))
        .map(Instrument::name);
    let since = instrument
        .repealed
        .or(newer.map(|r| r.from))
        .map(|d| d.to_string());
    Some(strings::standing(
        status,
        since.as_deref(),
        successor,
        instrument.note.as_deref(),
    ))
}

fn statute_row(library: &Library, offence: &Offence, row: &PenaltyRow, cite: &str) -> StatuteRow {
    let fine = row.fine.as_ref().map(|fine| fine_words(fine, row));
    let others = row.penalties.iter().filter(|k| *k != say::FINE).cloned();
    let remarks = row.remarks.iter().chain(&offence.remarks);
    let notes = remarks
        .filter(|r| {
            matches!(
                r.kind,
                RemarkKind::SupersededBy | RemarkKind::Concurrence | RemarkKind::Note
            )
        })
        .map(|r| r.text.clone());
    let refers = row.refers_to.as_deref().map(strings::refers);
    let notes: Vec<String> = refers.into_iter().chain(notes).collect();
    StatuteRow {
        subject: row.who.clone(),
        stage: words::stage(library, row.stage.as_str()).to_owned(),
        fine,
        others: others.collect(),
        cite: cite.to_owned(),
        note: (!notes.is_empty()).then(|| notes.join("；")),
    }
}

fn fine_words(fine: &Fine, row: &PenaltyRow) -> String {
    let mode = strings::fine_mode(row.mode);
    let when = fine.when.map(strings::when).unwrap_or_default();
    format!("{mode}{}{when}", say::basis(&fine.basis))
}

fn benchmark_view(library: &Library, benchmark: &Benchmark, item: &Item) -> BenchmarkView {
    let until = benchmark.until.map(|u| u.to_string());
    let missing: Vec<&str> = item.missing.iter().map(|m| m.label.as_str()).collect();
    BenchmarkView {
        title: strings::benchmark_item(&benchmark.short, &item.no, benchmark.teaching),
        status: strings::benchmark_status(
            words::document_layer(benchmark.layer),
            &benchmark.from.to_string(),
            until.as_deref(),
            &benchmark.verification,
            &missing,
        ),
        tiers: item
            .tiers
            .iter()
            .map(|tier| tier_row(library, tier))
            .collect(),
    }
}

pub(super) fn tier_row(library: &Library, tier: &Tier) -> TierRow {
    let amounts = tier.fines.iter().map(|fine| {
        let who = say::subject(fine.subject);
        let stage = words::stage(library, fine.stage.as_str());
        (format!("{who}·{stage}"), say::basis(&fine.basis))
    });
    let condition = tier.text.clone();
    TierRow {
        label: tier.label.clone(),
        condition: condition.unwrap_or_else(|| tier.condition.describe(|f| library.fact(f))),
        amounts: amounts.collect(),
    }
}
