//! Changes to an item of an imported pack, each saved at once, and what they would be read as.

use std::sync::Arc;

use crate::law::Library;
use crate::reader::review::{RowAt, Session};
use crate::reader::wording::{Doubt, Measures, read_condition, read_standard};
use crate::tui::message::Msg;
use crate::tui::model::packs::{Change, ItemView, Preview, Reviewed, RowPlace, RowView, Step};
use crate::tui::office::Office;
use crate::tui::office::packs::{item, session_items, words};

/// Offences offered when a citation means none.
const OFFERED: usize = 6;

/// Why a change was not made.
enum Refusal {
    /// It was not understood.
    Unclear(Vec<String>),
    /// It could not be done.
    Failed(String),
}

impl Office {
    pub(in crate::tui::office) fn review(&mut self, step: &Step) -> Vec<Msg> {
        vec![match self.change(step) {
            Ok(reviewed) => {
                self.read_anew();
                Msg::Reviewed(Box::new(reviewed))
            }
            Err(Refusal::Unclear(doubts)) => Msg::ReviewRefused(doubts),
            Err(Refusal::Failed(text)) => Msg::Failed(text),
        }]
    }

    fn change(&mut self, step: &Step) -> Result<Reviewed, Refusal> {
        let loaded = Arc::clone(&self.loaded);
        let library = &loaded.library;
        let not_open = || Refusal::Failed(words::NOT_OPEN.to_owned());
        let open = self.review.as_mut().filter(|(of, _)| *of == step.pack);
        let (_, session) = open.ok_or_else(not_open)?;
        let (at, said) = make(session, step, library, &loaded.measures)?;
        if let Err(error) = session.save() {
            if step.change != Change::Undo {
                session.undo();
            }
            return Err(Refusal::Failed(words::cannot_save(&error)));
        }
        let name = library
            .benchmark(&step.pack)
            .map_or("", |b| b.short.as_str());
        Ok(Reviewed {
            items: session_items(&step.pack, name, session, library),
            item: item::of_session(&step.pack, at, session, library).ok_or_else(not_open)?,
            said,
            is_done: matches!(step.change, Change::Accept | Change::Mark(_)),
        })
    }

    pub(in crate::tui::office) fn preview(&mut self, step: &Step) -> Vec<Msg> {
        let loaded = Arc::clone(&self.loaded);
        let library = &loaded.library;
        let open = self.review.as_mut().filter(|(of, _)| *of == step.pack);
        let Some((_, session)) = open else {
            return Vec::new();
        };
        let text = match &step.change {
            Change::Condition(_, text) | Change::Standard(_, text) | Change::Offence(text) => text,
            Change::Accept | Change::Mark(_) | Change::Reopen | Change::Undo => return Vec::new(),
        };
        let before = item::of_session(&step.pack, step.at, session, library);
        let tried = session.trial(
            |session| make(session, step, library, &loaded.measures).map(drop),
            |session| item::of_session(&step.pack, step.at, session, library),
        );
        let mut preview = Preview {
            text: text.clone(),
            ..Preview::default()
        };
        match tried {
            Ok(after) => {
                preview.read = after.map_or_else(Vec::new, |a| told(before.as_ref(), &a, step));
                preview.doubts = remaining(step, library, &loaded.measures);
            }
            Err(Refusal::Unclear(doubts)) if !text.trim().is_empty() => preview.doubts = doubts,
            Err(_) => {}
        }
        if matches!(step.change, Change::Offence(_)) && preview.read.is_empty() {
            let hits = self.index.search(text, None, OFFERED);
            let entries = hits.iter().filter_map(|hit| self.index.entry(hit.entry));
            preview.candidates = entries
                .filter_map(|entry| library.offence(&entry.id))
                .map(|offence| (offence.id.to_string(), offence.title.clone()))
                .collect();
        }
        vec![Msg::Previewed(Box::new(preview))]
    }
}

/// Makes a change in the session; the item it was made to, and what to say.
fn make(
    session: &mut Session,
    step: &Step,
    library: &Library,
    measures: &Measures,
) -> Result<(usize, String), Refusal> {
    let at = step.at;
    let said = match &step.change {
        Change::Accept => {
            session.accept(at);
            words::ACCEPTED
        }
        Change::Mark(note) => {
            session.mark(at, note);
            words::MARKED
        }
        Change::Reopen => {
            session.reopen(at);
            words::REOPENED
        }
        Change::Condition(place, text) => {
            session
                .retype_condition(at, row(*place), text, measures, library)
                .map_err(|doubts| unclear(doubts, words::CONDITION_NOT_READ))?;
            words::CORRECTED
        }
        Change::Standard(place, text) => {
            session
                .retype_standard(at, row(*place), text, library)
                .map_err(|doubts| unclear(doubts, words::STANDARD_NOT_READ))?;
            words::CORRECTED
        }
        Change::Offence(text) => {
            session
                .relink(at, text, library)
                .map_err(|_| Refusal::Unclear(vec![words::OFFENCE_NOT_FOUND.to_owned()]))?;
            words::CORRECTED
        }
        Change::Undo => {
            let undone = session.undo();
            let nothing = || Refusal::Failed(words::NOTHING_TO_UNDO.to_owned());
            let at = undone.ok_or_else(nothing)?;
            let no = session.item(at, library).map(|item| item.no);
            return Ok((at, words::undone(&no.unwrap_or_default())));
        }
    };
    Ok((at, said.to_owned()))
}

fn row(place: RowPlace) -> RowAt {
    match place {
        RowPlace::Tier(n) => RowAt::Tier(n),
        RowPlace::Missing(n) => RowAt::Missing(n),
    }
}

fn unclear(doubts: Vec<Doubt>, otherwise: &str) -> Refusal {
    let mut lines: Vec<String> = doubts.into_iter().map(|d| d.message).collect();
    if lines.is_empty() {
        lines.push(otherwise.to_owned());
    }
    Refusal::Unclear(lines)
}

/// What the reader was not sure of although it understood something.
fn remaining(step: &Step, library: &Library, measures: &Measures) -> Vec<String> {
    let doubts = match &step.change {
        Change::Condition(_, text) => read_condition(text, measures).doubts,
        Change::Standard(_, text) => read_standard(text, &library.parts().vocabulary).doubts,
        Change::Offence(_) | Change::Accept | Change::Mark(_) | Change::Reopen | Change::Undo => {
            Vec::new()
        }
    };
    doubts.into_iter().map(|d| d.message).collect()
}

/// What was understood, in words: only the part that the change is about.
fn told(before: Option<&ItemView>, after: &ItemView, step: &Step) -> Vec<String> {
    let of = |place: &RowPlace| {
        let label = before.and_then(|b| b.rows.iter().find(|r| r.place == *place));
        let label = label.map(|r| r.label.as_str());
        let same = |r: &&RowView| r.place == *place || Some(r.label.as_str()) == label;
        after.rows.iter().find(same)
    };
    match &step.change {
        Change::Condition(place, _) => of(place).map(|r| r.condition.clone()).into_iter().collect(),
        Change::Standard(place, _) => of(place).map_or_else(Vec::new, |r| {
            let amounts = r
                .amounts
                .iter()
                .map(|(who, amount)| format!("{who} {amount}"));
            amounts.chain(r.penalties.iter().cloned()).collect()
        }),
        Change::Offence(_) => after.lines.iter().map(|(_, value)| value.clone()).collect(),
        Change::Accept | Change::Mark(_) | Change::Reopen | Change::Undo => Vec::new(),
    }
}
