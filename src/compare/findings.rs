//! Verdicts on past decisions, each with the reasons a person can check.
//!
//! Order of precedence: a slip of the pen, then the statute, then the benchmark, then comparison.
//! Nothing is beyond a benchmark without a tier that is loaded.

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::assess::consequence::Situation;
use crate::assess::stack::applicable_items;
use crate::assess::tiering::Tiering;
use crate::compare::apart::why_apart;
use crate::compare::cases::Cases;
use crate::compare::decision::{Decision, Outcome};
use crate::compare::grade::compared_as;
use crate::compare::lapsed::lapsed_numbering;
use crate::compare::options::{FEWEST_RESIDUALS, Options};
use crate::compare::register::{Judged, Register};
use crate::compare::rows::{Exclusion, Row, Use, exclusion};
use crate::compare::slip::Slip;
use crate::compare::standing::{Standing, situation_of};
use crate::compare::verdict::{Finding, Findings, Mark, Method, Verdict};
use crate::compare::words;
use crate::law::{CircumstanceId, Fen, FenRange, Library, OffenceId, PartialDate};

/// Peers named in the reasons.
const NAMED: usize = 3;

/// Steps of a comparison, which take about the same time each.
pub const STEPS: u32 = 6;

/// Compares the decisions with the law and with one another.
#[expect(clippy::missing_panics_doc, reason = "nobody gives up")]
pub fn compare(library: &Library, cases: Cases, options: &Options) -> Findings {
    compare_watched(library, cases, options, &mut |_| true).expect("nobody gives up")
}

/// The same, and `goes_on` is told how many of the [`STEPS`] are done; `None` as soon as it says no.
/// What is found does not depend on it.
pub fn compare_watched(
    library: &Library,
    cases: Cases,
    options: &Options,
    goes_on: &mut dyn FnMut(u32) -> bool,
) -> Option<Findings> {
    let register = Register::new(library, cases, options, goes_on)?;
    let marks = (0..register.cases.len())
        .into_par_iter()
        .with_min_len(4_096)
        .map(|index| register.mark(index))
        .collect();
    let method = Method {
        rate: options.rate,
        fewest_peers: options.fewest_peers,
        calibrated_on: register.calibrated_on(),
    };
    Some(Findings {
        marks,
        exclusions: register.exclusions(),
        method,
        register,
    })
}

impl Findings {
    /// What is said of a decision, with the reasons; `None` when there is no such place.
    pub fn explain(&self, library: &Library, index: usize) -> Option<Finding> {
        let decision = self.register.cases.decision(index)?;
        Some(finding(library, &self.register, index, &decision))
    }
}

impl Register {
    /// What is said of a decision, in figures.
    fn mark(&self, index: usize) -> Mark {
        let Some((at, row, judged)) = self.row(index) else {
            return blank(Verdict::TooFewPeers, 0.0);
        };
        let (verdict, score) = self.ground(index, at).verdict();
        if row.usage == Use::Apart && !judged.is_slip {
            return Mark {
                lawful: self.standing_of(row).range(),
                ..blank(verdict, score)
            };
        }
        Mark {
            p_value: judged.p_value(),
            peers: self.level(&judged.expected).1,
            expected: self.interval(row, &judged.expected),
            lawful: self.standing_of(row).range(),
            ..blank(verdict, score)
        }
    }

    /// What the verdict on a row rests on; the first that applies.
    fn ground(&self, index: usize, at: usize) -> Ground {
        let (row, judged) = (&self.rows.all[at], &self.judged[at]);
        let standing = self.standing_of(row);
        match row.usage {
            Use::Unknown => return Ground::UnknownAmount,
            Use::NotFined => return self.not_fined_ground(index, standing),
            Use::Fixed => return Ground::Fixed,
            Use::Precedent | Use::Unlawful | Use::Apart => {}
        }
        if judged.is_slip
            && let Some(slip) = self.slip(at)
        {
            return Ground::Slip(slip);
        }
        if row.usage == Use::Apart {
            return Ground::Apart;
        }
        if standing.lawful.must_not_penalise {
            return Ground::MustNotPenalise;
        }
        let statute = standing.lawful.statutory;
        if let Some(range) = statute.filter(|_| !standing.statute_allows(row.fine)) {
            return Ground::BeyondStatute(range, row.fine);
        }
        let benchmark = standing.benchmark_range();
        if let Some(range) = benchmark.filter(|_| !standing.benchmark_allows(row.fine)) {
            return Ground::BeyondBenchmark(range, row.fine);
        }
        let Some(p) = judged.p_value() else {
            return Ground::Incomparable;
        };
        if judged.is_inverted {
            Ground::Inverted(p)
        } else if judged.singled_out {
            Ground::Unlike(p)
        } else {
            Ground::Consistent(p)
        }
    }

    fn not_fined_ground(&self, index: usize, standing: &Standing) -> Ground {
        let lawful = &standing.lawful;
        let excused = lawful.must_not_penalise
            || lawful.may_not_penalise
            || lawful.below_minimum_allowed
            || lawful.fine_optional;
        let Some(range) = lawful.statutory.filter(|_| !excused) else {
            return Ground::NoFineLawful;
        };
        let nothing_recorded = self.cases.circumstances_of(index).is_empty();
        if nothing_recorded && self.cases.outcome(index) != Some(Outcome::Fined) {
            return Ground::NoGroundRecorded;
        }
        Ground::FineDue(range)
    }
}

/// What a verdict rests on.
enum Ground {
    /// Outcome or amount is not known.
    UnknownAmount,
    /// Not fined, and the law allows that.
    NoFineLawful,
    /// Not fined, and why is not in the record.
    NoGroundRecorded,
    /// Not fined although a fine is due.
    FineDue(FenRange),
    /// The law leaves no choice.
    Fixed,
    /// The amount may be lawful and cannot be set beside others.
    Apart,
    /// A slip explains the amount.
    Slip(Slip),
    /// Fined although a circumstance forbids it.
    MustNotPenalise,
    /// The amount lies outside the statute.
    BeyondStatute(FenRange, Fen),
    /// The amount lies outside the benchmark.
    BeyondBenchmark(FenRange, Fen),
    /// There is no p-value.
    Incomparable,
    /// Inverted, with this p-value.
    Inverted(f64),
    /// Singled out.
    Unlike(f64),
    /// Nothing found.
    Consistent(f64),
}

impl Ground {
    /// The verdict and its score.
    fn verdict(&self) -> (Verdict, f64) {
        match self {
            Ground::UnknownAmount | Ground::Incomparable | Ground::Apart => {
                (Verdict::TooFewPeers, 0.0)
            }
            Ground::NoFineLawful | Ground::NoGroundRecorded | Ground::Fixed => {
                (Verdict::Consistent, 0.0)
            }
            Ground::FineDue(_) => (Verdict::BeyondStatute, STATUTE),
            Ground::Slip(slip) if slip.lawful => {
                (Verdict::SuspectedEntryError, rarity(slip.p_value))
            }
            Ground::Slip(_) => (Verdict::SuspectedEntryError, SLIP),
            Ground::MustNotPenalise => (Verdict::BeyondStatute, STATUTE + 0.9),
            Ground::BeyondStatute(range, amount) => {
                (Verdict::BeyondStatute, STATUTE + excess(*amount, *range))
            }
            Ground::BeyondBenchmark(range, amount) => (
                Verdict::BeyondBenchmark,
                BENCHMARK + excess(*amount, *range),
            ),
            Ground::Inverted(p) => (Verdict::Inverted, rarity(*p)),
            Ground::Unlike(p) => (Verdict::UnlikePeers, rarity(*p)),
            Ground::Consistent(p) => (Verdict::Consistent, rarity(*p)),
        }
    }
}

/// A finding being made.
struct Case<'a> {
    library: &'a Library,
    register: &'a Register,
    index: usize,
    at: usize,
    decision: &'a Decision,
    /// What it is compared as.
    offence: Option<OffenceId>,
    row: &'a Row,
    judged: &'a Judged,
    standing: &'a Standing,
}

/// What a finding says besides its figures.
#[derive(Default)]
struct Said {
    reasons: Vec<String>,
    named: Vec<usize>,
}

impl From<String> for Said {
    fn from(reason: String) -> Said {
        Said {
            reasons: vec![reason],
            named: Vec::new(),
        }
    }
}

fn finding(library: &Library, register: &Register, index: usize, decision: &Decision) -> Finding {
    let mark = register.mark(index);
    let Some((at, row, judged)) = register.row(index) else {
        let why = exclusion(decision, register.options());
        let mut reasons = vec![words::excluded(why.unwrap_or(Exclusion::OutsideLibrary))];
        reasons.extend(lapsed_numbering(library, decision));
        return Finding {
            mark,
            not_fined: 0,
            slip: None,
            reasons,
            named: Vec::new(),
        };
    };
    let case = Case {
        library,
        register,
        index,
        at,
        decision,
        offence: compared_as(library, decision),
        row,
        judged,
        standing: register.standing_of(row),
    };
    let ground = register.ground(index, at);
    let mut said = case.say(&ground);
    let remark = case.standing.superseded_by.as_deref();
    said.reasons.extend(remark.map(words::superseded));
    let is_finding = mark.verdict.is_finding();
    if is_finding && decision.flags.article_inferred {
        said.reasons.push(words::inferred());
    }
    said.reasons.extend(lapsed_numbering(library, decision));
    if decision.flags.merged {
        said.reasons.push(words::perhaps_merged());
    }
    let level = register.level(&judged.expected).0;
    Finding {
        mark,
        not_fined: if is_finding {
            register.not_fined(&row.key, level)
        } else {
            0
        },
        slip: register.slip(at),
        reasons: said.reasons,
        named: said.named,
    }
}

fn blank(verdict: Verdict, score: f64) -> Mark {
    Mark {
        verdict,
        score,
        p_value: None,
        peers: 0,
        expected: None,
        lawful: None,
    }
}

impl Case<'_> {
    fn say(&self, ground: &Ground) -> Said {
        let amount = self.row.fine;
        match ground {
            Ground::UnknownAmount => words::unknown_amount().into(),
            Ground::NoFineLawful => words::no_fine_lawful().into(),
            Ground::NoGroundRecorded => words::no_ground_recorded().into(),
            Ground::FineDue(range) => words::fine_due(*range, &self.citation()).into(),
            Ground::Fixed => words::fixed(amount, &self.best_citation()).into(),
            Ground::Apart => {
                let situation = self.situation();
                why_apart(
                    self.library,
                    self.decision,
                    self.standing,
                    situation,
                    &self.citation(),
                )
                .into()
            }
            Ground::Slip(slip) => self.slip(*slip),
            Ground::MustNotPenalise => words::must_not_penalise(amount, &self.excuses()).into(),
            Ground::BeyondStatute(range, _) => {
                words::beyond_statute(amount, *range, &self.citation()).into()
            }
            Ground::BeyondBenchmark(range, _) => {
                let (cite, by_label) = (self.tier_citation(), self.standing.by_label);
                let mut said: Said =
                    words::beyond_benchmark(amount, *range, &cite, by_label).into();
                said.reasons.extend(words::other_tiers(&self.other_tiers()));
                said
            }
            Ground::Incomparable => self.incomparable().into(),
            Ground::Inverted(_) => self.inverted(),
            Ground::Unlike(_) => self.unlike(),
            Ground::Consistent(_) => words::consistent().into(),
        }
    }

    fn incomparable(&self) -> String {
        let unprecedented = self.unprecedented();
        if !unprecedented.is_empty() && self.register.is_calibrated(self.row, &self.judged.expected)
        {
            return words::unprecedented(&unprecedented);
        }
        let (others, fewest) = (
            self.judged.expected.in_stage(),
            self.register.options().fewest_peers,
        );
        if others >= fewest {
            words::too_small(self.register.calibrated_on(), FEWEST_RESIDUALS)
        } else {
            words::too_few(others, fewest)
        }
    }

    fn slip(&self, slip: Slip) -> Said {
        let mut reasons = vec![words::slip(self.row.fine, slip)];
        reasons.extend(
            self.standing
                .range()
                .map(|range| words::slip_range(slip, range, &self.best_citation())),
        );
        let named = self.register.examples(self.index, NAMED);
        reasons.extend(self.examples(&named));
        Said { reasons, named }
    }

    fn interval(&self) -> Option<FenRange> {
        self.register.interval(self.row, &self.judged.expected)
    }

    fn unlike(&self) -> Said {
        let (level, peers) = self.register.level(&self.judged.expected);
        let mut reasons = Vec::new();
        reasons.extend(
            self.interval()
                .map(|interval| words::unlike(self.row.fine, interval, peers, level)),
        );
        reasons.extend(self.judged.p_value().map(words::how_rare));
        let named = self.register.examples(self.index, NAMED);
        reasons.extend(self.examples(&named));
        Said { reasons, named }
    }

    fn inverted(&self) -> Said {
        let Some(inversion) = self.register.inversion(self.at) else {
            return self.unlike();
        };
        let named: Vec<usize> = inversion
            .lighter_fined_more
            .iter()
            .take(NAMED)
            .map(|j| self.register.rows.all[*j].input as usize)
            .collect();
        let mut reasons = vec![words::inverted(
            self.row.fine,
            inversion.lighter_fined_more.len(),
            inversion.lighter,
        )];
        reasons.extend(self.examples(&named));
        reasons.extend(self.interval().map(words::interval));
        Said { reasons, named }
    }

    fn examples(&self, indices: &[usize]) -> Option<String> {
        let known = indices
            .iter()
            .filter_map(|i| {
                let cases = &self.register.cases;
                Some((cases.case_no(*i)?, cases.fine(*i)?))
            })
            .collect::<Vec<_>>();
        (!known.is_empty()).then(|| words::examples(&known))
    }

    /// The statute, with the id of the offence.
    fn citation(&self) -> String {
        let Some(id) = &self.offence else {
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

    /// Labels of the circumstances that have too few precedents.
    fn unprecedented(&self) -> Vec<&str> {
        let names = &self.register.rows.names.circumstances;
        let unprecedented = self.register.unprecedented(self.row, &self.judged.expected);
        let rare = |id: &&CircumstanceId| {
            let bit = names.number(id.as_str()).min(63);
            unprecedented & 1 << bit != 0
        };
        let ids = self.decision.circumstances.iter().filter(rare);
        let label = |id| self.library.circumstance(id).map(|c| c.label.as_str());
        ids.map(|id| label(id).unwrap_or(id.as_str())).collect()
    }

    fn situation(&self) -> Option<Situation<'_>> {
        let offence = self.offence.as_ref()?;
        let decided = Some(self.decision.decided_on.latest());
        let act = self.decision.act_on.map(PartialDate::latest);
        Some(situation_of(
            self.library,
            self.decision,
            offence,
            act,
            decided,
        ))
    }

    /// Tiers that facts not recorded might still select and whose amounts would fit.
    fn other_tiers(&self) -> Vec<String> {
        let Some(situation) = self.situation() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (benchmark, item, stage) in applicable_items(self.library, &situation) {
            let tiering = Tiering::of(benchmark, item, situation.facts);
            let own = tiering.governing;
            let possible = tiering.possible().into_iter().filter(|i| Some(*i) != own);
            found.extend(possible.filter_map(|i| tiering.tier(i)).filter_map(|tier| {
                let fine = tier.fine_for(situation.subject, stage)?;
                let range = fine.basis.range(&situation.inputs).ok()?;
                range.contains(self.row.fine).then(|| tier.label.clone())
            }));
        }
        found
    }

    /// Document, item and tier the benchmark range comes from.
    fn tier_citation(&self) -> String {
        let label = self.standing.tier.as_deref().unwrap_or_default();
        let Some(situation) = self.situation() else {
            return label.to_owned();
        };
        let both: Vec<&str> = self
            .standing
            .lawful
            .tiers
            .iter()
            .map(|t| t.label.as_str())
            .collect();
        let labels = if both.len() > 1 { both } else { vec![label] };
        let mut items = applicable_items(self.library, &situation).into_iter();
        let found = items.find(|(_, item, _)| item.tiers.iter().any(|t| t.label == label));
        found.map_or_else(
            || label.to_owned(),
            |(benchmark, item, _)| {
                words::tier(&benchmark.short, benchmark.id.as_str(), &item.no, &labels)
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

/// Decimal orders of magnitude by which something is out of the ordinary, below [`BENCHMARK`].
fn rarity(p: f64) -> f64 {
    -p.log10().max(-5.9)
}

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
