//! A case and an answer, in the terms of this test.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

#[derive(Clone, Debug, Default)]
pub struct Case {
    pub offence: String,
    pub domain: Option<String>,
    pub stage: Option<String>,
    pub act_on: Option<NaiveDate>,
    pub act_ended_on: Option<NaiveDate>,
    pub discovered_on: Option<NaiveDate>,
    pub decided_on: Option<NaiveDate>,
    pub subjects: Vec<String>,
    pub facts: BTreeMap<String, i64>,
    pub circumstances: BTreeSet<String>,
    /// Fen, as all money here.
    pub illegal_gain: Option<i64>,
    pub goods_value: Option<i64>,
    pub annual_income: Option<i64>,
    pub base_fine: Option<i64>,
    pub serious_harm: Option<bool>,
    pub proposed: Vec<Proposed>,
    pub jurisdiction: Option<String>,
    pub filed_on: Option<NaiveDate>,
    pub birth_date: Option<NaiveDate>,
    pub central_enterprise: Option<bool>,
}

#[derive(Clone, Debug)]
pub struct Proposed {
    pub subject: String,
    pub fine: i64,
    pub before_defence: Option<i64>,
}

impl Case {
    pub fn act_end(&self) -> Option<NaiveDate> {
        self.act_ended_on.or(self.act_on)
    }

    /// As the program reads it.
    pub fn json(&self) -> Value {
        let day = |d: Option<NaiveDate>| d.map(|d| d.to_string());
        let yuan = |fen: Option<i64>| fen.map(|f| f as f64 / 100.0);
        let proposed: Vec<Value> = self.proposed.iter().map(|p| {
            json!({"subject": p.subject, "fine_yuan": yuan(Some(p.fine)), "before_defence_yuan": yuan(p.before_defence)})
        }).collect();
        let mut value = json!({
            "offence": self.offence, "domain": self.domain, "stage": self.stage, "act_on": day(self.act_on),
            "act_ended_on": day(self.act_ended_on), "discovered_on": day(self.discovered_on),
            "decided_on": day(self.decided_on), "subjects": self.subjects, "facts": self.facts,
            "circumstances": self.circumstances, "illegal_gain_yuan": yuan(self.illegal_gain),
            "goods_value_yuan": yuan(self.goods_value), "annual_income_yuan": yuan(self.annual_income),
            "base_fine_yuan": yuan(self.base_fine), "serious_harm": self.serious_harm, "proposed": proposed,
            "jurisdiction": self.jurisdiction, "filed_on": day(self.filed_on), "birth_date": day(self.birth_date),
            "central_enterprise": self.central_enterprise,
        });
        value.as_object_mut().unwrap().retain(|_, v| !v.is_null());
        value
    }

    pub fn fact(&self, id: &str) -> i64 {
        self.facts.get(id).copied().unwrap_or(0)
    }
}

/// What is compared; every part is sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub instrument: String,
    pub disposition: &'static str,
    /// Subject, stage, range.
    pub ranges: BTreeSet<String>,
    /// Gate and state.
    pub gates: BTreeSet<String>,
    /// Code, and subject where it is about one.
    pub findings: BTreeSet<String>,
}
