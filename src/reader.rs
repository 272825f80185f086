//! The benchmark reader: from an official document to items and tiers that can be assessed with.
//!
//! `document` gives paragraphs and tables; `layout` finds the items in them, still as text; `wording`
//! turns sentences into conditions and amounts. What cannot be turned into structure stays as text that
//! a person ticks or settles: nothing is dropped, nothing is guessed.

pub mod assemble;
mod carry;
pub mod heading;
pub mod import;
pub mod import_list;
pub mod layout;
mod link;
pub mod list;
mod placing;
pub mod review;
pub mod statute;
pub mod wording;
mod words;

pub use link::similarity;

use crate::document::Place;
use crate::law::PartialDate;

/// How an official document lays out its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// 第N条 with four numbered blocks and 第一阶次 … (coal 2024).
    Articles,
    /// A table with columns 违法行为 … 裁量阶次 … 具体标准 (emergency management 2024).
    Table,
    /// A list of offences that are not penalised or penalised less: 序号, 违法行为, 适用条件, 法定依据.
    List,
    /// 违法行为：… 【法律规定】… 【处罚依据】… 【裁量基准】1. 2. 3. (Shanxi 2021).
    Prose,
}

/// A document taken apart, still as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The layout found, or asked for.
    pub layout: Layout,
    /// Title of the document.
    pub title: Option<String>,
    /// Document number, e.g. 应急〔2024〕90号.
    pub doc_no: Option<String>,
    /// In force from, where the text says so.
    pub effective: Option<PartialDate>,
    /// Text before, between and after the items: general rules, section headings, notes.
    pub remarks: Vec<Passage>,
    /// The items.
    pub entries: Vec<Entry>,
    /// What looks like part of an item but could not be placed.
    pub leftover: Vec<Passage>,
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// One item (事项) of a document, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the document, in Arabic digits where it is a number.
    pub no: String,
    /// The offence as the document names it.
    pub title: String,
    /// 认定依据 or 法律规定: the duty that was violated.
    pub duty: String,
    /// 处罚依据 or 法定依据: the citation behind the penalty, with whatever stands beside it.
    pub basis: String,
    /// Whatever else the document says of it, in order, each with its heading: 实施主体, 备注, 监管措施.
    pub notes: Vec<Passage>,
    /// The nearest heading above it (chapter, section row, caption of its list); empty where there is none.
    pub section: String,
    /// The tiers as printed, lightest first; for a list, one row without label that holds the condition.
    pub tiers: Vec<TierText>,
    /// Where it stands.
    pub place: Place,
}

/// One tier as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierText {
    /// 第一阶次, A, 1.
    pub label: String,
    /// 适用条件, where the document keeps it apart; `None` where condition and penalty share a sentence.
    pub condition: Option<String>,
    /// 具体标准, or the whole sentence; empty in a list.
    pub standard: String,
    /// Where it stands.
    pub place: Place,
}

fn doubt(code: &'static str, message: String) -> wording::Doubt {
    wording::Doubt { code, message }
}
