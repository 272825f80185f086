//! 适用条件 into alternatives of atoms.

use std::collections::HashSet;
use std::ops::Range;

use pinyin::ToPinyin;

use super::measures::Measures;
use super::number::{Group, groups};
use super::text::Text;
use super::{Doubt, doubt, words};
use crate::law::condition::Test;
use crate::law::fact::FactKind;
use crate::law::{Atom, FactId, FactSpec, StageId};

/// Most alternatives one text is multiplied out to.
const MOST: usize = 64;
/// The fact that holds a behaviour in words.
const BEHAVIOUR: &str = "behaviour";
/// Identifiers of facts of the document's own begin with this.
const OWN: &str = "x_";

/// A condition as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadCondition {
    /// Alternatives, each a list of atoms that all hold; empty for an empty text.
    pub any_of: Vec<Vec<Atom>>,
    /// Facts this text needs that nobody has registered; identifiers begin with `x_`.
    pub facts: Vec<FactSpec>,
    /// The stage, where a clause of the condition is nothing but its name (拒不改正); it makes no atom.
    pub stage: Option<StageId>,
    /// What is not certain.
    pub doubts: Vec<Doubt>,
}

/// Reads a condition.
pub fn read_condition(text: &str, measures: &Measures) -> ReadCondition {
    let text = Text::new(text);
    let mut reader = Reader {
        groups: groups(&text),
        text,
        measures,
        out: ReadCondition::default(),
    };
    let whole = reader.trim(0..reader.text.len());
    let mut seen = HashSet::new();
    for piece in reader.alternatives(whole) {
        let alternatives = reader.alternative(piece);
        for atoms in alternatives {
            if !atoms.is_empty() && seen.insert(atoms.clone()) {
                reader.out.any_of.push(atoms);
            }
        }
    }
    reader.out
}

struct Reader<'m> {
    text: Text,
    groups: Vec<Group>,
    measures: &'m Measures,
    out: ReadCondition,
}

/// What a clause turned out to be.
enum Clause {
    Numeric(Vec<Vec<Atom>>),
    Stage,
    Words,
    /// It has a number that cannot be taken out of its words.
    Knotted,
}

impl Reader<'_> {
    /// Leaves out blanks and full stops at the ends.
    fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let idle =
            |c: char| c.is_whitespace() || [words::FULL_STOP, ';', ',', '.', ':'].contains(&c);
        while range.start < range.end && self.text.at(range.start).is_some_and(idle) {
            range.start += 1;
        }
        while range.start < range.end && self.text.at(range.end - 1).is_some_and(idle) {
            range.end -= 1;
        }
        range
    }

    fn in_range(&self, range: &Range<usize>) -> &[Group] {
        let from = self.groups.partition_point(|g| g.start < range.start);
        let to = self.groups.partition_point(|g| g.start < range.end);
        self.groups.get(from..to.max(from)).unwrap_or_default()
    }

    fn has_number(&self, range: &Range<usize>) -> bool {
        !self.in_range(range).is_empty()
    }

    /// Where one of `find` stands outside numbers and brackets: (place, length).
    fn marks(
        &self,
        range: &Range<usize>,
        find: impl Fn(&Text, usize) -> Option<usize>,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut depth = 0_usize;
        let mut inside = self.in_range(range).iter().peekable();
        let mut i = range.start;
        while i < range.end {
            while inside.peek().is_some_and(|g| g.end <= i) {
                inside.next();
            }
            if let Some(g) = inside.peek().filter(|g| g.start <= i) {
                i = g.end;
                continue;
            }
            match self.text.at(i) {
                Some('(') => depth += 1,
                Some(')') => depth = depth.saturating_sub(1),
                _ if depth == 0 => {
                    if let Some(n) = find(&self.text, i).filter(|n| i + n <= range.end) {
                        found.push(i..i + n);
                        i += n.max(1);
                        continue;
                    }
                }
                _ => {}
            }
            i += 1;
        }
        found
    }

    /// Cuts at ； and at 或者 behind a comma, where they separate conditions.
    fn alternatives(&mut self, whole: Range<usize>) -> Vec<Range<usize>> {
        let marks = self.marks(&whole, |text, i| match text.at(i)? {
            ';' => Some(1),
            ',' => {
                let or = text.skip_blank(i + 1);
                or_at(text, or).map(|n| or + n - i)
            }
            _ => None,
        });
        let mut pieces = Vec::new();
        let mut start = whole.start;
        let mut cuts = Vec::new();
        for mark in &marks {
            pieces.push((start..mark.start, Some(mark.clone())));
            start = mark.end;
        }
        pieces.push((start..whole.end, None));
        let numbers: Vec<bool> = pieces.iter().map(|(p, _)| self.has_number(p)).collect();
        let mut open = whole.start;
        let mut semicolon = false;
        for (i, (piece, mark)) in pieces.iter().enumerate() {
            let Some(mark) = mark else {
                cuts.push(open..piece.end);
                break;
            };
            let beside = [numbers.get(i), numbers.get(i + 1)].contains(&Some(&true));
            let is_or = self.text.at(mark.start) == Some(',');
            let of = mark.start > 0 && self.text.at(mark.start - 1) == Some(words::OF);
            if beside || is_or && of {
                semicolon |= !is_or;
                cuts.push(open..piece.end);
                open = mark.end;
            }
        }
        if semicolon {
            let printed = self.text.printed(whole);
            self.doubt("semicolon_or", words::semicolon_or(&printed));
        }
        cuts.into_iter().map(|c| self.trim(c)).collect()
    }

    /// Reads one alternative; it may become several (从业人员100人以上或者投资额3000万元以上).
    fn alternative(&mut self, range: Range<usize>) -> Vec<Vec<Atom>> {
        if range.is_empty() {
            return Vec::new();
        }
        if !self.has_number(&range) {
            return vec![vec![self.behaviour(range)]];
        }
        let clauses = self.clauses(&range);
        let facts_before = self.out.facts.len();
        let doubts_before = self.out.doubts.len();
        let mut product: Vec<Vec<Atom>> = vec![Vec::new()];
        // Words before the number are one behaviour; words after it qualify the number.
        let mut words_open: Option<Range<usize>> = None;
        let mut numeric = false;
        let mut knotted = false;
        let mut stage = None;
        for clause in &clauses {
            let read = self.clause(clause.clone(), clauses.len() > 1, &mut stage);
            match read {
                Clause::Numeric(options) => {
                    if let Some(open) = words_open.take() {
                        let atom = self.behaviour(open);
                        for all in &mut product {
                            all.push(atom.clone());
                        }
                    }
                    numeric = true;
                    if product.len() * options.len() > MOST {
                        knotted = true;
                        break;
                    }
                    if let [only] = options.as_slice() {
                        for all in &mut product {
                            all.extend_from_slice(only);
                        }
                        continue;
                    }
                    product = product
                        .iter()
                        .flat_map(|all| {
                            options
                                .iter()
                                .map(move |o| [all.clone(), o.clone()].concat())
                        })
                        .collect();
                }
                Clause::Stage => {}
                Clause::Words if numeric || self.qualifies(clause) => knotted = true,
                Clause::Words => {
                    let start = words_open.map_or(clause.start, |o| o.start);
                    words_open = Some(start..clause.end);
                }
                Clause::Knotted => knotted = true,
            }
        }
        if knotted || !numeric || words_open.is_some() {
            self.out.facts.truncate(facts_before);
            self.out.doubts.truncate(doubts_before);
            return vec![vec![self.behaviour(range)]];
        }
        self.out.stage = stage.or(self.out.stage.take());
        product
    }

    /// Words that come with a number only to narrow it (首次发现，3人以下).
    fn qualifies(&self, clause: &Range<usize>) -> bool {
        let text = self.text.folded(clause.clone());
        let short = clause.len() <= 6;
        short && words::QUALIFIERS.iter().any(|q| text.starts_with(q))
    }

    /// Cuts an alternative at commas, brackets around a number, and 且 beside a number.
    fn clauses(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut marks = self.marks(range, |text, i| {
            if text.at(i)? == ',' {
                return Some(1);
            }
            text.longest(i, words::AND.iter().copied())
        });
        for group in self.in_range(range) {
            let open = group.start.checked_sub(1).filter(|i| *i >= range.start);
            let close = self.text.at(group.end) == Some(')') && group.end < range.end;
            let Some(open) = open else { continue };
            if let Some(bracket) = self.bracket_before(open, range.start).filter(|_| close) {
                marks.push(bracket..bracket + 1);
                marks.push(group.end..group.end + 1);
            }
        }
        marks.sort_by_key(|m| m.start);
        let mut clauses = Vec::new();
        let mut start = range.start;
        for mark in marks {
            if mark.start >= start {
                clauses.push(start..mark.start);
                start = mark.end;
            }
        }
        clauses.push(start..range.end);
        let led = clauses.into_iter().map(|c| {
            let mut c = self.trim(c);
            if let Some(n) = self.text.longest(c.start, words::AND_LEAD.iter().copied())
                && c.start > range.start
            {
                c.start = (c.start + n).min(c.end);
            }
            c
        });
        led.filter(|c| !c.is_empty()).collect()
    }

    /// The bracket that opens no more than a few words before this place.
    fn bracket_before(&self, at: usize, from: usize) -> Option<usize> {
        let lowest = at.saturating_sub(16).max(from);
        (lowest..=at)
            .rev()
            .take_while(|i| self.text.at(*i) != Some(')'))
            .find(|i| self.text.at(*i) == Some('('))
    }

    fn clause(
        &mut self,
        range: Range<usize>,
        beside_others: bool,
        stage: &mut Option<StageId>,
    ) -> Clause {
        if !self.has_number(&range) {
            let named = self.measures.stage(&self.text.folded(range.clone()));
            return match named.filter(|_| beside_others && self.follows_comma(range.start)) {
                Some(id) => {
                    *stage = Some(id);
                    Clause::Stage
                }
                None => Clause::Words,
            };
        }
        let parts = self.or_parts(&range);
        if parts.len() > 1
            && !self
                .marks(&range, |t, i| t.longest(i, words::AND.iter().copied()))
                .is_empty()
        {
            return Clause::Knotted;
        }
        let mut options = Vec::new();
        for part in parts {
            if !self.has_number(&part) {
                let atom = self.behaviour(part);
                options.push(vec![atom]);
                continue;
            }
            let Some(atom) = self.numeric(part) else {
                return Clause::Knotted;
            };
            options.push(vec![atom]);
        }
        Clause::Numeric(options)
    }

    /// Tells whether a comma, or nothing, stands before: 且造成事故 narrows a number, it is no stage.
    fn follows_comma(&self, start: usize) -> bool {
        let before = (0..start).rev().filter_map(|i| self.text.at(i));
        let mut before = before.skip_while(|c| c.is_whitespace());
        before.next().is_none_or(|c| c == ',' || c == ';')
    }

    /// Cuts a clause at 或者 inside it, where both sides are conditions for certain.
    fn or_parts(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let marks = self.marks(range, or_at);
        let mut parts = Vec::new();
        let mut start = range.start;
        for (i, mark) in marks.iter().enumerate() {
            let left = start..mark.start;
            let right = mark.end..marks.get(i + 1).map_or(range.end, |m| m.start);
            let here = |r: &Range<usize>| self.has_number(r);
            let of = usize::from(left.len() > 1 && self.text.at(mark.start - 1) == Some(words::OF));
            let at_number = self
                .in_range(&left)
                .last()
                .is_some_and(|g| g.end == mark.start - of);
            let none_of = here(&right)
                && words::NONE_OF.iter().any(|none| {
                    let printed = self.text.folded(left.clone());
                    let noun = printed.strip_prefix(none).filter(|n| !n.is_empty());
                    noun.is_some_and(|n| self.text.folded(right.clone()).starts_with(n))
                });
            if here(&left) && here(&right) || at_number || none_of {
                parts.push(left);
                start = mark.end;
            }
        }
        parts.push(start..range.end);
        parts
            .into_iter()
            .map(|p| self.trim(p))
            .filter(|p| !p.is_empty())
            .collect()
    }

    /// Reads a part with one number.
    fn numeric(&mut self, range: Range<usize>) -> Option<Atom> {
        let [group] = self.in_range(&range) else {
            return None;
        };
        let group = group.clone();
        if group.odd || group.end > range.end || self.loose_digit(&range, &group) {
            return None;
        }
        let before = self.text.folded(range.start..group.start);
        let after = self.text.folded(group.end..range.end);
        let after = after.trim_end_matches(words::OF);
        let measures = self.measures;
        if let Some(found) = measures.find(&before, &group, after) {
            if words::QUALIFIERS.iter().any(|q| found.rest.contains(q))
                || found.rest.contains(words::OR)
            {
                return None;
            }
            if !found.rest.is_empty() {
                self.doubt(
                    "words_beside",
                    words::words_beside(&found.rest, &found.spec.label),
                );
            }
            return Some(Atom {
                fact: found.spec.id.clone(),
                test: Test::Within {
                    low: found.low,
                    high: found.high,
                },
            });
        }
        if group.unit.is_empty() || group.unit == words::TIMES {
            return None;
        }
        let noun = noun(&before, after, &group.unit)?;
        let spec = new_fact(&noun, &group.unit);
        let atom = Atom {
            fact: spec.id.clone(),
            test: Test::Within {
                low: group.low,
                high: group.high,
            },
        };
        self.doubt("new_fact", words::new_fact(&spec.label));
        if !self.out.facts.iter().any(|f| f.id == spec.id) {
            self.out.facts.push(spec);
        }
        Some(atom)
    }

    /// Tells whether a digit stands outside the group: then the part says more than the group.
    fn loose_digit(&self, range: &Range<usize>, group: &Group) -> bool {
        let digit = |i: usize| self.text.at(i).is_some_and(|c| c.is_ascii_digit());
        (range.start..group.start)
            .chain(group.end..range.end)
            .any(digit)
    }

    /// A part in its own words.
    fn behaviour(&mut self, range: Range<usize>) -> Atom {
        let mut range = self.trim(range);
        while range.len() > 1 && self.text.at(range.end - 1) == Some(words::OF) {
            range.end -= 1;
        }
        let printed = self.text.printed(range.clone());
        let digits = self
            .text
            .folded(range.clone())
            .contains(|c: char| c.is_ascii_digit());
        if digits || self.has_number(&range) {
            self.doubt("number_in_words", words::number_in_words(&printed));
        }
        Atom {
            fact: FactId::from(BEHAVIOUR),
            test: Test::Is(printed),
        }
    }

    fn doubt(&mut self, code: &'static str, message: String) {
        self.out.doubts.push(doubt(code, message));
    }
}

/// 或 or 或者, at this place.
fn or_at(text: &Text, i: usize) -> Option<usize> {
    (text.at(i)? == words::OR).then(|| 1 + usize::from(text.at(i + 1) == Some(words::OR_TAIL)))
}

/// The noun a number counts: what follows it, or else what stands before it.
fn noun(before: &str, after: &str, unit: &str) -> Option<String> {
    let strip = |mut noun: &str| {
        while let Some(shorter) = words::NOUN_LEAD.iter().find_map(|w| noun.strip_prefix(w)) {
            noun = shorter;
        }
        while !noun.ends_with(words::ACT)
            && let Some(shorter) = words::NOUN_TAIL.iter().find_map(|w| noun.strip_suffix(w))
        {
            noun = shorter;
        }
        noun.trim().to_owned()
    };
    let (front, back) = (strip(before), strip(after));
    let noun = match (front.is_empty(), back.is_empty()) {
        (true, true) => words::NAMELESS
            .iter()
            .find(|(u, _)| *u == unit)
            .map_or(words::NAMELESS_COUNT, |(_, noun)| noun)
            .to_owned(),
        (true, false) => back,
        (false, true) => front,
        // Words on both sides: what is counted is not sure.
        (false, false) => return None,
    };
    let knotted = words::QUALIFIERS.iter().any(|q| noun.contains(q)) || noun.contains(words::OR);
    (!knotted && noun.chars().count() <= 24).then_some(noun)
}

fn new_fact(noun: &str, unit: &str) -> FactSpec {
    let mut id = format!("{OWN}{}", spelt(noun));
    if words::SCALED.contains(&unit) {
        id = format!("{id}_{}", spelt(unit));
    }
    let whole = words::WHOLE.contains(&unit);
    FactSpec {
        id: FactId::from(id.as_str()),
        label: format!("{noun}({unit})"),
        unit: unit.to_owned(),
        kind: if whole {
            FactKind::Integer
        } else {
            FactKind::Number
        },
        step: rust_decimal::Decimal::ONE,
        max: None,
    }
}

fn spelt(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.to_pinyin() {
            Some(sound) => out.push_str(sound.plain()),
            None if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            None => {}
        }
    }
    out
}
