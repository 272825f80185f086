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
    let mut is_announced = false;
    for remark in &outline.remarks {
        // 应当同时符合下列条件： with the conditions as paragraphs of their own.
        if is_announced && trim(&remark.text).starts_with(['（', '(']) {
            gates.extend(reading.gate(&remark.text));
            continue;
        }
        is_announced = false;
        for sentence in gate_sentences(&remark.text) {
            is_announced = sentence.ends_with(['：', ':']);
            gates.extend(reading.gate(&sentence));
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

struct Reading<'a> {
    tools: &'a Tools<'a>,
    id: ListId,
    facts: Vec<FactSpec>,
    flags: Vec<Flag>,
}

impl Reading<'_> {
    /// The conditions a sentence of the preamble lays down. What it says before 应当 only names the parties.
    fn gate(&mut self, sentence: &str) -> Vec<RawListCondition> {
        let mut gates = Vec::new();
        for part in sentence.split(['；', ';']).filter(|p| !p.trim().is_empty()) {
            if words::EXCLUDES.iter().any(|e| part.contains(e)) {
                gates.push(self.condition(trim(part)).0);
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
            let (any_of, specs) = (self.tools.read)(&part);
            if !any_of.is_empty() && is_numeric(&any_of) {
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
        let (any_of, specs) = (self.tools.read)(plain);
        if !any_of.is_empty() && is_numeric(&any_of) {
            self.register(specs);
            return (structured(text, &any_of), true);
        }
        let id = format!("x_{}_{}", self.id, self.flags.len() + 1);
        let flag = Flag {
            id: FactId::from(id.as_str()),
            label: plain.to_owned(),
            words: Vec::new(),
            said_by: Vec::new(),
            denied_by: Vec::new(),
            domains_excluded: Vec::new(),
            stages_excluded: Vec::new(),
        };
        let read = structured(text, &holds(&flag.id));
        self.flags.push(flag);
        (read, false)
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
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::document::Place;
    use crate::law::PartialDate;
    use crate::law::benchmark::Layer;
    use crate::law::condition::Bound;
    use crate::packs::load::load_text;
    use crate::packs::load_shipped;
    use crate::reader::{Layout, Passage, TierText};

    /// Stands for the sentence reader: three numbers it knows.
    fn numbers(text: &str) -> Sentence {
        let end = |n: i64, inclusive| {
            Some(Bound {
                value: Decimal::from(n),
                inclusive,
            })
        };
        let (fact, low, high) = match text {
            "逾期不满30日" => ("days_overdue", None, end(30, false)),
            "3人次以下" => ("person_times", None, end(3, true)),
            "1处" => ("site_count", end(1, true), end(1, true)),
            _ => return (Vec::new(), Vec::new()),
        };
        let atom = Atom {
            fact: FactId::from(fact),
            test: Test::Within { low, high },
        };
        (vec![vec![atom]], Vec::new())
    }

    fn head() -> RawList {
        RawList {
            id: unplaced(ListId::from("test-2025")),
            title: String::new(),
            short: None,
            issuer: None,
            doc_no: None,
            from: "2025-01-01".parse::<PartialDate>().unwrap(),
            until: None,
            layer: Layer::City,
            region: Some("149900".into()),
            domains: Vec::new(),
            effect: ListEffect::NotPenalised,
            items_in_document: None,
            source: "样例".into(),
            verification: "导入".into(),
            teaching: true,
            document: None,
            gates: Vec::new(),
            missing: Vec::new(),
        }
    }

    fn outline(title: &str, remarks: &[&str], entries: &[(&str, &str, &str)]) -> Outline {
        let passage = |text: &&str| Passage {
            text: (*text).to_owned(),
            place: Place::default(),
        };
        let entry = |(no, (title, condition, basis)): (usize, &(&str, &str, &str))| Entry {
            no: (no + 1).to_string(),
            title: (*title).to_owned(),
            duty: String::new(),
            basis: (*basis).to_owned(),
            tiers: vec![TierText {
                condition: Some((*condition).to_owned()),
                ..TierText::default()
            }],
            place: Place {
                table: Some(1),
                row: Some(u32::try_from(no).unwrap() + 2),
                ..Place::default()
            },
        };
        Outline {
            layout: Layout::List,
            title: Some(title.to_owned()),
            doc_no: None,
            effective: None,
            remarks: remarks.iter().map(passage).collect(),
            entries: entries.iter().enumerate().map(entry).collect(),
            leftover: Vec::new(),
        }
    }

    fn assembled(outline: &Outline) -> Assembled {
        let library = load_shipped().library;
        let cite = |text: &str| library.cite(text).map(|l| l.id).into_iter().collect();
        let tools = Tools {
            flags: &library.parts().flags,
            read: &numbers,
            cite: &cite,
        };
        assemble_list(outline, head(), &tools)
    }

    fn facts(conditions: &[RawListCondition]) -> Vec<&str> {
        let atoms = conditions.iter().flat_map(|c| c.any_of.iter().flatten());
        atoms.map(|a| a.fact.as_str()).collect()
    }

    fn sample() -> Outline {
        outline(
            "测试市应急管理轻微违法行为不予行政处罚事项清单（测试样例，非真实文件）",
            &[
                "适用本清单的生产经营单位应当近三年未发生人员死亡、重伤的生产安全事故，且未被列入严重失信主体名单；危险物品的生产、经营、储存单位和矿山、金属冶炼单位除外。",
            ],
            &[
                (
                    "未将事故隐患排查治理情况向从业人员通报",
                    "初次违法；危害后果轻微；及时改正",
                    "《安全生产法》第四十一条第二款、第九十七条第五项",
                ),
                (
                    "安全警示标志设置不明显或者脱落，1处",
                    "初次违法；经责令当场改正",
                    "《安全生产法》第三十五条、第九十九条第一项",
                ),
                (
                    "应急预案未按规定组织演练，逾期不满30日",
                    "初次违法，危害后果轻微，在责令期限内改正",
                    "《安全生产法》第八十一条、第九十七条第六项",
                ),
                (
                    "培训记录个别漏签（3人次以下）",
                    "初次违法且及时改正",
                    "《安全生产法》第二十八条第四款、第九十七条第四项",
                ),
            ],
        )
    }

    #[test]
    fn gates_and_conditions_become_registered_facts() {
        let list = assembled(&sample()).document;
        assert_eq!(
            facts(&list.list.gates),
            [
                "no_casualties_three_years",
                "not_seriously_dishonest",
                "not_dangerous_goods_mine_or_smelter"
            ]
        );
        let items: Vec<_> = list
            .list_item
            .iter()
            .map(|i| {
                let offence = i.offence.as_ref().map(ToString::to_string);
                (offence.unwrap_or_default(), facts(&i.conditions))
            })
            .collect();
        let expected: [(&str, &[&str]); 4] = [
            (
                "aqscf-97-1-5",
                &["first_violation", "slight_harm", "timely_corrected"],
            ),
            (
                "aqscf-99-1-1",
                &["site_count", "first_violation", "corrected_on_the_spot"],
            ),
            (
                "aqscf-97-1-6",
                &[
                    "days_overdue",
                    "first_violation",
                    "slight_harm",
                    "corrected_in_time",
                ],
            ),
            (
                "aqscf-97-1-4",
                &["person_times", "first_violation", "timely_corrected"],
            ),
        ];
        for ((offence, asked), (wanted, facts)) in items.iter().zip(expected) {
            assert_eq!((offence.as_str(), asked.as_slice()), (wanted, facts));
        }
        assert!(list.flag.is_empty());
        assert!(list.list_item.iter().all(|i| i.must && i.doubts.is_empty()));
    }

    #[test]
    fn what_is_not_known_becomes_a_question_of_its_own_and_is_never_dropped() {
        let outline = outline(
            "某市减轻行政处罚清单",
            &[],
            &[(
                "某行为",
                "初次违法，且在网格员指导下完成整改的",
                "某办法第一条",
            )],
        );
        let Assembled { document, doubts } = assembled(&outline);
        assert_eq!(doubts, [""; 0]);
        assert_eq!(document.list.effect, ListEffect::Mitigated);
        let item = document.list_item.first().unwrap();
        assert_eq!(
            facts(&item.conditions),
            ["first_violation", "x_test-2025_1"]
        );
        assert_eq!(document.flag[0].label, "在网格员指导下完成整改的");
        assert_eq!(item.offence, None);
        assert_eq!(item.doubts.len(), 2, "{:?}", item.doubts);
    }

    #[test]
    fn conditions_announced_and_numbered_are_all_taken() {
        let outline = outline(
            "某市可以不予行政处罚清单",
            &[
                "适用本清单应当同时符合下列条件：",
                "（一）初次违法；",
                "（二）危害后果轻微、及时改正；",
                "第一部分 危险化学品",
            ],
            &[],
        );
        let list = assembled(&outline).document.list;
        assert_eq!(
            facts(&list.gates),
            ["first_violation", "slight_harm", "timely_corrected"]
        );
    }

    #[test]
    fn what_is_written_is_read_again_without_a_complaint() {
        let list = assembled(&sample()).document;
        let loaded = load_text("list.toml", &list.to_toml().unwrap());
        assert_eq!(loaded.diagnostics, []);
        let read = loaded.library.list("test-2025").unwrap();
        assert_eq!((read.items.len(), read.gates.len()), (4, 3));
        assert_eq!(
            read.items[2].conditions[0]
                .condition
                .describe(|f| loaded.library.fact(f)),
            "超过期限(日) 不满30"
        );
    }
}
