//! Questions to the reader: a newer one of a kind takes the place of an older one.

use std::collections::VecDeque;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::assess::Case;
use crate::law::OffenceId;
use crate::packs::Loaded;
use crate::store::Interrupter;
use crate::tui::message::Msg;
use crate::tui::model::decisions::Listing;
use crate::tui::model::export::Rows;
use crate::tui::model::outliers::ReviewStep;
use crate::tui::model::outliers::query::{Facet, Query, Scope};
use crate::tui::office::outliers::Comparison;
use crate::tui::office::reader::Own;

/// What the reader is asked.
#[derive(Clone, Debug)]
pub(super) enum Question {
    /// What is wrong with the store?
    Problems,
    Decisions(Listing),
    Locate(Listing, i64),
    Decision(i64),
    Draft(i64),
    /// How many does the filter let through, and how much are the fines?
    Sum(Listing),
    /// These rows as text.
    Copy(Box<Rows>),
    /// What was decided on an offence; the number goes with the answer.
    Offence(u64, OffenceId),
    /// What was decided in cases like this; the number goes with the answer.
    LikeCases(u64, Box<Case>),
    /// Which decisions have these words?
    Find(String),
    /// The office set something else for every case.
    Adopt(Own),
    Compare(Scope),
    Outliers(Query, usize),
    Facet(Facet, Query),
    Outlier(i64),
    Review(ReviewStep),
}

impl Question {
    /// Whether a newer one makes it pointless; what writes or starts something is done in any case.
    fn is_replaceable(&self) -> bool {
        !matches!(
            self,
            Self::Problems | Self::Adopt(_) | Self::Compare(_) | Self::Review(_) | Self::Draft(_)
        )
    }

    fn is_like(&self, other: &Question) -> bool {
        mem::discriminant(self) == mem::discriminant(other)
    }

    /// Whether its answer is of no use once `newer` is asked: another page of the same list is.
    fn is_outdated_by(&self, newer: &Question) -> bool {
        match (self, newer) {
            (Self::Decisions(old), Self::Decisions(new)) => {
                let offset = new.offset;
                Listing {
                    offset,
                    ..old.clone()
                } != *new
            }
            (Self::Outliers(old, _), Self::Outliers(new, _)) => old != new,
            (Self::Offence(_, old), Self::Offence(_, new)) => old != new,
            _ => self.is_replaceable() && self.is_like(newer),
        }
    }
}

/// An answer that is owed. Whatever becomes of the question, the interface hears when nothing more comes.
pub(super) struct Promise(Sender<Msg>);

impl Promise {
    /// Owes an answer; the message tells the interface so.
    pub(super) fn new(outbox: &Sender<Msg>) -> (Promise, Msg) {
        (Promise(outbox.clone()), Msg::Asked)
    }

    pub(super) fn outbox(&self) -> &Sender<Msg> {
        &self.0
    }

    /// Answers.
    pub(super) fn keep(self, answers: Vec<Msg>) {
        for answer in answers {
            // Nobody listens any more when the program has ended.
            let _ = self.0.send(answer);
        }
    }
}

impl Drop for Promise {
    fn drop(&mut self) {
        // Nobody listens any more when the program has ended.
        let _ = self.0.send(Msg::Answered);
    }
}

/// A question with what it is about.
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) loaded: Arc<Loaded>,
    pub(super) comparison: Comparison,
    pub(super) promise: Promise,
}

/// Whether an answer is still wanted.
#[derive(Clone, Default)]
pub(super) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    pub(super) fn is_wanted(&self) -> bool {
        !self.0.load(Ordering::Relaxed)
    }

    fn no_longer(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Between the interface and its reader.
#[derive(Default)]
pub(super) struct Mailbox {
    inside: Mutex<Inside>,
    arrived: Condvar,
}

#[derive(Default)]
struct Inside {
    waiting: VecDeque<Asked>,
    running: Option<(Question, Wanted)>,
    interrupter: Option<Interrupter>,
    is_closed: bool,
}

impl Inside {
    /// Gives up what is being answered. Only questions that write nothing are ever outdated.
    fn give_up(&self, is_pointless: impl FnOnce(&Question) -> bool) {
        if let Some((question, wanted)) = &self.running
            && is_pointless(question)
        {
            wanted.no_longer();
            if let Some(interrupter) = &self.interrupter {
                interrupter.interrupt();
            }
        }
    }
}

impl Mailbox {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        // A lock whose holder panicked holds plain data all the same.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks; an older question of the kind that nobody has begun with is dropped.
    pub(super) fn ask(&self, asked: Asked) {
        let mut inside = self.inside();
        if inside.is_closed {
            return;
        }
        let newer = asked.question.clone();
        if newer.is_replaceable() {
            inside.waiting.retain(|old| !old.question.is_like(&newer));
        }
        inside.give_up(|old| old.is_outdated_by(&newer));
        inside.waiting.push_back(asked);
        drop(inside);
        self.arrived.notify_one();
    }

    /// What to interrupt when an answer is not wanted any more.
    pub(super) fn interrupt_by(&self, interrupter: Option<Interrupter>) {
        self.inside().interrupter = interrupter;
    }

    /// Waits for the next question; none once nobody will ask any more.
    pub(super) fn next(&self) -> Option<(Asked, Wanted)> {
        let mut inside = self.inside();
        loop {
            if let Some(asked) = inside.waiting.pop_front() {
                let wanted = Wanted::default();
                inside.running = Some((asked.question.clone(), wanted.clone()));
                return Some((asked, wanted));
            }
            if inside.is_closed {
                return None;
            }
            let waited = self.arrived.wait(inside);
            inside = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Nothing is being answered: interrupting would hit something else.
    pub(super) fn done(&self) {
        self.inside().running = None;
    }

    /// Nobody answers any more.
    pub(super) fn abandon(&self) {
        let mut inside = self.inside();
        inside.is_closed = true;
        inside.running = None;
        inside.waiting.clear();
    }

    /// Nobody will ask any more: what is to be written is written, the rest dropped. Says whether
    /// something is still to be written.
    pub(super) fn close(&self) -> bool {
        let mut inside = self.inside();
        inside.is_closed = true;
        inside
            .waiting
            .retain(|asked| matches!(asked.question, Question::Review(_)));
        inside.give_up(Question::is_replaceable);
        let running = inside.running.as_ref().map(|(question, _)| question);
        let waiting = inside.waiting.iter().map(|asked| &asked.question);
        let writes = |question| matches!(question, &Question::Review(_));
        let is_writing = running.into_iter().chain(waiting).any(writes);
        drop(inside);
        self.arrived.notify_one();
        is_writing
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::packs::load_shipped;
    use crate::tui::model::outliers::ReviewAct;

    fn listing(filter: &str, offset: usize) -> Listing {
        Listing {
            filter: filter.to_owned(),
            sort: crate::tui::model::decisions::SortBy::Date,
            is_descending: true,
            offset,
        }
    }

    #[test]
    fn the_latest_question_of_a_kind_is_answered_and_every_one_is_accounted_for() {
        let (outbox, inbox) = channel();
        let loaded = Arc::new(load_shipped());
        let mailbox = Mailbox::default();
        let ask = |question| {
            mailbox.ask(Asked {
                question,
                loaded: Arc::clone(&loaded),
                comparison: Comparison::default(),
                promise: Promise::new(&outbox).0,
            });
        };
        let step = ReviewStep {
            key: 1,
            act: ReviewAct::Confirm,
            reason: "理由".to_owned(),
        };
        ask(Question::Decisions(listing("某", 0)));
        ask(Question::Review(step.clone()));
        ask(Question::Decision(3));
        ask(Question::Decisions(listing("某矿", 0)));
        ask(Question::Review(step));
        // One was dropped.
        assert_eq!(inbox.try_iter().count(), 1);
        let mut kinds = Vec::new();
        mailbox.close();
        while let Some((asked, _)) = mailbox.next() {
            kinds.push(
                format!("{:?}", asked.question)
                    .chars()
                    .take(6)
                    .collect::<String>(),
            );
            asked.promise.keep(Vec::new());
        }
        // After closing only what writes is left.
        assert_eq!(kinds, ["Review", "Review"]);
        assert_eq!(inbox.try_iter().count(), 4);
    }

    #[test]
    fn another_filter_outdates_what_is_being_answered_and_another_page_does_not() {
        let (outbox, _inbox) = channel();
        let loaded = Arc::new(load_shipped());
        let mailbox = Mailbox::default();
        let ask = |question| {
            mailbox.ask(Asked {
                question,
                loaded: Arc::clone(&loaded),
                comparison: Comparison::default(),
                promise: Promise::new(&outbox).0,
            });
        };
        ask(Question::Decisions(listing("某", 0)));
        let (_asked, wanted) = mailbox.next().unwrap();
        ask(Question::Decisions(listing("某", 400)));
        ask(Question::Decision(1));
        assert!(wanted.is_wanted());
        ask(Question::Decisions(listing("某矿", 0)));
        assert!(!wanted.is_wanted());
    }
}
