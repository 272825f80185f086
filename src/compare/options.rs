//! What the comparison is asked to do, and the constants of its method.

/// Choices of the user. The defaults are the documented method (`docs/CONSISTENCY.md`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Also compare decisions whose amount covers several offences.
    pub include_merged: bool,
    /// Also compare decisions cited by an earlier text's numbers, whose amounts are not loaded.
    pub include_earlier_numbering: bool,
    /// Fewest other decisions of the same offence, subject and stage for a verdict by comparison.
    pub fewest_peers: usize,
    /// Share of false findings tolerated among `unlike_peers` and `inverted` (false discovery rate).
    pub rate: f64,
    /// Take an authority's usual level out before a single decision is judged.
    pub allow_for_habit: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            include_merged: false,
            include_earlier_numbering: false,
            fewest_peers: FEWEST_PEERS,
            rate: NOMINAL_RATE,
            allow_for_habit: true,
        }
    }
}

/// Below this many others of the same offence, subject and stage there is no verdict by comparison.
pub const FEWEST_PEERS: usize = 5;
/// Nominal false discovery rate of findings by comparison, per authority (Benjamini–Hochberg 1995).
pub const NOMINAL_RATE: f64 = 0.10;
/// Nothing less rare than this is called unlike its peers: among a handful of decisions of a small
/// authority the false discovery rate alone would let through one in ten.
pub const LEAST_RARE: f64 = 0.01;
/// Decisions that would be singled out if this false discovery rate were tolerated have no say in
/// what is usual: most of them are unusual.
pub const SUSPECT: f64 = 0.30;
/// Share of comparable decisions that the expected interval is meant to hold.
pub const INTERVAL: f64 = 0.90;
/// Fewest residuals in the whole register for any p-value.
pub const FEWEST_RESIDUALS: usize = 20;
/// Fewest residuals for a calibration class of its own.
pub const FEWEST_IN_CLASS: usize = 200;
