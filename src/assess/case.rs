//! A case as the reviewer puts it: one offence, one or several subjects, what is known of it.

use std::collections::BTreeSet;

use crate::law::fine::Inputs;
use crate::law::{CircumstanceId, DomainId, Facts, Fen, OffenceId, PartialDate, StageId, Subject};

/// A case. What is `None` or absent is unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Domain.
    pub domain: Option<DomainId>,
    /// The offence or clause.
    pub offence: Option<OffenceId>,
    /// How the citation was written, when it was not an id.
    pub basis: Option<String>,
    /// The citation used an earlier text's numbers.
    pub earlier_numbering: bool,
    /// Stage; every stage of the statute when unknown.
    pub stage: Option<StageId>,
    /// Day of the act.
    pub act_on: Option<PartialDate>,
    /// Day on which a continuing act ended.
    pub act_ended_on: Option<PartialDate>,
    /// Day on which the act was discovered.
    pub discovered_on: Option<PartialDate>,
    /// Day of the decision.
    pub decided_on: Option<PartialDate>,
    /// Who is penalised.
    pub subjects: Vec<Subject>,
    /// Facts.
    pub facts: Facts,
    /// Circumstances found.
    pub circumstances: BTreeSet<CircumstanceId>,
    /// Amounts that measures refer to.
    pub inputs: Inputs,
    /// Life, health or financial safety is concerned and harm resulted (limitation).
    pub serious_harm: Option<bool>,
    /// Further offences constituted by the same act (一事不再罚).
    pub concurrent: Vec<OffenceId>,
    /// The proposed decision.
    pub proposed: Vec<Proposed>,
    /// Six-digit region code of the deciding authority.
    pub jurisdiction: Option<String>,
    /// Day on which the case was opened (立案日).
    pub filed_on: Option<PartialDate>,
    /// Birth date of the individual.
    pub birth_date: Option<PartialDate>,
    /// The party is an enterprise of the central government, or belongs to one.
    pub central_enterprise: Option<bool>,
    /// What is proposed for the other violations of the same case: procedure looks at the sum.
    pub other_violations: Vec<Elsewhere>,
    /// Identifiers of the office's own band rules that are to act; none does unless named here.
    pub bands: Vec<String>,
}

/// A proposed fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// On whom.
    pub subject: Subject,
    /// How much; zero for no fine.
    pub fine: Fen,
    /// What had been announced before the party was heard.
    pub before_defence: Option<Fen>,
}

/// What is proposed for other violations of the same case on one party; fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// On whom.
    pub subject: Subject,
    /// Fines.
    pub fine: Fen,
    /// Confiscated gains.
    pub illegal_gain: Fen,
    /// Value of confiscated goods.
    pub goods_value: Fen,
}

impl Case {
    /// Fines, confiscated gains and goods proposed for the other violations of the case, in sum.
    pub fn elsewhere(&self, subject: Subject) -> (Fen, Fen, Fen) {
        let own = self
            .other_violations
            .iter()
            .filter(|e| e.subject == subject);
        own.fold((Fen::ZERO, Fen::ZERO, Fen::ZERO), |sum, e| {
            (
                sum.0 + e.fine,
                sum.1 + e.illegal_gain,
                sum.2 + e.goods_value,
            )
        })
    }

    /// The end of the act: its last day, or the day of the act.
    pub fn act_end(&self) -> Option<PartialDate> {
        self.act_ended_on.or(self.act_on)
    }

    /// The circumstances as a list.
    pub fn circumstance_list(&self) -> Vec<CircumstanceId> {
        self.circumstances.iter().cloned().collect()
    }

    /// The facts, with those that stand elsewhere in the case filled in.
    pub fn all_facts(&self) -> Facts {
        let mut facts = self.facts.clone();
        if let Some(gain) = self.inputs.illegal_gain {
            facts
                .entry("illegal_gain_yuan".into())
                .or_insert(crate::law::FactValue::Number(gain.to_yuan()));
        }
        facts
    }
}
