//! stub
use crate::law::condition::Atom;
use crate::law::fact::FactSpec;
use crate::law::vocabulary::Vocabulary;
use crate::law::{FenRange, StageId};
use crate::packs::written::BasisName;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub code: &'static str,
    pub message: String,
}
#[derive(Clone, Debug)]
pub struct ReadCondition {
    pub any_of: Vec<Vec<Atom>>,
    pub facts: Vec<FactSpec>,
    pub doubts: Vec<Doubt>,
}
#[derive(Clone, Debug)]
pub enum Amount {
    Fixed(FenRange),
    Factors {
        basis: BasisName,
        min: u32,
        max: u32,
    },
}
#[derive(Clone, Debug)]
pub struct ReadFine {
    pub stage_words: Option<String>,
    pub stage: Option<StageId>,
    pub who: Option<String>,
    pub amount: Amount,
    pub may: bool,
    pub text: String,
}
#[derive(Clone, Debug)]
pub struct ReadOrder {
    pub stage: Option<StageId>,
    pub kinds: Vec<String>,
}
#[derive(Clone, Debug)]
pub struct ReadStandard {
    pub fines: Vec<ReadFine>,
    pub orders: Vec<ReadOrder>,
    pub doubts: Vec<Doubt>,
}
#[derive(Clone, Debug, Default)]
pub struct Measures;
pub fn read_condition(_t: &str, _m: &Measures) -> ReadCondition {
    ReadCondition {
        any_of: vec![],
        facts: vec![],
        doubts: vec![],
    }
}
pub fn read_standard(_t: &str, _v: &Vocabulary) -> ReadStandard {
    ReadStandard {
        fines: vec![],
        orders: vec![],
        doubts: vec![],
    }
}
pub fn split_sentence(t: &str) -> (String, String) {
    (String::new(), t.to_owned())
}
