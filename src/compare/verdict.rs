//! What can be said of a past decision.

use serde::{Deserialize, Serialize};

use crate::compare::cases::Cases;
use crate::compare::decision::Decision;
use crate::compare::likes::Likes;
use crate::compare::options::{NOMINAL_RATE, Options};
use crate::compare::peers::Peer;
use crate::compare::register::Register;
use crate::compare::rows::Exclusions;
use crate::compare::slip::Slip;
use crate::compare::words;
use crate::law::{FenRange, Library};

/// What is said of a decision, most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 疑似录入错误.
    SuspectedEntryError,
    /// 超法定幅度.
    BeyondStatute,
    /// 超裁量基准.
    BeyondBenchmark,
    /// 情节与金额倒挂.
    Inverted,
    /// 偏离同类.
    UnlikePeers,
    /// 样本不足.
    TooFewPeers,
    /// 一致.
    Consistent,
}

impl Verdict {
    /// All verdicts, in order of precedence.
    pub const ALL: [Verdict; 7] = [
        Verdict::SuspectedEntryError,
        Verdict::BeyondStatute,
        Verdict::BeyondBenchmark,
        Verdict::Inverted,
        Verdict::UnlikePeers,
        Verdict::TooFewPeers,
        Verdict::Consistent,
    ];

    /// The identifier in files and output.
    pub fn id(self) -> &'static str {
        match self {
            Verdict::SuspectedEntryError => "suspected_entry_error",
            Verdict::BeyondStatute => "beyond_statute",
            Verdict::BeyondBenchmark => "beyond_benchmark",
            Verdict::Inverted => "inverted",
            Verdict::UnlikePeers => "unlike_peers",
            Verdict::TooFewPeers => "too_few_peers",
            Verdict::Consistent => "consistent",
        }
    }

    /// The word on screen.
    pub fn label(self) -> &'static str {
        words::verdict(self)
    }

    /// Tells whether the verdict asks somebody to look.
    pub fn is_finding(self) -> bool {
        !matches!(self, Verdict::TooFewPeers | Verdict::Consistent)
    }
}

/// What is said of one decision, in figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The verdict.
    pub verdict: Verdict,
    /// Higher is more suspicious, comparable across verdicts: decimal orders of magnitude by which
    /// the decision is out of the ordinary (minus the logarithm of its p-value), 6 to 9 where a rule is broken.
    pub score: f64,
    /// Share of comparable decisions at least as far off; `None` where it cannot be told.
    pub p_value: Option<f64>,
    /// Past fines compared with.
    pub peers: usize,
    /// Amounts that comparable decisions suggest.
    pub expected: Option<FenRange>,
    /// The range the law allows, benchmark included where loaded.
    pub lawful: Option<FenRange>,
}

/// What is said of one decision, with the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The verdict and its figures.
    pub mark: Mark,
    /// Cases of the same group not penalised or only warned; counted for findings only.
    pub not_fined: usize,
    /// The slip that explains the amount.
    pub slip: Option<Slip>,
    /// Reasons, in words.
    pub reasons: Vec<String>,
    /// Decisions named in the reasons, by their place among the cases.
    pub named: Vec<usize>,
}

/// Findings on all decisions.
#[derive(Debug)]
pub struct Findings {
    /// One for each of the cases, in their order.
    pub marks: Vec<Mark>,
    /// Decisions that took no part.
    pub exclusions: Exclusions,
    /// How it was done.
    pub method: Method,
    pub(crate) register: Register,
}

impl Findings {
    /// The decisions compared.
    pub fn cases(&self) -> &Cases {
        &self.register.cases
    }

    /// The nearest peers of a decision, at most so many; none when it takes no part.
    pub fn peers(&self, index: usize, wanted: usize) -> Vec<Peer> {
        self.register.peers(index, wanted)
    }

    /// Compares a case that is not among the decisions: the assessment at hand. `None` when it
    /// cannot take part.
    pub fn likes(&self, library: &Library, case: &Decision, wanted: usize) -> Option<Likes> {
        self.register.likes(library, case, wanted)
    }
}

/// The method in figures, for the screen that shows the findings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Method {
    /// Tolerated share of false findings by comparison.
    pub rate: f64,
    /// Fewest peers.
    pub fewest_peers: usize,
    /// Precedents the p-values are calibrated on.
    pub calibrated_on: usize,
}

impl Method {
    /// The method in words.
    pub fn statement(&self) -> String {
        words::method(self)
    }
}

impl Default for Method {
    fn default() -> Method {
        Method {
            rate: NOMINAL_RATE,
            fewest_peers: Options::default().fewest_peers,
            calibrated_on: 0,
        }
    }
}
