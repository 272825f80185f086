//! 裁量: the case as filled in, assessed at every keystroke.

mod article;
mod bar;
mod whatif;

pub(super) use bar::Fines;
use std::sync::mpsc::Sender;

use crate::assess::{
    Assessment, Case, ChosenBy, GateState, ListStatus, Nearest, Severity as Weight, SubjectFine,
    assess,
};
use crate::assess::{list_words, words as say};
use crate::law::fact::FactKind;
use crate::law::{Library, Subject};
use crate::report::assessment_text::{benchmark, other, wording};
use crate::report::words;
use crate::tui::message::Msg;
use crate::tui::model::assess::{
    AssessmentView, Draft, FieldId, FindingView, GateView, ListView, NearestReason, QuestionView,
    RangeView, Sheet, TraceView,
};
use crate::tui::office::mailbox::Question;
use crate::tui::office::{Office, form};
use crate::tui::problem::Severity;
use crate::tui::strings;

impl Office {
    pub(super) fn assess(&mut self, draft: &Draft, outbox: &Sender<Msg>) -> Vec<Msg> {
        let library = &self.loaded.library;
        let (case, unreadable) = self.case(draft);
        let mut view = AssessmentView::default();
        if let Some(answer) = assess(library, &case) {
            view = self::view(library, &answer, &case);
            for (range, fine) in view.ranges.iter_mut().zip(&answer.fines) {
                range.bar = bar::bar(&case, &answer, fine, None);
            }
        }
        view.unreadable = unreadable;
        let sheet = self.sheet(draft, &case);
        let number = self.next_number();
        view.practice.awaited = Some(number);
        let mut answers = vec![Msg::Assessed(Box::new(sheet), Box::new(view))];
        answers.extend(self.ask(Question::LikeCases(number, Box::new(case)), outbox));
        answers
    }

    /// The draft as a case of this office, with the fields that cannot be read.
    fn case(&self, draft: &Draft) -> (Case, Vec<(FieldId, String)>) {
        let library = &self.loaded.library;
        let offences = library.named(&draft.offence);
        let (mut case, unreadable) = form::case(library, draft, &offences);
        case.bands.clone_from(&self.bands);
        if case.jurisdiction.is_none() {
            case.jurisdiction.clone_from(&self.jurisdiction);
        }
        (case, unreadable)
    }

    fn sheet(&self, draft: &Draft, case: &Case) -> Sheet {
        let library = &self.loaded.library;
        let offences = library.named(&draft.offence);
        let asked = crate::assess::lists::asked(library, case, &offences);
        form::sheet(library, draft, &offences, &asked)
    }
}

fn view(library: &Library, answer: &Assessment, case: &Case) -> AssessmentView {
    let stage = |s: &SubjectFine| words::stage(library, s.stage.as_str()).to_owned();
    AssessmentView {
        disposition: disposition(answer),
        applicable: applicable(library, answer),
        ranges: answer
            .fines
            .iter()
            .map(|f| range(library, f, &stage(f)))
            .collect(),
        findings: answer.findings.iter().map(finding).collect(),
        nearest: nearest(library, answer),
        questions: answer
            .questions
            .iter()
            .filter_map(|q| question(library, q))
            .collect(),
        lists: answer.lists.iter().map(list).collect(),
        others: answer
            .other_penalties
            .iter()
            .map(|o| other(library, o))
            .collect(),
        gates: gates(answer),
        practice: crate::tui::model::lookup::PracticeView::default(),
        trace: answer.trace.iter().map(step).collect(),
        warnings: warnings(library, answer, case),
        unreadable: Vec::new(),
    }
}

/// The nearest lawful reason in words.
pub(super) fn nearest(library: &Library, answer: &Assessment) -> NearestReason {
    match &answer.nearest {
        Nearest::CannotTell => {
            NearestReason::CannotTell(answer.doubts.iter().map(words::doubt).collect())
        }
        Nearest::NotAsked | Nearest::Fits => NearestReason::NotNeeded,
        Nearest::None => NearestReason::None,
        Nearest::Changes(changes) => {
            NearestReason::Changes(changes.iter().map(|c| words::change(library, c)).collect())
        }
    }
}

fn disposition(answer: &Assessment) -> String {
    let outcome = say::disposition(answer.disposition);
    if answer.fines.is_empty() && !answer.other_penalties.is_empty() {
        return strings::without_fine(outcome);
    }
    outcome.to_owned()
}

fn applicable(library: &Library, answer: &Assessment) -> String {
    let name = library
        .instrument(&answer.applicable.instrument)
        .map_or("", |i| i.name());
    let how = match answer.applicable.chosen_by {
        ChosenBy::Art37 => strings::CHOSEN_BY_ART_37,
        ChosenBy::Only => strings::CHOSEN_ONLY,
        ChosenBy::AsAsked => strings::CHOSEN_AS_ASKED,
    };
    format!("《{name}》{}；{}", how, benchmark(answer))
}

fn range(library: &Library, fine: &SubjectFine, stage: &str) -> RangeView {
    let suggested = fine.suggested;
    let tiers = fine.tiers.iter().map(|tier| {
        let mark = strings::tier_mark(tier.governs, tier.met);
        let amount = tier
            .range
            .map_or_else(|| words::NONE.to_owned(), |r| r.to_string());
        format!("{mark}{} {amount}  {}", tier.label, tier.condition)
    });
    let computed = say::basis(&fine.basis);
    let statutory = fine
        .statutory
        .map_or_else(|n| say::needs_input(say::needs(n)), |r| r.to_string());
    let statutory = format!("{statutory}{}", say::verified(fine.verified));
    RangeView {
        subject: format!("{} {stage}", say::subject(fine.subject)),
        range: suggested.map_or_else(|| statutory.clone(), |s| s.range.to_string()),
        layer: suggested.map_or_else(String::new, |s| {
            let layers = if s.min_layer == s.max_layer {
                words::layer(s.max_layer).to_owned()
            } else {
                words::two_layers(s.min_layer, s.max_layer)
            };
            strings::taken_from(&layers)
        }),
        lean: suggested
            .filter(|s| s.lean != crate::assess::Lean::Neutral)
            .map(|s| {
                let below = if s.below_minimum_allowed {
                    words::BELOW_ALLOWED
                } else {
                    ""
                };
                strings::lean(say::lean(s.lean), below)
            }),
        basis: (computed != statutory).then_some(computed),
        bar: None,
        statutory,
        tiers: tiers.collect(),
        wording: fine.tiers.iter().find_map(|tier| wording(library, tier)),
    }
}

fn finding(finding: &crate::assess::Finding) -> FindingView {
    let who = finding
        .subject
        .map(|s: Subject| format!("{}：", say::subject(s)));
    FindingView {
        severity: match finding.severity {
            Weight::Error => Severity::Error,
            Weight::Warning => Severity::Warning,
            Weight::Note => Severity::Note,
        },
        message: format!("{}{}", who.unwrap_or_default(), finding.message),
        cite: finding.cite.clone().filter(|c| !c.is_empty()),
    }
}

/// A question as the field that answers it; what the form has no field for stays in the warnings.
fn question(library: &Library, question: &crate::assess::Question) -> Option<QuestionView> {
    let is_flag = |id: &str| {
        let spec = library.fact(&id.into());
        spec.is_some_and(|f| f.kind == FactKind::Flag)
    };
    let field = match question.fact.as_str() {
        "stage" => FieldId::Stage,
        "illegal_gain_yuan" => FieldId::IllegalGain,
        "goods_value_yuan" => FieldId::GoodsValue,
        "annual_income_yuan" => FieldId::AnnualIncome,
        "base_fine_yuan" => FieldId::BaseFine,
        "days" => FieldId::Days,
        "offence" | "serious_harm" => return None,
        fact if is_flag(fact) => FieldId::Flag(fact.to_owned()),
        fact => FieldId::Fact(fact.to_owned()),
    };
    let narrows = question.narrows.join("、");
    Some(QuestionView {
        field,
        label: question.label.clone(),
        narrows,
    })
}

/// An item of a list, with the same words as in print.
fn list(found: &crate::assess::ListMatch) -> ListView {
    ListView {
        is_met: match found.status {
            ListStatus::Met => Some(true),
            ListStatus::NotMet(_) => Some(false),
            ListStatus::Open(_) => None,
        },
        line: list_words::line(found),
        source: format!(
            "{}；{}；{}",
            words::document_layer(found.layer),
            list_words::dates(found),
            found.cite
        ),
        notes: found.notes.clone(),
    }
}

/// What has to be passed first, what may have to be next.
fn gates(answer: &Assessment) -> Vec<GateView> {
    let mut gates: Vec<_> = answer.gates.iter().collect();
    gates.sort_by_key(|g| g.state);
    gates.into_iter().map(gate).collect()
}

fn gate(gate: &crate::assess::GateOutcome) -> GateView {
    GateView {
        label: gate.label.clone(),
        required: match gate.state {
            GateState::Required => Some(true),
            GateState::NotRequired => Some(false),
            GateState::Depends => None,
        },
        reason: if gate.why.is_empty() {
            gate.effect.clone()
        } else {
            format!("{}；{}", gate.why, gate.effect)
        },
        cite: gate.cite.clone(),
    }
}

fn step(step: &crate::assess::Step) -> TraceView {
    TraceView {
        step: format!("{}：{}", words::rule(step.rule), step.text),
        effect: step.effect.clone(),
        cite: step.cite.clone(),
    }
}

fn warnings(library: &Library, answer: &Assessment, case: &Case) -> Vec<String> {
    let questions = answer.questions.iter();
    let open = questions.filter(|q| question(library, q).is_none());
    let open = open.map(|q| format!("{}：{}", q.label, q.narrows.join("、")));
    // What other values of the facts would do belongs to the reading of the tiers.
    let asked = |t: &&crate::assess::tiering::Threshold| case.facts.contains_key(&t.fact);
    let thresholds = answer
        .thresholds
        .iter()
        .filter(asked)
        .map(|t| words::threshold(library, t));
    let thresholds: Vec<String> = thresholds.collect();
    let thresholds = (!thresholds.is_empty()).then(|| strings::thresholds(&thresholds));
    thresholds
        .into_iter()
        .chain(open)
        .chain(answer.warnings.iter().cloned())
        .collect()
}
