//! What the rules work with, once the applicable law is chosen.

use chrono::NaiveDate;

use crate::assess::case::Case;
use crate::assess::consequence::{Applied, Situation, applied, rows_of};
use crate::assess::grade;
use crate::assess::in_time::{self, InTime};
use crate::assess::limitation::Limited;
use crate::assess::list_match::ListMatch;
use crate::assess::outcome::Doubt;
use crate::assess::tiering::Scope;
use crate::assess::versions::{Versions, settle};
use crate::law::{Facts, Library, OffenceId, PartialDate, StageId, Subject};

/// Everything the rules work with.
pub struct Matter<'a> {
    /// The law.
    pub library: &'a Library,
    /// The case, with the circumstances that lists amount to, at the stage of the law that applies.
    pub case: &'a Case,
    /// Rule 1.
    pub in_time: InTime<'a>,
    /// Their identifiers.
    pub ids: &'a [OffenceId],
    /// Rule 2.
    pub limited: Limited,
    /// Where and when benchmarks are looked for.
    pub scope: Scope<'a>,
    /// The day whose law applies.
    pub law_day: Option<NaiveDate>,
    /// How the benchmark documents of that scope were chosen.
    pub versions: Versions,
    /// Concurrent offences whose fines could not be compared.
    pub undecided: Vec<OffenceId>,
    /// Items of lists about the offence.
    pub lists: Vec<ListMatch>,
    /// Facts, with those that stand elsewhere in the case.
    pub facts: &'a Facts,
}

impl Matter<'_> {
    /// Tells whether the figures are for reference only, because the law of the act is not certain.
    pub fn reference_only(&self) -> bool {
        self.in_time
            .standing
            .doubt()
            .is_some_and(|d| d.is_about_law())
    }

    /// What the law leaves open, whatever the amount.
    pub fn doubts(&self) -> Vec<Doubt> {
        let open = self.limited == Limited::DependsOnHarm;
        let limited = open.then_some(Doubt::LimitationOpen);
        let offences = &self.in_time.offences;
        let vague = in_time::straddles(self.library, self.case, offences);
        self.in_time
            .standing
            .doubt()
            .into_iter()
            .chain(limited)
            .chain(vague.then_some(Doubt::ActDayVague))
            .collect()
    }

    /// The case as a situation of one subject, circumstances left aside.
    pub fn situation(&self, subject: Subject) -> Situation<'_> {
        let situation = situation(self.case, self.ids, &self.scope, self.law_day, self.facts);
        Situation {
            subject,
            ..situation
        }
    }

    /// The rows that speak about a subject, those of another grade of accident left out.
    pub fn rows(&self, subject: Subject) -> Vec<Applied<'_>> {
        let situation = self.situation(subject);
        let mut all: Vec<Applied> = Vec::new();
        for offence in &self.in_time.offences {
            for applied in rows_of(self.library, &situation, offence).0 {
                let known = |a: &Applied| {
                    std::ptr::eq(a.row, applied.row) && a.offence.id == applied.offence.id
                };
                if !all.iter().any(known) {
                    all.push(applied);
                }
            }
        }
        grade::fitting(self.library, self.facts, all)
    }

    /// The stages in play: the one of the case, or all of the statute.
    pub fn stages(&self) -> Vec<StageId> {
        if let Some(stage) = &self.case.stage {
            return vec![stage.clone()];
        }
        let mut stages: Vec<StageId> = Vec::new();
        for row in self.in_time.offences.iter().flat_map(|o| o.all_rows()) {
            if !stages.contains(&row.stage) {
                stages.push(row.stage.clone());
            }
        }
        stages
    }

    /// The subjects of the case; every subject of the statute when none is given.
    pub fn subjects(&self) -> Vec<Subject> {
        subjects(self.library, self.case, &self.situation(Subject::Unit))
    }
}

/// The subjects of the case; everybody whom the provisions that apply name when none is given.
fn subjects(library: &Library, case: &Case, situation: &Situation) -> Vec<Subject> {
    if !case.subjects.is_empty() {
        return case.subjects.clone();
    }
    let named = |subject: &Subject| {
        let situation = Situation {
            subject: *subject,
            ..*situation
        };
        let mut rows = applied(library, &situation).into_iter();
        rows.any(|a| a.row.subject == *subject)
    };
    Subject::ALL.into_iter().filter(named).collect()
}

/// The day whose law applies: the end of the act, or the decision where the newer law was chosen or the act's
/// day is not known.
pub fn law_day(case: &Case, in_time: &InTime) -> Option<NaiveDate> {
    let latest = |d: Option<PartialDate>| d.map(PartialDate::latest);
    let (act, decided) = (latest(case.act_end()), latest(case.decided_on));
    if in_time.chose_newer() {
        decided
    } else {
        act.or(decided)
    }
}

/// The case as a situation, circumstances left aside; the subject is the first there may be.
pub fn situation<'a>(
    case: &'a Case,
    ids: &'a [OffenceId],
    scope: &Scope<'a>,
    law_day: Option<NaiveDate>,
    facts: &'a Facts,
) -> Situation<'a> {
    Situation {
        offences: ids,
        subject: Subject::Unit,
        stage: case.stage.as_ref(),
        domain: scope.domain,
        region: scope.region,
        day: scope.day,
        law_day,
        facts,
        grade_by_facts: true,
        circumstances: &[],
        inputs: case.inputs,
    }
}

/// The benchmarks of the day that governs: that of the act, or that of the decision where its
/// documents are lighter or there were none before.
pub fn scope<'a>(
    library: &Library,
    case: &'a Case,
    in_time: &InTime,
    ids: &'a [OffenceId],
    facts: &'a Facts,
) -> (Scope<'a>, Versions) {
    let at = |day| Scope {
        domain: case.domain.as_ref().map(crate::law::Id::as_str),
        region: case.jurisdiction.as_deref(),
        day,
    };
    let days = [case.act_end(), case.decided_on];
    let [act, decided] = days.map(|d| d.map(PartialDate::latest));
    let situation = situation(case, ids, &at(decided), law_day(case, in_time), facts);
    let subjects = subjects(library, case, &situation);
    let versions = settle(library, &situation, &subjects, act, decided);
    (at(versions.day), versions)
}
