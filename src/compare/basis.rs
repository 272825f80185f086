//! What a finding rests on, as a fingerprint: the same data give the same one, whatever their order and
//! wherever they came from.
//!
//! It covers the verdict, the decision as compared, the lawful range, and, where the verdict rests on
//! comparison, the precedents and unfined cases of the group it was compared with. No figure of the
//! statistics enters: those move a little with every decision anywhere. Nor do the options.

use std::collections::HashMap;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::compare::decision::{Decision, Outcome};
use crate::compare::options::FEWEST_PEERS;
use crate::compare::register::Register;
use crate::compare::rows::{Level, Row, Use};
use crate::compare::verdict::{Findings, Verdict};
use crate::law::{FactValue, Id};

/// How many records there are, and the sum of their hashes: the same in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bag {
    count: usize,
    fined: usize,
    sum: u128,
}

impl Findings {
    /// The fingerprint of what a finding rests on: 32 hexadecimal digits; `None` when there is no such place.
    pub fn basis(&self, index: usize) -> Option<String> {
        self.bases([index]).pop().flatten()
    }

    /// The fingerprints of several findings; a group that several share is read once.
    pub fn bases(&self, indices: impl IntoIterator<Item = usize>) -> Vec<Option<String>> {
        let mut groups = Groups::default();
        let one = |index| self.basis_of(index, &mut groups);
        indices.into_iter().map(one).collect()
    }

    fn basis_of(&self, index: usize, groups: &mut Groups) -> Option<String> {
        let (mark, own) = (self.marks.get(index)?, self.cases().decision(index)?);
        let mut hash = Sha256::new();
        add(&mut hash, mark.verdict.id());
        hash.update(record(&own).to_be_bytes());
        for bound in mark.lawful.into_iter().flat_map(|r| [r.min(), r.max()]) {
            hash.update(bound.0.to_be_bytes());
        }
        if rests_on_comparison(mark.verdict) {
            let row = self.register.row(index).map(|(_, row, _)| row);
            let compared = row.map(|row| groups.compared_with(&self.register, row, &own));
            let (level, bag) = compared.unwrap_or((Level::Stage, Bag::default()));
            add(&mut hash, &format!("{} {}", level.depth(), bag.count));
            hash.update(bag.sum.to_be_bytes());
        }
        let bytes = hash.finalize();
        let half = bytes.first_chunk().map_or(0, |b| u128::from_be_bytes(*b));
        Some(format!("{half:032x}"))
    }
}

fn rests_on_comparison(verdict: Verdict) -> bool {
    match verdict {
        Verdict::BeyondStatute | Verdict::BeyondBenchmark => false,
        Verdict::SuspectedEntryError
        | Verdict::Inverted
        | Verdict::UnlikePeers
        | Verdict::TooFewPeers
        | Verdict::Consistent => true,
    }
}

/// Groups already read, by where they lie among the rows.
#[derive(Default)]
struct Groups(HashMap<Range<usize>, Bag>);

impl Groups {
    /// The narrowest group with enough fines, the decision itself left out.
    fn compared_with(&mut self, register: &Register, row: &Row, own: &Decision) -> (Level, Bag) {
        let mut others = |level| {
            let bag = self.read(register, register.rows.group(&row.key, level));
            if counts(row, own) {
                bag.without(own)
            } else {
                bag
            }
        };
        let tier = others(Level::Tier);
        if tier.fined >= FEWEST_PEERS {
            (Level::Tier, tier)
        } else {
            (Level::Stage, others(Level::Stage))
        }
    }

    fn read(&mut self, register: &Register, group: Range<usize>) -> Bag {
        let read = || {
            let rows = register.rows.all.get(group.clone()).unwrap_or_default();
            let decisions = rows.iter().filter_map(|row| {
                let decision = register.cases.decision(row.input as usize)?;
                counts(row, &decision).then_some(decision)
            });
            decisions.fold(Bag::default(), |bag, d| bag.with(&d))
        };
        *self.0.entry(group.clone()).or_insert_with(read)
    }
}

/// Tells whether a row is a peer of others under the default options: those are views, not data.
fn counts(row: &Row, decision: &Decision) -> bool {
    let flags = decision.flags;
    matches!(row.usage, Use::Precedent | Use::NotFined) && !flags.merged && !flags.earlier_numbering
}

impl Bag {
    fn with(self, decision: &Decision) -> Bag {
        Bag {
            count: self.count + 1,
            fined: self.fined + usize::from(is_fined(decision)),
            sum: self.sum.wrapping_add(record(decision)),
        }
    }

    fn without(self, decision: &Decision) -> Bag {
        Bag {
            count: self.count.saturating_sub(1),
            fined: self.fined.saturating_sub(usize::from(is_fined(decision))),
            sum: self.sum.wrapping_sub(record(decision)),
        }
    }
}

fn is_fined(decision: &Decision) -> bool {
    decision.fine.is_some_and(|f| f.0 > 0) && decision.outcome.is_none_or(|o| o == Outcome::Fined)
}

/// One record as compared: not who the party was, how the facts are told, nor the region, whose effect
/// is the lawful range.
fn record(decision: &Decision) -> u128 {
    let mut hash = Sha256::new();
    let optional = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let dates = |d: crate::law::PartialDate| format!("{}{}", d.earliest(), d.latest());
    let mut circumstances: Vec<&str> = decision.circumstances.iter().map(Id::as_str).collect();
    circumstances.sort_unstable();
    let fields = [
        decision.case_no.clone(),
        dates(decision.decided_on),
        decision.act_on.map(dates).unwrap_or_default(),
        decision.authority.clone(),
        optional(decision.domain.as_ref().map(Id::as_str)),
        optional(decision.offence.as_ref().map(Id::as_str)),
        decision.subject.id().to_owned(),
        optional(decision.stage.as_ref().map(Id::as_str)),
        optional(decision.tier.as_deref()),
        optional(decision.outcome.map(Outcome::id)),
        decision.fine.map(|f| f.0.to_string()).unwrap_or_default(),
        circumstances.join(" "),
    ];
    for field in &fields {
        add(&mut hash, field);
    }
    let amounts = decision.amounts;
    let named = [
        ("gain", amounts.illegal_gain),
        ("goods", amounts.goods_value),
        ("income", amounts.annual_income),
    ];
    // Only what is known is added: records without them keep the fingerprints they had.
    for (name, amount) in named {
        if let Some(amount) = amount {
            add(&mut hash, &format!("{name} {}", amount.0));
        }
    }
    for (fact, value) in &decision.facts {
        add(&mut hash, fact.as_str());
        // The number 1, the text "1" and a yes are three things.
        match value {
            FactValue::Number(n) => add(&mut hash, &format!("n{}", n.normalize())),
            FactValue::Text(text) => add(&mut hash, &format!("t{text}")),
            FactValue::Flag(holds) => add(&mut hash, if *holds { "y" } else { "x" }),
        }
    }
    let bytes = hash.finalize();
    bytes.first_chunk().map_or(0, |b| u128::from_be_bytes(*b))
}

fn add(hash: &mut Sha256, text: &str) {
    hash.update(text);
    hash.update([0x1F]);
}
