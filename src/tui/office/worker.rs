//! Long work on a thread of its own: whatever happens there, one message ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use thread_priority::{ThreadPriority, ThreadPriorityValue};

use crate::store::Interrupter;
use crate::tui::message::Msg;
use crate::tui::model::work::{Job, Share};
use crate::tui::office::words;

/// Before this the rate so far says little about what is left.
const TOO_EARLY: Duration = Duration::from_millis(800);
/// How often progress is told at most.
const BETWEEN: Duration = Duration::from_millis(50);

/// How urgent work in the background is, of 0 to 99, of which a thread usually has a little less than half.
const URGENCY: u8 = 25;

/// Lets the interface go first: the thread that calls this works when no key needs its processor.
pub(super) fn step_back() {
    if let Ok(urgency) = ThreadPriorityValue::try_from(URGENCY) {
        // Where the system does not allow it, nothing is otherwise but that keys may wait.
        let _ = ThreadPriority::Crossplatform(urgency).set_for_current();
    }
}

/// The same for the threads that share the work of comparing.
pub(super) fn let_helpers_step_back() {
    let helpers = rayon::ThreadPoolBuilder::new().start_handler(|_| step_back());
    // They are started once in a process; those that are there already stay as they are.
    let _ = helpers.build_global();
}

/// Starts work whose last message is its result; `failed` makes the message when there is none.
pub(super) fn start(
    outbox: &Sender<Msg>,
    failed: impl Fn(String) -> Msg,
    work: impl FnOnce(&Sender<Msg>) -> Msg + Send + 'static,
) -> Vec<Msg> {
    run(None, outbox, failed, work)
}

/// The same for work that is shown while it goes on and can be told to stop.
pub(super) fn begin(
    job: Job,
    stops: &Stops,
    outbox: &Sender<Msg>,
    failed: impl Fn(String) -> Msg,
    work: impl FnOnce(&Pace) -> Msg + Send + 'static,
) -> Vec<Msg> {
    let pace = Pace {
        job,
        outbox: outbox.clone(),
        stop: stops.renewed(job),
        began: Instant::now(),
        told: Mutex::new(None),
    };
    // Sent, not returned: it has to come before whatever the work sends.
    let _ = outbox.send(Msg::WorkBegan(job));
    run(Some(job), outbox, failed, move |_| work(&pace))
}

fn run(
    job: Option<Job>,
    outbox: &Sender<Msg>,
    failed: impl Fn(String) -> Msg,
    work: impl FnOnce(&Sender<Msg>) -> Msg + Send + 'static,
) -> Vec<Msg> {
    let outbox = outbox.clone();
    let last = failed(words::WORKER_DIED.to_owned());
    let started = thread::Builder::new().spawn(move || {
        step_back();
        let mut ending = Ending { job, last, outbox };
        ending.last = work(&ending.outbox);
    });
    match started {
        Ok(_) => Vec::new(),
        Err(_) => [failed(words::NO_WORKER.to_owned())]
            .into_iter()
            .chain(job.map(Msg::WorkEnded))
            .collect(),
    }
}

/// Sends the last message even when the work panics, so that nobody waits for ever.
struct Ending {
    job: Option<Job>,
    last: Msg,
    outbox: Sender<Msg>,
}

impl Drop for Ending {
    fn drop(&mut self) {
        // Nobody listens any more when the program has ended.
        let _ = self.outbox.send(self.last.clone());
        if let Some(job) = self.job {
            let _ = self.outbox.send(Msg::WorkEnded(job));
        }
    }
}

/// What stops work from another thread.
#[derive(Default)]
pub(super) struct Stop {
    flag: AtomicBool,
    interrupter: Mutex<Option<Interrupter>>,
}

impl Stop {
    fn stop(&self) {
        self.flag.store(true, Ordering::Relaxed);
        let interrupter = self.interrupter.lock();
        if let Some(interrupter) = &*interrupter.unwrap_or_else(PoisonError::into_inner) {
            interrupter.interrupt();
        }
    }
}

/// The stops of the work that goes on, one for each kind.
#[derive(Clone, Default)]
pub(super) struct Stops(Arc<Mutex<Running>>);

type Running = Vec<(Job, Arc<Stop>)>;

impl Stops {
    fn renewed(&self, job: Job) -> Arc<Stop> {
        let stop = Arc::new(Stop::default());
        let mut stops = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        stops.retain(|(of, _)| *of != job);
        stops.push((job, Arc::clone(&stop)));
        stop
    }

    /// Tells work to stop; it says so itself when it has.
    pub(super) fn stop(&self, job: Job) {
        let stops = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, stop) in stops.iter().filter(|(of, _)| *of == job) {
            stop.stop();
        }
    }
}

/// How far work is, told to the interface from time to time, and whether it is to go on.
pub(super) struct Pace {
    job: Job,
    outbox: Sender<Msg>,
    stop: Arc<Stop>,
    began: Instant,
    told: Mutex<Option<Instant>>,
}

impl Pace {
    /// Whether the work is to go on.
    pub(super) fn goes_on(&self) -> bool {
        !self.stop.flag.load(Ordering::Relaxed)
    }

    /// Lets a store be interrupted when the work is told to stop.
    pub(super) fn interrupts(&self, interrupter: Interrupter) {
        let mut slot = self.stop.interrupter.lock();
        **slot.as_mut().unwrap_or_else(|e| e.get_mut()) = Some(interrupter);
    }

    /// The message of work that was told to stop.
    pub(super) fn stopped(&self) -> Msg {
        Msg::WorkStopped(self.job)
    }

    /// Tells how far the work is, a share of one; says whether it is to go on.
    pub(super) fn at(&self, share: f64) -> bool {
        let now = Instant::now();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.is_none_or(|t| now.duration_since(t) >= BETWEEN) {
            *told = Some(now);
            // Nobody listens any more when the program has ended.
            let _ = self.outbox.send(Msg::WorkProgressed(
                self.job,
                shared(share, now.duration_since(self.began)),
            ));
        }
        self.goes_on()
    }
}

/// A share of one as percent, with the time left by the rate so far.
pub(super) fn shared(share: f64, so_far: Duration) -> Share {
    let share = share.clamp(0.0, 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 100"
    )]
    let percent = (share * 100.0) as u16;
    let left = (so_far >= TOO_EARLY && percent > 0)
        .then(|| so_far.mul_f64((1.0 - share) / share).as_secs_f64().ceil());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole seconds, none negative"
    )]
    let seconds_left = left.map(|seconds| seconds as u64);
    Share {
        percent: Some(percent),
        seconds_left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_rate_so_far_once_there_is_one() {
        let at = |share, millis| shared(share, Duration::from_millis(millis));
        let told = |percent, seconds_left| Share {
            percent: Some(percent),
            seconds_left,
        };
        assert_eq!(at(0.25, 500), told(25, None));
        assert_eq!(at(0.25, 1_000), told(25, Some(3)));
        assert_eq!(at(0.004, 9_000), told(0, None));
        assert_eq!(at(1.5, 60_000), told(100, Some(0)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn who_steps_back_is_less_urgent_than_who_does_not() {
        fn niceness() -> i32 {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
            // Behind the name, which may hold anything, the niceness is the seventeenth field.
            let (_, fields) = stat.rsplit_once(')').unwrap();
            fields.split_whitespace().nth(16).unwrap().parse().unwrap()
        }
        let stepped_back = thread::spawn(|| {
            step_back();
            niceness()
        });
        assert!(stepped_back.join().unwrap() > niceness());
    }
}
