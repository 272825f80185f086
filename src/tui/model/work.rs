//! What goes on in the background, and how far it is.

/// Long work on a thread of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Job {
    /// Decisions are compared.
    Comparison,
    /// Authorities are compared.
    Bureaus,
    /// Numbers and parties are read, to be searched in.
    Names,
    /// An import is taken back.
    Undo,
    /// The teaching examples are loaded.
    Demo,
    /// A file of decisions is read or imported.
    Import,
    /// A benchmark document is read.
    Document,
}

/// How far work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// In percent; none when it cannot be told.
    pub percent: Option<u16>,
    /// Seconds left, by the rate so far; none as long as that says little.
    pub seconds_left: Option<u64>,
}

/// Work going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Working {
    /// Which.
    pub job: Job,
    /// How far it is.
    pub share: Share,
    /// Whether it was told to stop.
    pub is_cancelled: bool,
}

/// All that goes on, the latest last, and the questions that are not answered yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    /// Work that was begun and has not ended.
    pub works: Vec<Working>,
    /// Questions asked and not yet answered or dropped.
    pub awaited: usize,
    /// Whether one of them takes so long that it should be said.
    pub is_slow: bool,
    /// Whether the library is still being read.
    pub is_opening: bool,
}

impl Background {
    /// Returns the latest work that can be told to stop.
    pub fn stoppable(&self) -> Option<Job> {
        let mut running = self.works.iter().rev().filter(|w| !w.is_cancelled);
        running.find(|w| w.job.can_stop()).map(|w| w.job)
    }

    /// Returns the work that is spoken of: the latest that has no window of its own.
    pub fn shown(&self) -> Option<&Working> {
        let mut quiet = self.works.iter().rev();
        quiet.find(|w| !matches!(w.job, Job::Import | Job::Document))
    }
}

impl Job {
    /// Tells whether it leaves everything as it was when it is told to stop.
    pub fn can_stop(self) -> bool {
        match self {
            Self::Comparison | Self::Bureaus | Self::Names | Self::Undo => true,
            // They have windows of their own, or are done in an instant.
            Self::Demo | Self::Import | Self::Document => false,
        }
    }
}
