//! Verdicts on past decisions, each with the reasons a person can check.
//!
//! Order of precedence: a slip of the pen, then the statute, then the benchmark, then comparison.
//! Nothing is beyond a benchmark without a tier that is loaded.

use crate::assess::lawful::Situation;
use crate::assess::stack::applicable_items;
use crate::assess::tiering::Tiering;
use crate::compare::cases::Cases;
use crate::compare::decision::{Decision, Outcome};
use crate::compare::options::{FEWEST_RESIDUALS, Options};
use crate::compare::register::{Judged, Register};
use crate::compare::rows::{Exclusion, Row, Use, exclusion};
use crate::compare::slip::Slip;
use crate::compare::standing::{Standing, situation_of};
use crate::compare::verdict::{Finding, Findings, Mark, Method, Verdict};
use crate::compare::words;
use crate::law::{CircumstanceId, Fen, FenRange, Library, PartialDate};

/// Peers named in the reasons.
const NAMED: usize = 3;

/// Compares the decisions with the law and with one another.
pub fn compare(library: &Library, cases: Cases, options: &Options) -> Findings {
    let register = Register::new(library, cases, options);
    let decisions = register.cases.all().iter().enumerate();
    let marks = decisions
        .map(|(i, d)| finding(library, &register, i, d).mark)
        .collect();
    let method = Method {
        rate: options.rate,
        fewest_peers: options.fewest_peers,
        calibrated_on: register.calibrated_on(),
    };
    Findings {
        marks,
        exclusions: register.exclusions(),
        method,
        register,
    }
}

impl Findings {
    /// What is said of a decision, with the reasons; `None` when there is no such place.
    pub fn explain(&self, library: &Library, index: usize) -> Option<Finding> {
        let decision = self.register.cases.all().get(index)?;
        Some(finding(library, &self.register, index, decision))
    }
}

/// A finding being made.
struct Case<'a> {
    library: &'a Library,
    register: &'a Register,
    index: usize,
    decision: &'a Decision,
    row: &'a Row,
    judged: &'a Judged,
    standing: &'a Standing,
}

fn finding(library: &Library, register: &Register, index: usize, decision: &Decision) -> Finding {
    let Some((row, judged)) = register.row(index) else {
        return abstain(words::excluded(
            exclusion(decision, register.options()).unwrap_or(Exclusion::OutsideLibrary),
        ));
    };
    let case = Case {
        library,
        register,
        index,
        decision,
        row,
        judged,
        standing: register.standing_of(row),
    };
    let mut finding = case.verdict();
    let remark = case.standing.superseded_by.as_deref();
    finding.reasons.extend(remark.map(words::superseded));
    let (level, peers) = register.level(&judged.expected);
    finding.mark.peers = peers;
    finding.not_fined = if finding.mark.verdict.is_finding() {
        register.not_fined(&row.key, level)
    } else {
        0
    };
    if finding.mark.verdict.is_finding() && decision.flags.article_inferred {
        finding.reasons.push(words::inferred());
    }
    finding.mark.expected = judged.interval;
    finding.mark.lawful = case.standing.range();
    finding.mark.p_value = judged.p_value;
    finding
}

fn abstain(reason: String) -> Finding {
    made(Verdict::TooFewPeers, 0.0, vec![reason])
}

fn made(verdict: Verdict, score: f64, reasons: Vec<String>) -> Finding {
    Finding {
        mark: Mark {
            verdict,
            score,
            p_value: None,
            peers: 0,
            expected: None,
            lawful: None,
        },
        not_fined: 0,
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
            Use::Fixed => made(
                Verdict::Consistent,
                0.0,
                vec![words::fixed(self.row.fine, &self.best_citation())],
            ),
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
            .filter(|_| !standing.statute_allows(amount))
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
            let cite = self.tier_citation();
            let reason = words::beyond_benchmark(amount, range, &cite, standing.by_label);
            let mut reasons = vec![reason];
            reasons.extend(words::other_tiers(&self.other_tiers()));
            let score = BENCHMARK + excess(amount, range);
            return made(Verdict::BeyondBenchmark, score, reasons);
        }
        let Some(p) = judged.p_value else {
            if judged.unprecedented != 0 {
                return abstain(words::unprecedented(&self.unprecedented()));
            }
            let calibrated_on = self.register.calibrated_on();
            if judged.expected.in_stage >= self.register.options().fewest_peers {
                return abstain(words::too_small(calibrated_on, FEWEST_RESIDUALS));
            }
            return abstain(words::too_few(
                judged.expected.in_stage,
                self.register.options().fewest_peers,
            ));
        };
        let score = rarity(p);
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
        let score = if slip.lawful {
            rarity(slip.p_value)
        } else {
            SLIP
        };
        Finding {
            slip: Some(slip),
            named: examples,
            ..made(Verdict::SuspectedEntryError, score, reasons)
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
            .map(|j| self.register.rows.all[*j].input as usize)
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
            .map(|i| &self.register.cases.all()[*i])
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

    /// Labels of the circumstances that have too few precedents.
    fn unprecedented(&self) -> Vec<&str> {
        let names = &self.register.rows.names.circumstances;
        let rare = |id: &&CircumstanceId| {
            let bit = names.number(id.as_str()).min(63);
            self.judged.unprecedented & 1 << bit != 0
        };
        let ids = self.decision.circumstances.iter().filter(rare);
        let label = |id| self.library.circumstance(id).map(|c| c.label.as_str());
        ids.map(|id| label(id).unwrap_or(id.as_str())).collect()
    }

    fn situation(&self) -> Option<Situation<'_>> {
        let offence = self.decision.offence.as_ref()?;
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
