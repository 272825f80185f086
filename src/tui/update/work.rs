//! What goes on in the background: counted, shown, told to stop.

use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::model::work::{Job, Share, Working};
use crate::tui::problem::Severity;
use crate::tui::strings;
use crate::tui::update::{bureaus, outliers};

pub(super) fn asked(model: &mut Model) {
    model.background.awaited += 1;
}

pub(super) fn answered(model: &mut Model) {
    let background = &mut model.background;
    background.awaited = background.awaited.saturating_sub(1);
    if background.awaited == 0 {
        background.is_slow = false;
    }
}

pub(super) fn opening(model: &mut Model, is_opening: bool) -> Vec<Effect> {
    model.background.is_opening = is_opening;
    if is_opening {
        asked(model);
        return Vec::new();
    }
    answered(model);
    vec![Effect::Start]
}

pub(super) fn slow(model: &mut Model) {
    model.background.is_slow = model.background.awaited > 0;
}

pub(super) fn began(model: &mut Model, job: Job) {
    model.work += 1;
    model.background.works.push(Working {
        job,
        share: Share::default(),
        is_cancelled: false,
    });
}

pub(super) fn progressed(model: &mut Model, job: Job, share: Share) {
    let mut works = model.background.works.iter_mut();
    if let Some(working) = works.find(|w| w.job == job) {
        working.share = share;
    }
}

pub(super) fn ended(model: &mut Model, job: Job) {
    model.work = model.work.saturating_sub(1);
    let works = &mut model.background.works;
    // The earliest: one like it may have begun meanwhile.
    if let Some(at) = works.iter().position(|w| w.job == job) {
        works.remove(at);
    }
}

/// Tells the latest work to stop.
pub(super) fn cancel(model: &mut Model) -> Vec<Effect> {
    let Some(job) = model.background.stoppable() else {
        return Vec::new();
    };
    for working in &mut model.background.works {
        working.is_cancelled |= working.job == job;
    }
    vec![Effect::CancelWork(job)]
}

/// Work stopped because it was told to.
pub(super) fn stopped(model: &mut Model, job: Job) -> Vec<Effect> {
    match job {
        Job::Comparison => outliers::stopped(model),
        Job::Names => outliers::names_failed(model, strings::READING_STOPPED.to_owned()),
        Job::Bureaus => {
            bureaus::stopped(model);
            Vec::new()
        }
        Job::Undo => {
            model.say(Severity::Note, strings::UNDO_STOPPED);
            Vec::new()
        }
        Job::Demo | Job::Import | Job::Document => Vec::new(),
    }
}
