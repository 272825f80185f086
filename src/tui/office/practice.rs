//! 同类已决: what was decided in like cases. It informs; it never sets an amount.
//!
//! Asked at every keystroke, so answers from the store are remembered until somebody writes to it. Who asks
//! does not wait: what is shown meanwhile is what was known before.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::assess::Case;
use crate::assess::words::subject as subject_word;
use crate::compare::{Amounts, Decision, Difference, Flags, Likes, Outcome};
use crate::law::{Fen, FenRange, OffenceId, PartialDate, StageId, Subject};
use crate::report::decision::outcome;
use crate::report::finding::likeness;
use crate::report::words::stage as stage_word;
use crate::store::{CaseOutcome, Filter, Stamp};
use crate::tui::model::lookup::PracticeView;
use crate::tui::office::outliers::Compared;
use crate::tui::office::reader::Reader;
use crate::tui::office::words;
use crate::tui::strings;

/// From this many fines on the interval leaves out the extremes.
const MANY: usize = 10;
/// Peers named for the case at hand.
const NAMED: usize = 3;

type Question = (OffenceId, Option<Subject>, Option<StageId>);

/// Answers that still hold.
#[derive(Default)]
pub(super) struct Known(RefCell<(Option<Stamp>, HashMap<Question, PracticeView>)>);

impl Reader {
    /// What was decided on an offence, perhaps only on one subject, at one stage.
    pub(super) fn practice(
        &self,
        offence: &OffenceId,
        subject: Option<Subject>,
        stage: Option<&StageId>,
    ) -> PracticeView {
        let stamp = self.archive.stamp();
        if stamp.is_none() {
            return PracticeView::default();
        }
        let question = (offence.clone(), subject, stage.cloned());
        let mut known = self.known.0.borrow_mut();
        if known.0 != stamp {
            *known = (stamp, HashMap::new());
        }
        if let Some(view) = known.1.get(&question) {
            return view.clone();
        }
        let Some(view) = self.count(offence, subject, stage) else {
            return PracticeView::default();
        };
        known.1.insert(question, view.clone());
        view
    }

    fn count(
        &self,
        offence: &OffenceId,
        subject: Option<Subject>,
        stage: Option<&StageId>,
    ) -> Option<PracticeView> {
        let library = &self.loaded.library;
        let filter = Filter {
            subject,
            stage: stage.cloned(),
            ..Filter::about(library, offence)
        };
        // A store that fails here fails on its own screen too, and says so there.
        let found = self.archive.at_hand()?.outcomes(&filter).ok()?;
        let scope = words::scope(
            subject.map(subject_word),
            stage.map(|id| stage_word(library, id.as_str())),
        );
        Some(PracticeView {
            count: found.len(),
            interval: intervals(&found, subject),
            scope: [scope, counts(&found)].join(strings::CLAUSE_COMMA),
            has_demo: found.iter().any(|case| case.teaching),
            peers: Vec::new(),
            bars: Vec::new(),
            awaited: None,
        })
    }

    /// What was decided in cases like this one: by comparison if one was made, else by counting.
    pub(super) fn like_cases(&self, case: &Case) -> PracticeView {
        let Some(offence) = &case.offence else {
            return PracticeView::default();
        };
        let latest = self.comparison.latest();
        let current = latest.filter(|c| c.is_current(self.archive.stamp()));
        let compared = current.and_then(|compared| self.compared(case, offence, &compared));
        compared.unwrap_or_else(|| match case.subjects.as_slice() {
            [only] => self.practice(offence, Some(*only), case.stage.as_ref()),
            _ => self.practice(offence, None, case.stage.as_ref()),
        })
    }

    fn compared(
        &self,
        case: &Case,
        offence: &OffenceId,
        compared: &Compared,
    ) -> Option<PracticeView> {
        let library = &self.loaded.library;
        let mut view = PracticeView::default();
        let (mut intervals, mut scopes) = (Vec::new(), Vec::new());
        for subject in &case.subjects {
            let decision = self.as_decision(case, *subject);
            let likes = compared.findings.likes(library, &decision, NAMED)?;
            let who = |what: String| {
                if case.subjects.len() > 1 {
                    words::of_subject(subject_word(*subject), &what)
                } else {
                    what
                }
            };
            view.count += likes.peers + likes.not_fined;
            intervals.extend(likes.expected.map(|range| who(words::suggested(range))));
            let level = likes.level.label();
            scopes.push(who(words::likes(level, likes.peers, likes.not_fined)));
            let place = likes.p_value.zip(decision.fine);
            scopes.extend(place.map(|(p, fine)| who(words::proposed(fine, p))));
            view.peers.extend(self.named(compared, likes));
        }
        view.interval = (!intervals.is_empty()).then(|| intervals.join(strings::CLAUSE_COMMA));
        view.scope = scopes.join(strings::CLAUSE_COMMA);
        view.has_demo = compared.is_taught(offence.as_str());
        (view.count > 0).then_some(view)
    }

    fn named(&self, compared: &Compared, likes: Likes) -> Vec<String> {
        let library = &self.loaded.library;
        let line = |mut peer: crate::compare::Peer| {
            // The case at hand has no authority yet to differ from.
            peer.differs.retain(|d| *d != Difference::Authority);
            let decision = compared.findings.cases().decision(peer.index)?;
            let case_no = if decision.flags.teaching {
                strings::demo(&decision.case_no)
            } else {
                decision.case_no.clone()
            };
            let decided_on = decision.decided_on.to_string();
            let became = outcome(library, &decision);
            let likeness = likeness(library, &peer);
            Some(words::peer(&case_no, &decided_on, &became, &likeness))
        };
        likes.nearest.into_iter().filter_map(line).collect()
    }

    /// The case at hand as if it were decided, for one subject.
    fn as_decision(&self, case: &Case, subject: Subject) -> Decision {
        let today = PartialDate::day((self.around.now)().date());
        let proposed = case.proposed.iter().find(|p| p.subject == subject);
        Decision {
            case_no: String::new(),
            decided_on: case.decided_on.unwrap_or(today),
            act_on: case.act_on,
            authority: String::new(),
            region: case.jurisdiction.clone(),
            domain: case.domain.clone(),
            basis: None,
            offence: case.offence.clone(),
            subject,
            stage: case.stage.clone(),
            party_name: None,
            facts: case.all_facts(),
            circumstances: case.circumstance_list(),
            tier: None,
            outcome: None,
            fine: proposed.map(|p| p.fine),
            amounts: Amounts {
                illegal_gain: case.inputs.illegal_gain,
                goods_value: case.inputs.goods_value,
                annual_income: case.inputs.annual_income,
            },
            other_penalties: Vec::new(),
            narrative: None,
            flags: Flags::default(),
        }
    }
}

/// The intervals of the fines, one for each subject when none is asked for.
fn intervals(found: &[CaseOutcome], subject: Option<Subject>) -> Option<String> {
    if subject.is_some() {
        return interval(found, None);
    }
    let each: Vec<String> = Subject::ALL
        .into_iter()
        .filter_map(|who| {
            let words = interval(found, Some(who))?;
            Some(words::of_subject(subject_word(who), &words))
        })
        .collect();
    (!each.is_empty()).then(|| each.join(strings::CLAUSE_COMMA))
}

fn interval(found: &[CaseOutcome], subject: Option<Subject>) -> Option<String> {
    let mut fines: Vec<Fen> = found
        .iter()
        .filter(|case| !case.apart && subject.is_none_or(|s| s == case.subject))
        .filter_map(fine)
        .collect();
    fines.sort_unstable();
    let last = fines.len().checked_sub(1)?;
    let cut = if fines.len() < MANY { 0 } else { last / 10 };
    let range = FenRange::new(*fines.get(cut)?, *fines.get(last - cut)?)?;
    Some(words::interval(range, cut > 0))
}

/// The fine, where there was one of a known amount.
fn fine(case: &CaseOutcome) -> Option<Fen> {
    case.fine.filter(|fine| *fine > Fen::ZERO)
}

fn counts(found: &[CaseOutcome]) -> String {
    let not_fined = |case: &&CaseOutcome| {
        fine(case).is_none()
            && (case.fine.is_some()
                || matches!(case.outcome, Some(Outcome::Warned | Outcome::NotPenalised)))
    };
    let fined = found.iter().filter(|c| fine(c).is_some()).count();
    let not_fined = found.iter().filter(not_fined).count();
    let apart = found
        .iter()
        .filter(|c| c.apart && fine(c).is_some())
        .count();
    words::counted(
        fined - apart,
        not_fined,
        found.len() - fined - not_fined,
        apart,
    )
}
