//! 裁量: the form of one case and what follows from it.

pub mod article;
pub mod form;
pub mod trail;
pub mod whatif;

pub use form::{Draft, Field, FieldId, FieldKind, FieldSpec, FieldValue, Group, Sheet};

use crate::tui::line_edit::LineEdit;
use crate::tui::model::assess::trail::Trail;
use crate::tui::model::assess::whatif::{ContrastView, Pinned};
use crate::tui::model::lookup::PracticeView;
use crate::tui::model::outliers::detail::{Stretch, Strip};
use crate::tui::problem::Severity;

/// The ranges of one subject and the amounts in them, drawn on one scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RangeBar {
    /// The range of the statute, that of the tier, the proposed fine, the fines of the past.
    pub strip: Strip,
    /// What to say in place of the range of the tier: none is loaded, or it is open which governs.
    pub no_tier: Option<String>,
    /// The range suggested, where circumstances or rules make it another one.
    pub suggested: Option<Stretch>,
    /// How many fines of the past, between which amounts; that they only inform.
    pub practice: Option<String>,
}

/// The range of the fine on one subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RangeView {
    /// On whom, at what stage.
    pub subject: String,
    /// The range suggested.
    pub range: String,
    /// The layer it comes from, as people name it.
    pub layer: String,
    /// What the statute allows.
    pub statutory: String,
    /// The tiers still possible, each with its range and source.
    pub tiers: Vec<String>,
    /// What the document prints of the tier that governs, and where.
    pub wording: Option<String>,
    /// Which way circumstances lean, in words.
    pub lean: Option<String>,
    /// How the fine was computed, when it has a basis other than a fixed range.
    pub basis: Option<String>,
    /// All of this as a drawing, where the amounts are known.
    pub bar: Option<RangeBar>,
}

/// A remark on the proposed decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    /// How much it matters.
    pub severity: Severity,
    /// What is found.
    pub message: String,
    /// On what ground.
    pub cite: Option<String>,
}

/// An item of a list: 不予, 从轻, 减轻.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// Whether its conditions hold; none means it depends on what is not known.
    pub is_met: Option<bool>,
    /// The list, the item, what it grants, what is open or fails.
    pub line: String,
    /// Layer, dates, citations.
    pub source: String,
    /// What follows, and what to know.
    pub notes: Vec<String>,
}

/// A procedure the decision must or need not pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GateView {
    /// 听证 …
    pub label: String,
    /// Whether it is required; none means it depends on what is not known.
    pub required: Option<bool>,
    /// Why.
    pub reason: String,
    /// On what ground.
    pub cite: String,
}

/// A fact whose answer narrows the tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// The field to fill.
    pub field: FieldId,
    /// What to ask.
    pub label: String,
    /// What the answer decides.
    pub narrows: String,
}

/// One step of the reasoning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraceView {
    /// What was decided.
    pub step: String,
    /// With what effect.
    pub effect: String,
    /// By which article.
    pub cite: String,
}

/// The smallest change that would make the proposed amount lawful.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NearestReason {
    /// Nothing to explain.
    #[default]
    NotNeeded,
    /// No change of facts or circumstances would do.
    None,
    /// These would.
    Changes(Vec<String>),
    /// It cannot be told, for these reasons.
    CannotTell(Vec<String>),
}

/// What follows from the case as filled in so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AssessmentView {
    /// Penalise, may not, must not … in words.
    pub disposition: String,
    /// Which law and benchmark, and why.
    pub applicable: String,
    /// The range per subject.
    pub ranges: Vec<RangeView>,
    /// Remarks on the proposed decision.
    pub findings: Vec<FindingView>,
    /// What would make it fit.
    pub nearest: NearestReason,
    /// What to ask, most narrowing first.
    pub questions: Vec<QuestionView>,
    /// Items of lists about the offence.
    pub lists: Vec<ListView>,
    /// Other penalties.
    pub others: Vec<String>,
    /// Procedures.
    pub gates: Vec<GateView>,
    /// What was decided in like cases.
    pub practice: PracticeView,
    /// The reasoning.
    pub trace: Vec<TraceView>,
    /// What else to know.
    pub warnings: Vec<String>,
    /// Fields whose value cannot be read, and why.
    pub unreadable: Vec<(FieldId, String)>,
}

/// The part of the screen that has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AssessPane {
    /// The form.
    #[default]
    Form,
    /// The result; up and down go from citation to citation.
    Result,
}

/// What part of the result a citation stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What differs between 甲 and 乙.
    Change,
    /// Remarks on the proposed decision.
    Finding,
    /// The procedures.
    Gate,
    /// The reasoning.
    Step,
}

/// A citation in the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// In what part.
    pub part: Part,
    /// At which entry of it.
    pub at: usize,
}

/// The state of the screen.
#[derive(Clone, Debug, Default)]
pub struct AssessState {
    /// Offence id; empty when none is chosen yet.
    pub offence: String,
    /// Its name.
    pub title: String,
    /// Its article.
    pub cite: String,
    /// The form.
    pub fields: Vec<Field>,
    /// The position of the focused field among all fields.
    pub at: usize,
    /// Whether facts that no loaded tier uses are shown too.
    pub shows_all: bool,
    /// What follows.
    pub result: AssessmentView,
    /// How far the result is scrolled.
    pub scroll: usize,
    /// What has the focus.
    pub pane: AssessPane,
    /// The citation selected in the result.
    pub spot: Option<Spot>,
    /// The facts that stand first, the most narrowing at the head.
    pub first: Vec<FieldId>,
    /// The changes so far.
    pub trail: Trail,
    /// 甲, if one is pinned.
    pub pinned: Option<Pinned>,
    /// 甲 beside 乙.
    pub contrast: Option<ContrastView>,
}

impl AssessState {
    /// Returns the citation at a place of the result, unless there is none.
    pub fn cite(&self, spot: Spot) -> Option<&str> {
        let view = &self.result;
        let cite = match spot.part {
            Part::Change => self.contrast.as_ref()?.changes.get(spot.at)?.cite.as_str(),
            Part::Finding => view.findings.get(spot.at)?.cite.as_deref()?,
            Part::Gate => view.gates.get(spot.at)?.cite.as_str(),
            Part::Step => view.trace.get(spot.at)?.cite.as_str(),
        };
        (!cite.is_empty()).then_some(cite)
    }

    /// Puts the facts that are to stand first at the head of the facts; the others keep their order.
    pub fn order_facts(&mut self) {
        let first = std::mem::take(&mut self.first);
        let rank = |field: &Field| {
            let place = first.iter().position(|id| *id == field.spec.id);
            place.unwrap_or(first.len())
        };
        for group in self
            .fields
            .chunk_by_mut(|a, b| a.spec.id.group() == b.spec.id.group())
        {
            let is_facts = group.first().map(|f| f.spec.id.group()) == Some(Group::Facts);
            if is_facts {
                group.sort_by_key(rank);
            }
        }
        self.first = first;
    }

    /// Returns the focused field.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// Returns the text field that has the focus.
    pub fn field_text(&self) -> Option<&LineEdit> {
        if self.pane != AssessPane::Form {
            return None;
        }
        match &self.focused()?.value {
            FieldValue::Text(edit) => Some(edit),
            FieldValue::Choice(_) | FieldValue::Check(_) => None,
        }
    }

    /// Returns the positions of the fields shown: those used, those filled, or all on demand.
    pub fn visible(&self) -> Vec<usize> {
        (0..self.fields.len())
            .filter(|at| {
                let field = &self.fields[*at];
                self.shows_all || field.spec.is_used || field.text().is_some()
            })
            .collect()
    }

    /// Returns how many fields are kept back.
    pub fn hidden(&self) -> usize {
        self.fields.len() - self.visible().len()
    }

    /// Returns the case as filled in so far.
    pub fn draft(&self) -> Draft {
        Draft {
            offence: self.offence.clone(),
            values: self
                .fields
                .iter()
                .filter_map(|field| Some((field.spec.id.clone(), field.text()?.to_owned())))
                .collect(),
        }
    }

    /// Returns the place of a field among the open questions, 0 for the most narrowing.
    pub fn question_rank(&self, id: &FieldId) -> Option<usize> {
        self.result
            .questions
            .iter()
            .position(|question| question.field == *id)
    }
}
