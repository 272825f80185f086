//! The form of a case: fields that the engine asks for, and what is filled in.

use crate::tui::line_edit::{Accepts, LineEdit};
use crate::tui::model::lookup::Choice;

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
