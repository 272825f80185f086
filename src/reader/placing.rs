//! Puts the amounts of a sentence where they belong: which stage, which subject.
//!
//! A sentence names them by words (逾期未改正的, 对其直接负责的主管人员) or leaves them out; what is left
//! out is settled by the rows of the statute, and said.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::law::offence::PenaltyRow;
use crate::law::{Fen, FenRange, Inputs, Library, Offence, StageId, Subject};
use crate::packs::written::{BasisName, RawTierFine, RawTierPenalty};
use crate::reader::link::Link;
use crate::reader::wording::{Amount, Doubt, Factor, ReadFine, ReadStandard};
use crate::reader::{doubt, words};

/// How the sentences of an item are placed.
#[derive(Clone, Debug)]
pub struct Placing<'a> {
    library: &'a Library,
    rows: Vec<&'a PenaltyRow>,
    /// The stage the title names.
    titled: Option<StageId>,
    /// The stage of amounts that name none.
    unnamed: Option<StageId>,
    /// What was uncertain about the item as a whole.
    pub doubts: Vec<Doubt>,
}

/// The amounts of one tier in their places.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    /// Fines by stage and subject.
    pub(crate) fines: Vec<RawTierFine>,
    /// Other penalties by stage.
    pub(crate) penalties: Vec<RawTierPenalty>,
    /// The words of amounts that could not be placed.
    pub lost: Vec<String>,
    /// What was uncertain.
    pub doubts: Vec<Doubt>,
}

impl<'a> Placing<'a> {
    /// Looks at all sentences of an item at once: what one of them leaves out, its siblings often tell.
    pub fn new(library: &'a Library, link: &Link, standards: &[&ReadStandard]) -> Placing<'a> {
        let offences = link.offence.as_ref().map(|id| library.named(id.as_str()));
        let rows = offences
            .into_iter()
            .flatten()
            .flat_map(Offence::all_rows)
            .collect();
        let mut placing = Placing {
            library,
            rows,
            titled: link.stage.clone(),
            unnamed: link.stage.clone(),
            doubts: Vec::new(),
        };
        let unnamed: Vec<&ReadFine> = standards
            .iter()
            .flat_map(|s| &s.fines)
            .filter(|f| f.stage_words.is_none())
            .collect();
        if placing.titled.is_none() {
            placing.settle(standards, &unnamed);
        }
        placing
    }

    /// The stage that the item as a whole is about, where its title says so.
    pub fn own_stage(&self) -> Option<StageId> {
        self.titled.clone()
    }

    /// Settles the stage of amounts that name none.
    fn settle(&mut self, standards: &[&ReadStandard], unnamed: &[&ReadFine]) {
        let named: Vec<&StageId> = standards
            .iter()
            .flat_map(|s| &s.fines)
            .filter_map(|f| f.stage.as_ref())
            .collect();
        let all = self.stages();
        let open: Vec<StageId> = all.iter().filter(|s| !named.contains(s)).cloned().collect();
        // The order of the vocabulary is the order in which a case passes through the stages.
        let usual = |among: &[StageId]| {
            let terms = &self.library.parts().vocabulary.stages;
            terms
                .iter()
                .find_map(|t| among.iter().find(|s| s.as_str() == t.id).cloned())
        };
        let holding: Vec<StageId> = open
            .iter()
            .filter(|stage| unnamed.iter().all(|fine| self.holds(stage, fine)))
            .cloned()
            .collect();
        let first = usual(&open);
        self.unnamed = match (first, holding.as_slice()) {
            (first, _) if open.len() <= 1 => first,
            (Some(first), holding) if holding.contains(&first) => Some(first),
            (_, [only]) => {
                self.doubts
                    .push(doubt("stage_inferred", words::STAGE_INFERRED.to_owned()));
                Some(only.clone())
            }
            (first, _) if unnamed.is_empty() => first,
            (Some(first), _) => {
                self.doubts
                    .push(doubt("stage_inferred", words::STAGE_INFERRED.to_owned()));
                Some(first)
            }
            (None, _) => None,
        };
    }

    /// The stages of the statute, in its order.
    fn stages(&self) -> Vec<StageId> {
        let mut stages: Vec<StageId> = Vec::new();
        for row in &self.rows {
            if !stages.contains(&row.stage) {
                stages.push(row.stage.clone());
            }
        }
        stages
    }

    /// Tells whether the statute threatens such an amount at the stage.
    fn holds(&self, stage: &StageId, fine: &ReadFine) -> bool {
        let Amount::Fixed { range: amount, .. } = &fine.amount else {
            return true;
        };
        let Some(subject) = self.subject(Some(stage), fine.who.as_deref()) else {
            return false;
        };
        // What a later stage keeps of an earlier one is placed at the earlier.
        let own = |r: &&&PenaltyRow| r.origin.as_ref().is_none_or(|o| o.kept_from.is_none());
        self.rows
            .iter()
            .filter(own)
            .filter(|r| r.stage == *stage && r.subject == subject)
            .filter_map(|r| r.fine.as_ref()?.basis.range(&Inputs::default()).ok())
            .any(|r| r.min() <= amount.min() && amount.max() <= r.max())
    }

    /// Whom an amount is for: as the statute names them, else by the last word of the name.
    fn subject(&self, stage: Option<&StageId>, who: Option<&str>) -> Option<Subject> {
        let at: Vec<&&PenaltyRow> = self
            .rows
            .iter()
            .filter(|r| stage.is_none_or(|s| r.stage == *s))
            .filter(|r| r.fine.is_some())
            .collect();
        let among = |subject: Subject| at.is_empty() || at.iter().any(|r| r.subject == subject);
        let Some(who) = who else {
            // 处二万元以下的罚款 without a word on whom means the party the statute names first.
            return at.first().map(|r| r.subject);
        };
        if let Some(row) = at.iter().find(|r| r.who == who) {
            return Some(row.subject);
        }
        let terms = &self.library.parts().vocabulary.subjects;
        let by_word = terms
            .iter()
            .flat_map(|t| t.words.iter().map(move |w| (t, w)))
            .filter(|(_, w)| who.ends_with(w.as_str()))
            .max_by_key(|(_, w)| w.len())
            .and_then(|(t, _)| Subject::from_id(&t.id))
            .filter(|s| among(*s));
        let is_person = words::PEOPLE.iter().any(|p| who.ends_with(p));
        let by_kind = if is_person {
            [Subject::ResponsiblePerson, Subject::Individual]
                .into_iter()
                .find(|s| among(*s))
        } else {
            None
        };
        let only = || {
            let first = at.first()?.subject;
            (!is_person && at.iter().all(|r| r.subject == first)).then_some(first)
        };
        by_word.or(by_kind).or_else(only)
    }

    /// Places the amounts of one sentence; `conditioned` is the stage that its condition names.
    pub fn place(&self, standard: &ReadStandard, conditioned: Option<&StageId>) -> Placed {
        let mut placed = Placed::default();
        let unnamed = conditioned.cloned().or_else(|| self.unnamed.clone());
        for fine in &standard.fines {
            // A tier has no room for an amount that holds only from some illegal gain on.
            if fine.when.is_some() {
                placed.lose(fine, "amount_with_threshold", words::WITH_THRESHOLD);
                continue;
            }
            let unnamed = || unnamed.clone().filter(|_| fine.stage_words.is_none());
            let Some(stage) = fine.stage.clone().or_else(unnamed) else {
                placed.lose(fine, "stage_unknown", words::STAGE_UNKNOWN);
                continue;
            };
            let Some(subject) = self.subject(Some(&stage), fine.who.as_deref()) else {
                placed.lose(fine, "subject_unknown", words::SUBJECT_UNKNOWN);
                continue;
            };
            let Some(raw) = raw_fine(stage, subject, &fine.amount) else {
                placed.lose(fine, "amount_unknown", words::NO_AMOUNT);
                continue;
            };
            let taken = placed
                .fines
                .iter()
                .find(|f| f.stage == raw.stage && f.subject == raw.subject);
            match taken {
                Some(same) if *same == raw => {}
                Some(_) => placed.doubts.push(doubt(
                    "same_cell",
                    words::about(words::SAME_CELL, &fine.text),
                )),
                None => placed.fines.push(raw),
            }
        }
        for order in &standard.orders {
            let stage = order.stage.clone().or_else(|| unnamed.clone());
            if let Some(stage) = stage.filter(|_| !order.kinds.is_empty()) {
                placed.penalties.push(RawTierPenalty {
                    stage,
                    kinds: order.kinds.clone(),
                });
            }
        }
        placed
    }
}

impl Placed {
    fn lose(&mut self, fine: &ReadFine, code: &'static str, message: &str) {
        self.doubts
            .push(doubt(code, words::about(message, &fine.text)));
        self.lost.push(fine.text.clone());
    }
}

/// An amount in written form; `None` where it has none (a fraction of a yuan).
fn raw_fine(stage: StageId, subject: Subject, amount: &Amount) -> Option<RawTierFine> {
    let mut raw = RawTierFine {
        stage,
        subject,
        basis: BasisName::FixedRange,
        min_yuan: None,
        above_yuan: None,
        max_yuan: None,
        below_yuan: None,
        min: None,
        max: None,
    };
    match amount {
        Amount::Fixed { range, .. } => write_range(&mut raw, *range)?,
        Amount::Factors { basis, min, max } => {
            raw.basis = match basis {
                Factor::IllegalGain => BasisName::MultipleOfIllegalGain,
                Factor::GoodsValue => BasisName::MultipleOfGoodsValue,
                Factor::AnnualIncome => BasisName::PercentOfAnnualIncome,
            };
            let whole = |n: Decimal| n.fract().is_zero().then(|| n.to_u32()).flatten();
            raw.min = Some(whole(*min)?);
            raw.max = Some(whole(*max)?);
        }
        Amount::Unread => return None,
    }
    Some(raw)
}

/// Writes the ends of a range the way the document does.
pub(crate) fn write_range(raw: &mut RawTierFine, range: FenRange) -> Option<()> {
    let yuan = |fen: Fen| fen.whole_yuan();
    match range.above() {
        Some(above) => raw.above_yuan = Some(yuan(above)?),
        None => raw.min_yuan = Some(yuan(range.min())?),
    }
    match range.below() {
        Some(below) => raw.below_yuan = Some(yuan(below)?),
        None => raw.max_yuan = Some(yuan(range.max())?),
    }
    Some(())
}
