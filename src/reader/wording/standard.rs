//! 具体标准 into amounts by stage and party, and the other penalties.

use std::ops::Range;

use rust_decimal::Decimal;

use super::number::{Group, groups};
use super::text::Text;
use super::{Doubt, doubt, words};
use crate::law::fine::{Quantity, QuantityTest};
use crate::law::vocabulary::Vocabulary;
use crate::law::{Fen, FenRange, StageId, When};

/// How much a sentence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Between two amounts; zero where no lower end is named.
    Fixed {
        /// The amounts, both ends as written.
        range: FenRange,
        /// Whether the text names a lower end.
        min_stated: bool,
    },
    /// So many times, or so many per cent, of something; both ends included.
    Factors {
        /// Of what.
        basis: Factor,
        /// Lowest; zero where no lower end is named.
        min: Decimal,
        /// Highest.
        max: Decimal,
    },
    /// There is a fine, but its amount is not one of the above; the text says it.
    Unread,
}

/// What a multiple or percentage is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// 违法所得, in multiples.
    IllegalGain,
    /// 货值金额, in multiples.
    GoodsValue,
    /// 上一年年收入, in per cent.
    AnnualIncome,
}

/// One amount of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadFine {
    /// The lead that governs it, as printed; `None` before the first one.
    pub stage_words: Option<String>,
    /// Its stage; `None` without a lead, or when the lead names no known stage.
    pub stage: Option<StageId>,
    /// The party after 对, as printed.
    pub who: Option<String>,
    /// The illegal gain or goods value for which it holds (违法所得十万元以上的).
    pub when: Option<When>,
    /// The amount.
    pub amount: Amount,
    /// 可以处, 可处.
    pub may: bool,
    /// The clause, as printed.
    pub text: String,
}

/// The other penalties of a stage, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOrder {
    /// The stage, as for fines.
    pub stage: Option<StageId>,
    /// Kinds as the statutes' rows name them.
    pub kinds: Vec<String>,
}

/// A 具体标准 as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadStandard {
    /// Amounts in the order of the text.
    pub fines: Vec<ReadFine>,
    /// Other penalties, one entry per stage.
    pub orders: Vec<ReadOrder>,
    /// What is not certain.
    pub doubts: Vec<Doubt>,
}

/// Reads the sentence that says what a tier costs.
pub fn read_standard(text: &str, vocabulary: &Vocabulary) -> ReadStandard {
    let text = Text::new(text);
    let mut stages: Vec<(Vec<char>, StageId)> = Vec::new();
    for term in &vocabulary.stages {
        for word in &term.words {
            stages.push((word.chars().collect(), StageId::new(&term.id)));
        }
    }
    stages.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
    let mut reader = Reader {
        groups: groups(&text),
        text,
        stages,
        lead: Lead::default(),
        who: None,
        out: ReadStandard::default(),
    };
    for (clause, strong) in reader.clauses() {
        if strong {
            reader.who = None;
        }
        reader.clause(clause);
    }
    reader.out
}

#[derive(Default)]
struct Lead {
    words: Option<String>,
    stage: Option<StageId>,
    when: Option<When>,
    /// Nothing has been said under it yet: the next lead adds to it.
    fresh: bool,
}

struct Reader {
    text: Text,
    groups: Vec<Group>,
    stages: Vec<(Vec<char>, StageId)>,
    lead: Lead,
    who: Option<String>,
    out: ReadStandard,
}

impl Reader {
    /// Clauses between commas, and whether a semicolon or full stop stands before.
    fn clauses(&self) -> Vec<(Range<usize>, bool)> {
        let mut clauses = Vec::new();
        let (mut start, mut strong) = (0, true);
        let mut inside = self.groups.iter().peekable();
        let mut i = 0;
        while i < self.text.len() {
            while inside.peek().is_some_and(|g| g.end <= i) {
                inside.next();
            }
            if let Some(g) = inside.peek().filter(|g| g.start <= i) {
                i = g.end;
                continue;
            }
            let c = self.text.at(i);
            let stop = c == Some(';') || c == Some(words::FULL_STOP) || c == Some('\n');
            if stop || c == Some(',') || c == Some(':') {
                clauses.push((start..i, strong));
                (start, strong) = (i + 1, stop);
            }
            i += 1;
        }
        clauses.push((start..self.text.len(), strong));
        clauses.retain(|(c, _)| !self.text.folded(c.clone()).is_empty());
        clauses
    }

    fn clause(&mut self, range: Range<usize>) {
        let from = self.lead(&range);
        let rest = from..range.end;
        if rest.is_empty() {
            return;
        }
        let orders = self.orders(&rest);
        let fines = self.fines(&rest);
        if orders || fines {
            self.lead.fresh = false;
            return;
        }
        if let Some(who) = self.party(rest.start, rest.end) {
            self.who = Some(who);
            return;
        }
        let words = self.text.printed(rest);
        let words = words.trim();
        if !words.is_empty() && !words::NON_ORDERS.contains(&words) {
            self.doubt("not_read", words::not_read(words));
        }
    }

    /// Reads a lead at the start of the clause; returns where the rest begins.
    fn lead(&mut self, range: &Range<usize>) -> usize {
        let start = self.text.skip_blank(range.start);
        let of = (start..range.end).find(|i| self.text.at(*i) == Some(words::OF));
        let ends_of = range.end > start && self.text.at(range.end - 1) == Some(words::OF);
        let head = of.unwrap_or(range.end);
        // 逾期未改正, alone or with something after it.
        let mut found = self
            .stage_at(start, head.max(start))
            .map(|(n, id)| (start + n, id));
        if found.is_none() && !self.says_penalty(&(start..head)) {
            found = self.stage_before(start, head).map(|id| (head, id));
        }
        if found.is_none() && ends_of && !self.says_penalty(&(start..range.end - 1)) {
            found = self
                .stage_before(start, range.end - 1)
                .map(|id| (range.end - 1, id));
        }
        if let Some((end, id)) = found {
            let tail = self.text.at(end) == Some(words::OF);
            let stop = if tail && end < range.end {
                end + 1
            } else {
                end
            };
            let printed = self.text.printed(start..stop);
            self.set_lead(printed, Some(id), None);
            return stop;
        }
        if !ends_of || self.says_penalty(range) {
            return start;
        }
        let printed = self.text.printed(start..range.end);
        let when = self.when(&(start..range.end));
        if when.is_some() {
            self.lead.when = when;
            let words = self.lead.words.take();
            self.lead.words = Some(joined(words, printed));
        } else {
            self.set_lead(printed.clone(), None, None);
            self.doubt("unknown_stage", words::unknown_stage(&printed));
        }
        self.who = None;
        range.end
    }

    fn set_lead(&mut self, printed: String, stage: Option<StageId>, when: Option<When>) {
        let before = self.lead.words.take().filter(|_| self.lead.fresh);
        let last = self.out.doubts.last().map(|d| d.code);
        if before.is_some() && stage.is_some() && last == Some("unknown_stage") {
            // 有前款行为，情节严重的: one lead in two clauses.
            self.out.doubts.pop();
        }
        let earlier = self.lead.stage.take().filter(|_| before.is_some());
        self.lead = Lead {
            words: Some(joined(before, printed)),
            stage: stage.or(earlier),
            when,
            fresh: true,
        };
        self.who = None;
    }

    /// The stage word that stands at this place and ends by `end`.
    fn stage_at(&self, start: usize, end: usize) -> Option<(usize, StageId)> {
        let fits = |word: &[char]| {
            start + word.len() <= end && self.text.flat.get(start..start + word.len()) == Some(word)
        };
        let (word, id) = self.stages.iter().find(|(w, _)| fits(w))?;
        let next = start + word.len();
        let closed = next == end || self.says_penalty(&(next..self.text.len().min(next + 2)));
        closed.then(|| (word.len(), id.clone()))
    }

    /// The stage word that ends right before `end`.
    fn stage_before(&self, start: usize, end: usize) -> Option<StageId> {
        let fits = |word: &[char]| {
            end >= start + word.len() && self.text.flat.get(end - word.len()..end) == Some(word)
        };
        let found = self.stages.iter().find(|(w, _)| fits(w));
        found.map(|(_, id)| id.clone())
    }

    /// Tells whether a penalty is named there.
    fn says_penalty(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| {
            fine_verb(&self.text, i).is_some()
                || self.order_at(i, self.text.len()).is_some()
                || self.text.word(i, words::FINE).is_some()
                || i == range.start
                    && (self.text.at(i) == Some(words::TOWARDS)
                        || self
                            .text
                            .longest(i, words::GIVE_VERBS.iter().copied())
                            .is_some())
        })
    }

    /// 违法所得十万元以上的, 没有违法所得或者违法所得不足十万元的.
    fn when(&self, range: &Range<usize>) -> Option<When> {
        let text = self.text.folded(range.clone());
        let quantity = if text.contains(words::ILLEGAL_GAIN) {
            Quantity::IllegalGain
        } else if text.contains(words::GOODS_VALUE) {
            Quantity::GoodsValue
        } else {
            return None;
        };
        let none = words::NONE_OF.iter().any(|n| text.starts_with(n));
        let asked = match self.in_range(range) {
            [] if none => QuantityTest::None,
            [] => QuantityTest::Some,
            [group] if !group.odd => {
                let fen = |value| Fen::from_yuan(value);
                match (group.low, group.high) {
                    (Some(b), None) if b.inclusive && !none => QuantityTest::AtLeast(fen(b.value)?),
                    (None, Some(b)) if !b.inclusive => QuantityTest::Below(fen(b.value)?),
                    _ => return None,
                }
            }
            [..] => return None,
        };
        Some(When {
            quantity,
            test: asked,
        })
    }

    fn in_range(&self, range: &Range<usize>) -> &[Group] {
        let from = self.groups.partition_point(|g| g.start < range.start);
        let to = self.groups.partition_point(|g| g.start < range.end);
        self.groups.get(from..to.max(from)).unwrap_or_default()
    }

    fn order_at(&self, i: usize, end: usize) -> Option<(usize, &'static str)> {
        let (n, kind) = words::ORDERS
            .iter()
            .filter_map(|(w, kind)| self.text.word(i, w).map(|n| (n, *kind)))
            .filter(|(n, _)| i + n <= end)
            .max_by_key(|(n, _)| *n)?;
        let noun = self
            .text
            .longest(i + n, words::ORDER_NOUN.iter().copied())
            .is_some();
        (!noun).then_some((n, kind))
    }

    fn orders(&mut self, range: &Range<usize>) -> bool {
        let mut any = false;
        let mut i = range.start;
        while i < range.end {
            let Some((n, kind)) = self.order_at(i, range.end) else {
                i += 1;
                continue;
            };
            i += n;
            any = true;
            let stage = self.lead.stage.clone();
            let kind = kind.to_owned();
            match self.out.orders.iter_mut().find(|o| o.stage == stage) {
                Some(order) if order.kinds.contains(&kind) => {}
                Some(order) => order.kinds.push(kind),
                None => self.out.orders.push(ReadOrder {
                    stage,
                    kinds: vec![kind],
                }),
            }
        }
        if any && let Some(who) = self.party(range.start, range.end) {
            self.who = Some(who);
        }
        any
    }

    /// Reads every fine of the clause.
    fn fines(&mut self, range: &Range<usize>) -> bool {
        let groups: Vec<Group> = self.in_range(range).to_vec();
        let mut from = range.start;
        let mut any = false;
        for group in groups {
            let unit = group.unit.as_str();
            if ![words::YUAN, words::PERCENT, words::TIMES, ""].contains(&unit) {
                continue;
            }
            // A party and a verb stand near; looking further back for each number would be quadratic.
            let segment = from.max(group.start.saturating_sub(160))..group.start;
            let verb = segment.clone().any(|i| fine_verb(&self.text, i).is_some());
            let behind = (group.end..range.end.min(group.end + 3))
                .any(|i| self.text.word(i, words::FINE).is_some());
            if !verb && !behind {
                continue;
            }
            from = group.end;
            any = true;
            self.fine(range, segment, &group);
        }
        let has_fine = (from..range.end).any(|i| self.text.word(i, words::FINE).is_some());
        if !any && has_fine {
            self.push(range, range.clone(), Amount::Unread);
            any = true;
        }
        any
    }

    fn fine(&mut self, clause: &Range<usize>, segment: Range<usize>, group: &Group) {
        let said = self.text.folded(segment.clone());
        let amount = if group.odd || words::PER.iter().any(|p| said.contains(p)) {
            Amount::Unread
        } else {
            amount(&said, group).unwrap_or(Amount::Unread)
        };
        self.push(clause, segment, amount);
    }

    fn push(&mut self, clause: &Range<usize>, segment: Range<usize>, amount: Amount) {
        if let Some(who) = self.party(segment.start, segment.end) {
            self.who = Some(who);
        }
        let all = if clause.len() < 400 { clause } else { &segment };
        let text = self.text.printed(all.clone()).trim().to_owned();
        if amount == Amount::Unread {
            self.doubt("amount_not_read", words::amount_not_read(&text));
        }
        let may = segment.clone().any(|i| self.text.at(i) == Some(words::MAY));
        self.out.fines.push(ReadFine {
            stage_words: self.lead.words.clone(),
            stage: self.lead.stage.clone(),
            who: self.who.clone(),
            when: self.lead.when,
            amount,
            may,
            text,
        });
    }

    /// The party after 对, up to the verb.
    fn party(&self, start: usize, end: usize) -> Option<String> {
        let start = (start..end).find(|i| self.text.at(*i) == Some(words::TOWARDS))?;
        let stop = (start + 1..end)
            .find(|i| {
                fine_verb(&self.text, *i).is_some()
                    || self.order_at(*i, self.text.len()).is_some()
                    || self
                        .text
                        .longest(*i, words::GIVE_VERBS.iter().copied())
                        .is_some()
            })
            .unwrap_or(end);
        let who = self.text.printed(start + 1..stop);
        let who = who.trim();
        (!who.is_empty()).then(|| who.to_owned())
    }

    fn doubt(&mut self, code: &'static str, message: String) {
        self.out.doubts.push(doubt(code, message));
    }
}

/// Two leads as one; only the later where they grow out of hand.
fn joined(before: Option<String>, printed: String) -> String {
    match before.filter(|w| w.len() < 600) {
        Some(words) => [words.as_str(), printed.as_str()].join(words::COMMA),
        None => printed,
    }
}

fn amount(said: &str, group: &Group) -> Option<Amount> {
    let high = group.high?;
    if group.unit == words::YUAN || group.unit.is_empty() && high.value >= Decimal::from(1000) {
        let max = Fen::from_yuan(high.value)?;
        let (min, included) = match group.low {
            Some(low) => (Fen::from_yuan(low.value)?, low.inclusive),
            None => (Fen::ZERO, true),
        };
        let range = FenRange::written(min, included, max, high.inclusive)?;
        let min_stated = group.low.is_some();
        return Some(Amount::Fixed { range, min_stated });
    }
    let last = |word: &str| said.rfind(word);
    let basis = if group.unit == words::TIMES {
        let (gain, goods) = (last(words::ILLEGAL_GAIN), last(words::GOODS_VALUE));
        match gain.max(goods)? {
            at if Some(at) == gain => Factor::IllegalGain,
            _ => Factor::GoodsValue,
        }
    } else if group.unit == words::PERCENT && said.contains(words::ANNUAL_INCOME) {
        Factor::AnnualIncome
    } else {
        return None;
    };
    let included = high.inclusive && group.low.is_none_or(|b| b.inclusive);
    included.then(|| Amount::Factors {
        basis,
        min: group.low.map_or(Decimal::ZERO, |b| b.value),
        max: high.value,
    })
}

/// The verb of a fine at this place; 3处 and 处理 are none.
pub(super) fn fine_verb(text: &Text, i: usize) -> Option<usize> {
    let n = text.longest(i, words::FINE_VERBS.iter().copied())?;
    let counted = i > 0
        && text.at(i - 1).is_some_and(|c| {
            c.is_ascii_digit() || words::DIGITS.iter().any(|(d, _)| *d == c) || c == words::TEN
        });
    let other = text
        .at(i + n)
        .is_some_and(|c| words::NOT_FINE_AFTER.contains(&c));
    (!counted && !other).then_some(n)
}
