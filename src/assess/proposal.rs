//! Checks on one proposed amount: after the defence, excuses, statute, tier, maximum.

use crate::assess::case::Proposed;
use crate::assess::check_words as say;
use crate::assess::circumstances::Weighed;
use crate::assess::limitation::Limited;
use crate::assess::matter::Matter;
use crate::assess::outcome::{Disposition, Doubt, Finding, Severity, SubjectFine};
use crate::assess::words;
use crate::law::fine::{Inputs, Span};
use crate::law::general::General;
use crate::law::{Fen, FenRange, Subject};

/// A proposed amount with the rows and circumstances it is held against.
struct Proposal<'a> {
    who: Subject,
    amount: Fen,
    rows: Vec<&'a SubjectFine>,
    inputs: Inputs,
    /// Whether the case says in which domain it is.
    domain_known: bool,
    /// What the text refers to and is not loaded.
    not_loaded: Option<&'a str>,
    weighed: Weighed<'a>,
    general: &'a General,
    found: Vec<Finding>,
    doubts: Vec<Doubt>,
}

/// Checks a proposed amount. Returns what was found and what could not be told.
pub fn check(
    matter: &Matter,
    fines: &[SubjectFine],
    not_loaded: Option<&str>,
    proposed: Proposed,
    disposition: Disposition,
) -> (Vec<Finding>, Vec<Doubt>) {
    let (library, case) = (matter.library, matter.case);
    let mut proposal = Proposal {
        who: proposed.subject,
        amount: proposed.fine,
        rows: fines
            .iter()
            .filter(|f| f.subject == proposed.subject)
            .collect(),
        inputs: case.inputs,
        domain_known: case.domain.is_some(),
        not_loaded,
        weighed: Weighed::of(library, case, proposed.subject),
        general: &library.parts().general,
        found: Vec::new(),
        doubts: Vec::new(),
    };
    if let Some(before) = proposed
        .before_defence
        .filter(|before| proposed.fine > *before)
    {
        let message = say::heavier_after_defence(before, proposed.fine);
        proposal.error(
            "heavier_after_defence",
            message,
            &proposal.general.defence.cite,
        );
    }
    if matter.limited == Limited::DependsOnHarm && proposed.fine > Fen::ZERO {
        let cite = proposal.general.limitation.cite.clone();
        let message = words::LIMITATION_AMOUNT.to_owned();
        proposal.push("time_barred", Severity::Warning, message, Some(&cite));
    }
    // Where the law of the act is not certain, no figure of another law condemns or clears an amount.
    if !matter.reference_only() {
        if proposed.fine == Fen::ZERO && disposition == Disposition::TimeBarred {
            // Nothing may be imposed, and nothing is.
        } else if proposed.fine == Fen::ZERO {
            proposal.check_no_fine();
        } else if proposal.may_be_fined(disposition) {
            proposal.check_statute();
        }
    }
    (proposal.found, proposal.doubts)
}

impl Proposal<'_> {
    fn push(
        &mut self,
        code: &'static str,
        severity: Severity,
        message: String,
        cite: Option<&str>,
    ) {
        self.found
            .push(Finding::new(code, severity, Some(self.who), message, cite));
    }

    fn error(&mut self, code: &'static str, message: String, cite: &str) {
        self.push(code, Severity::Error, message, Some(cite));
    }

    /// 处…罚款 leaves no choice unless something excuses the party.
    fn check_no_fine(&mut self) {
        let excused = self
            .rows
            .iter()
            .any(|r| r.disposition != Disposition::Fine || r.mode.is_optional());
        if !self.rows.is_empty() && !excused && self.not_loaded.is_none() {
            let cite = self.cite();
            self.error("fine_required", say::FINE_REQUIRED.to_owned(), &cite);
        }
    }

    /// Whether a fine is possible at all.
    fn may_be_fined(&mut self, case: Disposition) -> bool {
        if case == Disposition::TimeBarred {
            self.error(
                "time_barred",
                words::NO_MORE_PENALTY.to_owned(),
                &self.general.limitation.cite,
            );
            return false;
        }
        if let Some(document) = self.not_loaded {
            let document = document.to_owned();
            let message = say::referred_not_loaded(&document);
            self.push("referred_not_loaded", Severity::Warning, message, None);
            self.doubts.push(Doubt::ReferredNotLoaded(document));
            if self.rows.is_empty() {
                return false;
            }
        }
        let Some(first) = self.rows.first() else {
            let message = say::NO_FINE_FOR_SUBJECT.to_owned();
            self.push("no_fine_for_subject", Severity::Error, message, None);
            return false;
        };
        match first.disposition {
            Disposition::MustNotPenalise => {
                let grounds = self
                    .weighed
                    .must_not
                    .iter()
                    .filter_map(|c| c.cite.as_deref());
                let cite = grounds.collect::<Vec<_>>().join("、");
                self.error("must_not_penalise", say::MUST_NOT.to_owned(), &cite);
                return false;
            }
            Disposition::MayNotPenalise => {
                self.push(
                    "may_not_penalise",
                    Severity::Note,
                    say::MAY_NOT.to_owned(),
                    None,
                );
            }
            Disposition::Fine | Disposition::TimeBarred | Disposition::NotAnOffence => {}
        }
        true
    }

    /// The articles behind the rows, each once.
    fn cite(&self) -> String {
        let mut cites: Vec<String> = self.rows.iter().map(|r| words::cited(&r.cited)).collect();
        cites.dedup();
        cites.join("、")
    }

    fn check_statute(&mut self) {
        let known = self.rows.iter().filter_map(|r| r.statutory.ok());
        let known = known.reduce(FenRange::hull);
        let spans = self.rows.iter().map(|r| r.span(&self.inputs));
        let span = spans.reduce(Span::hull);
        let needs = self.rows.iter().filter_map(|r| r.statutory.err());
        let needs: Vec<_> = needs.collect();
        let amount = self.amount;
        let reduced = self.weighed.below_minimum_allowed();
        if !needs.is_empty() || self.not_loaded.is_some() {
            // Unknown is not zero: only what no alternative allows is outside.
            let above = self.not_loaded.is_none() && span.is_some_and(|s| s.is_exceeded_by(amount));
            let below =
                self.not_loaded.is_none() && span.is_some_and(|s| amount < s.min) && !reduced;
            let cite = self.cite();
            if above || below {
                let (code, message) = if above {
                    ("above_statute", say::above_any(amount, span))
                } else {
                    ("below_statute", say::below_any(amount, span))
                };
                self.error(code, message, &cite);
                return;
            }
            if reduced
                && self.not_loaded.is_none()
                && let Some(least) = span.map(|s| s.min).filter(|m| amount < *m)
            {
                let message = say::mitigated_any(amount, least);
                let cite = self.general.lighter_or_mitigated.cite.as_str();
                self.push(
                    "mitigated_below_statute",
                    Severity::Note,
                    message,
                    Some(cite),
                );
                return;
            }
            for needs in needs {
                let doubt = Doubt::Unknown(needs);
                if !self.doubts.contains(&doubt) {
                    let message = say::range_unknown(words::needs(needs));
                    self.push("range_unknown", Severity::Warning, message, Some(&cite));
                    self.doubts.push(doubt);
                }
            }
            return;
        }
        let Some(statute) = known else { return };
        let cite = self.cite();
        let ranges: Vec<FenRange> = self.rows.iter().filter_map(|r| r.statutory.ok()).collect();
        // Below the minimum of one that may apply, and in none of the others.
        let held = ranges.iter().any(|r| r.contains(amount));
        let above_it = ranges
            .iter()
            .filter(|r| amount < r.min())
            .min_by_key(|r| r.min());
        let below = amount < statute.min();
        let mitigated = above_it.filter(|_| reduced && !held);
        if !held && mitigated.is_none() {
            if below {
                self.error("below_statute", say::below(amount, statute), &cite);
            } else if statute.contains(amount) {
                self.error("above_statute", say::between(amount, &ranges), &cite);
            } else {
                self.error("above_statute", say::above(amount, statute), &cite);
            }
            let range = self
                .rows
                .iter()
                .filter_map(|r| r.range())
                .reduce(FenRange::hull);
            if let Some(message) = slip(amount, range.unwrap_or(statute), &SLIPS) {
                self.push("unit_slip", Severity::Warning, message, None);
            }
            return;
        }
        if !reduced && ranges.iter().any(|r| !r.contains(amount)) {
            self.doubts.push(Doubt::AlternativesOpen);
        }
        if let Some(range) = mitigated {
            let message = say::mitigated(amount, *range);
            let cite = self.general.lighter_or_mitigated.cite.as_str();
            self.push(
                "mitigated_below_statute",
                Severity::Note,
                message,
                Some(cite),
            );
            // 元 for 万元 is no mitigation.
            if let Some(message) = slip(amount, statute, &[(10_000, 1)]) {
                self.push("unit_slip", Severity::Warning, message, None);
            }
        } else if let Some(message) = slip_below(amount, self.expected(statute)) {
            self.push("unit_slip", Severity::Warning, message, None);
        }
        self.check_tier();
        self.check_band();
        self.check_maximum(statute);
    }

    /// The range that the tiers suggest, else the statute's.
    fn expected(&self, statute: FenRange) -> FenRange {
        let tiers = self.rows.iter().filter_map(|r| r.governing()?.range);
        tiers.reduce(FenRange::hull).unwrap_or(statute)
    }

    fn check_tier(&mut self) {
        let tiers = || self.rows.iter().flat_map(|r| &r.tiers);
        let Some(tier) = tiers().find(|t| t.governs).cloned() else {
            if tiers().next().is_some() {
                self.push(
                    "tier_undecided",
                    Severity::Note,
                    say::TIER_UNDECIDED.to_owned(),
                    None,
                );
            }
            return;
        };
        let Some(range) = tier.range.filter(|r| !r.contains(self.amount)) else {
            return;
        };
        let (amount, source) = (self.amount, tier.item.as_str());
        if amount < range.min() && self.weighed.below_minimum_allowed() {
            let message = say::mitigated(amount, range);
            self.push(
                "mitigated_below_tier",
                Severity::Note,
                message,
                Some(source),
            );
        } else if self.is_in_other_tier_of_bound() {
            let message = say::other_tier(amount);
            self.push("other_tier_of_bound", Severity::Note, message, Some(source));
        } else {
            let (code, message) = if amount > range.max() {
                ("above_tier", say::above_tier(amount, &tier.label, range))
            } else {
                ("below_tier", say::below_tier(amount, &tier.label, range))
            };
            // A benchmark holds in its domains only: without one its tier condemns nothing.
            let severity = if self.domain_known {
                Severity::Error
            } else {
                self.doubts.push(Doubt::DomainOpen);
                Severity::Warning
            };
            self.push(code, severity, message, Some(source));
        }
    }

    /// An amount that statute and tier allow may still leave the band of a local rule.
    fn check_band(&mut self) {
        let of = |r: &&SubjectFine| Some((r.band.clone()?, r.suggested?.range));
        let Some((band, range)) = self.rows.iter().find_map(of) else {
            return;
        };
        let mitigated = self.amount < range.min() && self.weighed.below_minimum_allowed();
        let in_tier = self.rows.iter().all(|r| {
            let tier = r.governing().and_then(|t| t.range);
            tier.is_none_or(|t| t.contains(self.amount))
        });
        if in_tier && !mitigated && !range.contains(self.amount) {
            let message = say::outside_band(self.amount, &band.label, range);
            self.push("outside_band", Severity::Warning, message, Some(&band.cite));
        }
    }

    /// On a shared bound every tier that is met may be chosen; the lighter one is only suggested.
    fn is_in_other_tier_of_bound(&self) -> bool {
        let shared = self.rows.iter().filter(|r| r.shared_bound);
        let met = shared.flat_map(|r| &r.tiers).filter(|t| t.met);
        met.filter_map(|t| t.range).any(|r| r.contains(self.amount))
    }

    fn check_maximum(&mut self, statute: FenRange) {
        let fixed = statute.min() == statute.max();
        // A tier that consists of the maximum alone leaves no choice.
        let tiers = self
            .rows
            .iter()
            .filter_map(|r| r.governing())
            .filter_map(|t| t.range);
        let forced = tiers
            .reduce(FenRange::hull)
            .is_some_and(|r| r.min() == statute.max());
        if self.amount != statute.max() || fixed || forced || !self.weighed.aggravate.is_empty() {
            return;
        }
        let lightened = !self.weighed.lighten.is_empty();
        let severity = if lightened {
            Severity::Error
        } else {
            Severity::Warning
        };
        self.push(
            "maximum_without_aggravation",
            severity,
            say::maximum(lightened),
            None,
        );
    }
}

/// Corrections of a digit or of 元 and 万元: times, divided by.
const SLIPS: [(i64, i64); 4] = [(10, 1), (1, 10), (10_000, 1), (1, 10_000)];

/// The correction that would bring the amount into the range.
fn slip(amount: Fen, range: FenRange, corrections: &[(i64, i64)]) -> Option<String> {
    corrections.iter().find_map(|(times, by)| {
        let corrected = amount.scale(*times, *by);
        let exact = corrected.scale(*by, *times) == amount;
        let fits = exact && range.contains(corrected) && corrected > Fen::ZERO;
        fits.then(|| say::slip(amount, corrected))
    })
}

/// Under a maximum without a minimum nothing is too little; but an amount that is less than a thousandth of
/// what is expected, and fits when 元 is read as 万元, was hardly meant.
fn slip_below(amount: Fen, expected: FenRange) -> Option<String> {
    let tiny = amount.scale(1_000, 1) < expected.max();
    slip(amount, expected, &[(10_000, 1)]).filter(|_| tiny)
}
