//! How the screens are presented: to one person or to a room, with a mouse, a timer, a tour.

use std::sync::Arc;
use std::time::Duration;

use crate::report::table::Column;
use crate::tui::layout::Split;
use crate::tui::model::assess::Draft;
use crate::tui::model::names::Names;

/// A stopwatch. It knows no clock: whoever asks says what time it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timer {
    /// What was counted before it last started.
    kept: Duration,
    /// When it last started; none while it stands.
    since: Option<Duration>,
}

impl Timer {
    /// Says whether it counts.
    pub fn is_running(&self) -> bool {
        self.since.is_some()
    }

    /// Says whether there is anything to show.
    pub fn is_shown(&self) -> bool {
        self.is_running() || !self.kept.is_zero()
    }

    /// Returns what was counted so far.
    pub fn elapsed(&self, now: Duration) -> Duration {
        let running = self.since.map(|since| now.saturating_sub(since));
        self.kept + running.unwrap_or_default()
    }

    /// Starts it, or lets it stand.
    pub fn toggle(&mut self, now: Duration) {
        if self.is_running() {
            self.kept = self.elapsed(now);
            self.since = None;
        } else {
            self.since = Some(now);
        }
    }

    /// Counts from nought again, running or not as before.
    pub fn reset(&mut self, now: Duration) {
        self.kept = Duration::ZERO;
        self.since = self.since.map(|_| now);
    }

    /// Returns how long it is until the next full second; none while it stands.
    pub fn next_tick(&self, now: Duration) -> Option<Duration> {
        self.since?;
        let within = self.elapsed(now).subsec_nanos();
        Some(Duration::from_nanos(1_000_000_000 - u64::from(within)))
    }
}

/// Where a person is in the tour of the screens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Tour {
    /// Not on it.
    #[default]
    Off,
    /// It is offered: this is the first start.
    Offered,
    /// On a step.
    At(Step, Before),
}

/// A step of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Find an offence and open it.
    Find,
    /// Fill in a fact.
    Fill,
    /// Read the range and its reasons, copy them.
    Read,
    /// Look at decisions.
    Decisions,
    /// Look at what stands out, and at the help.
    Outliers,
}

impl Step {
    /// All steps, in order.
    pub const ALL: &[Self] = &[
        Self::Find,
        Self::Fill,
        Self::Read,
        Self::Decisions,
        Self::Outliers,
    ];

    /// Returns its place among the steps, from 1 on.
    pub fn number(self) -> usize {
        1 + Self::ALL.iter().position(|step| *step == self).unwrap_or(0)
    }

    /// Returns the step after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }
}

/// What was there when a step began, to see that something was done since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The case as filled in; none until the form is there.
    pub draft: Option<Draft>,
    /// How often something had been copied.
    pub copies: usize,
}

/// What the mouse can drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// The line between list and detail.
    Rule,
    /// The right edge of a column of 决定库, which begins at this column of the window.
    Edge(Column, u16),
}

/// How the screens are presented.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// Whether a room looks on: large, high in contrast, without the names of parties.
    pub is_projected: bool,
    /// Names of parties seen so far; none of them is shown to a room.
    pub parties: Arc<Names>,
    /// The stopwatch.
    pub timer: Timer,
    /// How long the program has run, as the loop last said.
    pub now: Duration,
    /// Whether the mouse is listened to; the terminal then selects text with shift only.
    pub has_mouse: bool,
    /// Where list and detail meet.
    pub split: Split,
    /// What is being dragged.
    pub dragged: Option<Dragged>,
    /// Where a person is in the tour.
    pub tour: Tour,
    /// How often something was copied.
    pub copies: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_timer_counts_only_while_it_runs() {
        let mut timer = Timer::default();
        assert!(!timer.is_shown());
        timer.toggle(at(1_000));
        assert_eq!(timer.elapsed(at(3_500)), at(2_500));
        timer.toggle(at(3_500));
        assert_eq!(timer.elapsed(at(60_000)), at(2_500));
        assert!(timer.is_shown() && !timer.is_running());
        timer.toggle(at(60_000));
        assert_eq!(timer.elapsed(at(61_000)), at(3_500));
        timer.reset(at(62_000));
        assert_eq!(timer.elapsed(at(62_250)), at(250));
        assert!(timer.is_running());
        timer.toggle(at(63_000));
        timer.reset(at(64_000));
        assert_eq!(timer, Timer::default());
    }

    #[test]
    fn a_timer_ticks_on_full_seconds_of_its_own() {
        let mut timer = Timer::default();
        assert_eq!(timer.next_tick(at(100)), None);
        timer.toggle(at(300));
        assert_eq!(timer.next_tick(at(300)), Some(at(1_000)));
        assert_eq!(timer.next_tick(at(1_200)), Some(at(100)));
    }

    #[test]
    fn the_steps_follow_each_other() {
        let mut seen = vec![Step::Find];
        while let Some(next) = seen.last().and_then(|step| step.next()) {
            seen.push(next);
        }
        assert_eq!(seen, Step::ALL);
    }
}
