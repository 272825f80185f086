//! A past decision: one penalty on one party for one offence (一人一案由).

use serde::{Deserialize, Serialize};

use crate::law::{
    CircumstanceId, DomainId, Facts, Fen, Inputs, OffenceId, PartialDate, StageId, Subject,
};

/// A decision as the office keeps it. What is `None` is not known, which is not zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Number of the decision.
    pub case_no: String,
    /// Day of the decision, as precisely as known.
    pub decided_on: PartialDate,
    /// Day of the act.
    pub act_on: Option<PartialDate>,
    /// Authority that decided.
    pub authority: String,
    /// Six-digit region code.
    pub region: Option<String>,
    /// Domain.
    pub domain: Option<DomainId>,
    /// Citation as written.
    pub basis: Option<String>,
    /// The offence or clause the citation means; `None` when it lies outside the library.
    pub offence: Option<OffenceId>,
    /// Who was penalised.
    pub subject: Subject,
    /// At which stage.
    pub stage: Option<StageId>,
    /// Name of the party.
    pub party_name: Option<String>,
    /// Facts recorded.
    pub facts: Facts,
    /// Circumstances recorded.
    pub circumstances: Vec<CircumstanceId>,
    /// Tier label recorded.
    pub tier: Option<String>,
    /// Outcome.
    pub outcome: Option<Outcome>,
    /// Fine.
    pub fine: Option<Fen>,
    /// Amounts the fine may be measured by.
    pub amounts: Amounts,
    /// Other penalties and orders.
    pub other_penalties: Vec<String>,
    /// Facts as told.
    pub narrative: Option<String>,
    /// What makes the record unfit for some comparison, as found on import.
    pub flags: Flags,
}

/// Amounts of the case that a fine may be measured by. What is `None` is not known; zero is known to be none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amounts {
    /// Illegal gain (违法所得).
    pub illegal_gain: Option<Fen>,
    /// Value of the goods (货值金额).
    pub goods_value: Option<Fen>,
    /// The person's income of the year before (上一年年收入).
    pub annual_income: Option<Fen>,
}

impl Amounts {
    /// What a measure may need.
    pub fn inputs(self) -> Inputs {
        Inputs {
            illegal_gain: self.illegal_gain,
            goods_value: self.goods_value,
            annual_income: self.annual_income,
            ..Inputs::default()
        }
    }
}

/// What became of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 罚款.
    Fined,
    /// 警告.
    Warned,
    /// 不予处罚.
    NotPenalised,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Outcome; 3] = [Outcome::Fined, Outcome::Warned, Outcome::NotPenalised];

    /// The identifier in files.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Fined => "fined",
            Outcome::Warned => "warned",
            Outcome::NotPenalised => "not_penalised",
        }
    }

    /// Reads the identifier.
    pub fn from_id(id: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|o| o.id() == id)
    }
}

/// Marks on a record that limit what it can be compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent marks, stored as columns"
)]
pub struct Flags {
    /// One amount covers several offences.
    pub merged: bool,
    /// The citation used an earlier text's numbers, whose amounts are not loaded.
    pub earlier_numbering: bool,
    /// The article was inferred, not printed.
    pub article_inferred: bool,
    /// Synthetic, for teaching.
    pub teaching: bool,
}
