//! Verdicts on past decisions, each with the reasons a person can check.

use serde::{Deserialize, Serialize};

use crate::assess::lawful::Situation;
use crate::compare::decision::{Decision, Outcome};
use crate::compare::options::{FEWEST_RESIDUALS, NOMINAL_RATE, Options};
use crate::compare::register::{Judged, Register};
use crate::compare::rows::{Exclusion, Exclusions, Row, Use, exclusion};
use crate::compare::slip::Slip;
use crate::compare::standing::{Standing, applicable_items};
use crate::compare::words;
use crate::law::{Fen, FenRange, Inputs, Library};

/// Peers named in the reasons.
const NAMED: usize = 3;

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

/// What is said of one decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// Higher is more suspicious, comparable across verdicts: decimal orders of magnitude by which
    /// the decision is out of the ordinary (minus the logarithm of its p-value), 6 to 9 where a rule is broken.
    pub score: f64,
    /// Share of comparable decisions at least as far off; `None` where it cannot be told.
    pub p_value: Option<f64>,
    /// Past fines compared with.
    pub peers: usize,
    /// Cases of the same group not penalised or only warned.
    pub not_fined: usize,
    /// Amounts that comparable decisions suggest.
    pub expected: Option<FenRange>,
    /// The range the law allows, benchmark included where loaded.
    pub lawful: Option<FenRange>,
    /// The slip that explains the amount.
    pub slip: Option<Slip>,
    /// Reasons, in words.
    pub reasons: Vec<String>,
    /// Decisions named in the reasons, by their place in the input.
    pub named: Vec<usize>,
}

/// Findings on all decisions.
#[derive(Debug)]
pub struct Findings {
    /// One for each decision, in the order of the input.
    pub findings: Vec<Finding>,
    /// Decisions that took no part.
    pub exclusions: Exclusions,
    /// How it was done.
    pub method: Method,
    /// The register, for peers and for the case at hand.
    pub register: Register,
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

/// Compares the decisions with the law and with one another.
pub fn compare(library: &Library, decisions: &[Decision], options: &Options) -> Findings {
    let register = Register::new(library, decisions, options);
    let findings = decisions
        .iter()
        .enumerate()
        .map(|(i, d)| finding(library, &register, decisions, i, d))
        .collect();
    let method = Method {
        rate: options.rate,
        fewest_peers: options.fewest_peers,
        calibrated_on: register.calibrated_on(),
    };
    Findings {
        findings,
        exclusions: register.exclusions(),
        method,
        register,
    }
}

/// A finding being made.
struct Case<'a> {
    library: &'a Library,
    register: &'a Register,
    decisions: &'a [Decision],
    index: usize,
    decision: &'a Decision,
    row: &'a Row,
    judged: &'a Judged,
    standing: &'a Standing,
}

fn finding(
    library: &Library,
    register: &Register,
    decisions: &[Decision],
    index: usize,
    decision: &Decision,
) -> Finding {
    let Some((row, judged)) = register.row(index) else {
        return abstain(words::excluded(
            exclusion(decision, register.options()).unwrap_or(Exclusion::OutsideLibrary),
        ));
    };
    let case = Case {
        library,
        register,
        decisions,
        index,
        decision,
        row,
        judged,
        standing: register.standing_of(row),
    };
    let mut finding = case.verdict();
    let (level, peers) = register.level(&judged.expected);
    finding.peers = peers;
    finding.not_fined = if finding.verdict.is_finding() {
        register.not_fined(&row.key, level)
    } else {
        0
    };
    finding.expected = judged.interval;
    finding.lawful = case.standing.range();
    finding.p_value = judged.p_value;
    finding
}

fn abstain(reason: String) -> Finding {
    made(Verdict::TooFewPeers, 0.0, vec![reason])
}

fn made(verdict: Verdict, score: f64, reasons: Vec<String>) -> Finding {
    Finding {
        verdict,
        score,
        p_value: None,
        peers: 0,
        not_fined: 0,
        expected: None,
        lawful: None,
        slip: None,
        reasons,
        named: Vec::new(),
    }
}

impl Case<'_> {
    fn verdict(&self) -> Finding {
        match self.row.usage {
            Use::Unknown => abstain(words::unknown_amount()),
            Use::NotFined => self.not_fined(),
            Use::Precedent | Use::Unlawful => self.fined(),
        }
    }

    fn not_fined(&self) -> Finding {
        let lawful = &self.standing.lawful;
        let excused = lawful.must_not_penalise
            || lawful.may_not_penalise
            || lawful.below_minimum_allowed
            || lawful.fine_optional;
        let Some(range) = lawful.statutory.filter(|_| !excused) else {
            return made(Verdict::Consistent, 0.0, vec![words::no_fine_lawful()]);
        };
        if self.decision.circumstances.is_empty() && self.decision.outcome != Some(Outcome::Fined) {
            return made(Verdict::Consistent, 0.0, vec![words::no_ground_recorded()]);
        }
        made(
            Verdict::BeyondStatute,
            STATUTE,
            vec![words::fine_due(range, &self.citation())],
        )
    }

    fn fined(&self) -> Finding {
        let amount = self.row.fine;
        let (standing, judged) = (self.standing, self.judged);
        if let Some(slip) = judged.slip {
            return self.slip(slip);
        }
        if standing.lawful.must_not_penalise {
            return made(
                Verdict::BeyondStatute,
                STATUTE + 0.9,
                vec![words::must_not_penalise(amount, &self.excuses())],
            );
        }
        if let Some(range) = standing
            .lawful
            .statutory
            .filter(|_| !standing.lawful.statute_allows(amount))
        {
            return made(
                Verdict::BeyondStatute,
                STATUTE + excess(amount, range),
                vec![words::beyond_statute(amount, range, &self.citation())],
            );
        }
        if let Some(range) = standing
            .benchmark_range()
            .filter(|_| !standing.benchmark_allows(amount))
        {
            let reason =
                words::beyond_benchmark(amount, range, &self.tier_citation(), standing.by_label);
            return made(
                Verdict::BeyondBenchmark,
                BENCHMARK + excess(amount, range),
                vec![reason],
            );
        }
        let Some(p) = judged.p_value else {
            let (others, fewest) = (
                judged.expected.in_stage,
                self.register.options().fewest_peers,
            );
            return abstain(if others < fewest {
                words::too_few(others, fewest)
            } else {
                words::too_few_in_all(FEWEST_RESIDUALS)
            });
        };
        let score = -p.log10().max(-5.9);
        if judged.inversion.is_some() {
            return self.inverted(score);
        }
        if judged.singled_out {
            return self.unlike(score);
        }
        made(Verdict::Consistent, score, vec![words::consistent()])
    }

    fn slip(&self, slip: Slip) -> Finding {
        let mut reasons = vec![words::slip(self.row.fine, slip)];
        reasons.extend(
            self.standing
                .range()
                .map(|range| words::slip_range(slip, range, &self.best_citation())),
        );
        let examples = self.register.examples(self.index, NAMED);
        reasons.extend(self.examples(&examples));
        Finding {
            slip: Some(slip),
            named: examples,
            ..made(Verdict::SuspectedEntryError, SLIP, reasons)
        }
    }

    fn unlike(&self, score: f64) -> Finding {
        let (level, peers) = self.register.level(&self.judged.expected);
        let mut reasons = Vec::new();
        reasons.extend(
            self.judged
                .interval
                .map(|interval| words::unlike(self.row.fine, interval, peers, level)),
        );
        reasons.extend(self.judged.p_value.map(words::how_rare));
        let examples = self.register.examples(self.index, NAMED);
        reasons.extend(self.examples(&examples));
        Finding {
            named: examples,
            ..made(Verdict::UnlikePeers, score, reasons)
        }
    }

    fn inverted(&self, score: f64) -> Finding {
        let Some(inversion) = &self.judged.inversion else {
            return self.unlike(score);
        };
        let named: Vec<usize> = inversion
            .lighter_fined_more
            .iter()
            .take(NAMED)
            .map(|j| self.register.rows.rows[*j].input as usize)
            .collect();
        let mut reasons = vec![words::inverted(
            self.row.fine,
            inversion.lighter_fined_more.len(),
            inversion.lighter,
        )];
        reasons.extend(self.examples(&named));
        reasons.extend(self.judged.interval.map(words::interval));
        Finding {
            named,
            ..made(Verdict::Inverted, score, reasons)
        }
    }

    fn examples(&self, indices: &[usize]) -> Option<String> {
        let known = indices
            .iter()
            .map(|i| &self.decisions[*i])
            .filter_map(|d| Some((d.case_no.as_str(), d.fine?)))
            .collect::<Vec<_>>();
        (!known.is_empty()).then(|| words::examples(&known))
    }

    /// The statute, with the id of the offence.
    fn citation(&self) -> String {
        let Some(id) = &self.decision.offence else {
            return String::new();
        };
        words::with_id(self.library.citation_of_id(id), id.as_str())
    }

    fn best_citation(&self) -> String {
        if self.standing.benchmark_range().is_some() {
            self.tier_citation()
        } else {
            self.citation()
        }
    }

    /// Document, item and tier the benchmark range comes from.
    fn tier_citation(&self) -> String {
        let label = self.standing.tier.as_deref().unwrap_or_default();
        let Some(offence) = &self.decision.offence else {
            return label.to_owned();
        };
        let situation = Situation {
            offence,
            subject: self.decision.subject,
            stage: self.decision.stage.as_ref(),
            domain: self.decision.domain.as_ref().map(crate::law::Id::as_str),
            region: self.decision.region.as_deref(),
            day: Some(self.decision.decided_on.latest()),
            facts: &self.decision.facts,
            circumstances: &self.decision.circumstances,
            inputs: Inputs::default(),
        };
        let items = applicable_items(self.library, &situation);
        let found = items
            .into_iter()
            .find(|(_, item, _)| item.tiers.iter().any(|t| t.label == label));
        found.map_or_else(
            || label.to_owned(),
            |(benchmark, item, _)| {
                words::tier(&benchmark.short, benchmark.id.as_str(), &item.no, label)
            },
        )
    }

    /// Circumstances that forbid a penalty, with their ground.
    fn excuses(&self) -> String {
        let known = self
            .decision
            .circumstances
            .iter()
            .filter_map(|id| self.library.circumstance(id));
        let forbidding = known.filter(|c| c.effect == crate::law::Effect::MustNotPenalise);
        words::grounds(
            forbidding.map(|c| (c.label.as_str(), c.cite.as_deref().unwrap_or_default())),
        )
    }
}

/// Where the scores of broken rules begin; findings by comparison stay below 6.
const SLIP: f64 = 8.0;
const STATUTE: f64 = 7.0;
const BENCHMARK: f64 = 6.0;

/// How far outside a range, from 0 (just) to 1 (utterly).
#[expect(
    clippy::cast_precision_loss,
    reason = "amounts stay far below 2^53 fen"
)]
fn excess(amount: Fen, range: FenRange) -> f64 {
    let (a, low, high) = (
        amount.0.max(1) as f64,
        range.min().0.max(1) as f64,
        range.max().0.max(1) as f64,
    );
    let off = if a > high {
        (a / high).ln()
    } else {
        (low / a).ln().max(0.0)
    };
    off / (1.0 + off)
}
