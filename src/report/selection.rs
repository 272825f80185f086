//! Which of the compared decisions are shown. The comparison itself is always over all of them.

use chrono::NaiveDate;

use crate::compare::{Decision, Mark, Verdict};
use crate::law::OffenceId;
use crate::report::words;

/// What somebody asked to see; what is empty or `None` is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// One of these verdicts; without any, whatever `everything` says.
    pub verdicts: Vec<Verdict>,
    /// A part of the name of the authority.
    pub authority: Option<String>,
    /// What was asked for, and the offences and clauses it means.
    pub offence: Option<(String, Vec<OffenceId>)>,
    /// Possibly decided on or after this day.
    pub from: Option<NaiveDate>,
    /// Possibly decided on or before this day.
    pub until: Option<NaiveDate>,
    /// Also decisions that nobody need look at.
    pub everything: bool,
}

impl Selection {
    /// Tells whether a decision is asked for.
    pub fn admits(&self, decision: &Decision, mark: &Mark) -> bool {
        self.admits_verdict(mark.verdict) && self.admits_decision(decision)
    }

    /// Tells whether a verdict is asked for.
    pub fn admits_verdict(&self, verdict: Verdict) -> bool {
        if self.verdicts.is_empty() {
            self.everything || verdict.is_finding()
        } else {
            self.verdicts.contains(&verdict)
        }
    }

    fn admits_decision(&self, decision: &Decision) -> bool {
        let authority = self.authority.as_deref();
        let offences = self.offence.as_ref().map(|(_, ids)| ids);
        authority.is_none_or(|part| decision.authority.contains(part))
            && offences.is_none_or(|ids| {
                let own = decision.offence.as_ref();
                own.is_some_and(|id| ids.contains(id))
            })
            && self.from.is_none_or(|d| decision.decided_on.latest() >= d)
            && self
                .until
                .is_none_or(|d| decision.decided_on.earliest() <= d)
    }

    /// Tells whether anything narrower than the usual was asked for.
    pub fn is_narrowed(&self) -> bool {
        self.description().is_some()
    }

    /// What was asked for, in words; `None` when nothing in particular.
    pub fn description(&self) -> Option<String> {
        let labels: Vec<&str> = self.verdicts.iter().map(|v| v.label()).collect();
        let parts: Vec<String> = [
            (!labels.is_empty()).then(|| words::asked_verdicts(&labels)),
            self.authority.as_deref().map(words::asked_authority),
            self.offence
                .as_ref()
                .map(|(text, _)| words::asked_offence(text)),
            (self.from.is_some() || self.until.is_some())
                .then(|| words::asked_period(self.from, self.until)),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!parts.is_empty()).then(|| parts.join(words::CLAUSE_COMMA))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Facts, PartialDate, Subject};

    fn decision(authority: &str, offence: Option<&str>, day: &str) -> Decision {
        Decision {
            case_no: "甲".to_owned(),
            decided_on: day.parse().unwrap(),
            act_on: None::<PartialDate>,
            authority: authority.to_owned(),
            region: None,
            domain: None,
            basis: None,
            offence: offence.map(OffenceId::from),
            subject: Subject::Unit,
            stage: None,
            party_name: None,
            facts: Facts::default(),
            circumstances: Vec::new(),
            tier: None,
            outcome: None,
            fine: None,
            amounts: crate::compare::Amounts::default(),
            other_penalties: Vec::new(),
            narrative: None,
            flags: crate::compare::Flags::default(),
        }
    }

    fn mark(verdict: Verdict) -> Mark {
        Mark {
            verdict,
            score: 1.0,
            p_value: None,
            peers: 0,
            expected: None,
            lawful: None,
        }
    }

    #[test]
    fn every_condition_that_was_asked_has_to_hold() {
        let found = decision("某县应急管理局", Some("aqscf-99-1-3"), "2024-08");
        let unlike = mark(Verdict::UnlikePeers);
        let asked = |selection: &Selection| selection.admits(&found, &unlike);
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        assert!(asked(&Selection::default()));
        assert!(!Selection::default().admits(&found, &mark(Verdict::Consistent)));
        for (holds, selection) in [
            (
                true,
                Selection {
                    verdicts: vec![Verdict::UnlikePeers],
                    ..Selection::default()
                },
            ),
            (
                false,
                Selection {
                    verdicts: vec![Verdict::Inverted],
                    ..Selection::default()
                },
            ),
            (
                true,
                Selection {
                    authority: Some("某县".to_owned()),
                    ..Selection::default()
                },
            ),
            (
                false,
                Selection {
                    authority: Some("某市".to_owned()),
                    ..Selection::default()
                },
            ),
            (
                false,
                Selection {
                    offence: Some((String::new(), Vec::new())),
                    ..Selection::default()
                },
            ),
            // A decision of August may have been made on any day of it.
            (
                true,
                Selection {
                    from: day("2024-08-31"),
                    ..Selection::default()
                },
            ),
            (
                false,
                Selection {
                    from: day("2024-09-01"),
                    ..Selection::default()
                },
            ),
            (
                true,
                Selection {
                    until: day("2024-08-01"),
                    ..Selection::default()
                },
            ),
            (
                false,
                Selection {
                    until: day("2024-07-31"),
                    ..Selection::default()
                },
            ),
        ] {
            assert_eq!(asked(&selection), holds, "{selection:?}");
            assert!(selection.is_narrowed(), "{selection:?}");
        }
    }
}
