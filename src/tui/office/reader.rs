//! Whoever reads the store: a thread of its own, so that no key waits for a disk, a lock or a long list.
//!
//! It has the only connection the interface reads by; imports and other long work open their own.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use chrono::NaiveDateTime;

use crate::packs::Loaded;
use crate::tui::message::Msg;
use crate::tui::office::archive::Archive;
use crate::tui::office::assess::Fines;
use crate::tui::office::decisions::Lists;
use crate::tui::office::mailbox::{Asked, Mailbox, Promise, Question, Wanted};
use crate::tui::office::outliers::Comparison;
use crate::tui::office::practice::Known;
use crate::tui::office::words;
use crate::tui::office::worker::{self, Stops};

/// What a reader finds around it.
#[derive(Clone)]
pub(super) struct Around {
    /// The file of the store.
    pub(super) database: PathBuf,
    /// The clock.
    pub(super) now: fn() -> NaiveDateTime,
    /// What the office set for every case.
    pub(super) own: Own,
    /// What stops long work.
    pub(super) stops: Stops,
}

/// What the office set for every case.
#[derive(Clone, Debug)]
pub(super) struct Own {
    /// Region of the office.
    pub(super) jurisdiction: Option<String>,
    /// Band rules that act in every case.
    pub(super) bands: Vec<String>,
    /// Who uses the program.
    pub(super) reviewer: Option<String>,
}

/// The reader's end of the mailbox, with what it remembers.
pub(super) struct Reader {
    pub(super) around: Around,
    pub(super) archive: Archive,
    pub(super) lists: Lists,
    pub(super) known: Known,
    /// Fines of the past, drawn under the ranges.
    pub(super) fines: Fines,
    /// The library the question is about.
    pub(super) loaded: Arc<Loaded>,
    /// The comparison the question is about.
    pub(super) comparison: Comparison,
    /// Whether the answer is still wanted.
    pub(super) wanted: Wanted,
}

/// The office's end.
pub(super) struct Desk {
    mailbox: Arc<Mailbox>,
    thread: Option<JoinHandle<()>>,
}

impl Desk {
    /// Starts the reader.
    pub(super) fn open(around: Around, loaded: Arc<Loaded>) -> Desk {
        let mailbox = Arc::new(Mailbox::default());
        let inside = Arc::clone(&mailbox);
        let thread = thread::Builder::new().spawn(move || read(&inside, around, loaded));
        Desk {
            mailbox,
            thread: thread.ok(),
        }
    }

    /// Asks; the answer comes later.
    pub(super) fn ask(
        &self,
        question: Question,
        loaded: &Arc<Loaded>,
        comparison: &Comparison,
        outbox: &Sender<Msg>,
    ) -> Vec<Msg> {
        if self.thread.as_ref().is_none_or(JoinHandle::is_finished) {
            return vec![Msg::StoreFailed(words::NO_WORKER.to_owned())];
        }
        let (promise, msg) = Promise::new(outbox);
        self.mailbox.ask(Asked {
            question,
            loaded: Arc::clone(loaded),
            comparison: comparison.clone(),
            promise,
        });
        vec![msg]
    }
}

impl Drop for Desk {
    /// What was decided is written before the program ends.
    fn drop(&mut self) {
        if self.mailbox.close()
            && let Some(thread) = self.thread.take()
        {
            // A panic was reported when it happened.
            let _ = thread.join();
        }
    }
}

/// Leaves nobody waiting, whatever happens.
struct Leaving<'a>(&'a Mailbox);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

fn read(mailbox: &Mailbox, around: Around, loaded: Arc<Loaded>) {
    worker::step_back();
    let _leaving = Leaving(mailbox);
    let mut reader = Reader {
        archive: Archive::open(around.database.clone()),
        around,
        lists: Lists::default(),
        known: Known::default(),
        fines: Fines::default(),
        loaded,
        comparison: Comparison::default(),
        wanted: Wanted::default(),
    };
    loop {
        mailbox.interrupt_by(reader.archive.interrupter());
        let Some((asked, wanted)) = mailbox.next() else {
            return;
        };
        if !Arc::ptr_eq(&reader.loaded, &asked.loaded) {
            // What was counted was counted by the law as it was.
            reader.known = Known::default();
            reader.fines = Fines::default();
            reader.loaded = asked.loaded;
        }
        reader.comparison = asked.comparison;
        reader.wanted = wanted;
        let answers = reader.answer(asked.question, &asked.promise);
        mailbox.done();
        // What was interrupted has no answer; the newer question has.
        let answers = if reader.wanted.is_wanted() {
            answers
        } else {
            Vec::new()
        };
        asked.promise.keep(answers);
    }
}

impl Reader {
    fn answer(&mut self, question: Question, promise: &Promise) -> Vec<Msg> {
        let outbox = promise.outbox();
        match question {
            Question::Problems => match self.archive.problems() {
                problems if problems.is_empty() => Vec::new(),
                problems => vec![Msg::ProblemsFound(problems)],
            },
            Question::Decisions(listing) => self.list_decisions(&listing),
            Question::Locate(listing, key) => self.locate_decision(&listing, key),
            Question::Decision(key) => self.show_decision(key),
            Question::Draft(key) => self.draft_from(key),
            Question::Sum(listing) => self.sum_marks(&listing),
            Question::Copy(rows) => self.copy_rows(&rows),
            Question::Offence(number, offence) => {
                let practice = self.practice(&offence, None, None);
                vec![Msg::PracticeFound(number, Box::new(practice))]
            }
            Question::LikeCases(number, case) => {
                let mut practice = self.like_cases(&case);
                practice.bars = self.bars(&case);
                vec![Msg::PracticeFound(number, Box::new(practice))]
            }
            Question::Find(query) => self.find_decisions(query),
            Question::Adopt(own) => {
                self.around.own = own;
                self.known = Known::default();
                Vec::new()
            }
            Question::Compare(scope) => self.compare(scope, outbox),
            Question::Outliers(query, offset) => self.list_outliers(query, offset, outbox),
            Question::Facet(facet, query) => self.list_facet(facet, &query),
            Question::Outlier(key) => self.show_outlier(key),
            Question::Review(step) => self.review_finding(step),
        }
    }
}
