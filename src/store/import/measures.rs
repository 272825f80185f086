//! Amounts a fine may be measured by: illegal gain, value of the goods, income. None is required, so one
//! that cannot be read is kept as text and the record goes in without it.

use rust_decimal::Decimal;

use crate::compare::decision::Amounts;
use crate::law::{FactId, FactValue, Facts, Fen};
use crate::store::import::amount::read_amount;
use crate::store::import::record::Amount;
use crate::store::words;

/// The fact that says the same as the illegal gain.
const GAIN: &str = "illegal_gain_yuan";

/// The amounts as a record gives them.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures<'a> {
    pub illegal_gain: Amount<'a>,
    pub goods_value: Amount<'a>,
    pub annual_income: Amount<'a>,
}

impl Measures<'_> {
    /// Reads them; `kept` is given the name and the text of each that cannot be read.
    pub fn read(&self, mut kept: impl FnMut(&str, &str)) -> Amounts {
        let mut one = |name: &str, amount: &Amount<'_>| {
            read(amount).unwrap_or_else(|text| {
                kept(name, &text);
                None
            })
        };
        Amounts {
            illegal_gain: one(GAIN, &self.illegal_gain),
            goods_value: one("goods_value_yuan", &self.goods_value),
            annual_income: one("annual_income_yuan", &self.annual_income),
        }
    }
}

/// An amount, or the text that is none. A blank is not known; a word for nothing may mean that there is
/// none or that nobody knows, so it is kept.
fn read(amount: &Amount<'_>) -> Result<Option<Fen>, String> {
    match amount {
        Amount::Unknown => Ok(None),
        Amount::Yuan(yuan) if yuan.is_sign_negative() && !yuan.is_zero() => Err(yuan.to_string()),
        Amount::Yuan(yuan) => Fen::from_yuan(*yuan)
            .map(Some)
            .ok_or_else(|| yuan.to_string()),
        Amount::Cell(text, unit) => match read_amount(text, *unit) {
            Ok(None) if !words::says_nothing(text) => Err(text.to_string()),
            Ok(amount) => Ok(amount),
            Err(_) => Err(text.to_string()),
        },
    }
}

/// The illegal gain is both an amount of the case and a fact that tiers ask for: what is given once is known
/// in both places. Where two different ones are given the amount counts; the other is returned as it was.
pub(super) fn unite(amounts: &mut Amounts, facts: &mut Facts, is_fact: bool) -> Option<FactValue> {
    let id = FactId::from(GAIN);
    let known = facts.get(&id).and_then(|value| match value {
        FactValue::Number(yuan) if *yuan >= Decimal::ZERO => Fen::from_yuan(*yuan),
        FactValue::Number(_) | FactValue::Text(_) | FactValue::Flag(_) => None,
    });
    let Some(gain) = amounts.illegal_gain else {
        amounts.illegal_gain = known;
        return None;
    };
    if !is_fact || known == Some(gain) {
        return None;
    }
    facts.insert(id, FactValue::Number(gain.to_yuan().normalize()))
}
