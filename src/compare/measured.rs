//! What the amounts of a case (illegal gain, goods, income) change about its range, offence by offence.
//!
//! Standings are remembered, so amounts that make no difference must not make situations distinct: an amount
//! no row asks for is dropped, one that only decides between rows by a threshold is cut down to the threshold.

use crate::compare::decision::Amounts;
use crate::law::fine::{Fine, FineBasis, Quantity, QuantityTest, When};
use crate::law::{Fen, Library, Offence};

/// How the fines of an offence look at the amounts of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    gain: Cuts,
    goods: Cuts,
    /// Some fine is a share of the income.
    income: bool,
}

/// Where an amount makes a difference.
#[derive(Clone, Debug, Default)]
struct Cuts {
    /// Values from which on a threshold has another answer, ascending.
    bounds: Vec<Fen>,
    /// The fines that are a multiple of it: for each the threshold on which it applies.
    multiples: Vec<Option<When>>,
}

impl Measured {
    /// Looks at the fines of the offences an id names and of the tiers about them.
    pub(crate) fn of(library: &Library, named: &[&Offence]) -> Measured {
        let mut found = Measured::default();
        for offence in named {
            let rows = offence.all_rows().filter_map(|row| row.fine.as_ref());
            rows.for_each(|fine| found.add(fine));
            let items = library.items_about(offence).map(|(_, item)| item);
            let tiers = items.flat_map(|item| &item.tiers);
            for fine in tiers.flat_map(|tier| &tier.fines) {
                found.add_basis(&fine.basis, None);
            }
        }
        for cuts in [&mut found.gain, &mut found.goods] {
            cuts.bounds.sort_unstable();
            cuts.bounds.dedup();
        }
        found
    }

    fn add(&mut self, fine: &Fine) {
        if let Some(when) = fine.when {
            let cuts = match when.quantity {
                Quantity::IllegalGain => &mut self.gain,
                Quantity::GoodsValue => &mut self.goods,
            };
            // Zero and the least amount above it are told apart always.
            cuts.bounds.extend([Fen::ZERO, Fen(1)]);
            match when.test {
                QuantityTest::Below(limit) | QuantityTest::AtLeast(limit) => {
                    cuts.bounds.push(limit);
                }
                QuantityTest::None | QuantityTest::Some => {}
            }
        }
        self.add_basis(&fine.basis, fine.when);
    }

    fn add_basis(&mut self, basis: &FineBasis, when: Option<When>) {
        match basis {
            FineBasis::PercentOfAnnualIncome { .. } => self.income = true,
            FineBasis::MultipleOfIllegalGain { .. } => self.gain.multiples.push(when),
            FineBasis::MultipleOfGoodsValue { .. } => self.goods.multiples.push(when),
            FineBasis::Fixed { .. }
            | FineBasis::MultipleOfBaseFine { .. }
            | FineBasis::Daily { .. }
            | FineBasis::DailyPermille { .. } => {}
        }
    }

    /// The amounts as far as they make a difference.
    pub(crate) fn cut(&self, amounts: Amounts) -> Amounts {
        Amounts {
            illegal_gain: amounts.illegal_gain.and_then(|a| self.gain.cut(a, amounts)),
            goods_value: amounts.goods_value.and_then(|a| self.goods.cut(a, amounts)),
            annual_income: amounts.annual_income.filter(|_| self.income),
        }
    }
}

impl Cuts {
    fn cut(&self, amount: Fen, amounts: Amounts) -> Option<Fen> {
        let inputs = amounts.inputs();
        let applies =
            |when: &Option<When>| when.is_none_or(|when| when.holds(&inputs) != Some(false));
        if self.multiples.iter().any(applies) {
            return Some(amount);
        }
        self.bounds.iter().rev().find(|b| **b <= amount).copied()
    }
}
