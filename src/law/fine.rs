//! How a statute measures a fine: fixed range, share of income, multiple of gain, daily.

use serde::{Deserialize, Serialize};

use crate::law::{Fen, FenRange};

/// A fine as a penalty row lays it down.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fine {
    /// How it is measured.
    pub basis: FineBasis,
    /// The illegal gain or goods value for which this measure applies.
    pub when: Option<When>,
}

/// The measure of a fine. Percentages and multiples are whole numbers, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FineBasis {
    /// Between two amounts. Without a stated minimum the lower end is zero.
    Fixed {
        /// The amounts.
        range: FenRange,
        /// Whether the text names a minimum.
        min_stated: bool,
    },
    /// A share of the person's income of the year before, in per cent.
    PercentOfAnnualIncome {
        /// Lowest per cent.
        min: u32,
        /// Highest per cent.
        max: u32,
    },
    /// A multiple of the illegal gain.
    MultipleOfIllegalGain {
        /// Lowest multiple.
        min: u32,
        /// Highest multiple.
        max: u32,
        /// The fine never exceeds this.
        cap: Option<Fen>,
    },
    /// A multiple of the value of the goods.
    MultipleOfGoodsValue {
        /// Lowest multiple.
        min: u32,
        /// Highest multiple.
        max: u32,
        /// When even the highest multiple stays below this, the fine is this.
        floor: Option<Fen>,
    },
    /// A multiple of the fine under another clause.
    MultipleOfBaseFine {
        /// Lowest multiple.
        min: u32,
        /// Highest multiple.
        max: u32,
        /// Which fine.
        of: String,
    },
    /// The amount of the earlier fine again for every day.
    Daily {
        /// Which amount.
        of: String,
        /// From which day on.
        start: Option<String>,
    },
    /// So many thousandths of the fine for every day.
    DailyPermille {
        /// Thousandths a day.
        permille: u32,
        /// Of which amount.
        of: String,
    },
}

/// Which of two measures applies, by illegal gain or goods value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The quantity that decides.
    pub quantity: Quantity,
    /// What it must be.
    pub test: QuantityTest,
}

/// A quantity that decides between measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Illegal gain (违法所得).
    IllegalGain,
    /// Value of the goods (货值金额).
    GoodsValue,
}

/// What is asked of the quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityTest {
    /// There is none.
    None,
    /// There is some.
    Some,
    /// None, or less than this.
    Below(Fen),
    /// At least this.
    AtLeast(Fen),
}

/// How binding the fine is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FineMode {
    /// 处…罚款.
    #[default]
    Must,
    /// 可以处…罚款.
    May,
    /// 单处或者并处.
    SingleOrConcurrent,
    /// 按情节选择 among the penalties listed.
    SelectByGravity,
    /// The text does not say.
    Unstated,
}

impl FineMode {
    /// Tells whether the fine may be left out. 单处或者并处 imposes it either way.
    pub fn is_optional(self) -> bool {
        match self {
            FineMode::May | FineMode::SelectByGravity | FineMode::Unstated => true,
            FineMode::Must | FineMode::SingleOrConcurrent => false,
        }
    }
}

/// Amounts of the case that a measure may need; what is absent is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Illegal gain (违法所得); zero when it is known that there is none.
    pub illegal_gain: Option<Fen>,
    /// Value of the goods (货值金额).
    pub goods_value: Option<Fen>,
    /// The person's income of the year before.
    pub annual_income: Option<Fen>,
    /// The earlier or basic fine that a multiple or a daily fine refers to.
    pub base_fine: Option<Fen>,
    /// Days for which a daily fine runs.
    pub days: Option<u32>,
}

impl When {
    /// Tells whether the measure applies; `None` while the quantity is unknown.
    pub fn holds(&self, inputs: &Inputs) -> Option<bool> {
        let value = match self.quantity {
            Quantity::IllegalGain => inputs.illegal_gain,
            Quantity::GoodsValue => inputs.goods_value,
        }?;
        Some(match self.test {
            QuantityTest::None => value == Fen::ZERO,
            QuantityTest::Some => value > Fen::ZERO,
            QuantityTest::Below(limit) => value < limit,
            QuantityTest::AtLeast(limit) => value >= limit,
        })
    }
}

/// What a measure still needs before it is an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Needs {
    /// 违法所得.
    IllegalGain,
    /// 货值金额.
    GoodsValue,
    /// 上一年年收入.
    AnnualIncome,
    /// The fine referred to.
    BaseFine,
    /// The number of days.
    Days,
}

/// The amounts a fine may come to, as far as is known. Both ends included; fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The least it may be.
    pub min: Fen,
    /// The most it may be; `None` when nothing limits it.
    pub max: Option<Fen>,
}

impl Span {
    /// The amounts that either may come to.
    #[must_use]
    pub fn hull(self, other: Span) -> Span {
        Span {
            min: self.min.min(other.min),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
        }
    }

    /// Tells whether an amount is above anything the fine may come to.
    pub fn is_exceeded_by(&self, amount: Fen) -> bool {
        self.max.is_some_and(|max| amount > max)
    }
}

impl Fine {
    /// Returns the range in money, or what is still needed to know it.
    pub fn range(&self, inputs: &Inputs) -> Result<FenRange, Needs> {
        self.basis.range(inputs)
    }

    /// What the fine may come to. Unknown is not zero: where the quantity is not known, only what the
    /// text itself says of it (the threshold, a cap, a floor) limits the amount.
    pub fn span(&self, inputs: &Inputs) -> Span {
        if let Ok(range) = self.range(inputs) {
            return Span {
                min: range.min(),
                max: Some(range.max()),
            };
        }
        let least = match self.when {
            Some(When {
                test: QuantityTest::AtLeast(limit),
                ..
            }) => limit,
            Some(_) | None => Fen::ZERO,
        };
        // What is below a threshold is at most that.
        let most = match self.when {
            Some(When {
                test: QuantityTest::Below(limit),
                ..
            }) => Some(limit),
            Some(_) | None => None,
        };
        let times = |base: Fen, n: u32| base.scale(i64::from(n), 1);
        match &self.basis {
            FineBasis::MultipleOfIllegalGain { min, max, cap } => {
                let (low, high) = (times(least, *min), most.map(|m| times(m, *max)));
                Span {
                    min: cap.map_or(low, |c| low.min(c)),
                    max: high.into_iter().chain(*cap).min(),
                }
            }
            FineBasis::MultipleOfGoodsValue { min, max, floor } => Span {
                // Just above the floor the lowest multiple is the least there is.
                min: match floor {
                    Some(floor) if times(least, *max) < *floor => {
                        floor.scale(i64::from(*min), i64::from((*max).max(1)))
                    }
                    Some(_) | None => times(least, *min),
                },
                max: most.map(|m| times(m, *max).max(floor.unwrap_or(Fen::ZERO))),
            },
            FineBasis::Fixed { .. }
            | FineBasis::PercentOfAnnualIncome { .. }
            | FineBasis::MultipleOfBaseFine { .. }
            | FineBasis::Daily { .. }
            | FineBasis::DailyPermille { .. } => Span {
                min: Fen::ZERO,
                max: None,
            },
        }
    }
}

impl FineBasis {
    /// The name of the basis in files and output.
    pub fn name(&self) -> &'static str {
        match self {
            FineBasis::Fixed { .. } => "fixed_range",
            FineBasis::PercentOfAnnualIncome { .. } => "percent_of_annual_income",
            FineBasis::MultipleOfIllegalGain { .. } => "multiple_of_illegal_gain",
            FineBasis::MultipleOfGoodsValue { .. } => "multiple_of_goods_value",
            FineBasis::MultipleOfBaseFine { .. } => "multiple_of_base_fine",
            FineBasis::Daily { .. } | FineBasis::DailyPermille { .. } => "daily",
        }
    }

    /// The lowest and highest per cent or multiple, for measures that have them.
    pub fn factors(&self) -> Option<(u32, u32)> {
        match self {
            FineBasis::PercentOfAnnualIncome { min, max }
            | FineBasis::MultipleOfIllegalGain { min, max, .. }
            | FineBasis::MultipleOfGoodsValue { min, max, .. }
            | FineBasis::MultipleOfBaseFine { min, max, .. } => Some((*min, *max)),
            FineBasis::Fixed { .. } | FineBasis::Daily { .. } | FineBasis::DailyPermille { .. } => {
                None
            }
        }
    }

    /// Returns the range in money, or what is still needed to know it.
    pub fn range(&self, inputs: &Inputs) -> Result<FenRange, Needs> {
        let times = |base: Fen, min: u32, max: u32| {
            (base.scale(i64::from(min), 1), base.scale(i64::from(max), 1))
        };
        let (min, max) = match self {
            FineBasis::Fixed { range, .. } => (range.min(), range.max()),
            FineBasis::PercentOfAnnualIncome { min, max } => {
                let income = inputs.annual_income.ok_or(Needs::AnnualIncome)?;
                (
                    income.scale(i64::from(*min), 100),
                    income.scale(i64::from(*max), 100),
                )
            }
            FineBasis::MultipleOfIllegalGain { min, max, cap } => {
                let (low, high) = times(inputs.illegal_gain.ok_or(Needs::IllegalGain)?, *min, *max);
                cap.map_or((low, high), |cap| (low.min(cap), high.min(cap)))
            }
            FineBasis::MultipleOfGoodsValue { min, max, floor } => {
                let (low, high) = times(inputs.goods_value.ok_or(Needs::GoodsValue)?, *min, *max);
                match floor {
                    Some(floor) if high < *floor => (*floor, *floor),
                    _ => (low, high),
                }
            }
            FineBasis::MultipleOfBaseFine { min, max, .. } => {
                times(inputs.base_fine.ok_or(Needs::BaseFine)?, *min, *max)
            }
            FineBasis::Daily { .. } => {
                let base = inputs.base_fine.ok_or(Needs::BaseFine)?;
                let total = base.scale(i64::from(inputs.days.ok_or(Needs::Days)?), 1);
                (total, total)
            }
            FineBasis::DailyPermille { permille, .. } => {
                let base = inputs.base_fine.ok_or(Needs::BaseFine)?;
                let days = inputs.days.ok_or(Needs::Days)?;
                let total = base.scale(i64::from(*permille) * i64::from(days), 1000);
                (total, total)
            }
        };
        FenRange::new(min, max).ok_or(Needs::BaseFine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(min: i64, max: i64) -> FenRange {
        FenRange::new(Fen::yuan(min), Fen::yuan(max)).unwrap()
    }

    #[test]
    fn every_basis_yields_its_amounts() {
        let inputs = Inputs {
            illegal_gain: Some(Fen::yuan(30_000)),
            goods_value: Some(Fen::yuan(400)),
            annual_income: Some(Fen::yuan(120_000)),
            base_fine: Some(Fen::yuan(50_000)),
            days: Some(4),
        };
        let cases = [
            (
                FineBasis::PercentOfAnnualIncome { min: 40, max: 60 },
                range(48_000, 72_000),
            ),
            (
                FineBasis::MultipleOfIllegalGain {
                    min: 1,
                    max: 3,
                    cap: Some(Fen::yuan(50_000)),
                },
                range(30_000, 50_000),
            ),
            (
                FineBasis::MultipleOfGoodsValue {
                    min: 10,
                    max: 20,
                    floor: Some(Fen::yuan(10_000)),
                },
                range(10_000, 10_000),
            ),
            (
                FineBasis::MultipleOfBaseFine {
                    min: 2,
                    max: 5,
                    of: String::new(),
                },
                range(100_000, 250_000),
            ),
            (
                FineBasis::Daily {
                    of: String::new(),
                    start: None,
                },
                range(200_000, 200_000),
            ),
            (
                FineBasis::DailyPermille {
                    permille: 3,
                    of: String::new(),
                },
                range(600, 600),
            ),
        ];
        for (basis, expected) in cases {
            assert_eq!(basis.range(&inputs), Ok(expected), "{basis:?}");
            assert!(basis.range(&Inputs::default()).is_err(), "{basis:?}");
        }
    }

    #[test]
    fn the_threshold_decides_between_two_measures() {
        let when = |test| When {
            quantity: Quantity::IllegalGain,
            test,
        };
        let limit = Fen::yuan(100_000);
        let gain = |fen| Inputs {
            illegal_gain: Some(fen),
            ..Inputs::default()
        };
        assert_eq!(
            when(QuantityTest::AtLeast(limit)).holds(&gain(limit)),
            Some(true)
        );
        assert_eq!(
            when(QuantityTest::Below(limit)).holds(&gain(limit)),
            Some(false)
        );
        assert_eq!(
            when(QuantityTest::Below(limit)).holds(&gain(Fen::ZERO)),
            Some(true)
        );
        assert_eq!(
            when(QuantityTest::Some).holds(&gain(Fen::ZERO)),
            Some(false)
        );
        assert_eq!(when(QuantityTest::None).holds(&Inputs::default()), None);
    }
}
