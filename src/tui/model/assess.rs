//! 裁量: the form of one case and what follows from it.

use crate::tui::line_edit::{Accepts, LineEdit};
use crate::tui::model::lookup::{Choice, PracticeView};
use crate::tui::problem::Severity;

/// What a field asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// 领域.
    Domain,
    /// 阶段.
    Stage,
    /// One subject, by id.
    Subject(String),
    /// When the act was done.
    ActOn,
    /// When it was discovered.
    DiscoveredOn,
    /// When it is decided.
    DecidedOn,
    /// A fact, by id.
    Fact(String),
    /// A yes/no that a list asks for, by id.
    Flag(String),
    /// A circumstance, by id.
    Circumstance(String),
    /// 违法所得.
    IllegalGain,
    /// 货值金额.
    GoodsValue,
    /// 上一年年收入.
    AnnualIncome,
    /// The fine that a multiple or a daily fine refers to.
    BaseFine,
    /// The days a daily fine runs.
    Days,
    /// The proposed fine on one subject.
    Proposed(String),
    /// The region of the deciding authority.
    Jurisdiction,
}

impl FieldId {
    /// Returns the part of the form the field stands in.
    pub fn group(&self) -> Group {
        match self {
            Self::Domain | Self::Stage | Self::Subject(_) => Group::Case,
            Self::ActOn | Self::DiscoveredOn | Self::DecidedOn | Self::Jurisdiction => Group::Dates,
            Self::Fact(_) => Group::Facts,
            Self::Circumstance(_) => Group::Circumstances,
            Self::Flag(_) => Group::Lists,
            Self::IllegalGain
            | Self::GoodsValue
            | Self::AnnualIncome
            | Self::BaseFine
            | Self::Days => Group::Bases,
            Self::Proposed(_) => Group::Proposed,
        }
    }
}

/// The parts of the form, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Domain, stage, subjects.
    Case,
    /// The facts.
    Facts,
    /// The amounts a fine is a multiple or a share of.
    Bases,
    /// The proposed fines.
    Proposed,
    /// The circumstances.
    Circumstances,
    /// What lists ask for.
    Lists,
    /// The dates.
    Dates,
}

/// How a field is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One of several.
    Choice(Vec<Choice>),
    /// Yes or no.
    Check,
    /// Written; `step` is what `+` and `-` change it by.
    Text {
        /// What may be written.
        accepts: Accepts,
        /// What `+` and `-` change it by, in the unit written.
        step: i64,
    },
}

/// A field the engine asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// What it asks for.
    pub id: FieldId,
    /// Its label, unit included.
    pub label: String,
    /// How it is filled.
    pub kind: FieldKind,
    /// Whether the loaded tiers, or the statute, look at it; others show on demand.
    pub is_used: bool,
    /// What to know when filling it, such as an article.
    pub hint: String,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// The position of the choice; none means not known.
    Choice(Option<usize>),
    /// Whether it is ticked.
    Check(bool),
    /// What is written; empty means not known.
    Text(LineEdit),
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it asks for.
    pub spec: FieldSpec,
    /// What it holds.
    pub value: FieldValue,
}

impl Field {
    /// Returns the field empty, or with the value that `text` stands for.
    pub fn new(spec: FieldSpec, text: Option<&str>) -> Self {
        let value = match &spec.kind {
            FieldKind::Choice(choices) => FieldValue::Choice(
                choices
                    .iter()
                    .position(|choice| Some(choice.id.as_str()) == text),
            ),
            FieldKind::Check => FieldValue::Check(text.is_some()),
            FieldKind::Text { accepts, .. } => {
                let mut edit = LineEdit::new(*accepts);
                edit.set(text.unwrap_or_default());
                FieldValue::Text(edit)
            }
        };
        Self { spec, value }
    }

    /// Returns the value as text: the id of a choice, an empty text for a tick; none if not filled.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            FieldValue::Check(is_ticked) => is_ticked.then_some(""),
            FieldValue::Text(edit) => (!edit.is_empty()).then(|| edit.text()),
            FieldValue::Choice(at) => match &self.spec.kind {
                FieldKind::Choice(choices) => choices.get((*at)?).map(|choice| choice.id.as_str()),
                FieldKind::Check | FieldKind::Text { .. } => None,
            },
        }
    }
}

/// A case as filled in so far: what the engine is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Offence id.
    pub offence: String,
    /// The filled fields; a tick has an empty text.
    pub values: Vec<(FieldId, String)>,
}

impl Draft {
    /// Returns the value of a field.
    pub fn get(&self, id: &FieldId) -> Option<&str> {
        self.values
            .iter()
            .find(|(known, _)| known == id)
            .map(|(_, text)| text.as_str())
    }
}

/// The form the engine wants filled for an offence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Offence id.
    pub offence: String,
    /// Its name.
    pub title: String,
    /// Its article.
    pub cite: String,
    /// The fields, in order.
    pub fields: Vec<FieldSpec>,
    /// Values for fields that were not there before.
    pub defaults: Vec<(FieldId, String)>,
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
    /// The result; up and down scroll.
    Result,
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
}

impl AssessState {
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
