//! From the outline of a list to its tables: conditions of the preamble, items, their conditions.
//!
//! A condition is split at its punctuation, each part looked up among the registered words. A part nobody
//! registered goes to the sentence reader, and if that makes nothing of it either, it becomes a yes/no of
//! its own that a person answers. Nothing is dropped: leaving a condition out would make an item apply more
//! widely than its authors meant.

mod words;

use std::ops::Range;

use toml::Spanned;

use crate::law::condition::{Atom, Test};
use crate::law::fact::{FactKind, FactSpec};
use crate::law::list::{Flag, ListEffect};
use crate::law::{FactId, ListId, OffenceId};
use crate::packs::lists::{ListDocument, RawList, RawListCondition, RawListItem};
use crate::packs::schema::RawAtom;
use crate::reader::{Entry, Outline};

/// A sentence as alternatives of atoms, with the facts made up for it.
pub type Sentence = (Vec<Vec<Atom>>, Vec<FactSpec>);

/// What the reader of a list needs to know of the library and of wording.
pub struct Tools<'a> {
    /// The registered yes/no facts and their words.
    pub flags: &'a [Flag],
    /// Reads a sentence as alternatives of atoms, with the facts it had to make up; empty where it makes
    /// nothing of it.
    pub read: &'a dyn Fn(&str) -> Sentence,
    /// Finds the offences a citation names.
    pub cite: &'a dyn Fn(&str) -> Vec<OffenceId>,
}

/// A list as tables.
pub struct Assembled {
    /// The file to write.
    pub document: ListDocument,
    /// What could not be read with certainty about the list as a whole.
    pub doubts: Vec<String>,
}

/// Turns an outline into tables. `head` says what the document does not: id, layer, region, source …; its
/// effect is replaced by what the title says, its gates are added to.
pub fn assemble_list(outline: &Outline, head: RawList, tools: &Tools) -> Assembled {
    let mut doubts = Vec::new();
    let title = outline.title.clone().unwrap_or_else(|| head.title.clone());
    let effect = words::effect(&title).unwrap_or_else(|| {
        doubts.push(words::NO_EFFECT.to_owned());
        ListEffect::NotPenalised
    });
    let mut reading = Reading {
        tools,
        id: head.id.get_ref().clone(),
        facts: Vec::new(),
        flags: Vec::new(),
    };
    let mut gates = head.gates.clone();
    let mut announced: Option<Polarity> = None;
    for remark in &outline.remarks {
        // 应当同时符合下列条件： with the conditions as paragraphs of their own.
        if let Some(polarity) = announced
            && trim(&remark.text).starts_with(['（', '('])
        {
            gates.extend(reading.gate(&remark.text, polarity));
            continue;
        }
        announced = None;
        for sentence in gate_sentences(&remark.text) {
            let polarity = Polarity::of(&sentence);
            announced = sentence.ends_with(['：', ':']).then_some(polarity);
            if announced.is_none() {
                gates.extend(reading.gate(&sentence, polarity));
            } else if let Some(before) = before_announcement(&sentence) {
                gates.extend(reading.gate(before, Polarity::Required));
            }
        }
    }
    let source = head.source.clone();
    let must = !words::leaves_open(&title);
    let mut items: Vec<RawListItem> = Vec::new();
    for entry in &outline.entries {
        items.push(reading.item(entry, must, &source));
    }
    let list = RawList {
        title,
        doc_no: head.doc_no.clone().or_else(|| outline.doc_no.clone()),
        effect,
        gates,
        ..head
    };
    Assembled {
        document: ListDocument {
            list,
            fact: reading.facts,
            flag: reading.flags,
            list_item: items,
        },
        doubts,
    }
}

/// A value that came from no place in a file.
pub fn unplaced<T>(value: T) -> Spanned<T> {
    Spanned::new(Range { start: 0, end: 0 }, value)
}

/// The sentences of a text that lay down conditions for the whole list.
fn gate_sentences(text: &str) -> Vec<String> {
    let sentences = text.split(['。', '\n']).map(str::trim);
    sentences
        .filter(|s| words::GATE_MARKS.iter().any(|mark| s.contains(mark)))
        .map(str::to_owned)
        .collect()
}

/// Whether a sentence of the preamble says what must hold or what must not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Polarity {
    Required,
    Excluded,
}

impl Polarity {
    /// A sentence that only excludes (不适用, or 除外 without any 应当) is taken as a whole.
    fn of(sentence: &str) -> Polarity {
        let is_not_applied = words::NOT_APPLIED.iter().any(|w| sentence.contains(w));
        let has_lead = words::GATE_LEADS.iter().any(|w| sentence.contains(w));
        if is_not_applied || sentence.contains(words::EXCEPT) && !has_lead {
            Polarity::Excluded
        } else {
            Polarity::Required
        }
    }
}

/// What a sentence that ends in 下列条件： requires before it comes to them.
fn before_announcement(sentence: &str) -> Option<&str> {
    let (before, _) = sentence.rsplit_once(['；', ';', '，', ','])?;
    let has_lead = words::GATE_LEADS.iter().any(|w| before.contains(w));
    has_lead.then_some(before)
}

struct Reading<'a> {
    tools: &'a Tools<'a>,
    id: ListId,
    facts: Vec<FactSpec>,
    flags: Vec<Flag>,
}

impl Reading<'_> {
    /// The conditions a sentence of the preamble lays down. What it says before 应当 only names the parties.
    fn gate(&mut self, sentence: &str, polarity: Polarity) -> Vec<RawListCondition> {
        if polarity == Polarity::Excluded {
            return vec![self.excluded(trim(sentence))];
        }
        let mut gates = Vec::new();
        for part in sentence.split(['；', ';']).filter(|p| !p.trim().is_empty()) {
            if part.contains(words::EXCEPT) {
                gates.push(self.excluded(trim(part)));
                continue;
            }
            let conditions = words::GATE_LEADS
                .iter()
                .find_map(|lead| part.split_once(lead))
                .map_or(part, |(_, conditions)| conditions);
            let conditions = match conditions.split_once(['：', ':']) {
                Some((_, after)) => after,
                None => conditions,
            };
            for text in split(conditions, self.tools.flags) {
                gates.push(self.condition(&text).0);
            }
        }
        gates
    }

    /// What is excluded, as a yes/no that is yes when the case is not among it.
    fn excluded(&mut self, text: &str) -> RawListCondition {
        match find(self.tools.flags, strip(text)) {
            Some(flag) => structured(text, &holds(&flag.id)),
            None => self.own(text, words::not_excluded(text)),
        }
    }

    fn item(&mut self, entry: &Entry, must: bool, source: &str) -> RawListItem {
        let text: Vec<&str> = entry
            .tiers
            .iter()
            .map(|t| t.condition.as_deref().unwrap_or(&t.standard))
            .filter(|t| !t.is_empty())
            .collect();
        let text = text.join("；");
        let mut doubts = Vec::new();
        let mut conditions = Vec::new();
        for part in title_parts(&entry.title) {
            let (any_of, specs) = self.numbers(&part);
            if !any_of.is_empty() {
                self.register(specs);
                conditions.push(structured(&part, &any_of));
            }
        }
        for part in split(&text, self.tools.flags) {
            let (condition, is_known) = self.condition(&part);
            if !is_known {
                doubts.push(words::unstructured(&part));
            }
            conditions.push(condition);
        }
        if text.is_empty() {
            doubts.push(words::NO_CONDITION.to_owned());
        }
        let mut named = (self.tools.cite)(&entry.basis);
        named.dedup();
        if named.is_empty() {
            doubts.push(words::NOT_LINKED.to_owned());
        } else if named.len() > 1 {
            doubts.push(words::SEVERAL.to_owned());
        }
        let offence = match named.as_slice() {
            [only] => Some(only.clone()),
            [] | [_, _, ..] => None,
        };
        let place = entry.place.to_string();
        RawListItem {
            no: unplaced(entry.no.clone()),
            title: entry.title.clone(),
            offence,
            cites: Some(entry.basis.clone())
                .filter(|b| !b.is_empty())
                .into_iter()
                .collect(),
            stage: None,
            must: must && !text.contains(words::MAY),
            text: Some(text).filter(|t| !t.is_empty()),
            source: if place.is_empty() {
                source.to_owned()
            } else {
                place.clone()
            },
            place: Some(place).filter(|p| !p.is_empty()),
            doubts,
            review: None,
            from: None,
            until: None,
            note: None,
            conditions,
        }
    }

    /// A wording as structure: a registered yes/no, numbers, or a yes/no of its own. Tells whether it was known.
    fn condition(&mut self, text: &str) -> (RawListCondition, bool) {
        let plain = strip(text);
        if let Some(flag) = find(self.tools.flags, plain) {
            return (structured(text, &holds(&flag.id)), true);
        }
        if let Some(flag) = self.flags.iter().find(|f| f.label == plain) {
            return (structured(text, &holds(&flag.id)), false);
        }
        let (any_of, specs) = self.numbers(plain);
        if !any_of.is_empty() {
            self.register(specs);
            return (structured(text, &any_of), true);
        }
        if plain.ends_with(words::EXCEPT) {
            return (self.own(text, words::not_excluded(plain)), false);
        }
        (self.own(text, plain.to_owned()), false)
    }

    /// What the sentence reader makes of a wording, when it is all numbers and nothing negates them.
    fn numbers(&self, text: &str) -> Sentence {
        if words::NEGATIONS.iter().any(|w| text.contains(w)) {
            return Sentence::default();
        }
        let (any_of, specs) = (self.tools.read)(text);
        if is_numeric(&any_of) {
            (any_of, specs)
        } else {
            Sentence::default()
        }
    }

    /// A yes/no of the list's own.
    fn own(&mut self, text: &str, label: String) -> RawListCondition {
        let id = format!("x_{}_{}", self.id, self.flags.len() + 1);
        let flag = Flag {
            id: FactId::from(id.as_str()),
            label,
            words: Vec::new(),
            said_by: Vec::new(),
            denied_by: Vec::new(),
            domains_excluded: Vec::new(),
            stages_excluded: Vec::new(),
        };
        let read = structured(text, &holds(&flag.id));
        self.flags.push(flag);
        read
    }

    fn register(&mut self, specs: Vec<FactSpec>) {
        for spec in specs {
            if spec.kind != FactKind::Flag && !self.facts.iter().any(|f| f.id == spec.id) {
                self.facts.push(spec);
            }
        }
    }
}

/// Only numbers are taken from the sentence reader: a behaviour it would make up is a yes/no here.
fn is_numeric(any_of: &[Vec<Atom>]) -> bool {
    let is_number = |a: &Atom| match a.test {
        Test::Within { .. } => true,
        Test::Is(_) | Test::Holds(_) => false,
    };
    any_of.iter().flatten().all(is_number)
}

fn structured(text: &str, any_of: &[Vec<Atom>]) -> RawListCondition {
    let alternative = |all: &Vec<Atom>| all.iter().map(RawAtom::from).collect();
    RawListCondition {
        text: text.to_owned(),
        any_of: any_of.iter().map(alternative).collect(),
    }
}

fn holds(fact: &FactId) -> Vec<Vec<Atom>> {
    vec![vec![Atom {
        fact: fact.clone(),
        test: Test::Holds(true),
    }]]
}

/// The registered flag that a wording names with one of its words.
fn find<'a>(flags: &'a [Flag], text: &str) -> Option<&'a Flag> {
    flags
        .iter()
        .find(|f| f.label == text || f.words.iter().any(|w| w == text))
}

/// Splits a wording into conditions: at semicolons always, at commas and 且 next, at 、 only where every part
/// is registered (未发生死亡、重伤事故 is one condition). A wording that is registered as it stands is not split.
fn split(text: &str, flags: &[Flag]) -> Vec<String> {
    let known = |part: &str| find(flags, strip(part)).is_some();
    let mut out = Vec::new();
    for clause in text.split(['；', ';', '。', '\n']).map(trim) {
        if clause.is_empty() {
            continue;
        }
        if known(clause) {
            out.push(clause.to_owned());
            continue;
        }
        for part in clause
            .split(['，', ','])
            .map(trim)
            .filter(|p| !p.is_empty())
        {
            for joined in joints(part, &known) {
                let listed: Vec<&str> = joined.split('、').map(trim).collect();
                if listed.len() > 1 && !known(&joined) && listed.iter().all(|p| known(p)) {
                    out.extend(listed.iter().map(|p| strip(p).to_owned()));
                } else {
                    out.push(strip(&joined).to_owned());
                }
            }
        }
    }
    out
}

/// Splits at 且 and 并 where at least one side is registered; otherwise the joint may belong to a word.
fn joints(part: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    if known(part) {
        return vec![part.to_owned()];
    }
    for joint in words::JOINTS {
        if let Some((left, right)) = part.split_once(joint)
            && !left.is_empty()
            && (known(left) || known(right))
        {
            let mut all = joints(left, known);
            all.extend(joints(right, known));
            return all;
        }
    }
    vec![part.to_owned()]
}

/// The parts of a title that may hold a number: what stands after a comma or in brackets.
fn title_parts(title: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let outside = title.split(['，', ',']).skip(1);
    parts.extend(outside.map(|p| trim(p).to_owned()));
    for piece in title.split(words::OPEN).skip(1) {
        if let Some((inside, _)) = piece.split_once(words::CLOSE) {
            parts.push(trim(inside).to_owned());
        }
    }
    let has_number = |p: &String| {
        p.chars()
            .any(|c| c.is_numeric() || words::ORDINAL_MARKS.contains(c))
    };
    parts.into_iter().filter(has_number).collect()
}

/// A part without the words that only lead to it and without its number (（一）, 1.).
fn strip(text: &str) -> &str {
    let mut text = trim(text);
    let number = |c: char| {
        c.is_ascii_digit() || words::ORDINAL_MARKS.contains(c) || "（）().．、 ".contains(c)
    };
    let bare = text.trim_start_matches(number);
    if !bare.is_empty() && text.starts_with(['（', '(']) {
        text = bare;
    }
    loop {
        let shorter = words::LEADING
            .iter()
            .find_map(|w| text.strip_prefix(w))
            .filter(|rest| !rest.is_empty());
        match shorter {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

fn trim(text: &str) -> &str {
    text.trim().trim_matches(words::SEPARATORS).trim()
}

#[cfg(test)]
mod tests;
